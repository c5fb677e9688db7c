"""The front matter of a briefing: its values, converted by key, each problem at its place."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from taizhou_brief import fields, yamltext
from taizhou_brief.diagnostics import Diagnostic, errors
from taizhou_brief.fields import Report, Values, clip
from taizhou_brief.hanzi import nearest
from taizhou_brief.models import NO_DATE, NO_NUMBER, Erratum, SourceFile, Span, issue_key
from taizhou_brief.parse.fences import split
from taizhou_brief.parse.keys import FRONT
from taizhou_brief.patterns import regex
from taizhou_brief.settings import Settings
from taizhou_brief.yamltext import Mapping, Scalar

CODES = fields.codes("F") | {
    "F020": "文件的位置与前言里的期号、日期不一致",
    "F021": "印发日期早于日期",
    "F022": "设置里没有这个县（市、区）",
    "F023": "设置里没有这个主题",
    "F024": "同一篇里同一个县（市、区）或主题写了两次",
    "F026": "文件开头没有前言",
    "F027": "前言没有用“---”结束",
}
"""Code → one line of explanation."""
PLACE = regex(r"(?:.*/)?briefings/([^/]+)/([^/]+)\.md", re.DOTALL)


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
    date: dt.date = NO_DATE
    printed: dt.date | None = None
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
    """The text from that line on; every line ends in a line feed, and no byte order mark is left."""
    diagnostics: tuple[Diagnostic, ...]


def read(text: str, path: str, settings: Settings) -> FrontResult:
    """Read the front matter of a briefing's text; `path` is where it stands in the project."""
    halves = split(yamltext.plain(text), path)
    mapping, found = yamltext.read(halves.head, path, halves.head_line)
    found = (*halves.problems, *found)
    report = Report(path, "F", whole=not errors(found))
    values = FRONT.read(mapping or Mapping((), halves.head_line, 1), report) or FRONT.empty()
    front = build(values, settings, report)
    agree(front, values, report)
    return FrontResult(front, halves.body_line, halves.body, (*found, *report.found))


def build(values: Values, settings: Settings, report: Report) -> Front:
    """Make the front matter of its values."""
    note, note_line = values["editor_note"]
    if not values["issuer"] and not settings.issuer and report.whole:
        hint = "在这里补上 issuer，或在 archive.yaml 里写一次"
        report.error("02", values.node("issuer"), "缺少“issuer”（编发单位），设置里也没有", hint)
    return Front(
        number=values["number"],
        supplement=values["supplement"],
        total=values["total"],
        date=values["date"],
        printed=values["printed"],
        issuer=values["issuer"] or settings.issuer,
        report_to=values["report_to"],
        send_to=values["send_to"],
        distribute_to=values["distribute_to"],
        copies=values["copies"],
        edition=values["edition"],
        disclosure=values["disclosure"] or settings.disclosure,
        source=source(values["source"]),
        editor_note=note,
        editor_note_line=note_line,
        articles=tuple(article(each, settings, report) for each in values["articles"]),
        errata=tuple(erratum(each) for each in values["errata"]),
    )


def source(values: Values | None) -> SourceFile | None:
    """Make the office's file of its entry."""
    return SourceFile(values["file"], values["sha256"].lower()) if values and values["file"] else None


def article(values: Values, settings: Settings, report: Report) -> FrontArticle:
    """Make an article of its entry, places and themes under the names of the settings."""
    counties: dict[str, None] = {}
    for node in values["counties"]:
        county = settings.county(node.text)
        if county is None:
            near = settings.county(nearest(node.text, settings.county_names))
            unknown("22", node, settings.place_label, near.name if near else "", report)
        else:
            once(counties, county.name, node, county.name, report)
    themes: dict[str, None] = {}
    for node in values["themes"]:
        theme = settings.theme(node.text)
        if theme is None:
            like = settings.theme(nearest(node.text, settings.theme_names))
            unknown("23", node, "主题", like.label if like else "", report)
        else:
            once(themes, theme.id, node, theme.label, report)
    place = values.node("title")
    length = place.length if isinstance(place, Scalar) else 1
    span = Span(place.line, place.column, place.line, place.column + length)
    return FrontArticle(values["title"], tuple(counties), tuple(themes), values["contributor"], span)


def unknown(code: str, node: Scalar, what: str, near: str, report: Report) -> None:
    """Note a name that the settings do not have."""
    hint = f"是不是想写“{near}”" if near else f"在 archive.yaml 里查{what}的名称，确是新的就先加进去"
    report.error(code, node, f"设置里没有“{clip(node.text)}”这个{what}", hint)


def once(kept: dict[str, None], name: str, node: Scalar, label: str, report: Report) -> None:
    """Keep a name; note one that is there already, be it under another name."""
    if name in kept:
        also = f"（“{node.text}”就是“{label}”）" if node.text != label else ""
        report.warning("24", node, f"“{label}”写了两次{also}", "删去一个")
    kept[name] = None


def erratum(values: Values) -> Erratum:
    """Make a correction of its entry."""
    place = values.place
    span = Span(place.line, place.column, place.line, place.column + 1)
    return Erratum(values["at"], values["printed"], values["corrected"], values["date"], values["reason"], span)


def agree(front: Front, values: Values, report: Report) -> None:
    """Note what the values contradict: each other, or the place of the file."""
    if front.printed and front.printed < front.date:
        message = f"印发日期 {front.printed} 早于日期 {front.date}"
        report.error("21", values.node("printed"), message, "核对两个日期")
    place = PLACE.fullmatch(report.path)
    if not place or front.number == NO_NUMBER or front.date == NO_DATE:
        return
    key = issue_key(front.date.year, front.number, front.supplement)
    if f"{place[1]}/{place[2]}" != key:
        node = values.node("date" if place[1] != str(front.date.year) else "number")
        message = f"文件在 briefings/{place[1]}/{place[2]}.md，按前言应在 briefings/{key}.md"
        report.error("20", node, message, "改文件名和文件夹，或改 number、date、supplement")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the front matter, for editors."""
    return fields.json_schema(FRONT)
