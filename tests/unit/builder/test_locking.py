"""Write locks, and compare them without reading what has not changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from taizhou_brief.builder import locks
from taizhou_brief.builder.check import load_all
from taizhou_brief.builder.files import read_project
from taizhou_brief.builder.locking import Explanation, write_locks
from taizhou_brief.builder.locks import check_locks
from taizhou_brief.builder.runner import Runner
from taizhou_brief.formats.briefing import ParseResult, parse
from taizhou_brief.model.settings import Settings
from tests.project import Project, briefing
from tests.showing import settings_of

NONE = Explanation("", date(2022, 3, 1))


def test_states_of_locks(tmp_path: Path) -> None:
    """New, then the same; updated when there is more."""
    project = Project(tmp_path).write("2021/07", briefing(7, "2021-12-01"))

    def state() -> str:
        (result,) = write_locks(tmp_path, read_project(tmp_path).sources, settings_of(), NONE)
        return result.state

    assert [state(), state()] == ["new", "same"]
    project.write("2021/07", briefing(7, "2021-12-01") + "\n三是不收费。听课免费。\n")
    assert [state(), state()] == ["updated", "same"]


def test_what_equals_its_lock_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The digest that the check has computed is enough."""
    Project(tmp_path).write("2021/07", briefing(7, "2021-12-01")).write("2022/01", briefing(1, "2022-01-05"))
    assert len(list(write_locks(tmp_path, read_project(tmp_path).sources, settings_of(), NONE))) == 2
    reading = load_all(tmp_path, None, Runner(1))
    parsed: list[str] = []

    def watched(text: str, path: str, settings: Settings) -> ParseResult:
        parsed.append(path)
        return parse(text, path, settings)

    monkeypatch.setattr(locks, "parse", watched)
    assert list(check_locks(tmp_path, reading)) == []
    assert parsed == []
    other = replace(reading, published={**reading.published, "briefings/2022/01.md": "other"})
    assert list(check_locks(tmp_path, other)) == []
    assert parsed == ["briefings/2022/01.md"]
