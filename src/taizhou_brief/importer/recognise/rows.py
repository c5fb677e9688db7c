"""Cleaned lines of the source, without page numbers and running headers, which are listed as omissions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from taizhou_brief.chinese.characters import ONE_TO_TEN
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.importer.recognise.marker_forms import close_marker_gaps
from taizhou_brief.importer.recognise.spacing import (
    WIDE_GAP,
    clean_layout,
    clean_line,
    ends_sentence,
    measure_indent,
    measure_width,
    strip_spaces,
)
from taizhou_brief.importer.source_text import SourceLine, SourceText


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One cleaned line that is not empty."""

    index: int
    """Its index in `SourceText.lines`."""
    text: str
    """Cleaned text with the automatic number in front; each gap is one narrow or one wide space."""
    length: int
    """Number of characters of the printed line, including the indent."""
    width: int
    """Number of columns of the printed line, including the indent."""
    indent: int
    kind: str = "text"
    heading_hint: bool = False
    """Whether it is bold, centred or styled as a heading."""
    centred: bool = False
    soft: bool = False
    after_blank: bool = False
    """Whether it follows a blank line."""
    after_page_break: bool = False
    """Whether it is the first line of a page."""
    cells: tuple[str, ...] = ()
    """Cells of a table row."""
    note: str = ""

    @property
    def key(self) -> str:
        """The text without any space."""
        return strip_spaces(self.text)


@dataclass(frozen=True, slots=True)
class Omission:
    """A part of the source that is not in the draft, with the reason."""

    index: int
    """Index of its line in `SourceText.lines`."""
    place: str
    text: str
    reason: str


MIN_SENTENCE_LINE = 15
"""Minimum characters of the line before a bare page number within a sentence; after a shorter one it is a figure."""
_DASHES = r"[—–―\-－─·•~～\s]"
_DASHED_NUMBER = lazy_compile(rf"{_DASHES}+(\d{{1,4}}){_DASHES}+")
_BARE_NUMBER = lazy_compile(r"(\d{1,3})(?:\s*/\s*\d{1,3})?")
_WORDED_NUMBER = lazy_compile(
    rf"(?:第\s*[\d{ONE_TO_TEN}]+\s*页)?\s*[,，/]?\s*(?:共\s*[\d{ONE_TO_TEN}]+\s*页)?|[Pp]age\s*\d+.*"
)
_ISSUE_STAMP = lazy_compile(r"[（(]?总?第?\d+期[）)]?|\d+年\d+月\d+日|\d+年|[·|｜—\-]")
_HEADING_STYLE = lazy_compile(r"heading|title|标题|题目", re.IGNORECASE)
_MARKER_START = lazy_compile(
    rf"[{ONE_TO_TEN}]+[、是]|[（(][{ONE_TO_TEN}]+[）)]|第[{ONE_TO_TEN}]+[，、]|[报送发]\s*[：:]"
)


def read_rows(source: SourceText, title: str) -> tuple[tuple[SourceRow, ...], tuple[Omission, ...]]:
    """Return the rows in order, including footnotes, and the page numbers, headers and footers that were removed."""
    lines = source.lines
    cleaned = tuple(clean_line(line) if line.kind == "table" else close_marker_gaps(clean_line(line)) for line in lines)
    page_breaks = tuple("\f" in line.text or (n > 0 and line.page != lines[n - 1].page) for n, line in enumerate(lines))
    reasons = _find_page_numbers(lines, cleaned)
    reasons |= _find_headers_footers(lines, cleaned, page_breaks, frozenset(reasons), strip_spaces(title))
    rows: list[SourceRow] = []
    after_blank = after_page_break = False
    for n, line in enumerate(lines):
        after_page_break = after_page_break or page_breaks[n] or n in reasons
        if n in reasons or not cleaned[n]:
            after_blank = after_blank or n not in reasons
            continue
        rows.append(_build_row(n, line, cleaned[n], after_blank=after_blank, after_page_break=after_page_break))
        after_blank = after_page_break = False
    removed = ((n, cleaned[n] if lines[n].number else lines[n].text) for n in sorted(reasons))
    omissions = tuple(Omission(n, lines[n].place, text, reasons[n]) for n, text in removed)
    return tuple(rows), omissions


def _build_row(n: int, line: SourceLine, text: str, *, after_blank: bool, after_page_break: bool) -> SourceRow:
    """Build the row of line `n`, whose cleaned text is `text`."""
    printed = line.text.rstrip()
    cells = [clean_layout(cell) for cell in line.text.split("\t")] if line.kind == "table" else []
    cells[:1] = [text.removesuffix(clean_layout(line.text)) + cell for cell in cells[:1]]  # with its number, if any
    return SourceRow(
        index=n,
        text=WIDE_GAP.join(cells) if cells else text,
        length=len(printed),
        width=measure_width(printed),
        indent=measure_indent(line.text),
        kind=line.kind,
        heading_hint=bool(line.bold or line.centred or _HEADING_STYLE.search(line.style)) and line.kind != "table",
        centred=line.centred,
        soft=line.soft,
        after_blank=after_blank,
        after_page_break=after_page_break,
        cells=tuple(cells),
        note=line.note,
    )


