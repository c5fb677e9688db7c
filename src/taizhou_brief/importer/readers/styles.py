"""Reader of styles.xml: properties that a paragraph or run inherits from its style and that style's base styles."""

# ruff: noqa: D102 (start, end, text and namespace are documented by XmlHandler)
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from taizhou_brief.importer.readers.run_format import OFF_VALUES, RUN_PROPERTIES, RunFormat
from taizhou_brief.importer.readers.xml_stream import Attributes


def parse_bounded_int(text: str, otherwise: int = 0) -> int:
    """Return the integer in an attribute, limited to -1 … 1,000,000; `otherwise` if there is none."""
    try:
        return max(-1, min(int(text), 1_000_000))
    except ValueError:
        return otherwise


@dataclass(slots=True)
class Style(RunFormat):
    """Style as written in the file; None or an empty string if it does not set a property."""

    id: str = ""
    name: str = ""
    based_on: str = ""
    align: str = ""
    num: int | None = None
    level: int | None = None


NO_STYLE = Style()


@dataclass(frozen=True, slots=True)
class Styles:
    """Styles of one file."""

    known: Mapping[str, Style] = field(default_factory=dict)
    default: str = ""
    """Id of the style of paragraphs that name none."""
    merged: dict[str, Style] = field(default_factory=dict, compare=False)
    """Cache of `get`."""

    def chain(self, key: str) -> Iterator[Style]:
        """Yield a style, the one it is based on, and so on; stop after ten because the chain may be circular."""
        for _ in range(10):
            style = self.known.get(key)
            if style is None:
                return
            yield style
            key = style.based_on

    def get(self, key: str) -> Style:
        """Return a style with all that it inherits."""
        if key in self.merged:
            return self.merged[key]
        merged = self.merged[key] = Style(id=key)
        for style in self.chain(key):
            merged.name = merged.name or style.name
            merged.inherit(style)
            merged.align = merged.align or style.align
            merged.num = style.num if merged.num is None else merged.num
            merged.level = style.level if merged.level is None else merged.level
        return merged


def _make_setter(name: str) -> Callable[[Style, Attributes], None]:
    """Return a function that sets an attribute of a style to the element's `w:val`."""
    return lambda style, attributes: setattr(style, name, attributes.get("w:val", ""))


PROPERTY_SETTERS: Mapping[str, Callable[[Style, Attributes], None]] = {
    "w:name": _make_setter("name"),
    "w:basedOn": _make_setter("based_on"),
    "w:jc": _make_setter("align"),
    "w:numId": lambda style, attributes: setattr(style, "num", parse_bounded_int(attributes.get("w:val", ""))),
    "w:ilvl": lambda style, attributes: setattr(style, "level", parse_bounded_int(attributes.get("w:val", ""))),
}
"""Element → function that sets its property of a style."""


class StyleReader:
    """Handler for styles.xml."""

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
            self.current = style = Style(id=attributes.get("w:styleId", ""))
            self.known[style.id] = style
            if attributes.get("w:type") == "paragraph" and attributes.get("w:default", "0") not in OFF_VALUES:
                self.default = style.id
        elif style is not NO_STYLE and name in RUN_PROPERTIES:
            style.set_property(name, attributes)
        elif style is not NO_STYLE and name in PROPERTY_SETTERS:
            PROPERTY_SETTERS[name](style, attributes)

    def end(self, name: str) -> None:
        if self.skip:
            self.skip -= 1
        elif name == "w:style":
            self.current = NO_STYLE

    def text(self, data: str) -> None: ...
    def namespace(self, prefix: str, uri: str) -> None: ...
