"""The pages that explain and lead: 说明, 检索, 站点地图, and the one for addresses that do not exist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from taizhou_brief.model.archive import Archive, ArchiveEntry
from taizhou_brief.model.identity import Address
from taizhou_brief.model.page import NOT_FOUND, Page
from taizhou_brief.model.settings import Frame, Settings
from taizhou_brief.site.citation import cite_article, cite_issue
from taizhou_brief.site.citation_forms import print_measure_stem, print_reference
from taizhou_brief.site.views.page_meta import list_meta, page_context
from taizhou_brief.site.views.rows import Link
from taizhou_brief.site.views.site_context import (
    ArchiveCounts,
    count_measures,
    measure_label,
    theme_links,
)

LISTED = 600
"""Measures that the search page lists for readers without script."""
CHOICES = 20
"""Themes offered on the search page."""
MeasureList = tuple[tuple[Link, tuple[tuple[Link, tuple[Link, ...]], ...]], ...]
"""Issues with their articles and the measures of these."""


def about_page(archive: Archive, settings: Settings) -> Page:
    """Plan the page that explains the archive; its examples are references to the first article with measures."""
    example = next((entry for entry in archive.entries if entry.measures), next(iter(archive.entries), None))
    excerpts = any(issue.edition == "digest" for issue in archive.issues)
    arguments = (settings.frame, build_examples(example, settings) if example else None, excerpts)
    return Page("about/", "about.html", about_context, arguments, (("header", "说明"), ("more", "说明")))


def build_examples(entry: ArchiveEntry, settings: Settings) -> dict[str, str]:
    """Build references to an issue, an article and a measure."""
    measure = entry.article.measures[0].id if entry.article.measures else ""
    citation = cite_article(entry.issue, entry.article, settings)
    return {
        "issue": print_reference(cite_issue(entry.issue, settings), settings.citation),
        "article": print_reference(citation, settings.citation),
        "measure": print_measure_stem(citation, settings.citation),
        "label": measure_label(measure),
    }


def about_context(settings: Frame, example: dict[str, str] | None, excerpts: bool) -> dict[str, Any]:  # noqa: FBT001  # arguments of a page have no names
    """Build what the archive is, how it is quoted, what its marks mean, how it is used."""
    description = f"{settings.title}{settings.subtitle}的内容、引用办法、更正、无障碍和键盘操作说明"
    meta = list_meta("about/", "说明", description, "其他", (settings.title, "说明", "引用", "无障碍"), here="about")
    return page_context(meta, settings, example=example, digests=excerpts)


def search_page(archive: Archive, settings: Settings, counts: ArchiveCounts) -> Page:
    """Plan the search page; without script it lists all measures of a small archive, the years of a large one."""
    themes = theme_links(settings, (theme.id for theme in counts.top_themes(CHOICES)))
    listing = list_measures(archive)
    arguments = (
        settings.frame,
        themes,
        (listing, () if listing else archive.years),
        (list_named_pages(settings, archive), list_numbers(archive)),
    )
    return Page("search/", "search.html", search_context, arguments, (("footer", "检索"), ("more", "检索")))


def search_context(
    settings: Frame,
    themes: tuple[Link, ...],
    lists: tuple[MeasureList, tuple[int, ...]],
    named: tuple[tuple[NamedPage, ...], str],
) -> dict[str, Any]:
    """Build the search page; `lists` are the measures of a small archive, or the years of a large one.

    `named` are the pages whose names a reader may type, and the numbers of issues by year.
    """
    description = f"在{settings.title}的措施里逐条检索"
    meta = list_meta("search/", "检索", description, "其他", (settings.title, "检索"), here="search")
    return page_context(
        meta,
        settings,
        themes=themes,
        counties=tuple(page.link for page in named[0] if page.kind == settings.place_label),
        listing=lists[0],
        named=named[0],
        issues=named[1],
        years=tuple(Link(f"{year}年", f"{year}/") for year in lists[1]),
    )


class NamedPage(NamedTuple):
    """Page that a query may name: a county or a theme."""

    kind: str
    link: Link
    names: tuple[str, ...]
    """Other names than that of the link."""


def list_named_pages(settings: Settings, archive: Archive) -> tuple[NamedPage, ...]:
    """Return the pages of counties and of themes that articles have."""
    counties = (
        NamedPage(settings.place_label, Link(county.name, county.url), (*county.aliases, county.short or county.name))
        for county in settings.counties
    )
    themes = (
        NamedPage("主题", Link(theme.label, theme.url), theme.aliases)
        for theme in settings.themes
        if archive.by_theme[theme.id]
    )
    return (*counties, *themes)


def list_numbers(archive: Archive) -> str:
    """Return the years, newest first, with the numbers of their issues: `2022:1-24;2021:3,7`; without supplements."""
    by_year = {
        year: sorted(i.number for i in archive.issues if i.year == year and not i.supplement) for year in archive.years
    }
    return ";".join(f"{year}:{join_ranges(numbers)}" for year, numbers in by_year.items() if numbers)


def join_ranges(numbers: Sequence[int]) -> str:
    """Join ascending numbers, consecutive ones as a range."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1] = [parts[-1][0], number]
        else:
            parts.append([number])
    return ",".join("-".join(map(str, part)) for part in parts)


def list_measures(archive: Archive) -> MeasureList:
    """List issues, newest first, with articles and measures; nothing where there are more than `LISTED` measures."""
    if count_measures(archive.entries) > LISTED:
        return ()
    return tuple(
        (
            Link(issue.id.long_label, issue.url),
            tuple(
                (
                    Link(article.title, Address(article.index).url(issue.id)),
                    tuple(
                        Link(f"{m.marker}{m.heading}", Address(article.index, m.id).url(issue.id))
                        for m in article.measures
                    ),
                )
                for article in issue.articles
            ),
        )
        for issue in reversed(archive.issues)
    )


def sitemap_page(settings: Settings, links: Mapping[str, tuple[Link, ...]]) -> Page:
    """Plan the page with every list of the site; from there every page is one step away."""
    lists = tuple(links.get(name, ()) for name in ("years", "counties", "themes", "years of data", "more"))
    return Page("sitemap/", "sitemap.html", sitemap_context, (settings.frame, *lists))


def sitemap_context(  # noqa: PLR0913, PLR0917  # a list of links each
    settings: Frame,
    years: tuple[Link, ...],
    counties: tuple[Link, ...],
    themes: tuple[Link, ...],
    data_years: tuple[Link, ...],
    more: tuple[Link, ...],
) -> dict[str, Any]:
    """Build the page with every list of the site."""
    description = f"{settings.title}{settings.subtitle}全部栏目"
    meta = list_meta("sitemap/", "站点地图", description, "其他", (settings.title, "站点地图"), here="")
    return page_context(meta, settings, years=years, counties=counties, themes=themes, figures=data_years, more=more)


def not_found_page(settings: Settings) -> Page:
    """Plan what a server sends when an address does not exist."""
    return Page(NOT_FOUND, "404.html", not_found_context, (settings.frame,))


def not_found_context(settings: Frame) -> dict[str, Any]:
    """Build what a server sends when an address does not exist."""
    meta = list_meta(NOT_FOUND, "没有这一页", "网址可能写错了", "其他", (settings.title,), here="")
    return page_context(meta, settings)
