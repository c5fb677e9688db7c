"""The index finds every phrase and nothing else, grows in small pieces, and is the same bytes for the same archive."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from taizhou_brief.model.block import Block, Note
from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import Erratum, Issue
from taizhou_brief.model.page import File
from taizhou_brief.model.settings import Settings
from taizhou_brief.model.text import Text
from taizhou_brief.site import search
from taizhou_brief.site.search import index_files, plan, trie
from taizhou_brief.site.search.codec import hash_phrase
from taizhou_brief.site.search.files import build_document, load_segment
from taizhou_brief.site.search.piece import build_search_piece
from taizhou_brief.site.search.plan import (
    FacetColumn,
    KnownNames,
    SearchManifest,
    Slice,
    StoredTexts,
    find_segment_bounds,
)
from tests.project import briefing
from tests.search_archive import HERE, archive, issue, large_index, pieces, placed, questions, settings
from tests.search_reader import Index
from tests.showing import ArchiveTexts, archive_from, archive_of, settings_of, texts_of

TABLE = json.loads((Path(__file__).parent / "search_table.json").read_text("utf-8"))
TEMPLATES = Path(__file__).parent.parent / "templates"


def made(found: ArchiveTexts, chosen: Settings) -> dict[str, bytes]:
    """All files of an archive's index, by path."""
    return {f.path: f.data for task in search.plan_index(pieces(found), chosen) for f in search.build_task_files(task)}


@cache
def hundred() -> tuple[ArchiveTexts, dict[str, bytes]]:
    """An archive of 100 issues, which has all three segments, and its files."""
    found = archive(100)
    return found, made(found, settings())


@pytest.mark.parametrize(("text", "plain"), TABLE, ids=[row[0] for row in TABLE])
def test_the_normal_form_is_as_the_table_says(text: str, plain: str) -> None:
    """Python's normal form of each text is the one that the table gives for JavaScript too."""
    assert search.normalise(text) == plain


@pytest.mark.slow
@pytest.mark.parametrize("large", [False, True])
def test_every_phrase_is_found_and_nothing_else(*, large: bool) -> None:
    """2,000 pieces of text are found in just the texts that plain text search finds them in."""
    found, files = hundred()
    if large:
        with large_index():
            files = made(found, settings())
    texts = {place: unit.normal for place, unit in placed(found)}
    index = Index(files)
    for phrase in questions(list(texts.values()), 2000):
        assert index.search(phrase, texts) == {place for place, text in texts.items() if phrase in text}, phrase


def test_an_archive_without_issues_has_an_index_that_says_so() -> None:
    """The index of nothing is a manifest without segments, not an error."""
    index = Index(made(archive(0), settings()))
    assert index.manifest["segments"] == []


@pytest.mark.parametrize("count", [1, 6, 20, 100])
def test_an_added_issue_rewrites_little(count: int) -> None:
    """One issue more, of the usual 9,000 characters, writes at most 50 files and 200 kB, texts and words included."""
    before = {fingerprint("", task) for task in search.plan_index(pieces(archive(count, size=5)), settings())}
    after = search.plan_index(pieces(archive(count + 1, size=5)), settings())
    written = [file for task in after if fingerprint("", task) not in before for file in search.build_task_files(task)]
    assert len(written) <= 50
    assert sum(len(file.data) for file in written) <= 200_000


def test_the_same_archive_gives_the_same_bytes() -> None:
    """Tasks made afresh from equal values have equal fingerprints and equal files."""
    one, two = (search.plan_index(pieces(archive(60)), settings()) for _ in range(2))
    assert [fingerprint("", task) for task in one] == [fingerprint("", task) for task in two]
    assert [search.build_task_files(task) for task in one] == [search.build_task_files(task) for task in two]


