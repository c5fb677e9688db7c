"""The pieces of a body → articles, sections, measures and prose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from taizhou_brief.chinese.characters import NUMERAL, parse_chinese_numeral
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic, Severity
from taizhou_brief.formats import markdown
from taizhou_brief.formats.briefing.front_matter import ArticleEntry
from taizhou_brief.formats.briefing.markers import SPACE, Marker, match_marker, select_measures
from taizhou_brief.formats.briefing.title_matching import match_titles
from taizhou_brief.formats.markdown import InlineText, MarkdownBlock
from taizhou_brief.model.issue import Article, Block, Measure, Section, Span
from taizhou_brief.quantities import find_run_on_items, items

CODES: Mapping[str, str] = {
    "M001": "第一个 `#` 标题之前有文字，不属于任何一篇",
    "M002": "正文的题目与目录 `articles` 里的题目不一致",
    "M003": "目录 `articles` 里的一篇，正文没有",
    "M004": "正文的一篇，目录 `articles` 里没有",
    "M005": "`##` 标题没有 `一、` 这样的序号",
    "M006": "标题是空的",
    "M007": "正文各篇的顺序与目录不一致",
    "M008": "编者按里有标题",
    "M009": "段首的序号后面紧跟数字",
}

STOP = "。"
_SECTION = lazy_compile(rf"({NUMERAL}{{1,4}})、{SPACE}")


class MeasureCandidate(NamedTuple):
    """A piece, or an item of a list `1. 2.`, that may open a measure."""

    whole: MarkdownBlock
    """What is shown if it opens none: for an item, the list."""
    first: MarkdownBlock
    marker: Marker | None
    rest: tuple[MarkdownBlock, ...] = ()
    """The further pieces of an item."""

    @property
    def ordinal(self) -> int:
        """The number that a marker prints; 0 without one."""
        return self.marker.ordinal if self.marker else 0


class OpenMeasure(NamedTuple):
    """A measure to be."""

    first: MarkdownBlock
    marker: Marker
    rest: list[MarkdownBlock]
    """What follows its first paragraph."""


def build_articles(
    body: markdown.MarkdownDocument, lines: Sequence[str], first_line: int, contents: Sequence[ArticleEntry], path: str
) -> tuple[tuple[Article, ...], tuple[Diagnostic, ...]]:
    """The articles of a body, paired with the entries of the front matter, and what is wrong with them."""
    reader = BodyReader(path, lines, first_line, [])
    lost, chapters = _chapters(body.blocks)
    if lost:
        message = "这段文字在第一个“#”题目之前，不属于任何一篇"
        reader.report("M001", lost[0], message, "把它移到题目下面；编者按写在文件开头的 editor_note")
    titles = [heading.inline.text.strip() for heading, _ in chapters]
    entries, problems = match_titles(titles, [heading.line for heading, _ in chapters], contents, path)
    reader.diagnostics.extend(problems)
    read = tuple(
        reader.article(index, heading, pieces, entry, body.notes[index])
        for index, ((heading, pieces), entry) in enumerate(zip(chapters, entries, strict=True), 1)
    )
    return read, tuple(reader.diagnostics)


def to_block(piece: MarkdownBlock) -> Block:
    """A piece as prose; a heading among prose is one of the third level."""
    span = Span(piece.line, piece.column, piece.end_line, piece.end_column)
    return Block(piece.element, piece.text, span, piece.level)


_number = lru_cache(maxsize=1000)(parse_chinese_numeral)


@dataclass(frozen=True, slots=True)
class BodyReader:
    """One file while it is read."""

    path: str
    lines: Sequence[str]
    first_line: int
    diagnostics: list[Diagnostic]

    def report(
        self, code: str, piece: MarkdownBlock, message: str, hint: str, severity: Severity = Severity.ERROR
    ) -> None:
        """Collect a problem of a piece."""
        self.diagnostics.append(Diagnostic(self.path, piece.line, piece.column, code, severity, message, hint))

    def article(
        self,
        index: int,
        heading: MarkdownBlock,
        pieces: Sequence[MarkdownBlock],
        entry: ArticleEntry | None,
        notes: str,
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
            *((entry.suggested_counties, entry.suggested_themes, entry.undecided) if entry else ()),
        )

    def section(self, position: int, heading: MarkdownBlock, pieces: Sequence[MarkdownBlock]) -> Section:
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

    def items(self, pieces: Sequence[MarkdownBlock], prefix: str) -> tuple[Block | Measure, ...]:
        """Prose, third-level headings and measures; positions run on across third-level headings."""
        found: list[Block | Measure] = []
        position = 0
        own, groups = _cut(pieces, 3)
        for heading, below in ((None, own), *groups):
            if heading:
                if not heading.text.strip():
                    self.report("M006", heading, "标题是空的", "写上标题，或者删去这一行")
                found.append(to_block(heading))
            openings = [opening for piece in below for opening in _openings(piece)]
            for item in split_scope(below, self.numbered(openings)):
                if isinstance(item, MarkdownBlock):
                    found.append(to_block(item))
                else:
                    position += 1
                    found.append(self.measure(item, position, prefix))
        return tuple(found)

    def numbered(self, openings: Sequence[MeasureCandidate]) -> Sequence[MeasureCandidate]:
        """The same with the list numbers that a digit follows directly, each with a warning."""
        texts = [o.first.inline.text if o.whole.kind == "paragraph" else f"{o.ordinal}. " for o in openings]
        read = items(texts)
        found = list(openings)
        for place, end in read.ends.items():
            opening, text = openings[place], texts[place]
            number, after = text[:end], text[end : end + 6]
            found[place] = opening._replace(marker=Marker("1.", int(text[: end - 1]), number, end))
            hint = f"写成“{number} {after}”；如果是小数，把它移到句子中间"
            message = f"“{number}{after}”开头的“{number}”当作序号，不是小数"
            self.report("M009", opening.first, message, hint, Severity.WARNING)
        for place in read.unclear:
            text = texts[place]
            mark = 1 + len(text) - len(text.lstrip("0123456789"))
            hint = f"是序号的，序号后面空一格：“{text[:mark]} {text[mark : mark + 6]}”；是小数的，把它移到句子中间"
            message = f"“{text[: mark + 6]}”开头的数字可能是序号，也可能是小数，当作小数"
            self.report("M009", openings[place].first, message, hint, Severity.WARNING)
        for text, opening in zip(texts, openings, strict=True):
            if cuts := find_run_on_items(text):
                hint = "是序号的，每一条另起一段，序号后面空一格；是小数的，不必改"
                message = f"“{text[cuts[0] : cuts[0] + 6]}”等 {len(cuts)} 处数字可能是序号，也可能是小数，当作小数"
                self.report("M009", opening.first, message, hint, Severity.WARNING)
        return found

    def measure(self, opened: OpenMeasure, position: int, prefix: str) -> Measure:
        """A measure from the paragraph that opens it and the pieces that follow."""
        first, mark, rest = opened
        content = first.inline
        end = content.text.find(STOP, mark.length)
        body = [to_block(piece) for piece in rest]
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
        printed = f"{mark.text} " if mark.family == "1." and heading.text[:1].isdecimal() else mark.text
        return Measure(name, position, mark.ordinal, printed, heading.text, heading.html, stop, words, span)

    def remainder(self, piece: MarkdownBlock, text: InlineText) -> Block:
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


def split_scope(
    pieces: Sequence[MarkdownBlock], openings: Sequence[MeasureCandidate]
) -> Sequence[MarkdownBlock | OpenMeasure]:
    """The pieces between two headings: prose before the first measure, then the measures with what belongs to each."""
    chosen = select_measures([opening.marker for opening in openings])
    if not chosen:
        return pieces
    found: list[MarkdownBlock | OpenMeasure] = []
    shown: MarkdownBlock | None = None
    for place, opening in enumerate(openings):
        mark = chosen.get(place)
        if mark:
            found.append(OpenMeasure(opening.first, mark, [*opening.rest]))
        elif opening.whole is shown:  # a further item of a list that is shown whole
            continue
        elif found and isinstance(found[-1], OpenMeasure):
            found[-1].rest.append(opening.whole)
        else:
            found.append(opening.whole)
        shown = opening.whole
    return found


def _openings(piece: MarkdownBlock) -> tuple[MeasureCandidate, ...]:
    """What may open a measure in a piece: itself, or the items of a list."""
    if piece.kind == "paragraph":
        return (MeasureCandidate(piece, piece, match_marker(piece.inline.text)),)
    if piece.kind == "list" and _is_plain_sequence(piece):
        marked = ((item, Marker("1.", item.number, item.marker, 0)) for item in piece.items)
        return tuple(MeasureCandidate(piece, item.blocks[0], mark, item.blocks[1:]) for item, mark in marked)
    return (MeasureCandidate(piece, piece, None),)


def _is_plain_sequence(piece: MarkdownBlock) -> bool:
    """Whether the items of a list all begin with a paragraph, under consecutive numbers."""
    numbers = [item.number for item in piece.items]
    consecutive = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return consecutive and all(item.blocks and item.blocks[0].kind == "paragraph" for item in piece.items)


def _cut(
    pieces: Sequence[MarkdownBlock], level: int
) -> tuple[Sequence[MarkdownBlock], list[tuple[MarkdownBlock, Sequence[MarkdownBlock]]]]:
    """What stands before the first heading of a level, then each such heading with what stands below it."""
    places = [place for place, piece in enumerate(pieces) if piece.level == level]
    if not places:
        return pieces, []
    ends = [*places[1:], len(pieces)]
    groups = [(pieces[place], pieces[place + 1 : end]) for place, end in zip(places, ends, strict=True)]
    return pieces[: places[0]], groups


def _chapters(
    pieces: Sequence[MarkdownBlock],
) -> tuple[Sequence[MarkdownBlock], list[tuple[MarkdownBlock, Sequence[MarkdownBlock]]]]:
    return _cut(pieces, 1)


def _span(heading: MarkdownBlock, pieces: Sequence[MarkdownBlock]) -> Span:
    last = pieces[-1] if pieces else heading
    return Span(heading.line, heading.column, last.end_line, last.end_column)
