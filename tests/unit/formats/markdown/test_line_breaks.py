"""Line breaks inside numbers and sentences."""

from __future__ import annotations

import pytest

from taizhou_brief.formats.markdown import parse_blocks
from taizhou_brief.formats.markdown.line_breaks import HARD_BREAK, find_line_breaks


@pytest.mark.parametrize(
    ("before", "after", "is_cut"),
    [
        ("书屋开在街角的", "老粮站。", True),
        ("书屋开在街角，", "原是粮站。", True),
        ("书屋（", "街角）。", True),
        ("书屋开了。", "第二天就满座。", False),
        ("联系人：王某", "电话：12345", False),
        ("东屋3间", "西屋5间", False),
        ("书屋开在街", "角", False),
        ("书屋开在街", "角。", True),
        ("借阅要点", "1. 凭卡。", False),
        ("借阅要点", "二是凭卡", False),
    ],
)
def test_a_hard_break_inside_a_sentence_is_found(before: str, after: str, *, is_cut: bool) -> None:
    """Not one between clauses that end, nor one before a line that begins anew."""
    assert bool(list(find_line_breaks(f"{before}{HARD_BREAK}{after}"))) is is_cut
    assert not list(find_line_breaks(f"{before}\n{after}"))


def test_a_hard_break_inside_a_number_is_found_once() -> None:
    """It is reported as a number, with the number joined."""
    found = list(find_line_breaks(f"街角的{HARD_BREAK}书屋，投入3.{HARD_BREAK}5万元。"))
    assert [(one.number, one.words) for one in found] == [
        ("投入3.5万元", "投入3.|5万元"),
        ("", "街角的|书屋"),
    ]


@pytest.mark.parametrize("sign", ["  ", "\\"])
def test_the_sign_at_the_end_of_the_line_is_reported(sign: str) -> None:
    """At its place, in prose, in an item and in a quotation."""
    for before in ("", "- ", "> "):
        (problem,) = parse_blocks(
            f"甲。\n\n{before}书屋开在街角的{sign}\n{' ' * len(before)}老粮站。", "a.md", 1
        ).diagnostics
        assert (problem.code, problem.line, problem.column) == ("M029", 3, len(before) + 8)
