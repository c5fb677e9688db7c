"""What a reference consists of: offices, numbers, addresses."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.chinese.dates import format_day
from taizhou_brief.model.settings import Settings
from taizhou_brief.model.summary import IssueSummary
from taizhou_brief.site.citation import (
    cite_article,
    cite_issue,
    excerpt_mark,
    issuing_office,
    split_offices,
)
from tests.project import SETTINGS, briefing
from tests.showing import archive_of, settings_of

BASE = "https://www.example.gov.cn/a/"


def issue_of(settings: Settings, extra: str = "") -> IssueSummary:
    """The one issue of an archive."""
    key = "2021/s7" if "supplement" in extra else "2021/07"
    texts = {key: briefing(7, "2021-12-01", "东山县办好夜校|东山县|skills|", extra=extra)}
    return archive_of(settings, texts).issues[0]


def test_a_digest_is_marked_as_one() -> None:
    """Nobody quotes the archive's own digest as the original."""
    settings = settings_of()
    issue = issue_of(settings, "edition: digest\n")
    assert (excerpt_mark(issue), excerpt_mark(issue_of(settings))) == ("（摘编）", "")
    assert cite_issue(issue, settings).title == "第7期（摘编）"
    assert cite_article(issue, issue.articles[0], settings).title == "东山县办好夜校（摘编）"


def test_a_supplement_has_its_own_number() -> None:
    """S before the number inside the brackets, 增刊 before it in the name."""
    settings = settings_of()
    supplement = cite_issue(issue_of(settings, "supplement: true\n"), settings)
    assert (supplement.number, supplement.full_title) == ("S7", "某市工作简报：增刊第7期")
    assert cite_issue(issue_of(settings), settings).number == "7"


def test_the_office_is_that_of_the_issue_or_the_series() -> None:
    """The issue's own, else that of the settings, else the title of the series."""
    settings = settings_of()
    nobody = settings_of(SETTINGS.replace("issuer: 某市领导小组办公室\n", ""))
    own = issue_of(settings, "issuer: 某市某办\n")
    assert issuing_office(own, settings) == "某市某办"
    assert issuing_office(issue_of(settings), settings) == "某市领导小组办公室"
    assert issuing_office(issue_of(nobody), nobody) == "某市工作简报"


def test_the_author_of_an_article_is_its_contributor() -> None:
    """And the office that issued it is its publisher."""
    settings = settings_of()
    text = briefing(7, "2021-12-01", "东山县办好夜校|东山县|skills|").replace(
        "  themes:", "  contributor: 东山县人力社保局、东山县总工会\n  themes:"
    )
    issue = archive_of(settings, {"2021/07": text}).issues[0]
    citation = cite_article(issue, issue.articles[0], settings)
    assert citation.authors == ("东山县人力社保局", "东山县总工会")
    assert citation.publishers == ("某市领导小组办公室",)
    assert cite_issue(issue, settings).authors == citation.publishers


@pytest.mark.parametrize(
    ("names", "offices"),
    [
        ("", ()),
        ("某市办公室", ("某市办公室",)),
        ("中共某市委办公室 某市人民政府办公室", ("中共某市委办公室", "某市人民政府办公室")),
        ("某市委办公室\u3000某市府办公室", ("某市委办公室", "某市府办公室")),
        ("东河县教育局、县总工会", ("东河县教育局", "县总工会")),
        ("市委、市政府办公室", ("市委、市政府办公室",)),
        ("市委办公室、市政府办公室", ("市委办公室", "市政府办公室")),
        ("粮食、物资储备局", ("粮食、物资储备局",)),
    ],
)
def test_joint_offices_are_several(names: str, offices: tuple[str, ...]) -> None:
    """An office that has a `、` in its name stays one."""
    assert split_offices(names) == offices


@given(st.lists(st.sampled_from(("东河县教育局", "县总工会", "市委办公室", "团市委", "民政、社保局")), max_size=5))
def test_offices_with_spaces_between_them_are_never_joined(offices: list[str]) -> None:
    """Each is an author once."""
    assert split_offices(" ".join(offices)) == tuple(dict.fromkeys(offices))


def test_an_address_is_given_only_where_it_is_known() -> None:
    """Nothing is made up without a base URL."""
    settings = settings_of()
    issue = issue_of(settings)
    assert cite_issue(issue, settings).url == cite_article(issue, issue.articles[0], settings).url == ""
    settings = settings_of(base_url=BASE)
    assert cite_issue(issue, settings).url == f"{BASE}2021/07/"
    assert cite_article(issue, issue.articles[0], settings).url == f"{BASE}2021/07/1/"


def test_a_date_has_no_zeros_in_front() -> None:
    """As official documents write it."""
    assert format_day(date(2021, 2, 3)) == "2021年2月3日"
