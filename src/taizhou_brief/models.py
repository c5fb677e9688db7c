"""The frozen nouns: Issue 期, Article 篇, Section 节, Measure 举措, Figure 数据, County, Theme, Archive, Page.

Every noun that came from a file carries the `Span` it came from. Nothing here reads, decides or renders; what can be
derived from a noun alone is a property of it, what needs the whole archive lives in `Archive`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

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
    """The marker as printed: `一是`, `（一）`, `1.`, `第一，`, `首先，`."""
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

    @property
    def own_measures(self) -> tuple[Measure, ...]:
        """The measures outside sections."""
        return tuple(item for item in self.items if isinstance(item, Measure))

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All measures, in printed order."""
        return self.own_measures + tuple(measure for section in self.sections for measure in section.measures)


class Figure(NamedTuple):
    """One quantity of a text, with the words it is printed in. Figures are never added up.

    A named tuple, like nothing else here: an archive has more figures than all other nouns together.
    """

    text: str
    """As printed, its qualifiers with it: `约 5-6 万元`, `900 余个`."""
    start: int
    """Where it stands in its text, in characters."""
    end: int
    value: Decimal | None
    """In `unit`, 万 and 亿 resolved; the lower end of a range; None for a ratio or fraction."""
    high: Decimal | None
    """The upper end of a range."""
    ratio: str
    """A ratio `6:3:1` or a fraction `1/3`; empty for everything else."""
    unit: str
    """A base unit: 元, 人, 人次, 户, 平方米, %, 百分点 …; empty where none is printed."""
    kind: str
    """`count`, `money`, `percent`, `area`, `duration`, `ratio`, …; `unknown` where the unit is."""
    qualifier: str
    """约, 近, 超, 余, 多, 以上, 最高 …, as printed; two are parted by `…`."""
    direction: str
    """增 or 减 where the words before it say so."""
    as_of: str
    """The time it is said for, against the date of the issue: `2021`, `2021-10`, `2021-Q3`, `2021-H1`, `2020/`."""
    as_of_text: str
    """The words that say so: `今年上半年`."""
    clause: str
    """The clause it stands in, which says what is counted."""


@dataclass(frozen=True, slots=True)
class Erratum:
    """A correction 勘误: the printed words stay readable beside it."""

    at: str
    """Article and measure: `3/s1m2`; `3` for a title or lead."""
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
    def key(self) -> str:
        """Its address without slashes around it: `2021/07`, `2022/s1`."""
        return issue_key(self.year, self.number, self.supplement)

    @property
    def url(self) -> str:
        """Relative to the site's root."""
        return f"{self.key}/"

    @property
    def label(self) -> str:
        """`第7期` or `增刊第1期`."""
        return f"{'增刊' if self.supplement else ''}第{self.number}期"


def issue_key(year: int, number: int, supplement: bool) -> str:  # noqa: FBT001  # it is a noun's field
    """The address of an issue, which is also the path of its file below `briefings/`."""
    return f"{year}/{f's{number}' if supplement else f'{number:02}'}"


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
class Silence:
    """An editor's word in the settings that one check is to keep quiet about one file or line, and why."""

    rule: str
    """The code of the rule."""
    file: str
    """The key of the issue: `2021/07`, `2022/s1`."""
    contains: str
    """What the source line contains; empty where the whole file is meant."""
    reason: str
    path: str
    """The settings file it stands in, with `line` and `column`."""
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An article together with the issue it stands in."""

    issue: Issue
    article: Article
    url: str
    """Relative to the site's root."""
    measures: int
    """How many measures the article holds."""

    @staticmethod
    def of(issue: Issue, article: Article) -> Entry:
        """One article of an issue."""
        return Entry(issue, article, f"{issue.key}/{article.index}/", len(article.measures))

    @property
    def digest(self) -> str:
        """Equal digests mean equal articles."""
        return f"{self.issue.digest}/{self.article.index}"


@dataclass(frozen=True, slots=True)
class Archive:
    """All issues in order, and what only the whole can know."""

    issues: tuple[Issue, ...]
    """Oldest first; 增刊 after the issues of the same day."""
    entries: tuple[Entry, ...]
    """All articles in the order of the issues."""
    by_county: Mapping[str, tuple[Entry, ...]]
    """County name → its articles, newest first; every county of the settings is a key."""
    by_theme: Mapping[str, tuple[Entry, ...]]
    """Theme id → its articles and those of narrower themes, newest first; every theme of the settings is a key."""
    matrix: Mapping[tuple[str, str], int]
    """(county name, theme id) → number of measures; pairs with none are left out."""
    related: Mapping[str, tuple[Entry, ...]]
    """Digest of an entry → up to three articles of other counties that share its themes, best first."""

    @property
    def years(self) -> tuple[int, ...]:
        """Newest first."""
        return tuple(sorted({issue.year for issue in self.issues}, reverse=True))


@dataclass(frozen=True, slots=True)
class Page:
    """One page to be: where, by which template, from what. A template sees the context and nothing else."""

    url: str
    """Relative to the site's root: `` for the home page, `2021/07/1/`, `404.html`."""
    template: str
    shows: tuple[Any, ...]
    """All that the page is made of: with equal `shows` it has equal bytes, so that it need not be made again."""
    make: Callable[[], Mapping[str, Any]]
    """Makes the context; called only for a page that must be rendered."""

    @staticmethod
    def of(url: str, template: str, context: Mapping[str, Any]) -> Page:
        """A page whose context is at hand."""
        return Page(url, template, (context,), partial(dict, context))

    def __reduce__(self) -> tuple[Any, ...]:
        """A page travels to another process with its context, not with the archive that the context is made from."""
        return Page, (self.url, self.template, self.shows, partial(dict, self.context))

    @property
    def context(self) -> Mapping[str, Any]:
        """All that its template sees, made anew at each call."""
        return self.make()

    @property
    def digest(self) -> tuple[Any, ...]:
        """Equal digests mean equal pages."""
        return (self.url, self.template, *self.shows)

    @property
    def path(self) -> str:
        """The file below the output folder."""
        return f"{self.url}index.html" if not self.url or self.url.endswith("/") else self.url


@dataclass(frozen=True, slots=True)
class File:
    """One finished file of the site."""

    path: str
    """Relative to the output folder, with `/`."""
    data: bytes
