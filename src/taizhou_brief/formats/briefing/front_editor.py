"""Change single keys in the front matter of a text: everything else stays as it is written, comments included."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Mapping, Sequence
from typing import Any, TypeAlias

from taizhou_brief.diagnostics import Diagnostic, select_errors
from taizhou_brief.formats import yaml
from taizhou_brief.formats.briefing.keys import ARTICLE, FRONT
from taizhou_brief.formats.briefing.split import split_front_matter
from taizhou_brief.formats.briefing.writer import Place, WrittenValue, format_value
from taizhou_brief.formats.schema import Schema
from taizhou_brief.formats.yaml.key_blocks import KeyBlock, WrittenRecords, read_written

NewValue: TypeAlias = WrittenValue | int | dt.date | None
"""Value of a changed key; None removes the key."""


class UnreadableFrontMatterError(ValueError):
    """The front matter cannot be changed key by key before its errors are corrected."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics)
        self.diagnostics = diagnostics


def change_keys(text: str, changes: Mapping[Place, NewValue], path: str, outdated: Container[str] = frozenset()) -> str:
    """Return the text of a briefing with some keys of its front matter changed.

    A place is `("number",)` or `("articles", 0, "title")`. Comments of `outdated` are removed with the value that they
    are about. Raises `UnreadableFrontMatterError` if the front matter has errors, `IndexError` for a missing article.
    """
    parts = split_front_matter(yaml.normalise_lines(text), path)
    mapping, problems = yaml.read_yaml(parts.head, path, parts.head_line)
    if errors := select_errors((*parts.problems, *problems)):
        raise UnreadableFrontMatterError(errors)
    written = read_written(parts.head)
    comments, blocks = written.split_root() if mapping else ((), ())
    own: dict[str, NewValue] = {}
    inner: dict[int, dict[str, NewValue]] = {}
    for place, value in changes.items():
        if len(place) == 1:
            own[str(place[0])] = value
        else:
            inner.setdefault(int(place[1]), {})[str(place[2])] = value
    articles = [block for block in blocks if block.key == "articles"]
    if inner and not articles:
        raise IndexError(min(inner))
    lines = [*comments]
    for key, written_lines in _change_lines(FRONT, blocks, own, outdated, 0):
        is_changed = inner and key == "articles"
        lines += _change_articles(written.split_records(articles[0]), inner, outdated) if is_changed else written_lines
    return "".join(f"{line}\n" for line in ("---", *lines, "---")) + parts.body


def _change_articles(
    articles: WrittenRecords, changes: Mapping[int, Mapping[str, NewValue]], outdated: Container[str]
) -> list[str]:
    """Return the lines of `articles` with the keys of some of them changed."""
    if max(changes) >= len(articles.records):
        raise IndexError(max(changes))
    lines = [*articles.head]
    for index, blocks in enumerate(articles.records):
        changed = _change_lines(ARTICLE, blocks, changes.get(index, {}), outdated, 2)
        first, *rest = (line for _, key_lines in changed for line in key_lines)
        lines += [f"- {first.lstrip()}", *rest]
    return lines


def _change_lines(
    schema: Schema[Any],
    blocks: Sequence[KeyBlock],
    changes: Mapping[str, NewValue],
    outdated: Container[str],
    indent: int,
) -> list[tuple[str, tuple[str, ...]]]:
    """Return the keys of a mapping and their lines, with some of them changed or, in the schema's order, added."""
    margin = " " * indent
    changed: list[tuple[str, tuple[str, ...]]] = []
    for block in blocks:
        if block.key not in changes:
            changed.append((block.key, block.lines))
            continue
        comments = tuple(margin + comment for comment in block.comments if comment not in outdated)
        changed.append((block.key, (*_write_key(block.key, changes[block.key], margin), *comments)))
    order = [field.name for field in schema.fields]
    for key in sorted(changes.keys() - {block.key for block in blocks}, key=order.index):
        above = set(order[: order.index(key)])
        index = max((n for n, (other, _) in enumerate(changed, 1) if other in above), default=0)
        changed.insert(index, (key, _write_key(key, changes[key], margin)))
    return changed


def _write_key(key: str, value: NewValue, margin: str) -> tuple[str, ...]:
    """Return the line of a key; none if it is removed."""
    return () if value is None else (f"{margin}{key}: {format_value(value)}".rstrip(),)
