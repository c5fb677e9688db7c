"""`--replace`: merge a new import into an existing file, with the editor's work kept and every change reported.

Whose value of a key is taken is an attribute of its `Field` (`decided_by`), so a new key is never lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from taizhou_brief.formats import yaml
from taizhou_brief.formats.briefing import parse
from taizhou_brief.formats.briefing.front_matter import read_front_matter
from taizhou_brief.formats.briefing.keys import ARTICLE, FRONT
from taizhou_brief.formats.briefing.split import split_front_matter
from taizhou_brief.formats.briefing.title_matching import match_titles
from taizhou_brief.formats.briefing.writer import Annotations, Place, WrittenValue, format_value
from taizhou_brief.formats.schema import Field, FieldType, ListField, Schema
from taizhou_brief.formats.undecided import BLANK
from taizhou_brief.importer.recognise import (
    RecognisedArticle,
    RecognitionResult,
    is_same_title,
    write_draft,
)
from taizhou_brief.model.issue import Article, Issue
from taizhou_brief.model.settings import Settings

Record = TypeVar("Record")
Nodes = Mapping[str, yaml.Node]
"""Values of a mapping by key, as they are written in the file."""


@dataclass(frozen=True, slots=True)
class MergeResult:
    """The text to be written, and the changes."""

    text: str
    changes: tuple[str, ...]
    """One sentence per change, for people."""


@dataclass(frozen=True, slots=True)
class _MergedValues(Generic[Record]):
    """Values of a mapping after the merge, those that are written as the editor wrote them, and the changes."""

    record: Record
    written: Mapping[Place, WrittenValue]
    changes: list[str]


def merge_record(old: str, result: RecognitionResult, settings: Settings) -> MergeResult:
    """Merge the draft into `old`: the editor's decisions and the order of the articles stay."""
    path = result.path or "briefings/0000/00.md"
    issue = parse(old, path, settings).issue
    nodes = _read_nodes(old, path)
    values = _merge_values(FRONT, issue, result.record.front, nodes)
    changes = values.changes
    entries = _find_entries(old, issue, nodes, settings)
    pairs, lost_titles = _pair_articles(issue.articles, result.record.articles)
    articles = []
    for n, (old_article, new_article) in enumerate(pairs, 1):
        entry_nodes = entries[old_article.index - 1] if old_article else {}
        article, article_changes = _merge_article(n, old_article, new_article, entry_nodes)
        articles.append(article)
        changes += article_changes
    changes += [f"旧稿的《{title}》在原件里没有，它的地址会失效" for title in lost_titles]
    if ("editor_note",) in values.written:
        changes.append("编者按保留旧稿的")
    if issue.errata:
        changes.append(f"勘误 {len(issue.errata)} 条保留")
    if issue.edition == "digest":
        changes.insert(0, "摘编换成全文")
    merged = replace(
        result.record, front=values.record, articles=tuple(articles), annotations=Annotations(values.written)
    )
    text = write_draft(merged)
    changes += _check_errata(parse(text, path, settings).issue)
    return MergeResult(text, tuple(changes))


def _merge_values(schema: Schema[Any], old: Any, new: Record, nodes: Nodes) -> _MergedValues[Record]:
    """Merge the values of a mapping, whose old values are `old`, written as `nodes`, key by key."""
    changes: list[str] = []
    written: dict[Place, WrittenValue] = {}
    values: dict[str, Any] = {}
    for field in schema.fields:
        attribute, node = field.attribute or field.name, nodes.get(field.name)
        old_value, new_value = getattr(old, attribute), getattr(new, attribute)
        if field.decided_by == "source":
            changes += _describe_change(field, old_value, new_value, schema.defaults[field.name])
            values[attribute] = old_value if new_value == schema.defaults[field.name] else new_value
        elif field.decided_by == "editor" and node and _is_filled(node):
            values[attribute] = old_value
            written |= _read_written(field.type, node, old_value, (field.name,))
    return _MergedValues(replace(new, **values), written, changes)  # type: ignore[type-var]  # a dataclass


def _describe_change(field: Field, old: Any, new: Any, default: Any) -> list[str]:
    """Report that the source has another value, or one that was missing."""
    if new in (old, default):
        return []
    if old == default:
        return [f"{field.label}补上：{_format_value(new)}"]
    return [f"{field.label}：{_format_value(old)} → {_format_value(new)}"]


def _format_value(value: object) -> str:
    """Format a value for a message."""
    return "、".join(map(str, value)) if isinstance(value, tuple) else "是" if value is True else str(value)


