"""Files that crawlers request by name: sitemap.xml and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from markupsafe import escape

from taizhou_brief.model.archive import Archive
from taizhou_brief.model.page import NOT_FOUND, File, Page, PagePlace
from taizhou_brief.model.settings import Settings

LIMIT = 50_000
"""Number of addresses in one site map: the limit of the protocol."""
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def build_sitemap_files(archive: Archive, settings: Settings, pages: Iterable[Page | PagePlace]) -> Iterator[File]:
    """Build `robots.txt`, and `sitemap.xml` if the base URL is known, since it needs full addresses."""
    if settings.base_url:
        yield from build_sitemaps(settings, pages)
    yield File("robots.txt", robots_txt(archive, settings).encode())


def robots_txt(archive: Archive, settings: Settings) -> str:
    """Allow everything, unless a text is not public."""
    if any(issue.disclosure == "internal" for issue in archive.issues):
        return "User-agent: *\nDisallow: /\n"
    sitemap = f"\nSitemap: {settings.base_url}sitemap.xml\n" if settings.base_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"


def build_sitemaps(settings: Settings, pages: Iterable[Page | PagePlace]) -> Iterator[File]:
    """Build one site map, or several under an index if there are too many addresses for one."""
    listed = (page for page in pages if page.indexed and page.url != NOT_FOUND)
    rows = [url_element(settings.base_url, page.url, page.updated) for page in listed]
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
    """Return the XML of one file."""
    body = "\n".join(rows)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} {NAMESPACE}>\n{body}\n</{name}>\n'.encode()


def url_element(base: str, url: str, day: date | None) -> str:
    """Return the element of one address with the day of its content."""
    lastmod = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
    return f"<url><loc>{escape(base + url)}</loc>{lastmod}</url>"
