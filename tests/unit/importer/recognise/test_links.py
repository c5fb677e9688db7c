"""Links of the source in the draft."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.recognise.links import find_links, write_links
from taizhou_brief.importer.source_text import SourceLine, SourceLink, SourceText

LINK = SourceLink("书屋平台", "https://a.example/s")
FRONT = "---\nnumber: 3\n---\n\n"


def draft_with_link(body: str, link: SourceLink, *lines: str) -> tuple[str, list[str]]:
    """The body with what can be written of a link, and the codes of the notes."""
    printed = tuple(SourceLine(text, f"第{n}段", links=() if n > 1 else (link,)) for n, text in enumerate(lines, 1))
    links, notes = find_links(SourceText("a.docx", "0", "docx", printed), FRONT + body)
    text = write_links(FRONT + body, links)
    assert text.startswith(FRONT)
    return text.removeprefix(FRONT), [code for _, code, _ in notes]


def test_a_link_is_written_where_its_words_are() -> None:
    """Escaped as the text around it."""
    assert draft_with_link("见书屋平台。", LINK, "见书屋平台。") == ("见[书屋平台](https://a.example/s)。", [])
    starred = SourceLink("书屋*平台", "mailto:a@b.example")
    assert draft_with_link("见书屋\\*平台。", starred, "见书屋*平台。")[0] == "见[书屋\\*平台](mailto:a@b.example)。"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("# 书屋平台", ("书屋平台",)),
        ("见书屋平台，书屋平台。", ("见书屋平台，书屋平台。",)),
        ("见书屋平台。", ("见书屋平台。", "书屋平台")),
        ("见书屋。", ("见书屋平台。",)),
        ("| 书屋平台 | 1 |", ("见书屋平台。",)),
    ],
)
def test_a_link_without_one_certain_place_is_named(body: str, lines: tuple[str, ...]) -> None:
    """In a title or a table, or with words that are there twice, or no more."""
    assert draft_with_link(body, LINK, *lines) == (body, ["I803"])


def test_a_marker_is_no_part_of_a_link() -> None:
    """What makes a paragraph a measure stays before the link."""
    linked = SourceLink("一是建书屋", "https://a.example/s")
    assert draft_with_link("一是建书屋。", linked, "一是建书屋。") == ("一是建书屋。", ["I803"])
