"""An issue as plain data: the shape that `show --json` prints and other tools read."""

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
    """The issue with its diagnostics. Dates are ISO strings, what is missing is null, themes are labels."""
    return {**_issue(parsed.issue, settings), "diagnostics": [to_dict(d) for d in parsed.diagnostics]}


def _issue(issue: Issue, settings: Settings) -> dict[str, Any]:
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
        "articles": [_article(article, issue.date, settings) for article in issue.articles],
    }


def _article(article: Article, day: date, settings: Settings) -> dict[str, Any]:
    return {
        "title": article.title,
        "counties": list(article.counties),
        "themes": _labels(article.themes, settings),
        "suggested_counties": list(article.suggested_counties),
        "suggested_themes": _labels(article.suggested_themes, settings),
        "undecided": list(article.undecided),
        "lead": [_text(block, day) for block in article.lead],
        "measures": [_measure(measure, day) for measure in article.own_measures],
        "sections": [_section(section, day) for section in article.sections],
    }


def _labels(themes: Iterable[str], settings: Settings) -> list[str]:
    return [theme.label if (theme := settings.theme(name)) else name for name in themes]


def _section(section: Section, day: date) -> dict[str, Any]:
    return {
        "number": section.number or None,
        "title": section.title,
        "measures": [_measure(measure, day) for measure in section.measures],
        "paragraphs": [_text(block, day) for block in section.paragraphs],
    }


def _measure(measure: Measure, day: date) -> dict[str, Any]:
    return {
        "id": measure.id,
        "ordinal": measure.ordinal,
        "heading": measure.heading,
        "heading_figures": _figures(measure.heading, day),
        "text": measure.text,
        "figures": _figures(measure.text, day),
    }


def _text(block: Block, day: date) -> dict[str, Any]:
    return {"text": block.text, "figures": _figures(block.text, day)}


def _figures(text: str, day: date) -> list[dict[str, Any]]:
    return [_figure(figure) for figure in find_quantities(text, day)]


def _figure(figure: Quantity) -> dict[str, Any]:
    """Values are text, so that no reader rounds them; `start` and `end` count the characters of the text beside it."""
    return {
        "text": figure.text,
        "value": value_text(figure),
        "value_high": high_text(figure) or None,
        "unit": figure.unit or None,
        "kind": figure.kind,
        "qualifier": figure.qualifier or None,
        "as_of": figure.as_of or None,
        "start": figure.start,
        "end": figure.end,
    }
