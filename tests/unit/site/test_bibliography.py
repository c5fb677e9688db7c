"""Bibliographies of a year, read by programs that others wrote."""

from __future__ import annotations

import json
from typing import Any

import rispy
from bibtexparser.entrypoint import parse_string

from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.site.bibliography import build_bibliography_files, owns_bibliography, plan_bibliographies
from tests.project import briefing
from tests.showing import archive_of, settings_of

TEXTS = {
    "2021/07": briefing(7, "2021-12-01", "东山县办好夜校|东山县|skills|", "西河县办好驿站|西河县|jobs|"),
    "2022/01": briefing(1, "2022-01-05", "东山县修好码头|东山县|jobs|"),
}
SETTINGS = settings_of(base_url="https://www.example.gov.cn/a/")


def test_each_form_has_every_issue_and_article_of_the_year() -> None:
    """In printed order, under one key in all forms."""
    years = plan_bibliographies(archive_of(SETTINGS, TEXTS), SETTINGS.frame)
    assert [year.year for year in years] == [2021, 2022]
    files = build_bibliography_files(years[0])
    paths = tuple(file.path for file in files)
    assert paths == ("data/citations/2021.bib", "data/citations/2021.ris", "data/citations/2021.json")
    assert owns_bibliography(years[0], paths)
    assert not owns_bibliography(years[1], paths)
    bib, ris, items = (file.data.decode() for file in files)
    records: list[dict[str, Any]] = rispy.loads(ris)
    keys = ["2021-07", "2021-07-1", "2021-07-2"]
    assert [item["id"] for item in json.loads(items)] == keys
    assert [record["id"] for record in records] == keys
    assert [entry.key for entry in parse_string(bib).entries] == keys
    assert records[2]["title"] == "西河县办好驿站"


def test_a_closed_year_is_not_built_again() -> None:
    """A new issue changes the key of its own year alone."""
    more = {**TEXTS, "2022/02": briefing(2, "2022-02-05", "西河县修好码头|西河县|jobs|")}
    before, after = (plan_bibliographies(archive_of(SETTINGS, texts), SETTINGS.frame) for texts in (TEXTS, more))
    assert [fingerprint(a) == fingerprint(b) for a, b in zip(before, after, strict=True)] == [True, False]
