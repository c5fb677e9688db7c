"""Figures underlaid in HTML: whatever mark-up they stand in, the page stays well-formed, every figure has its place."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhou_brief.formats import markdown
from taizhou_brief.model.block import Block
from taizhou_brief.model.quantity import Quantity
from taizhou_brief.quantities import TextUnit
from taizhou_brief.site.html import render_block
from taizhou_brief.site.views.quantities import build_marks
from tests.showing import Reading

WORDS = Quantity("", 0, 0, Decimal(386), None, "", "期", "count", "", "", "", "", "", target=False)
OURS = re.compile(r'<(?:data|span) class="n"[^>]*>(.*?)</(?:data|span)>', re.DOTALL)


def figure(text: str, start: int, end: int) -> Quantity:
    """A figure of a text, whatever it says."""
    return WORDS._replace(text=text[start:end], start=start, end=end)


def rendered(block: Block, quantities: list[Quantity]) -> str:
    """The HTML of a block with these quantities."""
    return render_block(block.mark(build_marks(TextUnit("", block.text, tuple(quantities), 1))))


def marked(block: Block, *quotes: str) -> str:
    """The HTML of a block with these stretches of its text underlaid."""
    found = [figure(block.text, start := block.text.index(quote), start + len(quote)) for quote in quotes]
    return rendered(block, found)


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text."""
    return markdown.parse_blocks(text, "x.md", 1).blocks


D1 = '<data class="n" id="f1" value="386">'
D2 = '<data class="n" id="f2" value="386">'


@pytest.mark.parametrize(
    ("source", "quotes", "expected"),
    [
        ("开课386期。", ("386期",), f"<p>开课{D1}386期</data>。</p>"),
        ("开课386期，教师118名。", ("386期", "118名"), f"<p>开课{D1}386期</data>，教师{D2}118名</data>。</p>"),
        ("开课**386期**。", ("386期",), f"<p>开课<strong>{D1}386期</data></strong>。</p>"),
        ("开课**386**期。", ("386期",), f"<p>开课{D1}<strong>386</strong>期</data>。</p>"),
        ("**开课386**期。", ("386期",), f'<p><strong>开课{D1}386</data></strong><span class="n">期</span>。</p>'),
        ("A&B有386期。", ("386期",), f"<p>A&amp;B有{D1}386期</data>。</p>"),
        ("见[386期](x)。", ("386期",), f'<p>见<a href="x">{D1}386期</data></a>。</p>'),
        ("- 开课386期\n- 教师118名", ("118名",), f"<ul><li>开课386期</li><li>教师{D1}118名</data></li></ul>"),
        ("3) 3期\n4) 4期", ("4期",), f'<ol start="3"><li>3期</li><li>{D1}4期</data></li></ol>'),
        ("3) 3期\n4) 4期", ("3期",), f'<ol start="3"><li>{D1}3期</data></li><li>4期</li></ol>'),
    ],
)
def test_a_figure_is_underlaid(source: str, quotes: tuple[str, ...], expected: str) -> None:
    """Whole where mark-up lets it be, otherwise piece by piece with the address on the first."""
    (block,) = blocks(source)
    assert marked(block, *quotes) == expected


def test_a_mark_of_a_note_is_no_word_of_the_text() -> None:
    """The number of a footnote counts for nothing, beside a figure or in it."""
    block = blocks("开课386期[^1]，教师118名。\n\n[^1]: 全年。")[0]
    assert f"开课{D1}386期</data><sup" in marked(block, "386期", "118名")
    block = blocks("开课386[^1]期。\n\n[^1]: 全年。")[0]
    assert f'{D1}386<sup class="note">' in marked(block, "386期")
    assert "</sup>期</data>。" in marked(block, "386期")


def test_a_table_keeps_its_cells() -> None:
    """A figure in a cell is underlaid there; one that a line of cells seems to make is parted at the cell."""
    (block,) = blocks("| 镇 | 数 |\n|---|---|\n| 甲 | 12个 |\n| 12 | 个 |")
    assert f"<td>{D1}12个</data></td>" in marked(block, "12个")
    parted = marked(block, "12\t个")
    assert f'<td>{D1}12</data></td><td><span class="n">个</span></td>' in parted


