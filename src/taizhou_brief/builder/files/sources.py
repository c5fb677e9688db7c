"""Read sources, settings and templates; what cannot be read is a diagnostic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from taizhou_brief.chinese.invisible import DIRECTION
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic, Severity
from taizhou_brief.diagnostics.os_errors import os_error_message

PACKAGE = Path(__file__).resolve().parents[2]
BRIEFINGS = "briefings"
SETTINGS = "briefings/archive.yaml"
TEMPLATES = "templates"
MAX_BYTES = 4_000_000
ALMOST = {".md", ".txt", ".markdown", ".mdown", ".mkd"}
"""What a briefing's file may end in by mistake: `08.md.txt` looks like `08.md` where the system hides the end."""
TURNED = lazy_compile(f"[{DIRECTION}]")
NAME = lazy_compile(r"briefings/\d{4}/s?\d{1,4}\.md")

CODES: Mapping[str, str] = {
    "D001": "文件不是 UTF-8 编码，无法读取",
    "D002": "文件太大，一期简报不会超过 4 MB",
    "D003": "文件的位置或名称不合规定，应为 briefings/年份/期号.md",
    "D004": "文件读不出来（权限、磁盘或链接有问题）",
    "D005": "这个文件没有读：扩展名不是 .md",
    "D006": "文件或文件夹的名称里有改变文字方向的字符",
    "E001": "这里不是简报档案：没有 briefings/archive.yaml",
    "E002": "输出文件夹里有别的东西，不是本程序写的，不敢覆盖",
    "E003": "另一次生成正在进行",
    "E004": "写不进输出文件夹",
    "E005": "--base-url 不是完整的网址",
    "E006": "要检查的文件不存在",
}


@dataclass(frozen=True, slots=True)
class BriefingFile:
    """One briefing as it stands on the disk."""

    path: str
    """Relative to the root, with `/`."""
    text: str


@dataclass(frozen=True, slots=True)
class ProjectFiles:
    """Everything a build reads."""

    root: Path
    settings_text: str | None
    """None where there is no `briefings/archive.yaml`."""
    sources: tuple[BriefingFile, ...]
    """By path."""
    templates: Mapping[str, str]
    """Template and asset texts by name; a project's own replace the packaged ones file by file."""
    diagnostics: tuple[Diagnostic, ...]


def find_root(start: Path) -> Path:
    """The nearest folder from `start` upwards that holds `briefings/archive.yaml`; `start` itself if there is none."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / SETTINGS).is_file()), start)


def read_project(root: Path) -> ProjectFiles:
    """Read settings, briefings and templates; what cannot be read is a diagnostic."""
    problems: list[Diagnostic] = []
    settings = read_text(root / SETTINGS, SETTINGS, problems) if (root / SETTINGS).is_file() else None
    sources = []
    for path in sorted((root / BRIEFINGS).rglob("*.*")):
        name = path.relative_to(root).as_posix()
        if TURNED.search(name):
            problems.append(_problem("D006", name, "改名：删去这个看不见的字符，它使名称倒着显示"))
            continue
        if path.suffix.lower() not in ALMOST:
            continue
        if any(part.startswith((".", "_", "~")) for part in path.relative_to(root).parts):
            continue
        if path.suffix != ".md":
            problems.append(_problem("D005", name, "把扩展名改为 .md；不是简报的，名字以 _ 开头", Severity.WARNING))
            continue
        if not NAME.fullmatch(name):
            problems.append(_problem("D003", name, "增刊写 s1.md；不想读的文件，名字以 _ 开头"))
            continue
        if path.is_fifo():  # opening it would wait for someone to write into it
            problems.append(_problem("D004", name, "这是管道，不是文件：删去它，或换成文件"))
            continue
        text = read_text(path, name, problems)
        if text is not None:
            sources.append(BriefingFile(name, text))
    templates = read_templates(root)
    turned = (f"{TEMPLATES}/{name}" for name in templates if TURNED.search(name))
    problems += [_problem("D006", name, "改名：删去这个看不见的字符，它使名称倒着显示") for name in turned]
    return ProjectFiles(root, settings, tuple(sources), templates, tuple(problems))


def display_path(path: Path, root: Path) -> str:
    """How diagnostics call a file: relative to the root with `/`, or as it is where it lies outside."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def read_named_files(paths: Iterable[Path], root: Path) -> Iterator[tuple[Path, str]]:
    """Each file of `paths`, and each `*.md` of a folder apart from `briefings/`, with its name in diagnostics."""
    briefings = root / BRIEFINGS
    for path in paths:
        ours = path.is_relative_to(briefings) or briefings.is_relative_to(path)
        folder = () if ours else sorted(path.rglob("*.md"))
        for file in (path,) if path.is_file() else folder:
            yield file, display_path(file, root)


def read_text(path: Path, name: str, problems: list[Diagnostic]) -> str | None:
    """The text of a UTF-8 file, or None and a diagnostic. Line ends stay as they are."""
    try:
        data = read_bytes(path, MAX_BYTES + 1)
    except OSError as error:
        problems.append(_problem("D004", name, f"系统说：{os_error_message(error)}"))
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
        problem = _problem("D001", name, "用编辑器另存为 UTF-8；记事本里选“另存为”，编码选 UTF-8")
        problems.append(replace(problem, line=line, column=column))
        return None


def read_bytes(path: Path, limit: int) -> bytes:
    """At most `limit` bytes of a file, so that a huge one costs no memory. Raises `OSError`."""
    with path.open("rb") as file:
        return file.read(limit)


def _problem(code: str, path: str, hint: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(path, 0, 0, code, severity, CODES[code], hint)


def read_templates(root: Path) -> dict[str, str]:
    """The packaged templates, each replaced by the project's own file of the same name where there is one."""
    return dict(sorted({**packaged_templates(), **_texts_below(root / TEMPLATES)}.items()))


def packaged_templates() -> dict[str, str]:
    """The templates that come with this program."""
    packaged = PACKAGE / "templates"
    return _texts_below(packaged if packaged.is_dir() else PACKAGE.parents[1] / "templates")


def _texts_below(folder: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.name.startswith((".", "~")):
            # a picture among the assets, and a template in another encoding, come through byte by byte
            found[path.relative_to(folder).as_posix()] = path.read_bytes().decode("utf-8", "surrogateescape")
    return found


def tool_digest() -> str:
    """Of this program's own text: what another version has made, if only by a line, is made anew."""
    state = sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        state.update(f"{path.relative_to(PACKAGE).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return state.hexdigest()
