"""Tile map of the counties: their relative positions, shaded by the number of articles or measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from taizhou_brief.model.settings import County, Settings, Theme
from taizhou_brief.site.views.rows import Link, Tile, TileMap

SHADES = 3
"""Number of shades on the map; text on all of them has the normal text colour."""
MAX_EDGE = 8
"""Number of rows and columns that the style sheet supports."""


def tile_map(
    settings: Settings, counts: Mapping[str, int], *, here: str = "", unit: str = "篇", theme: Theme | None = None
) -> TileMap:
    """Build the map of every county with its count.

    `here` is the name of the county that is marked as the current one. With a theme a tile links to the county's
    measures about it. The map is drawn only if every county has a position of its own that the style sheet supports.
    """
    positions = [county.at for county in settings.counties]
    known = [position for position in positions if position]
    drawn = bool(known) and len(known) == len(positions) == len(set(known)) and max(map(max, known)) <= MAX_EDGE
    scale = ShadeScale.of(counts.values(), SHADES)
    tiles = tuple(
        build_tile(county, counts.get(county.name, 0), scale, here=here, theme=theme) for county in settings.counties
    )
    return TileMap(
        drawn=drawn,
        tiles=tiles,
        key=build_legend(tiles, unit),
    )


def build_tile(county: County, count: int, scale: ShadeScale, *, here: str, theme: Theme | None) -> Tile:
    """Build the tile of one county."""
    row, column = county.at or (0, 0)
    url = (theme.county_url(county) if count else "") if theme else county.url
    return Tile(
        name=county.name,
        short=county.short or county.name,
        url=url,
        count=count,
        heat=scale.shade(count),
        row=row,
        column=column,
        here=county.name == here,
    )


@dataclass(frozen=True, slots=True)
class ShadeScale:
    """Mapping of counts to shades, in equal steps from the smallest to the largest count.

    There are no more shades than different counts.
    """

    least: int
    most: int
    shades: int

    @staticmethod
    def of(counts: Iterable[int], shades: int) -> ShadeScale:
        """Return the scale for these counts."""
        nonzero = {count for count in counts if count}
        return ShadeScale(min(nonzero, default=0), max(nonzero, default=0), min(shades, len(nonzero)))

    def shade(self, count: int) -> int:
        """Return 0 for a count of 0, else a shade from 1; equal counts have the shade 2, for neither few nor many."""
        if not count:
            return 0
        if self.shades == 1:
            return 2
        return 1 + (count - self.least) * self.shades // (self.most - self.least + 1)


def build_legend(tiles: tuple[Tile, ...], unit: str) -> tuple[Link, ...]:
    """Build the legend of the shades that occur; a map on which all counts are 0 has none."""
    counts_by_heat: dict[int, list[int]] = {}
    for tile in tiles:
        counts_by_heat.setdefault(tile.heat, []).append(tile.count)
    return tuple(
        Link(f"{format_count_range(counts)}{unit}", "", heat)
        for heat, counts in sorted(counts_by_heat.items())
        if heat or len(counts_by_heat) > 1
    )


def format_count_range(counts: list[int]) -> str:
    """Return `3—5`, or `4` if all counts are equal."""
    low, high = min(counts), max(counts)
    return str(low) if low == high else f"{low}—{high}"
