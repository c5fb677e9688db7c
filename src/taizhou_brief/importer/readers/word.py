"""Reader of zip packages: Word documents, .ofd, and formats that LibreOffice converts to one."""

from __future__ import annotations

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.importer.readers.docx import find_main_part, read_docx
from taizhou_brief.importer.readers.file_type import FORMAT_NAMES, check_extension, get_file_suffix
from taizhou_brief.importer.readers.libreoffice import convert_to_docx
from taizhou_brief.importer.readers.ofd import RESAVE_HINT, is_ofd, read_ofd
from taizhou_brief.importer.readers.package import DocxPackage, open_package
from taizhou_brief.importer.readers.unreadable import UnreadableFile, make_import_diagnostic
from taizhou_brief.importer.readers.xml_stream import XmlBudget
from taizhou_brief.importer.source_text import SourceLine

WORD_CONTENT_TYPE = "wordprocessingml"
MACRO_CONTENT_TYPE = "macroEnabled"
ReadResult = tuple[str, tuple[SourceLine, ...], tuple[Diagnostic, ...]]
"""Format, lines and diagnostics of one file."""


def read_package(data: bytes, name: str, _format: str, *, mismatched: bool) -> ReadResult:  # as every reader
    """Read a zip package: Word's own format, or another that is converted first."""
    budget = XmlBudget()
    package = open_package(data, budget)
    if is_ofd(package):
        check_extension(name, "ofd")
        return "ofd", *read_ofd(package, name, budget)
    main_part = find_main_part(package, budget)
    if get_file_suffix(name) == "ofd" and not package.has_part(main_part):
        raise UnreadableFile("I755", "OFD 文件里没有 OFD.xml，已损坏或不完整", RESAVE_HINT)
    format_name = detect_package_format(package, main_part)
    mismatched = check_extension(name, format_name)
    if format_name == "odt":
        return read_converted(data, name, format_name, mismatched=mismatched)
    return "docx", *_read_docx_package(package, main_part, name, budget, mismatched=mismatched)


def _read_docx_package(
    package: DocxPackage, main_part: str, name: str, budget: XmlBudget, *, mismatched: bool = False
) -> tuple[tuple[SourceLine, ...], tuple[Diagnostic, ...]]:
    """Read an opened .docx; add notes on a mismatched extension and on macros."""
    lines, diagnostics = read_docx(package, name, budget)
    if mismatched:
        diagnostics = (
            make_import_diagnostic(
                name, "I782", f"扩展名是 .{get_file_suffix(name)}，内容是{FORMAT_NAMES['docx']}，按内容读取"
            ),
            *diagnostics,
        )
    if MACRO_CONTENT_TYPE in package.get_content_type(main_part) or any(
        part.endswith("vbaproject.bin") for part in package.names
    ):
        diagnostics = (
            *diagnostics,
            make_import_diagnostic(name, "I775", "文件带有宏，没有运行", "请确认文件来自可信的单位"),
        )
    return lines, diagnostics


def read_converted(data: bytes, name: str, format_name: str, *, mismatched: bool) -> ReadResult:
    """Read a file of another format through LibreOffice."""
    budget = XmlBudget()
    package = open_package(convert_to_docx(data, format_name), budget)
    lines, diagnostics = _read_docx_package(package, find_main_part(package, budget), name, budget)
    suffix = get_file_suffix(name)
    mismatch = f"扩展名是 .{suffix}，内容是" if mismatched and suffix != "wps" else ""
    message = f"{mismatch}{FORMAT_NAMES[format_name]}，经 LibreOffice 转换后读取"
    return format_name, lines, (make_import_diagnostic(name, "I782", message, "请对照原件"), *diagnostics)


def detect_package_format(package: DocxPackage, main_part: str) -> str:
    """Return `docx` or `odt`; raise `UnreadableFile`, naming the format, for everything else in a zip."""
    content_type = package.get_content_type(main_part)
    if (
        WORD_CONTENT_TYPE in content_type
        or "ms-word" in content_type
        or (main_part.lower() == "word/document.xml" and package.has_part(main_part))
    ):
        return "docx"
    for word, format_name in (
        ("spreadsheet", "Excel 表格"),
        ("excel", "Excel 表格"),
        ("presentation", "PowerPoint 演示文稿"),
        ("powerpoint", "PowerPoint 演示文稿"),
        ("visio", "Visio 图"),
    ):
        if word in content_type.lower():
            raise UnreadableFile("I757", f"这是 {format_name}，不是 Word 文档", "请导入 Word 文档")
    if package.has_part("mimetype"):
        mime_type = b"".join(package.read_chunks("mimetype"))[:100].decode("ascii", "replace")
        if "opendocument.text" in mime_type:
            return "odt"
        odf_formats = {
            "opendocument.spreadsheet": "ODF 表格",
            "opendocument.presentation": "ODF 演示文稿",
            "epub": "EPUB 电子书",
        }
        format_name = next((value for word, value in odf_formats.items() if word in mime_type), "别的文件")
        raise UnreadableFile("I757", f"这是{format_name}，不是 Word 文档", "请导入 Word 文档")
    raise UnreadableFile("I757", "这是普通压缩包，不是 Word 文档", "请解压后导入里面的文档")
