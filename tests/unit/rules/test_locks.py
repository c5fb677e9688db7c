"""What differs between a lock and an issue."""

from __future__ import annotations

import pytest

from taizhou_brief.formats.lock import IssueLock, LockedPlace
from taizhou_brief.rules.locks import find_changes

ISSUE, ARTICLE, MEASURE = "2021/07/", "2021/07/1/", "2021/07/1/#m1"
PLACES = (LockedPlace(ISSUE, "a", 0), LockedPlace(ARTICLE, "b", 0), LockedPlace(MEASURE, "c", 1))


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (PLACES, []),
        (PLACES[:2], [("S145", MEASURE)]),
        (PLACES[:1], [("S145", ARTICLE)]),
        ((*PLACES[:2], LockedPlace(MEASURE, "d", 1)), [("S146", MEASURE)]),
        ((*PLACES[:2], LockedPlace(MEASURE, "d", 0)), [("S146", MEASURE)]),
        ((*PLACES[:2], LockedPlace(MEASURE, "d", 2)), [("S147", ISSUE)]),
        ((*PLACES[:2], LockedPlace(MEASURE, "c", 2)), [("S147", ISSUE)]),
        ((*PLACES, LockedPlace("2021/07/1/#m2", "d", 0)), [("S147", ISSUE)]),
        ((LockedPlace(ISSUE, "-", 0), LockedPlace(ARTICLE, "-", 0)), [("S147", ISSUE)]),
        ((LockedPlace(ISSUE, "-", 0),), [("S145", ARTICLE)]),
    ],
)
def test_each_difference_is_one_change(now: tuple[LockedPlace, ...], found: list[tuple[str, str]]) -> None:
    """A missing page is reported for its places; what was withdrawn has no texts."""
    changes = find_changes(IssueLock(PLACES), now)
    assert [(change.code, change.address) for change in changes] == found
    assert [change.needs_page for change in changes] == [code == "S145" and "#" not in url for code, url in found]
