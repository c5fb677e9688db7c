"""The list of all pages, in the order of the site map."""

from __future__ import annotations

from collections.abc import Iterator

from taizhou_brief.ledger import Ledger, ledger_for
from taizhou_brief.models import Archive, Page
from taizhou_brief.pages.article import article_pages
from taizhou_brief.pages.county import county_index, county_pages
from taizhou_brief.pages.home import home_page
from taizhou_brief.pages.issue import issue_pages
from taizhou_brief.pages.ledger import ledger_pages
from taizhou_brief.pages.matrix import matrix_page
from taizhou_brief.pages.notes import about_page, missing_page, search_page, sitemap_page
from taizhou_brief.pages.series import series_page
from taizhou_brief.pages.shelf import Shelf
from taizhou_brief.pages.theme import theme_index, theme_pages
from taizhou_brief.pages.years import year_pages, years_page
from taizhou_brief.settings import Settings


def plan(archive: Archive, settings: Settings, figures: Ledger | None = None) -> Iterator[Page]:
    """Every page of the site; an archive without issues has all the pages that need none.

    `figures` is the archive's ledger, where it is at hand.
    """
    figures = figures or ledger_for(archive, settings)
    shelf = Shelf.of(archive, settings)
    yield home_page(shelf)
    yield years_page(shelf)
    yield from year_pages(shelf)
    yield from issue_pages(shelf)
    yield from article_pages(shelf)
    yield county_index(shelf)
    yield from county_pages(shelf, figures)
    yield theme_index(shelf)
    yield from theme_pages(shelf)
    yield matrix_page(shelf)
    yield from ledger_pages(shelf, figures)
    yield from series_page(shelf, figures)
    yield about_page(shelf)
    yield search_page(shelf)
    yield sitemap_page(shelf, figures)
    yield missing_page(shelf)
