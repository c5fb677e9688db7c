"""Quantities of a text, with exact spans and values in base units."""

from __future__ import annotations

from taizhou_brief.quantities.candidates import match_quantity
from taizhou_brief.quantities.cut_quantities import SIDE_LENGTH, cuts_quantity
from taizhou_brief.quantities.description import CLAUSE_GAP, normalised_clause
from taizhou_brief.quantities.finder import find_quantities
from taizhou_brief.quantities.list_items import JOINT, find_list_numbers, find_run_on_items, join_list_number
from taizhou_brief.quantities.period_labels import describe_time, period_label
from taizhou_brief.quantities.printing import (
    PrintedParts,
    clip_clause,
    high_text,
    plain_decimal,
    split_printed,
    value_text,
)
from taizhou_brief.quantities.results import Result, choose_results, find_results, select_results
from taizhou_brief.quantities.subjects import find_subject
from taizhou_brief.quantities.text_units import (
    IssueQuantities,
    TextUnit,
    find_cut_paragraphs,
    find_leading_end,
    find_trailing_start,
    issue_quantities,
    iter_items,
    text_units,
)

__all__ = [
    "CLAUSE_GAP",
    "JOINT",
    "SIDE_LENGTH",
    "IssueQuantities",
    "PrintedParts",
    "Result",
    "TextUnit",
    "choose_results",
    "clip_clause",
    "cuts_quantity",
    "describe_time",
    "find_cut_paragraphs",
    "find_leading_end",
    "find_list_numbers",
    "find_quantities",
    "find_results",
    "find_run_on_items",
    "find_subject",
    "find_trailing_start",
    "high_text",
    "issue_quantities",
    "iter_items",
    "join_list_number",
    "match_quantity",
    "normalised_clause",
    "period_label",
    "plain_decimal",
    "select_results",
    "split_printed",
    "text_units",
    "value_text",
]
