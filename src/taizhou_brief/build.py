"""The verbs in order: read, parse, assemble, check, plan, render, publish."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from taizhou_brief import disk, exports, rules, search
from taizhou_brief.archive import assemble
from taizhou_brief.diagnostics import Diagnostic, Severity, errors, in_order
from taizhou_brief.models import NO_DATE, NO_NUMBER, Archive, File, Issue, Page
from taizhou_brief.pages import plan
from taizhou_brief.parse import parse
from taizhou_brief.render import Renderer
from taizhou_brief.runner import Runner
from taizhou_brief.settings import Settings, parse_settings


@dataclass(frozen=True, slots=True)
class Reading:
    """A project read, parsed, checked and put in order: everything but its pages."""

    project: disk.Project
    settings: Settings | None
    """None where `briefings/archive.yaml` is missing or cannot be understood."""
    archive: Archive | None
    """None where there are no settings; otherwise of the issues that can be placed, whatever their errors."""
    diagnostics: tuple[Diagnostic, ...]
    """Sorted by place; the same for any number of workers."""

    @property
    def sources(self) -> dict[str, str]:
        """The texts that diagnostics point into, by path."""
        return {s.path: s.text for s in self.project.sources} | {disk.SETTINGS: self.project.settings_text or ""}


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    reading: Reading
    stopping: tuple[Diagnostic, ...]
    """What kept the new site from being published; empty where it was."""
    pages: int = 0
    files: disk.Published | None = None
    """None where nothing was published and the old site stands."""


def load(root: Path, *, internal: bool = False, runner: Runner | None = None) -> Reading:
    """Read a project and everything that is wrong with it. `internal` lets issues in that are not for the public."""
    runner = runner or Runner()
    project = disk.read_project(root)
    if project.settings_text is None:
        missing = Diagnostic(disk.SETTINGS, 0, 0, "E001", Severity.ERROR, disk.CODES["E001"], "换到档案所在的文件夹，或用 --root 指明")
        return Reading(project, None, None, in_order((*project.diagnostics, missing)))
    settings, problems = parse_settings(project.settings_text, disk.SETTINGS)
    found = [*project.diagnostics, *problems]
    if settings is None:
        return Reading(project, None, None, in_order(found))
    issues: list[Issue] = []
    for issue, wrong in runner.each("读取", partial(read_issue, settings), project.sources):
        issues.append(issue)
        found += wrong
    known = tuple(issue for issue in issues if issue.number != NO_NUMBER and issue.date != NO_DATE)
    found += rules.check_archive(known, settings)
    shown = (issue for issue in known if internal or issue.disclosure == "public")
    return Reading(project, settings, assemble(shown, settings), in_order(found))


def read_issue(settings: Settings, source: disk.Source) -> tuple[Issue, tuple[Diagnostic, ...]]:
    """One briefing's text → its issue and all that is wrong with it."""
    parsed = parse(source.text, source.path, settings)
    return parsed.issue, (*parsed.diagnostics, *rules.check_issue(parsed.issue, source.text, settings))


def check(root: Path, paths: Sequence[str] = (), *, runner: Runner | None = None) -> Reading:
    """`load`, with only the diagnostics of `paths` (relative to the root, with `/`) where there are any."""
    reading = load(root, internal=True, runner=runner)
    chosen = tuple(d for d in reading.diagnostics if not paths or d.path in paths)
    return replace(reading, diagnostics=chosen)


def build(
    root: Path,
    out: Path,
    *,
    strict: bool = False,
    internal: bool = False,
    base_url: str = "",
    runner: Runner | None = None,
) -> Built:
    """Publish the site of the project at `root` into the folder `out`, or leave the old one and say why.

    Raises `LockedError` where another build holds `out`, `NotOursError` where it holds what we did not write, and
    `OSError` where it cannot be written.
    """
    runner = runner or Runner()
    with disk.locked(out):
        disk.recover(out)
        if not disk.is_ours(out):
            raise disk.NotOursError
        reading = load(root, internal=internal, runner=runner)
        stopping = errors(reading.diagnostics, strict=strict)
        if stopping or reading.settings is None or reading.archive is None:
            return Built(reading, stopping)
        settings = reading.settings.with_base_url(base_url) if base_url else reading.settings
        memory = disk.Memory(out)
        pages = tuple(plan(reading.archive, settings))
        made = every_file(pages, reading.archive, settings, Renderer(reading.project.templates), memory, runner)
        return Built(reading, (), len(pages), disk.publish(out, made, memory))


def every_file(
    pages: tuple[Page, ...], archive: Archive, settings: Settings, renderer: Renderer, memory: disk.Memory, runner: Runner
) -> Iterator[tuple[File, ...]]:
    """All files of the site, each from memory or made anew."""
    yield from runner.remembered("排版", partial(render_page, renderer), pages, memory, f"page/{renderer.digest}")
    yield from runner.remembered("检索", search.make, search.tasks(archive, settings), memory, f"search/{search.VERSION}")
    yield tuple(exports.files(archive, settings))
    yield renderer.assets


def render_page(renderer: Renderer, page: Page) -> tuple[File, ...]:
    """One page → its file."""
    return (File(page.path, renderer.render(page)),)
