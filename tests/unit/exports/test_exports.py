"""What is exported is what is printed: read back by `import`, a spreadsheet's own format, and SQLite."""

from __future__ import annotations

import io
import re
import shutil
import sqlite3
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click import UsageError
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from taizhou_brief.builder.check import check_text, load_settings
from taizhou_brief.builder.files import read_project
from taizhou_brief.chinese.dates import format_day, parse_day
from taizhou_brief.cli.export import export
from taizhou_brief.exports.collection_document import write_collection
from taizhou_brief.exports.database import convert, write_database
from taizhou_brief.exports.issue_document import write_issue
from taizhou_brief.exports.selection import Selection, choose_measures, list_themes, narrow_issues
from taizhou_brief.exports.tables import TABLES, list_rows
from taizhou_brief.exports.word import WordFile, join_names
from taizhou_brief.exports.workbook import write_workbook
from taizhou_brief.formats.briefing import parse
from taizhou_brief.importer.draft import draft_from_office
from taizhou_brief.importer.recognise.masthead_fields import split_names
from taizhou_brief.model.issue import Issue
from taizhou_brief.model.settings import Settings
from taizhou_brief.quantities import issue_quantities
from tests.project import Project, briefing
from tests.showing import settings_of

ROOT = Path(__file__).parents[3]
ARCHIVES = (ROOT, *sorted((ROOT / "tests/cases/golden").iterdir()))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def issues_of(root: Path) -> tuple[Settings, list[Issue]]:
    """The settings and issues of an archive."""
    loaded = load_settings(read_project(root))
    assert loaded.settings
    return loaded.settings, [check_text(loaded.settings, source).issue for source in loaded.project.sources]


def words(text: str) -> str:
    """A text without layout: spaces, list signs and the numbers of references."""
    return re.sub(r"[\s·]|\[\^\d+\]", "", text)


def printed(issue: Issue, settings: Settings) -> dict[str, Any]:
    """Everything that an issue prints."""
    return {
        "facts": (issue.number, issue.supplement, issue.total, issue.date, issue.printed, issue.copies, issue.edition),
        "office": issue.issuer or settings.issuer,
        "recipients": (issue.report_to, issue.send_to, issue.distribute_to),
        "articles": [
            {
                "title": article.title,
                "contributor": article.contributor,
                "sections": [(section.marker, section.title) for section in article.sections],
                "measures": [
                    (measure.marker.strip(), words(measure.heading + measure.stop + measure.text))
                    for measure in article.measures
                ],
                "lead": words("".join(block.text for block in article.lead)),
            }
            for article in issue.articles
        ],
    }


@pytest.mark.parametrize(
    "root", [ROOT, ROOT / "tests/cases/golden/two-years", ROOT / "tests/cases/golden/minimal"], ids=str
)
def test_import_reads_back_what_is_printed(root: Path) -> None:
    """The issue of this archive and those of the golden ones: every fact, title, section, measure and recipient."""
    settings, issues = issues_of(root)
    assert issues
    for issue in issues:
        draft = draft_from_office(write_issue(issue, settings), settings, name="一期.docx")
        assert draft.parsed
        assert draft.complete
        assert printed(draft.parsed.issue, settings) == printed(issue, settings)


NAMES = st.sampled_from(("东山县", "西山县"))
PEOPLE = st.lists(
    st.sampled_from(("市委办公室", "各县（市、区）党委、政府", "甲书记", "市级有关单位")), unique=True, max_size=4
)


@given(
    st.integers(1, 60),
    st.dates(),
    st.lists(st.integers(1, 3), min_size=1, max_size=3),
    PEOPLE,
    st.booleans(),
    st.one_of(st.none(), st.integers(1, 900)),
)
def test_any_issue_comes_back(  # noqa: PLR0913, PLR0917  # drawn by chance
    number: int, day: Any, sections: list[int], people: list[str], is_digest: bool, copies: int | None
) -> None:
    """With any number of sections, measures and recipients."""
    day = day.replace(year=2000 + day.year % 50)
    body = "东山县把夜校办到车间，一年开课386期。\n"
    for index, count in enumerate(sections):
        body += f"\n## {'一二三'[index]}、{'把课堂办进车间的路' * (index + 1)}\n"
        body += "".join(
            f"\n{'一二三'[n]}是教室就近{index}{n}。在{n + 2}个工业点建成教学点{n + 10}个。\n" for n in range(count)
        )
    extra = f"issuer: 某市办公室\nreport_to: [{', '.join(people)}]\n" + ("edition: digest\n" if is_digest else "")
    extra += f"copies: {copies}\n" if copies else ""
    text = briefing(
        number, day.isoformat(), f"东山县办好夜校 职工学在车间|东山县|skills|{body}", extra=extra.replace("\n", "\n")
    )
    settings = settings_of()
    issue = parse(text.replace("\n", "\n"), f"briefings/{day.year}/{number:02}.md", settings).issue
    draft = draft_from_office(write_issue(issue, settings), settings, name="一期.docx")
    assert draft.parsed
    assert printed(draft.parsed.issue, settings) == printed(issue, settings)


