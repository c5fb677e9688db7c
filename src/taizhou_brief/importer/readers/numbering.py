"""List numbers of numbering.xml: the number that Word prints before a paragraph."""

# ruff: noqa: D102 (start, end, text and namespace are documented in the Handler protocol)
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from taizhou_brief.chinese.list_numbers import FORMATS
from taizhou_brief.importer.readers.run_format import is_on
from taizhou_brief.importer.readers.styles import Styles, parse_bounded_int
from taizhou_brief.importer.readers.symbols import is_symbol_font, symbol
from taizhou_brief.importer.readers.xml_stream import Attributes

LEVELS = 9


@dataclass(slots=True)
class NumberingLevel:
    """A level of a list."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    """`w:lvlRestart`: 0 never restarts, n restarts after level n (from 1) or a higher one, None after any higher."""
    legal: bool = False
    style: str = ""
    font: str = ""


@dataclass(slots=True)
class AbstractNumbering:
    """A list definition: its levels, or the numbering style that has them."""

    levels: dict[int, NumberingLevel] = field(default_factory=dict)
    link: str = ""


@dataclass(slots=True)
class NumberingInstance:
    """A use of a definition, with its own levels or other start numbers."""

    abstract: int = -1
    levels: dict[int, NumberingLevel] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NumberingLists:
    """All lists of one file."""

    abstracts: Mapping[int, AbstractNumbering] = field(default_factory=dict)
    nums: Mapping[int, NumberingInstance] = field(default_factory=dict)

    def resolve(self, num: int, styles: Styles) -> int:
        """Return the definition with the levels of `num`, following numbering styles; -1 if there is none."""
        for _ in range(5):
            instance = self.nums.get(num)
            if instance is None:
                return -1
            abstract = self.abstracts.get(instance.abstract)
            if abstract is None or abstract.levels or not abstract.link:
                return instance.abstract if abstract else -1
            linked = styles.get(abstract.link).num
            if linked is None:
                return -1
            num = linked
        return -1


class NumberingReader:
    """Handler that reads numbering.xml."""

    def __init__(self) -> None:
        self.abstracts: dict[int, AbstractNumbering] = {}
        self.nums: dict[int, NumberingInstance] = {}
        self.abstract: AbstractNumbering | None = None
        self.num: NumberingInstance | None = None
        self.level: NumberingLevel | None = None
        self.override = 0
        self.skip = 0

    @property
    def lists(self) -> NumberingLists:
        return NumberingLists(self.abstracts, self.nums)

    def start(self, name: str, attributes: Attributes) -> None:
        if self.skip or name in ("mc:Fallback", "w:pPrChange", "w:rPrChange", "w:numPicBullet"):
            self.skip += 1
            return
        value = attributes.get("w:val", "")
        if name == "w:abstractNum":
            self.abstract = self.abstracts.setdefault(
                parse_bounded_int(attributes.get("w:abstractNumId", "")), AbstractNumbering()
            )
        elif name == "w:num":
            self.num = self.nums.setdefault(parse_bounded_int(attributes.get("w:numId", "")), NumberingInstance())
        elif name == "w:lvl":
            self.open_level(parse_bounded_int(attributes.get("w:ilvl", "")))
        elif self.level is not None:
            self.read_level(self.level, name, value, attributes)
        elif name == "w:numStyleLink" and self.abstract is not None:
            self.abstract.link = value
        elif self.num is not None:
            self.read_instance(self.num, name, value, attributes)

    def open_level(self, index: int) -> None:
        """Start a level of the current definition or instance."""
        parent = self.num if self.num is not None else self.abstract
        self.level = NumberingLevel()
        if parent is not None and 0 <= index < LEVELS:
            parent.levels[index] = self.level

    def read_instance(self, num: NumberingInstance, name: str, value: str, attributes: Attributes) -> None:
        """Read an element within `w:num`."""
        if name == "w:abstractNumId":
            num.abstract = parse_bounded_int(value, -1)
        elif name == "w:lvlOverride":
            self.override = parse_bounded_int(attributes.get("w:ilvl", ""))
        elif name == "w:startOverride":
            num.starts[self.override] = parse_bounded_int(value, 1)

    @staticmethod
    def read_level(level: NumberingLevel, name: str, value: str, attributes: Attributes) -> None:
        """Read an element within `w:lvl`."""
        if name == "w:start":
            level.start = parse_bounded_int(value, 1)
        elif name == "w:numFmt":
            level.format = value
        elif name == "w:lvlText":
            level.text = value[:100]
        elif name == "w:lvlRestart":
            level.restart = parse_bounded_int(value)
        elif name == "w:isLgl":
            level.legal = is_on(attributes)
        elif name == "w:pStyle":
            level.style = value
        elif name == "w:rFonts":
            level.font = attributes.get("w:ascii", "") or attributes.get("w:hAnsi", "")

    def end(self, name: str) -> None:
        if self.skip:
            self.skip -= 1
        elif name == "w:lvl":
            self.level = None
        elif name == "w:abstractNum":
            self.abstract = None
        elif name == "w:num":
            self.num = None

    def text(self, data: str) -> None: ...
    def namespace(self, prefix: str, uri: str) -> None: ...


class NumberingCounter:
    """Counter of list numbers along the paragraphs of one file."""

    def __init__(self, lists: NumberingLists, styles: Styles) -> None:
        self.lists, self.styles = lists, styles
        self.counts: dict[int, dict[int, int]] = {}
        self.overridden: set[tuple[int, int]] = set()
        self.unknown: set[str] = set()
        self.homes: dict[int, int] = {}
        self.merged: dict[int, dict[int, NumberingLevel]] = {}

    def find_level(self, style: str, num: int | None, level: int | None) -> tuple[int, int] | None:
        """Return the list and level of a paragraph, from its own properties or its style; None if it has no number."""
        if num is None:
            inherited = self.styles.get(style)
            if inherited.num is None:
                return None
            num = inherited.num
            if level is None:
                level = self.find_linked_level(style, num, inherited.level)
        return (num, min(level or 0, LEVELS - 1)) if num > 0 else None

    def find_linked_level(self, style: str, num: int, style_level: int | None) -> int:
        """Return the level linked to the style or one it is based on, else the level that the style gives."""
        levels = self.merge_levels(num)
        for ancestor in self.styles.chain(style):
            for index, level in levels.items():
                if level.style == ancestor.id:
                    return index
        return style_level or 0

    def find_definition(self, num: int) -> int:
        """Return the definition that list `num` counts in."""
        if num not in self.homes:
            self.homes[num] = self.lists.resolve(num, self.styles)
        return self.homes[num]

    def merge_levels(self, num: int) -> dict[int, NumberingLevel]:
        """Return the levels of list `num`; its own replace those of its definition."""
        if num not in self.merged:
            abstract = self.lists.abstracts.get(self.find_definition(num), AbstractNumbering())
            self.merged[num] = {**abstract.levels, **self.lists.nums.get(num, NumberingInstance()).levels}
        return self.merged[num]

    def format_next(self, num: int, index: int) -> str:
        """Return the number of the next paragraph of list `num` at level `index`."""
        levels = self.merge_levels(num)
        level = levels.get(index)
        if level is None:
            return ""
        instance = self.lists.nums[num]
        counts = self.counts.setdefault(self.find_definition(num), {})
        is_first = (num, index) not in self.overridden
        if is_first and index in instance.starts:
            counts[index] = instance.starts[index]
        else:
            counts[index] = counts[index] + 1 if index in counts else instance.starts.get(index, level.start)
        self.overridden.add((num, index))
        for deeper in [n for n in counts if n > index]:
            restart = levels.get(deeper, NumberingLevel()).restart
            if restart is None or index < restart:
                del counts[deeper]
        shown = {n: counts.get(n, instance.starts.get(n, other_level.start)) for n, other_level in levels.items()}
        return self.format_number(level, levels, shown)

    def format_number(
        self, level: NumberingLevel, levels: Mapping[int, NumberingLevel], counts: Mapping[int, int]
    ) -> str:
        """Return the text of a number, from the pattern of its level."""
        if level.format == "bullet" or is_symbol_font(level.font):
            return "".join(bullet_character(level.font, character) for character in level.text)

        def number(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            if index not in levels:
                return ""
            plain = replace(levels[index], format="decimal") if level.legal else levels[index]
            return self.format_numeral(plain.format, counts[index])

        return re.sub("%([1-9])", number, level.text).strip()

    def format_numeral(self, name: str, number: int) -> str:
        """Return a number in a numeral format; record the format if it is unknown."""
        if name not in FORMATS:
            self.unknown.add(name)
        return FORMATS.get(name, str)(number)


def bullet_character(font: str, character: str) -> str:
    """Return a bullet as Unicode: ● for every round dot and for an unknown sign."""
    code = ord(character)
    is_private = 0xE000 <= code <= 0xF8FF
    bullet = symbol(font or "Symbol", code) if is_private or is_symbol_font(font) else character
    return "●" if bullet in ("", "·", "•", "•") else bullet
