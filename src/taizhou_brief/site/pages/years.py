"""The lists of issues: all years, and one year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from taizhou_brief.model.archive import Archive
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Frame, Settings
from taizhou_brief.site.views.page_meta import list_meta, page_context
from taizhou_brief.site.views.rows import Link, YearListing
from taizhou_brief.site.views.site_context import issues_by_year, with_neighbours, year_listing

FEW = 24
"""Up to so many issues the list of all years shows the titles of their articles, too."""


def years_page(archive: Archive, settings: Settings) -> Page:
    """Plan the list of all issues of all years."""
    titles = len(archive.issues) <= FEW
    years = tuple(year_listing(year, issues, titles=titles) for year, issues in issues_by_year(archive).items())
    links = (("header", "各期"), ("footer", "各期"))
    return Page("issues/", "years.html", years_context, (settings.frame, years), links, archive.updated)


def years_context(settings: Frame, years: tuple[YearListing, ...]) -> dict[str, Any]:
    """Build the list of all issues of all years, each with its day."""
    description = f"{settings.title}历年各期目录"
    meta = list_meta("issues/", "各期", description, "工作动态", (settings.title, "期号", "目录"), here="issues")
    return page_context(
        meta,
        settings,
        years=years,
        issues=sum(year.published for year in years),
        articles=sum(year.articles for year in years),
    )


def year_pages(archive: Archive, settings: Settings) -> Iterator[Page]:
    """Plan one page a year."""
    years = issues_by_year(archive)
    for later, year, earlier in with_neighbours(tuple(years)):
        issues = years[year]
        arguments = (settings.frame, year_listing(year, issues, titles=True), earlier, later)
        updated = max(issue.date for issue in issues)
        yield Page(f"{year}/", "year.html", year_context, arguments, (("years", f"{year}年"),), updated)


def year_context(settings: Frame, listing: YearListing, earlier: int | None, later: int | None) -> dict[str, Any]:
    """Build the list of the issues of one year with the titles of their articles."""
    year = listing.year
    description = f"{settings.title}{year}年各期目录：{listing.published}期、{listing.articles}篇"
    meta = list_meta(
        listing.url,
        f"{year}年",
        description,
        "工作动态",
        (settings.title, f"{year}年"),
        here="issues",
        trail=(Link("各期", "issues/"),),
    )
    return page_context(
        meta,
        settings,
        row=listing,
        before=Link(f"{earlier}年", f"{earlier}/") if earlier else None,
        after=Link(f"{later}年", f"{later}/") if later else None,
    )
