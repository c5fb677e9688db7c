"""Collection of the problems of one text while its values are read."""

from __future__ import annotations

from taizhou_brief.diagnostics import Diagnostic, Severity, diagnose
from taizhou_brief.formats.yaml import MappingNode, Node, ScalarNode, SequenceNode, find_typo


class ProblemCollector:
    """Problems of one text, in the order in which they are found."""

    def __init__(self, path: str, letter: str, *, complete: bool = True) -> None:
        self.path = path
        self.letter = letter
        self.complete = complete
        """Whether the text was parsed to its end; if not, an absent key may be in the part that was not parsed."""
        self.diagnostics: list[Diagnostic] = []

    def report(  # noqa: PLR0913, PLR0917  # the fields of a diagnostic, in their order
        self, number: str, node: Node, message: str, hint: str = "", shift: int = 0, severity: Severity | None = None
    ) -> None:
        """Add a problem at a node, or `shift` characters after its beginning; `severity` as in `diagnose`."""
        length = node.length if isinstance(node, ScalarNode) and not shift else 1
        code, column = f"{self.letter}0{number}", node.column + shift
        self.diagnostics.append(diagnose(self.path, node.line, column, code, message, hint, length, severity))

    def no_value(self, node: Node, where: str, hint: str) -> None:
        """Add an error for a node without a value, or with a word that means "no value"."""
        word = node.text.strip() if isinstance(node, ScalarNode) and not node.quoted and node.empty else ""
        message = f"{where}写的是“{word}”，等于没有值" if word else f"{where}没有写值"
        self.report("03", node, message, f"{hint}；就是“{word}”这几个字的，加英文单引号：'{word}'" if word else hint)

    def wrong_type(self, node: Node, expected: str) -> None:
        """Add an error for a value of the wrong type, or for the typing error that is its usual cause."""
        if isinstance(node, ScalarNode) and self.report_typo(node):
            return
        labels = {ScalarNode: "文字", SequenceNode: "列表", MappingNode: "“键: 值”"}
        self.report("04", node, f"这里应写{expected}，写的却是{labels[type(node)]}", "对照格式说明改写")

    def report_typo(self, node: ScalarNode) -> bool:
        """Add an error if a text begins with a typing error, such as a full-width colon; return whether it does."""
        typo = find_typo(node.text, node.line, node.column) if not node.quoted else None
        if typo:
            self.diagnostics.append(diagnose(self.path, typo.line, typo.column, typo.code, typo.message, typo.hint))
        return bool(typo)
