"""The ledger 数据台账: every figure of the archive with its source, as files and as rows for pages.

Each year is made by itself and remembered, so that a changed issue costs its own year; the whole files are put together
from the years' bytes.
"""

from __future__ import annotations

from taizhou_brief.site.dataset.build import (
    VERSION,
    Dataset,
    SeriesTask,
    YearTask,
    build_dataset,
    build_series_file,
    build_year_files,
    combined_files,
    load_year_tables,
    year_tasks,
)
from taizhou_brief.site.dataset.columns import COLUMNS, KINDS, DatasetColumn, json_schema
from taizhou_brief.site.dataset.records import QuantityRecord, quantity_records
from taizhou_brief.site.dataset.serialise import issue_label
from taizhou_brief.site.dataset.year_tables import (
    ArticleHeader,
    QuantityRow,
    TablePage,
    YearTable,
    year_table_script,
)

__all__ = [
    "COLUMNS",
    "KINDS",
    "VERSION",
    "ArticleHeader",
    "Dataset",
    "DatasetColumn",
    "QuantityRecord",
    "QuantityRow",
    "SeriesTask",
    "TablePage",
    "YearTable",
    "YearTask",
    "build_dataset",
    "build_series_file",
    "build_year_files",
    "combined_files",
    "issue_label",
    "json_schema",
    "load_year_tables",
    "quantity_records",
    "year_table_script",
    "year_tasks",
]
