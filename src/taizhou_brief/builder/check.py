"""Check a project: find all problems of its briefings without understanding more of them than that takes."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, cast

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
from taizhou_brief.builder.files.states import FileDigests
from taizhou_brief.builder.files.store import MEMORY
from taizhou_brief.builder.heads import read_head
from taizhou_brief.builder.loaded import LoadedProject
from taizhou_brief.builder.locks import check_locks
from taizhou_brief.builder.runner import Runner
from taizhou_brief.diagnostics import Diagnostic, limit_diagnostics, sort_diagnostics
from taizhou_brief.formats.archive_yaml import parse_settings
from taizhou_brief.formats.briefing import ParseResult, parse
from taizhou_brief.formats.lock import digest_places, lock_issue
from taizhou_brief.model.identity import IssueId
from taizhou_brief.model.issue import Issue
from taizhou_brief.model.links import find_links, strip_texts
from taizhou_brief.model.settings import Settings


def load_settings(project: files.ProjectFiles, address: str | None = None) -> LoadedProject:
    """Parse the project's settings; without valid settings, the diagnostics explain why."""
    unreadable = (files.SETTINGS, files.BRIEFINGS)
    if project.settings_text is None and any(d.path in unreadable for d in project.diagnostics):
        return LoadedProject(project, None, None, sort_diagnostics(project.diagnostics))
    if project.settings_text is None:
        new = "要新办一份档案，运行 init 命令，如 init . --series 某某工作简报"
        hint = f"换到档案所在的文件夹，或用 --root 指明；{new}"
        missing = files.problem("E001", files.SETTINGS, hint)
        return LoadedProject(project, None, None, sort_diagnostics((*project.diagnostics, missing)))
    settings, problems = parse_settings(project.settings_text, files.SETTINGS, address=address)
    diagnostics = sort_diagnostics((*project.diagnostics, *limit_diagnostics(problems)))
    return LoadedProject(project, settings, None, diagnostics)


def check_text(settings: Settings, source: files.BriefingFile) -> ParseResult:
    """Parse and check a briefing: return its issue and all its diagnostics."""
    parsed = parse(source.text, source.path, settings)
    diagnostics = (*parsed.diagnostics, *parsed.place(rules.check_issue(parsed.issue, parsed.text, settings)))
    return replace(parsed, diagnostics=limit_diagnostics(diagnostics))


def check(
    root: Path, paths: Sequence[Path] = (), *, address: str | None = None, runner: Runner | None = None
) -> LoadedProject:
    """Load a project, limited to the files and folders `paths` if any; read files outside `briefings/` one by one."""
    names = [files.display_path(path, root) for path in paths]
    reading = load_named(root, names, address) if names and are_briefings(names) else None
    if reading is None and (root / MEMORY).is_dir():
        reading = import_module("taizhou_brief.builder.load").load_remembered(root, address=address, runner=runner)
    if reading is None:
        reading = load_all(root, address, runner or Runner())
    settings = reading.settings
    if settings is None:
        return reading
    reading = replace(reading, diagnostics=sort_diagnostics((*reading.diagnostics, *check_locks(root, reading))))
    if not paths:
        return reading
    chosen = {s.path: s for s in reading.project.sources if is_within(s.path, names)}
    diagnostics = [d for d in reading.diagnostics if is_within(d.path, names)]
    for path, name in files.read_named_files(paths, root):
        outside = path.is_relative_to(root) and files.leads_out(path, root)  # `load` has reported it
        if name not in chosen and name != files.SETTINGS and not outside:
            text = files.read_text(path, name, diagnostics)
            if text is not None:
                chosen[name] = files.BriefingFile(name, text)
                diagnostics += check_text(settings, chosen[name]).diagnostics
    project = replace(reading.project, sources=tuple(chosen.values()))
    return replace(reading, project=project, diagnostics=sort_diagnostics(diagnostics))


