"""Attachments 附件 named below an article's text: a heading of their own, so that they are part of no measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from taizhou_brief.chinese.characters import ONE_TO_TEN
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from taizhou_brief.importer.recognise.spacing import ends_sentence
from taizhou_brief.quantities import JOINT

_LABEL = lazy_compile(
    rf"(?P<name>附(?:件|表|录)?[ \u3000]*(?:\d{{1,2}}|[{ONE_TO_TEN}]{{1,2}})?)[ \u3000]*(?P<colon>[：:])"
    r"|(?P<alone>附(?:件|表|录)[ \u3000]*\d{0,2})$"
)
_ITEM = lazy_compile(r"(\d{1,2})[.．、](?:(?=(?P<digit>\d)))?")


class AttachmentHeading(NamedTuple):
    """The parts of the heading that names attachments."""

    name: str
    """`附件` or `附件1`."""
    colon: str
    """The colon after it, which is not part of the heading; empty if the name is alone."""
    rest: str
    """The text after it."""


def split_attachments(text: str) -> AttachmentHeading | None:
    """Return the parts of a paragraph that names attachments, or None if it names none."""
    match = _LABEL.match(text)
    return (
        AttachmentHeading(match["name"] or match["alone"], match["colon"] or "", text[match.end() :].strip())
        if match
        else None
    )


def join_attachment_list(paras: Sequence[SourceParagraph]) -> list[SourceParagraph]:
    """Join the numbered list after 附件 to one paragraph: in paragraphs of its own it would be read as measures."""
    joined: list[SourceParagraph] = []
    expected = 0
    for para in paras:
        heading = split_attachments(para.text) if para.role == "prose" else None
        item = _ITEM.match(heading.rest if heading else para.text)
        if expected and not heading and item and int(item[1]) == expected and not ends_sentence(para.text):
            text = f"{joined[-1].text} {_separate_number(para.text)}"
            joined[-1] = replace(
                joined[-1],
                text=text,
                rows=joined[-1].rows + para.rows,
                page_breaks=joined[-1].page_breaks + para.page_breaks,
            )
            expected += 1
            continue
        expected = 2 if heading and item and item[1] == "1" else 1 if heading and not heading.rest else 0
        joined.append(
            replace(para, text=para.text.removesuffix(heading.rest) + _separate_number(heading.rest))
            if expected == 2 and heading
            else para
        )
    return joined


def _separate_number(text: str) -> str:
    """Put a space between the number of an attachment and a name that starts with a digit."""
    item = _ITEM.match(text)
    return f"{item[0]}{JOINT}{text[item.end() :]}" if item and item["digit"] else text
