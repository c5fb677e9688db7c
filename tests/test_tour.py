"""The tour of the READMEs prints what they say, and their pictures are there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from shutil import copytree

import pytest

from taizhou_brief.cli import cli
from tests.project import ROOT

READMES = [ROOT / "README.md", ROOT / "README.zh.md"]
MAX_PICTURE = 300_000
"""Bytes of a picture."""


def steps(readme: Path) -> list[tuple[list[str], list[str]]]:
    """Commands of a README and the lines that it shows of their output."""
    found: list[tuple[list[str], list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", readme.read_text("utf-8"), re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ python3 dev.py "):
                found.append((shlex.split(line.removeprefix("$ python3 dev.py ")), []))
            else:
                found[-1][1].append(line)
    return found


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_tour_is_true(
    readme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each line that is shown is printed, in this order; the faults of the third step are made before it."""
    copytree(ROOT / "briefings", tmp_path / "briefings")
    monkeypatch.chdir(tmp_path)
    record = tmp_path / "briefings/2021/07.md"
    right = record.read_text("utf-8")
    tour = steps(readme)
    assert [arguments[0] for arguments, _ in tour] == ["show", "export", "import", "check", "build"]
    for arguments, shown in tour:
        wrong = right.replace("counties: [温岭市]", "counties: [温领市]").replace("共计5109万元", "共计51O9万元")
        record.write_text(wrong if arguments[0] == "check" else right, "utf-8")
        cli.main(arguments, standalone_mode=False)
        printed = iter(capsys.readouterr().out.splitlines())
        for line in shown:
            assert any(other.startswith(line.rstrip()) for other in printed), line


@pytest.mark.parametrize("page", [*READMES, *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.name)
def test_pictures_are_there_and_light(page: Path) -> None:
    """And have a text for whoever cannot see them."""
    for text, name in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text("utf-8")):
        picture = page.parent / name
        assert text
        assert picture.read_bytes().startswith(b"\x89PNG")
        assert picture.stat().st_size <= MAX_PICTURE
