"""Summary of an issue, and the texts of its articles as their pages show them, made from the issue once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from hashlib import blake2b

from taizhou_brief.model.article_text import ArticleText, ShownItem, ShownMeasure, ShownSection, encode_text
from taizhou_brief.model.block import NO_SPAN, Block
from taizhou_brief.model.issue import Article, ArticleEntry, FrontMatter, Issue, Measure
from taizhou_brief.model.links import find_links
from taizhou_brief.model.summary import ArticleSummary, IssueSummary, MeasureSummary, ShownBlock
from taizhou_brief.quantities import TextUnit, text_units
from taizhou_brief.site.html import render_block, render_notes, render_text
from taizhou_brief.site.views.quantities import article_results, build_marks, list_quantities
from taizhou_brief.site.views.site_context import EXTRACT_LENGTH, MEASURE_EXTRACT_LENGTH, article_opening, clip_extract

DESCRIPTION_LENGTH = 110
"""Maximum number of characters of the text in the description of an article."""
ENTRY_FIELDS = tuple(field.name for field in fields(ArticleEntry) if field.name not in {"span", "measure_themes"})
CHANGED_FIELDS = {"editor_note", "articles", "errata", "redacted"}
FRONT_FIELDS = tuple(field.name for field in fields(FrontMatter) if field.name not in CHANGED_FIELDS)


def summarise(issue: Issue) -> tuple[IssueSummary, tuple[str, ...]]:
    """Return the summary of an issue and the texts of its articles, encoded once: for their digests and to be kept."""
    texts = tuple(encode_text(show_article(issue, article)) for article in issue.articles)
    summary = IssueSummary(
        **{name: getattr(issue, name) for name in FRONT_FIELDS},
        editor_note=tuple(ShownBlock(render_block(block)) for block in issue.editor_note),
        articles=tuple(
            summarise_article(issue, article, text) for article, text in zip(issue.articles, texts, strict=True)
        ),
        errata=tuple(replace(erratum, span=NO_SPAN) for erratum in issue.errata),
        redacted=tuple(replace(redaction, span=NO_SPAN) for redaction in issue.redacted),
        path=issue.path,
        links=find_links(issue),
    )
    return summary, texts


def summarise_article(issue: Issue, article: Article, text: str) -> ArticleSummary:
    """Return the summary of an article; `text` is its encoded text."""
    results = article_results(article, issue.date)
    return ArticleSummary(
        **{name: getattr(article, name) for name in ENTRY_FIELDS},
        span=NO_SPAN,
        index=article.index,
        extract=article_opening(article, EXTRACT_LENGTH),
        measures=tuple(
            MeasureSummary(
                measure.id,
                measure.marker,
                measure.heading,
                clip_extract(measure.text, MEASURE_EXTRACT_LENGTH),
                tuple(own.theme for own in measure.themes),
                tuple(own.words for own in measure.themes),
                results.measures.get(measure.id, ""),
            )
            for measure in article.measures
        ),
        notable=results.notable,
        text_digest=compute_text_digest(text),
    )


def compute_text_digest(text: str) -> str:
    """Return the digest of an encoded text: equal digests mean equal texts."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def show_article(issue: Issue, article: Article) -> ArticleText:
    """Return the text of an article with its quantities marked and listed."""
    units = iter(text_units(article, issue.date))
    return ArticleText(
        index=article.index,
        title=article.title,
        contributor=article.contributor,
        lead=show_blocks(article.lead, units),
        items=show_items(article.items, units),
        sections=tuple(
            ShownSection(
                section.id,
                section.position,
                section.marker,
                section.title,
                render_text(section.title_content),
                show_items(section.items, units),
            )
            for section in article.sections
        ),
        notes_html=render_notes(article.notes),
        opening=article_opening(article, DESCRIPTION_LENGTH),
        quantities=list_quantities(article, issue.date),
    )


def show_blocks(blocks: Iterable[Block], units: Iterator[TextUnit]) -> tuple[ShownBlock, ...]:
    """Return blocks with their quantities marked."""
    return tuple(show_block(block, next(units)) for block in blocks)


def show_block(block: Block, unit: TextUnit) -> ShownBlock:
    """Return a block with its quantities marked."""
    return ShownBlock(render_block(block.mark(build_marks(unit)) if unit.quantities else block))


def show_items(items: Iterable[Block | Measure], units: Iterator[TextUnit]) -> tuple[ShownItem, ...]:
    """Return blocks and measures with their quantities marked."""
    return tuple(
        show_block(item, next(units)) if isinstance(item, Block) else show_measure(item, next(units), units)
        for item in items
    )


def show_measure(measure: Measure, heading: TextUnit, units: Iterator[TextUnit]) -> ShownMeasure:
    """Return a measure with its quantities marked."""
    return ShownMeasure(
        measure.id,
        measure.position,
        measure.marker,
        measure.heading,
        render_text(measure.heading_content.mark(build_marks(heading))),
        measure.stop,
        show_blocks(measure.body, units),
    )
