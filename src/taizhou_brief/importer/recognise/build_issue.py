"""The laid-out source → a record of one issue, what is left out of it, and every doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.chinese.spacing import cuts_digits
from taizhou_brief.diagnostics import Diagnostic, Severity
from taizhou_brief.importer.recognise.attachments import split_attachments
from taizhou_brief.importer.recognise.body import ImportNote, read_body
from taizhou_brief.importer.recognise.codes import NOTE, WARNING, doubt
from taizhou_brief.importer.recognise.completeness import CONTRIBUTOR
from taizhou_brief.importer.recognise.contents_list import precedes_titles
from taizhou_brief.importer.recognise.issue_facts import IssueFacts, choose_facts
from taizhou_brief.importer.recognise.layout import SourceLayout
from taizhou_brief.importer.recognise.markers import match_section_marker
from taizhou_brief.importer.recognise.masthead import CONTENTS
from taizhou_brief.importer.recognise.masthead import NOTE as NOTE_LABEL
from taizhou_brief.importer.recognise.notes import note_characters, note_titles, note_words
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from taizhou_brief.importer.recognise.record import RecognisedArticle, RecognisedIssue
from taizhou_brief.importer.recognise.rows import Omission, SourceRow
from taizhou_brief.importer.recognise.suggestions import (
    TitleCounties,
    find_title_counties,
    opening_county,
    suggest_themes,
)
from taizhou_brief.importer.source_text import SourceText
from taizhou_brief.model.settings import Settings

_UMBRELLA = lazy_compile("(?:选登|选编|摘登|摘编|刊登|刊发|编发|印发|介绍|通报)[^。]{0,8}[。：:]$")
"""How the text under a title ends that announces the articles below it."""
_NOTES = frozenset(
    {"I715", "I717", "I722", "I723", "I724", "I725", "I727", "I730", "I735", "I736", "I741", "I748", "I749"}
)
"""Codes that tell what was done; all others ask for a look."""


def build_recognised_issue(
    source: SourceText, layout: SourceLayout, settings: Settings
) -> tuple[RecognisedIssue, tuple[Omission, ...], tuple[Diagnostic, ...]]:
    """Read the record out of the layout."""
    said = choose_facts(layout.head, layout.foot, source.name, settings.title)
    note, groups, stray, remarks = _groups(layout.paras)
    left = [*layout.furniture, *_left(layout, said), *stray]
    articles: list[RecognisedArticle] = []
    for title, paras in groups:
        article, out, more = _article(title, paras, layout.notes, settings)
        articles.append(article)
        left += out
        remarks += more
    used = {label for article in articles for label, _ in article.notes}
    for row in layout.notes:
        if row.note not in used:
            left.append(Omission(row.index, "", row.text, "脚注没有引用处"))
            remarks.append((row.index, "I743", f"脚注“{row.note}”在正文里找不到引用处，没有收入底稿"))
    remarks += [
        *layout.remarks,
        *said.remarks,
        *note_titles(layout),
        *note_characters(source),
        *note_words(layout.paras),
    ]
    record = _record(said, note, articles, source)
    placed = (Omission(item.index, source.lines[item.index].place, item.text, item.reason) for item in left)
    return record, tuple(sorted(placed, key=lambda item: item.index)), _diagnostics(source, remarks)


def _diagnostics(source: SourceText, remarks: Sequence[ImportNote]) -> tuple[Diagnostic, ...]:
    def severity(code: str) -> Severity:
        return NOTE if code in _NOTES else WARNING

    return tuple(doubt(source, index, code, message, severity(code)) for index, code, message in remarks)


def _left(layout: SourceLayout, said: IssueFacts) -> list[Omission]:
    """Unused words of masthead and foot, and the contents list."""
    out = [Omission(field.index, "", field.value, reason) for field, reason in said.unused]
    for row in layout.contents:
        reason = "目录的名称" if CONTENTS.fullmatch(row.key) else "目录（标题见正文）"
        out.append(Omission(row.index, "", row.text, reason))
    return out


Group = tuple[SourceParagraph | None, list[SourceParagraph]]
Parts = tuple[tuple[SourceParagraph, ...], list[Group], list[Omission], list[ImportNote]]


def _groups(paras: Sequence[SourceParagraph]) -> Parts:
    """编者按, the articles' paragraphs, and what is left out: its label, columns, what stands before them."""
    first = _first(paras)
    note, left, remarks = _opening(paras[:first])
    groups: list[Group] = []
    for para in paras[first:]:
        if para.role == "title":
            while groups and groups[-1][1] and _heads(groups[-1][1][-1]):
                left += _column(groups[-1][1].pop(), remarks)
            groups.append((para, []))
        elif groups:
            groups[-1][1].append(para)
        else:
            remarks.append((para.index, "I716", "没有找到文章标题，底稿的标题空着"))
            groups.append((None, [para]))
    if not paras:
        remarks.append((-1, "I716", "没有找到正文"))
    for n, (title, own) in enumerate(groups):
        if title and n + 1 < len(groups) and len(own) == 1 and _UMBRELLA.search(own[0].text):
            remarks.append((title.index, "I714", f"《{title.text}》像是后面几篇的总题，当作一篇"))
        late = next((para for para in own if para.role == "prose" and NOTE_LABEL.match(para.text)), None)
        if late:
            where = title.text if title else ""
            remarks.append((late.index, "I747", f"编者按在《{where}》里面，当作这一篇的正文"))
    return note, groups, left, remarks


def _first(paras: Sequence[SourceParagraph]) -> int:
    """Where the first article begins: at a title, or with the text above it where that has sections of its own."""
    title = next((n for n, para in enumerate(paras) if para.role == "title"), 0)
    above = [para for para in paras[:title] if para.role == "prose"]
    own = any(match_section_marker(para.text) for para in above) and not any(
        NOTE_LABEL.match(para.text) for para in above
    )
    return 0 if own else title


