"""The list of all pages, in the order of the site map."""

from __future__ import annotations

from collections.abc import Iterator

from taizhou_brief.model.archive import Archive
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Settings
from taizhou_brief.site.dataset import Dataset, build_dataset
from taizhou_brief.site.pages.article import article_pages
from taizhou_brief.site.pages.county import county_index, county_pages
from taizhou_brief.site.pages.data import data_pages
from taizhou_brief.site.pages.home import home_page
from taizhou_brief.site.pages.issue import issue_pages
from taizhou_brief.site.pages.matrix import matrix_page
from taizhou_brief.site.pages.series import series_page
from taizhou_brief.site.pages.static_pages import about_page, not_found_page, search_page, sitemap_page
from taizhou_brief.site.pages.theme import theme_index, theme_pages
from taizhou_brief.site.pages.years import year_pages, years_page
from taizhou_brief.site.views.site_context import SiteContext


def plan_pages(archive: Archive, settings: Settings, figures: Dataset | None = None) -> Iterator[Page]:
    """Every page of the site; an archive without issues has all the pages that need none.

    `figures` is the archive's ledger, where it is at hand.
    """
    figures = figures or build_dataset(archive, settings)
    shelf = SiteContext.of(archive, settings)
    yield home_page(shelf)
    yield years_page(shelf)
    yield from year_pages(shelf)
    yield from issue_pages(shelf)
    yield from article_pages(shelf)
    yield county_index(shelf)
    yield from county_pages(shelf)
    yield theme_index(shelf)
    yield from theme_pages(shelf)
    yield matrix_page(shelf)
    yield from data_pages(shelf, figures)
    yield series_page(settings)
    yield about_page(shelf)
    yield search_page(shelf)
    yield sitemap_page(shelf, figures)
    yield not_found_page(shelf)
