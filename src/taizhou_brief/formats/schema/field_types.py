"""The kinds of value a key can take: each converts a node or says what is wrong with it, and knows its JSON Schema."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from taizhou_brief.chinese import characters
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.formats.schema.problems import ProblemCollector
from taizhou_brief.formats.undecided import BLANK
from taizhou_brief.formats.yaml import Node, ScalarNode, SequenceNode, join_lines

LONGEST_NUMBER = 12
LONGEST_TEXT_OF_DIGITS = 64
SCALARS = ("string", "number", "boolean")
"""What a YAML reader that guesses types may make of a text, in the words of JSON Schema."""
DATE = lazy_compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
LOOSE_DATE = lazy_compile(r"([0-9]{4})\s*[-/.年—–－]\s*([0-9]{1,2})\s*[-/.月—–－]\s*([0-9]{1,2})\s*日?(?:[ T].*)?")
WIDE_COMMA = lazy_compile("[，、；;]|,(?! )")
SIMPLE_NAME = lazy_compile("[\u4e00-\u9fff]+")
"""A name with which nothing can be wrong: most are."""
WIDE_BRACKETS = lazy_compile(r"[［【〔｛].*[］】〕｝]|\[.*[］】〕]|[［【〔].*\]", re.DOTALL)


class FieldType(Protocol):
    """A kind of value."""

    def read(self, node: Node, report: ProblemCollector) -> Any:
        """Return the value, or None where it cannot be read and the report says why."""

    def schema(self) -> dict[str, Any]:
        """Describe the value as JSON Schema does."""


def without_value(kind: FieldType) -> str:
    """What to do about a key of this kind that has no value and need not have one."""
    may_be_empty = isinstance(kind, ListField) and not kind.least
    return "补上值；没有的，写 [] 或删去这一行" if may_be_empty else "补上值，或删去这一行"


@dataclass(frozen=True, slots=True)
class TextField:
    """One line of text, in NFC, without blanks around it."""

    pattern: str = ""
    """What all of it must match."""
    form: str = ""
    """The same for people: `六位数字`."""

    def read(self, node: Node, report: ProblemCollector) -> str | None:
        """Return the text as it stands."""
        if not isinstance(node, ScalarNode):
            report.shape(node, "一行文字")
            return None
        if node.empty:
            report.nothing(node, "这里", "补上值，或删去这一项")
            return None
        text = unicodedata.normalize("NFC", node.text).strip()
        if "\n" in text:
            if node.style != ">":
                report.error("10", node, "这个值应写在一行里", "把几行并成一行")
            text = join_lines(text)
        if self.pattern and not re.fullmatch(self.pattern, text):
            report.error("09", node, f"“{shorten_value(text)}”不合要求", f"应为：{self.form}")
            return None
        return text

    def schema(self) -> dict[str, Any]:
        """Allow what a YAML reader takes for a number or a truth as well, where it can be one."""
        if not self.pattern:
            return {"type": [*SCALARS], "minLength": 1}
        numeric = any(re.fullmatch(self.pattern, "1" * length) for length in range(1, LONGEST_TEXT_OF_DIGITS + 1))
        return {"type": ["string", "number"] if numeric else "string", "pattern": f"^(?:{self.pattern})$"}


@dataclass(frozen=True, slots=True)
class NameField:
    """The name of one thing, kept with its place; a mark between names means that a list was meant."""

    text: TextField = field(default_factory=TextField)

    def read(self, node: Node, report: ProblemCollector) -> ScalarNode | None:
        """Return the node with the name as its text."""
        if isinstance(node, ScalarNode) and not self.text.pattern and SIMPLE_NAME.fullmatch(node.text):
            return node
        text = self.text.read(node, report)
        if text is None or not isinstance(node, ScalarNode):
            return None
        mark = WIDE_COMMA.search(text)
        if mark:
            shift = 0 if node.block else max(0, node.text.find(mark[0])) + len(node.style)
            wrong = "全角逗号" if mark[0] == "，" else f"“{mark[0]}”"
            hint = "各项之间用半角逗号加空格，如 [甲, 乙]"
            report.error("11", node, f"列表里用了{wrong}，几项被当成了一项", hint, shift)
            return None
        return node if text == node.text else node._replace(text=text)

    def schema(self) -> dict[str, Any]:
        """Text without a mark between names."""
        return self.text.schema() if self.text.pattern else {"type": [*SCALARS], "pattern": "^(?:[^，、；;,]|, )+$"}


@dataclass(frozen=True, slots=True)
class MarkdownField:
    """Prose over any number of lines; the value is the text and the line of the file it begins on."""

    def read(self, node: Node, report: ProblemCollector) -> tuple[str, int] | None:
        """Return the text, its line ends kept, and its line."""
        if not isinstance(node, ScalarNode):
            report.shape(node, "一段文字")
            return None
        return unicodedata.normalize("NFC", node.text).rstrip(), node.line + node.block

    def schema(self) -> dict[str, Any]:
        """Any text but an empty one."""
        return {"type": [*SCALARS], "minLength": 1}


@dataclass(frozen=True, slots=True)
class IntegerField:
    """A whole number; leading zeros and full-width digits are fine, and it is never octal."""

    low: int
    high: int

    def read(self, node: Node, report: ProblemCollector) -> int | None:
        """Return the number."""
        if not isinstance(node, ScalarNode):
            report.shape(node, "一个整数")
            return None
        text = node.text.strip().translate(characters.HALF_WIDTH_DIGITS)
        if not (text.isascii() and text.isdigit()) or len(text) > LONGEST_NUMBER:
            report.error("05", node, f"“{shorten_value(text)}”不是整数", f"只写阿拉伯数字，如 {guess_number(text)}")
            return None
        number = int(text)
        if not self.low <= number <= self.high:
            report.error("05", node, f"{number} 超出范围", f"应在 {self.low} 到 {self.high} 之间")
            return None
        return number

    def schema(self) -> dict[str, Any]:
        """Allow digits as text, for what a YAML reader takes for text."""
        number = {"type": "integer", "minimum": self.low, "maximum": self.high}
        digits = f"^[0０]*[0-9０-９]{{1,{len(str(self.high))}}}$"
        return {"anyOf": [number, {"type": "string", "pattern": digits}]}


@dataclass(frozen=True, slots=True)
class BooleanField:
    """Yes or no, and only as `true` or `false`."""

    def read(self, node: Node, report: ProblemCollector) -> bool | None:
        """Return the truth."""
        if isinstance(node, ScalarNode) and node.text in ("true", "false"):
            return node.text == "true"
        if not isinstance(node, ScalarNode):
            report.shape(node, "true 或 false")
            return None
        word = node.text.strip().lower()
        meant = "true" if word in ("true", "yes", "y", "on", "1", "是") else "false" if word in ("false", "否") else ""
        hint = f"改为 {meant}" if meant else "是写 true，否写 false（或删去这一行）"
        report.error("06", node, f"“{shorten_value(node.text)}”不是 true 或 false", hint)
        return None

    def schema(self) -> dict[str, Any]:
        """A boolean, or its word in quotes."""
        return {"enum": [True, False, "true", "false"]}


@dataclass(frozen=True, slots=True)
class DateField:
    """A day that there was or will be, as `YYYY-MM-DD`."""

    first: int
    last: int
    """The years it must lie in."""

    def read(self, node: Node, report: ProblemCollector) -> date | None:
        """Return the day."""
        if not isinstance(node, ScalarNode):
            report.shape(node, "一个日期")
            return None
        text = node.text.strip().translate(characters.HALF_WIDTH_DIGITS)
        match = DATE.fullmatch(text)
        if not match:
            loose = LOOSE_DATE.fullmatch(text)
            hint = f"写成 {loose[1]}-{loose[2]:0>2}-{loose[3]:0>2}" if loose else "写成 YYYY-MM-DD，如 2021-12-01"
            report.error("07", node, f"“{shorten_value(text)}”不是规定的日期写法", hint)
            return None
        try:
            day = date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            report.error("07", node, f"没有 {text} 这一天", "核对年、月、日")
            return None
        if not self.first <= day.year <= self.last:
            report.error("07", node, f"{day.year} 年不像是简报的年份", f"年份应在 {self.first} 到 {self.last} 之间")
            return None
        return day

    def schema(self) -> dict[str, Any]:
        """A date as text."""
        return {"type": "string", "pattern": "^[0-9０-９]{4}-[0-9０-９]{2}-[0-9０-９]{2}$"}


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of a few words."""

    options: tuple[str, ...]

    def read(self, node: Node, report: ProblemCollector) -> str | None:
        """Return the word."""
        if isinstance(node, ScalarNode) and node.text.strip() in self.options:
            return node.text.strip()
        if isinstance(node, ScalarNode):
            report.error(
                "08", node, f"“{shorten_value(node.text)}”不在可选的值里", f"可以写：{'、'.join(self.options)}"
            )
        else:
            report.shape(node, "一个词")
        return None

    def schema(self) -> dict[str, Any]:
        """An enumeration; a year also as the number that a YAML reader takes it for."""
        return {"enum": [*self.options, *(int(option) for option in self.options if option.isdecimal())]}


