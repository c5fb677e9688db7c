"""What a file is by its content, whatever its name says."""

from __future__ import annotations

from collections.abc import Mapping

from taizhou_brief.importer.readers.unreadable import UnreadableFile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES: Mapping[bytes, str] = {
    b"\x89PNG\r\n\x1a\n": "PNG 图片",
    b"\xff\xd8\xff": "JPEG 图片",
    b"GIF8": "GIF 图片",
    b"BM": "BMP 图片",
    b"II*\x00": "TIFF 图片",
    b"MM\x00*": "TIFF 图片",
}
OTHERS: Mapping[bytes, str] = {
    b"Rar!": "RAR 压缩包",
    b"7z\xbc\xaf\x27\x1c": "7z 压缩包",
    b"\x1f\x8b": "gzip 压缩包",
    b"MZ": "Windows 程序",
    b"\x7fELF": "程序",
    b"%!PS": "PostScript 文件",
}
OCR = "请先做文字识别（OCR），存成 .docx 或 .txt 再导入"
SUFFIXES: Mapping[str, tuple[str, ...]] = {
    "docx": ("docx",),
    "docm": ("docx",),
    "dotx": ("docx",),
    "pdf": ("pdf",),
    "txt": ("txt",),
    "md": ("txt",),
    "text": ("txt",),
    "doc": ("doc", "docx", "rtf", "odt"),
    "wps": ("doc", "docx", "rtf", "odt"),
    "odt": ("odt",),
    "rtf": ("rtf",),
}
"""Ending of the name → the kinds of content that may stand behind it. Offices save all sorts of things as .doc."""
SAID: Mapping[str, str] = {
    "docx": "Word 文档（.docx）",
    "doc": "旧版 Word 文档（.doc）",
    "odt": "ODF 文档（.odt）",
    "rtf": "RTF 文档（.rtf）",
    "pdf": "PDF",
    "txt": "纯文本",
}


def file_suffix(name: str) -> str:
    """The ending of a file name in lower case, without the dot; empty where there is none."""
    tail = name.replace("\\", "/").rpartition("/")[2]
    return tail.rpartition(".")[2].lower() if "." in tail.lstrip(".") else ""


def kind_of(data: bytes) -> str:
    """`zip`, `doc`, `rtf`, `pdf` or `txt`; raise `UnreadableFile`, with its name, for everything else."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableFile("I750", "文件是空的", "请看看是不是拷贝或下载时出了错")
    if data.startswith(b"PK"):
        return "zip"
    if data.startswith(OLE):
        return ole_kind(data)
    if data.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    reject_other_formats(data)
    return "txt"


def reject_other_formats(data: bytes) -> None:
    """Refuse, with its name, what is neither text nor document."""
    for magic, what in {**PICTURES, **OTHERS}.items():
        if data.startswith(magic):
            hint = OCR if magic in PICTURES else "请导入里面的文档"
            raise UnreadableFile("I757", f"这是{what}，不是文档", hint)
    if data[8:12] == b"WEBP" and data.startswith(b"RIFF"):
        raise UnreadableFile("I757", "这是 WebP 图片，不是文档", OCR)
    head = data[:2048].lower()
    web = any(mark in head for mark in (b"<html", b"<!doctype html", b"mime-version:"))
    if web and head.lstrip()[:1] in (b"<", b"m"):
        raise UnreadableFile("I757", "这是网页，不是文档", "请用 Word 打开后另存为 .docx")
    if b"<?xml" in head[:64] and b"schemas.microsoft.com/office/word" in head:
        raise UnreadableFile("I757", "这是 Word 的单一 XML 文件", "请用 Word 打开后另存为 .docx")


def ole_kind(data: bytes) -> str:
    """What an OLE container holds, by the names in its directory."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise UnreadableFile("I754", "文件加了打开密码", "请在 Word 里去掉密码（文件→信息→保护文档）后再导入")
    if has("WordDocument"):
        return "doc"
    if has("Workbook") or has("Book"):
        raise UnreadableFile("I757", "这是 Excel 表格，不是文档", "请导入 Word 文档")
    if has("PowerPoint Document"):
        raise UnreadableFile("I757", "这是 PowerPoint 演示文稿，不是文档", "请导入 Word 文档")
    if has("__substg1.0_"):
        raise UnreadableFile("I757", "这是 Outlook 邮件，不是文档", "请导入邮件的附件")
    return "doc"


def check_extension(name: str, kind: str) -> bool:
    """Refuse a name that says one thing and content that is another; True where they differ but may."""
    ending = file_suffix(name)
    allowed = SUFFIXES.get(ending)
    if not ending or allowed is None:
        return False
    if kind not in allowed:
        raise UnreadableFile(
            "I756", f"扩展名是 .{ending}，内容却是{SAID[kind]}", f"请把文件名的扩展名改成 .{kind} 再导入"
        )
    return kind != ending and ending in ("doc", "wps")
