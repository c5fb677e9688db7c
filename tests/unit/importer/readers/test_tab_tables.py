"""Tables set with tabs."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.draft import draft_from_office
from taizhou_brief.importer.readers.tab_tables import read_tab_tables
from taizhou_brief.importer.source_text import SourceLine
from tests.office_files import docx, p, run
from tests.office_texts import settings

ROWS = ("镇街\t书屋\t读者", "东镇\t5\t1200", "西镇\t7\t3400")


def lines_of(*texts: str) -> list[SourceLine]:
    """Lines of a text file."""
    return [SourceLine(text, f"第{n}行") for n, text in enumerate(texts, 1)]


def test_lines_with_equally_many_cells_are_rows() -> None:
    """One finding names the table; the lines around it stay."""
    lines, findings = read_tab_tables(lines_of("导语。", *ROWS, "结语。"))
    assert [line.kind for line in lines] == ["text", "table", "table", "table", "text"]
    assert [(one.kind, one.text, one.place) for one in findings] == [("tabs", "3", "第2行")]


@pytest.mark.parametrize(
    "texts",
    [
        ROWS[:1],
        ("报：\t市委", "送：\t市政府"),
        ("第3期\t某市办公室\t2022年", "正文。"),
        ("甲\t乙\t" + "长" * 30, "甲\t乙\t" + "长" * 30),
        ("甲\t乙\t丙", "甲\t乙\t丙\t丁"),
    ],
)
def test_other_lines_with_tabs_are_none(texts: tuple[str, ...]) -> None:
    """A single line, two columns, paragraphs, lines of different lengths."""
    assert read_tab_tables(lines_of(*texts)) == (tuple(lines_of(*texts)), [])


@pytest.mark.parametrize("name", ["来稿.txt", "来稿.docx"])
def test_the_draft_has_the_table(name: str) -> None:
    """Its numbers stay apart, and the title above it is whole."""
    texts = ["某市工作简报", "第3期", "某市办公室　　2022年4月8日", "东山县建设街角书屋", *ROWS, "书屋建成了。"]
    tab = "<w:r><w:tab/></w:r>"
    data = (
        docx("".join(p(xml=tab.join(map(run, text.split("\t")))) for text in texts))
        if name.endswith("x")
        else "\n".join(texts).encode()
    )
    draft = draft_from_office(data, settings(), name=name)
    assert draft.text.split("\n---\n")[1].strip().split("\n\n") == [
        "# 东山县建设街角书屋",
        "| 镇街 | 书屋 | 读者 |\n| --- | --- | --- |\n| 东镇 | 5 | 1200 |\n| 西镇 | 7 | 3400 |",
        "书屋建成了。",
    ]
    assert "I807" in {one.code for one in draft.diagnostics}
