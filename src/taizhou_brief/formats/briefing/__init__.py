"""One briefing's text → one `Issue`, and all that is wrong with it."""

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
    """Read one briefing. Never fails: what cannot be read is missing from the issue, and a diagnostic says so."""
    head = front_matter.read_front_matter(text, path, settings)
    facts = head.front
    content = markdown.parse_blocks(head.body, path, head.body_line)
    articles, problems = body.build_articles(content, head.body.split("\n"), head.body_line, facts.articles, path)
    note, note_problems = parse_editor_note(facts, path)
    issue = Issue(
        path,
        issue_digest(text, settings),
        facts.number,
        facts.supplement,
        facts.total,
        facts.date,
        facts.printed,
        facts.issuer,
        facts.report_to,
        facts.send_to,
        facts.distribute_to,
        facts.copies,
        facts.edition,
        facts.disclosure,
        facts.source,
        note,
        articles,
        facts.errata,
    )
    return ParseResult(issue, (*head.diagnostics, *note_problems, *content.diagnostics, *problems))


def parse_editor_note(facts: front_matter.FrontMatter, path: str) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """The 编者按 as prose; its footnotes stand below it."""
    if not facts.editor_note:
        return (), ()
    content = markdown.parse_blocks(facts.editor_note, path, facts.editor_note_line, prefix="n")
    blocks = [body.to_block(piece) for piece in content.blocks]
    place = Span(facts.editor_note_line, 1, facts.editor_note_line, 1)
    blocks += [Block(notes, "", place) for notes in content.notes if notes]
    headings = (piece for piece in content.blocks if piece.level)
    message, hint = "编者按里不能有标题", "删去行首的“#”"
    problems = [Diagnostic(path, h.line, h.column, "M008", Severity.ERROR, message, hint) for h in headings]
    told = (d for d in content.diagnostics if d.code != markdown.UNSEEN)  # such a character is told where YAML is read
    return tuple(blocks), (*told, *problems)


def issue_digest(text: str, settings: Settings) -> str:
    """Equal for equal text, settings and version of this tool, and for nothing else."""
    state = sha256(f"{__version__}\0{settings.digest}\0".encode())
    state.update(text.encode("utf-8", "surrogatepass"))
    return state.hexdigest()[:32]
