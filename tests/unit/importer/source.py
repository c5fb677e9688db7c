"""Lines of office files for tests."""

from __future__ import annotations

from taizhou_brief.importer.recognise.rows import SourceRow, read_rows
from taizhou_brief.importer.source_text import SourceLine, SourceText

MASTHEAD = ("某市工作简报", "第 3 期", "某市领导小组办公室　　　　2022 年 3 月 15 日", "")


def source_of(*texts: str, name: str = "第3期.txt", wrapped: bool = False) -> SourceText:
    """A text file of these lines."""
    lines = tuple(SourceLine(text, f"第{number}行") for number, text in enumerate(texts, 1))
    return SourceText(name, "0" * 64, "txt", lines, wrapped)


def rows_of(*texts: str) -> tuple[SourceRow, ...]:
    """The cleaned lines, page furniture left out."""
    return read_rows(source_of(*texts), "某市工作简报")[0]
