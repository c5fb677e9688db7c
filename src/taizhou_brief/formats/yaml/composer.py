"""Composer of nodes from the events of a YAML text. What the format refuses is reported at its position and left out.

Nodes are created with `tuple.__new__`, in a quarter of the time of `ScalarNode(…)`: there are sixty in every front
matter.
"""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent
from typing import Any, NamedTuple

import yaml

from taizhou_brief.chinese.invisible import CONTROL, UNSEEN
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.formats.yaml.event_sources import EventSource
from taizhou_brief.formats.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from taizhou_brief.formats.yaml.typos import YamlProblem, find_typo

MAX_DEPTH = 8
"""The deepest nesting of lists and mappings; no key needs more than five levels."""
QUOTE_VALUE_HINT = "若这是值里的文字，给整个值加上英文单引号，如 '…'"
WIDE_RANGES = "\u2018-\u201d\u2014\u2026\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
LINE_BREAK = lazy_compile(r" *\n *")
WIDE_LINE_BREAK = lazy_compile(rf"(?<=[{WIDE_RANGES}])\n(?=[{WIDE_RANGES}])")
BLOCK_HEADER = lazy_compile(r"[|>][0-9+-]*(\s|$)")
UNPARSABLE_CHAR = lazy_compile(f"[{CONTROL}]|(?m:^\ufeff)")
"""Characters that parsers reject, and byte order marks at line starts, which one parser skips and the other reads."""


class ComposeResult(NamedTuple):
    """The nodes and problems that the events of a text gave."""

    root: Node | None
    """What was complete before an error; None for a text without content."""
    problems: list[YamlProblem]
    """The problems found, with lines as in the file."""
    quoted: list[tuple[int, int]]
    """Spans, in characters of the text, of quoted and block scalars, in which a `#` does not begin a comment."""
    error: Exception | None
    """The exception that stopped the parser."""


class OpenContainer:
    """A list or mapping whose end event has not come yet."""

    __slots__ = ("is_flow", "is_mapping", "items", "mark")

    def __init__(self, mark: Any, is_mapping: bool, is_flow: bool) -> None:  # noqa: FBT001 - twice as slow by keyword
        self.mark = mark
        """The position of its beginning."""
        self.is_mapping = is_mapping
        self.is_flow = is_flow
        self.items: list[Node] = []
        """The items of a list; of a mapping: key, value, key, value …"""


def join_lines(text: str) -> str:
    """Join lines with spaces, but without a space between two wide characters."""
    return WIDE_LINE_BREAK.sub("", LINE_BREAK.sub("\n", text.strip())).replace("\n", " ")


def compose(text: str, source: EventSource, first_line: int) -> ComposeResult:
    """Compose the nodes of one document; a parser's exception is returned, not raised."""
    composer = Composer(text, first_line)
    error: Exception | None = None
    try:
        composer.run(source(text))
    except (yaml.YAMLError, ValueError, OverflowError) as exception:  # the last two: chr() of an escape in PyYAML
        error = exception
    return ComposeResult(composer.finish(broken=error is not None), composer.problems, composer.quoted, error)


