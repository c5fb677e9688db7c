"""The tile map of the counties: where each lies, and how much there is to read of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from taizhou_brief.model.settings import County, Settings
from taizhou_brief.site.views.rows import Link, Tile, TileMap

SHADES = 3
"""Shades on the map; the text on all of them is ink."""
EDGE = 8
"""The style sheet knows this many rows and columns."""


def tile_map(
    settings: Settings, counts: Mapping[str, int], *, here: str = "", unit: str = "篇", jump: bool = False
) -> TileMap:
    """Every county with its count. With `jump` a tile leads to the county's group on the page it stands on."""
    spots = [county.at for county in settings.counties]
    known = [spot for spot in spots if spot]
    drawn = bool(known) and len(known) == len(spots) == len(set(known)) and max(map(max, known)) <= EDGE
    scale = ShadeScale.of(counts.values(), SHADES)
    tiles = tuple(
        build_tile(county, counts.get(county.name, 0), scale, here=here, jump=jump) for county in settings.counties
    )
    return TileMap(
        drawn=drawn,
        tiles=tiles,
        key=legend(tiles, unit),
    )


def build_tile(county: County, count: int, scale: ShadeScale, *, here: str, jump: bool) -> Tile:
    """One county."""
    row, place = county.at or (0, 0)
    url = (f"#{county.slug}" if count else "") if jump else county.url
    return Tile(
        name=county.name,
        short=county.short or county.name,
        url=url,
        count=count,
        heat=scale.shade(count),
        row=row,
        column=place,
        here=county.name == here,
    )


@dataclass(frozen=True, slots=True)
class ShadeScale:
    """Counts → shades, in equal steps from the smallest to the largest; no more shades than different counts."""

    least: int
    most: int
    shades: int

    @staticmethod
    def of(counts: Iterable[int], shades: int) -> ShadeScale:
        """The scale for these counts."""
        known = {count for count in counts if count}
        return ShadeScale(min(known, default=0), max(known, default=0), min(shades, len(known)))

    def shade(self, count: int) -> int:
        """0 for none, then 1 and up; where all counts are alike they are neither few nor many."""
        if not count:
            return 0
        if self.shades == 1:
            return 2
        return 1 + (count - self.least) * self.shades // (self.most - self.least + 1)


def legend(tiles: tuple[Tile, ...], unit: str) -> tuple[Link, ...]:
    """What each shade that occurs stands for."""
    found: dict[int, list[int]] = {}
    for one in tiles:
        found.setdefault(one.heat, []).append(one.count)
    return tuple(
        Link(f"{count_range(counts)}{unit}", "", heat)
        for heat, counts in sorted(found.items())
        if heat or len(found) > 1
    )


def count_range(counts: list[int]) -> str:
    """`3—5`, or `4` where there is one count only."""
    low, high = min(counts), max(counts)
    return str(low) if low == high else f"{low}—{high}"
