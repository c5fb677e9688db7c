"""Issue 期 and its parts: Article 篇, Section 节, Measure 措施, Erratum 勘误, and what was taken down 撤下.

Every value that comes from a file has the `Span` that it comes from.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from taizhou_brief.model.block import Block, Note, Span
from taizhou_brief.model.identity import Address, IssueId
from taizhou_brief.model.text import Text

NO_NUMBER = 0
"""Number of an issue whose front matter has no readable number; such an issue is never part of an `Archive`."""

NO_DATE = dt.date.min
"""Date of an issue whose front matter has no readable date; such an issue is never part of an `Archive`."""

NO_PLACE = Address(0)
"""Place of an erratum that has no readable one; of a redaction, the whole issue."""


class OwnTheme(NamedTuple):
    """Theme of its article that a measure is about."""

    theme: str
    """Id of the theme."""
    words: tuple[str, ...]
    """Words of the theme that caused it; none if an editor has written it."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Measure 措施: a marker, a heading up to the first full stop, and its text."""

    id: str
    """Fragment of its address, unique in its article: `s2m3`, or `m3` outside sections."""
    position: int
    """Position among the measures of its section (or of its article outside sections), from 1; `id` contains it."""
    ordinal: int
    """Number in its marker: 2 for `二是`; differs from `position` if the printed sequence skips or repeats numbers."""
    marker: str
    """Marker as printed: `一是`, `（一）`, `1.`, `第一，`, `首先，`; with a space if a digit follows, `1. `."""
    heading_content: Text
    """Content between the marker and the first full stop, without the stop."""
    stop: str
    """Punctuation mark that ends the heading: `。`, or empty if the paragraph ends without one."""
    body: tuple[Block, ...]
    """Rest of its first paragraph, and the blocks up to the next measure or heading."""
    span: Span
    ends_series: bool = False
    """Whether a line `###` without words ends the series of measures with it: what follows is no part of it."""
    themes: tuple[OwnTheme, ...] = field(default=(), compare=False)
    """Those of its article's themes that it is about, found by the reader of briefings."""

    @property
    def heading(self) -> str:
        """Heading without markup."""
        return self.heading_content.plain

    @property
    def text(self) -> str:
        """Text without marker and heading, one line per block."""
        return "\n".join(block.text for block in self.body)


@dataclass(frozen=True, slots=True)
class Section:
    """Section 节, which begins with `## 一、…`."""

    number: int
    """Printed number: 2 for `二、`; 0 if the heading has none."""
    position: int
    """Position in its article, from 1; the address of the section is `s<position>`."""
    marker: str
    """`二、`, or empty."""
    title_content: Text
    items: tuple[Block | Measure, ...]
    """Prose, third-level headings and measures in printed order."""
    span: Span

    @property
    def title(self) -> str:
        """Title without marker and markup."""
        return self.title_content.plain

    @property
    def id(self) -> str:
        """Fragment of its address: `s2`."""
        return f"s{self.position}"

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Measures of the section, in printed order."""
        return tuple(item for item in self.items if isinstance(item, Measure))

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        """Blocks that are not measures, including third-level headings."""
        return tuple(item for item in self.items if isinstance(item, Block))


def split_scopes(items: Sequence[Block | Measure]) -> Iterator[Sequence[Block | Measure]]:
    """Yield the parts of a text that each may have a series of measures: from a third-level heading or an end on."""
    start = 0
    for index, item in enumerate(items):
        if isinstance(item, Block) and item.level and index > start:
            yield items[start:index]
            start = index
        elif isinstance(item, Measure) and item.ends_series:
            yield items[start : index + 1]
            start = index + 1
    if start < len(items):
        yield items[start:]


@dataclass(frozen=True, slots=True)
class Follow:
    """Statement of an editor: a measure of an article continues a measure of an earlier issue."""

    measure: str
    """Fragment of the measure in its article: `s1m2`."""
    continues: str
    """URL of the measure that it continues, relative to the site's root: `2021/07/1/#s2m3`."""
    span: Span = field(compare=False)
    """Span of both in the front matter."""

    def __str__(self) -> str:
        return f"{self.measure}: {self.continues}"


