"""The .ofd reader: text where it is placed, in the order in which it is read; what is not text is named."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from taizhou_brief.importer import readers
from taizhou_brief.importer.draft import draft_from_office
from taizhou_brief.importer.readers import OfficeText
from tests.office_files import OFD, docx, ofd, ofd_content, ofd_path, ofd_text, p, zipped
from tests.office_texts import settings

ISSUE = [
    ("海岛共富工作简报", 70, 30, 8.0),
    ("第9期", 95, 42, 5.64),
    ("天台县共富办", 28, 54, 5.64),
    ("2022年4月8日", 140, 54, 5.64),
    ("天台县推行山乡夜校", 75, 75, 7.0),
    ("夜校设在村口的老祠堂，由乡贤出资修缮，全年面", 39.3, 90, 5.64),
    ("向周边各村村民免费开放，建成教学点60个，投入3.", 28, 100, 5.64),
    ("5亿元。", 28, 110, 5.64),
    ("送：市委。", 28, 260, 5.64),
    ("天台县共富办　2022年4月8日印发", 28, 270, 5.64),
]
PAGE = "".join(ofd_text(text, x, y, size=size) for text, x, y, size in ISSUE)


def read(*pages: str, name: str = "a.ofd", **more: str) -> tuple[list[str], list[tuple[str, str]]]:
    """The lines of an .ofd of these pages, and code and message of what is said about it."""
    return describe(readers.read_office_file(ofd(*pages, **more), name))  # type: ignore[arg-type]


def describe(reading: OfficeText) -> tuple[list[str], list[tuple[str, str]]]:
    """Lines, codes and messages."""
    assert reading.source is not None, reading.diagnostics
    assert (reading.source.media, reading.source.wrapped) == ("ofd", True)
    lines = [line.text.strip("\u3000") for line in reading.source.lines]
    return lines, [(said.code, said.message) for said in reading.diagnostics]


def refused(data: bytes, name: str = "a.ofd") -> tuple[str, str]:
    """Code and advice of a refusal."""
    reading = readers.read_office_file(data, name)
    assert reading.source is None
    (diagnostic,) = reading.diagnostics
    return diagnostic.code, diagnostic.hint


def test_an_issue_becomes_a_draft() -> None:
    """Masthead, title, paragraphs over lines, a number that a line cuts, foot."""
    draft = draft_from_office(ofd(PAGE), settings(), name="第9期.ofd")
    assert draft.complete, draft.diagnostics
    assert draft.path == "briefings/2022/09.md"
    assert (
        "夜校设在村口的老祠堂，由乡贤出资修缮，全年面向周边各村村民免费开放，建成教学点60个，投入3.5亿元。"
        in draft.text
    )
    assert "title: 天台县推行山乡夜校" in draft.text


def test_text_is_placed_by_boundary_matrix_and_steps() -> None:
    """Whatever the order of the objects; steps may be repeated, blocks nested, a name be a stranger's."""
    steps = (
        '<ofd:TextObject Boundary="20 40 100 8" Font="3" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="g 3 5">甲乙丙丁'
        "</ofd:TextCode></ofd:TextObject>"
    )
    scaled = (
        '<ofd:TextObject Boundary="20 20 100 8" CTM="0.5 0 0 0.5 0 0" Font="3" Size="10"><ofd:TextCode X="0" Y="10" '
        'DeltaX="10 10 10">第一行字</ofd:TextCode></ofd:TextObject>'
    )
    two = (
        '<ofd:TextObject Boundary="20 60 100 8" Font="3" Size="5"><ofd:TextCode X="10" Y="5" DeltaX="5">丙丁'
        '</ofd:TextCode><ofd:TextCode X="0" DeltaX="5">甲乙</ofd:TextCode></ofd:TextObject>'
    )
    assert read(f"<ofd:PageBlock>{two}{steps}</ofd:PageBlock>{scaled}") == (["第一行字", "甲乙丙丁", "甲乙丙丁"], [])
    source = readers.read_office_file(ofd(ofd_text("没有扩展名的来稿", 20, 30)), "来稿").source
    assert source is not None
    assert source.media == "ofd"


def test_the_area_of_a_page_may_be_its_own() -> None:
    """Then heights are counted from its upper edge."""
    page = ofd_content(ofd_text("上面的一行文字", 20, 20) + ofd_text("下面的一行文字", 20, 40), area="0 0 297 210")
    assert read(page) == (["上面的一行文字", "下面的一行文字"], [])


