"""Read sources, settings and templates; report what cannot be read as diagnostics."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

from taizhou_brief.builder.files.codes import problem
from taizhou_brief.builder.files.folders import Walk, is_visible, leads_out, walk
from taizhou_brief.builder.files.own_templates import find_misspelt_templates
from taizhou_brief.builder.files.states import FileDigests, content_digest, hash_file, state_of
from taizhou_brief.builder.files.stored import FileOnDisk
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.diagnostics.os_errors import os_error_message
from taizhou_brief.model.history import FileHistory

PACKAGE = Path(__file__).resolve().parents[2]
BRIEFINGS = "briefings"
SETTINGS = "briefings/archive.yaml"
TEMPLATES = "templates"
STATIC = "static"
PROGRAM_ONLY = ("desk/",)
"""Folders of packaged templates that a project cannot replace."""
MAX_BYTES = 4_000_000
TEXT_SUFFIXES = {".md", ".txt", ".markdown", ".mdown", ".mkd"}
"""Suffixes of a briefing, also by mistake: `08.md.txt` looks like `08.md` on systems that hide suffixes."""
OFFICE_SUFFIXES = {".docx", ".docm", ".doc", ".wps", ".odt", ".rtf", ".pdf", ".ofd"}
"""Suffixes of files that must be imported first."""
PUBLIC_DOT_NAMES = {".well-known", ".nojekyll", ".htaccess", ".domains"}
"""Names with a leading dot that belong to a site; others in `static/` are files of an editor or of git."""
BRIEFING_PATH = lazy_compile(r"briefings/\d{4}/s?\d{1,4}\.md")


class ChangedFileError(Exception):
    """Raised when a file was changed after its digest was computed: the next build will read it."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.problem = problem("D012", path, "再运行一次")


@dataclass(frozen=True)
class BriefingFile:
    """File of one briefing, whose text is read only when it is needed."""

    path: str
    """Path relative to the root, with `/`."""
    known_text: str | None
    """The text, if it was read already."""
    digest: str = ""
    """Digest of the bytes; empty if nobody needs it."""
    location: Path = Path()
    """Where the file is."""

    @cached_property
    def text(self) -> str:
        """Text of the file, read at most once."""
        return self.read()

    def read(self) -> str:
        """Read the text. Raises `ChangedFileError` if it is no longer that of the digest."""
        if self.known_text is not None:
            return self.known_text
        try:
            data = read_bytes(self.location, MAX_BYTES + 1)
        except OSError:
            raise ChangedFileError(self.path) from None
        if content_digest(data) != self.digest:
            raise ChangedFileError(self.path)
        return data.decode()


class TemplateTexts(Mapping[str, str]):
    """Texts of templates and assets by name, each read when it is needed."""

    def __init__(self, paths: Mapping[str, Path]) -> None:
        self.paths = paths
        self._texts: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        """Read a text; bytes that are not UTF-8, such as those of a picture, are kept as surrogates."""
        if name not in self._texts:
            self._texts[name] = self.paths[name].read_bytes().decode("utf-8", "surrogateescape")
        return self._texts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


@dataclass(frozen=True, slots=True)
class ProjectFiles:
    """All files that a build reads, with their digests."""

    root: Path
    settings: BriefingFile | None
    """`briefings/archive.yaml`; None if there is no such file or it cannot be read."""
    sources: tuple[BriefingFile, ...]
    """Briefings, sorted by path."""
    templates: Mapping[str, str]
    """Texts of templates and assets by name; each file of the project replaces the packaged one of the same name."""
    diagnostics: tuple[Diagnostic, ...]
    static: tuple[FileOnDisk, ...] = ()
    """Files that are copied to the site unchanged, with their paths there."""
    linked: tuple[Path, ...] = ()
    """Targets of the links that were followed."""
    template_digests: tuple[tuple[str, str], ...] = ()
    """Name and digest of each template and asset."""
    history: Mapping[str, FileHistory] = field(default_factory=dict)
    """History of the briefings by path, if the settings ask for it and git has all of it."""

    @property
    def settings_text(self) -> str | None:
        """Text of `briefings/archive.yaml`; None if there is no such file or it cannot be read."""
        return self.settings.text if self.settings else None

    @property
    def inputs(self) -> tuple[object, ...]:
        """Value that differs if any file differs that a build reads, or any name or problem of one."""
        files = tuple(
            (file.path, file.digest) for file in (*self.sources, *((self.settings,) if self.settings else ()))
        )
        static = tuple((file.path, file.digest) for file in self.static)
        history = tuple(sorted(self.history.items()))
        return files, self.template_digests, static, self.diagnostics, tuple(map(str, self.linked)), history


