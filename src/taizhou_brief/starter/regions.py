"""Divisions of the regions that `init` knows: the table `regions.tsv` as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taizhou_brief.chinese.characters import nearest_name
from taizhou_brief.model.settings import County

DISTRICT = ("县（市、区）", "县域")
"""General names of the divisions of a city: `place_label` and `place_short` of the settings."""
CITY = ("设区的市", "市域")
"""General names of the divisions of a province."""
SUFFIXES = ("自治县", "省", "市", "区", "县")
"""Ends that a short name of a division omits."""
PEOPLES = ("畲族",)
"""Names of peoples in the names of autonomous counties, which a short name omits too."""


@dataclass(frozen=True, slots=True)
class Division:
    """One row of the table."""

    code: str
    name: str
    slug: str
    at: tuple[int, int] | None
    """Row and column on the tile map of its region; None for a province."""
    aliases: tuple[str, ...]

    @property
    def short(self) -> str:
        """Name without the kind of the division."""
        name = next((self.name.removesuffix(end) for end in SUFFIXES if self.name.endswith(end)), self.name)
        return next((name.removesuffix(people) for people in PEOPLES if name.endswith(people)), name)

    @property
    def is_province(self) -> bool:
        """Whether its divisions are cities."""
        return self.code.endswith("0000")

    @property
    def region_code(self) -> str:
        """Code of the division that this one belongs to; empty for a province."""
        if self.is_province:
            return ""
        return f"{self.code[:2]}0000" if self.code.endswith("00") else f"{self.code[:4]}00"

    def to_county(self) -> County:
        """Return the division as an entry of the settings."""
        return County(
            name=self.name, short=self.short, code=self.code, slug=self.slug, aliases=self.aliases, at=self.at
        )


def read_divisions(text: str) -> tuple[Division, ...]:
    """Read the table: comment lines, a line of column names, then one division a line."""
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(
        Division(code, name, slug, (int(row), int(column)) if row else None, tuple(aliases.split()))
        for code, name, slug, row, column, aliases in rows[1:]
    )


def find_region(divisions: Sequence[Division], name: str) -> Division | None:
    """Return the region of a name, a short name or a code that has divisions in the table; None if there is none."""
    return next((d for d in list_regions(divisions) if name in {d.name, d.short, d.code}), None)


def list_regions(divisions: Sequence[Division]) -> tuple[Division, ...]:
    """Return the divisions that others belong to."""
    codes = {d.region_code for d in divisions}
    return tuple(d for d in divisions if d.code in codes)


def nearest_region(divisions: Sequence[Division], name: str) -> str:
    """Return the name of the region that was probably meant; empty if there is none like it."""
    return nearest_name(name, [n for d in list_regions(divisions) for n in (d.name, d.short)]) or ""


def list_counties(divisions: Sequence[Division], region: Division) -> tuple[County, ...]:
    """Return the divisions of a region, in the order of their codes."""
    return tuple(d.to_county() for d in divisions if d.region_code == region.code)
