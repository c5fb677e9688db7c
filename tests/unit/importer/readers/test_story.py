"""One story of a .docx: tables, text boxes, alternatives."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.readers.docx_findings import DocxFindings
from taizhou_brief.importer.readers.drawings import SUPPORTED_NAMESPACES
from taizhou_brief.importer.readers.numbering import NumberingCounter, NumberingLists
from taizhou_brief.importer.readers.runs import StoryContext
from taizhou_brief.importer.readers.source_findings import SourceFinding
from taizhou_brief.importer.readers.story import StoryReader
from taizhou_brief.importer.readers.styles import Styles
from taizhou_brief.importer.readers.xml_stream import XmlBudget, walk_xml
from tests.office_files import NAMESPACES, p, table, text_box


def read(body: str) -> StoryReader:
    """A story that was read."""
    shared = StoryContext(Styles(), NumberingCounter(NumberingLists(), Styles()), DocxFindings(), XmlBudget())
    story = StoryReader("text", shared)
    walk_xml([f"<w:body {NAMESPACES}>{body}</w:body>".encode()], story, XmlBudget())
    return story


def test_tables_are_rows_between_paragraphs() -> None:
    """Each names its table."""
    story = read(p("前") + table([["甲", "乙"], ["丙", "丁"]]) + p("后"))
    assert [(line.text, line.kind) for line in story.lines] == [
        ("前", "text"),
        ("甲\t乙", "table"),
        ("丙\t丁", "table"),
        ("后", "text"),
    ]
    assert story.lines[1].place == "表1第1行"


def test_a_text_box_is_read_once() -> None:
    """Word writes it twice, for old and new programs."""
    story = read(p("", xml=text_box(p("框里的字"))))
    assert [line.text for line in story.lines if line.text] == ["框里的字"]
    assert {line.kind for line in story.lines if line.text} == {"textbox"}


@pytest.mark.parametrize(("needs", "text"), [("wps", "新"), ("wpx", "旧")])
def test_an_alternative_is_read_if_its_namespace_is_known(needs: str, text: str) -> None:
    """The fallback otherwise."""
    assert ("wps" in SUPPORTED_NAMESPACES, "wpx" in SUPPORTED_NAMESPACES) == (True, False)
    story = read(
        f'<mc:AlternateContent><mc:Choice Requires="{needs}">{p("新")}</mc:Choice>'
        f"<mc:Fallback>{p('旧')}</mc:Fallback></mc:AlternateContent>"
    )
    assert [line.text for line in story.lines] == [text]


def test_pictures_and_references_are_counted() -> None:
    """Headers and footers are read later."""
    story = read(
        p("甲", xml="<w:r><w:pict><v:imagedata/></w:pict></w:r>")
        + '<w:sectPr><w:headerReference r:id="rId1"/></w:sectPr>'
    )
    assert story.findings.items == [SourceFinding("picture", "", "第1段")]
    assert story.references == [("header", "rId1")]
