"""Beginnings that look like markers of any family, width, spacing and punctuation, also those that open no measure.

The markers that open measures are those of `markers`. An editor may have meant any of these too: `一 是`, `（1）`, `①`,
`㈠`, `1）`, `其一`, `做法一：`, `一要…二要`. Some are clear on their own at the start of a line; the others only in a
sequence, because `一、` may begin 一、二产业 and `三要` may be the word 三要素.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from unicodedata import normalize, numeric

from taizhou_brief.chinese.characters import (
    ANY_DIGIT,
    FORMAL_DIGITS,
    FORMAL_UNITS,
    ONE_TO_TEN,
    PLAIN_NUMERALS,
    parse_chinese_numeral,
)
from taizhou_brief.chinese.list_numbers import STEMS
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.formats.briefing.markers import ADVERBS, MAX_ORDINAL


class MarkerLike(NamedTuple):
    """Beginning of a line or clause that looks like a marker."""

    family: str
    """Name of its shape, such as `是` or `（1）`; markers of one sequence have the same."""
    ordinal: int
    start: int
    end: int
    begins_line: bool
    """Whether it is at the start of a line, not after a stop, colon or semicolon."""
    is_clear: bool
    """Whether it is a marker even if no other of its family is near."""


_B = r"[ \t\u3000\u00a0]*"
_BLANK = r"[ \t\u3000\u00a0]+"
_HAN_NUMERAL = f"[{ONE_TO_TEN}{FORMAL_DIGITS[1:]}{FORMAL_UNITS[0]}]{{1,3}}"
_ARABIC = rf"(?<![{ANY_DIGIT}.．])[{ANY_DIGIT}]{{1,2}}(?![{ANY_DIGIT}])"
_ENCLOSED = "[①-⒛⓪-⓾❶-➓㈠-㈩㉑-㉟㊀-㊉㊱-㊿]"
_DASHES = "—–―─－ー"
"""What is printed or recognised for 一: —是."""
_ORDINAL_WORDS = {**ADVERBS, **dict.fromkeys(_DASHES, 1)}
_ROMAN = "[Ⅰ-Ⅻⅰ-ⅻ]"
_WORD = r"[^\W\d_]"
_START = rf"[^\s{ANY_DIGIT}，。；：、,;:!?！？%％]"
_LETTER = "[A-Za-zＡ-Ｚａ-ｚ]"
_NUMBER = f"{_HAN_NUMERAL}|{_ARABIC}"
_ANY = f"{_NUMBER}|{_ROMAN}|{_ENCLOSED}"
_PAUSE = r"\\?[、､﹑.．﹒]"
_COMMA = r"\\?[，,：:。﹕∶]"
_AFTER_PAUSE = rf"(?!{_B}(?:[{ONE_TO_TEN}{ANY_DIGIT}第]|{_ROMAN}))"
"""What must not follow: 一、二产业, 1.5, 第一、第二."""
_VERBS = "要靠抓看重促强推建严聚优比讲查突紧着把让从以用为"
"""Words that follow the ordinals of one sequence: 一要…二要…."""
_LABELS = "做法|经验|举措|措施|亮点|案例|特点|成效|问题|建议|启示|任务|路径|模式|步骤|环节|对策|原因|方面"
_STEPS = "步|招|条|点|项|件|方面|个方面|张牌|篇|关"
_UNITS = "年月日号时分秒季期届周级类等层楼组区队班产批点个"
"""Words that follow a number that is no ordinal, after a blank: 3 月, 12 个."""

_SHAPES = (
    # name, pattern with the ordinal as its one group, whether it is clear
    ("①", f"({_ENCLOSED})", True),
    ("（1）", rf"\\?[（(〔［\[【〈﹙]{_B}({_ANY}){_B}\\?[）)〕］\]】〉﹚]", True),
    ("（A）", rf"\\?[（(〔［\[【〈﹙]{_B}({_LETTER}|[{STEMS}]){_B}\\?[）)〕］\]】〉﹚]", False),
    ("1）", rf"({_NUMBER}|{_ROMAN}){_B}\\?[）)﹚]", True),
    ("A）", rf"({_LETTER}){_B}\\?[）)﹚]", False),
    ("是", rf"({_HAN_NUMERAL}){_B}是(?![{ONE_TO_TEN}]+[、，,。；])", True),
    ("是", rf"([{_DASHES}])是", True),
    ("第", rf"第{_B}({_NUMBER}){_B}(?:(?:{_COMMA}|{_PAUSE}){_AFTER_PAUSE}|是)", True),
    ("第 ", rf"第{_B}({_NUMBER}){_BLANK}(?={_START})", False),
    ("第要", rf"第{_B}({_NUMBER})[{_VERBS}]", False),
    ("第步", rf"第{_B}({_NUMBER})(?:{_STEPS})(?:{_B}(?:{_COMMA}|{_PAUSE})|{_BLANK})", False),
    ("其", rf"其{_B}({_HAN_NUMERAL}){_B}(?:{_COMMA}|{_PAUSE}|是)", True),
    ("首先", rf"({'|'.join(ADVERBS)}){_B}(?:{_COMMA}|{_PAUSE}|是|要|{_BLANK})", False),
    ("一、", rf"({_HAN_NUMERAL}){_B}{_PAUSE}{_AFTER_PAUSE}", True),
    ("1.", rf"({_ARABIC}|{_ROMAN}){_B}{_PAUSE}{_AFTER_PAUSE}", True),
    ("一，", rf"({_HAN_NUMERAL}){_B}{_COMMA}{_AFTER_PAUSE}", False),
    ("1，", rf"({_ARABIC}|{_ROMAN}){_B}{_COMMA}{_AFTER_PAUSE}", False),
    ("A.", rf"({_LETTER}|[{STEMS}]){_B}{_PAUSE}(?![A-Za-z{STEMS}])", False),
    ("要", rf"({_HAN_NUMERAL})[{_VERBS}]", False),
    ("一 ", rf"({_NUMBER}){_BLANK}(?={_START})(?![{_UNITS}])", False),
    ("做法", rf"(?:{_LABELS}|经验做法|主要做法){_B}({_ANY}){_B}\\?[：:、､﹑.．]", True),
    ("标签", rf"{_WORD}{{2,4}}?(?<!附件|附表|附图|星期|礼拜|月初)({_ANY}){_B}(?:{_COMMA}|{_PAUSE}|{_BLANK})", False),
)
_SAME_WORD = {"要", "第要", "第步", "标签", "做法"}
"""Shapes whose sequences also repeat the word next to the ordinal."""
_MARKER = lazy_compile("|".join(pattern for _, pattern, _ in _SHAPES))
_FIRST = (
    rf"(?=[{ONE_TO_TEN}{FORMAL_DIGITS[1:]}{FORMAL_UNITS[0]}{ANY_DIGIT}第其首再最（(〔［\[【〈﹙\\A-Za-zＡ-Ｚａ-ｚ{STEMS}{_DASHES}]"
    rf"|{_ENCLOSED}|{_ROMAN}|{_WORD}{{2,4}}{_B}(?:{_ANY}))"
)
"""How a marker may begin: a quick test before the long one."""
_EDGE = r"[ \t\u3000\u00a0*_]*"
_LINE = rf"(?<=\n)[ \t\u3000\u00a0>*_]*(?:[-+*•●■◆▲·][ \t]+)?{_EDGE}"
"""Start of a line, with what may come before its text: blanks, the sign of a quotation or item, emphasis."""
_CLAUSE = rf"(?<!\n)(?:(?<![;:!?])|(?![{ANY_DIGIT}]))[”’）)」』]?{_EDGE}"
_PLACE = lazy_compile(
    rf"[\n。；：！？｡;:!?](?:{_LINE}|{_CLAUSE}){_FIRST}|[，,](?=[{_DASHES}{ONE_TO_TEN[0]}][是{_VERBS}]\w[^。]*[；。]二)"
)


def match_marker_like(text: str, start: int, *, begins_line: bool) -> MarkerLike | None:
    """Return what looks like a marker at an offset of a text, or None."""
    match = _MARKER.match(text, start)
    if not match or not match.lastindex:
        return None
    name, _, is_clear = _SHAPES[match.lastindex - 1]
    printed = match[match.lastindex]
    ordinal = read_ordinal(printed)
    if not 0 < ordinal <= MAX_ORDINAL:
        return None
    word = match[0].replace(printed, "", 1).strip() if name in _SAME_WORD else ""
    kind = "1" if normalize("NFKC", printed).isdecimal() else ""
    return MarkerLike(f"{name}{kind}{word}", ordinal, match.start(), match.end(), begins_line, is_clear)


def read_ordinal(text: str) -> int:
    """Return the number of an ordinal in any writing; 0 if it has none."""
    if text in _ORDINAL_WORDS:
        return _ORDINAL_WORDS[text]
    if text in STEMS:
        return STEMS.index(text) + 1
    plain = normalize("NFKC", text).translate(PLAIN_NUMERALS)
    if plain.isdecimal():
        return int(plain)
    if len(text) == 1 and (value := numeric(text, 0)):
        return int(value)
    if len(plain) == 1 and plain.isascii():
        return ord(plain.upper()) - ord("A") + 1
    return parse_chinese_numeral(plain) or 0


def find_markers_like(text: str, start: int = 0) -> tuple[MarkerLike, ...]:
    """Return what looks like a marker at the start of a line below the first, or of a clause."""
    places = ((match.end(), match[0][0] == "\n") for match in _PLACE.finditer(text, start))
    return tuple(one for place, begins in places if (one := match_marker_like(text, place, begins_line=begins)))


def find_sequences(markers: Iterable[MarkerLike]) -> set[MarkerLike]:
    """Return the markers that are next to one of their family with the ordinal before or after theirs."""
    last: dict[str, MarkerLike] = {}
    in_sequence: set[MarkerLike] = set()
    for marker in markers:
        before = last.get(marker.family)
        if before and before.ordinal + 1 == marker.ordinal:
            in_sequence |= {before, marker}
        last[marker.family] = marker
    return in_sequence
