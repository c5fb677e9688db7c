"""Times of quantities in words."""

from __future__ import annotations

from functools import lru_cache

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.model.quantity import Quantity

_PERIOD = lazy_compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>\d)|H(?P<half>[12])|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?")


@lru_cache(maxsize=1000)
def period_label(as_of: str) -> str:
    """Return `2021年10月` for `2021-10`, which no spreadsheet takes for another date; other forms are unchanged."""
    open_end, text = as_of.endswith("/"), as_of.rstrip("/")
    if "/" in text:
        return "至".join(period_label(part) for part in text.split("/"))
    match = _PERIOD.fullmatch(text)
    if not match:
        return as_of
    parts = [f"{match['year']}年"]
    if match["quarter"]:
        parts.append(f"第{match['quarter']}季度")
    if match["half"]:
        parts.append("上半年" if match["half"] == "1" else "下半年")
    if match["month"]:
        parts.append(f"{int(match['month'])}月")
    if match["day"]:
        parts.append(f"{int(match['day'])}日")
    return "".join(parts) + ("以来" if open_end else "")


def describe_time(quantity: Quantity) -> str:
    """Return the time of a quantity: `截至目前（2021年12月）`; empty if none is sure."""
    if not quantity.as_of:
        return ""
    label = period_label(quantity.as_of)
    return f"{quantity.as_of_text}（{label}）" if quantity.as_of_text not in {"", label} else label
