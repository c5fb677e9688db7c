"""Archives of earlier versions build in every later one, and everything that was published is still there.

`tests/cases/archives/VERSION` has an archive as that version's editors wrote it, and `addresses.txt`: every page, feed
and file of data of its site, and every section and measure. `GOLDEN=write` writes the list of an
archive that has none, and never another one: an address that is missing is a broken promise.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from taizhou_brief import __version__
from taizhou_brief.builder.build import build
from taizhou_brief.diagnostics import select_errors
from tests.project import CASES

ARCHIVES = CASES / "archives"
VERSIONS = sorted(path.name for path in ARCHIVES.iterdir())
BASE_URL = "https://www.example.gov.cn/jianbao/"
INNER = re.compile(r"assets/|search/(?!index\.html)|\.taizhou-brief\.json")
"""Files that only pages of the same build name."""
PART = re.compile(r'<[^>]* id="(s\d+|(?:s\d+)?m\d+)"')
"""Section or measure of a page. Numbers are numbered as they are recognised, which a later version may do better."""


def list_addresses(site: Path) -> Iterator[str]:
    """Yield the files of a site that readers may have noted, and the sections and measures of its pages."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and not INNER.match(name):
            yield name
            if path.suffix == ".html":
                yield from (f"{name}#{part}" for part in PART.findall(path.read_text("utf-8")))


def check_archive(folder: Path, copy: Path) -> list[str]:
    """Build a copy of an archive and return the addresses that its list has and its site has not."""
    shutil.copytree(folder / "briefings", copy / "briefings")
    built = build(copy, copy / "site", base_url=BASE_URL)
    assert select_errors(built.reading.diagnostics) == ()
    assert built.files is not None
    found = list(list_addresses(copy / "site"))
    published = folder / "addresses.txt"
    if os.environ.get("GOLDEN") == "write" and not published.exists():
        published.write_text("".join(f"{line}\n" for line in found), "utf-8", newline="\n")
    return [line for line in published.read_text("utf-8").splitlines() if line not in set(found)]


@pytest.mark.parametrize("version", VERSIONS)
def test_an_archive_of_an_earlier_version_keeps_its_addresses(version: str, tmp_path: Path) -> None:
    """It builds without an error; nothing that was published has gone."""
    assert check_archive(ARCHIVES / version, tmp_path) == []


def test_every_version_that_was_published_is_kept() -> None:
    """This one too, by its first two numbers: a release adds its archive."""
    assert ".".join(__version__.split(".")[:2]) in VERSIONS


def test_a_lost_address_is_noticed(tmp_path: Path) -> None:
    """A theme of another id, a county of another slug, an article that is gone, and a measure that is merged."""
    folder = tmp_path / "old"
    shutil.copytree(ARCHIVES / VERSIONS[0], folder)
    settings, issue = folder / "briefings/archive.yaml", folder / "briefings/2021/07.md"
    settings.write_text(settings.read_text("utf-8").replace("slug: jiaojiang", "slug: jiao-jiang"), "utf-8")
    issue.write_text(issue.read_text("utf-8").replace("\n\n二是", "\n二是", 1), "utf-8")
    lost = check_archive(folder, tmp_path / "new")
    assert "county/jiaojiang/index.html" in lost
    assert "2021/07/1/index.html#s1m3" in lost
