"""Themes of measures against marks made by careful reading before the weights were chosen: see the cases' README."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from taizhou_brief.formats.archive_yaml import parse_settings
from taizhou_brief.formats.briefing import parse
from taizhou_brief.model.issue import Article, Measure
from taizhou_brief.model.settings import Settings
from taizhou_brief.themes import find_own_themes, find_theme_words
from tests.project import CASES, ROOT

Assign = Callable[[Article, Measure], set[str]]


@cache
def settings() -> Settings:
    """The settings of the repository's own archive, whose words the cases go by."""
    found, problems = parse_settings((ROOT / "briefings" / "archive.yaml").read_text("utf-8"), "briefings/archive.yaml")
    assert found is not None, problems
    return found


@cache
def articles(name: str) -> tuple[Article, ...]:
    """The articles of a file; the marks are what it gives as the editor's decisions."""
    parsed = parse((CASES / "themes" / f"{name}.md").read_text("utf-8"), f"briefings/2023/{name}.md", settings())
    assert not [d for d in parsed.diagnostics if d.code != "F020"]
    return parsed.issue.articles


def score(name: str, assign: Assign) -> tuple[float, float]:
    """Precision and recall of the themes of all measures of a file."""
    right = given = marked = 0
    for article in articles(name):
        marks = {entry.measure: set(entry.themes) for entry in article.measure_themes}
        assert marks.keys() == {measure.id for measure in article.measures}
        bare = replace(article, measure_themes=())
        for measure in article.measures:
            themes = assign(bare, measure)
            right += len(themes & marks[measure.id])
            given += len(themes)
            marked += len(marks[measure.id])
    return right / given, right / marked


def inherit(article: Article, _: Measure) -> set[str]:
    """Every theme of the article."""
    return set(article.themes)


def occur(article: Article, measure: Measure) -> set[str]:
    """The themes of which any word occurs."""
    words = find_theme_words(article.themes, f"{measure.heading}\n{measure.text}", settings())
    return {theme for theme, found in words if found}


def own(article: Article, measure: Measure) -> set[str]:
    """What the program gives."""
    text = "\n".join(f"{one.heading}\n{one.text}" for one in article.measures)
    themes = find_own_themes(article, find_theme_words(article.themes, text, settings()))
    return {theme for theme, _ in themes[measure.id]}


@pytest.mark.parametrize("name", ["tuning", "apart"])
def test_enough_themes_are_found_and_few_others(name: str) -> None:
    """On both halves, and more precisely than by the words alone."""
    precision, recall = score(name, own)
    assert precision >= 0.80
    assert recall >= 0.80
    assert precision >= score(name, occur)[0] + 0.1 > score(name, inherit)[0]


def test_there_are_enough_marks() -> None:
    """At least 60 in each half."""
    assert all(sum(len(article.measures) for article in articles(name)) >= 60 for name in ("tuning", "apart"))
