"""Templates of a project that have no effect because of their name."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhou_brief.builder.build import build
from taizhou_brief.builder.files import replaceable_template_paths
from taizhou_brief.builder.files.own_templates import OwnTemplate, find_misspelt_templates, list_own_templates
from tests.project import Project

PACKAGED = replaceable_template_paths()
MISSPELT = {
    "footr.html": "footer.html",
    "Footer.html": "footer.html",
    "footer.htm": "footer.html",
    "assets/stlye.css": "assets/style.css",
    "assets/Style.css": "assets/style.css",
    "zzz.html": "templates list",
}


@pytest.mark.parametrize("name", MISSPELT)
def test_a_misspelt_template_is_a_warning_with_the_nearest_name(tmp_path: Path, name: str) -> None:
    """The site is built as without it."""
    project = Project(tmp_path).write(f"templates/{name}", "x").build()
    assert project.codes == ["T006"]
    assert project.built is not None
    assert MISSPELT[name] in project.built.reading.diagnostics[0].hint
    assert project.built.files is not None


def test_a_template_of_a_new_name_that_others_use_is_right(tmp_path: Path) -> None:
    """Named by a template, by an asset, or an asset of its own."""
    project = Project(tmp_path).write("templates/footer.html", "{% include 'our-footer.html' %}")
    project.write("templates/our-footer.html", "<p>甲</p>").write("templates/assets/seal.svg", "<svg/>")
    assert list(find_misspelt_templates(tmp_path, "templates", PACKAGED)) == []
    assert build(tmp_path, tmp_path / "site").reading.diagnostics == ()


def test_templates_of_a_project_are_listed(tmp_path: Path) -> None:
    """With whether they replace a packaged one; without the folder there is none."""
    assert list(list_own_templates(tmp_path, "templates", PACKAGED)) == []
    project = Project(tmp_path).write("templates/footer.html", "x").write("templates/other.html", "x")
    listed = list(list_own_templates(project.root, "templates", PACKAGED))
    assert listed == [OwnTemplate("footer.html", packaged=True), OwnTemplate("other.html", packaged=False)]
