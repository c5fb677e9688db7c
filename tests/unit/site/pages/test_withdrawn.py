"""The pages at the addresses of an issue that was taken down."""

from __future__ import annotations

from taizhou_brief.site.pages.updates import list_removals
from taizhou_brief.site.pages.withdrawn import withdrawn_pages
from tests.project import briefing
from tests.unit.site.pages.plans import TEXTS, planned

WITHDRAWN = briefing(7, "2021-12-01", extra="withdrawn: {date: 2022-03-01, reason: 依某规定}\n")


def test_each_address_has_a_page() -> None:
    """The issue, its whole text, its articles; the issue is none of the others."""
    archive, settings, _ = planned({**TEXTS, "2021/07": WITHDRAWN})
    pages = tuple(withdrawn_pages(archive, settings))
    assert [page.url for page in pages] == ["2021/07/", "2021/07/all/", "2021/07/1/"]
    assert [issue.url for issue in archive.issues] == ["2022/01/"]
    assert pages[0].context["reason"] == "依某规定"
    (row,) = list_removals(archive)
    assert (row.issue.text, row.whole, row.removal.url) == ("2021年第7期", True, "2021/07/")
