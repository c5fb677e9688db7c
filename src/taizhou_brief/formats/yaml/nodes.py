"""Nodes of a YAML text: every scalar is text with its position in the file.

They are named tuples, not dataclasses: a thousand front matters have forty thousand of them, and a named tuple is
created in a quarter of the time.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

NULL_WORDS = ("~", "null", "Null", "NULL")
"""Plain scalars that mean "no value" in YAML; in quotes they are text."""


class ScalarNode(NamedTuple):
    """A scalar as written; lines and columns count from 1."""

    text: str
    line: int
    column: int
    style: str = ""
    """Empty for a plain scalar, else its first character: `'`, `"`, `|` or `>`."""

    @property
    def quoted(self) -> bool:
        """Whether it is quoted or a block scalar."""
        return bool(self.style)

    @property
    def empty(self) -> bool:
        """Whether it has no value: it is empty, white space only, or a plain null word."""
        return not self.text.strip() or (not self.style and self.text in NULL_WORDS)

    @property
    def block(self) -> bool:
        """Whether it is a block scalar, whose text begins on the line below its position."""
        return self.style in ("|", ">")

    @property
    def length(self) -> int:
        """The approximate number of characters that it takes on its line."""
        return 1 if self.block else max(1, len(self.text) + 2 * len(self.style))


class SequenceNode(NamedTuple):
    """A list; its position is its beginning."""

    items: tuple[Node, ...]
    line: int
    column: int


class MappingNode(NamedTuple):
    """Keys and values in the order of the file, without duplicate keys."""

    pairs: tuple[tuple[ScalarNode, Node], ...]
    line: int
    column: int


Node: TypeAlias = "ScalarNode | SequenceNode | MappingNode"