def _is_filled(node: yaml.Node) -> bool:
    """Return whether somebody has written a value: more than a blank to fill in; an empty list is one."""
    if isinstance(node, yaml.SequenceNode):
        return not node.items or any(_is_filled(item) for item in node.items)
    return isinstance(node, yaml.MappingNode) or not (node.empty or node.text == BLANK)


def _read_written(field_type: FieldType, node: yaml.Node, value: Any, place: Place) -> dict[Place, WrittenValue]:
    """Return texts and names as the editor wrote them, and other values that the writer would write in another way.

    This keeps Markdown, the marks of names, names that the settings lack, and what could not be read.
    """
    items = node.items if isinstance(node, yaml.SequenceNode) else (node,)
    item_type = field_type.item_type if isinstance(field_type, ListField) else field_type
    if isinstance(item_type, Schema):
        records = value if isinstance(value, tuple) else (value,) if value else ()
        mappings = [item for item in items if isinstance(item, yaml.MappingNode)]
        written: dict[Place, WrittenValue] = {}
        for index, (mapping, record) in enumerate(zip(mappings, records, strict=True)):
            here = (*place, index) if isinstance(value, tuple) else place
            by_name = {key.text: inner for key, inner in mapping.pairs}
            for field in item_type.fields:
                if (inner := by_name.get(field.name)) and _is_filled(inner):
                    inner_value = getattr(record, field.attribute or field.name)
                    written |= _read_written(field.type, inner, inner_value, (*here, field.name))
        return written
    texts = tuple(item.text.strip() for item in items if isinstance(item, yaml.ScalarNode))
    if isinstance(field_type, ListField):
        return {place: texts}
    is_text = isinstance(value, str | tuple)
    return {place: texts[0]} if texts and (is_text or texts[0] != format_value(value)) else {}


def _read_nodes(old: str, path: str) -> Nodes:
    """Return the front matter of the old file by key, as it is written there."""
    mapping, _ = yaml.read_yaml(split_front_matter(yaml.normalise_lines(old), path).head, path)
    return {key.text: node for key, node in mapping.pairs} if mapping else {}


def _find_entries(old: str, issue: Issue, nodes: Nodes, settings: Settings) -> list[Nodes]:
    """Return the entry of each article of the old file, as it is written there; it is empty if there is none."""
    node = nodes.get("articles")
    items = node.items if isinstance(node, yaml.SequenceNode) else (node,)
    written = [{key.text: n for key, n in item.pairs} for item in items if isinstance(item, yaml.MappingNode)]
    contents = read_front_matter(old, issue.path, settings).front.articles
    titles = [article.title for article in issue.articles]
    matched, _ = match_titles(titles, [0] * len(titles), contents, issue.path)
    by_entry = {id(entry): nodes for entry, nodes in zip(contents, written, strict=True)}
    return [by_entry.get(id(entry), {}) for entry in matched]


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
    n: int, old: Article | None, new: RecognisedArticle, nodes: Nodes
) -> tuple[RecognisedArticle, list[str]]:
    """Return an article with the editor's decisions, which `nodes` contain, and the changes."""
    if old is None:
        return new, [f"第{n}篇是新的：{new.title}"]
    values = _merge_values(ARTICLE, old, new.entry, nodes)
    changes = [f"第{n}篇{change}" for change in values.changes]
    sections = sum(element.kind == "section" for element in new.elements)
    measures = sum(element.kind == "measure" for element in new.elements)
    if (len(old.sections), len(old.measures)) != (sections, measures):
        changes.append(
            f"第{n}篇：{len(old.sections)} 节 {len(old.measures)} 条措施 → {sections} 节 {measures} 条，地址可能变动"
        )
    old_size, size = _count_characters(old), sum(len(element.text) for element in new.elements)
    if old_size != size:
        changes.append(f"第{n}篇正文：约 {old_size} 字 → 约 {size} 字")
    comments = {place: lines for place, lines in new.annotations.comments.items() if place not in values.written}
    annotations = Annotations({**new.annotations.written, **values.written}, comments)
    return replace(new, entry=values.record, annotations=annotations), changes


def _count_characters(article: Article) -> int:
    """Return the number of characters of an article's text."""
    parts = [*article.lead, *article.items]
    for section in article.sections:
        parts += section.items
    fields = ("marker", "heading", "stop", "text")
    length = sum(len(getattr(part, name, "")) for part in parts for name in fields)
    return length + sum(len(section.marker + section.title) for section in article.sections)


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