@dataclass(frozen=True, slots=True)
class MeasureThemes:
    """Statement of an editor: the themes that a measure is about, where the words of the settings do not decide."""

    measure: str
    """Fragment of the measure in its article: `s1m2`."""
    themes: tuple[str, ...]
    """Theme ids, all of them among those of the article."""
    span: Span = field(compare=False)
    """Span of the fragment in the front matter."""

    def __str__(self) -> str:
        return f"{self.measure}: [{', '.join(self.themes)}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleEntry:
    """Entry of the list `articles` of the front matter; the keys there have the same names."""

    title: str = ""
    counties: tuple[str, ...] = ()
    """Names as in the settings; empty for a city department."""
    themes: tuple[str, ...] = ()
    """Theme ids as in the settings."""
    contributor: str = ""
    measure_themes: tuple[MeasureThemes, ...] = ()
    follows: tuple[Follow, ...] = ()
    moved: tuple[str, ...] = ()
    """Its former places: `2021/07/3`."""
    suggested_counties: tuple[str, ...] = ()
    """Names that the program suggests and no editor has confirmed; `counties` does not contain them."""
    suggested_themes: tuple[str, ...] = ()
    """Ids that the program suggests and no editor has confirmed; `themes` does not contain them."""
    undecided: tuple[str, ...] = ()
    """Those of `counties` and `themes` that an editor has still to decide on."""
    span: Span
    """Span of the title; of the entry if it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(ArticleEntry):
    """Article 篇: its entry in the front matter and its text, whose span it has."""

    index: int
    """Position in the issue, from 1; part of its address."""
    lead: tuple[Block, ...]
    """Prose 导语 before the first section or measure."""
    items: tuple[Block | Measure, ...]
    """Content between the lead and the first section: measures outside sections, and prose after them."""
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()
    """Footnotes in the order of the first reference."""

    @property
    def own_measures(self) -> tuple[Measure, ...]:
        """Measures outside sections."""
        return tuple(item for item in self.items if isinstance(item, Measure))

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        """Blocks outside sections that are neither lead nor measures, including third-level headings."""
        return tuple(item for item in self.items if isinstance(item, Block))

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All measures, in printed order."""
        return self.own_measures + tuple(measure for section in self.sections for measure in section.measures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """Correction 勘误; the printed words remain readable next to it."""

    at: Address = NO_PLACE
    """Address of the measure, or of the article for a title or lead."""
    printed: str = ""
    corrected: str = ""
    date: dt.date = NO_DATE
    reason: str = ""
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """Removal 撤下 of words of an issue; the words themselves are in no value of the model."""

    at: Address = NO_PLACE
    """Address of the measure or article that they were in; `NO_PLACE` for the whole issue."""
    reason: str = ""
    date: dt.date = NO_DATE
    span: Span


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Removal 撤下 of a whole issue."""

    date: dt.date = NO_DATE
    reason: str = ""
    articles: int = 0
    """Number of articles that it had: their addresses remain."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """Office file that an issue was imported from."""

    file: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """Values of the front matter of an issue; its keys have the same names. A default is that of an absent key."""

    number: int = NO_NUMBER
    supplement: bool = False
    total: int | None = None
    date: dt.date = NO_DATE
    printed: dt.date | None = None
    issuer: str = ""
    """Of the settings if the front matter has none."""
    report_to: tuple[str, ...] = ()
    send_to: tuple[str, ...] = ()
    distribute_to: tuple[str, ...] = ()
    copies: int | None = None
    edition: str = "full"
    """`full` or `digest`."""
    disclosure: str = ""
    """`public` or `internal`; that of the settings if the front matter has none."""
    source: SourceFile | None = None
    editor_note: tuple[Block, ...] = ()
    articles: tuple[ArticleEntry, ...] = ()
    errata: tuple[Erratum, ...] = ()
    redacted: tuple[Redaction, ...] = ()
    withdrawn: Withdrawal | None = None
    """If it is set, the issue has no articles and no other words."""
    moved: tuple[str, ...] = ()
    """Its former identifiers: `2021/07`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue(FrontMatter):
    """Issue 期, as read from its file: its front matter and the text of its articles."""

    path: str
    """Relative to the project's root, with `/`: `briefings/2021/07.md`."""
    digest: str
    """Digest of the file's text, the settings and the tool's version: equal digests mean equal issues."""
    articles: tuple[Article, ...] = ()

    @property
    def year(self) -> int:
        """Year of the issue."""
        return self.date.year

    @property
    def id(self) -> IssueId:
        """Identifier of the issue."""
        return IssueId(self.year, self.supplement, self.number)

    @property
    def url(self) -> str:
        """URL of the issue's page, relative to the site's root."""
        return self.id.url

    @property
    def label(self) -> str:
        """`第7期` or `增刊第1期`."""
        return self.id.label


def field_values(entry: ArticleEntry | FrontMatter, **changes: Any) -> dict[str, Any]:
    """Return the values by name, with some of them changed, for the article or issue that adds the text to them."""
    record: Any = type(entry)
    names, get = field_getter(record)
    return {**dict(zip(names, get(entry), strict=True)), **changes}


@cache
def field_getter(record: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """Return the names of the fields of a dataclass, and a function that gets their values."""
    names = tuple(field.name for field in fields(record))
    return names, attrgetter(*names)
