"""The recognised issue as a draft."""

from __future__ import annotations

from dataclasses import replace

from taizhou_brief.importer.recognise import recognise
from taizhou_brief.importer.recognise.writer import build_briefing_path, write_draft
from tests.project import SETTINGS
from tests.showing import settings_of
from tests.unit.importer.source import MASTHEAD, source_of


def test_the_path_follows_from_number_and_year() -> None:
    """It is unknown without them."""
    found = recognise(source_of(*MASTHEAD, "东山县办好夜校", "正文在这里。"), settings_of())
    assert build_briefing_path(found.record) == "briefings/2022/03.md"
    assert write_draft(found.record) == found.text
    nothing = recognise(source_of("东山县办好夜校", "正文在这里。", name="a.txt"), settings_of())
    assert build_briefing_path(nothing.record) == ""


def test_names_are_written_in_the_order_of_the_title_with_their_marks_and_reasons() -> None:
    """A county by its short name, one by its full name, a theme by its keywords."""
    settings = settings_of(SETTINGS.replace("name: 西河县,", "name: 西河县, short: 河西,"))
    found = recognise(source_of(*MASTHEAD, "河西与东山县就业创业见成效", "就业岗位多了。"), settings)
    start = found.text.index("articles:")
    assert found.text[start : found.text.index("---", start)].split("\n") == [
        "articles:",
        "- title: 河西与东山县就业创业见成效",
        "  counties: [西河县〔建议〕, 东山县]",
        "  themes: [就业创业〔建议〕]",
        "  # 主题是建议，依据如下：对的，删去“〔建议〕”；不对的，删去这一项；一个也没有，写 []",
        "  # - 就业创业：就业×2、就业创业×1、创业×1",
        "",
    ]


def test_a_list_number_and_its_text_are_written_with_a_plain_space() -> None:
    """The no-break space that the reader puts between them does not reach the file."""
    source = source_of(*MASTHEAD, "东山县办好夜校", "先说几句。", "5个村建成。很好。")
    source = replace(source, lines=(*source.lines[:-1], replace(source.lines[-1], number="1.")))
    assert recognise(source, settings_of()).text.endswith("\n\n先说几句。\n\n1\\. 5个村建成。很好。\n")
