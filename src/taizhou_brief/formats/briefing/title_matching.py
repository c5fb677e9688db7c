"""Comparison of the titles in the body with those in the front matter: same wording, same order."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from unicodedata import normalize

from taizhou_brief.chinese.characters import is_han
from taizhou_brief.chinese.spacing import normalise_spacing
from taizhou_brief.diagnostics import Diagnostic, diagnose
from taizhou_brief.model.issue import ArticleEntry

MAX_COMPARED = 10_000
"""Pairs of titles up to which the best alignment is looked for; it takes the square of their number."""

MAX_TITLE = 200
"""Characters of two titles in which the first difference is looked for."""


MAX_ALIKE = 6
"""Characters of two parts that are taken for look-alikes, and those whose code points are written."""


def match_titles(
    titles: Sequence[str], lines: Sequence[int], contents: Sequence[ArticleEntry], path: str
) -> tuple[list[ArticleEntry | None], list[Diagnostic]]:
    """Return the entry of the front matter for each title of the body, and the differences as diagnostics.

    Without any entry there is nothing to compare; why there is none has been reported for the front matter.
    """
    if not contents:
        return [None] * len(titles), []
    expected = [_normalise_title(entry.title) for entry in contents]
    if list(titles) == expected:
        return list(contents), []
    entries: list[ArticleEntry | None] = [None] * len(titles)
    problems: list[Diagnostic] = []
    printed = set(titles)
    by_title = dict(zip(reversed(expected), reversed(contents), strict=True))  # of equal titles the first counts
    for _, a, a_end, b, b_end in _compare(expected, titles):
        paired = min(a_end - a, b_end - b)
        for place, index in zip(range(a, a + paired), range(b, b + paired), strict=True):
            entry = entries[index] = contents[place]
            if titles[index] != expected[place] and entry.title:  # one that is missing or unreadable has been reported
                problems.append(_describe_difference(entry, titles[index], lines[index], path))
        unpaired = [entry for entry in contents[a + paired : a_end] if entry.title]
        problems += [_describe_missing(e, path) for e in unpaired if _normalise_title(e.title) not in printed]
        for index in range(b + paired, b_end):
            entries[index] = by_title.get(titles[index])
            problems.append(_describe_extra(titles[index], entries[index], lines[index], path))
    return entries, problems


def _compare(expected: Sequence[str], titles: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """Return the differences between two lists of titles as opcodes; long lists are paired in their order."""
    if len(expected) * len(titles) > MAX_COMPARED:
        return [("replace", 0, len(expected), 0, len(titles))]
    return list(SequenceMatcher(None, expected, titles, autojunk=False).get_opcodes())


def _normalise_title(title: str) -> str:
    return normalise_spacing(title).strip()


def _describe_difference(entry: ArticleEntry, title: str, line: int, path: str) -> Diagnostic:
    expected = _normalise_title(entry.title)
    compared = SequenceMatcher(None, expected[:MAX_TITLE], title[:MAX_TITLE], autojunk=False)
    for kind, a, a_end, b, b_end in compared.get_opcodes():
        if kind != "equal":
            offset, listed, printed = b, expected[a:a_end], title[b:b_end]
            break
    else:
        offset, listed, printed = 0, expected, title
    write = _write_code_points if _looks_alike(listed, printed) else _write_quoted
    difference = f"目录是{write(listed)}，这里是{write(printed)}，从第{offset + 1}个字起"
    message = f"题目与目录（第{entry.span.line}行）不一致：{difference}"
    hint = f"目录里的题目是：{expected}"
    return diagnose(path, line, 0, "M002", message, hint)


def _looks_alike(listed: str, printed: str) -> bool:
    """Return whether two different parts of titles may look the same: equal forms, or signs that are no Han."""
    if normalize("NFKC", listed).casefold() == normalize("NFKC", printed).casefold():
        return True
    return (
        len(listed + printed) <= MAX_ALIKE
        and not (listed + printed).isspace()
        and not all(map(is_han, listed + printed))
    )


def _write_quoted(text: str) -> str:
    return f"“{text}”" if text else "“（无）”"


def _write_code_points(text: str) -> str:
    """Return a text in quotes with the code point of each of its first characters."""
    points = "、".join(f"U+{ord(character):04X}" for character in text[:MAX_ALIKE])
    return f"“{text}”（{points}{'…' if len(text) > MAX_ALIKE else ''}）" if text else "“（无）”"


def _describe_missing(entry: ArticleEntry, path: str) -> Diagnostic:
    message, hint = (
        f"目录里的这一篇，正文没有：{_normalise_title(entry.title)}",
        "在正文补上“# 题目”和文字，或者从目录里删去",
    )
    return diagnose(path, entry.span.line, entry.span.column, "M003", message, hint)


def _describe_extra(title: str, entry: ArticleEntry | None, line: int, path: str) -> Diagnostic:
    if entry:
        message = f"这一篇的顺序与目录（第{entry.span.line}行）不一致：{title}"
        return diagnose(path, line, 0, "M007", message, "让正文与目录的顺序相同；重复的一篇删去")
    hint = "在文件开头的 articles 里补上这一篇；如果是节的标题，改用“##”"
    return diagnose(path, line, 0, "M004", f"目录里没有这一篇：{title}", hint)
