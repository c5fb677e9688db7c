"""Issue as plain data, in the form that `show --json` prints and other tools read, and the JSON Schema of that form.

The keys of the front matter are those of the model; `KEYS` has those of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from types import NoneType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from taizhou_brief.diagnostics import Diagnostic, Severity, to_dict
from taizhou_brief.formats.briefing.keys import ARTICLE, ERRATUM, FRONT, REDACTION, SOURCE, WITHDRAWAL
from taizhou_brief.formats.briefing.result import ParseResult
from taizhou_brief.formats.schema import Schema
from taizhou_brief.model.block import NO_SPAN, Block, Span
from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import (
    NO_DATE,
    NO_PLACE,
    Article,
    Erratum,
    Issue,
    Measure,
    Redaction,
    Section,
    SourceFile,
    Withdrawal,
)
from taizhou_brief.model.quantity import Quantity
from taizhou_brief.model.settings import Settings
from taizhou_brief.quantities import (
    find_cut_paragraphs,
    find_leading_end,
    find_quantities,
    find_trailing_start,
    high_text,
    iter_items,
    value_text,
)


class Context(NamedTuple):
    """What a conversion needs besides the value."""

    day: date
    """Date of the issue."""
    settings: Settings
    planned: frozenset[Span]
    """Spans of the prose and measures whose section or introduction announces plans."""
    cut: frozenset[tuple[Span, str]] = frozenset()
    """Spans of the paragraphs that begin or end with half of a number, with `begins` or `ends`."""


class Subsection(NamedTuple):
    """Third-level heading, and the ids of the measures below it."""

    title: str
    measures: tuple[str, ...]


class Key(NamedTuple):
    """Key of a JSON object."""

    name: str
    doc: str
    type: Any
    """Type hint of the value, from which its JSON Schema is made."""
    get: Callable[[Any, Context], Any]


SCHEMAS: Mapping[type, Schema[Any]] = {
    Issue: FRONT,
    Article: ARTICLE,
    Erratum: ERRATUM,
    Redaction: REDACTION,
    SourceFile: SOURCE,
    Withdrawal: WITHDRAWAL,
}
"""Schema of the front matter that describes the keys of a class."""

KEYS: Mapping[type, Mapping[str, str]] = {
    Article: {
        "suggested_counties": "程序建议、编辑还没有定的县（市、区）",
        "suggested_themes": "程序建议、编辑还没有定的主题",
        "undecided": "编辑还没有定的键：counties、themes",
        "lead": "导语：第一节或第一条措施之前的文字",
        "measures": "不在节里的措施",
        "paragraphs": "不在节里、也不属于措施的其他文字",
        "subsections": "不在节里的小标题",
        "sections": "各节",
    },
    Section: {
        "id": "在这一篇里的编号，如 s2",
        "number": "印出的序号，“二、”是 2；没有的是 null",
        "marker": "印出的序号，如“二、”",
        "title": "标题，不带序号",
        "measures": "这一节的措施",
        "paragraphs": "不属于措施的文字，小标题也在里面",
        "subsections": "小标题，如“（一）……”",
    },
    Subsection: {"title": "小标题，带序号", "measures": "它下面各条措施的 id"},
    Measure: {
        "id": "在地址里的编号，如 s2m3、m3",
        "ordinal": "印出的序号，“二是”是 2",
        "marker": "印出的序号，如“二是”",
        "heading": "序号后面到第一个句号的文字，不带句号",
        "heading_figures": "heading 里的数字",
        "stop": "heading 后面的句号；没有的是空的",
        "text": "其余的文字，一段一行",
        "figures": "text 里的数字",
        "themes": "这一条说的主题：这一篇的主题里，按设置里的名称、别名、关键词找出的，或编辑写明的",
        "theme_words": "哪些词说明有这个主题；编辑写明的没有",
    },
    Block: {"text": "文字，表格一行一行，列表一项一行", "level": "小标题是 3，其他是 0", "figures": "text 里的数字"},
    Quantity: {
        "text": "原文数字，“约”“余”“以上”等一并照录",
        "value": "折成基本单位的数值，写成文字；区间为下限；比写作 10:1",
        "value_high": "区间的上限",
        "ratio": "比或分数，如 10:1、1/3",
        "unit": "单位",
        "kind": "类别",
        "qualifier": "修饰语，如约、近、超",
        "direction": "原文说是增加或减少的，写“增”或“减”",
        "target": "打算、力争、预计要达到的，不是已经做到的，写 true；其他写 false",
        "as_of": "时点，按这一期的日期推算",
        "as_of_text": "时点原文",
        "clause": "所在分句",
        "start": "在所在文字里从第几个字起，从 0 数起",
        "end": "到第几个字为止，不含这个字",
    },
    Diagnostic: {
        "code": "代码",
        "severity": "error、warning 或 note",
        "path": "文件",
        "line": "第几行；0 是整个文件",
        "column": "第几列；0 是整行",
        "message": "哪里不对",
        "hint": "怎样改",
    },
}
"""Keys of the objects that are made of the text, with their descriptions, in their order."""


def _get(name: str, *, or_null: bool = False) -> Callable[[Any, Context], Any]:
    """Return a function that gets an attribute, with None for an empty value if `or_null`."""
    return lambda value, _: (getattr(value, name) or None) if or_null else getattr(value, name)


def _find_figures(name: str) -> Callable[[Any, Context], Any]:
    """Return a function that finds the quantities in an attribute."""
    return lambda value, context: _drop_fragments(
        value, name, find_quantities(getattr(value, name), context.day, planned=value.span in context.planned), context
    )


def _drop_fragments(
    value: Block | Measure, name: str, quantities: tuple[Quantity, ...], context: Context
) -> tuple[Quantity, ...]:
    """Return the quantities of an attribute without the halves of numbers that empty lines cut."""
    if not context.cut or not quantities:
        return quantities
    parts = value.body if isinstance(value, Measure) and name == "text" else (value,)
    kept, start = list(quantities), 0
    for part in parts:
        text = part.heading if isinstance(part, Measure) else part.text
        end = start + len(text)
        if (part.span, "begins") in context.cut:
            first = start + find_leading_end(text)
            kept = [quantity for quantity in kept if not start <= quantity.start <= first]
        if (part.span, "ends") in context.cut:
            last = start + find_trailing_start(text)
            kept = [quantity for quantity in kept if not last <= quantity.end <= end]
        start = end + 1
    return tuple(kept)


def _get_theme_labels(name: str) -> Callable[[Any, Context], Any]:
    """Return a function that gets the labels of the themes of an attribute."""
    return lambda value, context: tuple(_find_label(key, context) for key in getattr(value, name))


def _find_label(key: str, context: Context) -> str:
    """Return the label of the theme with an id."""
    theme = context.settings.theme(key)
    return theme.label if theme else key


def _find_subsections(value: Article | Section, _: Context) -> tuple[Subsection, ...]:
    """Find the third-level headings of a section, or of an article outside sections."""
    found: list[Subsection] = []
    for item in value.items:
        if isinstance(item, Block):
            found += [Subsection(item.text, ())] if item.level else []
        elif found:
            found[-1] = Subsection(found[-1].title, (*found[-1].measures, item.id))
    return tuple(found)


COMPUTED: Mapping[tuple[type, str], tuple[Any, Callable[[Any, Context], Any]]] = {
    (Issue, "number"): (int | None, _get("number", or_null=True)),
    (Article, "themes"): (tuple[str, ...], _get_theme_labels("themes")),
    (Article, "follows"): (
        dict[str, str],
        lambda article, _: {follow.measure: follow.continues for follow in article.follows},
    ),
    (Article, "suggested_themes"): (tuple[str, ...], _get_theme_labels("suggested_themes")),
    (Article, "measures"): (tuple[Measure, ...], _get("own_measures")),
    (Article, "subsections"): (tuple[Subsection, ...], _find_subsections),
    (Section, "number"): (int | None, _get("number", or_null=True)),
    (Section, "subsections"): (tuple[Subsection, ...], _find_subsections),
    (Measure, "themes"): (
        tuple[str, ...],
        lambda measure, context: tuple(_find_label(own.theme, context) for own in measure.themes),
    ),
    (Measure, "theme_words"): (
        dict[str, tuple[str, ...]],
        lambda measure, context: {_find_label(own.theme, context): list(own.words) for own in measure.themes},
    ),
    (Measure, "heading_figures"): (tuple[Quantity, ...], _find_figures("heading")),
    (Measure, "figures"): (tuple[Quantity, ...], _find_figures("text")),
    (Block, "figures"): (tuple[Quantity, ...], _find_figures("text")),
    (Quantity, "value"): (str, lambda quantity, _: value_text(quantity)),
    (Quantity, "value_high"): (str | None, lambda quantity, _: high_text(quantity) or None),
    **{
        (Quantity, name): (str | None, _get(name, or_null=True))
        for name in ("ratio", "unit", "qualifier", "direction", "as_of", "as_of_text")
    },
}
"""Type and value of the keys whose value is not simply the attribute of the same name."""


def issue_to_json(parsed: ParseResult, settings: Settings) -> dict[str, Any]:
    """Convert an issue with its diagnostics. Dates are ISO strings, missing values are null, themes are labels."""
    items = (row for article in parsed.issue.articles for row in iter_items(article))
    planned = frozenset(item.span for _, item, is_planned in items if is_planned and item.span != NO_SPAN)
    pairs = [pair for article in parsed.issue.articles for pair in find_cut_paragraphs(article)]
    cut = {place for before, after in pairs for place in ((before.span, "ends"), (after.span, "begins"))}
    context = Context(parsed.issue.date, settings, planned, frozenset(cut))
    return {**_convert(parsed.issue, context), "diagnostics": [to_dict(d) for d in parsed.diagnostics]}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of what `issue_to_json` returns."""
    definitions: dict[str, Any] = {}
    issue = _describe_object(Issue, definitions)
    issue["properties"]["diagnostics"] = {
        "description": "检查读这个文件时的问题",
        **_describe(tuple[Diagnostic, ...], definitions),
    }
    issue["required"].append("diagnostics")
    dialect, title = "https://json-schema.org/draft/2020-12/schema", "程序读懂的一期简报"
    return {"$schema": dialect, "title": title, **issue, "$defs": dict(sorted(definitions.items()))}


