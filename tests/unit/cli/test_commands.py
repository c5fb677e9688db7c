"""Commands as values: their options, and the texts that they print."""

from __future__ import annotations

import errno
import gc
from datetime import date
from pathlib import Path

import click
import pytest

from taizhou_brief.builder.build import build as build_site
from taizhou_brief.cli import cli
from taizhou_brief.cli.build import build, format_summary
from taizhou_brief.cli.check import check
from taizhou_brief.cli.export import export
from taizhou_brief.cli.import_ import (
    ImportOptions,
    check_targets,
    format_editor_tasks,
    import_,
    is_stdin,
    load_settings_or_report,
)
from taizhou_brief.cli.init import init
from taizhou_brief.cli.lock import lock
from taizhou_brief.cli.new import MAX_NUMBER, new
from taizhou_brief.cli.rules import rules
from taizhou_brief.cli.serve import serve
from taizhou_brief.cli.show import county_names, format_outline, show
from taizhou_brief.cli.templates import copy_template, list_templates, templates
from taizhou_brief.cli.verify import verify
from taizhou_brief.formats.undecided import BLANK, SUGGESTED
from taizhou_brief.importer.readers import FOLDER_SUFFIXES
from tests.project import Project, briefing
from tests.showing import issues_of, settings_of


@pytest.mark.parametrize(
    "command",
    [
        build,
        check,
        export,
        import_,
        init,
        lock,
        new,
        rules,
        serve,
        show,
        verify,
        templates,
        list_templates,
        copy_template,
    ],
)
def test_every_option_has_a_chinese_help(command: click.Command) -> None:
    """And the command itself."""
    options = [option for option in command.params if isinstance(option, click.Option)]
    texts = [command.help or "", *(option.help or "" for option in options)]
    assert all(text.strip().endswith("。") for text in texts), texts


def test_the_summary_of_a_build_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Issues, articles, measures, pages, files; the command to look at it names the archive where one is elsewhere."""
    root = Project(tmp_path).write("2021/01", briefing(1, "2021-01-01")).root
    built = build_site(root, tmp_path / "site")
    assert built.files
    text = format_summary(built, tmp_path / "site")
    assert text.startswith(f"1 期，1 篇，4 条措施，{built.pages} 个页面 → ")
    assert f"新写 {built.files.written} 个文件" in text
    assert text.endswith(f" serve --root {tmp_path}")
    monkeypatch.chdir(tmp_path)
    assert format_summary(built, tmp_path / "site").endswith(" serve")


def test_an_outline_shows_sections_and_measures() -> None:
    """Indented by their level."""
    settings = settings_of()
    (issue,) = issues_of(settings, {"2021/12": briefing(12, "2021-12-01")})
    lines = format_outline(issue).split("\n")
    assert lines[:3] == ["2021年第12期（2021-12-01）", "  1 东山县办好夜校  [东山县]", "    一、课堂进车间"]
    assert lines[3] == "      s1m1  一是教室就近布点"
    assert county_names(issue.articles[0]) == ("东山县",)
    assert issue.date == date(2021, 12, 1)
    assert MAX_NUMBER == 9999


def test_what_is_left_to_the_editor_is_counted(tmp_path: Path) -> None:
    """Blanks and suggestions; nothing where all is decided."""
    wish = ImportOptions(tmp_path, settings_of(), None, replace=False, dry_run=False)
    text = briefing(1, "2021-01-01")
    assert format_editor_tasks(text, wish) == ""
    assert f"1 处“{BLANK}”" in format_editor_tasks(text.replace("counties: [东山县]", f"counties: [{BLANK}]"), wish)
    assert "1 处带" in format_editor_tasks(text.replace("themes: [skills]", f"themes: [技能人才{SUGGESTED}]"), wish)


def test_an_import_never_writes_over_its_source(tmp_path: Path) -> None:
    """Nor over the same file twice, nor over a page of others."""
    source, page = tmp_path / "a.txt", tmp_path / "b.html"
    source.touch()
    page.write_text("mine", "utf-8")
    for out, preview in ((source, None), (None, source), (tmp_path / "c", tmp_path / "c"), (None, page)):
        with pytest.raises(click.UsageError):
            check_targets(source, out, preview)
    check_targets(source, tmp_path / "c", tmp_path / "d")
    assert ".txt" in FOLDER_SUFFIXES
    assert not is_stdin(tmp_path / "gone")


def test_settings_are_needed_for_an_import(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without them it is no archive; broken ones are reported."""
    with pytest.raises(click.UsageError):
        load_settings_or_report(tmp_path)
    Project(tmp_path, "- 甲\n")
    assert load_settings_or_report(tmp_path) is None
    assert "archive.yaml" in capsys.readouterr().err


def test_what_a_build_has_made_is_not_searched_for_cycles(tmp_path: Path) -> None:
    """Python would search it when the program ends, for a tenth of the time of the build."""
    root = Project(tmp_path).write("2021/01", briefing(1, "2021-01-01")).root
    frozen = gc.get_freeze_count()
    try:
        assert cli.main(["build", "--root", str(root)], standalone_mode=False) == 0
        assert gc.get_freeze_count() > frozen
        assert gc.isenabled()
    finally:
        gc.unfreeze()


@pytest.mark.parametrize(("options", "tried"), [([], [8000, 0]), (["--port", "8000"], [8000]), (["--port", "0"], [0])])
def test_a_second_start_takes_another_port(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], tried: list[int]
) -> None:
    """A double click on the starter while the first is open; a port that was asked for is that one or none."""
    ports = []

    def take(_root: Path, _out: Path, port: int, **_others: object) -> None:
        ports.append(port)
        if port:
            raise OSError(errno.EADDRINUSE, "in use")

    monkeypatch.setattr("taizhou_brief.cli.serve.serve_site", take)
    root = Project(tmp_path).root
    if tried[-1]:
        with pytest.raises(OSError, match="in use"):
            cli.main(["serve", "--root", str(root), *options], standalone_mode=False)
    else:
        assert cli.main(["serve", "--root", str(root), *options], standalone_mode=False) == 0
    assert ports == tried
