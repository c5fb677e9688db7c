"""Understand an issue: everything that is made of its text alone, once for each text, and remembered in parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, NamedTuple, Protocol

from taizhou_brief import rules
from taizhou_brief.builder import files
from taizhou_brief.builder.files.states import content_digest
from taizhou_brief.builder.files.store import TAKEN_DOWN
from taizhou_brief.builder.runner import Runner
from taizhou_brief.builder.settings_use import SettingsUse, find_use, update_use, used_values
from taizhou_brief.diagnostics import Diagnostic, limit_diagnostics
from taizhou_brief.formats.briefing import parse
from taizhou_brief.formats.lock import digest_places, lock_issue
from taizhou_brief.model.article_text import ArticleText, decode_text
from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.part import Part
from taizhou_brief.model.plain import from_plain, to_plain
from taizhou_brief.model.settings import Settings
from taizhou_brief.model.summary import IssueSummary
from taizhou_brief.quantities import issue_quantities, text_units
from taizhou_brief.site.comparison import ComparePiece, build_compare_piece
from taizhou_brief.site.dataset import DatasetPiece, DatasetTexts, build_dataset_piece
from taizhou_brief.site.search import IssueTexts, SearchPiece, build_search_piece
from taizhou_brief.site.views.summarise import summarise

RECENT = 16
"""Issues whose texts are kept after they were loaded: the pages of an issue follow one another."""


UNREADABLE = (TypeError, ValueError, LookupError, AttributeError)
"""Errors of a plain value that is not what was stored."""
KEPT = 64
"""Results that are collected before they are written: the texts of a long archive are never all in memory."""


class Store(Protocol):
    """Values that JSON can represent, by key."""

    def get(self, key: str) -> Any | None:
        """Return the value of a key, or None."""

    def put(self, key: str, value: Any) -> None:
        """Remember a value."""

    def keep(self, keys: Iterable[str]) -> None:
        """Keep the values of these keys, although nobody has asked for them yet."""

    def save(self) -> None:
        """Write what was put, so that it need not stay in memory."""


class MemoryStore:
    """Store that forgets everything when the program ends."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def get(self, key: str) -> Any | None:
        """Return the value of a key, or None."""
        return self.values.get(key)

    def put(self, key: str, value: Any) -> None:
        """Remember a value."""
        self.values[key] = value

    def keep(self, keys: Iterable[str]) -> None:
        """Keep everything anyway."""

    def save(self) -> None:
        """Write nothing: there is no place."""


@dataclass(frozen=True, slots=True)
class IssueOutline:
    """What every build needs of an issue: all but its texts."""

    summary: IssueSummary
    diagnostics: tuple[Diagnostic, ...]
    """Diagnostics of the parser and of the rules for one issue."""
    dataset: DatasetPiece
    search: SearchPiece
    comparison: ComparePiece
    shown: str
    """Digest of the summary."""
    shown_parts: tuple[str, ...]
    """Digests of the parts of the summary: of the issue without its articles, and of each article."""
    published: str
    """Digest of its addresses and their texts, as a lock has them."""


@dataclass(frozen=True, slots=True)
class IssueResult:
    """Everything that is made of the text of one issue."""

    outline: IssueOutline
    texts: tuple[str, ...]
    """Encoded texts of the articles as their pages show them."""
    use: SettingsUse


class PartForm(NamedTuple):
    """How a part is stored: as what JSON can represent, of which a text is kept as it is, without quoting."""

    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]

    @staticmethod
    def of(kind: Any) -> PartForm:
        """Return the form of a type of the model."""
        return PartForm(partial(to_plain, kind), partial(from_plain, kind))


def decode_texts(joined: str) -> tuple[ArticleText, ...]:
    """Decode encoded texts, one on each line."""
    return tuple(map(decode_text, joined.split("\n"))) if joined else ()


def check_text(plain: Any) -> str:
    """Return a text as it was stored. Raises `TypeError` for anything else."""
    if not isinstance(plain, str):
        raise TypeError
    return plain


