"""References to the texts of the archive in the form of GB/T 7714, edition 2025 or 2015 as the settings choose.

The script of the page adds the day of access; a reader without script adds it by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from taizhou_brief.model.article_text import AnyArticle
from taizhou_brief.model.identity import Address
from taizhou_brief.model.settings import Frame
from taizhou_brief.model.summary import AnyIssue

EXCERPT_MARK = "（摘编）"
"""Follows the title of an excerpt, so that nobody quotes it as the original."""
ACCESSED = "[访问日期]"
"""The place of the day of access; `app.js` finds it by these words."""


@dataclass(frozen=True, slots=True)
class CitationMarks:
    """Punctuation in which the editions differ; full stops and square brackets are half-width in both."""

    colon: str
    comma: str
    opening: str
    closing: str
    accessed: str
    """What follows the imprint of an issue or an article; a measure names the day of access in both editions."""

    def bracketed(self, text: str) -> str:
        """Put a text in round brackets."""
        return f"{self.opening}{text}{self.closing}"


EDITIONS = {"2025": CitationMarks("：", "，", "（", "）", ""), "2015": CitationMarks(": ", ", ", "(", ")", ACCESSED)}


def issue_reference(issue: AnyIssue, settings: Frame) -> str:
    """Cite a whole issue: `编发单位. 刊名：第7期[R/OL]. 2021-12-01. 网址.`; edition 2015 puts the day in brackets."""
    marks, day = EDITIONS[settings.citation], issue.date.isoformat()
    name = f"{settings.title}{marks.colon}{issue.label}{excerpt_mark(issue)}"
    when = f"{marks.bracketed(day)}{marks.accessed}" if marks.accessed else day
    return f"{issuing_office(issue, settings)}. {name}[R/OL]. {when}.{full_address(issue.url, settings)}"


def article_reference(issue: AnyIssue, article: AnyArticle, settings: Frame) -> str:
    """Cite one article: `编发单位. 题名[J/OL]. 刊名，2021（7）. 网址.`."""
    url = full_address(Address(article.index).url(issue.id), settings)
    return f"{in_series(issue, article, settings)}{EDITIONS[settings.citation].accessed}.{url}"


def measure_stem(issue: AnyIssue, article: AnyArticle, settings: Frame) -> str:
    """Return `编发单位. 题名[J/OL]. 刊名，2021（7）：`; measure, day of access and address follow."""
    return f"{in_series(issue, article, settings)}{EDITIONS[settings.citation].colon}"


def in_series(issue: AnyIssue, article: AnyArticle, settings: Frame) -> str:
    """Return `编发单位. 题名[J/OL]. 刊名，2021（7）`, which identifies the text without its address."""
    marks = EDITIONS[settings.citation]
    place = f"{settings.title}{marks.comma}{issue.year}{marks.bracketed(issue_number(issue))}"
    return f"{issuing_office(issue, settings)}. {article.title}{excerpt_mark(issue)}[J/OL]. {place}"


def excerpt_mark(issue: AnyIssue) -> str:
    """Return the mark of an excerpt, or nothing."""
    return EXCERPT_MARK if issue.edition == "digest" else ""


def issuing_office(issue: AnyIssue, settings: Frame) -> str:
    """Return the office that issued it."""
    return issue.issuer or settings.issuer or settings.title


def full_address(url: str, settings: Frame) -> str:
    """Return the full address of a page with a stop, or nothing without a base URL."""
    return f" {settings.base_url}{url}." if settings.base_url else ""


def issue_number(issue: AnyIssue) -> str:
    """Return the number in the brackets after the year: 7, or S1 for a supplement."""
    return f"S{issue.number}" if issue.supplement else str(issue.number)


def format_chinese_date(day: date) -> str:
    """Return 2021年12月1日: without leading zeros, as in official documents."""
    return f"{day.year}年{day.month}月{day.day}日"
