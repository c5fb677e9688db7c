"""What several commands share: where the archive is, a progress bar, how problems are printed and counted."""

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
FEW = 20
"""Warnings that `build` prints in full."""
PATIENCE = 1.0
"""Seconds of work before a progress bar appears."""

root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="文件夹",
    help="档案所在的文件夹；不写就从当前文件夹往上找。",
)
jobs_option = click.option(
    "--jobs", type=IntegerParam(0, 64), default=0, metavar="数", help="同时用几个进程；0 为自动。"
)


class ProgressBar:
    """A progress bar that shows itself only where work takes more than a second and somebody is looking."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.bar: Any = None
        self.what = ""

    def __call__(self, what: str, done: int, everything: int) -> None:
        """Draw how far the work is."""
        if time.monotonic() - self.started < PATIENCE or not is_terminal(sys.stderr):
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


def called(*words: str | Path) -> str:
    """The command line that runs the program with these words, as the caller has called it."""
    told = os.environ.get("TAIZHOU_BRIEF_COMMAND", "")
    name = told or sys.argv[0]
    if Path(name).name == NAME:
        name = NAME if shutil.which(NAME) == name else shlex.quote(name)
    elif not told:
        module = Path(name).parts[-2:] == ("taizhou_brief", "__main__.py")
        name = f"{Path(sys.executable).name} -m taizhou_brief" if module else NAME
    return " ".join((name, *(shlex.quote(str(word)) for word in words)))


def shown(path: Path) -> Path:
    """A path as the caller would write it from here."""
    return Path(os.path.relpath(path))


def find_archive_root(root: Path | None, *files: Path) -> Path:
    """The archive's folder: the one named, or the nearest upwards from the first file, or from here, or dev.py's."""
    if root:
        return root.resolve()
    starts = [start for file in files[:1] for start in (file if file.is_dir() else file.parent, file.resolve().parent)]
    above = (find_root(start) for start in starts)
    found = next((folder for folder in above if (folder / SETTINGS).is_file()), find_root(Path.cwd()))
    usual = Path(os.environ.get("TAIZHOU_BRIEF_ROOT", ""))
    return usual if usual.is_absolute() and not (found / SETTINGS).is_file() else found


def resolve_path(path: Path, root: Path) -> Path:
    """The whole path of a file or folder; a link in the archive is the file that the archive reads there."""
    here = path.parent.resolve() / path.name
    return here if path.is_file() and here.is_relative_to(root) else path.resolve()


def exit_code_for(diagnostics: Sequence[Diagnostic], *, strict: bool) -> int:
    """The exit code that diagnostics ask for: 2 for settings, templates and `static/`, 1 for content."""
    stopping = select_errors(diagnostics, strict=strict)
    ours = [d for d in stopping if d.path == SETTINGS or d.path.partition("/")[0] in (TEMPLATES, STATIC)]
    return 2 if select_errors(ours) or len(ours) == len(stopping) > 0 else 1 if stopping else 0


def echo(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print for people; a character that would hide or turn round what follows is shown by its number."""
    click.echo(visible(text), err=err, nl=nl)


def echo_json(data: Any) -> None:
    """Print for programs."""
    click.echo(to_json(data))


def print_diagnostics(diagnostics: Sequence[Diagnostic], sources: Mapping[str, str], *, err: bool) -> None:
    """Print the diagnostics for people."""
    colour = is_terminal(sys.stderr if err else sys.stdout) and not os.environ.get("NO_COLOR")
    click.echo(format_text(diagnostics, sources, colour=colour), nl=False, err=err)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody is looking; there is no stream at all where the program was started without."""
    return stream is not None and stream.isatty()


def shorten_diagnostics(diagnostics: Sequence[Diagnostic]) -> tuple[tuple[Diagnostic, ...], str]:
    """All errors and the first of the others, and a line on the rest: a build is not the place for thousands."""
    others = [d for d in diagnostics if d.severity is not Severity.ERROR]
    left = set(others[FEW:])
    if not left:
        return tuple(diagnostics), ""
    counts = Counter(d.code for d in others[FEW:])
    most = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    named = "，".join(f"{code} {count} 个" for code, count in most[:FEW])
    more = f"等 {len(most)} 种" if len(most) > FEW else ""
    line = f"另有 {len(left)} 个警告和提示没有列出：{named}{more}。运行 {called('check')} 看全部。"
    return tuple(d for d in diagnostics if d not in left), line


def count_by_severity(diagnostics: Sequence[Diagnostic]) -> str:
    """`2 个错误，5 个警告`."""
    wrong = sum(d.severity is Severity.ERROR for d in diagnostics)
    doubtful = sum(d.severity is Severity.WARNING for d in diagnostics)
    return f"{wrong} 个错误，{doubtful} 个警告"
