"""Paragraphs, runs, fields and tracked changes of a .docx."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.readers.docx_findings import DocxFindings
from taizhou_brief.importer.readers.numbering import NumberingCounter, NumberingLists
from taizhou_brief.importer.readers.paragraphs import ParagraphReader
from taizhou_brief.importer.readers.runs import StoryContext, find_handlers
from taizhou_brief.importer.readers.source_findings import SourceFinding
from taizhou_brief.importer.readers.story import StoryReader
from taizhou_brief.importer.readers.styles import Styles
from taizhou_brief.importer.readers.xml_stream import XmlBudget, walk_xml
from tests.office_files import NAMESPACES, p, run

FIELD = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"


def read(body: str) -> tuple[list[str], DocxFindings]:
    """The texts of a story and what was found in it."""
    findings = DocxFindings()
    shared = StoryContext(Styles(), NumberingCounter(NumberingLists(), Styles()), findings, XmlBudget())
    story = StoryReader("text", shared)
    walk_xml([f"<w:body {NAMESPACES}>{body}</w:body>".encode()], story, XmlBudget())
    return [line.text for line in story.lines if line.text], findings


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (p("甲") + p("乙"), ["甲", "乙"]),
        (p("甲\n乙"), ["甲", "乙"]),
        (p("甲", xml="<w:r><w:tab/></w:r>" + run("乙")), ["甲\t乙"]),
        (p("甲", xml=f"<w:ins>{run('乙')}</w:ins>"), ["甲乙"]),
        (p("甲", xml="<w:del><w:r><w:delText>乙</w:delText></w:r></w:del>"), ["甲"]),
        (
            p(
                "",
                xml=FIELD.format("begin")
                + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
                + FIELD.format("separate")
                + run("7")
                + FIELD.format("end"),
            ),
            ["7"],
        ),
        (p("", xml='<w:r><w:sym w:font="Wingdings" w:char="F06C"/></w:r>'), ["●"]),
        (p("甲", xml="<w:r><w:noBreakHyphen/></w:r>" + run("乙")), ["甲-乙"]),
    ],
)
def test_every_text_comes_out_once(body: str, texts: list[str]) -> None:
    """Inserted text is text; deleted text and the codes of fields are not."""
    assert read(body)[0] == texts


def test_what_an_editor_must_know_is_counted() -> None:
    """Changes, hidden text and notes."""
    _, findings = read(
        p("甲", xml=f"<w:ins>{run('乙')}</w:ins><w:del><w:r><w:delText>丙</w:delText></w:r></w:del>")
        + p("", xml=run("丁", properties="<w:vanish/>"))
        + p("戊", xml='<w:r><w:footnoteReference w:id="2"/></w:r>')
    )
    assert (findings.inserted, findings.deleted, findings.items) == (1, 1, [SourceFinding("hidden", "丁", "第2段")])
    assert list(findings.notes) == [("footnote", "2")]


def test_handlers_are_named_after_their_elements() -> None:
    """`on_w_p` is called at the start of `w:p`."""
    shared = StoryContext(Styles(), NumberingCounter(NumberingLists(), Styles()), DocxFindings(), XmlBudget())
    handlers = find_handlers(ParagraphReader("text", shared), "on_")
    assert {"w:p", "w:t", "w:r", "m:t"} <= handlers.keys()
