"""The laid-out source → a record of one issue, what is left out of it, and every doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from taizhou_brief.diagnostics import Diagnostic, Severity
from taizhou_brief.patterns import regex
from taizhou_brief.recognise.annex import annexed
from taizhou_brief.recognise.assemble import Facts, facts
from taizhou_brief.recognise.body import Remark, read_body
from taizhou_brief.recognise.codes import NOTE, WARNING, doubt
from taizhou_brief.recognise.contents import heads_titles
from taizhou_brief.recognise.frame import CONTENTS
from taizhou_brief.recognise.frame import NOTE as NOTE_LABEL
from taizhou_brief.recognise.layout import Layout
from taizhou_brief.recognise.lossless import CONTRIBUTOR
from taizhou_brief.recognise.markers import section_mark
from taizhou_brief.recognise.paras import Para
from taizhou_brief.recognise.record import Article, Record
from taizhou_brief.recognise.remarks import about_source, about_titles, about_words
from taizhou_brief.recognise.rows import LeftOut, Row
from taizhou_brief.recognise.suggest import mentioned, places, themes
from taizhou_brief.settings import Settings
from taizhou_brief.sourcetext import SourceText

_UMBRELLA = regex("(?:选登|选编|摘登|摘编|刊登|刊发|编发|印发|介绍|通报)[^。]{0,8}[。：:]$")
"""How the text under a title ends that announces the articles below it."""
_NOTES = frozenset(
    {"I715", "I717", "I722", "I723", "I724", "I725", "I727", "I730", "I735", "I736", "I741", "I748", "I749"}
)
"""Codes that tell what was done; all others ask for a look."""


def understand(
    source: SourceText, layout: Layout, settings: Settings
) -> tuple[Record, tuple[LeftOut, ...], tuple[Diagnostic, ...]]:
    """Read the record out of the layout."""
    said = facts(layout.head, layout.foot, source.name, settings.title)
    note, groups, stray, remarks = _groups(layout.paras)
    left = [*layout.furniture, *_left(layout, said), *stray]
    articles: list[Article] = []
    for title, paras in groups:
        article, out, more = _article(title, paras, layout.notes, settings)
        articles.append(article)
        left += out
        remarks += more
    used = {label for article in articles for label, _ in article.notes}
    for row in layout.notes:
        if row.note not in used:
            left.append(LeftOut(row.index, "", row.text, "脚注没有引用处"))
            remarks.append((row.index, "I743", f"脚注“{row.note}”在正文里找不到引用处，没有收入底稿"))
    remarks += [
        *layout.remarks,
        *said.remarks,
        *about_titles(layout),
        *about_source(source),
        *about_words(layout.paras),
    ]
    record = _record(said, note, articles, source)
    placed = (LeftOut(item.index, source.lines[item.index].place, item.text, item.reason) for item in left)
    return record, tuple(sorted(placed, key=lambda item: item.index)), _diagnostics(source, remarks)


def _diagnostics(source: SourceText, remarks: Sequence[Remark]) -> tuple[Diagnostic, ...]:
    def severity(code: str) -> Severity:
        return NOTE if code in _NOTES else WARNING

    return tuple(doubt(source, index, code, message, severity(code)) for index, code, message in remarks)


def _left(layout: Layout, said: Facts) -> list[LeftOut]:
    """Unused words of masthead and foot, and the contents list."""
    out = [LeftOut(field.index, "", field.value, reason) for field, reason in said.unused]
    for row in layout.contents:
        reason = "目录的名称" if CONTENTS.fullmatch(row.key) else "目录（标题见正文）"
        out.append(LeftOut(row.index, "", row.text, reason))
    return out


Group = tuple[Para | None, list[Para]]
Parts = tuple[tuple[Para, ...], list[Group], list[LeftOut], list[Remark]]


def _groups(paras: Sequence[Para]) -> Parts:
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


def _first(paras: Sequence[Para]) -> int:
    """Where the first article begins: at a title, or with the text above it where that has sections of its own."""
    title = next((n for n, para in enumerate(paras) if para.role == "title"), 0)
    above = [para for para in paras[:title] if para.role == "prose"]
    own = any(section_mark(para.text) for para in above) and not any(NOTE_LABEL.match(para.text) for para in above)
    return 0 if own else title


def _opening(paras: Sequence[Para]) -> tuple[tuple[Para, ...], list[LeftOut], list[Remark]]:
    """What stands before the first article: an 编者按, names of columns, and what has no place."""
    note: list[Para] = []
    left: list[LeftOut] = []
    remarks: list[Remark] = []
    opened = False
    for para in paras:
        match = NOTE_LABEL.match(para.text) if para.role == "prose" and not opened else None
        if match:
            opened = True
            left.append(LeftOut(para.index, "", match[0], "编者按的标签"))
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


def _heads(para: Para) -> bool:
    """Whether a line before a title names the column or the office that wrote what follows."""
    return para.role == "column" or (para.role == "prose" and heads_titles(para.text))


def _column(para: Para, remarks: list[Remark]) -> list[LeftOut]:
    remarks.append((para.index, "I717", f"“{para.text}”像是栏目名或供稿单位，没有收入底稿"))
    return _stray(para, "栏目名或供稿单位")


def _stray(para: Para, reason: str) -> list[LeftOut]:
    return [LeftOut(row.index, "", row.text, reason) for row in para.rows]


def _article(
    title: Para | None, paras: Sequence[Para], notes: Sequence[Row], settings: Settings
) -> tuple[Article, list[LeftOut], list[Remark]]:
    body = read_body(paras)
    name = title.text if title else ""
    place = title.index if title else paras[0].index
    remarks = [*body.remarks, *_joints((title, *paras) if title else paras)]
    if title and len(title.rows) > 1:
        remarks.append((place, "I715", f"标题由 {len(title.rows)} 行合成：{name}"))
    left = [LeftOut(place, "", title.prefix, "标题前的序号或符号")] if title and title.prefix else []
    left += [LeftOut(title.rows[-1].index, "", title.suffix, "标题后的符号")] if title and title.suffix else []
    for each in (element for element in body.elements if element.kind == "third"):
        annex = annexed(each.para.text)
        left += [LeftOut(each.index, "", annex.colon, "附件后面的冒号")] if annex and annex.colon else []
    contributor = ""
    if body.contributor:
        contributor, para = body.contributor
        left += _stray(para, CONTRIBUTOR)
    found = places(name, settings)
    remarks += [(place, "I735", f"标题里的“{short}”当作{county}") for short, county in found.by_short]
    remarks += [(place, "I735", f"标题里的“{short}”没有当作县（市、区）") for short in found.unsure if not found.names]
    hint = "" if found.names else mentioned(contributor + "\n" + (paras[0].text if paras else ""), settings)
    if hint:
        remarks.append((place, "I736", f"标题没有写明县（市、区），正文开头或供稿单位提到{hint}"))
    texts = [para.text for para in paras]
    headings = [
        e.text[: e.text.find("。") + 1] or e.text[:30] for e in body.elements if e.kind in ("section", "measure")
    ]
    own = _notes(notes, [name, *texts])
    article = Article(
        name,
        place,
        found.names,
        f"正文提到{hint}" if hint else "",
        themes(name, headings, "\n".join(texts), settings),
        contributor,
        body.elements,
        own,
    )
    return article, left, remarks


def _notes(notes: Sequence[Row], texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The footnotes that the texts refer to; the paragraphs of one note run together."""
    labels = dict.fromkeys(label for text in texts for label in re.findall(r"\[\^([^\]\s]+)\]", text))
    found: dict[str, str] = {}
    for row in notes:
        if row.note in labels:
            found[row.note] = f"{found[row.note]} {row.text}" if row.note in found else row.text
    return tuple((label, found[label]) for label in labels if label in found)


def _joints(paras: Sequence[Para]) -> list[Remark]:
    out: list[Remark] = []
    for para in paras:
        for index, joint in para.breaks:
            before, after = joint.split("|", 1)
            out.append((index, "I730", f"换页切断的一段已接上：“{before}”接“{after}”"))
            if before[-1:].isdigit() and after[:1].isdigit():
                out.append((index, "I706", f"数字被换页切成两截，已接上：“{before}{after}”"))
    return out


def _record(said: Facts, note: tuple[Para, ...], articles: Sequence[Article], source: SourceText) -> Record:
    return Record(
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
