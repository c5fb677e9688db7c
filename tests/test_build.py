"""Building: an incremental build is a clean build, a broken one changes nothing, a killed one leaves a whole site."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhou_brief.builder.build import build
from taizhou_brief.builder.files import LockedError, NotOursError
from taizhou_brief.builder.files.lock import lock_output
from taizhou_brief.builder.runner import Runner
from tests.project import BODY, ROOT, SETTINGS, Project, briefing, command, tree

KEYS = [*(f"2021/{n:02}" for n in range(1, 7)), "2020/11", "2020/12", "2022/01"]
DAYS = {key: f"{key.replace('/', '-')}-01" for key in KEYS}


def three(tmp_path: Path) -> Project:
    """An archive of three issues."""
    project = Project(tmp_path)
    for key, day in list(DAYS.items())[:3]:
        project.write(key, briefing(int(key[-2:]), day))
    return project


def test_a_build_writes_a_page_for_every_noun(tmp_path: Path) -> None:
    """Issues, articles, counties and themes have pages, also those that nothing has been written about."""
    site = three(tmp_path).build().site
    for url in (
        "",
        "2021/",
        "2021/01/",
        "2021/03/1/",
        "county/dongshan/",
        "county/xihe/",
        "theme/jobs/",
        "theme/skills/",
    ):
        assert (site / url / "index.html").is_file(), url


def test_the_memory_makes_a_second_build_write_nothing(tmp_path: Path) -> None:
    """Nothing changed, nothing written."""
    project = three(tmp_path).build().build()
    assert project.built is not None
    assert project.built.files is not None
    assert project.built.files.written == 0
    assert project.built.files.removed == 0


def test_a_build_without_a_change_leaves_the_site_alone(tmp_path: Path) -> None:
    """Where all files stand, nothing is laid out and exchanged: whoever reads the site notices nothing."""
    project = three(tmp_path).build()

    def state() -> dict[Path, tuple[int, int]]:
        every = (project.site, *project.site.rglob("*"))
        return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in every}

    before = state()
    project.build()
    assert state() == before


def test_a_file_changed_in_the_site_is_put_right(tmp_path: Path) -> None:
    """The memory trusts bytes, not names or dates."""
    project = three(tmp_path).build()
    clean = tree(project.site)
    page = project.site / "2021/01/index.html"
    stamp = page.stat()
    page.write_bytes(page.read_bytes().replace("夜校".encode(), "日校".encode()))
    os.utime(page, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    (project.site / "2021/02/index.html").unlink()
    assert tree(project.build().site) == clean
    page.rename(tmp_path / "elsewhere.html")
    page.symlink_to(tmp_path / "elsewhere.html")
    assert tree(project.build().site) == clean
    assert not page.is_symlink()


STEPS = st.lists(
    st.tuples(st.sampled_from(["edit", "add", "delete", "rename", "settings", "template"]), st.integers(0, 10**6)),
    min_size=1,
    max_size=5,
)


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_an_incremental_build_equals_a_clean_one(steps: list[tuple[str, int]]) -> None:
    """Whatever is edited, added, deleted or renamed, in whatever order: the same bytes as from nothing."""
    with tempfile.TemporaryDirectory() as folder:
        project = three(Path(folder)).write("2020/12", briefing(12, DAYS["2020/12"])).build()
        for step, chance in steps:
            change(project, step, chance)
            project.build()
        assert project.built is not None
        assert not project.built.stopping, project.built.stopping
        project.build(project.root / "clean", jobs=2)
        assert tree(project.site) == tree(project.root / "clean")


def change(project: Project, step: str, chance: int) -> None:
    """One change of the archive, chosen by `chance`."""
    there = sorted(f"{path.parent.name}/{path.stem}" for path in (project.root / "briefings").glob("*/*.md"))
    free = [key for key in DAYS if key not in there]
    pick = there[chance % len(there)]
    path = project.root / f"briefings/{pick}.md"
    text = path.read_text("utf-8")
    if step == "edit":
        swaps = ("386期|387期", "办好夜校|办活夜校", "skills|jobs", "东山县|西河县", "63家|64家")
        old, _, new = swaps[chance % len(swaps)].partition("|")
        project.write(pick, text.replace(old, new))
    elif step == "add" and free:
        key = free[chance % len(free)]
        project.write(key, briefing(int(key[-2:]), DAYS[key], f"西河县稳住就业|西河县|jobs|{BODY}", "市教育局|||"))
    elif step == "delete" and len(there) > 1:
        path.unlink()
    elif step == "rename" and free:
        key = free[chance % len(free)]
        text = text.replace(f"number: {int(pick[-2:])}\n", f"number: {int(key[-2:])}\n").replace(DAYS[pick], DAYS[key])
        path.unlink()
        project.write(key, text)
    elif step == "settings":
        project.write("briefings/archive.yaml", SETTINGS.replace("公开档案", f"公开档案{chance % 3}"))
    elif step == "template":
        text = (ROOT / "templates/404.html").read_text("utf-8")
        project.write("templates/404.html", text.replace("没有这一页", f"没有这一页{chance % 3}"))


def test_any_number_of_workers_makes_the_same_site(tmp_path: Path) -> None:
    """One process or three, the bytes and the diagnostics are the same."""
    project = three(tmp_path).write("2021/04", briefing(4, "2021-04-01", f"东山县截止目前|东山县|jobs|{BODY}"))
    alone = tree(project.build(tmp_path / "one", jobs=1).root / "one")
    found = project.codes
    assert tree(project.build(tmp_path / "many", jobs=3).root / "many") == alone
    assert project.codes == found


@pytest.mark.slow
@pytest.mark.parametrize("kind", [ThreadPoolExecutor, partial(ProcessPoolExecutor, mp_context=get_context("spawn"))])
def test_an_engine_of_others_makes_the_same_site(tmp_path: Path, kind: Callable[[int], Executor]) -> None:
    """Threads, or processes that inherit nothing and are sent every page whole."""
    project = three(tmp_path).build()
    with kind(2) as engine:
        build(tmp_path, tmp_path / "theirs", runner=Runner(jobs=2, executor=engine))
    assert tree(tmp_path / "theirs") == tree(project.site)


def test_an_error_leaves_the_old_site(tmp_path: Path) -> None:
    """With an error in any file nothing at all is published."""
    project = three(tmp_path).build()
    old = tree(project.site)
    project.write("2021/02", "---\nnumber: 2\n---\n").write("2021/04", briefing(4, "2021-04-01")).build()
    assert project.built is not None
    assert project.built.files is None
    assert tree(project.site) == old


def test_strict_lets_a_warning_stop_the_build(tmp_path: Path) -> None:
    """A warning is no obstacle unless it is asked to be one."""
    project = three(tmp_path).write("2021/04", briefing(4, "2021-04-01", f"东山县截止目前|东山县|jobs|{BODY}"))
    assert project.build().built is not None
    assert project.codes
    assert project.built is not None
    assert project.built.files is not None
    assert project.build(strict=True).built is not None
    assert project.built.files is None


def test_internal_issues_are_built_only_when_asked(tmp_path: Path) -> None:
    """An issue marked internal leaves no trace in the public site."""
    secret = briefing(
        4, "2021-04-01", f"东山县内务|东山县|jobs|{BODY.replace('夜校', '值班室')}", extra="disclosure: internal\n"
    )
    project = three(tmp_path).write("2021/04", secret).build()
    assert not any("值班室".encode() in data for data in tree(project.site).values())
    assert not (project.site / "2021/04").exists()
    assert "值班室" in project.build(internal=True).page("2021/04/1/")


def test_a_strangers_folder_is_left_alone(tmp_path: Path) -> None:
    """A folder that holds what we did not write is refused, and nothing in it is touched."""
    project = three(tmp_path)
    project.site.mkdir()
    (project.site / "thesis.txt").write_text("mine")
    with pytest.raises(NotOursError):
        project.build()
    assert tree(project.site) == {"thesis.txt": b"mine"}
    assert sorted(p.name for p in tmp_path.iterdir()) == [".site.lock", "briefings", "site"]


def test_the_placeholder_in_git_stays(tmp_path: Path) -> None:
    """`site/.gitkeep` is no obstacle and survives every build."""
    project = three(tmp_path)
    project.site.mkdir()
    (project.site / ".gitkeep").touch()
    project.build().build()
    assert (project.site / ".gitkeep").is_file()


def test_a_second_build_of_the_same_output_is_refused(tmp_path: Path) -> None:
    """Two builds never write the same folder at once."""
    project = three(tmp_path)
    with lock_output(project.site), pytest.raises(LockedError):
        project.build()


@pytest.mark.slow
def test_a_killed_build_leaves_a_whole_site(tmp_path: Path) -> None:
    """Killed at any moment, the output is the old site or the new one, and the next build works."""
    project = three(tmp_path).build()
    old = tree(project.site)
    for key in list(DAYS)[3:]:
        project.write(key, briefing(int(key[-2:]), DAYS[key]))
    new = tree(project.build(tmp_path / "elsewhere").root / "elsewhere")
    chance = random.Random(20211201)  # noqa: S311  # the moments of the kills, nothing secret
    outcomes = set()
    for delay in (0.05, *(chance.uniform(0.05, 0.9) for _ in range(11))):  # nothing is built in the first
        run = command("build", "--root", tmp_path, "--out", tmp_path / "site")
        child = subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
        child.wait()
        found = tree(project.site)
        assert found in (old, new)
        outcomes.add("old" if found == old else "new")
    assert "old" in outcomes
    assert tree(project.build().site) == new
    assert not (tmp_path / ".site.new").exists()