def test_the_bytes_do_not_depend_on_how_much_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive too large to be looked at in one go gives what it would give otherwise."""
    monkeypatch.setattr(index_files, "SLICE_CHARACTERS", 5000)
    files = made(archive(20), settings())
    load_segment.cache_clear()
    for name, size in (
        ("LEVEL_POSITIONS", 5000),
        ("CHUNK_POSITIONS", 7000),
        ("TEXT_BATCH", 100),
    ):
        monkeypatch.setattr(trie, name, size)
    assert made(archive(20), settings()) == files


def test_equal_keys_mean_equal_files() -> None:
    """After each of some edits of old issues a task with a known key has the files that it had: none is stale."""
    chance = random.Random(3)  # noqa: S311 - repeatable
    issues = list(archive(40).issues)
    with large_index():
        known: dict[str, tuple[File, ...]] = {}
        for _ in range(6):
            for task in search.plan_index(list(map(build_search_piece, issues)), settings()):
                key, files = fingerprint("", task), search.build_task_files(task)
                assert known.setdefault(key, files) == files, task
            place = chance.randrange(32)
            issues[place] = reworded(issues[place], chance)
            place = chance.randrange(32)
            issues[place] = replace(issues[place], articles=issues[place].articles[::-1])
        assert len(known) > 100


def reworded(old: Issue, chance: random.Random) -> Issue:
    """The issue with some characters of a lead changed, left out or put in."""
    article = old.articles[0]
    text = article.lead[0].text
    start = chance.randrange(len(text) - 4)
    text = text[:start] + chance.choice(("", "新", "补贴", "，")) + text[start + chance.randint(1, 3) :]
    return replace(old, articles=(replace(article, lead=(Block("paragraph", Text(text), HERE),)), *old.articles[1:]))


def test_a_word_changed_long_ago_rewrites_few_slices() -> None:
    """An edit reaches the slices of the pairs of characters just before it, and no other issue's texts."""
    issues = list(archive(100).issues)
    with large_index():
        before = {
            fingerprint("", task) for task in search.plan_index(list(map(build_search_piece, issues)), settings())
        }
        issues[3] = reworded(issues[3], random.Random(2))  # noqa: S311 - repeatable
        after = search.plan_index(list(map(build_search_piece, issues)), settings())
    new = [task for task in after if fingerprint("", task) not in before]
    slices = [task for task in after if isinstance(task, Slice) and task.segment.start == 0]
    assert len(slices) == 32
    assert 0 < sum(isinstance(task, Slice) for task in new) < len(slices)
    assert sum(isinstance(task, StoredTexts) for task in new) <= 2
    assert not any(isinstance(task, (SearchManifest, FacetColumn)) for task in new)


def test_a_label_changes_the_manifest_and_the_names_only() -> None:
    """Other settings that show nothing else in the index leave its lists, texts and columns as they are.

    The names that a query without a hit is compared with are the labels, too.
    """
    found, old = pieces(archive(20)), settings()
    new = replace(old, themes=tuple(replace(theme, label=f"{theme.label}（新）") for theme in old.themes))
    before = {fingerprint("", task) for task in search.plan_index(found, old)}
    changed = [task for task in search.plan_index(found, new) if fingerprint("", task) not in before]
    assert [type(task) for task in changed] == [SearchManifest, KnownNames]


def test_a_piece_does_not_depend_on_the_digest_of_its_issue() -> None:
    """The digest of an issue changes with any setting; what the search derives from its texts does not."""
    assert build_search_piece(replace(issue(1), digest="other")) == build_search_piece(issue(1))


def test_an_issue_that_did_not_change_keeps_its_tasks() -> None:
    """Adding an issue leaves the packs of all others and the sealed segment as they are remembered."""
    before = {fingerprint("", task) for task in search.plan_index(pieces(archive(100)), settings())}
    after = [fingerprint("", task) for task in search.plan_index(pieces(archive(101)), settings())]
    assert (
        sum(key not in before for key in after) == 7
    )  # manifest, fresh segment's characters and phrases, texts, column, words, names


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 63, 64, 65, 72, 1000, 10000])
def test_segments_follow_one_another(count: int) -> None:
    """Segments cover all issues, at most three of them; what does not fill a segment of eight is in the fresh one."""
    found = find_segment_bounds(count)
    assert (found[0], found[-1]) == (0, count)
    assert len(found) <= 4
    assert count - count % 8 in found


def test_no_path_is_written_twice() -> None:
    """Every file of the index has a path of its own below `search/`."""
    found = archive(70)
    paths = [
        file.path for task in search.plan_index(pieces(found), settings()) for file in search.build_task_files(task)
    ]
    assert len(paths) == len(set(paths))
    assert all(path.startswith("search/") for path in paths)


