"""Numbers without a unit of their own: what the list or the sentence they stand in says of them."""

from __future__ import annotations

from collections.abc import Sequence

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.quantities.candidates import Candidate

LIST = lazy_compile(" ?(?:、|和|及|与|或|到|至) ?")
"""What parts the members of a list."""
_MONEY = lazy_compile(
    "补助|补贴|奖励|资金|学金|助金|问金|偿金|捐赠|捐款|善款|金额|投资|产值|收入|利润|税|贷款|融资|授信|分红|工资|营收|销售|预算|支出|奖金|罚款|租金|造价"
    "|[花亏赔赚挣卖垫攒欠][了到出]?"
)
"""Words that tell what a bare 2860万 is counted in."""
_NEAR = 8
"""Characters around a bare number in which such a word is looked for."""
_NEXT_IN_LIST = lazy_compile("[^，。；]{0,6}、[^，。；、]{0,6}")
_LIMITS = {"最高", "最低", "最多", "最少", "至少", "不低于", "不少于", "不超过"}
"""Qualifiers that hold for the rest of a list."""
LARGE = 10_000
"""A bare number of 万 or more may be a sum of money; a bare 8千 is not."""
_BACK = 12
"""How many figures back a sentence is searched for money."""


def share_units(text: str, forms: list[Candidate]) -> list[Candidate]:
    """The forms with units from their lists: `10、20、30万元` are all 万元, in `最高40万、20万购房款` both are 元.

    Those that get none and are no round sum either are left out: they are no quantities.
    """
    for place in range(len(forms) - 2, -1, -1):
        form, after = forms[place], forms[place + 1]
        if lacks_unit(form) and form.value is not None and after.unit and LIST.fullmatch(text, form.end, after.start):
            times = after.scale if form.scale == 1 else 1
            high = None if form.high is None else form.high * times
            scale = max(form.scale, after.scale)
            forms[place] = form._replace(
                unit=after.unit, kind=after.kind, value=form.value * times, high=high, scale=scale
            )
    for place, form in enumerate(forms):
        if lacks_unit(form) and form.scale >= LARGE:
            forms[place] = _of_money(text, form, forms[max(0, place - _BACK) : place][::-1])
    return [form for form in forms if not lacks_unit(form) or form.scale > 1]


def is_money_context(text: str, form: Candidate) -> bool:
    """Whether a word for money stands near."""
    return bool(_MONEY.search(text, max(0, form.start - _NEAR), form.end + _NEAR))


def lacks_unit(form: Candidate) -> bool:
    """Whether a number stands without a unit."""
    return form.kind == "unknown" and not form.unit


def _of_money(text: str, form: Candidate, before: Sequence[Candidate]) -> Candidate:
    """A bare number with 万 or 亿 is 元 after other money in its sentence, or beside a word for money.

    `before` are the figures before it, the nearest first.
    """
    begin = max(text.rfind(mark, 0, form.start) for mark in "。！？\n") + 1
    money = next((other for other in before if other.kind == "money" and other.start >= begin), None)
    if money:
        near = _NEXT_IN_LIST.fullmatch(text, before[0].end, form.start)
        limit = before[0].qualifier if near and before[0].qualifier in _LIMITS else ""
        return form._replace(unit=money.unit.partition("/")[0], kind="money", qualifier=form.qualifier or limit)
    if is_money_context(text, form):
        return form._replace(unit="元", kind="money")
    return form
