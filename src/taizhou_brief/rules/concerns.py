"""Counties and terms that rules may find something about in one issue: its findings depend on no others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from taizhou_brief.model.issue import ArticleEntry
from taizhou_brief.model.settings import County, Settings
from taizhou_brief.rules.completeness import find_unlisted_name
from taizhou_brief.rules.terminology import find_other_forms, list_wrong_suffixes


@dataclass(frozen=True, slots=True)
class Concerns:
    """Counties and terms that an issue may have findings about, with all that rules use of them."""

    counties: tuple[tuple[str, ...], ...]
    """Of each county its name, short name and aliases, then wrong forms of its name that the text contains."""
    terms: tuple[tuple[str, ...], ...]


def find_concerns(articles: Iterable[ArticleEntry], text: str, settings: Settings) -> Concerns:
    """Find the counties and terms that the rules may speak of; the text counts also where rules ignore it."""
    titles = tuple(articles)
    counties = []
    for county in settings.counties:
        wrong = find_wrong_names(text, county, settings)
        if wrong or any(find_unlisted_name(article, county) for article in titles):
            counties.append((county.name, county.short, *county.aliases, *wrong))
    terms = (term for term in settings.terms if next(find_other_forms(text, term), None))
    return Concerns(tuple(counties), tuple(terms))


def find_wrong_names(text: str, county: County, settings: Settings) -> tuple[str, ...]:
    """Return the forms of a county's name with a wrong suffix that a text contains and no county has."""
    names = (county.short + suffix for suffix in list_wrong_suffixes(text, county))
    return tuple(name for name in names if settings.county(name) is None)
