"""Archive → the files that machines ask for by name: sitemap.xml and robots.txt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from markupsafe import escape

from taizhou_brief.model.archive import Archive
from taizhou_brief.model.page import File
from taizhou_brief.model.settings import Settings
from taizhou_brief.site.dataset import Dataset

LIMIT = 50_000
"""Addresses in one site map, as the protocol has it."""
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def build_sitemap_files(archive: Archive, settings: Settings, figures: Dataset) -> Iterator[File]:
    """`robots.txt` always; `sitemap.xml` where the archive's own address is known, for it must name full addresses."""
    if settings.base_url:
        yield from build_sitemaps(archive, settings, figures)
    yield File("robots.txt", robots_txt(archive, settings).encode())


def robots_txt(archive: Archive, settings: Settings) -> str:
    """Everything may be read, except where a text is not meant for the public."""
    if any(issue.disclosure == "internal" for issue in archive.issues):
        return "User-agent: *\nDisallow: /\n"
    where = f"\nSitemap: {settings.base_url}sitemap.xml\n" if settings.base_url else ""
    return f"User-agent: *\nAllow: /\n{where}"


def build_sitemaps(archive: Archive, settings: Settings, figures: Dataset) -> Iterator[File]:
    """One site map, or several under an index where one may not hold all addresses."""
    rows = [url_element(settings.base_url, url, day) for url, day in listed_addresses(archive, settings, figures)]
    parts = [rows[start : start + LIMIT] for start in range(0, len(rows), LIMIT)]
    if len(parts) == 1:
        yield File("sitemap.xml", xml_document("urlset", parts[0]))
        return
    for number, part in enumerate(parts, start=1):
        yield File(f"sitemap-{number}.xml", xml_document("urlset", part))
    names = [
        f"<sitemap><loc>{escape(settings.base_url)}sitemap-{number}.xml</loc></sitemap>"
        for number in range(1, len(parts) + 1)
    ]
    yield File("sitemap.xml", xml_document("sitemapindex", names))


def xml_document(name: str, rows: list[str]) -> bytes:
    """The XML of one file."""
    body = "\n".join(rows)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} {NAMESPACE}>\n{body}\n</{name}>\n'.encode()


def url_element(base: str, url: str, day: date | None) -> str:
    """One address with the day its content is of."""
    when = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
    return f"<url><loc>{escape(base + url)}</loc>{when}</url>"


def listed_addresses(archive: Archive, settings: Settings, figures: Dataset) -> Iterator[tuple[str, date | None]]:
    """Every page worth finding, with the day of the newest text on it."""
    newest = archive.issues[-1].date if archive.issues else None
    yield "", newest
    yield "issues/", newest
    for year in archive.years:
        yield f"{year}/", max(issue.date for issue in archive.issues if issue.year == year)
    for issue in archive.issues:
        yield issue.url, issue.date
    for entry in archive.entries:
        yield entry.url, entry.issue.date
    yield "county/", newest
    for county in settings.counties:
        entries = archive.by_county[county.name]
        yield county.url, entries[0].issue.date if entries else None
    yield "theme/", newest
    for theme in settings.themes:
        entries = archive.by_theme[theme.id]
        yield theme.url, entries[0].issue.date if entries else None
    yield "matrix/", newest
    yield "figures/", newest
    for book in figures.books:
        for part in book.parts:
            yield part.url, max(date.fromisoformat(h.date) for h in book.headings if part.holds(h))
    yield "figures/series/", None
    yield "about/", None
    yield "search/", None
    yield "sitemap/", None
