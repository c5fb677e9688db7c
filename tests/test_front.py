"""Front matter becomes values, each problem named at its place; what can be read is kept."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.diagnostics import Severity, select_errors
from taizhou_brief.formats.archive_yaml import parse_settings
from taizhou_brief.formats.briefing import front_matter
from taizhou_brief.model.block import Block, Span
from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import NO_DATE, NO_NUMBER, ArticleEntry, Erratum, FrontMatter, SourceFile
from taizhou_brief.model.text import Text

ROOT = Path(__file__).resolve().parent.parent
PATH = "briefings/2021/07.md"
SETTINGS, _ = parse_settings(
    """\
title: 某市简报
counties:
- {name: 东山县, slug: dongshan}
- {name: 西河县, slug: xihe, aliases: [西河镇]}
themes:
- {id: jobs, label: 就业, aliases: [就业创业]}
- {id: skills, label: 技能}
""",
    "briefings/archive.yaml",
)
assert SETTINGS is not None
GOOD = """\
---
number: 7
date: 2021-12-01
issuer: 某办公室
articles:
- title: 东山县“一+二” 稳步做事
  counties: [东山县]
  themes: [jobs, 技能]
---

# 东山县“一+二” 稳步做事
"""
FULL = f"""\
---
number: "07"
supplement: false
total: ３0
date: 2021-12-01
printed: 2021-12-02
issuer: 某办公室
report_to: [某书记, 某市长]
send_to: 市委、市人大
distribute_to:
- 各县（市、区）党委、政府
copies: 120
edition: digest
disclosure: internal
source: {{file: 简报 7.docx, sha256: {"AB" * 32}}}
editor_note: |
  先读这里。

  再读这里。
articles:
  title: "西河县做事"
  counties: 西河镇
  themes: 就业创业
  contributor: 西河县委
errata:
- {{at: 1/s2m3, printed: 结, corrected: 余, date: 2022-01-05, reason: 误植}}
---
正文
"""


def read(text: str, path: str = PATH) -> front_matter.FrontMatterResult:
    """Read with the settings of these tests."""
    assert SETTINGS is not None
    return front_matter.read_front_matter(text, path, SETTINGS)


def problems(text: str, path: str = PATH) -> list[tuple[str, int, int]]:
    """Return code, line and column of all that is wrong with a text."""
    return [(each.code, each.line, each.column) for each in read(text, path).diagnostics]


def change(old: str, new: str) -> str:
    """Return the good text with one place changed."""
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


def test_too_few_articles_and_an_unknown_place_in_the_words_of_the_settings() -> None:
    """No article at all is an error; another country's archive may call its places otherwise."""
    none = GOOD.replace(GOOD[GOOD.index("articles:") : GOOD.index("---\n\n")], "articles: []\n")
    assert problems(none) == [("F012", 5, 11)]
    settings, _ = parse_settings("title: 简报\nissuer: 办\nplace_label: 旗县\n", "briefings/archive.yaml")
    assert settings is not None
    (found,) = (d for d in front_matter.read_front_matter(GOOD, PATH, settings).diagnostics if d.code == "F022")
    assert found.message == "设置里没有“东山县”这个旗县"


def test_a_good_front_matter_is_read_without_complaint() -> None:
    """The values are there, the body begins below the second fence."""
    result = read(GOOD)
    article = ArticleEntry(
        title="东山县“一+二” 稳步做事", counties=("东山县",), themes=("jobs", "skills"), span=Span(6, 10, 6, 23)
    )
    assert result.front == FrontMatter(
        number=7, date=date(2021, 12, 1), issuer="某办公室", disclosure="public", articles=(article,)
    )
    assert (result.body_line, result.body) == (10, "\n# 东山县“一+二” 稳步做事\n")
    assert not result.diagnostics


def test_every_key_is_read() -> None:
    """All keys of the format, lists as values, names under the settings' names."""
    result = read(FULL)
    assert not result.diagnostics
    assert result.front == FrontMatter(
        number=7,
        supplement=False,
        total=30,
        date=date(2021, 12, 1),
        printed=date(2021, 12, 2),
        issuer="某办公室",
        report_to=("某书记", "某市长"),
        send_to=("市委、市人大",),
        distribute_to=("各县（市、区）党委、政府",),
        copies=120,
        edition="digest",
        disclosure="internal",
        source=SourceFile("简报 7.docx", "ab" * 32),
        editor_note=(
            Block("paragraph", Text("先读这里。"), Span(17, 1, 17, 6)),
            Block("paragraph", Text("再读这里。"), Span(19, 1, 19, 6)),
        ),
        articles=(
            ArticleEntry(
                title="西河县做事",
                counties=("西河县",),
                themes=("jobs",),
                contributor="西河县委",
                span=Span(21, 10, 21, 17),
            ),
        ),
        errata=(
            Erratum(
                at=Address(1, "s2m3"),
                printed="结",
                corrected="余",
                date=date(2022, 1, 5),
                reason="误植",
                span=Span(26, 3, 26, 4),
            ),
        ),
    )
    assert (result.body_line, result.body) == (28, "正文\n")


