"""Redaction of a briefing: words that its front matter takes down are replaced before anything is made of its text."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from taizhou_brief.chinese.characters import ANY_DIGIT, FORMAL_DIGITS, FORMAL_UNITS, NUMBER_CHARACTERS
from taizhou_brief.chinese.invisible import UNSEEN
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic, diagnose
from taizhou_brief.formats.yaml import MappingNode, Node, ScalarNode, SequenceNode
from taizhou_brief.model.block import Block, Span
from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import NO_PLACE, Article, Issue

MARK = "〔已撤下〕"
"""What the briefing has in place of the words; an editor may write it there."""
FILLER = "\ufffc"
"""What hides a character where no column may change; no rule looks at it."""
KEY = "redacted"
UNTOUCHED = frozenset((KEY, "counties", "themes", "sha256"))
"""Keys whose values are no words of the briefing: they are names of the settings, or name the words themselves."""
REST = "F033"
"""Code of words that are left somewhere else."""
WIDER = 0xFEE0
"""Difference of the codes of a character of ASCII and of its wide form."""
_DIGITS = f"{ANY_DIGIT}{NUMBER_CHARACTERS}{FORMAL_DIGITS}{FORMAL_UNITS}"
_NUMBER = lazy_compile(f"[{_DIGITS}](?:[{_DIGITS}]|分之|(?<=[{ANY_DIGIT}])[.,．，:：/](?=[{ANY_DIGIT}]))*[%％‰]?")
_MARKUP = lazy_compile(r"[\s*_`\\]")


@dataclass(frozen=True, slots=True)
class RedactionOrder:
    """Words to take down, as an entry of `redacted` gives them; only the reader of the file has them."""

    at: Address
    """`NO_PLACE` for the whole issue."""
    words: str
    """Empty if the file has `MARK` in their place."""
    line: int
    column: int

    def report(self, path: str, code: str, message: str, hint: str) -> Diagnostic:
        """Return a problem at the entry; no message has the words, because messages are remembered."""
        return diagnose(path, self.line, self.column, code, message, hint)


class TextEdit(NamedTuple):
    """Replaced part of a line: columns from 0 before and after, the ends exclusive."""

    start: int
    end: int
    new_start: int
    new_end: int


Edits: TypeAlias = dict[int, list[TextEdit]]
"""Edits by line of the file, in the order of the line."""


@dataclass(frozen=True, slots=True)
class RedactedBody:
    """Body without the words, of as many lines, with the edits that lead back to the columns of the file."""

    text: str
    edits: Edits
    diagnostics: tuple[Diagnostic, ...]


class BodyPlace(NamedTuple):
    """Where the lines of a body are: its file, its first line there, and the offset of each line."""

    path: str
    first_line: int
    starts: Sequence[int]

    def find(self, offset: int) -> tuple[int, int]:
        """Return the line in the file of an offset, and its column, both from 1."""
        row = bisect(self.starts, offset) - 1
        return self.first_line + row, offset - self.starts[row] + 1


def match_words(words: str) -> re.Pattern[str]:
    """Return the expression for words, wherever lines break or unseen characters are in them, in either width."""
    between = rf"(?:\s|{UNSEEN.pattern})*"
    return re.compile(between.join(map(_match_character, UNSEEN.sub("", re.sub(r"\s", "", words)))))


def _match_character(character: str) -> str:
    """Return the expression for a character: one of ASCII may be as wide as a Han character."""
    narrow = chr(ord(character) - WIDER) if "！" <= character <= "～" else character
    return f"[{re.escape(narrow)}{chr(ord(narrow) + WIDER)}]" if "!" <= narrow <= "~" else re.escape(narrow)


def hide_words(text: str, orders: Iterable[RedactionOrder], filler: str = FILLER) -> str:
    """Replace every character of the words by a filler, so that no line or column changes."""
    for order in orders:
        if order.words:
            text = match_words(order.words).sub(lambda match: re.sub(r"\S", filler, match[0]), text)
    return text


def redact_message(diagnostic: Diagnostic, orders: Iterable[RedactionOrder]) -> Diagnostic:
    """Return a diagnostic that does not quote the words."""
    message, hint = diagnostic.message, diagnostic.hint
    for order in orders:
        if order.words:
            pattern = match_words(order.words)
            message, hint = pattern.sub(MARK, message), pattern.sub(MARK, hint)
    return replace(diagnostic, message=message, hint=hint)


# --- front matter ----------------------------------------------------------------------------------------------------
def redact_front_matter(mapping: MappingNode, orders: Sequence[RedactionOrder]) -> MappingNode:
    """Return the front matter without the words: those of the whole issue, of an article's entry, of a correction."""
    orders = [order for order in orders if order.words]
    everywhere = [match_words(order.words) for order in orders if order.at == NO_PLACE]
    pairs = []
    for name, value in mapping.pairs:
        node = _redact_node(name.text, value, everywhere)
        if name.text == "articles" and isinstance(node, SequenceNode):
            places = (Address(index) for index in range(1, len(node.items) + 1))
            node = _redact_items(node, places, orders)
        elif name.text == "errata" and isinstance(node, SequenceNode):
            node = _redact_items(node, map(_read_place, node.items), orders)
        elif name.text == KEY:
            node = _redact_reasons(node, [match_words(order.words) for order in orders])
        pairs.append((name, node))
    return mapping._replace(pairs=tuple(pairs))


