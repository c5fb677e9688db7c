"""A build that is asked to end, or killed: a whole site, nothing beside it, no worker left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.project import ROOT, Project, briefing, command, tree

PATIENCE = 60.0


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An archive that takes a while to build, and the site of its first issue."""
    project = Project(tmp_path).write("2021/01", briefing(1, "2021-01-01")).build()
    (tmp_path / ".site.lock").unlink()
    for number in range(2, 120):
        project.write(f"2021/{number:02}", briefing(number, f"2021-{1 + number // 28:02}-{1 + number % 28:02}"))
    return project


SLOW = pytest.mark.slow


@pytest.mark.parametrize("when", ["pages", pytest.param("start", marks=SLOW), pytest.param("later", marks=SLOW)])
@pytest.mark.parametrize(
    ("number", "whole_group", "code"),
    [
        (signal.SIGTERM, False, 143),
        (signal.SIGTERM, True, 143),
        (signal.SIGINT, False, 130),
        (signal.SIGINT, True, 130),
        (signal.SIGKILL, False, -9),
    ],
    ids=["SIGTERM", "SIGTERM to all", "SIGINT", "SIGINT to all", "SIGKILL"],
)
def test_a_build_that_is_ended_leaves_nothing_behind(
    project: Project, number: int, when: str, code: int, *, whole_group: bool
) -> None:
    """Its exit code says so, the pipe it wrote to is closed at once, the site is a whole one, the next build works."""
    old = tree(project.site)
    started = subprocess.Popen(
        command("build", "--jobs", "2", "--root", project.root),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    wait_for(project.root / {"pages": ".site.new/index.html", "later": ".site.new/2021/40"}.get(when, ".site.lock"))
    (os.killpg if whole_group else os.kill)(started.pid, number)
    try:
        _, err = started.communicate(timeout=PATIENCE)  # ends when nobody holds the pipe any more
    finally:
        started.kill()
    assert started.returncode == code
    assert tree(project.site) == old
    if number != signal.SIGKILL:
        assert "Traceback" not in err.decode(), err.decode()
        assert "已中断" in err.decode()
        assert sorted(path.name for path in project.root.iterdir()) == [
            ".site.lock",
            ".taizhou-brief",
            "briefings",
            "site",
        ]
    for spare in range(20, 120):  # they were there to make the first build last
        (project.root / f"briefings/2021/{spare}.md").unlink()
    project.build()
    assert (project.site / "2021/19").is_dir()
    assert not (project.site / "2021/20").exists()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_build_that_dev_py_started_ends_with_it(project: Project, number: int, code: int) -> None:
    """The signal that is sent to dev.py alone ends the build; it does not go on behind its back."""
    old = tree(project.site)
    start = "import dev, sys; dev.PYTHON = sys.executable; dev.prepare = print; sys.exit(dev.main(sys.argv[1:]))"
    started = subprocess.Popen(
        [sys.executable, "-c", start, "build", "--root", str(project.root)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    wait_for(project.root / ".site.new/index.html")
    os.kill(started.pid, number)
    try:
        _, err = started.communicate(timeout=PATIENCE)
    finally:
        started.kill()
    assert (started.returncode, "已中断" in err.decode()) == (code, True)
    assert tree(project.site) == old
    assert sorted(path.name for path in project.root.iterdir()) == [".site.lock", ".taizhou-brief", "briefings", "site"]


DROPPED = """
import os, sys, time
from taizhou_brief.cli.ending import LISTENER, Terminated

class Last:
    def __del__(self):
        os.kill(os.getpid(), int(sys.argv[1]))
        time.sleep(0)

LISTENER.start()
try:
    last = Last()
    del last
    time.sleep(60)
except (KeyboardInterrupt, Terminated) as error:
    print(type(error).__name__)
"""
EARLY = """
import os, runpy, signal, sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "taizhou_brief.cli":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Finder())
runpy.run_module("taizhou_brief", run_name="__main__")
"""


@pytest.mark.parametrize(("number", "name"), [(signal.SIGTERM, "Terminated"), (signal.SIGINT, "KeyboardInterrupt")])
def test_a_request_is_not_lost_while_an_object_is_finalised(number: int, name: str) -> None:
    """Python drops an exception that is raised there; the work must end nevertheless, and nothing is said of it."""
    line = [sys.executable, "-c", DROPPED, str(int(number))]
    done = subprocess.run(line, capture_output=True, text=True, timeout=PATIENCE / 2, check=True)
    assert (done.stdout.strip(), done.stderr) == (name, "")


def test_an_interrupt_while_the_program_is_loaded_shows_no_traceback() -> None:
    """The first moments of a command belong to it."""
    done = subprocess.run([sys.executable, "-c", EARLY], capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, "")


def wait_for(path: Path) -> None:
    """Wait until there is such a file, within reason."""
    end = time.monotonic() + PATIENCE
    while not path.exists():
        assert time.monotonic() < end, path
        time.sleep(0.005)
