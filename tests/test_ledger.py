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

from taizhou_brief.builder.build import build
from taizhou_brief.builder.runner import Runner
from taizhou_brief.model.archive import Archive
from taizhou_brief.model.page import File
from taizhou_brief.model.settings import Settings
from taizhou_brief.quantities import text_units, units
from taizhou_brief.site import dataset
from taizhou_brief.site.dataset import serialise
from taizhou_brief.site.pages.data import build_data_rows
from tests.project import ROOT, Project, briefing
from tests.showing import archive_of, html_of, ledger_files, plan_of, settings_of, texts_of

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
    every = list(ledger_files(archive, settings))
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
    archive = texts_of(archive_of(settings_of(), TEXTS))
    expected = [
        (f"{entry.url}#{address}", figure.text)
        for entry in archive.entries
        for passage in text_units(entry.article, entry.issue.date)
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
    assert serialise.protect_cell(cell) == expected


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
    assert serialise.period_label(as_of) == expected


def test_the_package_says_what_is_in_the_files(made: dict[str, bytes]) -> None:
    """Each resource is a file that is there, each field a column of it, in order, of a type that is known."""
    package = json.loads(made["data/datapackage.json"])
    assert {"name", "title", "description", "resources", "homepage"} <= set(package)
    assert len({resource["name"] for resource in package["resources"]}) == len(package["resources"])
    for resource in package["resources"]:
        data = made[f"data/{resource['path']}"]
        if resource["type"] == "json":  # its rows leave out keys, so it is no table; a JSON Schema tells what may stand
            assert "schema" not in resource
            keys = json.loads(made[f"data/{resource['jsonSchema']}"])["items"]["properties"]
            assert {key for row in json.loads(data) for key in row} <= set(keys)
            continue
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert {field["type"] for field in resource["schema"]["fields"]} <= {"string", "integer", "date"}
        assert data.decode("utf-8-sig").split("\r\n")[0].split(",") == names
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
    data = serialise.join_json(map(serialise.to_json, pieces))
    assert [(row["text"], row["clause"], row["value"]) for row in json.loads(data)] == [
        (record.text, record.clause, record.value) for record in order
    ]
    sheet = serialise.join_csv(map(serialise.to_csv, pieces)).decode("utf-8-sig")
    cells = [(row["原文数字"], row["所在分句"], row["数值"]) for row in csv.DictReader(StringIO(sheet, newline=""))]
    assert cells == [
        (serialise.protect_cell(r.text), serialise.protect_cell(r.clause), serialise.protect_cell(r.value))
        for r in order
    ]
    book = dataset.YearTable.of(2021, dataset.build_year_table_script(2021, found))
    assert [(row.text, row.clause, row.value) for row in book.rows()] == [(r.text, r.clause, r.value) for r in found]
    assert book.figures == len(found)
    assert book.data.count(b"\n") == 2 + max(len(found), 1)


def iter_records() -> Iterator[Any]:
    """Records of a real article."""
    settings = settings_of()
    for entry in texts_of(archive_of(settings, TEXTS)).entries:
        yield from dataset.build_quantity_records(entry, settings)


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
    (task,) = dataset.year_tasks(texts_of(archive_of(settings, {"2021/07": TEXTS["2021/07"]})), settings)
    here: tuple[File, ...] = dataset.build_year_files(task)
    assert dataset.build_year_files(replace(task)) == here


# --- the same thing in later issues ----------------------------------------------------------------------------------
def series_of(*said: tuple[str, str, str]) -> list[tuple[str, str, str, list[str]]]:
    """The series of issues, each a day, a place and a text: place, thing, unit, printed figures."""
    texts = {
        f"{day[:4]}/{number:02}": briefing(number, day, f"办好夜校|{county}|skills|{text}")
        for number, (day, county, text) in enumerate(said, 1)
    }
    settings = settings_of()
    books = dataset.build_dataset(texts_of(archive_of(settings, texts)), settings).books
    (file,) = dataset.build_series_file(dataset.SeriesTask(books))
    found = json.loads(file.data)
    return [(one["county"], one["noun"], one["unit"], [point["text"] for point in one["points"]]) for one in found]


def test_the_same_thing_in_later_issues_is_a_series() -> None:
    """Same place, same unit, same words: 目前, 已 and 全县 at the head of the clause count for nothing."""
    assert series_of(
        ("2021-03-01", "东山县", "全县已建成夜校教学点14个，群众叫好。"),
        ("2021-09-01", "东山县", "目前已建成夜校教学点22个。"),
        ("2022-03-01", "东山县", "建成夜校教学点31个。"),
    ) == [("东山县", "建成夜校教学点…", "个", ["14个", "22个", "31个"])]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("东山县", "建成夜校教学点14个。"), ("西河县", "建成夜校教学点22个。")),
        (("东山县", "建成夜校教学点14个。"), ("东山县", "新建夜校教学点22个。")),
        (("东山县", "建成夜校教学点14个。"), ("东山县", "建成夜校教学点22家。")),
        (("东山县", "累计建成夜校教学点14个。"), ("东山县", "建成夜校教学点22个。")),
        (("东山县", "建成教14个。"), ("东山县", "建成教22个。")),
        (("东山县", "发放奖补资金5万元至6万元。"), ("东山县", "发放奖补资金7万元至8万元。")),
        (("东山县", "每人奖补资金最高5万元。"), ("东山县", "每人奖补资金最高7万元。")),
        (("东山县, 西河县", "建成夜校教学点14个。"), ("东山县, 西河县", "建成夜校教学点22个。")),
        (("", "建成夜校教学点14个。"), ("", "建成夜校教学点22个。")),
        (("东山县", "产粮多了，比上年增加12.5%。"), ("东山县", "游客多了，比上年增加24.5%。")),
        (("东山县", "发放补贴，金额共计14万元。"), ("东山县", "投放贷款，金额共计22万元。")),
    ],
)
def test_nothing_else_is_joined(first: tuple[str, str], second: tuple[str, str]) -> None:
    """Another place, thing or unit, a range, a limit, too few words, no subject, an article of two places or none."""
    assert series_of(("2021-03-01", *first), ("2021-09-01", *second)) == []


