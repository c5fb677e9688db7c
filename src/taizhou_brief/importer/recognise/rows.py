"""The lines of the source, cleaned; page numbers and running headers taken out and listed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.importer.recognise.spacing import (
    WIDE,
    clean_layout,
    ends_sentence,
    indent_width,
    printed_width,
    strip_spaces,
    whole,
)
from taizhou_brief.importer.source_text import SourceLine, SourceText


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One cleaned line that says something."""

    index: int
    """Its place in `SourceText.lines`."""
    text: str
    """Cleaned, gaps kept as one narrow or one wide space; automatic numbering in front."""
    length: int
    """Characters of the printed line, indent included."""
    width: int
    """Columns of the printed line, indent included."""
    indent: int
    kind: str = "text"
    hint: bool = False
    """Bold, centred or styled as a heading."""
    centred: bool = False
    soft: bool = False
    blank: bool = False
    """A blank line stands before it."""
    turn: bool = False
    """A page begins with it."""
    cells: tuple[str, ...] = ()
    """The cells of a table's row."""
    note: str = ""

    @property
    def key(self) -> str:
        """The text without any space."""
        return strip_spaces(self.text)


@dataclass(frozen=True, slots=True)
class Omission:
    """A stretch of the source that is not in the draft, and why."""

    index: int
    """Its line in `SourceText.lines`."""
    place: str
    text: str
    reason: str


AMID = 15
"""Characters of a printed line at least, where a page number alone between two lines is told from a figure."""
_DASHES = r"[—–―\-－─·•~～\s]"
_DASHED = lazy_compile(rf"{_DASHES}+(\d{{1,4}}){_DASHES}+")
_BARE = lazy_compile(r"(\d{1,3})(?:\s*/\s*\d{1,3})?")
_WORDED = lazy_compile(
    r"(?:第\s*[\d一二三四五六七八九十]+\s*页)?\s*[,，/]?\s*(?:共\s*[\d一二三四五六七八九十]+\s*页)?|[Pp]age\s*\d+.*"
)
_STAMP = lazy_compile(r"[（(]?总?第?\d+期[）)]?|\d+年\d+月\d+日|\d+年|[·|｜—\-]")
_HEADING_STYLE = lazy_compile(r"heading|title|标题|题目", re.IGNORECASE)
_MARKED = lazy_compile(
    r"[一二三四五六七八九十]+[、是]|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+[，、]|[报送发]\s*[：:]"
)


def read_rows(source: SourceText, title: str) -> tuple[tuple[SourceRow, ...], tuple[Omission, ...]]:
    """The rows of the body in order (footnotes included), and the page furniture that was taken out."""
    lines = source.lines
    cleaned = tuple(whole(line) for line in lines)
    turns = tuple("\f" in line.text or (n > 0 and line.page != lines[n - 1].page) for n, line in enumerate(lines))
    furniture = _page_numbers(lines, cleaned)
    furniture |= _running(lines, cleaned, turns, frozenset(furniture), strip_spaces(title))
    rows: list[SourceRow] = []
    blank = turn = False
    for n, line in enumerate(lines):
        turn = turn or turns[n] or n in furniture
        if n in furniture or not cleaned[n]:
            blank = blank or n not in furniture
            continue
        rows.append(_row(n, line, cleaned[n], blank=blank, turn=turn))
        blank = turn = False
    gone = ((n, cleaned[n] if lines[n].number else lines[n].text) for n in sorted(furniture))
    left = tuple(Omission(n, lines[n].place, text, furniture[n]) for n, text in gone)
    return tuple(rows), left


def _row(n: int, line: SourceLine, text: str, *, blank: bool, turn: bool) -> SourceRow:
    raw = line.text.rstrip()
    cells = [clean_layout(cell) for cell in line.text.split("\t")] if line.kind == "table" else []
    cells[:1] = [text.removesuffix(clean_layout(line.text)) + cell for cell in cells[:1]]  # its number, if it has one
    return SourceRow(
        index=n,
        text=WIDE.join(cells) if cells else text,
        length=len(raw),
        width=printed_width(raw),
        indent=indent_width(line.text),
        kind=line.kind,
        hint=bool(line.bold or line.centred or _HEADING_STYLE.search(line.style)) and line.kind != "table",
        centred=line.centred,
        soft=line.soft,
        blank=blank,
        turn=turn,
        cells=tuple(cells),
        note=line.note,
    )


