"""`--replace`: merge a new import into an existing file, with the editor's work kept and every change reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from taizhou_brief.formats import yaml
from taizhou_brief.formats.briefing import parse
from taizhou_brief.formats.undecided import BLANK
from taizhou_brief.importer.recognise import (
    EditorDecisions,
    RecognisedArticle,
    RecognisedIssue,
    RecognitionResult,
    ThemeSuggestion,
    is_same_title,
    write_briefing,
)
from taizhou_brief.model.issue import NO_DATE, Article, Issue
from taizhou_brief.model.settings import Settings

_FACTS = (
    ("number", "期号"),
    ("supplement", "增刊"),
    ("total", "总期号"),
    ("date", "日期"),
    ("printed", "印发日期"),
    ("issuer", "编发单位"),
    ("report_to", "报"),
    ("send_to", "送"),
    ("distribute_to", "发"),
    ("copies", "印数"),
)


@dataclass(frozen=True, slots=True)
class MergeResult:
    """The text to be written, and the changes."""

    text: str
    changes: tuple[str, ...]
    """One sentence per change, for people."""


def merge_record(old: str, result: RecognitionResult, settings: Settings) -> MergeResult:
    """Merge the draft into `old`: themes, counties, contributors, errata, 编者按 and the order of the articles stay."""
    issue = parse(old, result.path or "briefings/0000/00.md", settings).issue
    record, changes = _merge_facts(issue, result.record)
    values = _read_front_matter(old, issue.path)
    pairs, lost_titles = _pair_articles(issue.articles, record.articles)
    articles = []
    for n, (old_article, new_article) in enumerate(pairs, 1):
        article, article_changes = _merge_article(n, old_article, new_article, values, settings)
        articles.append(article)
        changes += article_changes
    changes += [f"旧稿的《{title}》在原件里没有，它的地址会失效" for title in lost_titles]
    decisions = _read_decisions(values, issue)
    if decisions.editor_note:
        changes.append("编者按保留旧稿的")
    if decisions.errata:
        changes.append(f"勘误 {len(decisions.errata)} 条保留")
    if issue.edition == "digest":
        changes.insert(0, "摘编换成全文")
    merged = replace(record, articles=tuple(articles), decisions=decisions)
    text = write_briefing(merged)
    changes += _check_errata(parse(text, result.path or "briefings/0000/00.md", settings).issue)
    return MergeResult(text, tuple(changes))


def _merge_facts(old: Issue, record: RecognisedIssue) -> tuple[RecognisedIssue, list[str]]:
    """Merge the facts: those that the source lacks stay; if both have one, that of the source is used and reported."""
    changes: list[str] = []
    values: dict[str, object] = {}
    for name, label in _FACTS:
        old_value, new_value = getattr(old, name), getattr(record, name)
        if old_value in (None, (), "", 0, NO_DATE, False):
            if new_value:
                changes.append(f"{label}补上：{_format_value(new_value)}")
        elif not new_value:
            values[name] = old_value
        elif old_value != new_value:
            changes.append(f"{label}：{_format_value(old_value)} → {_format_value(new_value)}")
    return replace(record, **values), changes  # type: ignore[arg-type]


def _format_value(value: object) -> str:
    """Format a value for a message."""
    return "、".join(map(str, value)) if isinstance(value, tuple) else "是" if value is True else str(value)


def _pair_articles(
    old: Sequence[Article], new: Sequence[RecognisedArticle]
) -> tuple[list[tuple[Article | None, RecognisedArticle]], list[str]]:
    """Pair the drafted articles with the old ones, in the old order, so that addresses stay; new ones come last.

    Return the pairs, and the old titles without a match.
    """
    remaining = list(new)
    pairs: list[tuple[Article | None, RecognisedArticle]] = []
    lost_titles = []
    for article in old:
        match = next((drafted for drafted in remaining if is_same_title(drafted.title, article.title)), None)
        if match is None:
            lost_titles.append(article.title)
        else:
            remaining.remove(match)
            pairs.append((article, match))
    return [*pairs, *((None, drafted) for drafted in remaining)], lost_titles


def _merge_article(
    n: int, old: Article | None, new: RecognisedArticle, values: Mapping[str, yaml.Node], settings: Settings
) -> tuple[RecognisedArticle, list[str]]:
    """Return an article with the editor's counties, themes and contributor, and the changes."""
    if old is None:
        return new, [f"第{n}篇是新的：{new.title}"]
    changes = [f"第{n}篇标题：{old.title} → {new.title}"] if old.title != new.title else []
    choices = _read_choices(values, old)
    counties, theme_keys = choices.get("counties", new.counties), choices.get("themes", ())
    themes = tuple(
        ThemeSuggestion(key, theme.label if (theme := settings.theme(key)) else key, ()) for key in theme_keys
    )
    sections = sum(element.kind == "section" for element in new.elements)
    measures = sum(element.kind == "measure" for element in new.elements)
    if (len(old.sections), len(old.measures)) != (sections, measures):
        changes.append(
            f"第{n}篇：{len(old.sections)} 节 {len(old.measures)} 条措施 → {sections} 节 {measures} 条，地址可能变动"
        )
    old_size, size = _count_characters(old), sum(len(element.text) for element in new.elements)
    if old_size != size:
        changes.append(f"第{n}篇正文：约 {old_size} 字 → 约 {size} 字")
    merged = replace(
        new,
        counties=counties,
        county_hint="" if "counties" in choices else new.county_hint,
        themes=themes if "themes" in choices else new.themes,
        contributor=old.contributor or new.contributor,
        guessed_counties=frozenset() if "counties" in choices else new.guessed_counties,
        decided_keys=new.decided_keys | choices.keys(),
    )
    return merged, changes


