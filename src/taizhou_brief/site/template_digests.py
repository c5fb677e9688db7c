"""Digests of templates: of one, of all that it extends, includes or imports, and of the assets that these name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from jinja2 import Environment, TemplateError
from jinja2.meta import find_referenced_templates
from jinja2.nodes import Const, Getitem, Name, Template

from taizhou_brief.model.fingerprint import fingerprint

ASSETS = "assets/"
"""Prefix of the texts that are files of the site; the others are templates."""


@dataclass(frozen=True, slots=True)
class TemplateReferences:
    """What one template refers to."""

    templates: tuple[str, ...] | None
    """Names of templates; None if it computes a name, which may then be any."""
    assets: tuple[str, ...] | None
    """Names of assets, without their prefix; None if it computes a name."""


NO_REFERENCES = TemplateReferences((), ())


@lru_cache(maxsize=256)
def find_references(text: str) -> TemplateReferences:
    """Find what a template refers to; one that cannot be parsed is never rendered and refers to nothing."""
    try:
        template = Environment(autoescape=True).parse(text)
    except (TemplateError, RecursionError, ValueError):
        return NO_REFERENCES
    names = tuple(find_referenced_templates(template))
    known = tuple(sorted({name for name in names if name is not None}))
    return TemplateReferences(known if None not in names else None, find_assets(template))


def find_assets(template: Template) -> tuple[str, ...] | None:
    """Return the names that a template looks up in `assets`; None if it uses `assets` in any other way."""
    names = [node for node in template.find_all(Name) if node.name == "assets"]
    lookups = [
        node.arg.value
        for node in template.find_all(Getitem)
        if isinstance(node.node, Name) and node.node.name == "assets" and isinstance(node.arg, Const)
    ]
    return tuple(sorted({str(name) for name in lookups})) if len(lookups) == len(names) else None


@dataclass(slots=True)
class TemplateDigests:
    """Digests of the templates of a site."""

    texts: Mapping[str, str]
    find: Callable[[str], TemplateReferences] = find_references
    """Function that finds what a template refers to, given its text."""
    known: dict[str, str] = field(default_factory=dict)

    def digest(self, *names: str) -> str:
        """Return the digest of what these templates render, all together."""
        key = "\n".join(names)
        if key not in self.known:
            parts = [(name, self.texts.get(name)) for name in sorted(self.closure(names))]
            self.known[key] = fingerprint(tuple(parts))
        return self.known[key]

    def closure(self, names: tuple[str, ...]) -> set[str]:
        """Return the names of all texts that the templates depend on, assets included."""
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self.dependencies(name)
        return found

    def dependencies(self, name: str) -> Iterator[str]:
        """Yield the names that one text depends on."""
        if name.startswith(ASSETS) or name not in self.texts:
            return
        references = self.find(self.texts[name])
        everything = [other for other in self.texts if not other.startswith(ASSETS)]
        yield from everything if references.templates is None else references.templates
        assets = [other for other in self.texts if other.startswith(ASSETS)]
        yield from assets if references.assets is None else (f"{ASSETS}{asset}" for asset in references.assets)
