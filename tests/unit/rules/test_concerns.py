"""Counties and terms that rules may speak of in one issue."""

from __future__ import annotations

import pytest

from taizhou_brief.model.block import NO_SPAN
from taizhou_brief.model.issue import ArticleEntry
from taizhou_brief.rules.concerns import Concerns, find_concerns
from tests.project import SETTINGS
from tests.showing import settings_of


@pytest.mark.parametrize(
    ("title", "counties", "text", "concerned", "terms"),
    [
        ("东山县办好夜校", ("东山县",), "东山县办好夜校。", [], []),
        ("东山县办好夜校", (), "甲。", ["东山县"], []),
        ("某局办好夜校", (), "西河区的事。", ["西河县"], []),
        ("某局办好夜校", (), "`西河市`的事。", ["西河县"], []),
        ("某局办好夜校", (), "办夜学，有800 英才。", [], ["夜校", "800英才"]),
    ],
)
def test_only_what_a_rule_may_find_is_a_concern(
    title: str, counties: tuple[str, ...], text: str, concerned: list[str], terms: list[str]
) -> None:
    """A county that a title names and its entry does not, a wrong suffix, a term in another form."""
    settings = settings_of(f"{SETTINGS}terms: [[夜校, 夜学], [800英才]]\n".replace("aliases: [西河]", "short: 西河"))
    found = find_concerns([ArticleEntry(title=title, counties=counties, span=NO_SPAN)], text, settings)
    assert ([county[0] for county in found.counties], [term[0] for term in found.terms]) == (concerned, terms)


def test_a_name_that_a_county_has_is_not_wrong() -> None:
    """An alias may have another suffix."""
    settings = settings_of(SETTINGS.replace("aliases: [西河]", "short: 西河, aliases: [西河区]"))
    assert find_concerns([], "西河区的事。", settings) == Concerns((), ())
