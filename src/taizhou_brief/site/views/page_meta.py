"""The head of a page for machines: the column data of the government's guide, Open Graph, JSON-LD, citations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from taizhou_brief.model.page import NOT_FOUND
from taizhou_brief.model.settings import Frame
from taizhou_brief.site.citation import split_offices
from taizhou_brief.site.views.rows import Link

FEED = "feed.xml"
"""Name of the feed of a page's articles, in the folder of the page."""
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HeadData:
    """The head of one page."""

    title: str
    description: str
    canonical: str
    """The full address; empty while the archive has no base URL."""
    names: Pairs
    """`<meta name content>`; names differ without regard to case."""
    properties: Pairs
    """`<meta property content>`."""
    data: dict[str, Any]
    """JSON-LD."""
    feed: str
    """URL of the feed of what the page lists, relative to the site's root; empty if there is none."""


@dataclass(frozen=True, slots=True)
class PageMeta:
    """What each kind of page states about one of its pages."""

    url: str
    title: str
    """The title of the window, without the name of the series."""
    description: str
    here: str
    """The entry of the main navigation it belongs to: `issues`, `county`, `theme`, `about`, `search`, or empty."""
    trail: tuple[Link, ...]
    """The breadcrumbs between the home page and the page itself."""
    name: str
    """Its name at the end of the breadcrumbs."""
    names: Pairs
    """`<meta>` data that not every page has."""
    keywords: tuple[str, ...] = ()
    author: str = ""
    kind: str = "website"
    """The type of Open Graph."""
    listed: bool = False
    """Whether it is a list of articles, which has a feed where the base URL is known."""
    data: tuple[dict[str, Any], ...] = ()
    """JSON-LD nodes in addition to the breadcrumbs."""
    masthead: bool = False
    """Whether the page has a red masthead, so that the header draws no rule."""


def page_context(meta: PageMeta, settings: Frame, **context: Any) -> dict[str, Any]:
    """Build all that a template sees: the values of the page and those that all pages share."""
    trail = (*meta.trail, Link(meta.name, meta.url)) if meta.url.endswith("/") else ()
    return {
        "root": root_path(meta.url, settings),
        "url": meta.url,
        "here": meta.here,
        "masthead": meta.masthead,
        "updated": None,
        "trail": trail,
        "settings": settings,
        "head": head_data(meta, trail, settings),
        **context,
    }


def root_path(url: str, settings: Frame) -> str:
    """Return the relative path from a page to the site's root; that for missing addresses is served at any depth."""
    if url == NOT_FOUND and settings.deployed:
        return urlsplit(settings.base_url).path
    return "../" * url.count("/")


def head_data(meta: PageMeta, trail: tuple[Link, ...], settings: Frame) -> HeadData:
    """Build everything in the head of a page."""
    series = f"{settings.title}{settings.subtitle}"
    title = f"{meta.title}——{settings.title}" if meta.title else series
    canonical = f"{settings.base_url}{meta.url}" if settings.base_url and meta.url != NOT_FOUND else ""
    keywords = "，".join(dict.fromkeys((*meta.keywords, settings.title, settings.region.name)))
    author = meta.author or settings.issuer
    names = (
        ("SiteName", settings.site.name),
        ("SiteDomain", settings.site.domain or urlsplit(settings.base_url).netloc),
        ("SiteIDCode", settings.site.id_code),
        *meta.names,
        ("Keywords", keywords),
        ("Description", meta.description),
        ("Author", author),
    )
    properties = (
        ("og:type", meta.kind),
        ("og:locale", settings.language.replace("-", "_")),
        ("og:site_name", series),
        ("og:title", meta.title or series),
        ("og:description", meta.description),
        ("og:url", canonical),
    )
    return HeadData(
        title=title,
        description=meta.description,
        canonical=canonical,
        names=without_empty(names),
        properties=without_empty(properties),
        data={"@context": "https://schema.org", "@graph": (*meta.data, *breadcrumb_data(trail, settings))},
        feed=f"{meta.url}{FEED}" if meta.listed and settings.base_url else "",
    )


def without_empty(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """Leave out pairs without a value: an empty site code is worse than none."""
    return tuple(pair for pair in pairs if pair[1])


def column_meta(name: str, description: str, keywords: Iterable[str], kind: str) -> Pairs:
    """Return the metadata that the guide for government websites requires on a list page."""
    return (
        ("ColumnName", name),
        ("ColumnDescription", description),
        ("ColumnKeywords", "，".join(dict.fromkeys(keywords))),
        ("ColumnType", kind),
    )


def list_meta(  # noqa: PLR0913  # what a list page has of its own
    url: str,
    name: str,
    description: str,
    column_kind: str,
    column_keywords: Iterable[str],
    *,
    here: str,
    trail: tuple[Link, ...] = (),
    **others: Any,
) -> PageMeta:
    """Return what a list page states: its name is also its title and that of its column; `others` as in `PageMeta`."""
    names = column_meta(name, description, column_keywords, column_kind)
    return PageMeta(
        url=url, title=name, description=description, here=here, trail=trail, name=name, names=names, **others
    )


def breadcrumb_data(trail: tuple[Link, ...], settings: Frame) -> tuple[dict[str, Any], ...]:
    """Build the breadcrumbs as a `BreadcrumbList`; addresses only where the base URL is known."""
    if not trail:
        return ()
    steps = tuple(
        {"@type": "ListItem", "position": position, "name": step.text, **url_data(step.url, settings, "item")}
        for position, step in enumerate((Link("首页", ""), *trail), start=1)
    )
    return ({"@type": "BreadcrumbList", "itemListElement": steps},)


def url_data(url: str, settings: Frame, key: str = "url") -> dict[str, str]:
    """Return the full address of a page under a key, or nothing without a base URL."""
    return {key: f"{settings.base_url}{url}"} if settings.base_url else {}


def address_data(url: str, settings: Frame) -> dict[str, str]:
    """Return the full address of a page, which also identifies what it is about, or nothing without a base URL."""
    return {**url_data(url, settings, "@id"), **url_data(url, settings)}


def office_data(names: tuple[str, ...]) -> dict[str, Any] | tuple[dict[str, Any], ...]:
    """Return the JSON-LD node of an office, or those of several."""
    offices = tuple({"@type": "GovernmentOrganization", "name": name} for name in names)
    return offices[0] if len(offices) == 1 else offices


def periodical_data(settings: Frame) -> dict[str, Any]:
    """Return the JSON-LD node of the series."""
    return {
        "@type": "Periodical",
        "name": settings.title,
        "inLanguage": settings.language,
        **({"publisher": office_data(split_offices(settings.issuer))} if settings.issuer else {}),
        **address_data("", settings),
    }
