"""Spaces and line breaks of running Chinese text.

The style sheet draws the gap between Han characters and digits, so one space typed between them is dropped (`609 个` →
`609个`) in HTML and in plain text: page, search and citation agree. Other spaces are kept: `e 商贷`, `脱贫攻坚
共赴小康`. A line break inside a paragraph becomes a space, or nothing between Han characters or Chinese punctuation,
and nothing inside a number.
"""

from __future__ import annotations

import re

from taizhou_brief.chinese.characters import ANY_DIGIT, HAN, SCALE_CHARACTERS
from taizhou_brief.chinese.patterns import lazy_compile

WIDE_MARKS = "\u3000-\u3004\u3006\u3008-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffe6"
"""Punctuation that is Chinese or Japanese in any context."""
SHARED_MARKS = "“”‘’…—·"
"""Punctuation that Chinese shares with other scripts."""

DROPPED_SPACE = lazy_compile(rf" (?:(?=[0-9])(?<=[{HAN}] )|(?<=[0-9] )(?=[{HAN}]))")
"""A space that is dropped."""
DROPPED_WHITESPACE = lazy_compile(
    rf"[ \n](?:(?=[0-9])(?<=[{HAN}].)|(?<=[0-9].)(?=[{HAN}]))"
    rf"|\n(?:(?<=[{WIDE_MARKS}].)|(?=[{WIDE_MARKS}])"
    rf"|(?<=[{HAN}].)(?=[{HAN}{SHARED_MARKS}])|(?<=[{SHARED_MARKS}].)(?=[{HAN}]))",
    re.DOTALL,
)
"""A space or line break that is dropped."""

_BLANKS = r"[ \t\u3000\u00a0]*"
_DIGIT = f"[{ANY_DIGIT}]"
_POINT = "[.,．:：/~～—–-]"
"""Characters between the digits of one number, of a range, a ratio or a time."""
_INSIDE = (
    rf"(?<={_DIGIT}){_BLANKS}\n{_BLANKS}(?={_POINT}?{_DIGIT})|(?<={_DIGIT}{_POINT}){_BLANKS}\n{_BLANKS}(?={_DIGIT})"
)
BREAK_IN_DIGITS = lazy_compile(_INSIDE)
"""A line break between two digits of one number, with the spaces around it."""
_COUNTED = "元人户亩吨家个名倍岁"
BREAK_IN_NUMBER = lazy_compile(
    rf"{_INSIDE}|(?<={_DIGIT}){_BLANKS}\n{_BLANKS}(?=[{SCALE_CHARACTERS}%％‰{_COUNTED}])"
    rf"|(?:(?<={_DIGIT}[{SCALE_CHARACTERS}])|(?<={_DIGIT}[百千万][万亿])){_BLANKS}\n{_BLANKS}(?=[0-9{SCALE_CHARACTERS}{_COUNTED}])"
)
"""A line break as above, or between a number and its 万, its % or the unit that it counts."""
LATIN_BREAK = r"[A-Za-z/]\n|\n[A-Za-z/]"
"""Regular expression for a line break beside a letter or stroke, which may be part of a unit: g/kg, 元/亩."""
_CHINESE_CHAR = lazy_compile(f"[{HAN}{WIDE_MARKS}{SHARED_MARKS}]")


def normalise_spacing(text: str) -> str:
    """Return the text of one paragraph on one line, without the spaces that the style sheet draws."""
    if "\n" in text:
        text = BREAK_IN_NUMBER.sub("", text)
        return DROPPED_WHITESPACE.sub("", text).replace("\n", " ")
    return DROPPED_SPACE.sub("", text) if " " in text else text


def cuts_digits(before: str, after: str) -> bool:
    """Return whether a line break between two texts is between the digits of one number."""
    return bool(BREAK_IN_DIGITS.search(f"{before.rstrip()[-2:]}\n{after.lstrip()[:2]}"))


def cuts_number(before: str, after: str) -> bool:
    """Return whether a line break is inside a number, or between a number and its 万, its % or the counted unit."""
    return bool(BREAK_IN_NUMBER.search(f"{before.rstrip()[-3:]}\n{after.lstrip()[:2]}"))


def is_chinese(character: str) -> bool:
    """Return whether a character is a Han character or a mark that may be Chinese punctuation."""
    return bool(_CHINESE_CHAR.match(character))
