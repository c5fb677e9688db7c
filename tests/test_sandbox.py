"""A project's own templates see their page and nothing of the machine; what they may write is written as before."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from taizhou_brief.builder import files
from taizhou_brief.cli import run_command
from taizhou_brief.site.render import renderer_for
from tests.project import ROOT, Project, briefing, command, tree

Out = pytest.CaptureFixture[str]
PACKAGED = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "templates").glob("*.html"))}
INSIDES = "self.__init__.__globals__.__builtins__"
START = f"{{{{ {INSIDES}.__import__('pathlib').Path('started').touch() }}}}"
"""Leaves a file behind where it is followed."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A published archive with every kind of page."""
    monkeypatch.chdir(tmp_path)
    project = Project(tmp_path).write("2021/01", briefing(1, "2021-01-01")).write("2022/02", briefing(2, "2022-02-01"))
    withdrawn = "withdrawn: {date: 2022-04-01, reason: 依某市通知}\nmoved: 2022/07\n"
    project.write("2022/03", briefing(3, "2022-03-01", extra=withdrawn))
    assert run_command(["build"]) == 0
    return project


def refused(project: Project, capsys: Out, name: str, code: str, line: int) -> None:
    """The build names the template and the line, ends with 2, and leaves everything but its memory as it was."""
    before = visible_tree(project)
    capsys.readouterr()
    assert run_command(["build"]) == 2
    said = capsys.readouterr().err
    assert f"templates/{name}:{line} 错误[{code}]" in said
    assert "Traceback" not in said
    assert visible_tree(project) == before


def visible_tree(project: Project) -> dict[str, bytes]:
    """Every file of a project but those of its memory."""
    return {path: data for path, data in tree(project.root).items() if not path.startswith(".taizhou-brief/")}


@pytest.mark.slow
@pytest.mark.parametrize("name", PACKAGED)
def test_no_template_starts_a_process(project: Project, capsys: Out, name: str) -> None:
    """Whichever file of the site's look a project replaces."""
    project.write(f"templates/{name}", START + PACKAGED[name])
    refused(project, capsys, name, "T005", 1)
    assert not Path("started").exists()


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_no_template_starts_a_process_in_a_build_with_workers(project: Project, jobs: str) -> None:
    """A template that the footer includes is named by its own line."""
    project.write("templates/footer.html", "{% include 'deep.html' %}").write("templates/deep.html", f"\n\n{START}")
    done = subprocess.run(command("build", "--jobs", jobs), capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "templates/deep.html:3 错误[T005]" in done.stderr
    assert not Path("started").exists()


ATTACKS = {
    "read a file": (f"{{{{ {INSIDES}.open('briefings/archive.yaml').read() }}}}", "T005"),
    "class": ("{{ settings.__class__ }}", "T005"),
    "class of a text": ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "T005"),
    "by key": ("{{ settings['__class__'] }}", "T005"),
    "by filter": ("{{ settings|attr('__class__') }}", "T005"),
    "by map": ("{{ [settings]|map(attribute='__class__')|join }}", "T005"),
    "by group": ("{% for a, b in [settings]|groupby('__class__') %}{{ a }}{% endfor %}", "T005"),
    "by format": ("{{ '{0.__class__}'.format(settings) }}", "T005"),
    "by format by filter": ("{{ ('{0.__class__}'|attr('format'))(settings) }}", "T005"),
    "by format_map": ("{{ '{a.__class__}'.format_map({'a': settings}) }}", "T005"),
    "method": ("{{ root.upper.__self__ }}", "T005"),
    "macro": ("{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}", "T005"),
    "module": ("{% import 'parts.html' as p %}{{ p.__dict__ }}", "T005"),
    "loop": ("{% for a in 'a' %}{{ loop.__init__ }}{% endfor %}", "T005"),
    "change what all pages share": ("{{ assets.update({'style.css': 'x'}) }}", "T005"),
    "empty what all pages share": ("{% if assets.clear() %}{% endif %}", "T005"),
    "take from what all pages share": ("{% set a = assets.pop('app.js') %}", "T005"),
    "file outside": ("{% include '../briefings/archive.yaml' %}", "T003"),
    "file of the machine": ("{% import '/etc/hostname' as a %}", "T003"),
    "asset": ("{% include 'assets/app.js' %}", "T003"),
    "long loop": ("{% for a in range(10**9) %}{% endfor %}", "T002"),
    "endless": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "T003"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_template_reaches_beyond_its_page(project: Project, capsys: Out, attack: str) -> None:
    """Neither Python's insides nor a file, and it changes nothing that other pages are made of."""
    text, code = ATTACKS[attack]
    project.write("templates/footer.html", f"<p>\n{text}</p>")
    refused(project, capsys, "footer.html", code, 2)


UNPLACED = {
    "parameter given twice": ("{% macro m(a, a) %}{% endmacro %}", "footer.html 错误[T001]"),
    "deep brackets": (f"{{{{ {'(' * 3000}1{')' * 3000} }}}}", "footer.html 错误[T001]"),
    "deep loops": ("{% for a in 'a' %}" * 60 + "{% endfor %}" * 60, "footer.html 错误[T001]"),
    "half a character": ("{{ '\\ud800' }}", "footer.html 错误[T003]"),
    "filter without a result": ("{% filter attr('__class__') %}x{% endfilter %}", "footer.html 错误[T003]"),
    "open raw": ("\n{% raw %}x", "footer.html:2 错误[T001]"),
    "open remark": ("{# ", "footer.html:1 错误[T001]"),
}


@pytest.mark.parametrize("fault", UNPLACED)
def test_a_fault_that_jinja_places_nowhere_is_the_template_s(project: Project, capsys: Out, fault: str) -> None:
    """Its file is named as it is called in the project, and no traceback is shown."""
    text, place = UNPLACED[fault]
    project.write("templates/footer.html", text)
    assert run_command(["build"]) == 2
    assert f"templates/{place}" in capsys.readouterr().err.replace("templates/templates", "twice")


def test_own_templates_write_what_they_wrote_before(project: Project) -> None:
    """All templates of one's own, each with a remark that prints nothing: every file is the same to the byte."""
    before = tree(project.site)
    for name, text in PACKAGED.items():
        project.write(f"templates/{name}", f"{{# own #}}{text}")
    assert run_command(["build"]) == 0
    after = tree(project.site)
    assert set(after) == set(before)
    assert [path for path, data in after.items() if data != before[path] and path != files.MARKER] == []


def test_the_sandbox_is_for_templates_of_one_s_own_only(tmp_path: Path) -> None:
    """A copy of the packaged ones is none, nor is a style sheet; one changed or added file is."""
    packaged = files.packaged_templates()

    def sandboxed(**texts: str) -> bool:
        return renderer_for({**packaged, **texts}, packaged).sandboxed

    assert files.read_templates(ROOT) == files.read_templates(tmp_path) == packaged
    assert not sandboxed()
    assert not sandboxed(**{"assets/style.css": "p {}", "assets/seal.svg": ""})
    assert sandboxed(**{"footer.html": ""})
    assert sandboxed(**{"more.html": ""})
