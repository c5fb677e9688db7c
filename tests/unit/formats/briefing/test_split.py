"""Where the front matter ends and the body begins."""

from __future__ import annotations

import pytest

from taizhou_brief.formats.briefing.split import cut_text, is_body, split_front_matter

GOOD = "---\nnumber: 7\n---\n\n# 题\n"


def test_a_text_is_split_at_its_fences() -> None:
    """Both parts know the line that they begin on."""
    found = split_front_matter(GOOD, "a.md")
    assert (found.head, found.head_line, found.body, found.body_line) == ("number: 7\n", 2, "\n# 题\n", 4)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("text", "code", "line", "head"),
    [
        ("# 题\n", "F026", 1, ""),
        (f"\n\n{GOOD}", "F026", 3, "number: 7\n"),
        ("---\nnumber: 7\n\n# 题\n", "F027", 1, "number: 7\n"),
        ("---\nnumber: 7\n——\n\n# 题\n", "F027", 3, "number: 7\n"),
        ("---\nnumber: 7\n", "F027", 1, "number: 7\n"),
    ],
)
def test_a_missing_fence_is_reported_and_guessed(text: str, code: str, line: int, head: str) -> None:
    """At the line that was meant for it where there is one."""
    found = split_front_matter(text, "a.md")
    assert [problem.code for problem in found.problems] == [code]
    assert found.head.rstrip("\n") == head.rstrip("\n")
    assert found.problems[0].line == line


def test_no_line_is_lost() -> None:
    """Head and body are all of the text but its fences."""
    found = cut_text("a\nb\nc\nd\n", 2, 4, 6, [])
    assert (found.head, found.head_line, found.body, found.body_line) == ("b\n", 2, "d\n", 4)


@pytest.mark.parametrize(
    ("text", "body"), [("# 题\n\n文。", True), ("# 注\nnumber: 7", False), ("# 注\n- a: 题", False)]
)
def test_a_comment_in_front_matter_is_no_title(text: str, body: bool) -> None:
    """What follows decides."""
    assert is_body(text) is body
