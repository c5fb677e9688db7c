"""Compare a published site and its manifest with a clean build of the same sources."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from stat import S_ISLNK

from taizhou_brief.builder import files
from taizhou_brief.builder.build import build_session
from taizhou_brief.builder.files.lock import lock_output, lock_path
from taizhou_brief.builder.files.manifest import read_manifest
from taizhou_brief.builder.files.output import FILE_MODE, FOLDER_MODE, HAS_MODES, has_mode
from taizhou_brief.builder.files.publishing import check_folder
from taizhou_brief.builder.files.states import hash_file
from taizhou_brief.builder.files.survey import survey
from taizhou_brief.builder.runner import Runner
from taizhou_brief.builder.session import BuildOptions, BuildResult, open_session
from taizhou_brief.diagnostics import Diagnostic

AGAIN = "删去 .taizhou-brief 文件夹，再用同样的选项运行 build；不知道它是怎么来的，先问清来历"

ADOPT = "里面的东西都不要了，用 build --adopt 重新生成"


@dataclass(frozen=True, slots=True)
class Verification:
    """Result of comparing a site with a clean build."""

    result: BuildResult
    """Result of the clean build; if it published nothing, nothing was compared."""
    problems: tuple[Diagnostic, ...] = ()
    """Every difference, sorted by path."""
    compared: int = 0
    """Number of files of the clean build."""


@dataclass(frozen=True, slots=True)
class Digests:
    """Digests of a site's files by path: as published, as the manifest has them, and as a clean build makes them."""

    published: Mapping[str, str] = field(default_factory=dict)
    manifest: Mapping[str, str] = field(default_factory=dict)
    clean: Mapping[str, str] = field(default_factory=dict)


def verify(root: Path, out: Path, options: BuildOptions, runner: Runner | None = None) -> Verification:
    """Build the project anew into a temporary folder, from nothing, and compare the site at `out` with it.

    Changes nothing at `out`. Raises `LockedError` if a build of `out` is running, and `OSError` if it is no folder.
    """
    with lock_built(out), tempfile.TemporaryDirectory(prefix="taizhou-brief-") as folder:
        clean = Path(folder) / "site"
        with open_session(root, clean, options, remember=False) as session:
            result = build_session(session, runner or Runner())
        if result.files is None:
            return Verification(result)
        manifest = read_manifest(out / files.MARKER)
        built = {path: digest for path, digest in result.files.digests.items() if path != files.MARKER}
        published = published_digests(out, {*built, *(manifest or {})})
        digests = Digests(published, published if manifest is None else manifest, built)
    prefix = files.display_path(out, root)
    problems = list(find_differences(prefix, digests)) if digests.published else [not_built(prefix)]
    problems += find_wrong_modes(out, prefix, (*built, files.MARKER))
    if manifest is None and digests.published:
        problems = [replace(problem, hint=ADOPT) for problem in problems]  # no other way is open without a manifest
        problems.append(files.problem("E011", f"{prefix}/{files.MARKER}", f"清单没有，或者改过、坏了。{ADOPT}"))
    return Verification(result, tuple(sorted(problems, key=lambda d: d.path)), len(built))


def lock_built(out: Path) -> AbstractContextManager[None]:
    """Lock a folder that a build has locked before; next to any other one, such as a copy, no file is created."""
    if lock_path(out).exists():
        return lock_output(out)
    check_folder(out)
    return nullcontext()


def published_digests(out: Path, expected: set[str]) -> dict[str, str]:
    """Return the digests of all files of a site, each read; names that belong to its host only if they are expected."""
    content = survey(out)
    paths = content.files | content.other | {path for path in expected if os.path.lexists(f"{out}/{path}")}
    hashed = ((path, hash_file(f"{out}/{path}")) for path in sorted(paths))
    return {path: found[0] if found else "" for path, found in hashed}


def find_wrong_modes(out: Path, prefix: str, paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield a problem for each file and folder of the site that has another mode, and for each empty folder."""
    hint = "再运行一次 build 就改回来；改不回来的，是别的用户的文件：请管理员改"
    wanted = dict.fromkeys(paths, FILE_MODE)
    folders = {path[:end]: FOLDER_MODE for path in wanted for end, char in enumerate(path) if char == "/"}
    for path, mode in {**folders, **wanted}.items() if HAS_MODES else ():
        with suppress(OSError):
            found = (out / path).lstat().st_mode
            if not has_mode(found, mode) and not S_ISLNK(found):
                fix = hint if mode == FILE_MODE else f"用 chmod {mode:o} 改回来"
                yield files.problem("E014", f"{prefix}/{path}", f"现在是 {found & 0o777:03o}，应当是 {mode:o}。{fix}")
    for folder in survey(out).empty if out.is_dir() else ():
        yield files.problem("E015", f"{prefix}/{folder.rstrip('/')}", "再运行一次 build 就删去")


def not_built(prefix: str) -> Diagnostic:
    """Return the problem that there is no site."""
    return files.problem("E009", prefix, "网站还没有生成：先用同样的选项运行 build")


def find_differences(prefix: str, digests: Digests) -> Iterator[Diagnostic]:
    """Yield a problem for each path at which the site, its manifest and the clean build are not all the same."""
    for path in sorted({*digests.published, *digests.manifest, *digests.clean}):
        values = (digests.published.get(path), digests.manifest.get(path), digests.clean.get(path))
        if len(set(values)) > 1 and (found := explain_difference(*values)):
            code, hint = found
            yield files.problem(code, f"{prefix}/{path}", hint)


def explain_difference(published: str | None, manifest: str | None, clean: str | None) -> tuple[str, str] | None:
    """Return the code of a difference and what to do about it."""
    if clean is None and published is not None:
        listed = f"清单里有它，可是没有哪份原稿会生成它。{AGAIN}"
        return "E010", listed if manifest is not None else "不是程序写的：要发布的移到 static，不要的移走"
    if clean is not None and published is None:
        return "E009", AGAIN
    if published != clean:
        same = "清单与它相符，可是原稿生成的不是这样" if published == manifest else "写好以后改过"
        return "E008", f"{same}。{AGAIN}"
    return "E011", AGAIN
