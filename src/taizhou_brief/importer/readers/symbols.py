"""Unicode equivalents of the symbol font characters that offices use as bullets and boxes."""

from __future__ import annotations

from collections.abc import Mapping

WINGDINGS = dict(
    zip(
        (0x6C, 0x6D, 0x6E, 0x6F, 0x71, 0x72, 0x75, 0x76, 0x9E, 0x9F, 0xA1, 0xA4, 0xA7, 0xA8, 0xD8, 0xD9),
        "●❍■□❑❒◆❖·•○◉▪◻➢⮙",
        strict=True,
    )
) | dict(zip((0xE0, 0xE8, 0xFB, 0xFC, 0xFD, 0xFE, 0xAB, 0xB2), "→➔✗✔☒☑★✩", strict=True))
WINGDINGS |= {0x81 + n: chr(ord("①") + n) for n in range(10)} | {0x8C + n: chr(ord("❶") + n) for n in range(10)}
SYMBOL = dict(
    zip(
        (0xB7, 0xB0, 0xB1, 0xB4, 0xB8, 0xA3, 0xB3, 0xB9, 0xBB, 0xA5, 0xAE, 0xAC, 0xAD, 0xAF, 0xD7, 0xE5),
        "·°±×÷≤≥≠≈∞→←↑↓⋅∑",
        strict=True,
    )
) | {0xB2: "″", 0xA2: "′", 0xD6: "√"}
GREEK = dict(zip("abgdezhqiklmnxoprstufcyw", "αβγδεζηθικλμνξοπρστυφχψω", strict=True))
SYMBOL |= {ord(latin): greek for latin, greek in GREEK.items()}
SYMBOL |= {ord(latin.upper()): greek.upper() for latin, greek in GREEK.items()}

SYMBOL_TABLES: Mapping[str, Mapping[int, str]] = {"wingdings": WINGDINGS, "symbol": SYMBOL}
"""Font in lower case → code → character."""


def is_symbol_font(font: str) -> bool:
    """Return whether a font shows symbols for the codes of letters."""
    return font.lower() in SYMBOL_TABLES or font.lower().startswith(("wingdings", "webdings"))


def symbol(font: str, code: int) -> str:
    """Return the character that a symbol font shows for a code, or an empty string if it is unknown."""
    low_code = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    character = SYMBOL_TABLES.get(font.lower(), {}).get(low_code, "")
    if character or (is_symbol_font(font) and font.lower() != "symbol"):
        return character
    if font.lower() == "symbol" or code != low_code:
        return chr(low_code) if 0x20 < low_code < 0x7F else ""
    return chr(code) if 0x20 <= code < 0xD800 or 0xF900 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF else ""
