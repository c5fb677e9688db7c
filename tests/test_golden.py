"""Golden sites: miniature archives whose pages (what stands in `<main>`) and diagnostics are written down.

`GOLDEN=write python3 dev.py test tests/test_golden.py` writes them anew; read the difference before committing it.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from taizhou_brief.diagnostics import format_text
from tests.project import ROOT, Project

GOLDEN = Path(__file__).parent / "golden"
SITES = sorted(folder.name for folder in GOLDEN.iterdir() if folder.is_dir())
REWRITE = os.environ.get("GOLDEN") == "write"


def result(project: Project) -> dict[str, str]:
    """What a build of the archive gives: the main part of each page, and every diagnostic."""
    built = project.build().built
    assert built is not None
    texts = {"diagnostics.txt": format_text(built.reading.diagnostics, built.reading.sources)}
    if built.files:
        for path in sorted(project.site.rglob("*.html")):
            name = path.relative_to(project.site).as_posix()
            texts[name] = readable(project.main(name))
    return texts


def readable(html: str) -> str:
    """One element a line, so that a difference can be read; asset versions are no part of the look of a page."""
    html = re.sub(r"\?v=[0-9a-f]{8}", "", html)
    html = re.sub(r">\s*<(?!/)", ">\n<", html)
    return re.sub(r"\n\s*\n+", "\n", html) + "\n"


@pytest.mark.parametrize("name", SITES)
def test_golden_site(name: str, tmp_path: Path) -> None:
    """The archive builds into just the pages and diagnostics that are written down."""
    shutil.copytree(GOLDEN / name / "briefings", tmp_path / "briefings")
    project = Project(tmp_path, (GOLDEN / name / "briefings/archive.yaml").read_text("utf-8"))
    found = result(project)
    folder = GOLDEN / name / "expected"
    if REWRITE:
        shutil.rmtree(folder, ignore_errors=True)
        for path, text in found.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8", newline="\n")
    expected = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.*")}
    assert sorted(found) == sorted(expected)
    for path, text in found.items():
        assert text == expected[path], path


PLANTS = {
    "the look": ("templates/parts.html", "条措施", "条举措", "two-years"),
    "the text": ("briefings/2020/12.md", "218.6万元", "281.6万元", "two-years"),
    "the settings": ("briefings/archive.yaml", "共富信息", "共富简报", "two-years"),
    "a mistake": ("briefings/2023/02.md", "正文[^9]。", "正文。", "broken"),
}


@pytest.mark.parametrize("what", PLANTS)
def test_a_planted_fault_is_caught(what: str, tmp_path: Path) -> None:
    """A change of look, text, settings or mistakes makes a golden site differ from what is written down."""
    path, old, new, name = PLANTS[what]
    shutil.copytree(GOLDEN / name / "briefings", tmp_path / "briefings")
    project = Project(tmp_path, (GOLDEN / name / "briefings/archive.yaml").read_text("utf-8"))
    source = ROOT / path if path.startswith("templates") else tmp_path / path
    text = source.read_text("utf-8")
    assert old in text
    project.write(path, text.replace(old, new))
    folder = GOLDEN / name / "expected"
    expected = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.*")}
    assert result(project) != expected
