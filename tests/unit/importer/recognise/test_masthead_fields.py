"""The fields of one line of masthead or foot."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.recognise.masthead_fields import (
    is_known_field,
    match_distribution_label,
    read_distribution_lists,
    read_fields,
    split_names,
    strip_issuer_suffix,
)
from tests.unit.importer.source import rows_of


def fields(text: str) -> dict[str, str]:
    """Name → value of a line."""
    return {field.name: field.value for field in read_fields(rows_of("", "甲乙丙丁。", text)[-1], "某市工作简报")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第 7 期", {"number": "7"}),
        ("第七期（总第123期）", {"total": "123", "number": "七"}),
        ("增刊第1期", {"extra": "1"}),
        ("某市某办　　2021 年 12 月 1 日", {"date": "2021 年 12 月 1 日", "issuer": "某市某办"}),
        ("某市工作简报", {"series": "某市工作简报"}),
        ("（共印50份）", {"copies": "50"}),
        ("内部资料　注意保存", {"internal": "注意保存"}),
        ("2021年12月", {"month": "2021年12月"}),
        ("责任编辑：某某", {"contact": "责任编辑：某某"}),
        ("随便一句话", {"": "随便一句话"}),
    ],
)
def test_a_line_gives_its_fields(text: str, expected: dict[str, str]) -> None:
    """Words that fit nowhere have no name."""
    found = fields(text)
    assert expected.items() <= found.items()
    assert is_known_field(read_fields(rows_of(text)[0], "")) is ("" not in found) or text == "某市工作简报"


def test_recipients_have_their_labels() -> None:
    """Several on one line."""
    row = rows_of("报：甲局、乙局。　送：丙局。")[0]
    assert match_distribution_label(row) == "report_to"
    assert [(field.name, field.value.rstrip("。")) for field in read_distribution_lists(row)] == [
        ("report_to", "甲局、乙局"),
        ("send_to", "丙局"),
    ]
    assert match_distribution_label(rows_of("正文：一句话。")[0]) == ""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甲局、乙局。", ("甲局", "乙局")),
        ("各县（市、区）党委、政府，市级有关单位", ("各县（市、区）党委、政府", "市级有关单位")),
        ("市委各部门", ("市委各部门",)),
        ("", ()),
    ],
)
def test_names_are_split_at_the_highest_mark(text: str, names: tuple[str, ...]) -> None:
    """Marks in brackets do not count."""
    assert split_names(text) == names


@pytest.mark.parametrize(("text", "name"), [("某市某办编印", "某市某办"), ("某市某办", "某市某办"), ("编", "编")])
def test_the_suffix_of_an_office_is_dropped(text: str, name: str) -> None:
    """Unless nothing would be left."""
    assert strip_issuer_suffix(text) == name