def find_root(start: Path) -> Path:
    """Find the nearest folder from `start` upwards that contains `briefings/archive.yaml`; default: `start` itself."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / SETTINGS).is_file()), start)


def read_project(root: Path, digests: FileDigests | None = None) -> ProjectFiles:
    """Find settings, briefings, templates and files of `static/`, and report what cannot be read.

    Of a file whose state `digests` knows, nothing is read before it is needed.
    """
    problems: list[Diagnostic] = []
    digests = FileDigests() if digests is None else digests
    settings = read_settings(root, digests, problems)
    briefings = walk(root, BRIEFINGS, has_document_suffix, is_briefing_name)
    problems += briefings.problems
    sources = tuple(source for name in briefings.files for source in read_source(root, name, digests, problems))
    issues = (Path(os.path.realpath(root / BRIEFINGS)), *briefings.linked)
    templates = walk(root, TEMPLATES, closed=issues)
    static = walk_static(root, (*issues, Path(os.path.realpath(root / TEMPLATES)), *templates.linked))
    problems += (*templates.problems, *static.problems)
    if templates.files and not is_own_source(root):
        problems += find_misspelt_templates(root, TEMPLATES, replaceable_template_paths())
    linked = (*briefings.linked, *templates.linked, *static.linked)
    texts = read_templates(root)
    paths = template_paths(root)
    return ProjectFiles(
        root,
        settings,
        sources,
        texts,
        tuple(problems),
        tuple(find_static_files(root, static.files, digests)),
        linked,
        tuple((name, digest_linked(path, digests)) for name, path in paths.items()),
    )


def digest_linked(path: Path, digests: FileDigests) -> str:
    """Return the digest of a file, or of the file that a link leads to; empty if it cannot be read."""
    name = os.fspath(path)
    try:
        known = digests.find(name, state_of(os.stat(name)))  # noqa: PTH116  # hundreds of times in a build
    except OSError:
        return ""
    if known is None and (hashed := hash_file(name, links=True)):
        known, state = hashed
        digests.add(name, state, known)
    return known or ""


def read_settings(root: Path, digests: FileDigests, problems: list[Diagnostic]) -> BriefingFile | None:
    """Find the settings; return None if there are none or they cannot be read."""
    path = root / SETTINGS
    if not path.is_file():
        return None
    if leads_out(path, root):
        problems.append(problem("D009", SETTINGS, "把它指的文件或文件夹复制到这里，再删去链接"))
        return None
    return find_text(path, SETTINGS, digests, problems)


def find_text(path: Path, name: str, digests: FileDigests, problems: list[Diagnostic]) -> BriefingFile | None:
    """Find a UTF-8 file, and read it if its state is unknown; if it cannot be read, report a problem."""
    location = os.fspath(path)
    try:
        state = state_of(os.stat(location))  # noqa: PTH116  # thousands of times in a build
    except OSError as error:
        problems.append(problem("D004", name, f"系统说：{os_error_message(error)}"))
        return None
    digest = digests.find(location, state)
    if digest is not None:  # only texts that could be read are stored
        return BriefingFile(name, None, digest, path)
    text = read_text(path, name, problems)
    if text is None:
        return None
    digest = content_digest(text.encode())
    digests.add(location, state, digest)
    return BriefingFile(name, text, digest, path)


def has_document_suffix(name: str) -> bool:
    """Return whether a file of that name is a briefing, or may be intended as one."""
    return Path(name).suffix.lower() in TEXT_SUFFIXES | OFFICE_SUFFIXES


def is_briefing_name(name: str) -> bool:
    """Return whether to visit a file or folder of that name among the briefings."""
    return is_visible(name) and not name.startswith("_")


def read_source(root: Path, name: str, digests: FileDigests, problems: list[Diagnostic]) -> Iterator[BriefingFile]:
    """Yield the briefing of that name, if it is one and can be read."""
    path = root / name
    if path.suffix.lower() in OFFICE_SUFFIXES:
        hint = f"用 import 命令导入 {name}，再把原件移出 briefings（或把名字改成以 _ 开头）"
        problems.append(problem("D005", name, hint))
    elif path.suffix != ".md":
        problems.append(problem("D005", name, "把扩展名改为 .md；不是简报的，名字以 _ 开头"))
    elif not BRIEFING_PATH.fullmatch(name):
        problems.append(problem("D003", name, "增刊写 s1.md；不想读的文件，名字以 _ 开头"))
    elif path.is_fifo():  # opening it would wait until another process writes to it
        problems.append(problem("D004", name, "这是管道，不是文件：删去它，或换成文件"))
    else:
        source = find_text(path, name, digests, problems)
        if source is not None:
            yield source


def walk_static(root: Path, closed: tuple[Path, ...]) -> Walk:
    """Find the files that are copied to the site's root unchanged; no link may lead to a path of `closed`."""
    result = walk(root, STATIC, enters=lambda name: is_visible(name) or name in PUBLIC_DOT_NAMES, closed=closed)
    for name in list(result.files):
        hint = ""
        if not (root / name).is_file():
            hint = "这不是普通文件：删去它，或换成文件"
        elif not os.access(root / name, os.R_OK):
            hint = "没有权限读：改它的权限，或删去它"
        elif "\\" in name or name != name.encode(errors="replace").decode():
            hint = "文件名里有 \\，或者不是 UTF-8：换一个名字"
        if hint:
            result.files.remove(name)
            result.problems.append(problem("D004", name, hint))
    return result


