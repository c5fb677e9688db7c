"""The nodes of a YAML text: every scalar is text with its place in the file.

They are named tuples, not dataclasses: a thousand front matters hold forty thousand of them, and a named tuple is made
in a quarter of the time.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

NOTHING = ("~", "null", "Null", "NULL")
"""Words that mean "no value" in YAML; in quotes they are text."""


class ScalarNode(NamedTuple):
    """One text as it stands; lines and columns count from 1."""

    text: str
    line: int
    column: int
    style: str = ""
    """Empty for a plain scalar, else its first character: `'`, `"`, `|` or `>`."""

    @property
    def quoted(self) -> bool:
        """Whether it stands in quotes or in a block of its own."""
        return bool(self.style)

    @property
    def empty(self) -> bool:
        """Whether it is no value: nothing, blanks, or a word by which YAML means nothing."""
        return not self.text.strip() or (not self.style and self.text in NOTHING)

    @property
    def block(self) -> bool:
        """Whether its text begins on the line below its place."""
        return self.style in ("|", ">")

    @property
    def length(self) -> int:
        """About as many characters as it takes on its line."""
        return 1 if self.block else max(1, len(self.text) + 2 * len(self.style))


class SequenceNode(NamedTuple):
    """A list; its place is where it begins."""

    items: tuple[Node, ...]
    line: int
    column: int


class MappingNode(NamedTuple):
    """Keys and values in the order of the file; no key stands twice."""

    pairs: tuple[tuple[ScalarNode, Node], ...]
    line: int
    column: int


Node: TypeAlias = "ScalarNode | SequenceNode | MappingNode"
