"""Types of field values: each converts a node or reports what is wrong with it, and describes itself as JSON Schema."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from taizhou_brief.chinese import characters
from taizhou_brief.chinese.characters import ANY_DIGIT
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.formats.schema.problems import ProblemCollector
from taizhou_brief.formats.undecided import BLANK
from taizhou_brief.formats.yaml import MappingNode, Node, ScalarNode, SequenceNode, join_lines

MAX_NUMBER_LENGTH = 12
MAX_DIGITS_LENGTH = 64
"""Longest text of digits that a pattern is tried on to find out whether it allows a number."""
SCALARS = ("string", "number", "boolean")
"""JSON Schema types that a text may have for a YAML reader that guesses types."""
DATE = lazy_compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
OTHER_DATE = lazy_compile(r"([0-9]{4})\s*[-/.年—–－]\s*([0-9]{1,2})\s*[-/.月—–－]\s*([0-9]{1,2})\s*日?(?:[ T].*)?")
LIST_SEPARATOR = lazy_compile("[，、；;]|,(?! )")
SIMPLE_NAME = lazy_compile("[\u4e00-\u9fff]+")
"""A name that needs no further check, as most names."""
FULL_WIDTH_BRACKETS = lazy_compile(r"[［【〔｛].*[］】〕｝]|\[.*[］】〕]|[［【〔].*\]", re.DOTALL)


class FieldType(Protocol):
    """Type of a value."""

    def read(self, node: Node, problems: ProblemCollector) -> Any:
        """Return the value; None if it cannot be read, after adding the reason to the problems."""

    def json_schema(self) -> dict[str, Any]:
        """Describe the value as JSON Schema."""


def get_missing_value_hint(field_type: FieldType) -> str:
    """Return the hint for an optional key of this type that has no value."""
    may_be_empty = isinstance(field_type, ListField) and not field_type.min_items
    return "补上值；没有的，写 [] 或删去这一行" if may_be_empty else "补上值，或删去这一行"


@dataclass(frozen=True, slots=True)
class TextField:
    """One line of text, in NFC, without white space around it."""

    pattern: str = ""
    """Regular expression that the whole text must match; empty for any text."""
    form: str = ""
    """Description of the pattern for people: `六位数字`."""

    def read(self, node: Node, problems: ProblemCollector) -> str | None:
        """Return the text."""
        if not isinstance(node, ScalarNode):
            problems.wrong_type(node, "一行文字")
            return None
        if node.empty:
            problems.no_value(node, "这里", "补上值，或删去这一项")
            return None
        text = unicodedata.normalize("NFC", node.text).strip()
        if "\n" in text:
            if node.style != ">":
                problems.report("10", node, "这个值应写在一行里", "把几行并成一行")
            text = join_lines(text)
        if self.pattern and not re.fullmatch(self.pattern, text):
            problems.report("09", node, f"“{shorten_value(text)}”不合要求", f"应为：{self.form}")
            return None
        return text

    def json_schema(self) -> dict[str, Any]:
        """Describe a string, and a number or boolean if a YAML reader may take the text for one."""
        if not self.pattern:
            return {"type": [*SCALARS], "minLength": 1}
        numeric = any(re.fullmatch(self.pattern, "1" * length) for length in range(1, MAX_DIGITS_LENGTH + 1))
        return {"type": ["string", "number"] if numeric else "string", "pattern": f"^(?:{self.pattern})$"}


@dataclass(frozen=True, slots=True)
class NameField:
    """Name of one thing, with its position; a separator in it means that a list was intended."""

    text: TextField = field(default_factory=TextField)

    def read(self, node: Node, problems: ProblemCollector) -> ScalarNode | None:
        """Return the node with the name as its text."""
        if isinstance(node, ScalarNode) and not self.text.pattern and SIMPLE_NAME.fullmatch(node.text):
            return node
        text = self.text.read(node, problems)
        if text is None or not isinstance(node, ScalarNode):
            return None
        separator = LIST_SEPARATOR.search(text)
        if separator:
            shift = 0 if node.block else max(0, node.text.find(separator[0])) + len(node.style)
            label = "全角逗号" if separator[0] == "，" else f"“{separator[0]}”"
            hint = "各项之间用半角逗号加空格，如 [甲, 乙]"
            problems.report("11", node, f"列表里用了{label}，几项被当成了一项", hint, shift)
            return None
        return node if text == node.text else node._replace(text=text)

    def json_schema(self) -> dict[str, Any]:
        """Describe a text without separators."""
        return (
            self.text.json_schema() if self.text.pattern else {"type": [*SCALARS], "pattern": "^(?:[^，、；;,]|, )+$"}
        )


@dataclass(frozen=True, slots=True)
class MarkdownField:
    """Markdown text of any number of lines; the value is the text and the line of the file it begins on."""

    def read(self, node: Node, problems: ProblemCollector) -> tuple[str, int] | None:
        """Return the text with its line ends, and its line."""
        if not isinstance(node, ScalarNode):
            problems.wrong_type(node, "一段文字")
            return None
        return unicodedata.normalize("NFC", node.text).rstrip(), node.line + node.block

    def json_schema(self) -> dict[str, Any]:
        """Describe a text that is not empty."""
        return {"type": [*SCALARS], "minLength": 1}


@dataclass(frozen=True, slots=True)
class IntegerField:
    """Whole number; leading zeros and full-width digits are allowed, and it is never octal."""

    low: int
    high: int

    def read(self, node: Node, problems: ProblemCollector) -> int | None:
        """Return the number."""
        if not isinstance(node, ScalarNode):
            problems.wrong_type(node, "一个整数")
            return None
        text = node.text.strip().translate(characters.HALF_WIDTH_DIGITS)
        if not (text.isascii() and text.isdigit()) or len(text) > MAX_NUMBER_LENGTH:
            problems.report("05", node, f"“{shorten_value(text)}”不是整数", f"只写阿拉伯数字，如 {guess_number(text)}")
            return None
        number = int(text)
        if not self.low <= number <= self.high:
            problems.report("05", node, f"{number} 超出范围", f"应在 {self.low} 到 {self.high} 之间")
            return None
        return number

    def json_schema(self) -> dict[str, Any]:
        """Describe an integer, and digits as text for numbers that a YAML reader takes for text."""
        number = {"type": "integer", "minimum": self.low, "maximum": self.high}
        digits = f"^[0０]*[{ANY_DIGIT}]{{1,{len(str(self.high))}}}$"
        return {"anyOf": [number, {"type": "string", "pattern": digits}]}


@dataclass(frozen=True, slots=True)
class BooleanField:
    """Boolean, written as `true` or `false` and in no other way."""

    def read(self, node: Node, problems: ProblemCollector) -> bool | None:
        """Return the boolean."""
        if isinstance(node, ScalarNode) and node.text in ("true", "false"):
            return node.text == "true"
        if not isinstance(node, ScalarNode):
            problems.wrong_type(node, "true 或 false")
            return None
        word = node.text.strip().lower()
        intended = (
            "true" if word in ("true", "yes", "y", "on", "1", "是") else "false" if word in ("false", "否") else ""
        )
        hint = f"改为 {intended}" if intended else "是写 true，否写 false（或删去这一行）"
        problems.report("06", node, f"“{shorten_value(node.text)}”不是 true 或 false", hint)
        return None

    def json_schema(self) -> dict[str, Any]:
        """Describe a boolean, also one in quotes."""
        return {"enum": [True, False, "true", "false"]}


@dataclass(frozen=True, slots=True)
class DateField:
    """Existing day of the calendar, as `YYYY-MM-DD`."""

    first_year: int
    last_year: int
    """Years between which the day must be, both included."""

    def read(self, node: Node, problems: ProblemCollector) -> date | None:
        """Return the day."""
        if not isinstance(node, ScalarNode):
            problems.wrong_type(node, "一个日期")
            return None
        text = node.text.strip().translate(characters.HALF_WIDTH_DIGITS)
        match = DATE.fullmatch(text)
        if not match:
            other = OTHER_DATE.fullmatch(text)
            hint = f"写成 {other[1]}-{other[2]:0>2}-{other[3]:0>2}" if other else "写成 YYYY-MM-DD，如 2021-12-01"
            problems.report("07", node, f"“{shorten_value(text)}”不是规定的日期写法", hint)
            return None
        try:
            day = date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            problems.report("07", node, f"没有 {text} 这一天", "核对年、月、日")
            return None
        if not self.first_year <= day.year <= self.last_year:
            problems.report(
                "07", node, f"{day.year} 年不像是简报的年份", f"年份应在 {self.first_year} 到 {self.last_year} 之间"
            )
            return None
        return day

    def json_schema(self) -> dict[str, Any]:
        """Describe a date as text."""
        return {"type": "string", "pattern": f"^[{ANY_DIGIT}]{{4}}-[{ANY_DIGIT}]{{2}}-[{ANY_DIGIT}]{{2}}$"}


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of several words."""

    options: tuple[str, ...]

    def read(self, node: Node, problems: ProblemCollector) -> str | None:
        """Return the word."""
        if isinstance(node, ScalarNode) and node.text.strip() in self.options:
            return node.text.strip()
        if isinstance(node, ScalarNode):
            problems.report(
                "08", node, f"“{shorten_value(node.text)}”不在可选的值里", f"可以写：{'、'.join(self.options)}"
            )
        else:
            problems.wrong_type(node, "一个词")
        return None

    def json_schema(self) -> dict[str, Any]:
        """Describe an enumeration, with a year also as the number that a YAML reader takes it for."""
        return {"enum": [*self.options, *(int(option) for option in self.options if option.isdecimal())]}


