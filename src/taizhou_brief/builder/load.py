"""Load a project: read, understand and sort it, as `build` and `new` need it, without planning a site."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from taizhou_brief import rules
from taizhou_brief.builder import files
from taizhou_brief.builder.check import load_settings
from taizhou_brief.builder.files.store import MEMORY, BuildStore
from taizhou_brief.builder.issue_task import IssueMemory, IssueTask, MemoryStore, Store, TextLoader
from taizhou_brief.builder.loaded import LoadedProject
from taizhou_brief.builder.runner import Runner
from taizhou_brief.diagnostics import sort_diagnostics
from taizhou_brief.model.archive import build_archive
from taizhou_brief.model.issue import NO_DATE, NO_NUMBER
from taizhou_brief.model.summary import IssueSummary


def load(
    root: Path,
    *,
    internal: bool = False,
    address: str | None = None,
    runner: Runner | None = None,
    store: Store | None = None,
) -> LoadedProject:
    """Load a project with all its diagnostics.

    `internal` includes issues that are not public; `address` is the URL the site is published at, if it is published;
    `store` remembers what issues were understood as.
    """
    return load_files(files.read_project(root), internal=internal, address=address, runner=runner, store=store)


def load_files(  # noqa: PLR0913  # what to load, and what is known already
    project: files.ProjectFiles,
    *,
    internal: bool,
    address: str | None,
    runner: Runner | None = None,
    store: Store | None = None,
    tool: str = "",
) -> LoadedProject:
    """Load a project from its files, with all its diagnostics. Raises `ChangedFileError` if one was changed.

    `tool` is the digest of this program, computed here if it is empty.
    """
    reading = load_settings(project, address)
    settings = reading.settings
    if settings is None:
        return reading
    memory = IssueMemory(store or MemoryStore(), tool or files.tool_digest())
    tasks = tuple(IssueTask.of(source, settings) for source in reading.project.sources)
    outlines = memory.outlines("读取", tasks, runner or Runner())
    diagnostics = [*reading.diagnostics, *(problem for outline in outlines for problem in outline.diagnostics)]
    summaries = tuple(outline.summary for outline in outlines)
    diagnostics += rules.check_archive(summaries, settings)  # also issues without number or date
    archive = build_archive(
        (issue for issue in summaries if is_placed(issue) and (internal or issue.disclosure == "public")),
        settings,
        TextLoader(memory, tasks),
    )
    by_path = {outline.summary.path: outline for outline in outlines}
    pieces = tuple(by_path[issue.path] for issue in archive.issues)
    published = {path: outline.published for path, outline in by_path.items()}
    return replace(
        reading,
        archive=replace(archive, history=project.history) if settings.git_dates else archive,
        outlines=pieces,
        diagnostics=sort_diagnostics(diagnostics),
        published=published,
    )


def is_placed(issue: IssueSummary) -> bool:
    """Return whether an issue has the number and the date that its place in an archive is made of."""
    return issue.number != NO_NUMBER and issue.date != NO_DATE


def load_remembered(root: Path, *, address: str | None = None, runner: Runner | None = None) -> LoadedProject:
    """Load a project with internal issues and what its builds remember, and remember what is new."""
    store = BuildStore(root / MEMORY)
    try:
        reading = load(root, internal=True, address=address, runner=runner, store=store)
        store.save()
    finally:
        store.close()
    return reading
