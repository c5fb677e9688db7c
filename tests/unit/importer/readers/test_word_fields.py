"""Fields, links, form fields and formulas of a .docx."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.readers.docx_findings import DocxFindings
from taizhou_brief.importer.readers.links import describe_link
from taizhou_brief.importer.readers.numbering import NumberingCounter, NumberingLists
from taizhou_brief.importer.readers.runs import StoryContext
from taizhou_brief.importer.readers.story import StoryReader
from taizhou_brief.importer.readers.styles import Styles
from taizhou_brief.importer.readers.word_fields import circle_number
from taizhou_brief.importer.readers.xml_stream import XmlBudget, walk_xml
from taizhou_brief.importer.source_text import SourceLink
from tests.office_files import NAMESPACES, p, run, table


def read(xml: str) -> tuple[str, list[tuple[str, str]]]:
    """The text of a paragraph and what was found in it."""
    findings = DocxFindings()
    shared = StoryContext(Styles(), NumberingCounter(NumberingLists(), Styles()), findings, XmlBudget())
    story = StoryReader("text", shared, links={"r7": "https://a.example/x"})
    walk_xml([f"<w:body {NAMESPACES}>{p(xml=xml)}</w:body>".encode()], story, XmlBudget())
    return "".join(line.text for line in story.lines), [(item.kind, item.text) for item in findings.items]


def read_links(xml: str) -> list[SourceLink]:
    """The links that the draft may have."""
    shared = StoryContext(Styles(), NumberingCounter(NumberingLists(), Styles()), DocxFindings(), XmlBudget())
    story = StoryReader("text", shared, links={"r7": "https://a.example/x", "r8": "https://a.example/x y"})
    walk_xml([f"<w:body {NAMESPACES}>{xml}</w:body>".encode()], story, XmlBudget())
    return [link for line in story.lines for link in line.links]


def char(kind: str, inner: str = "") -> str:
    """One mark of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def complex_field(code: str, result: str | None) -> str:
    """A field of three marks, or of two if it has no result."""
    shown = "" if result is None else char("separate") + result
    return char("begin") + f"<w:r><w:instrText>{code}</w:instrText></w:r>" + shown + char("end")


LINK = ("link", "“夜校”的链接（https://a.example/x）")
PLAIN = SourceLink("夜校", "https://a.example/x")


@pytest.mark.parametrize(
    ("xml", "text", "findings"),
    [
        (f'<w:hyperlink r:id="r7">{run("夜校")}</w:hyperlink>', "夜校", []),
        (f'<w:hyperlink r:id="r7" w:anchor="a">{run("夜校")}</w:hyperlink>', "夜校", []),
        (f'<w:hyperlink w:anchor="_Toc1">{run("夜校")}</w:hyperlink>', "夜校", []),
        (f'<w:hyperlink r:id="r7">{run("https://a.example/x")}</w:hyperlink>', "https://a.example/x", []),
        (complex_field('HYPERLINK "https://a.example/x"', run("夜") + run("校")), "夜校", []),
        (complex_field("hyperlink https://a.example/x", run("夜校")), "夜校", []),
        (complex_field('HYPERLINK \\l "_Toc1"', run("夜校")), "夜校", []),
        (f'<w:fldSimple w:instr=\'HYPERLINK "https://a.example/x"\'>{run("夜校")}</w:fldSimple>', "夜校", []),
        (complex_field("PAGE", run("3")), "3", []),
        (complex_field("PAGE", None), "", []),
        (complex_field("EQ \\o\\ac(○,3)", None), "③", []),
        (complex_field("EQ \\f(1,2)", None), "", [("field", "EQ \\f(1,2)")]),
        (complex_field("DATE", ""), "", [("field", "DATE")]),
        (
            char("begin", '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="甲"/><w:listEntry w:val="乙"/>'
            "</w:ddList></w:ffData>") + "<w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>" + char("end"),
            "",
            [("form", "乙")],
        ),
        (
            char("begin", "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>")
            + "<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>" + char("end"),
            "",
            [("form", "☑")],
        ),
        (f'<w:bdo w:val="rtl">{run("200万")}</w:bdo>', "200万", [("direction", "200万")]),
        (f'<w:bdo w:val="ltr">{run("200万")}</w:bdo>', "200万", []),
        (
            "<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>4</m:t></m:r></m:sup></m:sSup></m:oMath>",
            "10⁴",
            [("formula", "")],
        ),
        (
            "<m:oMath><m:sSub><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sub><m:r><m:t>千</m:t></m:r></m:sub></m:sSub></m:oMath>",
            "10_千",
            [("formula", "")],
        ),
    ],
)  # fmt: skip
def test_fields_are_read_or_named(xml: str, text: str, findings: list[tuple[str, str]]) -> None:
    """The result is text; what else is printed, and where a link leads, is named."""
    assert read(xml) == (text, findings)


def test_a_circled_number_is_one_character() -> None:
    """From 1 to 20; other fields are none."""
    assert [circle_number(code) for code in ("EQ \\o\\ac(○,20)", "eq \\o(○,1)", "EQ \\o\\ac(○,21)", "PAGE")] == [
        *("⑳", "①"),
        *("", ""),
    ]


def test_a_link_is_described_unless_its_address_is_printed() -> None:
    """Also an address for mail; a picture may be the text of a link."""
    assert describe_link("a@b.example", "mailto:a@b.example") == ""
    assert describe_link("", "https://a.example") == "“（图片）”的链接（https://a.example）"


@pytest.mark.parametrize(
    ("xml", "links"),
    [
        (p(xml=f'<w:hyperlink r:id="r7">{run("夜校")}</w:hyperlink>'), [PLAIN]),
        (p(xml=complex_field('HYPERLINK "https://a.example/x"', run("夜") + run("校"))), [PLAIN]),
        (p(xml=f'<w:hyperlink r:id="r8">{run("夜校")}</w:hyperlink>'), []),
        (table([["夜校"]]).replace(run("夜校"), f'<w:hyperlink r:id="r7">{run("夜校")}</w:hyperlink>'), []),
    ],
)  # fmt: skip
def test_a_plain_link_of_the_body_is_left_to_the_draft(xml: str, links: list[SourceLink]) -> None:
    """One in a table, or with an address that Markdown cannot have, is named instead."""
    assert read_links(xml) == links
