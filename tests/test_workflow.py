"""The workflows are valid, pinned and documented, and what they run, runs here in a clean copy."""

from __future__ import annotations

import importlib.util
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

import dev

ROOT = dev.ROOT
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
README = (ROOT / "README.md").read_text("utf-8")
README_ZH = (ROOT / "README.zh.md").read_text("utf-8")


def steps(name: str) -> list[dict[str, Any]]:
    """All steps of a workflow's jobs, in order."""
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / name).read_text("utf-8"))
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def commands(name: str) -> list[str]:
    """What a workflow runs itself."""
    return [step["run"] for step in steps(name) if "run" in step]


@pytest.fixture
def clean_copy(tmp_path: Path) -> Path:
    """The checkout as git would hand it over, with an environment that counts as made."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - whichever git there is
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    copy = tmp_path / "copy"
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    python = copy / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nPYTHONPATH="{copy / "src"}" exec "{sys.executable}" "$@"\n', "utf-8")
    python.chmod(0o755)
    spec = importlib.util.spec_from_file_location("dev_of_copy", copy / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    its_dev = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(its_dev)
    its_dev.STAMP.write_text(its_dev.stamp(its_dev.DEV_LOCK), "utf-8")
    return copy


def run_step(command: str, copy: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a step as the runner does: a new shell that stops at the first error."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["/bin/sh", "-e", "-c", command],
        cwd=copy,
        env={"HOME": str(copy.parent), "PATH": path, "LANG": "C.UTF-8", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_workflows_are_valid() -> None:
    """Each workflow follows GitHub's schema, which comes with the checker."""
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    done = subprocess.run([*check, *map(str, WORKFLOWS)], capture_output=True, text=True, check=False)
    assert len(WORKFLOWS) == 2
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned(workflow: Path) -> None:
    """Every action is named with its major version or a commit, and only GitHub's own are used."""
    for step in steps(workflow.name):
        if "uses" in step:
            assert re.fullmatch(
                r"(actions/[a-z-]+|github/codeql-action/[a-z-]+)@(v\d+(\.\d+)*|[0-9a-f]{40})", step["uses"]
            )


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_may_do_little(workflow: Path) -> None:
    """A workflow may only read unless a job says otherwise, and no step pastes an expression into a shell."""
    assert yaml.safe_load(workflow.read_text("utf-8"))["permissions"] == {"contents": "read"}
    for command in commands(workflow.name):
        assert "${{" not in command


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_steps_are_documented(workflow: Path) -> None:
    """Every command of a workflow is one that both READMEs name."""
    for command in commands(workflow.name):
        plain = re.sub(
            r"\s*\$\{(?:BASE_URL|BASE):\+(--base-url|--changed) .*\}| \"\$HANDBOOK\".*", r" \1", command
        ).rstrip()
        assert plain in README
        assert plain in README_ZH


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_every_job_names_its_python(workflow: Path) -> None:
    """A job that runs a command has asked for a Python of its own before."""
    for name, job in yaml.safe_load(workflow.read_text("utf-8"))["jobs"].items():
        kinds = ["run" if "run" in step else step["uses"].partition("@")[0] for step in job["steps"]]
        if "run" in kinds:
            assert "actions/setup-python" in kinds[: kinds.index("run")], name


def test_the_tests_run_on_every_python() -> None:
    """The matrix begins with the oldest Python that is supported; one more job allows no skipped test."""
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text("utf-8"))["jobs"]
    assert jobs["test"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]
    assert dev.OLDEST == (3, 11)
    said = [step.get("run", "") for step in jobs["office"]["steps"]]
    assert "libreoffice-writer-nogui" in " ".join(said)
    assert said[-1] == "python3 dev.py test --no-skips"


@pytest.mark.slow
def test_steps_run_in_a_clean_copy(clean_copy: Path) -> None:
    """Check, build and verification pass in a clean copy; the address given by Pages ends up in the pages."""
    check, log, build, verify = commands("site.yml")
    checked = run_step(check, clean_copy)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "::error" not in checked.stdout
    logged = run_step(log, clean_copy, HANDBOOK="https://example.org/docs/")
    assert logged.returncode == 0, logged.stdout + logged.stderr
    assert json.loads((clean_copy / "check.sarif").read_text("utf-8"))["version"] == "2.1.0"
    built = run_step(build, clean_copy, BASE_URL="https://example.org/archive")
    assert built.returncode == 0, built.stdout + built.stderr
    assert "https://example.org/archive/" in (clean_copy / "site" / "sitemap.xml").read_text("utf-8")
    verified = run_step(verify, clean_copy, BASE_URL="https://example.org/archive")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert run_step(verify, clean_copy).returncode == 1


@pytest.mark.slow
def test_mistake_stops_the_workflow_at_its_line(clean_copy: Path) -> None:
    """A broken briefing fails the check and is annotated with file and line."""
    broken = next((clean_copy / "briefings").rglob("[0-9]*.md"))
    text = broken.read_text("utf-8")
    broken.write_text(re.sub(r"^date: .*$", "date: 2021-02-30", text, count=1, flags=re.MULTILINE), "utf-8")
    line = text[: text.index("\ndate: ")].count("\n") + 2
    checked = run_step(commands("site.yml")[0], clean_copy)
    assert checked.returncode == 1
    name = broken.relative_to(clean_copy).as_posix()
    assert re.search(rf"^::error file={re.escape(name)},line={line},", checked.stdout, re.MULTILINE)
