"""The columns of the dataset."""

from __future__ import annotations

import jsonschema

from taizhou_brief.site.dataset.columns import (
    ARTICLE_COLUMNS,
    COLUMNS,
    FIGURE_CELLS,
    FIGURE_COLUMNS,
    KINDS,
    SENTENCE_COLUMN,
    json_schema,
)


def test_keys_and_titles_are_unique() -> None:
    """One key and one title a column."""
    assert len({column.key for column in COLUMNS}) == len({column.title for column in COLUMNS}) == len(COLUMNS)
    assert (*ARTICLE_COLUMNS, *FIGURE_COLUMNS, SENTENCE_COLUMN) == COLUMNS
    assert [column.key for column in FIGURE_CELLS[:3]] == ["issue", "article", "text"]
    assert all(column.about and not column.about.isascii() for column in COLUMNS)
    assert len(set(KINDS.values())) == len(KINDS)


def test_the_schema_requires_what_is_never_missing() -> None:
    """And allows nothing else."""
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    article = schema["items"]
    assert set(article["required"]) == {"figures", *(column.key for column in ARTICLE_COLUMNS if not column.optional)}
    figure = article["properties"]["figures"]["items"]
    columns = (*FIGURE_COLUMNS, SENTENCE_COLUMN)
    assert set(figure["required"]) == {column.key for column in columns if not column.optional}
    assert not article["additionalProperties"]
    assert not figure["additionalProperties"]
    assert not jsonschema.Draft202012Validator(schema).is_valid([{"title": "题"}])
    assert jsonschema.Draft202012Validator(schema).is_valid([])
