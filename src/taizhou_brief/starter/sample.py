"""A made-up issue that shows what an archive looks like."""

from __future__ import annotations

from taizhou_brief.starter.settings import StarterSettings, fill

PATH = "briefings/2024/01.md"
NO_PLACES = ("甲地", "乙地")
"""Places of the sample where the archive has no counties."""


def write_sample(known: StarterSettings, text: str) -> str:
    """Return the sample about the first and the last county of the archive, or about places of no name."""
    names = [county.name for county in known.counties]
    first, second = (names[0], names[-1]) if names else NO_PLACES
    values = {
        "issuer": "" if known.issuer else "issuer: 样例编发单位\n",
        "first": first,
        "second": second,
        "first_county": first if names else "",
        "second_county": second if names else "",
    }
    return fill(text, values)
