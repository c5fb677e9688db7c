"""Text of a new issue, with what is known filled in, for an editor to complete."""

from __future__ import annotations

from datetime import date

from taizhou_brief.formats.undecided import BLANK
from taizhou_brief.model.settings import Settings


def new_briefing(number: int, day: date, settings: Settings, *, supplement: bool = False) -> str:
    """Return the text of a new briefing with one article, two sections, and two measures in each."""
    county = BLANK if settings.counties else ""
    theme = BLANK if settings.themes else ""
    issuer = "" if settings.issuer else f"issuer: {BLANK}\n"
    return f"""---
number: {number}
{"supplement: true" + chr(10) if supplement else ""}date: {day.isoformat()}
{issuer}report_to: []
send_to: []
distribute_to: []
articles:
- title: {BLANK}
  counties: [{county}]
  themes: [{theme}]
---

# {BLANK}

{BLANK}导语。

## 一、{BLANK}

一是{BLANK}。

二是{BLANK}。

## 二、{BLANK}

一是{BLANK}。

二是{BLANK}。
"""
