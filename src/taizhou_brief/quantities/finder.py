"""Search of one text for quantities: candidates outside names and times, completed by clause, time and direction."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from taizhou_brief.chinese.amounts import LARGE_WORD, WORD, char_before
from taizhou_brief.chinese.approximators import ESTIMATE_ENDS, ESTIMATES
from taizhou_brief.chinese.characters import (
    DIGITS,
    FORMAL_DIGITS,
    FORMAL_UNITS,
    ONE_TO_TEN,
    PLAIN_NUMERALS,
    SCALE_CHARACTERS,
    WIDE_DIGITS,
)
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.model.quantity import Quantity
from taizhou_brief.quantities.candidates import (
    NEUTRAL_WORDS,
    NUMERAL_FOLLOWERS,
    Candidate,
    find_leading_qualifier,
    join_qualifiers,
    match_quantity,
)
from taizhou_brief.quantities.exclusions import (
    QUOTED_NAME,
    find_code_end,
    find_ordinal_list_end,
    is_excluded_by_prefix,
    is_excluded_by_suffix,
)
from taizhou_brief.quantities.shared_units import ITEM, LIST_LINK, is_money_context, share_units
from taizhou_brief.quantities.times import TimeExpression, find_times

_WIDE_CHARS = f"{WIDE_DIGITS}．％，：∶～〜－—–−　\u00a0\u2009\u202f"
_PLAIN_CHARS = "0123456789.%,::~~-~~-    "
WIDTH_TABLE = str.maketrans(
    {wide: plain for wide, plain in zip(_WIDE_CHARS, _PLAIN_CHARS, strict=True) if wide not in "，："}
)
GROUPED_NUMBER = lazy_compile(
    "(?<![0-9，])[1-9][0-9]{0,2}(?:，[0-9]{3})+(?![0-9，])(?= ?[万亿元人户%家个名件份次条项吨亩台辆只头株套本册米])"
)
"""A number with full-width thousands separators: only before a unit, otherwise the comma separates two numbers."""
WIDE_COMMA = lazy_compile("[0-9]，[0-9]")
_FORMAL = FORMAL_DIGITS[1:]
WIDE_CHAR = lazy_compile(f"[{_FORMAL}{_WIDE_CHARS.replace('，', '').replace('：', '')}]")
FORMAL_NUMERAL = lazy_compile(
    f"[{_FORMAL}][{FORMAL_UNITS}](?:[{FORMAL_DIGITS}{FORMAL_UNITS}万亿])*|[{_FORMAL}](?=[万亿]{{0,2}}[元圆])"
)
"""Financial numerals: 叁佰贰拾万元; a single one only before money, since 队伍万人 contains none."""
NUMBER = lazy_compile(f"[0-9百千{WORD}][0-9{WORD}]*(?:{LARGE_WORD}[0-9{WORD}]*)*(?:(?<=[{DIGITS}十百])点[{DIGITS}]+)?")
MAX_NUMBER_LENGTH = 20
"""The longest number in characters; a longer one is a serial number."""
NO_SPAN = (1 << 60, 1 << 60)
_LONE_ONE = lazy_compile(f"一(?![{ONE_TO_TEN}{SCALE_CHARACTERS}两点])")
COUNTING_ONE = lazy_compile(
    "一(?:[名个家处次座所项件台辆套户份元亩倍场票天]|公里|小时|分钟|年|万|亿)(?=[，。、；！？）：]|$)"
    "|一(?:倍|小时)|一年(?:半|以上|以下|以内|内)"
)
COUNTING_ONE_PREFIX = lazy_compile("(?:[满达]|为期|期限|期为|徒刑|各.|提前|延长|推迟|其中)$")
NON_COUNTING_PREFIX = lazy_compile("[这那每某同第唯任何另上下又再统其哪首头有如万之逐的跑后当过]$")
SIGN = lazy_compile("(?P<sign>(?<![0-9A-Za-z%‰元人个户家次万亿年月日）)-])-|零下) ?$")
"""A minus, not a dash between two numbers."""
SIGNED_KINDS = {"percent", "temperature", "money", "length"}
"""Kinds that can be below zero."""
LITERAL_KINDS = {"percent", "ratio"}
"""Kinds whose Chinese numerals are never part of an idiom."""
CLAUSE_MARK = lazy_compile("[，。；！？：\n]")
_CLAUSE_ONLY_MARKS = "，："
"""Marks that end a clause but not a sentence."""


def find_quantities(text: str, day: date) -> tuple[Quantity, ...]:
    """Return the quantities of a text in reading order, without overlaps; `day` is the date that resolves `今年`."""
    if not NUMBER.search(text) and not WIDE_CHAR.search(text):
        return ()
    folded = fold_width(text)
    times = find_times(folded, day)
    candidates = share_units(folded, list(_find_candidates(folded, times)))
    if not candidates:
        return ()
    context = _TextContext.build(text, folded, times)
    quantities = list[Quantity]()
    for candidate in candidates:
        quantity = _build_quantity(context, candidate)
        if quantities and not quantity.direction and quantities[-1].direction and quantity.unit == quantities[-1].unit:
            listed = LIST_LINK.fullmatch(folded, quantities[-1].end, quantity.start)  # 分别增长12.5%和15.3%
            quantity = quantity._replace(direction=quantities[-1].direction) if listed else quantity
        quantities.append(quantity)
    return tuple(quantities)


def fold_width(text: str) -> str:
    """Fold full-width digits, signs and spaces, and financial numerals, to plain ones; offsets do not change."""
    if WIDE_CHAR.search(text):
        text = FORMAL_NUMERAL.sub(lambda match: match[0].translate(PLAIN_NUMERALS), text.translate(WIDTH_TABLE))
    return GROUPED_NUMBER.sub(lambda match: match[0].replace("，", ","), text) if WIDE_COMMA.search(text) else text


def _find_candidates(text: str, times: list[TimeExpression]) -> Iterator[Candidate]:
    """Find the candidates of a folded text outside quoted names and times."""
    names = [name.span() for pattern in (QUOTED_NAME, ITEM) for name in pattern.finditer(text)]
    excluded_spans = iter(sorted([*((time.start, time.end) for time in times), *names]))
    excluded_start, excluded_end, position = 0, 0, 0
    while match := NUMBER.search(text, position):
        start, end = match.start(), match.end()
        while excluded_end <= start and excluded_start <= start:  # advance to the span that contains or follows it
            excluded_start, excluded_end = next(excluded_spans, NO_SPAN)
        if excluded_start <= start:
            position = excluded_end
        elif end - start > MAX_NUMBER_LENGTH or (
            text[start] > "9" and text[end : end + 1] not in NUMERAL_FOLLOWERS and text[end - 1] not in "万亿"
        ):
            position = end
        elif text[start] <= "9" and (code_end := find_code_end(text, start, end)):
            position = code_end
        elif is_excluded_by_prefix(text, start):
            before = char_before(text, start)
            position = find_ordinal_list_end(text, end) if before == "第" or before.isascii() else end
        elif is_excluded_by_suffix(text, start, end):
            position = end
        else:
            start += match[0].startswith("一一") and text[start - 1] == "唯"
            candidate = match_quantity(text, start)
            if candidate and _belongs_to_name(text, candidate, excluded_start):
                candidate = None
            completed = candidate and _complete_candidate(text, candidate, position)
            if completed:
                yield completed
            position = completed.end if completed else end


def _belongs_to_name(text: str, candidate: Candidate, next_start: int) -> bool:
    """Return whether a candidate is a grade (5万吨级), or runs into the next time or name (1.2023年度考核).

    `next_start` is the start of that time or name.
    """
    grade = text[candidate.end : candidate.end + 1] == "级" and text[candidate.end + 1 : candidate.end + 2] != "别"
    return grade or (candidate.end > next_start and text[next_start - 1] == ".")


def _complete_candidate(text: str, candidate: Candidate, lower: int) -> Candidate | None:
    """Add the qualifier or sign before a candidate, not below offset `lower`; return None if it is not a quantity."""
    first_char = text[candidate.start]
    leading = find_leading_qualifier(text, lower, candidate.start)
    word = leading[1] if leading else ""
    if candidate.kind not in LITERAL_KINDS and (
        (
            first_char == "一"
            and candidate.value == 1
            and _LONE_ONE.match(text, candidate.start)
            and candidate.kind != "money"
            and word != "唯一"
            and not is_counting_one(text, candidate)
        )
        or (first_char in SCALE_CHARACTERS and not word and not candidate.qualifier)
        or (
            candidate.kind == "unknown"
            and (candidate.scale == 1 or not (first_char.isascii() or is_money_context(text, candidate)))
            and not LIST_LINK.match(text, candidate.end)
        )
    ):
        return None
    if leading is None:
        return _add_sign(text, candidate)
    qualifier = join_qualifiers("" if word in NEUTRAL_WORDS else word, candidate.qualifier)
    return candidate._replace(start=leading[0], qualifier=qualifier)


def _add_sign(text: str, candidate: Candidate) -> Candidate:
    """Add the minus sign before a candidate, if there is one: `-18.2%`, `零下7.5℃`."""
    start = candidate.start
    if candidate.value is None or candidate.kind not in SIGNED_KINDS or char_before(text, start) not in {"-", "下"}:
        return candidate
    sign = SIGN.search(text, max(0, start - 3), start)
    return candidate._replace(start=sign.start("sign"), value=-candidate.value) if sign else candidate


def is_counting_one(text: str, candidate: Candidate) -> bool:
    """Return whether 一 counts: 组长一名, 体检一次; not 建成一个平台, 这一次."""
    start = candidate.start
    if COUNTING_ONE_PREFIX.search(text, max(0, start - 2), start):
        return True
    return bool(COUNTING_ONE.match(text, start) and not NON_COUNTING_PREFIX.search(text, max(0, start - 2), start))


_INCREASE_WORDS = "增长|增加|增收|增产|增|提高|(?<!改造)提升|上升|上涨|上浮|扩大|递增|净增"
_DECREASE_WORDS = "下降|减少|降低|回落|缩短|压缩|减|降|下调|下浮|下跌|净减"
DIRECTION = lazy_compile(
    rf"(?:(?P<up>(?<!新)(?:{_INCREASE_WORDS}))|(?P<down>{_DECREASE_WORDS}))(?:了|{'|'.join(ESTIMATES)})? ?$"
)
_DIRECTION_LAST_CHARS = frozenset(
    word[-1] for word in (*_INCREASE_WORDS.split("|"), *_DECREASE_WORDS.split("|"), *f"了{ESTIMATE_ENDS}")
)


class _TextContext(NamedTuple):
    """A text with the positions of its clauses, sentences and times."""

    text: str
    folded: str
    clause_ends: list[int]
    """Offsets of the marks that end clauses, with -1 before the first and the length of the text after the last."""
    sentence_ends: list[int]
    """Those of them that end sentences, with -1 before the first."""
    times: list[TimeExpression]
    time_ends: list[int]
    """End offsets of the times."""

    @staticmethod
    def build(text: str, folded: str, times: list[TimeExpression]) -> _TextContext:
        marks = [mark.start() for mark in CLAUSE_MARK.finditer(folded)]
        sentence_ends = [-1, *(mark for mark in marks if folded[mark] not in _CLAUSE_ONLY_MARKS)]
        return _TextContext(text, folded, [-1, *marks, len(text)], sentence_ends, times, [time.end for time in times])


def _build_quantity(context: _TextContext, candidate: Candidate) -> Quantity:
    """Build the quantity of a candidate with its clause, the time it refers to and its direction."""
    text, folded, clause_ends, sentence_ends, times, time_ends = context
    start, end = candidate.start, candidate.end
    clause_start = clause_ends[bisect(clause_ends, start) - 1] + 1
    clause_end = clause_ends[bisect_left(clause_ends, end)]
    as_of = as_of_text = ""
    if times and times[0].start < start:
        sentence_start, index = sentence_ends[bisect(sentence_ends, start) - 1], bisect(time_ends, start) - 1
        while index >= 0 and times[index].start > sentence_start and not as_of:
            as_of, as_of_text = times[index].value, text[times[index].start : times[index].end]
            index -= 1
    change = char_before(folded, start) in _DIRECTION_LAST_CHARS and DIRECTION.search(
        folded, max(clause_start, start - 6), start
    )
    direction = "" if not change or (candidate.value or 0) < 0 else "增" if change["up"] else "减"
    return Quantity(
        text[start:end], start, end, candidate.value, candidate.high, candidate.ratio, candidate.unit, candidate.kind,
        candidate.qualifier, direction, as_of, as_of_text if as_of else "", text[clause_start:clause_end].strip(),
    )  # fmt: skip
