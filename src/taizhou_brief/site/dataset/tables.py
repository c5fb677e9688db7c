"""Rows of the tables of issues and measures: cells of the CSV and objects of the JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import Issue, Measure
from taizhou_brief.site.dataset.columns import ISSUE_COLUMNS, MEASURE_COLUMNS, DatasetColumn
from taizhou_brief.site.dataset.labels import ADDRESS, LABELS
from taizhou_brief.site.dataset.serialise import DISCLOSURE_LABELS, EDITION_LABELS, issue_label, protect_cell

Values = tuple[str | int, ...]
"""Values of a row in the order of the columns; an empty text is none."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def list_issue_values(issue: Issue, figures: int) -> Values:
    """List the values of an issue."""
    return (
        str(issue.id),
        issue.date.isoformat(),
        issue.printed.isoformat() if issue.printed else "",
        issue.total or "",
        issue.issuer,
        len(issue.articles),
        sum(len(article.measures) for article in issue.articles),
        figures,
        f"{ADDRESS}{issue.id.url}{ADDRESS}",
        issue.edition,
        issue.disclosure,
    )


def list_measure_values(issue: Issue) -> Iterator[Values]:
    """List the values of each measure of an issue, in the order of the text."""
    for article in issue.articles:
        url = Address(article.index).url(issue.id)
        for measure in article.measures:
            yield (
                str(issue.id),
                article.index,
                measure.id,
                measure.marker,
                measure.heading,
                measure.text.strip(),
                mark_themes(measure),
                f"{url}#{measure.id}",
            )


def mark_themes(measure: Measure) -> str:
    """Return the ids of the themes that a measure is about, marked; empty if there are none."""
    ids = " ".join(own.theme for own in measure.themes)
    return f"{LABELS}{ids}{LABELS}" if ids else ""


def write_cells(columns: tuple[DatasetColumn, ...], values: Values) -> tuple[str, ...]:
    """Write values as cells of the CSV."""
    return tuple(write_cell(column.key, value) for column, value in zip(columns, values, strict=True))


def write_cell(key: str, value: str | int) -> str:
    """Write a value as a cell, in Chinese where it is a code."""
    if isinstance(value, int):
        return str(value)
    if key == "issue":
        return issue_label(value)
    if key in {"edition", "disclosure"}:
        return {**EDITION_LABELS, **DISCLOSURE_LABELS}.get(value, value)
    return value if key in {"date", "printed"} else protect_cell(value)


def write_object(columns: tuple[DatasetColumn, ...], values: Values) -> str:
    """Write values as an object of the JSON, without those that are missing."""
    return f"{{{','.join(_list_members(columns, values))}}}"


def _list_members(columns: tuple[DatasetColumn, ...], values: Values) -> Iterator[str]:
    address = ""
    for column, value in zip(columns, values, strict=True):
        if column.key == "url":  # what replaces it has a comma at its end, or is nothing
            address = f"{value}"
        elif column.key == "themes":
            yield f'"themes":{value or "[]"}'
        elif value != "" or not column.optional:
            yield f'{address}"{column.key}":{_encode(value)}'
            address = ""


def write_issue(issue: Issue, figures: int) -> tuple[tuple[str, ...], str]:
    """Write an issue as cells and as an object."""
    values = list_issue_values(issue, figures)
    return write_cells(ISSUE_COLUMNS, values), write_object(ISSUE_COLUMNS, values)


def write_measures(issue: Issue) -> tuple[list[tuple[str, ...]], str]:
    """Write the measures of an issue as cells and as objects with commas between."""
    rows = list(list_measure_values(issue))
    objects = (write_object(MEASURE_COLUMNS, values) for values in rows)
    return [write_cells(MEASURE_COLUMNS, values) for values in rows], ",\n".join(objects)
