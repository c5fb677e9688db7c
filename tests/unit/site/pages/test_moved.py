"""The pages at former addresses."""

from __future__ import annotations

from taizhou_brief.site.pages.moved import moved_pages
from tests.unit.site.pages.plans import TEXTS, planned


def test_the_canonical_address_is_the_present_one() -> None:
    """Relative where the site does not know its own address."""
    moved = TEXTS["2021/07"].replace("number: 7", "number: 7\nmoved: 2021/06")
    archive, settings, _ = planned({**TEXTS, "2021/07": moved})
    issue, whole, first, *_ = moved_pages(archive, settings)
    assert [page.url for page in (issue, whole, first)] == ["2021/06/", "2021/06/all/", "2021/06/1/"]
    assert issue.context["head"].canonical == "../../2021/07/"
    assert first.context["head"].canonical == "../../../2021/07/1/"
    assert not issue.indexed
