"""Reader of one briefing: its text to an `Issue` and diagnostics."""

from __future__ import annotations

from hashlib import sha256

from taizhou_brief import __version__
from taizhou_brief.formats import markdown
from taizhou_brief.formats.briefing import body
from taizhou_brief.formats.briefing.front_matter import read_front_matter
from taizhou_brief.formats.briefing.json_form import issue_to_json
from taizhou_brief.formats.briefing.result import ParseResult
from taizhou_brief.model.issue import Issue, field_values
from taizhou_brief.model.settings import Settings

__all__ = ["ParseResult", "issue_to_json", "parse", "read_front_matter"]


def parse(text: str, path: str, settings: Settings) -> ParseResult:
    """Read one briefing. It never fails: what cannot be read is absent from the issue and reported as a diagnostic."""
    result = read_front_matter(text, path, settings)
    front = result.front
    document = markdown.parse_blocks(result.body, path, result.body_line)
    lines = result.body.split("\n")
    articles, problems = body.build_articles(document, lines, result.body_line, front.articles, path)
    values = field_values(front, articles=articles)
    issue = Issue(**values, path=path, digest=compute_digest(text, settings))
    diagnostics = (*result.diagnostics, *document.diagnostics, *problems)
    return ParseResult(issue, diagnostics, result.names, front.articles)


def compute_digest(text: str, settings: Settings) -> str:
    """Return the digest of an issue: equal if and only if text, settings and version of this tool are equal."""
    digest = sha256(f"{__version__}\0{settings.digest}\0".encode())
    digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:32]
