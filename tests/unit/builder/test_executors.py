"""Executors on a cluster give what one process gives, also if a worker dies."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from taizhou_brief.builder.build import build
from taizhou_brief.builder.executors import EXECUTOR, ExecutorUnavailableError, open_executor
from taizhou_brief.builder.runner import Runner
from taizhou_brief.cli import run_command
from tests.project import Project, briefing, tree


@pytest.mark.parametrize("name", ["local:1", "local:12", "dask://scheduler.example.org:8786", "dask://10.0.0.7:8786"])
def test_names_of_executors(name: str) -> None:
    """A cluster of this machine and a running one have names."""
    assert EXECUTOR.fullmatch(name)


@pytest.mark.parametrize("name", ["", "local", "local:0", "local:x", "dask://", "dask://host", "tcp://host:8786"])
def test_other_names_are_refused(name: str) -> None:
    """Anything else is no name of an executor."""
    assert not EXECUTOR.fullmatch(name)
    with pytest.raises(ValueError, match="not the name"), open_executor(name):
        pass


def test_a_cluster_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing listens, the cluster is unavailable."""
    monkeypatch.setattr("taizhou_brief.builder.executors.CONNECT_SECONDS", 1)
    with pytest.raises(ExecutorUnavailableError), open_executor("dask://127.0.0.1:9"):
        pass


def kill_once(item: tuple[str, str]) -> str:
    """Kill this worker at the first call for the second item."""
    flag, word = item
    if word == "b" and not Path(flag).exists():
        Path(flag).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return word.upper()


@pytest.mark.slow
def test_a_cluster_builds_the_same_site(tmp_path: Path) -> None:
    """The bytes are those of one process, and the work of a worker that dies is done by another."""
    project = Project(tmp_path)
    for number in range(1, 5):
        project.write(f"2021/{number:02}", briefing(number, f"2021-{number:02}-01"))
    project.build()
    flag = str(tmp_path / "killed")
    with open_executor("local:2") as executor:
        runner = Runner(jobs=2, executor=executor)
        assert list(runner.map("", kill_once, [(flag, word) for word in "abcd"], remote=True)) == list("ABCD")
        assert Path(flag).exists()
        build(tmp_path, tmp_path / "cluster", runner=runner)
    assert tree(tmp_path / "cluster") == tree(project.site)


def test_the_command_refuses_other_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the reason and how to write it; nothing is built."""
    project = Project(tmp_path).write("2021/01", briefing(1, "2021-01-01"))
    assert run_command(["build", "--root", str(project.root), "--executor", "tcp://host"]) == 2
    assert "[E012]" in capsys.readouterr().err
    assert not project.site.exists()


def test_the_command_names_a_cluster_that_cannot_be_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An environment without Dask, or a cluster that does not answer, is no fault of the archive."""
    project = Project(tmp_path).write("2021/01", briefing(1, "2021-01-01"))
    monkeypatch.setattr("taizhou_brief.builder.executors.CONNECT_SECONDS", 1)
    assert run_command(["build", "--root", str(project.root), "--executor", "dask://127.0.0.1:9"]) == 3
    assert "[E013]" in capsys.readouterr().err
    assert not project.site.exists()
