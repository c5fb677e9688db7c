"""What the desk's pages show of a draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taizhou_brief.desk.drafts import BLANK_CODE, SUGGESTION_CODE, CheckedDraft
from taizhou_brief.diagnostics import Diagnostic, Severity
from taizhou_brief.diagnostics.registry import summaries
from taizhou_brief.formats.briefing.keys import FRONT
from taizhou_brief.formats.schema import BooleanField, IntegerField, ListField
from taizhou_brief.formats.undecided import BLANK, suggest
from taizhou_brief.importer.draft import Draft
from taizhou_brief.model.issue import NO_DATE, NO_NUMBER, Article, Issue
from taizhou_brief.quantities import issue_quantities, join_list_number

DOUBT_LABELS = {Severity.ERROR: "错误", Severity.WARNING: "存疑", Severity.NOTE: "提示"}
MANY_NOTES = 3
"""Notes of one code that are shown in one row."""
REPEATED = "I738"
"""Code of the import for what the check says in its own words."""
SHOWN_FIELDS = ("number", "supplement", "total", "date", "printed", "issuer", "report_to", "send_to", "distribute_to")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that the editor should look at."""

    label: str
    kind: str
    """`error`, `warning` or `note`."""
    message: str
    hint: str
    code: str
    place: str
    """Where it is, in words."""
    target: str
    """Fragment of the page that shows it; empty if there is none."""
    line: int = 0
    """Line of the record's text; 0 if it is about the office file."""
    is_seen: bool = False
    key: str = ""
    """What marks it as seen; empty for what only a correction removes."""


