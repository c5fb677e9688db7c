"""Summary of an issue: what other pages show and order it by, so that nobody needs its text for them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from taizhou_brief.model.fingerprint import Digested
from taizhou_brief.model.identity import IssueId
from taizhou_brief.model.issue import ArticleEntry, FrontMatter, Issue
from taizhou_brief.model.links import NO_LINKS, IssueLinks, find_links


class ShownBlock(NamedTuple):
    """Block of prose."""

    html: str
    """HTML of the whole element; the quantities of an article are marked."""


class MeasureSummary(NamedTuple):
    """Measure as lists show it."""

    id: str
    """Fragment of its address, unique in its article: `s2m3`, or `m3` outside sections."""
    marker: str
    heading: str
    extract: str
    """Beginning of its text."""
    themes: tuple[str, ...] = ()
    """Ids of those of its article's themes that it is about."""
    theme_words: tuple[tuple[str, ...], ...] = ()
    """Words that cause each of these themes; none where an editor has decided."""
    results: str = ""
    """Its telling quantities, encoded: most builds look at few of them; see `encode_results`."""


class ShownQuantity(NamedTuple):
    """Quantity as lists show it."""

    fragment: str
    """Fragment of its address: `s2m3f1`."""
    place: str
    """Measure or section that contains it, `lead` for the lead, or empty."""
    text: str
    """As printed."""
    unit: str
    clause: str
    """Clause that contains it, shortened to what a list has room for."""
    target: bool
    """Whether it is a plan, not a result."""
    when: str = ""
    """Its time, where it is shown and sure."""


@dataclass(frozen=True, kw_only=True)
class ArticleSummary(ArticleEntry, Digested):
    """Article as lists show it: its entry in the front matter, and what they show of its text."""

    index: int
    """Position in the issue, from 1; part of its address."""
    extract: str
    """Beginning of its text."""
    measures: tuple[MeasureSummary, ...]
    notable: tuple[ShownQuantity, ...]
    """Its telling quantities, the most telling first."""
    text_digest: str
    """Digest of what the page of the article shows of its text."""


@dataclass(frozen=True, kw_only=True)
class IssueSummary(FrontMatter, Digested):
    """Issue as other pages show it: its front matter and the summaries of its articles."""

    path: str
    """Relative to the project's root, with `/`: `briefings/2021/07.md`."""
    editor_note: tuple[ShownBlock, ...] = ()  # type: ignore[assignment]  # the HTML is all that is shown
    articles: tuple[ArticleSummary, ...] = ()
    links: IssueLinks = NO_LINKS
    """Its links to places of issues, and the places that it has."""

    @property
    def year(self) -> int:
        """Year of the issue."""
        return self.date.year

    @cached_property
    def id(self) -> IssueId:
        """Identifier of the issue."""
        return IssueId(self.year, self.supplement, self.number)

    @cached_property
    def url(self) -> str:
        """URL of the issue's page, relative to the site's root."""
        return self.id.url

    @cached_property
    def label(self) -> str:
        """`第7期` or `增刊第1期`."""
        return self.id.label

    @cached_property
    def head(self) -> IssueSummary:
        """The issue without its articles, corrections and 编者按: what the pages of its articles show of it."""
        return replace(self, articles=(), errata=(), redacted=(), editor_note=(), links=NO_LINKS)


AnyIssue = Issue | IssueSummary


def links_of(issue: AnyIssue) -> IssueLinks:
    """Return the links and places of an issue."""
    return issue.links if isinstance(issue, IssueSummary) else find_links(issue)
