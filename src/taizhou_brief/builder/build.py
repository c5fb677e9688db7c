"""Run the steps of a build in order: read, parse, assemble, check, plan, render, publish."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

import jinja2

from taizhou_brief.builder import files
from taizhou_brief.builder.files.cache import PublishedSite
from taizhou_brief.builder.files.survey import Survey
from taizhou_brief.builder.issue_task import Store
from taizhou_brief.builder.load import load, load_files
from taizhou_brief.builder.loaded import LoadedProject
from taizhou_brief.builder.page_tasks import PageTask, PlannedPages, collect_menus, owns_page
from taizhou_brief.builder.runner import Runner
from taizhou_brief.builder.session import (
    BuildOptions,
    BuildResult,
    BuildSession,
    SiteCounts,
    open_session,
    recall,
    remember,
)
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import CODES, Diagnostic, diagnose, select_errors, sort_diagnostics
from taizhou_brief.model.archive import Archive
from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.page import File
from taizhou_brief.model.plain import from_plain, to_plain
from taizhou_brief.model.settings import Settings
from taizhou_brief.site import bibliography, dataset, feeds, portable, search, sitemap
from taizhou_brief.site.comparison import build_compare_files, owns_compare_files
from taizhou_brief.site.pages import Comparisons, plan_site
from taizhou_brief.site.render import Menus, Renderer, TemplateError, renderer_for
from taizhou_brief.site.template_digests import TemplateDigests, TemplateReferences, find_references
from taizhou_brief.site.template_messages import translate_message

Files = tuple[File, ...]
ISSUE = lazy_compile(r"\d{4}/s?\d+/index\.html")
"""The path of an issue's page."""


class SameNameError(Exception):
    """Raised when files of `static/` have the paths of generated files."""

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
    atomic: bool = False,
    portable_edition: bool = False,
    runner: Runner | None = None,
) -> BuildResult:
    """Build the project at `root` and publish its site to `out` (default: `site/` in `root`) if there are no errors.

    Otherwise the old site stays and the result lists the errors. `adopt` replaces whatever `out` contains;
    `allow_empty` publishes an archive that has lost all its issues; `atomic` changes the whole site in one step. Raises
    `LockedError` if another build has locked `out`, `NotOursError` if it contains files that this program did not write
    or that the project is read from, and `OSError` if it cannot be written.
    """
    runner, out = runner or Runner(), out or root / "site"
    options = BuildOptions(strict, internal, base_url, allow_empty, portable_edition)
    if not (root / files.SETTINGS).is_file() and not files.is_source_folder(out, root):
        return without_archive(root, options)
    with open_session(root, out, options, watch=runner.watch) as session:
        return (not adopt and recall(session)) or build_session(session, runner, adopt=adopt, atomic=atomic)


def without_archive(root: Path, options: BuildOptions) -> BuildResult:
    """Return the result for a folder that is no archive; no lock file is created in it."""
    reading = load(root)
    return BuildResult(reading, select_errors(reading.diagnostics, strict=options.strict))


def build_session(session: BuildSession, runner: Runner, *, adopt: bool = False, atomic: bool = False) -> BuildResult:
    """Build and publish what has changed since the last build."""
    options = session.options
    site = PublishedSite(session.out, session.memory.known_outputs, content=session.content, trusted=not adopt)
    if not adopt:
        files.check_ours(session.content, site)
    session.content.put_right(site.paths)
    address = options.base_url if options.strict or options.base_url else None
    reading = LoadedProject(session.project, None, None, ())
    try:
        reading = load_files(
            session.project,
            internal=options.internal,
            address=address,
            runner=runner,
            store=session.memory.store,
            tool=session.tool,
        )
        lost_issues = () if options.allow_empty else find_lost_issues(reading, session.content)
        stopping = select_errors(reading.diagnostics, strict=options.strict) or lost_issues
        if not stopping and reading.settings is not None and reading.archive is not None:
            result = publish_site(session, runner, reading, site, adopt=adopt, atomic=atomic)
            remember(session, result, site)
            return result
    except files.ChangedFileError as error:
        stopping = (error.problem,)
    except TemplateError as error:
        if not (session.root / files.TEMPLATES).is_dir():  # a packaged template is broken: a bug of this program
            raise
        stopping = (build_template_diagnostic(error),)
    except SameNameError as error:
        stopping = error.problems
    session.memory.remember_inputs()
    return unpublished_result(reading, stopping)


