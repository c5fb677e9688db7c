"""`check`: report all problems of the briefings without changing anything."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from taizhou_brief import __version__
from taizhou_brief.builder.check import check as check_project
from taizhou_brief.builder.check import load_settings
from taizhou_brief.builder.files import SETTINGS, TEMPLATES, read_project, replaceable_template_paths
from taizhou_brief.builder.files.own_templates import list_own_templates
from taizhou_brief.builder.runner import Runner
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
from taizhou_brief.diagnostics import to_annotations, to_dict, to_sarif
from taizhou_brief.formats.archive_yaml.listing import format_settings
from taizhou_brief.rules import code_summaries


@click.command(cls=ChineseCommand)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[文件|文件夹…]")
@root_option
@click.option(
    "--format",
    "output_format",
    type=ChoiceParam(["text", "json", "sarif", "github"]),
    default="text",
    metavar="[text|json|sarif|github]",
    help="写成哪种形式。",
)
@click.option("--strict", is_flag=True, help="有警告也算不通过，发布时才要的网站标识码和域名也查。")
@click.option("--show-settings", is_flag=True, help="不检查，只列出程序读到的设置：每个键的值，写在第几行。")
@jobs_option
def check(
    paths: tuple[Path, ...], root: Path | None, output_format: str, strict: bool, show_settings: bool, jobs: int
) -> int:
    """检查简报：一次说出全部文件的全部问题，什么也不改。可以只查几个文件或文件夹，不写就检查全部。"""
    root = find_archive_root(root, *paths)
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise click.UsageError(f"[E006] 没有这个文件：{'、'.join(map(str, missing))}")
    if show_settings:
        return print_settings(root)
    with closing(ProgressBar()) as bar:
        files = [resolve_path(path, root) for path in paths]
        address = "" if strict else None
        reading = check_project(root, files, address=address, runner=Runner(jobs, progress=bar))
    if output_format == "json":
        echo_json([to_dict(d) for d in reading.diagnostics])
    elif output_format == "sarif":
        echo_json(to_sarif(reading.diagnostics, code_summaries(), __version__))
    elif output_format == "github":
        echo(to_annotations(reading.diagnostics), nl=False)
    else:
        print_diagnostics(reading.diagnostics, reading.sources, err=False)
        count = len(reading.project.sources) or 1  # the settings are always read
        result = f"：{count_by_severity(reading.diagnostics)}" if reading.diagnostics else "，没有问题"
        echo(f"检查了 {count} 个文件{result}。")
    return exit_code_for(reading.diagnostics, strict=strict)


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
