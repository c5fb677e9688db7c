"""Scripts that a reader's own comparison is made from: one for each theme and year, so that they load from disk too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.page import File
from taizhou_brief.site.comparison.page_rows import ComparedArticle, load_article
from taizhou_brief.site.comparison.pieces import ArticleRows, encode_row

VERSION = "1"
"""Version of the format of the scripts."""
START = "(window.compareRows=window.compareRows||[]).push("


@dataclass(frozen=True, slots=True)
class CompareYear:
    """What the scripts of a year contain."""

    year: int
    themes: tuple[tuple[str, tuple[ComparedArticle, ...]], ...]
    """Ids of themes, each with its articles, the newest first."""

    @property
    def versions(self) -> Iterator[tuple[str, str]]:
        """The themes, each with what changes whenever its script does."""
        return ((theme, fingerprint(VERSION, articles)[:8]) for theme, articles in self.themes)


def script_path(theme: str, year: int) -> str:
    """Return the path of a script."""
    return f"compare/{theme}/{year}.js"


def build_compare_files(year: CompareYear) -> tuple[File, ...]:
    """Build the scripts of a year."""
    loaded: dict[str, dict[int, ArticleRows]] = {}
    files = []
    for theme, articles in year.themes:
        body = ",\n".join(encode_article(article, load_article(article, loaded)) for article in articles)
        text = f"{START}[{encode_row(theme)},{year.year},[\n{body}\n]]);\n"
        files.append(File(script_path(theme, year.year), text.encode("utf-8", "replace")))
    return tuple(files)


def encode_article(article: ComparedArticle, rows: ArticleRows) -> str:
    """Encode an article with those of its measures that are compared, as an array."""
    head = encode_row([article.url, article.issue.text, article.issue.url, article.counties])
    measures = ",\n".join(rows.measures[measure] for measure in article.measures)
    return f"{head[:-1]},{rows.lead},[\n{measures}\n]]"


def owns_compare_files(year: CompareYear, paths: tuple[str, ...]) -> bool:
    """Return whether these are the paths of the scripts of a year."""
    return paths == tuple(script_path(theme, year.year) for theme, _ in year.themes)
