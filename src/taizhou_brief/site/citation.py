"""What a reference to an issue or an article consists of; every form of it is printed from this one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.model.article_text import AnyArticle
from taizhou_brief.model.identity import Address
from taizhou_brief.model.settings import Frame
from taizhou_brief.model.summary import AnyIssue

EXCERPT_MARK = "（摘编）"
"""Follows the title of an excerpt, so that nobody quotes it as the original."""
_OFFICE = lazy_compile(
    "(?:[局委办室院厅部会府组队处科所站社署校司团行馆台镇乡联]|中心|街道|集团|大学|中学|小学)(?:（[^（）]*）)?$"
)
_SHARED_ENDING = "办公室"
_BASIS = lazy_compile("[依因按据应经]|根据|由于")
_DOCUMENT = lazy_compile("^《|(?:[法例定知求见函令]|办法|第[^第]+[条款项])$")


@dataclass(frozen=True, slots=True)
class Citation:
    """Reference to an issue or to one of its articles."""

    kind: Literal["issue", "article"]
    key: str
    """Key in a bibliography: `2021-07`, `2021-07-1`."""
    title: str
    """Title of the article, or of the issue, `第7期`; with the mark of an excerpt."""
    authors: tuple[str, ...]
    """Offices that wrote it."""
    publishers: tuple[str, ...]
    """Offices that issued it."""
    series: str
    number: str
    """Number of the issue: `7`, or `S1` for a supplement."""
    date: date
    url: str
    """Full address; empty without a base URL."""
    language: str

    @property
    def full_title(self) -> str:
        """Title that identifies it without its series: for an issue `某市工作简报：第7期`."""
        return self.title if self.kind == "article" else f"{self.series}：{self.title}"


def cite_issue(issue: AnyIssue, settings: Frame) -> Citation:
    """Return the reference to a whole issue."""
    offices = split_offices(issuing_office(issue, settings))
    return Citation(
        kind="issue",
        key=issue.url.strip("/").replace("/", "-"),
        title=f"{issue.label}{excerpt_mark(issue)}",
        authors=offices,
        publishers=offices,
        series=settings.title,
        number=f"S{issue.number}" if issue.supplement else str(issue.number),
        date=issue.date,
        url=f"{settings.base_url}{issue.url}" if settings.base_url else "",
        language=settings.language,
    )


def cite_article(issue: AnyIssue, article: AnyArticle, settings: Frame) -> Citation:
    """Return the reference to an article; its author is its contributor, or else the office that issued it."""
    publishers = split_offices(issuing_office(issue, settings))
    url = Address(article.index).url(issue.id)
    return Citation(
        kind="article",
        key=url.strip("/").replace("/", "-"),
        title=f"{article.title}{excerpt_mark(issue)}",
        authors=split_offices(article.contributor) or publishers,
        publishers=publishers,
        series=settings.title,
        number=f"S{issue.number}" if issue.supplement else str(issue.number),
        date=issue.date,
        url=f"{settings.base_url}{url}" if settings.base_url else "",
        language=settings.language,
    )


def split_offices(names: str) -> tuple[str, ...]:
    """Split the names of several offices at spaces, and at `、` where each part is the name of an office.

    `市委、市政府办公室` stays one: its parts share an ending.
    """
    offices: list[str] = []
    for name in names.split():
        parts = name.split("、")
        last = parts[-1].endswith(_SHARED_ENDING)
        separate = all(_OFFICE.search(part) and part.endswith(_SHARED_ENDING) >= last for part in parts)
        offices.extend(parts if separate else [name])
    return tuple(dict.fromkeys(offices))


def excerpt_mark(issue: AnyIssue) -> str:
    """Return the mark of an excerpt, or nothing."""
    return EXCERPT_MARK if issue.edition == "digest" else ""


def issuing_office(issue: AnyIssue, settings: Frame) -> str:
    """Return the office that issued it."""
    return issue.issuer or settings.issuer or settings.title


def format_basis(reason: str) -> str:
    """Return the reason of a removal as pages print it: `依` a document, `因` anything else, unless it begins so."""
    reason = reason.rstrip("。")
    if _BASIS.match(reason):
        return reason
    return f"{'依' if _DOCUMENT.search(reason) else '因'}{reason}"