def test_templates_are_heads_and_feet() -> None:
    """In the margins; elsewhere their words belong to the page."""
    template = ofd_text("工作简报", 90, 15) + ofd_text("期数：", 20, 100) + ofd_text("内部资料", 90, 285)
    page = ofd_content(ofd_text("九", 20 + 3 * 5.64, 100) + ofd_text("正文的一行文字。", 20, 120), template="5")
    source = readers.read_office_file(ofd(page, template=template), "a.ofd").source
    assert source is not None
    assert [(line.text, line.kind) for line in source.lines] == [
        ("工作简报", "header"),
        ("期数：九", "text"),
        ("正文的一行文字。", "text"),
        ("内部资料", "footer"),
    ]


WHITE = '<ofd:FillColor Value="255 255 255"/>'
BLUE = '<ofd:FillColor Value="0 0 200"/>'
BOX = "M 10 45 L 150 45 L 150 55 L 10 55 C"
UNSEEN = {
    "not visible": (ofd_text("暗", 20, 50, Visible="false"), "看不见的文字“暗”没有收入"),
    "neither filled nor outlined": (ofd_text("暗", 20, 50, Fill="false"), "看不见的文字“暗”没有收入"),
    "transparent": (ofd_text("暗", 20, 50, Alpha="0"), "看不见的文字“暗”没有收入"),
    "white": (ofd_text("暗", 20, 50, inner=WHITE), "白色文字“暗”没有收入"),
    "white in grey": (ofd_text("暗", 20, 50, inner='<ofd:FillColor Value="255"/>'), "白色文字“暗”没有收入"),
    "tiny": (ofd_text("暗", 20, 50, size=0.5), "小得看不见的文字“暗”没有收入"),
    "outside": (ofd_text("暗", 230, 50), "页面外面的文字“暗”没有收入"),
    "covered": (ofd_text("暗", 20, 50) + ofd_path(BOX, Fill="true", inner=WHITE), "被遮住的文字“暗”没有收入"),
    "struck out": (ofd_text("暗", 20, 50) + ofd_path("M 18 48 L 30 48"), "划去的文字“暗”没有收入"),
}


@pytest.mark.parametrize("case", UNSEEN)
def test_what_the_page_does_not_show_is_named(case: str) -> None:
    """As in a PDF."""
    xml, message = UNSEEN[case]
    lines, said = read(ofd_text("看得见的文字", 20, 30) + xml)
    assert lines == ["看得见的文字"]
    assert [each[1].rpartition("：")[2] for each in said] == [message]


def test_white_text_on_a_dark_box_is_read() -> None:
    """And black text over a white one."""
    page = ofd_path(BOX, Fill="true", inner=BLUE) + ofd_text("看得见的白字", 20, 52, inner=WHITE)
    assert read(page) == (["看得见的白字"], [])
    page = ofd_path(BOX, Fill="true", inner=WHITE) + ofd_text("看得见的黑字", 20, 52)
    assert read(page) == (["看得见的黑字"], [])


def test_ruled_tables_and_columns_are_those_of_a_pdf() -> None:
    """The same geometry."""
    lines = "".join(f"M 20 {y} L 120 {y} " for y in (40, 50, 60)) + "".join(
        f"M {x} 40 L {x} 60 " for x in (20, 70, 120)
    )
    cells = (("乡镇", 22, 48), ("班次", 72, 48), ("石梁", 22, 58), ("12", 72, 58))
    table = ofd_path(lines) + "".join(ofd_text(text, x, y) for text, x, y in cells)
    assert read(table) == (["乡镇\t班次", "石梁\t12"], [])
    columns = "".join(
        ofd_text(f"{side}栏的第{n}行文字很长很长", x, 30 + 8 * row)
        for row, n in enumerate("一二三")
        for side, x in (("左", 20), ("右", 110))
    )
    found, said = read(columns)
    assert [text[0] for text in found] == list("左左左右右右")
    assert [code for code, _ in said] == ["I808"]


