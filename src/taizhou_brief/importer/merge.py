"""`--replace`: a new import over an old file, with the editor's own work kept and every change told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from taizhou_brief.formats import yaml
from taizhou_brief.formats.briefing import parse
from taizhou_brief.formats.undecided import BLANK
from taizhou_brief.importer.recognise import (
    EditorDecisions,
    RecognisedIssue,
    RecognitionResult,
    ThemeSuggestion,
    is_same_title,
    write_briefing,
)
from taizhou_brief.importer.recognise import RecognisedArticle as Drafted
from taizhou_brief.model.issue import NO_DATE, Article, Issue
from taizhou_brief.model.settings import Settings

_FACTS = (
    ("number", "期号"),
    ("supplement", "增刊"),
    ("total", "总期号"),
    ("date", "日期"),
    ("printed", "印发日期"),
    ("issuer", "编发单位"),
    ("report_to", "报"),
    ("send_to", "送"),
    ("distribute_to", "发"),
    ("copies", "印数"),
)


@dataclass(frozen=True, slots=True)
class MergeResult:
    """The text that would be written, and what it changes."""

    text: str
    changes: tuple[str, ...]
    """One sentence a change, for people."""


def merge_record(old: str, found: RecognitionResult, settings: Settings) -> MergeResult:
    """Put the draft in place of `old`: themes, counties, contributors, errata, 编者按 and the articles' order stay."""
    issue = parse(old, found.path or "briefings/0000/00.md", settings).issue
    record, changes = _facts(issue, found.record)
    values = _values(old, issue.path)
    pairs, lost = _pairs(issue.articles, record.articles)
    articles = []
    for n, (before, drafted) in enumerate(pairs, 1):
        article, told = _article(n, before, drafted, values, settings)
        articles.append(article)
        changes += told
    changes += [f"旧稿的《{title}》在原件里没有，它的地址会失效" for title in lost]
    kept = _kept(values, issue)
    if kept.editor_note:
        changes.append("编者按保留旧稿的")
    if kept.errata:
        changes.append(f"勘误 {len(kept.errata)} 条保留")
    if issue.edition == "digest":
        changes.insert(0, "摘编换成全文")
    merged = replace(record, articles=tuple(articles), kept=kept)
    text = write_briefing(merged)
    changes += _errata(parse(text, found.path or "briefings/0000/00.md", settings).issue)
    return MergeResult(text, tuple(changes))


def _facts(old: Issue, record: RecognisedIssue) -> tuple[RecognisedIssue, list[str]]:
    """Facts the source does not give stay; where both speak, the source wins and it is told."""
    changes: list[str] = []
    values: dict[str, object] = {}
    for name, label in _FACTS:
        before, now = getattr(old, name), getattr(record, name)
        if before in (None, (), "", 0, NO_DATE, False):
            if now:
                changes.append(f"{label}补上：{_said(now)}")
        elif not now:
            values[name] = before
        elif before != now:
            changes.append(f"{label}：{_said(before)} → {_said(now)}")
    return replace(record, **values), changes  # type: ignore[arg-type]


def _said(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, tuple) else "是" if value is True else str(value)


def _pairs(old: Sequence[Article], new: Sequence[Drafted]) -> tuple[list[tuple[Article | None, Drafted]], list[str]]:
    """The drafted articles in the old order, so that addresses stay; new ones behind; old titles without a match."""
    rest = list(new)
    pairs: list[tuple[Article | None, Drafted]] = []
    lost = []
    for article in old:
        match = next((each for each in rest if is_same_title(each.title, article.title)), None)
        if match is None:
            lost.append(article.title)
        else:
            rest.remove(match)
            pairs.append((article, match))
    return [*pairs, *((None, each) for each in rest)], lost


