"""The settings of an archive as values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from taizhou_brief.model.identity import IssueId


@dataclass(frozen=True, slots=True)
class County:
    """A county-level unit, from the settings."""

    name: str
    short: str
    """The name without 区, 市 or 县, for narrow places."""
    code: str
    """GB/T 2260, six digits, or empty."""
    slug: str
    """Its address is `county/<slug>/`."""
    aliases: tuple[str, ...]
    at: tuple[int, int] | None
    """Row and column of its tile on the map, from 1; None where the settings give no map."""

    @property
    def url(self) -> str:
        """Relative to the site's root."""
        return f"county/{self.slug}/"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, from the settings."""

    id: str
    """Never changes; its address is `theme/<id>/`."""
    label: str
    aliases: tuple[str, ...]
    broader: str
    """The id of the theme above it, or empty."""
    keywords: tuple[str, ...]
    """Words in a text that suggest the theme."""
    description: str = ""

    @property
    def url(self) -> str:
        """Relative to the site's root."""
        return f"theme/{self.id}/"


@dataclass(frozen=True, slots=True)
class Suppression:
    """An editor's word in the settings that one check is to keep quiet about one file or line, and why."""

    rule: str
    """The code of the rule."""
    issue: IssueId
    contains: str
    """What the source line contains; empty where the whole file is meant."""
    reason: str
    path: str
    """The settings file it stands in, with `line` and `column`."""
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Region:
    """The place whose counties these are."""

    name: str
    code: str
    """GB/T 2260, six digits, or empty."""


@dataclass(frozen=True, slots=True)
class Site:
    """What the head of every page must name."""

    name: str
    domain: str
    id_code: str
    """SiteIDCode; empty where the settings give none, and then never emitted."""


@dataclass(frozen=True, slots=True)
class Portal:
    """The portal the archive stands under; both empty where there is none."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Footer:
    """What the foot of every page shows, each when set."""

    sponsor: str
    contact: str
    icp: str
    police: str
    error_report_url: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What `briefings/archive.yaml` says; its keys have the same names."""

    title: str
    subtitle: str
    description: str
    issuer: str
    base_url: str
    """Ends with `/`; empty where it is not known."""
    language: str
    citation: str
    """The edition of GB/T 7714 that references follow: `2025` or `2015`."""
    disclosure: str
    """`public` or `internal`: that of an issue that does not say."""
    region: Region
    place_label: str
    """`县（市、区）`."""
    place_short: str
    """`县域`."""
    site: Site
    portal: Portal
    footer: Footer
    counties: tuple[County, ...]
    themes: tuple[Theme, ...]
    terms: tuple[tuple[str, ...], ...]
    """Coined terms that must be written one way: the right form first, then forms known to be wrong."""
    silenced: tuple[Suppression, ...]
    """Checks that keep quiet about a file or line, each with its reason."""
    digest: str
    """SHA-256 of the text, in hex, and the address the build is for: equal digests mean equal settings."""
    deployed: bool = False
    """Whether the base URL was given for this build."""
    _counties: Mapping[str, County] = field(init=False, repr=False, compare=False)
    _themes: Mapping[str, Theme] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Build the lookup tables once."""
        counties = {name: county for county in self.counties for name in (*county.aliases, county.name)}
        shared = Counter(county.short for county in self.counties)
        for county in self.counties:
            if shared[county.short] == 1:
                counties.setdefault(county.short, county)
        themes = {name: theme for theme in self.themes for name in (*theme.aliases, theme.label, theme.id)}
        object.__setattr__(self, "_counties", counties)
        object.__setattr__(self, "_themes", themes)

    def county(self, name: str) -> County | None:
        """Find a county by name, short name or alias."""
        return self._counties.get(name)

    @property
    def county_names(self) -> tuple[str, ...]:
        """Everything that `county` knows."""
        return tuple(self._counties)

    @property
    def theme_names(self) -> tuple[str, ...]:
        """Everything that `theme` knows."""
        return tuple(self._themes)

    def theme(self, name: str) -> Theme | None:
        """Find a theme by id, label or alias."""
        return self._themes.get(name)

    def with_base_url(self, url: str) -> Settings:
        """Return the settings of a build for this address."""
        address = f"{url.rstrip('/')}/"
        return replace(self, base_url=address, deployed=True, digest=f"{self.digest}@{address}")
