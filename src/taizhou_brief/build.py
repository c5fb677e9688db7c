"""The verbs in order: read, parse, assemble, check, plan, render, publish."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from taizhou_brief import disk, exports, ledger, rules, search
from taizhou_brief.archive import assemble
from taizhou_brief.diagnostics import Diagnostic, Severity, errors, in_order
from taizhou_brief.models import NO_DATE, NO_NUMBER, Archive, File, Page
from taizhou_brief.pages import plan
from taizhou_brief.parse import Parsed, parse
from taizhou_brief.render import CODES, Renderer, TemplateFault, renderer
from taizhou_brief.runner import Runner
from taizhou_brief.settings import Settings, parse_settings

Files = tuple[File, ...]


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


def build(  # noqa: PLR0913  # the options of the command, by name
    root: Path,
    out: Path | None = None,
    *,
    strict: bool = False,
    internal: bool = False,
    base_url: str = "",
    runner: Runner | None = None,
) -> Built:
    """Publish the site of the project at `root` into `out` (`site/` in it), or leave the old one and say why.

    Raises `LockedError` where another build holds `out`, `NotOursError` where it holds what we did not write or what we
    read, and `OSError` where it cannot be written.
    """
    runner, out = runner or Runner(), out or root / "site"
    if disk.is_source(out, root):
        raise disk.NotOursError
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
        remembered = partial(runner.remembered, memory)
        figures, figure_files = ledger_files(reading.archive, settings, remembered)
        pages = tuple(plan(reading.archive, settings, figures))
        look = renderer(tuple(reading.project.templates.items()))
        asked_for = tuple(exports.files(reading.archive, settings, figures))
        made = chain(every_file(reading.archive, settings, pages, look, remembered), figure_files, (asked_for,))
        try:
            return Built(reading, (), len(pages), disk.publish(out, made, memory))
        except TemplateFault as fault:
            if not (root / disk.TEMPLATES).is_dir():  # then it is not the project's, but ours
                raise
            problem = at_fault(fault)
            return Built(replace(reading, diagnostics=in_order((*reading.diagnostics, problem))), (problem,))


def at_fault(fault: TemplateFault) -> Diagnostic:
    """What is wrong with a template, in the words of the house."""
    message = CODES[fault.code] + (f"（{fault.words}）" if fault.words else "")
    hint = "对照程序自带的同名模板改正；删去项目里的这个文件，就用回自带的"
    return Diagnostic(fault.path, fault.line, 0, fault.code, Severity.ERROR, message, hint)


def ledger_files(
    archive: Archive, settings: Settings, remembered: Callable[..., Iterator[Files]]
) -> tuple[ledger.Ledger, Iterator[Files]]:
    """The ledger, which pages are made of, and its files: year by year, and the whole put together from the years'."""
    seed = f"ledger/{disk.tool_digest()}/{ledger.VERSION}"
    made = {files[0].path: files for files in remembered("数字", ledger.make, ledger.tasks(archive, settings), seed)}
    years = [made[path] for path in sorted(made)]  # what is remembered comes first
    books = ledger.books_of(years)
    (compared,) = remembered("对照", ledger.compare, (ledger.Comparison(books),), seed)
    whole = (tuple(ledger.whole(each, settings)) for each in (years,))  # put together only when it is written
    return ledger.ledger_of(books, compared), chain(years, (compared,), whole)


def every_file(
    archive: Archive,
    settings: Settings,
    pages: tuple[Page, ...],
    look: Renderer,
    remembered: Callable[..., Iterator[Files]],
) -> Iterator[Files]:
    """Pages, search and assets, each from memory or made anew."""
    tool = disk.tool_digest()
    yield from remembered("排版", partial(render_page, look), pages, f"page/{tool}/{look.digest}")
    yield from remembered("检索", search.make, search.tasks(archive, settings), f"search/{tool}/{search.VERSION}")
    yield look.assets


def render_page(look: Renderer, page: Page) -> Files:
    """One page → its file."""
    return (File(page.path, look.render(page)),)
