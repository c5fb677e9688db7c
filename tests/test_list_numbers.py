"""The number of a list item and the digits of its text never make one number: in imports, records and on pages."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from taizhou_brief.chinese.list_numbers import FORMATS
from taizhou_brief.cli import run_command
from taizhou_brief.formats.briefing import parse
from taizhou_brief.importer.draft import Draft, draft_from_office
from taizhou_brief.importer.recognise import completeness, recognise
from taizhou_brief.importer.recognise.numbers import concatenate, find_changed_number, separate_characters
from taizhou_brief.model.issue import Article
from taizhou_brief.quantities import find_quantities, text_units
from tests.office_files import abstract, docx, level, num, p, table
from tests.office_texts import codes, lines_of, settings
from tests.project import Project

Out = pytest.CaptureFixture[str]
DAY = date(2022, 4, 8)
HEAD = ["海岛共富工作简报", "第9期", "天台县共富办　　2022年4月8日", "天台县推行山乡夜校", "全县推行夜校。"]
FOOT = ["送：市委。", "天台县共富办　2022年4月8日印发"]
TEXTS = [
    *("5个村建成驿站。", "10家企业入驻。", "3.5亿元到位。", "2021年建成4个镇。", "三大行动开展。", "十个村通车。"),
    *("95%的人毕业。", "0.8万户受益。", "万户用上新灶。", "亩均收入5000元。", "300余人结业。", "%号打印12张。"),
    *("1∶2配比种植3亩。", "12,300户参加。", "-5℃保存8吨。", "个村建成。", "千人受训。", "1、2号楼改造6户。"),
]
SHAPES = [
    "%1.",
    "%1、",
    "%1",
    "(%1)",
    "%1)",
    "（%1）",
    "%1．",
    "第%1",
    "%1-",
    "%1:",
    "%1：",
    "%1,",
    "%1/",
    "%1~",
    "%1至",
    "%1.%1",
]


def listed(kind: str, shape: str, texts: list[str]) -> bytes:
    """A .docx whose measures are numbered by Word."""
    rows = [p(text) for text in HEAD] + [p(text, num=(1, 0)) for text in texts] + [p(text) for text in FOOT]
    return docx("".join(rows), numbering=abstract(1, level(0, shape, kind)) + num(1, 1))


def imported(data: bytes, name: str = "来稿.docx") -> Draft:
    """The draft of a file, complete."""
    draft = draft_from_office(data, settings(), name=name)
    assert draft.complete, draft.diagnostics
    return draft


def article_of(draft: Draft) -> Article:
    """The one article of a draft."""
    assert draft.parsed
    (article,) = draft.parsed.issue.articles
    return article


def figures(article: Article) -> list[tuple[str, str]]:
    """The figures of an article: words and value."""
    return [(f.text, str(f.value)) for passage in text_units(article, DAY) for f in passage.quantities]


def figures_of_each(texts: list[str]) -> list[tuple[str, str]]:
    """The figures that these texts hold, each read for itself."""
    return [(f.text, str(f.value)) for text in texts for f in find_quantities(text, DAY)]


@given(
    st.sampled_from(sorted(FORMATS)), st.sampled_from(SHAPES), st.lists(st.sampled_from(TEXTS), min_size=2, max_size=5)
)
@example("decimal", "%1.", ["5个村建成驿站。", "3个乡完成改造。", "2个镇新建夜校。"])
@example("decimal", "%1、", ["三大行动开展。", "5个村建成驿站。"])
@example("numberInDash", "%1", ["3.5亿元到位。", "95%的人毕业。"])
@profile(max_examples=60)
def test_a_number_of_word_is_no_part_of_a_figure(kind: str, shape: str, texts: list[str]) -> None:
    """Whatever Word prints before a paragraph, its figures are those of its text; no other figure appears."""
    found = figures(article_of(imported(listed(kind, shape, texts))))
    wanted = figures_of_each(texts)
    assert [each for each in found if each not in wanted] == []
    if kind == "decimal" and shape in ("%1.", "%1、", "（%1）", "(%1)"):
        assert found == wanted


@pytest.mark.parametrize("shape", ["%1.", "%1、", "%1．", "%1"])
def test_a_list_of_word_is_measures(shape: str) -> None:
    """`1.` and `5个村` give a measure that begins with 5个村, and the two stay apart where they are shown."""
    texts = ["5个村建成驿站。全年开放。", "3个乡完成改造。新增停车位。", "2个镇新建夜校。"]
    measures = article_of(imported(listed("decimal", shape, texts))).measures
    assert [m.heading for m in measures] == ["5个村建成驿站", "3个乡完成改造", "2个镇新建夜校"]
    assert all(find_quantities(m.marker + m.heading, DAY)[0].text == m.heading[:2] for m in measures)


def test_a_list_in_a_cell_keeps_its_numbers_apart() -> None:
    """Also where Word numbers the paragraphs of a cell."""
    cell = f"<w:tbl><w:tr><w:tc>{p('项目')}</w:tc><w:tc>{p('5个村', num=(1, 0))}</w:tc></w:tr></w:tbl>"
    rows = "".join(p(text) for text in HEAD) + cell + "".join(p(text) for text in FOOT)
    draft = imported(docx(rows, numbering=abstract(1, level(0, "%1.", "decimal")) + num(1, 1)))
    assert [text for text, _ in figures(article_of(draft))] == ["5个"]


SERIES = [
    (["1. 5个村建成。", "2. 3个乡改造。"], "5个村建成 3个乡改造", "5个 3个", ""),
    (["1、 5个村建成。", "2、 3个乡改造。"], "5个村建成 3个乡改造", "5个 3个", ""),
    (["1.5个村建成。", "2.3个乡改造。", "3.2个镇新建。"], "5个村建成 3个乡改造 2个镇新建", "5个 3个 2个", "warned"),
    (["1、5个村建成。", "2、3个乡改造。"], "5个村建成 3个乡改造", "5个 3个", "warned"),
    (["1.开班。", "2.3亿元到位。", "3.结业。"], "开班 3亿元到位 结业", "3亿元", "warned"),
    (["1.2021年建成4个。", "2.2022年扩建。"], "2021年建成4个 2022年扩建", "4个", "warned"),
    (["1.5亿元到位。", "2.3亿元在途。"], "", "1.5亿元 2.3亿元", "warned"),
    (["1.5亿元到位。", "全部落实。"], "", "1.5亿元", ""),
    (["1.建成。", "2.3亿元到位。", "2.改造。"], "建成 改造", "2.3亿元", ""),
]


@pytest.mark.parametrize(("rows", "headings", "said", "warned"), SERIES)
def test_a_series_in_plain_text(rows: list[str], headings: str, said: str, warned: str) -> None:
    """`1. 5个村` and `1.5个村` in a series are measures, in an import and in a record; what is in doubt is told."""
    draft = imported("\n".join([*HEAD, *rows, *FOOT]).encode(), "来稿.txt")
    record = "---\n---\n# 题目\n\n" + "\n\n".join(re.sub(r"^(\d)\. ", r"\1\. ", row) for row in rows) + "\n"
    parsed = parse(record, "briefings/2022/09.md", settings())
    for article in (article_of(draft), parsed.issue.articles[0]):
        assert [m.heading for m in article.measures] == headings.split()
        assert [text for text, _ in figures(article)] == said.split()
    assert any(d.code == "I728" for d in draft.diagnostics) == bool(warned)
    assert any(d.code == "M009" and d.line for d in parsed.diagnostics) == bool(warned)


def test_a_list_of_markdown_is_measures() -> None:
    """`1. 5个村` in an existing record is measure 1 with 5个."""
    body = "# 题目\n\n1. 5个村建成驿站。全年开放。\n2. 3个乡完成改造。\n"
    article = parse(f"---\n---\n{body}", "briefings/2022/09.md", settings()).issue.articles[0]
    assert [(m.ordinal, m.heading) for m in article.measures] == [(1, "5个村建成驿站"), (2, "3个乡完成改造")]
    assert [text for text, _ in figures(article)] == ["5个", "3个"]


def test_the_page_and_the_outline_keep_them_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    """What readers see and copy is `1. 5个村`, never `1.5个村`."""
    monkeypatch.chdir(tmp_path)
    project = Project(tmp_path)
    (tmp_path / "来稿.docx").write_bytes(listed("decimal", "%1.", ["5个村建成驿站。", "3个乡完成改造。"]))
    assert run_command(["import", "来稿.docx", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert "1.5" not in json.dumps(data, ensure_ascii=False)
    assert run_command(["import", "来稿.docx"]) == 0
    capsys.readouterr()
    path = project.root / "briefings/2022/09.md"
    assert "1.5" not in path.read_text("utf-8")
    assert run_command(["show", "briefings/2022/09.md"]) in (0, 1)
    assert "1. 5个村建成驿站" in capsys.readouterr().out


# the proof


PARTS = st.lists(
    st.sampled_from(["5", "12", "3.5", "1,200", "亿元", "个村", "，", "共", "三十", "万户", "%", "建成", "年"]),
    min_size=2,
    max_size=12,
)


@given(PARTS, st.data())
@profile(max_examples=200)
def test_the_proof_counts_numbers(parts: list[str], data: st.DataObject) -> None:
    """A blank put into a number, or taken out between two, changes no character and is found all the same."""
    text = "".join(parts)
    place = data.draw(st.integers(1, len(text) - 1))
    apart = f"{text[:place]} {text[place:]}"
    whole, parted = concatenate([separate_characters(text)]), concatenate([separate_characters(apart)])
    digits = text[place - 1].isdecimal() and text[place].isdecimal()
    assert find_changed_number(whole, whole) == find_changed_number(parted, parted) == ""
    if digits:
        assert find_changed_number(whole, parted)
        assert find_changed_number(parted, whole)
    if text[place - 1] in "，共成" or text[place] in "，共建":
        assert not find_changed_number(whole, parted)
        assert not find_changed_number(parted, whole)


def test_a_draft_with_another_number_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault anywhere before the proof that makes another number of the same characters refuses the import."""
    source = lines_of("\n".join([*HEAD, "1. 5个村建成驿站。", "2. 3个乡投入3.5亿元。", *FOOT]))
    assert recognise(source, settings()).complete
    for fault in (lambda t: t.replace("1\\. 5", "1.5"), lambda t: t.replace("3.5亿", "3. 5亿")):
        monkeypatch.setattr(
            "taizhou_brief.importer.recognise.find_losses",
            lambda s, t, *rest, f=fault, **more: completeness.find_losses(s, f(t), *rest, **more),
        )
        found = recognise(source, settings())
        assert not found.complete
        assert "I799" in codes(found)
        assert any("数字与原件不同" in d.message for d in found.diagnostics)


