"""Keys of a text as they are written: nothing between the first key and the end is in no block."""

from __future__ import annotations

import pytest

from taizhou_brief.formats.yaml.key_blocks import KeyBlock, read_written

BLOCK = """\
# 开头
number: 3  # 期号

# 下面是各篇
articles:
# 第一篇
- title: '甲 # 乙'
  counties: []
# 第二篇
- title: 丙
  note: |  # 丁
    # 不是注释
     戊
# 勘误
errata: []
# 完
"""


def lines_of(blocks: tuple[KeyBlock, ...]) -> list[str]:
    """All lines of these keys."""
    return [line for block in blocks for line in block.lines]


def test_a_block_has_the_lines_and_comments_up_to_the_next_key() -> None:
    """Joined, the blocks are the text."""
    comments, blocks = read_written(BLOCK).split_root()
    assert "\n".join([*comments, *lines_of(blocks)]) + "\n" == BLOCK
    assert [block.key for block in blocks] == ["number", "articles", "errata"]
    assert [block.comments for block in blocks] == [
        ("# 期号", "# 下面是各篇"),
        ("# 第一篇", "# 第二篇", "# 丁", "# 勘误"),
        ("# 完",),
    ]


def test_records_of_a_list_are_split_in_the_same_way() -> None:
    """A comment in quotes or in a block scalar is text."""
    written = read_written(BLOCK)
    records = written.split_records(written.split_root()[1][1])
    assert records.head == ("articles:", "# 第一篇")
    assert lines_of(records.records[0]) == ["  title: '甲 # 乙'", "  counties: []", "# 第二篇"]
    assert lines_of(records.records[1]) == [
        *("  title: 丙", "  note: |  # 丁", "    # 不是注释", "     戊", "# 勘误"),
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a:\n-\n    x: 1\n    y: |\n      乙\n        丙\n", ["  x: 1", "  y: |", "    乙", "      丙"]),
        ("a:\n- # 一\n  x: 1\n- y: 2\n", ["  x: 1", "  y: 2"]),
        ("a: [{x: 1, # 二\n y: 甲\n 乙, z}] # 三\n", ["  x: 1", "  # 二", "  y: 甲", "    乙", "  z:", "  # 三"]),
        ("a:\n  x: 1\n  y: [2, 3]\n", ["  x: 1", "  y: [2, 3]"]),
        ("a:\n- ? x\n  : - 1\n    - 2\n  ? y\n  : b: 3\n", ["  x:", "  - 1", "  - 2", "  y:", "    b: 3"]),
        ("a:\n- {x?: b?}\n", ["  x?: b?"]),
        ("{a: {x: 1}}\n", ["  x: 1"]),
        ("a: 1\n", []),
    ],
)
def test_other_layouts_become_blocks(text: str, lines: list[str]) -> None:
    """Indented by two spaces, whatever the layout was."""
    written = read_written(text)
    (block,) = written.split_root()[1]
    assert [line for record in written.split_records(block).records for line in lines_of(record)] == lines


def test_an_item_without_keys_leaves_its_comments_to_the_list() -> None:
    """They have no other place."""
    written = read_written("a: [{}, # 一\n {x: 1}]\n")
    (block,) = written.split_root()[1]
    assert written.split_records(block).head == ("a:", "# 一")


def test_a_text_without_keys_has_comments_only() -> None:
    """Also an empty one."""
    assert read_written("# 一\n# 二\n").split_root() == (("# 一", "# 二"), ())
    assert read_written("").split_root() == ((), ())
