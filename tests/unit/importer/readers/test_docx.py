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
from taizhou_brief.importer.readers.docx_findings import DocxFindings
from taizhou_brief.importer.readers.numbering import NumberingCounter, NumberingLists
from taizhou_brief.importer.readers.package import open_package
from taizhou_brief.importer.readers.runs import StoryContext
from taizhou_brief.importer.readers.source_findings import MAX_PER_KIND, MESSAGES, SourceFinding
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
        *((DocxFindings(items=[SourceFinding(kind, "甲", "第3段")]), code) for kind, (code, _, _) in MESSAGES.items()),
    ],
)
def test_every_finding_is_reported(findings: DocxFindings, code: str) -> None:
    """Once, at its place."""
    counter = NumberingCounter(NumberingLists(), Styles())
    (diagnostic,) = build_docx_diagnostics("a.docx", findings, counter)
    assert diagnostic.code == code
    assert diagnostic.message.startswith("第3段：") or findings.inserted


def test_many_findings_of_a_kind_end_in_a_list_of_places() -> None:
    """Each place is named, the same finding at one place with a count."""
    findings = DocxFindings()
    for n in range(MAX_PER_KIND + 2):
        findings.add("picture", "", f"第{n + 1}段")
        findings.add("picture", "", "第1段")
    messages = [each.message for each in findings.build_diagnostics("a.docx")]
    assert messages[0].endswith(f"（{MAX_PER_KIND + 3} 处）")
    assert messages[-1] == f"同样的情况还在第{MAX_PER_KIND + 1}段、第{MAX_PER_KIND + 2}段"


def test_a_note_without_a_text_is_reported() -> None:
    """A reference whose note is missing."""
    findings = DocxFindings(notes={("footnote", "1"): "1"})
    shared = StoryContext(Styles(), NumberingCounter(NumberingLists(), Styles()), findings, XmlBudget())
    notes = NotesReader(shared)
    assert [each.code for each in notes.build_diagnostics("a.docx")] == ["I780"]
    assert notes.get_lines() == []