@dataclass(frozen=True, slots=True)
class DoubtGroup:
    """Doubts of one code that the page shows in one row, because they are only notes."""

    title: str
    doubts: tuple[Doubt, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """What marks them all as seen."""
        return tuple(doubt.key for doubt in self.doubts)


@dataclass(frozen=True, slots=True)
class OriginalLine:
    """Line of the office file."""

    index: int
    place: str
    text: str
    note: str
    """Why it is not in the draft; empty if it is."""
    is_asked: bool
    """Whether there is a doubt about it."""


@dataclass(frozen=True, slots=True)
class FormField:
    """Key of the front matter in the form."""

    name: str
    label: str
    value: str
    kind: str
    """`text`, `number`, `lines` or `box`."""


@dataclass(frozen=True, slots=True)
class Token:
    """County or theme to choose."""

    value: str
    is_chosen: bool
    is_suggested: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TokenList:
    """Counties or themes of an article."""

    name: str
    label: str
    tokens: tuple[Token, ...]
    more: tuple[Token, ...]
    """Those that are neither chosen nor suggested."""
    is_open: bool
    """Whether the editor has still to decide."""

    @property
    def suggestion_mark(self) -> str:
        """Text after the name of a suggestion in the front matter."""
        return suggest("")


@dataclass(frozen=True, slots=True)
class DraftArticle:
    """Article with its outline."""

    article: Article
    place: str
    """Where it begins in the office file, in words."""
    line: int
    """Line of the office file, from 0; -1 if there is none."""
    lists: tuple[TokenList, ...]
    contributor: str


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as the page shows it."""

    checked: CheckedDraft
    doubts: tuple[Doubt, ...]
    groups: tuple[DoubtGroup, ...]
    seen: tuple[Doubt, ...]
    lines: tuple[OriginalLine, ...]
    fields: tuple[FormField, ...]
    articles: tuple[DraftArticle, ...]
    quantities: int
    message: str
    """Proposed message of the commit."""

    @property
    def sections(self) -> int:
        """Number of sections."""
        return sum(len(view.article.sections) for view in self.articles)

    @property
    def measures(self) -> int:
        """Number of measures."""
        return sum(len(view.article.measures) for view in self.articles)

    @property
    def left_out(self) -> int:
        """Number of lines of the office file that are not in the draft."""
        return sum(bool(line.note) for line in self.lines)

    @property
    def url(self) -> str:
        """Page of the issue on the site; empty if it has none yet."""
        return self.checked.issue.url if self.checked.path else ""


def build_view(checked: CheckedDraft) -> DraftView:
    """Build what the page shows of a checked draft."""
    imported = checked.draft.imported
    found = [*(list_import_doubts(imported, checked) if imported else ()), *list_check_doubts(checked)]
    doubts = tuple(sorted(found, key=lambda doubt: list(DOUBT_LABELS).index(Severity(doubt.kind))))
    issue = checked.issue
    quantities = sum(len(unit.quantities) for units in issue_quantities(issue) for unit in units)
    unseen = tuple(doubt for doubt in doubts if not doubt.is_seen)
    return DraftView(
        checked,
        unseen,
        tuple(group_doubts(unseen)),
        tuple(doubt for doubt in doubts if doubt.is_seen),
        list_original_lines(imported, doubts) if imported else (),
        tuple(list_fields(issue)),
        tuple(list_articles(checked)),
        quantities,
        propose_message(issue),
    )


def group_doubts(doubts: Sequence[Doubt]) -> Iterator[DoubtGroup]:
    """Yield each doubt by itself, but many notes of one code together."""
    notes = Counter(doubt.code for doubt in doubts if doubt.kind == Severity.NOTE)
    grouped: set[str] = set()
    for doubt in doubts:
        if doubt.kind != Severity.NOTE or notes[doubt.code] < MANY_NOTES:
            yield DoubtGroup("", (doubt,))
        elif doubt.code not in grouped:
            grouped.add(doubt.code)
            yield DoubtGroup(summaries(doubt.code[0])[doubt.code], tuple(d for d in doubts if d.code == doubt.code))


def list_import_doubts(imported: Draft, checked: CheckedDraft) -> Iterator[Doubt]:
    """Yield what the import says, with the line of the office file that it is about."""
    places: dict[str, int] = {}
    for index, line in enumerate(imported.source.lines if imported.source else ()):
        places.setdefault(line.place, index)
    for diagnostic in imported.diagnostics:
        if diagnostic.code == REPEATED:
            continue
        place, colon, rest = diagnostic.message.partition("：")
        has_place = bool(colon) and place in places
        yield Doubt(
            DOUBT_LABELS[diagnostic.severity],
            diagnostic.severity.value,
            rest if has_place else diagnostic.message,
            diagnostic.hint,
            diagnostic.code,
            f"原件{place}" if has_place else "",
            f"l{places[place]}" if has_place else "",
            is_seen=diagnostic.message in checked.draft.seen,
            key=diagnostic.message,
        )


def list_check_doubts(checked: CheckedDraft) -> list[Doubt]:
    """List what the check says of the text, except what is still to be filled in: the form shows that."""
    return [
        build_check_doubt(diagnostic)
        for diagnostic in checked.diagnostics
        if diagnostic.code not in {BLANK_CODE, SUGGESTION_CODE}
    ]


def build_check_doubt(diagnostic: Diagnostic) -> Doubt:
    """Return a diagnostic of the check with the line of the record that it is about."""
    label, kind = DOUBT_LABELS[diagnostic.severity], diagnostic.severity.value
    place = f"底稿第{diagnostic.line}行" if diagnostic.line else ""
    return Doubt(label, kind, diagnostic.message, diagnostic.hint, diagnostic.code, place, "record", diagnostic.line)


def list_original_lines(imported: Draft, doubts: Sequence[Doubt]) -> tuple[OriginalLine, ...]:
    """Return the lines of the office file; those that are not in the draft have the reason."""
    reasons = {omission.index: omission.reason for omission in imported.left_out}
    asked = {doubt.target for doubt in doubts if not doubt.is_seen}
    lines = imported.source.lines if imported.source else ()
    return tuple(
        OriginalLine(
            index, line.place, join_list_number(line.number, line.text), reasons.get(index, ""), f"l{index}" in asked
        )
        for index, line in enumerate(lines)
        if line.text.strip() or line.number
    )


def list_fields(issue: Issue) -> Iterator[FormField]:
    """Yield the keys of masthead and foot."""
    for field in FRONT.fields:
        if field.name not in SHOWN_FIELDS:
            continue
        value = getattr(issue, field.attribute or field.name)
        if isinstance(field.type, ListField):
            yield FormField(field.name, field.label, "\n".join(value), "lines")
        elif isinstance(field.type, BooleanField):
            yield FormField(field.name, field.label, "true" if value else "", "box")
        else:
            text = "" if value in {None, NO_NUMBER, NO_DATE, BLANK} else str(value)
            yield FormField(field.name, field.label, text, "number" if isinstance(field.type, IntegerField) else "text")


def list_articles(checked: CheckedDraft) -> Iterator[DraftArticle]:
    """Yield the articles with the counties and themes to choose from."""
    imported = checked.draft.imported
    recognised = imported.recognised.record.articles if imported and imported.recognised else ()
    lines = imported.source.lines if imported and imported.source else ()
    starts = {article.title: article.index for article in recognised}
    reasons = {
        (suggestion.article, suggestion.theme): "、".join(f"“{word}”{count}处" for word, count in suggestion.words)
        for suggestion in (imported.suggestions if imported else ())
    }
    entries = {entry.title: entry for entry in checked.parsed.listed}
    for article in checked.issue.articles:
        line = starts.get(article.title, -1)
        place = lines[line].place if 0 <= line < len(lines) else ""
        lists = (list_counties(article, checked), list_themes(article, checked, reasons))
        known = article.title in entries
        yield DraftArticle(article, place, line, lists if known else (), article.contributor)


def list_counties(article: Article, checked: CheckedDraft) -> TokenList:
    """Return the counties of the settings, those of the article first."""
    settings = checked.settings
    names = tuple(county.name for county in settings.counties)
    return build_token_list("counties", settings.place_label, names, article, {})


def list_themes(article: Article, checked: CheckedDraft, reasons: dict[tuple[int, str], str]) -> TokenList:
    """Return the themes of the settings, those of the article first, with the words that caused a suggestion."""
    themes = checked.settings.themes
    labels = {theme.id: theme.label for theme in themes}
    words = {label: reasons.get((article.index, label), "") for label in labels.values()}
    return build_token_list("themes", "主题", tuple(labels.values()), article, words, labels)


def build_token_list(  # noqa: PLR0913, PLR0917  # counties and themes differ in these
    name: str,
    label: str,
    names: tuple[str, ...],
    article: Article,
    reasons: dict[str, str],
    labels: dict[str, str] | None = None,
) -> TokenList:
    """Return the names to choose from: chosen, suggested, others."""
    labels = labels or {}
    chosen = {labels.get(key, key) for key in getattr(article, name)}
    suggested = {labels.get(key, key) for key in getattr(article, f"suggested_{name}")}
    first = tuple(Token(n, n in chosen, n in suggested, reasons.get(n, "")) for n in names if n in chosen | suggested)
    more = tuple(Token(n, is_chosen=False) for n in names if n not in chosen | suggested)
    return TokenList(name, label, first, more, name in article.undecided)


def propose_message(issue: Issue) -> str:
    """Return the message of a commit: `刊入2021年第7期，4篇36条措施`."""
    measures = sum(len(article.measures) for article in issue.articles)
    label = issue.id.long_label if issue.number != NO_NUMBER and issue.date != NO_DATE else "一期简报"
    return f"刊入{label}，{len(issue.articles)}篇{measures}条措施"
