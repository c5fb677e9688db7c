"""Reader of the front matter of a briefing."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

from taizhou_brief.chinese.characters import nearest_name
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic, diagnose, select_errors
from taizhou_brief.formats import markdown, schema, yaml
from taizhou_brief.formats.briefing.keys import FRONT, WITHDRAWN_FRONT
from taizhou_brief.formats.briefing.redaction import RedactionOrder, hide_words, redact_front_matter
from taizhou_brief.formats.briefing.split import SplitText, split_front_matter
from taizhou_brief.formats.schema import ParsedMapping, ProblemCollector, shorten_value
from taizhou_brief.formats.undecided import BLANK, SUGGESTED
from taizhou_brief.formats.yaml import MappingNode, ScalarNode
from taizhou_brief.model.block import Block, Span
from taizhou_brief.model.identity import IssueId
from taizhou_brief.model.issue import (
    NO_DATE,
    NO_NUMBER,
    NO_PLACE,
    ArticleEntry,
    Follow,
    FrontMatter,
    MeasureThemes,
    Withdrawal,
)
from taizhou_brief.model.settings import Settings
from taizhou_brief.model.text import EMPTY_TEXT

UNREADABLE = {"F026", "F027"}
"""Codes of front matter that has no clear end; those of YAML begin with `Y`."""
TAKES_DOWN = lazy_compile("^(?:redacted|withdrawn) *:", re.MULTILINE)
BRIEFING_PATH = lazy_compile(r"(?:.*/)?briefings/([^/]+)/([^/]+)\.md", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FrontMatterResult:
    """Front matter, the text after it, and the diagnostics."""

    front: FrontMatter
    body_line: int
    """Line of the file that `body` begins on."""
    body: str
    """Text from that line on; every line ends in a line feed, and there is no byte order mark."""
    diagnostics: tuple[Diagnostic, ...]
    names: tuple[str, ...]
    """Names of counties and themes, as written, each once."""
    mapping: MappingNode
    """Its values as they are written."""
    orders: tuple[RedactionOrder, ...]
    """Words to take down; `front` has no words of theirs only after `read_redacted`."""


def read_front_matter(text: str, path: str, settings: Settings) -> FrontMatterResult:
    """Read the front matter of a briefing's text; `path` is relative to the project's root."""
    parts = split_front_matter(yaml.normalise_lines(text), path)
    mapping, yaml_diagnostics = yaml.read_yaml(parts.head, path, parts.head_line)
    found = (*parts.problems, *yaml_diagnostics)
    return read_mapping(mapping or MappingNode((), parts.head_line, 1), parts, found, path, settings)


def read_mapping(
    mapping: MappingNode, parts: SplitText, found: tuple[Diagnostic, ...], path: str, settings: Settings
) -> FrontMatterResult:
    """Read the front matter from its values; `found` are the problems of its form."""
    problems = ProblemCollector(path, "F", complete=not select_errors(found))
    values = FRONT.read_mapping(mapping, problems)
    note, note_line = values["editor_note"] or ("", 0)
    blocks, note_problems = parse_editor_note(note, note_line, path) if note else ((), ())
    front = build_front_matter(values, blocks, settings, problems)
    check_consistency(front, values, problems)
    diagnostics = (*found, *problems.diagnostics, *note_problems)
    result = (front, parts.body_line, parts.body, diagnostics, list_names(values))
    return FrontMatterResult(*result, mapping, list_orders(values))


def list_orders(values: ParsedMapping[FrontMatter]) -> tuple[RedactionOrder, ...]:
    """List the words to take down."""
    return tuple(
        RedactionOrder(order["at"] or NO_PLACE, order["text"] or "", order.place.line, order.place.column)
        for order in values["redacted"]
    )


def hide_source(text: str, path: str) -> str:
    """Return the text of a briefing for messages that quote its lines: without what it takes down."""
    if not TAKES_DOWN.search(text):
        return text
    parts = split_front_matter(yaml.normalise_lines(text), path)
    mapping, _ = yaml.read_yaml(parts.head, path, parts.head_line)
    if mapping is None:
        return text
    values = FRONT.read_mapping(mapping, ProblemCollector(path, "F"))
    return "" if values["withdrawn"] else hide_words(text, list_orders(values))


def read_redacted(result: FrontMatterResult, text: str, path: str, settings: Settings) -> FrontMatterResult:
    """Read front matter again, without the words that it takes down."""
    parts = split_front_matter(yaml.normalise_lines(text), path)
    _, yaml_diagnostics = yaml.read_yaml(parts.head, path, parts.head_line)
    found = (*parts.problems, *yaml_diagnostics)
    return read_mapping(redact_front_matter(result.mapping, result.orders), parts, found, path, settings)


def read_withdrawn(
    result: FrontMatterResult, articles: int, path: str, settings: Settings
) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    """Return what remains of the front matter of an issue that was withdrawn, and the problems of that.

    `articles` is the number of articles that the file has.
    """
    problems = ProblemCollector(path, "F")
    values = WITHDRAWN_FRONT.read_mapping(keep_keys(result.mapping), problems)
    withdrawal = result.front.withdrawn or Withdrawal()
    count = max(articles, withdrawal.articles)
    if not count:
        message = "整期撤下了，文件里也没有文字，看不出原来有几篇，各篇的地址会失效"
        problems.report("35", values.node("withdrawn"), message, "在 withdrawn 里写上 articles: 篇数")
    front = values.build(
        issuer=settings.issuer,
        disclosure=values["disclosure"] or settings.disclosure,
        withdrawn=replace(withdrawal, articles=count),
    )
    check_consistency(front, values, problems)
    forms = (d for d in select_errors(result.diagnostics) if d.code[0] == "Y" or d.code in UNREADABLE)
    return front, (*forms, *problems.diagnostics)


def keep_keys(mapping: MappingNode) -> MappingNode:
    """Return the values that an issue which was withdrawn keeps."""
    kept = {field.name for field in WITHDRAWN_FRONT.fields}
    return mapping._replace(pairs=tuple(pair for pair in mapping.pairs if pair[0].text in kept))


def list_names(values: ParsedMapping[FrontMatter]) -> tuple[str, ...]:
    """List the names of counties and themes of all articles, as written, without the mark of a suggestion."""
    nodes = [node for article in values["articles"] for key in ("counties", "themes") for node in article[key]]
    nodes += [node for article in values["articles"] for _, names in article["measures"] for node in names]
    return tuple(dict.fromkeys(plain_name(node) for node in nodes))


def plain_name(node: ScalarNode) -> str:
    """Return the name of a county or theme without the mark of a suggestion."""
    return node.text.removesuffix(SUGGESTED).strip() if node.text.endswith(SUGGESTED) else node.text


def build_front_matter(
    values: ParsedMapping[FrontMatter], note: tuple[Block, ...], settings: Settings, problems: ProblemCollector
) -> FrontMatter:
    """Build the front matter from its values and the 编者按."""
    if not values["issuer"] and not settings.issuer and problems.complete:
        hint = "在这里补上 issuer，或在 archive.yaml 里写一次"
        problems.report("02", values.node("issuer"), "缺少“issuer”（编发单位），设置里也没有", hint)
    return values.build(
        issuer=values["issuer"] or settings.issuer,
        disclosure=values["disclosure"] or settings.disclosure,
        editor_note=note,
        articles=tuple(build_article_entry(article, settings, problems) for article in values["articles"]),
        errata=tuple(erratum.build(span=erratum.span()) for erratum in values["errata"]),
        redacted=tuple(redaction.build(span=redaction.span()) for redaction in values["redacted"]),
    )


def build_article_entry(
    values: ParsedMapping[ArticleEntry], settings: Settings, problems: ProblemCollector
) -> ArticleEntry:
    """Build an article entry from its values, with counties and themes as the settings name them."""
    counties = resolve_names(values["counties"], partial(find_county, settings, problems), problems)
    themes = resolve_names(values["themes"], partial(find_theme, settings, problems), problems)
    return values.build(
        counties=counties.decided,
        themes=themes.decided,
        suggested_counties=counties.suggested,
        suggested_themes=themes.suggested,
        undecided=tuple(key for key, names in (("counties", counties), ("themes", themes)) if names.undecided),
        measure_themes=tuple(
            build_measure_themes(
                measure, names, partial(find_theme_of_article, themes.decided, settings, problems), problems
            )
            for measure, names in values["measures"]
        ),
        follows=tuple(build_follow(*pair) for pair in values["follows"]),
        span=values.span("title"),
    )


def build_measure_themes(
    measure: ScalarNode,
    names: tuple[ScalarNode, ...],
    find: Callable[[ScalarNode], KnownName | None],
    problems: ProblemCollector,
) -> MeasureThemes:
    """Build the statement about the themes of a measure, which `find` finds among those of its article."""
    own = resolve_names(names, find, problems)
    span = Span(measure.line, measure.column, measure.line, measure.column + measure.length)
    return MeasureThemes(measure.text, own.decided, span)


def find_theme_of_article(
    themes: tuple[str, ...], settings: Settings, problems: ProblemCollector, node: ScalarNode
) -> KnownName | None:
    """Return the theme with this name; None, and an error, if there is none or the article does not have it."""
    known = find_theme(settings, problems, node)
    if known is None or known.key in themes:
        return known
    message = f"这一篇的 themes 里没有“{known.label}”，单独一条不能有它"
    problems.report("28", node, message, "先把它加到这一篇的 themes 里，或在这里删去")
    return None


def build_follow(measure: ScalarNode, continues: ScalarNode) -> Follow:
    """Build the statement that a measure continues another one."""
    end = continues.column + continues.length if continues.line == measure.line else measure.column + measure.length
    return Follow(measure.text, continues.text, Span(measure.line, measure.column, measure.line, end))


def parse_editor_note(text: str, line: int, path: str) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """Parse the 编者按, which begins on a line of the file, as prose, with its footnotes after it."""
    document = markdown.parse_blocks(text, path, line, prefix="n")
    notes = (Block("notes", EMPTY_TEXT, Span(line, 1, line, 1), notes=notes) for notes in document.notes if notes)
    headings = (block for block in document.blocks if block.level)
    message, hint = "编者按里不能有标题", "删去行首的“#”"
    problems = [diagnose(path, h.span.line, h.span.column, "M008", message, hint) for h in headings]
    # the YAML reader reports invisible characters
    diagnostics = (d for d in document.diagnostics if d.code != markdown.UNSEEN)
    return (*document.blocks, *notes), (*diagnostics, *problems)


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
        known = None if node.text == BLANK else find(node._replace(text=plain_name(node)))
        if known is None:
            continue
        add_name(decided, suggested if is_suggested else decided, known, node, problems)
        if is_suggested:
            message = f"{known.category}“{known.label}”是程序的建议，编辑还没有定，网页上先不算"
            hint = f"对的，删去“{SUGGESTED}”；不对的，删去这一项；一个也没有，写 []"
            problems.report("25", node, message, hint)
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
    problems.report(number, node, f"设置里没有“{shorten_value(node.text)}”这个{category}", hint)


def add_name(
    decided: Container[str], names: dict[str, None], known: KnownName, node: ScalarNode, problems: ProblemCollector
) -> None:
    """Add a name, with a warning if it is already among `names` or `decided`, also under another name."""
    if known.key in names or known.key in decided:
        text = node.text.removesuffix(SUGGESTED)
        also = f"（“{text}”就是“{known.label}”）" if text != known.label else ""
        problems.report("24", node, f"“{known.label}”写了两次{also}", "删去一个")
    names[known.key] = None


def check_consistency(front: FrontMatter, values: ParsedMapping[FrontMatter], problems: ProblemCollector) -> None:
    """Report contradictions between the values, and with the path of the file."""
    if front.printed and front.printed < front.date:
        message = f"印发日期 {front.printed} 早于日期 {front.date}"
        problems.report("21", values.node("printed"), message, "核对两个日期")
    match = BRIEFING_PATH.fullmatch(problems.path)
    if not match or front.number == NO_NUMBER or front.date == NO_DATE:
        return
    expected = IssueId(front.date.year, front.supplement, front.number)
    if f"{match[1]}/{match[2]}" != str(expected):
        node = values.node("date" if match[1] != str(front.date.year) else "number")
        message = f"文件在 briefings/{match[1]}/{match[2]}.md，按文件头应在 {expected.path}"
        problems.report("20", node, message, "改文件名和文件夹，或改 number、date、supplement")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the front matter, for editors."""
    return schema.json_schema(FRONT)
