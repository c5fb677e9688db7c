"""The verbs in order: read, parse, assemble, check, plan, render, publish."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath

from taizhou_brief.builder import files
from taizhou_brief.builder.files.lock import lock_output
from taizhou_brief.builder.fingerprint import fingerprint
from taizhou_brief.builder.load import LoadedProject, load
from taizhou_brief.builder.runner import Runner
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic, Severity, select_errors, sort_diagnostics
from taizhou_brief.model.archive import Archive
from taizhou_brief.model.page import File, Page
from taizhou_brief.model.settings import Settings
from taizhou_brief.site import dataset, search, sitemap
from taizhou_brief.site.pages import collect_links, plan_pages
from taizhou_brief.site.render import CODES, Menus, Renderer, TemplateError, renderer_for

Files = tuple[File, ...]
ISSUE = lazy_compile(r"\d{4}/s?\d+/index\.html")
"""The path of an issue's page."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did."""

    reading: LoadedProject
    stopping: tuple[Diagnostic, ...]
    """What kept the new site from being published; empty where it was."""
    pages: int = 0
    files: files.PublishResult | None = None
    """None where nothing was published and the old site stands."""


class SameNameError(Exception):
    """Files of `static/` stand where the site has files of its own."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(*names)
        self.problems = tuple(files.problem("D007", name, "换一个名字，或删去它") for name in names)


def build(  # noqa: PLR0913  # the options of the command, by name
    root: Path,
    out: Path | None = None,
    *,
    strict: bool = False,
    internal: bool = False,
    base_url: str = "",
    adopt: bool = False,
    allow_empty: bool = False,
    runner: Runner | None = None,
) -> BuildResult:
    """Publish the site of the project at `root` into `out` (`site/` in it), or leave the old one and say why.

    `adopt` takes `out` over whatever is in it; `allow_empty` publishes an archive that has lost all its issues. Raises
    `LockedError` where another build holds `out`, `NotOursError` where it holds what we did not write or what we read,
    and `OSError` where it cannot be written.
    """
    runner, out = runner or Runner(), out or root / "site"
    if files.is_source_folder(out, root):
        raise files.NotOursError
    if not (root / files.SETTINGS).is_file():  # no archive: nothing is left behind in it
        reading = load(root, runner=runner)
        return BuildResult(reading, select_errors(reading.diagnostics, strict=strict))
    with lock_output(out):
        files.restore_after_crash(out)
        memory = files.BuildCache(out, believe=not adopt)
        if not adopt:
            files.check_ours(out, memory)
        published = base_url if strict or base_url else None
        reading = load(root, internal=internal, address=published, runner=runner)
        if files.is_source_folder(out, root, reading.project.linked):
            raise files.NotOursError
        stopping = select_errors(reading.diagnostics, strict=strict) or (() if allow_empty else lost(reading, out))
        if stopping or reading.settings is None or reading.archive is None:
            return stopped(reading, stopping)
        settings = reading.settings.with_base_url(base_url) if base_url else reading.settings
        try:
            made, pages = files_of(reading.project, reading.archive, settings, partial(runner.remembered, memory))
            with closing(made):  # lets the workers go where the work is broken off
                return BuildResult(reading, (), pages, files.publish(out, made, memory, adopt=adopt))
        except TemplateError as fault:
            if not (root / files.TEMPLATES).is_dir():  # then it is not the project's, but ours
                raise
            return stopped(reading, (template_diagnostic(fault),))
        except SameNameError as error:
            return stopped(reading, error.problems)


def stopped(reading: LoadedProject, stopping: tuple[Diagnostic, ...]) -> BuildResult:
    """What a build did that published nothing, with all that is wrong."""
    new = [problem for problem in stopping if problem not in reading.diagnostics]
    return BuildResult(replace(reading, diagnostics=sort_diagnostics((*reading.diagnostics, *new))), stopping)


def lost(reading: LoadedProject, out: Path) -> tuple[Diagnostic, ...]:
    """A problem where the site has issues and the archive has none any more."""
    if reading.project.sources or not any(map(ISSUE.fullmatch, files.survey(out).files)):
        return ()
    hint = "看看各期的文件夹是不是改了名、移走了；真要清空网站，用 build --allow-empty"
    return (files.problem("D008", files.BRIEFINGS, hint),)


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
    tasks = dataset.year_tasks(archive, settings)
    groups = remembered("数字", dataset.build_year_files, tasks, seed, owns=dataset.owns_year)
    made = {group[0].path: group for group in groups}
    years = [made[path] for path in sorted(made)]  # what is remembered comes first
    books = dataset.load_year_tables(years)
    (compared,) = remembered(
        "对照", dataset.build_series_file, (dataset.SeriesTask(books),), seed, owns=dataset.owns_series
    )
    whole = (tuple(dataset.combined_files(each, settings)) for each in (years,))  # put together only when it is written
    return dataset.Dataset(books), chain(years, (compared,), whole)


def files_of(
    project: files.ProjectFiles, archive: Archive, settings: Settings, remembered: Callable[..., Iterator[Files]]
) -> tuple[Generator[Files], int]:
    """All files of the site, made one after the other, and how many pages are among them."""
    figures, figure_files = build_dataset_files(archive, settings, remembered)
    pages = plan_pages(archive, settings, figures)
    look = renderer_for(project.templates, files.packaged_templates())
    asked_for = tuple(sitemap.build_sitemap_files(archive, settings, pages))
    made = chain(build_files(archive, settings, pages, look, remembered), figure_files, (asked_for,))
    return with_static(made, files.static_files(project)), len(pages)


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
    yield from remembered("排版", partial(render_page, look, shown), pages, seed, owns=owns_page)
    seed = f"search/{tool}/{search.VERSION}"
    yield from remembered("检索", search.build_task_files, search.plan_index(archive, settings), seed, owns=search.owns)
    yield look.assets


def with_static(made: Iterable[Files], static: Iterable[File]) -> Generator[Files]:
    """The files made, then those of `static/`. Raises `SameNameError` where these take the place of others."""
    taken = {files.MARKER}
    for group in made:
        taken.update(file.path for file in group)
        yield group
    folders = {path[:end] for path in taken for end, sign in enumerate(path) if sign == "/"}
    clashes = []
    for file in static:
        if (
            file.path in taken
            or file.path in folders
            or any(str(above) in taken for above in PurePosixPath(file.path).parents)
        ):
            clashes.append(f"{files.STATIC}/{file.path}")
        else:
            yield (file,)
    if clashes:
        raise SameNameError(tuple(clashes))


def render_page(look: Renderer, menus: Menus, page: Page) -> Files:
    """Render one page."""
    return (File(page.path, look.render(page, menus)),)


def owns_page(page: Page, paths: tuple[str, ...]) -> bool:
    """Whether a file at these paths is that of the page."""
    return paths == (page.path,)
