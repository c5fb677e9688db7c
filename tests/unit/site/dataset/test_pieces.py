"""What one issue adds to the dataset."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from hashlib import sha256

import pytest

from taizhou_brief.model.settings import Settings
from taizhou_brief.quantities import TextUnit, find_quantities, issue_quantities
from taizhou_brief.site.dataset.pieces import (
    DatasetPiece,
    build_article_header,
    build_dataset_piece,
    sentence_digests,
)
from tests.project import SETTINGS, briefing
from tests.showing import archive_of, settings_of, texts_of

TEXT = briefing(
    7, "2021-12-01", "东山县办好夜校|东山县|skills|", "西河县办好驿站|西河县|jobs|有12个。", "某局一句||jobs|无。"
)


def piece_of(settings: Settings, text: str = TEXT) -> DatasetPiece:
    """The piece of one issue."""
    (issue,) = texts_of(archive_of(settings, {"2021/07": text})).issues
    return build_dataset_piece(issue, issue_quantities(issue))


PIECE = piece_of(settings_of())
LABELS = (("skills", "技能人才"), ("jobs", "就业创业"))


def test_a_piece_knows_its_issue() -> None:
    """Its number, day, year, month and how many quantities it has."""
    assert (PIECE.issue, PIECE.date, PIECE.year, PIECE.month) == ("2021/07", "2021-12-01", 2021, 12)
    assert PIECE.figures == len(list(PIECE.rows(LABELS))) == PIECE.texts.load().figure_lines.count("\r\n")
    assert PIECE.texts.load().article_lines.count("\r\n") == 3


def test_rows_come_in_reading_order_with_their_articles() -> None:
    """The address leads to the quantity; themes are labels; an article without quantities has no row."""
    rows = list(PIECE.rows(LABELS))
    assert [(row.text, row.value, row.unit) for row in rows[:2]] == [("386期", "386", "期"), ("6个", "6", "个")]
    assert rows[0].url == "2021/07/1/#f1"
    assert rows[0].heading.themes == ("技能人才",)
    assert (rows[-1].url, rows[-1].heading.title, rows[-1].heading.counties) == (
        "2021/07/2/#f1",
        "西河县办好驿站",
        ("西河县",),
    )
    assert len({row.url for row in rows}) == len(rows)


def test_equal_issues_have_equal_pieces() -> None:
    """A changed word, title or place gives another digest; no label of a theme does."""
    assert piece_of(settings_of()) == PIECE
    assert piece_of(settings_of(f"{SETTINGS}footer: {{contact: 某处}}\n")) == PIECE
    assert piece_of(settings_of(base_url="https://www.example.gov.cn/")) == PIECE
    others = [
        piece_of(settings_of(), TEXT.replace("12个", "13个")),
        piece_of(settings_of(), TEXT.replace("西河县办好驿站", "西河县办好客栈")),
        piece_of(settings_of(), TEXT.replace("[西河县]", "[东山县]")),
    ]
    assert piece_of(settings_of(SETTINGS.replace("技能人才", "技能人员"))) == PIECE
    assert PIECE.themes == ("skills", "jobs")
    assert len({PIECE.digest, *(other.digest for other in others)}) == 4


def test_the_script_cannot_be_broken_by_a_text() -> None:
    """Line separators of JavaScript are escaped there, and read back as they were."""
    (issue,) = texts_of(archive_of(settings_of(), {"2021/07": TEXT})).issues
    (quantity,) = find_quantities("有12个。", issue.date)
    units = ((TextUnit("", "有12个。", (quantity._replace(clause="甲\u2028乙"),), 1),), (), ())
    piece = build_dataset_piece(issue, units)
    assert "\u2028" not in piece.texts.load().table_items
    assert next(piece.rows(LABELS)).clause == "甲\u2028乙"


def test_ratios_and_plans_have_columns_of_their_own() -> None:
    """A ratio has no value; what is no plan has no word about it."""
    (issue,) = texts_of(archive_of(settings_of(), {"2021/07": TEXT})).issues
    ratio, count = find_quantities("按6:3:1分给12人。", issue.date)
    units = ((TextUnit("", "按6:3:1分给12人。", (ratio, count._replace(target=True)), 1),), (), ())
    texts = build_dataset_piece(issue, units).texts.load()
    first, second = csv.reader(texts.figure_lines.splitlines())
    assert first[2:6] == ["'6:3:1", "", "", "'6:3:1"]
    assert second[2:6] == ["12人", "12", "", ""]
    assert [row[10] for row in (first, second)] == ["", "是"]
    shown = json.loads(re.sub("\0[^\0]*\0", "", re.sub("\1.*?\1", "[]", texts.json_items.partition(',\n{"issue"')[0])))[
        "figures"
    ]
    assert [(figure.get("value"), figure.get("ratio"), figure.get("target")) for figure in shown] == [
        (None, "6:3:1", None),
        ("12", None, True),
    ]
    assert [(row.value, row.target) for row in build_dataset_piece(issue, units).rows(LABELS)] == [
        ("6:3:1", 0),
        ("12", 1),
    ]


def test_the_header_of_an_article() -> None:
    """Is what the table names it by."""
    settings = settings_of()
    (issue,) = texts_of(archive_of(settings, {"2021/07": TEXT})).issues
    header = build_article_header(issue, issue.articles[1])
    assert header == ("2021/07/2/", "西河县办好驿站", "2021/07", "2021-12-01", ("西河县",), ("jobs",))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("甲点有12个。乙点有13家？丙有14人", ["甲点有12个。", "乙点有13家？", "丙有14人"]),
        ("共12个、13家。 \n 又14人！", ["共12个、13家。", "共12个、13家。", "又14人！"]),
    ],
)
def test_the_digest_is_that_of_the_sentence(text: str, sentences: list[str]) -> None:
    """From stop to stop or line to line, without blanks around it; once for each quantity in it."""
    quantities = find_quantities(text, texts_of(archive_of(settings_of(), {"2021/07": TEXT})).issues[0].date)
    digests = list(sentence_digests(TextUnit("", text, quantities, 1)))
    assert digests == [sha256(sentence.encode()).hexdigest() for sentence in sentences]


def test_every_value_counts_in_the_digest() -> None:
    """Two pieces of equal digests are equal: it was made of all other values."""
    other = piece_of(settings_of(), TEXT.replace("number: 7", "number: 8"))
    assert other.digest != PIECE.digest
    assert replace(other, texts=PIECE.texts) == replace(PIECE, issue="2021/08")