def test_equal_issues_give_equal_bytes_whenever_they_are_written() -> None:
    """Word, and Excel."""
    settings, issues = issues_of(ROOT)
    assert write_issue(issues[0], settings) == write_issue(issues[0], settings)
    data = write_workbook(issues, settings)
    assert data == write_workbook(issues, settings)
    for content in (write_issue(issues[0], settings), data):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert b"20260" not in package.read("docProps/core.xml")


def document_of(data: bytes, part: str = "word/document.xml") -> Any:
    """A part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(part))


def test_errata_are_comments_and_footnotes_are_footnotes() -> None:
    """The printed words stay; a footnote that two places refer to is one."""
    settings, (issue,) = issues_of(ROOT)
    comments = document_of(write_issue(issue, settings), "word/comments.xml")
    text = "".join(node.text or "" for node in comments.iter(f"{W}t"))
    assert issue.errata[0].printed in text
    assert issue.errata[0].corrected in text
    settings, issues = issues_of(ROOT / "tests/cases/golden/every-feature")
    data = write_issue(issues[0], settings)
    notes = document_of(data, "word/footnotes.xml").findall(f"{W}footnote")
    references = list(document_of(data).iter(f"{W}footnoteReference"))
    expected = {note.label for article in issues[0].articles for note in article.notes}
    assert len(notes) - 2 == len(expected) > 0
    assert len(references) == sum(len(note.references) for article in issues[0].articles for note in article.notes)


def test_a_page_has_22_lines(tmp_path: Path) -> None:
    """On A4, as LibreOffice sets it."""
    if shutil.which("soffice") is None:
        pytest.skip("no LibreOffice here")
    settings, (issue,) = issues_of(ROOT)
    (tmp_path / "a.docx").write_bytes(write_issue(issue, settings))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "a.docx",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    page = document[2]
    assert (round(page.get_width()), round(page.get_height())) == (595, 842)
    text = page.get_textpage().get_text_range()
    assert len([line for line in text.splitlines() if line.strip()]) == 22 + 1  # and the number of the page
    document.close()


def test_chosen_measures_are_those_of_the_words() -> None:
    """By county, theme and query; each with its source and its whole text."""
    settings, issues = issues_of(ROOT)
    county = issues[0].articles[0].counties[0]
    everything = list(choose_measures(issues, Selection(), settings))
    chosen = list(choose_measures(issues, Selection(county=county), settings))
    assert len(everything) == sum(len(article.measures) for issue in issues for article in issue.articles)
    assert chosen == [item for item in everything if county in item.article.counties]
    word = chosen[0].measure.heading[:4]
    found = list(choose_measures(issues, Selection(county=county, query=f"“{word}”"), settings))
    assert chosen[0] in found
    theme = next(own.theme for item in everything for own in item.measure.themes)
    about = list(choose_measures(issues, Selection(theme=theme), settings))
    assert about
    assert len(about) < len(everything)
    assert all(theme in list_themes(item.measure, settings) for item in about)
    selection = Selection(county=county)
    assert narrow_issues(issues, Selection(), settings) == tuple(issues)
    (narrowed,) = narrow_issues(issues, selection, settings)
    assert [article.title for article in narrowed.articles] == [issues[0].articles[0].title]
    data = write_collection(chosen, selection, settings)
    text = "".join(node.text or "" for node in document_of(data).iter(f"{W}t"))
    for item in chosen:
        assert words(item.measure.heading) in words(text)
        assert f"措施{item.address.section_sign}" in text


def test_the_database_has_every_row_and_no_orphan(tmp_path: Path) -> None:
    """Keys hold; each figure is that of the text."""
    for root in ARCHIVES:
        if root.name == "broken":
            continue
        settings, issues = issues_of(root)
        path = tmp_path / f"{root.name}.sqlite"
        counts = write_database(path, issues, settings)
        connection = sqlite3.connect(path)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for form in TABLES:
            (number,) = connection.execute(f"SELECT count(*) FROM {form.name}").fetchone()  # noqa: S608
            assert number == counts[form.name]
        texts = sorted(row[0] for row in connection.execute("SELECT text FROM figures"))
        quantities = [q for issue in issues for units in issue_quantities(issue) for u in units for q in u.quantities]
        assert texts == sorted(quantity.text for quantity in quantities)
        assert counts["measures"] == sum(len(article.measures) for issue in issues for article in issue.articles)
        connection.close()


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_number_of_the_database_is_the_number(value: Decimal) -> None:
    """A real keeps it exactly, or it is stored as text."""
    stored: object = convert(value)
    assert Decimal(repr(stored) if isinstance(stored, float) else str(stored)) == value


def read_sheet(data: bytes, number: int) -> list[list[str]]:
    """The cells of a sheet as texts."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        shared = [
            "".join(t.text or "" for t in item.iter(f"{space}t"))
            for item in etree.fromstring(package.read("xl/sharedStrings.xml"))
        ]
        sheet = etree.fromstring(package.read(f"xl/worksheets/sheet{number}.xml"))
    rows = []
    for row in sheet.iter(f"{space}row"):
        cells = {}
        for cell in row:
            letters = re.sub(r"\d", "", cell.get("r", ""))
            column = sum((ord(letter) - 64) * 26**place for place, letter in enumerate(reversed(letters))) - 1
            value = cell.findtext(f"{space}v") or ""
            cells[column] = shared[int(value)] if cell.get("t") == "s" else f"={value}"
        rows.append([cells.get(column, "") for column in range(max(cells) + 1)])
    return rows


