"""How a text of the archive is quoted: references in the form of GB/T 7714—2025, without the reader's access date."""

from __future__ import annotations

from datetime import date

from taizhou_brief.models import Article, Issue
from taizhou_brief.settings import Settings

ABRIDGED = "（摘编）"
"""Stands behind the title of a text that is the archive's own digest, so that nobody quotes it as the original."""


def issue_reference(issue: Issue, settings: Settings) -> str:
    """Cite a whole issue: `编发单位. 刊名：第7期[R/OL]. 2021-12-01. 网址.`."""
    name = f"{settings.title}：{issue.label}{abridged(issue)}"
    return f"{author(issue, settings)}. {name}[R/OL]. {issue.date.isoformat()}.{address(issue.url, settings)}"


def article_reference(issue: Issue, article: Article, settings: Settings) -> str:
    """Cite one article: `编发单位. 题名[J/OL]. 刊名，2021（7）. 网址.`."""
    place = f"{settings.title}，{issue.year}（{volume_number(issue)}）"
    url = address(f"{issue.key}/{article.index}/", settings)
    return f"{author(issue, settings)}. {article.title}{abridged(issue)}[J/OL]. {place}.{url}"


def measure_stem(issue: Issue, article: Article, settings: Settings) -> str:
    """`编发单位. 题名[EB/OL]. （2021-12-01）`: the reader's day of access and the measure's address follow it."""
    title = f"{article.title}{abridged(issue)}"
    return f"{author(issue, settings)}. {title}[EB/OL]. （{issue.date.isoformat()}）"


def abridged(issue: Issue) -> str:
    """The mark of a digest, or nothing."""
    return ABRIDGED if issue.edition == "digest" else ""


def author(issue: Issue, settings: Settings) -> str:
    """The office that issued it."""
    return issue.issuer or settings.issuer or settings.title


def address(url: str, settings: Settings) -> str:
    """The page's full address with a stop, or nothing while the archive has no address of its own."""
    return f" {settings.base_url}{url}." if settings.base_url else ""


def volume_number(issue: Issue) -> str:
    """The number inside the brackets of a year's volume: 7, or S1 for a 增刊."""
    return f"S{issue.number}" if issue.supplement else str(issue.number)


def chinese_date(day: date) -> str:
    """2021年12月1日: no zeros in front, as official documents write a date."""
    return f"{day.year}年{day.month}月{day.day}日"
