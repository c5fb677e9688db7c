"""附件 named below an article's text: a heading of its own, so that no measure ends in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from taizhou_brief.patterns import regex
from taizhou_brief.recognise.paras import Para
from taizhou_brief.recognise.text import ends

_LABEL = regex(
    r"附(?:件|表|录)?[ \u3000]*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?[ \u3000]*[：:]|附(?:件|表|录)[ \u3000]*\d{0,2}$"
)
_ITEM = regex(r"(\d{1,2})[.．、](?!\d)")


def annexed(text: str) -> tuple[str, str]:
    """`附件：` and what is named after it; two empty strings where a paragraph does not begin so."""
    match = _LABEL.match(text)
    return (match[0], text[match.end() :].strip()) if match else ("", "")


def gathered(paras: Sequence[Para]) -> list[Para]:
    """The paragraphs, with the numbered list that follows 附件 in one: in paragraphs of their own they are measures."""
    out: list[Para] = []
    due = 0
    for para in paras:
        label, rest = annexed(para.text) if para.role == "prose" else ("", "")
        item = _ITEM.match(rest if label else para.text)
        if due and not label and item and int(item[1]) == due and not ends(para.text):
            text = f"{out[-1].text} {para.text}"
            out[-1] = replace(out[-1], text=text, rows=out[-1].rows + para.rows, breaks=out[-1].breaks + para.breaks)
            due += 1
            continue
        due = 2 if label and item and item[1] == "1" else 1 if label and not rest else 0
        out.append(para)
    return out
