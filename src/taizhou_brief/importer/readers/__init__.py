"""The bytes of an office file → its lines, under limits.

`read_office_file` is the entry point. What it returns (`taizhou_brief.importer.source_text`) by kind of file:

- `.docx`: a `SourceLine` is a paragraph, or a part of one between soft breaks (`soft` on all but the last). Empty
  paragraphs of the body are empty lines. `number` is the automatic number that Word prints before the text. A row of
  a table is a `SourceLine` of kind `table`, its cells separated by tabs, several paragraphs of a cell joined by a
  space; a table of one column is a mere frame and read as plain paragraphs. The lines of a text box precede the
  paragraph it is anchored to. A reference to a note is `[^1]` in the text (`[^e1]` for an endnote); the note itself
  follows the body, kind `footnote`, with `note` its label. Headers come first, footers last.
- text: a `SourceLine` is a line of the file, empty ones included; `wrapped` is False: the recogniser finds out whether
  they are hard-wrapped.
- `.pdf`: a `SourceLine` is a printed line, `wrapped` is True, the indent of a line precedes its text as U+3000, one for
  the width of a Han character; page numbers and running heads have kind `footer` and `header`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.importer.readers.file_type import check_extension, file_suffix, kind_of
from taizhou_brief.importer.readers.text import read_text
from taizhou_brief.importer.readers.unreadable import CODES, UnreadableFile, import_note
from taizhou_brief.importer.source_text import SourceLine, SourceText

__all__ = ["CODES", "OfficeText", "read_office_file"]

LIMIT = 20 << 20


@dataclass(frozen=True, slots=True)
class OfficeText:
    """What came of reading one office file."""

    source: SourceText | None
    """None where the file was refused; the diagnostics say why."""
    diagnostics: tuple[Diagnostic, ...]


def read_office_file(data: bytes, name: str, encoding: str | None = None) -> OfficeText:
    """Read the bytes of an office file called `name` (any name, or `-`); `encoding` is for plain text only."""
    try:
        media, lines, diagnostics = _read(data, name, encoding)
    except UnreadableFile as refused:
        return OfficeText(None, (refused.diagnostic(name),))
    if not any(line.text.strip() or line.number for line in lines):
        empty = UnreadableFile("I768", "文件里没有文字", "如果内容是图片，请先做文字识别（OCR）")
        return OfficeText(None, (empty.diagnostic(name),))
    digest = hashlib.sha256(data).hexdigest()
    return OfficeText(SourceText(name, digest, media, lines, wrapped=media == "pdf"), diagnostics)


Found = tuple[str, tuple[SourceLine, ...], tuple[Diagnostic, ...]]


def _read(data: bytes, name: str, encoding: str | None) -> Found:
    """Media, lines and doubts; raise `UnreadableFile`."""
    if len(data) > LIMIT:
        raise UnreadableFile(
            "I751", f"文件有 {len(data) / (1 << 20):.1f} MB，超过 {LIMIT >> 20} MB", "请压缩图片或拆开后再导入"
        )
    if encoding and file_suffix(name) in ("txt", "text", "md", ""):
        return _text(data, name, encoding)
    kind = kind_of(data)
    if kind == "zip":
        return cast("Found", _reader("word").read_package(data, name))
    loose = check_extension(name, kind)
    if kind == "txt":
        return _text(data, name, encoding)
    if kind == "pdf":
        return "pdf", *_reader("pdf").read_pdf(data, name)
    return cast("Found", _reader("word").read_converted(data, name, kind, loose=loose))


def _text(data: bytes, name: str, encoding: str | None) -> Found:
    lines, used = read_text(data, encoding)
    doubts = (
        ()
        if used in ("utf-8", "utf-16")
        else (import_note(name, "I760", f"按 {used} 编码读取", "如有乱码，请用 --encoding 说明编码"),)
    )
    return "txt", lines, doubts


def _reader(module: str) -> Any:
    """A reader that only its own kind of file needs: to load all of them takes longer than to read a text."""
    return import_module(f"taizhou_brief.importer.readers.{module}")
