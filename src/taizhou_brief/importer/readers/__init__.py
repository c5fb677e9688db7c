"""Readers that turn the bytes of an office file into lines, under limits.

`read_office_file` is the entry point. What it returns (`taizhou_brief.importer.source_text`) depends on the file:

- `.docx`: a `SourceLine` is a paragraph, or a part of one between soft breaks (`soft` on all but the last). Empty
  paragraphs of the body are empty lines. `number` is the automatic number that Word prints before the text. A row of
  a table is a `SourceLine` of kind `table`, its cells separated by tabs, several paragraphs of a cell joined by a
  space; a table of one column is only a frame and is read as plain paragraphs. The lines of a text box precede the
  paragraph it is anchored to. A reference to a note is `[^1]` in the text (`[^e1]` for an endnote); the note itself
  follows the body, kind `footnote`, with `note` its label. Headers come first, footers last.
- text: a `SourceLine` is a line of the file, empty ones included; `wrapped` is False: the recogniser determines
  whether they are hard-wrapped. Here and in a .docx, lines with equally many cells set apart by tabs are rows.
- `.pdf`, `.ofd`: a `SourceLine` is a printed line, `wrapped` is True, the indent of a line precedes its text as U+3000,
  one for each width of a Han character; page numbers and running heads have kind `footer` and `header`. Columns come
  one after the other; a row of a ruled table is a `SourceLine` as in a .docx.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.importer.readers.control_characters import report_control_characters
from taizhou_brief.importer.readers.file_type import FOLDER_SUFFIXES, check_extension, detect_format, get_file_suffix
from taizhou_brief.importer.readers.source_findings import report_findings
from taizhou_brief.importer.readers.tab_tables import read_tab_tables
from taizhou_brief.importer.readers.text import read_text
from taizhou_brief.importer.readers.unreadable import UnreadableFile, make_import_diagnostic
from taizhou_brief.importer.source_text import SourceLine, SourceText

__all__ = ["FOLDER_SUFFIXES", "OfficeText", "read_office_file"]

LIMIT = 20 << 20
"""Largest file that is read, in bytes."""


READERS: Mapping[str, tuple[str, str]] = {
    "zip": ("word", "read_package"),
    "doc": ("word", "read_converted"),
    "odt": ("word", "read_converted"),
    "rtf": ("word", "read_converted"),
    "pdf": ("pdf", "read_pdf_file"),
}
"""Format, as `detect_format` names it → module and function that read it.

A reader gets the bytes, the name, the format and `mismatched`, and returns a `ReadResult`. Its module is imported when
a file needs it: importing all of them takes longer than reading a text file.
"""


PRINTED_FORMATS = frozenset({"pdf", "ofd"})
"""Formats whose lines are printed lines, not paragraphs."""


@dataclass(frozen=True, slots=True)
class OfficeText:
    """Result of reading one office file."""

    source: SourceText | None
    """None if the file was rejected; the diagnostics give the reason."""
    diagnostics: tuple[Diagnostic, ...]


def read_office_file(data: bytes, name: str, encoding: str | None = None) -> OfficeText:
    """Read the bytes of an office file called `name` (any name, or `-`); `encoding` applies to plain text only."""
    try:
        format_name, lines, diagnostics = _read_lines(data, name, encoding)
    except UnreadableFile as error:
        return OfficeText(None, (error.to_diagnostic(name),))
    if not any(line.text.strip() or line.number for line in lines):
        empty = UnreadableFile("I768", "文件里没有文字", "如果内容是图片，请先做文字识别（OCR）")
        return OfficeText(None, (empty.to_diagnostic(name),))
    if format_name not in PRINTED_FORMATS:
        lines, tables = read_tab_tables(lines)
        diagnostics = (*diagnostics, *report_findings(tables, name))
    diagnostics = (*diagnostics, *report_control_characters(name, lines))
    digest = hashlib.sha256(data).hexdigest()
    return OfficeText(SourceText(name, digest, format_name, lines, wrapped=format_name in PRINTED_FORMATS), diagnostics)


ReadResult = tuple[str, tuple[SourceLine, ...], tuple[Diagnostic, ...]]
"""Format, lines and diagnostics of one file."""


def _read_lines(data: bytes, name: str, encoding: str | None) -> ReadResult:
    """Return format, lines and diagnostics; raise `UnreadableFile` if the file is rejected."""
    if len(data) > LIMIT:
        raise UnreadableFile(
            "I751", f"文件有 {len(data) / (1 << 20):.1f} MB，超过 {LIMIT >> 20} MB", "请压缩图片或拆开后再导入"
        )
    if encoding and get_file_suffix(name) in ("txt", "text", "md", ""):
        return _read_plain_text(data, name, encoding)
    format_name = detect_format(data)
    mismatched = format_name != "zip" and check_extension(name, format_name)
    if format_name == "txt":
        return _read_plain_text(data, name, encoding)
    module, function = READERS[format_name]
    reader = getattr(import_module(f"taizhou_brief.importer.readers.{module}"), function)
    return cast("ReadResult", reader(data, name, format_name, mismatched=mismatched))


def _read_plain_text(data: bytes, name: str, encoding: str | None) -> ReadResult:
    """Read plain text; note the encoding unless it is UTF-8 or UTF-16."""
    lines, used_encoding = read_text(data, encoding)
    if used_encoding in ("utf-8", "utf-16"):
        return "txt", lines, ()
    note = make_import_diagnostic(name, "I760", f"按 {used_encoding} 编码读取", "如有乱码，请用 --encoding 说明编码")
    return "txt", lines, (note,)
