"""The settings that `check --show-settings` prints are those that were read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from taizhou_brief.formats.archive_yaml import parse_settings
from taizhou_brief.formats.archive_yaml.keys import ARCHIVE
from taizhou_brief.formats.archive_yaml.listing import format_item, format_settings
from taizhou_brief.model.settings import Settings
from tests.project import ROOT, SETTINGS

PATH = "briefings/archive.yaml"
TEXTS = {
    "small": "title: 甲\n",
    "odd": "title: 'a: #b'\ncitation: 2015\n"
    "base_url: https://www.example.gov.cn/a\nfooter: {contact: '0576-1 \"x\"'}\n",
    "project": SETTINGS,
    "repository": (ROOT / PATH).read_text("utf-8"),
}


def without_places(settings: Settings | None) -> Settings:
    """Return settings whose suppressions are on no line."""
    assert settings is not None
    return replace(settings, silenced=tuple(replace(s, line=0, column=0) for s in settings.silenced))


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_printed_is_read_back_as_the_same_settings(name: str) -> None:
    """Every key is written once, as a value or as a comment."""
    settings, _ = parse_settings(TEXTS[name], PATH)
    assert settings is not None
    printed = format_settings(settings, TEXTS[name], PATH)
    again, problems = parse_settings(printed, PATH)
    assert problems == ()
    assert without_places(again) == without_places(settings)
    for field in ARCHIVE.fields:
        assert sum(line.startswith((f"{field.name}:", f"# {field.name}：")) for line in printed.splitlines()) == 1


def test_the_lines_are_those_of_the_file() -> None:
    """Written keys have their line, others are said to be defaults."""
    settings, _ = parse_settings("# 注释\ntitle: 甲\nlanguage: zh\n", PATH)
    assert settings is not None
    rows = format_settings(settings, "# 注释\ntitle: 甲\nlanguage: zh\n", PATH).splitlines()
    assert "title: 甲  # 第 2 行" in rows
    assert "language: zh  # 第 3 行" in rows
    assert "subtitle: 公开档案  # 没有写，用默认值" in rows
    assert "# terms：写法要统一的专有名词（没有写）" in rows
    assert format_item(()) == ""
