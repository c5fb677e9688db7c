"""The Markdown dialect: what it shows, what it refuses, and that nothing visible is lost."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from taizhou_brief.chinese.spacing import normalise_spacing
from taizhou_brief.diagnostics import Severity
from taizhou_brief.formats.markdown import (
    MarkdownDocument,
    commonmark,
    fast_path,
    parse_blocks,
    parse_inline,
)
from taizhou_brief.model.text import Mark, Text
from taizhou_brief.site.html import render_block, render_notes, render_text
from tests import printed_issue
from tests.project import CASES

DIALECT = CASES / "markdown"


def read(text: str) -> MarkdownDocument:
    """A body that begins on the first line of its file."""
    return parse_blocks(text, "briefings/2021/07.md", 1)


def html(text: str) -> str:
    """All pieces as a page would show them."""
    return "".join(render_block(piece) for piece in read(text).blocks)


def words(text: str) -> str:
    """The text of a page that `html` made."""
    return unescape(re.sub(r'<sup class="note">.*?</sup>|</?[a-z][^>]*>', "", text.replace("<br>", "\n")))


class WellFormed(HTMLParser):
    """Fails at the first tag that is closed out of turn."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Remember the tag."""
        if tag not in ("br", "hr", "wbr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Match it with the one opened last."""
        assert self.open.pop() == tag

    @classmethod
    def check(cls, text: str) -> None:
        """All tags of a text are closed, in turn."""
        parser = cls()
        parser.feed(text)
        parser.close()
        assert parser.open == []


def cases() -> list[tuple[str, str, str]]:
    """Name, source and page of each case in the Markdown files of `tests/cases/markdown`."""
    pattern = re.compile(r"^## (.+?)\n+````\n(.*?)\n````\n+````html\n(.*?)\n````", re.MULTILINE | re.DOTALL)
    return [match for path in sorted(DIALECT.glob("*.md")) for match in pattern.findall(path.read_text("utf-8"))]


@pytest.mark.parametrize(("source", "page"), [pytest.param(*case[1:], id=case[0]) for case in cases()])
def test_case_files(source: str, page: str) -> None:
    """Each case of `tests/cases/markdown` gives the page below it: HTML, then notes, then one line a diagnostic."""
    body = read(source.replace("␠", " ").replace("→", "\t"))
    shown = [render_block(piece) for piece in body.blocks]
    found = [f"{d.code} {d.line}:{d.column}" for d in body.diagnostics]
    assert "\n".join([*shown, *(render_notes(notes) for notes in body.notes if notes), *found]) == page


def test_there_are_cases() -> None:
    """The case files are found; a slip in their form would silence them."""
    assert len(cases()) >= 30
    assert len(cases()) == sum(path.read_text("utf-8").count("````html") for path in DIALECT.glob("*.md"))


# Calculations, blanks, places ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["5*3*2", "长5*宽3*高2", "长*宽*高", "2**3**4", "A*B*C", "5 * 3 * 2", "*5*3", "5 *3* 2"]
)
def test_a_calculation_keeps_its_signs(text: str) -> None:
    """A star that could be a multiplication sign is never emphasis."""
    assert read(f"共{text}＝").blocks[0].text == f"共{text}＝"
    assert "*" in html(text)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("共有 609 个项目", "共有609个项目"),
        ("“500 精英计划”", "“500精英计划”"),
        ("第 7 期，2021 年 12 月", "第7期，2021年12月"),
        ("开发“e 商贷”", "开发“e 商贷”"),
        ("脱贫攻坚 共赴小康", "脱贫攻坚 共赴小康"),
        ("达到 85% 以上", "达到85% 以上"),
        ("共有  609  个", "共有  609  个"),
        ("1 000 人", "1 000人"),
    ],
)
def test_one_space_between_han_and_a_digit_is_dropped(source: str, shown: str) -> None:
    """The gap between Han and figures is the style sheet's work; every other space stays."""
    piece = read(source).blocks[0]
    assert (piece.text, render_block(piece)) == (shown, f"<p>{shown}</p>")
    assert normalise_spacing(source) == parse_inline(source).plain == shown


