"""Writing of the recognised issue as a draft in the native format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from taizhou_brief.formats.briefing.writer import (
    END_OF_SERIES,
    Annotations,
    write_briefing,
    write_footnote,
    write_heading,
    write_paragraph,
    write_table,
)
from taizhou_brief.formats.markdown.escape import escape_markdown
from taizhou_brief.importer.recognise.body_elements import BodyElement
from taizhou_brief.importer.recognise.record import RecognisedArticle, RecognisedIssue
from taizhou_brief.model.identity import IssueId
from taizhou_brief.model.issue import NO_DATE, NO_NUMBER
from taizhou_brief.quantities import JOINT


def build_briefing_path(record: RecognisedIssue) -> str:
    """Return `briefings/2021/07.md`; empty if number or year is unknown."""
    front = record.front
    if front.number == NO_NUMBER or front.date == NO_DATE:
        return ""
    return IssueId(front.date.year, front.supplement, front.number).path


def write_draft(record: RecognisedIssue) -> str:
    """Return the whole draft; a list number and its text are separated by a plain space there."""
    front = replace(record.front, articles=tuple(article.entry for article in record.articles))
    note = "\n\n".join(escape_markdown(para.text) for para in record.editor_note).replace(JOINT, " ")
    annotations = Annotations({("editor_note",): note} if note else {})
    for index, article in enumerate(record.articles):
        annotations |= article.annotations.nest("articles", index)
    blocks = [block.replace(JOINT, " ") for article in record.articles for block in _write_article(article)]
    return write_briefing(front, blocks, annotations)


def _write_article(article: RecognisedArticle) -> Iterator[str]:
    """Yield the blocks of an article, with its footnotes at its end."""
    labels = frozenset(label for label, _ in article.footnotes)
    yield write_heading(1, article.title, labels)
    for element in article.elements:
        yield _write_element(element, labels)
    for label, text in article.footnotes:
        yield write_footnote(label, text, labels)


def _write_element(element: BodyElement, labels: frozenset[str]) -> str:
    """Return an element in Markdown."""
    if element.kind == "table":
        return write_table([row.cells for row in element.paragraph.rows], labels)
    if element.kind == "end":
        return END_OF_SERIES
    if element.kind in ("section", "third"):
        return write_heading(2 if element.kind == "section" else 3, element.text, labels)
    if element.marker:
        return write_paragraph(element.text[element.marker.length :], element.marker.text, labels)
    return write_paragraph(element.text, "", labels)
