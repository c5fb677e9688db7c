"""`build` and `check`: the commands of the site."""

from __future__ import annotations

import json
import re
from contextlib import closing
from importlib import import_module
from pathlib import Path

import click

from taizhou_brief import __version__
from taizhou_brief.build import Built
from taizhou_brief.build import build as build_site
from taizhou_brief.build import check as check_project
from taizhou_brief.cli.common import Bar, abridged, failure, jobs_option, located, report, root_of, root_option, tally
from taizhou_brief.cli.words import Command, OneOf
from taizhou_brief.diagnostics import to_annotations, to_dict, to_sarif
from taizhou_brief.runner import Runner
from taizhou_brief.settings.keys import URL


@click.command(cls=Command)
@root_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="文件夹",
    help="网站写到哪里；不写就是档案里的 site。",
)
@click.option("--strict", is_flag=True, help="有警告也不生成。")
@click.option("--internal", is_flag=True, help="连标为内部的各期一起生成，只供内网使用。")
@jobs_option
@click.option(
    "--base-url", metavar="网址", default="", help="网站发布在哪个网址下，如 https://www.example.gov.cn/zt/gongfu/。"
)
def build(root: Path | None, out: Path | None, strict: bool, internal: bool, jobs: int, base_url: str) -> int:
    """生成网站：读全部简报，检查，有错误就不动旧网站，没有就整站换新。"""
    if base_url and not re.fullmatch(URL, base_url):
        hint = "要写完整的网址，不带 ? 和 #，如 https://www.example.gov.cn/zt/gongfu/"
        raise click.BadParameter(f"[E005] {hint}", param_hint="--base-url")
    where = root_of(root)
    target = (out or where / "site").resolve()
    with closing(Bar()) as bar:
        built = build_site(
            where, target, strict=strict, internal=internal, base_url=base_url, runner=Runner(jobs, progress=bar)
        )
    shown, rest = abridged(built.reading.diagnostics)
    report(shown, built.reading.sources, err=True)
    if rest:
        click.echo(rest, err=True)
    if built.files is None:
        click.echo(f"没有生成，旧网站没有改动：{tally(built.reading.diagnostics)}。", err=True)
        return failure(built.reading.diagnostics, strict=strict)
    click.echo(summary(built, target))
    return 0


def summary(built: Built, out: Path) -> str:
    """What was built, and how to look at it."""
    archive, files = built.reading.archive, built.files
    if archive is None or files is None:
        return ""
    measures = sum(entry.measures for entry in archive.entries)
    preview = "python3 dev.py serve" if Path("dev.py").is_file() else "taizhou-brief serve"
    shown = out.relative_to(Path.cwd()) if out.is_relative_to(Path.cwd()) else out
    return (
        f"{len(archive.issues)} 期，{len(archive.entries)} 篇，{measures} 条措施，{built.pages} 个页面 → {shown}"
        f"（新写 {files.written} 个文件，未变 {files.unchanged} 个，删去 {files.removed} 个；"
        f"{tally(built.reading.diagnostics)}）\n"
        f"看一看：用浏览器打开 {shown / 'index.html'}，或运行 {preview}"
    )


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[文件|文件夹…]")
@root_option
@click.option(
    "--format",
    "form",
    type=OneOf(["text", "json", "sarif", "github"]),
    default="text",
    metavar="[text|json|sarif|github]",
    help="写成哪种形式。",
)
@click.option("--strict", is_flag=True, help="有警告也算不通过。")
@jobs_option
def check(paths: tuple[Path, ...], root: Path | None, form: str, strict: bool, jobs: int) -> int:
    """检查简报：一次说出全部文件的全部问题，什么也不改。可以只查几个文件或文件夹，不写就检查全部。"""
    where = root_of(root, *paths)
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise click.UsageError(f"[E006] 没有这个文件：{'、'.join(map(str, missing))}")
    with closing(Bar()) as bar:
        reading = check_project(where, [located(path, where) for path in paths], runner=Runner(jobs, progress=bar))
    if form == "json":
        click.echo(json.dumps([to_dict(d) for d in reading.diagnostics], ensure_ascii=False, indent=2))
    elif form == "sarif":
        summaries = import_module("taizhou_brief.catalogue").summaries()  # it knows every verb; nothing else here does
        click.echo(json.dumps(to_sarif(reading.diagnostics, summaries, __version__), ensure_ascii=False, indent=2))
    elif form == "github":
        click.echo(to_annotations(reading.diagnostics), nl=False)
    else:
        report(reading.diagnostics, reading.sources, err=False)
        count = len(reading.project.sources) or 1  # the settings are always read
        found = f"：{tally(reading.diagnostics)}" if reading.diagnostics else "，没有问题"
        click.echo(f"检查了 {count} 个文件{found}。")
    return failure(reading.diagnostics, strict=strict)