def _redact_items(node: SequenceNode, places: Iterable[Address], orders: Sequence[RedactionOrder]) -> SequenceNode:
    """Redact each item, which is at a place, by the orders for it or for its whole article."""
    items = []
    for item, place in zip(node.items, places, strict=True):
        wider = (place, Address(place.article))
        items.append(_redact_node("", item, [match_words(order.words) for order in orders if order.at in wider]))
    return node._replace(items=tuple(items))


def _read_place(node: Node) -> Address:
    """Return the place of a correction; `NO_PLACE` if it has no readable one."""
    pairs = node.pairs if isinstance(node, MappingNode) else ()
    texts = (value.text for name, value in pairs if name.text == "at" and isinstance(value, ScalarNode))
    return Address.parse(next(texts, "")) or NO_PLACE


def _redact_reasons(node: Node, patterns: Sequence[re.Pattern[str]]) -> Node:
    """Redact the reasons of the entries of `redacted`, which pages print, whatever their places are."""
    if isinstance(node, SequenceNode):
        return node._replace(items=tuple(_redact_reasons(item, patterns) for item in node.items))
    if not isinstance(node, MappingNode):
        return node
    pairs = ((key, _redact_node("", value, patterns) if key.text == "reason" else value) for key, value in node.pairs)
    return node._replace(pairs=tuple(pairs))


def _redact_node(name: str, node: Node, patterns: Sequence[re.Pattern[str]]) -> Node:
    if name in UNTOUCHED or not patterns:
        return node
    if isinstance(node, MappingNode):
        return node._replace(pairs=tuple((key, _redact_node(key.text, value, patterns)) for key, value in node.pairs))
    if isinstance(node, SequenceNode):
        return node._replace(items=tuple(_redact_node(name, item, patterns) for item in node.items))
    text = node.text
    for pattern in patterns:
        text = pattern.sub(MARK, text)
    return node._replace(text=text)


def iter_scalars(mapping: MappingNode) -> Iterator[ScalarNode]:
    """Yield the values of a front matter but those of `redacted`."""
    nodes: list[Node] = [value for name, value in reversed(mapping.pairs) if name.text != KEY]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ScalarNode):
            yield node
        elif isinstance(node, SequenceNode):
            nodes += reversed(node.items)
        else:
            nodes += [value for _, value in reversed(node.pairs)]