def test_cells_are_never_one_number() -> None:
    """The cells of a row stay apart: 12 and 5 are not 125."""
    rows = "".join(p(text) for text in HEAD) + table([["村", "户数", "次"], ["东村", "12", "5"]])
    draft = imported(docx(rows + "".join(p(text) for text in FOOT)))
    assert "125" not in draft.text.partition("\n---\n")[2]  # the digest in the front matter may have any digits


RUN_ON = [
    ("主要做法：1.5个村建成。2.3个乡改造。3.2个镇新建。", "5个村建成 3个乡改造 2个镇新建", "5个 3个 2个"),
    ("1.5个村建成；2.3个乡改造。", "5个村建成； 3个乡改造", "5个 3个"),
    ("1、5个村建成；2、3个乡改造。", "5个村建成； 3个乡改造", "5个 3个"),
    ("主要做法：1.建成村5个。2.3个乡改造。", "建成村5个 3个乡改造", "5个 3个"),
    ("户均投入：1.5亿元；2.3亿元。", "", "1.5亿元 2.3亿元"),
    ("今年提高：1.5个百分点；2.3个百分点。", "", "1.5个百分点 2.3个百分点"),
]


@pytest.mark.parametrize(("row", "headings", "said"), RUN_ON)
def test_numbers_that_run_on_in_one_paragraph(row: str, headings: str, said: str) -> None:
    """`1.5个村建成。2.3个乡改造。` in one paragraph is measures in an import, and told in a record."""
    draft = imported("\n".join([*HEAD, row, *FOOT]).encode(), "来稿.txt")
    article = article_of(draft)
    assert [m.heading for m in article.measures] == headings.split()
    assert [text for text, _ in figures(article)] == said.split()
    assert any(d.code == "I728" for d in draft.diagnostics) == bool(headings)
    parsed = parse(f"---\n---\n# 题目\n\n{row}\n", "briefings/2022/09.md", settings())
    assert any(d.code == "M009" and d.line == 5 for d in parsed.diagnostics) == bool(headings)
