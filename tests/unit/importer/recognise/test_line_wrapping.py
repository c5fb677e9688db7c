"""How the lines of a file are wrapped."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.recognise.line_wrapping import detect_wrapping
from tests.unit.importer.source import rows_of

LINE = "某市把夜校办到车间里去工人下班就能上课一年开课三百多期"


def test_lines_of_one_length_are_printed_lines() -> None:
    """Most end in the middle of a sentence."""
    wrap = detect_wrapping(rows_of(*[LINE] * 8, "到此为止。"), printed_lines=False)
    assert (wrap.is_wrapped, wrap.length) == (True, len(LINE))
    full, short = rows_of(LINE, "短")
    assert wrap.reaches_margin(full, 0)
    assert not wrap.reaches_margin(short, 2)


@pytest.mark.parametrize(
    "texts", [("甲。", "乙。"), ("长短不一的段落。", "短。", f"{LINE}。", f"{LINE * 2}。", "又一段。")]
)
def test_paragraphs_of_any_length_are_not_wrapped(texts: tuple[str, ...]) -> None:
    """They are finished."""
    wrap = detect_wrapping(rows_of(*texts), printed_lines=False)
    assert not wrap.is_wrapped
    assert not wrap.reaches_margin(rows_of(LINE)[0], 0)
