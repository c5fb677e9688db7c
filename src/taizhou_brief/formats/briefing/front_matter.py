"""The front matter of a briefing: its values, converted by key, each problem at its place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from taizhou_brief.chinese.characters import nearest_name
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic, select_errors
from taizhou_brief.formats import schema, yaml
from taizhou_brief.formats.briefing.keys import FRONT
from taizhou_brief.formats.briefing.split import split_front_matter
from taizhou_brief.formats.schema import ParsedMapping, ProblemCollector, shorten_value
from taizhou_brief.formats.undecided import BLANK, SUGGESTED
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
    "F025": "县（市、区）或主题是程序的建议，编辑还没有定",
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
    suggested_counties: tuple[str, ...] = ()
    suggested_themes: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    """Which of `counties` and `themes` hold a suggestion or are not filled in."""


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
    place = values.node("title")
    length = place.length if isinstance(place, ScalarNode) else 1
    span = Span(place.line, place.column, place.line, place.column + length)
    counties = named(values["counties"], partial(county, settings, report), report)
    themes = named(values["themes"], partial(theme, settings, report), report)
    undecided = tuple(key for key, names in (("counties", counties), ("themes", themes)) if names.undecided)
    decided = values["title"], counties.decided, themes.decided, values["contributor"], span
    return ArticleEntry(*decided, counties.suggested, themes.suggested, undecided)


class Names(NamedTuple):
    """The names of one list, those that an editor decided on apart from the suggestions."""

    decided: tuple[str, ...]
    suggested: tuple[str, ...]
    undecided: bool
    """Whether there is a suggestion or a blank to fill in."""


class Known(NamedTuple):
    """A county or theme of the settings."""

    name: str
    """What it is kept by."""
    label: str
    what: str
    """What it is, for a message."""


def named(nodes: Iterable[ScalarNode], find: Callable[[ScalarNode], Known | None], report: ProblemCollector) -> Names:
    """Sort the names of a list; a blank is told by the rule about blanks."""
    decided: dict[str, None] = {}
    suggested: dict[str, None] = {}
    undecided = False
    for node in nodes:
        marked = node.text.endswith(SUGGESTED)
        undecided = undecided or marked or node.text == BLANK
        known = None if node.text == BLANK else find(node._replace(text=node.text.removesuffix(SUGGESTED).strip()))
        if known is None:
            continue
        keep_once(decided, suggested if marked else decided, known, node, report)
        if marked:
            message = f"{known.what}“{known.label}”是程序的建议，编辑还没有定，网页上先不算"
            hint = f"对的，删去“{SUGGESTED}”；不对的，删去这一项；一个也没有，写 []"
            report.warning("25", node, message, hint)
    return Names(tuple(decided), tuple(suggested), undecided)


def county(settings: Settings, report: ProblemCollector, node: ScalarNode) -> Known | None:
    """Find the county that a name means, or note that there is none."""
    found = settings.county(node.text)
    if found is None:
        near = settings.county(nearest_name(node.text, settings.county_names))
        report_unknown("22", node, settings.place_label, near.name if near else "", report)
    return Known(found.name, found.name, settings.place_label) if found else None


def theme(settings: Settings, report: ProblemCollector, node: ScalarNode) -> Known | None:
    """Find the theme that a name means, or note that there is none."""
    found = settings.theme(node.text)
    if found is None:
        near = settings.theme(nearest_name(node.text, settings.theme_names))
        report_unknown("23", node, "主题", near.label if near else "", report)
    return Known(found.id, found.label, "主题") if found else None


def report_unknown(code: str, node: ScalarNode, what: str, near: str, report: ProblemCollector) -> None:
    """Note a name that the settings do not have."""
    hint = f"是不是想写“{near}”" if near else f"在 archive.yaml 里查{what}的名称，确是新的就先加进去"
    report.error(code, node, f"设置里没有“{shorten_value(node.text)}”这个{what}", hint)


def keep_once(
    decided: Container[str], kept: dict[str, None], known: Known, node: ScalarNode, report: ProblemCollector
) -> None:
    """Keep a name; note one that is there already, be it under another name or decided on."""
    if known.name in kept or known.name in decided:
        text = node.text.removesuffix(SUGGESTED)
        also = f"（“{text}”就是“{known.label}”）" if text != known.label else ""
        report.warning("24", node, f"“{known.label}”写了两次{also}", "删去一个")
    kept[known.name] = None


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
