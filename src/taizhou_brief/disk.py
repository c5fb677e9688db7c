"""The only module that touches the project's files: read sources, remember, publish the site whole or not at all."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from importlib.resources import files as package_files
from pathlib import Path

from filelock import FileLock, Timeout

from taizhou_brief.diagnostics import Diagnostic, Severity
from taizhou_brief.models import File

SETTINGS = "briefings/archive.yaml"
TEMPLATES = "templates"
MARKER = ".taizhou-brief.json"
"""Stands in every site we wrote: without it a folder is not ours and is left alone. It also remembers the pages."""
PLACEHOLDER = ".gitkeep"
MAX_BYTES = 4_000_000
NAME = re.compile(r"briefings/\d{4}/s?\d{1,4}\.md")

CODES: Mapping[str, str] = {
    "D001": "文件不是 UTF-8 编码，无法读取",
    "D002": "文件太大，一期简报不会超过 4 MB",
    "D003": "文件的位置或名称不合规定，应为 briefings/年份/期号.md",
    "D004": "文件读不出来（权限、磁盘或链接有问题）",
    "E001": "这里不是简报档案：没有 briefings/archive.yaml",
    "E002": "输出文件夹里有别的东西，不是本程序写的，不敢覆盖",
    "E003": "另一次生成正在进行",
    "E004": "写不进输出文件夹",
    "E005": "--base-url 不是完整的网址",
    "E006": "要检查的文件不存在",
}


class LockedError(Exception):
    """Another build of the same output is running."""


class NotOursError(Exception):
    """The output folder holds something that we did not write."""


@dataclass(frozen=True, slots=True)
class Source:
    """One briefing as it stands on the disk."""

    path: str
    """Relative to the root, with `/`."""
    text: str


@dataclass(frozen=True, slots=True)
class Project:
    """Everything a build reads."""

    root: Path
    settings_text: str | None
    """None where there is no `briefings/archive.yaml`."""
    sources: tuple[Source, ...]
    """By path."""
    templates: Mapping[str, str]
    """Template and asset texts by name; a project's own replace the packaged ones file by file."""
    diagnostics: tuple[Diagnostic, ...]


def find_root(start: Path) -> Path:
    """The nearest folder from `start` upwards that holds `briefings/archive.yaml`; `start` itself if there is none."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / SETTINGS).is_file()), start)


def read_project(root: Path) -> Project:
    """Read settings, briefings and templates; what cannot be read is a diagnostic."""
    problems: list[Diagnostic] = []
    settings = read_text(root / SETTINGS, SETTINGS, problems) if (root / SETTINGS).is_file() else None
    sources = []
    for path in sorted((root / "briefings").rglob("*.md")):
        name = path.relative_to(root).as_posix()
        if any(part.startswith((".", "_", "~")) for part in path.relative_to(root).parts):
            continue
        if not NAME.fullmatch(name):
            problems.append(_problem("D003", name, "增刊写 s1.md；不想读的文件，名字以 _ 开头"))
            continue
        text = read_text(path, name, problems)
        if text is not None:
            sources.append(Source(name, text))
    return Project(root, settings, tuple(sources), read_templates(root), tuple(problems))


def name_of(path: Path, root: Path) -> str:
    """How diagnostics call a file: relative to the root with `/`, or as it is where it lies outside."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def named_files(paths: Iterable[Path], root: Path) -> Iterator[tuple[Path, str]]:
    """Each file of `paths`, and each `*.md` of a folder apart from `briefings/`, with its name in diagnostics."""
    briefings = root / "briefings"
    for path in paths:
        ours = path.is_relative_to(briefings) or briefings.is_relative_to(path)
        folder = () if ours else sorted(path.rglob("*.md"))
        for file in (path,) if path.is_file() else folder:
            yield file, name_of(file, root)


def read_text(path: Path, name: str, problems: list[Diagnostic]) -> str | None:
    """The text of a UTF-8 file, or None and a diagnostic. Line ends stay as they are."""
    try:
        data = path.read_bytes()
    except OSError as error:
        problems.append(_problem("D004", name, f"系统说：{error.strerror or error}"))
        return None
    if len(data) > MAX_BYTES:
        problems.append(_problem("D002", name, "检查是不是存错了文件"))
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        problems.append(_problem("D001", name, "用编辑器另存为 UTF-8；记事本里选“另存为”，编码选 UTF-8", line, column))
        return None


def read_bytes(path: Path, limit: int) -> bytes:
    """At most `limit` bytes of a file, so that a huge one costs no memory. Raises `OSError`."""
    with path.open("rb") as file:
        return file.read(limit)


def _problem(code: str, path: str, hint: str, line: int = 0, column: int = 0) -> Diagnostic:
    return Diagnostic(path, line, column, code, Severity.ERROR, CODES[code], hint)


def read_templates(root: Path) -> dict[str, str]:
    """The packaged templates, each replaced by the project's own file of the same name where there is one."""
    packaged = Path(str(package_files("taizhou_brief"))) / "templates"
    checkout = Path(__file__).resolve().parents[2] / "templates"
    found: dict[str, str] = {}
    for folder in (packaged if packaged.is_dir() else checkout, root / TEMPLATES):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file() and not path.name.startswith((".", "~")):
                # a picture among the assets, and a template in another encoding, come through byte by byte
                found[path.relative_to(folder).as_posix()] = path.read_bytes().decode("utf-8", "surrogateescape")
    return dict(sorted(found.items()))


