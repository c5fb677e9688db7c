"""The .docx reader: every kind of text Word can hold comes out once, in order."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from taizhou_brief.importer import readers
from taizhou_brief.importer.readers import OfficeText
from taizhou_brief.importer.source_text import SourceLine
from tests.office_files import (
    BOLD,
    CENTRE,
    LAYOUTS,
    LONG,
    SMALL,
    docx,
    p,
    paragraphs,
    run,
    style,
    table,
    text_box,
    zipped,
)


def read(body: str, **parts: str) -> OfficeText:
    """Read a .docx of this body and these parts."""
    return readers.read_office_file(docx(body, extra=None, **parts), "甲.docx")


def lines(body: str, **parts: str) -> tuple[SourceLine, ...]:
    """Its lines."""
    source = read(body, **parts).source
    assert source is not None
    return source.lines


def texts(body: str, **parts: str) -> list[str]:
    """Their texts, numbers included."""
    return [line.number + line.text for line in lines(body, **parts)]


def codes(body: str, **parts: str) -> list[str]:
    """What was said about it."""
    return [diagnostic.code for diagnostic in read(body, **parts).diagnostics]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_four_layouts_say_the_same(layout: str) -> None:
    """Whatever the layout, the paragraphs of an issue come out as typed."""
    rows = paragraphs(SMALL)
    source = readers.read_office_file(LAYOUTS[layout](rows), "a.docx").source
    assert source is not None
    assert [line.number + line.text for line in source.lines if line.number + line.text] == rows


@pytest.mark.parametrize("layout", LAYOUTS)
def test_four_layouts_of_a_long_issue_say_the_same(layout: str) -> None:
    """An issue as long as print comes out of every layout paragraph by paragraph."""
    rows = list(LONG)
    source = readers.read_office_file(LAYOUTS[layout](rows), "a.docx").source
    assert source is not None
    assert [line.number + line.text for line in source.lines if line.number + line.text] == rows


INLINE = {
    "hyperlink": ('<w:hyperlink r:id="x">' + run("链接") + "</w:hyperlink>", "链接"),
    "content control": (
        "<w:sdt><w:sdtPr><w:t>提示</w:t></w:sdtPr><w:sdtContent>" + run("控件") + "</w:sdtContent></w:sdt>",
        "控件",
    ),
    "smart tag": ("<w:smartTag><w:smartTagPr/>" + run("标签") + "</w:smartTag>", "标签"),
    "insertion": ("<w:ins>" + run("插入") + "</w:ins>", "插入"),
    "moved to": ("<w:moveTo>" + run("移入") + "</w:moveTo>", "移入"),
    "deletion": (run("前") + "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>" + run("后"), "前后"),
    "deleted insertion": ("<w:ins><w:del>" + run("来而又去") + "</w:del></w:ins>" + run("留"), "留"),
    "moved from": ("<w:moveFrom>" + run("移走") + "</w:moveFrom>" + run("留"), "留"),
    "deleted line break": ("<w:del><w:r><w:br/></w:r></w:del>" + run("一行"), "一行"),
    "tab": ("<w:r><w:t>左</w:t><w:tab/><w:t>右</w:t></w:r>", "左\t右"),
    "hyphen that holds": ("<w:r><w:t>5</w:t><w:noBreakHyphen/><w:t>6</w:t></w:r>", "5-6"),
    "soft hyphen": ("<w:r><w:t>共</w:t><w:softHyphen/><w:t>富</w:t></w:r>", "共富"),
    "symbol": ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>选</w:t></w:r>', "☑选"),
    "symbol font": (run("l", properties='<w:rFonts w:ascii="Wingdings"/>') + run("点"), "●点"),
    "space kept": ('<w:r><w:t xml:space="preserve">上 </w:t></w:r>' + run("下"), "上 下"),
    "space that Word drops": ("<w:r><w:t> 上 </w:t></w:r>" + run("下"), "上下"),
    "field": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("今天")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "今天",
    ),
    "field in the code of a field": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar '
        'w:fldCharType="separate"/></w:r>' + run("暗") + '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar '
        'w:fldCharType="separate"/></w:r>' + run("明") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "明",
    ),
    "simple field": ('<w:fldSimple w:instr="PAGE">' + run("3") + "</w:fldSimple>", "3"),
    "broken field": ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("不能丢"), "不能丢"),
    "ruby": (
        "<w:r><w:ruby><w:rt>" + run("dié") + "</w:rt><w:rubyBase>" + run("垤") + "</w:rubyBase></w:ruby></w:r>",
        "垤（dié）",
    ),
    "formula": (
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
        "1/2",
    ),
    "old properties": (run("新", properties=f"<w:rPrChange><w:rPr>{BOLD}</w:rPr></w:rPrChange>"), "新"),
    "unknown element": ("<wpx:wrap>" + run("里面") + "</wpx:wrap>", "里面"),
    "entity": (run("A&B<C"), "A&B<C"),
}


@pytest.mark.parametrize("case", INLINE)
def test_inline_text_comes_out_once(case: str) -> None:
    """What stands in a paragraph is read, what was deleted or is code is not."""
    xml, said = INLINE[case]
    assert texts(p(xml=xml)) == [said]


def test_soft_breaks_part_lines_of_one_paragraph() -> None:
    """A soft break makes two lines, the first marked as going on."""
    first, second = lines(p("上句\n下句"))
    assert (first.text, first.soft, second.text, second.soft) == ("上句", True, "下句", False)
    assert first.place == second.place


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    """Where the end of a paragraph was deleted under tracked changes, the next one goes on in it."""
    half = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('各类人才发')}</w:p>"
    assert texts(half + p("展专项资金")) == ["各类人才发展专项资金"]
    assert texts(half) == ["各类人才发"]


def test_a_text_box_is_read_once_and_before_its_paragraph() -> None:
    """Word draws a text box twice; it is read from one of the drawings."""
    box, body = lines(p("正文", xml=text_box(p("刊名"))))
    assert (box.text, box.kind, body.text, body.kind) == ("刊名", "textbox", "正文", "text")


@pytest.mark.parametrize(
    ("requires", "choice", "fallback", "said"),
    [
        ("wps", "甲", "乙", ["甲"]),
        ("wpx", "甲", "乙", ["乙"]),
        ("wps", "", "乙", ["乙"]),
        ("wps", "甲", "", ["甲"]),
    ],
)
def test_one_of_two_alternatives_is_read(requires: str, choice: str, fallback: str, said: list[str]) -> None:
    """The first alternative that can be read and says something is read, and no other."""
    xml = "<w:r><mc:AlternateContent>"
    xml += f'<mc:Choice Requires="{requires}"><w:txbxContent>{p(choice)}</w:txbxContent></mc:Choice>'
    xml += f"<mc:Fallback><w:txbxContent>{p(fallback)}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
    assert [text for text in texts(p(xml=xml)) if text] == said


def test_wordart_is_text() -> None:
    """The words of WordArt stand in an attribute; they are read as a text box."""
    found = lines(p(xml='<w:r><w:pict><v:shape><v:textpath string="工作简报"/></v:shape></w:pict></w:r>'))
    assert [(line.text, line.kind) for line in found if line.text] == [("工作简报", "textbox")]


def test_a_table_comes_row_by_row() -> None:
    """Cells are parted by tabs, paragraphs of a cell by a space, and a wide cell keeps the columns in step."""
    wide = "<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + p("合计")
    found = lines(table([["县", "岗位", "人"], ["东河", p("甲") + p("乙"), "3"], [wide, "3"]]))
    assert [line.text for line in found] == ["县\t岗位\t人", "东河\t甲 乙\t3", "合计\t\t3"]
    assert {line.kind for line in found} == {"table"}
    assert found[1].place == "表1第2行"


def test_inner_tables_follow_their_row() -> None:
    """A table in a table is read too."""
    inner = table([["丙", "丁"]])
    assert texts(table([["甲", p("乙") + inner + p()]])) == ["甲\t乙", "丙\t丁"]


def test_a_table_of_one_column_is_a_frame() -> None:
    """Paragraphs in a mere frame stay paragraphs."""
    assert [(line.text, line.kind) for line in lines(table([[p("第一段") + p("第二段")]]))] == [
        ("第一段", "text"),
        ("第二段", "text"),
    ]


def test_a_deleted_row_is_out() -> None:
    """A row deleted under tracked changes is not read."""
    row = "<w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p("旧") + "</w:tc><w:tc>" + p("旧") + "</w:tc></w:tr>"
    body = table([["甲", "乙"]]).replace("</w:tbl>", row + "</w:tbl>")
    assert texts(body) == ["甲\t乙"]


def note(kind: str, key: int, text: str) -> str:
    """One footnote or endnote."""
    return f'<w:{kind} w:id="{key}"><w:p><w:r><w:{kind}Ref/></w:r>{run(text)}</w:p></w:{kind}>'


def test_notes_are_marked_where_the_text_refers_to_them() -> None:
    """A note is numbered by its first mention; its text follows the body."""
    body = p(
        "甲", xml='<w:r><w:footnoteReference w:id="7"/></w:r>' + run("乙") + '<w:r><w:endnoteReference w:id="3"/></w:r>'
    )
    found = lines(
        body,
        footnotes='<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>' + note("footnote", 7, "注文"),
        endnotes=note("endnote", 3, "尾注文"),
    )
    assert [(line.text, line.kind, line.note, line.place) for line in found] == [
        ("甲[^1]乙[^e1]", "text", "", "第1段"),
        ("注文", "footnote", "1", "脚注1"),
        ("尾注文", "footnote", "e1", "尾注1"),
    ]


def test_a_note_without_a_place_and_a_place_without_a_note_are_named() -> None:
    """Neither half of a torn footnote goes unsaid."""
    body = p("甲", xml='<w:r><w:footnoteReference w:id="1"/></w:r>')
    assert codes(body, footnotes=note("footnote", 2, "孤注")) == ["I780", "I780"]


def test_headers_and_footers_of_all_sections_frame_the_text() -> None:
    """Headers come first, footers last, each marked as what it is, and one that sections share once."""
    first = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:footerReference r:id="rId2"/></w:sectPr>'
    second = first.replace("rId1", "rId3")
    found = lines(p("正文", properties=first) + second, header1=p("页眉"), footer1=p("— 1 —"), header2=p("别的"))
    assert [(line.text, line.kind) for line in found] == [
        *(("页眉", "header"), ("别的", "header")),
        *(("正文", "text"), ("— 1 —", "footer")),
    ]


def test_hints_come_from_runs_and_from_styles() -> None:
    """Bold and centred are known whether said on the spot or through styles that stand on styles."""
    styles = style("A", name="大标题", inner=f"<w:pPr>{CENTRE}</w:pPr><w:rPr>{BOLD}</w:rPr>") + style(
        "B", based="A", name="小标题"
    )
    off = run("细", properties='<w:b w:val="0"/>')
    said = lines(
        p("甲", style="B")
        + p("乙")
        + p(xml=run("丙", properties=BOLD) + run("丁"), properties=CENTRE)
        + p(xml=off, style="A"),
        styles=styles,
    )
    assert [(line.bold, line.centred, line.style) for line in said] == [
        (True, True, "小标题"),
        (False, False, ""),
        (False, True, ""),
        (False, True, "大标题"),
    ]


def test_empty_paragraphs_of_the_body_stay() -> None:
    """An empty paragraph parts things, so it comes as an empty line without a place of its own."""
    assert [(line.text, line.place) for line in lines(p("甲") + p() + p("乙"))] == [
        ("甲", "第1段"),
        ("", "第1段"),
        ("乙", "第2段"),
    ]


DOUBTS = {
    "I770": p(xml="<w:del>" + run("x") + "</w:del>" + run("甲")),
    "I771": p(xml=run("藏", properties="<w:vanish/>") + run("甲")),
    "I772": p("甲", xml='<w:r><w:pict><v:shape><v:imagedata r:id="x"/></v:shape></w:pict></w:r>'),
    "I773": p("甲", xml='<w:r><w:commentReference w:id="0"/></w:r>'),
    "I774": p("甲", xml='<w:r><w:sym w:font="Webdings" w:char="F099"/></w:r>'),
    "I777": p(xml='<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("甲")),
    "I778": p(xml=INLINE["ruby"][0]),
    "I779": p(xml=INLINE["formula"][0]),
}


@pytest.mark.parametrize("code", DOUBTS)
def test_what_an_editor_must_look_at_is_said(code: str) -> None:
    """Each thing that is read with a doubt, or not read, is named."""
    assert codes(DOUBTS[code]) == [code]


def said(body: str, **parts: str) -> list[str]:
    """The messages about it."""
    return [diagnostic.message for diagnostic in read(body, **parts).diagnostics]


WHITE = '<w:color w:val="FFFFFF"/>'
POWER = "<w:position w:val='{}'/>"
NOTED = {
    "raised": (
        run("装机10") + run("4", properties='<w:vertAlign w:val="superscript"/>') + run("千瓦"),
        "装机10⁴千瓦",
        [],
    ),
    "raised by position": (run("装机10") + run("4", properties=POWER.format(8)) + run("千瓦"), "装机10⁴千瓦", []),
    "lowered by position": (run("CO") + run("2", properties=POWER.format(-6)), "CO₂", []),
    "all of it higher": (run("第3期", properties=POWER.format(8)), "第3期", []),
    "raised words": (
        run("甲") + run("注", properties='<w:vertAlign w:val="superscript"/>'),
        "甲注",
        ["第1段：上标或下标“注”按普通文字收入"],
    ),
    "struck": (
        run("投入") + run("200", properties="<w:strike/>") + run("万元", properties="<w:strike/>") + run("300万元"),
        "投入300万元",
        ["第1段：划去的文字“200万元”没有收入"],
    ),
    "struck twice": (run("甲") + run("乙", properties="<w:dstrike/>"), "甲", ["第1段：划去的文字“乙”没有收入"]),
    "white": (run("甲") + run("暗", properties=WHITE), "甲暗", ["第1段：白色文字“暗”已收入"]),
    "white on blue": (run("甲", properties=f'{WHITE}<w:shd w:val="clear" w:fill="4472C4"/>'), "甲", []),
    "black on black": (
        run("甲") + run("暗", properties='<w:highlight w:val="black"/>'),
        "甲暗",
        ["第1段：和底色同色的文字“暗”已收入"],
    ),
    "one point high": (
        run("甲") + run("暗", properties='<w:sz w:val="2"/>'),
        "甲暗",
        ["第1段：小得看不见的文字“暗”已收入"],
    ),
    "picture": (
        "<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>" + run("甲"),
        "甲",
        ["第1段：图片没有收入"],
    ),
    "shape": (run("甲") + '<w:r><w:pict><v:oval style=""/></w:pict></w:r>', "甲", ["第1段：图形没有收入"]),
    "line": (run("甲") + '<w:r><w:pict><v:line from="0,0"/></w:pict></w:r>', "甲", []),
    "words out of place": ("<wpx:x>散落的字</wpx:x>" + run("甲"), "甲", ["第1段：不认识的内容“散落的字”没有收入"]),
}


@pytest.mark.parametrize("case", NOTED)
def test_what_is_not_plain_text_is_converted_or_named(case: str) -> None:
    """Exponents, struck and unseen text, pictures and shapes, each at its place."""
    xml, text, messages = NOTED[case]
    assert texts(p(xml=xml)) == [text]
    assert said(p(xml=xml)) == messages


def test_a_style_may_strike_out_whiten_or_raise() -> None:
    """What a style says counts like what a run says, and a run may take it back."""
    styles = style("S", inner="<w:rPr><w:strike/></w:rPr>") + style("W", inner=f"<w:rPr>{WHITE}</w:rPr>")
    body = p("旧", style="S", xml=run("新", properties='<w:strike w:val="0"/>')) + p("暗", style="W")
    assert texts(body, styles=styles) == ["新", "暗"]
    assert said(body, styles=styles) == ["第2段：白色文字“暗”已收入", "第1段：划去的文字“旧”没有收入"]


def test_white_text_in_a_coloured_cell_is_seen() -> None:
    """The usual head of a table."""
    cell = f'<w:tcPr><w:shd w:val="clear" w:fill="4472C4"/></w:tcPr>{p(xml=run("镇", properties=WHITE))}'
    assert said(table([[cell, "人数"], ["东村", "5"]])) == []


def test_findings_in_tables_and_notes_name_their_place() -> None:
    """A row of a table, a note, a paragraph without text."""
    struck = p(xml=run("甲") + run("乙", properties="<w:strike/>"))
    picture = p(xml="<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>")
    assert said(p("前") + table([["县", "数"], [struck, "1"]]) + picture) == [
        "表1第2行：划去的文字“乙”没有收入",
        "第5段后：图片没有收入",
    ]


def test_the_only_alternative_is_read_whatever_it_requires() -> None:
    """WPS writes alternatives without a fallback; of several unknown ones the first is read."""
    choices = "".join(f'<mc:Choice Requires="wpx">{run(text)}</mc:Choice>' for text in ("甲", "乙"))
    xml = f"<mc:AlternateContent>{choices}</mc:AlternateContent>"
    assert texts(p(xml=run("前") + xml + run("后"))) == ["前甲后"]
    nested = f'<mc:AlternateContent><mc:Choice Requires="wpx">{xml}</mc:Choice></mc:AlternateContent>'
    assert texts(p(xml=run("前") + nested + run("后"))) == ["前甲后"]
    both = f"<mc:AlternateContent>{choices}<mc:Fallback>{run('丙')}</mc:Fallback></mc:AlternateContent>"
    assert texts(p(xml=both)) == ["丙"]


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
def test_a_break_character_is_a_soft_break(sign: str) -> None:
    """As typed text may have it."""
    assert [(line.text, line.soft) for line in lines(p(f"投入3.{sign}5亿元"))] == [("投入3.", True), ("5亿元", False)]


def test_hidden_text_stays() -> None:
    """Hidden text is kept and reported, through styles too."""
    styles = style("H", inner="<w:rPr><w:vanish/></w:rPr>")
    assert texts(p("藏", style="H"), styles=styles) == ["藏"]
    assert codes(p("藏", style="H"), styles=styles) == ["I771"]


def test_both_dialects_of_the_standard_and_other_folders_are_read() -> None:
    """Parts are found by relationships and namespaces by their meaning: strict files read like transitional ones."""
    data = docx(p("正文"), folder="other")
    assert readers.read_office_file(data, "a.docx").source is not None
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    xml = f'<x:document xmlns:x="{strict}"><x:body><x:p><x:r><x:t>正文</x:t></x:r></x:p></x:body></x:document>'
    source = readers.read_office_file(zipped({"word/document.xml": xml}), "a.docx").source
    assert source is not None
    assert source.lines[0].text == "正文"


def test_macros_are_named_and_not_run() -> None:
    """A .docm is read without its macros, and the editor is told."""
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    data = docx(p("正文"), main_type=macro, extra={"word/vbaProject.bin": "x"})
    reading = readers.read_office_file(data, "a.docm")
    assert reading.source is not None
    assert [diagnostic.code for diagnostic in reading.diagnostics] == ["I775"]


def test_a_docx_named_doc_is_read_with_a_note() -> None:
    """Offices save all sorts of things as .doc; what can be read is, and the editor is told."""
    reading = readers.read_office_file(docx(p("正文")), "a.doc")
    assert reading.source is not None
    assert reading.source.media == "docx"
    assert [diagnostic.code for diagnostic in reading.diagnostics] == ["I782"]


def test_an_issue_costs_little(tmp_path: Path) -> None:
    """An issue of ordinary length is read in a tenth of a second; the bound is loose for slow machines."""
    data = LAYOUTS["plain"](paragraphs(SMALL) * 8)
    before = time.process_time()
    assert readers.read_office_file(data, str(tmp_path / "a.docx")).source is not None
    assert time.process_time() - before < 1
