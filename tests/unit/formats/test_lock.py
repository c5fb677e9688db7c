"""The lock of an issue as a value and as a text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.formats.lock import (
    ChangeReason,
    IssueLock,
    LockedPlace,
    digest_places,
    digest_text,
    lock_issue,
    parse_lock,
    write_lock,
)
from tests.project import briefing
from tests.showing import issues_of, settings_of

PLACES = st.builds(
    LockedPlace,
    st.sampled_from(["2021/07/", "2021/07/1/", "2021/07/1/#s1m2", "2022/s1/12/#m3"]),
    st.just("-") | st.text("0123456789abcdef", min_size=16, max_size=16),
    st.integers(0, 20),
)
REASONS = st.builds(
    ChangeReason, st.dates(date(1949, 1, 1)), st.just("2021/07/1/#s1m2"), st.sampled_from(["改", "甲 乙"])
)


@given(st.builds(IssueLock, st.lists(PLACES, min_size=1).map(tuple), st.lists(REASONS).map(tuple)))
def test_a_lock_is_read_as_it_was_written(lock: IssueLock) -> None:
    """With another end of lines, too."""
    text = write_lock(lock, "2021年第7期")
    assert parse_lock(text, "a.lock") == (lock, ())
    assert parse_lock("\ufeff" + text.replace("\n", "\r\n"), "a.lock") == (lock, ())


@pytest.mark.parametrize(
    "line", ["", "# 只有说明", "2021/07/ 短", "2021/07/1/ 00a0ad24300da148 改了", "原因 2021-02-30 甲 乙"]
)
def test_what_is_no_lock_is_an_error(line: str) -> None:
    """Nothing is guessed."""
    lock, (problem,) = parse_lock(f"{line}\n", "a.lock")
    assert (lock, problem.code) == (None, "S148")


def test_white_space_does_not_count() -> None:
    """Everything else does."""
    assert digest_text("甲 乙\n丙") == digest_text("甲乙丙") != digest_text("甲乙，丙")


def test_corrections_are_counted_where_they_are() -> None:
    """Those of an article for it and its sections, a removal in the whole issue everywhere."""
    extra = (
        'errata:\n- {at: "1", printed: 甲, corrected: 乙, date: 2022-01-05}\n'
        '- {at: "1/s1m1", printed: 甲, corrected: 乙, date: 2022-01-05}\n'
        "redacted:\n- {text: 门课, reason: 依某规定, date: 2022-01-05}\n"
    )
    (issue,) = issues_of(settings_of(), {"2021/07": briefing(7, "2021-12-01", extra=extra)})
    places = lock_issue(issue)
    assert [place.changes for place in places] == [1, 0, 2, 2, 2, 1, 2, 1, 1]
    assert digest_places(places) != digest_places(place._replace(changes=0) for place in places)
