"""Load a project: read, parse, check and sort it, as `check`, `show` and `new` need it, without planning a site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from taizhou_brief import rules
from taizhou_brief.builder import files
from taizhou_brief.builder.files.folders import walk
from taizhou_brief.builder.files.sources import (
    BRIEFING_PATH,
    has_document_suffix,
    is_briefing_name,
    read_settings,
    read_source,
)
from taizhou_brief.builder.heads import read_head
from taizhou_brief.builder.runner import Runner
from taizhou_brief.diagnostics import Diagnostic, limit_diagnostics, sort_diagnostics
from taizhou_brief.formats.archive_yaml import parse_settings
from taizhou_brief.formats.briefing import ParseResult, parse
from taizhou_brief.model.archive import Archive, build_archive
from taizhou_brief.model.issue import NO_DATE, NO_NUMBER
from taizhou_brief.model.settings import Settings


@dataclass(frozen=True, slots=True)
class LoadedProject:
    """Project that was read, parsed, checked and sorted: everything but its pages."""

    project: files.ProjectFiles
    settings: Settings | None
    """None if `briefings/archive.yaml` is missing or cannot be parsed."""
    archive: Archive | None
    """The issues that have a number and a date, whatever their errors; None without settings, or for named files."""
    diagnostics: tuple[Diagnostic, ...]
    """Diagnostics sorted by position; the same for any number of workers."""

    @property
    def sources(self) -> dict[str, str]:
        """Texts that diagnostics refer to, by path."""
        briefings = {s.path: s.text for s in self.project.sources}
        templates = {f"{files.TEMPLATES}/{name}": text for name, text in self.project.templates.items()}
        return {**briefings, files.SETTINGS: self.project.settings_text or "", **templates}


def load(
    root: Path, *, internal: bool = False, address: str | None = None, runner: Runner | None = None
) -> LoadedProject:
    """Load a project with all its diagnostics.

    `internal` includes issues that are not public; `address` is the URL the site is published at, if it is published.
    """
    runner = runner or Runner()
    reading = load_settings(files.read_project(root), address)
    settings = reading.settings
    if settings is None:
        return reading
    sources = reading.project.sources
    results = tuple(runner.map("读取", partial(parse_source, settings), sources, inline=True))
    diagnostics = list(reading.diagnostics)
    for problems in runner.map("检查", partial(find_problems, settings), tuple(zip(results, sources, strict=True))):
        diagnostics += problems
    issues = tuple(r.issue for r in results if r.issue.number != NO_NUMBER and r.issue.date != NO_DATE)
    diagnostics += rules.check_archive(tuple(r.issue for r in results), settings)  # also issues without number or date
    included = (issue for issue in issues if internal or issue.disclosure == "public")
    return replace(reading, archive=build_archive(included, settings), diagnostics=sort_diagnostics(diagnostics))


def load_settings(project: files.ProjectFiles, address: str | None = None) -> LoadedProject:
    """Parse the project's settings; without valid settings, the diagnostics explain why."""
    unreadable = (files.SETTINGS, files.BRIEFINGS)
    if project.settings_text is None and any(d.path in unreadable for d in project.diagnostics):
        return LoadedProject(project, None, None, sort_diagnostics(project.diagnostics))
    if project.settings_text is None:
        new = "要新办一份档案，先建一个文件 briefings/archive.yaml，里面写一行：title: 刊名"
        hint = f"换到档案所在的文件夹，或用 --root 指明；{new}"
        missing = files.problem("E001", files.SETTINGS, hint)
        return LoadedProject(project, None, None, sort_diagnostics((*project.diagnostics, missing)))
    settings, problems = parse_settings(project.settings_text, files.SETTINGS, address=address)
    diagnostics = sort_diagnostics((*project.diagnostics, *limit_diagnostics(problems)))
    return LoadedProject(project, settings, None, diagnostics)


def parse_source(settings: Settings, source: files.BriefingFile) -> ParseResult:
    """Parse a briefing to its issue and the diagnostics of the parser."""
    return parse(source.text, source.path, settings)


