"""Keys of a YAML text as they are written, with their comments, so that they can be written again unchanged.

The reader of values forgets comments and layout; this module keeps both. It needs a text that `read_yaml` reads
without an error.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml

from taizhou_brief.formats.yaml.event_sources import QUESTION_MARK, QUESTION_PLACEHOLDER, hide_question_marks
from taizhou_brief.formats.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode


@dataclass(frozen=True, slots=True)
class KeyBlock:
    """Key of a mapping with its value and comments, as they are written up to the next key."""

    key: str
    lines: tuple[str, ...]
    comments: tuple[str, ...]
    """All comments in the lines, each from its `#` on."""
    value: Node
    nodes: tuple[yaml.Node, yaml.Node]
    """Key and value of the parser, with their places in the text."""
    end: int
    """Index of the text at which the block ends."""


@dataclass(frozen=True, slots=True)
class WrittenRecords:
    """List of mappings, as it is written."""

    head: tuple[str, ...]
    """Lines above the first item: the key, and comments."""
    records: tuple[tuple[KeyBlock, ...], ...]
    """Keys of each item, indented by two spaces."""


@dataclass(frozen=True, slots=True)
class WrittenYaml:
    """YAML text, the nodes of the parser with their places in it, and its comments with theirs."""

    text: str
    root: yaml.Node | None
    comments: tuple[tuple[int, str], ...]

    def split_root(self) -> tuple[tuple[str, ...], tuple[KeyBlock, ...]]:
        """Return the comments before the first key, and the keys of the text."""
        if not isinstance(self.root, yaml.MappingNode) or not self.root.value:
            return tuple(comment for _, comment in self.comments), ()
        before = self._find_comments(0, self.root.start_mark.index)
        return tuple(before), self._split_mapping(self.root, len(self.text), 0)

    def split_records(self, block: KeyBlock) -> WrittenRecords:
        """Split the value of a key that is a list of mappings, or one mapping."""
        key, value = block.nodes
        items = [item for item in _list_items(value) if isinstance(item, yaml.MappingNode)]
        starts = [item.start_mark.index for item in items] + [block.end]
        head = [f"{key.value}:", *self._find_comments(key.start_mark.index, starts[0])]
        records = []
        for item, next_start in zip(items, starts[1:], strict=True):
            blocks = self._split_mapping(item, item.end_mark.index, 2)
            if after := self._find_comments(item.end_mark.index, next_start):
                blocks = (*blocks[:-1], _add_comments(blocks[-1], after, 2)) if blocks else ()
                head += [] if blocks else after
            records.append(blocks)
        return WrittenRecords(tuple(head), tuple(records))

    def _split_mapping(self, node: yaml.MappingNode, end: int, indent: int) -> tuple[KeyBlock, ...]:
        """Return the keys of a mapping, written in block style and indented; `end` is where the last one ends."""
        is_plain = not node.flow_style and all(
            key.start_mark.column == node.start_mark.column for key, _ in node.value
        )  # in other layouts, `{…}` and `? key`, the text between two keys is more than value and comments
        starts = [node.start_mark.index, *(key.start_mark.index for key, _ in node.value[1:]), end]
        blocks = []
        for (key, value), start, stop in zip(node.value, starts, starts[1:], strict=False):
            comments = self._find_comments(start, stop)
            name = key.value.replace(QUESTION_PLACEHOLDER, "?")
            if is_plain:
                lines = self._cut_lines(start, stop, node.start_mark.column, indent)
                blocks.append(KeyBlock(name, lines, tuple(comments), _convert(value), (key, value), stop))
                continue
            lines = self._rewrite_key(key, value, indent)
            inside = self._find_comments(value.start_mark.index, value.end_mark.index)
            block = KeyBlock(name, lines, tuple(inside), _convert(value), (key, value), stop)
            blocks.append(_add_comments(block, [comment for comment in comments if comment not in inside], indent))
        return tuple(blocks)

    def _rewrite_key(self, key: yaml.Node, value: yaml.Node, indent: int) -> tuple[str, ...]:
        """Return the lines of a key of another layout in block style."""
        name = self.text[key.start_mark.index : key.end_mark.index]
        start, end = value.start_mark, value.end_mark.index
        if isinstance(value, yaml.CollectionNode) and not value.flow_style:
            inner = indent + 2 * isinstance(value, yaml.MappingNode)
            return " " * indent + f"{name}:", *self._cut_lines(start.index, end, start.column, inner)
        first, *rest = self.text[start.index : end].rstrip().split("\n")
        is_block_scalar = isinstance(value, yaml.ScalarNode) and value.style in ("|", ">")
        rest = [line if is_block_scalar else line.lstrip() for line in rest]
        return (" " * indent + f"{name}: {first}".rstrip(), *(" " * (indent + 2) + line for line in rest))

    def _cut_lines(self, start: int, end: int, column: int, indent: int) -> tuple[str, ...]:
        """Return the lines between two indexes, moved from a column to an indentation."""
        first, *rest = self.text[start:end].rstrip(" ").removesuffix("\n").split("\n")
        if column != indent:
            margin = re.compile(f" {{0,{column}}}(?=.)")
            rest = [margin.sub(" " * indent, line, count=1) for line in rest]
        return " " * indent + first, *rest

    def _find_comments(self, start: int, end: int) -> list[str]:
        """Return the comments that begin between two indexes."""
        first, last = bisect_left(self.comments, (start,)), bisect_left(self.comments, (end,))
        return [comment for _, comment in self.comments[first:last]]


def read_written(text: str) -> WrittenYaml:
    """Read a text that has no error for its layout."""
    hidden = QUESTION_MARK.sub(hide_question_marks, text)
    ranges, end = [], 0
    for token in yaml.scan(hidden, Loader=yaml.BaseLoader):
        start = token.start_mark.index
        ranges.append((end, start))
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            ranges.append((start, start + len(hidden[start:].partition("\n")[0])))
        end = max(end, token.end_mark.index)
    ranges.append((end, len(hidden)))
    places = [match.span() for first, last in ranges for match in re.compile("#[^\n]*").finditer(hidden, first, last)]
    comments = tuple((first, text[first:last]) for first, last in places)
    return WrittenYaml(text, yaml.compose(hidden, Loader=yaml.BaseLoader), comments)


def _list_items(node: yaml.Node) -> Sequence[yaml.Node]:
    """Return the items of a list; a single value is a list with this value."""
    return node.value if isinstance(node, yaml.SequenceNode) else (node,)


def _add_comments(block: KeyBlock, comments: Sequence[str], indent: int) -> KeyBlock:
    """Return a block with comments below it."""
    lines = tuple(" " * indent + comment for comment in comments)
    return replace(block, lines=(*block.lines, *lines), comments=(*block.comments, *comments))


def _convert(node: yaml.Node) -> Node:
    """Convert a node of the parser."""
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if isinstance(node, yaml.SequenceNode):
        return SequenceNode(tuple(map(_convert, node.value)), line, column)
    if isinstance(node, yaml.MappingNode):
        return MappingNode(tuple((_convert_scalar(key), _convert(value)) for key, value in node.value), line, column)
    return _convert_scalar(node)


def _convert_scalar(node: Any) -> ScalarNode:
    """Convert a scalar node of the parser."""
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    return ScalarNode(node.value.replace(QUESTION_PLACEHOLDER, "?"), line, column, node.style or "")
