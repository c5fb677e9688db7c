"""Automatic numbers of Word."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.readers.numbering import (
    AbstractNumbering,
    NumberingCounter,
    NumberingInstance,
    NumberingLevel,
    NumberingLists,
    NumberingReader,
    bullet_character,
)
from taizhou_brief.importer.readers.styles import Style, Styles
from taizhou_brief.importer.readers.xml_stream import XmlBudget, walk_xml
from tests.office_files import NAMESPACES

LEVELS = {
    0: NumberingLevel(format="chineseCounting", text="%1、"),
    1: NumberingLevel(format="decimal", text="%1.%2", legal=True),
}


def counter(**levels: NumberingLevel) -> NumberingCounter:
    """A counter of one list, or of one with other levels."""
    own = {int(key[1:]): level for key, level in levels.items()} or LEVELS
    return NumberingCounter(NumberingLists({0: AbstractNumbering(own)}, {1: NumberingInstance(0)}), Styles())


def test_numbers_count_along_the_paragraphs() -> None:
    """A deeper level starts again after a higher one; a legal level shows digits."""
    count = counter()
    levels = (0, 1, 1, 0, 1)
    assert [count.format_next(1, level) for level in levels] == ["一、", "1.1", "1.2", "二、", "2.1"]


@pytest.mark.parametrize(("restart", "second"), [(None, "1."), (0, "2."), (1, "1.")])
def test_a_level_may_go_on(restart: int | None, second: str) -> None:
    """`w:lvlRestart` decides."""
    count = counter(_0=NumberingLevel(text="%1."), _1=NumberingLevel(text="%2.", restart=restart))
    assert [count.format_next(1, level) for level in (0, 1, 0, 1)][3] == second


def test_a_list_may_start_elsewhere() -> None:
    """A start of the level, or of one use of the list."""
    assert counter(_0=NumberingLevel(start=5, text="%1.")).format_next(1, 0) == "5."
    lists = NumberingLists({0: AbstractNumbering(LEVELS)}, {1: NumberingInstance(0, starts={0: 3})})
    count = NumberingCounter(lists, Styles())
    assert [count.format_next(1, 0), count.format_next(1, 0)] == ["三、", "四、"]


def test_unknown_formats_are_counted_in_digits_and_remembered() -> None:
    """The editor is told of them."""
    count = counter(_0=NumberingLevel(format="klingon", text="%1"))
    assert count.format_next(1, 0) == "1"
    assert count.unknown == {"klingon"}


def test_a_paragraph_may_get_its_list_from_its_style() -> None:
    """Its own properties go before; list 0 means none."""
    styles = Styles({"h": Style(id="h", num=1, level=1)})
    count = NumberingCounter(NumberingLists({0: AbstractNumbering(LEVELS)}, {1: NumberingInstance(0)}), styles)
    assert count.find_level("h", None, None) == (1, 1)
    assert count.find_level("h", 2, 0) == (2, 0)
    assert count.find_level("h", 0, None) is None
    assert count.find_level("", None, None) is None


def test_lists_are_read_from_their_part() -> None:
    """Definitions, uses and overrides."""
    xml = (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="2"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    reader = NumberingReader()
    walk_xml([xml.encode()], reader, XmlBudget())
    assert reader.lists.resolve(3, Styles()) == 7
    assert reader.lists.resolve(4, Styles()) == -1
    assert NumberingCounter(reader.lists, Styles()).format_next(3, 0) == "2."


@pytest.mark.parametrize(
    ("font", "character", "shown"), [("", "·", "●"), ("Wingdings", "l", "●"), ("Wingdings", "n", "■"), ("", "◆", "◆")]
)
def test_a_bullet_is_shown_as_unicode(font: str, character: str, shown: str) -> None:
    """Every round dot is the same."""
    assert bullet_character(font, character) == shown
