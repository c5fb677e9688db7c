"""The texts with times marked by hand: that the marks can be trusted, and that the scorer sees what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import pytest

from taizhou_brief.quantities import find_quantities
from tests.time_texts import (
    FOLDER,
    HELD,
    SECOND,
    TIME,
    UNSEEN,
    MarkError,
    Timed,
    TimedText,
    TimeScore,
    clause,
    one_form,
    read_folder,
    read_texts,
    score,
)

TEXTS = [*read_folder(), *read_folder(HELD), *read_folder(SECOND), *read_folder(UNSEEN)]
SOURCE = """# style: sample
# date: 2021-11-05

一、进展
1—10月完成⟦8亿元|at=2021-01/2021-10⟧，增长⟦5%|at=2021-01/2021-10|dir=增⟧。总投资⟦9亿元⟧；明年完成⟦3亿元|at=2022~|target⟧。

现有⟦6家|at=2021-11-05|target~⟧。
"""


@dataclass(frozen=True)
class Answer:
    """A figure as a reader gives it."""

    start: int
    end: int
    as_of: str
    direction: str = ""
    target: bool = False


SAMPLE = read_texts(SOURCE, "x")
RIGHT = [
    Answer(quantity.start, quantity.end, time, direction, target)
    for quantity, time, direction, target in zip(
        SAMPLE[0].quantities,
        ("2021-01/2021-10", "2021-01/2021-10", "", "2022"),
        ("", "增", "", ""),
        (False, False, False, True),
        strict=True,
    )
]


def judged(*answers: Answer) -> TimeScore:
    """The score of a reader that gives these figures for the first text."""
    return score(SAMPLE[:1], lambda _text, _day: answers)


# --- the marks -------------------------------------------------------------------------------------------------------
def test_a_blank_line_parts_texts_and_a_mark_becomes_plain_text() -> None:
    """A heading on a line of its own stays in the text it governs."""
    first, second = SAMPLE
    assert first.text == "一、进展\n\n1—10月完成8亿元，增长5%。总投资9亿元；明年完成3亿元。"
    assert (second.name, second.text, second.day) == ("x:2", "现有6家。", date(2021, 11, 5))
    assert [(set(q.times), set(q.directions), set(q.targets)) for q in first.quantities] == [
        ({"2021-01/2021-10"}, {""}, {False}),
        ({"2021-01/2021-10"}, {"增"}, {False}),
        ({""}, {""}, {False}),
        ({"2022", ""}, {""}, {True}),
    ]
    assert second.quantities[0].targets == {True, False}


@pytest.mark.parametrize(
    "broken",
    [
        "⟦3人|at=2021",
        "⟦3人|at=2021-13⟧",
        "⟦3人|at=2021年⟧",
        "⟦3人|dir=升⟧",
        "⟦3人|goal⟧",
        "⟦3人|at=2021|at=2022⟧",
        "3人|at=2021",
    ],
)
def test_a_mark_that_cannot_be_read_is_named(broken: str) -> None:
    """A slip of the pen must not silently change what is wanted."""
    with pytest.raises(MarkError):
        read_texts(f"# date: 2021-12-01\n\n{broken}\n", "x")


@pytest.mark.parametrize("text", TEXTS, ids=[text.name for text in TEXTS])
def test_marks_quote_the_text_and_never_overlap(text: TimedText) -> None:
    """And every time has one of the forms that are allowed, and runs forwards."""
    assert text.quantities
    assert all(text.text[q.start : q.end] == q.text.strip() for q in text.quantities)
    assert all(one.end <= other.start for one, other in pairwise(text.quantities))
    for time in {time for q in text.quantities for time in q.times if time}:
        assert TIME.fullmatch(time), time
        first, _, last = one_form(time).partition("/")
        assert not last or first <= last, time


def test_there_is_enough_of_everything() -> None:
    """A rate of one in fifty cannot be seen in fewer."""
    for folder in (FOLDER, HELD):
        quantities = [q for text in read_folder(folder) for q in text.quantities]
        assert len(list(folder.glob("*.txt"))) >= 20
        assert len(quantities) >= 225
        assert sum("" not in q.times for q in quantities) >= 180
        assert sum(q.times == {""} for q in quantities) >= 40
        assert sum("" not in q.directions for q in quantities) >= 30
        assert sum(False not in q.targets for q in quantities) >= 40


def test_what_is_given_is_certain() -> None:
    """Of the times and plans of the texts that may be tuned on."""
    for folder, recall in ((FOLDER, 0.85), (SECOND, 0.85)):
        result = score(read_folder(folder), find_quantities)
        assert result.times.precision >= 0.98
        assert result.times.recall >= recall
        assert result.targets.precision >= 0.85


# --- the scorer ------------------------------------------------------------------------------------------------------
def test_a_right_reader_has_no_error() -> None:
    """Counts are of what was given and of what was wanted; a time that may be left out is not wanted."""
    result = judged(*RIGHT)
    assert result.errors == ()
    assert (result.found, result.quantities) == (4, 4)
    times, directions, targets = result.times, result.directions, result.targets
    assert (times.given, times.wrong, times.wanted, times.right) == (3, 0, 2, 2)
    assert (directions.given, directions.wanted, directions.right) == (1, 1, 1)
    assert (targets.given, targets.wanted, targets.right) == (1, 1, 1)


def test_a_wrong_time_costs_precision_and_recall() -> None:
    """The worst fault has both."""
    result = judged(replace(RIGHT[0], as_of="2021"), *RIGHT[1:])
    assert (result.times.precision, result.times.recall) == (1 - 1 / 3, 0.5)


def test_a_time_for_what_has_none_costs_precision_alone() -> None:
    """A sum over a plan has no time."""
    result = judged(*RIGHT[:2], replace(RIGHT[2], as_of="2021"), RIGHT[3])
    assert (result.times.precision, result.times.recall) == (0.75, 1.0)
    (error,) = result.errors
    assert (error.what, error.given, error.wanted) == ("time", "2021-01-01/2021-12-31", "")
    assert error.clause == "总投资【9亿元】；明年完成3亿元"


def test_a_missing_time_costs_recall_alone() -> None:
    """Empty is never wrong, only missing where it was certain; where it may be missing it costs nothing."""
    result = judged(replace(RIGHT[0], as_of=""), *RIGHT[1:3], replace(RIGHT[3], as_of=""))
    assert (result.times.precision, result.times.recall) == (1.0, 0.5)


@pytest.mark.parametrize(
    ("change", "count"),
    [
        (lambda a: replace(a, direction="增"), lambda s: s.directions),
        (lambda a: replace(a, target=True), lambda s: s.targets),
    ],
)
def test_a_level_with_a_direction_or_a_result_as_a_target_is_wrong(
    change: Callable[[Answer], Answer], count: Callable[[TimeScore], object]
) -> None:
    """Each question has a rate of its own."""
    result = judged(change(RIGHT[0]), *RIGHT[1:])
    assert str(count(result)) == "precision 0.5000 (1 wrong of 2 given), recall 1.0000 (1 of 1)"


def test_only_quantities_found_are_judged() -> None:
    """What the reader of figures missed is named, and no answer is asked of it."""
    result = judged(*RIGHT[1:])
    assert (result.found, result.times.wanted, [error.what for error in result.errors]) == (3, 1, ["missed"])


def test_a_reader_without_targets_gives_none() -> None:
    """A figure without that attribute is a result."""

    @dataclass(frozen=True)
    class Older:
        start: int
        end: int
        as_of: str = ""
        direction: str = ""

    result = score(SAMPLE[:1], lambda _text, _day: [Older(answer.start, answer.end) for answer in RIGHT])
    assert (result.targets.given, result.targets.recall) == (0, 0.0)


@pytest.mark.parametrize(
    ("one", "other"),
    [("2021-H1", "2021-01/2021-06"), ("2021-Q4", "2021-10-01/2021-12-31"), ("2021", "2021-01/2021-12"), ("", "")],
)
def test_two_spellings_of_one_span_are_one_time(one: str, other: str) -> None:
    """A reader need not guess how this set writes a span."""
    assert one_form(one) == one_form(other)


@pytest.mark.parametrize(("one", "other"), [("2021/", "2021"), ("2021-12", "2021"), ("2021-12-31", "2021-12")])
def test_different_spans_are_different_times(one: str, other: str) -> None:
    """An open span is no year, a month no day."""
    assert one_form(one) != one_form(other)


def test_an_error_quotes_its_sentence() -> None:
    """The reader of the list sees which of two equal numbers is meant."""
    text = "甲3人。乙3人，丙3人。"
    assert clause(text, Timed(9, 11, "3人", frozenset(), frozenset(), frozenset())) == "乙3人，丙【3人】"