def _page_numbers(lines: Sequence[SourceLine], cleaned: Sequence[str]) -> dict[int, str]:
    found = {}
    numbers: list[tuple[int, int]] = []
    for n, text in enumerate(cleaned):
        if not text or len(text) > 24 or lines[n].kind == "table":
            continue
        if _DASHED.fullmatch(text) or (_WORDED.fullmatch(text) and "页" in text) or text.lower().startswith("page "):
            found[n] = "页码"
        elif match := _BARE.fullmatch(text):
            numbers.append((n, int(match[1])))
    return found | dict.fromkeys(_run(numbers, lines, cleaned), "页码")


def _run(numbers: list[tuple[int, int]], lines: Sequence[SourceLine], cleaned: Sequence[str]) -> list[int]:
    """Of bare numbers on lines of their own, those that count up like pages."""
    run: list[tuple[int, int]] = []
    for n, number in numbers:
        apart = (n == 0 or not cleaned[n - 1]) and (n + 1 >= len(cleaned) or not cleaned[n + 1])
        apart = apart or lines[n].kind in ("header", "footer") or _amid(n, cleaned)
        if (not run and number <= 3 and apart) or (run and run[-1][1] < number <= run[-1][1] + 2):
            run.append((n, number))
    return [n for n, _ in run]


def _amid(n: int, cleaned: Sequence[str]) -> bool:
    """Whether a number on a line of its own stands in the midst of a sentence, whose printed lines are longer."""
    before, after = cleaned[max(n - 1, 0)], cleaned[n + 1] if n + 1 < len(cleaned) else ""
    return n > 0 and len(before) >= AMID and bool(after) and not ends_sentence(before)


def _running(
    lines: Sequence[SourceLine], cleaned: Sequence[str], turns: Sequence[bool], numbers: frozenset[int], title: str
) -> dict[int, str]:
    """Headers and footers, and short lines that repeat where pages turn or that repeat the series title."""
    keys = [re.sub(r"\d+", "0", strip_spaces(text)) if 0 < len(text) <= 50 else "" for text in cleaned]
    counts = Counter(key for key in keys if key)
    edges = Counter(key for n, key in enumerate(keys) if counts[key] > 1 and _edge(n, cleaned, turns, numbers))
    heads = frozenset([key for key in keys if key][:3])  # a title of the contents list comes again on one page only
    seen: set[str] = set()
    found = {}
    titled, spoken, told = False, 0, False
    for n, key in enumerate(keys):
        if not cleaned[n] or n in numbers:
            continue
        if lines[n].kind in ("header", "footer"):
            repeated = counts[key] > 1 or not _masthead_like(cleaned[n])
            if repeated:
                found[n] = "页眉" if lines[n].kind == "header" else "页脚"
            continue
        if key and not _MARKED.match(key):
            spoken += 1
            named = bool(title) and title in key and len(_STAMP.sub("", key.replace(title, ""))) <= 4
            if (named and titled) or (
                (edges[key] > 1 or (edges[key] and key in heads))
                and _edge(n, cleaned, turns, numbers)
                and (key in seen or spoken > 8 or told)
            ):
                found[n] = "重复的页眉或页脚"
            titled = titled or named
            seen.add(key)
        told = told or ends_sentence(cleaned[n])
    return found


def _masthead_like(text: str) -> bool:
    return bool(re.search(r"第\s*\d+\s*期|印发|年.*月.*日|[呈报送发]\s*[：:]", text))


def _edge(n: int, cleaned: Sequence[str], turns: Sequence[bool], numbers: frozenset[int]) -> bool:
    """Whether a page turns at this line: the nearest lines that say something are a page number or on another page."""
    if turns[n] or (n + 1 < len(turns) and turns[n + 1]):
        return True
    before = next((m for m in range(n - 1, -1, -1) if cleaned[m]), -1)
    after = next((m for m in range(n + 1, len(cleaned)) if cleaned[m]), -1)
    return before in numbers or after in numbers or (after >= 0 and any(turns[n + 1 : after + 1]))