def publish_site(  # noqa: PLR0913  # what to publish, and how
    session: BuildSession, runner: Runner, reading: LoadedProject, site: PublishedSite, *, adopt: bool, atomic: bool
) -> BuildResult:
    """Build all files of the site that have changed and publish it."""
    archive = reading.archive
    assert archive is not None  # noqa: S101  # for mypy
    cache = files.BuildCache(session.memory.store, site)
    groups, pages = build_files(session, reading, runner, cache)
    with closing(groups), runner.watch.step("写出"):  # ends the workers if publishing is interrupted
        published = files.publish(session.out, groups, cache, adopt=adopt, atomic=atomic)
    cache.save()
    runner.watch.items["写出"] += published.written
    measures = sum(entry.measures for entry in archive.entries)
    counts = SiteCounts(len(archive.issues), len(archive.entries), measures, pages)
    return BuildResult(reading, (), counts, published)


def unpublished_result(reading: LoadedProject, stopping: tuple[Diagnostic, ...]) -> BuildResult:
    """Build the result of a build that published nothing, with every problem among its diagnostics."""
    new = [problem for problem in stopping if problem not in reading.diagnostics]
    return BuildResult(replace(reading, diagnostics=sort_diagnostics((*reading.diagnostics, *new))), stopping)


def find_lost_issues(reading: LoadedProject, content: Survey) -> tuple[Diagnostic, ...]:
    """Return a problem if the published site has issues and the archive no longer has any."""
    if reading.project.sources or not any(map(ISSUE.fullmatch, content.files)):
        return ()
    hint = "看看各期的文件夹是不是改了名、移走了；真要清空网站，用 build --allow-empty"
    return (files.problem("D008", files.BRIEFINGS, hint),)


def build_template_diagnostic(error: TemplateError) -> Diagnostic:
    """Convert a template error to a diagnostic."""
    message = CODES[error.code].summary + (f"（{translate_message(error.words)}）" if error.words else "")
    hint = "对照程序自带的同名模板改正（templates list 写明在哪里）；删去项目里的这个文件，就用回自带的"
    if error.code == "T005":
        hint = "只用页面给的内容，不用下划线开头的名字，也不改内容；不是自己写的，先问清来历，删去它就用回自带的"
    return diagnose(error.path, error.line, 0, error.code, message, hint)


def build_files(
    session: BuildSession, reading: LoadedProject, runner: Runner, cache: files.BuildCache
) -> tuple[Generator[Files], int]:
    """Return an iterator that builds all files of the site one after the other, and the number of pages."""
    project, archive, tool = reading.project, reading.archive, session.tool
    assert archive  # noqa: S101  # for mypy
    assert reading.settings  # noqa: S101  # likewise
    settings = reading.settings.with_base_url(session.options.base_url)
    if session.options.portable:
        settings = settings.as_portable()
    contents = dataset.Dataset.of((outline.dataset for outline in reading.outlines), settings)
    map_cached = choose_map(runner, cache, settings)
    pieces = {outline.summary.path: outline.comparison for outline in reading.outlines}
    compared = Comparisons.of(archive, settings, pieces)
    digests = TemplateDigests(project.templates, partial(recall_references, session.memory.store))
    planned = plan_site(archive, settings, contents, compared)
    menus = collect_menus(planned)
    with runner.watch.step("排版"):
        pages = PlannedPages.of(planned, digests, f"page/{tool}/{fingerprint(menus)}", cache)
    sitemap_files = tuple(sitemap.build_sitemap_files(archive, settings, pages.places))
    renderer = renderer_for(project.templates, files.packaged_templates())
    runner.watch.remembered["排版"] += len(pages.known)
    groups = chain(
        pages.known,
        map_cached("排版", partial(render_page, renderer, menus), pages.tasks, pages.seed, owns=owns_page),
        (renderer.assets,),
        build_search_files(tuple(outline.search for outline in reading.outlines), settings, map_cached, tool),
        build_dataset_files(contents, settings, map_cached, tool),
        map_cached("对照", build_compare_files, compared.years, f"compare/{tool}", owns=owns_compare_files),
        map_cached("订阅", feeds.build_feed, feeds.plan_feeds(archive, settings), f"feed/{tool}", owns=feeds.owns_feed),
        build_reference_files(archive, settings, map_cached, tool),
        (dataset.description_files(contents, settings), sitemap_files),
        (tuple(portable.build_guide(settings)),) if settings.portable else (),
    )
    return append_static_files(groups, project.static), len(pages.places)


