"""`build`: build and publish the site."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import click

from taizhou_brief.builder.build import BuildResult
from taizhou_brief.builder.build import build as build_site
from taizhou_brief.builder.runner import Runner
from taizhou_brief.cli.common import (
    ProgressBar,
    command_line,
    count_by_severity,
    echo,
    exit_code_for,
    find_archive_root,
    jobs_option,
    out_option,
    print_diagnostics,
    root_option,
    shorten_diagnostics,
)
from taizhou_brief.cli.messages import ChineseCommand
from taizhou_brief.formats.archive_yaml.keys import URL


@click.command(cls=ChineseCommand)
@root_option
@out_option
@click.option("--strict", is_flag=True, help="有警告也不生成，发布时才要的网站标识码和域名也查。")
@click.option("--internal", is_flag=True, help="连标为内部的各期一起生成，只供内网使用。")
@jobs_option
@click.option(
    "--base-url", metavar="网址", default="", help="网站发布在哪个网址下，如 https://www.example.gov.cn/zt/gongfu/。"
)
@click.option(
    "--adopt",
    is_flag=True,
    help="接管输出文件夹：不管里面是谁写的，除了 CNAME 和名字以 . 开头的，全部换成新网站。",
)
@click.option("--allow-empty", is_flag=True, help="档案里一期也没有了，也照样生成，清空原来的网站。")
def build(
    root: Path | None,
    out: Path | None,
    strict: bool,
    internal: bool,
    jobs: int,
    base_url: str,
    adopt: bool,
    allow_empty: bool,
) -> int:
    """生成网站：读全部简报，检查，有错误就不动旧网站，没有就整站换新。"""
    if base_url and not re.fullmatch(URL, base_url):
        hint = "要写完整的网址，不带 ? 和 #，如 https://www.example.gov.cn/zt/gongfu/"
        raise click.BadParameter(f"[E005] {hint}", param_hint="--base-url")
    root = find_archive_root(root)
    target = (out or root / "site").resolve()
    with closing(ProgressBar()) as bar:
        result = build_site(
            root,
            target,
            strict=strict,
            internal=internal,
            base_url=base_url,
            adopt=adopt,
            allow_empty=allow_empty,
            runner=Runner(jobs, progress=bar),
        )
    listed, omitted = shorten_diagnostics(result.reading.diagnostics)
    print_diagnostics(listed, result.reading.sources, err=True)
    if omitted:
        echo(omitted, err=True)
    if result.files is None:
        echo(f"没有生成，旧网站没有改动：{count_by_severity(result.reading.diagnostics)}。", err=True)
        return exit_code_for(result.reading.diagnostics, strict=strict)
    echo(format_summary(result, target))
    if adopt and result.files.preserved:
        echo(f"接管了 {target}，里面留下：{'、'.join(result.files.preserved)}")
    return 0


def format_summary(result: BuildResult, out: Path) -> str:
    """Format the numbers of issues, pages and files that were built, and how to open the site."""
    archive, files = result.reading.archive, result.files
    if archive is None or files is None:
        return ""
    measures = sum(entry.measures for entry in archive.entries)
    folder = out.relative_to(Path.cwd()) if out.is_relative_to(Path.cwd()) else out
    return (
        f"{len(archive.issues)} 期，{len(archive.entries)} 篇，{measures} 条措施，{result.pages} 个页面 → {folder}"
        f"（新写 {files.written} 个文件，未变 {files.unchanged} 个，删去 {files.removed} 个；"
        f"{count_by_severity(result.reading.diagnostics)}）\n"
        f"看一看：用浏览器打开 {folder / 'index.html'}，或运行 {command_line('serve')}"
    )
