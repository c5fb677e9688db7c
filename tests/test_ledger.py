"""The files of figures: every figure once, with its source, in a form that no spreadsheet spoils."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief import ledger
from taizhou_brief.build import build
from taizhou_brief.figures import passages
from taizhou_brief.ledger import forms
from taizhou_brief.models import Archive, File
from taizhou_brief.runner import Runner
from taizhou_brief.settings import Settings
from tests.project import Project, briefing
from tests.showing import archive_of, html_of, settings_of

BASE = "https://www.example.gov.cn/zt/gongfu/"
TEXTS = {
    "2021/07": briefing(
        7, "2021-12-01", "东山县办好夜校|东山县|skills|", "某局办好窗口||jobs|甲点有12个。乙点有13家？丙。"
    ),
    "2022/01": briefing(1, "2022-01-30", extra="edition: digest\n"),
    "2022/s1": briefing(1, "2022-03-01", "西河县“稳”就业|西河县|jobs|一是=1+1。有7人。", extra="supplement: true\n"),
}


def files_of(archive: Archive, settings: Settings) -> dict[str, bytes]:
    """All files of the ledger by path."""
    years = [ledger.make(task) for task in ledger.tasks(archive, settings)]
    every = [*(file for files in years for file in files), *ledger.whole(years, settings)]
    assert len({file.path for file in every}) == len(every)
    return {file.path: file.data for file in every}


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """The files of a small archive whose address is known."""
    settings = settings_of(base_url=BASE)
    return files_of(archive_of(settings, TEXTS), settings)


def table(data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV as a spreadsheet reads them."""
    text = data.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text[1:], newline="")))


def test_every_figure_is_a_row_in_the_order_of_the_text(made: dict[str, bytes]) -> None:
    """What the grammar finds in the archive, no more, no less, in CSV and JSON alike."""
    archive = archive_of(settings_of(), TEXTS)
    expected = [
        (f"{entry.url}#{address}", figure.text)
        for entry in archive.entries
        for passage in passages(entry.article, entry.issue.date)
        for address, figure in passage.addressed
    ]
    assert len(expected) > 10
    rows = json.loads(made["data/figures.json"])
    assert [(row["address"], row["text"]) for row in rows] == expected
    assert [(row["地址"], row["原文数字"]) for row in table(made["data/figures.csv"])] == expected
    by_year = [row for year in (2021, 2022) for row in json.loads(made[f"data/figures/{year}.json"])]
    assert by_year == rows
    assert table(made["data/figures/2021.csv"]) + table(made["data/figures/2022.csv"]) == table(
        made["data/figures.csv"]
    )


def test_every_address_stands_on_its_page() -> None:
    """A row leads to the words it quotes."""
    settings = settings_of()
    archive = archive_of(settings, TEXTS)
    pages = html_of(archive, settings)
    for row in json.loads(files_of(archive, settings)["data/figures.json"]):
        url, _, fragment = row["address"].partition("#")
        assert f'<data class="n" id="{fragment}" value="{row["value"]}">{row["text"]}</data>' in pages[url]


def test_a_row_says_where_it_is_from(made: dict[str, bytes]) -> None:
    """Issue, day, title, places, themes, measure, full address, edition, and its sentence's digest."""
    rows = {row["address"]: row for row in json.loads(made["data/figures.json"])}
    first = rows["2021/07/2/#f2"]
    assert first["sentence_sha256"] == sha256("乙点有13家？".encode()).hexdigest()
    said = {key: rows["2021/07/1/#s2m1f1"].pop(key, "") for key in ("as_of", "as_of_text", "clause")}
    assert "436.2万元" in said["clause"]
    assert rows["2021/07/1/#s2m1f1"] == {
        "text": "436.2万元",
        "value": "4362000",
        "unit": "元",
        "kind": "money",
        "counties": ["东山县"],
        "themes": ["技能人才"],
        "issue": "2021/07",
        "date": "2021-12-01",
        "title": "东山县办好夜校",
        "article": 1,
        "measure": "s2m1",
        "address": "2021/07/1/#s2m1f1",
        "url": f"{BASE}2021/07/1/#s2m1f1",
        "edition": "full",
        "disclosure": "public",
        "sentence_sha256": sha256("已发放436.2万元。".encode()).hexdigest(),
    }
    row = next(row for row in table(made["data/figures.csv"]) if row["地址"].startswith("2022/s1/"))
    assert (row["期号"], row["版本"], row["类别"]) == ("2022年增刊第1期", "全文", "数量")
    assert next(row for row in table(made["data/figures.csv"]) if row["期号"] == "2022年第1期")["版本"] == "摘编"


