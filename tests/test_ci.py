"""The files of CI that `init` writes: valid, and run step by step in a clean clone, as the host would."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from taizhou_brief.cli import cli
from tests.project import ROOT, Project, briefing
from tests.starter import make_environment

FILES = {
    "github": (".github/workflows/site.yml", "vendor.github-workflows"),
    "gitlab": (".gitlab-ci.yml", "vendor.gitlab-ci"),
    "gitee": (".workflow/site.yml", ""),
}
"""File of each host, and the public schema of it that comes with the checker."""
IDENTITY = ("-c", "user.name=编辑", "-c", "user.email=editor@example.org")
REMEMBERED = (".taizhou-brief", "site")


def git(folder: Path, *arguments: str | Path) -> None:
    """Run git in a folder."""
    words = list(map(str, arguments))
    subprocess.run(["git", *IDENTITY, *words], cwd=folder, check=True, capture_output=True)  # noqa: S607


def begin(folder: Path, host: str) -> Path:
    """Begin an archive in a repository with one commit."""
    wheel = folder / "taizhou_brief-9.9.9-py3-none-any.whl"
    wheel.write_bytes(b"wheel")
    root = folder / "origin"
    options = ["--region", "衢州市", "--issuer", "某办公室", "--sample", "--host", host, "--wheel", str(wheel)]
    assert cli.main(["init", str(root), *options], standalone_mode=False) == 0
    git(root, "init", "--initial-branch=main")
    commit(root)
    return root


def commit(root: Path) -> None:
    """Commit everything."""
    git(root, "add", ".")
    git(root, "commit", "-m", "改")


def clone(root: Path, target: Path, branch: str = "main") -> Path:
    """Clone a repository, with an environment that counts as installed."""
    git(target.parent, "clone", "--branch", branch, root, target)
    make_environment(target)
    return target


def run(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one step as the host does: a new shell that stops at the first error."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["/bin/sh", "-e", "-c", command],
        cwd=folder,
        env={"HOME": str(folder.parent), "PATH": path, "LANG": "C.UTF-8", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def steps(host: str, root: Path) -> dict[str, list[str]]:
    """Return the commands of each job of a host's file."""
    data: Any = yaml.safe_load((root / FILES[host][0]).read_text("utf-8"))
    if host == "github":
        return {name: [s["run"] for s in job["steps"] if "run" in s] for name, job in data["jobs"].items()}
    if host == "gitlab":
        return {name: job["script"] for name, job in data.items() if "script" in job}
    return {step["name"]: step["commands"] for stage in data["stages"] for step in stage["steps"]}


@pytest.fixture(params=FILES)
def host(request: pytest.FixtureRequest) -> str:
    """Each host."""
    return str(request.param)


