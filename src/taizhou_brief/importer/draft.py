"""The verb of `import`: an office file → a draft in the native format, ready to be read over by a person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taizhou_brief.chinese.invisible import DIRECTION, visible
from taizhou_brief.diagnostics import Diagnostic, Severity, select_errors, sort_diagnostics, to_dict
from taizhou_brief.diagnostics.os_errors import os_error_message
from taizhou_brief.formats.briefing import ParseResult, issue_to_json, parse
from taizhou_brief.importer.merge import MergeResult, merge_record
from taizhou_brief.importer.readers import read_office_file
from taizhou_brief.importer.recognise import Omission, RecognitionResult, recognise
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
    """Its place in the issue, from 1."""
    theme: str
    """The theme's label."""
    words: tuple[tuple[str, int], ...]
    """Each word and how often it was found."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft and everything that is to be said of it."""

    text: str
    """In the native format; empty where the file could not be read."""
    path: str
    """`briefings/2021/07.md`; empty where number or date was not found."""
    diagnostics: tuple[Diagnostic, ...]
    left_out: tuple[Omission, ...]
    """What of the source is not in the draft, with place and reason."""
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
    source: str | Path | bytes, settings: Settings, *, name: str = "", encoding: str | None = None
) -> Draft:
    """Read an office file (a path, or bytes called `name`) and recognise it. Nothing is written."""
    name = name or ("-" if isinstance(source, bytes) else Path(source).name)
    if re.search(f"[{DIRECTION}]", name):
        message = "文件名里有改变文字方向的字符，看到的名称不是真的名称"
        return refused_draft((Diagnostic(name, 0, 0, "I737", Severity.ERROR, message, "请改了文件名再导入"),))
    if isinstance(source, bytes):
        data = source
    else:
        try:
            data = Path(source).read_bytes()
        except OSError as error:
            message = f"读不了这个文件：{os_error_message(error)}"
            return refused_draft((Diagnostic(name, 0, 0, "I700", Severity.ERROR, message, "请核对路径和权限"),))
    reading = read_office_file(data, name, encoding)
    if reading.source is None:
        return refused_draft(reading.diagnostics)
    return build_draft(reading.source, settings, reading.diagnostics)


def refused_draft(diagnostics: tuple[Diagnostic, ...]) -> Draft:
    """No draft, and why."""
    return Draft("", "", diagnostics, (), (), 0, 0, 0, complete=False, source=None, recognised=None, parsed=None)


def build_draft(source: SourceText, settings: Settings, before: tuple[Diagnostic, ...] = ()) -> Draft:
    """Recognise the lines of an office file and read the draft back."""
    found = recognise(source, settings)
    parsed = parse(found.text, found.path or "briefings/0000/00.md", settings)
    record = found.record
    suggestions = tuple(
        SuggestedTheme(n, theme.label, theme.words)
        for n, each in enumerate(record.articles, 1)
        for theme in each.themes
    )
    return Draft(
        found.text,
        found.path,
        sort_diagnostics((*before, *found.diagnostics, *_to_do(source, found, parsed))),
        found.left_out,
        suggestions,
        len(record.articles),
        record.sections,
        record.measures,
        found.complete,
        source,
        found,
        parsed,
    )


def _to_do(source: SourceText, found: RecognitionResult, parsed: ParseResult) -> list[Diagnostic]:
    """What keeps the draft from being a record: facts to fill in, or another reading than the recogniser's."""
    out = []
    for problem in select_errors(parsed.diagnostics):
        message = f"底稿第{problem.line}行须由编辑补全或改正：{problem.message}"
        if found.path or problem.code != "F020":
            out.append(Diagnostic(source.name, 0, 0, "I738", Severity.WARNING, message, problem.hint))
    articles = parsed.issue.articles
    seen = len(articles), sum(len(a.sections) for a in articles), sum(len(a.measures) for a in articles)
    meant = len(found.record.articles), found.record.sections, found.record.measures
    if seen != meant:
        message = "识别出 {} 篇 {} 节 {} 条措施".format(*meant) + "，底稿读回来是 {} 篇 {} 节 {} 条".format(*seen)
        out.append(Diagnostic(source.name, 0, 0, "I738", Severity.WARNING, message, "请对照预览核对序号"))
    return out


def draft_to_json(draft: Draft, settings: Settings) -> dict[str, Any]:
    """The shape of `show --json`, with what the import has to say; empty where there is no draft."""
    said = [to_dict(diagnostic) for diagnostic in draft.diagnostics]
    return {**issue_to_json(draft.parsed, settings), "diagnostics": said} if draft.parsed else {"diagnostics": said}


def merge_draft(old: str, draft: Draft, settings: Settings) -> MergeResult:
    """What `--replace` writes over `old`: the draft with the editor's own work kept, and all that changes."""
    if draft.recognised is None:
        return MergeResult(old, ("没有底稿，什么都没有改",))
    return merge_record(old, draft.recognised, settings)


def left_to_decide(text: str, settings: Settings) -> tuple[int, int]:
    """How many counties and themes of a record are not filled in, and how many are suggestions."""
    articles = parse(text, "briefings/0000/00.md", settings).issue.articles
    suggested = [names for a in articles for names in (a.suggested_counties, a.suggested_themes) if names]
    return sum(len(a.undecided) for a in articles) - len(suggested), sum(map(len, suggested))


def render_review(draft: Draft) -> str:
    """One HTML page, source and record side by side; empty where the file could not be read."""
    if draft.source is None or draft.recognised is None:
        return ""
    return visible(render_review_page(draft.source, draft.recognised, draft.diagnostics))


def is_preview(data: bytes) -> bool:
    """Whether a file begins as a page of `preview_of` does."""
    return GENERATOR.encode() in data[:1000]


def format_summary(draft: Draft) -> str:
    """What was found, in a few lines for a terminal."""
    if draft.recognised is None:
        return "没有读出底稿\n"
    reasons: dict[str, int] = {}
    for item in draft.left_out:
        reasons[item.reason] = reasons.get(item.reason, 0) + 1
    doubtful = sum(each.severity is not Severity.NOTE for each in draft.diagnostics)
    lines = [
        f"{draft.path or '（期号或日期未知）'}：{draft.articles} 篇，{draft.sections} 节，{draft.measures} 条措施",
        *(f"  {n}. {each.title}" for n, each in enumerate(draft.recognised.record.articles, 1)),
        "未收入底稿：" + ("，".join(f"{reason} {count} 处" for reason, count in reasons.items()) or "无"),
        f"存疑 {doubtful} 处，提示 {len(draft.diagnostics) - doubtful} 处",
    ]
    return "".join(f"{line}\n" for line in lines)
