"""What a build does after a change: issues understood, pages rendered, files written. Work is counted, never timed."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from taizhou_brief.builder import build as build_module
from taizhou_brief.builder import issue_task
from taizhou_brief.builder.build import build, render_page
from taizhou_brief.builder.check import check
from taizhou_brief.builder.files import MARKER
from taizhou_brief.builder.files.store import MEMORY, BuildStore
from taizhou_brief.builder.issue_task import RECENT, IssueResult, MemoryStore, understand_issue
from taizhou_brief.builder.load import load
from taizhou_brief.builder.page_tasks import PageTask
from taizhou_brief.builder.runner import Runner
from taizhou_brief.model.article_text import ArticleText, decode_text, encode_text
from taizhou_brief.model.settings import Settings
from taizhou_brief.quantities import find_quantities, text_units
from taizhou_brief.site.render import Menus, Renderer
from tests.project import BODY, ROOT, SETTINGS, Project, briefing, tree
from tests.showing import html_of
from tests.unit.site.pages.plans import planned

ISSUES = 60
PER_YEAR = 24
MANY = SETTINGS.replace(
    "themes:\n", "- {name: 南江县, code: '990123', slug: nanjiang, at: [2, 1]}\nthemes:\n- {id: school, label: 教育}\n"
)
COUNTIES = ("东山县", "西河县", "南江县")
THEMES = ("jobs", "skills", "school", "jobs, school")


def text_of(number: int) -> tuple[str, str]:
    """The key and the text of an issue."""
    year, place = 2019 + number // PER_YEAR, number % PER_YEAR + 1
    articles = (
        f"{COUNTIES[number % 3]}办好夜校{number}|{COUNTIES[number % 3]}|{THEMES[number % 4]}|{BODY}",
        f"市教育局第{number}次讲座||{THEMES[number // 4 % 4]}|只有一段话，来了{number}人。",
    )
    return f"{year}/{place:02}", briefing(
        place, f"{year}-{place // 2 + 1 if place < 23 else 12:02}-{10 + place % 2}", *articles
    )


@dataclass
class Work:
    """What one build did."""

    understood: list[str] = field(default_factory=list)
    rendered: list[str] = field(default_factory=list)
    written: set[str] = field(default_factory=set)

    @property
    def pages(self) -> set[str]:
        """Pages among the written files."""
        return {path for path in self.written if path.endswith(".html")}


@dataclass
class Workplace:
    """An archive with its site, and what its builds remember."""

    project: Project

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace words in a file of the project, or in a copy of a packaged template."""
        path = self.project.root / name
        text = (path if path.exists() else ROOT / name).read_text("utf-8")
        assert old in text
        self.project.write(name, text.replace(old, new))

    def build(self, monkeypatch: pytest.MonkeyPatch) -> Work:
        """Build, and count."""
        work = Work()

        def understand(text: str, path: str, settings: Settings) -> IssueResult:
            work.understood.append(path)
            return understand_issue(text, path, settings)

        def render(renderer: Renderer, menus: Menus, task: PageTask) -> object:
            work.rendered.append(task.page.url)
            return render_page(renderer, menus, task)

        before = tree(self.project.site)
        with monkeypatch.context() as patch:
            patch.setattr(issue_task, "understand_issue", understand)
            patch.setattr(build_module, "render_page", render)
            built = build(self.project.root, self.project.site, runner=Runner(1))
        assert built.files, built.stopping
        after = tree(self.project.site)
        work.written = {path for path, data in after.items() if before.get(path) != data} - {MARKER}
        assert len(work.written) <= built.files.written + 1
        return work


@pytest.fixture(name="built", scope="module")
def build_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of 60 issues in three years, built once."""
    project = Project(tmp_path_factory.mktemp("work") / "base", MANY)
    for number in range(ISSUES):
        project.write(*text_of(number))
    build(project.root, project.site, runner=Runner(1))
    return project.root


@pytest.fixture(name="place")
def copy_built(built: Path, tmp_path: Path) -> Workplace:
    """A copy of it, with what the program remembers."""
    shutil.copytree(built, tmp_path / "p")
    return Workplace(project_at(tmp_path / "p"))


def project_at(root: Path) -> Project:
    """The project in a folder that has its settings."""
    return Project(root, (root / "briefings/archive.yaml").read_text("utf-8"))


def same_as_clean(place: Workplace) -> None:
    """The site is what a build from nothing makes."""
    clean = place.project.root.parent / "clean"
    shutil.copytree(place.project.root, clean, ignore=shutil.ignore_patterns("site", ".taizhou-brief"))
    build(clean, clean / "site", runner=Runner(1))
    found, wanted = tree(place.project.site), tree(clean / "site")
    assert {path for path in found.keys() | wanted.keys() if found.get(path) != wanted.get(path)} <= {MARKER}


def test_nothing_changed_is_no_work(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """No issue is understood, no page rendered, no file written."""
    assert place.build(monkeypatch) == Work()


def test_an_edited_text_renders_its_own_pages(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word inside a measure, in the middle of the archive: the page of the article, and nothing that shows less."""
    place.replace("briefings/2020/06.md", "课表跟着班次走", "课表跟着班次变")
    place.replace("briefings/2020/06.md", "拆成12个小单元", "拆成13个小单元")
    work = place.build(monkeypatch)
    assert work.understood == ["briefings/2020/06.md"]
    assert "2020/06/1/" in work.rendered
    assert "2020/06/2/" not in work.rendered
    assert len(work.rendered) <= 12, work.rendered  # with the lists of its themes, and comparisons
    assert work.pages <= {f"{url}index.html" for url in work.rendered}
    same_as_clean(place)


