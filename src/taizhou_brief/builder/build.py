"""The verbs in order: read, parse, assemble, check, plan, render, publish."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from taizhou_brief.builder import files
from taizhou_brief.builder.files.lock import lock_output
from taizhou_brief.builder.fingerprint import fingerprint
from taizhou_brief.builder.load import LoadedProject, load
from taizhou_brief.builder.runner import Runner
from taizhou_brief.diagnostics import Diagnostic, Severity, select_errors, sort_diagnostics
from taizhou_brief.model.archive import Archive
from taizhou_brief.model.page import File, Page
from taizhou_brief.model.settings import Settings
from taizhou_brief.site import dataset, search, sitemap
from taizhou_brief.site.pages import collect_links, plan_pages
from taizhou_brief.site.render import CODES, Menus, Renderer, TemplateError, renderer_for

Files = tuple[File, ...]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did."""

    reading: LoadedProject
    stopping: tuple[Diagnostic, ...]
    """What kept the new site from being published; empty where it was."""
    pages: int = 0
    files: files.PublishResult | None = None
    """None where nothing was published and the old site stands."""


def build(  # noqa: PLR0913  # the options of the command, by name
    root: Path,
    out: Path | None = None,
    *,
    strict: bool = False,
    internal: bool = False,
    base_url: str = "",
    runner: Runner | None = None,
) -> BuildResult:
    """Publish the site of the project at `root` into `out` (`site/` in it), or leave the old one and say why.

    Raises `LockedError` where another build holds `out`, `NotOursError` where it holds what we did not write or what we
    read, and `OSError` where it cannot be written.
    """
    runner, out = runner or Runner(), out or root / "site"
    if files.is_source_folder(out, root):
        raise files.NotOursError
    with lock_output(out):
        files.restore_after_crash(out)
        if not files.is_own_output(out):
            raise files.NotOursError
        published = base_url if strict or base_url else None
        reading = load(root, internal=internal, address=published, runner=runner)
        stopping = select_errors(reading.diagnostics, strict=strict)
        if stopping or reading.settings is None or reading.archive is None:
            return BuildResult(reading, stopping)
        settings = reading.settings.with_base_url(base_url) if base_url else reading.settings
        memory = files.BuildCache(out)
        remembered = partial(runner.remembered, memory)
        figures, figure_files = build_dataset_files(reading.archive, settings, remembered)
        pages = plan_pages(reading.archive, settings, figures)
        look = renderer_for(reading.project.templates, files.packaged_templates())
        asked_for = tuple(sitemap.build_sitemap_files(reading.archive, settings, pages))
        made = chain(build_files(reading.archive, settings, pages, look, remembered), figure_files, (asked_for,))
        try:
            return BuildResult(reading, (), len(pages), files.publish(out, made, memory))
        except TemplateError as fault:
            if not (root / files.TEMPLATES).is_dir():  # then it is not the project's, but ours
                raise
            problem = template_diagnostic(fault)
            return BuildResult(
                replace(reading, diagnostics=sort_diagnostics((*reading.diagnostics, problem))), (problem,)
            )


def template_diagnostic(fault: TemplateError) -> Diagnostic:
    """What is wrong with a template, in the words of the house."""
    message = CODES[fault.code] + (f"（{fault.words}）" if fault.words else "")
    hint = "对照程序自带的同名模板改正；删去项目里的这个文件，就用回自带的"
    if fault.code == "T005":
        hint = "只用页面给的内容，不用下划线开头的名字，也不改内容；不是自己写的，先问清来历，删去它就用回自带的"
    return Diagnostic(fault.path, fault.line, 0, fault.code, Severity.ERROR, message, hint)


def build_dataset_files(
    archive: Archive, settings: Settings, remembered: Callable[..., Iterator[Files]]
) -> tuple[dataset.Dataset, Iterator[Files]]:
    """The ledger, which pages are made of, and its files: year by year, and the whole put together from the years'."""
    seed = f"ledger/{files.tool_digest()}/{dataset.VERSION}"
    made = {
        files[0].path: files
        for files in remembered("数字", dataset.build_year_files, dataset.year_tasks(archive, settings), seed)
    }
    years = [made[path] for path in sorted(made)]  # what is remembered comes first
    books = dataset.load_year_tables(years)
    (compared,) = remembered("对照", dataset.build_series_file, (dataset.SeriesTask(books),), seed)
    whole = (tuple(dataset.combined_files(each, settings)) for each in (years,))  # put together only when it is written
    return dataset.Dataset(books), chain(years, (compared,), whole)


def build_files(
    archive: Archive,
    settings: Settings,
    pages: tuple[Page, ...],
    look: Renderer,
    remembered: Callable[..., Iterator[Files]],
) -> Iterator[Files]:
    """Pages, search and assets, each from memory or made anew."""
    tool = files.tool_digest()
    menus = collect_links(pages)
    shown = {name: menus.get(name, ()) for name in ("header", "footer")}
    seed = f"page/{tool}/{look.digest}/{fingerprint(shown)}"
    yield from remembered("排版", partial(render_page, look, shown), pages, seed)
    yield from remembered(
        "检索", search.build_task_files, search.plan_index(archive, settings), f"search/{tool}/{search.VERSION}"
    )
    yield look.assets


def render_page(look: Renderer, menus: Menus, page: Page) -> Files:
    """Render one page."""
    return (File(page.path, look.render(page, menus)),)
