"""Verifying a site: whatever differs from a clean build of the sources is found, and nothing is changed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from taizhou_brief.builder.files.manifest import MARKER, build_manifest, read_manifest
from taizhou_brief.builder.files.states import content_digest
from taizhou_brief.builder.files.store import MEMORY
from taizhou_brief.builder.session import BuildOptions
from taizhou_brief.builder.verify import explain_difference, verify
from taizhou_brief.cli import run_command
from taizhou_brief.cli.verify import verify as verify_command
from tests.project import Project, briefing, tree

PAGE = "2021/01/index.html"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An archive with a site that two builds know."""
    project = Project(tmp_path).write("2021/01", briefing(1, "2021-01-01")).write("static/a.txt", "a")
    return project.build().build()


def rewrite_manifest(project: Project, **digests: str | None) -> None:
    """Change entries of the manifest, under a right seal; None removes one."""
    manifest = read_manifest(project.site / MARKER)
    assert manifest is not None
    changed = {path: digest for path, digest in {**manifest, **digests}.items() if digest is not None}
    (project.site / MARKER).write_bytes(build_manifest(changed))


def plant(project: Project, name: str, text: str) -> None:
    """Put a file into the site and its manifest, as a commit of somebody else would."""
    project.write(f"site/{name}", text)
    rewrite_manifest(project, **{name: content_digest(text.encode())})


