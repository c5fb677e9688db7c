"""What is published: a page that can be rendered, and a finished file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """One page to be: where, by which template, from what. A template sees the context and nothing else."""

    url: str
    """Relative to the site's root: `` for the home page, `2021/07/1/`, `404.html`."""
    template: str
    shows: tuple[Any, ...]
    """All that the page is made of: with equal `shows` it has equal bytes, so that it need not be made again."""
    make: Callable[[], Mapping[str, Any]]
    """Makes the context; called only for a page that must be rendered."""

    @staticmethod
    def of(url: str, template: str, context: Mapping[str, Any]) -> Page:
        """A page whose context is at hand."""
        return Page(url, template, (context,), partial(dict, context))

    def __reduce__(self) -> tuple[Any, ...]:
        """A page travels to another process with its context, not with the archive that the context is made from."""
        return Page, (self.url, self.template, self.shows, partial(dict, self.context))

    @property
    def context(self) -> Mapping[str, Any]:
        """All that its template sees, made anew at each call."""
        return self.make()

    @property
    def digest(self) -> tuple[Any, ...]:
        """Equal digests mean equal pages."""
        return (self.url, self.template, *self.shows)

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