def test_the_json_fits_its_schema(made: dict[str, bytes]) -> None:
    """As published beside it."""
    schema = json.loads(made["data/figures.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(made["data/figures.json"]), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{"text": "7人"}], schema)


def test_the_csv_is_what_spreadsheets_open(made: dict[str, bytes]) -> None:
    """A mark for UTF-8, CRLF at every end, no formula."""
    data = made["data/figures.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert data.endswith(b"\r\n")
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in table(data) for cell in row.values())


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("609", "609"),
        ("-3.5", "-3.5"),
        ("123456789012345", "123456789012345"),
        ("1234567890123456", "'1234567890123456"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("-1人", "'-1人"),
        ("＝1", "'＝1"),
        ("@甲", "'@甲"),
        ("10:1", "'10:1"),
        ("1/3", "'1/3"),
        ("6:3:1", "'6:3:1"),
        ("5-6万元", "5-6万元"),
        ("2021年10月", "2021年10月"),
        ("", ""),
    ],
)
def test_a_cell_that_a_spreadsheet_would_change_is_kept(cell: str, expected: str) -> None:
    """Formulas, clock times, days and numbers beyond fifteen digits become text."""
    assert forms.kept(cell) == expected


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2021", "2021年"),
        ("2021-10", "2021年10月"),
        ("2021-10-05", "2021年10月5日"),
        ("2021-Q3", "2021年第3季度"),
        ("2021-H1", "2021年上半年"),
        ("2020/", "2020年以来"),
        ("2021-01/2021-09", "2021年1月至2021年9月"),
        ("", ""),
        ("某时", "某时"),
    ],
)
def test_a_time_is_said_in_chinese(as_of: str, expected: str) -> None:
    """`2021-10` would open as 1 October."""
    assert forms.when(as_of) == expected


def test_the_package_says_what_is_in_the_files(made: dict[str, bytes]) -> None:
    """Each resource is a file that is there, each field a column of it, in order, of a type that is known."""
    package = json.loads(made["data/datapackage.json"])
    assert {"name", "title", "description", "resources", "homepage"} <= set(package)
    assert len({resource["name"] for resource in package["resources"]}) == len(package["resources"])
    for resource in package["resources"]:
        data = made[f"data/{resource['path']}"]
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert {field["type"] for field in resource["schema"]["fields"]} <= {"string", "integer", "date", "list"}
        if resource["format"] == "csv":
            assert data.decode("utf-8-sig").split("\r\n")[0].split(",") == names
        else:
            assert {key for row in json.loads(data) for key in row} <= set(names)
    paths = {resource["path"] for resource in package["resources"]}
    assert paths == {"figures.csv", "figures/2021.csv", "figures/2022.csv", "figures.json"}


def test_an_archive_without_figures_has_whole_files() -> None:
    """A heading and no row; an empty array; both readable."""
    settings = settings_of()
    for texts in ({}, {"2021/01": briefing(1, "2021-01-05", "某局说一句||jobs|没有数字。")}):
        files = files_of(archive_of(settings, texts), settings)
        assert table(files["data/figures.csv"]) == []
        assert json.loads(files["data/figures.json"]) == []


