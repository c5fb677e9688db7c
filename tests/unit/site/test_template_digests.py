"""A page is rendered anew when its own template changes, or one that this uses, and for no other."""

from __future__ import annotations

import pytest

from taizhou_brief.site.template_digests import TemplateDigests, TemplateReferences, find_references
from tests.showing import renderer

TEXTS = {
    "base.html": "{{ assets['style.css'] }}{% block main %}{% endblock %}",
    "parts.html": "{% macro row() %}行{% endmacro %}",
    "note.html": "{% from 'parts.html' import row %}{{ row() }}",
    "page.html": "{% extends 'base.html' %}{% import 'parts.html' as parts %}",
    "other.html": "{% extends 'base.html' %}{% block main %}{% include 'note.html' %}{% endblock %}",
    "plain.html": "{% raw %}{% include 'parts.html' %}{% endraw %}{# {% include 'parts.html' %} #}",
    "any.html": "{% include word %}",
    "choice.html": "{% include ['parts.html', 'missing.html'] %}",
    "assets/style.css": "p{}",
    "assets/app.js": "1",
}
USERS = {
    "base.html": {"base.html", "page.html", "other.html", "any.html"},
    "parts.html": {"parts.html", "note.html", "page.html", "other.html", "any.html", "choice.html"},
    "note.html": {"note.html", "other.html", "any.html"},
    "page.html": {"page.html", "any.html"},
    "plain.html": {"plain.html", "any.html"},
    "any.html": {"any.html"},
    "choice.html": {"choice.html", "any.html"},
    "assets/style.css": {"base.html", "page.html", "other.html", "any.html"},
    "assets/app.js": set[str](),
}


@pytest.mark.parametrize("changed", USERS)
def test_a_change_reaches_what_uses_the_text(changed: str) -> None:
    """Through every kind of reference, at any depth; an asset reaches those that name it."""
    before, after = TemplateDigests(TEXTS), TemplateDigests({**TEXTS, changed: f"{TEXTS[changed]}{{# x #}}"})
    templates = [name for name in TEXTS if not name.startswith("assets/")]
    assert {name for name in templates if before.digest(name) != after.digest(name)} == USERS[changed]


def test_a_template_that_appears_changes_what_was_waiting_for_it() -> None:
    """A reference to a missing template is one, too."""
    later = TemplateDigests({**TEXTS, "missing.html": "x"})
    assert later.digest("choice.html") != TemplateDigests(TEXTS).digest("choice.html")


def test_assets_that_are_not_named_may_be_any() -> None:
    """A loop over them, a computed name."""
    for text in ("{% for name in assets %}{{ name }}{% endfor %}", "{{ assets[word] }}", "{{ assets.items() }}"):
        assert find_references(text) == TemplateReferences((), None)
    texts = {**TEXTS, "page.html": "{{ assets[word] }}"}
    changed = {**texts, "assets/app.js": "2"}
    assert TemplateDigests(texts).digest("page.html") != TemplateDigests(changed).digest("page.html")


def test_a_broken_template_has_a_digest() -> None:
    """Rendering it reports what is wrong."""
    assert find_references("{% if %}") == TemplateReferences((), ())
    digests = {TemplateDigests({"a.html": text}).digest("a.html") for text in ("{% if %}", "{{ ) }}")}
    assert len(digests) == 2


def test_several_templates_have_one_digest() -> None:
    """The frame of a page belongs to it; the packaged templates name all that they use."""
    digests = TemplateDigests(TEXTS)
    assert digests.digest("page.html", "note.html") != digests.digest("page.html")
    packaged = TemplateDigests(dict(renderer().texts))
    assert packaged.closure(("years.html",)) >= {"years.html", "base.html", "parts.html", "assets/style.css"}
    assert "assets/search.js" not in packaged.closure(("years.html",))
    assert "article.html" not in packaged.closure(("years.html",))
