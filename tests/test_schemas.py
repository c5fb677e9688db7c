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

from taizhou_brief.diagnostics import select_errors
from taizhou_brief.formats import archive_yaml
from taizhou_brief.formats.briefing import front_matter, json_form
from taizhou_brief.site import dataset

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = {
    "archive": archive_yaml.json_schema,
    "briefing": front_matter.json_schema,
    "figures": dataset.json_schema,
    "issue": json_form.json_schema,
}
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
    jsonschema.validate(as_editors_read(text), archive_yaml.json_schema())


def test_a_front_matter_fits_the_schema() -> None:
    """An editor shows no complaint about a good front matter, and one about an unknown key."""
    good = "number: 08\ndate: 2021-12-01\narticles:\n- {title: 甲, counties: 乙县, themes: [丙, 丁]}\n"
    jsonschema.validate(as_editors_read(good), front_matter.json_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(as_editors_read(good + "nubmer: 7\n"), front_matter.json_schema())


SETTINGS_CASES = """\
foo: 1
title: 2021
title: [a]
title: ''
title:
title: true
base_url: https://a.cn/x
base_url: www.a.cn
base_url: https://a.cn/?x
language: zh
language: 中文
disclosure: internal
disclosure:
disclosure: 公开
footer:
footer: ~
footer: {icp: }
citation: 2015
citation: '2025'
citation: 1987
region: {name: x, code: '331000'}
region: {name: x, code: 331000}
region: {code: '33100'}
region: {nam: x}
region: x
site: {id_code: '3310000001'}
site: {id_code: bm12345678}
site: {id_code: '123'}
site: {domain: 'https://a.cn'}
counties: {name: 甲县, slug: jia}
counties:
counties: [{name: 甲县}]
counties: [{name: 甲县, slug: Jia_1}]
counties: [{name: 甲县, slug: jia, at: [1, 2]}]
counties: [{name: 甲县, slug: jia, at: [1]}]
counties: [{name: 甲县, slug: jia, at: [1, 21]}]
counties: [{name: 甲县, slug: jia, at: ['1', '２']}]
counties: [{name: 甲县, slug: 12}]
counties: [{name: 甲县, slug: jia, aliases: 甲}]
counties: [{name: 甲县, slug: jia, aliases: [甲、乙]}]
themes: [{id: a, label: 甲}]
themes: [{id: a}]
themes: [{id: 1, label: 甲}]
terms: [甲, [乙, 丙]]
terms: [[]]
silenced: [{rule: N402, file: 2021/07, reason: x}]
silenced: [{rule: N402, file: 2021/07}]
silenced: [{rule: n402, file: 2021/07, reason: x}]
silenced: [{rule: N402, file: 7, reason: x}]
portal: {name: x, url: 'ftp://a'}
footer: {icp: 浙ICP备1号, error_report_url: 'https://a.cn'}
"""
FRONT_CASES = """\
number: 07
number: '07'
number: ０７
number: 0
number: 10000
number: '10000'
number: 七
number: [7]
date: 2021/12/1
date: 2021年12月1日
articles: []
articles: 题
articles: [{counties: []}]
articles: {title: 题, counties: [], themes: []}
articles: [{title: 题, themes: []}]
articles: [{title: 题, counties: [甲县，乙县], themes: []}]
articles: [{title: 题, author: 甲}]
articles: [{title: 题, counties: [], themes: [], contributor: 甲}]
supplement: true
supplement: 是
supplement: 'true'
edition: digest
edition: 摘编
copies: 80
copies: 80份
total: 0
report_to: 甲
report_to: [1, 2]
report_to: {a: 1}
report_to:
issuer: no
source: {file: a.docx, sha256: {sha}}
source: {file: a.docx}
source: {file: a.docx, sha256: abc}
editor_note: 12
editor_note: [甲]
errata: [{at: 1, printed: 题, corrected: 体, date: 2021-12-02}]
errata: [{at: 1, printed: 题, corrected: 体}]
errata: [{at: 1/x, printed: 题, corrected: 体, date: 2021-12-02}]
disclosure: secret
disclosure:
disclosure: ~
issuer: null
issuer: 'null'
copies:
total: ~
supplement:
printed:
editor_note:
editor_note: ''
editor_note: ~
errata: ~
source:
report_to: [甲, ~]
report_to: ['~']
articles: [{title: 题, counties: ~, themes: []}]
foo: 1
"""


def merged(base: str, change: str) -> str:
    """A small mapping with one line of it replaced, or one added."""
    lines = base.splitlines()
    kept = [line for line in lines if line.split(":")[0] != change.split(":", maxsplit=1)[0]]
    return "\n".join([*kept, change, ""])


def fits(text: str, name: str) -> bool:
    """Whether a schema has nothing against a text."""
    return jsonschema.Draft202012Validator(SCHEMAS[name]()).is_valid(as_editors_read(text))


@pytest.mark.parametrize("change", ["", *SETTINGS_CASES.splitlines()])
def test_the_schema_of_the_settings_says_what_the_program_says(change: str) -> None:
    """What one refuses the other refuses, what one takes the other takes."""
    text = merged("title: 某市工作简报\nissuer: 办", change)
    assert fits(text, "archive") == (archive_yaml.parse_settings(text, "briefings/archive.yaml")[0] is not None)


@pytest.mark.parametrize("change", ["", *FRONT_CASES.splitlines()])
def test_the_schema_of_the_front_matter_says_what_the_program_says(change: str) -> None:
    """The same, for what a schema can say; that a place is in the settings it cannot."""
    text = merged(
        "number: 7\ndate: 2021-12-01\narticles: [{title: 题, counties: [], themes: []}]",
        change.replace("{sha}", "a" * 64),
    )
    known, _ = archive_yaml.parse_settings("title: 某市工作简报\nissuer: 办\n", "briefings/archive.yaml")
    assert known is not None
    found = front_matter.read_front_matter(f"---\n{text}---\n", "lone.md", known).diagnostics
    assert fits(text, "briefing") == (not select_errors(found)), found