def load_all(root: Path, address: str | None, runner: Runner) -> LoadedProject:
    """Load the settings and the problems of all briefings; the archive is not built."""
    reading = load_settings(files.read_project(root), address)
    settings = reading.settings
    if settings is None:
        return reading
    checked = tuple(runner.map("检查", partial(check_source, settings), reading.project.sources))
    found = (*(d for one in checked for d in one.diagnostics),)
    archive_wide = rules.check_archive(tuple(one.head for one in checked), settings)
    return replace(
        reading,
        diagnostics=sort_diagnostics((*reading.diagnostics, *found, *archive_wide)),
        published={one.head.path: one.published for one in checked},
    )


class CheckedSource(NamedTuple):
    """What is kept of a briefing that was checked."""

    head: Issue
    """Issue without its texts."""
    diagnostics: tuple[Diagnostic, ...]
    published: str
    """Digest of its addresses and their texts."""


def check_source(settings: Settings, source: files.BriefingFile) -> CheckedSource:
    """Check a briefing."""
    parsed = check_text(settings, source)
    return CheckedSource(strip_texts(parsed.issue), parsed.diagnostics, digest_places(lock_issue(parsed.issue)))


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
    settings_file = read_settings(root, FileDigests(), problems)
    briefings = walk(root, files.BRIEFINGS, has_document_suffix, is_briefing_name)
    named = [name for name in briefings.files if is_within(name, names)]
    sources = tuple(source for name in named for source in read_source(root, name, FileDigests(), problems))
    diagnostics = (*briefings.problems, *problems)
    reading = load_settings(files.ProjectFiles(root, settings_file, sources, {}, diagnostics), address)
    return check_named(reading, briefings.files, named) if reading.settings else None


def check_named(reading: LoadedProject, names: Iterable[str], named: Container[str]) -> LoadedProject:
    """Add the diagnostics of a project's sources; `names` are all its briefings, `named` those that are not read again.

    The settings of the project must be readable.
    """
    settings, root = cast(Settings, reading.settings), reading.project.root
    parsed = {source.path: check_text(settings, source) for source in reading.project.sources}
    targets = {path for result in parsed.values() for path in list_targets(result.issue)}
    known = {*names, *parsed}
    moved = not targets <= known  # a link to nothing, or to a former address, which any briefing may name
    heads = (
        parsed[name].issue if name in parsed else read_other(root, name, settings, whole=moved or name in targets)
        for name in sorted(known)
        if name in parsed or (name not in named and BRIEFING_PATH.fullmatch(name))
    )
    archive_wide = rules.check_archive(tuple(issue for issue in heads if issue), settings)
    found = (*(d for result in parsed.values() for d in result.diagnostics), *archive_wide)
    return replace(reading, diagnostics=sort_diagnostics((*reading.diagnostics, *found)))


def load_alone(root: Path, *sources: files.BriefingFile) -> LoadedProject:
    """Load a project's settings, with only the given briefings: the others are not even listed."""
    problems: list[Diagnostic] = []
    settings_file = read_settings(root, FileDigests(), problems)
    return load_settings(files.ProjectFiles(root, settings_file, sources, {}, tuple(problems)))


def check_unsaved(root: Path, source: files.BriefingFile, others: Container[str] = ()) -> LoadedProject:
    """Check a text that is not on the disk as if it were the file that its path names.

    The files `others` are left out: those that the text will replace under another name.
    """
    names = walk(root, files.BRIEFINGS, has_document_suffix, is_briefing_name).files
    reading = load_alone(root, source)
    return check_named(reading, names, others) if reading.settings else reading


def list_targets(issue: Issue) -> Iterator[str]:
    """Yield the files of the issues that an issue refers to."""
    follows = (follow.continues for article in issue.articles for follow in article.follows)
    for url in (*follows, *(link.url for link in find_links(issue).links)):
        target = IssueId.parse("/".join(url.split("/")[:2]))
        if target:
            yield target.path


def read_other(root: Path, name: str, settings: Settings, *, whole: bool) -> Issue | None:
    """Return the issue of a file that is not checked: its head, or all of it; None if the file cannot be read."""
    if not whole:
        return read_head(root, name, settings)
    text = files.read_text(root / name, name, [])
    return None if text is None else parse(text, name, settings).issue


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
