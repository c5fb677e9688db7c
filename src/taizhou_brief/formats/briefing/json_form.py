"""Issue as plain data, in the form that `show --json` prints and other tools read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from taizhou_brief.diagnostics import to_dict
from taizhou_brief.formats.briefing.result import ParseResult
from taizhou_brief.model.issue import NO_DATE, Article, Block, Issue, Measure, Section
from taizhou_brief.model.quantity import Quantity
from taizhou_brief.model.settings import Settings
from taizhou_brief.quantities import find_quantities, high_text, value_text


def issue_to_json(parsed: ParseResult, settings: Settings) -> dict[str, Any]:
    """Convert an issue with its diagnostics. Dates are ISO strings, missing values are null, themes are labels."""
    return {**_issue_fields(parsed.issue, settings), "diagnostics": [to_dict(d) for d in parsed.diagnostics]}


def _issue_fields(issue: Issue, settings: Settings) -> dict[str, Any]:
    return {
        "number": issue.number or None,
        "supplement": issue.supplement,
        "date": None if issue.date == NO_DATE else issue.date.isoformat(),
        "printed": issue.printed.isoformat() if issue.printed else None,
        "issuer": issue.issuer,
        "report_to": list(issue.report_to),
        "send_to": list(issue.send_to),
        "distribute_to": list(issue.distribute_to),
        "edition": issue.edition,
        "articles": [_article_fields(article, issue.date, settings) for article in issue.articles],
    }


def _article_fields(article: Article, day: date, settings: Settings) -> dict[str, Any]:
    return {
        "title": article.title,
        "counties": list(article.counties),
        "themes": _theme_labels(article.themes, settings),
        "suggested_counties": list(article.suggested_counties),
        "suggested_themes": _theme_labels(article.suggested_themes, settings),
        "undecided": list(article.undecided),
        "lead": [_block_fields(block, day) for block in article.lead],
        "measures": [_measure_fields(measure, day) for measure in article.own_measures],
        "sections": [_section_fields(section, day) for section in article.sections],
    }


def _theme_labels(themes: Iterable[str], settings: Settings) -> list[str]:
    return [theme.label if (theme := settings.theme(name)) else name for name in themes]


def _section_fields(section: Section, day: date) -> dict[str, Any]:
    return {
        "number": section.number or None,
        "title": section.title,
        "measures": [_measure_fields(measure, day) for measure in section.measures],
        "paragraphs": [_block_fields(block, day) for block in section.paragraphs],
    }


def _measure_fields(measure: Measure, day: date) -> dict[str, Any]:
    return {
        "id": measure.id,
        "ordinal": measure.ordinal,
        "heading": measure.heading,
        "heading_figures": _list_quantities(measure.heading, day),
        "text": measure.text,
        "figures": _list_quantities(measure.text, day),
    }


def _block_fields(block: Block, day: date) -> dict[str, Any]:
    return {"text": block.text, "figures": _list_quantities(block.text, day)}


def _list_quantities(text: str, day: date) -> list[dict[str, Any]]:
    return [_quantity_fields(quantity) for quantity in find_quantities(text, day)]


def _quantity_fields(quantity: Quantity) -> dict[str, Any]:
    """Convert a quantity. Values are text, so that no reader rounds them; `start` and `end` count characters."""
    return {
        "text": quantity.text,
        "value": value_text(quantity),
        "value_high": high_text(quantity) or None,
        "unit": quantity.unit or None,
        "kind": quantity.kind,
        "qualifier": quantity.qualifier or None,
        "as_of": quantity.as_of or None,
        "start": quantity.start,
        "end": quantity.end,
    }