def test_a_space_is_dropped_across_emphasis() -> None:
    """What is bold does not change which spaces stand."""
    assert html("共 **609** 个") == "<p>共<strong>609</strong>个</p>"
    assert html("共**609 个**，`共 609 个`") == "<p>共<strong>609个</strong>，<code>共 609 个</code></p>"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("各类人才发\n展专项资金", "各类人才发展专项资金"),
        ("资金，\n2021年", "资金，2021年"),
        ("共有\n609 个", "共有609个"),
        ("打造\n“企业码”", "打造“企业码”"),
        ("“企业码”\n打造", "“企业码”打造"),
        ("开发\ne 商贷", "开发 e 商贷"),
        ("one\ntwo", "one two"),
        ("KPI\n考核", "KPI 考核"),
        ("KPI 考核\n结果 5 项", "KPI 考核结果5项"),
        ("**一**\n二", "一二"),
    ],
)
def test_a_line_break_between_chinese_characters_is_no_space(source: str, shown: str) -> None:
    """A wrapped line reads on; only between words of other scripts does the break part them."""
    assert read(source).blocks[0].text == shown


def test_places_are_those_of_the_file() -> None:
    """A piece begins and ends where its text does, whatever line the body starts on."""
    pieces = parse_blocks("# 题\n\n甲乙\n丙\n\n　　丁**戊**\n\n> 己\n\n", "p", 5).blocks
    places = [(p.span.line, p.span.column, p.span.end_line, p.span.end_column) for p in pieces]
    assert places == [(5, 1, 5, 4), (7, 1, 8, 2), (10, 3, 10, 9), (12, 1, 12, 4)]


def test_diagnostics_point_at_the_spot() -> None:
    """Line and column count from 1 in the file, not in the body."""
    body = parse_blocks("甲\n\n乙[丙](javascript:x)", "p", 20)
    assert [(d.line, d.column, d.length) for d in body.diagnostics] == [(22, 4, 2)]


def test_control_characters_are_told_at_their_place() -> None:
    """They are not shown, and an editor cannot see them either."""
    body = read("甲\n乙\x07丙")
    assert [(d.code, d.line, d.column) for d in body.diagnostics] == [("M026", 2, 2)]
    assert body.blocks[0].text == "甲乙丙"


def test_the_last_net_catches_what_no_other_check_does() -> None:
    """A note that only it itself mentions is shown nowhere; nothing is wrong with entities, shown or meant."""
    assert [d.code for d in read("甲\n\n[^1]: 注释[^1]").diagnostics] == ["M099"]
    for text in ("\\&#x41;", "`&#x41;`", "&copy 甲", "&copy; &#20013; &#0; &unknown;"):
        assert read(text).diagnostics == ()


def test_text_of_lists_and_tables() -> None:
    """Rows and items are lines, cells are parted by tabs, printed numbers stay."""
    body = read("- 甲\n- 乙\n  1. 丙\n\n| 丁 | 戊 |\n|---|---|\n| 1 | **2** |\n")
    assert [piece.text for piece in body.blocks] == ["甲\n乙\n1. 丙", "丁\t戊\n1\t2"]


def test_items_of_a_numbered_list_are_pieces() -> None:
    """A list `1. 2.` gives its items, for it may turn out to be measures."""
    (piece,) = read("1. 甲。乙\n\n   丙\n2. 丁").blocks
    assert [(item.number, item.marker, [p.text for p in item.blocks]) for item in piece.items] == [
        (1, "1.", ["甲。乙", "丙"]),
        (2, "2.", ["丁"]),
    ]


def test_a_long_address_may_break_where_it_has_a_slash() -> None:
    """The words before it would be stretched over their line otherwise; the text itself is unchanged."""
    (piece,) = read("详见 https://www.example.gov.cn/art/2021/&c.html 。比例为1/2。").blocks
    html = "详见 https://<wbr>www.example.gov.cn/<wbr>art/<wbr>2021/<wbr>&amp;c.html 。比例为1/2。"
    assert render_text(piece.content) == html
    assert render_text(piece.content.part(14, 24)) == ".example.g"
    assert render_text(piece.content.part(24, 32)) == "ov.cn/ar"
    assert piece.text == "详见 https://www.example.gov.cn/art/2021/&c.html 。比例为1/2。"


