"""Bibliographies for reference managers: the references to the issues and articles of each year."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from taizhou_brief.model.archive import Archive
from taizhou_brief.model.page import File
from taizhou_brief.model.settings import Frame
from taizhou_brief.model.summary import IssueSummary
from taizhou_brief.site.citation import Citation, cite_article, cite_issue
from taizhou_brief.site.citation_forms import csl_item, print_bibtex, print_ris


@dataclass(frozen=True, slots=True)
class BibliographyYear:
    """The issues of a year, and the settings that references to them show."""

    frame: Frame
    year: int
    issues: tuple[IssueSummary, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """Paths of its files."""
        return tuple(f"data/citations/{self.year}.{extension}" for extension in ("bib", "ris", "json"))

    @property
    def citations(self) -> Iterator[Citation]:
        """References to each issue and its articles, in printed order."""
        for issue in self.issues:
            yield cite_issue(issue, self.frame)
            for article in issue.articles:
                yield cite_article(issue, article, self.frame)


def plan_bibliographies(archive: Archive, frame: Frame) -> tuple[BibliographyYear, ...]:
    """Group the issues of an archive by year."""
    years = groupby(archive.issues, key=lambda issue: issue.year)
    return tuple(BibliographyYear(frame, year, tuple(issues)) for year, issues in years)


def build_bibliography_files(year: BibliographyYear) -> tuple[File, ...]:
    """Build the files of a year: BibTeX, RIS and CSL-JSON."""
    citations = list(year.citations)
    items = ",\n".join(json.dumps(csl_item(citation), ensure_ascii=False) for citation in citations)
    texts = ("\n".join(map(print_bibtex, citations)), "".join(map(print_ris, citations)), f"[\n{items}\n]\n")
    return tuple(File(path, text.encode()) for path, text in zip(year.paths, texts, strict=True))


def owns_bibliography(year: BibliographyYear, paths: tuple[str, ...]) -> bool:
    """Return whether files at these paths are what `build_bibliography_files` builds of a year."""
    return paths == year.paths
