"""Line wrapping of a file: printed lines of one length, or one line per paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from taizhou_brief.importer.recognise.rows import SourceRow
from taizhou_brief.importer.recognise.spacing import WIDE_GAP, ends_sentence


@dataclass(frozen=True, slots=True)
class LineWrapping:
    """The line wrapping of a file."""

    is_wrapped: bool
    length: int
    """Characters of a full line; 0 if lines are broken by width."""
    width: int
    indented: bool
    """Whether paragraphs start with an indent."""
    spaced: bool
    """Whether a blank line separates all lines, so that it marks no paragraph."""

    def reaches_margin(self, row: SourceRow, slack: int) -> bool:
        """Return whether a line reaches the right margin, give or take `slack` characters."""
        if not self.is_wrapped:
            return False
        if self.length:
            return row.length >= self.length - slack
        return row.width >= self.width - 2 * slack


def detect_wrapping(rows: Sequence[SourceRow], *, printed_lines: bool) -> LineWrapping:
    """Detect whether the rows are printed lines, and the length of a full one."""
    text_rows = [row for row in rows if row.kind == "text" and row.length]
    if len(text_rows) < 4:
        return LineWrapping(is_wrapped=False, length=0, width=0, indented=False, spaced=False)
    length, rows_of_length = _find_mode([row.length for row in text_rows], 15, 0)
    width, rows_of_width = _find_mode([row.width for row in text_rows], 30, 1)
    unfinished_share = sum(not ends_sentence(row.text) for row in text_rows) / len(text_rows)
    gapless_rows = [row for row in text_rows if WIDE_GAP not in row.text]
    wraps_by_length = (
        rows_of_length >= 0.3 * len(text_rows)
        and _find_longest([row.length for row in gapless_rows]) <= length * 1.25 + 2
    )
    wraps_by_width = (
        rows_of_width >= 0.3 * len(text_rows) and _find_longest([row.width for row in gapless_rows]) <= width * 1.25 + 4
    )
    margin = _find_margin(text_rows, length, width)
    is_wrapped = printed_lines or ((wraps_by_length or wraps_by_width) and unfinished_share > 0.5) or bool(margin)
    indented = sum(2 <= row.indent <= 8 for row in text_rows) / len(text_rows) > 0.08
    spaced = sum(row.after_blank for row in text_rows) > 0.85 * len(text_rows)
    use_length = margin == "length" or (not margin and rows_of_length >= rows_of_width)
    return LineWrapping(is_wrapped, length if use_length else 0, width, indented, spaced)


def _find_margin(rows: Sequence[SourceRow], length: int, width: int) -> str:
    """Return the measure, `length` or `width`, by which several lines end at one margin; empty if there is none.

    Most of these lines must be unfinished, and hardly any line may be longer. Lines of one paragraph each vary in
    length, and the long ones are finished.
    """
    gapless_rows = [row for row in rows if WIDE_GAP not in row.text]
    lengths, widths = [row.length for row in gapless_rows], [row.width for row in gapless_rows]
    full_lines = {}
    for name, size, sizes in (("length", length, lengths), ("width", width, widths)):
        unfinished = [
            not ends_sentence(row.text)
            for row, row_size in zip(gapless_rows, sizes, strict=True)
            if row_size >= size - 1
        ]
        if (
            size
            and len(unfinished) >= 3
            and sum(unfinished) >= 0.6 * len(unfinished)
            and _find_longest(sizes) <= size * 1.1 + 2
        ):
            full_lines[name] = len(unfinished)
    return max(full_lines, key=lambda name: full_lines[name], default="")


def _find_longest(sizes: Sequence[int]) -> int:
    """Return the largest size, ignoring one in twenty lines: a line of the masthead may be longer than all others."""
    return sorted(sizes)[-1 - len(sizes) // 20] if sizes else 0


def _find_mode(sizes: Sequence[int], minimum: int, slack: int) -> tuple[int, int]:
    """Return the most common size of at least `minimum`, and how many lines have it, give or take `slack`."""
    counts = Counter(size for size in sizes if size >= minimum)
    if not counts:
        return 0, 0
    mode = max(counts, key=lambda size: (sum(counts[size + n] for n in range(-slack, slack + 1)), size))
    return mode, sum(counts[mode + n] for n in range(-slack, slack + 1))
