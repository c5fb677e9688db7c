"""One page and the templates → the bytes of one file. Templates are texts, never files."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from hashlib import sha256

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from taizhou_brief.models import File, Page

ASSETS = "assets/"
"""Texts under this name are files of the site, the others are templates."""


class Renderer:
    """The templates of one site. A template sees its page's context and the few names below, and nothing of the world.

    It travels to other processes as the texts it was made of; each process compiles them once.
    """

    def __init__(self, templates: Mapping[str, str]) -> None:
        """`templates` by name; those below `assets/` are copied to the site as they are."""
        self.texts = tuple(sorted(templates.items()))
        self.digest = sha256(repr(self.texts).encode()).hexdigest()
        self.assets = tuple(File(name, text.encode()) for name, text in self.texts if name.startswith(ASSETS))

    def __reduce__(self) -> tuple[Callable[..., Renderer], tuple[tuple[tuple[str, str], ...]]]:
        return renderer, (self.texts,)

    def render(self, page: Page) -> bytes:
        """The file of one page."""
        return self._environment.get_template(page.template).render(page.context).encode()

    @cached_property
    def _environment(self) -> Environment:
        found = Environment(
            loader=DictLoader({name: text for name, text in self.texts if not name.startswith(ASSETS)}),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        found.filters.update(phrases=phrases, chinese=chinese, iso=date.isoformat)
        found.globals = {"assets": {file.path.removeprefix(ASSETS): versioned(file) for file in self.assets}}
        found.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
        return found


@lru_cache(maxsize=2)
def renderer(texts: tuple[tuple[str, str], ...]) -> Renderer:
    """The renderer of these texts, made once a process."""
    return Renderer(dict(texts))


def versioned(file: File) -> str:
    """The address of an asset from the site's root; it changes with its content, so that no old copy is ever shown."""
    return f"{file.path}?v={sha256(file.data).hexdigest()[:8]}"


def phrases(title: str) -> Markup:
    """A title that breaks only where it has a space: each part is kept together."""
    parts = re.split(r"[ \u3000]+", title.strip())
    if len(parts) == 1:
        return escape(title)
    return Markup(" ").join(Markup('<span class="phrase">{}</span>').format(part) for part in parts)


def chinese(day: date, form: str = "full") -> str:
    """2021年12月1日; with `day` the year is left out."""
    short = f"{day.month}月{day.day}日"
    return short if form == "day" else f"{day.year}年{short}"
