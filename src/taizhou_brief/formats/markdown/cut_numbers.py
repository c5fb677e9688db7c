"""Numbers cut by something else than a line break: `3.<br>5亿元`, an invisible character, the entity of one, a blank.

Blanks and tabs may separate two numbers, and so may what is in a row of a table: they are left as they are. One blank
between digits is named, because what follows it is no figure: `1 234万元` is not 234万元.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from unicodedata import category

from taizhou_brief.chinese.characters import ANY_DIGIT
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.chinese.spacing import cuts_digits
from taizhou_brief.diagnostics import Diagnostic, diagnose
from taizhou_brief.quantities import SIDE_LENGTH, cuts_quantity

_B = "[ \t\u3000\u00a0]*\n?[ \t\u3000\u00a0]*"
_SIGN = (
    r"</?(?:br|wbr|p|div)\s*/?>|&(?:[A-Za-z]{2,8}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});"
    "|[\u00ad\u200b-\u200f\u2060\ufeff]|\\\\(?=[ \t]+\n)"
)
_QUICK = lazy_compile("[<&\u00ad\u200b-\u200f\u2060\ufeff\\\\]")
"""A character of every such sign; most texts have none."""
_GAP = lazy_compile(f"{_B}(?:(?i:{_SIGN}){_B})+")
_BLANK = lazy_compile(f"(?<=[{ANY_DIGIT}])[ \u3000](?=[{ANY_DIGIT}])")
_OTHER = lazy_compile("[`|]")
"""Signs of code and tables."""
_INVISIBLE = {"Cc", "Cf", "Zl", "Zp"}
"""Categories of control and format characters and of separators of lines."""
_ENTITY = lazy_compile("&[^;]+;")
_TAIL = lazy_compile(r"[^\s，。；、！？（）]{0,8}\Z")
_HEAD = lazy_compile(r"[^\s，。；、！？（）]{0,4}")
"""The words on both sides of a cut number."""


class CutNumber(NamedTuple):
    """What cuts a number, or may cut it, as a span of a text."""

    start: int
    end: int
    whole: str
    """The number with the words next to it, joined."""


def find_cut_numbers(text: str) -> Iterator[CutNumber]:
    """Yield what cuts a number, with the blanks and line breaks around it."""
    for match in _GAP.finditer(text) if _QUICK.search(text) else ():
        start, end = match.span()
        before, after = text[max(0, start - SIDE_LENGTH) : start], text[end : end + SIDE_LENGTH]
        if (
            before[-1:].strip()
            and after.strip()
            and _is_invisible(match[0])
            and not _OTHER.search(_find_line(text, start))
        ):
            above, below = before.rpartition("\n")[2], after.partition("\n")[0]
            if cuts_digits(above, below) or cuts_quantity(above, below):
                sides = _TAIL.search(above), _HEAD.match(below)
                yield CutNumber(start, end, "".join(side[0] for side in sides if side))


def find_blanks_in_numbers(text: str) -> Iterator[CutNumber]:
    """Yield each single blank between digits of which the last belong to a quantity, outside tables and code."""
    for match in _BLANK.finditer(text):
        start, end = match.span()
        above, below = text[max(0, start - SIDE_LENGTH) : start], text[end : end + SIDE_LENGTH]
        above, below = above.rpartition("\n")[2], below.partition("\n")[0]
        if cuts_quantity(above, below) and not _OTHER.search(_find_line(text, start)):
            sides = _TAIL.search(above), _HEAD.match(below)
            yield CutNumber(start, end, " ".join(side[0] for side in sides if side))


def join_cut_numbers(text: str, path: str, first_line: int) -> tuple[str, list[Diagnostic]]:
    """Return the text without what cuts a number, except one line break, and a diagnostic for each and for blanks."""
    parts, position, problems = list[str](), 0, list[Diagnostic]()
    for start, _, whole in find_blanks_in_numbers(text):
        message = f"数字中间有空格，不知道是一个数还是两个数，没有登记：“{whole}”"
        line, column = first_line + text.count("\n", 0, start), start - text.rfind("\n", 0, start)
        problems.append(
            diagnose(path, line, column, "M029", message, "是一个数的，删去空格；是两个数的，中间写顿号或逗号")
        )
    for start, end, whole in find_cut_numbers(text):
        parts += (text[position:start], "\n" if "\n" in text[start:end] else "")
        position = end
        line, column = first_line + text.count("\n", 0, start), start - text.rfind("\n", 0, start)
        message = f"数字被换行标记或看不见的符号切成两截，读作“{whole}”"
        problems.append(diagnose(path, line, column, "M029", message, "把这个数字连着写在一行里"))
    return "".join((*parts, text[position:])), problems


def _is_invisible(gap: str) -> bool:
    """Return whether all entities of a gap are line breaks or invisible characters, without an empty line."""
    characters = "".join(map(unescape, _ENTITY.findall(gap)))
    return gap.count("\n") <= 1 and all(category(one) in _INVISIBLE and one != "\t" for one in characters)


def _find_line(text: str, offset: int) -> str:
    end = text.find("\n", offset)
    return text[text.rfind("\n", 0, offset) + 1 : end if end >= 0 else None]
