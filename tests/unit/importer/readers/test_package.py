"""The zip package of a .docx."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.readers.package import MAX_ENTRIES, Relation, open_package
from taizhou_brief.importer.readers.unreadable import UnreadableFile
from taizhou_brief.importer.readers.xml_stream import XmlBudget
from tests.office_files import docx, p, relationships, zipped


def refused(data: bytes) -> str:
    """The code with which a package is refused."""
    with pytest.raises(UnreadableFile) as error:
        open_package(data, XmlBudget())
    return error.value.code


def test_parts_are_found_whatever_the_case_of_their_names() -> None:
    """With their content types."""
    package = open_package(docx(p("甲")), XmlBudget())
    assert package.has_part("/Word/DOCUMENT.xml")
    assert package.get_content_type("word/document.xml").endswith("main+xml")
    assert package.get_content_type("a.RELS").endswith("relationships+xml")
    assert b"".join(package.read_chunks("word/document.xml")).startswith(b"<w:document")
    with pytest.raises(UnreadableFile):
        next(package.read_chunks("gone.xml"))


def test_relations_lead_to_parts_of_the_package() -> None:
    """Relative to the part; external ones are left out."""
    rows = (
        '<Relationship Id="a" Type="http://x/styles" Target="../s.xml"/>'
        '<Relationship Id="b" Type="http://x/image" Target="/m/i.png"/>'
        '<Relationship Id="c" Type="http://x/link" Target="https://a.cn" TargetMode="External"/>'
    )
    package = open_package(zipped({"w/_rels/d.xml.rels": relationships(rows)}), XmlBudget())
    assert package.read_relations("w/d.xml", XmlBudget()) == (
        Relation("a", "styles", "s.xml"),
        Relation("b", "image", "m/i.png"),
    )
    assert package.read_relations("w/e.xml", XmlBudget()) == ()


def test_hostile_and_broken_packages_are_refused() -> None:
    """Too many entries, too high a compression, half a file."""
    assert refused(zipped({str(number): "" for number in range(MAX_ENTRIES + 1)})) == "I752"
    assert refused(zipped({"a": "0" * (2 << 20)})) == "I752"
    assert refused(docx(p("甲"))[:-30]) == "I755"
    assert refused(b"PK") == "I755"
