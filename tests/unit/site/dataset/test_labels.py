"""Marks that become labels where files are joined."""

from __future__ import annotations

import csv
import json

from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.site.dataset.labels import LABELS, encode_labels, insert_labels, label_array, label_cell
from taizhou_brief.site.dataset.serialise import protect_cell

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1)


@given(st.lists(WORDS, max_size=3))
def test_labels_come_back_from_every_form(labels: list[str]) -> None:
    """Whatever characters they have; an id without a label stays as it is."""
    known = tuple((f"t{number}", label) for number, label in enumerate(labels))
    mark = f"{LABELS}{' '.join(theme for theme, _ in known)}{LABELS}"
    assert json.loads(insert_labels(mark, known, encode_labels)) == labels
    script = insert_labels(mark, known, label_array)
    assert json.loads(script) == labels
    assert "\u2028" not in script
    (row,) = csv.reader([insert_labels(f"甲,{mark}\r\n", known, label_cell)])
    assert row == ["甲", protect_cell("、".join(labels))]
    assert json.loads(insert_labels(f"{LABELS}other{LABELS}", known, encode_labels)) == ["other"]
