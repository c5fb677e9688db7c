"""Atom feeds (RFC 4287): the newest articles of the archive, of each county and of each theme, in full."""

from __future__ import annotations

import xml.etree.ElementTree as ET  # writes XML, parses none
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import escape, unescape
from itertools import islice
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.model.archive import Archive, ArchiveEntry
from taizhou_brief.model.article_text import ArticleText, ShownItem, ShownMeasure, TextRef
from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import Erratum, Redaction
from taizhou_brief.model.links import SITE_LINK
from taizhou_brief.model.page import File
from taizhou_brief.model.settings import Frame, Settings
from taizhou_brief.model.summary import IssueSummary
from taizhou_brief.site.citation import cite_article, excerpt_mark, format_basis
from taizhou_brief.site.views.page_meta import FEED

NEWEST = 15
"""Articles in a feed."""
NAMESPACE = "http://www.w3.org/2005/Atom"
EXCERPT_NOTE = "<p>（摘编：标题、小标题、专名与数字照录印发件，其余文字由本档案改写；引用原文请以印发件为准。）</p>"
_LINK = lazy_compile(r'(<a\b[^>]*?\bhref=")([^"]*)"')
_NO_XML = lazy_compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot contain."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """Article of a feed."""

    issue: IssueSummary
    """Head of the issue."""
    ref: TextRef
    categories: tuple[str, ...]
    """Names of its counties and themes."""
    errata: tuple[Erratum, ...]
    redacted: tuple[Redaction, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """Feed of the newest articles of one list."""

    frame: Frame
    name: str
    """What it lists, after the title of the series; empty for all articles."""
    page: str
    """URL of the page that lists the same, relative to the site's root."""
    entries: tuple[FeedEntry, ...]
    """Newest first."""

    @property
    def path(self) -> str:
        """Path of its file."""
        return f"{self.page}{FEED}"


def plan_feeds(archive: Archive, settings: Settings) -> Iterator[Feed]:
    """Plan the feeds; none without a base URL, which readers need, and none of an empty list."""
    if not settings.base_url:
        return
    lists = [
        ("", "", archive.entries[::-1]),
        *((county.name, county.url, archive.by_county[county.name]) for county in settings.counties),
        *((theme.label, theme.url, archive.by_theme[theme.id]) for theme in settings.themes),
    ]
    for name, page, entries in lists:
        if entries:
            newest = tuple(feed_entry(archive, settings, entry) for entry in islice(entries, NEWEST))
            yield Feed(settings.frame, name, page, newest)


def feed_entry(archive: Archive, settings: Settings, entry: ArchiveEntry) -> FeedEntry:
    """Return what a feed shows of an article."""
    article, issue = entry.article, entry.issue
    labels = (theme.label for theme in settings.themes if theme.id in article.themes)
    errata = tuple(erratum for erratum in issue.errata if erratum.at.article == article.index)
    redacted = tuple(removal for removal in issue.redacted if removal.at.article in {0, article.index})
    return FeedEntry(issue.head, archive.text(entry), (*article.counties, *labels), errata, redacted)


def build_feed(feed: Feed) -> tuple[File, ...]:
    """Build the file of a feed."""
    frame = feed.frame
    title = f"{frame.title}：{feed.name}" if feed.name else frame.title
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": frame.language})
    _add(root, "id", make_id(frame, feed.path))
    _add(root, "title", title)
    _add(root, "updated", _format_time(max(map(find_update, feed.entries))))
    _add(root, "link", rel="self", type="application/atom+xml", href=f"{frame.base_url}{feed.path}")
    _add(root, "link", rel="alternate", type="text/html", href=f"{frame.base_url}{feed.page}")
    _add(_add(root, "author"), "name", frame.issuer or frame.title)
    for entry in feed.entries:
        add_entry(root, frame, entry)
    ET.indent(root, "")
    return (File(feed.path, b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "utf-8") + b"\n"),)


