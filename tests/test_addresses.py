"""What is published keeps its addresses: every address and text of every archive of the tests, as once published.

A difference is a broken promise: somebody may have cited the address. `GOLDEN=write` therefore only adds the addresses
of a new archive and never replaces one that is in the list.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import corpus
from taizhou_brief.diagnostics import select_errors
from taizhou_brief.formats.archive_yaml import parse_settings
from taizhou_brief.formats.briefing import parse
from taizhou_brief.model.issue import Issue
from tests.project import CASES, ROOT

FOLDER = CASES / "addresses"
ARCHIVES = {
    "ours": ROOT,
    **{name: CASES / "golden" / name for name in ("every-feature", "minimal", "two-years")},
    "old-forms": FOLDER / "old-forms",
}
SYNTHETIC_ISSUES = 12


def read_issues(root: Path) -> Iterator[Issue]:
    """Read the issues of an archive in which `check` finds no error."""
    settings, _ = parse_settings((root / "briefings/archive.yaml").read_text("utf-8"), "briefings/archive.yaml")
    assert settings is not None
    for path in sorted((root / "briefings").glob("[0-9]*/*.md")):
        result = parse(path.read_text("utf-8"), path.relative_to(root).as_posix(), settings)
        if not select_errors(result.diagnostics):
            yield result.issue


def list_addresses(issues: Iterator[Issue]) -> Iterator[str]:
    """List the address of each article, section and measure with its first words and the digest of its text."""
    for issue in issues:
        for article in issue.articles:
            url = f"{issue.url}{article.index}/"
            prose = (*article.lead, *article.paragraphs)
            yield _line(url, article.title, "\n".join(block.text for block in prose))
            for section in article.sections:
                text = "\n".join(block.text for block in section.paragraphs)
                yield _line(f"{url}#{section.id}", section.marker + section.title, text)
            for measure in article.measures:
                yield _line(f"{url}#{measure.id}", measure.marker + measure.heading, measure.stop + measure.text)


def _line(address: str, heading: str, text: str) -> str:
    digest = hashlib.sha256(f"{heading}\n{text}".encode()).hexdigest()[:16]
    return f"{address}\t{digest}\t{heading[:24]}"


def compare(name: str, issues: Iterator[Issue]) -> None:
    """Compare with the list as published; add the list of an archive that has none if asked."""
    published = FOLDER / f"{name}.tsv"
    found = list(list_addresses(issues))
    if os.environ.get("GOLDEN") == "write" and not published.exists():
        published.write_text("".join(f"{line}\n" for line in found), "utf-8", newline="\n")
    assert found == published.read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", ARCHIVES)
def test_addresses_and_texts_are_those_once_published(name: str) -> None:
    """Every article, section and measure of an archive has the address and the text that it had."""
    compare(name, read_issues(ARCHIVES[name]))


def test_addresses_of_a_synthetic_archive_are_those_once_published(tmp_path: Path) -> None:
    """So has every one of an archive that a program wrote."""
    corpus.write_archive(tmp_path, SYNTHETIC_ISSUES, per_year=SYNTHETIC_ISSUES, dense=False)
    compare("synthetic", read_issues(tmp_path))
