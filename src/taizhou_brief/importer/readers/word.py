"""A Word document, or what LibreOffice makes one of."""

from __future__ import annotations

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.importer.readers.docx import main_part, read_docx
from taizhou_brief.importer.readers.file_type import SAID, check_extension, file_suffix
from taizhou_brief.importer.readers.libreoffice import convert_to_docx
from taizhou_brief.importer.readers.package import DocxPackage, open_package
from taizhou_brief.importer.readers.unreadable import UnreadableFile, import_note, import_warning
from taizhou_brief.importer.readers.xml_stream import XmlBudget
from taizhou_brief.importer.source_text import SourceLine

WORD_TYPE = "wordprocessingml"
MACROS = "macroEnabled"
Found = tuple[str, tuple[SourceLine, ...], tuple[Diagnostic, ...]]


def read_package(data: bytes, name: str) -> Found:
    """A package: Word's own, or another that is converted first."""
    budget = XmlBudget()
    package = open_package(data, budget)
    main = main_part(package, budget)
    kind = kind_of_package(package, main)
    loose = check_extension(name, kind)
    if kind == "odt":
        return read_converted(data, name, kind, loose=loose)
    return "docx", *_docx(package, main, name, budget, loose=loose)


def _docx(
    package: DocxPackage, main: str, name: str, budget: XmlBudget, *, loose: bool = False
) -> tuple[tuple[SourceLine, ...], tuple[Diagnostic, ...]]:
    lines, doubts = read_docx(package, name, budget)
    if loose:
        doubts = (
            import_note(name, "I782", f"扩展名是 .{file_suffix(name)}，内容是{SAID['docx']}，按内容读取"),
            *doubts,
        )
    if MACROS in package.type(main) or any(part.endswith("vbaproject.bin") for part in package.names):
        doubts = (*doubts, import_warning(name, "I775", "文件带有宏，没有运行", "请确认文件来自可信的单位"))
    return lines, doubts


def read_converted(data: bytes, name: str, kind: str, *, loose: bool) -> Found:
    """A file of another kind, through LibreOffice."""
    budget = XmlBudget()
    package = open_package(convert_to_docx(data, kind), budget)
    lines, doubts = _docx(package, main_part(package, budget), name, budget)
    said = f"扩展名是 .{file_suffix(name)}，内容是" if loose and file_suffix(name) != "wps" else ""
    return (
        kind,
        lines,
        (import_note(name, "I782", f"{said}{SAID[kind]}，经 LibreOffice 转换后读取", "请对照原件"), *doubts),
    )


def kind_of_package(package: DocxPackage, main: str) -> str:
    """`docx` or `odt`; raise `UnreadableFile`, with its name, for everything else in a zip."""
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
            raise UnreadableFile("I757", f"这是 {what}，不是 Word 文档", "请导入 Word 文档")
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
        raise UnreadableFile("I757", f"这是{said}，不是 Word 文档", "请导入 Word 文档")
    raise UnreadableFile("I757", "这是普通压缩包，不是 Word 文档", "请解压后导入里面的文档")
