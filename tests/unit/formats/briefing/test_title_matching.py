"""The titles of the body against those of the front matter."""

from __future__ import annotations

import pytest

from taizhou_brief.formats.briefing import parse
from taizhou_brief.formats.briefing.title_matching import match_titles
from taizhou_brief.model.block import Span
from taizhou_brief.model.issue import ArticleEntry
from tests.project import briefing
from tests.showing import settings_of


def codes(titles: list[str], listed: list[str]) -> list[str]:
    """The codes for a body with these titles under a front matter that lists others."""
    text = briefing(7, "2021-12-01", *(f"{title}|||" for title in listed))
    head, _, _ = text.partition("\n# ")
    body = "\n".join(f"# {title}\n\n正文。\n" for title in titles)
    found = parse(f"{head}\n{body}", "briefings/2021/07.md", settings_of()).diagnostics
    return [problem.code for problem in found]


@pytest.mark.parametrize(
    ("titles", "listed", "expected"),
    [
        (["甲县办校", "乙县修路"], ["甲县办校", "乙县修路"], []),
        (["甲县办学", "乙县修路"], ["甲县办校", "乙县修路"], ["M002"]),
        (["甲县办校"], ["甲县办校", "乙县修路"], ["M003"]),
        (["甲县办校", "乙县修路"], ["甲县办校"], ["M004"]),
        (["乙县修路", "甲县办校"], ["甲县办校", "乙县修路"], ["M007"]),
    ],
)
def test_every_difference_has_its_code(titles: list[str], listed: list[str], expected: list[str]) -> None:
    """Another wording, one missing, one too many, another order."""
    assert codes(titles, listed) == expected


def test_without_entries_there_is_nothing_to_compare() -> None:
    """Why the front matter could not be read is reported elsewhere."""
    none: list[ArticleEntry] = []
    assert match_titles(["甲", "乙"], [1, 5], none, "a.md") == ([None, None], [])


@pytest.mark.parametrize(
    ("title", "points"),
    [
        ("甲县办А站", "U+0410"),
        ("甲县办a站", "U+0061"),
        ("甲县办Ａ站", "U+FF21"),
        ("甲县办A\u0301站", "U+0301"),
        ("甲县办A\u200b站", "U+200B"),
    ],
)
def test_titles_that_look_alike_are_told_apart_by_code_points(title: str, points: str) -> None:
    """Another script, case, width or form, or a sign that nobody sees: both spellings have their code points."""
    entry = ArticleEntry(title="甲县办A站", span=Span(5, 3, 5, 8))
    _, (problem,) = match_titles([title], [9], (entry,), "x.md")
    assert points in problem.message
    assert problem.message.count("U+") >= 1 + ("A" not in title)
    _, (problem,) = match_titles(["甲县办B校"], [9], (ArticleEntry(title="甲县办B站", span=Span(5, 3, 5, 8)),), "x.md")
    assert "U+" not in problem.message
