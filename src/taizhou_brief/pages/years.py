"""The lists of issues: all years, and one year."""

from __future__ import annotations

from taizhou_brief.models import Page
from taizhou_brief.pages.head import Draft, column, page
from taizhou_brief.pages.rows import Link
from taizhou_brief.pages.shelf import Shelf, year_rows


def years_page(shelf: Shelf) -> Page:
    """All issues of all years, each with its day."""
    settings = shelf.settings
    years = year_rows(shelf.archive)
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


def year_page(shelf: Shelf, year: int) -> Page:
    """The issues of one year with the titles of their articles."""
    settings = shelf.settings
    years = shelf.archive.years
    row = next(row for row in year_rows(shelf.archive, titles=True) if row.year == year)
    later = [other for other in years if other > year]
    earlier = [other for other in years if other < year]
    description = f"{settings.title}{year}年各期目录：{len(row.issues)}期、{row.articles}篇"
    draft = Draft(
        url=row.url,
        template="year.html",
        title=f"{year}年",
        description=description,
        here="issues",
        trail=(Link("各期", "issues/"),),
        name=f"{year}年",
        names=column(f"{year}年", description, (settings.title, f"{year}年"), "工作动态"),
    )
    return page(
        draft,
        settings,
        row=row,
        before=Link(f"{earlier[0]}年", f"{earlier[0]}/") if earlier else None,
        after=Link(f"{later[-1]}年", f"{later[-1]}/") if later else None,
    )