def test_the_file_is_valid(host: str, tmp_path: Path) -> None:
    """By the public schema; that of Gitee has none, so that only its syntax and what it names are looked at."""
    root = begin(tmp_path, host)
    path, schema = FILES[host]
    assert steps(host, root)
    if schema:
        check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(root / path)]
        done = subprocess.run(check, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    else:
        data = yaml.safe_load((root / path).read_text("utf-8"))
        assert {"version", "name", "displayName", "triggers", "stages"} == data.keys()
        assert "没有在 Gitee 上跑过" in (root / path).read_text("utf-8")


def test_every_command_of_a_file_is_one_of_the_archive(host: str, tmp_path: Path) -> None:
    """A command is `brief.py`, or one that every machine has; no expression of the host is pasted into a shell."""
    for command in (command for commands in steps(host, begin(tmp_path, host)).values() for command in commands):
        assert re.match(r"python3 (brief\.py|--version)|rm -rf public && cp ", command), command
        assert "${{" not in command


@pytest.mark.slow
def test_each_step_passes_in_a_clean_clone(host: str, tmp_path: Path) -> None:
    """In their order; a later run with what was remembered writes no page again."""
    root = begin(tmp_path, host)
    first = clone(root, tmp_path / "first")
    address = {"BASE_URL": "https://example.org/a", "CI_PAGES_URL": "https://example.org/a"}
    for commands in steps(host, root).values():
        for command in commands:
            done = run(command, first, **address)
            assert done.returncode == 0, command + done.stdout + done.stderr
    assert (first / "site" / "index.html").is_file()
    if host == "gitlab":
        assert (first / "public" / "sitemap.xml").is_file()
        assert json.loads((first / "problems.json").read_text("utf-8")) == []
    if host != "gitee":
        assert "https://example.org/a/" in (first / "site" / "sitemap.xml").read_text("utf-8")
    status = subprocess.run(["git", "status", "--porcelain"], cwd=first, capture_output=True, text=True, check=True)  # noqa: S607
    assert status.stdout == ""
    second = clone(root, tmp_path / "second")
    for name in REMEMBERED:
        shutil.copytree(first / name, second / name)
    build = next(one for commands in steps(host, root).values() for one in commands if "brief.py build" in one)
    assert "新写 0 个文件" in run(build, second, **address).stdout


@pytest.mark.slow
def test_a_request_is_annotated_on_its_lines(tmp_path: Path) -> None:
    """An old remark is left out, a new one is at its line, and an error anywhere fails the step."""
    root = begin(tmp_path, "github")
    project = Project(root, (root / "briefings/archive.yaml").read_text("utf-8"))
    old = briefing(2, "2024-02-01", "市里办好夜校|||市里办夜校386期,都满了。")
    project.write("2024/02", old)
    commit(root)
    git(root, "checkout", "-b", "branch")
    project.write("2024/03", old.replace("number: 2", "number: 3").replace("02-01", "03-01"))
    commit(root)
    check = steps("github", root)["build"][0]
    copy = clone(root, tmp_path / "copy", "branch")
    done = run(check, copy, BASE="main")
    assert done.returncode == 0, done.stdout + done.stderr
    places = set(re.findall(r"^::warning file=([^,]*),line=(\d+)", done.stdout, re.MULTILINE))
    assert {name for name, _ in places} == {"briefings/2024/03.md"}
    (copy / "briefings/2024/02.md").write_text(old.replace("2024-02-01", "2024-02-31"), "utf-8")
    done = run(check, copy, BASE="main")
    assert done.returncode == 1
    assert "::error file=briefings/2024/02.md,line=3," in done.stdout


# --- the action of this repository -----------------------------------------------------------------------------------
def test_the_action_is_valid() -> None:
    """By GitHub's schema; only GitHub's own actions, no expression in a shell."""
    path = ROOT / "action.yml"
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", str(path)]
    assert subprocess.run(check, capture_output=True, check=False).returncode == 0
    setup, step = yaml.safe_load(path.read_text("utf-8"))["runs"]["steps"]
    assert re.fullmatch(r"actions/setup-python@v\d+", setup["uses"])
    assert "${{" not in step["run"]


def test_the_action_passes_its_arguments_on(tmp_path: Path) -> None:
    """Separated by spaces, each as it is written."""
    (tmp_path / "dev.py").write_text("import sys\nprint(sys.argv[1:])\n", "utf-8")
    step = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"][1]
    environment = {
        "PATH": os.environ["PATH"],
        "GITHUB_ACTION_PATH": str(tmp_path),
        "COMMAND": "build",
        "ARGUMENTS": "--base-url https://example.org/*  --strict",
    }
    command = [shutil.which("bash") or "bash", "-e", "-c", step["run"]]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "['build', '--base-url', 'https://example.org/*', '--strict']\n"


# --- the page --------------------------------------------------------------------------------------------------------
def test_the_page_names_every_file_and_form() -> None:
    """`docs/ci.md`: where each host's file is, the forms of `check`, and options that there are."""
    page = (ROOT / "docs/ci.md").read_text("utf-8")
    for path, _ in FILES.values():
        assert f"`{path}`" in page
    for form in ("github", "gitlab", "sarif", "json"):
        assert f"| `{form}` |" in page
    helps = (ROOT / "docs/commands.md").read_text("utf-8")
    for option in set(re.findall(r"brief\.py \w+.*?(--[a-z-]+)", page)):
        assert option in helps
