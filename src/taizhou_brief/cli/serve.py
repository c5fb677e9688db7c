"""`serve`: preview the site while writing."""

from __future__ import annotations

import errno
import webbrowser
from contextlib import suppress
from pathlib import Path

import click

from taizhou_brief.builder.files import SETTINGS
from taizhou_brief.builder.load import load
from taizhou_brief.builder.serve import serve as serve_site
from taizhou_brief.cli.common import echo, exit_code_for, find_archive_root, out_option, print_diagnostics, root_option
from taizhou_brief.cli.messages import ChineseCommand, IntegerParam
from taizhou_brief.desk.app import PREFIX, Desk

PORT, ANY_PORT = 8000, 0


@click.command(cls=ChineseCommand)
@root_option
@out_option
@click.option(
    "--port",
    type=IntegerParam(0, 65535),
    metavar="数",
    help=f"端口，不写就是 {PORT}，被占用时另选一个空的；0 为任选一个空的。",
)
@click.option("--open", "opens", is_flag=True, help="在浏览器里打开编辑台。")
def serve(root: Path | None, out: Path | None, port: int | None, *, opens: bool) -> int:
    """边写边看：在本机打开网站和编辑台，文件一保存就重新生成并刷新，有错误显示在页面上。"""
    root = find_archive_root(root)
    if not (root / SETTINGS).is_file():
        reading = load(root)
        print_diagnostics(reading.diagnostics, reading.sources, err=True)
        return exit_code_for(reading.diagnostics, strict=False)

    def print_address(url: str) -> None:
        desk_url = url.rstrip("/") + PREFIX
        echo(f"网站在 {url}，编辑台在 {desk_url}，在浏览器里打开（按 Ctrl+C 结束）")
        if opens:
            webbrowser.open(desk_url)

    out = (out or root / "site").resolve()
    with suppress(KeyboardInterrupt):
        for number in (PORT, ANY_PORT) if port is None else (port,):
            try:
                serve_site(root, out, number, ready=print_address, applications={PREFIX: Desk(root)})
            except OSError as error:
                if error.errno != errno.EADDRINUSE or number != PORT or port is not None:
                    raise
            else:
                break
    return 0
