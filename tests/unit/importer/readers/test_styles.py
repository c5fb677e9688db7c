"""What a paragraph inherits from its style."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.readers.run_format import is_on
from taizhou_brief.importer.readers.styles import Style, StyleReader, Styles, parse_bounded_int
from taizhou_brief.importer.readers.xml_stream import XmlBudget, walk_xml
from tests.office_files import NAMESPACES


def test_a_style_inherits_from_its_base() -> None:
    """What it sets itself goes before; a circle ends."""
    styles = Styles(
        {"a": Style(id="a", bold=False, based_on="b"), "b": Style(id="b", bold=True, align="center", based_on="a")}
    )
    merged = styles.get("a")
    assert (merged.bold, merged.align) == (False, "center")
    assert len(list(styles.chain("a"))) == 10
    assert styles.get("gone") == Style(id="gone")


def test_styles_are_read_from_their_part() -> None:
    """The default style, and properties on and off; tracked changes are passed over."""
    xml = (
        f'<w:styles {NAMESPACES}><w:style w:type="paragraph" w:default="1" w:styleId="n"><w:name w:val="Normal"/>'
        "<w:rPr><w:b/><w:rPrChange><w:vanish/></w:rPrChange></w:rPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="h"><w:basedOn w:val="n"/><w:pPr><w:jc w:val="center"/></w:pPr>'
        '<w:rPr><w:b w:val="0"/></w:rPr></w:style></w:styles>'
    )
    reader = StyleReader()
    walk_xml([xml.encode()], reader, XmlBudget())
    styles = reader.styles
    assert styles.default == "n"
    assert (styles.get("n").bold, styles.get("n").hidden) == (True, None)
    assert (styles.get("h").bold, styles.get("h").align, styles.get("h").name) == (False, "center", "Normal")


@pytest.mark.parametrize(("text", "number"), [("7", 7), ("-5", -1), ("9999999", 1_000_000), ("", 3), ("x", 3)])
def test_an_integer_is_bounded(text: str, number: int) -> None:
    """A value of its own where there is none."""
    assert parse_bounded_int(text, 3) == number


@pytest.mark.parametrize(("value", "on"), [(None, True), ("1", True), ("true", True), ("0", False), ("off", False)])
def test_a_switch_is_on_unless_it_is_set_off(value: str | None, on: bool) -> None:
    """Without a value it is on."""
    assert is_on({} if value is None else {"w:val": value}) is on
