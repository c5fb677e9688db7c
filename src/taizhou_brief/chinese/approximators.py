"""Approximators: words before, inside or after a number that make it an estimate or a bound (约, 近, 超, 余, 左右)."""

from __future__ import annotations

from collections.abc import Mapping

ESTIMATES = ("接近", "大约", "超过", "约", "近", "超", "逾")
"""Words before a number that is not exact, longer ones first."""
ESTIMATE_ENDS = "近约过超逾"
"""Last characters of `ESTIMATES`, for use inside `[…]`."""
LIMITS = ("最高", "最低", "最多", "最少", "至少", "不低于", "不少于", "不超过")
"""Words before a number that is a limit, also for the numbers listed after it."""
LEADING = (
    *(*ESTIMATES, *LIMITS, "将近", "超出", "上", "过", "最大", "最长", "最短", "不足", "不到"),
    *("低于", "高于", "少于", "多于", "大于", "小于", "不高于", "不多于", "不小于", "不大于"),
)
"""All words before a number that qualify it."""
INSIDE = "余多来"
"""Characters after a number and before its unit, for use inside `[…]`."""
TRAILING = ("及以上", "及以下", "以上", "以下", "以内", "左右", "上下")
"""Words after a unit, longer ones first."""
OTHER_WORDS: Mapping[str, tuple[str, ...]] = {
    "近": tuple("附最靠临邻就远亲"),
    "超": tuple("赶反彩B"),
    "约": (*"节签预履集制契合违公条誓邀相特", "规民"),
    "过": tuple("超通经不越路胜飞走跑驶穿跨渡游翻开办给做用花吃见"),
    "上": ("以",),
    "大于": ("远",),
}
"""Approximator → what makes it part of another word when it comes before it: 附近, 节约, 村规民约."""
_AFTER_TRAILING = "海市级述游规门线学报"
_AFTER: Mapping[str, str] = {"左右": "两手侧岸邻翼", "上下": "班学游级山楼车一"}
"""Characters that make the start of another word of one of `TRAILING`: 以上海, 左右手, 上下班."""
OPEN_ENDED = ("多", "余", "来", "以上", "左右", "上", *ESTIMATES, "至少", "不少于", "不低于")
"""Approximators of a total that allow a larger part of it."""


def match_trailing(*words: str) -> str:
    """Return a regular expression for some of `TRAILING` that does not match the start of another word."""
    return "|".join(f"{word}(?![{_AFTER_TRAILING}{_AFTER.get(word, '')}])" for word in words)


def exclude_other_words(word: str) -> str:
    """Return a regular expression for an approximator that does not match the end of another word, such as 节约."""
    by_length: dict[int, list[str]] = {}
    for prefix in OTHER_WORDS.get(word, ()):
        by_length.setdefault(len(prefix), []).append(prefix)
    return word + "".join(f"(?<!(?:{'|'.join(prefixes)}){word})" for prefixes in by_length.values())
