"""Generated front matter, by the tables of the format: a key that is added to a table is generated as well."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from taizhou_brief.formats.briefing.front_matter import parse_editor_note
from taizhou_brief.formats.briefing.keys import ARTICLE, FRONT
from taizhou_brief.formats.markdown.escape import escape_markdown
from taizhou_brief.formats.schema import (
    BooleanField,
    ChoiceField,
    DateField,
    FieldType,
    IntegerField,
    ListField,
    MappingField,
    MarkdownField,
    Schema,
    TextField,
)
from taizhou_brief.model.block import NO_SPAN, Block
from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import ArticleEntry, Follow, FrontMatter, MeasureThemes
from tests.showing import settings_of

SETTINGS = settings_of()

ODD = (
    *("no", "Yes", "07", "7", "1.50", "null", "~", "true", "2021-12-01", "一: 二", "一 #二", "#一", "'一'", '"一"'),
    *("- 一", "? 一", "[一]", "{一}", "一, 二", "&一", "*一*", "!一", "|", ">", "%一", "@一", "`一`", "---", "：一"),
    *("【一】", "=一", "一\\n二", "〔一〕", "一:", "增刊"),
)
"""Texts that YAML may take for something else."""
TEXTS = st.sampled_from(ODD) | st.text("甲乙a1 .:,-#*_[]`<>&\\|!?~'\"{}+=()，：“”\u00a0", min_size=1, max_size=12).map(
    lambda text: unicodedata.normalize("NFC", text).strip()
).filter(bool)
"""One line of text without white space around it, as the format keeps it."""


STRATEGIES: dict[type, Callable[[Any], st.SearchStrategy[Any]]] = {
    TextField: lambda kind: (
        st.from_regex(re.compile(kind.pattern, re.ASCII), fullmatch=True) if kind.pattern else TEXTS
    ),
    IntegerField: lambda kind: st.integers(kind.low, kind.high),
    BooleanField: lambda _: st.booleans(),
    DateField: lambda kind: st.dates(date(kind.first_year, 1, 1), date(kind.last_year, 12, 31)),
    ChoiceField: lambda kind: st.sampled_from(kind.options),
    MarkdownField: lambda _: st.lists(TEXTS, min_size=1, max_size=3).map(note).filter(bool),
    ListField: lambda kind: st.lists(values(kind.item_type), min_size=max(1, kind.min_items), max_size=3).map(tuple),
    MappingField: lambda kind: st.dictionaries(
        values(kind.key_type), values(kind.value_type), min_size=1, max_size=3
    ).map(lambda pairs: tuple(Follow(*pair, NO_SPAN) for pair in pairs.items())),
    Schema: lambda kind: records(kind),  # noqa: PLW0108  # it is defined below
}
"""Type of the tables → values of this type, as the model has them."""


def values(field_type: FieldType) -> st.SearchStrategy[Any]:
    """Values of a key."""
    if field_type is ARTICLE:
        return entries()
    return STRATEGIES[type(field_type)](field_type)


def note(paragraphs: list[str]) -> tuple[Block, ...]:
    """The 编者按 of these paragraphs."""
    text = "\n\n".join(map(escape_markdown, paragraphs))
    return tuple(block._replace(span=NO_SPAN) for block in parse_editor_note(text, 1, "")[0])


def records(schema: Schema[Any], **more: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values of a table's dataclass; each optional key may be absent."""
    attributes = dict(more)
    for field in schema.fields:
        name, default = field.attribute or field.name, schema.defaults[field.name]
        if name not in attributes and field.kept:
            given = values(field.type).map(field.convert) if field.convert else values(field.type)
            attributes[name] = given if field.required else st.just(default) | given
    if any(field.name == "span" for field in dataclasses.fields(schema.record)):
        attributes["span"] = st.just(NO_SPAN)
    return st.builds(schema.record, **attributes)


@st.composite
def entries(draw: st.DrawFn, title: str = "") -> ArticleEntry:
    """An entry whose names are known, some of them only suggested."""
    names: dict[str, Any] = {}
    undecided = []
    known = {"counties": SETTINGS.counties, "themes": SETTINGS.themes}
    for key, items in known.items():
        keys = draw(st.permutations([getattr(item, "id", getattr(item, "name", "")) for item in items]))
        decided, suggested = sorted((draw(st.integers(0, len(keys))), draw(st.integers(0, len(keys)))))
        names |= {key: tuple(keys[:decided]), f"suggested_{key}": tuple(keys[decided:suggested])}
        undecided += [key] if decided < suggested or draw(st.booleans()) else []
    own = st.lists(st.sampled_from(names["themes"]), max_size=2, unique=True) if names["themes"] else st.just([])
    addresses = st.from_regex(re.compile(Address.MEASURE_PATTERN, re.ASCII), fullmatch=True)
    chosen = draw(st.dictionaries(addresses, own, max_size=2))
    names["measure_themes"] = tuple(MeasureThemes(key, tuple(value), NO_SPAN) for key, value in chosen.items())
    fixed = {name: st.just(value) for name, value in {**names, "undecided": tuple(undecided)}.items()}
    entry: ArticleEntry = draw(records(ARTICLE, **fixed, **({"title": st.just(title)} if title else {})))
    return entry


def front_matters(title: str = "") -> st.SearchStrategy[FrontMatter]:
    """Front matter that has no contradiction; that of a single article of this title if one is given."""
    articles = {"articles": st.tuples(entries(title))} if title else {}
    issued = {"issuer": TEXTS, "disclosure": st.sampled_from(["public", "internal"])}  # else those of the settings
    return records(FRONT, **articles, **issued).filter(lambda front: not front.printed or front.printed >= front.date)


def without_spans(front: FrontMatter) -> FrontMatter:
    """The same front matter as if it did not come from a file."""
    lists: dict[str, Any] = {
        name: tuple(dataclasses.replace(item, span=NO_SPAN) for item in getattr(front, name))
        for name in ("articles", "errata", "redacted")
    }
    lists["editor_note"] = tuple(block._replace(span=NO_SPAN) for block in front.editor_note)
    return dataclasses.replace(front, **lists)
