"""Issues are understood once for each text, and remembered in parts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from taizhou_brief.builder import issue_task
from taizhou_brief.builder.files import BriefingFile
from taizhou_brief.builder.issue_task import (
    KEPT,
    PARTS,
    RECENT,
    USE,
    IssueMemory,
    IssueResult,
    IssueTask,
    MemoryStore,
    TextLoader,
    decode_texts,
    run_task,
    understand_issue,
)
from taizhou_brief.builder.load import load
from taizhou_brief.builder.runner import Runner
from taizhou_brief.builder.settings_use import find_use
from taizhou_brief.formats.briefing import parse
from taizhou_brief.model.article_text import decode_text
from taizhou_brief.model.settings import Settings
from taizhou_brief.model.summary import ArticleSummary, IssueSummary
from taizhou_brief.quantities import text_units
from tests.project import SETTINGS, Project, briefing
from tests.showing import settings_of

TEXT = briefing(7, "2021-12-01", "东山县截止目前|东山县|skills|")
TEXT_JSON = '[2, "甲\u2028乙", "", [], [], [], "", "", []]'
PATH = "briefings/2021/07.md"


def task_of(text: str, path: str = PATH) -> IssueTask:
    """The task of a text."""
    return IssueTask.of(BriefingFile(path, text), settings_of())


def test_a_result_has_every_part_that_is_remembered() -> None:
    """A new field of the result needs a type."""
    result = understand_issue(TEXT, "briefings/2021/07.md", settings_of().reading)
    assert isinstance(result, IssueResult)
    assert set(run_task(task_of(TEXT))) == {*PARTS, USE}
    assert result.outline.diagnostics
    assert [decode_text(text).title for text in result.texts] == ["东山县截止目前"]


def test_texts_with_any_line_end_are_kept_apart() -> None:
    """They are stored on one line each; a title may have characters that other programs end a line at."""
    texts = [
        understand_issue(TEXT.replace("夜校", "夜\u2028\x85校"), "a.md", settings_of().reading).texts[0],
        TEXT_JSON,
    ]
    assert decode_texts("\n".join(texts)) == tuple(map(decode_text, texts))
    assert decode_texts("") == ()


def test_the_key_names_text_place_and_program() -> None:
    """Each alone makes another task."""
    use = find_use(TEXT, parse(TEXT, PATH, settings_of()), settings_of())
    others = (task_of(f"{TEXT} "), task_of(TEXT, "briefings/2021/08.md"))
    assert (
        len({task_of(TEXT).key("1", use), task_of(TEXT).key("2", use), *(task.key("1", use) for task in others)}) == 4
    )


def test_the_reduced_settings_give_the_same_result() -> None:
    """What understanding an issue is given is all that it looks at."""
    settings = settings_of(SETTINGS.replace("site:", "terms: [[夜校, 夜学]]\nsite:"))
    text = TEXT.replace("夜校", "夜学").replace("themes: [skills]", "themes: [技能人才, 没有的]")
    whole, reduced = (understand_issue(text, "briefings/2021/07.md", each) for each in (settings, settings.reading))
    assert whole.outline.diagnostics == reduced.outline.diagnostics != ()
    assert whole.texts == reduced.texts
    assert whole.outline.summary.articles == reduced.outline.summary.articles


def test_a_remembered_outline_knows_the_digest_of_its_summary() -> None:
    """It is that of the fields: computing it for every issue takes as long as an edit may."""
    task, memory = task_of(TEXT), MemoryStore()
    for _ in range(2):
        (outline,) = IssueMemory(memory, "tool").outlines("读取", (task,), Runner(1))
        assert outline.summary.digest == replace(outline.summary).digest == outline.shown
        parts: list[IssueSummary | ArticleSummary] = [outline.summary.head, *outline.summary.articles]
        for part in parts:
            assert part.digest == replace(part).digest


@pytest.fixture(name="understood")
def count_tasks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the issues that are understood from now on."""
    paths: list[str] = []

    def count(text: str, path: str, settings: Settings) -> IssueResult:
        paths.append(path)
        return understand_issue(text, path, settings)

    monkeypatch.setattr(issue_task, "understand_issue", count)
    return paths


def test_what_is_remembered_is_not_understood_again(tmp_path: Path, understood: list[str]) -> None:
    """The project is the same; a damaged part is made again."""
    project = Project(tmp_path).write("2021/07", TEXT).write("2022/01", briefing(1, "2022-01-01"))
    store = MemoryStore()
    first = load(project.root, store=store)
    assert understood == ["briefings/2021/07.md", "briefings/2022/01.md"]
    again = load(project.root, store=store)
    assert (again.diagnostics, len(understood)) == (first.diagnostics, 2)
    assert again.archive
    assert first.archive
    assert again.archive.issues == first.archive.issues
    for name in list(store.values):
        if name.endswith("/outline"):
            store.values[name] = [["damaged"]]
    assert load(project.root, store=store).diagnostics == first.diagnostics
    assert len(understood) == 4


def test_quantities_are_kept_for_one_issue(tmp_path: Path) -> None:
    """The rules, the page and the data of an issue need them; a long archive would keep them all."""
    load(Project(tmp_path).write("2021/07", TEXT).root)
    assert text_units.cache_info().currsize == 0


def test_texts_of_recent_issues_are_kept_and_no_others(understood: list[str]) -> None:
    """The memory of a long archive stays small."""
    memory = IssueMemory(MemoryStore(), "1")
    sources = [BriefingFile(f"briefings/2021/{n:02}.md", briefing(n, "2021-12-01")) for n in range(1, RECENT + 3)]
    tasks = [IssueTask.of(source, settings_of()) for source in sources]
    assert len(memory.outlines("读取", tasks, Runner(1))) == len(sources)
    loader = TextLoader(memory, tasks)
    for source in sources:
        assert loader(source.path) is loader(source.path)
    assert len(memory.recent) == RECENT
    assert len(understood) == len(sources)


class CountingStore(MemoryStore):
    """Store that notes how many results were put before each writing."""

    def __init__(self) -> None:
        super().__init__()
        self.saves: list[int] = []

    def save(self) -> None:
        """Note the number of summaries."""
        self.saves.append(sum(name.endswith("/outline") for name in self.values))


def test_results_are_written_while_others_are_made() -> None:
    """The texts of a long archive are never all in memory."""
    store = CountingStore()
    sources = [BriefingFile(f"briefings/2021/{n:04}.md", "---\n---\n") for n in range(2 * KEPT + 1)]
    memory = IssueMemory(store, "1")
    memory.outlines("读取", [IssueTask.of(source, settings_of()) for source in sources], Runner(1))
    assert store.saves == [KEPT, 2 * KEPT]


def test_a_damaged_record_of_what_is_used_costs_time_only(tmp_path: Path, understood: list[str]) -> None:
    """The issues are understood again, and it is put right."""
    project = Project(tmp_path).write("2021/07", TEXT)
    store = MemoryStore()
    first = load(project.root, store=store)
    (record,) = (name for name, value in store.values.items() if isinstance(value, dict))
    right = store.values[record]
    damaged: list[object] = [[], {}, {PATH: [1]}, {PATH: [right[PATH][0], []]}]
    for damage in damaged:
        store.values[record] = damage
        del understood[:]
        assert load(project.root, store=store).diagnostics == first.diagnostics
        assert (understood, store.values[record]) == ([PATH], right)
