"""The lines of an article that name its contributor or its author, below the title or at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.importer.recognise.bylines import is_byline, names_author_only
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph

_CONTRIBUTOR = lazy_compile(
    r"[（(【]?\s*(?:(?:供稿|来源|稿件来源|报送|信息来源|撰稿|执笔|整理|作者|提供)(?:单位|人)?\s*[：:]\s*(?P<after>[^。]{2,40}?)|(?P<before>[^。：:]{2,40}?)\s*(?:供稿|提供|报送))\s*[）)】]?"
)
_SIGNATURE = lazy_compile(r"[（(]\s*(?P<name>[^。，；：（）()]{3,24})\s*[）)]")
_ORGANISATION_END = lazy_compile(
    "(?:局|办|委|组|部|院|会|社|镇|街道|乡|区|县|市|中心|公司|政府|办公室|专班|处|科|站|联|集团|学校)$"
)


class Bylines(NamedTuple):
    """The bylines of an article."""

    contributor: str
    """Name of the office that wrote it, or of the author; empty if there is none."""
    contributor_line: SourceParagraph | None
    others: tuple[SourceParagraph, ...]
    """Lines that name an author and are left out."""


def extract_bylines(paras: Sequence[SourceParagraph]) -> tuple[Bylines, list[SourceParagraph]]:
    """Separate the bylines, directly below the title or at the end, from the other paragraphs."""
    left = list(paras)
    named: list[tuple[str, SourceParagraph]] = []
    while len(left) > 1 and (name := _read_byline(left[0], below_title=True)):
        named.append((name, left.pop(0)))
    below_title = len(named)
    if len(left) > 1 and (name := _read_byline(left[-1], below_title=False)):
        named.append((name, left.pop()))
    offices = [n for n, (_, para) in enumerate(named) if not names_author_only(para.text)]
    chosen = offices[0] if offices else -1
    kept = [para for n, (_, para) in enumerate(named) if n >= below_title and n != chosen and chosen >= 0]
    others = tuple(para for n, (_, para) in enumerate(named) if n != chosen and para not in kept)
    contributor, line = named[chosen] if offices else ("", None)
    return Bylines(contributor, line, others), [*left, *kept]


def _read_byline(para: SourceParagraph, *, below_title: bool) -> str:
    """Return the name in a byline; empty if a paragraph is none."""
    if para.role != "prose":
        return ""
    match = _CONTRIBUTOR.fullmatch(para.text)
    if match:
        return str(match["after"] or match["before"]).strip()
    if is_byline(para.text) and (below_title or names_author_only(para.text)):
        return para.text.strip()
    signed = _SIGNATURE.fullmatch(para.text)
    return signed["name"].strip() if signed and _ORGANISATION_END.search(signed["name"].split(" ")[0]) else ""
