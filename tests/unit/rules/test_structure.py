"""Rules about sections and measures."""

from __future__ import annotations

import pytest

from taizhou_brief.model.issue import split_scopes
from taizhou_brief.rules import structure
from taizhou_brief.rules.rule import IssueRule
from taizhou_brief.rules.structure import scopes
from tests.unit.rules.checks import context_of, words

SOUND = "## 一、甲\n\n一是子。多做。\n\n二是丑。少花。\n\n## 二、乙\n\n### （一）寅\n\n正文。\n\n### （二）卯\n\n正文。"


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        (structure.section_out_of_order, "## 一、甲\n\n正文。\n\n## 三、乙\n\n正文。"),
        (structure.measure_out_of_order, "一是甲。多做。\n\n三是乙。少花。"),
        (structure.lone_first_measure, "一是甲。多做。\n\n正文。"),
        (structure.third_level_out_of_order, "## 一、甲\n\n### （一）子\n\n正文。\n\n### （三）丑\n\n正文。"),
        (structure.run_on_measures_out_of_order, "做法：一是甲；三是乙。"),
    ],
)
def test_disorder_is_found(rule: IssueRule, wrong: str) -> None:
    """A sound text has none."""
    assert words(rule, wrong)
    assert not words(rule, SOUND)


def test_measures_are_counted_in_their_scope() -> None:
    """The article outside sections, then each section; a third-level heading begins another run."""
    (article,) = context_of(SOUND).issue.articles
    assert [len(list(split_scopes(scope))) for scope in scopes(article)] == [0, 1, 2]
    assert [len(items) for items in split_scopes(article.sections[0].items)] == [2]


def test_a_series_ends_its_run() -> None:
    """A further series after `###` begins again at 一是, and is checked on its own."""
    series = "一是甲。多做。\n\n二是乙。少花。"
    assert not words(structure.measure_out_of_order, f"{series}\n\n###\n\n打算如下。\n\n{series}")
    assert words(structure.measure_out_of_order, f"{series}\n\n打算如下。\n\n{series}")