PARTS = {
    "outline": PartForm.of(IssueOutline),
    "texts": PartForm("\n".join, decode_texts),
    "dataset": PartForm(DatasetTexts.join, DatasetTexts.split),
    "search": PartForm.of(IssueTexts),
    "comparison": PartForm(str, check_text),
}
"""Form of each part of a result that is remembered by itself."""
USE = "use"
"""Name of the part that decides the key of the others; that of all issues is one value."""


@dataclass(frozen=True, slots=True, eq=False)
class IssueTask:
    """Task: understand one issue, with the part of the settings that it depends on."""

    source: files.BriefingFile
    settings: Settings
    text: str
    """Digest of the text."""

    @staticmethod
    def of(source: files.BriefingFile, settings: Settings) -> IssueTask:
        """Return the task of a file."""
        text = source.digest or content_digest(source.text.encode("utf-8", "surrogatepass"))
        return IssueTask(source, settings.reading_for(source.path), text)

    def key(self, tool: str, use: SettingsUse) -> str:
        """Return the key of the result: equal keys mean equal results. `tool` is the digest of this program."""
        path = self.source.path
        return fingerprint("issue", tool, path, self.text, *used_values(self.settings, path, use))


def understand_issue(text: str, path: str, settings: Settings) -> IssueResult:
    """Parse, check and summarise one issue; `settings` are those of `reading_for` its path."""
    parsed = parse(text, path, settings)
    findings = parsed.place(rules.check_issue(parsed.issue, parsed.text, settings))
    diagnostics = limit_diagnostics((*parsed.diagnostics, *findings))
    summary, texts = summarise(parsed.issue)
    quantities = issue_quantities(parsed.issue)
    figures = build_dataset_piece(parsed.issue, quantities)
    comparison = build_compare_piece(parsed.issue, quantities, summary)
    text_units.cache_clear()  # nobody needs the quantities of these articles again, and they are large
    published = digest_places(lock_issue(parsed.issue))
    found = build_search_piece(parsed.issue)
    shown = (summary.head.digest, *(article.digest for article in summary.articles))
    outline = IssueOutline(summary, diagnostics, figures, found, comparison, summary.digest, shown, published)
    return IssueResult(outline, texts, find_use(text, parsed, settings))


PlainParts = dict[str, Any]
"""Parts of a result as a store keeps them."""


def run_task(task: IssueTask) -> PlainParts:
    """Return the parts of the result of a task."""
    result = understand_issue(task.source.text, task.source.path, task.settings)
    outline = result.outline
    parts = {
        "outline": outline,
        "texts": result.texts,
        "dataset": outline.dataset.texts.load(),
        "search": outline.search.texts.load(),
        "comparison": outline.comparison.text.load(),
    }
    plain = {name: form.encode(parts[name]) for name, form in PARTS.items()}
    return {**plain, USE: to_plain(SettingsUse, result.use)}


