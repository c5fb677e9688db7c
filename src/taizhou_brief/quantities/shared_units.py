"""Units of numbers printed without one, taken from the list or the sentence that contains them."""

from __future__ import annotations

from collections.abc import Sequence

from taizhou_brief.chinese.approximators import LIMITS
from taizhou_brief.chinese.characters import DIGITS
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.quantities.candidates import Candidate

ITEM = lazy_compile(f"(?m)^[0-9]{{1,3}}[.．、)）](?: +(?=[0-9])| *(?=[{DIGITS}十两百千]))")
"""The number of a list item before a text that begins with a number; a blank or another script separates them."""
LIST_LINK = lazy_compile(" ?(?:、|和|及|与|或|到|至) ?")
"""Separators of list members."""
_MONEY_WORD = lazy_compile(
    "补助|补贴|奖励|资金|学金|助金|问金|偿金|捐赠|捐款|善款|金额|投资|产值|收入|利润|税|贷款|融资|授信|分红|工资|营收|销售|预算|支出|奖金|罚款|租金|造价"
    "|[花亏赔赚挣卖垫攒欠][了到出]?"
)
"""Words that show that a number without a unit, such as 2860万, is a sum of money."""
_MONEY_WINDOW = 8
"""Characters on each side of a number without a unit that are searched for such a word."""
_NEXT_IN_LIST = lazy_compile("[^，。；]{0,6}、[^，。；、]{0,6}")
MIN_BARE_SUM = 10_000
"""The smallest scale at which a number without a unit may be a sum of money: 万; 8千 without a unit is not one."""
_MAX_LOOKBACK = 12
"""How many preceding candidates are searched for money in the same sentence."""


def share_units(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """Give candidates the units of their lists: `10、20、30万元` are all 万元, in `最高40万、20万购房款` both are 元.

    Candidates that get no unit and are no round sum either are dropped: they are not quantities.
    """
    if all(candidate.kind != "unknown" for candidate in candidates):
        return candidates
    for index in range(len(candidates) - 2, -1, -1):
        candidate, following = candidates[index], candidates[index + 1]
        if (
            lacks_unit(candidate)
            and candidate.value is not None
            and following.unit
            and LIST_LINK.fullmatch(text, candidate.end, following.start)
        ):
            factor = following.scale if candidate.scale == 1 else 1
            high = None if candidate.high is None else candidate.high * factor
            scale = max(candidate.scale, following.scale)
            candidates[index] = candidate._replace(
                unit=following.unit, kind=following.kind, value=candidate.value * factor, high=high, scale=scale
            )
    for index, candidate in enumerate(candidates):
        if lacks_unit(candidate) and candidate.scale >= MIN_BARE_SUM:
            preceding = candidates[max(0, index - _MAX_LOOKBACK) : index][::-1]
            candidates[index] = _infer_money(text, candidate, preceding)
    return [candidate for candidate in candidates if not lacks_unit(candidate) or candidate.scale > 1]


def is_money_context(text: str, candidate: Candidate) -> bool:
    """Return whether a word for money is near the candidate."""
    return bool(_MONEY_WORD.search(text, max(0, candidate.start - _MONEY_WINDOW), candidate.end + _MONEY_WINDOW))


def lacks_unit(candidate: Candidate) -> bool:
    """Return whether a number is printed without a unit."""
    return candidate.kind == "unknown" and not candidate.unit


def _infer_money(text: str, candidate: Candidate, preceding: Sequence[Candidate]) -> Candidate:
    """Give a number with 万 or 亿 but no unit the unit 元, after other money in its sentence or near a word for money.

    `preceding` are the candidates before it, the nearest first. Other numbers are returned unchanged.
    """
    sentence_start = max(text.rfind(mark, 0, candidate.start) for mark in "。！？\n") + 1
    money = next((other for other in preceding if other.kind == "money" and other.start >= sentence_start), None)
    if money:
        in_list = _NEXT_IN_LIST.fullmatch(text, preceding[0].end, candidate.start)
        limit = preceding[0].qualifier if in_list and preceding[0].qualifier in LIMITS else ""
        unit = money.unit.partition("/")[0]
        return candidate._replace(unit=unit, kind="money", qualifier=candidate.qualifier or limit)
    if is_money_context(text, candidate):
        return candidate._replace(unit="元", kind="money")
    return candidate
