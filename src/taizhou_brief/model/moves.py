"""Former addresses of issues and articles, and where what was there is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from taizhou_brief.model.identity import Address
from taizhou_brief.model.summary import AnyIssue

WHOLE_ISSUE = "all/"
"""Folder of the page that has the whole text of an issue, in the folder of the issue."""


def list_moves(issue: AnyIssue) -> dict[str, str]:
    """Return the URLs that pages of an issue had, with those that they have now; an entry of an article decides."""
    count = issue.withdrawn.articles if issue.withdrawn else len(issue.articles)
    moves: dict[str, str] = {}
    for name in issue.moved:
        moves |= {f"{name}/": issue.url, f"{name}/{WHOLE_ISSUE}": f"{issue.url}{WHOLE_ISSUE}"}
        moves |= {f"{name}/{index}/": Address(index).url(issue.id) for index in range(1, count + 1)}
    for article in issue.articles:
        moves |= {f"{name}/": Address(article.index).url(issue.id) for name in article.moved}
    return moves


def list_all_moves(issues: Iterable[AnyIssue]) -> dict[str, str]:
    """Return the former URLs of all issues."""
    return {old: new for issue in issues for old, new in list_moves(issue).items()}


def list_pages(issue: AnyIssue) -> Iterator[str]:
    """Yield the URLs of the pages of an issue."""
    count = issue.withdrawn.articles if issue.withdrawn else len(issue.articles)
    yield from (issue.url, f"{issue.url}{WHOLE_ISSUE}")
    yield from (Address(index).url(issue.id) for index in range(1, count + 1))


def follow_move(url: str, moves: Mapping[str, str]) -> str:
    """Return where the place at a URL is now."""
    page, mark, fragment = url.partition("#")
    return f"{moves.get(page, page)}{mark}{fragment}"