def test_what_an_edit_may_need_is_not_forgotten(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a build clears up, it keeps the texts of all issues, which only the next edit needs: for the search."""
    store = BuildStore(place.project.root / MEMORY)
    for number in range(2000):
        store.put(f"old {number}", 0)
    store.save()
    store.close()
    for path in ("briefings/2021/12.md", "briefings/2020/06.md"):
        place.replace(path, "课表跟着班次走", "课表跟着班次变")
        assert place.build(monkeypatch).understood == [path]
    assert BuildStore(place.project.root / MEMORY).get("old 1") is None
    same_as_clean(place)


def test_an_edited_body_writes_no_other_article(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """What no list shows reaches its page and that of the whole issue."""
    place.replace("briefings/2020/06.md", "63家企业签了协议", "64家企业签了协议")
    work = place.build(monkeypatch)
    articles = {path for path in work.pages if path.count("/") == 3 and path[:2] == "20"}
    assert articles == {"2020/06/1/index.html", "2020/06/all/index.html"}
    assert len(work.pages) <= 9  # among them its lists, and the page that names the versions of scripts
    same_as_clean(place)


def test_an_added_issue_renders_lists_and_neighbours(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """One issue is understood; the others keep what they are remembered as."""
    place.project.write(*text_of(ISSUES))
    work = place.build(monkeypatch)
    assert work.understood == ["briefings/2021/13.md"]
    assert len(work.rendered) <= 110, len(work.rendered)  # most of them name the newest articles as related
    same_as_clean(place)


def test_a_comment_in_a_template_renders_its_own_pages(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """And writes nothing, since they are the same."""
    place.replace("templates/years.html", "{% block main %}", "{# 注释 #}{% block main %}")
    work = place.build(monkeypatch)
    assert (work.understood, work.rendered, work.written) == ([], ["issues/"], set())


def test_a_comment_in_the_settings_is_no_work(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Values are what counts."""
    place.replace("briefings/archive.yaml", "counties:", "# 注释\ncounties:")
    assert place.build(monkeypatch) == Work()


LABELS = {
    "theme": (
        "{id: skills, label: 技能人才",
        "{id: skills, label: 技能人员, aliases: [技能人才]",
        {"index.js", "names.z"},
    ),
    "short": ("slug: xihe, aliases: [西河]", "slug: xihe, short: 西县, aliases: [西河]", {"names.z"}),
    "place": ("counties:", "place_label: 区县\ncounties:", set[str]()),
}
"""Labels that pages show: the old words, the new ones, and the files for search that have them."""


@pytest.mark.parametrize("label", LABELS)
def test_a_label_reaches_what_shows_it(place: Workplace, monkeypatch: pytest.MonkeyPatch, label: str) -> None:
    """No issue is understood again, no page is rendered that does not change, the index of texts stays as it is."""
    old, new, named = LABELS[label]
    place.replace("briefings/archive.yaml", old, new)
    work = place.build(monkeypatch)
    assert work.understood == []
    assert {path for path in work.written - work.pages if path.startswith("search/")} == {
        f"search/{name}" for name in named
    }
    assert {f"{url}index.html" for url in work.rendered if url != "404.html"} >= work.pages - {"404.html"}
    if label == "short":
        assert not any(url[:2] == "20" for url in work.rendered)
    same_as_clean(place)


def test_a_county_that_is_renamed_is_understood_where_it_occurs(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the issues that are about it, and in no others."""
    old = "{name: 南江县, code: '990123', slug: nanjiang"
    place.replace("briefings/archive.yaml", old, f"{old.replace('南江县', '南江市')}, aliases: [南江县]")
    work = place.build(monkeypatch)
    assert len(work.understood) == ISSUES // 3
    same_as_clean(place)


def test_a_footer_reaches_pages_only(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Search and data stay as they are."""
    place.replace("briefings/archive.yaml", "counties:", "footer: {sponsor: 某市某办}\ncounties:")
    work = place.build(monkeypatch)
    assert work.understood == []
    assert all(path.endswith(".html") for path in work.written), work.written
    same_as_clean(place)


def test_an_asset_reaches_pages_that_name_it(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The script of the search page is named there only."""
    place.replace("templates/assets/search-page.js", "'use strict'", "'use  strict'")
    work = place.build(monkeypatch)
    assert (work.understood, work.rendered) == ([], ["search/"])
    assert work.written == {"search/index.html", "assets/search-page.js"}


def test_a_label_reaches_pages_that_show_it(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages of articles with other themes are left alone."""
    place.replace("briefings/archive.yaml", "label: 教育", "label: 教育事业")
    work = place.build(monkeypatch)
    unlike = {f"{text_of(n)[0]}/1/" for n in range(ISSUES) if "school" not in THEMES[n % 4]}
    shown = [url for url in work.rendered if url in unlike and "教育事业" not in place.project.page(url)]
    assert shown == []
    same_as_clean(place)


def test_a_check_uses_what_a_build_remembers(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """No issue is understood again."""
    monkeypatch.setattr(issue_task, "run_task", lambda _: pytest.fail("understood again"))
    assert len(check(place.project.root).project.sources) == ISSUES


def test_a_build_uses_what_a_check_remembers(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check after an edit keeps its result where a build has made a place for it."""
    place.replace("briefings/2020/06.md", "63家企业签了协议", "64家企业签了协议")
    check(place.project.root)
    work = place.build(monkeypatch)
    assert work.understood == []
    assert "2020/06/1/" in work.rendered


@pytest.fixture(name="finds")
def count_finds(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], list[str]]]:
    """The texts in which quantities of articles are looked for, from now on."""
    texts: list[str] = []
    module = __import__("taizhou_brief.quantities.text_units", fromlist=["text_units"])

    def find(text: str, day: object, *, planned: bool) -> object:
        texts.append(text)
        return find_quantities(text, day, planned=planned)  # type: ignore[arg-type]

    text_units.cache_clear()
    monkeypatch.setattr(module, "find_quantities", find)
    yield lambda: texts
    text_units.cache_clear()


def test_quantities_are_found_once_a_text(tmp_path: Path, finds: Callable[[], list[str]]) -> None:
    """The summary, the list of an article and its marked text share one result."""
    project = Project(tmp_path, MANY)
    for number in range(3):
        project.write(*text_of(number))
    archive = load(project.root, store=MemoryStore(), runner=Runner(1)).archive
    assert archive
    found = len(finds())
    texts = [archive.text(entry).load() for entry in archive.entries]
    assert len(texts) == 6
    assert found == len(finds()) == 3 * (1 + 4 * 2 + 1)


def test_the_text_of_an_article_is_encoded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its digest and the memory share the result, and nothing quotes it again."""
    encoded: list[str] = []

    def encode(text: ArticleText) -> str:
        encoded.append(encode_text(text))
        return encoded[-1]

    monkeypatch.setattr("taizhou_brief.site.views.summarise.encode_text", encode)
    store = MemoryStore()
    load(Project(tmp_path, MANY).write(*text_of(1)).root, store=store, runner=Runner(1))
    (kept,) = (value for key, value in store.values.items() if key.endswith("/texts"))
    assert len(encoded) == 2
    assert kept == "\n".join(encoded)


def test_a_first_build_reads_the_texts_of_an_issue_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages that show them follow one another, so that few are kept in memory."""
    project = Project(tmp_path, MANY)
    for number in range(RECENT + 4):
        project.write(*text_of(number))
    decoded: list[str] = []

    def decode(text: str) -> ArticleText:
        decoded.append(text)
        return decode_text(text)

    monkeypatch.setattr(issue_task, "decode_text", decode)
    result = build(project.root, runner=Runner(1))
    assert result.counts
    assert len(decoded) == result.counts.articles


def test_rendering_leaves_no_cycles() -> None:
    """A build runs without the collector: a page that refers to itself would stay in memory with its texts.

    A macro of a page's own that calls one of `parts.html` does; it belongs there.
    """
    archive, settings, _ = planned()
    html_of(archive, settings)
    gc.collect()
    gc.disable()
    try:
        assert html_of(archive, settings)
        assert gc.collect() == 0
    finally:
        gc.enable()
