"""Formatting of a run that decides whether and how its text is read: hidden, struck out, raised, white or tiny."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from taizhou_brief.importer.readers.xml_stream import Attributes

OFF_VALUES = ("0", "false", "off", "none")
"""Values that switch a property off."""
TINY_SIZE = 4
"""Half-points below which text cannot be read."""
NARROWEST = 10
"""Percentage of the width of characters below which text cannot be read."""
RAISED_BY = 4
"""Half-points by which a run of digits must be raised or lowered to be read as one of superscripts."""
_LIGHT_THEMES = ("background1", "light1")
LIGHTEST = 0xF0
"""Smallest amount of each of red, green and blue in a colour that white paper hides."""
HIGHLIGHTS: Mapping[str, str] = {
    "none": "auto",
    "black": "000000",
    "white": "FFFFFF",
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
}
"""Names of colours behind the text → their values; other names are dark colours."""


def is_on(attributes: Attributes) -> bool:
    """Return the value of a switch such as `w:b`, which is on unless it is set off."""
    return attributes.get("w:val", "1") not in OFF_VALUES


@dataclass(slots=True)
class RunFormat:
    """Formatting of a run or style; None or an empty string if it does not set a property."""

    bold: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    struck_twice: bool | None = None
    script: str = ""
    """`superscript`, `subscript` or `baseline`."""
    position: int | None = None
    """Half-points above the baseline."""
    size: int | None = None
    """Half-points."""
    width: int | None = None
    """Percentage of the usual width of the characters."""
    colour: str = ""
    """Six hexadecimal digits, or `auto`."""
    background: str = ""
    """Colour behind the text, in the same form."""
    font: str = ""

    def set_property(self, element: str, attributes: Attributes) -> None:
        """Set the property of one of the `RUN_PROPERTIES`."""
        name, read = RUN_PROPERTIES[element]
        setattr(self, name, read(attributes))

    def inherit(self, parent: RunFormat) -> None:
        """Take over from `parent` each property that is not set."""
        for name in FORMAT_FIELDS:
            if getattr(self, name) in (None, ""):
                setattr(self, name, getattr(parent, name))

    def find_doubts(self, text: str) -> Iterable[str]:
        """Yield the kinds of findings about a text in this format."""
        if self.hidden:
            yield "hidden"
        elif (self.size or TINY_SIZE) < TINY_SIZE or (self.width or NARROWEST) < NARROWEST:
            yield "tiny"
        elif is_white(self.colour) and is_white(self.background or "auto", of_paper=True):
            yield "white"
        elif _is_same_colour(self.colour, self.background):
            yield "covered"
        if self.struck or self.struck_twice:
            yield "struck"
        elif self.script in ("superscript", "subscript") and text.strip():
            yield "script"


FORMAT_FIELDS = tuple(each.name for each in fields(RunFormat))


def is_white(colour: str, *, of_paper: bool = False) -> bool:
    """Return whether a colour does not show on white; `auto` is black for text and white for the paper behind it."""
    if colour == "auto":
        return of_paper
    return len(colour) == 6 and all(int(colour[n : n + 2], 16) >= LIGHTEST for n in (0, 2, 4))


def _is_same_colour(colour: str, background: str) -> bool:
    """Return whether text of a colour cannot be seen on a background; automatic text is black on a black marker."""
    return bool(background) and background != "auto" and background == (colour.replace("auto", "") or "000000")


def parse_colour(text: str) -> str:
    """Return a colour in upper case, or `auto` for anything else."""
    text = text.upper()
    return text if len(text) == 6 and all(c in "0123456789ABCDEF" for c in text) else "auto"


def _read_colour(attributes: Attributes) -> str:
    """Return the colour of a `w:color`."""
    light = attributes.get("w:themeColor", "") in _LIGHT_THEMES and "w:themeShade" not in attributes
    return "FFFFFF" if light else parse_colour(attributes.get("w:val", ""))


def read_shading(attributes: Attributes) -> str:
    """Return the colour of a `w:shd`."""
    if attributes.get("w:val") == "solid":
        colour = parse_colour(attributes.get("w:color", ""))
        return "000000" if colour == "auto" else colour
    if attributes.get("w:themeFill", _LIGHT_THEMES[0]) not in _LIGHT_THEMES:
        return parse_colour(attributes.get("w:fill", "")).replace("auto", "808080")
    return parse_colour(attributes.get("w:fill", ""))


def _read_int(attributes: Attributes) -> int | None:
    """Return the number in `w:val`, which may be a percentage; None if there is none or it is absurd."""
    text = attributes.get("w:val", "").rstrip("%")
    return int(text) if text.lstrip("+-").isdecimal() and len(text) < 7 else None


RUN_PROPERTIES: Mapping[str, tuple[str, Callable[[Attributes], Any]]] = {
    "w:b": ("bold", is_on),
    "w:vanish": ("hidden", is_on),
    "w:strike": ("struck", is_on),
    "w:dstrike": ("struck_twice", is_on),
    "w:vertAlign": ("script", lambda attributes: attributes.get("w:val", "")),
    "w:position": ("position", _read_int),
    "w:sz": ("size", _read_int),
    "w:w": ("width", _read_int),
    "w:color": ("colour", _read_colour),
    "w:highlight": ("background", lambda attributes: HIGHLIGHTS.get(attributes.get("w:val", ""), "808080")),
    "w:shd": ("background", read_shading),
    "w:rFonts": ("font", lambda attributes: attributes.get("w:ascii", "")),
}
"""Element → property that it sets, and how its value is read."""
