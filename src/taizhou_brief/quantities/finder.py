"""Search of one text for quantities: candidates outside names and times, completed by clause, time and direction."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterator
from datetime import date

from taizhou_brief.chinese.amounts import LARGE_WORD, WORD, char_before
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
    LEADING_LAST_CHARS,
    NEUTRAL_WORDS,
    NUMERAL_FOLLOWERS,
    Candidate,
    find_leading_qualifier,
    join_qualifiers,
    match_quantity,
)
from taizhou_brief.quantities.directions import find_direction
from taizhou_brief.quantities.exclusions import (
    CODE,
    CODE_CHARS,
    MAX_PLAIN_DIGITS,
    PREFIX_SUSPECTS,
    QUOTED_NAME,
    SUFFIX_FIRST_CHARS,
    find_ordinal_list_end,
    is_excluded_by_prefix,
    is_excluded_by_suffix,
)
from taizhou_brief.quantities.references import find_references
from taizhou_brief.quantities.shared_units import ITEM, LIST_LINK, is_money_context, share_units
from taizhou_brief.quantities.time_frames import Reference
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
WIDE_COMMA = lazy_compile("，(?<=[0-9].)[0-9]{3}")
"""What every such number contains: faster to find because it begins with a character rarer than a digit."""
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
CHARS_TO_COMPLETE = LEADING_LAST_CHARS | {"-", "下"}
"""Last characters of a qualifier or sign: before other characters, a number in digits with a unit is complete."""
ORDINAL_UNITS = {"批", "期", "轮", "届", "标段"}
"""Units of series whose members are numbered from 1."""
LITERAL_KINDS = {"percent", "ratio"}
"""Kinds whose Chinese numerals are never part of an idiom."""
CLAUSE_MARK = lazy_compile("[，。；！？：\n]")


def find_quantities(text: str, day: date, *, planned: bool = False) -> tuple[Quantity, ...]:
    """Return the quantities of a text in reading order, without overlaps; `day` is the date that resolves `今年`.

    `planned` says that what introduces the text announces plans.
    """
    has_wide = WIDE_CHAR.search(text)
    if not has_wide and not NUMBER.search(text):
        return ()
    folded = fold_width(text) if has_wide or WIDE_COMMA.search(text) else text
    times = find_times(folded, day)
    candidates = share_units(folded, list(_find_candidates(folded, times)))
    if not candidates:
        return ()
    references = find_references(text, folded, times, candidates, day, planned=planned)
    return tuple(_build_quantities(text, folded, candidates, references))


def fold_width(text: str) -> str:
    """Fold full-width digits, signs and spaces, and financial numerals, to plain ones; offsets do not change."""
    if WIDE_CHAR.search(text):
        text = FORMAL_NUMERAL.sub(lambda match: match[0].translate(PLAIN_NUMERALS), text.translate(WIDTH_TABLE))
    return GROUPED_NUMBER.sub(lambda match: match[0].replace("，", ","), text) if WIDE_COMMA.search(text) else text


def _find_candidates(text: str, times: list[TimeExpression]) -> Iterator[Candidate]:
    """Find the candidates of a folded text outside quoted names and times."""
    excluded_spans = iter(_find_excluded_spans(text, times))
    excluded_start, excluded_end, position = 0, 0, 0
    while match := NUMBER.search(text, position):
        start, end = match.span()
        while excluded_end <= start and excluded_start <= start:  # advance to the span that contains or follows it
            excluded_start, excluded_end = next(excluded_spans, NO_SPAN)
        first_char, next_char, before = text[start], text[end : end + 1], text[start - 1 : start]
        before = before if before != " " else char_before(text, start)
        if excluded_start <= start:
            position = excluded_end
        elif end - start > MAX_NUMBER_LENGTH or (
            first_char > "9" and next_char not in NUMERAL_FOLLOWERS and text[end - 1] not in "万亿"
        ):
            position = end
        elif text[start - 1 : start] == " " and before.isdecimal() and first_char <= "9":
            position = end  # perhaps the end of a number: 1 234万元
        elif (
            first_char <= "9"
            and (next_char in CODE_CHARS or first_char == "0" or end - start > MAX_PLAIN_DIGITS)
            and (code := CODE.match(text, start))
        ):
            position = code.end()
        elif before in PREFIX_SUSPECTS and is_excluded_by_prefix(text, start):
            position = find_ordinal_list_end(text, end) if before == "第" or before.isascii() else end
        elif (first_char > "9" or next_char in SUFFIX_FIRST_CHARS) and is_excluded_by_suffix(text, start, end):
            position = end
        else:
            start += first_char == "一" and match[0].startswith("一一") and text[start - 1] == "唯"
            candidate = _match_candidate(text, start, position, excluded_start)
            if candidate and not (candidate.high is not None and _is_ordinal_range(candidate)):
                yield candidate
            position = candidate.end if candidate else end


def _match_candidate(text: str, start: int, lower: int, next_start: int) -> Candidate | None:
    """Match the candidate at `start` with its qualifier or sign, not below offset `lower`; None if there is none.

    `next_start` is the start of the next time or name.
    """
    candidate = match_quantity(text, start)
    if candidate is None:
        return None
    end = candidate.end
    if (text[end : end + 1] == "级" or end > next_start) and _belongs_to_name(text, candidate, next_start):
        return None
    if text[start] <= "9" and candidate.kind != "unknown" and char_before(text, start) not in CHARS_TO_COMPLETE:
        return candidate
    return _complete_candidate(text, candidate, lower)


def _find_excluded_spans(text: str, times: list[TimeExpression]) -> list[tuple[int, int]]:
    """Return the spans of quoted names, of list numbers and of times, in order."""
    spans = [(time.start, time.end) for time in times]
    spans += [name.span() for name in QUOTED_NAME.finditer(text)]
    if text[0].isdigit() or "\n" in text:
        spans += [item.span() for item in ITEM.finditer(text)]
    return sorted(spans)


def _belongs_to_name(text: str, candidate: Candidate, next_start: int) -> bool:
    """Return whether a candidate is a grade (5万吨级), or runs into the next time or name (1.2023年度考核).

    `next_start` is the start of that time or name.
    """
    grade = text[candidate.end : candidate.end + 1] == "级" and text[candidate.end + 1 : candidate.end + 2] != "别"
    return grade or (candidate.end > next_start and text[next_start - 1] == ".")


def _is_ordinal_range(candidate: Candidate) -> bool:
    """Return whether a range numbers a series, 1-6批, instead of estimating a count, 3-5批 or 1-2批."""
    return (
        candidate.unit in ORDINAL_UNITS and candidate.value == 1 and candidate.high is not None and candidate.high > 2
    )


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


def _build_quantities(
    text: str, folded: str, candidates: list[Candidate], references: list[Reference]
) -> list[Quantity]:
    """Build the quantities of candidates with their clauses, the times they refer to and their directions."""
    clause_ends = [-1, *(mark.start() for mark in CLAUSE_MARK.finditer(folded)), len(text)]
    new_tuple = tuple.__new__
    quantities, previous = list[Quantity](), None
    clause, clause_start, next_mark = "", 0, -1
    for candidate, (as_of, as_of_text, target) in zip(candidates, references, strict=True):
        start, end, value, high, ratio, unit, kind, qualifier, _ = candidate
        if end > next_mark:
            index = bisect(clause_ends, start)
            clause_start, next_mark = clause_ends[index - 1] + 1, clause_ends[index]
            clause_end = next_mark if end <= next_mark else clause_ends[bisect_left(clause_ends, end)]
            clause = text[clause_start:clause_end].strip()
        direction = find_direction(folded, candidate, clause_start, previous)
        previous = candidate, direction
        printed = text[start:end]
        fields = (
            printed,
            start,
            end,
            value,
            high,
            ratio,
            unit,
            kind,
            qualifier,
            direction,
            as_of,
            as_of_text,
            clause,
            target,
        )
        quantities.append(new_tuple(Quantity, fields))  # a third faster than a call of the class
    return quantities
