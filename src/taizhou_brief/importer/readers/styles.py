"""styles.xml: what a paragraph or run gets from its style and the styles that one is based on."""

# ruff: noqa: D102 (start, end, text and namespace are told by the Handler they fill in for)
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from taizhou_brief.importer.readers.xml_stream import Attributes

OFF = ("0", "false", "off", "none")


def is_on(attributes: Attributes) -> bool:
    """The value of a switch such as `w:b`: on unless it says otherwise."""
    return attributes.get("w:val", "1") not in OFF


def parse_bounded_int(text: str, otherwise: int = 0) -> int:
    """A whole number from an attribute, kept within what numbering can need."""
    try:
        return max(-1, min(int(text), 1_000_000))
    except ValueError:
        return otherwise


@dataclass(slots=True)
class Style:
    """One style as written; None and empty strings mean: not said here."""

    id: str
    name: str = ""
    based: str = ""
    bold: bool | None = None
    hidden: bool | None = None
    font: str = ""
    align: str = ""
    num: int | None = None
    level: int | None = None


NO_STYLE = Style("")


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles of one file."""

    known: Mapping[str, Style] = field(default_factory=dict)
    default: str = ""
    """The paragraph style of a paragraph that names none."""
    merged: dict[str, Style] = field(default_factory=dict, compare=False)
    """Memory of `get`."""

    def chain(self, key: str) -> Iterator[Style]:
        """The style, the one it is based on, and so on; a ring ends after ten steps."""
        for _ in range(10):
            style = self.known.get(key)
            if style is None:
                return
            yield style
            key = style.based

    def get(self, key: str) -> Style:
        """The style with everything it inherits."""
        if key in self.merged:
            return self.merged[key]
        merged = self.merged[key] = Style(key)
        for style in self.chain(key):
            merged.name = merged.name or style.name
            merged.bold = style.bold if merged.bold is None else merged.bold
            merged.hidden = style.hidden if merged.hidden is None else merged.hidden
            merged.font = merged.font or style.font
            merged.align = merged.align or style.align
            merged.num = style.num if merged.num is None else merged.num
            merged.level = style.level if merged.level is None else merged.level
        return merged


def _value(name: str) -> Callable[[Style, Attributes], None]:
    return lambda style, attributes: setattr(style, name, attributes.get("w:val", ""))


SAYS: Mapping[str, Callable[[Style, Attributes], None]] = {
    "w:name": _value("name"),
    "w:basedOn": _value("based"),
    "w:jc": _value("align"),
    "w:b": lambda style, attributes: setattr(style, "bold", is_on(attributes)),
    "w:vanish": lambda style, attributes: setattr(style, "hidden", is_on(attributes)),
    "w:rFonts": lambda style, attributes: setattr(style, "font", attributes.get("w:ascii", "")),
    "w:numId": lambda style, attributes: setattr(style, "num", parse_bounded_int(attributes.get("w:val", ""))),
    "w:ilvl": lambda style, attributes: setattr(style, "level", parse_bounded_int(attributes.get("w:val", ""))),
}
"""Element → what it says of the style it stands in."""


class StyleReader:
    """Walks styles.xml."""

    def __init__(self) -> None:
        self.known: dict[str, Style] = {}
        self.default = ""
        self.current = NO_STYLE
        self.skip = 0

    @property
    def styles(self) -> Styles:
        return Styles(self.known, self.default)

    def start(self, name: str, attributes: Attributes) -> None:
        if self.skip or name in ("w:pPrChange", "w:rPrChange", "w:tblStylePr"):
            self.skip += 1
            return
        style = self.current
        if name == "w:style":
            self.current = style = Style(attributes.get("w:styleId", ""))
            self.known[style.id] = style
            if attributes.get("w:type") == "paragraph" and attributes.get("w:default", "0") not in OFF:
                self.default = style.id
        elif style is not NO_STYLE and name in SAYS:
            SAYS[name](style, attributes)

    def end(self, name: str) -> None:
        if self.skip:
            self.skip -= 1
        elif name == "w:style":
            self.current = NO_STYLE

    def text(self, data: str) -> None: ...
    def namespace(self, prefix: str, uri: str) -> None: ...
