"""Citations in the form of GB/T 7714, in both editions."""

from __future__ import annotations

from datetime import date

import pytest

from taizhou_brief.model.settings import Settings
from taizhou_brief.model.summary import IssueSummary
from taizhou_brief.site.citation import (
    article_reference,
    excerpt_mark,
    format_chinese_date,
    full_address,
    in_series,
    issue_number,
    issue_reference,
    issuing_office,
    measure_stem,
)
from tests.project import SETTINGS, briefing
from tests.showing import archive_of, settings_of

BASE = "https://www.example.gov.cn/a/"


def issue_of(settings: Settings, extra: str = "") -> IssueSummary:
    """The one issue of an archive."""
    key = "2021/s7" if "supplement" in extra else "2021/07"
    return archive_of(settings, {key: briefing(7, "2021-12-01", "东山县办好夜校|东山县|skills|", extra=extra)}).issues[
        0
    ]


@pytest.mark.parametrize(
    ("edition", "base", "whole", "one"),
    [
        ("2025", "", "某市工作简报：第7期[R/OL]. 2021-12-01.", "东山县办好夜校[J/OL]. 某市工作简报，2021（7）."),
        (
            "2025",
            BASE,
            f"某市工作简报：第7期[R/OL]. 2021-12-01. {BASE}2021/07/.",
            f"东山县办好夜校[J/OL]. 某市工作简报，2021（7）. {BASE}2021/07/1/.",
        ),
        (
            "2015",
            "",
            "某市工作简报: 第7期[R/OL]. (2021-12-01)[访问日期].",
            "东山县办好夜校[J/OL]. 某市工作简报, 2021(7)[访问日期].",
        ),
        (
            "2015",
            BASE,
            f"某市工作简报: 第7期[R/OL]. (2021-12-01)[访问日期]. {BASE}2021/07/.",
            f"东山县办好夜校[J/OL]. 某市工作简报, 2021(7)[访问日期]. {BASE}2021/07/1/.",
        ),
    ],
)
def test_references_follow_the_edition(edition: str, base: str, whole: str, one: str) -> None:
    """Marks, day of access and address stand where the edition puts them."""
    settings = settings_of(f'{SETTINGS}citation: "{edition}"\n', base_url=base)
    issue = issue_of(settings)
    assert issue_reference(issue, settings) == f"某市领导小组办公室. {whole}"
    assert article_reference(issue, issue.articles[0], settings) == f"某市领导小组办公室. {one}"


@pytest.mark.parametrize(("edition", "colon"), [("2025", "："), ("2015", ": ")])
def test_the_stem_of_a_measure_ends_before_its_number(edition: str, colon: str) -> None:
    """The script adds number, day and address."""
    settings = settings_of(f'{SETTINGS}citation: "{edition}"\n', base_url=BASE)
    issue = issue_of(settings)
    article = issue.articles[0]
    assert measure_stem(issue, article, settings) == in_series(issue, article, settings) + colon


def test_a_digest_is_marked_as_one() -> None:
    """Nobody quotes the archive's own digest as the original."""
    settings = settings_of()
    issue = issue_of(settings, "edition: digest\n")
    assert (excerpt_mark(issue), excerpt_mark(issue_of(settings))) == ("（摘编）", "")
    assert "第7期（摘编）[R/OL]" in issue_reference(issue, settings)
    assert "东山县办好夜校（摘编）[J/OL]" in article_reference(issue, issue.articles[0], settings)


def test_a_supplement_has_its_own_number() -> None:
    """S before the number inside the brackets, 增刊 before it in the name."""
    settings = settings_of()
    issue = issue_of(settings, "supplement: true\n")
    assert (issue_number(issue), issue_number(issue_of(settings))) == ("S7", "7")
    assert "某市工作简报：增刊第7期[R/OL]" in issue_reference(issue, settings)


def test_the_office_is_that_of_the_issue_or_the_series() -> None:
    """The issue's own, else that of the settings, else the title of the series."""
    settings = settings_of()
    nobody = settings_of(SETTINGS.replace("issuer: 某市领导小组办公室\n", ""))
    own = issue_of(settings, "issuer: 某市某办\n")
    assert issuing_office(own, settings) == "某市某办"
    assert issuing_office(issue_of(settings), settings) == "某市领导小组办公室"
    assert issuing_office(issue_of(nobody), nobody) == "某市工作简报"


def test_an_address_is_given_only_where_it_is_known() -> None:
    """With a stop, or not at all."""
    assert full_address("2021/07/", settings_of()) == ""
    assert full_address("2021/07/", settings_of(base_url=BASE)) == f" {BASE}2021/07/."


def test_a_date_has_no_zeros_in_front() -> None:
    """As official documents write it."""
    assert format_chinese_date(date(2021, 2, 3)) == "2021年2月3日"
