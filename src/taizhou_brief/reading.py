"""A project read, parsed, checked and put in order: what `check`, `show` and `new` need, and nothing of the site's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from taizhou_brief import disk, rules
from taizhou_brief.archive import assemble
from taizhou_brief.diagnostics import Diagnostic, Severity, in_order
from taizhou_brief.models import NO_DATE, NO_NUMBER, Archive
from taizhou_brief.parse import Parsed, parse
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
        briefings = {s.path: s.text for s in self.project.sources}
        templates = {f"{disk.TEMPLATES}/{name}": text for name, text in self.project.templates.items()}
        return {**briefings, disk.SETTINGS: self.project.settings_text or "", **templates}


def load(root: Path, *, internal: bool = False, runner: Runner | None = None) -> Reading:
    """Read a project and everything that is wrong with it. `internal` lets issues in that are not for the public."""
    runner = runner or Runner()
    reading = settle(disk.read_project(root))
    settings = reading.settings
    if settings is None:
        return reading
    sources = reading.project.sources
    read = tuple(runner.each("读取", partial(parse_source, settings), sources, here=True))
    found = list(reading.diagnostics)
    for problems in runner.each("检查", partial(all_problems, settings), tuple(zip(read, sources, strict=True))):
        found += problems
    issues = tuple(r.issue for r in read if r.issue.number != NO_NUMBER and r.issue.date != NO_DATE)
    found += rules.check_archive(issues, settings)
    shown = (issue for issue in issues if internal or issue.disclosure == "public")
    return replace(reading, archive=assemble(shown, settings), diagnostics=in_order(found))


def settle(project: disk.Project) -> Reading:
    """The project's settings, or what is wrong with them."""
    if project.settings_text is None and any(d.path == disk.SETTINGS for d in project.diagnostics):
        return Reading(project, None, None, in_order(project.diagnostics))
    if project.settings_text is None:
        hint = "换到档案所在的文件夹，或用 --root 指明"
        missing = Diagnostic(disk.SETTINGS, 0, 0, "E001", Severity.ERROR, disk.CODES["E001"], hint)
        return Reading(project, None, None, in_order((*project.diagnostics, missing)))
    settings, problems = parse_settings(project.settings_text, disk.SETTINGS)
    return Reading(project, settings, None, in_order((*project.diagnostics, *problems)))


def parse_source(settings: Settings, source: disk.Source) -> Parsed:
    """One briefing's text → its issue and what could not be read."""
    return parse(source.text, source.path, settings)


def all_problems(settings: Settings, read: tuple[Parsed, disk.Source]) -> tuple[Diagnostic, ...]:
    """What could not be read of a briefing, and what the rules find in it."""
    parsed, source = read
    return (*parsed.diagnostics, *rules.check_issue(parsed.issue, source.text, settings))


def read_issue(settings: Settings, source: disk.Source) -> Parsed:
    """One briefing's text → its issue and all that is wrong with it."""
    parsed = parse_source(settings, source)
    return replace(parsed, diagnostics=all_problems(settings, (parsed, source)))


def check(root: Path, paths: Sequence[Path] = (), *, runner: Runner | None = None) -> Reading:
    """`load`, narrowed to the files and folders `paths` if any; files outside `briefings/` are read one by one."""
    reading = load(root, internal=True, runner=runner)
    if not paths or reading.settings is None:
        return reading
    names = [disk.name_of(path, root) for path in paths]
    chosen = {s.path: s for s in reading.project.sources if within(s.path, names)}
    found = [d for d in reading.diagnostics if within(d.path, names)]
    for path, name in disk.named_files(paths, root):
        if name not in chosen and name != disk.SETTINGS:
            text = disk.read_text(path, name, found)
            if text is not None:
                chosen[name] = disk.Source(name, text)
                found += read_issue(reading.settings, chosen[name]).diagnostics
    project = replace(reading.project, sources=tuple(chosen.values()))
    return replace(reading, project=project, diagnostics=in_order(found))


def within(path: str, names: Sequence[str]) -> bool:
    """Whether a file is one of those named, or lies in a folder that is."""
    return any(name == "." or f"{path}/".startswith(f"{name}/") for name in names)


def show(root: Path, path: Path) -> tuple[Parsed | None, Reading]:
    """One briefing as it is understood, whatever its errors; None where the settings cannot be read.

    The reading holds the one file; no source where it cannot be read, and then the issue is an empty one.
    """
    reading = settle(disk.read_project(root))
    if reading.settings is None:
        return None, reading
    found: list[Diagnostic] = []
    name = disk.name_of(path, root)
    text = disk.read_text(path, name, found)
    if text is None:
        parsed = replace(parse("", name, reading.settings), diagnostics=tuple(found))
    else:
        parsed = read_issue(reading.settings, disk.Source(name, text))
    sources = () if text is None else (disk.Source(name, text),)
    diagnostics = in_order(parsed.diagnostics)
    reading = replace(reading, project=replace(reading.project, sources=sources), diagnostics=diagnostics)
    return replace(parsed, diagnostics=diagnostics), reading