# --- body ------------------------------------------------------------------------------------------------------------
def redact_body(  # noqa: PLR0913, PLR0917  # the body, its place in the file, and what is known of it
    body: str,
    first_line: int,
    articles: Sequence[Article],
    orders: Sequence[RedactionOrder],
    path: str,
    front: MappingNode,
) -> RedactedBody:
    """Replace the words of a body; words that only the front matter has are not missing."""
    starts = [0, *accumulate(len(line) + 1 for line in body.split("\n"))]
    spans: list[tuple[int, int]] = []
    problems: list[Diagnostic] = []
    for order in orders:
        lines = find_lines(order.at, articles, first_line, first_line + len(starts) - 2)
        if lines is None:
            hint = "at 写第几篇/第几节第几条，如 3/s1m2；整篇只写篇，如 3；整期都要撤下的，不写 at"
            problems.append(order.report(path, "F032", f"没有 {order.at} 这个地方", hint))
            continue
        start, end = starts[lines[0] - first_line], min(len(body), starts[lines[1] - first_line + 1])
        matches = [match.span() for match in match_words(order.words or MARK).finditer(body, start, end)]
        if not matches and not _is_in_front(front, order):
            problems.append(_report_absent(order, path))
        spans += matches if order.words else ()
    merged = merge_spans(spans)
    place = BodyPlace(path, first_line, starts)
    problems += _find_cut_numbers(body, place, merged)
    problems += _find_rest(body, place, merged, orders)
    text, edits = _replace_spans(body, place, merged)
    return RedactedBody(text, edits, tuple(problems))


def _is_in_front(front: MappingNode, order: RedactionOrder) -> bool:
    """Return whether the front matter has the words of an order, or the mark in place of them."""
    if order.words:
        front = front._replace(pairs=tuple(pair for pair in front.pairs if pair[0].text != KEY))
        return redact_front_matter(front, (order,)) != front
    return order.at == NO_PLACE and any(MARK in node.text for node in iter_scalars(front))


def find_lines(at: Address, articles: Sequence[Article], first: int, last: int) -> tuple[int, int] | None:
    """Return the first and last line of a place, of an article up to the next one; None if there is no such place."""
    if at == NO_PLACE:
        return first, last
    index = at.article - 1
    if index >= len(articles):
        return None
    if at.measure:
        measure = next((measure for measure in articles[index].measures if measure.id == at.measure), None)
        return (measure.span.line, measure.span.end_line) if measure else None
    below = articles[index + 1 : index + 2]
    return articles[index].span.line, below[0].span.line - 1 if below else last


def merge_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, those that touch or overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _replace_spans(body: str, place: BodyPlace, spans: Sequence[tuple[int, int]]) -> tuple[str, Edits]:
    """Return the body with `MARK` for each span, as many lines as before, and the edits."""
    parts, position, edits = list[str](), 0, Edits()
    for start, end in spans:
        parts += (body[position:start], MARK, "\n" * body.count("\n", start, end))
        position = end
        (line, column), (last, end_column) = place.find(start), place.find(end)
        before = edits.setdefault(line, [])
        shift = before[-1].new_end - before[-1].end if before else 0
        row = line - place.first_line
        stop = end_column if last == line else place.starts[row + 1] - place.starts[row]
        new = column - 1 + shift
        before.append(TextEdit(column - 1, stop - 1, new, new + len(MARK)))
        if last > line:
            edits[last] = [TextEdit(0, end_column - 1, 0, 0)]
    return "".join([*parts, body[position:]]), edits


def restore_column(diagnostic: Diagnostic, edits: Edits) -> Diagnostic:
    """Return a diagnostic about the redacted text at the column of the file."""
    column = diagnostic.column - 1
    for edit in reversed(edits.get(diagnostic.line, ())):
        if column >= edit.new_end:
            return replace(diagnostic, column=column - edit.new_end + edit.end + 1)
        if column >= edit.new_start:
            return replace(diagnostic, column=edit.start + 1, length=1)
    return diagnostic


def _report_absent(order: RedactionOrder, path: str) -> Diagnostic:
    if not order.words:
        message = f"这一条没有写 text，可是那里没有“{MARK}”"
        return order.report(path, "F032", message, f"写上 text；文件里的字已经删去的，在原处写“{MARK}”")
    hint = "照文件里写的写，一字不差，字中间有 ** 等记号的连记号一起写；已经删去的，不写 text"
    return order.report(path, "F032", "text 写的字，那里没有", hint)


def _find_cut_numbers(body: str, place: BodyPlace, spans: Iterable[tuple[int, int]]) -> Iterator[Diagnostic]:
    """Report spans that begin or end inside a number: what is left of it would be another number."""
    message = "撤下的字把一个数字切成了两截，剩下的会成为另一个数字"
    hint = "把整个数字连同“%”“万”写进 text；不是数字的，把前后的字也写进去"
    for start, end in spans:
        if is_inside_number(body, start) or is_inside_number(body, end):
            yield diagnose(place.path, *place.find(start), "F034", message, hint)


