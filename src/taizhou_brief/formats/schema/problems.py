"""Where problems of one text are gathered while its values are read."""

from __future__ import annotations

from dataclasses import replace

from taizhou_brief.diagnostics import Diagnostic, Severity
from taizhou_brief.formats.yaml import MappingNode, Node, ScalarNode, SequenceNode, find_typo

MEANINGS = {
    "01": "写了没有这个名称的键",
    "02": "缺少必须写的键",
    "03": "键后面没有值",
    "04": "值的形状不对：该写文字的地方写了列表，或该写列表的地方写了别的",
    "05": "不是整数，或超出范围",
    "06": "不是 true 或 false",
    "07": "不是真实的日期，或没有写成 YYYY-MM-DD",
    "08": "不是可选的几个值之一",
    "09": "文字不合规定的形式",
    "10": "应写在一行里的值写成了几行",
    "11": "列表里用了全角逗号、顿号或全角括号",
    "12": "列表里的项太多或太少",
}
"""What both settings and front matter can have wrong; the letter before the number says which of the two."""


def shared_codes(letter: str) -> dict[str, str]:
    """Explain the shared codes under a letter."""
    return {f"{letter}0{number}": meaning for number, meaning in MEANINGS.items()}


class ProblemCollector:
    """The problems of one text, in the order they are met."""

    def __init__(self, path: str, letter: str, *, whole: bool = True) -> None:
        self.path = path
        self.letter = letter
        self.whole = whole
        """Whether the text could be read to its end; if not, a key that is not there may only be out of reach."""
        self.found: list[Diagnostic] = []

    def error(self, number: str, node: Node, message: str, hint: str = "", shift: int = 0) -> None:
        """Note an error at a node, or so many characters into it."""
        length = node.length if isinstance(node, ScalarNode) and not shift else 1
        code, column = f"{self.letter}0{number}", node.column + shift
        self.found.append(Diagnostic(self.path, node.line, column, code, Severity.ERROR, message, hint, length))

    def warning(self, number: str, node: Node, message: str, hint: str = "") -> None:
        """Note a warning at a node."""
        self.error(number, node, message, hint)
        self.found[-1] = replace(self.found[-1], severity=Severity.WARNING)

    def nothing(self, node: Node, where: str, hint: str) -> None:
        """Note that there is no value, or a word that means so."""
        word = node.text.strip() if isinstance(node, ScalarNode) and not node.quoted and node.empty else ""
        said = f"{where}写的是“{word}”，等于没有值" if word else f"{where}没有写值"
        self.error("03", node, said, f"{hint}；就是“{word}”这几个字的，加英文单引号：'{word}'" if word else hint)

    def shape(self, node: Node, wanted: str) -> None:
        """Note that a value has the wrong shape; a slip with the colon is the usual cause."""
        if isinstance(node, ScalarNode) and self.slipped(node):
            return
        kinds = {ScalarNode: "文字", SequenceNode: "列表", MappingNode: "“键: 值”"}
        self.error("04", node, f"这里应写{wanted}，写的却是{kinds[type(node)]}", "对照格式说明改写")

    def slipped(self, node: ScalarNode) -> bool:
        """Note a slip of the hand at the beginning of a text, such as a full-width colon, if there is one."""
        found = find_typo(node.text, node.line, node.column) if not node.quoted else None
        if found:
            self.found.append(
                Diagnostic(self.path, found.line, found.column, found.code, Severity.ERROR, found.message, found.hint)
            )
        return bool(found)
