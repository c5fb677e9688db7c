"""The lists of issues: all years, and one year."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from taizhou_brief.models import Issue, Page
from taizhou_brief.pages.head import Draft, column, framed, page
from taizhou_brief.pages.rows import Link
from taizhou_brief.pages.shelf import Shelf, between, issues_by_year, year_row

TEMPLATE = "year.html"
FEW = 24
"""Up to so many issues the list of all years shows the titles of their articles too."""


def years_page(shelf: Shelf) -> Page:
    """All issues of all years, each with its day."""
    settings = shelf.settings
    titles = len(shelf.archive.issues) <= FEW
    years = tuple(year_row(year, issues, titles=titles) for year, issues in issues_by_year(shelf.archive).items())
    description = f"{settings.title}历年各期目录"
    draft = Draft(
        url="issues/",
        template="years.html",
        title="各期",
        description=description,
        here="issues",
        trail=(),
        name="各期",
        names=column("各期", description, (settings.title, "期号", "目录"), "工作动态"),
    )
    return page(draft, settings, years=years, issues=len(shelf.archive.issues), articles=len(shelf.archive.entries))


def year_pages(shelf: Shelf) -> Iterator[Page]:
    """One page a year."""
    years = issues_by_year(shelf.archive)
    for later, year, earlier in between(tuple(years)):
        shows = (shelf.settings, later, earlier, tuple(issue.digest for issue in years[year]))
        yield Page(f"{year}/", TEMPLATE, shows, partial(year_context, shelf, years[year], earlier, later))


def year_context(shelf: Shelf, issues: tuple[Issue, ...], earlier: int | None, later: int | None) -> dict[str, Any]:
    """The issues of one year with the titles of their articles."""
    settings, year = shelf.settings, issues[0].year
    row = year_row(year, issues, titles=True)
    description = f"{settings.title}{year}年各期目录：{len(row.issues)}期、{row.articles}篇"
    draft = Draft(
        url=row.url,
        template=TEMPLATE,
        title=f"{year}年",
        description=description,
        here="issues",
        trail=(Link("各期", "issues/"),),
        name=f"{year}年",
        names=column(f"{year}年", description, (settings.title, f"{year}年"), "工作动态"),
    )
    return framed(
        draft,
        settings,
        row=row,
        before=Link(f"{earlier}年", f"{earlier}/") if earlier else None,
        after=Link(f"{later}年", f"{later}/") if later else None,
    )
