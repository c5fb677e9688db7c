"""What other words of the themes change: the measures that gain or lose a theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from taizhou_brief.builder.files import BriefingFile
from taizhou_brief.formats.briefing import parse
from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import Article, Measure, OwnTheme
from taizhou_brief.model.settings import Settings


@dataclass(frozen=True, slots=True)
class ThemeMove:
    """Measure that is about other themes than before."""

    path: str
    """Path of its issue."""
    address: Address
    heading: str
    lost: tuple[OwnTheme, ...]
    """Themes of the old settings, with the words that had caused them."""
    gained: tuple[OwnTheme, ...]
    """Themes of the new settings, with the words that cause them."""


def find_theme_moves(sources: Iterable[BriefingFile], before: Settings, after: Settings) -> Iterator[ThemeMove]:
    """Yield the measures of briefings whose themes differ between old and new settings."""
    for source in sources:
        issues = (parse(source.text, source.path, settings).issue for settings in (before, after))
        old, new = (dict(list_measures(issue.articles)) for issue in issues)
        for address, measure in new.items():
            themes = old[address].themes if address in old else ()
            kept = {own.theme for own in themes} & {own.theme for own in measure.themes}
            lost = tuple(own for own in themes if own.theme not in kept)
            gained = tuple(own for own in measure.themes if own.theme not in kept)
            if lost or gained:
                yield ThemeMove(source.path, address, measure.heading, lost, gained)


def list_measures(articles: Iterable[Article]) -> Iterator[tuple[Address, Measure]]:
    """Yield the measures of articles with their addresses."""
    return ((Address(article.index, measure.id), measure) for article in articles for measure in article.measures)


def format_theme_moves(moves: Iterable[ThemeMove], before: Settings, after: Settings) -> str:
    """Format moves, one measure a line, and then how many measures each theme gains and loses."""
    lines, gained, lost = list[str](), Counter[str](), Counter[str]()
    for move in moves:
        parts = [f"－{format_theme(own, before)}" for own in move.lost]
        parts += [f"＋{format_theme(own, after)}" for own in move.gained]
        lines.append(f"{move.path} {move.address} {move.heading}：{' '.join(parts)}")
        lost.update(find_label(own.theme, before) for own in move.lost)
        gained.update(find_label(own.theme, after) for own in move.gained)
    totals = [f"{label}：增 {gained[label]} 条，减 {lost[label]} 条" for label in sorted({*gained, *lost})]
    return "\n".join([*lines, f"有 {len(lines)} 条措施的主题变了。", *totals] if lines else ["各条措施的主题没有变。"])


def format_theme(own: OwnTheme, settings: Settings) -> str:
    """Return the label of a theme with the words that cause it."""
    words = f"（{'、'.join(own.words)}）" if own.words else ""
    return f"{find_label(own.theme, settings)}{words}"


def find_label(key: str, settings: Settings) -> str:
    """Return the label of the theme with an id."""
    theme = settings.theme(key)
    return theme.label if theme else key
