"""Blocks and inline content as HTML."""

from __future__ import annotations

import re

import pytest
from markdown_it.tree import SyntaxTreeNode

from taizhou_brief.formats.markdown.dialect import build_parser
from taizhou_brief.formats.markdown.renderer import (
    Chapter,
    allow_breaks,
    append_to_last_line,
    is_heading,
    read_list_numbers,
    render_block,
    render_document,
    walk,
)


def tree(text: str) -> SyntaxTreeNode:
    """The syntax tree of a text."""
    return SyntaxTreeNode(build_parser().parse(text, {}))


@pytest.mark.parametrize(
    ("text", "html", "shown"),
    [
        ("甲 5个", "<p>甲5个</p>", "甲5个"),
        ("甲\n乙", "<p>甲乙</p>", "甲乙"),
        ("a\nb", "<p>a b</p>", "a b"),
        ("- 甲\n- 乙", "<ul><li>甲</li><li>乙</li></ul>", "甲\n乙"),
        ("3. 甲\n4. 乙", '<ol start="3"><li>甲</li><li>乙</li></ol>', "3. 甲\n4. 乙"),
        ("1. 甲\n3. 乙", '<ol><li>甲</li><li value="3">乙</li></ol>', "1. 甲\n3. 乙"),
        ("> 甲", "<blockquote><p>甲</p></blockquote>", "甲"),
        ("```\n<a>\n```", "<pre><code>&lt;a&gt;\n</code></pre>", "<a>"),
        ("---", "<hr>", ""),
    ],
)
def test_a_block_is_rendered(text: str, html: str, shown: str) -> None:
    """HTML, and the text that a reader sees."""
    (node,) = tree(text).children
    assert render_block(node, Chapter("", {})) == (html, shown)


def test_a_table_scrolls_and_has_heads() -> None:
    """Cells are separated by tabs in the text."""
    html, text = render_block(tree("| 甲 | 乙 |\n|---|--:|\n| 1 | 2 |").children[0], Chapter("", {}))
    assert text == "甲\t乙\n1\t2"
    assert html.startswith('<div class="scroll" tabindex="0"')
    assert html.count('scope="col"') == 2
    assert re.search(r'<td class="[a-z]+">2</td>', html)


def test_footnotes_are_numbered_by_chapter() -> None:
    """Each level-1 heading begins a chapter; a note used twice has two backlinks."""
    text = "# 甲\n\n一[^b]。二[^b]。\n\n# 乙\n\n三[^a]。\n\n[^a]: 注甲。\n\n[^b]: 注乙。"
    _, notes = render_document(tree(text), text.split("\n"), 1, "x")
    assert notes[0] == ""
    assert 'id="x1-fn1"' in notes[1]
    assert notes[1].count("doc-backlink") == 2
    assert "注甲" in notes[2]
    assert 'id="x2-fn1"' in notes[2]


def test_long_addresses_may_break() -> None:
    """At single slashes only."""
    address = "https://www.example.gov.cn/a/b/c"
    assert allow_breaks(address) == "https:/<wbr>/www.example.gov.cn/<wbr>a/<wbr>b/<wbr>c".replace("/<wbr>/", "//<wbr>")
    assert allow_breaks("a/b") == "a/b"


def test_an_addition_goes_into_the_last_paragraph() -> None:
    """Or after the blocks."""
    assert append_to_last_line("<p>甲</p>", "乙") == "<p>甲乙</p>"
    assert append_to_last_line("<ul></ul>", "乙") == "<ul></ul>乙</p>".removesuffix("</p>")


def test_the_tree_is_walked_in_reading_order() -> None:
    """Headings of three levels are headings; list numbers are those printed."""
    root = tree("# 甲\n\n#### 乙\n\n2. 丙\n5. 丁")
    assert [is_heading(node) for node in root.children] == [True, False, False]
    assert read_list_numbers(root.children[2]) == [2, 5]
    assert [node.content for node in walk(root) if node.type == "text"] == ["甲", "乙", "丙", "丁"]
