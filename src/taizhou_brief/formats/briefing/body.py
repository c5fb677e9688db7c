"""Build articles, sections, measures and prose from the Markdown blocks of a body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from taizhou_brief.chinese.characters import NUMERAL, parse_chinese_numeral
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic, diagnose
from taizhou_brief.formats import markdown
from taizhou_brief.formats.briefing.markers import SPACE, Marker, match_marker, select_measures
from taizhou_brief.formats.briefing.title_matching import match_titles
from taizhou_brief.model.block import Block, Note, Span
from taizhou_brief.model.issue import Article, ArticleEntry, Measure, Section, field_values
from taizhou_brief.model.text import Text
from taizhou_brief.quantities import find_list_numbers, find_run_on_items

STOP = "。"
_SECTION = lazy_compile(rf"({NUMERAL}{{1,4}})、{SPACE}")


class MeasureCandidate(NamedTuple):
    """Block, or item of a list `1. 2.`, that may open a measure."""

    whole: Block
    """Block that is shown if it opens no measure: for an item, the list."""
    first: Block
    marker: Marker | None
    rest: tuple[Block, ...] = ()
    """Blocks of an item after the first."""

    @property
    def ordinal(self) -> int:
        """Printed ordinal of the marker; 0 without a marker."""
        return self.marker.ordinal if self.marker else 0


class OpenMeasure(NamedTuple):
    """Measure whose blocks are being collected."""

    first: Block
    marker: Marker
    rest: list[Block]
    """Blocks after its first paragraph."""


def build_articles(
    body: markdown.MarkdownDocument, lines: Sequence[str], first_line: int, contents: Sequence[ArticleEntry], path: str
) -> tuple[tuple[Article, ...], tuple[Diagnostic, ...]]:
    """Build the articles of a body, matched with the entries of the front matter; return them with their problems."""
    reader = BodyReader(path, lines, first_line, [])
    unassigned, chapters = _split_by_headings(body.blocks, 1)
    if unassigned:
        message = "这段文字在第一个“#”题目之前，不属于任何一篇"
        reader.report("M001", unassigned[0], message, "把它移到题目下面；编者按写在文件开头的 editor_note")
    titles = [heading.text.strip() for heading, _ in chapters]
    entries, problems = match_titles(titles, [heading.span.line for heading, _ in chapters], contents, path)
    reader.diagnostics.extend(problems)
    articles = tuple(
        reader.build_article(index, heading, blocks, entry, body.notes[index])
        for index, ((heading, blocks), entry) in enumerate(zip(chapters, entries, strict=True), 1)
    )
    return articles, tuple(reader.diagnostics)


_parse_numeral = lru_cache(maxsize=1000)(parse_chinese_numeral)


@dataclass(frozen=True, slots=True)
class BodyReader:
    """Reader of the body of one file, with the problems it finds."""

    path: str
    lines: Sequence[str]
    first_line: int
    diagnostics: list[Diagnostic]

    def report(self, code: str, block: Block, message: str, hint: str) -> None:
        """Collect a problem of a block."""
        self.diagnostics.append(diagnose(self.path, block.span.line, block.span.column, code, message, hint))

    def build_article(
        self,
        index: int,
        heading: Block,
        blocks: Sequence[Block],
        entry: ArticleEntry | None,
        notes: tuple[Note, ...],
    ) -> Article:
        """Build an article from its heading and the blocks below it."""
        title = heading.text.strip()
        if not title:
            self.report("M006", heading, "题目是空的", "在“#”后面写上题目，或者删去这一行")
        before, groups = _split_by_headings(blocks, 2)
        items = self.build_items(before, "m")
        start = next((i for i, item in enumerate(items) if isinstance(item, Measure) or item.level), len(items))
        span = _build_span(heading, blocks)
        values = field_values(entry or ArticleEntry(span=span), title=title, span=span)
        return Article(
            **values,
            index=index,
            lead=tuple(item for item in items[:start] if isinstance(item, Block)),
            items=items[start:],
            sections=tuple(self.build_section(position, *group) for position, group in enumerate(groups, 1)),
            notes=notes,
        )

    def build_section(self, position: int, heading: Block, blocks: Sequence[Block]) -> Section:
        """Build a section from its heading and the blocks below it."""
        match = _SECTION.match(heading.content.plain)
        number = _parse_numeral(match[1]) if match else None
        marker, title = "", heading.content.part(0)
        if match and number:
            marker, title = f"{match[1]}、", heading.content.part(match.end())
        else:
            hint = "节的标题写成“## 一、…”；如果是正文，删去“##”"
            self.report("M005", heading, "节的标题没有“一、”这样的序号", hint)
        if not title.plain:
            self.report("M006", heading, "节的标题是空的", "写上标题，或者删去这一行")
        items = self.build_items(blocks, f"s{position}m")
        span = _build_span(heading, blocks)
        return Section(number or 0, position, marker, title, items, span)

    def build_items(self, blocks: Sequence[Block], prefix: str) -> tuple[Block | Measure, ...]:
        """Build prose, third-level headings and measures; numbering continues across third-level headings.

        A third-level heading without words ends the series of measures above it.
        """
        items: list[Block | Measure] = []
        position = 0
        before, groups = _split_by_headings(blocks, 3)
        for heading, below in ((None, before), *groups):
            if heading:
                self.append_heading(items, heading)
            candidates = [candidate for block in below for candidate in _find_candidates(block)]
            for item in split_scope(below, self.mark_list_numbers(candidates)):
                if isinstance(item, Block):
                    items.append(item)
                else:
                    position += 1
                    items.append(self.build_measure(item, position, prefix))
        return tuple(items)

    def append_heading(self, items: list[Block | Measure], heading: Block) -> None:
        """Append a third-level heading, or end the series of measures above it if it has no words."""
        last = items[-1] if items else None
        if not is_end_of_series(heading):
            if not heading.text.strip():
                self.report("M006", heading, "标题是空的", "写上标题，或者删去这一行")
            items.append(heading)
        elif isinstance(last, Measure) and not last.ends_series:
            items[-1] = replace(last, ends_series=True)
        else:
            message = "没有字的“###”结束上面的一组措施，可是这上面没有措施"
            self.report("M006", heading, message, "写上标题，或者删去这一行")
            items.append(heading)

    def mark_list_numbers(self, candidates: Sequence[MeasureCandidate]) -> Sequence[MeasureCandidate]:
        """Add the markers of list numbers that a digit follows directly, with a warning for each."""
        texts = [c.first.content.plain if c.whole.kind == "paragraph" else f"{c.ordinal}. " for c in candidates]
        list_numbers = find_list_numbers(texts)
        marked = list(candidates)
        for index, end in list_numbers.ends.items():
            candidate, text = candidates[index], texts[index]
            number, after = text[:end], text[end : end + 6]
            marked[index] = candidate._replace(marker=Marker("1.", int(text[: end - 1]), number, end))
            hint = f"写成“{number} {after}”；如果是小数，把它移到句子中间"
            message = f"“{number}{after}”开头的“{number}”当作序号，不是小数"
            self.report("M009", candidate.first, message, hint)
        for index in list_numbers.unclear:
            text = texts[index]
            length = 1 + len(text) - len(text.lstrip("0123456789"))
            hint = (
                f"是序号的，序号后面空一格：“{text[:length]} {text[length : length + 6]}”；是小数的，把它移到句子中间"
            )
            message = f"“{text[: length + 6]}”开头的数字可能是序号，也可能是小数，当作小数"
            self.report("M009", candidates[index].first, message, hint)
        for text, candidate in zip(texts, candidates, strict=True):
            if starts := find_run_on_items(text):
                hint = "是序号的，每一条另起一段，序号后面空一格；是小数的，不必改"
                message = (
                    f"“{text[starts[0] : starts[0] + 6]}”等 {len(starts)} 处数字可能是序号，也可能是小数，当作小数"
                )
                self.report("M009", candidate.first, message, hint)
        return marked

    def build_measure(self, opened: OpenMeasure, position: int, prefix: str) -> Measure:
        """Build a measure from the paragraph that opens it and the blocks that follow."""
        first, marker, rest = opened
        content = first.content
        end = content.plain.find(STOP, marker.length)
        body = [*rest]
        if end < 0:
            heading, stop = content.part(marker.length), ""
        else:
            heading, stop = content.part(marker.length, end), STOP
            text = content.part(end + 1)
            if text.plain or text.marks:
                body.insert(0, self.build_remainder(first, text))
        last = rest[-1] if rest else first
        span = Span(first.span.line, first.span.column, last.span.end_line, last.span.end_column)
        name, prose = f"{prefix}{position}", tuple(body)
        printed = f"{marker.text} " if marker.family == "1." and heading.plain[:1].isdecimal() else marker.text
        return Measure(name, position, marker.ordinal, printed, heading, stop, prose, span)

    def build_remainder(self, block: Block, text: Text) -> Block:
        """Build a block from the text of an opening paragraph after the stop of its heading, with its own span."""
        line, source = block.span.line, self.lines[block.span.line - self.first_line]
        stop = source.find(STOP, block.span.column - 1)
        while stop < 0 and line < block.span.end_line:
            line, source = line + 1, self.lines[line + 1 - self.first_line]
            stop = source.find(STOP)
        if line < block.span.end_line and not source[stop + 1 :].strip():
            line, source, stop = line + 1, self.lines[line + 1 - self.first_line], -1
        after = source[stop + 1 :]
        column = stop + 2 + len(after) - len(after.lstrip())
        return Block("paragraph", text, Span(line, column, block.span.end_line, block.span.end_column))


def is_end_of_series(block: Block) -> bool:
    """Return whether it is a third-level heading without words, which ends a series of measures."""
    return block.level == 3 and not block.content.plain.strip() and not block.content.marks


def split_scope(blocks: Sequence[Block], candidates: Sequence[MeasureCandidate]) -> Sequence[Block | OpenMeasure]:
    """Split the blocks between two headings: prose before the first measure, then the measures with their blocks."""
    markers = select_measures([candidate.marker for candidate in candidates])
    if not markers:
        return blocks
    items: list[Block | OpenMeasure] = []
    previous: Block | None = None
    for index, candidate in enumerate(candidates):
        marker = markers.get(index)
        if marker:
            items.append(OpenMeasure(candidate.first, marker, [*candidate.rest]))
        elif candidate.whole is previous:  # a further item of a list that is included as a whole
            continue
        elif items and isinstance(items[-1], OpenMeasure):
            items[-1].rest.append(candidate.whole)
        else:
            items.append(candidate.whole)
        previous = candidate.whole
    return items


def _find_candidates(block: Block) -> tuple[MeasureCandidate, ...]:
    """Find what may open a measure in a block: the block itself, or the items of a list."""
    if block.kind == "paragraph":
        return (MeasureCandidate(block, block, match_marker(block.content.plain)),)
    if block.kind == "list" and _is_plain_sequence(block):
        marked = ((item, Marker("1.", item.number, item.marker, 0)) for item in block.items)
        return tuple(MeasureCandidate(block, item.blocks[0], marker, item.blocks[1:]) for item, marker in marked)
    return (MeasureCandidate(block, block, None),)


def _is_plain_sequence(block: Block) -> bool:
    """Return whether it is a list `1. 2.` whose items all begin with a paragraph and have consecutive numbers."""
    if not block.items[0].marker.endswith("."):
        return False
    numbers = [item.number for item in block.items]
    consecutive = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return consecutive and all(item.blocks and item.blocks[0].kind == "paragraph" for item in block.items)


def _split_by_headings(
    blocks: Sequence[Block], level: int
) -> tuple[Sequence[Block], list[tuple[Block, Sequence[Block]]]]:
    """Return the blocks before the first heading of a level, and each such heading with the blocks below it."""
    starts = [index for index, block in enumerate(blocks) if block.level == level]
    if not starts:
        return blocks, []
    ends = [*starts[1:], len(blocks)]
    groups = [(blocks[start], blocks[start + 1 : end]) for start, end in zip(starts, ends, strict=True)]
    return blocks[: starts[0]], groups


def _build_span(heading: Block, blocks: Sequence[Block]) -> Span:
    last = blocks[-1] if blocks else heading
    return Span(heading.span.line, heading.span.column, last.span.end_line, last.span.end_column)
