"""Choice of measures by county, theme and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from taizhou_brief.model.archive import find_theme_and_ancestors
from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import Article, Issue, Measure
from taizhou_brief.model.settings import Settings
from taizhou_brief.site.search.normal_form import normalise


@dataclass(frozen=True, slots=True)
class Selection:
    """What a reader asks for; an empty value asks for nothing in particular."""

    county: str = ""
    """Name as in the settings."""
    theme: str = ""
    """Id of a theme; its narrower themes belong to it."""
    query: str = ""
    """Words that the heading or the text contains, compared as the search of the site does."""

    def describe(self, settings: Settings) -> str:
        """Return a title: `东山县 技能人才 “培训”`."""
        theme = settings.theme(self.theme) if self.theme else None
        parts = (self.county, theme.label if theme else "", f"“{self.query}”" if self.query else "")
        return " ".join(part for part in parts if part) or "全部措施"


@dataclass(frozen=True, slots=True)
class ChosenMeasure:
    """A measure with its article and issue."""

    issue: Issue
    article: Article
    measure: Measure

    @property
    def address(self) -> Address:
        """Address of the measure in its issue."""
        return Address(self.article.index, self.measure.id)

    @property
    def url(self) -> str:
        """URL relative to the site's root."""
        return self.address.url(self.issue.id)


def choose_measures(issues: Iterable[Issue], selection: Selection, settings: Settings) -> Iterator[ChosenMeasure]:
    """Yield the measures that a selection asks for, in the order of the issues."""
    words = normalise(selection.query)
    for issue in issues:
        for article in issue.articles:
            if selection.county and selection.county not in article.counties:
                continue
            for measure in article.measures:
                if selection.theme and selection.theme not in list_themes(measure, settings):
                    continue
                text = f"{measure.marker}{measure.heading}{measure.stop}{measure.text}"
                if words in normalise(text):
                    yield ChosenMeasure(issue, article, measure)


def narrow_issues(issues: Iterable[Issue], selection: Selection, settings: Settings) -> tuple[Issue, ...]:
    """Return the issues with those of their articles that contain a chosen measure; all if nothing is asked for."""
    if selection == Selection():
        return tuple(issues)
    narrowed = []
    for issue in issues:
        chosen = {item.article.index for item in choose_measures((issue,), selection, settings)}
        if chosen:
            articles = tuple(article for article in issue.articles if article.index in chosen)
            narrowed.append(replace(issue, articles=articles))
    return tuple(narrowed)


def list_themes(measure: Measure, settings: Settings) -> set[str]:
    """Return the ids of the themes that a measure is about, and of their broader themes."""
    themes = (settings.theme(own.theme) for own in measure.themes)
    return {name for theme in themes if theme for name in find_theme_and_ancestors(theme, settings)}
