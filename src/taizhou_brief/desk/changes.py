"""Changes that the browser sends: keys of the front matter, or the whole text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from taizhou_brief.desk.drafts import UNPLACED, DeskDraft
from taizhou_brief.formats.briefing.front_editor import NewValue, change_keys
from taizhou_brief.formats.briefing.keys import ARTICLE, FRONT
from taizhou_brief.formats.schema import BooleanField, DateField, Field, IntegerField, ListField
from taizhou_brief.formats.yaml import normalise_lines

_FIELDS = {field.name: field for field in FRONT.fields}
_ARTICLE_FIELDS = {field.name: field for field in ARTICLE.fields}


class ChangeError(ValueError):
    """A change that is no change of a draft."""


def change_draft(draft: DeskDraft, change: Mapping[str, Any]) -> DeskDraft:
    """Return the draft with a change made: `{"text": …}`, `{"place": […], "value": …}` or `{"seen": […]}`.

    Raises `UnreadableFrontMatterError` if the front matter has errors, `ChangeError` for anything else.
    """
    if isinstance(change.get("text"), str):
        return replace(draft, text=normalise_lines(change["text"]))
    if isinstance(change.get("seen"), list):
        return replace(draft, seen=draft.seen ^ set(map(str, change["seen"])))
    place = change.get("place")
    if not isinstance(place, list) or "value" not in change:
        raise ChangeError("没有说改哪里")
    field = find_field(place)
    value = read_value(field, change["value"])
    comments = list_import_comments(draft)
    try:
        text = change_keys(draft.text, {tuple(place): value}, UNPLACED, comments)
    except IndexError as error:
        raise ChangeError("没有这一篇") from error
    return replace(draft, text=text)


def find_field(place: list[Any]) -> Field:
    """Return the field at a place of the front matter. Raises `ChangeError` if there is none."""
    if len(place) == 1 and place[0] in _FIELDS:
        return _FIELDS[place[0]]
    if len(place) == len(("articles", 0, "key")) and place[0] == "articles" and place[2] in _ARTICLE_FIELDS:
        index = place[1]
        if isinstance(index, int) and index >= 0:
            return _ARTICLE_FIELDS[place[2]]
    raise ChangeError("没有这一项")


def read_value(field: Field, value: Any) -> NewValue:
    """Return a value as the front matter has it; what is not of the field's type stays a text."""
    if isinstance(field.type, ListField):
        items = value if isinstance(value, list) else str(value).split("\n")
        names = tuple(item.strip() for item in map(str, items) if item.strip())
        return names if names or field.expected else None
    text = " ".join(str(value).split())
    if isinstance(field.type, BooleanField):
        return True if value is True or text == "true" else None
    with suppress(ValueError):
        if isinstance(field.type, IntegerField):
            return int(text) if text.isascii() else text or None
        if isinstance(field.type, DateField):
            return dt.date.fromisoformat(text)
    return text or None


def list_import_comments(draft: DeskDraft) -> frozenset[str]:
    """Return the comments that the import wrote: on a suggestion, which the editor has decided on."""
    text = draft.imported.text if draft.imported else ""
    return frozenset(line.strip() for line in text.split("\n") if line.strip().startswith("#"))