def find_problems(settings: Settings, result: tuple[ParseResult, files.BriefingFile]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of the parser and of the rules for one briefing, a limited number of each code."""
    parsed, source = result
    return limit_diagnostics((*parsed.diagnostics, *rules.check_issue(parsed.issue, source.text, settings)))


def check_text(settings: Settings, source: files.BriefingFile) -> ParseResult:
    """Parse and check a briefing: return its issue and all its diagnostics."""
    parsed = parse_source(settings, source)
    return replace(parsed, diagnostics=find_problems(settings, (parsed, source)))


def check(
    root: Path, paths: Sequence[Path] = (), *, address: str | None = None, runner: Runner | None = None
) -> LoadedProject:
    """Load a project, limited to the files and folders `paths` if any; read files outside `briefings/` one by one."""
    names = [files.display_path(path, root) for path in paths]
    reading = load_named(root, names, address) if names and are_briefings(names) else None
    reading = reading or load(root, internal=True, address=address, runner=runner)
    if not paths or reading.settings is None:
        return reading
    chosen = {s.path: s for s in reading.project.sources if is_within(s.path, names)}
    diagnostics = [d for d in reading.diagnostics if is_within(d.path, names)]
    for path, name in files.read_named_files(paths, root):
        outside = path.is_relative_to(root) and files.leads_out(path, root)  # `load` has reported it
        if name not in chosen and name != files.SETTINGS and not outside:
            text = files.read_text(path, name, diagnostics)
            if text is not None:
                chosen[name] = files.BriefingFile(name, text)
                diagnostics += check_text(reading.settings, chosen[name]).diagnostics
    project = replace(reading.project, sources=tuple(chosen.values()))
    return replace(reading, project=project, diagnostics=sort_diagnostics(diagnostics))


def are_briefings(names: Sequence[str]) -> bool:
    """Return whether the named files and folders include neither the settings nor templates nor `static/`."""
    others = (files.TEMPLATES, files.STATIC)
    return not any(is_within(other, names) for other in (files.SETTINGS, *others)) and not any(
        is_within(name, others) for name in names
    )


def load_named(root: Path, names: Sequence[str], address: str | None) -> LoadedProject | None:
    """Load the settings and the named briefings, and of the others only the heads; the archive is not built.

    The diagnostics of the named briefings are those that `load` returns, also of the rules about the whole series.
    Return None if the settings cannot be read.
    """
    problems: list[Diagnostic] = []
    settings_text = read_settings(root, problems)
    briefings = walk(root, files.BRIEFINGS, has_document_suffix, is_briefing_name)
    named = [name for name in briefings.files if is_within(name, names)]
    sources = tuple(source for name in named for source in read_source(root, name, problems))
    diagnostics = (*briefings.problems, *problems)
    reading = load_settings(files.ProjectFiles(root, settings_text, sources, {}, diagnostics), address)
    settings = reading.settings
    if settings is None:
        return None
    parsed = {source.path: check_text(settings, source) for source in sources}
    heads = (
        parsed[name].issue if name in parsed else read_head(root, name, settings)
        for name in briefings.files
        if name in parsed or (name not in named and BRIEFING_PATH.fullmatch(name))
    )
    archive_wide = rules.check_archive(tuple(issue for issue in heads if issue), settings)
    found = (*(d for result in parsed.values() for d in result.diagnostics), *archive_wide)
    return replace(reading, diagnostics=sort_diagnostics((*reading.diagnostics, *found)))


def is_within(path: str, names: Sequence[str]) -> bool:
    """Return whether a file is one of those named, or lies in a folder that is."""
    return any(name == "." or f"{path}/".startswith(f"{name}/") for name in names)


def inspect(root: Path, path: Path) -> tuple[ParseResult | None, LoadedProject]:
    """Parse and check one briefing, whatever its errors; the result is None if the settings cannot be read.

    The loaded project contains only this file as a source; if it cannot be read, there is no source and the issue is
    empty.
    """
    reading = load_settings(files.read_project(root))
    if reading.settings is None:
        return None, reading
    problems: list[Diagnostic] = []
    name = files.display_path(path, root)
    text = files.read_text(path, name, problems)
    if text is None:
        parsed = replace(parse("", name, reading.settings), diagnostics=tuple(problems))
    else:
        parsed = check_text(reading.settings, files.BriefingFile(name, text))
    sources = () if text is None else (files.BriefingFile(name, text),)
    diagnostics = sort_diagnostics(parsed.diagnostics)
    reading = replace(reading, project=replace(reading.project, sources=sources), diagnostics=diagnostics)
    return replace(parsed, diagnostics=diagnostics), reading
