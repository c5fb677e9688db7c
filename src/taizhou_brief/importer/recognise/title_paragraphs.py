"""Conversion of title candidates into title paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from taizhou_brief.importer.recognise.contents_list import BULLET, CASE_LABEL, SIGNS, join_title_lines
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from taizhou_brief.importer.recognise.titles import BRACKETED_TITLE, TitleCandidate


def mark_titles(paras: Sequence[SourceParagraph], candidates: Sequence[TitleCandidate]) -> tuple[SourceParagraph, ...]:
    """Return the paragraphs with the candidates made titles; several lines become one title."""
    starts = {candidate.start: candidate for candidate in candidates}
    marked: list[SourceParagraph] = []
    n = 0
    while n < len(paras):
        candidate = starts.get(n)
        if candidate and candidate.length:
            marked += _split_title_from_text(paras[n], candidate.length)
        elif candidate:
            marked.append(_build_title(paras[n : candidate.end], numbered=candidate.numbered))
        else:
            marked.append(paras[n])
        n = candidate.end if candidate else n + 1
    return tuple(marked)


def _build_title(lines: Sequence[SourceParagraph], *, numbered: bool) -> SourceParagraph:
    """Build one title of these lines, without the number, sign or brackets around it."""
    text = join_title_lines([line.text for line in lines])
    rows = tuple(row for line in lines for row in line.rows)
    if bracketed := BRACKETED_TITLE.fullmatch(text):
        return replace(lines[0], text=bracketed[1], rows=rows, role="title", prefix="【", suffix="】")
    bullet = BULLET.match(text) if numbered or text[0] in SIGNS or re.match(CASE_LABEL, text) else None
    start = len(bullet[0]) if bullet else 0
    return replace(lines[0], text=text[start:], rows=rows, role="title", prefix=text[:start].strip())


def _split_title_from_text(para: SourceParagraph, length: int) -> tuple[SourceParagraph, SourceParagraph]:
    """Split a title of `length` characters, up to a full stop, from the text after it."""
    last_row = next(n for n in range(len(para.rows)) if sum(len(row.text) for row in para.rows[: n + 1]) > length)
    title = _build_title(
        (replace(para, text=para.text[:length], rows=para.rows[: last_row + 1], page_breaks=()),), numbered=True
    )
    text = replace(para, text=para.text[length + 1 :].strip(), rows=para.rows[last_row:])
    return replace(title, suffix="。"), text