@pytest.mark.parametrize(
    ("written", "number"),
    [("7", 7), ("07", 7), ('"07"', 7), ("７", 7), ("'08'", 8), ("08", 8), ("010", 10), ("9999", 9999)],
)
def test_a_number_is_decimal_however_it_is_written(written: str, number: int) -> None:
    """Leading zeros never make it octal, quotes and full-width digits change nothing."""
    result = read(change("number: 7", f"number: {written}"), "07.md")
    assert result.front.number == number
    assert not result.diagnostics


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "column"),
    [
        ("number: 7", "number: 0", "F005", 2, 9),
        ("number: 7", "number: 10000", "F005", 2, 9),
        ("number: 7", "number: 第七期", "F005", 2, 9),
        ("number: 7", "number: -7", "F005", 2, 9),
        ("number: 7", f"number: {'7' * 5000}", "F005", 2, 9),
        ("number: 7", "number:", "F003", 2, 1),
        ("number: 7\n", "", "F002", 2, 1),
        ("number: 7", "number：7", "Y002", 2, 7),
        ("number: 7", "number:7", "Y003", 2, 7),
        ("number: 7", "期号: 7\nnumber: 7", "F001", 2, 1),
        ("number: 7", "number: 7\ntotal: x", "F005", 3, 8),
        ("number: 7", "number: 7\nsupplement: 是", "F006", 3, 13),
        ("number: 7", "number: 7\nsupplement: True", "F006", 3, 13),
        ("number: 7", "number: 7\nedition: 摘编", "F008", 3, 10),
        ("number: 7", "number: 7\nsource: {file: a, sha256: 12}", "F009", 3, 27),
        ("number: 7", f"number: 7\nsource: {{file：a, sha256: {'1' * 64}}}", "Y002", 3, 14),
        ("number: 7", "number: 7\nerrata: 无", "F004", 3, 9),
        ("issuer: 某办公室", "issuer: |\n  某\n  办公室", "F010", 4, 9),
        ("number: 7", "number: 7\nreport_to: ['']", "F003", 3, 13),
        ("number: 7", "number: 7\nreport_to: {a: b}", "F004", 3, 12),
        ("2021-12-01", "2021-02-30", "F007", 3, 7),
        ("2021-12-01", "2021-2-3", "F007", 3, 7),
        ("2021-12-01", "2021年2月3日", "F007", 3, 7),
        ("2021-12-01", "1021-02-03", "F007", 3, 7),
        ("2021-12-01", "2021-12-01\nprinted: 2021-11-30", "F021", 4, 10),
        ("2021-12-01", "2022-12-01", "F020", 3, 7),
        ("number: 7", "number: 8", "F020", 2, 9),
        ("number: 7", "number: 7\nsupplement: true", "F020", 2, 9),
        ("issuer: 某办公室\n", "", "F002", 2, 1),
        ("[东山县]", "[东山县，西河县]", "F011", 7, 17),
        ("[东山县]", "[东山县、西河县]", "F011", 7, 17),
        ("[东山县]", "［东山县］", "F011", 7, 13),
        ("[东山县]", "[东山县, 西河县］", "Y016", 7, 13),
        ("[东山县]", "[东山区]", "F022", 7, 14),
        ("[东山县]", "[[东山县]]", "F004", 7, 14),
        ("技能]", "技术]", "F023", 8, 18),
        ("技能]", "就业]", "F024", 8, 18),
        ("  themes: [jobs, 技能]\n", "", "F002", 6, 3),
        ("- title: ", "- titel: 甲\n  title: ", "F001", 6, 3),
        ("“一+二” ", "打造 #1 ", "Y015", 6, 16),
        ("title: 东山县“一+二”", "title: 东山县: 一二", "Y017", 6, 13),
    ],
)
def test_a_problem_is_named_where_it_stands(old: str, new: str, code: str, line: int, column: int) -> None:
    """One wrong place gives one problem, with a way out."""
    text = GOOD.replace(old, new, 1)
    assert text != GOOD
    assert problems(text) == [(code, line, column)]
    assert all(each.hint for each in read(text).diagnostics)


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("number: 7", "期号: 7", "number"),
        ("number: 7", "nubmer: 7", "number"),
        ("date: ", "日期: ", "date"),
        ("  counties: ", "  county: ", "counties"),
        ("title: 东山县“一+二”", "标题: 东山县“一+二”", "title"),
        ("[东山县]", "[东山乡]", "东山县"),
        ("技能]", "技能人才]", "技能"),
        ("2021-12-01", "2021.12.1", "2021-12-01"),
        ("number: 7", "number: 第十二期", "12"),
        ("number: 7", "number: 7\nsupplement: 是", "true"),
    ],
)
def test_a_hint_names_what_was_meant(old: str, new: str, hint: str) -> None:
    """The nearest key, name or form."""
    assert hint in read(GOOD.replace(old, new, 1)).diagnostics[0].hint


