"""The files of figures: every figure once, with its source, in a form that no spreadsheet spoils."""

from __future__ import annotations

import csv
import json
import pickle
import sys
from dataclasses import replace
from datetime import date
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
from taizhou_brief.model.part import Loaded, Part
from taizhou_brief.model.quantity import Quantity
from taizhou_brief.model.settings import Settings
from taizhou_brief.quantities import (
    TextUnit,
    find_quantities,
    issue_quantities,
    period_label,
    text_units,
    units,
    value_text,
)
from taizhou_brief.site import dataset
from taizhou_brief.site.dataset import serialise
from taizhou_brief.site.dataset.columns import ISSUE_COLUMNS, MEASURE_COLUMNS
from taizhou_brief.site.pages import data, plan_pages
from taizhou_brief.site.pages.data import build_data_rows
from tests.project import ROOT, Project, briefing
from tests.showing import (
    archive_of,
    build_dataset,
    compare_archive,
    html_of,
    ledger_files,
    plan_of,
    settings_of,
    texts_of,
)

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


def json_rows(files: dict[str, bytes]) -> list[dict[str, Any]]:
    """The quantities of all years' JSON, each with the values of its article."""
    paths = sorted(path for path in files if path.startswith("data/figures/") and path.endswith(".json"))
    articles = [article for path in paths for article in json.loads(files[path])]
    return [{**article, **figure} for article in articles for figure in article["figures"]]


def sheet_rows(files: dict[str, bytes], name: str = "figures") -> list[dict[str, str]]:
    """The rows of all years' tables, as a spreadsheet reads them."""
    paths = sorted(path for path in files if path.startswith(f"data/{name}/") and path.endswith(".csv"))
    return [row for path in paths for row in table(files[path])]


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
    assert [(row["address"], row["text"]) for row in json_rows(made)] == expected
    assert [(row["地址"], row["原文数字"]) for row in sheet_rows(made)] == expected
    assert {row["地址"][:4] for row in table(made["data/figures/2021.csv"])} == {"2021"}


def test_an_article_is_named_once(made: dict[str, bytes]) -> None:
    """Its title is in one line of the table of articles, and once in the JSON; each figure leads to it by its key."""
    articles = {(row["期号"], row["篇次"]): row for row in sheet_rows(made, "articles")}
    assert len(articles) == len(sheet_rows(made, "articles")) == 4
    assert {(row["期号"], row["篇次"]) for row in sheet_rows(made)} <= articles.keys()
    both = b"".join(made[path] for path in ("data/articles/2022.csv", "data/figures/2022.csv")).decode()
    assert both.count("西河县“稳”就业") == 1
    assert made["data/figures/2022.json"].decode().count("西河县“稳”就业") == 1
    (row,) = [row for row in articles.values() if row["题名"] == "西河县“稳”就业"]
    assert (row["期号"], row["篇次"], row["日期"]) == ("2022年增刊第1期", "1", "2022-03-01")
    assert (row["地区"], row["主题"], row["网址"]) == ("西河县", "就业创业", f"{BASE}2022/s1/1/")


def test_every_address_stands_on_its_page() -> None:
    """A row leads to the words it quotes."""
    settings = settings_of()
    archive = archive_of(settings, TEXTS)
    pages = html_of(archive, settings)
    for row in json_rows(files_of(archive, settings)):
        url, _, fragment = row["address"].partition("#")
        assert f'<data class="n" id="{fragment}" value="{row["value"]}">{row["text"]}</data>' in pages[url]


def test_a_row_says_where_it_is_from(made: dict[str, bytes]) -> None:
    """Issue, day, title, places, themes, measure, full address, edition, and its sentence's digest."""
    rows = {row["address"]: {**row, "figures": None} for row in json_rows(made)}
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
        "url": f"{BASE}2021/07/1/",
        "edition": "full",
        "disclosure": "public",
        "sentence_sha256": sha256("已发放436.2万元。".encode()).hexdigest(),
        "figures": None,
    }
    row = next(row for row in sheet_rows(made) if row["地址"].startswith("2022/s1/"))
    assert (row["期号"], row["篇次"], row["类别"]) == ("2022年增刊第1期", "1", "数量")
    editions = {row["期号"]: row["版本"] for row in sheet_rows(made, "articles")}
    assert editions == {"2021年第7期": "全文", "2022年第1期": "摘编", "2022年增刊第1期": "全文"}


