"""Values that are loaded when they are needed."""

from __future__ import annotations

import pickle

import pytest

from taizhou_brief.model.part import Loaded, Part


def test_a_part_is_compared_by_its_digest() -> None:
    """Nothing is loaded for it."""
    unloaded: Part[str] = Part("a", lambda: pytest.fail("loaded"))
    assert unloaded == Part("a", Loaded("甲"))
    assert unloaded != Part("b", Loaded("甲"))
    assert hash(unloaded) == hash(Part("a", Loaded("乙")))


def test_a_part_is_sent_with_its_value() -> None:
    """The function that loads it need not be known elsewhere."""
    part: Part[tuple[int, ...]] = Part("a", lambda: (1, 2))
    sent = pickle.loads(pickle.dumps(part))  # noqa: S301  # our own bytes
    assert (sent, sent.load()) == (part, (1, 2))
