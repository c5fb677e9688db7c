"""The page of one issue."""

from __future__ import annotations

from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.identity import Address
from taizhou_brief.site.pages.issue import (
    content_meta,
    edition_data,
    errata_views,
    excerpt_prefix,
    issue_pages,
    publication_issue_data,
)
from taizhou_brief.site.views.site_context import article_listings
from tests.project import briefing
from tests.unit.site.pages.plans import TEXTS, planned


def test_issues_follow_one_another() -> None:
    """The key of a page names its neighbours."""
    archive, settings, _ = planned()
    first, second = issue_pages(archive, settings, article_listings(settings, archive))
    assert (first.context["before"], first.context["after"].url) == (None, "2022/01/")
    assert (second.context["before"].url, second.context["after"]) == ("2021/07/", None)
    small, _, _ = planned({"2021/07": TEXTS["2021/07"]})
    alone, *_ = issue_pages(small, settings, article_listings(settings, small))
    assert fingerprint(alone) != fingerprint(first)


def test_a_digest_is_marked() -> None:
    """For readers and for machines."""
    archive, settings, _ = planned({"2021/07": briefing(7, "2021-12-01", extra="edition: digest\n")})
    (issue,) = archive.issues
    assert excerpt_prefix(issue) == "【摘编】"
    assert edition_data(issue)["creativeWorkStatus"] == "摘编"
    assert dict(content_meta(issue, "题", issue.url, settings))["edition"] == "digest"


def test_an_issue_is_part_of_its_year() -> None:
    """And of the series."""
    archive, settings, _ = planned()
    data = publication_issue_data(archive.issues[0], settings)
    assert (data["issueNumber"], data["isPartOf"]["volumeNumber"]) == ("7", "2021")
    assert data["isPartOf"]["isPartOf"]["name"] == "某市工作简报"


def test_errata_lead_to_their_place() -> None:
    """Those of a measure that does not exist to the article."""
    extra = (
        'errata:\n- {at: "1/s1m2", printed: 课表, corrected: 课程表, date: 2022-01-05, reason: 漏字。}\n'
        '- {at: "1/s9m9", printed: 甲, corrected: 乙, date: 2022-01-05, reason: 错字}\n'
    )
    archive, _, _ = planned({"2021/07": briefing(7, "2021-12-01", extra=extra)})
    views = errata_views(archive.issues[0])
    assert list(views) == [Address(1, "s1m2"), Address(1)]
    assert [view.url for group in views.values() for view in group] == ["2021/07/1/#s1m2", "2021/07/1/"]
    assert views[Address(1, "s1m2")][0].reason == "漏字"