def test_figures_that_contradict_each_other_are_no_series() -> None:
    """Two values for one time, or in one issue, are not joined in silence; the same value twice is one."""
    later = ("2021-09-01", "东山县", "建成夜校教学点22个。")
    assert series_of(("2021-03-01", "东山县", "建成夜校教学点14个。建成夜校教学点15个。"), later) == []
    same = series_of(("2021-03-01", "东山县", "建成夜校教学点14个。建成夜校教学点14个。"), later)
    assert [points for *_, points in same] == [["14个", "22个"]]
    old = [(f"2021-{month}-01", "东山县", f"2020年建成夜校教学点{n}个。") for month, n in (("03", 14), ("09", 22))]
    assert series_of(*old) == []


def test_no_line_joins_sums_that_only_share_their_words(tmp_path: Path) -> None:
    """Nothing is drawn or listed over issues; the published address says why and leads on; the data file stays."""
    said = (
        "发放奖补资金14万元。培训外来工友386人。",
        "发放奖补资金220万元。培训外来工友520人。",
        "发放奖补资金31万元。",
    )
    project = Project(tmp_path)
    for year, text in zip((2020, 2021, 2022), said, strict=True):
        project.write(f"{year}/01", briefing(1, f"{year}-03-01", f"办好夜校|东山县|skills|{text}"))
    project.build()
    every = {path: path.read_text("utf-8") for path in project.site.rglob("*.html")}
    assert [path for path, text in every.items() if "<polyline" in text or 'class="chart"' in text] == []
    assert "220万元" not in project.page("county/dongshan/")
    assert "前后对照" not in project.page("county/dongshan/") + project.page("figures/")
    for word in ("停用", "未必是同一件事", 'href="../../figures/"', 'href="../../data/series.json"'):
        assert word in project.main("figures/series/")
    assert b"220" in (project.site / "data/series.json").read_bytes()


# --- pages -----------------------------------------------------------------------------------------------------------
def test_a_year_with_very_many_figures_is_parted_by_months(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page without script grows beyond what a browser shows; each figure stands on one of them."""
    monkeypatch.setattr(dataset.year_tables, "PAGE_ROWS", 4)
    settings = settings_of()
    texts = {f"2021/{n:02}": briefing(n, f"2021-{n:02}-01") for n in (1, 2)}
    pages = html_of(archive_of(settings, texts), settings)
    assert 'class="table"' not in pages["figures/2021/"]
    for month in ("01", "02"):
        assert f"figures/2021/{month}/" in pages["figures/2021/"]
        assert pages[f"figures/2021/{month}/"].count("<tr><td") == pages[f"2021/{month}/1/"].count('<data class="n"')


def test_bars_compare_within_a_unit_only() -> None:
    """Three values of a unit are compared with the largest of them; two are not."""
    heading = dataset.ArticleHeader("2021/07/1/", "题", "2021/07", "2021-12-01", (), (), "full", 5)
    said = [("3", "个"), ("12", "个"), ("6", "个"), ("900", "人"), ("450", "人")]
    rows = [dataset.QuantityRow(heading, "f1", f"{v}{u}", v, "", u, "count", f"有{v}{u}", "", "") for v, u in said]
    assert [(line.printed.number, line.bar) for line in build_data_rows(rows)] == [
        ("12", "100%"),
        ("6", "50%"),
        ("3", "25%"),
        ("900", ""),
        ("450", ""),
    ]


def test_the_home_page_shows_one_figure_of_each_article() -> None:
    """Money first, then persons; of a unit the largest; each with its clause and the way to it."""
    settings = settings_of()
    articles = (
        "甲|东山县|jobs|培训520人，发放补贴30万元，奖金5万元。",
        "乙|西河县|jobs|培训60人，建点900个。",
        "丙||jobs|占85%。",
    )
    archive = archive_of(settings, {"2021/07": briefing(7, "2021-12-01", *articles)})
    home = plan_of(archive, settings)[0]
    rows = home.context["figures"]
    assert [(row.url, row.printed.number, row.printed.after, row.county) for row in rows] == [
        ("2021/07/1/#f2", "30", "万元", "东山县"),
        ("2021/07/2/#f1", "60", "人", "西河县"),
        ("2021/07/1/#f1", "520", "人", "东山县"),
        ("2021/07/2/#f2", "900", "个", "西河县"),
    ]
    assert rows[0].clause == "发放补贴30万元"


def test_the_handbook_tells_of_every_column_and_file(made: dict[str, bytes]) -> None:
    """Each with the words that the files themselves use."""
    text = (ROOT / "docs/data.md").read_text("utf-8")
    for column in dataset.COLUMNS:
        assert f"| {column.title} | `{column.key}` | {column.about}" in text
    for path in made:
        assert path.startswith("figures/rows/") or path.replace("2022", "2021") in text


def test_every_kind_of_figure_has_a_chinese_name() -> None:
    """What the grammar knows, the files and the script of the table know too, by the same names."""
    known = {unit.kind for unit in units.UNITS.values()}
    assert known <= set(dataset.KINDS)
    script = (ROOT / "templates/assets/figures-page.js").read_text("utf-8")
    for kind, name in dataset.KINDS.items():
        assert f"{kind}: '{name}'" in script