@dataclass(frozen=True, slots=True)
class ListField:
    """List of values of one type; a list with one value may be written as that value."""

    item_type: FieldType
    min_items: int = 0
    max_items: int = 9999

    def read(self, node: Node, problems: ProblemCollector) -> tuple[Any, ...] | None:
        """Return the values that can be read."""
        if isinstance(node, SequenceNode):
            items = node.items
        elif (
            isinstance(node, ScalarNode)
            and not node.style
            and node.text != BLANK
            and FULL_WIDTH_BRACKETS.fullmatch(node.text)
        ):
            problems.report("11", node, "列表用了全角括号，没有被当成列表", "改为半角：[甲, 乙]")
            return None
        else:
            items = (node,)
        if not self.min_items <= len(items) <= self.max_items and (problems.complete or len(items) > self.max_items):
            expected = f"{self.min_items} 项" if self.min_items == self.max_items else f"至少 {self.min_items} 项"
            problems.report("12", node, f"这里写了 {len(items)} 项", f"应写{expected}")
        read = self.item_type.read
        values = [read(item, problems) for item in items]
        return tuple([value for value in values if value is not None])

    def json_schema(self) -> dict[str, Any]:
        """Describe one value or a list of values."""
        item = self.item_type.json_schema()
        array: dict[str, Any] = {"type": "array", "items": item}
        if self.min_items:
            array["minItems"] = self.min_items
        if self.min_items == self.max_items:
            return {**array, "maxItems": self.max_items}
        return {"anyOf": [item, array]}


