"""附件 named below an article's text: a heading of its own, so that no measure ends in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from taizhou_brief.importer.recognise.spacing import ends_sentence
from taizhou_brief.quantities import JOINT

_LABEL = lazy_compile(
    r"(?P<name>附(?:件|表|录)?[ \u3000]*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?)[ \u3000]*(?P<colon>[：:])"
    r"|(?P<alone>附(?:件|表|录)[ \u3000]*\d{0,2})$"
)
_ITEM = lazy_compile(r"(\d{1,2})[.．、](?:(?=(?P<digit>\d)))?")


class AttachmentHeading(NamedTuple):
    """The heading that names annexes, taken apart."""

    name: str
    """`附件` or `附件1`."""
    colon: str
    """The colon after it, which no heading ends with; empty where the name stands alone."""
    rest: str
    """What is named after it."""


def split_attachments(text: str) -> AttachmentHeading | None:
    """The parts of a paragraph that names annexes."""
    match = _LABEL.match(text)
    return (
        AttachmentHeading(match["name"] or match["alone"], match["colon"] or "", text[match.end() :].strip())
        if match
        else None
    )


def join_attachment_list(paras: Sequence[SourceParagraph]) -> list[SourceParagraph]:
    """The paragraphs, with the numbered list that follows 附件 in one: in paragraphs of their own they are measures."""
    out: list[SourceParagraph] = []
    due = 0
    for para in paras:
        label = split_attachments(para.text) if para.role == "prose" else None
        item = _ITEM.match(label.rest if label else para.text)
        if due and not label and item and int(item[1]) == due and not ends_sentence(para.text):
            text = f"{out[-1].text} {_spaced(para.text)}"
            out[-1] = replace(out[-1], text=text, rows=out[-1].rows + para.rows, breaks=out[-1].breaks + para.breaks)
            due += 1
            continue
        due = 2 if label and item and item[1] == "1" else 1 if label and not label.rest else 0
        out.append(
            replace(para, text=para.text.removesuffix(label.rest) + _spaced(label.rest)) if due == 2 and label else para
        )
    return out


def _spaced(text: str) -> str:
    """A blank between the number of an annex and a name that begins with a digit."""
    item = _ITEM.match(text)
    return f"{item[0]}{JOINT}{text[item.end() :]}" if item and item["digit"] else text
