"""When a time is certain for a quantity that it does not directly precede."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from taizhou_brief.chinese.approximators import LIMITS, TRAILING
from taizhou_brief.chinese.characters import ONE_TO_NINE
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.quantities.candidates import Candidate
from taizhou_brief.quantities.periods import MONTHS_OF_REVIEW, is_long_ago, is_past, year_of
from taizhou_brief.quantities.time_frames import TimeFrame

_CONTEXT = 40
"""Characters of a clause before a quantity that are searched."""
_STATIC = lazy_compile(
    "每|单价|售价|票价|收费|工期|租期|期限|为期|设计|占地|建筑面积|床位|可(?:容纳|停|供)|标准|凡|满$|未满|容积"
    f"|{'|'.join(LIMITS)}|扣$|容量|仓容|能力|全长|[总净]?面积$|下?辖|海拔|库容|注册资本|总人口"
    f"|(?<![0-9{ONE_TO_NINE}十〇今去前全当本上明同每])年(?:产|收入|销|接待|处理|节|加工|出栏|利润|吞吐|用|供|发电|创)"
    "|对[^，。；]{2,}(?:给予|予以|奖励|奖补|补助|补贴|减免|返还)"
)
"""Words for what is fixed: a price, a size, a term, a limit; it is no result of a time in another clause."""
_RULE = lazy_compile("应当|必须|不得|凡|按规定|规定|政策|制度|[应须可]|按[^，。；]{0,12}$|对[^，。；]{2,}$")
"""Words of a sentence that states a rule, which holds at any time."""
_GRANT = lazy_compile("[^，。；、]{0,8}(?:给予|予以|奖励|奖补|补贴|补助|处罚|罚款)|[^，。；]{0,6}内(?!容|部|外)")
"""What a rule grants for a number, or does within it."""
_CLASS = lazy_compile("的?[^，。；：！？、）\n]")
"""What follows a bound that describes a class of things: 80岁以上老人."""
_TOTAL = lazy_compile("(?:(?<!完成)总投资|(?<!占)概算|估算)[^，。；]{0,3}$")
_DIRECT_OBJECT = lazy_compile("[^的设有为达占可，]{0,12}|的")
_YEARLY = lazy_compile("年均[^，。；]{0,6}$")
_PEAK = lazy_compile("高峰|峰值|单日")
_AVERAGE = lazy_compile("[日月周年]均|平均每")
_UNTIL_BEFORE = lazy_compile("(?:截[至止]|[到至])$")
_SPAN_AFTER = lazy_compile("共|累计|合计|总计|来|间|内|后|之|过去|下来")
_TERM = lazy_compile("(?:期限?为?|[历用耗]时|[仅只]?用了?|历经|经过)$")
_NORM_AFTER = lazy_compile("的?(?:警戒|红线|底线|门槛|标准|要求|上限|下限|限值|规定|时限|承诺|荣枯)")
"""What follows a bound that is a norm: 低于7天的警戒线."""
_MEAN_AFTER = lazy_compile("平均|年均|[同环]比")
_CHANGED = lazy_compile("[缩延增减升降提达为比长短]")
_TIME_AFTER = lazy_compile(
    "[^，。；：、（）比较由从到至]{0,8}[于在]?(?:[0-9]{1,4}[年月日]|[今去明本当]年|[上下]半年|[上本下]月)"
)
"""What follows a number whose own time comes after it: 42人将于10月开班."""
_DIMENSION = lazy_compile("(?<![增延提升加])[长宽高深厚径跨]$")
_AGE = lazy_compile("(?:年龄|寿命|年纪)[^，。；]{0,4}$")
_REACHED_BEFORE = lazy_compile("[由从].*(?:到|至|为|达)了?$")
_DAY_LENGTH = len("2021-10-05")


def lasts(frame: TimeFrame) -> bool:
    """Return whether a time may govern the sentence after its own: no event, goal, single day or open period."""
    return not (frame.event_end or frame.is_goal or is_day(frame.value) or frame.value.endswith("/"))


def is_class(text: str, candidate: Candidate) -> bool:
    """Return whether a number describes a class of things: an age, or a bound before a noun."""
    is_bound = candidate.qualifier.endswith(TRAILING) and _CLASS.match(text, candidate.end)
    return candidate.kind == "age" or bool(is_bound)


def is_day(value: str) -> bool:
    """Return whether a period is a single day."""
    return len(value) == _DAY_LENGTH and "/" not in value


def is_of_closed_year(frame: TimeFrame, day: date) -> bool:
    """Return whether a time is of a year whose results are no longer the newest."""
    year = year_of(frame.value)
    return bool(year) and int(year) < day.year - (day.month <= MONTHS_OF_REVIEW)


def is_of_event(frame: TimeFrame, day: date) -> bool:
    """Return whether a time ends with its clause: that of an event, or one long ago that has no quantity."""
    if is_long_ago(frame.value, day):
        return bool(frame.event_end) or not frame.is_used
    return bool(frame.event_end) and not frame.is_used and (is_past(frame.value, day) or "-" in frame.value)


def is_of_years(frame: TimeFrame, text: str) -> bool:
    """Return whether sums may be those of a time: a period of years, or a day up to which is counted."""
    is_span = "/" in frame.value and "-" not in frame.value
    return is_span or bool(_UNTIL_BEFORE.search(text, max(0, frame.start - 3), frame.start))


class Place(NamedTuple):
    """A quantity in its sentence, for which a time before it may be certain or not."""

    text: str
    candidate: Candidate
    sentence_start: int
    clause_start: int

    @property
    def clause(self) -> str:
        """What is before the quantity in its clause."""
        return self.text[max(self.clause_start, self.candidate.start - _CONTEXT) : self.candidate.start]

    @property
    def is_opening_term(self) -> bool:
        """Whether the quantity is a number of years or months that opens its clause: 两年投入6000万元."""
        _, end, *_, kind, _, _ = self.candidate
        return kind == "duration" and not self.clause.strip() and not _MEAN_AFTER.match(self.text, end)

    def is_fixed(self, *, is_new_sentence: bool, target: bool) -> bool:
        """Return whether the quantity is fixed: a price, a size, a term, a rule; or a limit, unless it is a target."""
        _, end, *_, kind, qualifier, _ = self.candidate
        if _STATIC.search(self.clause) or (qualifier in LIMITS and not target):
            return True
        if _TIME_AFTER.match(self.text, end):
            return True
        if kind == "length" and _DIMENSION.search(self.clause):
            return True
        if kind == "percent" and _GRANT.match(self.text, end):
            return True
        if not is_new_sentence:
            return False
        sentence = self.text[self.sentence_start : self.candidate.start]
        return bool(_RULE.search(sentence) or _GRANT.match(self.text, end))

    def find_value(self, frame: TimeFrame, *, is_same_clause: bool) -> str:
        """Return the time that a frame gives the quantity, empty if it is not certain."""
        if self.is_described(frame.value) or (is_same_clause and self.is_part_of_event(frame)):
            return ""
        value = frame.value
        is_span = "/" in value and not value.endswith("/") and "-" not in value
        return value.rpartition("/")[2] if is_span and _REACHED_BEFORE.search(self.clause) else value

    def is_described(self, value: str) -> bool:
        """Return whether the quantity has no time by what it counts: an age, a class of things, a whole project."""
        end, kind, clause = self.candidate.end, self.candidate.kind, self.clause
        return bool(
            (is_class(self.text, self.candidate) and not _AGE.search(clause))
            or (kind == "duration" and (_SPAN_AFTER.match(self.text, end) or _TERM.search(clause)))
            or (kind == "duration" and self.text[end - 1] == "年" and not _CHANGED.search(clause))
            or _NORM_AFTER.match(self.text, end)
            or (is_day(value) and _AVERAGE.search(clause))
            or (not is_day(value) and _PEAK.search(clause))
            or _TOTAL.search(clause)
            or (_YEARLY.search(clause) and "/" not in value)
            or (self.candidate.qualifier.endswith(TRAILING) and _CLASS.match(self.text, end))
        )

    def is_part_of_event(self, frame: TimeFrame) -> bool:
        """Return whether the time is that of an event, such as building the thing that the quantity describes."""
        return bool(frame.event_end) and not _DIRECT_OBJECT.fullmatch(self.text, frame.event_end, self.candidate.start)
