"""`verify`: compare a published folder with its sources."""

from __future__ import annotations

from pathlib import Path

import click

from taizhou_brief.builder.session import BuildOptions
from taizhou_brief.builder.stopwatch import Stopwatch
from taizhou_brief.cli.build import check_base_url, choose_target, verify_site
from taizhou_brief.cli.common import find_archive_root, jobs_option, root_option
from taizhou_brief.cli.messages import ChineseCommand


@click.command(cls=ChineseCommand)
@click.argument("site", required=False, type=click.Path(file_okay=False, path_type=Path), metavar="[网站文件夹]")
@root_option
@click.option("--strict", is_flag=True, help="网站是用 build --strict 生成的。")
@click.option("--internal", is_flag=True, help="网站是用 build --internal 生成的。")
@click.option("--portable", is_flag=True, help="核对离线版，即用 build --portable 生成的。")
@click.option("--base-url", metavar="网址", default="", help="网站是用 build --base-url 生成的，写同样的网址。")
@jobs_option
def verify(site: Path | None, root: Path | None, base_url: str, jobs: int, **contents: bool) -> int:
    """核对网站：从头另做一份，与这个文件夹逐个文件比，什么也不改；不写文件夹就是档案里的 site。"""
    check_base_url(base_url)
    root = find_archive_root(root)
    target = choose_target(root, site, portable=contents["portable"])
    if not target.is_dir():
        raise click.UsageError(f"[E019] 没有这个文件夹：{site or target}")
    options = BuildOptions(base_url=base_url, **contents)
    return verify_site(root, target, options, jobs, Stopwatch())