def choose_map(runner: Runner, cache: files.BuildCache, settings: Settings) -> Callable[..., Iterator[Files]]:
    """Return the function that builds the files of many items: those of the site, or of the portable edition."""
    if not settings.portable:
        return partial(runner.map_cached, cache)

    def map_portable(
        step: str,
        build: Callable[[Any], Files],
        items: Iterable[Any],
        seed: str,
        *,
        owns: Callable[[Any, tuple[str, ...]], bool],
    ) -> Iterator[Files]:
        build, owns = partial(portable.build_portable, build), partial(portable.owns_portable, owns)
        return runner.map_cached(cache, step, build, items, f"portable/{seed}", owns=owns)

    return map_portable


def build_search_files(
    pieces: tuple[search.SearchPiece, ...], settings: Settings, map_cached: Callable[..., Iterator[Files]], tool: str
) -> Iterator[Files]:
    """Build the files of the search index, or take them from the cache."""
    seed = f"search/{tool}/{search.VERSION}"
    yield from map_cached("检索", search.build_task_files, search.plan_index(pieces, settings), seed, owns=search.owns)


def build_dataset_files(
    contents: dataset.Dataset, settings: Settings, map_cached: Callable[..., Iterator[Files]], tool: str
) -> Iterator[Files]:
    """Build the tables of each year, and of each county and year, or take them from the cache."""
    yield from map_cached("数字", dataset.build_year_files, contents.years, f"ledger/{tool}", owns=dataset.owns_year)
    parts, owns = dataset.split_by_county(contents, settings), dataset.owns_county_file
    yield from map_cached("各地数字", dataset.build_county_file, parts, f"county/{tool}", owns=owns)


def build_reference_files(
    archive: Archive, settings: Settings, map_cached: Callable[..., Iterator[Files]], tool: str
) -> Iterator[Files]:
    """Build the files of references, one a year and form, or take them from the cache."""
    years = bibliography.plan_bibliographies(archive, settings.frame)
    owns = bibliography.owns_bibliography
    yield from map_cached("引用", bibliography.build_bibliography_files, years, f"citations/{tool}", owns=owns)


def recall_references(store: Store, text: str) -> TemplateReferences:
    """Return what a template refers to, and remember it: parsing all templates takes longer than reading a page."""
    key = fingerprint("references", jinja2.__version__, text)
    plain = store.get(key)
    if plain is None:
        plain = to_plain(TemplateReferences, find_references(text))
        store.put(key, plain)
    references: TemplateReferences = from_plain(TemplateReferences, plain)
    return references


def append_static_files(groups: Iterable[Files], static: Iterable[File]) -> Generator[Files]:
    """Yield the generated files, then those of `static/`.

    Raises `SameNameError` if a file of `static/` has the path of a generated file or folder, or lies below the path of
    a generated file.
    """
    taken = {files.MARKER}
    for group in groups:
        taken.update(file.path for file in group)
        yield group
    folders = {path[:end] for path in taken for end, char in enumerate(path) if char == "/"}
    clashes = []
    for file in static:
        if (
            file.path in taken
            or file.path in folders
            or any(str(parent) in taken for parent in PurePosixPath(file.path).parents)
        ):
            clashes.append(f"{files.STATIC}/{file.path}")
        else:
            yield (file,)
    if clashes:
        raise SameNameError(tuple(clashes))


def render_page(renderer: Renderer, menus: Menus, task: PageTask) -> Files:
    """Render one page."""
    return (File(task.page.path, renderer.render(task.page, menus)),)
