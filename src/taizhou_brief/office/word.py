"""A Word document, or what LibreOffice makes one of."""

from __future__ import annotations

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.office.convert import to_docx
from taizhou_brief.office.docx import main_part, read_docx
from taizhou_brief.office.package import Package, open_package
from taizhou_brief.office.refusal import Refused, note, warning
from taizhou_brief.office.sniff import SAID, agree, suffix
from taizhou_brief.office.xmlwalk import Budget
from taizhou_brief.sourcetext import Line

WORD_TYPE = "wordprocessingml"
MACROS = "macroEnabled"
Found = tuple[str, tuple[Line, ...], tuple[Diagnostic, ...]]


def zipped(data: bytes, name: str) -> Found:
    """A package: Word's own, or another that is converted first."""
    budget = Budget()
    package = open_package(data, budget)
    main = main_part(package, budget)
    kind = kind_of_package(package, main)
    loose = agree(name, kind)
    if kind == "odt":
        return converted(data, name, kind, loose=loose)
    return "docx", *_docx(package, main, name, budget, loose=loose)


def _docx(
    package: Package, main: str, name: str, budget: Budget, *, loose: bool = False
) -> tuple[tuple[Line, ...], tuple[Diagnostic, ...]]:
    lines, doubts = read_docx(package, name, budget)
    if loose:
        doubts = (note(name, "I782", f"扩展名是 .{suffix(name)}，内容是{SAID['docx']}，按内容读取"), *doubts)
    if MACROS in package.type(main) or any(part.endswith("vbaproject.bin") for part in package.names):
        doubts = (*doubts, warning(name, "I775", "文件带有宏，没有运行", "请确认文件来自可信的单位"))
    return lines, doubts


def converted(data: bytes, name: str, kind: str, *, loose: bool) -> Found:
    """A file of another kind, through LibreOffice."""
    budget = Budget()
    package = open_package(to_docx(data, kind), budget)
    lines, doubts = _docx(package, main_part(package, budget), name, budget)
    said = f"扩展名是 .{suffix(name)}，内容是" if loose and suffix(name) != "wps" else ""
    return kind, lines, (note(name, "I782", f"{said}{SAID[kind]}，经 LibreOffice 转换后读取", "请对照原件"), *doubts)


def kind_of_package(package: Package, main: str) -> str:
    """`docx` or `odt`; raise `Refused`, with its name, for everything else in a zip."""
    content = package.type(main)
    if WORD_TYPE in content or "ms-word" in content or (main.lower() == "word/document.xml" and package.has(main)):
        return "docx"
    for word, what in (
        ("spreadsheet", "Excel 表格"),
        ("excel", "Excel 表格"),
        ("presentation", "PowerPoint 演示文稿"),
        ("powerpoint", "PowerPoint 演示文稿"),
        ("visio", "Visio 图"),
    ):
        if word in content.lower():
            raise Refused("I757", f"这是 {what}，不是 Word 文档", "请导入 Word 文档")
    if package.has("mimetype"):
        mime = b"".join(package.chunks("mimetype"))[:100].decode("ascii", "replace")
        if "opendocument.text" in mime:
            return "odt"
        kinds = {
            "opendocument.spreadsheet": "ODF 表格",
            "opendocument.presentation": "ODF 演示文稿",
            "epub": "EPUB 电子书",
        }
        said = next((name for word, name in kinds.items() if word in mime), "别的文件")
        raise Refused("I757", f"这是{said}，不是 Word 文档", "请导入 Word 文档")
    raise Refused("I757", "这是普通压缩包，不是 Word 文档", "请解压后导入里面的文档")