def test_footnotes_are_numbered_within_an_article() -> None:
    """Each article has its own notes, wherever they are written, and ids no other article has."""
    body = read("# 一\n\n甲[^b]，乙[^a]，丙[^b]\n\n# 二\n\n丁[^a]\n\n[^a]: 注甲\n[^b]: 注乙\n")
    assert [re.findall(r'<li id="([^"]+)"><p>(.+?) <a .+?</p>', notes) for notes in map(render_notes, body.notes)] == [
        [],
        [("a1-fn1", "注乙"), ("a1-fn2", "注甲")],
        [("a2-fn1", "注甲")],
    ]
    page = "".join(render_block(piece) for piece in body.blocks) + "".join(map(render_notes, body.notes))
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r' href="#([^"]+)"', page)) <= set(ids)


# Cutting inline content ---------------------------------------------------------------------------------------------


def test_emphasis_is_closed_and_opened_again() -> None:
    """Both halves of a cut are well-formed, and an element left empty is gone."""
    content = read("**一是强化[统筹。各](https://a.cn/x)部门**跟进").blocks[0].content
    assert render_text(content.part(2, 6)) == '<strong>强化<a href="https://a.cn/x">统筹</a></strong>'
    assert render_text(content.part(7)) == '<strong><a href="https://a.cn/x">各</a>部门</strong>跟进'
    assert render_text(read("**一是统筹。**各").blocks[0].content.part(5)) == "各"


def test_notes_at_the_ends_of_a_part_belong_to_it() -> None:
    """A note before the stop stays with the heading, one after it with the text."""
    content = read("一是甲[^1]。[^2]乙\n\n[^1]: x\n[^2]: y").blocks[0].content
    assert render_text(content.part(2, 3)).count("<sup") == 1
    assert render_text(content.part(2, 3)).startswith("甲<sup")
    assert re.fullmatch(r'<sup class="note">.*\[2\].*</sup>乙', render_text(content.part(4)))


# What holds for any text --------------------------------------------------------------------------------------------

FRAGMENTS = [
    "各部门", "强化统筹。", "一是", "“企业码”", "，", "609", "#", "####", "**", "*", "_", "***", "`", "~~~",
    "1.5", "e商贷", "5*3*2", "a_b_c", "😀", "é", "|", "\\", "&lt;", "&nbsp;", "&#20013;", "&", "=", "-", "%",
    "<b>", "</b>", "<https://a.cn>", "<!--注-->", "[", "]", "(", ")", "[甲](https://a.cn)", "![图](x.png)",
    "[甲]", "[甲][乙]", "[^1]", "^[注]", "javascript:", "：", "〔2021〕", " ", "  ", "\n", "\n\n", "\u3000\u3000",
    "\t", "# ", "## ", "### ", "\n#### ", "\n```\n", "\n~~~ 注\n", "\n- ", "\n+ ", "\n1. ", "\n3. ", "\n2) ",
    "\n> ", "\n>", "    ", "\n\n| 甲 | 乙 |\n|---|---|\n", "| 1 | 2 | 3 |\n", '\n\n[甲]: https://a.cn "题"\n',
    "\n\n[^1]: 注释\n", "\n===\n", "\n---\n", "\n***\n", "\x00", "\x0b", "\u2028", "\ufeff", "\ud800", "\r\n",
    "\xa0", "\n2021. ",
]  # fmt: skip
ANY_TEXT = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)
PLAIN = [
    *"各部一是强统。，、“”—…（）；：　5eA-.%+:\"'/|~>=^!{$@",
    "609", " ", "\n", "\n\n", "\n\n", "# ", "## ", "\n\n## 一、", "1.", "2021.", "\t", "\xa0", "！[",
]  # fmt: skip
PLAIN_TEXT = st.lists(st.sampled_from(PLAIN), max_size=30).map("".join)


def visible(text: str) -> Counter[str]:
    """The characters a reader would miss: all but blanks and the ASCII marks that mark-up is made of."""
    return Counter(c for c in text if c.isprintable() and not c.isspace() and not (c.isascii() and not c.isalnum()))


@given(ANY_TEXT)
def test_no_visible_character_is_lost(text: str) -> None:
    """Every letter, digit and Chinese mark is on the page, or in a link or name, or an error speaks."""
    body = read(text)
    if any(d.severity is Severity.ERROR for d in body.diagnostics):
        return
    page = "".join(render_block(piece) for piece in body.blocks) + "".join(map(render_notes, body.notes))
    printed = "".join(piece.text for piece in body.blocks)  # has the numbers of lists
    labels = "".join(re.findall(r"\[\^?([^\]]*)\]", text))
    definitions = "".join(re.findall(r"^\W*\[[^\]]*\]:.*$", text, re.MULTILINE))
    openings = "".join(re.findall(r"(?:```|~~~).*", text))
    source = re.sub("&(?:[A-Za-z]+|#[0-9]+);", "", text)  # shown as what it means, and in code as it is
    assert not visible(source) - visible(unescape(page) + printed + labels + definitions + openings)