def test_no_is_text() -> None:
    """A word that YAML takes for a truth elsewhere is a word here."""
    assert read(change("东山县“一+二” 稳步做事\n  c", "no\n  c")).front.articles[0].title == "no"


def test_a_duplicate_key_names_both_places() -> None:
    """The second is where the message stands, the first is in it and counts."""
    result = read(change("number: 7", "number: 7\nnumber: 8"))
    (found,) = result.diagnostics
    assert (found.code, found.line, found.column) == ("Y005", 3, 1)
    assert "第 2 行第 1 列" in found.message
    assert result.front.number == 7


def test_text_is_in_normal_form_without_blanks_around_it() -> None:
    """Composed characters, and no blank that quotes have kept."""
    assert read(change("某办公室", "' cafe\u0301 '")).front.issuer == "café"


def test_a_folded_title_has_no_space_between_its_lines() -> None:
    """A line break between Han characters is no space."""
    text = change("title: 东山县“一+二” 稳步做事", "title: >-\n    东山县\n    做事")
    assert read(text).front.articles[0].title == "东山县做事"
    assert not read(text).diagnostics


def test_line_ends_and_byte_order_mark_change_nothing() -> None:
    """A file from Windows reads like any other, places included."""
    windows = read("\ufeff" + GOOD.replace("\n", "\r\n"))
    assert windows == read(GOOD)
    assert problems("\ufeff" + change("number: 7", "number: x").replace("\n", "\r\n")) == [("F005", 2, 9)]


@pytest.mark.parametrize("text", ["", "\n", "# 标题\n", "正文", GOOD[4:], "正文\n" + GOOD])
def test_a_text_without_front_matter_is_all_body(text: str) -> None:
    """One problem says so; missing keys are not told one by one."""
    result = read(text)
    assert [each.code for each in result.diagnostics] == ["F026"]
    assert (result.body_line, result.body) == (1, text)
    assert (result.front.number, result.front.date) == (NO_NUMBER, NO_DATE)


def test_blank_lines_above_the_front_matter_are_told_and_skipped() -> None:
    """The values are read all the same, at their places."""
    result = read("\n\n" + GOOD)
    assert problems("\n\n" + GOOD) == [("F026", 3, 1)]
    assert (result.front.number, result.body_line) == (7, 12)


@pytest.mark.parametrize(
    ("fence", "line", "body_line"), [("", 1, 9), ("----\n", 9, 10), ("——\n", 9, 10), ("--\n", 9, 10), ("===\n", 9, 10)]
)
def test_a_front_matter_that_does_not_end_is_told_and_ended(fence: str, line: int, body_line: int) -> None:
    """It ends at what was meant for the fence, or above the first title."""
    result = read(GOOD.replace("---\n\n", f"{fence}\n"))
    assert [(each.code, each.line) for each in result.diagnostics] == [("F027", line)]
    assert result.front == read(GOOD).front
    assert (result.body_line, result.body.lstrip("\n")) == (body_line, "# 东山县“一+二” 稳步做事\n")


def test_a_rule_in_the_body_does_not_end_the_front_matter() -> None:
    """A `---` below the first title belongs to the text."""
    result = read(GOOD.replace("---\n\n", "\n") + "\n正文。\n\n---\n\n正文。\n")
    assert [each.code for each in result.diagnostics] == ["F027"]
    assert result.front == read(GOOD).front


def test_a_comment_in_the_front_matter_does_not_end_it() -> None:
    """A line that begins with `#` below a blank line may well be a comment."""
    result = read(change("articles:", "\n# 各篇\narticles:"))
    assert not result.diagnostics
    assert len(result.front.articles) == 1


def test_an_empty_front_matter_names_what_it_needs() -> None:
    """Number, date, issuer and articles."""
    result = read("---\n---\n正文\n")
    assert {re.findall(r"“(\w+)”", each.message)[0] for each in result.diagnostics} == {
        *("number", "date", "articles", "issuer"),
    }
    assert (result.body_line, result.body) == (3, "正文\n")


