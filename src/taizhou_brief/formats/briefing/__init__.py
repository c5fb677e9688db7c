"""Reader of one briefing: its text to an `Issue` and diagnostics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from taizhou_brief import __version__
from taizhou_brief.chinese.spacing import normalise_spacing
from taizhou_brief.diagnostics import Diagnostic, Severity
from taizhou_brief.formats import markdown
from taizhou_brief.formats.briefing import body, redaction
from taizhou_brief.formats.briefing.front_matter import (
    FrontMatterResult,
    hide_source,
    read_front_matter,
    read_redacted,
    read_withdrawn,
)
from taizhou_brief.formats.briefing.json_form import issue_to_json
from taizhou_brief.formats.briefing.result import ParseResult
from taizhou_brief.formats.yaml import normalise_lines
from taizhou_brief.model.block import Block
from taizhou_brief.model.issue import Article, Issue, Measure, OwnTheme, field_values
from taizhou_brief.model.settings import Settings
from taizhou_brief.themes import ThemeWords, find_own_themes, find_theme_words

__all__ = ["ParseResult", "hide_source", "issue_to_json", "parse", "read_front_matter"]


SIGNS_BEFORE_TITLE = "#＃﹟ \t\u3000\u00a0"


def parse(text: str, path: str, settings: Settings) -> ParseResult:
    """Read one briefing. It never fails: what cannot be read is absent from the issue and reported as a diagnostic.

    Words that its front matter takes down are in no part of the result, nor is anything of an issue that is withdrawn.
    """
    front = read_front_matter(text, path, settings)
    result = parse_body(front, text, path, settings)
    if front.front.withdrawn:
        return withdraw(result, front, path, settings)
    return redact(result, front, text, settings) if front.orders else result


def parse_body(result: FrontMatterResult, text: str, path: str, settings: Settings) -> ParseResult:
    """Read the body of a briefing whose front matter has been read."""
    front = result.front
    document = markdown.parse_blocks(result.body, path, result.body_line)
    lines = result.body.split("\n")
    articles, problems = body.build_articles(document, lines, result.body_line, front.articles, path)
    words = find_theme_words(result.names, result.body, settings)
    values = field_values(front, articles=tuple(add_own_themes(article, words) for article in articles))
    issue = Issue(**values, path=path, digest=compute_digest(text, settings))
    problems = drop_consequences(problems, document.diagnostics, lines, result.body_line)
    diagnostics = (*result.diagnostics, *document.diagnostics, *problems)
    return ParseResult(issue, diagnostics, text, result.names, front.articles, theme_words=words)


def drop_consequences(
    problems: Sequence[Diagnostic], causes: Iterable[Diagnostic], lines: Sequence[str], first_line: int
) -> tuple[Diagnostic, ...]:
    """Return the problems without those that only follow from a title whose `#` has been reported as wrong."""
    titles = {
        problem.line: normalise_spacing(lines[problem.line - first_line].strip(SIGNS_BEFORE_TITLE)).strip()
        for problem in causes
        if problem.code == "M021" and problem.severity is Severity.ERROR
    }
    return tuple(
        problem
        for problem in problems
        if not (problem.code == "M001" and problem.line in titles)
        and not (problem.code == "M003" and problem.message.partition("：")[2] in titles.values())
    )


def add_own_themes(article: Article, vocabulary: tuple[ThemeWords, ...]) -> Article:
    """Return an article whose measures have the themes that they are about."""
    if not article.themes or not article.measures:
        return article
    themes = find_own_themes(article, vocabulary)
    sections = tuple(replace(section, items=add_to_measures(section.items, themes)) for section in article.sections)
    return replace(article, items=add_to_measures(article.items, themes), sections=sections)


def add_to_measures(
    items: tuple[Block | Measure, ...], themes: Mapping[str, tuple[OwnTheme, ...]]
) -> tuple[Block | Measure, ...]:
    """Return blocks and measures, these with their themes."""
    return tuple(
        replace(item, themes=themes[item.id]) if isinstance(item, Measure) and themes[item.id] else item
        for item in items
    )


def withdraw(result: ParseResult, front: FrontMatterResult, path: str, settings: Settings) -> ParseResult:
    """Return what remains of an issue that was withdrawn."""
    issue = result.issue
    count = max(len(issue.articles), len(front.front.articles))
    remaining, diagnostics = read_withdrawn(front, count, path, settings)
    return ParseResult(Issue(**field_values(remaining), path=path, digest=issue.digest), diagnostics)


def redact(result: ParseResult, front: FrontMatterResult, text: str, settings: Settings) -> ParseResult:
    """Read a briefing again, without the words that its front matter takes down."""
    path, orders, before = result.issue.path, front.orders, result.issue.articles
    clean = redaction.redact_body(front.body, front.body_line, before, orders, path, front.mapping)
    again = replace(read_redacted(front, text, path, settings), body=clean.text)
    parsed = parse_body(again, text, path, settings)
    lines = normalise_lines(text)
    head = redaction.hide_words(lines[: len(lines) - len(front.body)], orders)
    seen = replace(parsed, diagnostics=(), text=head + clean.text, edits=clean.edits)
    problems = (
        *seen.place(parsed.diagnostics),
        *clean.diagnostics,
        *redaction.find_front_rest(again.mapping, orders, path),
        *redaction.find_marked_rest(parsed.issue, orders, clean.diagnostics),
        *redaction.compare_addresses(before, parsed.issue, orders),
    )
    return replace(seen, diagnostics=tuple(redaction.redact_message(problem, orders) for problem in problems))


def compute_digest(text: str, settings: Settings) -> str:
    """Return the digest of an issue: equal if and only if text, settings and version of this tool are equal."""
    digest = sha256(f"{__version__}\0{settings.digest}\0".encode())
    digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:32]
