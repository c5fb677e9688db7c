"""The archive: the order of the issues, what counties and themes have, and which articles are related."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from taizhou_brief.formats.briefing import parse
from taizhou_brief.model.archive import (
    NEWER,
    RELATED,
    Archive,
    ArchiveEntry,
    build_archive,
    find_related,
    find_theme_and_ancestors,
    share_county,
)
from taizhou_brief.model.settings import Settings
from taizhou_brief.model.summary import ArticleSummary, IssueSummary
from taizhou_brief.site.views.summarise import summarise
from tests.project import SETTINGS, briefing
from tests.showing import archive_of, settings_of

THREE_LEVELS = f"{SETTINGS}- {{id: welding, label: 焊工, broader: skills}}\n"
TEXTS = {
    "2021/07": briefing(7, "2021-12-01", "东山县办好夜校|东山县|skills|", "西河县办好驿站|西河县|jobs|"),
    "2022/01": briefing(1, "2022-01-30", "东山县再办夜校|东山县|jobs|", "市教育局办好讲座||skills|只有一段话。"),
}


@pytest.fixture(name="settings")
def read_settings() -> Settings:
    """Settings with three levels of themes."""
    return settings_of(THREE_LEVELS)


@pytest.fixture(name="archive")
def read_archive(settings: Settings) -> Archive:
    """An archive of two years."""
    return archive_of(settings, TEXTS)


def titles(entries: tuple[ArchiveEntry, ...]) -> list[str]:
    """The titles of some articles."""
    return [entry.article.title for entry in entries]


def test_issues_are_ordered_by_day_then_supplement_then_number(settings: Settings) -> None:
    """Whatever order they come in: older first; within a day the supplements follow all regular issues."""
    supplement = "supplement: true\n"
    texts = {
        "2020/12": briefing(12, "2020-12-31"),
        "2021/02": briefing(2, "2021-03-01"),
        "2021/10": briefing(10, "2021-03-01"),
        "2021/s1": briefing(1, "2021-03-01", extra=supplement),
        "2021/s2": briefing(2, "2021-03-01", extra=supplement),
        "2021/03": briefing(3, "2021-03-02"),
    }
    for shuffled in (*permutations(list(texts.items())[2:5]), list(texts.items())[::-1]):
        issues = archive_of(settings, dict((*shuffled, *texts.items()))).issues
        assert [str(issue.id) for issue in issues] == list(texts)


def test_the_whole_knows_its_years_and_its_last_day(archive: Archive, settings: Settings) -> None:
    """Years come newest first; an empty archive has neither years nor a day."""
    assert (archive.years, archive.updated) == ((2022, 2021), date(2022, 1, 30))
    empty = build_archive((), settings)
    assert (empty.years, empty.updated, empty.entries) == ((), None, ())


def test_every_county_and_theme_is_a_key(settings: Settings) -> None:
    """Also those that no article names."""
    empty = build_archive((), settings)
    assert empty.by_county == {"东山县": (), "西河县": ()}
    assert empty.by_theme == {"jobs": (), "skills": (), "welding": ()}


def test_lists_of_counties_and_themes_are_newest_first(archive: Archive) -> None:
    """A theme has the articles of narrower themes too."""
    assert titles(archive.by_county["东山县"]) == ["东山县再办夜校", "东山县办好夜校"]
    assert titles(archive.by_theme["skills"]) == ["市教育局办好讲座", "东山县办好夜校"]
    assert titles(archive.by_theme["jobs"]) == [
        "市教育局办好讲座",
        "东山县再办夜校",
        "西河县办好驿站",
        "东山县办好夜校",
    ]


def test_the_matrix_counts_measures(archive: Archive) -> None:
    """Four measures an article; articles without a county or a measure count nowhere."""
    assert archive.matrix == {
        ("东山县", "jobs"): 8,
        ("东山县", "skills"): 4,
        ("西河县", "jobs"): 4,
    }


def test_an_article_of_two_narrow_themes_counts_once_in_the_broad_one(settings: Settings) -> None:
    """The theme above both has the article once and its measures once."""
    archive = archive_of(settings, {"2021/01": briefing(1, "2021-01-01", "东山县办校|东山县|skills, welding|")})
    assert len(archive.by_theme["jobs"]) == 1
    assert archive.matrix["东山县", "jobs"] == 4


def test_ancestors_of_a_theme_are_named_from_below(settings: Settings) -> None:
    """The theme itself first, the broadest last."""
    theme = settings.theme("welding")
    assert theme
    assert find_theme_and_ancestors(theme, settings) == ("welding", "skills", "jobs")


def test_related_articles_share_themes_and_no_county(settings: Settings) -> None:
    """At most three: those that share most themes first, then the nearest older ones, at last the next newer ones."""
    texts = {
        f"{year}/01": briefing(1, f"{year}-01-01", *articles)
        for year, articles in {
            2019: ["西河县远|西河县|jobs|", "西河县更远|西河县|jobs|"],
            2020: ["西河县一|西河县|jobs|", "西河县二|西河县|jobs, skills|", "东山县旁|东山县|jobs, skills|"],
            2021: ["东山县主|东山县|jobs, skills|", "西河县三|西河县|skills|", "某局四||welding|"],
            2022: ["西河县五|西河县|jobs|"],
        }.items()
    }
    archive = archive_of(settings, texts)
    related = {entry.article.title: titles(archive.related[entry.url]) for entry in archive.entries}
    assert related["东山县主"] == ["西河县二", "西河县一", "西河县更远"]
    assert related["东山县旁"] == ["西河县二", "西河县更远", "西河县远"]
    assert related["西河县三"] == ["东山县旁", "东山县主"]
    assert related["西河县远"] == ["东山县旁", "东山县主"]
    assert related["西河县五"] == ["东山县主", "东山县旁"]


def test_an_article_is_not_related_to_itself_or_without_a_theme(settings: Settings) -> None:
    """Articles of no county may be related to each other; an article without a theme has no entry."""
    texts = {"2021/01": briefing(1, "2021-01-01", "某局一||jobs|", "某局二||jobs|", "某局三|||")}
    entries = archive_of(settings, texts).entries
    related = find_related(entries)
    assert [titles(related[entry.url]) for entry in entries if entry.url in related] == [["某局二"], ["某局一"]]


# --- related articles of many issues ---------------------------------------------------------------------------------
COMBINATIONS = ("jobs", "skills", "welding", "jobs, skills", "skills, welding", "")
PLACES = ("东山县", "西河县", "", "东山县, 西河县")


def issue_text(number: int, articles: list[tuple[str, str]]) -> str:
    """A weekly issue with these places and themes."""
    day = date(2020, 1, 6) + timedelta(weeks=number)
    rows = (f"第{number}期第{index}篇|{places}|{themes}|有一段话。" for index, (places, themes) in enumerate(articles))
    return briefing(day.isocalendar().week, day.isoformat(), *rows)


def issues_of(settings: Settings, contents: list[list[tuple[str, str]]]) -> tuple[IssueSummary, ...]:
    """Weekly issues of one to four articles."""
    return tuple(
        summarise(parse(issue_text(number, articles), f"briefings/2020/{number}.md", settings).issue)[0]
        for number, articles in enumerate(contents)
    )


CONTENTS = st.lists(
    st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(COMBINATIONS)), min_size=1, max_size=4),
    min_size=1,
    max_size=60,
)


@given(CONTENTS)
@settings_of_hypothesis(max_examples=30, deadline=None)
def test_related_articles_are_what_the_definition_says(contents: list[list[tuple[str, str]]]) -> None:
    """Found without looking at every pair, they are those that a sort of all pairs puts first."""
    settings = settings_of(THREE_LEVELS)
    archive = build_archive(issues_of(settings, contents), settings)
    order = {issue.id: number for number, issue in enumerate(archive.issues)}

    def rank(position: int, other: int) -> tuple[int, int, int]:
        entry, candidate = archive.entries[position], archive.entries[other]
        newer = order[candidate.issue.id] >= order[entry.issue.id]
        common = set(entry.article.themes) & set(candidate.article.themes)
        return -len(common), newer, other if newer else -other

    for position, entry in enumerate(archive.entries):
        places, themes = set(entry.article.counties), set(entry.article.themes)
        fitting = [
            other
            for other, candidate in enumerate(archive.entries)
            if other != position
            and themes & set(candidate.article.themes)
            and not places & set(candidate.article.counties)
            and order[candidate.issue.id] <= order[entry.issue.id] + NEWER
        ]
        fitting.sort(key=partial(rank, position))
        expected = [archive.entries[other] for other in fitting[:RELATED]]
        assert list(archive.related.get(entry.url, ())) == expected


@given(CONTENTS)
@settings_of_hypothesis(max_examples=15, deadline=None)
def test_an_added_issue_changes_the_newest_lists_only(contents: list[list[tuple[str, str]]]) -> None:
    """Those of articles in the few issues before it: an older list is settled."""
    settings = settings_of(THREE_LEVELS)
    issues = issues_of(settings, contents)
    before = build_archive(issues[:-1], settings)
    after = build_archive(issues, settings)
    changed = {entry.url for entry in before.entries if before.related.get(entry.url) != after.related.get(entry.url)}
    assert changed <= {entry.url for entry in before.entries if entry.issue in before.issues[-NEWER:]}


def test_most_added_issues_change_next_to_nothing(settings: Settings) -> None:
    """Of sixty issues of four articles, each changes the lists of less than two articles before it on average."""
    draw = Random(7)  # noqa: S311 - no secret
    contents = [[(draw.choice(PLACES), draw.choice(COMBINATIONS)) for _ in range(4)] for _ in range(60)]
    issues = issues_of(settings, contents)
    changes = []
    before = build_archive(issues[:30], settings)
    for count in range(31, 61):
        after = build_archive(issues[:count], settings)
        changes.append(sum(before.related.get(e.url) != after.related.get(e.url) for e in before.entries))
        before = after
    assert max(changes) <= NEWER * 4
    assert sum(changes) < 2 * len(changes)


def test_the_work_does_not_grow_with_the_square(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where no article fits any other: twice the articles are at most twice the comparisons."""
    calls = 0

    def counted(one: ArticleSummary, other: ArticleSummary) -> bool:
        nonlocal calls
        calls += 1
        return share_county(one, other)

    (issue,) = issues_of(settings, [[("东山县", "jobs")]])
    monkeypatch.setattr("taizhou_brief.model.archive.share_county", counted)
    counts = []
    for size in (400, 800):
        issues = [replace(issue, number=number, path=f"{number}") for number in range(size)]
        build_archive(issues, settings)
        counts.append(calls)
        calls = 0
    assert counts[0] > 0
    assert counts[1] < 2.3 * counts[0]


def test_a_reference_names_its_article(archive: Archive) -> None:
    """Its address is that of the article, and of no other."""
    entry = archive.entries[1]
    assert (entry.url, entry.measures) == ("2021/07/2/", 4)
    assert entry == ArchiveEntry.of(entry.issue, entry.article)
    assert len({each.url for each in archive.entries}) == 4
