"""The titles of the body against the titles of the front matter: same wording, same order."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from taizhou_brief.chinese.spacing import normalise_spacing
from taizhou_brief.diagnostics import Diagnostic, Severity
from taizhou_brief.formats.briefing.front_matter import ArticleEntry


def match_titles(
    titles: Sequence[str], lines: Sequence[int], contents: Sequence[ArticleEntry], path: str
) -> tuple[list[ArticleEntry | None], list[Diagnostic]]:
    """The entry of the front matter for each title of the body, and where they disagree.

    Without any entry there is nothing to compare: why it could not be read has been said of the front matter.
    """
    if not contents:
        return [None] * len(titles), []
    wanted = [_plain(entry.title) for entry in contents]
    if list(titles) == wanted:
        return list(contents), []
    entries: list[ArticleEntry | None] = [None] * len(titles)
    problems: list[Diagnostic] = []
    for kind, a, a_end, b, b_end in SequenceMatcher(None, wanted, titles, autojunk=False).get_opcodes():
        both = a_end - a if kind == "equal" else min(a_end - a, b_end - b)
        for entry, place in zip(contents[a : a + both], range(b, b + both), strict=True):
            entries[place] = entry
            if kind != "equal" and entry.title:  # that it has no title, or none that can be read, has been said
                problems.append(_differs(entry, titles[place], lines[place], path))
        left = contents[a + both : a_end]
        problems += [_missing(entry, path) for entry in left if entry.title and _plain(entry.title) not in titles]
        for place in range(b + both, b_end):
            entries[place] = next((e for e in contents if _plain(e.title) == titles[place]), None)
            problems.append(_extra(titles[place], entries[place], lines[place], path))
    return entries, problems


def _plain(title: str) -> str:
    return normalise_spacing(title).strip()


def _differs(entry: ArticleEntry, title: str, line: int, path: str) -> Diagnostic:
    wanted = _plain(entry.title)
    for kind, a, a_end, b, b_end in SequenceMatcher(None, wanted, title, autojunk=False).get_opcodes():
        if kind != "equal":
            spot, there, here = b, wanted[a:a_end] or "（无）", title[b:b_end] or "（无）"
            break
    else:
        spot, there, here = 0, wanted, title
    message = f"题目与目录（第{entry.span.line}行）不一致：目录是“{there}”，这里是“{here}”，从第{spot + 1}个字起"
    hint = f"目录里的题目是：{wanted}"
    return Diagnostic(path, line, 0, "M002", Severity.ERROR, message, hint)


def _missing(entry: ArticleEntry, path: str) -> Diagnostic:
    message, hint = f"目录里的这一篇，正文没有：{_plain(entry.title)}", "在正文补上“# 题目”和文字，或者从目录里删去"
    return Diagnostic(path, entry.span.line, entry.span.column, "M003", Severity.ERROR, message, hint)


def _extra(title: str, entry: ArticleEntry | None, line: int, path: str) -> Diagnostic:
    if entry:
        message = f"这一篇的顺序与目录（第{entry.span.line}行）不一致：{title}"
        return Diagnostic(path, line, 0, "M007", Severity.ERROR, message, "让正文与目录的顺序相同；重复的一篇删去")
    hint = "在文件开头的 articles 里补上这一篇；如果是节的标题，改用“##”"
    return Diagnostic(path, line, 0, "M004", Severity.ERROR, f"目录里没有这一篇：{title}", hint)