def test_a_range_and_a_ratio_say_their_value() -> None:
    """Both ends of a range, all parts of a ratio."""
    span = figure("5-6万元", 0, 5)._replace(value=Decimal(50000), high=Decimal(60000))
    ratio = figure("10:1", 0, 4)._replace(value=None, ratio="10:1")
    assert 'value="50000/60000"' in rendered(blocks("5-6万元")[0], [span])
    assert 'value="10:1"' in rendered(blocks("10:1")[0], [ratio])


def test_the_number_of_an_item_is_no_content() -> None:
    """What is drawn by the browser cannot be underlaid, but the link from the ledger leads to the item."""
    assert marked(blocks("3) 甲")[0], "3)") == '<ol start="3"><li><span id="f1"></span>甲</li></ol>'


INLINE = st.one_of(
    st.sampled_from(["**", "*", "`", "[386期](x)", "&", "<", ">", "\n", "\\\n", "[^1]", "10:1", "12个", " ", "a/b/"]),
    st.text("甲乙1 2个，。*`-|", max_size=6),
    st.just("https://www.example.gov.cn/a/b/c/d?x=1&y=2"),
)
SENTENCE = st.lists(INLINE, min_size=1, max_size=8).map("".join)
LINE = SENTENCE.map(lambda words: words.replace("\n", ""))
LINES = st.lists(LINE, min_size=1, max_size=3)
BLOCK = st.one_of(
    SENTENCE,
    LINES.map(lambda rows: "- " + "\n- ".join(rows)),
    LINES.map(lambda rows: "\n".join(f"{n}) {row}" for n, row in enumerate(rows, 3))),
    LINES.map(lambda rows: "| 镇 | 数 |\n|---|---|\n| " + " | ".join(row.replace("|", "") for row in rows) + " |"),
    SENTENCE.map(lambda words: "> " + words.replace("\n", "\n> ")),
)


@pytest.mark.slow
@settings(max_examples=300)
@given(st.lists(BLOCK, min_size=1, max_size=3).map("\n\n".join), st.data())
def test_no_figure_breaks_a_page(source: str, data: st.DataObject) -> None:
    """Whatever stretches are figures: well-formed, nothing else changed, each address once, each in its own words."""
    for block in blocks(f"{source}\n\n[^1]: 注。"):
        html, text = render_block(block), block.text
        cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
        found = [figure(text, *pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]
        found = [one for one in found if one.text.strip() and "\n" not in one.text and one.text == one.text.strip()]
        if not block.contents:  # the number of an item that holds a rule is no quantity: no unit follows
            found = []
        made = rendered(block, found)
        reading = Reading.of(made)
        ids = [place for place in reading.values("id") if place.startswith("f")]
        assert ids == [f"f{number}" for number in range(1, len(found) + 1)]
        assert undone(made) == html
        if "<ol" not in html:  # the numbers of its items are words of the text only
            assert words_of(made) == [squeezed(one.text) for one in found]


def undone(html: str) -> str:
    """The HTML without our elements, which may hold others but never each other."""
    parts = re.split(r'(<data class="n"[^>]*>|<span class="n">|</data>|</span>|<span id="f\d+"></span>)', html)
    return "".join(parts[::2])


def words_of(html: str) -> list[str]:
    """What is underlaid under each address, the marks of notes left out."""
    html = re.sub(r'<sup class="note">.*?</sup>', "", html)
    found: list[str] = []
    for tag, words in re.findall(r'<(data|span) class="n"[^>]*>(.*?)</\1>', html, re.DOTALL):
        shown = squeezed(unescape(re.sub("<[^>]*>", "", words)))
        if tag == "data":
            found.append(shown)
        else:
            found[-1] += shown
    return found


def squeezed(text: str) -> str:
    """A text without white space, which HTML does not keep."""
    return re.sub(r"\s", "", text)
