"""The dataset 数据台账: every quantity of the archive with its source, as files and as table rows for pages.

What an issue adds is computed once, as a `DatasetPiece`. The files of a year are joined from the pieces of its issues,
so that a changed issue changes the files of its own year only; pages get the pieces whose rows they show.
"""

from __future__ import annotations

from taizhou_brief.site.dataset.build import (
    VERSION,
    CountyYear,
    Dataset,
    DatasetYear,
    build_county_file,
    build_year_files,
    description_files,
    owns_county_file,
    owns_year,
    split_by_county,
)
from taizhou_brief.site.dataset.columns import COLUMNS, KINDS, DatasetColumn, json_schema
from taizhou_brief.site.dataset.labels import ThemeLabels
from taizhou_brief.site.dataset.pieces import (
    ArticleHeader,
    DatasetPiece,
    DatasetTexts,
    QuantityRow,
    build_dataset_piece,
)
from taizhou_brief.site.dataset.serialise import issue_label
from taizhou_brief.site.dataset.time_series import Observation, TimeSeries, find_series

__all__ = [
    "COLUMNS",
    "KINDS",
    "VERSION",
    "ArticleHeader",
    "CountyYear",
    "Dataset",
    "DatasetColumn",
    "DatasetPiece",
    "DatasetTexts",
    "DatasetYear",
    "Observation",
    "QuantityRow",
    "ThemeLabels",
    "TimeSeries",
    "build_county_file",
    "build_dataset_piece",
    "build_year_files",
    "description_files",
    "find_series",
    "issue_label",
    "json_schema",
    "owns_county_file",
    "owns_year",
    "split_by_county",
]
