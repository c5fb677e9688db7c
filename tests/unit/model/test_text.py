"""Text with marks: parts of it, and marks added to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.formats.markdown import parse_blocks
from taizhou_brief.model.text import EMPTY_TEXT, Mark, MarkKind, Text
from taizhou_brief.site.html import render_text
from tests.test_markdown import WellFormed


def mark(start: int, end: int, level: int = 0, kind: MarkKind = "emphasis", name: str = "") -> Mark:
    """A mark."""
    return Mark(start, end, level, kind, id=name)


NOTE: MarkKind = "note"
QUANTITY: MarkKind = "quantity"


@pytest.mark.parametrize(
    ("text", "start", "end", "part"),
    [
        (Text("甲乙丙"), 1, 2, Text("乙")),
        (Text("甲 乙"), 0, 2, Text("甲")),
        (Text("甲乙丙", (mark(0, 2),)), 0, 1, Text("甲", (mark(0, 1),))),
        (Text("甲乙丙", (mark(0, 2),)), 1, None, Text("乙丙", (mark(0, 1),))),
        (Text("甲乙", (mark(0, 1),)), 1, None, Text("乙")),
        (Text("甲乙", (mark(0, 1), mark(1, 1, 0, NOTE))), 1, None, Text("乙", (mark(0, 0, 0, NOTE),))),
        (Text("甲乙", (mark(0, 1), mark(1, 1, 1, NOTE))), 1, None, Text("乙", (mark(0, 0), mark(0, 0, 1, NOTE)))),
        (Text("甲 。", (mark(2, 2, 0, NOTE),)), 0, 2, Text("甲", (mark(1, 1, 0, NOTE),))),
        (Text("。  乙", (mark(2, 2, 0, NOTE),)), 1, None, Text("乙", (mark(0, 0, 0, NOTE),))),
        (Text("。 ", (mark(2, 2, 0, NOTE),)), 1, None, Text("", (mark(0, 0, 0, NOTE),))),
        (Text("甲", (mark(1, 1, 0, "link"),)), 0, None, Text("甲")),
    ],
)
def test_a_part_has_its_marks(text: Text, start: int, end: int | None, part: Text) -> None:
    """Clipped, without those that have no words left, with the notes at its ends and in white space."""
    assert text.part(start, end) == part


@given(st.integers(0, 12), st.integers(0, 12))
def test_every_part_is_well_formed(start: int, end: int) -> None:
    """The text is that of the slice, and all tags are closed."""
    (block,) = parse_blocks("甲**乙*丙*丁**戊&[己](https://a.cn)庚", "a.md", 1).blocks
    part = block.content.part(start, max(start, end))
    assert part.plain == block.text[start : max(start, end)].strip()
    WellFormed.check(render_text(part))


@pytest.mark.parametrize(
    ("marks", "span", "expected"),
    [
        ((), mark(1, 3, 0, QUANTITY, "f1"), (mark(1, 3, 0, QUANTITY, "f1"),)),
        ((mark(1, 3),), mark(1, 3, 0, QUANTITY, "f1"), (mark(1, 3), mark(1, 3, 1, QUANTITY, "f1"))),
        ((mark(1, 2),), mark(1, 3, 0, QUANTITY, "f1"), (mark(1, 3, 0, QUANTITY, "f1"), mark(1, 2, 1))),
        (
            (mark(0, 2),),
            mark(1, 3, 0, QUANTITY, "f1"),
            (mark(0, 2), mark(1, 2, 1, QUANTITY, "f1"), mark(2, 3, 0, QUANTITY)),
        ),
        (
            (mark(0, 9), mark(3, 6, 1)),
            mark(1, 4, 0, QUANTITY, "f1"),
            (mark(0, 9), mark(1, 3, 1, QUANTITY, "f1"), mark(3, 6, 1), mark(3, 4, 2, QUANTITY)),
        ),
        (
            (mark(1, 1, 0, NOTE), mark(2, 2, 0, NOTE), mark(3, 3, 0, NOTE)),
            mark(1, 3, 0, QUANTITY, "f1"),
            (mark(1, 1, 0, NOTE), mark(1, 3, 0, QUANTITY, "f1"), mark(2, 2, 1, NOTE), mark(3, 3, 0, NOTE)),
        ),
    ],
)
def test_a_mark_is_as_deep_as_possible(marks: tuple[Mark, ...], span: Mark, expected: tuple[Mark, ...]) -> None:
    """Inside what encloses it, around what it encloses, in pieces where another one overlaps it."""
    assert Text("甲乙丙丁戊己庚辛壬", marks).mark([span]).marks == expected


def test_an_empty_text_has_nothing() -> None:
    """No marks either."""
    assert Text("", ()) == EMPTY_TEXT
    assert EMPTY_TEXT.part(0) == EMPTY_TEXT