@cache
def _keys_of(kind: Any) -> tuple[Key, ...]:
    """Return the keys of the objects of a class; none for a class that has no object."""
    return tuple(_list_keys(kind))


def _list_keys(kind: type) -> Iterator[Key]:
    schema, hints = SCHEMAS.get(kind), get_type_hints(kind)
    docs = {field.name: field.doc for field in schema.fields} if schema else {}
    written = [field.name for field in fields(schema.record) if field.name in docs] if schema else []
    for name in (*written, *KEYS.get(kind, ())):
        own = hints.get(name) or _property_hint(kind, name)
        hint, get = COMPUTED.get((kind, name)) or (own, _get(name))
        yield Key(name, KEYS.get(kind, {}).get(name) or docs[name], hint, get)


def _property_hint(kind: type, name: str) -> Any:
    found = getattr(kind, name, None)
    return get_type_hints(found.fget)["return"] if isinstance(found, property) else None


def _convert(value: Any, context: Context) -> Any:
    """Convert a value of the model to plain data."""
    kind: Any = type(value)
    if kind in SCHEMAS or kind in KEYS:
        return {key.name: _convert(key.get(value, context), context) for key in _keys_of(kind)}
    if isinstance(value, tuple):
        return [_convert(item, context) for item in value]
    if isinstance(value, date):
        return None if value == NO_DATE else value.isoformat()
    if isinstance(value, Address):
        return None if value == NO_PLACE else str(value)
    return value


def _describe(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """Describe a value of a type as JSON Schema; objects become definitions."""
    names = {str: "string", Severity: "string", int: "integer", bool: "boolean", NoneType: "null"}
    if hint in names:
        return {"type": names[hint]}
    if hint is date:
        return {"type": ["string", "null"], "format": "date"}
    if hint is Address:
        return {"type": ["string", "null"], "pattern": f"^(?:{Address.PATTERN})$"}
    if get_origin(hint) in {tuple, dict}:
        kind, key = ("array", "items") if get_origin(hint) is tuple else ("object", "additionalProperties")
        return {"type": kind, key: _describe(get_args(hint)[kind == "object"], definitions)}
    if get_args(hint):
        options = [_describe(option, definitions) for option in get_args(hint)]
        return options[0] if "null" in options[0].get("type", ()) else {"anyOf": options}
    if hint.__name__ not in definitions:
        definitions[hint.__name__] = _describe_object(hint, definitions)
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _describe_object(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    properties = {key.name: {"description": key.doc, **_describe(key.type, definitions)} for key in _keys_of(kind)}
    return {"type": "object", "properties": properties, "required": list(properties)}
