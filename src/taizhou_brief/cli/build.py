"""`build`: build and publish the site, or verify it."""

from __future__ import annotations

import gc
import re
from contextlib import closing, nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from taizhou_brief.builder.executors import EXECUTOR, open_executor
from taizhou_brief.builder.files import SETTINGS, find_root
from taizhou_brief.builder.session import BuildOptions, BuildResult, collector_paused, open_session, recall
from taizhou_brief.builder.stopwatch import Stopwatch
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

MAX_DIFFERENCES = 100
"""Number of differences that `--verify` lists."""


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
@click.option("--portable", is_flag=True, help="生成离线版，写到 site-portable：不要服务器，双击就能读、检索。")
@click.option("--zip", "zipped", is_flag=True, help="离线版生成以后，再压成一个 .zip，放在它旁边。")
@click.option("--atomic", is_flag=True, help="改动再小也整站一步换新：读者正从这个文件夹看网站时用，慢一些。")
@click.option("--verify", is_flag=True, help="不生成，只核对：从头另做一份，与现有的网站逐个文件比，有不同就报告。")
@click.option(
    "--executor",
    metavar="集群",
    default="",
    help="各期交给 Dask 集群去读：dask://主机:端口，或 local:N（本机 N 个进程）；要另外装 Dask，见 docs/scale.md。",
)
@click.option("--profile", is_flag=True, help="生成以后，列出各步用了多少时间。")
def build(
    root: Path | None,
    out: Path | None,
    jobs: int,
    adopt: bool,
    atomic: bool,
    verify: bool,
    zipped: bool,
    executor: str,
    profile: bool,
    **contents: Any,
) -> int:
    """生成网站：读全部简报，检查，有错误就不动旧网站，没有就换成新的。"""
    check_base_url(contents["base_url"])
    check_executor(executor)
    root = find_archive_root(root)
    target = choose_target(root, out, portable=contents["portable"])
    if zipped and (verify or not contents["portable"]):
        raise click.UsageError("[E026] --zip 和 --portable 一起用：压缩的是离线版")
    options, watch = BuildOptions(**contents), Stopwatch()
    with collector_paused():
        if verify:
            code = verify_site(root, target, options, jobs, watch)
        else:
            result = run_build(root, target, options, watch, jobs=jobs, executor=executor, adopt=adopt, atomic=atomic)
            code = report_build(result, target, strict=options.strict, adopt=adopt)
            if zipped and result.files is not None:
                echo(pack_site(target))
        gc.freeze()  # all that is left lives until the program ends: Python would search it for cycles twice
    if profile:
        echo(format_profile(watch))
    return code


def choose_target(root: Path, out: Path | None, *, portable: bool) -> Path:
    """Return the output folder: the chosen one, or that of the edition."""
    return (out or root / ("site-portable" if portable else "site")).resolve()


def check_base_url(base_url: str) -> None:
    """Raise `BadParameter` if the address is not a complete one."""
    if base_url and not re.fullmatch(import_module("taizhou_brief.formats.archive_yaml.keys").URL, base_url):
        hint = "要写完整的网址，不带 ? 和 #，如 https://www.example.gov.cn/zt/gongfu/"
        raise click.BadParameter(f"[E005] {hint}", param_hint="--base-url")


def check_executor(name: str) -> None:
    """Raise `BadParameter` if a name is none of an executor."""
    if name and not EXECUTOR.fullmatch(name):
        hint = "写成 dask://主机:端口，或 local:N，如 local:4"
        raise click.BadParameter(f"[E012] {hint}", param_hint="--executor")


def load_builder(name: str) -> Any:
    """Load a module that only a build with changes needs."""
    return import_module(f"taizhou_brief.builder.{name}")


def run_build(
    root: Path, out: Path, options: BuildOptions, watch: Stopwatch, *, jobs: int, executor: str = "", **choices: bool
) -> BuildResult:
    """Build the site, unless nothing has changed since the last build. `choices` are `adopt` and `atomic`."""
    if not (root / SETTINGS).is_file():
        result: BuildResult = load_builder("build").build(root, out, strict=options.strict)
        return result
    with closing(ProgressBar()) as bar, open_session(root, out, options, watch=watch) as session:
        recalled = None if choices["adopt"] else recall(session)
        if recalled is None:
            with open_executor(executor) if executor else nullcontext() as cluster:
                runner = load_builder("runner").Runner(jobs, cluster, progress=bar, watch=watch)
                recalled = load_builder("build").build_session(session, runner, **choices)
        return recalled


