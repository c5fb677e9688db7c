"""Settings of an archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property

from taizhou_brief.model.fingerprint import Digested, fingerprint
from taizhou_brief.model.identity import IssueId

ALL = "all"
"""Part of the URL of the measures of all counties; an archive with a county of this slug has no such lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class County:
    """County-level unit."""

    name: str
    short: str = ""
    """Name without 区, 市 or 县, for narrow spaces."""
    code: str = ""
    """Division code of GB/T 2260, six digits, or empty."""
    slug: str
    """Part of its URL `county/<slug>/`."""
    aliases: tuple[str, ...] = ()
    at: tuple[int, int] | None = None
    """Row and column of its tile on the map, from 1; None if the settings give none."""

    @property
    def url(self) -> str:
        """URL of its page, relative to the site's root."""
        return f"county/{self.slug}/"


@dataclass(frozen=True, slots=True)
class Theme:
    """Theme of articles."""

    id: str
    """Identifier, which never changes; part of its URL `theme/<id>/`."""
    label: str
    aliases: tuple[str, ...] = ()
    broader: str = ""
    """Id of the broader theme, or empty."""
    keywords: tuple[str, ...] = ()
    """Words by which a measure is about the theme, and by which an import suggests it."""
    description: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Label, aliases and keywords, each once."""
        return tuple(dict.fromkeys((self.label, *self.aliases, *self.keywords)))

    @property
    def url(self) -> str:
        """URL of its page, relative to the site's root."""
        return f"theme/{self.id}/"

    @property
    def all_url(self) -> str:
        """URL of the list of all measures about the theme."""
        return f"{self.url}{ALL}/"

    def county_url(self, county: County) -> str:
        """URL of the list of a county's measures about the theme."""
        return f"{self.url}{county.slug}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """Suppression of one rule for one file or line, with the reason."""

    rule: str
    """Code of the rule."""
    issue: IssueId
    contains: str = ""
    """Text that the source line contains; empty for the whole file."""
    reason: str
    path: str
    """Path of the settings file; `line` and `column` are the position of the suppression in it."""
    line: int
    column: int

    def applies_to(self, path: str) -> bool:
        """Return whether it is for the issue at `path`."""
        return path.endswith(f"/{self.issue}.md")


@dataclass(frozen=True, slots=True)
class Region:
    """Region that the counties belong to."""

    name: str = ""
    code: str = ""
    """Division code of GB/T 2260, six digits, or empty."""


@dataclass(frozen=True, slots=True)
class Site:
    """Information about the site that the `<head>` of every page must contain."""

    name: str = ""
    domain: str = ""
    id_code: str = ""
    """SiteIDCode; empty if the settings give none, and then never written."""


@dataclass(frozen=True, slots=True)
class Portal:
    """Portal that the archive belongs to; both values are empty if there is none."""

    name: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Footer:
    """Content of the footer of every page; an empty value is not shown."""

    sponsor: str = ""
    contact: str = ""
    icp: str = ""
    police: str = ""
    error_report_url: str = ""


@dataclass(frozen=True, kw_only=True)
class Frame(Digested):
    """Settings that every page may show: names, addresses, the footer. The keys of the file have the same names."""

    title: str
    subtitle: str = "公开档案"
    description: str = ""
    issuer: str = ""
    base_url: str = ""
    """Ends with `/`; empty if unknown."""
    archive_id: str = ""
    """What identifies the archive in feeds, whatever its address; the title if empty."""
    language: str = "zh-CN"
    citation: str = "2025"
    """Edition of GB/T 7714 that references follow: `2025` or `2015`."""
    region: Region = Region()
    place_label: str = "县（市、区）"
    """General name of the counties: `县（市、区）`."""
    place_short: str = "县域"
    """Short general name: `县域`."""
    site: Site = Site()
    portal: Portal = Portal()
    footer: Footer = Footer()
    deployed: bool = False
    """Whether the base URL was given for this build instead of in the settings."""
    portable: bool = False
    """Whether the site is the portable edition, which works in full from a folder, without a server."""


@dataclass(frozen=True, kw_only=True)
class Settings(Frame):
    """Values of `briefings/archive.yaml`; its keys have the same names. A default is that of an absent key."""

    disclosure: str = "public"
    """`public` or `internal`: default for issues."""
    git_dates: bool = False
    """Whether pages of issues have the days of the commits of their files."""
    counties: tuple[County, ...] = ()
    themes: tuple[Theme, ...] = ()
    terms: tuple[tuple[str, ...], ...] = ()
    """Terms that must be written in one way: the correct form first, then forms known to be wrong."""
    silenced: tuple[Suppression, ...] = ()
    """Suppressions of rules."""

    @cached_property
    def _counties(self) -> Mapping[str, County]:
        """Counties by name, alias, and short name unless two have it."""
        counties = {name: county for county in self.counties for name in (*county.aliases, county.name)}
        short_names = Counter(county.short for county in self.counties)
        for county in self.counties:
            if short_names[county.short] == 1:
                counties.setdefault(county.short, county)
        return counties

    @cached_property
    def _themes(self) -> Mapping[str, Theme]:
        """Themes by alias, label and id."""
        return {name: theme for theme in self.themes for name in (*theme.aliases, theme.label, theme.id)}

    def county(self, name: str) -> County | None:
        """Return the county with a name, short name or alias; None if there is none."""
        return self._counties.get(name)

    @property
    def county_names(self) -> tuple[str, ...]:
        """All names that `county` accepts."""
        return tuple(self._counties)

    @property
    def theme_names(self) -> tuple[str, ...]:
        """All names that `theme` accepts."""
        return tuple(self._themes)

    def theme(self, name: str) -> Theme | None:
        """Return the theme with an id, label or alias; None if there is none."""
        return self._themes.get(name)

    def with_base_url(self, url: str) -> Settings:
        """Return the settings of a build for a base URL; without one, they stay as they are."""
        return self if not url else replace(self, base_url=f"{url.rstrip('/')}/", deployed=True)

    def as_portable(self) -> Settings:
        """Return the settings of the portable edition."""
        return replace(self, portable=True)

    @cached_property
    def words_digest(self) -> str:
        """Digest of the names and terms that rules look for in texts."""
        return fingerprint(tuple((c.name, c.short, c.aliases) for c in self.counties), self.terms)

    @cached_property
    def vocabulary_digest(self) -> str:
        """Digest of the words of all themes."""
        return fingerprint(tuple((theme.id, theme.words) for theme in self.themes))

    @cached_property
    def frame(self) -> Frame:
        """The part that every page may show."""
        return Frame(**{name: getattr(self, name) for name in FRAME_KEYS})

    @cached_property
    def reading(self) -> Settings:
        """The part that understanding a briefing depends on: names, terms, defaults; without suppressions.

        Addresses of counties, descriptions and hierarchy of themes and all that only pages show are left out.
        """
        return Settings(
            title="",
            issuer=self.issuer,
            disclosure=self.disclosure,
            place_label=self.place_label,
            counties=tuple(County(name=c.name, short=c.short, slug="", aliases=c.aliases) for c in self.counties),
            themes=tuple(Theme(t.id, t.label, t.aliases, keywords=t.keywords) for t in self.themes),
            terms=self.terms,
        )

    def reading_for(self, path: str) -> Settings:
        """Return the part that understanding the briefing at `path` depends on, with its suppressions."""
        silenced = tuple(suppression for suppression in self.silenced if suppression.applies_to(path))
        return replace(self.reading, silenced=silenced) if silenced else self.reading


FRAME_KEYS = tuple(field.name for field in fields(Frame))
