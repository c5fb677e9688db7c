"""The pieces of a body → articles, sections, measures and prose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from taizhou_brief import markdown
from taizhou_brief.diagnostics import Diagnostic, Severity
from taizhou_brief.hanzi import NUMERAL, value
from taizhou_brief.markdown import Inline, Piece
from taizhou_brief.models import Article, Block, Measure, Section, Span
from taizhou_brief.parse.contents import pair
from taizhou_brief.parse.front import FrontArticle
from taizhou_brief.parse.markers import SPACE, Marker, marker, measures
from taizhou_brief.patterns import regex

CODES: Mapping[str, str] = {
    "M001": "第一个 `#` 标题之前有文字，不属于任何一篇",
    "M002": "正文的题目与目录 `articles` 里的题目不一致",
    "M003": "目录 `articles` 里的一篇，正文没有",
    "M004": "正文的一篇，目录 `articles` 里没有",
    "M005": "`##` 标题没有 `一、` 这样的序号",
    "M006": "标题是空的",
    "M007": "正文各篇的顺序与目录不一致",
    "M008": "编者按里有标题",
}

STOP = "。"
_SECTION = regex(rf"({NUMERAL}{{1,4}})、{SPACE}")


class Opening(NamedTuple):
    """A piece, or an item of a list `1. 2.`, that may open a measure."""

    whole: Piece
    """What is shown if it opens none: for an item, the list."""
    first: Piece
    marker: Marker | None
    rest: tuple[Piece, ...] = ()
    """The further pieces of an item."""


class Opened(NamedTuple):
    """A measure to be."""

    first: Piece
    marker: Marker
    rest: list[Piece]
    """What follows its first paragraph."""


def articles(
    body: markdown.Body, lines: Sequence[str], first_line: int, contents: Sequence[FrontArticle], path: str
) -> tuple[tuple[Article, ...], tuple[Diagnostic, ...]]:
    """The articles of a body, paired with the entries of the front matter, and what is wrong with them."""
    reader = Reader(path, lines, first_line, [])
    lost, chapters = _chapters(body.pieces)
    if lost:
        message = "这段文字在第一个“#”题目之前，不属于任何一篇"
        reader.report("M001", lost[0], message, "把它移到题目下面；编者按写在文件开头的 editor_note")
    titles = [heading.inline.text.strip() for heading, _ in chapters]
    entries, problems = pair(titles, [heading.line for heading, _ in chapters], contents, path)
    reader.diagnostics.extend(problems)
    read = tuple(
        reader.article(index, heading, pieces, entry, body.notes[index])
        for index, ((heading, pieces), entry) in enumerate(zip(chapters, entries, strict=True), 1)
    )
    return read, tuple(reader.diagnostics)


def block(piece: Piece) -> Block:
    """A piece as prose; a heading among prose is one of the third level."""
    span = Span(piece.line, piece.column, piece.end_line, piece.end_column)
    return Block(piece.element, piece.text, span, piece.level)


_number = lru_cache(maxsize=1000)(value)


@dataclass(frozen=True, slots=True)
class Reader:
    """One file while it is read."""

    path: str
    lines: Sequence[str]
    first_line: int
    diagnostics: list[Diagnostic]

    def report(self, code: str, piece: Piece, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        """Collect a problem of a piece."""
        self.diagnostics.append(Diagnostic(self.path, piece.line, piece.column, code, severity, message, hint))

    def article(
        self, index: int, heading: Piece, pieces: Sequence[Piece], entry: FrontArticle | None, notes: str
    ) -> Article:
        """An article from its heading and the pieces below it."""
        title = heading.inline.text.strip()
        if not title:
            self.report("M006", heading, "题目是空的", "在“#”后面写上题目，或者删去这一行")
        own, groups = _cut(pieces, 2)
        items = self.items(own, "m")
        start = next((i for i, item in enumerate(items) if isinstance(item, Measure) or item.level), len(items))
        return Article(
            index,
            title,
            entry.counties if entry else (),
            entry.themes if entry else (),
            entry.contributor if entry else "",
            tuple(item for item in items[:start] if isinstance(item, Block)),
            items[start:],
            tuple(self.section(place, *group) for place, group in enumerate(groups, 1)),
            notes,
            _span(heading, pieces),
        )

    def section(self, position: int, heading: Piece, pieces: Sequence[Piece]) -> Section:
        """A section from its heading and the pieces below it."""
        match = _SECTION.match(heading.inline.text)
        number = _number(match[1]) if match else None
        mark, title = "", heading.inline.part(0)
        if match and number:
            mark, title = f"{match[1]}、", heading.inline.part(match.end())
        else:
            hint = "节的标题写成“## 一、…”；如果是正文，删去“##”"
            self.report("M005", heading, "节的标题没有“一、”这样的序号", hint, Severity.WARNING)
        if not title.text:
            self.report("M006", heading, "节的标题是空的", "写上标题，或者删去这一行")
        items = self.items(pieces, f"s{position}m")
        span = _span(heading, pieces)
        return Section(number or 0, position, mark, title.text, title.html, items, span)

    def items(self, pieces: Sequence[Piece], prefix: str) -> tuple[Block | Measure, ...]:
        """Prose, third-level headings and measures; positions run on across third-level headings."""
        found: list[Block | Measure] = []
        position = 0
        own, groups = _cut(pieces, 3)
        for heading, below in ((None, own), *groups):
            if heading:
                if not heading.text.strip():
                    self.report("M006", heading, "标题是空的", "写上标题，或者删去这一行")
                found.append(block(heading))
            for item in scope(below):
                if isinstance(item, Piece):
                    found.append(block(item))
                else:
                    position += 1
                    found.append(self.measure(item, position, prefix))
        return tuple(found)

    def measure(self, opened: Opened, position: int, prefix: str) -> Measure:
        """A measure from the paragraph that opens it and the pieces that follow."""
        first, mark, rest = opened
        content = first.inline
        end = content.text.find(STOP, mark.length)
        body = [block(piece) for piece in rest]
        if end < 0:
            heading, stop = content.part(mark.length), ""
        else:
            heading, stop = content.part(mark.length, end), STOP
            text = content.part(end + 1)
            if text.html:
                body.insert(0, self.remainder(first, text))
        last = rest[-1] if rest else first
        span = Span(first.line, first.column, last.end_line, last.end_column)
        name, words = f"{prefix}{position}", tuple(body)
        return Measure(name, position, mark.ordinal, mark.text, heading.text, heading.html, stop, words, span)

    def remainder(self, piece: Piece, text: Inline) -> Block:
        """The text of an opening paragraph after the stop of its heading, with its own place in the file."""
        line, source = piece.line, self.lines[piece.line - self.first_line]
        stop = source.find(STOP, piece.column - 1)
        while stop < 0 and line < piece.end_line:
            line, source = line + 1, self.lines[line + 1 - self.first_line]
            stop = source.find(STOP)
        if line < piece.end_line and not source[stop + 1 :].strip():
            line, source, stop = line + 1, self.lines[line + 1 - self.first_line], -1
        after = source[stop + 1 :]
        column = stop + 2 + len(after) - len(after.lstrip())
        return Block(f"<p>{text.html}</p>", text.text, Span(line, column, piece.end_line, piece.end_column))


def scope(pieces: Sequence[Piece]) -> Sequence[Piece | Opened]:
    """The pieces between two headings: prose before the first measure, then the measures with what belongs to each."""
    openings = [opening for piece in pieces for opening in _openings(piece)]
    chosen = measures([opening.marker for opening in openings])
    if not chosen:
        return pieces
    found: list[Piece | Opened] = []
    shown: Piece | None = None
    for place, opening in enumerate(openings):
        mark = chosen.get(place)
        if mark:
            found.append(Opened(opening.first, mark, [*opening.rest]))
        elif opening.whole is shown:  # a further item of a list that is shown whole
            continue
        elif found and isinstance(found[-1], Opened):
            found[-1].rest.append(opening.whole)
        else:
            found.append(opening.whole)
        shown = opening.whole
    return found


def _openings(piece: Piece) -> tuple[Opening, ...]:
    """What may open a measure in a piece: itself, or the items of a list."""
    if piece.kind == "paragraph":
        return (Opening(piece, piece, marker(piece.inline.text)),)
    if piece.kind == "list" and _is_plain_sequence(piece):
        marked = ((item, Marker("1.", item.number, item.marker, 0)) for item in piece.items)
        return tuple(Opening(piece, item.pieces[0], mark, item.pieces[1:]) for item, mark in marked)
    return (Opening(piece, piece, None),)


def _is_plain_sequence(piece: Piece) -> bool:
    """Whether the items of a list all begin with a paragraph, under consecutive numbers."""
    numbers = [item.number for item in piece.items]
    consecutive = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return consecutive and all(item.pieces and item.pieces[0].kind == "paragraph" for item in piece.items)


def _cut(pieces: Sequence[Piece], level: int) -> tuple[Sequence[Piece], list[tuple[Piece, Sequence[Piece]]]]:
    """What stands before the first heading of a level, then each such heading with what stands below it."""
    places = [place for place, piece in enumerate(pieces) if piece.level == level]
    if not places:
        return pieces, []
    ends = [*places[1:], len(pieces)]
    groups = [(pieces[place], pieces[place + 1 : end]) for place, end in zip(places, ends, strict=True)]
    return pieces[: places[0]], groups


def _chapters(pieces: Sequence[Piece]) -> tuple[Sequence[Piece], list[tuple[Piece, Sequence[Piece]]]]:
    return _cut(pieces, 1)


def _span(heading: Piece, pieces: Sequence[Piece]) -> Span:
    last = pieces[-1] if pieces else heading
    return Span(heading.line, heading.column, last.end_line, last.end_column)