def pack_site(out: Path) -> str:
    """Pack a site that was just published, and return what to print. Raises `UsageError` if its name is taken."""
    packing = load_builder("files.packing")
    try:
        path = packing.pack_folder(out)
    except packing.ForeignFileError as error:
        raise click.UsageError(f"[E027] {error} 不是本程序压的，没有动它；移走它再来一次") from None
    return f"压缩好了：{shorten_path(path)}（{path.stat().st_size / 1e6:.1f} MB）"


def shorten_path(path: Path) -> Path:
    """Return a path as the reader of a message knows it: from the folder that the command runs in."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def verify_site(root: Path, out: Path, options: BuildOptions, jobs: int, watch: Stopwatch) -> int:
    """Compare the site with a clean build, print the result, and return the exit code."""
    with closing(ProgressBar()) as bar:
        runner = load_builder("runner").Runner(jobs, progress=bar, watch=watch)
        verification = load_builder("verify").verify(root, out, options, runner)
    return report_verification(verification, out, strict=options.strict)


def report_build(result: BuildResult, out: Path, *, strict: bool, adopt: bool) -> int:
    """Print the result of a build and return the exit code."""
    listed, omitted = shorten_diagnostics(result.reading.diagnostics)
    print_diagnostics(listed, result.reading.sources, err=True)
    if omitted:
        echo(omitted, err=True)
    if result.files is None:
        echo(f"没有生成，旧网站没有改动：{count_by_severity(result.reading.diagnostics)}。", err=True)
        return exit_code_for(result.reading.diagnostics, strict=strict)
    echo(format_summary(result, out))
    if adopt and result.files.preserved:
        echo(f"接管了 {out}，里面留下：{'、'.join(result.files.preserved)}")
    return 0


def report_verification(verification: Any, out: Path, *, strict: bool) -> int:
    """Print every difference between the site and a clean build, and return the exit code."""
    if verification.result.files is None:
        return report_build(verification.result, out, strict=strict, adopt=False)
    problems = verification.problems
    print_diagnostics(problems[:MAX_DIFFERENCES], {}, err=True)
    if len(problems) > MAX_DIFFERENCES:
        echo(f"另有 {len(problems) - MAX_DIFFERENCES} 处没有列出。", err=True)
    if problems:
        echo(f"核对了 {verification.compared} 个文件，有 {len(problems)} 处不同。", err=True)
        return 1
    echo(f"核对了 {verification.compared} 个文件：网站、清单和从头生成的完全一样。")
    return 0


def format_summary(result: BuildResult, out: Path) -> str:
    """Format the numbers of issues, pages and files that were built, and how to open the site."""
    counts, files = result.counts, result.files
    if counts is None or files is None:
        return ""
    folder = shorten_path(out)
    found = result.reading.project.root
    root = () if found == find_root(Path.cwd()) else ("--root", found)
    return (
        f"{counts.issues} 期，{counts.articles} 篇，{counts.measures} 条措施，{counts.pages} 个页面 → {folder}"
        f"（新写 {files.written} 个文件，未变 {files.unchanged} 个，删去 {files.removed} 个；"
        f"{count_by_severity(result.reading.diagnostics)}）\n"
        f"看一看：用浏览器打开 {folder / 'index.html'}，或运行 {command_line('serve', *root)}"
    )


def format_profile(watch: Stopwatch) -> str:
    """Format the seconds of each step, and what was made and what was taken from the last build."""
    seconds = watch.finish()
    rows = ["用时："]
    for step, spent in seconds.items():
        made, remembered = watch.items[step], watch.remembered[step]
        counts = [f"做了 {made} 个"] * (made > 0) + [f"用上次的 {remembered} 个"] * (remembered > 0)
        rows.append(f"  {step}  {spent:7.2f} 秒  {'，'.join(counts)}".rstrip())
    rows.append(f"  共    {sum(seconds.values()):7.2f} 秒")
    return "\n".join(rows)
