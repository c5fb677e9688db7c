"""Detection of a file's format from its content, whatever its name."""

from __future__ import annotations

from collections.abc import Mapping

from taizhou_brief.importer.readers.unreadable import UnreadableFile

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of a Compound File, the container of .doc."""
PICTURE_FORMATS: Mapping[bytes, str] = {
    b"\x89PNG\r\n\x1a\n": "PNG 图片",
    b"\xff\xd8\xff": "JPEG 图片",
    b"GIF8": "GIF 图片",
    b"BM": "BMP 图片",
    b"II*\x00": "TIFF 图片",
    b"MM\x00*": "TIFF 图片",
}
"""First bytes of a picture → name of its format."""
OTHER_FORMATS: Mapping[bytes, str] = {
    b"Rar!": "RAR 压缩包",
    b"7z\xbc\xaf\x27\x1c": "7z 压缩包",
    b"\x1f\x8b": "gzip 压缩包",
    b"MZ": "Windows 程序",
    b"\x7fELF": "程序",
    b"%!PS": "PostScript 文件",
}
"""First bytes of other files that are not documents → name of their format."""
OCR_HINT = "请先做文字识别（OCR），存成 .docx 或 .txt 再导入"
ALLOWED_CONTENT: Mapping[str, tuple[str, ...]] = {
    "docx": ("docx",),
    "docm": ("docx",),
    "dotx": ("docx",),
    "pdf": ("pdf",),
    "ofd": ("ofd",),
    "txt": ("txt",),
    "md": ("txt",),
    "text": ("txt",),
    "doc": ("doc", "docx", "rtf", "odt"),
    "wps": ("doc", "docx", "rtf", "odt"),
    "odt": ("odt",),
    "rtf": ("rtf",),
}
"""File name extension → formats accepted with it. Offices save many formats as .doc."""
FOLDER_SUFFIXES = {".docx", ".docm", ".doc", ".wps", ".odt", ".rtf", ".pdf", ".ofd", ".txt"}
"""Extensions of the files that an import of a whole folder reads."""
FORMAT_NAMES: Mapping[str, str] = {
    "docx": "Word 文档（.docx）",
    "doc": "旧版 Word 文档（.doc）",
    "odt": "ODF 文档（.odt）",
    "rtf": "RTF 文档（.rtf）",
    "pdf": "PDF",
    "ofd": "OFD 文件",
    "txt": "纯文本",
}
"""Format → its name in messages."""


def get_file_suffix(name: str) -> str:
    """Return the extension of a file name in lower case, without the dot; empty if there is none."""
    tail = name.replace("\\", "/").rpartition("/")[2]
    return tail.rpartition(".")[2].lower() if "." in tail.lstrip(".") else ""


def detect_format(data: bytes) -> str:
    """Return `zip`, `doc`, `rtf`, `pdf` or `txt`; raise `UnreadableFile`, naming the format, for everything else."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableFile("I750", "文件是空的", "请看看是不是拷贝或下载时出了错")
    if data.startswith(b"PK"):
        return "zip"
    if data.startswith(OLE_MAGIC):
        return detect_ole_format(data)
    if data.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    reject_other_formats(data)
    return "txt"


def reject_other_formats(data: bytes) -> None:
    """Raise `UnreadableFile`, naming the format, for what is neither text nor document."""
    for magic, format_name in {**PICTURE_FORMATS, **OTHER_FORMATS}.items():
        if data.startswith(magic):
            hint = OCR_HINT if magic in PICTURE_FORMATS else "请导入里面的文档"
            raise UnreadableFile("I757", f"这是{format_name}，不是文档", hint)
    if data[8:12] == b"WEBP" and data.startswith(b"RIFF"):
        raise UnreadableFile("I757", "这是 WebP 图片，不是文档", OCR_HINT)
    head = data[:2048].lower()
    looks_like_web_page = any(mark in head for mark in (b"<html", b"<!doctype html", b"mime-version:"))
    if looks_like_web_page and head.lstrip()[:1] in (b"<", b"m"):
        raise UnreadableFile("I757", "这是网页，不是文档", "请用 Word 打开后另存为 .docx")
    if b"<?xml" in head[:64] and b"schemas.microsoft.com/office/word" in head:
        raise UnreadableFile("I757", "这是 Word 的单一 XML 文件", "请用 Word 打开后另存为 .docx")


def detect_ole_format(data: bytes) -> str:
    """Return `doc`, unless the names in the container's directory show another format; then raise `UnreadableFile`."""

    def has_stream(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if has_stream("EncryptedPackage"):
        raise UnreadableFile("I754", "文件加了打开密码", "请在 Word 里去掉密码（文件→信息→保护文档）后再导入")
    if has_stream("WordDocument"):
        return "doc"
    if has_stream("Workbook") or has_stream("Book"):
        raise UnreadableFile("I757", "这是 Excel 表格，不是文档", "请导入 Word 文档")
    if has_stream("PowerPoint Document"):
        raise UnreadableFile("I757", "这是 PowerPoint 演示文稿，不是文档", "请导入 Word 文档")
    if has_stream("__substg1.0_"):
        raise UnreadableFile("I757", "这是 Outlook 邮件，不是文档", "请导入邮件的附件")
    return "doc"


def check_extension(name: str, format_name: str) -> bool:
    """Return whether extension and content differ in an accepted way; raise `UnreadableFile` if they contradict."""
    suffix = get_file_suffix(name)
    allowed = ALLOWED_CONTENT.get(suffix)
    if not suffix or allowed is None:
        return False
    if format_name not in allowed:
        raise UnreadableFile(
            "I756",
            f"扩展名是 .{suffix}，内容却是{FORMAT_NAMES[format_name]}",
            f"请把文件名的扩展名改成 .{format_name} 再导入",
        )
    return format_name != suffix and suffix in ("doc", "wps")
