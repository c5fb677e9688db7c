"""Diagnostics for a terminal: place, message, source line with carets, and hint."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence

from taizhou_brief.chinese.invisible import visible_line
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics.diagnostic import SEVERITY_LABELS, Diagnostic, Severity

LINE_END = lazy_compile(r"\r\n?|\n")
COLUMNS = 80
"""Width of a terminal: a longer line would wrap, and the carets would no longer be below their characters."""
COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
"""ANSI colour code of each severity."""


def display_width(text: str) -> int:
    """Return the columns that `text` takes in a terminal: two for a wide character, none for a combining one."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def format_text(diagnostics: Sequence[Diagnostic], sources: Mapping[str, str], *, colour: bool = False) -> str:
    """Format diagnostics for a terminal: place, message, the source line with carets below the place, and the hint."""

    def paint(code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    rows: list[str] = []
    source_lines: dict[str, list[str]] = {}
    for d in diagnostics:
        place = ":".join(str(part) for part in (visible_line(d.path), d.line, d.column) if part)
        label = f"{SEVERITY_LABELS[d.severity]}[{d.code}]"
        rows.append(f"{paint('1', place)} {paint(COLOURS[d.severity], label)} {visible_line(d.message)}")
        if d.path not in source_lines:
            text = sources.get(d.path, "").removeprefix("\ufeff").replace("\t", " ")
            source_lines[d.path] = LINE_END.split(text)
        lines = source_lines[d.path]
        if 0 < d.line <= len(lines) and lines[d.line - 1]:
            rows += format_excerpt(lines[d.line - 1], d, paint)
        if d.hint:
            rows.append(f"   {paint('32', '办法：')}{visible_line(d.hint)}")
    return "".join(f"{row}\n" for row in rows)


def format_excerpt(line: str, d: Diagnostic, paint: Callable[[str, str], str]) -> list[str]:
    """Format the part of a line around a diagnostic, cut to the width of a terminal, and a row of carets below it."""
    number = f"{d.line:>5} | "
    room = COLUMNS - len(number)
    start = max(0, d.column - 1)
    left, right = 0, len(line)
    if len(line) > room or display_width(visible_line(line)) > room:  # of a very long line, process only what fits
        room -= 2 * len("…")
        left = start - count_fitting_chars(line[max(0, start - room) : start][::-1], room // 2)
        right = left + count_fitting_chars(line[left : left + room], room)
    before, end = ("…" if left else "") + visible_line(line[left:start]), min(right, start + max(1, d.length))
    rows = [f"{number}{before}{visible_line(line[start:right])}{'…' if right < len(line) else ''}"]
    if d.column:
        carets = "^" * max(1, display_width(visible_line(line[start:end])))
        rows.append(" " * (len(number) + display_width(before)) + paint(COLOURS[d.severity], carets))
    return rows


def count_fitting_chars(text: str, columns: int) -> int:
    """Return how many of the first characters of a text fit into a number of columns."""
    for count, character in enumerate(text):
        columns -= display_width(visible_line(character))
        if columns < 0:
            return count
    return len(text)
