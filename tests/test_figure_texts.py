"""The texts marked by hand: that the marks can be trusted, and that the scorer sees what is wrong with a reader."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from tests.figure_texts import Marked, MarkedText, MarkError, Spot, read_folder, read_texts, score

TEXTS = read_folder()
SOURCE = """# date: 2021-12-01

共有⟦约 1.2 万人|12000|人|count|q=约⟧，按⟦4:6|4:6|-|ratio⟧分成⟦3—5组|3|组|count|to=5⟧，⟪三改一拆⟫与⟨数十名⟩不计。

⟪第一⟫名。
"""


def test_a_mark_becomes_plain_text_with_spans() -> None:
    """Fields after the printed words become a quantity; the other two marks only a place."""
    first, second = read_texts(SOURCE, "x")
    assert first.text == "共有约 1.2 万人，按4:6分成3—5组，三改一拆与数十名不计。"
    assert first.quantities == (
        Marked(2, 10, "约 1.2 万人", Decimal(12000), "人", "count", "约"),
        Marked(12, 15, "4:6", "4:6", None, "ratio"),
        Marked(17, 21, "3—5组", Decimal(3), "组", "count", None, Decimal(5)),
    )
    assert first.traps == (Spot(22, 26, "三改一拆"),)
    assert first.ignores == (Spot(27, 30, "数十名"),)
    assert (second.name, second.day) == ("x:2", date(2021, 12, 1))


@pytest.mark.parametrize(
    "broken", ["⟦3人|3|人⟧", "⟦3人|3|人|count", "⟦3人|3|人|count|wrong=1⟧", "3人|3", "⟪⟦3人|3|人|count⟧⟫"]
)
def test_a_mark_that_cannot_be_read_is_named(broken: str) -> None:
    """A slip of the pen must not silently take a quantity out of the set."""
    with pytest.raises(MarkError):
        read_texts(f"# date: 2021-12-01\n\n{broken}\n", "x")


@pytest.mark.parametrize("text", TEXTS, ids=[text.name for text in TEXTS])
def test_marks_quote_the_text_and_never_overlap(text: MarkedText) -> None:
    """A span quotes its words, without the spaces around them."""
    spots: list[Marked | Spot] = sorted([*text.quantities, *text.traps, *text.ignores], key=lambda spot: spot.start)
    assert all(text.text[spot.start : spot.end] == spot.text.strip() for spot in spots)
    assert all(one.end <= other.start for one, other in pairwise(spots))
    assert all(spot.start < spot.end for spot in spots)


@pytest.mark.parametrize("text", TEXTS, ids=[text.name for text in TEXTS])
def test_every_value_is_a_number_or_a_ratio(text: MarkedText) -> None:
    """And a range rises, and a qualifier stands in the words or before them."""
    for quantity in text.quantities:
        assert isinstance(quantity.value, Decimal) != (quantity.kind == "ratio" and quantity.unit is None), quantity
        if quantity.value_high is not None:
            assert isinstance(quantity.value, Decimal), quantity
            assert quantity.value < quantity.value_high, quantity
        if quantity.qualifier is not None:
            so_far = text.text[: quantity.end]  # a list hands its qualifier on
            assert all(word in so_far for word in quantity.qualifier.split("…")), quantity


def test_there_is_enough_of_everything() -> None:
    """A rate of one in a hundred cannot be seen in fewer."""
    assert len({text.name.split(":")[0] for text in TEXTS}) >= 6
    assert sum(len(text.quantities) for text in TEXTS) >= 350
    assert sum(len(text.traps) for text in TEXTS) >= 150


# --- the scorer ------------------------------------------------------------------------------------------------------
def perfect(text: MarkedText) -> list[Marked]:
    """All that was marked, as a reader would give it."""
    return list(text.quantities)


def judged(figures: Sequence[Marked]) -> tuple[float, ...]:
    """Precision, recall, exact spans, values and traps of a reader of the first paragraph."""
    texts = read_texts(SOURCE, "x")[:1]
    result = score(texts, lambda _text, _day: figures)
    rates = (result.precision, result.recall, result.of_found(result.exact), result.of_found(result.valued))
    return (*rates, result.trap_rate)


RIGHT = perfect(read_texts(SOURCE, "x")[0])


def test_a_perfect_reader_is_perfect() -> None:
    """Over all files: the marks themselves score full."""
    by_text = {text.text: text for text in TEXTS}
    result = score(TEXTS, lambda text, _day: by_text[text].quantities)
    assert (result.false, result.missed, result.sprung, result.faults) == (0, 0, 0, ())
    assert result.of_found(result.valued) == 1.0


def test_an_ignored_piece_neither_helps_nor_harms() -> None:
    """Nothing is asked of it."""
    assert judged([*RIGHT, Marked(27, 30, "数十名", Decimal(10), "名", "count")]) == (1.0, 1.0, 1.0, 1.0, 0.0)


def test_a_trap_taken_for_a_figure_counts_against_precision_too() -> None:
    """A trap is no quantity either."""
    assert judged([*RIGHT, Marked(22, 24, "三改", Decimal(3), "改", "count")]) == (0.75, 1.0, 1.0, 1.0, 1.0)


def test_a_missing_figure_costs_recall_alone() -> None:
    """The others keep their rates."""
    assert judged(RIGHT[:2]) == (1.0, 2 / 3, 1.0, 1.0, 0.0)


def test_two_halves_of_a_range_are_not_the_range() -> None:
    """Each half reads right and says something wrong."""
    halves = [replace(RIGHT[2], end=18, text="3"), replace(RIGHT[2], start=19, text="5组")]
    assert judged([*RIGHT[:2], *halves]) == (1.0, 2 / 3, 1.0, 1.0, 0.0)


def test_one_figure_over_two_quantities_finds_neither() -> None:
    """It cannot have the value of both."""
    assert judged([replace(RIGHT[0], end=15), RIGHT[2]]) == (1.0, 1 / 3, 1.0, 1.0, 0.0)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(RIGHT[2], value=Decimal(30)),
        replace(RIGHT[2], value_high=None),
        replace(RIGHT[2], unit="个"),
    ],
)
def test_a_wrong_value_or_unit_is_found_but_not_right(wrong: Marked) -> None:
    """The worst fault has a rate of its own."""
    assert judged([*RIGHT[:2], wrong]) == (1.0, 1.0, 1.0, 2 / 3, 0.0)


def test_a_shorter_span_is_found_but_not_exact() -> None:
    """The qualifier belongs to the span."""
    assert judged([replace(RIGHT[0], start=3), *RIGHT[1:]]) == (1.0, 1.0, 2 / 3, 1.0, 0.0)


def test_spellings_of_one_unit_are_one_unit() -> None:
    """A reader need not guess how this set writes a unit."""
    (text,) = read_texts("# date: 2021-12-01\n\n长⟦3公里|3|公里|length⟧\n", "x")
    result = score([text], lambda _text, _day: [replace(text.quantities[0], unit="km")])
    assert (result.valued, result.kinds, result.qualifiers) == (1, 1, 1)
