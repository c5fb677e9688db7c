"""The pieces of a body → articles, sections, measures and prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from taizhou_brief import markdown
from taizhou_brief.diagnostics import Diagnostic, Severity
from taizhou_brief.hanzi import NUMERAL, value
from taizhou_brief.markdown import Inline, Piece
from taizhou_brief.models import Article, Block, Measure, Section, Span
from taizhou_brief.parse.contents import pair
from taizhou_brief.parse.front import FrontArticle
from taizhou_brief.parse.markers import SPACE, Marker, marker, measures

CODES: Mapping[str, str] = {
    "M001": "第一个 `#` 标题之前有文字，不属于任何一篇",
    "M002": "正文的题目与目录 `articles` 里的题目不一致",
    "M003": "目录 `articles` 里的一篇，正文没有",
    "M004": "正文的一篇，目录 `articles` 里没有",
    "M005": "`##` 标题没有 `一、` 这样的序号",
    "M006": "标题是空的",
    "M007": "正文各篇的顺序与目录不一致",
}

STOP = "。"
_SECTION = re.compile(rf"({NUMERAL}{{1,4}})、{SPACE}")


@dataclass(frozen=True, slots=True)
class Opening:
    """A paragraph that may open a measure: one that stands alone, or an item of a list `1. 2.`."""

    first: Piece
    rest: tuple[Piece, ...]
    marker: Marker | None
    span: Span


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
    """A piece as prose; a heading is one of the third level."""
    span = Span(piece.line, piece.column, piece.end_line, piece.end_column)
    if piece.kind == "heading":
        return Block(f"<h3>{piece.inline.html}</h3>", piece.text, span, 3)
    return Block(piece.html, piece.text, span)


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
        items, _ = self.items(own, "m")
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
        number = value(match[1]) if match else None
        mark, title = "", heading.inline
        if match and number:
            mark, title = f"{match[1]}、", title.split(match.end(), marks_first=False)[1]
        else:
            hint = "节的标题写成“## 一、…”；如果是正文，删去“##”"
            self.report("M005", heading, "节的标题没有“一、”这样的序号", hint, Severity.WARNING)
        if not title.text.strip():
            self.report("M006", heading, "节的标题是空的", "写上标题，或者删去这一行")
        items, _ = self.items(pieces, f"s{position}m")
        return Section(
            number or 0, position, mark, title.text.strip(), title.html.strip(), items, _span(heading, pieces)
        )

    def items(self, pieces: Sequence[Piece], prefix: str) -> tuple[tuple[Block | Measure, ...], int]:
        """Prose, third-level headings and measures; positions run on across third-level headings."""
        found: list[Block | Measure] = []
        position = 0
        own, groups = _cut(pieces, 3)
        for heading, scope in ((None, own), *groups):
            if heading:
                if not heading.text.strip():
                    self.report("M006", heading, "标题是空的", "写上标题，或者删去这一行")
                found.append(block(heading))
            for item in self.scope(scope):
                if isinstance(item, Block):
                    found.append(item)
                else:
                    position += 1
                    found.append(self.measure(*item, position, prefix))
        return tuple(found), position

    def scope(self, pieces: Sequence[Piece]) -> Iterable[Block | tuple[Opening, list[Piece]]]:
        """Prose before the first measure, then each measure's opening with the pieces that belong to it."""
        openings = [opening for piece in pieces for opening in _openings(piece)]
        chosen = measures([opening.marker for opening in openings])
        if not chosen:
            return [block(piece) for piece in pieces]
        found: list[Block | tuple[Opening, list[Piece]]] = []
        place = 0
        for piece in pieces:
            own = _openings(piece)
            opens = [(opening, chosen.get(place + i)) for i, opening in enumerate(own)]
            place += len(own)
            if opens and all(mark for _, mark in opens):
                found += [(replace(opening, marker=mark), [*opening.rest]) for opening, mark in opens]
            elif found and not isinstance(found[-1], Block):
                found[-1][1].append(piece)
            else:
                found.append(block(piece))
        return found

    def measure(self, opening: Opening, rest: Sequence[Piece], position: int, prefix: str) -> Measure:
        """A measure from the paragraph that opens it and the pieces that follow."""
        mark = opening.marker
        assert mark  # noqa: S101  # the scope chose it
        first = opening.first
        content = first.inline
        if mark.length:
            content = content.split(mark.length, marks_first=False)[1]
        end = content.text.find(STOP)
        body = [block(piece) for piece in rest]
        heading, stop = content, ""
        if end >= 0:
            heading, tail = content.split(end)
            stop, text = STOP, tail.split(1, marks_first=False)[1]
            if text.html.strip():
                body.insert(0, self.remainder(first, text))
        span = opening.span
        if rest:
            span = Span(span.line, span.column, rest[-1].end_line, rest[-1].end_column)
        return Measure(
            f"{prefix}{position}",
            position,
            mark.ordinal,
            mark.text,
            heading.text,
            heading.html,
            stop,
            tuple(body),
            span,
        )

    def remainder(self, piece: Piece, text: Inline) -> Block:
        """The text of an opening paragraph after the stop of its heading, with its own place in the file."""
        line, column = piece.line, piece.column
        for number in range(piece.line, piece.end_line + 1):
            source = self.lines[number - self.first_line]
            found = source.find(STOP, column - 1 if number == piece.line else 0)
            if found >= 0:
                line, column = number, found + 2
                break
        html, words = text.html.lstrip(" "), text.text.lstrip(" ")
        return Block(f"<p>{html}</p>", words, Span(line, column, piece.end_line, piece.end_column))


def _openings(piece: Piece) -> list[Opening]:
    """The paragraphs of a piece that may open measures."""
    if piece.kind == "paragraph":
        return [Opening(piece, (), marker(piece.inline.text), _place(piece, piece))]
    if piece.kind == "list" and _is_plain_sequence(piece):
        return [
            Opening(
                item.pieces[0],
                item.pieces[1:],
                Marker("1.", item.number, item.marker, 0),
                _place(item.pieces[0], item.pieces[-1]),
            )
            for item in piece.items
        ]
    return []


def _is_plain_sequence(piece: Piece) -> bool:
    """Whether the items of a list all begin with a paragraph, under consecutive numbers."""
    numbers = [item.number for item in piece.items]
    consecutive = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return consecutive and all(item.pieces and item.pieces[0].kind == "paragraph" for item in piece.items)


def _place(first: Piece, last: Piece) -> Span:
    return Span(first.line, first.column, last.end_line, last.end_column)


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