def test_what_stands_above_a_mistake_of_syntax_is_kept() -> None:
    """An open bracket far down costs neither the number nor the first article."""
    text = change("---\n\n", "- title: 西河县做事\n  counties: [西河县\n  themes: [技能]\n---\n\n")
    result = read(text)
    assert [(each.code, each.line) for each in result.diagnostics] == [("Y016", 10)]
    assert (result.front.number, [each.title for each in result.front.articles]) == (
        7,
        ["东山县“一+二” 稳步做事", "西河县做事"],
    )


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (GOOD, "briefings/2021/07.md"),
        (GOOD, "archive/briefings/2021/07.md"),
        (GOOD, "07.md"),
        (GOOD, "notes/2020/1.md"),
        (GOOD.replace("number: 7", "number: 1\nsupplement: true"), "briefings/2021/s1.md"),
        (GOOD.replace("number: 7", "number: 107"), "briefings/2021/107.md"),
    ],
)
def test_a_path_that_agrees_or_is_none_of_ours_is_fine(text: str, path: str) -> None:
    """Only files below `briefings/` have a place to agree with."""
    assert problems(text, path) == []


@pytest.mark.parametrize(
    "path", ["briefings/2021/7.md", "briefings/2021/s7.md", "briefings/2020/07.md", "briefings/2021/x.md"]
)
def test_a_path_that_disagrees_names_the_right_one(path: str) -> None:
    """The message says where the file belongs."""
    (found,) = read(GOOD, path).diagnostics
    assert found.code == "F020"
    assert "briefings/2021/07.md" in found.message


def test_a_theme_twice_is_a_warning() -> None:
    """Under another name as well; it counts once."""
    result = read(change("技能]", "就业创业]"))
    assert not select_errors(result.diagnostics)
    assert [each.severity for each in result.diagnostics] == [Severity.WARNING]
    assert result.front.articles[0].themes == ("jobs",)


def test_a_city_department_has_no_counties() -> None:
    """An empty list says that none is meant; no list is worth a warning."""
    assert problems(change("[东山县]", "[]")) == []
    (found,) = read(change("  counties: [东山县]\n", "")).diagnostics
    assert (found.code, found.severity) == ("F002", Severity.WARNING)


@pytest.mark.parametrize("at", ["3/s1m2", "3/m2", "3", "12/s10m11"])
def test_an_erratum_has_a_place(at: str) -> None:
    """Article, and measure in it."""
    text = change("number: 7", f"number: 7\nerrata: {{at: {at}, printed: 甲, corrected: 乙, date: 2022-01-01}}")
    assert problems(text) == []
    assert read(text).front.errata[0].at == Address.parse(at)


@pytest.mark.parametrize("at", ["0", "3/", "3/s1", "3/s0m1", "s1m2", "3/s1m2f1", "一"])
def test_an_erratum_without_a_place_is_an_error(at: str) -> None:
    """Anything else says what the form is."""
    text = change("number: 7", f"number: 7\nerrata: {{at: {at}, printed: 甲, corrected: 乙, date: 2022-01-01}}")
    assert problems(text) == [("F009", 3, 14)]


def test_the_first_issue_of_the_repository_is_in_order() -> None:
    """Its front matter has nothing wrong with it."""
    settings, _ = parse_settings((ROOT / "briefings" / "archive.yaml").read_text(encoding="utf-8"), "a")
    assert settings is not None
    result = front_matter.read_front_matter((ROOT / PATH).read_text(encoding="utf-8"), PATH, settings)
    assert result.diagnostics == ()


PIECES = [
    *"[]{}:,-#'\"|\n ：，甲7",
    ": ",
    "\n- ",
    "\n  ",
    "---\n",
    "\n---\n",
    "jobs",
    "东山县",
    "[]",
    "2021-12-01",
    "\r",
    "\x00",
]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Return a good text with a few places put in, taken out or replaced."""
    text = draw(st.sampled_from([GOOD, FULL]))
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(PIECES)) + text[at + draw(st.integers(0, 6)) :]
    return text


@given(text=st.one_of(st.text(), damaged()))
def test_nothing_raises_and_no_body_is_lost(text: str) -> None:
    """Any text gives a front matter, the rest of the text, and problems with places."""
    result = read(text)
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert plain.endswith(result.body)
    assert result.body_line == plain[: len(plain) - len(result.body)].count("\n") + 1
    assert {each.code[0] for each in result.diagnostics} <= set("FYM")  # the editor's note is Markdown
    problems = [each for each in result.diagnostics if each.code[0] != "M"]
    assert all(each.line and each.column and each.message and each.hint for each in problems)
    if result.front.number == NO_NUMBER or result.front.date == NO_DATE or not result.front.articles:
        assert select_errors(result.diagnostics)