def test_where_no_address_is_known_none_is_said() -> None:
    """Relative addresses only."""
    settings = settings_of()
    rows = json.loads(files_of(archive_of(settings, TEXTS), settings)["data/figures.json"])
    assert not any("url" in row for row in rows)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)


@given(st.lists(st.tuples(WORDS, WORDS, st.decimals(0, 10**20, places=3)), max_size=4), st.integers(1, 3))
def test_no_words_break_the_files(said: list[tuple[str, str, Decimal]], parts: int) -> None:
    """Whatever the words are, they come back as they were, from one file and from several put together."""
    blank = next(iter_records())
    found = [
        blank._replace(text=text or "7", clause=clause or "7", value=f"{value:f}", value_high=f"{value:f}")
        for text, clause, value in said
    ]
    pieces = [found[number::parts] for number in range(parts)]
    order = [record for piece in pieces for record in piece]
    data = forms.join_json(map(forms.to_json, pieces))
    assert [(row["text"], row["clause"], row["value"]) for row in json.loads(data)] == [
        (record.text, record.clause, record.value) for record in order
    ]
    sheet = forms.join_csv(map(forms.to_csv, pieces)).decode("utf-8-sig")
    cells = [(row["原文数字"], row["所在分句"], row["数值"]) for row in csv.DictReader(StringIO(sheet, newline=""))]
    assert cells == [(forms.kept(r.text), forms.kept(r.clause), forms.kept(r.value)) for r in order]
    book = ledger.Book.of(2021, ledger.to_book(2021, found))
    assert [(row.text, row.clause, row.value) for row in book.rows()] == [(r.text, r.clause, r.value) for r in found]
    assert book.figures == len(found)
    assert book.data.count(b"\n") == 2 + max(len(found), 1)


def iter_records() -> Iterator[Any]:
    """Records of a real article."""
    settings = settings_of()
    for entry in archive_of(settings, TEXTS).entries:
        yield from ledger.records(entry, settings)


def test_a_changed_issue_rewrites_its_year_and_the_whole(tmp_path: Path) -> None:
    """Only one year is read anew."""
    project = Project(tmp_path)
    for key, text in TEXTS.items():
        project.write(key, text)
    project.build()
    read: list[str] = []
    runner = Runner(jobs=1, progress=lambda what, done, _: read.append(f"{what}{done}"))
    project.write("2021/07", TEXTS["2021/07"].replace("436.2", "436.3"))
    build(project.root, project.site, runner=runner)
    assert [word for word in read if word.startswith("数字")] == ["数字1"]
    assert "436.3万元" in (project.site / "data/figures.csv").read_text("utf-8")
    clean = project.build(tmp_path / "clean").root / "clean"
    for path in ("data/figures.csv", "data/figures.json", "data/figures/2022.csv", "figures/rows/2021.js"):
        assert (project.site / path).read_bytes() == (clean / path).read_bytes()


def test_internal_figures_stay_out_of_a_public_build(tmp_path: Path) -> None:
    """As their pages do; in an internal build each row says what it is."""
    secret = briefing(4, "2021-04-01", "东山县内务|东山县|jobs|有7654321人。", extra="disclosure: internal\n")
    project = Project(tmp_path).write("2021/07", TEXTS["2021/07"]).write("2021/04", secret).build()
    assert not any(b"7654321" in path.read_bytes() for path in project.site.rglob("*") if path.is_file())
    project.build(internal=True)
    rows = json.loads((project.site / "data/figures.json").read_bytes())
    assert [row["text"] for row in rows if row["disclosure"] == "internal"] == ["7654321人"]


def test_a_year_travels_to_another_process() -> None:
    """Made elsewhere, the same bytes."""
    settings = settings_of()
    (task,) = ledger.tasks(archive_of(settings, {"2021/07": TEXTS["2021/07"]}), settings)
    here: tuple[File, ...] = ledger.make(task)
    assert ledger.make(replace(task)) == here