def find_static_files(root: Path, names: Iterable[str], digests: FileDigests) -> Iterator[FileOnDisk]:
    """Yield the files of `static/`, each read only when needed, since they may be large."""
    for name in names:
        path = root / name
        yield FileOnDisk(name.removeprefix(f"{STATIC}/"), digest_linked(path, digests), os.fspath(path))


def display_path(path: Path, root: Path) -> str:
    """Return the path that diagnostics show for a file: relative to the root with `/`, or unchanged if outside it."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def read_named_files(paths: Iterable[Path], root: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files of `paths` and each `*.md` of folders outside `briefings/`, with their names in diagnostics."""
    briefings = root / BRIEFINGS
    for path in paths:
        overlaps = path.is_relative_to(briefings) or briefings.is_relative_to(path)
        folder = () if overlaps else sorted(path.rglob("*.md"))
        for file in (path,) if path.is_file() else folder:
            yield file, display_path(file, root)


def read_text(path: Path, name: str, problems: list[Diagnostic]) -> str | None:
    """Read a UTF-8 file; if it cannot be read, report a problem and return None. Line ends are unchanged."""
    try:
        data = read_bytes(path, MAX_BYTES + 1)
    except OSError as error:
        problems.append(problem("D004", name, f"系统说：{os_error_message(error)}"))
        return None
    if len(data) > MAX_BYTES:
        problems.append(problem("D002", name, "检查是不是存错了文件"))
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        diagnostic = problem("D001", name, "用编辑器另存为 UTF-8；记事本里选“另存为”，编码选 UTF-8")
        problems.append(replace(diagnostic, line=line, column=column))
        return None


def read_bytes(path: Path, limit: int) -> bytes:
    """Read at most `limit` bytes of a file, so that a huge one costs no memory. Raises `OSError`."""
    with path.open("rb") as file:
        return file.read(limit)


def read_templates(root: Path) -> Mapping[str, str]:
    """Return the packaged templates, each replaced by the project's own file of the same name if there is one."""
    return TemplateTexts(template_paths(root))


def template_paths(root: Path) -> dict[str, Path]:
    """Return the paths of all templates and assets by name, sorted."""
    own = ((name.removeprefix(f"{TEMPLATES}/"), root / name) for name in walk(root, TEMPLATES).files)
    return dict(sorted({**packaged_template_paths(), **{name: path for name, path in own if path.is_file()}}.items()))


def packaged_templates() -> Mapping[str, str]:
    """Return the templates that come with this program."""
    return TemplateTexts(packaged_template_paths())


def is_own_source(root: Path) -> bool:
    """Return whether the templates of a project are this program's own: in the folder that it is developed in."""
    return root.resolve() == PACKAGE.parents[1]


def replaceable_template_paths() -> dict[str, Path]:
    """Return the paths of the packaged templates that a project may replace, not those of the program's own pages."""
    return {name: path for name, path in packaged_template_paths().items() if not name.startswith(PROGRAM_ONLY)}


def packaged_template_paths() -> dict[str, Path]:
    """Return the paths of the templates that come with this program, by name."""
    packaged = PACKAGE / "templates"
    folder = packaged if packaged.is_dir() else PACKAGE.parents[1] / "templates"
    paths = (path for path in folder.rglob("*") if is_visible(path.name) and path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in paths}


@cache
def tool_digest() -> str:
    """Return the digest of this program's source: files built by another version, however similar, are built again."""
    return digest_tool(FileDigests())


def digest_tool(digests: FileDigests) -> str:
    """Return the digest of this program's source, of which only files in a new state are read."""
    parts = (
        f"{path.relative_to(PACKAGE).as_posix()}\0{digest_linked(path, digests)}" for path in PACKAGE.rglob("*.py")
    )
    return content_digest("\0".join(sorted(parts)).encode())
