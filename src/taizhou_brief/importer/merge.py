"""`--replace`: merge a new import into an existing file, with the editor's work kept and every change reported.

The front matter of the old file stays as it is written, key by key, with its comments and the keys that the format
does not have; a key whose value the import decides (`Field.decided_by`) is replaced by that of the draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from taizhou_brief.diagnostics import Diagnostic, diagnose, select_errors
from taizhou_brief.formats import yaml
from taizhou_brief.formats.briefing import parse
from taizhou_brief.formats.briefing.front_matter import UNREADABLE, read_front_matter
from taizhou_brief.formats.briefing.keys import ARTICLE, FRONT
from taizhou_brief.formats.briefing.split import SplitText, split_front_matter
from taizhou_brief.formats.briefing.title_matching import match_titles
from taizhou_brief.formats.schema import Field, Schema
from taizhou_brief.formats.undecided import BLANK
from taizhou_brief.formats.yaml.key_blocks import KeyBlock, WrittenRecords, read_written
from taizhou_brief.importer.recognise import (
    RecognisedArticle,
    RecognitionResult,
    is_same_title,
    write_draft,
    write_links,
)
from taizhou_brief.importer.text_changes import describe_lost_passages
from taizhou_brief.model.issue import Article, ArticleEntry, FrontMatter, Issue
from taizhou_brief.model.settings import Settings


@dataclass(frozen=True, slots=True)
class MergeResult:
    """The text to be written, and the changes; or why the old file cannot be merged."""

    text: str
    """The old text if there are diagnostics."""
    changes: tuple[str, ...]
    """One sentence per change, for people."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What an editor must correct in the old file, so that nothing of it is lost."""


@dataclass(frozen=True, slots=True)
class _WrittenFrontMatter:
    """Front matter of a file: its values, and how they are written."""

    front: FrontMatter
    comments: tuple[str, ...]
    """Comments before the first key."""
    blocks: tuple[KeyBlock, ...]
    articles: WrittenRecords
    """Written as the value of the key `articles`."""


@dataclass(frozen=True, slots=True)
class _OldArticle:
    """Article of the old file: its text, its entry in the front matter, or both."""

    text: Article | None
    entry: int | None
    """Index of its entry."""
    titles: tuple[str, ...]
    """Title of the text, title of the entry."""


@dataclass(frozen=True, slots=True)
class _MergedKeys:
    """Lines of a mapping after the merge, and the changes."""

    lines: list[str]
    changes: list[str]


def merge_record(old: str, result: RecognitionResult, settings: Settings, path: str = "") -> MergeResult:
    """Merge the draft into `old`, the text of the file `path`: decisions and order of the articles stay."""
    path = path or result.path or "briefings/0000/00.md"
    parsed = parse(old, path, settings)
    parts = split_front_matter(yaml.normalise_lines(old), path)
    unreadable = [d for d in select_errors(parsed.diagnostics) if d.code[0] == "Y" or d.code in UNREADABLE]
    if unreadable or (unreadable := _check_entries(parts, path)):
        return MergeResult(old, (), tuple(unreadable))
    before = _read_front_matter(old, path, settings)
    articles = _list_articles(parsed.issue, before.front.articles)
    pairs, lost = _pair_articles(articles, result.record.articles)
    record = replace(result.record, articles=tuple(new for _, new in pairs))
    draft = write_links(write_draft(record), record.links)
    after = _read_front_matter(draft, path, settings)
    entries = _merge_articles([article for article, _ in pairs], before, after)
    blocks = [replace(b, lines=tuple(entries.lines)) if b.key == "articles" else b for b in before.blocks]
    front = _merge_keys(FRONT, (before.front, blocks), (after.front, after.blocks))
    body = split_front_matter(draft, path).body
    text = "".join(f"{line}\n" for line in ("---", *before.comments, *front.lines, "---")) + body
    changes = ["摘编换成全文"] if parsed.issue.edition == "digest" else []
    changes += front.changes + entries.changes
    for n, (article, new) in enumerate(pairs, 1):
        changes += _describe_article(n, article, new)
    used = {article.entry for article, _ in pairs if article}
    changes += [_describe_lost(article, before.articles, used) for article in lost]
    changes += describe_lost_passages(parts.body, parts.body_line, body)
    changes += _describe_kept(before)
    changes += _check_errata(parsed.issue, parse(text, path, settings).issue)
    return MergeResult(text, tuple(changes))


def _read_front_matter(text: str, path: str, settings: Settings) -> _WrittenFrontMatter:
    """Read the front matter of a file that has no YAML error."""
    written = read_written(split_front_matter(yaml.normalise_lines(text), path).head)
    comments, blocks = written.split_root()
    articles = next((written.split_records(block) for block in blocks if block.key == "articles"), None)
    front = read_front_matter(text, path, settings).front
    return _WrittenFrontMatter(front, comments, blocks, articles or WrittenRecords(("articles:",), ()))


