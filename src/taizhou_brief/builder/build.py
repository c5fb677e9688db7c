"""Run the steps of a build in order: read, parse, assemble, check, plan, render, publish."""

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
from taizhou_brief.diagnostics import CODES, Diagnostic, diagnose, select_errors, sort_diagnostics
from taizhou_brief.model.archive import Archive
from taizhou_brief.model.page import File, Page
from taizhou_brief.model.settings import Settings
from taizhou_brief.site import dataset, search, sitemap
from taizhou_brief.site.pages import collect_links, plan_pages
from taizhou_brief.site.render import Menus, Renderer, TemplateError, renderer_for

Files = tuple[File, ...]
ISSUE = lazy_compile(r"\d{4}/s?\d+/index\.html")
"""The path of an issue's page."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """Result of one build."""

    reading: LoadedProject
    stopping: tuple[Diagnostic, ...]
    """Problems that prevented publishing; empty if the site was published."""
    pages: int = 0
    files: files.PublishResult | None = None
    """None if nothing was published and the old site is unchanged."""


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
    runner: Runner | None = None,
) -> BuildResult:
    """Build the project at `root` and publish its site to `out` (default: `site/` in `root`) if there are no errors.

    Otherwise the old site stays and the result lists the errors. `adopt` replaces whatever `out` contains;
    `allow_empty` publishes an archive that has lost all its issues. Raises `LockedError` if another build has locked
    `out`, `NotOursError` if it contains files that this program did not write or that the project is read from, and
    `OSError` if it cannot be written.
    """
    runner, out = runner or Runner(), out or root / "site"
    if files.is_source_folder(out, root):
        raise files.NotOursError
    if not (root / files.SETTINGS).is_file():  # not an archive: create no lock file in it
        reading = load(root, runner=runner)
        return BuildResult(reading, select_errors(reading.diagnostics, strict=strict))
    with lock_output(out):
        files.restore_after_crash(out)
        cache = files.BuildCache(out, trusted=not adopt)
        if not adopt:
            files.check_ours(out, cache)
        reading = load(root, internal=internal, address=base_url if strict or base_url else None, runner=runner)
        if files.is_source_folder(out, root, reading.project.linked):
            raise files.NotOursError
        lost_issues = () if allow_empty else find_lost_issues(reading, out)
        stopping = select_errors(reading.diagnostics, strict=strict) or lost_issues
        if stopping or reading.settings is None or reading.archive is None:
            return unpublished_result(reading, stopping)
        settings = reading.settings.with_base_url(base_url) if base_url else reading.settings
        try:
            groups, pages = build_files(reading.project, reading.archive, settings, partial(runner.map_cached, cache))
            with closing(groups):  # ends the workers if publishing is interrupted
                return BuildResult(reading, (), pages, files.publish(out, groups, cache, adopt=adopt))
        except TemplateError as error:
            if not (root / files.TEMPLATES).is_dir():  # a packaged template is broken: a bug of this program
                raise
            return unpublished_result(reading, (build_template_diagnostic(error),))
        except SameNameError as error:
            return unpublished_result(reading, error.problems)


def unpublished_result(reading: LoadedProject, stopping: tuple[Diagnostic, ...]) -> BuildResult:
    """Build the result of a build that published nothing, with every problem among its diagnostics."""
    new = [problem for problem in stopping if problem not in reading.diagnostics]
    return BuildResult(replace(reading, diagnostics=sort_diagnostics((*reading.diagnostics, *new))), stopping)


def find_lost_issues(reading: LoadedProject, out: Path) -> tuple[Diagnostic, ...]:
    """Return a problem if the published site has issues and the archive no longer has any."""
    if reading.project.sources or not any(map(ISSUE.fullmatch, files.survey(out).files)):
        return ()
    hint = "看看各期的文件夹是不是改了名、移走了；真要清空网站，用 build --allow-empty"
    return (files.problem("D008", files.BRIEFINGS, hint),)


def build_template_diagnostic(error: TemplateError) -> Diagnostic:
    """Convert a template error to a diagnostic."""
    message = CODES[error.code].summary + (f"（{error.words}）" if error.words else "")
    hint = "对照程序自带的同名模板改正；删去项目里的这个文件，就用回自带的"
    if error.code == "T005":
        hint = "只用页面给的内容，不用下划线开头的名字，也不改内容；不是自己写的，先问清来历，删去它就用回自带的"
    return diagnose(error.path, error.line, 0, error.code, message, hint)


def build_dataset_files(
    archive: Archive, settings: Settings, map_cached: Callable[..., Iterator[Files]]
) -> tuple[dataset.Dataset, Iterator[Files]]:
    """Build the dataset that pages use, and its files: those of each year, then their description."""
    contents = dataset.build_dataset(archive, settings)
    seed = f"ledger/{files.tool_digest()}/{dataset.VERSION}"
    years = map_cached("数字", dataset.build_year_files, contents.years, seed, owns=dataset.owns_year)
    return contents, chain(years, (dataset.description_files(contents, settings),))


def build_files(
    project: files.ProjectFiles, archive: Archive, settings: Settings, map_cached: Callable[..., Iterator[Files]]
) -> tuple[Generator[Files], int]:
    """Return an iterator that builds all files of the site one after the other, and the number of pages."""
    contents, dataset_files = build_dataset_files(archive, settings, map_cached)
    pages = plan_pages(archive, settings, contents)
    renderer = renderer_for(project.templates, files.packaged_templates())
    sitemap_files = tuple(sitemap.build_sitemap_files(archive, settings, pages))
    page_files = build_page_files(archive, settings, pages, renderer, map_cached)
    groups = chain(page_files, dataset_files, (sitemap_files,))
    return append_static_files(groups, files.static_files(project)), len(pages)


def build_page_files(
    archive: Archive,
    settings: Settings,
    pages: tuple[Page, ...],
    renderer: Renderer,
    map_cached: Callable[..., Iterator[Files]],
) -> Iterator[Files]:
    """Build the files of pages, the search index and assets, or take them from the cache."""
    tool = files.tool_digest()
    menus = collect_links(pages)
    common = {name: menus.get(name, ()) for name in ("header", "footer")}
    seed = f"page/{tool}/{renderer.digest}/{fingerprint(common)}"
    yield from map_cached("排版", partial(render_page, renderer, common), pages, seed, owns=owns_page)
    seed = f"search/{tool}/{search.VERSION}"
    yield from map_cached("检索", search.build_task_files, search.plan_index(archive, settings), seed, owns=search.owns)
    yield renderer.assets


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


def render_page(renderer: Renderer, menus: Menus, page: Page) -> Files:
    """Render one page."""
    return (File(page.path, renderer.render(page, menus)),)


def owns_page(page: Page, paths: tuple[str, ...]) -> bool:
    """Return whether these are the paths of a page's files."""
    return paths == (page.path,)
