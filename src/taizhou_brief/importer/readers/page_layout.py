"""Layout of printed pages: tables, columns and lines in reading order, and what is named with its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from taizhou_brief.importer.readers.columns import split_columns, split_line
from taizhou_brief.importer.readers.page_lines import (
    SPACES,
    PrintedLine,
    build_printed_line,
    build_source_line,
    group_by_baseline,
    group_printed_lines,
    mark_headers_and_footers,
    measure_text_frame,
)
from taizhou_brief.importer.readers.printed_page import Glyph, PageFinding, PrintedPage
from taizhou_brief.importer.readers.ruled_tables import build_table, find_grids, find_ruled_rows
from taizhou_brief.importer.readers.source_findings import SourceFinding
from taizhou_brief.importer.source_text import SourceLine

MIN_TABLE_ROWS = 3
"""Lines of several aligned parts that look like a table."""


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The lines of all pages, and what is named."""

    lines: tuple[SourceLine, ...]
    findings: tuple[SourceFinding, ...]


def lay_out_pages(pages: Sequence[PrintedPage]) -> PageLayout:
    """Build the lines of all pages, headers and footers marked, indents as U+3000 before the text."""
    arranged = [arrange_page(page) for page in pages]
    line_pages = mark_headers_and_footers([lines for lines, _ in arranged], [page.height for page in pages])
    document_frame = measure_text_frame([line for lines in line_pages for line in lines])
    source_lines: list[SourceLine] = []
    findings: list[SourceFinding] = []
    for number, (lines, page, (_, page_findings)) in enumerate(zip(line_pages, pages, arranged, strict=True), 1):
        frame = measure_text_frame([line for line in lines if not line.column]) or document_frame
        frames = {0: frame} | {
            column: measure_text_frame([line for line in lines if line.column == column]) or frame
            for column in {line.column for line in lines if line.column}
        }
        source_lines += [
            build_source_line(line, f"第{number}页第{index}行", number, frames[line.column])
            for index, line in enumerate(lines, 1)
        ]
        if page.slanted:
            source_lines.append(SourceLine(page.slanted, f"第{number}页斜排文字", "textbox", number))
        scripts = [PageFinding("script", line.scripts, line.y) for line in lines if line.scripts]
        findings += place_findings([*page_findings, *scripts], lines, number)
    return PageLayout(tuple(source_lines), tuple(findings))


def build_lines(pages: Sequence[PrintedPage]) -> tuple[SourceLine, ...]:
    """Build the lines of all pages."""
    return lay_out_pages(pages).lines


def place_findings(findings: Iterable[PageFinding], lines: Sequence[PrintedLine], page: int) -> list[SourceFinding]:
    """Give each finding the place of the line at its height, or else that of the page."""
    placed = []
    for finding in findings:
        y = finding.y
        near = [n for n, line in enumerate(lines, 1) if y is not None and abs(line.y - y) < 0.7 * line.size]
        place = f"第{page}页第{near[0]}行" if near else f"第{page}页"
        placed.append(SourceFinding(finding.kind, finding.text, place))
    return placed


def arrange_page(page: PrintedPage) -> tuple[list[PrintedLine], list[PageFinding]]:
    """Return the lines of a page in reading order, and what is to be named about it."""
    findings = [*page.findings, *describe_doubts(page.glyphs)]
    glyphs = [glyph for glyph in page.glyphs if not glyph.doubt]
    tables: list[PrintedLine] = []
    for grid in find_grids(page.rules):
        inside = [glyph for glyph in glyphs if grid.box.contains(glyph.centre)]
        if not any(glyph.text.strip() for glyph in inside):
            continue
        rows, message = build_table(grid, inside)
        if len(rows) < 2 or not any("\t" in row.text.strip() for row in rows):
            continue
        tables += rows
        taken = set(map(id, inside))
        glyphs = [glyph for glyph in glyphs if id(glyph) not in taken]
        if message:
            findings.append(PageFinding("merged", message, rows[0].y))
    columned = split_columns(group_by_baseline(glyphs))
    findings += find_unruled_tables(page, columned)
    if count := max((column for column, _ in columned), default=0):
        findings.append(PageFinding("columns", str(count)))
    spaces = [glyph for glyph in glyphs if glyph.text in SPACES]
    lines = [replace(build_printed_line(group, spaces), column=column) for column, group in columned]
    return insert_tables(lines, tables), findings


def insert_tables(lines: list[PrintedLine], rows: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Insert the rows of tables before the first line below each that is not in another column."""
    for row in rows:
        below = (
            n
            for n, line in enumerate(lines)
            if line.y < row.y and line.kind == "text" and line.right > row.x and line.x < row.right
        )
        place = next(below, len(lines))
        lines.insert(place, replace(row, column=lines[place].column if place < len(lines) else 0))
    return lines


def describe_doubts(glyphs: Sequence[Glyph]) -> list[PageFinding]:
    """Name the characters that are left out, those of one line and kind together."""
    kinds = dict.fromkeys(glyph.doubt for glyph in glyphs if glyph.doubt)
    return [
        PageFinding(kind, line.text.replace("\t", " "), line.y)
        for kind in kinds
        for line in group_printed_lines(glyph for glyph in glyphs if glyph.doubt == kind)
    ]


def find_unruled_tables(page: PrintedPage, lines: Sequence[tuple[int, list[Glyph]]]) -> list[PageFinding]:
    """Return a finding for lines that look like a table and are read as lines: aligned, or between long rules."""
    if area := find_ruled_rows(page.rules):
        inside = [line for _, line in lines if area.contains(line[0].centre)]
        if sum(len(split_line(line, 0)) > 1 for line in inside) >= MIN_TABLE_ROWS - 1:
            return [PageFinding("table", "", inside[0][0].y)]
    counts = [len(split_line(line, 0)) for _, line in lines]
    for n, (parts, (_, line)) in enumerate(zip(counts, lines, strict=True)):
        if parts >= 3 and counts[n : n + MIN_TABLE_ROWS] == [parts] * MIN_TABLE_ROWS:
            return [PageFinding("table", "", line[0].y)]
    return []
