"""`lock`: write down which addresses and texts were published, so that `check` notices when one changes."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import click

from taizhou_brief.builder.check import load_settings
from taizhou_brief.builder.files import read_project
from taizhou_brief.builder.locking import Explanation, remove_old_locks, write_locks
from taizhou_brief.cli.common import echo, find_archive_root, print_diagnostics, root_option
from taizhou_brief.cli.messages import ChineseCommand
from taizhou_brief.model.identity import IssueId

STATES = {"new": "新锁", "updated": "更新", "same": "未变", "refused": "没有锁", "removed": "删去旧锁"}


@click.command(cls=ChineseCommand)
@click.argument("issues", nargs=-1, metavar="[期…]")
@root_option
@click.option("--all", "everything", is_flag=True, help="锁全部各期。")
@click.option("--reason", metavar="原因", default="", help="改了刊出过的文字、去掉了刊出过的一条的原因；记在锁文件里。")
def lock(issues: tuple[str, ...], root: Path | None, everything: bool, reason: str) -> int:
    """锁定刊出的各期：把地址和文字的校验值写在简报旁边（如 briefings/2021/07.lock），以后变了，check 会报告。"""
    root = find_archive_root(root)
    project = read_project(root)
    reading = load_settings(project)
    if reading.settings is None:
        print_diagnostics(reading.diagnostics, reading.sources, err=True)
        return 2
    sources = {source.path: source for source in project.sources}
    names = tuple(sources) if everything else tuple(map(find_path, issues))
    missing = [name for name in names if name not in sources]
    if missing or not names:
        hint = "没有这一期：" + "、".join(missing) if missing else "写明哪一期，如 2021/07；全部各期写 --all"
        raise click.UsageError(f"[E018] {hint}")
    explanation = Explanation(" ".join(reason.split()), date.today())  # noqa: DTZ011  # the editor's own calendar day
    written = tuple(write_locks(root, (sources[name] for name in names), reading.settings, explanation))
    results = (*written, *remove_old_locks(root, reading.settings))
    problems = [problem for result in results for problem in result.diagnostics]
    print_diagnostics(problems, reading.sources, err=True)
    counts = Counter(result.state for result in results)
    echo("，".join(f"{STATES[state]} {count} 期" for state, count in counts.items()) + "。")
    return 1 if problems else 0


def find_path(name: str) -> str:
    """Return the path of the briefing that an argument names: `2021/07`, or its file."""
    parts = Path(name).as_posix().removesuffix(".md").removesuffix(".lock").rsplit("/", 2)[-2:]
    issue_id = IssueId.parse("/".join(parts))
    return issue_id.path if issue_id else name
