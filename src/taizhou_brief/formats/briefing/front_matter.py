"""Reader of the front matter of a briefing."""

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
"""One line of explanation of each code."""
BRIEFING_PATH = lazy_compile(r"(?:.*/)?briefings/([^/]+)/([^/]+)\.md", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """Entry of the list `articles`."""

    title: str
    counties: tuple[str, ...]
    """Names as in the settings."""
    themes: tuple[str, ...]
    """Theme ids as in the settings."""
    contributor: str
    span: Span
    """Span of the title; of the entry if it has none."""
    suggested_counties: tuple[str, ...] = ()
    suggested_themes: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    """Those of `counties` and `themes` that contain a suggestion or a placeholder."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Values of the front matter, with defaults for those that cannot be read."""

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
    """Line of the file that the text of the note begins on; 0 if there is none."""
    articles: tuple[ArticleEntry, ...] = ()
    errata: tuple[Erratum, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontMatterResult:
    """Front matter, the text after it, and the diagnostics."""

    front: FrontMatter
    body_line: int
    """Line of the file that `body` begins on."""
    body: str
    """Text from that line on; every line ends in a line feed, and there is no byte order mark."""
    diagnostics: tuple[Diagnostic, ...]


def read_front_matter(text: str, path: str, settings: Settings) -> FrontMatterResult:
    """Read the front matter of a briefing's text; `path` is relative to the project's root."""
    parts = split_front_matter(yaml.normalise_lines(text), path)
    mapping, yaml_diagnostics = yaml.read_yaml(parts.head, path, parts.head_line)
    diagnostics = (*parts.problems, *yaml_diagnostics)
    problems = ProblemCollector(path, "F", complete=not select_errors(diagnostics))
    values = FRONT.read(mapping or MappingNode((), parts.head_line, 1), problems) or FRONT.empty()
    front = build_front_matter(values, settings, problems)
    check_consistency(front, values, problems)
    return FrontMatterResult(front, parts.body_line, parts.body, (*diagnostics, *problems.diagnostics))


def build_front_matter(values: ParsedMapping, settings: Settings, problems: ProblemCollector) -> FrontMatter:
    """Build the front matter from its values."""
    note, note_line = values["editor_note"]
    if not values["issuer"] and not settings.issuer and problems.complete:
        hint = "在这里补上 issuer，或在 archive.yaml 里写一次"
        problems.error("02", values.node("issuer"), "缺少“issuer”（编发单位），设置里也没有", hint)
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
        articles=tuple(build_article_entry(article, settings, problems) for article in values["articles"]),
        errata=tuple(build_erratum(erratum) for erratum in values["errata"]),
    )


def build_source(values: ParsedMapping | None) -> SourceFile | None:
    """Build the source file from its entry; None if it is not given."""
    return SourceFile(values["file"], values["sha256"].lower()) if values and values["file"] else None


def build_article_entry(values: ParsedMapping, settings: Settings, problems: ProblemCollector) -> ArticleEntry:
    """Build an article entry from its values, with counties and themes as the settings name them."""
    node = values.node("title")
    length = node.length if isinstance(node, ScalarNode) else 1
    span = Span(node.line, node.column, node.line, node.column + length)
    counties = resolve_names(values["counties"], partial(find_county, settings, problems), problems)
    themes = resolve_names(values["themes"], partial(find_theme, settings, problems), problems)
    undecided = tuple(key for key, names in (("counties", counties), ("themes", themes)) if names.undecided)
    decided = values["title"], counties.decided, themes.decided, values["contributor"], span
    return ArticleEntry(*decided, counties.suggested, themes.suggested, undecided)


class ResolvedNames(NamedTuple):
    """Names of one list: those that an editor has decided on, and suggestions."""

    decided: tuple[str, ...]
    suggested: tuple[str, ...]
    undecided: bool
    """Whether the list contains a suggestion or a placeholder."""


class KnownName(NamedTuple):
    """County or theme of the settings."""

    key: str
    """Identifier: the name of a county, the id of a theme."""
    label: str
    """Name to display."""
    category: str
    """What it is, for messages."""


def resolve_names(
    nodes: Iterable[ScalarNode], find: Callable[[ScalarNode], KnownName | None], problems: ProblemCollector
) -> ResolvedNames:
    """Find the names of a list in the settings; a placeholder is reported by the rule about placeholders."""
    decided: dict[str, None] = {}
    suggested: dict[str, None] = {}
    undecided = False
    for node in nodes:
        is_suggested = node.text.endswith(SUGGESTED)
        undecided = undecided or is_suggested or node.text == BLANK
        known = None if node.text == BLANK else find(node._replace(text=node.text.removesuffix(SUGGESTED).strip()))
        if known is None:
            continue
        add_name(decided, suggested if is_suggested else decided, known, node, problems)
        if is_suggested:
            message = f"{known.category}“{known.label}”是程序的建议，编辑还没有定，网页上先不算"
            hint = f"对的，删去“{SUGGESTED}”；不对的，删去这一项；一个也没有，写 []"
            problems.warning("25", node, message, hint)
    return ResolvedNames(tuple(decided), tuple(suggested), undecided)


def find_county(settings: Settings, problems: ProblemCollector, node: ScalarNode) -> KnownName | None:
    """Return the county with this name; None, and an error, if there is none."""
    county = settings.county(node.text)
    if county is None:
        nearest = settings.county(nearest_name(node.text, settings.county_names))
        report_unknown("22", node, settings.place_label, nearest.name if nearest else "", problems)
    return KnownName(county.name, county.name, settings.place_label) if county else None


def find_theme(settings: Settings, problems: ProblemCollector, node: ScalarNode) -> KnownName | None:
    """Return the theme with this name; None, and an error, if there is none."""
    theme = settings.theme(node.text)
    if theme is None:
        nearest = settings.theme(nearest_name(node.text, settings.theme_names))
        report_unknown("23", node, "主题", nearest.label if nearest else "", problems)
    return KnownName(theme.id, theme.label, "主题") if theme else None


def report_unknown(number: str, node: ScalarNode, category: str, nearest: str, problems: ProblemCollector) -> None:
    """Add an error for a name that the settings do not have."""
    hint = f"是不是想写“{nearest}”" if nearest else f"在 archive.yaml 里查{category}的名称，确是新的就先加进去"
    problems.error(number, node, f"设置里没有“{shorten_value(node.text)}”这个{category}", hint)


def add_name(
    decided: Container[str], names: dict[str, None], known: KnownName, node: ScalarNode, problems: ProblemCollector
) -> None:
    """Add a name, with a warning if it is already among `names` or `decided`, also under another name."""
    if known.key in names or known.key in decided:
        text = node.text.removesuffix(SUGGESTED)
        also = f"（“{text}”就是“{known.label}”）" if text != known.label else ""
        problems.warning("24", node, f"“{known.label}”写了两次{also}", "删去一个")
    names[known.key] = None


def build_erratum(values: ParsedMapping) -> Erratum:
    """Build a correction from its entry."""
    node = values.place
    span = Span(node.line, node.column, node.line, node.column + 1)
    return Erratum(
        Address.parse(values["at"]) or Address(0),
        values["printed"],
        values["corrected"],
        values["date"],
        values["reason"],
        span,
    )


def check_consistency(front: FrontMatter, values: ParsedMapping, problems: ProblemCollector) -> None:
    """Report contradictions between the values, and with the path of the file."""
    if front.printed and front.printed < front.date:
        message = f"印发日期 {front.printed} 早于日期 {front.date}"
        problems.error("21", values.node("printed"), message, "核对两个日期")
    match = BRIEFING_PATH.fullmatch(problems.path)
    if not match or front.number == NO_NUMBER or front.date == NO_DATE:
        return
    expected = IssueId(front.date.year, front.supplement, front.number)
    if f"{match[1]}/{match[2]}" != str(expected):
        node = values.node("date" if match[1] != str(front.date.year) else "number")
        message = f"文件在 briefings/{match[1]}/{match[2]}.md，按前言应在 {expected.path}"
        problems.error("20", node, message, "改文件名和文件夹，或改 number、date、supplement")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the front matter, for editors."""
    return schema.json_schema(FRONT)
