"""`build --portable`: next to the site, incremental, and packed."""

from __future__ import annotations

import zipfile
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from taizhou_brief import build
from taizhou_brief.cli.build import build as build_command
from taizhou_brief.cli.verify import verify
from tests.project import Project, briefing

TEXTS = {
    7: briefing(7, "2021-12-01", "东山县办好夜校|东山县|skills|", "西河县办好驿站|西河县|jobs|"),
    8: briefing(8, "2021-12-30", "东山县再办夜校|东山县|jobs|"),
}


@pytest.fixture(name="archive")
def write_archive(tmp_path: Path) -> Project:
    """A project with two issues."""
    project = Project(tmp_path)
    for number, text in TEXTS.items():
        project.write(f"2021/{number:02}", text)
    return project


def read_tree(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run(command: click.Command, *arguments: object) -> Result:
    """Run a command of the program."""
    return CliRunner().invoke(command, [str(argument) for argument in arguments], standalone_mode=False)


def test_the_editions_do_not_disturb_each_other(archive: Project) -> None:
    """Each has its folder and is up to date by itself; an edit gives what a clean build gives."""
    site, disk = archive.root / "site", archive.root / "disk"
    written = []
    for _ in range(2):
        for result in (build(archive.root, site), build(archive.root, disk, portable_edition=True)):
            assert result.files is not None
            written.append(result.files.written)
    assert written[:2] > [0, 0] == written[2:]
    archive.write("2021/08", TEXTS[8].replace("夜校", "夜课"))
    changed = build(archive.root, disk, portable_edition=True).files
    assert changed is not None
    assert 0 < changed.written < changed.unchanged
    build(archive.root, archive.root / "clean", portable_edition=True)
    assert read_tree(disk) == read_tree(archive.root / "clean")
    assert min(set(read_tree(site)) - set(read_tree(disk))).startswith("search/")
    assert {path for path in read_tree(disk) if path.endswith(".z")} == set()


def test_the_commands(archive: Project) -> None:
    """The folder has a name of its own, is packed next to it, and is verified as what it is."""
    result = run(build_command, "--root", archive.root, "--portable", "--zip")
    assert (result.return_value, "site-portable.zip" in result.output) == (0, True)
    folder = archive.root / "site-portable"
    with zipfile.ZipFile(archive.root / "site-portable.zip") as packed:
        names = {name.removeprefix("site-portable/") for name in packed.namelist()}
    assert names == {name for name in read_tree(folder) if not name.startswith(".")}
    assert run(verify, folder, "--root", archive.root, "--portable").return_value == 0
    assert run(verify, "--root", archive.root, "--portable").return_value == 0
    assert run(verify, folder, "--root", archive.root).return_value == 1


def test_refusals(archive: Project) -> None:
    """Only the portable edition is packed, and nothing of somebody else is replaced."""
    assert "E026" in str(run(build_command, "--root", archive.root, "--zip").exception)
    (archive.root / "site-portable.zip").write_bytes(b"mine")
    assert "E027" in str(run(build_command, "--root", archive.root, "--portable", "--zip").exception)
    assert (archive.root / "site-portable.zip").read_bytes() == b"mine"