def test_images_seals_notes_attachments_and_links_are_named() -> None:
    """None of them is text."""
    link = "<ofd:Actions><ofd:Action Event='CLICK'><ofd:URI URI='https://a.example/x'/></ofd:Action></ofd:Actions>"
    page = ofd_text("报名的平台", 20, 30, inner=link)
    page += '<ofd:ImageObject Boundary="20 100 30 30" ResourceID="8"/><ofd:CompositeObject Boundary="0 90 9 9"/>'
    extra = {
        "Doc_0/Signs/Signatures.xml": f'<ofd:Signatures {OFD}><ofd:Signature ID="1" Type="Seal"/></ofd:Signatures>',
        "Doc_0/Attachs/Attachments.xml": f'<ofd:Attachments {OFD}><ofd:Attachment Name="附表.xlsx"/></ofd:Attachments>',
        "Doc_0/Annots/Annotations.xml": (
            f'<ofd:Annotations {OFD}><ofd:Page PageID="10"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page>'
            "</ofd:Annotations>"
        ),
        "Doc_0/Annots/Page_0/Annotation.xml": (
            f'<ofd:PageAnnot {OFD}><ofd:Annot Type="Stamp"><ofd:Remark>请核对</ofd:Remark></ofd:Annot></ofd:PageAnnot>'
        ),
    }
    document = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
    document += "<ofd:Attachments>/Doc_0/Attachs/Attachments.xml</ofd:Attachments>"
    root = "<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>"
    lines, said = describe(readers.read_office_file(ofd(page, extra=extra, document=document, root=root), "a.ofd"))
    assert lines == ["报名的平台"]
    assert sorted(said) == [
        ("I772", "1 处图片没有收入"),
        ("I772", "文件：1 个电子签名或印章没有收入"),
        ("I772", "文件：附件“附表.xlsx”没有收入"),
        ("I772", "第1页：组合图形没有收入"),
        ("I773", "第1页：注释“请核对”没有收入"),
        ("I803", "第1页第1行：“报名的平台”的链接（https://a.example/x）没有收入"),
    ]


def test_upright_and_slanted_text_is_a_text_box() -> None:
    """It is parallel to no line."""
    slanted = ofd_text("斜排水印", 60, 150, CTM="0.7 0.7 -0.7 0.7 0 0")
    upright = (
        '<ofd:TextObject Boundary="150 40 8 60" Font="3" Size="5"><ofd:TextCode X="0" Y="5" DeltaY="5 5 5">竖排文字'
        "</ofd:TextCode></ofd:TextObject>"
    )
    source = readers.read_office_file(ofd(ofd_text("横排的一行文字", 20, 30) + slanted + upright), "a.ofd").source
    assert source is not None
    assert [(line.text, line.kind) for line in source.lines] == [
        ("横排的一行文字", "text"),
        ("斜排水印竖排文字", "textbox"),
    ]


def test_files_that_are_none_are_refused_with_what_to_do() -> None:
    """A scan, a torn package, a stranger's package, an encrypted one, another file of that name."""
    assert refused(ofd('<ofd:ImageObject Boundary="0 0 210 297" ResourceID="8"/>'))[0] == "I762"
    whole = ofd(PAGE)
    assert refused(whole[: len(whole) // 2])[0] == "I755"
    code, hint = refused(zipped({"a.txt": "x"}))
    assert code == "I755"
    assert "PDF 或 Word" in hint
    assert refused(ofd(PAGE, extra={"Encryptions.xml": "<a/>"}))[0] == "I754"
    assert refused(docx(p("正文")))[0] == "I756"
    assert refused(whole, "a.docx")[0] == "I756"
    assert refused(b"plain text\n")[0] == "I756"


def test_hostile_packages_are_refused() -> None:
    """Entities, bombs, floods, missing and damaged parts."""
    entity = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert refused(ofd(PAGE, extra={"OFD.xml": entity}))[0] == "I753"
    code, hint = refused(ofd(PAGE, extra={"Doc_0/Pages/Page_0/Content.xml": entity}))
    assert code == "I753"
    assert "PDF 或 Word" in hint
    assert refused(ofd(PAGE, extra={"Doc_0/bomb.xml": " " * (40 << 20)}))[0] == "I752"
    assert refused(ofd(PAGE, extra={"Doc_0/Document.xml": "<ofd"}))[0] == "I755"
    assert refused(ofd("<ofd:PageBlock>" * 500))[0] == "I752"
    assert refused(ofd(ofd_text("字" * 500_000, 20, 30)))[0] == "I752"
    broken = ofd(PAGE, document='<ofd:Pages><ofd:Page BaseLoc="gone.xml"/></ofd:Pages>')
    assert refused(broken)[0] == "I755"
    outside = ofd(PAGE, document='<ofd:Pages><ofd:Page BaseLoc="../../../../etc/passwd"/></ofd:Pages>')
    assert refused(outside)[0] == "I755"
    assert zipfile.is_zipfile(BytesIO(ofd(PAGE)))
