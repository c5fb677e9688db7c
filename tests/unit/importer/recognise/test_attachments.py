"""Annexes named below an article's text."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.recognise.attachments import join_attachment_list, split_attachments
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from tests.unit.importer.source import rows_of


def paragraphs(*texts: str) -> list[SourceParagraph]:
    """One paragraph a line."""
    return [SourceParagraph(row.text, (row,)) for row in rows_of(*texts)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("附件：1.名单", ("附件", "：", "1.名单")),
        ("附表2: 名单", ("附表2", ":", "名单")),
        ("附件1", ("附件1", "", "")),
        ("附件在后面。", None),
        ("正文。", None),
    ],
)
def test_the_label_of_annexes_is_taken_apart(text: str, parts: tuple[str, str, str] | None) -> None:
    """Name, colon and what follows."""
    found = split_attachments(text)
    assert (found if found is None else tuple(found)) == parts


def test_a_list_of_annexes_is_one_paragraph() -> None:
    """Its numbers would be measures otherwise; a sentence ends it."""
    joined = join_attachment_list(paragraphs("正文。", "附件：1.名单", "2.计划", "3.办好了。"))
    assert [para.text for para in joined] == ["正文。", "附件：1.名单 2.计划", "3.办好了。"]
    assert len(joined[1].rows) == 2
