"""The tile map of the counties: where each lies, and how much there is to read of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from taizhou_brief.models import County
from taizhou_brief.pages.rows import Link, Tile, TileMap
from taizhou_brief.settings import Settings

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
    scale = Scale.of(counts.values(), SHADES)
    tiles = tuple(tile(county, counts.get(county.name, 0), scale, here=here, jump=jump) for county in settings.counties)
    return TileMap(
        drawn=drawn,
        tiles=tiles,
        key=key(tiles, unit),
    )


def tile(county: County, count: int, scale: Scale, *, here: str, jump: bool) -> Tile:
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
class Scale:
    """Counts → shades, in equal steps from the smallest to the largest; no more shades than different counts."""

    least: int
    most: int
    shades: int

    @staticmethod
    def of(counts: Iterable[int], shades: int) -> Scale:
        """The scale for these counts."""
        known = {count for count in counts if count}
        return Scale(min(known, default=0), max(known, default=0), min(shades, len(known)))

    def shade(self, count: int) -> int:
        """0 for none, then 1 and up; where all counts are alike they are neither few nor many."""
        if not count:
            return 0
        if self.shades == 1:
            return 2
        return 1 + (count - self.least) * self.shades // (self.most - self.least + 1)


def key(tiles: tuple[Tile, ...], unit: str) -> tuple[Link, ...]:
    """What each shade that occurs stands for."""
    found: dict[int, list[int]] = {}
    for one in tiles:
        found.setdefault(one.heat, []).append(one.count)
    return tuple(
        Link(f"{span(counts)}{unit}", "", heat) for heat, counts in sorted(found.items()) if heat or len(found) > 1
    )


def span(counts: list[int]) -> str:
    """`3—5`, or `4` where there is one count only."""
    low, high = min(counts), max(counts)
    return str(low) if low == high else f"{low}—{high}"
