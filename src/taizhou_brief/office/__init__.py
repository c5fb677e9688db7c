"""The bytes of an office file → its lines, under limits.

`read` is the face. What it hands over (`taizhou_brief.sourcetext`), for who reads on:

- `.docx`: a `Line` is a paragraph, or a stretch of one between soft breaks (`soft` on all but the last). Empty
  paragraphs of the body come as empty lines. `number` is the automatic number that Word prints before the text. A
  row of a table is a `Line` of kind `table`, its cells parted by tabs, several paragraphs of a cell joined by a space;
  a table of one column is a mere frame and comes as plain paragraphs. The lines of a text box stand before the
  paragraph it is anchored to. A reference to a note stands in the text as `[^1]` (`[^e1]` for an endnote); the note
  itself follows the body, kind `footnote`, with `note` its label. Headers come first, footers last.
- text: a `Line` is a line of the file, empty ones included; `wrapped` is False: whether they are hard-wrapped is for
  the reader to see.
- `.pdf`: a `Line` is a printed line, `wrapped` is True, the indent of a line stands before its text as U+3000, one for
  a Han character's width; page numbers and running heads have kind `footer` and `header`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.office.plain import read_text
from taizhou_brief.office.refusal import CODES, Refused, note
from taizhou_brief.office.sniff import agree, kind_of, suffix
from taizhou_brief.sourcetext import Line, SourceText

__all__ = ["CODES", "Reading", "read"]

LIMIT = 20 << 20


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one office file."""

    source: SourceText | None
    """None where the file was refused; the diagnostics say why."""
    diagnostics: tuple[Diagnostic, ...]


def read(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """Read the bytes of an office file called `name` (any name, or `-`); `encoding` is for plain text only."""
    try:
        media, lines, diagnostics = _read(data, name, encoding)
    except Refused as refused:
        return Reading(None, (refused.diagnostic(name),))
    if not any(line.text.strip() or line.number for line in lines):
        empty = Refused("I768", "文件里没有文字", "如果内容是图片，请先做文字识别（OCR）")
        return Reading(None, (empty.diagnostic(name),))
    digest = hashlib.sha256(data).hexdigest()
    return Reading(SourceText(name, digest, media, lines, wrapped=media == "pdf"), diagnostics)


Found = tuple[str, tuple[Line, ...], tuple[Diagnostic, ...]]


def _read(data: bytes, name: str, encoding: str | None) -> Found:
    """Media, lines and doubts; raise `Refused`."""
    if len(data) > LIMIT:
        raise Refused(
            "I751", f"文件有 {len(data) / (1 << 20):.1f} MB，超过 {LIMIT >> 20} MB", "请压缩图片或拆开后再导入"
        )
    if encoding and suffix(name) in ("txt", "text", "md", ""):
        return _text(data, name, encoding)
    kind = kind_of(data)
    if kind == "zip":
        return cast("Found", _reader("word").zipped(data, name))
    loose = agree(name, kind)
    if kind == "txt":
        return _text(data, name, encoding)
    if kind == "pdf":
        return "pdf", *_reader("pdf").read_pdf(data, name)
    return cast("Found", _reader("word").converted(data, name, kind, loose=loose))


def _text(data: bytes, name: str, encoding: str | None) -> Found:
    lines, used = read_text(data, encoding)
    doubts = (
        ()
        if used in ("utf-8", "utf-16")
        else (note(name, "I760", f"按 {used} 编码读取", "如有乱码，请用 --encoding 说明编码"),)
    )
    return "txt", lines, doubts


def _reader(module: str) -> Any:
    """A reader that only its own kind of file needs: to load all of them takes longer than to read a text."""
    return import_module(f"taizhou_brief.office.{module}")