@dataclass(slots=True)
class IssueMemory:
    """Results of issue tasks, by task and part: remembered, or computed now."""

    store: Store
    tool: str
    """Digest of this program: the results of another version are not used."""
    recent: dict[tuple[IssueTask, str], Any] = field(default_factory=dict)
    """Parts that were loaded last."""
    uses: dict[str, Any] = field(default_factory=dict)
    """Digest of the text of each issue, by path, and what it uses of the settings, in plain form."""
    keys: dict[IssueTask, str] = field(default_factory=dict)
    """Keys of the tasks whose use of the settings is known."""

    def outlines(self, step: str, tasks: Iterable[IssueTask], runner: Runner) -> tuple[IssueOutline, ...]:
        """Return the outlines of all tasks, after running those that are not remembered."""
        uses_key = fingerprint("uses", self.tool)
        before = self.store.get(uses_key)
        self.uses = dict(before) if isinstance(before, dict) else {}
        known: dict[IssueTask, Any] = {task: self.recall_outline(task) for task in tasks}
        missing = [task for task, outline in known.items() if outline is None]
        results = runner.map(step, run_task, missing, remote=True)
        for number, (task, parts) in enumerate(zip(missing, results, strict=True), 1):
            self.keep(task, parts)
            known[task] = PARTS["outline"].decode(parts["outline"])
            if number % KEPT == 0:
                self.store.save()
        uses = {task.source.path: self.uses[task.source.path] for task in known}
        if uses != before:
            self.store.put(uses_key, uses)
        self.store.keep(f"{self.keys[task]}/{part}" for task in known for part in PARTS)
        self.note_removals(known)
        return tuple(self.bind(task, outline) for task, outline in known.items())

    def note_removals(self, known: Mapping[IssueTask, Any]) -> None:
        """Store the digest of all files that take words down, so that no value of an earlier text of them is kept."""
        issues = ((task, outline.summary) for task, outline in known.items())
        removals = [(task.source.path, task.text) for task, issue in issues if issue.redacted or issue.withdrawn]
        digest = fingerprint("removals", *removals) if removals else ""
        if digest != (self.store.get(TAKEN_DOWN) or ""):
            self.store.put(TAKEN_DOWN, digest)

    def recall_outline(self, task: IssueTask) -> IssueOutline | None:
        """Return the outline of a task, or None if it is not remembered, as that of every new text."""
        try:
            text, plain = self.uses[task.source.path]
            use = from_plain(SettingsUse, plain)
        except UNREADABLE:
            return None
        if text != task.text:
            return None
        if (use.words, use.vocabulary) != (task.settings.words_digest, task.settings.vocabulary_digest):
            use = update_use(use, task.source.text, task.source.path, task.settings)
            self.uses[task.source.path] = [task.text, to_plain(SettingsUse, use)]
        self.keys[task] = task.key(self.tool, use)
        outline: IssueOutline | None = self.recall(task, "outline")
        return outline

    def bind(self, task: IssueTask, outline: IssueOutline) -> IssueOutline:
        """Return an outline whose pieces load their texts from here."""
        summary = outline.summary.with_digest(outline.shown)
        figures, found, compared = outline.dataset, outline.search, outline.comparison
        for shown, digest in zip((summary.head, *summary.articles), outline.shown_parts, strict=True):
            shown.with_digest(digest)
        return replace(
            outline,
            summary=summary,
            dataset=replace(figures, texts=Part(figures.digest, partial(self.get, task, "dataset"))),
            search=replace(found, texts=Part(found.digest, partial(self.get, task, "search"))),
            comparison=replace(compared, text=Part(compared.text.digest, partial(self.get, task, "comparison"))),
        )

    def keep(self, task: IssueTask, parts: PlainParts) -> None:
        """Remember the parts of a result."""
        self.uses[task.source.path] = [task.text, parts[USE]]
        self.keys[task] = task.key(self.tool, from_plain(SettingsUse, parts[USE]))
        for name in PARTS:
            self.store.put(f"{self.keys[task]}/{name}", parts[name])

    def recall(self, task: IssueTask, part: str) -> Any | None:
        """Return a part that is remembered and readable, or None."""
        plain = self.store.get(f"{self.keys[task]}/{part}")
        try:
            return None if plain is None else PARTS[part].decode(plain)
        except UNREADABLE:
            return None

    def get(self, task: IssueTask, part: str) -> Any:
        """Return a part, computed again if it is not remembered; recent ones are kept: an issue has many pages."""
        key = task, part
        value = self.recent.pop(key, None) or self.recall(task, part)
        if value is None:
            parts = run_task(task)
            self.keep(task, parts)
            value = PARTS[part].decode(parts[part])
        self.recent[key] = value
        if len(self.recent) > RECENT:
            del self.recent[next(iter(self.recent))]
        return value


class TextLoader:
    """Function that returns the texts of the articles of an issue by its path."""

    def __init__(self, memory: IssueMemory, tasks: Iterable[IssueTask]) -> None:
        self.memory = memory
        self.tasks = {task.source.path: task for task in tasks}

    def __call__(self, path: str) -> tuple[ArticleText, ...]:
        """Return the texts of the articles."""
        texts: tuple[ArticleText, ...] = self.memory.get(self.tasks[path], "texts")
        return texts