def is_inside_number(text: str, offset: int) -> bool:
    """Return whether the characters on both sides of an offset belong to one number."""
    start, end = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
    numbers = _NUMBER.finditer(text, start, end if end >= 0 else len(text))
    return any(number.start() < offset < number.end() for number in numbers)


def _find_rest(
    body: str, place: BodyPlace, spans: Sequence[tuple[int, int]], orders: Iterable[RedactionOrder]
) -> Iterator[Diagnostic]:
    """Report the words where the body still has them."""
    for order in orders:
        for match in match_words(order.words).finditer(body) if order.words else ():
            if not any(start <= match.start() and match.end() <= end for start, end in spans):
                yield report_rest(order, place.path, *place.find(match.start()))


def report_rest(order: RedactionOrder, path: str, line: int, column: int) -> Diagnostic:
    """Return the warning that words are still at a place."""
    message = f"第{order.line}行要撤下的字，这里还有"
    return diagnose(path, line, column, REST, message, "也要撤下的，再写一条；整期都要撤下的，删去那一条的 at")


def find_front_rest(mapping: MappingNode, orders: Iterable[RedactionOrder], path: str) -> Iterator[Diagnostic]:
    """Report the words where the front matter still has them."""
    for order in orders:
        if order.words:
            pattern = match_words(order.words)
            nodes = (node for node in iter_scalars(mapping) if pattern.search(node.text))
            yield from (report_rest(order, path, node.line, node.column) for node in nodes)


def find_marked_rest(
    issue: Issue, orders: Iterable[RedactionOrder], reported: Iterable[Diagnostic]
) -> Iterator[Diagnostic]:
    """Report words that markup interrupts: they are not in the text of the file, but on the page.

    That is an error where they are to be taken down.
    """
    lines = {problem.line for problem in reported if problem.code == REST}
    patterns = [(order, match_words(words)) for order in orders if (words := _MARKUP.sub("", order.words))]
    for text, place, span in _list_texts(issue):
        for order, pattern in patterns:
            if not pattern.search(text):
                continue
            if order.at in {NO_PLACE, Address(place.article), place}:
                message, hint = "要撤下的字，这里中间有 ** 等记号，没有撤下", "照这里的写法另写一条，连记号一起写"
                yield diagnose(issue.path, span.line, span.column, "F032", message, hint)
            elif lines.isdisjoint(range(span.line, span.end_line + 1)):
                yield report_rest(order, issue.path, span.line, span.column)


def _list_texts(issue: Issue) -> Iterator[tuple[str, Address, Span]]:
    """Yield what pages show of the texts of an issue, with their addresses and spans."""
    for block in issue.editor_note:
        yield block.text, NO_PLACE, block.span
    for article in issue.articles:
        at = Address(article.index)
        items = [*article.lead, *article.items, *(item for section in article.sections for item in section.items)]
        for item in items:
            if isinstance(item, Block):
                yield item.text, at, item.span
            else:
                words = f"{item.marker}{item.heading}{item.stop}{item.text}"
                yield words, Address(article.index, item.id), item.span
        yield from ((section.title, at, section.span) for section in article.sections)
        yield from ((note.text, at, note.blocks[0].span) for note in article.notes if note.blocks)


def compare_addresses(
    before: Iterable[Article], issue: Issue, orders: Sequence[RedactionOrder]
) -> Iterator[Diagnostic]:
    """Report that the words contain what makes an address: a marker, or the sign of a heading."""
    if list_addresses(before) != list_addresses(issue.articles):
        message = "撤下这些字，会改变这一期各条措施的地址"
        hint = "text 里不要写“一是”“（一）”这样的序号和“#”；整段撤下的，序号留着"
        yield orders[0].report(issue.path, "F034", message, hint)


def list_addresses(articles: Iterable[Article]) -> list[tuple[str, ...]]:
    """Return the addresses that each article has: those of its sections and measures."""
    return [
        (*(section.id for section in article.sections), *(measure.id for measure in article.measures))
        for article in articles
    ]
