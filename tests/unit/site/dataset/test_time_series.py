"""Series of figures that count the same."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.quantities import find_quantities, normalised_clause
from taizhou_brief.quantities.subjects import find_subject
from taizhou_brief.site.dataset.pieces import observe
from taizhou_brief.site.dataset.time_series import (
    Observation,
    falls_although_cumulative,
    find_series,
    merge_observations,
)

CELLS = st.tuples(
    st.sampled_from(["东山县", "西河县", ""]),
    st.sampled_from(["“甲”培训…", "“乙”培训…", "“甲”累计培训…"]),
    st.sampled_from(["人", "元"]),
    st.integers(1, 4),
    st.sampled_from(["", "2020", "2021", "2020/"]),
)


def observation(  # noqa: PLR0913, PLR0917 - the cells of an observation
    place: str, subject: str, unit: str, value: int, as_of: str, issue: int
) -> Observation:
    """An observation in an issue of 2021."""
    url = f"2021/{issue:02}/1/#f1"
    return Observation(place, subject, unit, "count", str(value), "", f"{value}{unit}", as_of, "", url[:7], url)


@given(st.lists(CELLS, max_size=12).map(lambda rows: [observation(*row, n // 2 + 1) for n, row in enumerate(rows)]))
def test_a_series_has_one_subject(observations: list[Observation]) -> None:
    """One place, subject and unit, one figure an issue and a time, and it never falls if it can only grow."""
    for series in find_series(observations):
        points = series.observations
        assert len(points) > 1
        assert {(point.place, point.subject, point.unit) for point in points} == {astuple(series)[:3]}
        assert len({point.issue for point in points}) == len(points)
        assert len({point.as_of or point.issue for point in points}) == len(points)
        assert [point.issue for point in points] == sorted(point.issue for point in points)
        if "累计" in series.subject or any(point.as_of == "2020/" for point in points):
            assert [int(point.value) for point in points] == sorted(int(point.value) for point in points)


def test_contradicting_figures_are_no_series() -> None:
    """Two values in one issue, or of one time; the same value twice is one."""
    one = observation("", "“甲”…", "人", 5, "2020", 1)
    same, other = one._replace(issue="2021/02"), one._replace(issue="2021/02", value="6")
    assert merge_observations([one, same]) == (one,)
    assert merge_observations([one, other]) == ()
    assert merge_observations([one, one._replace(as_of="2021", value="6")]) == ()
    assert merge_observations([one, other._replace(as_of="2021")]) == (one, other._replace(as_of="2021"))


def test_only_what_can_grow_alone_must_not_fall() -> None:
    """A count may fall."""
    high, low = observation("", "在岗…", "人", 5, "", 1), observation("", "在岗…", "人", 4, "", 2)
    assert not falls_although_cumulative((high, low))
    assert falls_although_cumulative((high._replace(subject="累计在岗…"), low))
    assert not falls_although_cumulative((low._replace(subject="累计在岗…"), high))


WORDS = st.sampled_from(
    [
        "累计投入{}万元",
        "截至目前，累计投入{}万元",
        "发放补贴{}万元",
        "带动就业{}人",
        "石塘镇累计投入{}万元",
        "恒达集团发放补贴{}万元",
        "某县培训{}人",
    ]
)


@given(WORDS, st.lists(st.integers(1, 9999), min_size=2, max_size=4))
def test_without_a_named_subject_nothing_is_compared(words: str, values: list[int]) -> None:
    """The same words in the same county may be three different projects."""
    for value in values:
        for quantity in find_quantities(f"{words.format(value)}。", date(2021, 12, 1)):
            subject = normalised_clause(quantity.clause, quantity.text, quantity.as_of_text)
            assert observe(quantity, "", subject, "2021/01", "").subject == subject
            assert not find_subject(subject)
