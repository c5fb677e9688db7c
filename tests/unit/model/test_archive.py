"""The archive: the order of the issues, what counties and themes have, and which articles are related."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from taizhou_brief.model.archive import Archive, ArchiveEntry, build_archive, find_related, find_theme_and_ancestors
from taizhou_brief.model.settings import Settings
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
    """At most three: those that share most themes first, newer ones before older ones."""
    texts = {
        f"{year}/01": briefing(1, f"{year}-01-01", *articles)
        for year, articles in {
            2020: ["西河县一|西河县|jobs|", "西河县二|西河县|jobs, skills|", "东山县旁|东山县|jobs, skills|"],
            2021: ["东山县主|东山县|jobs, skills|", "西河县三|西河县|skills|", "某局四||welding|"],
            2022: ["西河县五|西河县|jobs|"],
        }.items()
    }
    archive = archive_of(settings, texts)
    (main,) = (entry for entry in archive.entries if entry.article.title == "东山县主")
    assert titles(archive.related[main.digest]) == ["西河县二", "西河县五", "西河县三"]


def test_an_article_is_not_related_to_itself_or_without_a_theme(settings: Settings) -> None:
    """Articles of no county may be related to each other; an article without a theme has no entry."""
    texts = {"2021/01": briefing(1, "2021-01-01", "某局一||jobs|", "某局二||jobs|", "某局三|||")}
    entries = archive_of(settings, texts).entries[::-1]
    related = find_related(entries)
    assert [titles(related[entry.digest]) for entry in entries if entry.digest in related] == [["某局一"], ["某局二"]]


def test_a_reference_names_its_article(archive: Archive) -> None:
    """Its address is that of the article, its digest that of issue and position."""
    entry = archive.entries[1]
    assert (entry.url, entry.measures) == ("2021/07/2/", 4)
    assert entry == ArchiveEntry.of(entry.issue, entry.article)
    assert len({each.digest for each in archive.entries}) == 4
