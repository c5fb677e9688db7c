"""Functions shared by several commands: find the archive, show progress, print and count problems."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

import click

from taizhou_brief.builder.files import SETTINGS, STATIC, TEMPLATES, find_root
from taizhou_brief.chinese.invisible import visible
from taizhou_brief.cli.messages import IntegerParam
from taizhou_brief.diagnostics import Diagnostic, Severity, format_text, select_errors, to_json

NAME = "taizhou-brief"
MAX_LISTED = 20
"""Number of warnings that `build` prints in full, and of codes that it names in its line on the others."""
PROGRESS_DELAY = 1.0
"""Seconds of work before a progress bar appears."""
RATE_DELAY = 0.5
"""Seconds of a step before its rate means something."""

root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="文件夹",
    help="档案所在的文件夹；不写就从当前文件夹往上找。",
)
out_option = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="文件夹",
    help="网站写到哪里；不写就是档案里的 site。",
)
"""Option of the commands that write the site."""
jobs_option = click.option(
    "--jobs", type=IntegerParam(0, 64), default=0, metavar="数", help="同时用几个进程；0 为自动。"
)


class ProgressBar:
    """Progress bar that appears only if the work takes more than a second and the output is a terminal."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.bar: Any = None
        self.step = ""
        self.since = self.started
        """When the bar of this step appeared."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Draw the progress of a step."""
        if time.monotonic() - self.started < PROGRESS_DELAY or not is_terminal(sys.stderr):
            return
        if self.step != step:
            self.close()
            self.step = step
            self.since = time.monotonic()
            self.bar = click.progressbar(length=total, label=step, show_pos=True, item_show_func=str, file=sys.stderr)
        self.bar.update(done - self.bar.pos, format_rate(done, time.monotonic() - self.since))

    def close(self) -> None:
        """Finish the bar and go to the next line."""
        if self.bar is not None:
            self.bar.render_finish()
            self.bar = None


def format_rate(done: int, seconds: float) -> str:
    """Format how many items a step handles in a second; nothing before there is something to measure."""
    return f"每秒 {done / seconds:.0f} 个" if seconds >= RATE_DELAY else ""


def command_line(*arguments: str | Path) -> str:
    """Return the command line that runs the program with these arguments, in the way the user has started it."""
    configured = os.environ.get("TAIZHOU_BRIEF_COMMAND", "")
    name = configured or sys.argv[0]
    if Path(name).name == NAME:
        name = NAME if shutil.which(NAME) == name else shlex.quote(name)
    elif not configured:
        is_module = Path(name).parts[-2:] == ("taizhou_brief", "__main__.py")
        name = f"{Path(sys.executable).name} -m taizhou_brief" if is_module else NAME
    return " ".join((name, *(shlex.quote(str(argument)) for argument in arguments)))


def relative_path(path: Path) -> Path:
    """Return a path relative to the current folder, as the user would write it."""
    return Path(os.path.relpath(path))


def find_archive_root(root: Path | None, *files: Path) -> Path:
    """Find the archive's folder.

    It is `root` if given, else the nearest archive upwards from the first file or from the current folder, else the one
    that dev.py names in `TAIZHOU_BRIEF_ROOT`.
    """
    if root:
        return root.resolve()
    starts = [start for file in files[:1] for start in (file if file.is_dir() else file.parent, file.resolve().parent)]
    candidates = (find_root(start) for start in starts)
    nearest = next((folder for folder in candidates if (folder / SETTINGS).is_file()), find_root(Path.cwd()))
    default = Path(os.environ.get("TAIZHOU_BRIEF_ROOT", ""))
    return default if default.is_absolute() and not (nearest / SETTINGS).is_file() else nearest


def resolve_path(path: Path, root: Path) -> Path:
    """Return the absolute path of a file or folder; a link to a file inside the archive is not followed."""
    unfollowed = path.parent.resolve() / path.name
    return unfollowed if path.is_file() and unfollowed.is_relative_to(root) else path.resolve()


def exit_code_for(diagnostics: Sequence[Diagnostic], *, strict: bool) -> int:
    """Return the exit code for diagnostics: 2 for settings, templates and `static/`, 1 for content, 0 for none."""
    stopping = select_errors(diagnostics, strict=strict)
    configuration = [d for d in stopping if d.path == SETTINGS or d.path.partition("/")[0] in (TEMPLATES, STATIC)]
    return 2 if select_errors(configuration) or len(configuration) == len(stopping) > 0 else 1 if stopping else 0


def echo(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print for people; replace invisible and direction-changing characters by their numbers."""
    click.echo(visible(text), err=err, nl=nl)


def echo_json(data: Any) -> None:
    """Print JSON for programs."""
    click.echo(to_json(data))


def print_diagnostics(diagnostics: Sequence[Diagnostic], sources: Mapping[str, str], *, err: bool) -> None:
    """Print the diagnostics for people."""
    colour = is_terminal(sys.stderr if err else sys.stdout) and not os.environ.get("NO_COLOR")
    click.echo(format_text(diagnostics, sources, colour=colour), nl=False, err=err)


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether a stream is a terminal; it is None if the program was started without."""
    return stream is not None and stream.isatty()


def shorten_diagnostics(diagnostics: Sequence[Diagnostic]) -> tuple[tuple[Diagnostic, ...], str]:
    """Return all errors and the first of the others, and a line about the rest, which may be thousands."""
    others = [d for d in diagnostics if d.severity is not Severity.ERROR]
    omitted = set(others[MAX_LISTED:])
    if not omitted:
        return tuple(diagnostics), ""
    counts = Counter(d.code for d in others[MAX_LISTED:])
    by_count = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    named = "，".join(f"{code} {count} 个" for code, count in by_count[:MAX_LISTED])
    more = f"等 {len(by_count)} 种" if len(by_count) > MAX_LISTED else ""
    line = f"另有 {len(omitted)} 个警告和提示没有列出：{named}{more}。运行 {command_line('check')} 看全部。"
    return tuple(d for d in diagnostics if d not in omitted), line


def count_by_severity(diagnostics: Sequence[Diagnostic]) -> str:
    """Format the numbers of errors and warnings, such as `2 个错误，5 个警告`."""
    errors = sum(d.severity is Severity.ERROR for d in diagnostics)
    warnings = sum(d.severity is Severity.WARNING for d in diagnostics)
    return f"{errors} 个错误，{warnings} 个警告"
