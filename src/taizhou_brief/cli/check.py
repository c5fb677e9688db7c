"""`check`: report all problems of the briefings without changing anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import click

from taizhou_brief import __version__
from taizhou_brief.builder.changed_lines import (
    ChangedLines,
    UnknownCommitError,
    find_prefix,
    read_changed_lines,
    read_committed,
    select_changed,
)
from taizhou_brief.builder.check import check as check_project
from taizhou_brief.builder.check import is_within, load_settings
from taizhou_brief.builder.files import SETTINGS, TEMPLATES, display_path, read_project, replaceable_template_paths
from taizhou_brief.builder.files.own_templates import list_own_templates
from taizhou_brief.builder.fixing import fix_briefings, list_published
from taizhou_brief.builder.loaded import LoadedProject
from taizhou_brief.builder.runner import Runner
from taizhou_brief.builder.theme_moves import find_theme_moves, format_theme_moves
from taizhou_brief.cli.common import (
    ProgressBar,
    count_by_severity,
    echo,
    echo_json,
    exit_code_for,
    find_archive_root,
    jobs_option,
    print_diagnostics,
    resolve_path,
    root_option,
)
from taizhou_brief.cli.messages import ChineseCommand, ChoiceParam
from taizhou_brief.diagnostics import Diagnostic, to_annotations, to_code_quality, to_dict, to_sarif
from taizhou_brief.formats.archive_yaml import parse_settings
from taizhou_brief.formats.archive_yaml.listing import format_settings
from taizhou_brief.rules import code_pages, code_summaries, explain_code


def print_annotations(diagnostics: Sequence[Diagnostic], handbook: str) -> None:  # noqa: ARG001  # one signature for all
    """Print workflow commands of GitHub."""
    echo(to_annotations(diagnostics), nl=False)


def print_code_quality(diagnostics: Sequence[Diagnostic], handbook: str) -> None:  # noqa: ARG001  # likewise
    """Print a Code Quality report of GitLab."""
    echo_json(to_code_quality(diagnostics))


def print_sarif(diagnostics: Sequence[Diagnostic], handbook: str) -> None:
    """Print a SARIF log, each code with its text of the handbook, and its page if there is an address."""
    base = f"{handbook.rstrip('/')}/"
    codes = {d.code for d in diagnostics}
    explanations = {code: explain_code(code) or "" for code in codes}
    pages = {code: base + page for code, page in code_pages().items()} if handbook else {}
    echo_json(to_sarif(diagnostics, code_summaries(), __version__, explanations=explanations, pages=pages))


REPORTS: Mapping[str, Callable[[Sequence[Diagnostic], str], None]] = {
    "sarif": print_sarif,
    "github": print_annotations,
    "gitlab": print_code_quality,
}
"""Forms for other systems, which show problems on the lines of a repository."""


@click.command(cls=ChineseCommand)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[文件|文件夹…]")
@root_option
@click.option(
    "--format",
    "output_format",
    type=ChoiceParam(["text", "json", *REPORTS]),
    default="text",
    metavar=f"[{'|'.join(('text', 'json', *REPORTS))}]",
    help="写成哪种形式；github、gitlab、sarif 的路径从仓库的最上一层算起。",
)
@click.option("--strict", is_flag=True, help="有警告也算不通过，发布时才要的网站标识码和域名也查。")
@click.option(
    "--changed",
    metavar="提交",
    default="",
    help="警告和提示只列出与这个提交（如 origin/main）不同的行上的；错误照样全部列出。",
)
@click.option(
    "--handbook", metavar="网址", default="", help="手册放在哪个网址下；写成 sarif 时每个代码链接到它的一页。"
)
@click.option("--fix", is_flag=True, help="先改好只有一种改法的（全角半角、省略号、空格等），只改还没有刊出的各期。")
@click.option(
    "--themes",
    is_flag=True,
    help="不检查，只列出改了主题的名称、别名、关键词以后，哪些措施的主题变了；与上一次提交的设置比，"
    "写了 --changed 的与那个提交比。",
)
@click.option("--show-settings", is_flag=True, help="不检查，只列出程序读到的设置：每个键的值，写在第几行。")
@jobs_option
def check(
    paths: tuple[Path, ...],
    root: Path | None,
    output_format: str,
    strict: bool,
    changed: str,
    handbook: str,
    fix: bool,
    themes: bool,
    show_settings: bool,
    jobs: int,
) -> int:
    """检查简报：一次说出全部文件的全部问题，不加 --fix 什么也不改。可以只查几个文件或文件夹，不写就检查全部。"""
    root = find_archive_root(root, *paths)
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise click.UsageError(f"[E006] 没有这个文件：{'、'.join(map(str, missing))}")
    if show_settings:
        return print_settings(root)
    if themes:
        return print_theme_moves(root, changed or "HEAD")
    if fix:
        fix_archive(root, [resolve_path(path, root) for path in paths], changed or "HEAD")
    lines = find_changed_lines(root, changed) if changed else None
    with closing(ProgressBar()) as bar:
        files = [resolve_path(path, root) for path in paths]
        address = "" if strict else None
        reading = check_project(root, files, address=address, runner=Runner(jobs, progress=bar))
    diagnostics = reading.diagnostics if lines is None else select_changed(reading.diagnostics, lines)
    if output_format == "text":
        print_diagnostics(diagnostics, reading.sources, err=False)
        echo(format_result(reading, diagnostics))
    elif output_format == "json":
        echo_json([to_dict(d) for d in diagnostics])
    else:
        prefix = find_prefix(root)
        REPORTS[output_format]([place_in_repository(d, prefix) for d in diagnostics], handbook)
    return exit_code_for(diagnostics, strict=strict)


def fix_archive(root: Path, paths: Sequence[Path], commit: str) -> None:
    """Correct what can be corrected in one way only, in issues that the commit does not have; print what was done.

    Raises `UsageError` if it is unknown what was published: without git, only named files are corrected.
    """
    project = read_project(root)
    settings = load_settings(project).settings
    published = list_published(root, commit)
    if published is None and not paths:
        hint = "这里不是 git 仓库，或者没有这个提交：写明改哪几个文件"
        raise click.UsageError(f"[E025] 分不清哪些各期已经刊出，没有改：{hint}")
    names = [display_path(path, root) for path in paths] or ["."]
    sources = [source for source in project.sources if is_within(source.path, names)]
    if settings is not None:
        fixed = list(fix_briefings(root, sources, settings, published or frozenset()))
        places = "，".join(f"{file.path} {file.count} 处" for file in fixed)
        echo(f"改好了 {places}；对照原件看一遍。" if fixed else "没有可以改的，或者都已经刊出。", err=True)


def find_changed_lines(root: Path, commit: str) -> ChangedLines:
    """Return the lines that differ from a commit. Raises `BadParameter`."""
    try:
        return read_changed_lines(root, commit)
    except UnknownCommitError as error:
        hint = "要在 git 仓库里，写一个有的提交；自动构建里要取全部历史（GitHub 的 fetch-depth: 0）"
        raise click.BadParameter(
            f"[E024] 比不出改了哪些行：{hint}（git 说：{error}）", param_hint="--changed"
        ) from None


def print_theme_moves(root: Path, commit: str) -> int:
    """Print which measures have other themes than with the settings of a commit, and return the exit code."""
    reading = load_settings(read_project(root))
    if reading.settings is None:
        print_diagnostics(reading.diagnostics, reading.sources, err=True)
        return 2
    try:
        text = read_committed(root, SETTINGS, commit)
    except UnknownCommitError as error:
        hint = "要在 git 仓库里，设置提交过；也可以用 --changed 写明与哪个提交比"
        raise click.UsageError(f"[E024] 比不出主题变了什么：{hint}（git 说：{error}）") from None
    before, _ = parse_settings(text, SETTINGS)
    if before is None:
        raise click.UsageError(f"[E024] 比不出主题变了什么：{commit} 的设置有错误，读不出来")
    moves = find_theme_moves(reading.project.sources, before, reading.settings)
    echo(format_theme_moves(moves, before, reading.settings))
    return 0


def format_result(reading: LoadedProject, diagnostics: Sequence[Diagnostic]) -> str:
    """Format how many files were checked, and what was found."""
    count = len(reading.project.sources) or 1  # the settings are always read
    result = f"：{count_by_severity(diagnostics)}" if diagnostics else "，没有问题"
    omitted = len(reading.diagnostics) - len(diagnostics)
    more = f"别的行上还有 {omitted} 个警告和提示，没有列出。" if omitted else ""
    return f"检查了 {count} 个文件{result}。{more}"


def place_in_repository(diagnostic: Diagnostic, prefix: str) -> Diagnostic:
    """Return a diagnostic with the path that a file of the archive has in its repository."""
    return diagnostic if Path(diagnostic.path).is_absolute() else replace(diagnostic, path=prefix + diagnostic.path)


def print_settings(root: Path) -> int:
    """Print the settings as they are understood, and return the exit code."""
    reading = load_settings(read_project(root))
    if reading.settings is None:
        print_diagnostics(reading.diagnostics, reading.sources, err=True)
        return 2
    echo(f"# 档案：{root}")
    own = [name for name, packaged in list_own_templates(root, TEMPLATES, replaceable_template_paths()) if packaged]
    echo(f"# 换掉的模板：{'、'.join(own) or '没有'}")
    echo(format_settings(reading.settings, reading.project.settings_text or "", SETTINGS), nl=False)
    return 0
