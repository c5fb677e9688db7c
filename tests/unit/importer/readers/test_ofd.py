"""The parts of an .ofd."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.readers.ofd import build_page, is_ofd, read_ofd, resolve_part
from taizhou_brief.importer.readers.ofd_content import OfdContent
from taizhou_brief.importer.readers.package import open_package
from taizhou_brief.importer.readers.printed_page import Box
from taizhou_brief.importer.readers.unreadable import UnreadableFile
from taizhou_brief.importer.readers.xml_stream import XmlBudget
from tests.office_files import docx, ofd, ofd_text, p, zipped


@pytest.mark.parametrize(
    ("base", "path", "part"),
    [
        ("", "Doc_0/Document.xml", "Doc_0/Document.xml"),
        ("Doc_0/Document.xml", "Pages/Page_0/Content.xml", "Doc_0/Pages/Page_0/Content.xml"),
        ("Doc_0/Document.xml", "/Doc_0/Res.xml", "Doc_0/Res.xml"),
        ("Doc_0/Document.xml", "Pages\\Page_0\\Content.xml", "Doc_0/Pages/Page_0/Content.xml"),
        ("Doc_0/Document.xml", "../../../x", "x"),
    ],
)
def test_paths_are_relative_to_their_part(base: str, path: str, part: str) -> None:
    """And never leave the package."""
    assert resolve_part(base, path) == part


def test_an_ofd_is_known_by_its_first_part() -> None:
    """Whatever its name."""
    assert is_ofd(open_package(ofd("x"), XmlBudget()))
    assert not is_ofd(open_package(docx(p("甲")), XmlBudget()))


def test_pages_are_read_in_the_order_of_the_document() -> None:
    """Each line names its page."""
    data = ofd(ofd_text("第一页的文字", 20, 30), ofd_text("第二页的文字", 20, 30))
    lines, diagnostics = read_ofd(open_package(data, XmlBudget()), "a.ofd", XmlBudget())
    assert [(line.text, line.place, line.page) for line in lines] == [
        ("第一页的文字", "第1页第1行", 1),
        ("第二页的文字", "第2页第1行", 2),
    ]
    assert diagnostics == ()


def test_faults_advise_another_form() -> None:
    """Not Word's."""
    with pytest.raises(UnreadableFile) as error:
        read_ofd(open_package(zipped({"OFD.xml": "<a/>"}), XmlBudget()), "a.ofd", XmlBudget())
    assert error.value.code == "I755"
    assert "另存为 PDF" in error.value.hint


def test_an_empty_page_is_a_page() -> None:
    """Of its size in points."""
    page = build_page(Box(0, 0, 210, 297), OfdContent(), [])
    assert (round(page.width), round(page.height), page.glyphs) == (595, 842, [])
