"""Whole archives: an issue as long as print, a hundred of them, and what the assembled archive knows."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from taizhou_brief import draft_from_office
from taizhou_brief.diagnostics import select_errors
from taizhou_brief.formats.archive_yaml import parse_settings
from taizhou_brief.formats.briefing import parse
from tests import printed_issue
from tests.project import BODY, ROOT, SETTINGS, Project, briefing
from tests.showing import archive_from

OURS = (ROOT / "briefings/archive.yaml").read_text("utf-8")
GENERATED = {"script", "style", "title"}


class Words(HTMLParser):
    """The text a reader of a page sees or could select."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.skipped = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        """Step over what is not text."""
        self.skipped += tag in GENERATED

    def handle_endtag(self, tag: str) -> None:
        """Step out again."""
        self.skipped -= tag in GENERATED

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += "" if self.skipped else data


def words(page: str) -> str:
    """The text of a page, white space squeezed out, without the tools beside each measure's heading."""
    parser = Words()
    parser.feed(re.sub(r'<div class="tools">.*?</div>', "", page))
    return re.sub(r"\s", "", parser.text)


def test_an_issue_as_long_as_print_builds_with_every_character(tmp_path: Path) -> None:
    """4 articles, 12 sections, 36 measures, no false error, and every character of the print on the pages."""
    settings, _ = parse_settings(printed_issue.SETTINGS, "briefings/archive.yaml")
    assert settings is not None
    draft = draft_from_office(printed_issue.TEXT.encode(), settings, name="第9期.txt")
    assert draft.complete
    project = Project(tmp_path, printed_issue.SETTINGS).write(draft.path, draft.text).build()
    assert project.built is not None
    assert not select_errors(project.built.reading.diagnostics)
    archive = project.built.reading.archive
    assert archive is not None
    articles = [archive.text(entry).load() for entry in archive.entries]
    assert len(articles) == 4
    assert sum(len(article.sections) for article in articles) == 12
    assert [entry.measures for entry in archive.entries] == [9, 9, 9, 9]
    pages = words(project.page("2023/09/")) + "".join(words(project.page(f"2023/09/{n}/")) for n in range(1, 5))
    for paragraph in printed_issue.TEXT.split("\n"):
        squeezed = re.sub(r"\s", "", paragraph)
        left_out = any(left.text.strip() and left.text.strip() in paragraph for left in draft.left_out)
        if left_out or re.search(r"印发$|^[报送发]：|领导小组办公室|^程文博", squeezed):
            continue  # the masthead and foot are set differently; their facts are tested with the importer
        assert squeezed in pages, squeezed[:40]


@pytest.mark.slow
def test_a_hundred_issues_build_without_an_error(tmp_path: Path) -> None:
    """A hundred issues of ten years, each with other figures, make an archive without an error."""
    project = Project(tmp_path, printed_issue.SETTINGS)
    for year in range(2014, 2024):
        for number in range(1, 11):
            project.write(f"{year}/{number:02}", printed_issue.briefing(year, number))
    project.build()
    assert project.built is not None
    assert not select_errors(project.built.reading.diagnostics)
    assert project.built.files is not None
    assert project.built.pages > 400


def test_the_repositorys_own_archive_is_whole(tmp_path: Path) -> None:
    """The digest of issue 7: 4 articles, 36 measures, a page for every county and theme, marked 摘编 on each."""
    shutil.copytree(ROOT / "briefings", tmp_path / "briefings")
    project = Project(tmp_path, OURS).build()
    assert project.built is not None
    assert project.built.reading.settings is not None
    archive, settings = project.built.reading.archive, project.built.reading.settings
    assert archive is not None
    assert sum(len(entry.article.measures) for entry in archive.entries) >= 36
    for url in (*(county.url for county in settings.counties), *(theme.url for theme in settings.themes)):
        assert project.main(url)
    for url in ("", "2021/07/", *(f"2021/07/{n}/" for n in range(1, 5)), "county/jiaojiang/"):
        assert "摘编" in project.words(url), url


def test_related_articles_are_of_other_counties_and_share_themes() -> None:
    """Never the same county, never nothing in common; older ones first, then those of the same and the next issues."""
    settings, _ = parse_settings(SETTINGS, "archive.yaml")
    assert settings is not None
    texts = {
        "2021/01": briefing(1, "2021-01-01", f"西河县旧事|西河县|skills|{BODY}", f"西河县别的事|西河县|jobs|{BODY}"),
        "2021/02": briefing(2, "2021-02-01", f"东山县新事|东山县|skills|{BODY}", f"市教育局的事||skills|{BODY}"),
        "2021/03": briefing(3, "2021-03-01", f"西河县新事|西河县|skills|{BODY}"),
    }
    issues = [parse(text, f"briefings/{key}.md", settings).issue for key, text in texts.items()]
    archive = archive_from(settings, reversed(issues))
    found = {e.article.title: [o.article.title for o in archive.related[e.url]] for e in archive.entries}
    assert found["东山县新事"] == ["西河县旧事", "市教育局的事", "西河县新事"]
    assert found["西河县新事"] == ["市教育局的事", "东山县新事"]
    assert found["市教育局的事"] == ["西河县旧事", "东山县新事", "西河县新事"]
    assert found["西河县别的事"] == []


def test_a_broader_theme_counts_the_narrower_ones(tmp_path: Path) -> None:
    """An article on 技能人才 stands under 就业创业 as well, once, with all its measures."""
    project = (
        Project(tmp_path).write("2021/01", briefing(1, "2021-01-01", f"东山县|东山县|skills, jobs|{BODY}")).build()
    )
    assert project.built is not None
    archive = project.built.reading.archive
    assert archive is not None
    assert Counter(archive.matrix) == {("东山县", "skills"): 4, ("东山县", "jobs"): 4}
    assert len(archive.by_theme["jobs"]) == 1
