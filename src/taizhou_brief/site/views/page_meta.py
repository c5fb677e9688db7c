"""What stands in the head of a page for machines: the government's column data, Open Graph, JSON-LD, citations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Settings
from taizhou_brief.site.views.rows import Link

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


@dataclass(frozen=True, slots=True)
class PageMeta:
    """One page before its frame is put round it: what every page has to say for itself."""

    url: str
    template: str
    title: str
    """As in the list of open windows, without the name of the series."""
    description: str
    here: str
    """The entry of the main navigation it belongs to: `issues`, `county`, `theme`, `about`, `search`, or empty."""
    trail: tuple[Link, ...]
    """The way to it from the home page, without the home page and itself."""
    name: str
    """Its name at the end of the trail."""
    names: Pairs
    """Its own `<meta>` data besides what every page has."""
    keywords: tuple[str, ...] = ()
    author: str = ""
    kind: str = "website"
    """Open Graph's type."""
    data: tuple[dict[str, Any], ...] = ()
    """Its own JSON-LD nodes besides the trail."""
    masthead: bool = False
    """Whether it carries the red head itself, so that the header needs no rule."""


def build_page(draft: PageMeta, settings: Settings, **context: Any) -> Page:
    """The finished page: the draft's own context with the frame that all pages share."""
    return Page.of(draft.url, draft.template, page_context(draft, settings, **context))


def page_context(draft: PageMeta, settings: Settings, **context: Any) -> dict[str, Any]:
    """The whole context of a page: its own with what all pages share."""
    trail = (*draft.trail, Link(draft.name, draft.url)) if draft.url.endswith("/") else ()
    return {
        "root": root_path(draft.url, settings),
        "url": draft.url,
        "here": draft.here,
        "masthead": draft.masthead,
        "updated": None,
        "trail": trail,
        "settings": settings,
        "head": head_data(draft, trail, settings),
        **context,
    }


def root_path(url: str, settings: Settings) -> str:
    """The way from a page to the site's root; the page for missing addresses is served from anywhere."""
    if url == "404.html" and settings.deployed:
        return urlsplit(settings.base_url).path
    return "../" * url.count("/")


def head_data(draft: PageMeta, trail: tuple[Link, ...], settings: Settings) -> HeadData:
    """Everything a page says to machines."""
    series = f"{settings.title}{settings.subtitle}"
    title = f"{draft.title}——{settings.title}" if draft.title else series
    canonical = f"{settings.base_url}{draft.url}" if settings.base_url and draft.url != "404.html" else ""
    keywords = "，".join(dict.fromkeys((*draft.keywords, settings.title, settings.region.name)))
    author = draft.author or settings.issuer
    names = (
        ("SiteName", settings.site.name),
        ("SiteDomain", settings.site.domain or urlsplit(settings.base_url).netloc),
        ("SiteIDCode", settings.site.id_code),
        *draft.names,
        ("Keywords", keywords),
        ("Description", draft.description),
        ("Author", author),
    )
    properties = (
        ("og:type", draft.kind),
        ("og:locale", settings.language.replace("-", "_")),
        ("og:site_name", series),
        ("og:title", draft.title or series),
        ("og:description", draft.description),
        ("og:url", canonical),
    )
    return HeadData(
        title=title,
        description=draft.description,
        canonical=canonical,
        names=without_empty(names),
        properties=without_empty(properties),
        data={"@context": "https://schema.org", "@graph": (*draft.data, *breadcrumb_data(trail, settings))},
    )


def without_empty(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """Without the pairs that say nothing: an empty site code is worse than none."""
    return tuple(pair for pair in pairs if pair[1])


def column_meta(name: str, description: str, keywords: Iterable[str], kind: str) -> Pairs:
    """What the government's guide wants of a list page."""
    return (
        ("ColumnName", name),
        ("ColumnDescription", description),
        ("ColumnKeywords", "，".join(dict.fromkeys(keywords))),
        ("ColumnType", kind),
    )


def breadcrumb_data(trail: tuple[Link, ...], settings: Settings) -> tuple[dict[str, Any], ...]:
    """The trail as a `BreadcrumbList`; the addresses only where they are known in full."""
    if not trail:
        return ()
    steps = tuple(
        {"@type": "ListItem", "position": position, "name": step.text, **url_data(step.url, settings, "item")}
        for position, step in enumerate((Link("首页", ""), *trail), start=1)
    )
    return ({"@type": "BreadcrumbList", "itemListElement": steps},)


def url_data(url: str, settings: Settings, key: str = "url") -> dict[str, str]:
    """The page's full address under a key, or nothing while the archive has no base URL."""
    return {key: f"{settings.base_url}{url}"} if settings.base_url else {}


def publisher_data(name: str) -> dict[str, Any]:
    """The issuing office."""
    return {"@type": "GovernmentOrganization", "name": name}


def periodical_data(settings: Settings) -> dict[str, Any]:
    """The series itself."""
    return {
        "@type": "Periodical",
        "name": settings.title,
        "inLanguage": settings.language,
        **({"publisher": publisher_data(settings.issuer)} if settings.issuer else {}),
        **url_data("", settings),
    }
