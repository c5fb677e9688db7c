"""`show --json`: complete, and just what its JSON Schema describes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from taizhou_brief.cli import run_command
from taizhou_brief.formats.archive_yaml import parse_settings
from taizhou_brief.formats.briefing import issue_to_json, parse
from taizhou_brief.formats.briefing.json_form import json_schema
from tests.project import CASES

ROOT = Path(__file__).parents[3]
BRIEFINGS = sorted([*ROOT.glob("briefings/*/*.md"), *CASES.glob("golden/*/briefings/*/*.md")])
SETTINGS = """\
title: 某市简报
issuer: 某办
counties:
- {name: 东山县, slug: dongshan}
themes:
- {id: jobs, label: 就业}
"""
TEXT = f"""\
---
number: 7
total: 107
date: 2021-12-01
copies: 80
disclosure: internal
source: {{file: 简报.docx, sha256: {"AB" * 32}}}
editor_note: 供各地参考，共 3 篇。
articles:
- {{title: 甲, counties: [东山县, 东山县〔建议〕], themes: [jobs], contributor: 东山县委}}
errata:
- {{at: 1/s1m1, printed: 结, corrected: 余, date: 2022-01-05}}
---

# 甲

导语。

### （一）前面的事

一是早做。真做。

二是快做。真快。

## 一、节

节首的话。

### （一）小标题

一是增岗位。同比增加 5 个，男女比例 6:4。

二是办夜校。好。

### （二）又一个

三是涨薪。好。

四是留人。好。
"""


def shown(text: str = TEXT) -> dict[str, Any]:
    """Return the JSON of a text."""
    settings, _ = parse_settings(SETTINGS, "briefings/archive.yaml")
    assert settings is not None
    return issue_to_json(parse(text, "briefings/2021/07.md", settings), settings)


def forbid_other_keys(schema: Any) -> Any:
    """Return a schema that allows only the keys it describes."""
    if isinstance(schema, list):
        return [forbid_other_keys(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    strict = {key: forbid_other_keys(item) for key, item in schema.items()}
    return {**strict, "additionalProperties": False} if "required" in schema else strict


STRICT = jsonschema.Draft202012Validator(forbid_other_keys(json_schema()))


@pytest.mark.parametrize("path", BRIEFINGS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_archive_fits_the_schema(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the command prints has all keys of the schema and no other, also for a file with errors."""
    run_command(["show", str(path), "--root", str(path.parents[2]), "--json"])
    STRICT.validate(json.loads(capsys.readouterr().out))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "甲",
        "---\nnumber: x\n---\n# 甲\n",
        "---\nerrata: [{at: 甲}]\nsource: {}\n---\n",
        TEXT[:400],
    ],
)
def test_any_text_fits_the_schema(text: str) -> None:
    """What cannot be read is null or empty."""
    STRICT.validate(shown(text))


def test_the_front_matter_is_complete() -> None:
    """Every key of the front matter is there under its own name."""
    found = shown()
    assert [d["code"] for d in found["diagnostics"]] == ["F024", "F025"]
    assert (found["total"], found["copies"], found["disclosure"]) == (107, 80, "internal")
    assert found["source"] == {"file": "简报.docx", "sha256": "ab" * 32}
    assert found["errata"] == [{"at": "1/s1m1", "printed": "结", "corrected": "余", "date": "2022-01-05", "reason": ""}]
    (note,) = found["editor_note"]
    assert (note["text"], note["figures"][0]["text"]) == ("供各地参考，共3篇。", "3篇")
    (article,) = found["articles"]
    assert (article["contributor"], article["themes"], article["undecided"]) == ("东山县委", ["就业"], ["counties"])


def test_subsections_have_their_measures() -> None:
    """A third-level heading and the ids of the measures below it, in sections and outside them."""
    (article,) = shown()["articles"]
    assert article["subsections"] == [{"title": "（一）前面的事", "measures": ["m1", "m2"]}]
    assert [(block["text"], block["level"]) for block in article["paragraphs"]] == [("（一）前面的事", 3)]
    (section,) = article["sections"]
    assert section["subsections"] == [
        {"title": "（一）小标题", "measures": ["s1m1", "s1m2"]},
        {"title": "（二）又一个", "measures": ["s1m3", "s1m4"]},
    ]
    assert [block["level"] for block in section["paragraphs"]] == [0, 3, 3]


def test_quantities_have_direction_and_ratio() -> None:
    """An increase is marked, a ratio is given as one."""
    (article,) = shown()["articles"]
    more, ratio = article["sections"][0]["measures"][0]["figures"]
    assert (more["text"], more["direction"], more["ratio"]) == ("5个", "增", None)
    assert (ratio["value"], ratio["ratio"], ratio["kind"]) == ("6:4", "6:4", "ratio")
