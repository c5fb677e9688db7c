"""Text of a new issue, with what is known filled in, for an editor to complete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from taizhou_brief.formats.briefing.keys import FRONT, PEOPLE
from taizhou_brief.formats.briefing.writer import Annotations, write_briefing, write_heading, write_paragraph
from taizhou_brief.formats.undecided import BLANK
from taizhou_brief.model.block import NO_SPAN
from taizhou_brief.model.issue import ArticleEntry, FrontMatter
from taizhou_brief.model.settings import Settings

BLANK_ARTICLE = ArticleEntry(title=BLANK, span=NO_SPAN)


def new_briefing(
    number: int,
    day: date,
    settings: Settings,
    *,
    supplement: bool = False,
    articles: Sequence[ArticleEntry] = (BLANK_ARTICLE,),
) -> str:
    """Return the text of a new briefing; each article has two sections, and two measures in each."""
    undecided = tuple(key for key, known in (("counties", settings.counties), ("themes", settings.themes)) if known)
    front = FrontMatter(
        number=number,
        supplement=supplement,
        date=day,
        issuer="" if settings.issuer else BLANK,
        articles=tuple(replace(article, undecided=undecided) for article in articles),
    )
    empty_lists = Annotations({(field.name,): () for field in FRONT.fields if field.type == PEOPLE})
    blocks = []
    for article in articles:
        blocks += [write_heading(1, article.title), write_paragraph(f"{BLANK}导语。")]
        for number_of_section in "一二":
            blocks.append(write_heading(2, f"{number_of_section}、{BLANK}"))
            blocks += [write_paragraph(f"{BLANK}。", marker) for marker in ("一是", "二是")]
    return write_briefing(front, blocks, empty_lists)
