"""Rules about the numbers and dates of the series."""

from __future__ import annotations

import pytest

from taizhou_brief.rules import series
from taizhou_brief.rules.rule import SeriesRule
from taizhou_brief.rules.series import format_issue_name, group_by_year
from tests.rule_cases import LISTED, case_settings, numbered


def listed(*lines: str) -> tuple[str, ...]:
    """Lines that stand for issues."""
    return lines


@pytest.mark.parametrize(
    ("rule", "lines", "count"),
    [
        (series.number_used_twice, listed("2022年第3期 2022-02-10", "2022年第3期 2022-02-20"), 1),
        (series.number_used_twice, listed("2022年第3期 2022-02-10", "2022年增刊第3期 2022-02-20"), 0),
        (series.number_used_twice, listed("2021年第3期 2021-02-10", "2022年第3期 2022-02-20"), 0),
        (series.gap_in_numbers, listed("2022年第1期 2022-02-10", "2022年第3期 2022-02-20"), 1),
        (series.gap_in_numbers, listed("2022年第1期 2022-02-10", "2022年第2期 2022-02-20"), 0),
        (series.date_before_the_issue_before, listed("2022年第1期 2022-02-10", "2022年第2期 2022-02-09"), 1),
        (series.date_before_the_issue_before, listed("2022年第1期 2022-02-10", "2022年第2期 2022-02-10"), 0),
        (
            series.total_that_does_not_grow,
            listed("2022年第1期 2022-02-10 总第9期", "2022年第2期 2022-02-20 总第9期"),
            1,
        ),
        (
            series.total_that_does_not_grow,
            listed("2022年第1期 2022-02-10 总第9期", "2022年第2期 2022-02-20 总第10期"),
            0,
        ),
    ],
)
def test_a_break_of_the_series_is_found(rule: SeriesRule, lines: tuple[str, ...], count: int) -> None:
    """Years and supplements count apart."""
    issues = tuple(numbered(match) for line in lines if (match := LISTED.fullmatch(line)))
    assert len(issues) == len(lines)
    assert len(list(rule.check(issues, case_settings()))) == count


def test_issues_are_grouped_by_year() -> None:
    """Supplements apart, by number."""
    lines = ("2022年第2期 2022-01-10", "2022年第1期 2022-02-10", "2022年增刊第1期 2022-02-10", "2021年第9期 2021-02-10")
    issues = tuple(numbered(match) for line in lines if (match := LISTED.fullmatch(line)))
    groups = [[format_issue_name(issue) for issue in group] for group in group_by_year(issues)]
    assert groups == [["2021年第9期"], ["2022年第1期", "2022年第2期"], ["2022年增刊第1期"]]