def _find_page_numbers(lines: Sequence[SourceLine], cleaned: Sequence[str]) -> dict[int, str]:
    """Return the lines that are page numbers, with the reason why each is left out."""
    reasons = {}
    numbers: list[tuple[int, int]] = []
    for n, text in enumerate(cleaned):
        if not text or len(text) > 24 or lines[n].kind == "table":
            continue
        if (
            _DASHED_NUMBER.fullmatch(text)
            or (_WORDED_NUMBER.fullmatch(text) and "页" in text)
            or text.lower().startswith("page ")
        ):
            reasons[n] = "页码"
        elif match := _BARE_NUMBER.fullmatch(text):
            numbers.append((n, int(match[1])))
    return reasons | dict.fromkeys(_select_page_sequence(numbers, lines, cleaned), "页码")


def _select_page_sequence(
    numbers: list[tuple[int, int]], lines: Sequence[SourceLine], cleaned: Sequence[str]
) -> list[int]:
    """Select those bare numbers on lines of their own that count up like pages."""
    sequence: list[tuple[int, int]] = []
    for n, number in numbers:
        separate = (n == 0 or not cleaned[n - 1]) and (n + 1 >= len(cleaned) or not cleaned[n + 1])
        separate = separate or lines[n].kind in ("header", "footer") or _interrupts_sentence(n, cleaned)
        if (not sequence and number <= 3 and separate) or (
            sequence and sequence[-1][1] < number <= sequence[-1][1] + 2
        ):
            sequence.append((n, number))
    return [n for n, _ in sequence]


def _interrupts_sentence(n: int, cleaned: Sequence[str]) -> bool:
    """Return whether a number on a line of its own interrupts a sentence, whose printed lines are longer."""
    before, after = cleaned[max(n - 1, 0)], cleaned[n + 1] if n + 1 < len(cleaned) else ""
    return n > 0 and len(before) >= MIN_SENTENCE_LINE and bool(after) and not ends_sentence(before)


def _find_headers_footers(
    lines: Sequence[SourceLine],
    cleaned: Sequence[str],
    page_breaks: Sequence[bool],
    page_numbers: frozenset[int],
    series: str,
) -> dict[int, str]:
    """Return the headers and footers, with the reason why each is left out.

    Besides the lines marked as such by the reader, these are short lines that are repeated at page breaks or repeat the
    series title.
    """
    keys = [re.sub(r"\d+", "0", strip_spaces(text)) if 0 < len(text) <= 50 else "" for text in cleaned]
    counts = Counter(key for key in keys if key)
    edge_counts = Counter(
        key for n, key in enumerate(keys) if counts[key] > 1 and _is_at_page_edge(n, cleaned, page_breaks, page_numbers)
    )
    # only the first lines: a title of the contents list is repeated on one page only
    opening_keys = frozenset([key for key in keys if key][:3])
    seen: set[str] = set()
    reasons = {}
    series_seen, line_count, sentence_seen = False, 0, False
    for n, key in enumerate(keys):
        if not cleaned[n] or n in page_numbers:
            continue
        if lines[n].kind in ("header", "footer"):
            repeated = counts[key] > 1 or not _resembles_masthead(cleaned[n])
            if repeated:
                reasons[n] = "页眉" if lines[n].kind == "header" else "页脚"
            continue
        if key and not _MARKER_START.match(key):
            line_count += 1
            named = bool(series) and series in key and len(_ISSUE_STAMP.sub("", key.replace(series, ""))) <= 4
            if (named and series_seen) or (
                (edge_counts[key] > 1 or (edge_counts[key] and key in opening_keys))
                and _is_at_page_edge(n, cleaned, page_breaks, page_numbers)
                and (key in seen or line_count > 8 or sentence_seen)
            ):
                reasons[n] = "重复的页眉或页脚"
            series_seen = series_seen or named
            seen.add(key)
        sentence_seen = sentence_seen or ends_sentence(cleaned[n])
    return reasons


def _resembles_masthead(text: str) -> bool:
    """Return whether a line has a part that is typical of masthead or foot: issue number, date or distribution list."""
    return bool(re.search(r"第\s*\d+\s*期|印发|年.*月.*日|[呈报送发]\s*[：:]", text))


def _is_at_page_edge(n: int, cleaned: Sequence[str], page_breaks: Sequence[bool], page_numbers: frozenset[int]) -> bool:
    """Return whether a page begins or ends at this line.

    That is so if the nearest lines that are not empty are a page number or on another page.
    """
    if page_breaks[n] or (n + 1 < len(page_breaks) and page_breaks[n + 1]):
        return True
    before = next((m for m in range(n - 1, -1, -1) if cleaned[m]), -1)
    after = next((m for m in range(n + 1, len(cleaned)) if cleaned[m]), -1)
    return before in page_numbers or after in page_numbers or (after >= 0 and any(page_breaks[n + 1 : after + 1]))
