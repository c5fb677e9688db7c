"""Layout of the source: headers and footers, masthead, contents list, titles and paragraphs, foot, footnotes."""

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
from taizhou_brief.importer.recognise.masthead import CONTENTS_HEADING, split_source
from taizhou_brief.importer.recognise.masthead_fields import MastheadField
from taizhou_brief.importer.recognise.page_facts import PageFacts, separate_page_facts, separate_staff
from taizhou_brief.importer.recognise.paragraphs import (
    SourceParagraph,
    build_paragraphs,
    join_cut_dates,
    join_page_breaks,
)
from taizhou_brief.importer.recognise.rows import Omission, SourceRow, read_rows
from taizhou_brief.importer.recognise.title_paragraphs import mark_titles
from taizhou_brief.importer.recognise.titles import (
    MAX_HEADLINE,
    TitleCandidate,
    find_column_titles,
    find_titles_by_shape,
)
from taizhou_brief.importer.source_text import SourceText
from taizhou_brief.model.settings import Settings


@dataclass(frozen=True, slots=True)
class SourceLayout:
    """The lines of the source, sorted by their function."""

    headers_footers: tuple[Omission, ...]
    page_facts: tuple[PageFacts, ...]
    masthead: tuple[MastheadField, ...]
    foot: tuple[MastheadField, ...]
    contents: tuple[SourceRow, ...]
    """Rows of the contents list, including its heading."""
    entries: tuple[ContentsEntry, ...]
    title_matches: tuple[TitleMatch, ...]
    title_candidates: tuple[TitleCandidate, ...]
    paragraphs: tuple[SourceParagraph, ...]
    footnotes: tuple[SourceRow, ...]
    body_lines: range
    """Lines of the source between masthead and foot."""
    notes: tuple[ImportNote, ...]


def analyse_layout(source: SourceText, settings: Settings) -> SourceLayout:
    """Sort the lines of the source by function, from top to bottom."""
    rows, headers_footers = read_rows(source, settings.title)
    footnotes = tuple(row for row in rows if row.kind == "footnote")
    text_rows, page_facts = separate_page_facts([row for row in rows if row.kind != "footnote"], settings.title)
    wrapping = detect_wrapping(text_rows, printed_lines=source.wrapped)
    text_rows, cut_dates = join_cut_dates(text_rows)
    parts = split_source(text_rows, settings.title, wrapping)
    entries, contents, body = _split_contents(parts.body)
    body, staff = separate_staff(body)
    matches = find_titles(body, entries, wrapping)
    paras = join_page_breaks(build_paragraphs(body, matches, wrapping), wrapping, titled=bool(matches))
    paras = paras if matches else find_column_titles(paras)
    candidates = find_titles_by_shape(paras, settings, has_contents=bool(matches))
    drawn_lines = tuple(
        Omission(row.index, source.lines[row.index].place, row.text, "分隔线") for row in parts.drawn_lines
    )
    return SourceLayout(
        headers_footers + drawn_lines,
        page_facts + staff,
        parts.masthead,
        parts.foot,
        contents,
        entries,
        matches,
        candidates,
        mark_titles(paras, candidates),
        footnotes,
        _find_body_lines(parts.body, text_rows, len(source.lines)),
        (
            *((index, "I706", f"日期“{date}”被切成两截，已接上") for index, date in cut_dates),
            *_note_unlisted_titles(candidates, paras, listed=bool(matches)),
        ),
    )


def _note_unlisted_titles(
    candidates: Sequence[TitleCandidate], paras: Sequence[SourceParagraph], *, listed: bool
) -> tuple[ImportNote, ...]:
    """Build the notes about titles that no contents list confirms."""
    numbered = [paras[candidate.start] for candidate in candidates if candidate.numbered]
    if numbered:
        message = f"没有目录可以对照，“{numbered[0].text[:MAX_HEADLINE]}”等 {len(numbered)} 行当作标题"
        return ((numbered[0].index, "I718", message),)
    if listed or len(candidates) < 2:  # a single title is not in doubt
        return ()
    second = paras[candidates[1].start]
    return (
        (second.index, "I727", f"没有目录可以对照，“{second.text}”等 {len(candidates) - 1} 行按样子当作另一篇的标题"),
    )


def _split_contents(
    rows: Sequence[SourceRow],
) -> tuple[tuple[ContentsEntry, ...], tuple[SourceRow, ...], tuple[SourceRow, ...]]:
    """Split the rows into the contents list, which may follow an 编者按, and the other rows.

    Return the entries of the list, its rows, and the rows without it.
    """
    for n, row in enumerate(rows[:40]):
        if CONTENTS_HEADING.fullmatch(row.key):
            entries, size = read_contents(rows[n:])
            return entries, tuple(rows[n : n + size]), (*rows[:n], *rows[n + size :])
        if match_section_marker(row.text):
            break
    entries = read_unnamed_contents(rows)
    size = sum(len(entry.rows) for entry in entries)
    return entries, tuple(rows[:size]), tuple(rows[size:])


def _find_body_lines(body: Sequence[SourceRow], rows: Sequence[SourceRow], line_count: int) -> range:
    """Return the range from the first line of the body to the line before the foot."""
    if not body:
        return range(0)
    end = next((row.index for row in rows if row.index > body[-1].index), line_count)
    return range(body[0].index, end)
