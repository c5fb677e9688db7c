"""Former addresses of issues and articles."""

from __future__ import annotations

from taizhou_brief.model.identity import ArticleMove, IssueId
from taizhou_brief.model.moves import follow_move, list_all_moves, list_pages
from tests.project import briefing
from tests.showing import issues_of, settings_of

TEXT = briefing(8, "2021-12-01", "甲||skills|", "乙||skills|", extra="moved: 2021/7\n")


def test_an_article_may_have_moved_elsewhere() -> None:
    """Its own entry decides, the others keep their positions; fragments stay."""
    text = TEXT.replace("- title: 乙\n", "- title: 乙\n  moved: [2021/07/1, 2020/s1/3]\n")
    (issue,) = issues_of(settings_of(), {"2021/08": text})
    moves = list_all_moves((issue,))
    assert moves == {
        "2021/07/": "2021/08/",
        "2021/07/all/": "2021/08/all/",
        "2021/07/1/": "2021/08/2/",
        "2021/07/2/": "2021/08/2/",
        "2020/s1/3/": "2021/08/2/",
    }
    assert list(list_pages(issue)) == ["2021/08/", "2021/08/all/", "2021/08/1/", "2021/08/2/"]
    assert follow_move("2021/07/1/#s1m2", moves) == "2021/08/2/#s1m2"
    assert follow_move("2021/09/1/", moves) == "2021/09/1/"


def test_there_is_one_spelling() -> None:
    """Of the number of an issue."""
    assert IssueId.normalise(("2021/7", "2022/s1")) == ("2021/07", "2022/s1")
    assert ArticleMove.normalise(("2021/7/3",)) == ("2021/07/3",)