@dataclass(frozen=True, slots=True)
class MappingField:
    """Mapping of texts to texts, or to lists of names."""

    key_type: TextField
    value_type: TextField | ListField

    def read(self, node: Node, problems: ProblemCollector) -> tuple[tuple[ScalarNode, Any], ...] | None:
        """Return the pairs that can be read: the nodes of both texts, or that of the key and the nodes of the names."""
        if not isinstance(node, MappingNode):
            problems.wrong_type(node, "几对“键: 值”")
            return None
        pairs = list[tuple[ScalarNode, Any]]()
        for key, value in node.pairs:
            name, item = self.key_type.read(key, problems), self.value_type.read(value, problems)
            if name is None or item is None:
                continue
            read = value._replace(text=item) if isinstance(value, ScalarNode) and isinstance(item, str) else item
            pairs.append((key._replace(text=name), read))
        return tuple(pairs)

    def json_schema(self) -> dict[str, Any]:
        """Describe an object with any keys of the type."""
        names, values = self.key_type.json_schema(), self.value_type.json_schema()
        return {"type": "object", "propertyNames": names, "additionalProperties": values}


def guess_number(text: str) -> int:
    """Return the number that was probably intended, for a hint: 7 in `第7期` and in `第七期`; 7 if there is none."""
    digits, numeral = re.search("[0-9]{1,9}", text), re.search(f"{characters.NUMERAL}+", text)
    return int(digits[0]) if digits else (numeral and characters.parse_chinese_numeral(numeral[0])) or 7


def shorten_value(text: str, max_length: int = 20) -> str:
    """Shorten a value to one line for a message."""
    line = " ".join(text.split())
    return line if len(line) <= max_length else f"{line[:max_length]}…"
