"""The front matter of a briefing: its values, converted by key, each problem at its place."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from taizhou_brief.chinese.characters import nearest_name
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic, select_errors
from taizhou_brief.formats import schema, yaml
from taizhou_brief.formats.briefing.keys import FRONT
from taizhou_brief.formats.briefing.split import split_front_matter
from taizhou_brief.formats.schema import ParsedMapping, ProblemCollector, shorten_value
from taizhou_brief.formats.yaml import MappingNode, ScalarNode
from taizhou_brief.model.identity import Address, IssueId
from taizhou_brief.model.issue import NO_DATE, NO_NUMBER, Erratum, SourceFile, Span
from taizhou_brief.model.settings import Settings

CODES = schema.shared_codes("F") | {
    "F020": "文件的位置与前言里的期号、日期不一致",
    "F021": "印发日期早于日期",
    "F022": "设置里没有这个县（市、区）",
    "F023": "设置里没有这个主题",
    "F024": "同一篇里同一个县（市、区）或主题写了两次",
    "F026": "文件开头没有前言",
    "F027": "前言没有用“---”结束",
}
"""Code → one line of explanation."""
PLACE = lazy_compile(r"(?:.*/)?briefings/([^/]+)/([^/]+)\.md", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ArticleEntry:
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
class FrontMatter:
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
    articles: tuple[ArticleEntry, ...] = ()
    errata: tuple[Erratum, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontMatterResult:
    """The front matter and the text after it."""

    front: FrontMatter
    body_line: int
    """The line of the file that `body` begins on."""
    body: str
    """The text from that line on; every line ends in a line feed, and no byte order mark is left."""
    diagnostics: tuple[Diagnostic, ...]


def read_front_matter(text: str, path: str, settings: Settings) -> FrontMatterResult:
    """Read the front matter of a briefing's text; `path` is where it stands in the project."""
    halves = split_front_matter(yaml.normalise_lines(text), path)
    mapping, found = yaml.read_yaml(halves.head, path, halves.head_line)
    found = (*halves.problems, *found)
    report = ProblemCollector(path, "F", whole=not select_errors(found))
    values = FRONT.read(mapping or MappingNode((), halves.head_line, 1), report) or FRONT.empty()
    front = build_front_matter(values, settings, report)
    check_consistency(front, values, report)
    return FrontMatterResult(front, halves.body_line, halves.body, (*found, *report.found))


def build_front_matter(values: ParsedMapping, settings: Settings, report: ProblemCollector) -> FrontMatter:
    """Make the front matter of its values."""
    note, note_line = values["editor_note"]
    if not values["issuer"] and not settings.issuer and report.whole:
        hint = "在这里补上 issuer，或在 archive.yaml 里写一次"
        report.error("02", values.node("issuer"), "缺少“issuer”（编发单位），设置里也没有", hint)
    return FrontMatter(
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
        source=build_source(values["source"]),
        editor_note=note,
        editor_note_line=note_line,
        articles=tuple(build_article_entry(each, settings, report) for each in values["articles"]),
        errata=tuple(build_erratum(each) for each in values["errata"]),
    )


def build_source(values: ParsedMapping | None) -> SourceFile | None:
    """Make the office's file of its entry."""
    return SourceFile(values["file"], values["sha256"].lower()) if values and values["file"] else None


def build_article_entry(values: ParsedMapping, settings: Settings, report: ProblemCollector) -> ArticleEntry:
    """Make an article of its entry, places and themes under the names of the settings."""
    counties: dict[str, None] = {}
    for node in values["counties"]:
        county = settings.county(node.text)
        if county is None:
            near = settings.county(nearest_name(node.text, settings.county_names))
            report_unknown("22", node, settings.place_label, near.name if near else "", report)
        else:
            keep_once(counties, county.name, node, county.name, report)
    themes: dict[str, None] = {}
    for node in values["themes"]:
        theme = settings.theme(node.text)
        if theme is None:
            like = settings.theme(nearest_name(node.text, settings.theme_names))
            report_unknown("23", node, "主题", like.label if like else "", report)
        else:
            keep_once(themes, theme.id, node, theme.label, report)
    place = values.node("title")
    length = place.length if isinstance(place, ScalarNode) else 1
    span = Span(place.line, place.column, place.line, place.column + length)
    return ArticleEntry(values["title"], tuple(counties), tuple(themes), values["contributor"], span)


def report_unknown(code: str, node: ScalarNode, what: str, near: str, report: ProblemCollector) -> None:
    """Note a name that the settings do not have."""
    hint = f"是不是想写“{near}”" if near else f"在 archive.yaml 里查{what}的名称，确是新的就先加进去"
    report.error(code, node, f"设置里没有“{shorten_value(node.text)}”这个{what}", hint)


def keep_once(kept: dict[str, None], name: str, node: ScalarNode, label: str, report: ProblemCollector) -> None:
    """Keep a name; note one that is there already, be it under another name."""
    if name in kept:
        also = f"（“{node.text}”就是“{label}”）" if node.text != label else ""
        report.warning("24", node, f"“{label}”写了两次{also}", "删去一个")
    kept[name] = None


def build_erratum(values: ParsedMapping) -> Erratum:
    """Make a correction of its entry."""
    place = values.place
    span = Span(place.line, place.column, place.line, place.column + 1)
    return Erratum(
        Address.parse(values["at"]) or Address(0),
        values["printed"],
        values["corrected"],
        values["date"],
        values["reason"],
        span,
    )


def check_consistency(front: FrontMatter, values: ParsedMapping, report: ProblemCollector) -> None:
    """Note what the values contradict: each other, or the place of the file."""
    if front.printed and front.printed < front.date:
        message = f"印发日期 {front.printed} 早于日期 {front.date}"
        report.error("21", values.node("printed"), message, "核对两个日期")
    place = PLACE.fullmatch(report.path)
    if not place or front.number == NO_NUMBER or front.date == NO_DATE:
        return
    expected = IssueId(front.date.year, front.supplement, front.number)
    if f"{place[1]}/{place[2]}" != str(expected):
        node = values.node("date" if place[1] != str(front.date.year) else "number")
        message = f"文件在 briefings/{place[1]}/{place[2]}.md，按前言应在 {expected.path}"
        report.error("20", node, message, "改文件名和文件夹，或改 number、date、supplement")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the front matter, for editors."""
    return schema.json_schema(FRONT)
