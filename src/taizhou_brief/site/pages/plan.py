"""The list of all pages, in the order of the site map, and what follows from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from taizhou_brief.model.archive import Archive
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import County, Settings
from taizhou_brief.site.dataset import Dataset
from taizhou_brief.site.pages.article import article_pages
from taizhou_brief.site.pages.compare import Comparisons, compare_pages
from taizhou_brief.site.pages.county import county_index, county_pages
from taizhou_brief.site.pages.data import data_pages
from taizhou_brief.site.pages.home import home_page
from taizhou_brief.site.pages.issue import issue_pages
from taizhou_brief.site.pages.matrix import matrix_page
from taizhou_brief.site.pages.series import series_page
from taizhou_brief.site.pages.static_pages import about_page, not_found_page, search_page, sitemap_page
from taizhou_brief.site.pages.theme import theme_index, theme_pages
from taizhou_brief.site.pages.theme_county import theme_county_pages
from taizhou_brief.site.pages.updates import update_pages
from taizhou_brief.site.pages.whole_issue import whole_issue_pages
from taizhou_brief.site.pages.withdrawn import withdrawn_pages
from taizhou_brief.site.pages.years import year_pages, years_page
from taizhou_brief.site.views.rows import Link
from taizhou_brief.site.views.site_context import ArchiveCounts, article_listings


def plan_pages(archive: Archive, settings: Settings, dataset: Dataset, compared: Comparisons) -> tuple[Page, ...]:
    """Plan every page of the site; an archive without issues has all the pages that need none."""
    pages = tuple(_content_pages(archive, settings, dataset, compared))
    return (*pages, sitemap_page(settings, collect_links(pages)), not_found_page(settings))


def _content_pages(archive: Archive, settings: Settings, dataset: Dataset, compared: Comparisons) -> Iterator[Page]:
    counts, listings = ArchiveCounts.of(archive, settings), article_listings(settings, archive)
    yield home_page(archive, settings, counts)
    yield years_page(archive, settings)
    yield from year_pages(archive, settings)
    yield from issue_pages(archive, settings, listings)
    yield from whole_issue_pages(archive, settings)
    yield from article_pages(archive, settings, listings)
    yield from withdrawn_pages(archive, settings)
    yield county_index(archive, settings, counts)
    yield from county_pages(archive, settings, counts)
    yield theme_index(archive, settings, counts)
    yield from theme_pages(archive, settings, counts)
    yield from theme_county_pages(archive, settings, counts, listings)
    yield from compare_pages(archive, settings, counts, compared)
    yield matrix_page(settings, counts, archive.updated)
    yield from data_pages(keep_names(settings), dataset, counts, archive.updated)
    yield series_page(archive, settings, dataset)
    yield search_page(archive, settings, counts)
    yield from update_pages(archive, settings)
    yield about_page(archive, settings)


def keep_names(settings: Settings) -> Settings:
    """Return the part of the settings that pages of data show: the frame and the names of the counties."""
    counties = tuple(County(name=county.name, slug="") for county in settings.counties)
    return replace(settings, counties=counties, themes=(), terms=(), silenced=())


def collect_links(pages: Iterable[Page]) -> Mapping[str, tuple[Link, ...]]:
    """Collect the lists of links that pages belong to: `header`, `footer` and those of the site map."""
    lists: dict[str, list[Link]] = defaultdict(list)
    for page in pages:
        for name, text in page.links:
            lists[name].append(Link(text, page.url))
    return {name: tuple(links) for name, links in lists.items()}
