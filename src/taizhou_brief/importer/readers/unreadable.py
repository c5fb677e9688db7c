"""Diagnostics about office files that are not read, or not completely: codes, exception and constructors."""

from __future__ import annotations

from collections.abc import Mapping

from taizhou_brief.diagnostics import Diagnostic, Severity

CODES: Mapping[str, str] = {
    "I750": "文件是空的",
    "I751": "文件超过 20 MB，不读",
    "I752": "文件展开后太大、太深或太碎，可能是恶意文件，不读",
    "I753": "文件里的 XML 带有 DOCTYPE，正常的文档没有，不读",
    "I754": "文件加了密码，不读",
    "I755": "文件已损坏或不完整，不读",
    "I756": "文件的内容和扩展名对不上，不读",
    "I757": "这种文件不是文档，不读",
    "I758": "文字按所说的编码读不通",
    "I759": "看不出文字是什么编码，不猜",
    "I760": "文字按哪种编码读的",
    "I761": "文件里有空字节，不是纯文本",
    "I762": "PDF 没有文字层，是扫描件",
    "I763": "没有安装读 PDF 的组件",
    "I764": "读取超过时间或内存的限制，已中止",
    "I765": "没有安装 LibreOffice，这种格式读不了",
    "I766": "LibreOffice 转换失败",
    "I767": "不认识所给的编码名称",
    "I768": "文件里没有文字",
    "I770": "文件带有没有接受的修订",
    "I771": "文件带有隐藏文字",
    "I772": "图片、图表或嵌入的对象里的文字没有收入",
    "I773": "批注没有收入",
    "I774": "符号字体里的字符没有通用的写法",
    "I775": "文件带有宏，没有运行",
    "I776": "不认识的自动编号格式",
    "I777": "域不完整，按正文收入",
    "I778": "拼音注文收在括号里",
    "I779": "公式按一行文字收入",
    "I780": "脚注或尾注和正文对不上",
    "I781": "PDF 里有字符认不出来",
    "I782": "文件经 LibreOffice 转换后读取，或内容和扩展名不同但可以读",
    "I783": "PDF 里的部首字符换成了同形的汉字",
    "I784": "PDF 由 LibreOffice 制作，可能少印标点、多印删去的字",
}
"""Code → summary; the recogniser uses I700 to I749."""


class UnreadableFile(Exception):  # noqa: N818 (a fault of the input, not of the program)
    """The file cannot be read; `read_office_file` turns this into a diagnostic."""

    def __init__(self, code: str, message: str, hint: str = "", line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.line, self.column = code, message, hint, line, column

    def to_diagnostic(self, name: str) -> Diagnostic:
        """Return the diagnostic for the file called `name`."""
        return Diagnostic(name, self.line, self.column, self.code, Severity.ERROR, self.message, self.hint)


def make_import_warning(name: str, code: str, message: str, hint: str = "") -> Diagnostic:
    """Build a diagnostic that an editor must check."""
    return Diagnostic(name, 0, 0, code, Severity.WARNING, message, hint)


def make_import_note(name: str, code: str, message: str, hint: str = "") -> Diagnostic:
    """Build a diagnostic that an editor should know."""
    return Diagnostic(name, 0, 0, code, Severity.NOTE, message, hint)


def shorten_text(text: str, max_length: int = 16) -> str:
    """Return the first characters of `text`, for a message."""
    text = " ".join(text.split())
    return text if len(text) <= max_length else f"{text[:max_length]}…"