@dataclass(frozen=True, slots=True)
class ListField:
    """Several values of one kind; a list with one value may be written as that value."""

    kind: FieldType
    least: int = 0
    most: int = 9999

    def read(self, node: Node, report: ProblemCollector) -> tuple[Any, ...] | None:
        """Return the values that could be read."""
        if isinstance(node, SequenceNode):
            items = node.items
        elif (
            isinstance(node, ScalarNode)
            and not node.style
            and node.text != BLANK
            and WIDE_BRACKETS.fullmatch(node.text)
        ):
            report.error("11", node, "列表用了全角括号，没有被当成列表", "改为半角：[甲, 乙]")
            return None
        else:
            items = (node,)
        if not self.least <= len(items) <= self.most and (report.whole or len(items) > self.most):
            wanted = f"{self.least} 项" if self.least == self.most else f"至少 {self.least} 项"
            report.error("12", node, f"这里写了 {len(items)} 项", f"应写{wanted}")
        read = self.kind.read
        values = [read(item, report) for item in items]
        return tuple([value for value in values if value is not None])

    def schema(self) -> dict[str, Any]:
        """One value or a list of them."""
        item = self.kind.schema()
        several: dict[str, Any] = {"type": "array", "items": item}
        if self.least:
            several["minItems"] = self.least
        if self.least == self.most:
            return {**several, "maxItems": self.most}
        return {"anyOf": [item, several]}


def guess_number(text: str) -> int:
    """Find the number that was probably meant: 7 in `第7期` and in `第七期`."""
    digits, numeral = re.search("[0-9]{1,9}", text), re.search(f"{characters.NUMERAL}+", text)
    return int(digits[0]) if digits else (numeral and characters.parse_chinese_numeral(numeral[0])) or 7


def shorten_value(text: str, longest: int = 20) -> str:
    """Shorten a value for a message, which stands on one line."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest]}…"
