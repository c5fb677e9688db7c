"""Writer of the body of a briefing: articles to Markdown that is read back as equal articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.formats.briefing.markers import match_marker
from taizhou_brief.formats.briefing.writer import END_OF_SERIES
from taizhou_brief.formats.markdown.writer import (
    Labels,
    write_blocks,
    write_heading,
    write_item,
    write_note,
    write_paragraph,
)
from taizhou_brief.model.block import Block, Note
from taizhou_brief.model.issue import Article, Measure, split_scopes
from taizhou_brief.model.text import Mark, Text, concatenate

_LIST_MARKER = lazy_compile(r"[0-9]{1,2}\. ?")


def write_body(articles: Iterable[Article]) -> str:
    """Return the articles, each with those of its footnotes that no article before it has."""
    written: dict[str, str] = {}
    """Text of each footnote by its label."""
    parts: list[str] = []
    for article in articles:
        labels = {note.id: _choose_label(note, written) for note in article.notes}
        parts += _write_article(article, labels)
        for note in article.notes:
            if labels[note.id] not in written:
                written[labels[note.id]] = note.text
                parts.append(write_note(note, labels[note.id], labels))
    return "\n\n".join(parts) + "\n" if parts else ""


def _choose_label(note: Note, written: Mapping[str, str]) -> str:
    """Return the label of a footnote, or another one if a different footnote has it."""
    return note.label if written.get(note.label, note.text) == note.text else note.id


def _write_article(article: Article, labels: Labels) -> Iterator[str]:
    yield write_heading(1, Text(article.title, _find_title_references(article)), labels)
    yield from write_blocks(article.lead, labels)
    yield from _write_items(article.items, labels)
    for section in article.sections:
        yield write_heading(2, concatenate((Text(section.marker), section.title_content)), labels)
        yield from _write_items(section.items, labels)


def _find_title_references(article: Article) -> tuple[Mark, ...]:
    """Find the references to footnotes that no text has: they are in the title, of which only words are kept."""
    items = chain(article.lead, article.items, *(section.items for section in article.sections))
    texts = [section.title_content for section in article.sections]
    for item in items:
        texts += _list_contents((item,)) if isinstance(item, Block) else _list_measure_contents(item)
    texts += _list_contents(block for note in article.notes for block in note.blocks)
    known = {mark.id for text in texts for mark in text.marks if mark.kind == "note"}
    end = len(article.title)
    missing = ((note, name) for note in article.notes for name in note.references if name not in known)
    return tuple(Mark(end, end, 0, "note", note.id, name) for note, name in missing)


def _list_measure_contents(measure: Measure) -> tuple[Text, ...]:
    return (measure.heading_content, *_list_contents(measure.body))


def _list_contents(blocks: Iterable[Block]) -> tuple[Text, ...]:
    return tuple(content for block in blocks for content in block.contents)


def _write_items(items: Sequence[Block | Measure], labels: Labels) -> Iterator[str]:
    """Yield prose and measures, with a line `###` where a series ends."""
    for scope in split_scopes(items):
        yield from _write_scope(scope, labels)
        if isinstance(scope[-1], Measure) and scope[-1].ends_series:
            yield END_OF_SERIES


def _write_scope(items: Sequence[Block | Measure], labels: Labels) -> Iterator[str]:
    """Yield prose and measures, whose first words are those of a paragraph or of an item of a list."""
    blocks: list[Block] = []
    measures = [item for item in items if isinstance(item, Measure)]
    is_sequence = [measure.ordinal for measure in measures] == list(range(1, len(measures) + 1))
    as_list = is_sequence and any(map(_hides_marker, measures))
    for item in items:
        if isinstance(item, Block):
            blocks.append(item)
            continue
        yield from write_blocks(blocks, labels)
        blocks = []
        if as_list and _LIST_MARKER.fullmatch(item.marker):
            opening, rest = _split_measure(item)
            content = "\n\n".join((write_paragraph(opening, labels), *write_blocks(rest, labels)))
            yield write_item(item.marker.rstrip(), content)
        else:
            opening, blocks = _split_measure(item)
            yield write_paragraph(concatenate((Text(item.marker), opening)), labels)
    yield from write_blocks(blocks, labels)


def _hides_marker(measure: Measure) -> bool:
    """Return whether a measure of a list `1. 2.` contains a paragraph that would be a measure outside the list."""
    return bool(_LIST_MARKER.fullmatch(measure.marker)) and any(
        block.kind == "paragraph" and match_marker(block.content.plain) for block in _split_measure(measure)[1]
    )


def _split_measure(measure: Measure) -> tuple[Text, list[Block]]:
    """Return the content of the paragraph that opens a measure, without its marker, and the other blocks."""
    opening, blocks = [measure.heading_content, Text(measure.stop)], list(measure.body)
    if measure.stop and blocks and blocks[0].kind == "paragraph":
        opening.append(blocks.pop(0).content)
    return concatenate(opening), blocks
