"""The event stream of a YAML text → nodes. What the format refuses is noted at its place and left out.

Nodes are made with `tuple.__new__`, a quarter of the time of `Scalar(…)`: there are sixty in every front matter.
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
"""Lists and mappings inside each other; the deepest that any key asks for is five."""
QUOTED = "若这是值里的文字，给整个值加上英文单引号，如 '…'"
WIDE = "\u2018-\u201d\u2014\u2026\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
FOLD = lazy_compile(r" *\n *")
SEAM = lazy_compile(rf"(?<=[{WIDE}])\n(?=[{WIDE}])")
HEADER = lazy_compile(r"[|>][0-9+-]*(\s|$)")
HIDDEN = lazy_compile(f"[{CONTROL}]|(?m:^\ufeff)")
"""What a parser stumbles over; a byte order mark where a line begins is skipped by one parser and read by the other."""


class ComposeResult(NamedTuple):
    """What the events of a text come to."""

    root: Node | None
    """As much as was complete before an error; None for a text without content."""
    slips: list[YamlProblem]
    """Lines as in the file."""
    quoted: list[tuple[int, int]]
    """Where, in characters of the text, scalars stand in which a `#` is no comment."""
    error: Exception | None


class OpenContainer:
    """A list or mapping whose end has not been met."""

    __slots__ = ("flow", "items", "keyed", "mark")

    def __init__(self, mark: Any, keyed: bool, flow: bool) -> None:  # noqa: FBT001 - by keyword it takes twice the time
        self.mark = mark
        """Where it begins."""
        self.keyed = keyed
        self.flow = flow
        self.items: list[Node] = []
        """Of a mapping: key, value, key, value …"""


def join_lines(text: str) -> str:
    """Make one line of several: a break between two wide characters is no space."""
    return SEAM.sub("", FOLD.sub("\n", text.strip())).replace("\n", " ")


def compose(text: str, source: EventSource, first_line: int) -> ComposeResult:
    """Read one document; never raises."""
    composer = Composer(text, first_line)
    error: Exception | None = None
    try:
        composer.run(source(text))
    except (yaml.YAMLError, ValueError, OverflowError) as problem:  # the last two: chr() of an escape in PyYAML
        error = problem
    return ComposeResult(composer.finish(broken=error is not None), composer.slips, composer.quoted, error)


class Composer:
    """The containers that are open while events come in, and what was noted on the way."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.first = first_line
        self.slips: list[YamlProblem] = []
        self.quoted: list[tuple[int, int]] = []
        self.stack = [OpenContainer(None, False, False)]  # noqa: FBT003 - as above
        self.documents = 0
        self.stopped = False

    def run(self, parser: Any) -> None:
        """Take events until the stream ends, or the format refuses to go on."""
        get, stack, first, make, usual = parser.get_event, self.stack, self.first, tuple.__new__, yaml.ScalarEvent
        others: dict[type, Callable[[Any], None]] = {
            yaml.SequenceStartEvent: self.open,
            yaml.MappingStartEvent: self.open,
            yaml.SequenceEndEvent: self.close,
            yaml.MappingEndEvent: self.close,
            yaml.AliasEvent: self.alias,
            yaml.DocumentStartEvent: self.begin,
            yaml.DocumentEndEvent: self.end,
        }
        while not self.stopped:
            event = get()
            kind = type(event)
            if kind is usual:  # most of a text, so it is done here
                mark, text, style = event.start_mark, event.value, event.style or ""
                line = mark.line
                if style or line != event.end_mark.line or event.tag is not None or event.anchor is not None:
                    text = self.long_scalar(event, style)
                stack[-1].items.append(make(ScalarNode, (text, line + first, mark.column + 1, style)))
            elif handle := others.get(kind):
                handle(event)
            elif kind is yaml.StreamEndEvent:
                return

    def open(self, event: Any) -> None:
        """Begin a list or mapping."""
        if event.tag is not None or event.anchor is not None:
            self.refuse_marks(event)
        self.stack.append(OpenContainer(event.start_mark, type(event) is yaml.MappingStartEvent, event.flow_style))
        if len(self.stack) > MAX_DEPTH:
            self.stop(event, "Y012", "嵌套太深", "本格式没有这样深的内容，检查缩进和括号")

    def alias(self, event: Any) -> None:
        """Refuse an alias; an empty value stands for it."""
        self.note(event, "Y006", "不能使用 YAML 的别名“*”", QUOTED)
        self.stack[-1].items.append(ScalarNode("", event.start_mark.line + self.first, event.start_mark.column + 1))

    def begin(self, event: Any) -> None:
        """Begin the document, and refuse another."""
        self.documents += 1
        if self.documents > 1:
            self.stop(event, "Y009", "从这里起是第二个 YAML 文档，没有读入", "删去多余的“---”")

    def end(self, event: Any) -> None:
        """End the document, and refuse to be told so."""
        if event.explicit:
            self.stop(event, "Y009", "“...”以下没有读入", "删去“...”这一行")

    def long_scalar(self, event: Any, style: str) -> str:
        """Return the text of a scalar in quotes, or on several lines."""
        self.refuse_marks(event)
        start, end, text = event.start_mark, event.end_mark, str(event.value)
        raw = self.text[start.index : end.index]
        if style:
            self.quoted.append((start.index, end.index))
        if style == '"' and "\\" in raw and len(UNSEEN.findall(text)) > len(UNSEEN.findall(raw)):
            self.note(event, "Y010", "双引号里的反斜杠写出了看不见的字符", "删去这个写法，或改用英文单引号")
            return UNSEEN.sub("", text)
        if style in ("|", ">") and not HEADER.match(raw):
            raise yaml.YAMLError("libyaml lets `>#` pass, PyYAML does not")
        if style == ">":
            return dedent(raw.partition("\n")[2])
        if style == "|" or start.line == end.line or "\n" in text or "\\" in raw:
            return text
        if not style:
            self.note_swallowed_keys(raw, start.line + self.first)
        return join_lines(raw[1:-1].replace("''", "'") if style == "'" else raw.strip('"'))

    def note_swallowed_keys(self, raw: str, line: int) -> None:
        """Notice a line with a slip that was read as the rest of the value above it."""
        for offset, row in enumerate(raw.split("\n")):
            key = row.lstrip(" ")
            found = find_typo(key, line + offset, len(row) - len(key) + 1) if offset and key[:1].isascii() else None
            if found:
                self.slips.append(found)

    def refuse_marks(self, event: Any) -> None:
        """Note an anchor or a tag; the value is read without it."""
        if event.anchor is not None:
            self.note(event, "Y006", "不能使用 YAML 的锚点“&”", QUOTED)
        if event.tag is not None:
            self.note(event, "Y007", "不能使用 YAML 的标签“!”", QUOTED)

    def note(self, event: Any, code: str, message: str, hint: str) -> None:
        """Keep a problem at the beginning of an event."""
        mark = event.start_mark
        self.slips.append(YamlProblem(mark.line + self.first, mark.column + 1, code, message, hint))

    def stop(self, event: Any, code: str, message: str, hint: str) -> None:
        """Keep a problem beyond which there is nothing to read."""
        self.note(event, code, message, hint)
        self.stopped = True

    def close(self, _event: Any = None) -> None:
        """Make a node of the innermost open container and put it where it belongs."""
        done = self.stack.pop()
        line, column = done.mark.line + self.first, done.mark.column + 1
        if done.keyed:
            self.stack[-1].items.append(tuple.__new__(MappingNode, (self.pairs(done.items), line, column)))
        else:
            self.stack[-1].items.append(tuple.__new__(SequenceNode, (tuple(done.items), line, column)))

    def pairs(self, items: list[Node]) -> tuple[tuple[ScalarNode, Node], ...]:
        """Pair keys with values; a key that cannot be one, or stands there already, is noted and left out."""
        kept: dict[str, tuple[ScalarNode, Node]] = {}
        each = iter(items)
        for key, value in zip(each, each, strict=False):  # after an error the last key may have no value
            if not isinstance(key, ScalarNode):
                hint = "键写成普通文字；值里有 {}、[] 时加英文单引号"
                self.slips.append(YamlProblem(key.line, key.column, "Y014", "这里的键不是普通文字", hint))
            elif key.text == "<<" and not key.style:
                message, hint = "不能使用 YAML 的合并键“<<”", "把各个键直接写出来"
                self.slips.append(YamlProblem(key.line, key.column, "Y008", message, hint, key.length))
            elif key.text in kept:
                first = kept[key.text][0]
                message = f"“{key.text}”写了两次：第 {first.line} 行第 {first.column} 列已有"
                self.slips.append(YamlProblem(key.line, key.column, "Y005", message, "两处只留一处", key.length))
            elif isinstance(value, ScalarNode) and not value.text and not value.style:
                kept[key.text] = key, value._replace(line=key.line, column=key.column)
            else:
                kept[key.text] = key, value
        return tuple(kept.values())

    def finish(self, *, broken: bool) -> Node | None:
        """Close what an error left open, leave out the value it stands in, and return the root."""
        while self.stack[-1].flow and self.stack[1:-1]:
            self.stack.pop()
        top = self.stack[-1]
        if broken and top.items:
            del top.items[-2 + len(top.items) % 2 if top.keyed else -1 :]
        while len(self.stack) > 1:
            self.close()
        return next(iter(self.stack[0].items), None)
