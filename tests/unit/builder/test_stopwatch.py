"""Time by step: no moment counts twice, none is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from taizhou_brief.builder.stopwatch import OTHER, Stopwatch


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that the watch reads, to be advanced."""
    now = [100.0]
    monkeypatch.setattr("taizhou_brief.builder.stopwatch.time.perf_counter", lambda: now[0])
    return now


def test_an_inner_step_has_its_own_time(clock: list[float]) -> None:
    """The outer one has the rest."""
    watch = Stopwatch()
    clock[0] += 1
    with watch.step("写出"):
        clock[0] += 2
        with watch.step("排版"):
            clock[0] += 4
        clock[0] += 8
    clock[0] += 16
    assert list(watch.finish().items()) == [("写出", 10), ("排版", 4), (OTHER, 17)]


def test_the_time_until_an_item_is_there_counts(clock: list[float]) -> None:
    """What is done with it between does not."""

    def items() -> Iterator[int]:
        for number in range(3):
            clock[0] += 1
            yield number

    watch = Stopwatch()
    for _ in watch.iterate("排版", items()):
        clock[0] += 10
    assert watch.finish() == {"排版": 3, OTHER: 30}
    assert watch.items["排版"] == 3


def test_a_step_that_fails_ends(clock: list[float]) -> None:
    """Its time is counted."""
    watch = Stopwatch()

    def fail() -> None:
        with watch.step("排版"):
            clock[0] += 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    clock[0] += 2
    assert watch.finish() == {"排版": 1, OTHER: 2}
