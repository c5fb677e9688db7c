"""A key without a value is an error, in settings and front matter, whatever the key: no default takes its place.

The keys are those of the JSON Schemas, so that a new one is tested as soon as it is there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from taizhou_brief import parse
from taizhou_brief.cli import run_command
from taizhou_brief.diagnostics import Diagnostic, Severity
from taizhou_brief.formats.archive_yaml import parse_settings
from tests.project import ROOT, Project, briefing

KEPT, _ = parse_settings("title: 某市工作简报\nissuer: 办\n", "briefings/archive.yaml")
NOTHINGS = ("", "''", '""', "' '", "~", "null", "Null", "NULL")


def keys(schema: dict[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every key of a schema with the keys it is below; `-` means an entry of a list."""
    for way in (schema, *schema.get("anyOf", ())):
        for name, inner in way.get("properties", {}).items():
            yield (*above, name)
            yield from keys(inner, (*above, name))
        if "items" in way:
            yield from keys(way["items"], (*above, "-"))


def schema(name: str) -> dict[str, Any]:
    """One of the published schemas."""
    found: dict[str, Any] = json.loads((ROOT / f"schemas/{name}.schema.json").read_text("utf-8"))
    return found


def written(path: tuple[str, ...], value: str) -> tuple[str, int]:
    """A text in which the last key of a path has this value, and the line that the key is on."""
    rows = [""]
    for depth, key in enumerate(path):
        if key == "-":
            rows.append("  " * (depth - 1) + "- ")
        elif rows[-1].endswith("- "):
            rows[-1] += f"{key}:"
        else:
            rows.append("  " * depth + f"{key}:")
    text = "\n".join(rows[1:]) + f" {value}\n"
    return text, len(rows) - 1


def said(name: str, text: str) -> tuple[Diagnostic, ...]:
    """What is wrong with a text as settings or as front matter; without the line of the `---`."""
    if name == "archive":
        return parse_settings(text, "briefings/archive.yaml")[1]
    assert KEPT is not None
    return parse(f"---\n{text}---\n", "lone.md", KEPT).diagnostics


CASES = [(name, path) for name in ("archive", "briefing") for path in dict.fromkeys(keys(schema(name)))]


def test_there_are_keys_to_test() -> None:
    """The walk finds those at the top, in a mapping and in a list of mappings."""
    paths = {path for _, path in CASES}
    assert {("disclosure",), ("source", "sha256"), ("errata", "-", "reason"), ("counties", "-", "short")} <= paths


@pytest.mark.parametrize(("name", "path"), CASES, ids=lambda part: part if isinstance(part, str) else ".".join(part))
def test_a_key_without_a_value_is_an_error(name: str, path: tuple[str, ...]) -> None:
    """Nothing, an empty or blank text, and the words by which YAML means nothing: each is told once, on its line."""
    for value in NOTHINGS:
        text, line = written(path, value)
        found = [d for d in said(name, text) if d.code in ("F003", "C003")]
        places = [(d.line, d.severity) for d in found]
        assert places == [(line + (name == "briefing"), Severity.ERROR)], (text, found)


@pytest.mark.parametrize("key", ["report_to", "send_to", "distribute_to"])
def test_a_name_that_means_nothing_is_an_error(key: str) -> None:
    """`~` and `null` are no addressees; in quotes they are what they say."""
    for word in ("~", "null", "NULL"):
        (found,) = (d for d in said("briefing", f"{key}: [市委, {word}]\n") if d.code == "F003")
        assert (found.line, found.column) == (2, len(key) + 8)
        assert not [d for d in said("briefing", f"{key}: [市委, '{word}']\n") if d.code == "F003"]
    assert not [d for d in said("briefing", f"{key}: []\n") if d.code == "F003"]


def test_an_internal_issue_is_not_published_by_an_empty_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither in the issue nor in the settings does `disclosure:` without a value mean public."""
    project = Project(tmp_path)
    project.write("2021/01", briefing(1, "2021-12-01", extra="disclosure:\n"))
    assert run_command(["build", "--root", str(project.root)]) == 1
    assert "briefings/2021/01.md:4:1 错误[F003]" in capsys.readouterr().err
    settings = (project.root / "briefings/archive.yaml").read_text("utf-8")
    project.write("briefings/archive.yaml", f"{settings}disclosure:\n")
    assert run_command(["build", "--root", str(project.root)]) == 2
    assert "错误[C003]" in capsys.readouterr().err
    assert not (project.site / "2021").exists()