def test_the_json_fits_its_schema(made: dict[str, bytes]) -> None:
    """As published beside it."""
    schema = json.loads(made["data/figures.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    for year in (2021, 2022):
        jsonschema.validate(json.loads(made[f"data/figures/{year}.json"]), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{"title": "题"}], schema)


def test_the_csv_is_what_spreadsheets_open(made: dict[str, bytes]) -> None:
    """A mark for UTF-8, CRLF at every end, no formula."""
    for path in ("data/figures/2022.csv", "data/articles/2022.csv"):
        data = made[path]
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
    assert period_label(as_of) == expected


def test_the_package_says_what_is_in_the_files(made: dict[str, bytes]) -> None:
    """Each resource is a file a year, each field a column of it, in order; keys name fields that are there."""
    package = json.loads(made["data/datapackage.json"])
    assert {"name", "title", "description", "resources", "homepage"} <= set(package)
    resources = {resource["name"]: resource for resource in package["resources"]}
    tables = ("issues", "articles", "measures", "figures")
    assert list(resources) == [*tables, "issues-json", "measures-json", "figures-json"]
    described = [f"data/{path}" for resource in resources.values() for path in resource["path"]]
    assert len(set(described)) == len(described)
    others = {"data/datapackage.json", *(f"data/{name}.schema.json" for name in ("issues", "measures", "figures"))}
    assert {path for path in made if path.startswith("data/")} == {*described, *others}
    for name in ("issues", "measures", "figures"):
        described_json = resources[f"{name}-json"]
        assert "schema" not in described_json  # no table: keys without a value are left out
        schema = json.loads(made[f"data/{described_json['jsonSchema']}"])
        for path in described_json["path"]:
            jsonschema.validate(json.loads(made[f"data/{path}"]), schema)
    fields = {}
    for name in tables:
        schema = resources[name]["schema"]
        fields[name] = [field["name"] for field in schema["fields"]]
        assert {field["type"] for field in schema["fields"]} <= {"string", "integer", "date", "number", "boolean"}
        for path in resources[name]["path"]:
            assert made[f"data/{path}"].decode("utf-8-sig").split("\r\n")[0].split(",") == fields[name]
        keys = [tuple(row[key] for key in schema["primaryKey"]) for row in sheet_rows(made, name)]
        assert len(set(keys)) == len(keys)
    for name, parent in (("articles", "issues"), ("measures", "articles"), ("figures", "articles")):
        (reference,) = resources[name]["schema"]["foreignKeys"]
        assert reference["reference"] == {"resource": parent, "fields": resources[parent]["schema"]["primaryKey"]}
        known = {tuple(row[key] for key in reference["reference"]["fields"]) for row in sheet_rows(made, parent)}
        assert {tuple(row[key] for key in reference["fields"]) for row in sheet_rows(made, name)} <= known


def test_an_archive_without_figures_has_whole_files() -> None:
    """A heading and no row; an article without quantities; both readable. Without an issue there is no file."""
    settings = settings_of()
    files = files_of(
        archive_of(settings, {"2021/01": briefing(1, "2021-01-05", "某局一句||jobs|没有数字。")}), settings
    )
    assert sheet_rows(files) == json_rows(files) == []
    assert [row["题名"] for row in sheet_rows(files, "articles")] == ["某局一句"]
    assert json.loads(files["data/figures/2021.json"])[0]["figures"] == []
    assert files_of(archive_of(settings, {}), settings) == {}


def test_where_no_address_is_known_none_is_said() -> None:
    """Relative addresses only."""
    settings = settings_of()
    files = files_of(archive_of(settings, TEXTS), settings)
    assert not any("url" in row for row in json_rows(files))
    assert {row["网址"] for row in sheet_rows(files, "articles")} == {""}


@given(
    st.lists(
        st.one_of(
            st.integers(0, 10**25).map(lambda number: f"有{number}人。"),
            st.decimals(-(10**6), 10**6, places=3).map(lambda number: f"增长{number}%。"),
            st.lists(st.integers(1, 99), min_size=2, max_size=4).map(
                lambda parts: f"按{':'.join(map(str, parts))}分。"
            ),
            st.tuples(st.integers(1, 9), st.integers(2, 9)).map(lambda pair: f"占{pair[1]}分之{pair[0]}。"),
            st.tuples(st.integers(1, 99), st.integers(1, 99)).map(lambda pair: f"给{pair[0]}-{pair[1]}亿元。"),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_a_cell_of_a_number_is_a_number_or_empty(sentences: list[str]) -> None:
    """Ratios and fractions are in a column of their own, and each quantity has either a value or a ratio."""
    settings = settings_of()
    archive = archive_of(settings, {"2021/07": briefing(7, "2021-12-01", f"题||jobs|{''.join(sentences)}")})
    files = files_of(archive, settings)
    for row in sheet_rows(files):
        for cell in (row["数值"], row["数值上限"]):
            assert not cell or Decimal(cell).is_finite()
        assert bool(row["数值"]) != bool(row["比例"])
    for item in json_rows(files):
        assert ("value" in item) != ("ratio" in item)
        Decimal(item.get("value", "0"))
    jsonschema.validate(json.loads(files["data/figures/2021.json"]), json.loads(files["data/figures.schema.json"]))


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\0\1"), max_size=30)
"""Without the two control characters that mark addresses and labels: an error in a briefing (M026, Y010)."""


@given(st.lists(st.lists(st.tuples(WORDS, WORDS, WORDS, st.decimals(0, 10**20, places=3)), max_size=3), max_size=3))
def test_no_words_break_the_files(said: list[list[tuple[str, str, str, Decimal]]]) -> None:
    """Whatever the words are, they come back as they were, from every form, with several issues put together."""
    settings = settings_of()
    (issue,) = texts_of(archive_of(settings, {"2021/07": briefing(7, "2021-12-01")})).issues
    (blank, *_) = (quantity for unit in issue_quantities(issue)[0] for quantity in unit.quantities)
    pieces = []
    for number, rows in enumerate(said, 1):
        title = (rows and rows[0][2]) or "题"
        quantities = tuple(
            blank._replace(text=text or "7", clause=clause or "7", qualifier=more, value=value, high=value)
            for text, clause, more, value in rows
        )
        renamed = replace(issue, number=number, articles=(replace(issue.articles[0], title=title),))
        units = ((TextUnit("", "一句。", tuple(q._replace(start=0) for q in quantities), 1),),)
        pieces.append((renamed, quantities, dataset.build_dataset_piece(renamed, units)))
    contents = dataset.Dataset.of((piece for *_, piece in pieces), settings)
    files = {file.path: file.data for year in contents.years for file in dataset.build_year_files(year)}
    found = [(issue.articles[0].title, q) for issue, quantities, _ in pieces for q in quantities]
    assert contents.figures == len(found)
    assert [
        (row["title"], row["text"], row["clause"], row.get("qualifier", ""), row["value"]) for row in json_rows(files)
    ] == [(title, q.text, q.clause, q.qualifier, value_text(q)) for title, q in found]
    protect = serialise.protect_cell
    assert [(row["原文数字"], row["所在分句"], row["修饰语"], row["数值"]) for row in sheet_rows(files)] == [
        (protect(q.text), protect(q.clause), q.qualifier, value_text(q)) for _, q in found
    ]
    assert [row["题名"] for row in sheet_rows(files, "articles")] == [protect(i.articles[0].title) for i, *_ in pieces]
    shown = [row for year in contents.years for piece in year.pieces for row in piece.rows(())]
    assert [(row.heading.title, row.text, row.clause, row.value) for row in shown] == [
        (title, q.text, q.clause, value_text(q)) for title, q in found
    ]


def test_a_changed_issue_rewrites_its_year_only(tmp_path: Path) -> None:
    """Every data file of another year stays as it is, also when a year is new; only the description names years."""
    project = Project(tmp_path)
    for key, text in TEXTS.items():
        project.write(key, text)
    project.build()
    before = data_files(project.site)
    read: list[str] = []
    runner = Runner(jobs=1, progress=lambda what, done, _: read.append(f"{what}{done}"))
    project.write("2021/07", TEXTS["2021/07"].replace("436.2", "436.3"))
    build(project.root, project.site, runner=runner)
    assert [word for word in read if word.startswith("数字")] == ["数字1"]
    assert "436.3万元" in (project.site / "data/figures/2021.csv").read_text("utf-8")
    after = data_files(project.site)
    changed = {path for path, data in after.items() if before[path] != data}
    texts = {"data/measures/2021.csv", "data/measures/2021.json"}  # the number is in the text of a measure
    figures = {"data/figures/2021.csv", "data/figures/2021.json", "figures/rows/2021.js"}
    assert changed == {*texts, *figures, "data/county/dongshan/2021.csv"}
    project.write("2023/01", briefing(1, "2023-01-05")).build()
    assert {path for path, data in data_files(project.site).items() if after.get(path, b"") not in {b"", data}} == {
        "data/datapackage.json"
    }
    clean = project.build(tmp_path / "clean").root / "clean"
    assert data_files(project.site) == data_files(clean)


def data_files(site: Path) -> dict[str, bytes]:
    """The files of the dataset in a site."""
    paths = (*(site / "data").rglob("*.*"), *(site / "figures/rows").iterdir())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}


def test_internal_figures_stay_out_of_a_public_build(tmp_path: Path) -> None:
    """As their pages do; in an internal build each row says what it is."""
    secret = briefing(4, "2021-04-01", "东山县内务|东山县|jobs|有7654321人。", extra="disclosure: internal\n")
    project = Project(tmp_path).write("2021/07", TEXTS["2021/07"]).write("2021/04", secret).build()
    assert not any(b"7654321" in path.read_bytes() for path in project.site.rglob("*") if path.is_file())
    project.build(internal=True)
    rows = json_rows(data_files(project.site))
    assert [row["text"] for row in rows if row["disclosure"] == "internal"] == ["7654321人"]


def test_a_piece_travels_to_another_process() -> None:
    """Sent there or stored as one text and read back, it gives the same bytes."""
    settings = settings_of()
    (year,) = build_dataset(texts_of(archive_of(settings, {"2021/07": TEXTS["2021/07"]})), settings).years
    (piece,) = year.pieces
    texts = dataset.DatasetTexts.split(piece.texts.load().join())
    read = replace(piece, texts=Part(piece.digest, Loaded(texts)))
    for other in (pickle.loads(pickle.dumps(piece)), read):  # noqa: S301 - our own bytes
        assert other == piece
        assert dataset.build_year_files(replace(year, pieces=(other,))) == dataset.build_year_files(year)


def test_quantities_of_a_text_are_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files and every page use the same."""
    read: list[str] = []

    def counted(text: str, day: date, *, planned: bool) -> tuple[Quantity, ...]:
        read.append(text)
        return find_quantities(text, day, planned=planned)

    settings = settings_of()
    texts = {f"2021/{n:02}": briefing(n, f"2021-{n:02}-01", f"甲{n}|东山县|jobs|有{n}1个。") for n in range(1, 10)}
    text_units.cache_clear()
    monkeypatch.setattr(sys.modules["taizhou_brief.quantities.text_units"], "find_quantities", counted)
    archive = archive_of(settings, texts)
    contents = build_dataset(texts_of(archive), settings)
    for page in plan_pages(archive, settings, contents, compare_archive(archive, settings)):
        assert page.context
    units_of_archive = [
        unit for entry in texts_of(archive).entries for unit in text_units(entry.article, entry.issue.date)
    ]
    assert len(read) == len(units_of_archive) == len(set(read)) == 9
    assert contents.figures == sum(len(unit.quantities) for unit in units_of_archive)


# --- pages -----------------------------------------------------------------------------------------------------------
def test_no_line_joins_sums_that_only_share_their_words(tmp_path: Path) -> None:
    """Nothing is drawn or listed over issues, in no data file either; the published address says why and leads on."""
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
    results = project.page("county/dongshan/").partition('class="main-results"')[2].partition("</ul>")
    labels = [row.partition("年第1期")[0][-4:] for row in results[0].split("发放奖补资金")[1:]]
    assert labels == ["2022", "2021"]
    assert "发放奖补资金220" not in results[2]
    assert "前后对照" not in project.page("county/dongshan/") + project.page("figures/")
    for word in ("还没有这样的数字", "未必是同一件事", 'href="../../figures/"'):
        assert word in project.main("figures/series/")
    assert not (project.site / "data/series.json").exists()


def test_a_year_with_very_many_figures_is_parted_by_months(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page without script grows beyond what a browser shows; each figure stands on one of them."""
    monkeypatch.setattr(data, "PAGE_ROWS", 4)
    settings = settings_of()
    texts = {f"2021/{n:02}": briefing(n, f"2021-{n:02}-01") for n in (1, 2)}
    pages = html_of(archive_of(settings, texts), settings)
    assert 'class="table"' not in pages["figures/2021/"]
    for month in ("01", "02"):
        assert f"figures/2021/{month}/" in pages["figures/2021/"]
        assert pages[f"figures/2021/{month}/"].count("<tr><td") == pages[f"2021/{month}/1/"].count('<data class="n"')


def test_bars_compare_within_a_unit_only() -> None:
    """Three results of a unit are compared with the largest of them; two are not, and plans come after them."""
    heading = dataset.ArticleHeader("2021/07/1/", "题", "2021/07", "2021-12-01", (), ())
    said = [("3", "个"), ("12", "个"), ("6", "个"), ("900", "人"), ("450", "人")]
    rows = [dataset.QuantityRow(heading, "f1", f"{v}{u}", v, "", u, "count", f"有{v}{u}", "", "", 0) for v, u in said]
    plan = rows[0]._replace(text="70个", value="70", target=1)
    assert [(line.printed.number, line.bar, line.target) for line in build_data_rows([plan, *rows])] == [
        ("12", "100%", False),
        ("6", "50%", False),
        ("3", "25%", False),
        ("70", "", True),
        ("900", "", False),
        ("450", "", False),
    ]


def test_the_home_page_shows_one_figure_of_each_article() -> None:
    """What is telling of each, people first; each with its clause and the way to it."""
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
        ("2021/07/1/#f1", "520", "人", "东山县"),
        ("2021/07/2/#f1", "60", "人", "西河县"),
        ("2021/07/1/#f2", "30", "万元", "东山县"),
    ]
    assert rows[0].clause == "培训520人"


def test_the_handbook_tells_of_every_column_and_file(made: dict[str, bytes]) -> None:
    """Each with the words that the files themselves use."""
    text = (ROOT / "docs/data.md").read_text("utf-8")
    for column in (*dataset.COLUMNS, *ISSUE_COLUMNS, *MEASURE_COLUMNS):
        assert f"| {column.title} | `{column.key}` | {column.about}" in text
    for path in made:
        assert path.startswith("figures/rows/") or f"`{path.replace('2022', '2021')}`" in text


def test_every_kind_of_figure_has_a_chinese_name() -> None:
    """What the grammar knows, the files and the script of the table know too, by the same names."""
    known = {unit.kind for unit in units.UNITS.values()}
    assert known <= set(dataset.KINDS)
    script = (ROOT / "templates/assets/figures-page.js").read_text("utf-8")
    for kind, name in dataset.KINDS.items():
        assert f"{kind}: '{name}'" in script
