"""The contents of one page of an .ofd."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.readers.ofd_content import (
    MAX_DELTAS,
    OfdContent,
    OfdContentReader,
    read_box,
    read_colour,
    read_deltas,
    read_path,
)
from taizhou_brief.importer.readers.printed_page import Box
from taizhou_brief.importer.readers.xml_stream import XmlBudget, walk_xml
from tests.office_files import ofd_content, ofd_path, ofd_text


def read(objects: str) -> OfdContent:
    """What a page of A4 with these objects draws."""
    reader = OfdContentReader(297, frozenset({"4"}), XmlBudget())
    walk_xml([ofd_content(objects).encode()], reader, XmlBudget())
    return reader.content


@pytest.mark.parametrize(
    ("text", "deltas"),
    [
        ("5 5.5 -1", [5, 5.5, -1]),
        ("g 3 2.5 4", [2.5, 2.5, 2.5, 4]),
        ("g -1 5", []),
        ("g", []),
        ("x 1", [1]),
        ("", []),
    ],
)
def test_steps_may_be_repeated(text: str, deltas: list[float]) -> None:
    """Within bounds."""
    assert read_deltas(text) == deltas
    assert len(read_deltas("g 99999999 1")) == MAX_DELTAS


@pytest.mark.parametrize(
    ("text", "colour"),
    [("255 0 10", (255, 0, 10)), ("200", (200, 200, 200)), ("0 0 0 0", (255, 255, 255)), ("0 0 0 255", (0, 0, 0))],
)
def test_colours_are_rgb(text: str, colour: tuple[int, int, int]) -> None:
    """Also those in grey and in inks."""
    assert read_colour(text, 200) == (*colour, 200)
    assert read_colour("#", 9) == (0, 0, 0, 9)


def test_a_path_gives_its_straight_parts() -> None:
    """Closed or open; one with a curve is a drawing."""
    assert list(read_path("M 0 0 L 9 0 L 9 5 C S 1 1 L 2 2 M 0 0 Q 1 1 2 2 M 3 3")) == [
        [(0, 0), (9, 0), (9, 5), (0, 0)],
        [(1, 1), (2, 2)],
    ]


def test_a_box_has_four_numbers() -> None:
    """Left, top, width and height."""
    assert read_box("10 20 30.5 40") == Box(10, 20, 40.5, 60)
    assert read_box("10 20 30") is None


def test_glyphs_are_in_points_from_below() -> None:
    """Bold by the font or the weight."""
    first, second = read(ofd_text("甲乙", 25.4, 50.8, size=5, Weight="700")).glyphs
    assert (round(first.glyph.x, 3), round(first.glyph.y, 3)) == (72, round((297 - 50.8) * 72 / 25.4, 3))
    assert round(second.glyph.x - first.glyph.x, 3) == round(first.glyph.right - first.glyph.x, 3)
    assert first.glyph.bold
    (plain,) = read(ofd_text("甲", 20, 50)).glyphs
    assert not plain.glyph.bold
    (bold,) = read(ofd_text("甲", 20, 50).replace('Font="3"', 'Font="4"')).glyphs
    assert bold.glyph.bold


def test_what_clips_an_object_is_not_drawn() -> None:
    """Neither the path nor the text of a clip."""
    clip = "<ofd:Clips><ofd:Clip><ofd:Area><ofd:Text><ofd:TextCode X='0' Y='0'>剪</ofd:TextCode></ofd:Text>"
    clip += (
        "<ofd:Path><ofd:AbbreviatedData>M 0 0 L 9 0</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>"
    )
    content = read(ofd_text("甲", 20, 50, inner=clip) + ofd_path("M 0 5 L 50 5", inner=clip))
    assert [placed.glyph.text for placed in content.glyphs] == ["甲"]
    assert len(content.rules) == 1
    assert content.rules[0].width > 100
