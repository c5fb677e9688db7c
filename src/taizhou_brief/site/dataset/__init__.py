"""The dataset 数据台账: every quantity of the archive with its source, as files and as table rows for pages.

The files of each year are built and cached separately, so that a changed issue rebuilds only its own year; the files of
all years are joined from the bytes of the years' files.
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
    owns_series,
    owns_year,
    year_tasks,
)
from taizhou_brief.site.dataset.columns import COLUMNS, KINDS, DatasetColumn, json_schema
from taizhou_brief.site.dataset.records import QuantityRecord, build_quantity_records
from taizhou_brief.site.dataset.serialise import issue_label
from taizhou_brief.site.dataset.year_tables import (
    ArticleHeader,
    QuantityRow,
    TablePage,
    YearTable,
    build_year_table_script,
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
    "build_quantity_records",
    "build_series_file",
    "build_year_files",
    "build_year_table_script",
    "combined_files",
    "issue_label",
    "json_schema",
    "load_year_tables",
    "owns_series",
    "owns_year",
    "year_tasks",
]
