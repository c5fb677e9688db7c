"""The verbs in order: read, parse, assemble, check, plan, render, publish."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from taizhou_brief import disk, exports, ledger, search
from taizhou_brief.diagnostics import Diagnostic, Severity, errors, in_order
from taizhou_brief.disk.lock import locked
from taizhou_brief.models import Archive, File, Page
from taizhou_brief.pages import plan
from taizhou_brief.reading import Reading, load
from taizhou_brief.render import CODES, Renderer, TemplateFault, renderer
from taizhou_brief.runner import Runner
from taizhou_brief.settings import Settings

Files = tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    reading: Reading
    stopping: tuple[Diagnostic, ...]
    """What kept the new site from being published; empty where it was."""
    pages: int = 0
    files: disk.Published | None = None
    """None where nothing was published and the old site stands."""


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
    with locked(out):
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
