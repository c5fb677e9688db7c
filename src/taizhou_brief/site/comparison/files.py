"""Scripts that a reader's own comparison is made from: one for each theme and year, so that they load from disk too."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from taizhou_brief.model.archive import ThemeEntry
from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.page import File
from taizhou_brief.site.comparison.page_rows import ComparedArticle, compare_article, load_article
from taizhou_brief.site.comparison.pieces import ArticleRows, ComparePiece, encode_row

VERSION = "1"
"""Version of the format of the scripts."""
START = "(window.compareRows=window.compareRows||[]).push("


@dataclass(frozen=True)
class CompareScript:
    """What the script of one theme and year contains."""

    id: str
    """Id of the theme."""
    about: tuple[tuple[ThemeEntry, ComparePiece], ...]
    """Its articles, the newest first, each with what is known of its issue."""

    @cached_property
    def digest(self) -> str:
        """Digest of the script."""
        known = (
            f"{entry.shown_digest} {piece.digests[entry.article.index - 1]} {' '.join(own.id for own in measures)}"
            for (entry, measures), piece in self.about
        )
        return fingerprint(VERSION, self.id, *known)

    @property
    def version(self) -> str:
        """What the address of the script has, so that it changes whenever the script does."""
        return self.digest[:8]


@dataclass(frozen=True, slots=True)
class CompareYear:
    """What the scripts of a year contain."""

    year: int
    themes: tuple[CompareScript, ...]


def script_path(theme: str, year: int) -> str:
    """Return the path of a script."""
    return f"compare/{theme}/{year}.js"


def build_compare_files(year: CompareYear) -> tuple[File, ...]:
    """Build the scripts of a year."""
    loaded: dict[str, dict[int, ArticleRows]] = {}
    files = []
    for theme in year.themes:
        articles = (compare_article(about, piece) for about, piece in theme.about)
        body = ",\n".join(encode_article(article, load_article(article, loaded)) for article in articles)
        text = f"{START}[{encode_row(theme.id)},{year.year},[\n{body}\n]]);\n"
        files.append(File(script_path(theme.id, year.year), text.encode("utf-8", "replace")))
    return tuple(files)


def encode_article(article: ComparedArticle, rows: ArticleRows) -> str:
    """Encode an article with those of its measures that are compared, as an array."""
    head = encode_row([article.url, article.issue.text, article.issue.url, article.counties])
    measures = ",\n".join(rows.measures[measure] for measure in article.measures)
    return f"{head[:-1]},{rows.lead},[\n{measures}\n]]"


def owns_compare_files(year: CompareYear, paths: tuple[str, ...]) -> bool:
    """Return whether these are the paths of the scripts of a year."""
    return paths == tuple(script_path(theme.id, year.year) for theme in year.themes)
