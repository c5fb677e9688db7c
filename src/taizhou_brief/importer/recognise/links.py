"""Links of the source in the draft: each is written where its words are, if they are there only once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from taizhou_brief.formats.briefing.markers import match_marker
from taizhou_brief.formats.markdown.escape import escape_characters
from taizhou_brief.importer.recognise.body_elements import ImportNote
from taizhou_brief.importer.source_text import SourceLink, SourceText

_FENCE = "\n---\n"
"""End of the front matter."""


def find_links(source: SourceText, draft: str) -> tuple[tuple[SourceLink, ...], list[ImportNote]]:
    """Return the links of the source that the draft can have, and notes that name the others."""
    printed = "\n".join(line.text for line in source.lines)
    body = draft.partition(_FENCE)[2]
    links, notes = list[SourceLink](), list[ImportNote]()
    for index, line in enumerate(source.lines):
        for link in line.links:
            if printed.count(link.text) == 1 and _find_place(body, link) >= 0 and not _overlaps(link, links):
                links.append(link)
            else:
                notes.append((index, "I803", f"“{link.text}”的链接（{link.address}）没有收入"))
    return tuple(links), notes


def write_links(draft: str, links: Iterable[SourceLink]) -> str:
    """Return the draft with `[text](address)` where the words of each link are."""
    front, fence, body = draft.partition(_FENCE)
    for start, link in sorted(_find_places(body, links), reverse=True):
        words = escape_characters(link.text)
        body = f"{body[:start]}[{words}]({link.address}){body[start + len(words) :]}"
    return front + fence + body


def _find_places(body: str, links: Iterable[SourceLink]) -> Iterator[tuple[int, SourceLink]]:
    """Yield the offset of each link that has a place."""
    for link in links:
        if (start := _find_place(body, link)) >= 0:
            yield start, link


def _find_place(body: str, link: SourceLink) -> int:
    """Return the offset of the words of a link, or -1 if they are not once in running text after its marker."""
    words = escape_characters(link.text)
    start = body.find(words)
    if start < 0 or body.count(words) > 1:
        return -1
    line_start = body.rfind("\n", 0, start) + 1
    line = body[line_start:].partition("\n")[0]
    marker = match_marker(line)
    is_text = not line.startswith(("#", "[^", "|")) and start - line_start >= (marker.length if marker else 0)
    return start if is_text else -1


def _overlaps(link: SourceLink, links: Iterable[SourceLink]) -> bool:
    """Return whether the words of a link are part of those of another one, or the other way round."""
    return any(link.text in other.text or other.text in link.text for other in links)
