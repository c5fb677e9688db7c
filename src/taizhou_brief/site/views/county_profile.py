"""Profile of a county: its main results, its themes, and those of the counties near it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from taizhou_brief.model.archive import ArchiveEntry
from taizhou_brief.model.settings import County, Settings, Theme
from taizhou_brief.site.views.quantities import MAX_NOTABLE, notable_quantities
from taizhou_brief.site.views.rows import CountyProfile, Link, NeighbourRow, QuantityView, ThemeBar
from taizhou_brief.site.views.site_context import ArchiveCounts

BARS = 8
"""Themes with bars."""
NEAR = 2
"""Counties that a county is put side by side with."""
ROWS, OWN_ROWS = 8, 6
"""Themes in the table of the county and those near it, and how many of them are its own at most."""


def county_profile(
    settings: Settings, county: County, counts: ArchiveCounts, entries: Sequence[ArchiveEntry]
) -> CountyProfile:
    """Build the profile of a county; `entries` are its articles, the newest first."""
    bars = theme_profile(settings, county, counts)
    shown = {bar.link.text for bar in bars}
    near = nearest_counties(settings, county, counts)
    return CountyProfile(
        results=main_results(county, entries),
        bars=bars,
        others=tuple(
            count_link(theme, county, counts) for theme in own_themes(county, counts) if theme.label not in shown
        ),
        near=tuple(Link(other.name, other.url) for other in near),
        rows=neighbour_rows(county, near, counts),
    )


def main_results(county: County, entries: Sequence[ArchiveEntry]) -> tuple[QuantityView, ...]:
    """Return the main results of the newest articles that are about this county alone, with their issues."""
    own = [entry for entry in entries if entry.article.counties == (county.name,) and entry.article.notable]
    labels = {entry.url: f"{entry.issue.year}年{entry.issue.label}" for entry in own[:MAX_NOTABLE]}
    return tuple(
        view._replace(issue=labels[view.url.partition("#")[0]]) for view in notable_quantities(own[:MAX_NOTABLE])
    )


def own_themes(county: County, counts: ArchiveCounts) -> list[Theme]:
    """Return the themes of a county's measures, most measures first."""
    themes = [theme for theme in counts.used if counts.matrix.get((county.name, theme.id))]
    return sorted(themes, key=lambda theme: -counts.matrix[county.name, theme.id])


def count_link(theme: Theme, county: County, counts: ArchiveCounts) -> Link:
    """Return the number of a county's measures about a theme with the link to their list."""
    count = counts.matrix.get((county.name, theme.id), 0)
    return Link(theme.label, theme.county_url(county) if count else "", count)


def theme_profile(settings: Settings, county: County, counts: ArchiveCounts) -> tuple[ThemeBar, ...]:
    """Return the county's themes, most measures first, filled up with what the others write about."""
    themes = own_themes(county, counts)
    if not themes:
        return ()
    themes += [theme for theme in counts.top_themes(BARS) if theme not in themes]
    themes = themes[:BARS]
    links = [count_link(theme, county, counts) for theme in themes]
    averages = [average_measures(counts, theme, len(settings.counties)) for theme in themes]
    most = max(*averages, *(float(link.count) for link in links), 1.0)
    return tuple(theme_bar(link, average, most) for link, average in zip(links, averages, strict=True))


def theme_bar(link: Link, average: float, most: float) -> ThemeBar:
    """Return one theme of the profile."""
    return ThemeBar(
        link=link,
        width=f"{100 * link.count / most:.1f}%",
        average_at=f"{min(99.0, 100 * average / most):.1f}%",
        average=f"{average:.1f}",
    )


def average_measures(counts: ArchiveCounts, theme: Theme, places: int) -> float:
    """Return how many measures of the theme the average county has, those with none included."""
    return sum(count for (_, theme_id), count in counts.matrix.items() if theme_id == theme.id) / max(places, 1)


def nearest_counties(settings: Settings, county: County, counts: ArchiveCounts) -> tuple[County, ...]:
    """Return the nearest counties with measures: on the map, or in the order of the settings without one."""
    recorded = {name for name, _ in counts.matrix}
    places = {other.name: other.at or (0, number) for number, other in enumerate(settings.counties)}

    def distance(other: County) -> int:
        (row, column), (other_row, other_column) = places[county.name], places[other.name]
        return (row - other_row) ** 2 + (column - other_column) ** 2

    others = (other for other in settings.counties if other != county and other.name in recorded)
    return tuple(sorted(others, key=distance)[:NEAR])


def neighbour_rows(county: County, near: Sequence[County], counts: ArchiveCounts) -> tuple[NeighbourRow, ...]:
    """Return the themes of a county and of those near it, its own first, with the numbers of their measures."""
    if not near:
        return ()
    themes = own_themes(county, counts)[:OWN_ROWS]
    theirs = sorted(
        (theme for theme in counts.used if theme not in themes),
        key=lambda theme: -sum(counts.matrix.get((other.name, theme.id), 0) for other in near),
    )
    themes += [theme for theme in theirs if any((other.name, theme.id) in counts.matrix for other in near)]
    return tuple(neighbour_row(theme, (county, *near), counts) for theme in themes[:ROWS])


def neighbour_row(theme: Theme, places: Sequence[County], counts: ArchiveCounts) -> NeighbourRow:
    """Return one theme with the numbers of its measures; those that have some are compared."""
    compared = [place for place in places if counts.matrix.get((place.name, theme.id))]
    links = tuple(count_link(theme, place, counts) for place in places)
    return NeighbourRow(Link(theme.label, compare_url(theme, compared)), links)


def compare_url(theme: Theme, counties: Sequence[County]) -> str:
    """Return the address of a comparison of some counties; that of the whole theme if they are too few for one."""
    if len(counties) == 1:
        return f"compare/{theme.id}/"
    return f"compare/?{urlencode([('theme', theme.id), *(('county', county.slug) for county in counties)])}"
