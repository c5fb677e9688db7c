"""`export`: issues or chosen measures as files to take along."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from taizhou_brief.builder.check import check_text, load_settings
from taizhou_brief.builder.files import display_path, os_error_message, read_project
from taizhou_brief.cli.common import echo, find_archive_root, print_diagnostics, root_option
from taizhou_brief.cli.messages import ChineseCommand
from taizhou_brief.diagnostics import select_errors
from taizhou_brief.exports.selection import Selection, choose_measures, narrow_issues
from taizhou_brief.model.identity import IssueId
from taizhou_brief.model.issue import Issue
from taizhou_brief.model.settings import Settings

FORMATS = {"docx": "Word", "xlsx": "Excel", "sqlite": "SQLite"}
EXTRA = "office"
"""Extra of this package with the libraries for Word and Excel."""


@dataclass(frozen=True, slots=True)
class ExportJob:
    """What to write, and where."""

    issues: tuple[Issue, ...]
    settings: Settings
    selection: Selection
    out: Path | None

    def place(self, name: str) -> Path:
        """Return the path of a file: `--out`, or a name in the folder that it is or in this one."""
        if self.out is None:
            return Path(name)
        return self.out / name if self.out.is_dir() else self.out


@click.command(cls=ChineseCommand)
@click.argument("issues", nargs=-1, metavar="[期]...")
@root_option
@click.option(
    "--docx", "form", flag_value="docx", help="Word 文件：写明期的，一期一个，照印发的样子；否则是选出的措施汇编。"
)
@click.option("--xlsx", "form", flag_value="xlsx", help="Excel 工作簿：各期、各篇、各条措施、数字，一张表一页。")
@click.option("--sqlite", "form", flag_value="sqlite", help="SQLite 数据库，同样的几张表，带主键和外键。")
@click.option("--county", default="", metavar="名称", help="只要这个县（市、区）的。")
@click.option("--theme", default="", metavar="名称", help="只要这个主题的。")
@click.option("--query", default="", metavar="词", help="只要写到这个词的措施，与网站的检索一样找。")
@click.option("--out", type=click.Path(path_type=Path), metavar="文件|文件夹", help="写到哪里；不写就是当前文件夹。")
@click.option("--internal", is_flag=True, help="连不公开的各期也算。")
def export(  # its options
    issues: tuple[str, ...],
    root: Path | None,
    form: str | None,
    county: str,
    theme: str,
    query: str,
    out: Path | None,
    *,
    internal: bool,
) -> int:
    """把几期简报或选出的措施写成文件带走：Word、Excel、SQLite；已有的文件绝不覆盖。

    期写成 2021/07，也可以写文件名；不写就是全部。
    """
    if form is None:
        raise click.UsageError("要写成哪一种文件：--docx、--xlsx 或 --sqlite")
    root = find_archive_root(root)
    loaded = load_settings(read_project(root))
    settings = loaded.settings
    if settings is None:
        print_diagnostics(loaded.diagnostics, loaded.sources, err=True)
        return 2
    selection = Selection(find_county(county, settings), find_theme(theme, settings), query)
    wanted = {find_issue(name, root) for name in issues}
    if form == "docx" and not wanted and selection == Selection():
        raise click.UsageError("写明要哪一期（如 2021/07），或用 --county、--theme、--query 选措施")
    parsed = [check_text(settings, source) for source in loaded.project.sources if not wanted or source.path in wanted]
    if missing := wanted - {result.issue.path for result in parsed}:
        raise click.UsageError(f"没有这一期：{'、'.join(sorted(missing))}")
    errors = [error for result in parsed for error in select_errors(result.diagnostics)]
    if errors:
        print_diagnostics(errors, loaded.sources, err=True)
        return 1
    standing = [result.issue for result in parsed if result.issue.withdrawn is None]
    if parsed and not standing:
        raise click.UsageError("这一期已撤下，没有可以写的")
    found = (issue for issue in standing if internal or issue.disclosure == "public")
    ordered = tuple(sorted(found, key=lambda issue: (issue.date, issue.supplement, issue.number)))
    if not ordered:
        raise click.UsageError("没有公开的简报可以写；要写不公开的，加 --internal")
    return write(form, ExportJob(ordered, settings, selection, out), has_issues=bool(wanted))


def find_county(name: str, settings: Settings) -> str:
    """Return the full name of a county."""
    county = settings.county(name) if name else None
    if name and county is None:
        raise click.UsageError(f"设置里没有“{name}”这个{settings.place_label}")
    return county.name if county else ""


def find_theme(name: str, settings: Settings) -> str:
    """Return the id of a theme."""
    theme = settings.theme(name) if name else None
    if name and theme is None:
        raise click.UsageError(f"设置里没有“{name}”这个主题")
    return theme.id if theme else ""


def find_issue(name: str, root: Path) -> str:
    """Return the path of an issue that is given as `2021/07` or as its file."""
    parsed = IssueId.parse(name)
    return parsed.path if parsed else display_path(Path(name).resolve(), root)


def write(form: str, job: ExportJob, *, has_issues: bool) -> int:
    """Write the files of one form; return the exit code."""
    writers: dict[str, Callable[[ExportJob], int]] = {"xlsx": write_xlsx, "sqlite": write_sqlite}
    by_issue = form == "docx" and has_issues and job.selection == Selection()
    writer = writers.get(form, write_issues if by_issue else write_measures)
    try:
        return writer(job)
    except ModuleNotFoundError as error:
        echo(f"没有安装写 {FORMATS[form]} 文件的组件 {error.name}：程序要连同可选的部分 {EXTRA} 一起安装", err=True)
        return 3
    except (OSError, sqlite3.Error) as error:
        reason = os_error_message(error) if isinstance(error, OSError) else str(error)
        echo(f"写不了文件：{reason}", err=True)
        return 3


def write_issues(job: ExportJob) -> int:
    """Write each issue as a Word file."""
    write_issue = load("issue_document", "write_issue")
    if len(job.issues) > 1 and job.out is not None and not job.out.is_dir():
        raise click.UsageError("要写几个文件，--out 须是已有的文件夹")
    targets = {job.place(f"{job.settings.title}{issue.id.long_label}.docx"): issue for issue in job.issues}
    refuse_existing(targets)
    for path, issue in targets.items():
        save(path, write_issue(issue, job.settings))
        echo(f"写好了 {path}")
    return 0


def write_measures(job: ExportJob) -> int:
    """Write the chosen measures as one Word file."""
    write_collection = load("collection_document", "write_collection")
    path = job.place(f"{job.selection.describe(job.settings)}.docx")
    refuse_existing([path])
    chosen = tuple(choose_measures(job.issues, job.selection, job.settings))
    if not chosen:
        echo("没有这样的措施，没有写文件。", err=True)
        return 1
    save(path, write_collection(chosen, job.selection, job.settings))
    echo(f"写好了 {path}：{len(chosen)} 条措施")
    return 0


def write_xlsx(job: ExportJob) -> int:
    """Write the tables as a workbook."""
    write_workbook = load("workbook", "write_workbook")
    path = job.place(f"{job.settings.title}.xlsx")
    refuse_existing([path])
    issues = narrow_issues(job.issues, job.selection, job.settings)
    try:
        data = write_workbook(issues, job.settings)
    except ValueError as error:
        echo(f"一张表放不下（{error}），没有写文件；用 --county、--theme 少选一些，或用 --sqlite。", err=True)
        return 1
    save(path, data)
    echo(f"写好了 {path}：{len(issues)} 期")
    return 0


def write_sqlite(job: ExportJob) -> int:
    """Write the tables as a database."""
    write_database = load("database", "write_database")
    path = job.place(f"{job.settings.title}.sqlite")
    refuse_existing([path])
    try:
        counts = write_database(path, narrow_issues(job.issues, job.selection, job.settings), job.settings)
    except BaseException:
        path.unlink(missing_ok=True)  # an incomplete file is none
        raise
    echo(f"写好了 {path}：{counts['issues']} 期，{counts['measures']} 条措施，{counts['figures']} 个数字")
    return 0


def load(module: str, name: str) -> Any:
    """Return a function of a module that needs a library which may be missing."""
    return getattr(import_module(f"taizhou_brief.exports.{module}"), name)


def refuse_existing(paths: Iterable[Path]) -> None:
    """Refuse to overwrite a file."""
    existing: Sequence[Path] = [path for path in paths if os.path.lexists(path)]
    if existing:
        raise click.UsageError(f"{'、'.join(map(str, existing))} 已经有了，没有动它；换一个文件名，或先移走它")


def save(path: Path, data: bytes) -> None:
    """Write a new file."""
    with path.open("xb") as file:
        file.write(data)
