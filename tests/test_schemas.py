"""The JSON Schemas in `schemas/` are those of the key tables; `GOLDEN=write` writes them anew."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from taizhou_brief import settings
from taizhou_brief.parse import front

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = {"archive": settings.json_schema, "briefing": front.json_schema}
REWRITE = os.environ.get("GOLDEN") == "write"


def as_editors_read(text: str) -> Any:
    """Read YAML with types, days as text, as the schema support of editors does."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        if isinstance(value, list):
            return [plain(item) for item in value]
        return value.isoformat() if isinstance(value, dt.date) else value

    return plain(yaml.safe_load(text))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_in_the_repository_is_current(name: str) -> None:
    """What editors check with is what the program reads by."""
    path = ROOT / "schemas" / f"{name}.schema.json"
    current = json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=2) + "\n"
    if REWRITE:
        path.write_text(current, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == current


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_is_a_schema(name: str) -> None:
    """Draft 2020-12 accepts it."""
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name]())


def test_the_settings_of_the_repository_fit_the_schema() -> None:
    """An editor shows no complaint about `archive.yaml`."""
    text = (ROOT / "briefings" / "archive.yaml").read_text(encoding="utf-8")
    jsonschema.validate(as_editors_read(text), settings.json_schema())


def test_a_front_matter_fits_the_schema() -> None:
    """An editor shows no complaint about a good front matter, and one about an unknown key."""
    good = "number: 08\ndate: 2021-12-01\narticles:\n- {title: 甲, counties: 乙县, themes: [丙, 丁]}\n"
    jsonschema.validate(as_editors_read(good), front.json_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(as_editors_read(good + "nubmer: 7\n"), front.json_schema())
