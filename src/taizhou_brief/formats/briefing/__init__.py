"""Reader of one briefing: its text to an `Issue` and diagnostics."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from taizhou_brief import __version__
from taizhou_brief.diagnostics import Diagnostic, Severity
from taizhou_brief.formats import markdown
from taizhou_brief.formats.briefing import body, front_matter
from taizhou_brief.formats.briefing.json_form import issue_to_json
from taizhou_brief.formats.briefing.result import ParseResult
from taizhou_brief.model.issue import Block, Issue, Span
from taizhou_brief.model.settings import Settings

__all__ = ["CODES", "ParseResult", "issue_to_json", "parse"]

CODES: Mapping[str, str] = body.CODES


def parse(text: str, path: str, settings: Settings) -> ParseResult:
    """Read one briefing. It never fails: what cannot be read is absent from the issue and reported as a diagnostic."""
    result = front_matter.read_front_matter(text, path, settings)
    front = result.front
    document = markdown.parse_blocks(result.body, path, result.body_line)
    lines = result.body.split("\n")
    articles, problems = body.build_articles(document, lines, result.body_line, front.articles, path)
    note, note_problems = parse_editor_note(front, path)
    issue = Issue(
        path,
        compute_digest(text, settings),
        front.number,
        front.supplement,
        front.total,
        front.date,
        front.printed,
        front.issuer,
        front.report_to,
        front.send_to,
        front.distribute_to,
        front.copies,
        front.edition,
        front.disclosure,
        front.source,
        note,
        articles,
        front.errata,
    )
    return ParseResult(issue, (*result.diagnostics, *note_problems, *document.diagnostics, *problems))


def parse_editor_note(front: front_matter.FrontMatter, path: str) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """Parse the 编者按 as prose, with its footnotes after it."""
    if not front.editor_note:
        return (), ()
    document = markdown.parse_blocks(front.editor_note, path, front.editor_note_line, prefix="n")
    blocks = [body.to_block(block) for block in document.blocks]
    span = Span(front.editor_note_line, 1, front.editor_note_line, 1)
    blocks += [Block(notes, "", span) for notes in document.notes if notes]
    headings = (block for block in document.blocks if block.level)
    message, hint = "编者按里不能有标题", "删去行首的“#”"
    problems = [Diagnostic(path, h.line, h.column, "M008", Severity.ERROR, message, hint) for h in headings]
    # the YAML reader reports invisible characters
    diagnostics = (d for d in document.diagnostics if d.code != markdown.UNSEEN)
    return tuple(blocks), (*diagnostics, *problems)


def compute_digest(text: str, settings: Settings) -> str:
    """Return the digest of an issue: equal if and only if text, settings and version of this tool are equal."""
    digest = sha256(f"{__version__}\0{settings.digest}\0".encode())
    digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:32]
