"""The pages that explain and lead: 说明, 检索, 站点地图, and the one for addresses that do not exist."""

from __future__ import annotations

from taizhou_brief.model.archive import Archive
from taizhou_brief.model.page import Page
from taizhou_brief.site.citation import article_reference, issue_reference, measure_stem
from taizhou_brief.site.dataset import Dataset
from taizhou_brief.site.views.page_meta import PageMeta, build_page, column_meta
from taizhou_brief.site.views.rows import Link
from taizhou_brief.site.views.site_context import SiteContext, measure_label

LISTED = 600
"""Measures that the search page lists for readers without script."""


def about_page(shelf: SiteContext) -> Page:
    """What the archive is, how it is quoted, what its marks mean, how it is used."""
    settings, archive = shelf.settings, shelf.archive
    description = f"{settings.title}{settings.subtitle}的内容、引用办法、更正、无障碍和键盘操作说明"
    draft = PageMeta(
        url="about/",
        template="about.html",
        title="说明",
        description=description,
        here="about",
        trail=(),
        name="说明",
        names=column_meta("说明", description, (settings.title, "说明", "引用", "无障碍"), "其他"),
    )
    first = next((entry for entry in archive.entries if entry.measures), next(iter(archive.entries), None))
    example = None
    if first:
        measure = first.article.measures[0].id if first.article.measures else ""
        example = {
            "issue": issue_reference(first.issue, settings),
            "article": article_reference(first.issue, first.article, settings),
            "measure": measure_stem(first.issue, first.article, settings),
            "label": measure_label(measure),
        }
    return build_page(
        draft, settings, example=example, digests=any(issue.edition == "digest" for issue in archive.issues)
    )


def search_page(shelf: SiteContext) -> Page:
    """The search page; without script it lists all measures of a small archive, the years of a large one."""
    settings = shelf.settings
    description = f"在{settings.title}的措施里逐条检索"
    draft = PageMeta(
        url="search/",
        template="search.html",
        title="检索",
        description=description,
        here="search",
        trail=(),
        name="检索",
        names=column_meta("检索", description, (settings.title, "检索"), "其他"),
    )
    themes = tuple(shelf.themes[theme.id] for theme in shelf.common(20))
    return build_page(
        draft,
        settings,
        themes=themes,
        counties=tuple(shelf.counties.values()),
        listing=list_measures(shelf.archive),
        years=tuple(Link(f"{year}年", f"{year}/") for year in shelf.archive.years),
    )


def list_measures(archive: Archive) -> tuple[tuple[Link, tuple[tuple[Link, tuple[Link, ...]], ...]], ...]:
    """Issues, newest first, with their articles and measures; nothing where there are more than `LISTED` measures."""
    if sum(entry.measures for entry in archive.entries) > LISTED:
        return ()
    return tuple(
        (
            Link(f"{issue.year}年{issue.label}", issue.url),
            tuple(
                (
                    Link(article.title, url := f"{issue.url}{article.index}/"),
                    tuple(Link(f"{m.marker}{m.heading}", f"{url}#{m.id}") for m in article.measures),
                )
                for article in issue.articles
            ),
        )
        for issue in reversed(archive.issues)
    )


def sitemap_page(shelf: SiteContext, figures: Dataset) -> Page:
    """Every list of the site; from there every page is one step away."""
    settings = shelf.settings
    description = f"{settings.title}{settings.subtitle}全部栏目"
    draft = PageMeta(
        url="sitemap/",
        template="sitemap.html",
        title="站点地图",
        description=description,
        here="",
        trail=(),
        name="站点地图",
        names=column_meta("站点地图", description, (settings.title, "站点地图"), "其他"),
    )
    return build_page(
        draft,
        settings,
        years=tuple(Link(f"{year}年", f"{year}/") for year in shelf.archive.years),
        counties=tuple(shelf.counties.values()),
        themes=tuple(shelf.themes.values()),
        figures=tuple(Link(f"{book.year}年", f"figures/{book.year}/") for book in figures.books),
    )


def not_found_page(shelf: SiteContext) -> Page:
    """What a server answers when an address does not exist."""
    settings = shelf.settings
    draft = PageMeta(
        url="404.html",
        template="404.html",
        title="没有这一页",
        description="网址可能写错了",
        here="",
        trail=(),
        name="没有这一页",
        names=column_meta("没有这一页", "网址可能写错了", (settings.title,), "其他"),
    )
    return build_page(draft, settings)
