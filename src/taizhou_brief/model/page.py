"""What is published: a page, as the call that builds it, and a finished file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

NOT_FOUND = "404.html"
"""The page that a server sends for missing addresses; it is served at any depth and listed nowhere."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a call: its address, its template, and what builds the values that the template sees."""

    url: str
    """Relative to the site's root: empty for the home page, `2021/07/1/`, `404.html`."""
    template: str
    builder: Callable[..., Mapping[str, Any]]
    """A function at the top level of a module. It gets `arguments` and sees nothing else of the archive."""
    arguments: tuple[Any, ...]
    """All that the page is made of: equal arguments give equal bytes, so they are the key of the cache."""
    links: tuple[tuple[str, str], ...] = ()
    """The lists of links that name the page, each with the words of the link: `("header", "数据")`."""
    updated: date | None = None
    """The day of the newest text on it; None where there is none."""

    @property
    def context(self) -> Mapping[str, Any]:
        """The values that the template sees, built at each call."""
        return self.builder(*self.arguments)

    @property
    def digest(self) -> tuple[Any, ...]:
        """Equal digests mean equal pages."""
        return (self.url, self.template, f"{self.builder.__module__}.{self.builder.__qualname__}", *self.arguments)

    @property
    def path(self) -> str:
        """The file below the output folder."""
        return f"{self.url}index.html" if not self.url or self.url.endswith("/") else self.url


@dataclass(frozen=True, slots=True)
class File:
    """One finished file of the site."""

    path: str
    """Relative to the output folder, with `/`."""
    data: bytes
