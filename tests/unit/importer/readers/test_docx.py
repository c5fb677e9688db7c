"""The parts of a .docx and what is reported about them."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.readers.docx import (
    NotesReader,
    build_docx_diagnostics,
    find_main_part,
    find_parts,
    read_docx,
)
from taizhou_brief.importer.readers.numbering import NumberingCounter, NumberingLists
from taizhou_brief.importer.readers.package import open_package
from taizhou_brief.importer.readers.paragraphs import DocxFindings, StoryContext
from taizhou_brief.importer.readers.styles import Styles
from taizhou_brief.importer.readers.unreadable import UnreadableFile
from taizhou_brief.importer.readers.xml_stream import XmlBudget
from tests.office_files import docx, p, zipped


def test_headers_come_first_and_footers_last() -> None:
    """In reading order, whatever the order of the parts."""
    body = p("正文") + '<w:sectPr><w:footerReference r:id="rId2"/><w:headerReference r:id="rId1"/></w:sectPr>'
    data = docx(body, header1=p("页眉"), footer1=p("页脚"))
    lines, diagnostics = read_docx(open_package(data, XmlBudget()), "a.docx", XmlBudget())
    assert [(line.text, line.kind) for line in lines] == [("页眉", "header"), ("正文", "text"), ("页脚", "footer")]
    assert diagnostics == ()


def test_the_document_is_found_by_its_relation() -> None:
    """Wherever the package has it; the usual place otherwise."""
    package = open_package(docx(p("甲"), folder="other"), XmlBudget())
    assert find_main_part(package, XmlBudget()) == "other/document.xml"
    parts = package.read_relations("other/document.xml", XmlBudget())
    assert find_parts(parts, "styles", package) == []
    assert find_main_part(open_package(zipped({"a": "b"}), XmlBudget()), XmlBudget()) == "word/document.xml"


def test_a_package_without_a_document_is_refused() -> None:
    """By its code."""
    with pytest.raises(UnreadableFile) as error:
        read_docx(open_package(zipped({"a": "b"}), XmlBudget()), "a.docx", XmlBudget())
    assert error.value.code == "I755"


@pytest.mark.parametrize(
    ("findings", "code"),
    [
        (DocxFindings(inserted=1), "I770"),
        (DocxFindings(hidden=["甲"]), "I771"),
        (DocxFindings(pictures=1), "I772"),
        (DocxFindings(embedded_files=1), "I772"),
        (DocxFindings(comments=1), "I773"),
        (DocxFindings(symbols=["Wingdings F0"]), "I774"),
        (DocxFindings(broken_fields=["甲"]), "I777"),
        (DocxFindings(ruby=["甲"]), "I778"),
        (DocxFindings(formulas=1), "I779"),
    ],
)
def test_every_finding_is_reported(findings: DocxFindings, code: str) -> None:
    """Once."""
    counter = NumberingCounter(NumberingLists(), Styles())
    assert [each.code for each in build_docx_diagnostics("a.docx", findings, counter)] == [code]


def test_a_note_without_a_text_is_reported() -> None:
    """A reference whose note is missing."""
    findings = DocxFindings(notes={("footnote", "1"): "1"})
    shared = StoryContext(Styles(), NumberingCounter(NumberingLists(), Styles()), findings, XmlBudget())
    notes = NotesReader(shared)
    assert [each.code for each in notes.build_diagnostics("a.docx")] == ["I780"]
    assert notes.get_lines() == []
