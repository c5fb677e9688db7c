"""The home page."""

from __future__ import annotations

from taizhou_brief.site.pages.home import NEWEST, home_page, recent_years
from taizhou_brief.site.views.rows import YearListing
from taizhou_brief.site.views.site_context import year_listings
from tests.project import briefing
from tests.unit.site.pages.plans import planned


def test_the_newest_issue_comes_first() -> None:
    """With the size of the archive."""
    archive, settings, counts = planned()
    context = home_page(archive, settings, counts).context
    assert str(context["newest"].id) == "2022/01"
    assert (context["size"].issues, context["size"].articles, context["size"].measures) == (2, 4, 12)
    assert [row.title for row in context["rows"]] == ["东山县再办夜校", "某局办好窗口"]


def test_an_empty_archive_has_a_home_page() -> None:
    """Without an issue."""
    archive, settings, counts = planned({})
    page = home_page(archive, settings, counts)
    assert (page.updated, page.context["newest"], page.context["rows"]) == (None, None, ())


def test_only_the_newest_issues_are_listed() -> None:
    """Older ones are counted."""
    texts = {
        f"{2000 + n // 12}/{n % 12 + 1:02}": briefing(n % 12 + 1, f"{2000 + n // 12}-{n % 12 + 1:02}-01")
        for n in range(36)
    }
    archive, _, _ = planned(texts)
    shown = recent_years(year_listings(archive))
    assert sum(len(year.issues) for year, _ in shown) == NEWEST
    assert [(year.year, left) for year, left in shown] == [(2002, 0), (2001, 0), (2000, 12)]
    assert all(isinstance(year, YearListing) for year, _ in shown)
