"""Walk a folder of the project: links to places inside the project are followed, others are rejected."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from taizhou_brief.builder.files.codes import problem
from taizhou_brief.chinese.invisible import DIRECTION, UNSEEN_IN_LINE, has_unseen
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.diagnostics.os_errors import os_error_message

DIRECTION_CHARACTER = lazy_compile(f"[{DIRECTION}]")
"""Character in a file name that changes the direction of the characters after it."""


def is_visible(name: str) -> bool:
    """Return whether a file or folder belongs to the project, and not to an editor or the system, by its name."""
    return not name.startswith((".", "~"))


def accept_all(_name: str) -> bool:
    """Accept every name."""
    return True


def leads_out(path: str | Path, root: Path) -> bool:
    """Return whether a path inside the project leads, through links, to something outside it."""
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def overlaps(one: Path, other: Path) -> bool:
    """Return whether two folders or files are the same, or one is inside the other."""
    return one.is_relative_to(other) or other.is_relative_to(one)


@dataclass(slots=True)
class Walk:
    """Walk through a folder of the project, with its results.

    Paths are strings for speed: there are thousands.
    """

    root: str
    reads: Callable[[str], bool]
    """Predicate for the names of files to read; the others are skipped, and may be links to any place."""
    enters: Callable[[str], bool]
    """Predicate for the names of files and folders to visit."""
    closed: tuple[Path, ...] = ()
    """Real paths that no link may lead to, because files found here are published; hidden files are closed, too."""
    files: list[str] = field(default_factory=list)
    """Paths of the files to read, relative to the root, with `/`."""
    linked: list[Path] = field(default_factory=list)
    """Targets of the links that were followed."""
    problems: list[Diagnostic] = field(default_factory=list)

    def visit_folder(self, name: str, parents: tuple[str, ...]) -> None:
        """Visit the contents of a folder; `parents` are the real paths of the folders it is in."""
        real = os.path.realpath(f"{self.root}/{name}")
        if real in parents:
            self.problems.append(problem("D004", name, "链接绕成了圈：删去它"))
            return
        try:
            with os.scandir(f"{self.root}/{name}") as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            self.problems.append(problem("D004", name, f"系统说：{os_error_message(error)}"))
            return
        for entry in entries:
            if DIRECTION_CHARACTER.search(entry.name):
                hint = "改名：删去这个看不见的字符，它使名称倒着显示"
                self.problems.append(problem("D006", f"{name}/{entry.name}", hint))
            elif self.enters(entry.name):
                if UNSEEN_IN_LINE.search(entry.name) and has_unseen(entry.name):
                    hint = "改名：删去它；留着的话，照着名称打字找不到这个文件"
                    self.problems.append(problem("D011", f"{name}/{entry.name}", hint))
                folder = entry.is_dir(follow_symlinks=False)
                self.visit(f"{name}/{entry.name}", (*parents, real), link=entry.is_symlink(), folder=folder)

    def visit(self, name: str, parents: tuple[str, ...] = (), *, link: bool, folder: bool) -> None:
        """Visit one file or folder."""
        if link:
            if not self.follows(name):
                return
            folder = os.path.isdir(f"{self.root}/{name}")  # noqa: PTH112  # called for each link
        if folder:
            self.visit_folder(name, parents)
        elif self.reads(name.rpartition("/")[2]):
            self.files.append(name)

    def follows(self, name: str) -> bool:
        """Return whether to follow a link; report a problem if it is rejected although its target would be read."""
        path = Path(self.root, name)
        real = Path(os.path.realpath(path))
        if real.is_file() and not self.reads(path.name):
            return False
        if leads_out(path, Path(self.root)):
            self.problems.append(problem("D009", name, "把它指的文件或文件夹复制到这里，再删去链接"))
        elif not os.path.exists(real):  # noqa: PTH110  # `Path.exists` raises for some links
            self.problems.append(problem("D004", name, "链接指的文件或文件夹不在：改正或删去这个链接"))
        elif Path(os.path.realpath(path.parent)).is_relative_to(real):
            self.problems.append(problem("D004", name, "链接绕成了圈：删去它"))
        elif self.is_closed(real):
            hint = "网站上不放各期原稿、模板和隐藏的文件；真要公开的，复制到这里，再删去链接"
            self.problems.append(problem("D010", name, hint))
        else:
            self.linked.append(real)
            return True
        return False

    def is_closed(self, real: Path) -> bool:
        """Return whether no link may lead to a real path inside the project, because it is not published."""
        if not self.closed:
            return False
        inside = real.relative_to(os.path.realpath(self.root)).parts
        return not all(map(self.enters, inside)) or any(overlaps(real, each) for each in self.closed)


def walk(
    root: Path,
    folder: str,
    reads: Callable[[str], bool] = accept_all,
    enters: Callable[[str], bool] = is_visible,
    closed: tuple[Path, ...] = (),
) -> Walk:
    """Find all files of a project folder to read, in order of their paths; none if there is no such folder."""
    top = root / folder
    result = Walk(os.fspath(root), reads, enters, closed)
    if top.is_dir() or top.is_symlink():
        result.visit(folder, link=top.is_symlink(), folder=True)
    result.files.sort(key=lambda name: name.split("/"))
    return result
