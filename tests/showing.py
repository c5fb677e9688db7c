"""A site held in memory: texts in, pages out, without a disk between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from taizhou_brief.formats.archive_yaml import parse_settings
from taizhou_brief.formats.briefing import parse
from taizhou_brief.model.archive import Archive, build_archive
from taizhou_brief.model.article_text import ArticleText, decode_text
from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import Article, Issue
from taizhou_brief.model.page import File, Page
from taizhou_brief.model.settings import Settings
from taizhou_brief.quantities import issue_quantities
from taizhou_brief.site import bibliography, dataset, sitemap
from taizhou_brief.site.comparison import build_compare_piece
from taizhou_brief.site.pages import Comparisons, collect_links, plan_pages
from taizhou_brief.site.render import Renderer
from taizhou_brief.site.views.summarise import summarise
from tests.project import ROOT, SETTINGS

VOID = {"meta", "link", "input", "hr", "rect", "br", "img", "wbr"}


def settings_of(text: str = SETTINGS, *, base_url: str = "") -> Settings:
    """The settings of a text that has no errors."""
    settings, _ = parse_settings(text, "briefings/archive.yaml")
    assert settings is not None
    return settings.with_base_url(base_url) if base_url else settings


@dataclass
class ParsedTexts:
    """The texts of an archive and the issues they come from."""

    issues: dict[str, Issue]

    def __call__(self, path: str) -> tuple[ArticleText, ...]:
        """The texts of the articles of an issue."""
        return tuple(map(decode_text, summarise(self.issues[path])[1]))


def issues_of(settings: Settings, texts: dict[str, str]) -> tuple[Issue, ...]:
    """The issues of these briefings, keyed like `2021/07`."""
    return tuple(parse(text, f"briefings/{key}.md", settings).issue for key, text in texts.items())


def archive_of(settings: Settings, texts: dict[str, str]) -> Archive:
    """The archive of these briefings, keyed like `2021/07`."""
    return archive_from(settings, issues_of(settings, texts))


def archive_from(settings: Settings, issues: Iterable[Issue]) -> Archive:
    """The archive of issues."""
    texts = ParsedTexts({issue.path: issue for issue in issues})
    return build_archive((summarise(issue)[0] for issue in texts.issues.values()), settings, texts)


@dataclass(frozen=True)
class ArchiveTexts:
    """All issues of an archive with their texts, in its order."""

    issues: tuple[Issue, ...]

    @property
    def entries(self) -> tuple[ArticleRef, ...]:
        """All articles in the order of the issues."""
        return tuple(ArticleRef(issue, article) for issue in self.issues for article in issue.articles)


@dataclass(frozen=True)
class ArticleRef:
    """An article and its issue."""

    issue: Issue
    article: Article

    @property
    def url(self) -> str:
        """Address of its page."""
        return Address(self.article.index).url(self.issue.id)


def build_dataset(archive: ArchiveTexts, settings: Settings) -> dataset.Dataset:
    """The dataset of an archive."""
    pieces = (dataset.build_dataset_piece(issue, issue_quantities(issue)) for issue in archive.issues)
    return dataset.Dataset.of(pieces, settings)


def texts_of(archive: Archive) -> ArchiveTexts:
    """The issues of an archive that `archive_of` has built, with their texts."""
    assert isinstance(archive.load_texts, ParsedTexts)
    return ArchiveTexts(tuple(archive.load_texts.issues[issue.path] for issue in archive.issues))


def plan_of(archive: Archive, settings: Settings) -> tuple[Page, ...]:
    """All pages of an archive."""
    texts = texts_of(archive)
    return plan_pages(archive, settings, build_dataset(texts, settings), compare_archive(archive, settings))


def compare_archive(archive: Archive, settings: Settings) -> Comparisons:
    """What the comparisons of an archive are made from."""
    issues = texts_of(archive).issues
    pieces = {issue.path: build_compare_piece(issue, issue_quantities(issue), summarise(issue)[0]) for issue in issues}
    return Comparisons.of(archive, settings, pieces)


def figure_files(archive: Archive, settings: Settings) -> set[str]:
    """The paths of the files of data: the ledger and the bibliographies."""
    years = bibliography.plan_bibliographies(archive, settings.frame)
    counties = dataset.split_by_county(build_dataset(texts_of(archive), settings), settings)
    return {
        *(file.path for file in ledger_files(archive, settings)),
        *(part.path for part in counties),
        *(path for year in years for path in year.paths),
    }


def ledger_files(archive: Archive, settings: Settings) -> Iterator[File]:
    """All files of the ledger."""
    contents = build_dataset(texts_of(archive), settings)
    for year in contents.years:
        yield from dataset.build_year_files(year)
    yield from dataset.description_files(contents, settings)


@cache
def renderer() -> Renderer:
    """The renderer of the packaged templates."""
    folder = ROOT / "templates"
    return Renderer({p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*") if p.is_file()})


def pages_of(archive: Archive, settings: Settings) -> dict[str, Page]:
    """All pages by address."""
    return {page.url: page for page in plan_of(archive, settings)}


def html_of(archive: Archive, settings: Settings) -> dict[str, str]:
    """All pages rendered, by address."""
    pages = plan_of(archive, settings)
    menus = collect_links(pages)
    return {page.url: renderer().render(page, menus).decode() for page in pages}


def write_site(folder: Path, archive: Archive, settings: Settings) -> Path:
    """The whole site in a folder, as a build leaves it but for the search."""
    pages = plan_of(archive, settings)
    menus = collect_links(pages)
    files = {page.path: renderer().render(page, menus) for page in pages}
    others = sitemap.build_sitemap_files(archive, settings, pages)
    files |= {file.path: file.data for file in (*renderer().assets, *others, *ledger_files(archive, settings))}
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


@dataclass
class Reading(HTMLParser):
    """What a page holds: elements with their attributes, ids, links."""

    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    """What stands directly inside each kind of element."""
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    @classmethod
    def of(cls, text: str) -> Reading:
        """Read a page; what is opened must be closed."""
        reading = cls()
        reading.feed(text)
        reading.close()
        assert not reading.open
        return reading

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that closes itself."""
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last."""
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if self.open:
            self.texts.setdefault(self.open[-1], []).append(data)

    def values(self, name: str) -> list[str]:
        """All values of an attribute."""
        return [attributes[name] or "" for _, attributes in self.elements if name in attributes]

    def meta(self) -> list[tuple[str, str]]:
        """The pairs of `<meta name content>`."""
        return [
            (attributes["name"] or "", attributes["content"] or "")
            for tag, attributes in self.elements
            if tag == "meta" and "name" in attributes
        ]


def broken_links(site: dict[str, str], others: Iterable[str] = ()) -> Iterator[str]:
    """Every link of the site that leads to no page, file or fragment of it; `others` are files that are no pages."""
    readings = {url: Reading.of(text) for url, text in site.items()}
    ids = {url: set(reading.values("id")) for url, reading in readings.items()}
    files = {file.path for file in renderer().assets} | {
        "search/index.js",
        *others,
    }  # the search makes its index elsewhere
    for url, reading in readings.items():
        for link in (*reading.values("href"), *reading.values("src"), *reading.values("action")):
            address, fragment = urldefrag(urljoin(f"https://host/{url}", link))
            target = address.removeprefix("https://host/").partition("?")[0]
            if target in files or not address.startswith("https://host/"):
                continue
            if target not in site or (fragment and fragment not in ids[target]):
                yield f"{url}: {link}"