def test_every_cell_of_the_workbook_is_what_is_printed() -> None:
    """`1.0%`, `10:1`, `3-5` and long numbers stay as they are; values are numbers."""
    settings, issues = issues_of(ROOT)
    data = write_workbook(issues, settings)
    for number, form in enumerate(TABLES, 1):
        head, *rows = read_sheet(data, number)
        assert head == [column.title for column in form.columns]
        expected = [row for name, row in list_rows(issues, settings) if name == form.name]
        assert len(rows) == len(expected)
        for cells, values in zip(rows, expected, strict=True):
            for cell, value in zip(cells, values, strict=False):
                if isinstance(value, str):
                    assert cell == value
                elif value is not None:
                    assert Decimal(cell.removeprefix("=")) == Decimal(value)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """An archive of a public and an internal issue, the current folder."""
    project = Project(tmp_path).write("2021/01", briefing(1, "2021-01-05"))
    project.write("2021/02", briefing(2, "2021-02-05", extra="disclosure: internal\n".replace("\n", "\n")))
    monkeypatch.chdir(tmp_path)
    return project


def run(*arguments: str) -> int:
    """Exit code of the command."""
    try:
        code: int = export.main(list(arguments), standalone_mode=False)
    except UsageError:
        return 2
    return code


def test_the_command_writes_and_never_overwrites(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """One file an issue, one of chosen measures, a workbook, a database."""
    assert run("--docx", "2021/01") == 0
    (written,) = project.root.glob("*.docx")
    before = written.read_bytes()
    assert run("--docx", "2021/01") == 2
    assert written.read_bytes() == before
    assert run("--docx", "--county", "东山县", "--out", "县.docx") == 0
    assert run("--xlsx", "--out", "表.xlsx") == 0
    assert run("--sqlite", "--out", "库.sqlite") == 0
    assert run("--sqlite", "--out", "库.sqlite") == 2
    assert "1 期" in capsys.readouterr().out
    assert run("--docx") == run() == run("--docx", "2021/09") == run("--docx", "--county", "无县") == 2
    assert run("--docx", "--theme", "无") == run("--docx", "2021/02") == 2
    assert run("--docx", "--query", "没有的词") == 1
    assert run("--docx", "2021/02", "--internal") == 0
    assert run("--docx", "2021/01", "2021/02", "--internal", "--out", "一个.docx") == 2


def test_a_missing_library_and_a_bad_place_are_said(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What to install; a folder that is not there."""
    assert run("--sqlite", "--out", "没有/库.sqlite") == 3
    assert run("--docx", "2021/01", "--out", "没有/一期.docx") == 3
    project.write("2021/03", briefing(3, "2021-03-05").replace("number: 3", "number: 三"))
    assert run("--sqlite") == 1

    def missing(_name: str) -> None:
        raise ModuleNotFoundError(name="docx")

    monkeypatch.setattr("taizhou_brief.cli.export.import_module", missing)
    project.path("2021/03").unlink() if hasattr(project, "path") else (project.root / "briefings/2021/03.md").unlink()
    capsys.readouterr()
    assert run("--docx", "2021/01") == 3
    assert "office" in capsys.readouterr().err


@given(
    st.lists(st.sampled_from(("市委", "各县（市、区）党委、政府", "甲、乙两办", "政协领导")), unique=True, min_size=1)
)
def test_recipients_stay_apart(names: list[str]) -> None:
    """Whatever their names contain."""
    if len(names) > 1 or "、" not in names[0]:
        assert split_names(join_names(names)) == tuple(names)


def test_small_parts() -> None:
    """A day is printed as it is read; an empty file is one."""
    day = parse_day("2021年12月1日")
    assert day
    assert format_day(day) == "2021年12月1日"
    assert WordFile().to_bytes("题", "办").startswith(b"PK")