def edit_in_place(project: Project) -> None:
    """Change a page with its size and times restored."""
    path = project.site / PAGE
    stat = path.stat()
    path.write_bytes(path.read_bytes().replace(b"386", b"387"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


CHANGES: dict[str, tuple[Callable[[Project], object], list[tuple[str, str]]]] = {
    "nothing": (lambda _: None, []),
    "host": (lambda p: p.write("site/CNAME", "example.org"), []),
    "edited": (edit_in_place, [(PAGE, "E008")]),
    "edited with its manifest": (lambda p: plant(p, PAGE, "foreign"), [(PAGE, "E008")]),
    "deleted": (lambda p: (p.site / PAGE).unlink(), [(PAGE, "E009")]),
    "added": (lambda p: p.write("site/x.html", "mine"), [("x.html", "E010")]),
    "added with its manifest": (lambda p: plant(p, "x.html", "foreign"), [("x.html", "E010")]),
    "added hidden with its manifest": (lambda p: plant(p, ".well-known/x", "foreign"), [(".well-known/x", "E010")]),
    "not in the manifest": (lambda p: rewrite_manifest(p, **{PAGE: None}), [(PAGE, "E011")]),
    "other digest in the manifest": (lambda p: rewrite_manifest(p, **{PAGE: "0" * 32}), [(PAGE, "E011")]),
    "gone but in the manifest": (lambda p: rewrite_manifest(p, **{"x.html": "0" * 32}), [("x.html", "E011")]),
    "manifest damaged": (lambda p: (p.site / MARKER).write_bytes(b"{}"), [(MARKER, "E011")]),
    "link": (lambda p: (p.site / "l").symlink_to("2021"), [("l", "E010")]),
    "file closed": (lambda p: (p.site / PAGE).chmod(0o600), [(PAGE, "E014")]),
    "file open to all": (lambda p: (p.site / PAGE).chmod(0o666), [(PAGE, "E014")]),
    "file of a group": (lambda p: (p.site / PAGE).chmod(0o664), []),
    "folder closed": (lambda p: (p.site / "2021").chmod(0o700), [("2021", "E014")]),
    "empty folders": (lambda p: (p.site / "x/y").mkdir(parents=True), [("x", "E015"), ("x/y", "E015")]),
    "source edited": (lambda p: p.write("static/a.txt", "b"), [("a.txt", "E008")]),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_every_difference_is_reported_and_nothing_changed(project: Project, kind: str) -> None:
    """Site, manifest and sources agree, or the path and the kind of the difference are named."""
    change, expected = CHANGES[kind]
    change(project)
    before = tree(project.root)
    problems = verify(project.root, project.site, BuildOptions()).problems
    found = [(d.path.removeprefix("site/"), d.code) for d in problems if d.path != f"site/{MARKER}"]
    if kind == "manifest damaged":
        assert (f"site/{MARKER}", "E011") in [(d.path, d.code) for d in problems]
    else:
        assert found == expected
    assert all(d.hint for d in problems)
    assert tree(project.root) == before


def test_a_build_after_the_memory_is_deleted_puts_it_right(project: Project) -> None:
    """As the hint has it."""
    plant(project, "x.html", "foreign")
    plant(project, PAGE, "foreign")
    for path in (project.root / MEMORY).iterdir():
        path.unlink()
    project.build()
    assert verify(project.root, project.site, BuildOptions()).problems == ()


@pytest.mark.parametrize("edited", [False, True])
def test_a_build_puts_modes_and_empty_folders_right(project: Project, edited: bool) -> None:  # a parameter
    """Whether or not there is anything else to do; a folder of the host stays."""
    (project.site / PAGE).chmod(0o600)
    for name in ("x/y", "2021/z", ".well-known/empty"):
        (project.site / name).mkdir(parents=True)
    if edited:
        project.write("static/a.txt", "b")
    project.build()
    assert (project.site / PAGE).stat().st_mode & 0o777 == 0o644
    assert (project.site / ".well-known/empty").is_dir()
    assert verify(project.root, project.site, BuildOptions()).problems == ()
    project.build()
    assert verify(project.root, project.site, BuildOptions()).problems == ()


def test_a_poisoned_memory_is_found(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that believes a page to be another one: only reading everything shows it."""
    plant(project, PAGE, "foreign")
    monkeypatch.setattr("taizhou_brief.builder.files.memory.is_unchanged", lambda *_: True)
    project.build()
    assert (project.site / PAGE).read_text("utf-8") == "foreign"
    monkeypatch.undo()
    assert [d.code for d in verify(project.root, project.site, BuildOptions()).problems] == ["E008"]


def test_the_options_decide_what_is_compared(project: Project) -> None:
    """A site with an address is compared with one that has it."""
    project.build(base_url="https://example.org/")
    assert verify(project.root, project.site, BuildOptions(base_url="https://example.org/")).problems == ()
    assert verify(project.root, project.site, BuildOptions()).problems


def test_a_site_that_is_not_there_is_one_problem(project: Project) -> None:
    """Not one for each page; nor is anything compared where the sources have errors."""
    assert [d.code for d in verify(project.root, project.root / "other", BuildOptions()).problems] == ["E009"]
    project.write("2021/02", "---\nnumber: 2\n---\n")
    verification = verify(project.root, project.site, BuildOptions())
    assert verification.problems == ()
    assert verification.result.stopping


def test_the_command_lists_differences_and_fails(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 1 with the place and what to do; 0 if all is the same; errors of the sources as in a build."""
    arguments = ["build", "--root", str(project.root), "--verify"]
    assert run_command(arguments) == 0
    assert "完全一样" in capsys.readouterr().out
    plant(project, "x.html", "foreign")
    assert run_command(arguments) == 1
    err = capsys.readouterr().err
    assert "site/x.html 错误[E010]" in err
    assert "有 1 处不同" in err
    for number in range(120):
        project.write(f"site/{number}.html", "")
    assert run_command(arguments) == 1
    assert "另有 21 处没有列出" in capsys.readouterr().err
    project.write("2021/02", "---\nnumber: 2\n---\n")
    assert run_command(arguments) == 1
    assert "没有生成" in capsys.readouterr().err


def test_a_site_without_a_manifest_can_only_be_adopted(project: Project) -> None:
    """One problem if the files are right; what else is wrong is still named, with the same advice."""
    (project.site / MARKER).unlink()
    found = verify(project.root, project.site, BuildOptions()).problems
    assert [(d.path, d.code) for d in found] == [(f"site/{MARKER}", "E011")]
    (project.site / PAGE).write_text("x", encoding="utf-8")
    problems = verify(project.root, project.site, BuildOptions()).problems
    assert {d.path for d in problems} == {f"site/{MARKER}", f"site/{PAGE}"}
    assert all("--adopt" in d.hint for d in problems)


def test_a_manifest_is_json(project: Project) -> None:
    """Names and digests of the files, nothing else."""
    manifest = json.loads((project.site / MARKER).read_bytes())
    assert set(manifest) == {"generator", "seal", "files"}
    assert manifest["files"]["a.txt"] == content_digest(b"a")


@pytest.mark.parametrize("values", [("1", "1", "2"), ("1", "2", "2"), ("1", None, "2"), ("1", "2", "3")])
def test_a_page_that_differs_has_a_reason(values: tuple[str | None, str | None, str | None]) -> None:
    """Whether somebody has edited the page, or the manifest with it."""
    found = explain_difference(*values)
    assert found is not None
    code, hint = found
    assert code == ("E011" if values[0] == values[2] else "E008")
    assert ("清单与它相符" in hint) is (values[0] == values[1])


def test_a_copy_elsewhere_is_compared(project: Project, tmp_path: Path) -> None:
    """The command names the folder; next to it nothing is created, and a folder that is not there is an error."""
    copy = tmp_path / "served" / "pages"
    shutil.copytree(project.site, copy)
    arguments = [str(copy), "--root", str(project.root)]
    result = CliRunner().invoke(verify_command, arguments)
    assert (result.exit_code, "完全一样" in result.output) == (0, True)
    assert [path.name for path in copy.parent.iterdir()] == ["pages"]
    (copy / "2021" / "index.html").write_bytes(b"")
    result = CliRunner().invoke(verify_command, arguments, standalone_mode=False)
    assert (result.return_value, "E008" in result.output) == (1, True)
    assert CliRunner().invoke(verify_command, [str(copy / "none"), *arguments[1:]]).exit_code == 2
