"""`build`, `check` and `serve`: the commands of the site."""

from __future__ import annotations

import json
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from taizhou_brief import __version__
from taizhou_brief import build as builds
from taizhou_brief import serve as serves
from taizhou_brief.catalogue import summaries
from taizhou_brief.cli.words import Command, Count
from taizhou_brief.diagnostics import Severity, errors, to_annotations, to_dict, to_sarif, to_text
from taizhou_brief.disk import find_root
from taizhou_brief.runner import Runner

PATIENCE = 1.0
"""Seconds of work before a progress bar appears."""

root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="文件夹",
    help="档案所在的文件夹；不写就从当前文件夹往上找。",
)
jobs_option = click.option("--jobs", type=Count(0, 64), default=0, metavar="数", help="同时用几个进程；0 为自动。")


class Bar:
    """A progress bar that shows itself only where work takes more than a second and somebody is looking."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.bar: Any = None
        self.what = ""

    def __call__(self, what: str, done: int, everything: int) -> None:
        """Draw how far the work is."""
        if time.monotonic() - self.started < PATIENCE or not sys.stderr.isatty():
            return
        if self.what != what:
            self.close()
            self.what = what
            self.bar = click.progressbar(length=everything, label=what, file=sys.stderr)
        self.bar.update(done - self.bar.pos)

    def close(self) -> None:
        """Leave the bar as it is and go to the next line."""
        if self.bar is not None:
            self.bar.render_finish()
            self.bar = None


def root_of(root: Path | None) -> Path:
    """The archive's folder: the one named, or the nearest from here upwards."""
    return root.resolve() if root else find_root(Path.cwd())


def failure(reading: builds.Reading, *, strict: bool) -> int:
    """The exit code that a reading's diagnostics ask for: 2 for the settings, 1 for content."""
    stopping = errors(reading.diagnostics, strict=strict)
    if not stopping:
        return 0
    return 2 if reading.settings is None or any(d.code[0] in "CE" for d in stopping) else 1


def report(reading: builds.Reading, *, err: bool) -> None:
    """Print the diagnostics for people."""
    stream = sys.stderr if err else sys.stdout
    click.echo(to_text(reading.diagnostics, reading.sources, colour=stream.isatty()), nl=False, err=err)


def tally(reading: builds.Reading) -> str:
    """`2 个错误，5 个警告`."""
    wrong = sum(d.severity is Severity.ERROR for d in reading.diagnostics)
    doubtful = sum(d.severity is Severity.WARNING for d in reading.diagnostics)
    return f"{wrong} 个错误，{doubtful} 个警告"


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
    if base_url and not (urlsplit(base_url).scheme in ("http", "https") and urlsplit(base_url).netloc):
        raise click.BadParameter("要写完整的网址，如 https://www.example.gov.cn/zt/gongfu/", param_hint="--base-url")
    where = root_of(root)
    target = (out or where / "site").resolve()
    with closing(Bar()) as bar:
        built = builds.build(
            where, target, strict=strict, internal=internal, base_url=base_url, runner=Runner(jobs, progress=bar)
        )
    report(built.reading, err=True)
    if built.files is None:
        click.echo(f"没有生成，旧网站没有改动：{tally(built.reading)}。", err=True)
        return failure(built.reading, strict=strict)
    click.echo(summary(built, target))
    return 0


def summary(built: builds.Built, out: Path) -> str:
    """What was built, and how to look at it."""
    archive, files = built.reading.archive, built.files
    if archive is None or files is None:
        return ""
    measures = sum(len(entry.article.measures) for entry in archive.entries)
    shown = out.relative_to(Path.cwd()) if out.is_relative_to(Path.cwd()) else out
    return (
        f"{len(archive.issues)} 期，{len(archive.entries)} 篇，{measures} 条措施，{built.pages} 个页面 → {shown}"
        f"（新写 {files.written} 个文件，未变 {files.unchanged} 个，删去 {files.removed} 个；{tally(built.reading)}）\n"
        f"看一看：用浏览器打开 {shown / 'index.html'}，或运行 taizhou-brief serve"
    )


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[文件…]")
@root_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    metavar="[text|json|sarif|github]",
    help="写成哪种形式。",
)
@click.option("--strict", is_flag=True, help="有警告也算不通过。")
@jobs_option
def check(paths: tuple[Path, ...], root: Path | None, form: str, strict: bool, jobs: int) -> int:
    """检查简报：一次说出全部文件的全部问题，什么也不改。不写文件名就检查全部。"""
    where = root_of(root)
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise click.UsageError(f"[E006] 没有这个文件：{'、'.join(map(str, missing))}")
    with closing(Bar()) as bar:
        reading = builds.check(where, [path.resolve() for path in paths], runner=Runner(jobs, progress=bar))
    if form == "json":
        click.echo(json.dumps([to_dict(d) for d in reading.diagnostics], ensure_ascii=False, indent=2))
    elif form == "sarif":
        click.echo(json.dumps(to_sarif(reading.diagnostics, summaries(), __version__), ensure_ascii=False, indent=2))
    elif form == "github":
        click.echo(to_annotations(reading.diagnostics), nl=False)
    else:
        report(reading, err=False)
        click.echo(
            f"检查了 {len(reading.project.sources)} 个文件：{tally(reading)}。"
            if reading.diagnostics
            else f"检查了 {len(reading.project.sources)} 个文件，没有问题。"
        )
    return failure(reading, strict=strict)


@click.command(cls=Command)
@root_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="文件夹",
    help="网站写到哪里；不写就是档案里的 site。",
)
@click.option(
    "--port", type=Count(0, 65535), default=8000, show_default="8000", metavar="数", help="端口；0 为任选一个空的。"
)
def serve(root: Path | None, out: Path | None, port: int) -> int:
    """边写边看：在本机打开网站，文件一保存就重新生成并刷新，有错误显示在页面上。"""
    where = root_of(root)

    def ready(url: str) -> None:
        click.echo(f"在浏览器里打开 {url}（按 Ctrl+C 结束）")

    with suppress(KeyboardInterrupt):
        serves.serve(where, (out or where / "site").resolve(), port, ready=ready)
    return 0