def owns_feed(feed: Feed, paths: tuple[str, ...]) -> bool:
    """Return whether these are the paths of a feed's files."""
    return paths == (feed.path,)


def add_entry(root: ET.Element, frame: Frame, entry: FeedEntry) -> None:
    """Add an article to a feed."""
    text, issue = entry.ref.load(), entry.issue
    citation = cite_article(issue, text, frame)
    element = _add(root, "entry")
    _add(element, "id", make_id(frame, Address(text.index).url(issue.id)))
    _add(element, "title", citation.title)
    _add(element, "published", _format_time(issue.date))
    _add(element, "updated", _format_time(find_update(entry)))
    _add(element, "link", rel="alternate", type="text/html", href=citation.url)
    for author in citation.authors:
        _add(_add(element, "author"), "name", author)
    for category in entry.categories:
        _add(element, "category", term=category)
    _add(element, "summary", f"{issue.year}年{issue.label}{excerpt_mark(issue)}。{text.opening}", type="text")
    note = (EXCERPT_NOTE,) if issue.edition == "digest" else ()
    html = "".join((*note, *write_article(text), *write_errata(entry.errata), *write_redactions(entry.redacted)))
    _add(element, "content", make_absolute(html, citation.url, frame.base_url), type="html")


def make_id(frame: Frame, address: str) -> str:
    """Return the identifier of what is at an address; it depends on the archive's own, not on the base URL."""
    return uuid5(uuid5(NAMESPACE_URL, frame.archive_id or frame.title), address).urn


def find_update(entry: FeedEntry) -> date:
    """Return the day of the latest correction or removal, or that of the issue."""
    changes = (*(erratum.date for erratum in entry.errata), *(removal.date for removal in entry.redacted))
    return max((entry.issue.date, *changes))


def write_article(text: ArticleText) -> Iterator[str]:
    """Yield the HTML of an article: its lead, measures and sections, as its page has them."""
    yield from (block.html for block in text.lead)
    yield from _write_items(text.items)
    for section in text.sections:
        yield f"<h2>{escape(section.marker)}{section.title_html}</h2>"
        yield from _write_items(section.items)
    yield text.notes_html


def _write_items(items: Iterable[ShownItem]) -> Iterator[str]:
    for item in items:
        if isinstance(item, ShownMeasure):
            yield f"<h3>{escape(item.marker)}{item.heading_html}{item.stop}</h3>"
            yield from (block.html for block in item.body)
        else:
            yield item.html


def write_errata(errata: Iterable[Erratum]) -> Iterator[str]:
    """Yield the HTML of the corrections of an article."""
    for erratum in errata:
        reason = f"{erratum.reason.rstrip('。')}。" if erratum.reason else ""
        words = f"勘误（{erratum.date.isoformat()}）：原文“{erratum.printed}”，更正为“{erratum.corrected}”。{reason}"
        yield f"<p>{escape(words)}</p>"


def write_redactions(redacted: Iterable[Redaction]) -> Iterator[str]:
    """Yield the HTML of what was taken down in an article."""
    for redaction in redacted:
        words = f"{format_basis(redaction.reason)}撤下若干字（{redaction.date.isoformat()}）。"
        yield f"<p>{escape(words)}</p>"


def make_absolute(html: str, url: str, base_url: str) -> str:
    """Replace the relative links of HTML by full addresses; those to issues begin at the root of the site."""

    def complete(address: str) -> str:
        site_link = SITE_LINK.fullmatch(address)
        return f"{base_url}{site_link[1]}" if site_link else urljoin(url, address)

    return _LINK.sub(lambda match: f'{match[1]}{escape(complete(unescape(match[2])))}"', html)


def _format_time(day: date) -> str:
    """Return the time that Atom requires; a briefing has only a day."""
    return f"{day.isoformat()}T00:00:00Z"


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    element.text = _NO_XML.sub("\ufffd", text) or None
    return element
