"""Words that a briefing takes down: nothing that is made of it has them, and no address or column moves."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from taizhou_brief.diagnostics import select_errors
from taizhou_brief.formats.briefing import hide_source, issue_to_json, parse
from taizhou_brief.formats.briefing.redaction import MARK, is_inside_number, list_addresses, merge_spans
from taizhou_brief.formats.briefing.result import ParseResult
from tests.project import BODY, briefing
from tests.showing import settings_of

SETTINGS = settings_of()
PATH = "briefings/2021/07.md"
TITLE = "东山县办好夜校"


def order(text: str = "", at: str = "") -> str:
    """An entry of the list `redacted`."""
    keys = {"at": at, "text": text, "reason": "依某规定", "date": "2022-03-01"}
    return "- " + "\n  ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items() if value)


def text_of(*orders: str, body: str = BODY) -> str:
    """A briefing that takes words down."""
    extra = "redacted:\n" + "".join(f"{one}\n" for one in orders) if orders else ""
    return briefing(7, "2021-12-01", f"{TITLE}|东山县|skills|{body}", extra=extra)


def read(*orders: str, body: str = BODY) -> ParseResult:
    """What the reader makes of a briefing that takes words down."""
    return parse(text_of(*orders, body=body), PATH, SETTINGS)


def codes(result: ParseResult) -> list[str]:
    """The codes of its problems."""
    return [problem.code for problem in result.diagnostics]


@settings(max_examples=150)
@given(st.integers(0, len(BODY)), st.integers(2, 12), st.booleans())
def test_the_words_are_in_nothing_that_is_made(start: int, length: int, broken: bool) -> None:
    """Any passage, also one that a line of the file breaks; but for names of counties, where they are left."""
    words = re.sub(r"\s", "", BODY[start : start + length])
    assume(len(words) > 1)
    body = BODY.replace("一年开课", "一年\n开课") if broken else BODY
    result = read(order(words), body=body)
    shown = json.dumps(issue_to_json(result, SETTINGS), ensure_ascii=False)
    assert words not in re.sub(r"\s", "", shown + result.text) or (words in "东山县" and "F033" in codes(result))
    if not select_errors(result.diagnostics):
        assert list_addresses(result.issue.articles) == list_addresses(read(body=body).issue.articles)
        assert len(result.text.split("\n")) == len(text_of(order(words), body=body).split("\n"))


def test_columns_are_those_of_the_file() -> None:
    """A problem after the words, in the same line."""
    body = "东山县把夜校办到车间，王某某和<b>一年开课386期。\n"
    before, after = read(body=body), read(order("王某某"), body=body)
    (problem,) = [p for p in after.diagnostics if p.code == "M028"]
    (other,) = [p for p in before.diagnostics if p.code == "M028"]
    assert (problem.line - 4, problem.column) == (other.line, other.column)


def test_a_place_limits_what_is_taken_down() -> None:
    """Elsewhere the words stay, and are named."""
    result = read(order("教", at="1/s1m1"), body=BODY.replace("证书换补贴", "教师换补贴"))
    shown = json.dumps(issue_to_json(result, SETTINGS), ensure_ascii=False)
    assert f"{MARK}室就近布点" in shown
    assert "教师换补贴" in shown
    assert codes(result) == ["F033"]


@pytest.mark.parametrize(
    ("orders", "code"),
    [
        ([order("没有的字")], "F032"),
        ([order("教室", at="1/s2m1")], "F032"),
        ([order("教室", at="1/s9m9")], "F032"),
        ([order("教室", at="1/s2m1").replace("依某规定", "写了教室")], "F032"),
        ([order(at="1/s1m1")], "F032"),
        ([order("14")], ""),
        ([order("1", at="1/s1m1")], "F034"),
        ([order("36.2万元")], "F034"),
        ([order("436")], "F034"),
        ([order("二是课表")], "F034"),
        ([order("一、课堂")], "M005"),
    ],
)
def test_what_cannot_be_done_is_named(orders: list[str], code: str) -> None:
    """Words that are not there, half numbers, markers, numbers of sections."""
    found = [one for one in codes(read(*orders)) if one != "F033"]
    assert found[:1] == ([code] if code else [])


def test_the_front_matter_has_words_too() -> None:
    """A title is cut in the list and in the body; counties and themes are no words."""
    result = read(order("夜校"))
    assert result.issue.articles[0].title == f"东山县办好{MARK}"
    assert codes(result) == []
    assert read(order("东山县")).issue.articles[0].counties == ("东山县",)


def test_corrections_and_reasons_do_not_repeat_the_words() -> None:
    """A correction of the same place or article, and what the page prints as the reason."""
    errata = "".join(
        f'- {{at: "{at}", printed: 拆成12个, corrected: 拆成13个, date: 2022-01-05}}\n'
        for at in ("1/s1m2", "1/s2m1", "1")
    )
    text = text_of(order("拆成", at="1/s1m2").replace("依某规定", "拆成两字涉密"), order("拆", at="1"))
    result = parse(text.replace("articles:", f"errata:\n{errata}articles:"), PATH, SETTINGS)
    assert "拆" not in json.dumps(issue_to_json(result, SETTINGS), ensure_ascii=False)
    assert [erratum.printed for erratum in result.issue.errata] == [f"{MARK}12个", f"{MARK}成12个", f"{MARK}成12个"]
    assert [removal.reason for removal in result.issue.redacted] == [f"{MARK}两字涉密", "依某规定"]


@pytest.mark.parametrize(
    ("written", "words", "codes_of"),
    [
        ("王\u200b某某", "王某某", []),
        ("共１２人", "共12人", []),
        ("共12人", "共１２人", []),
        ("**王**某某", "王某某", ["F032", "F032"]),
        ("**王**某某。王某某", "王某某", ["F032"]),
        ("**王**某某", "**王**某某", []),
        ("[王某某](https://www.example.gov.cn/王)", "王某某", []),
    ],
)
def test_words_in_another_writing_are_gone_or_an_error(written: str, words: str, codes_of: list[str]) -> None:
    """Unseen characters, the other width, markup in between: what a page would show is never left in silence."""
    result = read(order(words), body=BODY.replace("教室", written))
    assert sorted(set(codes(result)) - {"F034"}) == sorted(set(codes_of))
    texts = json.dumps(issue_to_json(result, SETTINGS)["articles"], ensure_ascii=False)
    assert ("王某某" in texts.replace("\u200b", "")) is ("F032" in codes_of)
    assert "12人" not in texts


def test_a_mark_may_be_all_that_is_left() -> None:
    """The editor has cut the words."""
    body = BODY.replace("教室", MARK)
    assert codes(read(order(at="1/s1m1"), body=body)) == []
    (redaction,) = read(order(at="1/s1m1"), body=body).issue.redacted
    assert str(redaction.at) == "1/s1m1"


def test_a_quoted_line_has_no_words() -> None:
    """Neither in the text nor in the list; of an issue that was withdrawn no line is quoted."""
    text = text_of(order("教室"))
    assert "教室" not in hide_source(text, PATH)
    assert len(hide_source(text, PATH)) == len(text)
    assert hide_source(text_of(), PATH) == text_of()
    withdrawn = "withdrawn: {date: 2022-03-01, reason: 依某规定}\n"
    assert not hide_source(briefing(7, "2021-12-01", extra=withdrawn), PATH)


def test_a_withdrawn_issue_has_its_number_of_articles() -> None:
    """Counted, or written where the text is gone; unknown is an error."""
    extra = "withdrawn: {date: 2022-03-01, reason: 依某规定}\n"
    result = parse(briefing(7, "2021-12-01", extra=extra), PATH, SETTINGS)
    assert (result.issue.articles, codes(result)) == ((), [])
    assert result.issue.withdrawn
    assert result.issue.withdrawn.articles == 1
    head = f"---\nnumber: 7\ndate: 2021-12-01\n{extra}---\n"
    assert codes(parse(head, PATH, SETTINGS)) == ["F035"]
    assert codes(parse(head.replace("规定}", "规定, articles: 3}"), PATH, SETTINGS)) == []


def test_spans_that_touch_are_one() -> None:
    """In any order."""
    assert merge_spans([(5, 9), (1, 3), (3, 5), (11, 12)]) == [(1, 9), (11, 12)]


def test_a_number_has_an_inside() -> None:
    """Between its digits, at a point, before its percent sign; not at its ends."""
    text = "达12.5%，三十万"
    assert [n for n in range(len(text) + 1) if is_inside_number(text, n)] == [2, 3, 4, 5, 8, 9]