def _opening(paras: Sequence[SourceParagraph]) -> tuple[tuple[SourceParagraph, ...], list[Omission], list[ImportNote]]:
    """What stands before the first article: an 编者按, names of columns, and what has no place."""
    note: list[SourceParagraph] = []
    left: list[Omission] = []
    remarks: list[ImportNote] = []
    opened = False
    for para in paras:
        match = NOTE_LABEL.match(para.text) if para.role == "prose" and not opened else None
        if match:
            opened = True
            left.append(Omission(para.index, "", match[0], "编者按的标签"))
            rest = para.text[match.end() :].strip()
            note += [replace(para, text=rest)] if rest else []
        elif _heads(para):
            left += _column(para, remarks)
        elif opened and para.role == "prose":
            note.append(para)
        else:
            left += _stray(para, "在第一篇之前，没有地方可放")
            remarks.append((para.index, "I745", f"第一篇之前的“{para.text[:16]}”没有地方可放，没有收入底稿"))
    return tuple(note), left, remarks


def _heads(para: SourceParagraph) -> bool:
    """Whether a line before a title names the column or the office that wrote what follows."""
    return para.role == "column" or (para.role == "prose" and precedes_titles(para.text))


def _column(para: SourceParagraph, remarks: list[ImportNote]) -> list[Omission]:
    remarks.append((para.index, "I717", f"“{para.text}”像是栏目名或供稿单位，没有收入底稿"))
    return _stray(para, "栏目名或供稿单位")


def _stray(para: SourceParagraph, reason: str) -> list[Omission]:
    return [Omission(row.index, "", row.text, reason) for row in para.rows]


def _article(
    title: SourceParagraph | None, paras: Sequence[SourceParagraph], notes: Sequence[SourceRow], settings: Settings
) -> tuple[RecognisedArticle, list[Omission], list[ImportNote]]:
    body = read_body(paras)
    name = title.text if title else ""
    place = title.index if title else paras[0].index
    remarks = [*body.remarks, *_joints((title, *paras) if title else paras)]
    if title and len(title.rows) > 1:
        remarks.append((place, "I715", f"标题由 {len(title.rows)} 行合成：{name}"))
    left = [Omission(place, "", title.prefix, "标题前的序号或符号")] if title and title.prefix else []
    left += [Omission(title.rows[-1].index, "", title.suffix, "标题后的符号")] if title and title.suffix else []
    for each in (element for element in body.elements if element.kind == "third"):
        annex = split_attachments(each.para.text)
        left += [Omission(each.index, "", annex.colon, "附件后面的冒号")] if annex and annex.colon else []
    contributor = ""
    if body.contributor:
        contributor, para = body.contributor
        left += _stray(para, CONTRIBUTOR)
    found = find_title_counties(name, settings)
    hint = "" if found.names else opening_county(contributor + "\n" + (paras[0].text if paras else ""), settings)
    remarks += _about_places(place, found, hint)
    texts = [para.text for para in paras]
    headings = [
        e.text[: e.text.find("。") + 1] or e.text[:30] for e in body.elements if e.kind in ("section", "measure")
    ]
    own = _notes(notes, [name, *texts])
    article = RecognisedArticle(
        name,
        place,
        found.names,
        f"正文提到{hint}" if hint else "",
        suggest_themes(name, headings, "\n".join(texts), settings),
        contributor,
        body.elements,
        own,
        frozenset(name for _, name in found.by_short),
        frozenset(key for key, known in (("counties", settings.counties), ("themes", settings.themes)) if not known),
    )
    return article, left, remarks


def _about_places(place: int, found: TitleCounties, hint: str) -> list[ImportNote]:
    """What an editor must look at among the counties of a title."""
    out: list[ImportNote] = [(place, "I735", f"标题里的“{short}”像是{county}") for short, county in found.by_short]
    out += [(place, "I735", f"标题里的“{short}”没有当作县（市、区）") for short in found.unsure if not found.names]
    if hint:
        out.append((place, "I736", f"标题没有写明县（市、区），正文开头或供稿单位提到{hint}"))
    return out


def _notes(notes: Sequence[SourceRow], texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The footnotes that the texts refer to; the paragraphs of one note run together."""
    labels = dict.fromkeys(label for text in texts for label in re.findall(r"\[\^([^\]\s]+)\]", text))
    found: dict[str, str] = {}
    for row in notes:
        if row.note in labels:
            found[row.note] = f"{found[row.note]} {row.text}" if row.note in found else row.text
    return tuple((label, found[label]) for label in labels if label in found)


def _joints(paras: Sequence[SourceParagraph]) -> list[ImportNote]:
    out: list[ImportNote] = []
    for para in paras:
        for index, joint in para.breaks:
            before, after = joint.split("|", 1)
            out.append((index, "I730", f"换页切断的一段已接上：“{before}”接“{after}”"))
            if cuts_digits(before, after):
                out.append((index, "I706", f"数字被换页切成两截，已接上：“{before}{after}”"))
        for index, joint in para.cuts:
            before, after = joint.split("|", 1)
            out.append((index, "I706", f"数字被换行切成两截，已接上：“{before}{after}”"))
    return out


def _record(
    said: IssueFacts, note: tuple[SourceParagraph, ...], articles: Sequence[RecognisedArticle], source: SourceText
) -> RecognisedIssue:
    return RecognisedIssue(
        said.number,
        said.supplement,
        said.total,
        said.date,
        said.printed,
        said.issuer,
        said.report_to,
        said.send_to,
        said.distribute_to,
        said.copies,
        said.internal,
        source.name,
        source.sha256,
        note,
        tuple(articles),
        said.used,
    )
