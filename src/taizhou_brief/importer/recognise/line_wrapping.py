"""How the lines of a file are wrapped: printed lines of one length, or one line a paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from taizhou_brief.importer.recognise.rows import SourceRow
from taizhou_brief.importer.recognise.spacing import WIDE, ends_sentence


@dataclass(frozen=True, slots=True)
class LineWrapping:
    """How the lines of the file are wrapped."""

    on: bool
    length: int
    """Characters of a full line, 0 where lines are cut by width."""
    width: int
    indented: bool
    """Paragraphs open with an indent."""
    spaced: bool
    """A blank line stands between all lines, and so tells nothing."""

    def full(self, row: SourceRow, slack: int) -> bool:
        """Whether a line reaches the right margin, `slack` characters more or less."""
        if not self.on:
            return False
        if self.length:
            return row.length >= self.length - slack
        return row.width >= self.width - 2 * slack


def detect_wrapping(rows: Sequence[SourceRow], *, printed_lines: bool) -> LineWrapping:
    """Whether the rows are printed lines, and how long a full one is."""
    text = [row for row in rows if row.kind == "text" and row.length]
    if len(text) < 4:
        return LineWrapping(on=False, length=0, width=0, indented=False, spaced=False)
    length, by_length = _mode([row.length for row in text], 15, 0)
    width, by_width = _mode([row.width for row in text], 30, 1)
    open_ended = sum(not ends_sentence(row.text) for row in text) / len(text)
    inner = [row for row in text if WIDE not in row.text]
    by_count = by_length >= 0.3 * len(text) and _longest([row.length for row in inner]) <= length * 1.25 + 2
    by_space = by_width >= 0.3 * len(text) and _longest([row.width for row in inner]) <= width * 1.25 + 4
    by_size = _margin(text, length, width)
    on = printed_lines or ((by_count or by_space) and open_ended > 0.5) or bool(by_size)
    indented = sum(2 <= row.indent <= 8 for row in text) / len(text) > 0.08
    spaced = sum(row.blank for row in text) > 0.85 * len(text)
    counted = by_size == "length" or (not by_size and by_length >= by_width)
    return LineWrapping(on, length if counted else 0, width, indented, spaced)


def _margin(rows: Sequence[SourceRow], length: int, width: int) -> str:
    """By which measure, `length` or `width`, several lines, most of them unfinished, end at one margin.

    Hardly a line reaches beyond it. Lines of one paragraph each are of any length, and the long ones are finished.
    """
    inner = [row for row in rows if WIDE not in row.text]
    lengths, widths = [row.length for row in inner], [row.width for row in inner]
    found = {}
    for name, size, sizes in (("length", length, lengths), ("width", width, widths)):
        full = [not ends_sentence(row.text) for row, own in zip(inner, sizes, strict=True) if own >= size - 1]
        if size and len(full) >= 3 and sum(full) > 0.6 * len(full) and _longest(sizes) <= size * 1.1 + 2:
            found[name] = len(full)
    return max(found, key=lambda name: found[name], default="")


def _longest(sizes: Sequence[int]) -> int:
    """The largest size but for one in twenty lines: a line of the masthead may be longer than all others."""
    return sorted(sizes)[-1 - len(sizes) // 20] if sizes else 0


def _mode(sizes: Sequence[int], least: int, slack: int) -> tuple[int, int]:
    """The commonest size of `least` or more, and how many lines have it, `slack` more or less."""
    counts = Counter(size for size in sizes if size >= least)
    if not counts:
        return 0, 0
    best = max(counts, key=lambda size: (sum(counts[size + n] for n in range(-slack, slack + 1)), size))
    return best, sum(counts[best + n] for n in range(-slack, slack + 1))
