"""What the format of a run says about its text."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.readers.run_format import RunFormat, is_on, is_white, parse_colour, read_shading


@pytest.mark.parametrize(
    ("run_format", "doubts"),
    [
        (RunFormat(), []),
        (RunFormat(hidden=True), ["hidden"]),
        (RunFormat(struck=True), ["struck"]),
        (RunFormat(struck_twice=True, hidden=True), ["hidden", "struck"]),
        (RunFormat(script="superscript"), ["script"]),
        (RunFormat(script="baseline"), []),
        (RunFormat(size=2), ["tiny"]),
        (RunFormat(size=4), []),
        (RunFormat(width=1), ["tiny"]),
        (RunFormat(colour="FFFFFF"), ["white"]),
        (RunFormat(colour="FEFEFE", background="auto"), ["white"]),
        (RunFormat(colour="FFFFFF", background="4472C4"), []),
        (RunFormat(background="000000"), ["covered"]),
        (RunFormat(colour="auto", background="FFFF00"), []),
        (RunFormat(colour="C00000", background="C00000"), ["covered"]),
    ],
)
def test_what_cannot_be_seen_or_is_void_is_a_doubt(run_format: RunFormat, doubts: list[str]) -> None:
    """In the order in which they are reported."""
    assert list(run_format.find_doubts("字")) == doubts


def test_a_format_inherits_what_it_does_not_set() -> None:
    """Off is set, empty is not."""
    run_format = RunFormat(bold=False)
    run_format.inherit(RunFormat(bold=True, size=32, colour="FFFFFF"))
    assert run_format == RunFormat(bold=False, size=32, colour="FFFFFF")


def test_properties_are_read_from_their_elements() -> None:
    """A value that is none sets nothing."""
    run_format = RunFormat()
    for element, value in (
        ("w:sz", "2"),
        ("w:color", "fefefe"),
        ("w:w", "90%"),
        ("w:position", "-6"),
        ("w:strike", "0"),
    ):
        run_format.set_property(element, {"w:val": value})
    assert run_format == RunFormat(size=2, colour="FEFEFE", width=90, position=-6, struck=False)
    run_format.set_property("w:sz", {"w:val": "many"})
    assert run_format.size is None


def test_colours_are_compared_as_printed() -> None:
    """Automatic paper is white, automatic text is not."""
    assert (is_white("auto"), is_white("auto", of_paper=True), is_white("F8F8FF"), is_white("C0C0C0")) == (
        *(False, True),
        *(True, False),
    )
    assert (parse_colour("ff0000"), parse_colour("red")) == ("FF0000", "auto")
    assert read_shading({"w:val": "clear", "w:fill": "D9D9D9"}) == "D9D9D9"
    assert read_shading({"w:val": "solid", "w:color": "auto"}) == "000000"
    assert read_shading({"w:val": "clear", "w:fill": "auto", "w:themeFill": "accent1"}) == "808080"
    assert is_on({})
