"""Print a citation: GB/T 7714, BibTeX, RIS, CSL-JSON and the tags that reference managers read on a page.

The script of a page adds the day of access to the printed reference; a reader without script adds it by hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.site.citation import Citation

ACCESSED = "[访问日期]"
"""The place of the day of access; `app.js` finds it by these words."""
_NAMED_AUTHORS = 3
"""GB/T 7714 names at most three authors."""
_BIBTEX_SPECIAL = lazy_compile(r"[{}\\$&#_%^~]")
_BIBTEX_ESCAPES = {
    "{": r"\{",
    "}": r"\}",
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_LINE_BREAKS = lazy_compile(r"\s+")


@dataclass(frozen=True, slots=True)
class CitationMarks:
    """Punctuation in which the editions differ; full stops and square brackets are half-width in both."""

    colon: str
    comma: str
    opening: str
    closing: str
    accessed: str
    """What follows the imprint of an issue or an article; a measure names the day of access in both editions."""

    def bracketed(self, text: str) -> str:
        """Put a text in round brackets."""
        return f"{self.opening}{text}{self.closing}"


@dataclass(frozen=True, slots=True)
class CitationFormat:
    """Reference in a form that reference managers import."""

    name: str
    file: str
    """Name of the file that a reader saves."""
    text: str


EDITIONS = {"2025": CitationMarks("：", "，", "（", "）", ""), "2015": CitationMarks(": ", ", ", "(", ")", ACCESSED)}


def print_reference(citation: Citation, edition: str) -> str:
    """Print the reference of GB/T 7714.

    An issue is `编发单位. 刊名：第7期[R/OL]. 2021-12-01. 网址.`,
    an article `供稿单位. 题名[J/OL]. 刊名，2021（7）. 网址.`;
    edition 2015 puts the day in brackets. Without an address the reference ends before it.
    """
    marks = EDITIONS[edition]
    address = f" {citation.url}." if citation.url else ""
    if citation.kind == "article":
        return f"{_print_place(citation, marks)}{marks.accessed}.{address}"
    day = citation.date.isoformat()
    when = f"{marks.bracketed(day)}{marks.accessed}" if marks.accessed else day
    title = f"{citation.series}{marks.colon}{citation.title}"
    return f"{_print_authors(citation, marks)}. {title}[R/OL]. {when}.{address}"


def print_measure_stem(citation: Citation, edition: str) -> str:
    """Print `编发单位. 题名[J/OL]. 刊名，2021（7）：`; measure, day of access and address follow."""
    marks = EDITIONS[edition]
    return f"{_print_place(citation, marks)}{marks.colon}"


def _print_place(citation: Citation, marks: CitationMarks) -> str:
    """Print `编发单位. 题名[J/OL]. 刊名，2021（7）`, which identifies the text without its address."""
    place = f"{citation.series}{marks.comma}{citation.date.year}{marks.bracketed(citation.number)}"
    return f"{_print_authors(citation, marks)}. {citation.title}[J/OL]. {place}"


def _print_authors(citation: Citation, marks: CitationMarks) -> str:
    others = ("等",) if len(citation.authors) > _NAMED_AUTHORS else ()
    return marks.comma.join((*citation.authors[:_NAMED_AUTHORS], *others))


def print_bibtex(citation: Citation) -> str:
    """Print the record of BibTeX; names of offices are in braces, or else they would be split at spaces."""
    fields = {
        "author": " and ".join(f"{{{_escape_bibtex(author)}}}" for author in citation.authors),
        "title": f"{{{_escape_bibtex(citation.full_title)}}}",
        **(
            {"journal": _escape_bibtex(citation.series), "number": citation.number}
            if citation.kind == "article"
            else {"institution": f"{{{_escape_bibtex(' '.join(citation.publishers))}}}"}
        ),
        "year": str(citation.date.year),
        "date": citation.date.isoformat(),
        "language": citation.language,
        **({"url": citation.url} if citation.url else {}),
    }
    record = "article" if citation.kind == "article" else "techreport"
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@{record}{{{citation.key},\n{lines}\n}}\n"


def _escape_bibtex(text: str) -> str:
    return _BIBTEX_SPECIAL.sub(lambda match: _BIBTEX_ESCAPES.get(match[0], f"\\{match[0]}"), text)


def print_ris(citation: Citation) -> str:
    """Print the record of RIS."""
    in_journal = citation.kind == "article"
    fields = (
        ("TY", "JOUR" if in_journal else "RPRT"),
        ("ID", citation.key),
        *(("AU", author) for author in citation.authors),
        ("TI", citation.full_title),
        *((("T2", citation.series), ("IS", citation.number)) if in_journal else ()),
        *(("PB", publisher) for publisher in citation.publishers),
        ("PY", str(citation.date.year)),
        ("DA", f"{citation.date:%Y/%m/%d}"),
        ("LA", citation.language),
        *((("UR", citation.url),) if citation.url else ()),
        ("ER", ""),
    )
    return "".join(f"{name}  - {_LINE_BREAKS.sub(' ', value)}\r\n" for name, value in fields)


def list_formats(citation: Citation) -> tuple[CitationFormat, ...]:
    """List the forms of a reference that reference managers import."""
    item = json.dumps([csl_item(citation)], ensure_ascii=False)
    return (
        CitationFormat("BibTeX", f"{citation.key}.bib", print_bibtex(citation)),
        CitationFormat("RIS", f"{citation.key}.ris", print_ris(citation).replace("\r", "")),
        CitationFormat("CSL-JSON", f"{citation.key}.json", f"{item}\n"),
    )


def csl_item(citation: Citation) -> dict[str, Any]:
    """Return the item of CSL-JSON."""
    in_journal = citation.kind == "article"
    day = citation.date
    return {
        "id": citation.key,
        "type": "article-journal" if in_journal else "report",
        "title": citation.full_title,
        "author": [{"literal": author} for author in citation.authors],
        **({"container-title": citation.series, "issue": citation.number} if in_journal else {}),
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "language": citation.language,
        **({"URL": citation.url} if citation.url else {}),
    }


def citation_tags(citation: Citation) -> Iterator[tuple[str, str]]:
    """Yield the tags of Highwire Press, without volume and page, which the print does not count."""
    yield "citation_title", citation.full_title
    for author in citation.authors:
        yield "citation_author", author
    yield "citation_publication_date", f"{citation.date:%Y/%m/%d}"
    if citation.kind == "article":
        yield "citation_journal_title", citation.series
        yield "citation_issue", citation.number
        for publisher in citation.publishers:
            yield "citation_publisher", publisher
    else:
        # The tag makes it a report. With the name of an institution, styles print it again and only the year.
        yield "citation_technical_report_institution", " "
    yield "citation_language", citation.language
    yield "citation_public_url", citation.url