class Memory:
    """What the site already holds: the key of a task → the files it made.

    The marker inside the site is the memory, so the two are exchanged together; a file that was changed since, or a
    marker that cannot be read, is a miss and nothing worse.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.made: dict[str, list[tuple[str, str]]] = {}
        self.standing: set[str] = set()
        """Paths whose bytes in the old site were just seen to be right."""
        try:
            tasks = json.loads((out / MARKER).read_bytes())["tasks"]
            self.known = {key: [(str(path), str(digest)) for path, digest in made] for key, made in tasks.items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            self.known = {}

    def recall(self, key: str) -> tuple[File, ...] | None:
        """The files of an earlier run with the same key, if every one still stands as it was written."""
        made = self.known.get(key)
        if made is None:
            return None
        files = []
        for path, digest in made:
            try:
                data = (self.out / path).read_bytes()
            except (OSError, ValueError):
                return None
            if content_digest(data) != digest:
                return None
            files.append(File(path, data))
        self.standing.update(file.path for file in files)
        self.made[key] = made
        return tuple(files)

    def keep(self, key: str, files: tuple[File, ...]) -> None:
        """Remember what a task made."""
        self.made[key] = [(file.path, content_digest(file.data)) for file in files]


def content_digest(data: bytes) -> str:
    """Of a file's bytes."""
    return blake2b(data, digest_size=16).hexdigest()


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the output folder, or raise `LockedError` at once. The lock goes with the process that holds it."""
    out.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(out.parent / f".{out.name}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise LockedError from None
    try:
        yield
    finally:
        lock.release()


def is_ours(out: Path) -> bool:
    """True where we may write: nothing there, nothing but a placeholder, or a site that we wrote."""
    if not out.exists():
        return True
    return out.is_dir() and ((out / MARKER).is_file() or all(child.name == PLACEHOLDER for child in out.iterdir()))


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did, in files."""

    written: int
    unchanged: int
    removed: int


def publish(out: Path, made: Iterable[tuple[File, ...]], memory: Memory) -> Published:
    """Lay the new site out beside the old one and exchange the two in one step.

    A file whose bytes stand in the old site already is linked, not written. Killed at any point, this leaves the old
    site or the new one; what is left beside it is cleared away by the next run.
    """
    if not is_ours(out):
        raise NotOursError
    stage = out.parent / f".{out.name}.new"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    try:
        published = _lay_out(stage, out, made, memory)
        if (out / PLACEHOLDER).is_file():
            shutil.copyfile(out / PLACEHOLDER, stage / PLACEHOLDER)
        marker = {"generator": "taizhou-brief", "tasks": dict(sorted(memory.made.items()))}
        (stage / MARKER).write_bytes(json.dumps(marker, ensure_ascii=False, indent=0).encode())
        _exchange(stage, out)
    finally:
        shutil.rmtree(stage, ignore_errors=True)  # the old site by now, or what a failed build had laid out
    return published


def _lay_out(stage: Path, out: Path, made: Iterable[tuple[File, ...]], memory: Memory) -> Published:
    old = set(_paths(out)) - {MARKER, PLACEHOLDER}
    names: set[str] = set()
    folders: set[Path] = set()
    written = 0
    for file in (file for files in made for file in files):
        if file.path in names:
            message = f"two tasks made {file.path}"
            raise ValueError(message)
        names.add(file.path)
        target = stage / file.path
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        if file.path not in old or not _link(out / file.path, target, file, memory):
            target.write_bytes(file.data)
            written += 1
    return Published(written, len(names) - written, len(old - names))


def _paths(folder: Path) -> Iterator[str]:
    for parent, _, names in os.walk(folder):
        base = os.path.relpath(parent, folder).replace(os.sep, "/")
        for name in names:
            yield name if base == "." else f"{base}/{name}"


def _link(old: Path, new: Path, file: File, memory: Memory) -> bool:
    """Link the old file to the new place if it holds just these bytes."""
    try:
        if old.is_symlink():
            return False
        if file.path not in memory.standing and (old.stat().st_size != len(file.data) or old.read_bytes() != file.data):
            return False
        os.link(old, new)
    except OSError:
        return False
    return True


def _exchange(stage: Path, out: Path) -> None:
    """Put `stage` where `out` is, in one step where the system can; `stage` then holds the old site."""
    if not out.exists():
        stage.rename(out)
        return
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None, use_errno=True), "renameat2"):
        here = -100  # AT_FDCWD
        if libc.renameat2(here, os.fsencode(stage), here, os.fsencode(out), 2) == 0:  # RENAME_EXCHANGE
            return
        code = ctypes.get_errno()
        if code not in (errno.EINVAL, errno.ENOSYS):
            raise OSError(code, os.strerror(code), str(out))
    aside = out.parent / f".{out.name}.old"
    shutil.rmtree(aside, ignore_errors=True)
    out.rename(aside)
    stage.rename(out)
    aside.rename(stage)


def recover(out: Path) -> None:
    """Bring back the site where a killed build left it aside (only where the exchange takes two steps)."""
    aside = out.parent / f".{out.name}.old"
    if not out.exists() and (aside / MARKER).is_file():
        aside.rename(out)


def write_new(path: Path, text: str) -> bool:
    """Write a file that is not there yet; False, and nothing done, where it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True


def replace_text(path: Path, text: str) -> None:
    """Write a file whole or not at all, over what is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    stage = path.with_name(f".{path.name}.new")
    stage.write_text(text, encoding="utf-8", newline="\n")
    stage.replace(path)
