"""An issue 期 and what it is made of: Article 篇, Section 节, Measure 措施, Block, Erratum 勘误.

Every value that comes from a file carries the `Span` it comes from.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from taizhou_brief.model.identity import Address, IssueId

NO_NUMBER = 0
"""The number of an issue whose front matter gives none that can be read; such an issue never reaches an `Archive`."""

NO_DATE = dt.date.min
"""The date of an issue whose front matter gives none that can be read; such an issue never reaches an `Archive`."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source file. Lines and columns count from 1, columns in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of prose: a paragraph, list, table, quotation, or a third-level heading."""

    html: str
    """The whole element, such as `<p>…</p>`."""
    text: str
    """What a reader sees, without mark-up; the rows of a table and the items of a list are lines."""
    span: Span
    level: int = 0
    """3 for a heading `（一）…`, 0 for everything else."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure 举措: a marker, a heading up to the first full stop, and its text."""

    id: str
    """The fragment of its address, unique in its article: `s2m3`, or `m3` outside sections."""
    position: int
    """Its place among the measures of its section (or of its article outside sections), from 1; `id` is made of it."""
    ordinal: int
    """The number its marker prints: 2 for `二是`; not `position` where the printed sequence skips or repeats."""
    marker: str
    """The marker as printed: `一是`, `（一）`, `1.`, `第一，`, `首先，`; with a blank where a digit follows, `1. `."""
    heading: str
    """Plain text between the marker and the first full stop, the stop not included."""
    heading_html: str
    stop: str
    """The mark that ends the heading: `。`, or empty where the paragraph ends without one."""
    body: tuple[Block, ...]
    """The rest of its first paragraph and what follows, up to the next measure or heading."""
    span: Span

    @property
    def text(self) -> str:
        """The text without marker and heading, one line a block."""
        return "\n".join(block.text for block in self.body)


@dataclass(frozen=True, slots=True)
class Section:
    """A section 节 opened by `## 一、…`."""

    number: int
    """The printed number: 2 for `二、`; 0 where the heading prints none."""
    position: int
    """Its place in its article, from 1; its address is `s<position>`."""
    marker: str
    """`二、`, or empty."""
    title: str
    title_html: str
    items: tuple[Block | Measure, ...]
    """Prose, third-level headings and measures in printed order."""
    span: Span

    @property
    def id(self) -> str:
        """The fragment of its address: `s2`."""
        return f"s{self.position}"

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Its measures, in printed order."""
        return tuple(item for item in self.items if isinstance(item, Measure))

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        """Everything that is not a measure, third-level headings included."""
        return tuple(item for item in self.items if isinstance(item, Block))


@dataclass(frozen=True, slots=True)
class Article:
    """One article 篇."""

    index: int
    """Its place in the issue, from 1; part of its address."""
    title: str
    counties: tuple[str, ...]
    """Names as in the settings; empty for a city department."""
    themes: tuple[str, ...]
    """Theme ids as in the settings."""
    contributor: str
    lead: tuple[Block, ...]
    """The prose 导语 before the first section or measure."""
    items: tuple[Block | Measure, ...]
    """What stands between the lead and the first section: measures outside sections and prose after them."""
    sections: tuple[Section, ...]
    notes_html: str
    """The footnotes of the article as one element, or empty."""
    span: Span
    suggested_counties: tuple[str, ...] = ()
    """Names that the program suggests and no editor has decided on; they are not among `counties`."""
    suggested_themes: tuple[str, ...] = ()
    """Ids, likewise."""
    undecided: tuple[str, ...] = ()
    """Which of `counties` and `themes` an editor has still to decide on."""

    @property
    def own_measures(self) -> tuple[Measure, ...]:
        """The measures outside sections."""
        return tuple(item for item in self.items if isinstance(item, Measure))

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All measures, in printed order."""
        return self.own_measures + tuple(measure for section in self.sections for measure in section.measures)


@dataclass(frozen=True, slots=True)
class Erratum:
    """A correction 勘误: the printed words stay readable beside it."""

    at: Address
    """The measure, or the article for a title or lead."""
    printed: str
    corrected: str
    date: dt.date
    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The office's file an issue was imported from."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue 期, as its file says it."""

    path: str
    """Relative to the project's root, with `/`: `briefings/2021/07.md`."""
    digest: str
    """Of the file's text, the settings and the tool's version: equal digests mean equal issues."""
    number: int
    supplement: bool
    total: int | None
    date: dt.date
    printed: dt.date | None
    issuer: str
    report_to: tuple[str, ...]
    send_to: tuple[str, ...]
    distribute_to: tuple[str, ...]
    copies: int | None
    edition: str
    """`full` or `digest`."""
    disclosure: str
    """`public` or `internal`."""
    source: SourceFile | None
    editor_note: tuple[Block, ...]
    articles: tuple[Article, ...]
    errata: tuple[Erratum, ...]

    @property
    def year(self) -> int:
        """The year it counts in."""
        return self.date.year

    @property
    def id(self) -> IssueId:
        """What identifies the issue."""
        return IssueId(self.year, self.supplement, self.number)

    @property
    def url(self) -> str:
        """The address of its page, relative to the site's root."""
        return self.id.url

    @property
    def label(self) -> str:
        """`第7期` or `增刊第1期`."""
        return self.id.label