def _check_entries(parts: SplitText, path: str) -> list[Diagnostic]:
    """Report the items of `articles` that are no mapping: nobody knows which article they belong to."""
    mapping, _ = yaml.read_yaml(parts.head, path, parts.head_line)
    node = {key.text: value for key, value in mapping.pairs}.get("articles") if mapping else None
    items = node.items if isinstance(node, yaml.SequenceNode) else (node,) if node and _is_filled(node) else ()
    message, hint = (
        "articles 的这一项不是“键: 值”，换的时候不知道是哪一篇",
        "写成 title: 题目，下面写 counties 和 themes",
    )
    return [
        diagnose(path, item.line, item.column, "F004", message, hint)
        for item in items
        if not isinstance(item, yaml.MappingNode)
    ]


def _is_filled(node: yaml.Node) -> bool:
    """Return whether somebody has written a value: more than a blank to fill in; an empty list is one."""
    if isinstance(node, yaml.SequenceNode):
        return not node.items or any(_is_filled(item) for item in node.items)
    return isinstance(node, yaml.MappingNode) or not (node.empty or node.text == BLANK)


def _merge_keys(
    schema: Schema[Any], old: tuple[Any, Sequence[KeyBlock]], new: tuple[Any, Sequence[KeyBlock]], indent: int = 0
) -> _MergedKeys:
    """Merge the keys of two mappings, each with its values; the old order and all old comments stay."""
    fields = {field.name: field for field in schema.fields}
    new_blocks = {block.key: block for block in new[1]}
    merged: list[tuple[str, Sequence[str]]] = []
    changes = []
    for block in old[1]:
        field, other = fields.get(block.key), new_blocks.pop(block.key, None)
        if field is None or _keeps_old(field, block, other, (old[0], new[0])):
            merged.append((block.key, block.lines))
            continue
        lines, known = (other.lines, other.comments) if other else ((), ())
        comments = [" " * indent + comment for comment in block.comments if comment not in known]
        merged.append((block.key, (*lines, *comments)))
        changes += _describe_change(field, block.value, other.value if other else None)
    for position, field in enumerate(schema.fields):
        if added := new_blocks.get(field.name):
            above = {other.name for other in schema.fields[:position]}
            index = max((n for n, (key, _) in enumerate(merged, 1) if key in above), default=0)
            merged.insert(index, (field.name, added.lines))
            changes += _describe_change(field, None, added.value)
    return _MergedKeys([line for _, lines in merged for line in lines], changes)


def _keeps_old(field: Field, old: KeyBlock, new: KeyBlock | None, records: tuple[Any, Any]) -> bool:
    """Return whether the old value of a key stays as it is written."""
    attribute = field.attribute or field.name
    is_equal = bool(getattr(records[0], attribute) == getattr(records[1], attribute))
    if field.decided_by == "import":
        return is_equal
    if new is None or field.decided_by == "parts":
        return True
    return _is_filled(old.value) if field.decided_by == "editor" else is_equal or not _is_filled(new.value)


def _describe_change(field: Field, old: yaml.Node | None, new: yaml.Node | None) -> list[str]:
    """Describe the new value of a key; an old value that is replaced is part of it."""
    before, after = (_format_node(node) if node else "" for node in (old, new))
    if before == after or field.decided_by == "parts":
        return []
    return [f"{field.label}：{before} → {after or '（不写）'}" if before else f"{field.label}补上：{after}"]


def _format_node(node: yaml.Node) -> str:
    """Format a value for a message."""
    if isinstance(node, yaml.SequenceNode):
        return "、".join(map(_format_node, node.items)) or "[]"
    if isinstance(node, yaml.MappingNode):
        return "、".join(f"{key.text}: {_format_node(value)}" for key, value in node.pairs)
    return node.text.strip()


def _list_articles(issue: Issue, entries: Sequence[ArticleEntry]) -> list[_OldArticle]:
    """List the articles of the old file: those of its text in their order, then entries without a text."""
    titles = [article.title for article in issue.articles]
    matched, _ = match_titles(titles, [0] * len(titles), entries, issue.path)
    indexes = {id(entry): index for index, entry in enumerate(entries)}
    articles = []
    for article, entry in zip(issue.articles, matched, strict=True):
        index = indexes[id(entry)] if entry else None
        articles.append(_OldArticle(article, index, (article.title, *((entry.title,) if entry else ()))))
    used = {article.entry for article in articles}
    return articles + [
        _OldArticle(None, index, (entry.title,)) for index, entry in enumerate(entries) if index not in used
    ]


