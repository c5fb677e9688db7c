"""The lists of issues: all years, and one year."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from taizhou_brief.model.issue import Issue
from taizhou_brief.model.page import Page
from taizhou_brief.site.views.page_meta import PageMeta, build_page, column_meta, page_context
from taizhou_brief.site.views.rows import Link
from taizhou_brief.site.views.site_context import SiteContext, issues_by_year, with_neighbours, year_listing

TEMPLATE = "year.html"
FEW = 24
"""Up to so many issues the list of all years shows the titles of their articles too."""


def years_page(shelf: SiteContext) -> Page:
    """All issues of all years, each with its day."""
    settings = shelf.settings
    titles = len(shelf.archive.issues) <= FEW
    years = tuple(year_listing(year, issues, titles=titles) for year, issues in issues_by_year(shelf.archive).items())
    description = f"{settings.title}历年各期目录"
    draft = PageMeta(
        url="issues/",
        template="years.html",
        title="各期",
        description=description,
        here="issues",
        trail=(),
        name="各期",
        names=column_meta("各期", description, (settings.title, "期号", "目录"), "工作动态"),
    )
    return build_page(
        draft, settings, years=years, issues=len(shelf.archive.issues), articles=len(shelf.archive.entries)
    )


def year_pages(shelf: SiteContext) -> Iterator[Page]:
    """One page a year."""
    years = issues_by_year(shelf.archive)
    for later, year, earlier in with_neighbours(tuple(years)):
        shows = (shelf.settings, later, earlier, tuple(issue.digest for issue in years[year]))
        yield Page(f"{year}/", TEMPLATE, shows, partial(year_context, shelf, years[year], earlier, later))


def year_context(
    shelf: SiteContext, issues: tuple[Issue, ...], earlier: int | None, later: int | None
) -> dict[str, Any]:
    """The issues of one year with the titles of their articles."""
    settings, year = shelf.settings, issues[0].year
    row = year_listing(year, issues, titles=True)
    description = f"{settings.title}{year}年各期目录：{len(row.issues)}期、{row.articles}篇"
    draft = PageMeta(
        url=row.url,
        template=TEMPLATE,
        title=f"{year}年",
        description=description,
        here="issues",
        trail=(Link("各期", "issues/"),),
        name=f"{year}年",
        names=column_meta(f"{year}年", description, (settings.title, f"{year}年"), "工作动态"),
    )
    return page_context(
        draft,
        settings,
        row=row,
        before=Link(f"{earlier}年", f"{earlier}/") if earlier else None,
        after=Link(f"{later}年", f"{later}/") if later else None,
    )
