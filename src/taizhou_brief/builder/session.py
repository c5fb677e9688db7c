"""One run of `build`: lock the output, find what has changed, and recall the result if nothing has."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from taizhou_brief.builder import files
from taizhou_brief.builder.files.cache import PublishedSite
from taizhou_brief.builder.files.history import read_history
from taizhou_brief.builder.files.lock import lock_output
from taizhou_brief.builder.files.memory import BuildMemory
from taizhou_brief.builder.files.store import BuildStore
from taizhou_brief.builder.files.survey import Survey, survey
from taizhou_brief.builder.loaded import LoadedProject
from taizhou_brief.builder.stopwatch import Stopwatch
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.diagnostics.terminal import LINE_END
from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.plain import from_plain, to_plain

GIT_DATES = lazy_compile("(?m)^git_dates *:")
MAX_EXCERPTS = 20
"""Number of diagnostics whose lines are remembered, so that a message can show them without reading the files."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """Options that decide what a site contains."""

    strict: bool = False
    internal: bool = False
    base_url: str = ""
    allow_empty: bool = False
    portable: bool = False
    """Whether the site is to work in full from a folder, without a server."""


@dataclass(frozen=True, slots=True)
class SiteCounts:
    """Numbers of what a site contains."""

    issues: int
    articles: int
    measures: int
    pages: int


@dataclass(frozen=True, slots=True)
class BuildResult:
    """Result of one build."""

    reading: LoadedProject
    stopping: tuple[Diagnostic, ...]
    """Problems that prevented publishing; empty if the site was published."""
    counts: SiteCounts | None = None
    files: files.PublishResult | None = None
    """None if nothing was published and the old site is unchanged."""

    @property
    def pages(self) -> int:
        """Number of pages of the site; 0 if nothing was published."""
        return self.counts.pages if self.counts else 0


@dataclass(frozen=True, slots=True)
class BuildSession:
    """Build whose output folder is locked and whose inputs are known."""

    root: Path
    out: Path
    options: BuildOptions
    memory: BuildMemory
    content: Survey
    """Contents of the output folder."""
    project: files.ProjectFiles
    tool: str
    """Digest of this program."""
    watch: Stopwatch = field(default_factory=Stopwatch)

    @property
    def key(self) -> str:
        """Key of everything that the site depends on."""
        return fingerprint("site", self.tool, self.options, self.project.inputs)


@contextmanager
def open_session(
    root: Path, out: Path, options: BuildOptions, *, remember: bool = True, watch: Stopwatch | None = None
) -> Iterator[BuildSession]:
    """Lock the output folder and find the inputs. Without `remember` nothing is taken from earlier builds.

    Raises `LockedError`, `NotOursError` and `OSError` like `build`.
    """
    watch = watch or Stopwatch()
    if files.is_source_folder(out, root):
        raise files.NotOursError
    with collector_paused(), lock_output(out):
        with watch.step("读取"):
            files.restore_after_crash(out)
            memory = BuildMemory(root, out, empty=not remember)
            content = survey(out)
            project = add_history(files.read_project(root, memory.inputs), memory.store)
            tool = files.digest_tool(memory.inputs)
        if files.is_source_folder(out, root, project.linked):
            raise files.NotOursError
        try:
            yield BuildSession(root, out, options, memory, content, project, tool, watch)
        finally:
            memory.store.close()


def add_history(project: files.ProjectFiles, store: BuildStore) -> files.ProjectFiles:
    """Add the history of the briefings if the settings may ask for it; git is not started otherwise.

    Whether they do is remembered, so that a build without a change need not read them.
    """
    if project.settings is None:
        return project
    key = fingerprint("asks for history", project.settings.digest)
    asks = store.get(key)
    if asks is None:
        try:
            asks = GIT_DATES.search(project.settings.text) is not None
        except files.ChangedFileError:  # whoever needs the settings reports it
            return project
        store.put(key, asks)
    return replace(project, history=read_history(project.root)) if asks else project


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the garbage collector: a build makes millions of values that live until its end, and no cycles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def recall(session: BuildSession) -> BuildResult | None:
    """Return the result of the last build, if neither an input nor an output has changed since."""
    with session.watch.step("比对"):
        record = session.memory.recall_result(session.content, session.key)
    try:
        return record and decode_result(session, record)
    except (TypeError, ValueError, KeyError, AttributeError):
        return None


def remember(session: BuildSession, result: BuildResult, site: PublishedSite) -> None:
    """Remember the result of a build that has published the site."""
    if result.files is not None and result.counts is not None:
        session.memory.remember_result(session.key, encode_result(result), result.files, site)


def encode_result(result: BuildResult) -> dict[str, Any]:
    """Return the result of a build as a value for JSON, with the lines that its first diagnostics refer to."""
    return {
        "counts": to_plain(SiteCounts, result.counts),
        "diagnostics": to_plain(tuple[Diagnostic, ...], result.reading.diagnostics),
        "excerpts": find_excerpts(result.reading),
    }


def find_excerpts(reading: LoadedProject) -> dict[str, str]:
    """Return the files of the first diagnostics, in which only the lines are left that diagnostics refer to."""
    paths = dict.fromkeys(d.path for d in reading.diagnostics[:MAX_EXCERPTS])
    return {path: keep_lines(reading.sources.get(path, ""), path, reading.diagnostics) for path in paths}


def keep_lines(text: str, path: str, diagnostics: Sequence[Diagnostic]) -> str:
    """Return a text whose lines are empty but for those that diagnostics refer to."""
    kept = {d.line for d in diagnostics if d.path == path}
    lines = LINE_END.split(text.removeprefix("\ufeff"))[: max(kept)]
    return "\n".join(line if number in kept else "" for number, line in enumerate(lines, 1))


def decode_result(session: BuildSession, record: dict[str, Any]) -> BuildResult:
    """Return the remembered result of a build whose files are all unchanged. Raises `ValueError` and the like."""
    counts = from_plain(SiteCounts, record["counts"])
    diagnostics = from_plain(tuple[Diagnostic, ...], record["diagnostics"])
    reading = LoadedProject(session.project, None, None, diagnostics, excerpts=dict(record["excerpts"]))
    published = files.PublishResult(0, len(session.memory.known_outputs) - 1, 0, session.content.preserved)
    return BuildResult(reading, (), counts, published)
