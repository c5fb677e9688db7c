"""A new issue's file, filled in as far as it can be, for an editor to go on with."""

from __future__ import annotations

from datetime import date

from taizhou_brief.formats.briefing.placeholder import PLACEHOLDER_TEXT
from taizhou_brief.model.settings import Settings


def new_briefing(number: int, day: date, settings: Settings, *, supplement: bool = False) -> str:
    """The text of a new briefing with one article, two sections and two measures each."""
    county = settings.counties[0].name if settings.counties else ""
    theme = settings.themes[0].label if settings.themes else ""
    issuer = "" if settings.issuer else f"issuer: {PLACEHOLDER_TEXT}\n"
    return f"""---
number: {number}
{"supplement: true" + chr(10) if supplement else ""}date: {day.isoformat()}
{issuer}report_to: []
send_to: []
distribute_to: []
articles:
- title: {PLACEHOLDER_TEXT}
  counties: [{county}]
  themes: [{theme}]
---

# {PLACEHOLDER_TEXT}

{PLACEHOLDER_TEXT}导语。

## 一、{PLACEHOLDER_TEXT}

一是{PLACEHOLDER_TEXT}。

二是{PLACEHOLDER_TEXT}。

## 二、{PLACEHOLDER_TEXT}

一是{PLACEHOLDER_TEXT}。

二是{PLACEHOLDER_TEXT}。
"""
