"""Conversion of the source layout into the record of one issue, with omissions and diagnostics."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.chinese.spacing import cuts_digits
from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.importer.recognise.attachments import split_attachments
from taizhou_brief.importer.recognise.body import ArticleBody, ImportNote, read_body
from taizhou_brief.importer.recognise.codes import build_diagnostic
from taizhou_brief.importer.recognise.completeness import CONTRIBUTOR
from taizhou_brief.importer.recognise.contents_list import precedes_titles
from taizhou_brief.importer.recognise.issue_facts import IssueFacts, choose_facts
from taizhou_brief.importer.recognise.layout import SourceLayout
from taizhou_brief.importer.recognise.markers import match_section_marker
from taizhou_brief.importer.recognise.masthead import CONTENTS_HEADING
from taizhou_brief.importer.recognise.masthead import EDITOR_NOTE_LABEL as NOTE_LABEL
from taizhou_brief.importer.recognise.notes import note_characters, note_page_facts, note_titles, note_words
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from taizhou_brief.importer.recognise.record import RecognisedArticle, RecognisedIssue
from taizhou_brief.importer.recognise.rows import Omission, SourceRow
from taizhou_brief.importer.recognise.suggestions import (
    ThemeSuggestion,
    TitleCounties,
    annotate_names,
    find_opening_county,
    find_title_counties,
    suggest_themes,
)
from taizhou_brief.importer.source_text import SourceText
from taizhou_brief.model.block import NO_SPAN
from taizhou_brief.model.issue import ArticleEntry, FrontMatter, SourceFile, field_values
from taizhou_brief.model.settings import Settings
from taizhou_brief.quantities import JOINT

Values = TypeVar("Values", ArticleEntry, FrontMatter)

_ANNOUNCEMENT = lazy_compile("(?:选登|选编|摘登|摘编|刊登|刊发|编发|印发|介绍|通报)[^。]{0,8}[。：:]$")
"""End of the text below a title that only announces the following articles."""


def build_recognised_issue(
    source: SourceText, layout: SourceLayout, settings: Settings
) -> tuple[RecognisedIssue, tuple[Omission, ...], tuple[Diagnostic, ...]]:
    """Build the record of an issue from the layout, with what is left out and all diagnostics."""
    facts = choose_facts(layout.masthead, layout.foot, source.name, settings.title)
    editor_note, groups, omissions, notes = _group_articles(layout.paragraphs)
    omissions = [*layout.headers_footers, *_collect_omissions(layout, facts), *omissions]
    articles: list[RecognisedArticle] = []
    for title, paras in groups:
        article, article_omissions, article_notes = _build_article(title, paras, layout.footnotes, settings)
        articles.append(article)
        omissions += article_omissions
        notes += article_notes
    used_labels = {label for article in articles for label, _ in article.footnotes}
    for row in layout.footnotes:
        if row.note not in used_labels:
            omissions.append(Omission(row.index, "", row.text, "脚注没有引用处"))
            notes.append((row.index, "I743", f"脚注“{row.note}”在正文里找不到引用处，没有收入底稿"))
    notes += [
        *layout.notes,
        *note_page_facts(layout.page_facts),
        *facts.notes,
        *note_titles(layout),
        *note_characters(source),
        *note_words(layout.paragraphs),
    ]
    front = replace(facts.front, source=SourceFile(source.name, source.sha256))
    record = RecognisedIssue(_separate_by_spaces(front), editor_note, tuple(articles), facts.used)
    with_places = (Omission(item.index, source.lines[item.index].place, item.text, item.reason) for item in omissions)
    return record, tuple(sorted(with_places, key=lambda item: item.index)), _build_diagnostics(source, notes)


def _build_diagnostics(source: SourceText, notes: Sequence[ImportNote]) -> tuple[Diagnostic, ...]:
    return tuple(build_diagnostic(source, index, code, message) for index, code, message in notes)


def _collect_omissions(layout: SourceLayout, issue_facts: IssueFacts) -> list[Omission]:
    """Return the unused words of masthead and foot, and the contents list."""
    omissions = [Omission(field.index, "", field.value, reason) for field, reason in issue_facts.unused]
    omissions += [
        Omission(facts.row.index, "", facts.row.text, f"网页信息：{'、'.join(facts.labels)}")
        for facts in layout.page_facts
    ]
    for row in layout.contents:
        reason = "目录的名称" if CONTENTS_HEADING.fullmatch(row.key) else "目录（标题见正文）"
        omissions.append(Omission(row.index, "", row.text, reason))
    return omissions


ArticleGroup = tuple[SourceParagraph | None, list[SourceParagraph]]
GroupedParagraphs = tuple[tuple[SourceParagraph, ...], list[ArticleGroup], list[Omission], list[ImportNote]]


def _group_articles(paras: Sequence[SourceParagraph]) -> GroupedParagraphs:
    """Group the paragraphs by article.

    Return the 编者按, the articles' paragraphs, and the omissions: its label, names of columns, and text before them.
    """
    first = _find_first_article(paras)
    editor_note, omissions, notes = _read_opening(paras[:first])
    groups: list[ArticleGroup] = []
    for para in paras[first:]:
        if para.role == "title":
            while groups and groups[-1][1] and _names_column(groups[-1][1][-1]):
                omissions += _omit_column(groups[-1][1].pop(), notes)
            groups.append((para, []))
        elif groups:
            groups[-1][1].append(para)
        else:
            notes.append((para.index, "I716", "没有找到文章标题，底稿的标题空着"))
            groups.append((None, [para]))
    if not paras:
        notes.append((-1, "I716", "没有找到正文"))
    for n, (title, group) in enumerate(groups):
        if title and n + 1 < len(groups) and len(group) == 1 and _ANNOUNCEMENT.search(group[0].text):
            notes.append((title.index, "I714", f"《{title.text}》像是后面几篇的总题，当作一篇"))
        late_note = next((para for para in group if para.role == "prose" and NOTE_LABEL.match(para.text)), None)
        if late_note:
            title_text = title.text if title else ""
            notes.append((late_note.index, "I747", f"编者按在《{title_text}》里面，当作这一篇的正文"))
    return editor_note, groups, omissions, notes


def _find_first_article(paras: Sequence[SourceParagraph]) -> int:
    """Return where the first article starts: at a title, or with the text above it if that has sections of its own."""
    first_title = next((n for n, para in enumerate(paras) if para.role == "title"), 0)
    above = [para for para in paras[:first_title] if para.role == "prose"]
    has_own_sections = any(match_section_marker(para.text) for para in above) and not any(
        NOTE_LABEL.match(para.text) for para in above
    )
    return 0 if has_own_sections else first_title


def _read_opening(
    paras: Sequence[SourceParagraph],
) -> tuple[tuple[SourceParagraph, ...], list[Omission], list[ImportNote]]:
    """Read the paragraphs before the first article: an 编者按, names of columns, and text that has no place."""
    editor_note: list[SourceParagraph] = []
    omissions: list[Omission] = []
    notes: list[ImportNote] = []
    in_note = False
    for para in paras:
        match = NOTE_LABEL.match(para.text) if para.role == "prose" and not in_note else None
        if match:
            in_note = True
            omissions.append(Omission(para.index, "", match[0], "编者按的标签"))
            text = para.text[match.end() :].strip()
            editor_note += [replace(para, text=text)] if text else []
        elif _names_column(para):
            omissions += _omit_column(para, notes)
        elif in_note and para.role == "prose":
            editor_note.append(para)
        else:
            omissions += _omit_paragraph(para, "在第一篇之前，没有地方可放")
            notes.append((para.index, "I745", f"第一篇之前的“{para.text[:16]}”没有地方可放，没有收入底稿"))
    return tuple(editor_note), omissions, notes


def _names_column(para: SourceParagraph) -> bool:
    """Return whether a line before a title names the column or the office that wrote the following text."""
    return para.role == "column" or (para.role == "prose" and precedes_titles(para.text))


def _omit_column(para: SourceParagraph, notes: list[ImportNote]) -> list[Omission]:
    """Omit the name of a column or of an office, and add a note about it."""
    notes.append((para.index, "I717", f"“{para.text}”像是栏目名或供稿单位，没有收入底稿"))
    return _omit_paragraph(para, "栏目名或供稿单位")


def _omit_paragraph(para: SourceParagraph, reason: str) -> list[Omission]:
    """Omit a paragraph."""
    return [Omission(row.index, "", row.text, reason) for row in para.rows]


def _build_article(
    title: SourceParagraph | None, paras: Sequence[SourceParagraph], footnotes: Sequence[SourceRow], settings: Settings
) -> tuple[RecognisedArticle, list[Omission], list[ImportNote]]:
    """Build an article from its title and paragraphs, with omissions and notes."""
    body = read_body(paras)
    title_text = title.text if title else ""
    index = title.index if title else paras[0].index
    notes = [*body.notes, *_note_joints((title, *paras) if title else paras)]
    if title and len(title.rows) > 1:
        notes.append((index, "I715", f"标题由 {len(title.rows)} 行合成：{title_text}"))
    omissions = [Omission(index, "", title.prefix, "标题前的序号或符号")] if title and title.prefix else []
    omissions += [Omission(title.rows[-1].index, "", title.suffix, "标题后的符号")] if title and title.suffix else []
    for element in (element for element in body.elements if element.kind == "third"):
        attachment = split_attachments(element.paragraph.text)
        if attachment and attachment.colon:
            omissions.append(Omission(element.index, "", attachment.colon, "附件后面的冒号"))
    contributor = body.bylines.contributor
    if body.bylines.contributor_line:
        omissions += _omit_paragraph(body.bylines.contributor_line, CONTRIBUTOR)
    for byline in body.bylines.others:
        omissions += _omit_paragraph(byline, "作者署名")
        notes.append((byline.index, "I744", f"“{byline.text}”是作者署名，没有收入底稿"))
    title_counties = find_title_counties(title_text, settings)
    opening = contributor + "\n" + (paras[0].text if paras else "")
    county_hint = "" if title_counties.names else find_opening_county(opening, settings)
    notes += _note_counties(index, title_counties, county_hint)
    paragraph_texts = [para.text for para in paras]
    themes = suggest_themes(title_text, _list_headings(body), "\n".join(paragraph_texts), settings)
    used_footnotes = _collect_footnotes(footnotes, [title_text, *paragraph_texts])
    entry = _build_entry(title_text, [label for label, _ in used_footnotes], title_counties, themes, settings)
    article = RecognisedArticle(
        _separate_by_spaces(replace(entry, contributor=contributor)),
        title_text,
        index,
        body.elements,
        used_footnotes,
        title_counties,
        themes,
        annotate_names(title_counties, county_hint, themes),
    )
    return article, omissions, notes


def _build_entry(
    title: str,
    labels: Sequence[str],
    counties: TitleCounties,
    themes: Sequence[ThemeSuggestion],
    settings: Settings,
) -> ArticleEntry:
    """Build the entry of an article, whose title has no references to footnotes; those are only in the body."""
    guessed = tuple(county for _, county in counties.by_short)
    decided = tuple(name for name in counties.names if name not in guessed)
    is_open = {"counties": settings.counties and (guessed or not decided), "themes": settings.themes}
    return ArticleEntry(
        title=re.sub("|".join(re.escape(f"[^{label}]") for label in labels) or "(?!)", "", title),
        counties=decided,
        suggested_counties=guessed,
        suggested_themes=tuple(suggestion.theme for suggestion in themes),
        undecided=tuple(key for key, value in is_open.items() if value),
        span=NO_SPAN,
    )


def _separate_by_spaces(record: Values) -> Values:
    """Return the values with a plain space between a list number and its text, as they are written."""

    def separate(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(separate, value))
        return value.replace(JOINT, " ") if isinstance(value, str) else value

    return type(record)(**{name: separate(value) for name, value in field_values(record).items()})


def _list_headings(body: ArticleBody) -> list[str]:
    """Return the headings of sections and measures, or the beginning of those without a stop."""
    return [
        element.text[: element.text.find("。") + 1] or element.text[:30]
        for element in body.elements
        if element.kind in ("section", "measure")
    ]


def _note_counties(index: int, title_counties: TitleCounties, county_hint: str) -> list[ImportNote]:
    """Note the counties of a title that an editor must check."""
    notes: list[ImportNote] = [
        (index, "I735", f"标题里的“{short}”像是{county}") for short, county in title_counties.by_short
    ]
    notes += [
        (index, "I735", f"标题里的“{short}”没有当作县（市、区）")
        for short in title_counties.unsure
        if not title_counties.names
    ]
    if county_hint:
        notes.append((index, "I736", f"标题没有写明县（市、区），正文开头或供稿单位提到{county_hint}"))
    return notes


def _collect_footnotes(footnotes: Sequence[SourceRow], texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the footnotes that the texts refer to; the paragraphs of one footnote are joined."""
    labels = dict.fromkeys(label for text in texts for label in re.findall(r"\[\^([^\]\s]+)\]", text))
    note_texts: dict[str, str] = {}
    for row in footnotes:
        if row.note in labels:
            note_texts[row.note] = f"{note_texts[row.note]} {row.text}" if row.note in note_texts else row.text
    return tuple((label, note_texts[label]) for label in labels if label in note_texts)


def _note_joints(paras: Sequence[SourceParagraph]) -> list[ImportNote]:
    """Note the page breaks and cut numbers that were joined."""
    notes: list[ImportNote] = []
    for para in paras:
        for index, joint in para.page_breaks:
            before, after = joint.split("|", 1)
            notes.append((index, "I730", f"换页切断的一段已接上：“{before}”接“{after}”"))
            if cuts_digits(before, after):
                notes.append((index, "I706", f"数字被换页切成两截，已接上：“{before}{after}”"))
        for index, joint in para.cut_numbers:
            before, after = joint.split("|", 1)
            notes.append((index, "I706", f"数字被换行切成两截，已接上：“{before}{after}”"))
    return notes
