"""The columns of the dataset."""

from __future__ import annotations

import jsonschema

from taizhou_brief.site.dataset.columns import COLUMNS, KEYS, KINDS, json_schema


def test_keys_and_titles_are_unique() -> None:
    """One key and one title a column."""
    assert len({column.key for column in COLUMNS}) == len({column.title for column in COLUMNS}) == len(COLUMNS)
    assert tuple(column.key for column in COLUMNS) == KEYS
    assert all(column.about and not column.about.isascii() for column in COLUMNS)
    assert len(set(KINDS.values())) == len(KINDS)


def test_the_schema_requires_what_is_never_missing() -> None:
    """And allows nothing else."""
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    required = set(schema["items"]["required"])
    assert required == {column.key for column in COLUMNS if not column.optional}
    assert not jsonschema.Draft202012Validator(schema).is_valid([{"text": "12个"}])
    assert jsonschema.Draft202012Validator(schema).is_valid([])