def _count_characters(article: Article) -> int:
    """Return the number of characters of an article's text."""
    parts = [*article.lead, *article.items]
    for section in article.sections:
        parts += section.items
    fields = ("marker", "heading", "stop", "text")
    length = sum(len(getattr(part, name, "")) for part in parts for name in fields)
    return length + sum(len(section.marker + section.title) for section in article.sections)


def _read_front_matter(old: str, path: str) -> Mapping[str, yaml.Node]:
    """Return the front matter of the old file by key, as it is written there."""
    front_matter = yaml.normalise_lines(old).removeprefix("---\n").partition("\n---")[0]
    mapping, _ = yaml.read_yaml(f"{front_matter}\n", path)
    return {key.text: node for key, node in mapping.pairs} if mapping else {}


def _read_texts(node: yaml.Node | None) -> tuple[str, ...]:
    """Return a list of texts, or one text, as the editor wrote it."""
    if isinstance(node, yaml.SequenceNode):
        return tuple(item.text for item in node.items if isinstance(item, yaml.ScalarNode))
    return (node.text,) if isinstance(node, yaml.ScalarNode) and node.text else ()


def _read_choices(values: Mapping[str, yaml.Node], old: Article) -> dict[str, tuple[str, ...]]:
    """Return the counties and themes the editor wrote for an article, with their marks, even if the settings lack them.

    A key is missing if nobody has written anything: if there is no such line, no value, or a blank to fill in.
    """
    articles = values.get("articles")
    for item in articles.items if isinstance(articles, yaml.SequenceNode) else ():
        entry = {key.text: node for key, node in item.pairs} if isinstance(item, yaml.MappingNode) else {}
        title = entry.get("title")
        if isinstance(title, yaml.ScalarNode) and is_same_title(title.text, old.title):
            written = {key: entry[key] for key in ("counties", "themes") if key in entry}
            return {key: _read_texts(node) for key, node in written.items() if _is_filled(node)}
    return {"counties": old.counties, "themes": old.themes}


def _is_filled(node: yaml.Node) -> bool:
    """Return whether somebody has written a name, or an empty list."""
    written = _read_texts(node)
    return any(text != BLANK for text in written) or (isinstance(node, yaml.SequenceNode) and not written)


def _read_decisions(values: Mapping[str, yaml.Node], issue: Issue) -> EditorDecisions:
    """Return 编者按, disclosure and errata of the old file, as they are written there."""

    def text(key: str) -> str:
        return "".join(_read_texts(values.get(key))).strip()

    errata = tuple(
        (
            ("at", str(erratum.at)),
            ("printed", erratum.printed),
            ("corrected", erratum.corrected),
            ("date", erratum.date.isoformat()),
            *((("reason", erratum.reason),) if erratum.reason else ()),
        )
        for erratum in issue.errata
    )
    return EditorDecisions(text("editor_note"), text("disclosure"), errata)


def _check_errata(issue: Issue) -> list[str]:
    """Report errata whose place or words are not in the new text."""
    changes = []
    for erratum in issue.errata:
        article = next((article for article in issue.articles if article.index == erratum.at.article), None)
        if article is None:
            changes.append(f"勘误 {erratum.at} 找不到这一篇，请核对")
        elif erratum.at.measure:
            measure = next((m for m in article.measures if m.id == erratum.at.measure), None)
            if measure is None or erratum.printed not in measure.marker + measure.heading + measure.stop + measure.text:
                changes.append(f"勘误 {erratum.at} 的“{erratum.printed}”在新的正文里找不到，请核对")
    return changes
