"""The dialect: emphasis next to Chinese, links, nesting."""

from __future__ import annotations

import pytest

from taizhou_brief.formats.markdown.dialect import MAX_NESTING, build_parser, limit_nesting, scan_asterisks


@pytest.mark.parametrize(
    ("text", "opens", "closes"),
    [
        ("一**要**", True, True),
        ("。**要", True, True),
        ("5*3", False, False),
        ("长*宽", False, False),
        ("a **b", True, False),
        ("a** b", False, True),
        ("5*宽", False, False),
    ],
)
def test_a_run_of_stars_binds_to_chinese(text: str, opens: bool, closes: bool) -> None:
    """A star that may be a multiplication sign binds to nothing."""
    assert scan_asterisks(text, text.index("*"), len(text))[1:] == (opens, closes)


def test_the_length_of_a_run_is_counted() -> None:
    """Up to the end that is given."""
    assert scan_asterisks("***甲", 0, 4)[0] == 3
    assert scan_asterisks("***甲", 0, 2)[0] == 2


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://a.cn", True),
        ("http://a.cn/b", True),
        ("mailto:a@b.cn", True),
        ("../2021/07/", True),
        ("#s1m2", True),
        ("javascript:alert(1)", False),
        ("java%73cript:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.cn", False),
        ("https:///x", False),
        ("甲.html", False),
    ],
)
def test_links_lead_to_known_places(url: str, allowed: bool) -> None:
    """Web and mail addresses, and places of the site; nothing that runs."""
    assert build_parser().validateLink(url) is allowed


def test_deep_emphasis_is_removed() -> None:
    """Text stays; up to the limit nothing changes."""
    shallow = build_parser().parseInline("*甲*", {})
    assert not limit_nesting(shallow)
    deep = build_parser().parseInline("*甲_乙 " * (MAX_NESTING * 2) + "丙" + " 乙_甲*" * (MAX_NESTING * 2), {})
    changed = limit_nesting(deep)
    depth = max_depth = 0
    for child in deep[0].children or ():
        depth += child.nesting
        max_depth = max(max_depth, depth)
    assert max_depth <= MAX_NESTING
    assert changed or max_depth < MAX_NESTING
