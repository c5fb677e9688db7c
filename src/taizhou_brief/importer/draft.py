"""Entry point of `import`: an office file becomes a draft in the native format, for a person to proofread."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taizhou_brief.chinese.invisible import DIRECTION, visible
from taizhou_brief.diagnostics import Diagnostic, Severity, diagnose, select_errors, sort_diagnostics, to_dict
from taizhou_brief.diagnostics.os_errors import os_error_message
from taizhou_brief.formats.briefing import ParseResult, issue_to_json, parse
from taizhou_brief.importer.merge import MergeResult, merge_record
from taizhou_brief.importer.readers import read_office_file
from taizhou_brief.importer.recognise import NOTHING_GIVEN, GivenFacts, Omission, RecognitionResult, recognise
from taizhou_brief.importer.recognise.codes import build_diagnostic
from taizhou_brief.importer.review import GENERATOR, render_review_page
from taizhou_brief.importer.source_text import SourceText
from taizhou_brief.model.settings import Settings

__all__ = [
    "Draft",
    "MergeResult",
    "Omission",
    "build_draft",
    "draft_from_office",
    "draft_to_json",
    "format_summary",
    "is_preview",
    "left_to_decide",
    "merge_draft",
    "render_review",
]


@dataclass(frozen=True, slots=True)
class SuggestedTheme:
    """A theme suggested for an article, with the words that caused it."""

    article: int
    """Index of the article in the issue, from 1."""
    theme: str
    """The theme's label."""
    words: tuple[tuple[str, int], ...]
    """Each word and how often it was found."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft with its diagnostics and counts."""

    text: str
    """In the native format; empty if the file could not be read."""
    path: str
    """`briefings/2021/07.md`; empty if number or date was not found."""
    diagnostics: tuple[Diagnostic, ...]
    left_out: tuple[Omission, ...]
    """Parts of the source that are not in the draft, with place and reason."""
    suggestions: tuple[SuggestedTheme, ...]
    articles: int
    sections: int
    measures: int
    complete: bool
    """Whether it may be written: the file was read, and no character was lost."""
    source: SourceText | None
    recognised: RecognitionResult | None
    parsed: ParseResult | None
    """The draft as the parser reads it."""


def draft_from_office(
    source: str | Path | bytes,
    settings: Settings,
    *,
    name: str = "",
    encoding: str | None = None,
    given: GivenFacts = NOTHING_GIVEN,
) -> Draft:
    """Read an office file (a path, or bytes called `name`) and recognise it. Nothing is written."""
    name = name or ("-" if isinstance(source, bytes) else Path(source).name)
    if re.search(f"[{DIRECTION}]", name):
        message = "文件名里有改变文字方向的字符，看到的名称不是真的名称"
        return build_refused_draft((diagnose(name, 0, 0, "I737", message, "请改了文件名再导入"),))
    if isinstance(source, bytes):
        data = source
    else:
        try:
            data = Path(source).read_bytes()
        except OSError as error:
            message = f"读不了这个文件：{os_error_message(error)}"
            return build_refused_draft((diagnose(name, 0, 0, "I700", message, "请核对路径和权限"),))
    reading = read_office_file(data, name, encoding)
    if reading.source is None:
        return build_refused_draft(reading.diagnostics)
    return build_draft(reading.source, settings, reading.diagnostics, given)


def build_refused_draft(diagnostics: tuple[Diagnostic, ...]) -> Draft:
    """Build the empty draft of a file that was refused, with the reasons."""
    return Draft("", "", diagnostics, (), (), 0, 0, 0, complete=False, source=None, recognised=None, parsed=None)


def build_draft(
    source: SourceText,
    settings: Settings,
    before: tuple[Diagnostic, ...] = (),
    given: GivenFacts = NOTHING_GIVEN,
) -> Draft:
    """Recognise the lines of an office file and parse the resulting draft."""
    result = recognise(source, settings, given)
    parsed = parse(result.text, result.path or "briefings/0000/00.md", settings)
    record = result.record
    suggestions = tuple(
        SuggestedTheme(n, theme.label, theme.words)
        for n, article in enumerate(record.articles, 1)
        for theme in article.theme_suggestions
    )
    return Draft(
        result.text,
        result.path,
        sort_diagnostics((*before, *result.diagnostics, *_check_draft(source, result, parsed))),
        result.left_out,
        suggestions,
        len(record.articles),
        record.sections,
        record.measures,
        result.complete,
        source,
        result,
        parsed,
    )


