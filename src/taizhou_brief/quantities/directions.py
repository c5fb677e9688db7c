"""Directions of quantities: whether one is an increase or a decrease."""

from __future__ import annotations

from taizhou_brief.chinese.amounts import char_before
from taizhou_brief.chinese.approximators import ESTIMATE_ENDS, ESTIMATES
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.quantities.candidates import Candidate
from taizhou_brief.quantities.shared_units import LIST_LINK

_INCREASE_WORDS = "增长|增加|增收|增产|增|提高|(?<!改造)提升|上升|上涨|上浮|扩大|递增|净增"
_DECREASE_WORDS = "下降|减少|降低|回落|缩短|压缩|压减|削减|减|降|下调|下浮|下跌|净减"
DIRECTION = lazy_compile(
    rf"(?:(?P<up>(?<!新)(?:{_INCREASE_WORDS}))|(?P<down>{_DECREASE_WORDS}))(?:了|{'|'.join(ESTIMATES)})? ?$"
)
_LAST_CHARS = frozenset(
    word[-1] for word in (*_INCREASE_WORDS.split("|"), *_DECREASE_WORDS.split("|"), *f"了{ESTIMATE_ENDS}")
)
_WORK = lazy_compile("(?:提升|提高|扩大)[^增减]?$")
"""Verbs of work on things: what they count is not a difference, unless it is a place in a ranking."""
_PLACE_AFTER = lazy_compile("(?:名次|位次|位|档|等级|百分)")
_LONGEST = 6
"""Characters before a number that may contain a word of change with an estimate."""


def find_direction(text: str, candidate: Candidate, clause_start: int, previous: tuple[Candidate, str] | None) -> str:
    """Return 增, 减 or nothing for a quantity of a folded text.

    `previous` is the quantity before it with its direction, which the members of a list share: 分别增长12.5%和15.3%. A
    number with a minus has none: 增长-5.6% is no increase, and its sign expresses the decrease.
    """
    start = candidate.start
    if (candidate.value or 0) < 0:
        return ""
    before = char_before(text, start)
    change = DIRECTION.search(text, max(clause_start, start - _LONGEST), start) if before in _LAST_CHARS else None
    if change:
        return "" if _is_object(text, candidate) else "增" if change["up"] else "减"
    if previous and previous[1] and previous[0].unit == candidate.unit:
        return previous[1] if LIST_LINK.fullmatch(text, previous[0].end, start) else ""
    return ""


def _is_object(text: str, candidate: Candidate) -> bool:
    """Return whether a quantity counts what is worked on: 提升11个中心村."""
    if candidate.kind not in {"count", "unknown"} or not _WORK.search(
        text, max(0, candidate.start - _LONGEST), candidate.start
    ):
        return False
    return candidate.unit not in {"位", "位次", "名次"} and not _PLACE_AFTER.match(text, candidate.end)
