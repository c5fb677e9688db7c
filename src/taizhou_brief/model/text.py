"""Text 文字: plain characters, with marks for what some of them are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

MarkKind = Literal["emphasis", "strong", "code", "link", "note", "quantity"]


class Mark(NamedTuple):
    """What a span of a text is. A reference to a footnote has no length, because it is not part of the words."""

    start: int
    end: int
    level: int
    """Number of marks of the same text that enclose it."""
    kind: MarkKind
    target: str = ""
    """Address of a link; fragment of the footnote that is referred to; sign of a quantity that is a plan."""
    id: str = ""
    """Fragment of its own address: of a reference to a footnote, or of a quantity."""
    value: str = ""
    """Title of a link; value of a quantity."""


class Text(NamedTuple):
    """Inline content. Most texts have no marks. Each line break in `plain` is one that the editor demanded.

    Marks never overlap in part. Each follows the one that encloses it, otherwise they are in the order of the text.
    It is a named tuple, because an archive has one for every paragraph, and tuples are created fastest.
    """

    plain: str
    marks: tuple[Mark, ...] = ()

    def part(self, start: int, end: int | None = None) -> Text:
        """Return the content between two offsets, without white space around it.

        Marks are clipped, so emphasis that is cut continues on both sides; marks without words are dropped. References
        to footnotes at either end, or in white space that is dropped, are kept.
        """
        plain = self.plain[start:end]
        stripped = plain.strip()
        if not self.marks:
            return Text(stripped)
        first = start + len(plain) - len(plain.lstrip()) if stripped else start
        return Text(stripped, _clip(self.marks, (start, start + len(plain)), (first, first + len(stripped))))

    def mark(self, spans: Iterable[Mark]) -> Text:
        """Add marks, in the order of the text and apart from each other, each as deep inside the others as possible.

        A span that another mark overlaps in part is marked piece by piece, and only its first piece has its address.
        """
        if not self.marks:
            return Text(self.plain, tuple(spans))
        marks, begin = list(self.marks), 0
        for span in spans:
            while begin < len(marks) and marks[begin].end <= span.start:
                begin += 1
            _insert(marks, span, begin)
        return Text(self.plain, tuple(marks))


EMPTY_TEXT = Text("")


def concatenate(texts: Iterable[Text]) -> Text:
    """Return texts one after the other."""
    plain, marks = "", list[Mark]()
    for text in texts:
        offset = len(plain)
        marks += (mark._replace(start=mark.start + offset, end=mark.end + offset) for mark in text.marks)
        plain += text.plain
    return Text(plain, tuple(marks))


def _clip(marks: tuple[Mark, ...], outer: tuple[int, int], inner: tuple[int, int]) -> tuple[Mark, ...]:
    """Clip marks to the `inner` span; keep the references in the `outer` span and what encloses them."""
    start, end = inner
    clipped: list[Mark] = []
    enclosing = -1
    """Level of the mark that encloses the one kept last."""
    for mark in reversed(marks):
        first, last = max(mark.start, start), min(mark.end, end)
        is_kept = outer[0] <= mark.start <= outer[1] if mark.kind == "note" else first < last
        if is_kept or mark.level == enclosing:
            first = min(first, end)
            clipped.append(mark._replace(start=first - start, end=max(first, last) - start))
            enclosing = mark.level - 1
    return tuple(reversed(clipped))


def _insert(marks: list[Mark], span: Mark, index: int, level: int = 0) -> None:
    """Insert a mark; those before `index` enclose it, with `level` of them, or end before it."""
    while index < len(marks) and marks[index].start <= span.start:
        mark = marks[index]
        if mark.end >= span.end and mark.end > mark.start:
            level = mark.level + 1
        elif mark.end > span.start:  # enclosed or overlapping
            break
        index += 1
    stop = index
    while stop < len(marks) and (marks[stop].start < span.end or marks[stop].level > level):
        stop += 1
    if any(mark.start < span.start or mark.end > span.end for mark in marks[index:stop]):
        _insert_pieces(marks, span._replace(level=level), index, stop)
    else:
        enclosed = [mark._replace(level=mark.level + 1) for mark in marks[index:stop]]
        marks[index:stop] = [span._replace(level=level), *enclosed]


def _insert_pieces(marks: list[Mark], span: Mark, index: int, stop: int) -> None:
    """Insert a mark in pieces that end wherever another one begins or ends."""
    edges = {edge for mark in marks[index:stop] for edge in mark[:2] if span.start < edge < span.end}
    start, identifier = span.start, span.id
    for end in (*sorted(edges), span.end):
        _insert(marks, span._replace(start=start, end=end, id=identifier), index, span.level)
        start, identifier = end, ""