_KEYS = {"I701": "number", "I702": "date", "I703": "issuer", "I704": "date", "I716": "title"}
"""Code → the key that it reports as missing."""


def _check_draft(source: SourceText, result: RecognitionResult, parsed: ParseResult) -> list[Diagnostic]:
    """Report what keeps the draft from being a record: missing facts, or other counts than those of the recogniser."""
    diagnostics = []
    reported = {_KEYS[problem.code] for problem in result.diagnostics if problem.code in _KEYS}
    for problem in select_errors(parsed.diagnostics):
        message = f"底稿须由编辑补全或改正：{problem.message}"
        is_reported = any(f"“{key}”" in problem.message for key in reported)
        if not is_reported and (result.path or problem.code != "F020"):
            diagnostics.append(diagnose(source.name, 0, 0, "I738", message, problem.hint))
    articles = parsed.issue.articles
    parsed_counts = (
        len(articles),
        sum(len(article.sections) for article in articles),
        sum(len(article.measures) for article in articles),
    )
    recognised_counts = len(result.record.articles), result.record.sections, result.record.measures
    if parsed_counts != recognised_counts:
        message = "识别出 {} 篇 {} 节 {} 条措施".format(*recognised_counts) + "，底稿读回来是 {} 篇 {} 节 {} 条".format(
            *parsed_counts
        )
        diagnostics.append(build_diagnostic(source, -1, "I799", message))
    return diagnostics


def draft_to_json(draft: Draft, settings: Settings) -> dict[str, Any]:
    """Return the data of `show --json` with the diagnostics of the import; only these if there is no draft."""
    diagnostics = [to_dict(diagnostic) for diagnostic in draft.diagnostics]
    return (
        {**issue_to_json(draft.parsed, settings), "diagnostics": diagnostics}
        if draft.parsed
        else {"diagnostics": diagnostics}
    )


def merge_draft(old: str, draft: Draft, settings: Settings, path: str = "") -> MergeResult:
    """Return what `--replace` writes over `old`, the text of the file `path`: the draft with the editor's work."""
    if draft.recognised is None:
        return MergeResult(old, ("没有底稿，什么都没有改",))
    return merge_record(old, draft.recognised, settings, path)


def left_to_decide(text: str, settings: Settings) -> tuple[int, int]:
    """Return the number of counties and themes of a record that are not filled in, and of those merely suggested."""
    articles = parse(text, "briefings/0000/00.md", settings).issue.articles
    suggested = [
        names for article in articles for names in (article.suggested_counties, article.suggested_themes) if names
    ]
    return sum(len(article.undecided) for article in articles) - len(suggested), sum(map(len, suggested))


def render_review(draft: Draft) -> str:
    """Render one HTML page with source and record side by side; empty if the file could not be read."""
    if draft.source is None or draft.recognised is None:
        return ""
    return visible(render_review_page(draft.source, draft.recognised, draft.diagnostics))


def is_preview(data: bytes) -> bool:
    """Return whether a file starts like a page of `render_review`."""
    return GENERATOR.encode() in data[:1000]


def format_summary(draft: Draft) -> str:
    """Summarise the draft in a few lines for a terminal."""
    if draft.recognised is None:
        return "没有读出底稿\n"
    reasons: dict[str, int] = {}
    for item in draft.left_out:
        reasons[item.reason] = reasons.get(item.reason, 0) + 1
    doubtful = sum(diagnostic.severity is not Severity.NOTE for diagnostic in draft.diagnostics)
    lines = [
        f"{draft.path or '（期号或日期未知）'}：{draft.articles} 篇，{draft.sections} 节，{draft.measures} 条措施",
        *(f"  {n}. {article.title}" for n, article in enumerate(draft.recognised.record.articles, 1)),
        "未收入底稿：" + ("，".join(f"{reason} {count} 处" for reason, count in reasons.items()) or "无"),
        f"存疑 {doubtful} 处，提示 {len(draft.diagnostics) - doubtful} 处",
    ]
    return "".join(f"{line}\n" for line in lines)
