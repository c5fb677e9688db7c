"""HTML of texts, blocks and footnotes."""

from __future__ import annotations

from html import unescape

import pytest

from taizhou_brief.formats.markdown import parse_blocks
from taizhou_brief.model.text import Mark, Text
from taizhou_brief.site.html import escape_attribute, escape_text, render, render_block, render_notes, render_text


@pytest.mark.parametrize("text", ["甲", "a<b>&amp;", '"', "", "&", "a > b"])
def test_escaped_text_is_read_back(text: str) -> None:
    """Nothing in it is mark-up."""
    assert unescape(escape_text(text)) == unescape(escape_attribute(text)) == text
    assert not {"<", ">"} & set(escape_text(text))
    assert '"' not in escape_attribute(text)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("甲 5个", "<p>甲5个</p>"),
        ("- 甲\n- 乙", "<ul><li>甲</li><li>乙</li></ul>"),
        ("3. 甲\n4. 乙", '<ol start="3"><li>甲</li><li>乙</li></ol>'),
        ("1. 甲\n3. 乙", '<ol><li>甲</li><li value="3">乙</li></ol>'),
        ("- 甲\n\n  - 乙", "<ul><li><p>甲</p><ul><li>乙</li></ul></li></ul>"),
        ("> 甲", "<blockquote><p>甲</p></blockquote>"),
        ("```\n<a>\n```", "<pre><code>&lt;a&gt;\n</code></pre>"),
        ("---", "<hr>"),
        ("### 甲", "<h3>甲</h3>"),
        ("甲\\\n乙", "<p>甲<br>乙</p>"),
    ],
)
def test_a_block_is_rendered(source: str, html: str) -> None:
    """As one element."""
    (block,) = parse_blocks(source, "a.md", 1).blocks
    assert render(block) == render_block(block) == html


def test_a_table_scrolls_and_has_heads() -> None:
    """Columns keep their alignment."""
    (block,) = parse_blocks("| 甲 | 乙 |\n|---|--:|\n| 1 | 2 |", "a.md", 1).blocks
    html = render_block(block)
    assert html.startswith('<div class="scroll" tabindex="0"')
    assert html.count('scope="col"') == 2
    assert '<td>1</td><td class="right">2</td>' in html


def test_tags_nest_as_marks_do() -> None:
    """Marks at the same offset are told apart by their level."""
    inside = Text("甲", (Mark(0, 1, 0, "strong"), Mark(1, 1, 1, "note", "a1-fn2", "a1-ref2")))
    after = Text("甲", (Mark(0, 1, 0, "strong"), Mark(1, 1, 0, "note", "a1-fn2", "a1-ref2")))
    note = '<sup class="note"><a href="#a1-fn2" id="a1-ref2" role="doc-noteref">[2]</a></sup>'
    assert render(inside) == f"<strong>甲{note}</strong>"
    assert render(after) == f"<strong>甲</strong>{note}"
    link = Text("甲", (Mark(0, 1, 0, "link", "x?a&b", value='"题"'),))
    assert render(link) == '<a href="x?a&amp;b" title="&quot;题&quot;">甲</a>'


def test_a_planned_quantity_has_a_sign() -> None:
    """In an attribute, which the style prints, so that the words stay those of the text."""
    mark = Mark(0, 2, 0, "quantity", "目标", "f1", "5")
    assert render_text(Text("5个", (mark,))) == '<data class="n" id="f1" value="5" title="目标">5个</data>'


def test_a_quantity_has_its_address_once() -> None:
    """A later piece has none; one without words is only an address."""
    marks = (
        Mark(0, 1, 0, "quantity", id="f1", value="5"),
        Mark(1, 2, 0, "quantity"),
        Mark(2, 2, 0, "quantity", id="f2"),
    )
    assert render_text(Text("5个", marks)) == (
        '<data class="n" id="f1" value="5">5</data><span class="n">个</span><span id="f2"></span>'
    )


def test_a_long_address_may_break() -> None:
    """At single slashes only, also where a quantity begins in it, but not in code."""
    address = "https://www.example.gov.cn/a/b/c/"
    html = "https://<wbr>www.example.gov.cn/<wbr>a/<wbr>b/<wbr>c/<wbr>"
    assert render_text(Text(address)) == html
    assert render_text(Text("a/b")) == "a/b"
    assert render_text(Text(address, (Mark(0, len(address), 0, "code"),))) == f"<code>{address}</code>"
    quantity = Mark(27, 28, 0, "quantity", id="f1", value="1")
    marked = render_text(Text(address, (quantity,)))
    assert marked == html.replace("<wbr>a/", '<wbr><data class="n" id="f1" value="1">a</data>/')


def test_footnotes_have_links_back() -> None:
    """In the last paragraph, otherwise after the blocks."""
    source = "甲[^1]乙[^1]丙[^2]\n\n[^1]: 注\n\n[^2]: - 项"
    notes = parse_blocks(source, "a.md", 1).notes[0]
    html = render(notes)
    assert html == render_notes(notes)
    assert '<li id="a0-fn1"><p>注 <a href="#a0-ref1" role="doc-backlink" aria-label="回到正文">↩</a>' in html
    assert html.count("doc-backlink") == 3
    assert '<li id="a0-fn2"><ul><li>项</li></ul> <a href="#a0-ref2"' in html
    assert render(()) == ""
