"""The source laid out: furniture, masthead, contents list, titles and paragraphs of the body, foot, footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taizhou_brief.importer.recognise.body import ImportNote
from taizhou_brief.importer.recognise.contents_list import (
    ContentsEntry,
    TitleMatch,
    find_titles,
    read_contents,
    read_unnamed_contents,
)
from taizhou_brief.importer.recognise.line_wrapping import detect_wrapping
from taizhou_brief.importer.recognise.markers import match_section_marker
from taizhou_brief.importer.recognise.masthead import CONTENTS, split_frame
from taizhou_brief.importer.recognise.masthead_fields import MastheadField
from taizhou_brief.importer.recognise.paragraphs import (
    SourceParagraph,
    build_paragraphs,
    join_breaks,
    join_cut_dates,
)
from taizhou_brief.importer.recognise.rows import Omission, SourceRow, read_rows
from taizhou_brief.importer.recognise.titles import (
    HEADLINE,
    TitleCandidate,
    find_column_titles,
    find_titles_by_shape,
    mark_titles,
)
from taizhou_brief.importer.source_text import SourceText
from taizhou_brief.model.settings import Settings


@dataclass(frozen=True, slots=True)
class SourceLayout:
    """Which lines are what."""

    furniture: tuple[Omission, ...]
    head: tuple[MastheadField, ...]
    foot: tuple[MastheadField, ...]
    contents: tuple[SourceRow, ...]
    """The rows of the contents list, its heading included."""
    entries: tuple[ContentsEntry, ...]
    headings: tuple[TitleMatch, ...]
    units: tuple[TitleCandidate, ...]
    paras: tuple[SourceParagraph, ...]
    notes: tuple[SourceRow, ...]
    span: range
    """The lines of the source between masthead and foot."""
    remarks: tuple[ImportNote, ...]


def lay_out(source: SourceText, settings: Settings) -> SourceLayout:
    """Sort the lines of the source, top down."""
    rows, furniture = read_rows(source, settings.title)
    notes = tuple(row for row in rows if row.kind == "footnote")
    text = tuple(row for row in rows if row.kind != "footnote")
    wrap = detect_wrapping(text, printed_lines=source.wrapped)
    text, cuts = join_cut_dates(text)
    parts = split_frame(text, settings.title, wrap)
    entries, listed, rest = _contents(parts.body)
    headings = find_titles(rest, entries, wrap)
    paras = join_breaks(build_paragraphs(rest, headings, wrap), wrap, titled=bool(headings))
    paras = paras if headings else find_column_titles(paras)
    units = find_titles_by_shape(paras, settings, beside_contents=bool(headings))
    rules = tuple(Omission(r.index, source.lines[r.index].place, r.text, "分隔线") for r in parts.rules)
    return SourceLayout(
        furniture + rules,
        parts.head,
        parts.foot,
        listed,
        entries,
        headings,
        units,
        mark_titles(paras, units),
        notes,
        _span(parts.body, text, len(source.lines)),
        (
            *((index, "I706", f"日期“{words}”被切成两截，已接上") for index, words in cuts),
            *_about(units, paras, listed=bool(headings)),
        ),
    )


def _about(
    units: Sequence[TitleCandidate], paras: Sequence[SourceParagraph], *, listed: bool
) -> tuple[ImportNote, ...]:
    """What is to be said of titles that no contents list bears out."""
    numbered = [paras[unit.start] for unit in units if unit.numbered]
    if numbered:
        said = f"没有目录可以对照，“{numbered[0].text[:HEADLINE]}”等 {len(numbered)} 行当作标题"
        return ((numbered[0].index, "I718", said),)
    if listed or len(units) < 2:  # of one title there is no doubt
        return ()
    second = paras[units[1].start]
    return ((second.index, "I727", f"没有目录可以对照，“{second.text}”等 {len(units) - 1} 行按样子当作另一篇的标题"),)


def _contents(
    rows: Sequence[SourceRow],
) -> tuple[tuple[ContentsEntry, ...], tuple[SourceRow, ...], tuple[SourceRow, ...]]:
    """The contents list, which may stand behind an 编者按, and the rows without it."""
    for n, row in enumerate(rows[:40]):
        if CONTENTS.fullmatch(row.key):
            entries, size = read_contents(rows[n:])
            return entries, tuple(rows[n : n + size]), (*rows[:n], *rows[n + size :])
        if match_section_marker(row.text):
            break
    entries = read_unnamed_contents(rows)
    size = sum(len(entry.rows) for entry in entries)
    return entries, tuple(rows[:size]), tuple(rows[size:])


def _span(body: Sequence[SourceRow], rows: Sequence[SourceRow], lines: int) -> range:
    """From the first line of the body to the line before the foot."""
    if not body:
        return range(0)
    after = next((row.index for row in rows if row.index > body[-1].index), lines)
    return range(body[0].index, after)
