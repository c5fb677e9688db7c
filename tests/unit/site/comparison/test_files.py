"""The scripts of a year: one for each theme, with all that a reader's own comparison needs."""

from __future__ import annotations

import json

from taizhou_brief.site.comparison.files import build_compare_files, owns_compare_files, script_path
from taizhou_brief.site.comparison.groups import group_related
from taizhou_brief.site.comparison.page_rows import compare_article, load_measures
from taizhou_brief.site.comparison.pieces import MeasureRow
from taizhou_brief.site.pages.compare import Comparisons
from tests.project import briefing
from tests.showing import archive_of, compare_archive, settings_of

EAST = "甲|东山县|skills|一是办夜校。今年6月培训30人，教技能。\n\n二是修渠。顺带教技能。"
TEXTS = {
    "2021/07": briefing(7, "2021-12-01", EAST, "乙||jobs|一是种树。带动就业。\n\n二是栽草。带动就业。"),
    "2022/01": briefing(1, "2022-01-30", "丙|西河县|jobs|一是办班。带动就业。\n\n二是修路。带动就业。"),
}


def compared() -> Comparisons:
    """What the comparisons of the texts are made from."""
    settings = settings_of()
    return compare_archive(archive_of(settings, TEXTS), settings)


def test_scripts() -> None:
    """A script has the measures of its theme and year; articles of no county have no place in a comparison."""
    files = {file.path: file.data.decode() for year in compared().years for file in build_compare_files(year)}
    assert sorted(files) == ["compare/jobs/2021.js", "compare/jobs/2022.js", "compare/skills/2021.js"]
    text = files["compare/skills/2021.js"]
    theme, year, articles = json.loads(text[text.index("push(") + 5 : text.rindex(")")])
    assert (theme, year) == ("skills", 2021)
    ((url, issue, _, counties, _, measures),) = articles
    assert (url, issue, counties) == ("2021/07/1/", "2021年第7期", ["东山县"])
    assert [MeasureRow(*row).heading for row in measures] == ["办夜校", "修渠"]


def test_owned_paths() -> None:
    """A year owns the scripts of its themes."""
    first, second = compared().years
    paths = (script_path("jobs", 2021), script_path("skills", 2021))
    assert owns_compare_files(first, paths)
    assert not owns_compare_files(second, paths)


def test_versions_change_with_the_texts() -> None:
    """The address of a script changes when its text does, and no other."""
    before = compared().versions
    settings = settings_of()
    texts = TEXTS | {"2022/01": TEXTS["2022/01"].replace("修路", "铺路")}
    after = compare_archive(archive_of(settings, texts), settings).versions
    assert before["skills"] == after["skills"]
    assert before["jobs"][1] == after["jobs"][1]
    assert before["jobs"][0] != after["jobs"][0]


def test_an_article_does_not_depend_on_its_neighbours() -> None:
    """An edit of one article of an issue changes what is known of it alone."""
    settings = settings_of()
    texts = TEXTS | {"2021/07": TEXTS["2021/07"].replace("栽草", "割草")}
    pieces = (compared().pieces, compare_archive(archive_of(settings, texts), settings).pieces)
    before, after = (known["briefings/2021/07.md"].digests for known in pieces)
    assert before[0] == after[0]
    assert before[1] != after[1]


def test_times_and_groups() -> None:
    """A quantity has its time, as printed and as resolved; unlike measures make no group."""
    articles = [compare_article(*known) for year in compared().years for theme in year.themes for known in theme.about]
    measures, leads = load_measures(articles)
    times = [quantity.when for measure in measures for quantity in measure.row.quantities]
    assert times == ["今年6月（2021年6月）"] * 2  # a narrower theme counts for the broader one
    assert not any(lead.quantities for lead in leads)
    assert not group_related(measures)
