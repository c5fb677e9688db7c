"""Walk a folder of the project by one rule: a link is followed where it leads inside the project, and else refused."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from taizhou_brief.builder.files.codes import problem
from taizhou_brief.chinese.invisible import DIRECTION, UNSEEN_IN_LINE, has_unseen
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic, Severity
from taizhou_brief.diagnostics.os_errors import os_error_message

TURNED = lazy_compile(f"[{DIRECTION}]")
"""A character in a file name that turns the direction of the characters after it."""


def visible(name: str) -> bool:
    """Whether a file or folder is one of the project's, and not an editor's or the system's own."""
    return not name.startswith((".", "~"))


def anything(_name: str) -> bool:
    """Take every name."""
    return True


def leads_out(path: str | Path, root: Path) -> bool:
    """Whether a path inside the project leads, by links, to something outside it."""
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def overlaps(one: Path, other: Path) -> bool:
    """Whether two folders or files are the same, or one lies in the other."""
    return one.is_relative_to(other) or other.is_relative_to(one)


@dataclass(slots=True)
class Walk:
    """What was found in a folder of the project. Paths are plain strings here: there are thousands."""

    root: str
    reads: Callable[[str], bool]
    """Whether a file of that name is read; the others are left out, and may be links to anywhere."""
    enters: Callable[[str], bool]
    """Whether a file or folder of that name is looked at."""
    closed: tuple[Path, ...] = ()
    """Real paths that no link may lead to: what is read from here is published, what is there is not. With them all
    hidden files and folders of the project are closed."""
    files: list[str] = field(default_factory=list)
    """Paths below the root, with `/`, of the files to be read."""
    linked: list[Path] = field(default_factory=list)
    """Where the links that were followed lead."""
    problems: list[Diagnostic] = field(default_factory=list)

    def enter(self, name: str, above: tuple[str, ...]) -> None:
        """Take in what a folder holds; `above` are the real paths of the folders it is in."""
        real = os.path.realpath(f"{self.root}/{name}")
        if real in above:
            self.problems.append(problem("D004", name, "链接绕成了圈：删去它"))
            return
        try:
            with os.scandir(f"{self.root}/{name}") as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self.problems.append(problem("D004", name, f"系统说：{os_error_message(error)}"))
            return
        for entry in entries:
            if TURNED.search(entry.name):
                hint = "改名：删去这个看不见的字符，它使名称倒着显示"
                self.problems.append(problem("D006", f"{name}/{entry.name}", hint))
            elif self.enters(entry.name):
                if UNSEEN_IN_LINE.search(entry.name) and has_unseen(entry.name):
                    hint = "改名：删去它；留着的话，照着名称打字找不到这个文件"
                    self.problems.append(problem("D011", f"{name}/{entry.name}", hint, Severity.WARNING))
                inner = entry.is_dir(follow_symlinks=False)
                self.take(f"{name}/{entry.name}", (*above, real), link=entry.is_symlink(), folder=inner)

    def take(self, name: str, above: tuple[str, ...] = (), *, link: bool, folder: bool) -> None:
        """Take in one file or folder."""
        if link:
            if not self.follows(name):
                return
            folder = os.path.isdir(f"{self.root}/{name}")  # noqa: PTH112  # as often as there are files
        if folder:
            self.enter(name, above)
        elif self.reads(name.rpartition("/")[2]):
            self.files.append(name)

    def follows(self, name: str) -> bool:
        """Whether a link may be followed; where what it stands for would have been read, a refusal is a problem."""
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
        """Whether a link may not lead to a real path inside the project, since what is there is not published."""
        if not self.closed:
            return False
        inside = real.relative_to(os.path.realpath(self.root)).parts
        return not all(map(self.enters, inside)) or any(overlaps(real, each) for each in self.closed)


def walk(
    root: Path,
    folder: str,
    reads: Callable[[str], bool] = anything,
    enters: Callable[[str], bool] = visible,
    closed: tuple[Path, ...] = (),
) -> Walk:
    """All files of a folder of the project that are read, in order of their paths; none where there is no folder."""
    top = root / folder
    found = Walk(os.fspath(root), reads, enters, closed)
    if top.is_dir() or top.is_symlink():
        found.take(folder, link=top.is_symlink(), folder=True)
    found.files.sort(key=lambda name: name.split("/"))
    return found
