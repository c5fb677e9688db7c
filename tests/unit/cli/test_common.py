"""What several commands share."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhou_brief.cli.common import (
    MAX_LISTED,
    ProgressBar,
    count_by_severity,
    exit_code_for,
    find_archive_root,
    is_terminal,
    resolve_path,
    shorten_diagnostics,
)
from taizhou_brief.diagnostics import Diagnostic, Severity
from tests.project import Project


def problem(severity: Severity, path: str = "briefings/2021/07.md", line: int = 1) -> Diagnostic:
    """A diagnostic."""
    return Diagnostic(path, line, 1, "S101", severity, "m", "h")


@pytest.mark.parametrize(
    ("found", "strict", "code"),
    [
        ([], False, 0),
        ([problem(Severity.WARNING)], False, 0),
        ([problem(Severity.WARNING)], True, 1),
        ([problem(Severity.ERROR)], False, 1),
        ([problem(Severity.ERROR, "briefings/archive.yaml")], False, 2),
        ([problem(Severity.ERROR, "templates/404.html"), problem(Severity.ERROR)], False, 2),
        ([problem(Severity.WARNING, "briefings/archive.yaml"), problem(Severity.ERROR)], True, 1),
    ],
)
def test_the_exit_code_tells_settings_from_content(found: list[Diagnostic], strict: bool, code: int) -> None:
    """2 for settings and templates, 1 for content."""
    assert exit_code_for(found, strict=strict) == code


def test_a_build_prints_all_errors_and_some_warnings() -> None:
    """The others are counted by their code."""
    errors = [problem(Severity.ERROR, line=n) for n in range(1, MAX_LISTED + 10)]
    warnings = [problem(Severity.WARNING, line=n) for n in range(1, MAX_LISTED + 4)]
    shown, rest = shorten_diagnostics([*errors, *warnings])
    assert len(shown) == len(errors) + MAX_LISTED
    assert "另有 3 个警告" in rest
    assert "S101 3 个" in rest
    assert shorten_diagnostics(warnings[:MAX_LISTED])[1] == ""
    assert count_by_severity([*errors, *warnings]) == f"{len(errors)} 个错误，{len(warnings)} 个警告"


def test_the_root_is_found_from_a_file_or_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that is named goes before; dev.py's comes last."""
    monkeypatch.delenv("TAIZHOU_BRIEF_ROOT", raising=False)
    root = Project(tmp_path / "a").root.resolve()
    elsewhere = tmp_path / "b"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert find_archive_root(None, root / "briefings/archive.yaml") == root
    assert find_archive_root(root) == root
    assert find_archive_root(None) == elsewhere.resolve()
    monkeypatch.setenv("TAIZHOU_BRIEF_ROOT", str(root))
    assert find_archive_root(None) == root
    monkeypatch.chdir(root / "briefings")
    assert find_archive_root(None) == root


def test_a_link_in_the_archive_keeps_its_name(tmp_path: Path) -> None:
    """Elsewhere it is followed."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a/x.md").touch()
    (tmp_path / "a/link.md").symlink_to(tmp_path / "a/x.md")
    root = (tmp_path / "a").resolve()
    assert resolve_path(root / "link.md", root) == root / "link.md"
    assert resolve_path(root / "link.md", tmp_path / "b") == root / "x.md"


def test_nobody_looks_where_there_is_no_stream() -> None:
    """A progress bar shows nothing then."""
    assert not is_terminal(None)
    bar = ProgressBar()
    bar("排版", 1, 2)
    bar.close()
    assert bar.bar is None
