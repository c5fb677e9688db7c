"""How a text of the archive is quoted: references in the form of GB/T 7714, 2025 or 2015, by the settings.

The day of access is the reader's own: the page's script puts it in, a reader without script does so by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import Article, Issue
from taizhou_brief.model.settings import Settings

EXCERPT_MARK = "（摘编）"
"""Stands behind the title of a text that is the archive's own digest, so that nobody quotes it as the original."""
ACCESSED = "[访问日期]"
"""Where the day of access belongs; `app.js` knows it by these words."""


@dataclass(frozen=True, slots=True)
class CitationMarks:
    """The marks in which the editions differ; stops and square brackets are half-width in both."""

    colon: str
    comma: str
    opening: str
    closing: str
    accessed: str
    """What follows the imprint of an issue or an article; a measure names the day of access in both editions."""

    def bracketed(self, text: str) -> str:
        """In round brackets."""
        return f"{self.opening}{text}{self.closing}"


EDITIONS = {"2025": CitationMarks("：", "，", "（", "）", ""), "2015": CitationMarks(": ", ", ", "(", ")", ACCESSED)}


def issue_reference(issue: Issue, settings: Settings) -> str:
    """Cite a whole issue: `编发单位. 刊名：第7期[R/OL]. 2021-12-01. 网址.`; in 2015 the day stands in brackets."""
    marks, day = EDITIONS[settings.citation], issue.date.isoformat()
    name = f"{settings.title}{marks.colon}{issue.label}{excerpt_mark(issue)}"
    when = f"{marks.bracketed(day)}{marks.accessed}" if marks.accessed else day
    return f"{issuing_office(issue, settings)}. {name}[R/OL]. {when}.{full_address(issue.url, settings)}"


def article_reference(issue: Issue, article: Article, settings: Settings) -> str:
    """Cite one article: `编发单位. 题名[J/OL]. 刊名，2021（7）. 网址.`."""
    url = full_address(Address(article.index).url(issue.id), settings)
    return f"{in_series(issue, article, settings)}{EDITIONS[settings.citation].accessed}.{url}"


def measure_stem(issue: Issue, article: Article, settings: Settings) -> str:
    """`编发单位. 题名[J/OL]. 刊名，2021（7）：`: the measure's number, the day of access and the address follow it."""
    return f"{in_series(issue, article, settings)}{EDITIONS[settings.citation].colon}"


def in_series(issue: Issue, article: Article, settings: Settings) -> str:
    """`编发单位. 题名[J/OL]. 刊名，2021（7）`: what finds the text even where its address is lost."""
    marks = EDITIONS[settings.citation]
    place = f"{settings.title}{marks.comma}{issue.year}{marks.bracketed(issue_number(issue))}"
    return f"{issuing_office(issue, settings)}. {article.title}{excerpt_mark(issue)}[J/OL]. {place}"


def excerpt_mark(issue: Issue) -> str:
    """The mark of a digest, or nothing."""
    return EXCERPT_MARK if issue.edition == "digest" else ""


def issuing_office(issue: Issue, settings: Settings) -> str:
    """The office that issued it."""
    return issue.issuer or settings.issuer or settings.title


def full_address(url: str, settings: Settings) -> str:
    """The page's full address with a stop, or nothing while the archive has no address of its own."""
    return f" {settings.base_url}{url}." if settings.base_url else ""


def issue_number(issue: Issue) -> str:
    """The number inside the brackets of a year's volume: 7, or S1 for a 增刊."""
    return f"S{issue.number}" if issue.supplement else str(issue.number)


def format_chinese_date(day: date) -> str:
    """2021年12月1日: no zeros in front, as official documents write a date."""
    return f"{day.year}年{day.month}月{day.day}日"