def _pair_articles(
    old: Sequence[_OldArticle], new: Sequence[RecognisedArticle]
) -> tuple[list[tuple[_OldArticle | None, RecognisedArticle]], list[_OldArticle]]:
    """Pair the drafted articles with the old ones, in the old order, so that addresses stay; new ones come last.

    Return the pairs, and the old articles without a match.
    """
    remaining = list(new)
    pairs: list[tuple[_OldArticle | None, RecognisedArticle]] = []
    lost = []
    for article in old:
        titles = article.titles
        match = next((n for title in titles for n in remaining if is_same_title(n.title, title)), None)
        if match is None:
            lost.append(article)
        else:
            remaining.remove(match)
            pairs.append((article, match))
    return [*pairs, *((None, drafted) for drafted in remaining)], lost


def _merge_articles(
    old: Sequence[_OldArticle | None], before: _WrittenFrontMatter, after: _WrittenFrontMatter
) -> _MergedKeys:
    """Merge the entries of the new articles with those of the old ones that they are paired with."""
    merged = _MergedKeys(list(before.articles.head), [])
    for n, (article, new_blocks) in enumerate(zip(old, after.articles.records, strict=True)):
        new = after.front.articles[n], new_blocks
        lines = [line for block in new_blocks for line in block.lines]
        if article and article.entry is not None:
            entry = before.front.articles[article.entry], before.articles.records[article.entry]
            keys = _merge_keys(ARTICLE, entry, new, 2)
            lines = keys.lines
            merged.changes.extend(f"第{n + 1}篇{change}" for change in keys.changes)
        merged.lines.extend([f"- {lines[0].lstrip()}", *lines[1:]])
    return merged


def _describe_article(n: int, old: _OldArticle | None, new: RecognisedArticle) -> list[str]:
    """Describe the new place and the new extent of an article."""
    if old is None:
        return [f"第{n}篇是新的：{new.title}"]
    if old.text is None:
        return []
    changes = [] if old.text.index == n else [f"旧稿的第{old.text.index}篇成为第{n}篇，地址变动：{new.title}"]
    old_counts = len(old.text.sections), len(old.text.measures)
    counts = tuple(sum(element.kind == kind for element in new.elements) for kind in ("section", "measure"))
    if old_counts != counts:
        extents = " → ".join(("{} 节 {} 条措施".format(*old_counts), "{} 节 {} 条".format(*counts)))
        changes.append(f"第{n}篇：{extents}，地址可能变动")
    old_size, size = _count_characters(old.text), sum(len(element.text) for element in new.elements)
    if old_size != size:
        changes.append(f"第{n}篇正文：约 {old_size} 字 → 约 {size} 字")
    return changes


def _describe_lost(article: _OldArticle, written: WrittenRecords, used: Iterable[int | None]) -> str:
    """Describe an old article that the source lacks, with all that its entry contains."""
    address = "，它的地址会失效" if article.text else ""
    blocks = written.records[article.entry] if article.entry is not None and article.entry not in used else ()
    parts = [f"{block.key}: {_format_node(block.value)}" for block in blocks]
    parts += [comment for block in blocks for comment in block.comments]
    entry = f"；文件头里它的这几项没有留下：{'，'.join(parts)}" if parts else ""
    return f"旧稿的《{article.titles[0]}》在原件里没有{address}{entry}"


def _describe_kept(before: _WrittenFrontMatter) -> list[str]:
    """Name what an editor might expect to be replaced."""
    filled = {block.key for block in before.blocks if _is_filled(block.value)}
    changes = ["编者按保留旧稿的"] if "editor_note" in filled else []
    errata = len(before.front.errata)
    return [*changes, f"勘误 {errata} 条保留"] if errata else changes


def _count_characters(article: Article) -> int:
    """Return the number of characters of an article's text."""
    parts = [*article.lead, *article.items]
    for section in article.sections:
        parts += section.items
    fields = ("marker", "heading", "stop", "text")
    length = sum(len(getattr(part, name, "")) for part in parts for name in fields)
    return length + sum(len(section.marker + section.title) for section in article.sections)


def _check_errata(old: Issue, new: Issue) -> list[str]:
    """Report errata whose article is another one now, and those whose place or words are not in the new text."""
    changes = []
    before, after = ({article.index: article for article in issue.articles} for issue in (old, new))
    for erratum in new.errata:
        index = erratum.at.article
        article = after.get(index)
        if article is None:
            changes.append(f"勘误 {erratum.at} 找不到这一篇，请核对")
            continue
        if index in before and not is_same_title(before[index].title, article.title):
            changes.append(f"勘误 {erratum.at} 原来指《{before[index].title}》，现在指《{article.title}》，请核对")
        if erratum.at.measure:
            measure = next((m for m in article.measures if m.id == erratum.at.measure), None)
            if measure is None or erratum.printed not in measure.marker + measure.heading + measure.stop + measure.text:
                changes.append(f"勘误 {erratum.at} 的“{erratum.printed}”在新的正文里找不到，请核对")
    return changes
