"""Comparison of counties by theme: related measures side by side, like quantities, and what one county alone has."""

from __future__ import annotations

from taizhou_brief.site.comparison.files import CompareScript, CompareYear, build_compare_files, owns_compare_files
from taizhou_brief.site.comparison.mentions import Mentions
from taizhou_brief.site.comparison.page_rows import (
    ComparedArticle,
    Comparison,
    CountyColumn,
    compare_article,
    compare_counties,
)
from taizhou_brief.site.comparison.pieces import ComparePiece, build_compare_piece

__all__ = [
    "ComparePiece",
    "CompareScript",
    "CompareYear",
    "ComparedArticle",
    "Comparison",
    "CountyColumn",
    "Mentions",
    "build_compare_files",
    "build_compare_piece",
    "compare_article",
    "compare_counties",
    "owns_compare_files",
]