def test_every_visible_text_is_a_unit() -> None:
    """Editor's note, prose between measures, third-level headings, footnotes and corrections can be found too."""
    old = issue(1)
    article = old.articles[0]
    section = article.sections[0]
    items = (*section.items, Block("heading", Text("（一）小标题"), HERE, 3), Block("paragraph", Text("散文"), HERE))
    note = Note("1", "a1-fn1", ("a1-ref1",), (Block("paragraph", Text("脚<注"), HERE),))
    article = replace(article, sections=(replace(section, items=items),), notes=(note,), title="题")
    erratum = Erratum(at=Address(1, "s1m1"), printed="甲", corrected="更正后", date=old.date, span=HERE)
    new = replace(old, articles=(article,), editor_note=(Block("paragraph", Text("按语"), HERE),), errata=(erratum,))
    units = {(unit.kind, unit.fragment, unit.text) for unit in build_search_piece(new).texts.load()[0]}
    assert units >= {
        ("t", "", "题"),
        ("h", "s1", "（一）小标题"),
        ("p", "s1", "散文"),
        ("n", "notes", "脚<注"),
        ("c", "s1m1", "更正后"),
        ("e", "note", "按语"),
    }


def test_the_home_of_a_phrase_never_moves() -> None:
    """The hash of characters is fixed: a reader's browser computes the same."""
    assert [hash_phrase(word) for word in ("扩中", "企业码", "2+N", "𠮷")] == HOMES


HOMES = [1447294415, 1726044503, 2150613842, 1866745358]


@pytest.mark.parametrize("rows", [5, plan.COLUMN_ROWS])
def test_the_filters_count_what_the_matrix_counts(monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    """A measure is filtered by the themes that it is about and by their broader ones, wherever a column file ends."""
    monkeypatch.setattr(plan, "COLUMN_ROWS", rows)
    found, chosen = archive(20), settings()
    whole = archive_from(chosen, found.issues)
    documents = Index(made(found, chosen)).filters(rows)
    counties = [county.name for county in chosen.counties]
    themes = [theme.id for theme in chosen.themes]
    alone, pairs = Counter[str](), Counter[tuple[str, str]]()
    for document in documents:
        for own in document.measures.values():
            alone.update(themes[theme] for theme in own)
            pairs.update((counties[county], themes[theme]) for theme in own for county in document.counties)
    assert pairs == whole.matrix
    assert alone == {id_: sum(len(own) for _, own in rows) for id_, rows in whole.measures_by_theme.items()}
    assert sum(len(document.measures) for document in documents) == sum(len(e.article.measures) for e in found.entries)
    assert sum(document.first for document in documents) == len(found.issues)
    assert {skill for document in documents for skill in document.themes} == {0, 1}
    assert all(0 in document.themes for document in documents if 1 in document.themes)


def test_a_hit_has_the_themes_of_its_measure() -> None:
    """What is stored of a measure names the themes of its article that it is about; other texts have no such mark."""
    found = archive(5)
    (stored, *_) = (task for task in search.plan_index(pieces(found), settings()) if isinstance(task, StoredTexts))
    documents = [build_document(document) for document in stored.documents]
    about = {
        (document[0], document[1], unit[1]): [id_ for n, id_ in enumerate(document[6]) if (*unit, 0)[4] >> n & 1]
        for document in documents
        for unit in document[7]
    }
    for entry in found.entries[:3]:
        for measure in entry.article.measures:
            key = (str(entry.issue.id), entry.article.index, measure.id)
            assert about[key] == [own.theme for own in measure.themes]
    assert {len(unit) for document in documents for unit in document[7] if unit[0] != "m"} == {4}


def test_a_file_as_script_holds_the_same_bytes() -> None:
    """For a folder opened without a server each file is one call with its name and its bytes."""
    _, files = hundred()
    path = sorted(files)[7]
    script = search.wrap_as_script(File(path, files[path]))
    assert script.path == path.removesuffix(".z") + ".js"
    assert script.data.startswith(b'briefSearchFile("')


def test_the_scripts_stay_small() -> None:
    """Engine and page together are at most 13.6 kB as a static host sends them."""
    scripts = (TEMPLATES / "assets" / name for name in ("search.js", "search-page.js"))
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in scripts) <= 13_600


def test_a_hit_in_a_digest_says_that_it_is_one() -> None:
    """What a hit names its issue by carries the mark, so that nobody takes the archive's words for the printed ones."""
    chosen = settings_of()
    texts = {"2021/07": briefing(7, "2021-12-01", extra="edition: digest\n"), "2021/08": briefing(8, "2021-12-30")}
    tasks = search.plan_index(pieces(texts_of(archive_of(chosen, texts))), chosen)
    stored = [document for task in tasks if isinstance(task, StoredTexts) for document in task.documents]
    labels = [build_document(document)[2] for document in stored]
    assert labels == ["第7期（摘编）", "第8期"]