@given(ANY_TEXT)
def test_pages_are_well_formed(text: str) -> None:
    """Whatever is written, tags nest, and text and HTML say the same."""
    body = read(text)
    for piece in body.blocks:
        WellFormed.check(render_block(piece))
        if piece.kind in ("paragraph", "heading"):
            assert words(render_text(piece.content)) == piece.content.plain == piece.text
    for notes in body.notes:
        WellFormed.check(render_notes(notes))


@given(ANY_TEXT, st.integers(0, 30), st.integers(0, 30))
def test_a_part_says_what_its_stretch_of_the_text_says(text: str, start: int, length: int) -> None:
    """HTML and text of a part agree, without the blanks around it."""
    for piece in read(text).blocks:
        part = piece.content.part(start, start + length)
        WellFormed.check(render_text(part))
        assert words(render_text(part)) == part.plain == piece.content.plain[start : start + length].strip()


@pytest.mark.parametrize(
    "text", ["**甲 " * 500 + "乙**" * 500, "*" * 900 + "甲" + "*" * 900, ">" * 900 + "甲", "![**甲 " * 300]
)
def test_mark_up_nested_without_end_is_read(text: str) -> None:
    """What is nested too deep is an error, never a failure, and the words of emphasis stay."""
    body = read(text)
    assert [d.code for d in body.diagnostics if d.severity is Severity.ERROR] == ["M010"] * ("![" not in text)
    assert text.startswith(">") or "".join(piece.text for piece in body.blocks).count("甲") == text.count("甲")
    assert parse_inline(text).plain.count("甲") == text.count("甲")


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    """No text makes the reader fail, on either path."""
    read(text)
    parse_inline(text)


@given(st.one_of(PLAIN_TEXT, ANY_TEXT))
@example("甲 \n乙")
@example("甲 ")
@example("　甲")
@example("\xa0\n甲")
@example("~~~\n甲")
@example("甲|乙\n|-|-|\n丙|丁")
@example("甲|乙\n:-|-\n丙|丁")
@example("甲\n===")
@example("1. 甲\n甲\n- 乙\n\n+ 丙\n\n> 丁\n\n# 戊 #")
@example("甲\n# 乙\n丙\n\n\n")
def test_the_fast_path_gives_what_the_library_gives(text: str) -> None:
    """Where prose is read by hand, the result is the library's to the last field."""
    if not fast_path.MARKUP.search(text) and (body := fast_path.parse_plain(text.split("\n"), 3)):
        assert body == commonmark.parse_document(text, "p", 3)


@given(st.one_of(PLAIN_TEXT, ANY_TEXT))
def test_a_plain_line_is_what_the_library_makes_of_it(text: str) -> None:
    """A title read by hand is the title the library gives."""
    line = text.replace("\n", " ").replace("\r", " ")
    by_hand = fast_path.parse_plain_line(line)
    if by_hand is not None:
        assert by_hand == commonmark.parse_inline_text(line)


def test_a_printed_issue_takes_the_fast_path_and_reads_the_same() -> None:
    """An issue as it comes from print is plain prose; both paths agree on it."""
    text = printed_issue.TEXT.replace("- ", "")
    body = fast_path.parse_plain([line.strip() for line in text.split("\n")], 1)
    assert body is not None
    assert body == commonmark.parse_document("\n".join(line.strip() for line in text.split("\n")), "p", 1)


def test_a_briefing_takes_the_fast_path_and_reads_the_same() -> None:
    """The body of a briefing needs no library, and the library reads it no other way."""
    text = printed_issue.native()
    assert not fast_path.MARKUP.search(text)
    assert fast_path.parse_plain(text.split("\n"), 1) == commonmark.parse_document(text, "p", 1)


def test_a_title_is_a_text() -> None:
    """One line with its marks, without the spaces that the style sheet draws."""
    title = parse_inline("**一** & `二` 609 个")
    assert title == Text("一 & 二 609个", (Mark(0, 1, 0, "strong"), Mark(4, 5, 0, "code")))
    assert render_text(title) == "<strong>一</strong> &amp; <code>二</code> 609个"
