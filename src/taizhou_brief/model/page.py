"""Values to publish: a page, as the call that builds it, and a finished file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

NOT_FOUND = "404.html"
"""Path of the page that a server sends for missing addresses; it is served at any depth and never listed."""


@dataclass(frozen=True, slots=True)
class Page:
    """Page as a call: its URL, its template, and the function that builds the template's context."""

    url: str
    """Relative to the site's root: empty for the home page, `2021/07/1/`, `404.html`."""
    template: str
    builder: Callable[..., Mapping[str, Any]]
    """Function at the top level of a module; it gets `arguments` and nothing else of the archive."""
    arguments: tuple[Any, ...]
    """All values that the page depends on: equal arguments give equal bytes, so they are the cache key."""
    links: tuple[tuple[str, str], ...] = ()
    """Lists of links that contain the page, each with the text of the link: `("header", "数据")`."""
    updated: date | None = None
    """Day of the newest text on the page; None if it has none."""
    indexed: bool = True
    """Whether search engines shall list it."""

    @property
    def context(self) -> Mapping[str, Any]:
        """Context of the template, built anew at each access."""
        return self.builder(*self.arguments)

    @property
    def digest(self) -> tuple[Any, ...]:
        """Digest of the page: equal digests mean equal pages."""
        return (self.url, self.template, f"{self.builder.__module__}.{self.builder.__qualname__}", *self.arguments)

    @property
    def path(self) -> str:
        """Path of the file, relative to the output folder."""
        return path_of(self.url)


def path_of(url: str) -> str:
    """Return the path of the page at a URL, relative to the output folder."""
    return f"{url}index.html" if not url or url.endswith("/") else url


@dataclass(frozen=True, slots=True)
class PageGroup:
    """Pages in one folder that are planned together, by a call: equal arguments give the same pages.

    They belong to no lists of links, so that these are known before any of them is planned.
    """

    url: str
    """What the URLs of all its pages begin with."""
    templates: tuple[str, ...]
    """Every template that its pages may have."""
    planner: Callable[..., Iterator[Page]]
    """Function at the top level of a module; it gets `arguments` and nothing else of the archive."""
    arguments: tuple[Any, ...]

    def plan(self) -> tuple[Page, ...]:
        """Plan its pages."""
        return tuple(self.planner(*self.arguments))

    @property
    def digest(self) -> tuple[Any, ...]:
        """Digest of the group: equal digests mean equal pages."""
        return self.url, f"{self.planner.__module__}.{self.planner.__qualname__}", *self.arguments


@dataclass(frozen=True, slots=True)
class PagePlace:
    """Where a page is, and of which day: all that the site map shows of one that need not be planned."""

    url: str
    updated: date | None
    links: tuple[tuple[str, str], ...] = ()
    indexed: bool = True


@dataclass(frozen=True, slots=True)
class File:
    """Finished file of the site."""

    path: str
    """Relative to the output folder, with `/`."""
    data: bytes
