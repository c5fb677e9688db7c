"""Times that belong to one number: an attribute, or the base of a comparison."""

from __future__ import annotations

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.quantities.candidates import Candidate
from taizhou_brief.quantities.time_frames import OwnTime
from taizhou_brief.quantities.time_roles import TimeRole

_MULTIPLES = {"%", "倍", "‰"}
_CHANGES = "增提降减上下高低多少缩翻涨落跌净扩改快慢贵早晚收窄变"
_BASE_GAP = lazy_compile(f"[^，。；：！？{_CHANGES}]{{0,12}}")
_CHANGE_AFTER = lazy_compile(f"[^，。；！？、]{{0,8}}?[{_CHANGES}到至为跃调发]")


def belongs_to(own: OwnTime, text: str, candidate: Candidate) -> bool:
    """Return whether a time belongs to a quantity: not to a multiple of what was then, nor to a difference."""
    gap = text[own.end : candidate.start]
    is_changed = _CHANGE_AFTER.match(text, candidate.end)
    match own.role:
        case TimeRole.ATTRIBUTE:
            return True
        case TimeRole.FROM:
            return bool(_BASE_GAP.fullmatch(gap))
    if candidate.unit == "百分点" and not gap.endswith("的"):
        return False
    if gap.endswith("的") and candidate.unit in _MULTIPLES and not is_changed:
        return False
    return gap[:1] in {"", "的", "（"} or bool(is_changed and _BASE_GAP.fullmatch(gap))
