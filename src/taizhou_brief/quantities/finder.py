"""One text → its figures."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from taizhou_brief.chinese.amounts import LARGE_WORD, WORD, char_before
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.model.quantity import Quantity
from taizhou_brief.quantities.candidates import (
    FOLLOWING,
    SILENT,
    Candidate,
    join_qualifiers,
    leading_qualifier,
    match_quantity,
)
from taizhou_brief.quantities.exclusions import (
    QUOTED,
    code_end,
    is_excluded_by_prefix,
    is_excluded_by_suffix,
    ordinal_list_end,
)
from taizhou_brief.quantities.shared_units import LIST, is_money_context, share_units
from taizhou_brief.quantities.times import TimeExpression, find_times

_WIDE = "０１２３４５６７８９．％，：∶～〜－—–−　\u00a0\u2009\u202f"
_PLAIN = "0123456789.%,::~~-~~-    "
FOLD = str.maketrans({wide: plain for wide, plain in zip(_WIDE, _PLAIN, strict=True) if wide not in "，："})
GROUPED = lazy_compile(
    "(?<![0-9，])[1-9][0-9]{0,2}(?:，[0-9]{3})+(?![0-9，])(?= ?[万亿元人户%家个名件份次条项吨亩台辆只头株套本册米])"
)
"""A thousands separator of full width: only where a unit follows, or it is a comma between two numbers."""
COMMA = lazy_compile("[0-9]，[0-9]")
WIDE = lazy_compile(f"[壹贰叁肆伍陆柒捌玖{_WIDE.replace('，', '').replace('：', '')}]")
FORMAL = lazy_compile(
    "[壹贰叁肆伍陆柒捌玖][拾佰仟](?:[零壹贰叁肆伍陆柒捌玖拾佰仟万亿])*|[壹贰叁肆伍陆柒捌玖](?=[万亿]{0,2}[元圆])"
)
"""Numerals of contracts: 叁佰贰拾万元; a single one only of money, for 队伍万人 holds none."""
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
NUMBER = lazy_compile(
    f"[0-9百千{WORD}][0-9{WORD}]*(?:{LARGE_WORD}[0-9{WORD}]*)*"
    "(?:(?<=[零一二三四五六七八九十百])点[零一二三四五六七八九]+)?"
)
LONGEST = 20
"""Characters of a number; what is longer is a serial number."""
NOWHERE = (1 << 60, 1 << 60)
_LONE = lazy_compile("一(?![一二三四五六七八九十百千万亿两点])")
ONE = lazy_compile(
    "一(?:[名个家处次座所项件台辆套户份元亩倍场票天]|公里|小时|分钟|年|万|亿)(?=[，。、；！？）：]|$)"
    "|一(?:倍|小时)|一年(?:半|以上|以下|以内|内)"
)
ONE_AFTER = lazy_compile("(?:[满达]|为期|期限|期为|徒刑|各.|提前|延长|推迟|其中)$")
NOT_ONE = lazy_compile("[这那每某同第唯任何另上下又再统其哪首头有如万之逐的跑后当过]$")
SIGN = lazy_compile("(?P<sign>(?<![0-9A-Za-z%‰元人个户家次万亿年月日）)-])-|零下) ?$")
"""A minus, not a dash between two numbers."""
SIGNED = {"percent", "temperature", "money", "length"}
"""Kinds that can be below zero."""
WORDY = {"percent", "ratio"}
"""Kinds whose numbers in words are never an idiom."""
CLAUSE = lazy_compile("[，。；！？：\n]")
_WITHIN = "，："
"""Marks that part clauses but not sentences."""


def find_quantities(text: str, day: date) -> tuple[Quantity, ...]:
    """The figures of a text in reading order; they never overlap. `day` is the date that `今年` is read against."""
    if not NUMBER.search(text) and not WIDE.search(text):
        return ()
    folded = fold_width(text)
    said = find_times(folded, day)
    forms = share_units(folded, list(_forms(folded, said)))
    if not forms:
        return ()
    places = _Places.of(text, folded, said)
    found = list[Quantity]()
    for form in forms:
        figure = _figure(places, form)
        if found and not figure.direction and found[-1].direction and figure.unit == found[-1].unit:
            listed = LIST.fullmatch(folded, found[-1].end, figure.start)  # 分别增长12.5%和15.3%
            figure = figure._replace(direction=found[-1].direction) if listed else figure
        found.append(figure)
    return tuple(found)


def fold_width(text: str) -> str:
    """The text with full-width digits, signs and spaces, and numerals of contracts, made plain; no character moves."""
    if WIDE.search(text):
        text = FORMAL.sub(lambda match: match[0].translate(_FORMAL), text.translate(FOLD))
    return GROUPED.sub(lambda match: match[0].replace("，", ","), text) if COMMA.search(text) else text


def _forms(text: str, said: list[TimeExpression]) -> Iterator[Candidate]:
    """The quantities of a folded text, names and times left out."""
    closed = iter(
        sorted([*((time.start, time.end) for time in said), *(name.span() for name in QUOTED.finditer(text))])
    )
    begin, closed_to, place = 0, 0, 0
    while match := NUMBER.search(text, place):
        start, end = match.start(), match.end()
        while closed_to <= start and begin <= start:  # on to the first name or time that is not behind us
            begin, closed_to = next(closed, NOWHERE)
        if begin <= start:
            place = closed_to
        elif end - start > LONGEST or (
            text[start] > "9" and text[end : end + 1] not in FOLLOWING and text[end - 1] not in "万亿"
        ):
            place = end
        elif text[start] <= "9" and (code := code_end(text, start, end)):
            place = code
        elif is_excluded_by_prefix(text, start):
            before = char_before(text, start)
            place = ordinal_list_end(text, end) if before == "第" or before.isascii() else end
        elif is_excluded_by_suffix(text, start, end):
            place = end
        else:
            start += match[0].startswith("一一") and text[start - 1] == "唯"
            form = match_quantity(text, start)
            settled = None if form is None or _of_name(text, form, begin) else _settled(text, form, place)
            if settled:
                yield settled
            place = settled.end if settled else end


def _of_name(text: str, form: Candidate, begin: int) -> bool:
    """Whether a form belongs to a grade (5万吨级), or runs into the time that begins next (1.2023年度考核)."""
    grade = text[form.end : form.end + 1] == "级" and text[form.end + 1 : form.end + 2] != "别"
    return grade or (form.end > begin and text[begin - 1] == ".")


def _settled(text: str, form: Candidate, passed: int) -> Candidate | None:
    """The form with the qualifier before it, or nothing where it is no quantity after all."""
    first = text[form.start]
    before = leading_qualifier(text, passed, form.start)
    word = before[1] if before else ""
    if form.kind not in WORDY and (
        (
            first == "一"
            and form.value == 1
            and _LONE.match(text, form.start)
            and form.kind != "money"
            and word != "唯一"
            and not is_counting_one(text, form)
        )
        or (first in "百千万亿" and not word and not form.qualifier)
        or (
            form.kind == "unknown"
            and (form.scale == 1 or not (first.isascii() or is_money_context(text, form)))
            and not LIST.match(text, form.end)
        )
    ):
        return None
    if before is None:
        return _signed(text, form)
    return form._replace(start=before[0], qualifier=join_qualifiers("" if word in SILENT else word, form.qualifier))


def _signed(text: str, form: Candidate) -> Candidate:
    """With its sign, if it has one: `-18.2%`, `零下7.5℃`."""
    if form.value is None or form.kind not in SIGNED or char_before(text, form.start) not in {"-", "下"}:
        return form
    sign = SIGN.search(text, max(0, form.start - 3), form.start)
    return form._replace(start=sign.start("sign"), value=-form.value) if sign else form


def is_counting_one(text: str, form: Candidate) -> bool:
    """Whether 一 counts: 组长一名, 体检一次; not 建成一个平台, 这一次."""
    if ONE_AFTER.search(text, max(0, form.start - 2), form.start):
        return True
    return bool(ONE.match(text, form.start) and not NOT_ONE.search(text, max(0, form.start - 2), form.start))


_UP = "增长|增加|增收|增产|增|提高|(?<!改造)提升|上升|上涨|上浮|扩大|递增|净增"
_DOWN = "下降|减少|降低|回落|缩短|压缩|减|降|下调|下浮|下跌|净减"
DIRECTION = lazy_compile(rf"(?:(?P<up>(?<!新)(?:{_UP}))|(?P<down>{_DOWN}))(?:了|约|近|超过|超|逾)? ?$")
_MOVES = frozenset(word[-1] for word in (*_UP.split("|"), *_DOWN.split("|"), *"了约近过超逾"))


class _Places(NamedTuple):
    """A text, and where its clauses, sentences and times are."""

    text: str
    folded: str
    marks: list[int]
    """Where its clauses end, with one place before the text and one behind."""
    sentences: list[int]
    """Those of them where sentences end."""
    said: list[TimeExpression]
    ends: list[int]
    """Of the times."""

    @staticmethod
    def of(text: str, folded: str, said: list[TimeExpression]) -> _Places:
        marks = [mark.start() for mark in CLAUSE.finditer(folded)]
        sentences = [-1, *(mark for mark in marks if folded[mark] not in _WITHIN)]
        return _Places(text, folded, [-1, *marks, len(text)], sentences, said, [time.end for time in said])


def _figure(places: _Places, form: Candidate) -> Quantity:
    """A form with its surroundings."""
    text, folded, marks, sentences, said, ends = places
    start, end = form.start, form.end
    begin, stop = marks[bisect(marks, start) - 1] + 1, marks[bisect_left(marks, end)]
    as_of = as_of_text = ""
    if said and said[0].start < start:
        sentence, last = sentences[bisect(sentences, start) - 1], bisect(ends, start) - 1
        while last >= 0 and said[last].start > sentence and not as_of:
            as_of, as_of_text = said[last].value, text[said[last].start : said[last].end]
            last -= 1
    moved = char_before(folded, start) in _MOVES and DIRECTION.search(folded, max(begin, start - 6), start)
    direction = "" if not moved or (form.value or 0) < 0 else "增" if moved["up"] else "减"
    return Quantity(
        text[start:end], start, end, form.value, form.high, form.ratio, form.unit, form.kind, form.qualifier, direction,
        as_of, as_of_text if as_of else "", text[begin:stop].strip(),
    )  # fmt: skip
