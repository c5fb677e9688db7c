"""The front matter of a briefing: its values, converted by key, each problem at its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.models import NO_DATE, NO_NUMBER, Erratum, SourceFile, Span
from taizhou_brief.settings import Settings


@dataclass(frozen=True, slots=True)
class FrontArticle:
    """One entry of `articles`."""

    title: str
    counties: tuple[str, ...]
    """Names as in the settings."""
    themes: tuple[str, ...]
    """Theme ids as in the settings."""
    contributor: str
    span: Span
    """Of the title; of the entry where it has none."""


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter, as complete as it can be read."""

    number: int = NO_NUMBER
    supplement: bool = False
    total: int | None = None
    date: date = NO_DATE
    printed: date | None = None
    issuer: str = ""
    report_to: tuple[str, ...] = ()
    send_to: tuple[str, ...] = ()
    distribute_to: tuple[str, ...] = ()
    copies: int | None = None
    edition: str = "full"
    disclosure: str = "public"
    source: SourceFile | None = None
    editor_note: str = ""
    """Markdown."""
    editor_note_line: int = 0
    """The line of the file its text begins on; 0 where there is none."""
    articles: tuple[FrontArticle, ...] = ()
    errata: tuple[Erratum, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontResult:
    """The front matter and the text after it."""

    front: Front
    body_line: int
    """The line of the file that `body` begins on."""
    body: str
    """The text from that line on, line ends as `\\n`, without a byte order mark."""
    diagnostics: tuple[Diagnostic, ...]


def read(text: str, path: str, settings: Settings) -> FrontResult:
    """Read the front matter of a briefing's text; `path` is where it stands in the project."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    head, _, body = text.partition("\n---\n")
    return FrontResult(Front(issuer=settings.issuer, disclosure=settings.disclosure), head.count("\n") + 3, body, ())