def _article(
    n: int, old: Article | None, new: Drafted, values: Mapping[str, yaml.Node], settings: Settings
) -> tuple[Drafted, list[str]]:
    """An article with the editor's counties, themes and contributor."""
    if old is None:
        return new, [f"第{n}篇是新的：{new.title}"]
    changes = [f"第{n}篇标题：{old.title} → {new.title}"] if old.title != new.title else []
    choices = _choices(values, old)
    counties, chosen = choices.get("counties", new.counties), choices.get("themes", ())
    themes = tuple(ThemeSuggestion(key, theme.label if (theme := settings.theme(key)) else key, ()) for key in chosen)
    sections = sum(element.kind == "section" for element in new.elements)
    measures = sum(element.kind == "measure" for element in new.elements)
    if (len(old.sections), len(old.measures)) != (sections, measures):
        changes.append(
            f"第{n}篇：{len(old.sections)} 节 {len(old.measures)} 条措施 → {sections} 节 {measures} 条，地址可能变动"
        )
    old_size, size = _length(old), sum(len(element.text) for element in new.elements)
    if old_size != size:
        changes.append(f"第{n}篇正文：约 {old_size} 字 → 约 {size} 字")
    kept = replace(
        new,
        counties=counties,
        county_hint="" if "counties" in choices else new.county_hint,
        themes=themes if "themes" in choices else new.themes,
        contributor=old.contributor or new.contributor,
        guessed=frozenset() if "counties" in choices else new.guessed,
        decided=new.decided | choices.keys(),
    )
    return kept, changes


def _length(article: Article) -> int:
    parts = [*article.lead, *article.items]
    for section in article.sections:
        parts += section.items
    words = ("marker", "heading", "stop", "text")
    prose = sum(len(getattr(part, name, "")) for part in parts for name in words)
    return prose + sum(len(section.marker + section.title) for section in article.sections)


def _values(old: str, path: str) -> Mapping[str, yaml.Node]:
    """The front matter of the old file as written there, by key."""
    head = yaml.normalise_lines(old).removeprefix("---\n").partition("\n---")[0]
    mapping, _ = yaml.read_yaml(f"{head}\n", path)
    return {key.text: node for key, node in mapping.pairs} if mapping else {}


def _texts(node: yaml.Node | None) -> tuple[str, ...]:
    """A list of texts, or one text, as the editor wrote it."""
    if isinstance(node, yaml.SequenceNode):
        return tuple(item.text for item in node.items if isinstance(item, yaml.ScalarNode))
    return (node.text,) if isinstance(node, yaml.ScalarNode) and node.text else ()


def _choices(values: Mapping[str, yaml.Node], old: Article) -> dict[str, tuple[str, ...]]:
    """The counties and themes the editor wrote for an article, with their marks, also those the settings do not know.

    A key is missing where nobody has written anything: where there is no such line, no value, or a blank to fill in.
    """
    articles = values.get("articles")
    for item in articles.items if isinstance(articles, yaml.SequenceNode) else ():
        entry = {key.text: node for key, node in item.pairs} if isinstance(item, yaml.MappingNode) else {}
        title = entry.get("title")
        if isinstance(title, yaml.ScalarNode) and is_same_title(title.text, old.title):
            written = {key: entry[key] for key in ("counties", "themes") if key in entry}
            return {key: _texts(node) for key, node in written.items() if _is_filled(node)}
    return {"counties": old.counties, "themes": old.themes}


def _is_filled(node: yaml.Node) -> bool:
    """Whether somebody has written a name, or an empty list."""
    written = _texts(node)
    return any(text != BLANK for text in written) or (isinstance(node, yaml.SequenceNode) and not written)


def _kept(values: Mapping[str, yaml.Node], issue: Issue) -> EditorDecisions:
    """编者按, disclosure and errata of the old file, as written there."""

    def text(key: str) -> str:
        return "".join(_texts(values.get(key))).strip()

    errata = tuple(
        (
            ("at", str(each.at)),
            ("printed", each.printed),
            ("corrected", each.corrected),
            ("date", each.date.isoformat()),
            *((("reason", each.reason),) if each.reason else ()),
        )
        for each in issue.errata
    )
    return EditorDecisions(text("editor_note"), text("disclosure"), errata)


def _errata(issue: Issue) -> list[str]:
    """Errata whose place or words are not in the new text."""
    out = []
    for each in issue.errata:
        article = next((article for article in issue.articles if article.index == each.at.article), None)
        if article is None:
            out.append(f"勘误 {each.at} 找不到这一篇，请核对")
        elif each.at.measure:
            own = next((m for m in article.measures if m.id == each.at.measure), None)
            if own is None or each.printed not in own.marker + own.heading + own.stop + own.text:
                out.append(f"勘误 {each.at} 的“{each.printed}”在新的正文里找不到，请核对")
    return out
