"""Roles of time expressions: what the words around one make of it."""

from __future__ import annotations

from enum import Enum

from taizhou_brief.chinese.approximators import ESTIMATE_ENDS
from taizhou_brief.chinese.characters import DIGITS
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.quantities.times import TimeExpression, TimeForm


class TimeRole(Enum):
    """What a time expression does to the quantities after it."""

    NONE = "none"
    """Nothing: 今年第500列, 完成全年任务的八成."""
    FRAME = "frame"
    """It governs them."""
    ASIDE = "aside"
    """It governs those of its clause: 去年同期为5家."""
    ATTRIBUTE = "attribute"
    """It belongs to the number just after it: 去年的5家."""
    FROM = "from"
    """It belongs to the state before a change: 由去年的5家增加到9家."""
    BASE = "base"
    """It belongs to what is compared with: 比去年的5家增加."""
    SINCE = "since"
    """It is the start of an open period, which governs them: 自2018年启动以来."""
    GOAL = "goal"
    """It is the time by which something is to be reached: 年底前."""
    REACH = "reach"
    """The same if it is to come: 到2027年."""
    END = "end"
    """It ends the frame before it and gives none: 建于2019年, 2019年后."""


NUMBER_START = f"[0-9{DIGITS}十百两{ESTIMATE_ENDS}]"
_COMPARED_BEFORE = lazy_compile("(?:比|较之?|相比|超过|优于|对比|高于|低于|多于|少于|好于|快于)$")
_EQUALLED_BEFORE = lazy_compile("(?:恢复[至到]|相当于|[为是达占]|达到|不低于|完成)$")
_FROM_BEFORE = lazy_compile("[由从自]$")
_REACH_BEFORE = lazy_compile("(?<!截)[到至]$")
_WITH_BEFORE = lazy_compile("[与同和跟]$")
_IN_BEFORE = lazy_compile("在$")
_PLACED_BEFORE = lazy_compile("[建立办设始生产业起成开]于$|(?:时间|日期|期限)[为是在]?$")
_DISTANT_BEFORE = lazy_compile("[距离较]$")
_MOVED_BEFORE = lazy_compile("(?:推迟|延[期长迟续后]|顺延|提前|调整|推后|改|持续|存续|保留)了?[至到]$")
_RECURRENT_BEFORE = lazy_compile("(?:每年?|[次翌历往常]年)的?$")
_IS_BEFORE = lazy_compile("(?<![别其标划务点])[为是系]$")
_ORDINAL_AFTER = lazy_compile("版|款|(?:度)?(?:的?第|首[批次个家条座例])")
_SHARE_AFTER = lazy_compile("的?(?:目标|任务|计划|预算|指标|总量)")
_GROUND_AFTER = lazy_compile("的?基础")
_COMPARED_AFTER = lazy_compile("[^，。；]{0,12}?(?:相比|比较|持平|比，)|比")
_SINCE_AFTER = lazy_compile("[^，。；：！？0-9、（）]{0,14}?(?:以来|至今)")
_START_AFTER = lazy_compile("(?:起|开始)(?![点步码])")
_BEFORE_AFTER = lazy_compile("(?:之|以)?前(?![后0-9一二三两期往来置])")
_AFTER_AFTER = lazy_compile("(?:之|以)?后(?![期续勤备])")
_NUMBER_AFTER = lazy_compile(f"的?(?={NUMBER_START})")
_CLAUSE_END = lazy_compile("[，。；！？\n]|$")
OPENING_WORDS = "其中，在于而但和及与、至到 "
"""Characters that may be before a time that begins its clause."""
_MAX_OPENING = 6


def find_role(text: str, time: TimeExpression, clause_start: int, *, follows_base: bool) -> TimeRole:
    """Return the role of a time in a folded text, in the clause that starts at `clause_start`.

    `follows_base` says that a base, with 和 or 、 after it, is just before it.
    """
    start, end = time.start, time.end
    before = text[max(clause_start, start - 4) : start]
    if time.form is TimeForm.CLOCK or _is_modifier(text, before, end):
        return TimeRole.NONE
    if follows_base or _COMPARED_BEFORE.search(before):
        return TimeRole.BASE
    if _WITH_BEFORE.search(before) and _COMPARED_AFTER.match(text, end):
        return TimeRole.BASE
    if time.form is TimeForm.YEAR_BEFORE:
        return _find_compared(text, start, before)
    if (
        time.value.endswith("/")
        or _SINCE_AFTER.match(text, end)
        or (_FROM_BEFORE.search(before) and _START_AFTER.match(text, end))
    ):
        return TimeRole.SINCE
    return _find_place(text, time, before, clause_start)


def _find_compared(text: str, start: int, before: str) -> TimeRole:
    """Return the role of the same period of a year before; 同期 alone is the period itself."""
    if _EQUALLED_BEFORE.search(before):
        return TimeRole.BASE
    return TimeRole.NONE if text.startswith("同期", start) else TimeRole.ASIDE


def _is_modifier(text: str, before: str, end: int) -> bool:
    """Return whether a time only modifies a noun: an ordinal, a share of a plan, the ground of a comparison."""
    if _IN_BEFORE.search(before) and _GROUND_AFTER.match(text, end):
        return True
    if _SHARE_AFTER.match(text, end) and _EQUALLED_BEFORE.search(before):
        return True
    return bool(_ORDINAL_AFTER.match(text, end))


def _find_place(text: str, time: TimeExpression, before: str, clause_start: int) -> TimeRole:
    """Return the role of a time that is neither compared with nor the start of a period."""
    start, end = time.start, time.end
    if _FROM_BEFORE.search(before):
        return TimeRole.FROM
    if (
        _RECURRENT_BEFORE.search(before)
        or _AFTER_AFTER.match(text, end)
        or (_IS_BEFORE.search(before) and not _NUMBER_AFTER.match(text, end))
    ):
        return TimeRole.END
    if (_PLACED_BEFORE.search(before) or _MOVED_BEFORE.search(before)) and _CLAUSE_END.match(text, end):
        return TimeRole.END
    if _BEFORE_AFTER.match(text, end):
        return TimeRole.GOAL
    is_first = is_opening(text, clause_start, start)
    is_goal_apart = _DISTANT_BEFORE.search(before) and _SHARE_AFTER.match(text, end)
    if is_goal_apart or (_NUMBER_AFTER.match(text, end) and (text[end] == "的" or not is_first)):
        return TimeRole.ATTRIBUTE
    return TimeRole.REACH if _REACH_BEFORE.search(before) else TimeRole.FRAME


def is_opening(text: str, clause_start: int, start: int) -> bool:
    """Return whether what starts at `start` begins its clause, but for short words."""
    return start - clause_start <= _MAX_OPENING and not text[clause_start:start].strip(OPENING_WORDS)
