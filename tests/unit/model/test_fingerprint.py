"""Fingerprints: equal values have equal ones, different values different ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.model.fingerprint import fingerprint


@dataclass(frozen=True)
class Town:
    """A value with one field."""

    name: str


@dataclass(frozen=True)
class Village:
    """Another class with the same field."""

    name: str


@dataclass(frozen=True)
class Digested:
    """A value that names its own digest."""

    digest: str
    more: str = ""


@dataclass(frozen=True)
class AlsoDigested:
    """Another class with a digest."""

    digest: str


PLAIN = st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.dates(), st.decimals(allow_nan=False))
VALUES: st.SearchStrategy[Any] = st.recursive(
    PLAIN, lambda inner: st.one_of(st.lists(inner, max_size=3).map(tuple), st.builds(Town, st.text())), max_leaves=6
)


@given(VALUES, VALUES)
def test_only_equal_values_have_equal_fingerprints(one: Any, other: Any) -> None:
    """Values that print differently have different fingerprints."""
    assert (fingerprint(one) == fingerprint(other)) == (repr(one) == repr(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("as1:b",), ("a", "b")),  # the second text looks like the mark of another value
        (("a", "bc"), ("ab", "c")),
        (("x", "ys:z"), ("xs:y", "z")),
        (({"a": {}, "b": "c"},), ({"a": {"b": "c"}},)),
        (("s1:", "x"), ("s1:s1:x",)),
        (("a", ("b",)), ("a", "b")),
        ((("a",), "b"), (("a", "b"),)),
        ((1,), ("1",)),
        ((1,), (True,)),
        ((1,), (1.0,)),
        ((Decimal("1.0"),), (Decimal(1),)),
        ((None,), ("None",)),
        ((date(2021, 12, 1),), ("2021-12-01",)),
        (({"a": "b"},), (("a", "b"),)),
        (({},), ((),)),
    ],
)
def test_values_that_look_alike_differ(one: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    """Where a text ends, how values nest and of what kind they are is part of the fingerprint."""
    assert fingerprint(*one) != fingerprint(*other)


def test_a_text_ends_where_its_length_says() -> None:
    """A text that holds the marks of another text is still one text."""
    texts = [("s", "s"), ("ss",), ("ss", ""), ("", "ss"), ("s:s",), ("s", ":s"), ("", "", "s")]
    assert len({fingerprint(*each) for each in texts}) == len(texts)


def test_the_class_is_part_of_the_fingerprint() -> None:
    """Equal fields of different classes are different values, with and without a digest of their own."""
    assert fingerprint(Town("甲")) != fingerprint(Village("甲"))
    assert fingerprint(Digested("1")) != fingerprint(AlsoDigested("1"))
    assert fingerprint(Town("甲")) == fingerprint(Town("甲"))


def test_a_value_with_a_digest_counts_as_its_digest() -> None:
    """What else such a value has is in its digest already."""
    assert fingerprint(Digested("1", "甲")) == fingerprint(Digested("1", "乙"))
    assert fingerprint(Digested("1")) != fingerprint(Digested("2"))


def test_any_mapping_counts_as_its_items() -> None:
    """The order of the items counts, the class of the mapping does not."""
    items: Mapping[str, int] = {"a": 1, "b": 2}
    assert fingerprint(items) == fingerprint(MappingProxyType(items))
    assert fingerprint(items) != fingerprint({"b": 2, "a": 1})


@pytest.mark.parametrize("value", [{1, 2}, [1], object(), len, iter(())])
def test_a_value_without_order_or_form_is_refused(value: Any) -> None:
    """Sets, lists, functions and the like have no fingerprint, at any depth."""
    with pytest.raises(TypeError, match="no fingerprint"):
        fingerprint(("a", {"b": value}))


def test_a_fingerprint_is_the_same_on_any_machine() -> None:
    """The text of one fingerprint is fixed: nothing of this process or machine goes into it."""
    assert fingerprint("甲", 1, None) == fingerprint("甲", 1, None)
    assert len(fingerprint()) == 32


class Pair(NamedTuple):
    """A named tuple."""

    one: str
    two: str


def test_a_named_tuple_is_a_record() -> None:
    """Its class and its fields count."""
    assert fingerprint(Pair("a", "b")) == fingerprint(Pair("a", "b"))
    assert len({fingerprint(Pair("a", "b")), fingerprint(Pair("b", "a")), fingerprint(("a", "b"))}) == 3
