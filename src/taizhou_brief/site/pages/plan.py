"""The list of all pages, in the order of the site map, and what follows from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from taizhou_brief.model.archive import Archive
from taizhou_brief.model.archive_year import ArchiveYear, split_by_year
from taizhou_brief.model.page import Page, PageGroup
from taizhou_brief.model.settings import County, Settings
from taizhou_brief.site.dataset import Dataset
from taizhou_brief.site.pages.article import article_pages
from taizhou_brief.site.pages.compare import Comparisons, choice_page, compare_pages
from taizhou_brief.site.pages.county import county_index, county_pages
from taizhou_brief.site.pages.data import data_pages
from taizhou_brief.site.pages.home import home_page
from taizhou_brief.site.pages.issue import issue_pages
from taizhou_brief.site.pages.matrix import matrix_page
from taizhou_brief.site.pages.moved import moved_pages
from taizhou_brief.site.pages.series import series_page
from taizhou_brief.site.pages.static_pages import about_page, not_found_page, search_page, sitemap_page
from taizhou_brief.site.pages.theme import theme_index, theme_pages
from taizhou_brief.site.pages.theme_county import theme_county_pages
from taizhou_brief.site.pages.updates import update_pages
from taizhou_brief.site.pages.whole_issue import whole_issue_pages
from taizhou_brief.site.pages.withdrawn import withdrawn_pages
from taizhou_brief.site.pages.years import year_pages, years_page
from taizhou_brief.site.views.quantities import related_listing
from taizhou_brief.site.views.rows import Link
from taizhou_brief.site.views.site_context import ArchiveCounts, article_listings


def plan_pages(archive: Archive, settings: Settings, dataset: Dataset, compared: Comparisons) -> tuple[Page, ...]:
    """Plan every page of the site; an archive without issues has all the pages that need none."""
    planned = plan_site(archive, settings, dataset, compared)
    return tuple(page for item in planned for page in (item.plan() if isinstance(item, PageGroup) else (item,)))


def plan_site(
    archive: Archive, settings: Settings, dataset: Dataset, compared: Comparisons
) -> tuple[Page | PageGroup, ...]:
    """Plan the site in the order of its pages, of which those of a group are planned only if the group has changed."""
    planned = tuple(_content_pages(archive, settings, dataset, compared))
    links = collect_links(item for item in planned if isinstance(item, Page))
    return (*planned, sitemap_page(settings, links), not_found_page(settings))


def _content_pages(
    archive: Archive, settings: Settings, dataset: Dataset, compared: Comparisons
) -> Iterator[Page | PageGroup]:
    counts = ArchiveCounts.of(archive, settings)
    yield home_page(archive, settings, counts)
    yield years_page(archive, settings)
    yield from year_pages(archive, settings)
    years = tuple(split_by_year(archive))
    yield from (PageGroup(year.url, ("issue.html",), plan_issues, (settings, year)) for year in years)
    yield from (PageGroup(year.url, ("whole-issue.html",), plan_whole_issues, (settings, year)) for year in years)
    yield from (PageGroup(year.url, ("article.html",), plan_articles, (settings, year)) for year in years)
    yield from withdrawn_pages(archive, settings)
    yield from moved_pages(archive, settings)
    yield county_index(archive, settings, counts)
    yield from county_pages(archive, settings, counts, compared.pieces, dataset)
    yield theme_index(archive, settings, counts)
    yield from theme_pages(archive, settings, counts)
    yield from theme_county_pages(archive, settings)
    yield choice_page(archive, settings, counts, compared)
    yield from compare_pages(archive, settings, compared)
    yield matrix_page(settings, counts, archive.updated)
    yield from data_pages(keep_names(settings), dataset, counts, archive.updated)
    yield series_page(archive, settings, dataset)
    yield search_page(archive, settings, counts)
    yield from update_pages(archive, settings)
    yield about_page(archive, settings)


def plan_issues(settings: Settings, year: ArchiveYear) -> Iterator[Page]:
    """Plan the pages of the issues of a year."""
    return year.select(issue_pages(year.archive, settings, article_listings(settings, year.archive)))


def plan_whole_issues(settings: Settings, year: ArchiveYear) -> Iterator[Page]:
    """Plan the pages with the whole text of each issue of a year."""
    return year.select(whole_issue_pages(year.archive, settings))


def plan_articles(settings: Settings, year: ArchiveYear) -> Iterator[Page]:
    """Plan the pages of the articles of a year."""
    entries = (*year.archive.entries, *year.related_elsewhere())
    listings = {entry.url: related_listing(settings, entry) for entry in entries}
    return year.select(article_pages(year.archive, settings, listings))


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
