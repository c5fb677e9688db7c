"""Golden sites: the words, links and addresses of every page of small archives, and every diagnostic, written down.

`GOLDEN=write python3 dev.py test tests/site/test_golden.py` writes them again; read the difference before committing.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from taizhou_brief.diagnostics import format_text
from tests.project import CASES, ROOT, Project
from tests.site.page_text import page_text

GOLDEN = CASES / "golden"
SITES = sorted(folder.name for folder in GOLDEN.iterdir() if folder.is_dir())
REWRITE = os.environ.get("GOLDEN") == "write"


def copy_archive(name: str, folder: Path) -> Project:
    """Return a project with the briefings of one golden archive."""
    shutil.copytree(GOLDEN / name / "briefings", folder / "briefings")
    return Project(folder, (GOLDEN / name / "briefings/archive.yaml").read_text("utf-8"))


def describe_site(project: Project) -> str:
    """Build the archive and return its diagnostics, then the text of the main part of each page."""
    built = project.build().built
    assert built is not None
    parts = [format_text(built.reading.diagnostics, built.reading.sources)]
    if built.files:
        for path in sorted(project.site.rglob("*.html")):
            name = path.relative_to(project.site).as_posix()
            parts.append(f"\n==== {name}\n{page_text(project.main(name))}")
    return "".join(parts)


@pytest.mark.parametrize("name", SITES)
def test_golden_site(name: str, tmp_path: Path) -> None:
    """The archive builds into just the pages and diagnostics that are written down."""
    text = describe_site(copy_archive(name, tmp_path))
    path = GOLDEN / name / "expected.txt"
    if REWRITE:
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text("utf-8")


PLANTS = {
    "the look": ("templates/parts.html", "条措施", "条举措", "two-years"),
    "a link": ("templates/parts.html", 'href="{{ root }}{{ row.url }}"', 'href="{{ root }}"', "two-years"),
    "the text": ("briefings/2020/12.md", "218.6万元", "281.6万元", "two-years"),
    "the settings": ("briefings/archive.yaml", "共富信息", "共富简报", "two-years"),
    "a mistake": ("briefings/2023/02.md", "正文[^9]。", "正文。", "broken"),
}


@pytest.mark.parametrize("what", PLANTS)
def test_a_planted_fault_is_caught(what: str, tmp_path: Path) -> None:
    """A change of look, links, text, settings or mistakes makes a golden site differ from what is written down."""
    path, old, new, name = PLANTS[what]
    project = copy_archive(name, tmp_path)
    source = ROOT / path if path.startswith("templates") else tmp_path / path
    text = source.read_text("utf-8")
    assert old in text
    project.write(path, text.replace(old, new))
    assert describe_site(project) != (GOLDEN / name / "expected.txt").read_text("utf-8")
