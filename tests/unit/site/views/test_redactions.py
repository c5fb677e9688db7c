"""What pages show of words that were taken down."""

from __future__ import annotations

import pytest

from taizhou_brief.site.citation import format_basis
from taizhou_brief.site.views.redactions import group_redactions, list_article_redactions, list_redactions
from tests.project import briefing
from tests.showing import archive_of, settings_of

EXTRA = """\
redacted:
- {at: "1/s1m2", text: 课表, reason: 涉及个人隐私, date: 2022-01-05}
- {text: 夜校, reason: 《保密法》第九条。, date: 2022-01-06}
"""


def test_removals_have_their_place() -> None:
    """A measure, or the whole issue, which each of its articles shows."""
    (issue,) = archive_of(settings_of(), {"2021/07": briefing(7, "2021-12-01", extra=EXTRA)}).issues
    measure, whole = list_redactions(issue)
    assert (measure.url, measure.where, measure.reason) == ("2021/07/1/#s1m2", "第1篇 §1.2", "因涉及个人隐私")
    assert (whole.url, whole.where, whole.reason) == ("2021/07/", "", "依《保密法》第九条")
    assert group_redactions(issue, 1) == {"s1m2": (measure,), "": (whole,)}
    assert list_article_redactions(issue, 2) == (whole,)


@pytest.mark.parametrize(
    ("reason", "printed"),
    [
        ("依某规定。", "依某规定"),
        ("《保密法》", "依《保密法》"),
        ("市保密局通知", "依市保密局通知"),
        ("误刊内部材料", "因误刊内部材料"),
        ("由于误刊", "由于误刊"),
    ],
)
def test_a_reason_reads_as_a_phrase(reason: str, printed: str) -> None:
    """A document is what a removal is based on; anything else is why."""
    assert format_basis(reason) == printed