class Composer:
    """The open containers while events are processed, and the problems found so far."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.first_line = first_line
        self.problems: list[YamlProblem] = []
        self.quoted: list[tuple[int, int]] = []
        self.stack = [OpenContainer(None, False, False)]  # noqa: FBT003 - as above
        self.documents = 0
        self.stopped = False

    def run(self, parser: Any) -> None:
        """Process events until the stream ends or something stops the composer."""
        get_event, stack, first_line = parser.get_event, self.stack, self.first_line
        new_tuple, scalar_event = tuple.__new__, yaml.ScalarEvent
        handlers: dict[type, Callable[[Any], None]] = {
            yaml.SequenceStartEvent: self.open_container,
            yaml.MappingStartEvent: self.open_container,
            yaml.SequenceEndEvent: self.close_container,
            yaml.MappingEndEvent: self.close_container,
            yaml.AliasEvent: self.refuse_alias,
            yaml.DocumentStartEvent: self.start_document,
            yaml.DocumentEndEvent: self.end_document,
        }
        while not self.stopped:
            event = get_event()
            event_type = type(event)
            if event_type is scalar_event:  # handled inline for speed: most events are scalars
                mark, text, style = event.start_mark, event.value, event.style or ""
                line = mark.line
                if style or line != event.end_mark.line or event.tag is not None or event.anchor is not None:
                    text = self.read_long_scalar(event, style)
                stack[-1].items.append(new_tuple(ScalarNode, (text, line + first_line, mark.column + 1, style)))
            elif handle := handlers.get(event_type):
                handle(event)
            elif event_type is yaml.StreamEndEvent:
                return

    def open_container(self, event: Any) -> None:
        """Begin a list or mapping."""
        if event.tag is not None or event.anchor is not None:
            self.refuse_properties(event)
        self.stack.append(OpenContainer(event.start_mark, type(event) is yaml.MappingStartEvent, event.flow_style))
        if len(self.stack) > MAX_DEPTH:
            self.stop(event, "Y012", "嵌套太深", "本格式没有这样深的内容，检查缩进和括号")

    def refuse_alias(self, event: Any) -> None:
        """Report an alias and replace it by an empty value."""
        self.report(event, "Y006", "不能使用 YAML 的别名“*”", QUOTE_VALUE_HINT)
        mark = event.start_mark
        self.stack[-1].items.append(ScalarNode("", mark.line + self.first_line, mark.column + 1))

    def start_document(self, event: Any) -> None:
        """Begin the document; refuse a second one."""
        self.documents += 1
        if self.documents > 1:
            self.stop(event, "Y009", "从这里起是第二个 YAML 文档，没有读入", "删去多余的“---”")

    def end_document(self, event: Any) -> None:
        """End the document; refuse an explicit end marker."""
        if event.explicit:
            self.stop(event, "Y009", "“...”以下没有读入", "删去“...”这一行")

    def read_long_scalar(self, event: Any, style: str) -> str:
        """Return the text of a scalar that is quoted, has several lines, or has a tag or anchor."""
        self.refuse_properties(event)
        start, end, text = event.start_mark, event.end_mark, str(event.value)
        raw = self.text[start.index : end.index]
        if style:
            self.quoted.append((start.index, end.index))
        if style == '"' and "\\" in raw and len(UNSEEN.findall(text)) > len(UNSEEN.findall(raw)):
            self.report(event, "Y010", "双引号里的反斜杠写出了看不见的字符", "删去这个写法，或改用英文单引号")
            return UNSEEN.sub("", text)
        if style in ("|", ">") and not BLOCK_HEADER.match(raw):
            raise yaml.YAMLError("libyaml lets `>#` pass, PyYAML does not")
        if style == ">":
            return dedent(raw.partition("\n")[2])
        if style == "|" or start.line == end.line or "\n" in text or "\\" in raw:
            return text
        if not style:
            self.report_swallowed_keys(raw, start.line + self.first_line)
        return join_lines(raw[1:-1].replace("''", "'") if style == "'" else raw.strip('"'))

    def report_swallowed_keys(self, raw: str, line: int) -> None:
        """Report lines with a typing error that were read as continuations of the value above them."""
        for offset, row in enumerate(raw.split("\n")):
            key = row.lstrip(" ")
            typo = find_typo(key, line + offset, len(row) - len(key) + 1) if offset and key[:1].isascii() else None
            if typo:
                self.problems.append(typo)

    def refuse_properties(self, event: Any) -> None:
        """Report an anchor or a tag; the value is read without it."""
        if event.anchor is not None:
            self.report(event, "Y006", "不能使用 YAML 的锚点“&”", QUOTE_VALUE_HINT)
        if event.tag is not None:
            self.report(event, "Y007", "不能使用 YAML 的标签“!”", QUOTE_VALUE_HINT)

    def report(self, event: Any, code: str, message: str, hint: str) -> None:
        """Add a problem at the beginning of an event."""
        mark = event.start_mark
        self.problems.append(YamlProblem(mark.line + self.first_line, mark.column + 1, code, message, hint))

    def stop(self, event: Any, code: str, message: str, hint: str) -> None:
        """Report a problem and stop: nothing after it is read."""
        self.report(event, code, message, hint)
        self.stopped = True

    def close_container(self, _event: Any = None) -> None:
        """Turn the innermost open container into a node and add it to the container around it."""
        closed = self.stack.pop()
        line, column = closed.mark.line + self.first_line, closed.mark.column + 1
        if closed.is_mapping:
            self.stack[-1].items.append(tuple.__new__(MappingNode, (self.pair_items(closed.items), line, column)))
        else:
            self.stack[-1].items.append(tuple.__new__(SequenceNode, (tuple(closed.items), line, column)))

    def pair_items(self, items: list[Node]) -> tuple[tuple[ScalarNode, Node], ...]:
        """Pair keys with values; an invalid or duplicate key is reported and left out."""
        pairs: dict[str, tuple[ScalarNode, Node]] = {}
        remaining = iter(items)
        for key, value in zip(remaining, remaining, strict=False):  # after an error the last key may have no value
            if not isinstance(key, ScalarNode):
                hint = "键写成普通文字；值里有 {}、[] 时加英文单引号"
                self.problems.append(YamlProblem(key.line, key.column, "Y014", "这里的键不是普通文字", hint))
            elif key.text == "<<" and not key.style:
                message, hint = "不能使用 YAML 的合并键“<<”", "把各个键直接写出来"
                self.problems.append(YamlProblem(key.line, key.column, "Y008", message, hint, key.length))
            elif key.text in pairs:
                first = pairs[key.text][0]
                message = f"“{key.text}”写了两次：第 {first.line} 行第 {first.column} 列已有"
                self.problems.append(YamlProblem(key.line, key.column, "Y005", message, "两处只留一处", key.length))
            elif isinstance(value, ScalarNode) and not value.text and not value.style:
                pairs[key.text] = key, value._replace(line=key.line, column=key.column)
            else:
                pairs[key.text] = key, value
        return tuple(pairs.values())

    def finish(self, *, broken: bool) -> Node | None:
        """Close what an error left open, drop the value that contains the error, and return the root."""
        while self.stack[-1].is_flow and self.stack[1:-1]:
            self.stack.pop()
        innermost = self.stack[-1]
        if broken and innermost.items:
            del innermost.items[-2 + len(innermost.items) % 2 if innermost.is_mapping else -1 :]
        while len(self.stack) > 1:
            self.close_container()
        return next(iter(self.stack[0].items), None)
