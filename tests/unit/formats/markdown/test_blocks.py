"""Blocks and texts from the syntax tree."""

from __future__ import annotations

import pytest
from markdown_it.tree import SyntaxTreeNode

from taizhou_brief.formats.markdown.blocks import (
    Chapter,
    build_block,
    build_document,
    build_text,
    is_heading,
    read_list_numbers,
    walk,
)
from taizhou_brief.formats.markdown.dialect import build_parser
from taizhou_brief.model.block import Block
from taizhou_brief.model.text import Mark, Text


def tree(text: str) -> SyntaxTreeNode:
    """The syntax tree of a text."""
    return SyntaxTreeNode(build_parser().parse(text, {}))


def block(text: str) -> Block:
    """The only block of a text."""
    (node,) = tree(text).children
    return build_block(node, Chapter("", {}, text.split("\n")))


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("甲 5个", "paragraph", "甲5个"),
        ("甲\n乙", "paragraph", "甲乙"),
        ("a\nb", "paragraph", "a b"),
        ("- 甲\n- 乙", "list", "甲\n乙"),
        ("3. 甲\n4. 乙", "list", "3. 甲\n4. 乙"),
        ("1. 甲\n3. 乙", "list", "1. 甲\n3. 乙"),
        ("- 甲\n- 1) 乙\n  2) 丙", "list", "甲\n1) 乙\n2) 丙"),
        ("1.\n2. 乙", "list", "1.\n2. 乙"),
        ("> 甲\n>\n> 乙", "quotation", "甲\n乙"),
        ("```\n<a>\n```", "code", "<a>"),
        ("---", "rule", ""),
        ("| 甲 | 乙 |\n|---|--:|\n| 1 | 2 |\n| 3 |", "table", "甲\t乙\n1\t2\n3\t"),
    ],
)
def test_a_block_has_its_kind_and_text(text: str, kind: str, shown: str) -> None:
    """Rows and items are lines, cells are separated by tabs."""
    assert (block(text).kind, block(text).text) == (kind, shown)


def test_a_list_is_tight_without_blank_lines() -> None:
    """The printed numbers are kept as they are."""
    assert (block("- 甲\n- 乙").tight, block("- 甲\n\n- 乙").tight) == (True, False)
    assert [(item.marker, item.number) for item in block("3) 甲\n4) 乙").items] == [("3)", 3), ("4)", 4)]
    assert [(item.marker, item.number) for item in block("- 甲").items] == [("", 0)]


def test_cells_have_an_alignment() -> None:
    """That of their column."""
    table = block("| 甲 | 乙 | 丙 | 丁 |\n|---|--:|:-:|:--|\n| 1 | 2 | 3 | 4 |")
    assert [[cell.alignment for cell in row] for row in table.rows] == [["", "right", "centre", "left"]] * 2


def test_marks_have_levels() -> None:
    """A mark follows the one that encloses it."""
    (node,) = tree('甲**乙[丙](https://a.cn "题")**`丁`').children
    text = build_text(node.children[0].children, Chapter("", {}))
    assert text == Text(
        "甲乙丙丁",
        (
            Mark(1, 3, 0, "strong"),
            Mark(2, 3, 1, "link", "https://a.cn", value="题"),
            Mark(3, 4, 0, "code"),
        ),
    )


def test_footnotes_are_numbered_by_chapter() -> None:
    """Each level-1 heading begins a chapter; a note used twice has two references."""
    text = "# 甲\n\n一[^b]。二[^b]。\n\n# 乙\n\n三[^a]。\n\n[^a]: 注甲[^b]。\n\n[^b]: 注乙。"
    _, notes = build_document(tree(text), text.split("\n"), 1, "x")
    assert [[(note.label, note.id, note.references, note.text) for note in chapter] for chapter in notes] == [
        [],
        [("b", "x1-fn1", ("x1-ref1", "x1-ref1-2"), "注乙。")],
        [("a", "x2-fn1", ("x2-ref1",), "注甲。"), ("b", "x2-fn2", ("x2-ref2",), "注乙。")],
    ]


def test_the_tree_is_walked_in_reading_order() -> None:
    """Headings of three levels are headings; list numbers are those printed."""
    root = tree("# 甲\n\n#### 乙\n\n2. 丙\n5. 丁")
    assert [is_heading(node) for node in root.children] == [True, False, False]
    assert read_list_numbers(root.children[2]) == [2, 5]
    assert [node.content for node in walk(root) if node.type == "text"] == ["甲", "乙", "丙", "丁"]
