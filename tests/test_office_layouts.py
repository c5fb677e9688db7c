"""One issue in the many ways that offices set a .docx: masthead, contents, titles and foot come out the same."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO

import pytest

from taizhou_brief.importer import readers
from taizhou_brief.importer.recognise import recognise
from tests.office_files import (
    CENTRE,
    HEADING,
    SMALL,
    R,
    W,
    abstract,
    docx,
    level,
    num,
    p,
    paragraphs,
    run,
    style,
    table,
    text_box,
    zipped,
)
from tests.office_texts import issue_of, read, settings, shape

ROWS = paragraphs(SMALL)
SERIES, NUMBER, ISSUED, LIST, *HEADS = ROWS[:6]
BODY = ROWS[6:]
FOOT = ROWS[-2:]
OFFICE, DATE, PRINTED = "示范市共同富裕办公室", "2023 年 5 月 8 日", "2023年5月9日印发"


def body(rows: Sequence[str]) -> str:
    """A paragraph for each row."""
    return "".join(map(p, rows))


def titled(made: dict[str, str]) -> bytes:
    """The issue with its titles set otherwise."""
    return docx(body(ROWS[:6]) + "".join(made.get(row) or p(row) for row in BODY))


def toc() -> str:
    """The contents list as Word makes it: a field, in it a link to each title and a field for its page."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = '<w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'.format
    rows = []
    for index, head in enumerate(HEADS):
        page = mark("begin") + code(f"PAGEREF _Toc{index}") + mark("separate") + run(str(index + 1)) + mark("end")
        link = f'<w:hyperlink w:anchor="_Toc{index}">{run(head)}<w:r><w:tab/></w:r>{page}</w:hyperlink>'
        opened = "" if index else mark("begin") + code(r"TOC \o &quot;1-1&quot; \h") + mark("separate")
        rows.append(p(style="TOC1", xml=opened + link))
    return "".join(rows) + p(xml=mark("end"))


def by_style() -> bytes:
    """`一、` is the number of a heading's style."""
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    rows = [p(row[2:], style="2") if HEADING.match(row) else p(row) for row in ROWS]
    return docx(
        "".join(rows),
        styles=style("2", name="heading 2", inner=numbered),
        numbering=abstract(0, level(0, "%1、", inner='<w:pStyle w:val="2"/>')) + num(1, 0),
    )


def strict(data: bytes) -> bytes:
    """The same file in the strict dialect of the standard, whose namespaces have other names."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    ours = "http://purl.oclc.org/ooxml"
    names = {W: f"{ours}/wordprocessingml/main", R: f"{ours}/officeDocument/relationships"}
    for old, new in names.items():
        parts = {name: text.replace(old, new) for name, text in parts.items()}
    return zipped(parts)


def section(inner: str) -> str:
    """The end of a section."""
    return p(properties=f"<w:sectPr>{inner}</w:sectPr>")


BREAK = '<w:r><w:br w:type="{}"/></w:r>'.format
FILES = {
    "issuer and date in a table": docx(body(ROWS[:2]) + table([[OFFICE, DATE]]) + body(ROWS[3:])),
    "number, issuer and date in a table": docx(p(SERIES) + table([[NUMBER, OFFICE, DATE]]) + body(ROWS[3:])),
    "masthead in a frame": docx(table([[row] for row in ROWS[:3]]) + body(ROWS[3:])),
    "masthead in the header of the first page": docx(
        body(ROWS[3:]) + '<w:sectPr><w:headerReference w:type="first" r:id="rId1"/><w:titlePg/></w:sectPr>',
        header1=body(ROWS[:3]),
    ),
    "foot in a table": docx(body(ROWS[:-2]) + table([["送：", "市委、市政府。"], [OFFICE, PRINTED]])),
    "foot in the footer": docx(
        body(ROWS[:-2]) + '<w:sectPr><w:footerReference w:type="default" r:id="rId1"/></w:sectPr>', footer1=body(FOOT)
    ),
    "contents as a field": docx(body(ROWS[:4]) + toc() + body(BODY)),
    "contents as a content control": docx(
        f"{body(ROWS[:3])}<w:sdt><w:sdtPr/><w:sdtContent>{p(LIST)}{toc()}</w:sdtContent></w:sdt>{body(BODY)}"
    ),
    "titles in tables": titled({head: table([[head]]) for head in HEADS}),
    "titles in text boxes": titled({head: p(xml=text_box(p(head, properties=CENTRE))) for head in HEADS}),
    "titles with a soft break": titled({head: p(head.replace(" ", "\n", 1)) for head in HEADS[:1]}),
    "titles with a tab": titled({head: p(xml=run(head).replace(" 稳", "</w:t><w:tab/><w:t>稳")) for head in HEADS}),
    "sections and columns": docx(
        body(ROWS[:6])
        + section('<w:type w:val="continuous"/><w:cols w:num="2"/>')
        + body(BODY[:4])
        + section('<w:type w:val="nextPage"/>')
        + body(BODY[4:])
    ),
    "breaks of pages and columns": docx(
        "".join(p(xml=run(row) + BREAK("page" if n % 3 else "column")) for n, row in enumerate(ROWS))
    ),
    "a page break in every paragraph": docx(
        body(ROWS[:6]) + "".join(p(xml=run(r[:9]) + BREAK("page") + run(r[9:])) if len(r) > 30 else p(r) for r in BODY)
    ),
    "headings numbered by their style": by_style(),
    "all in a content control": docx(f"<w:sdt><w:sdtPr/><w:sdtContent>{body(ROWS)}</w:sdtContent></w:sdt>"),
    "all in one cell": docx(table([[body(ROWS)]])),
    "custom elements": docx(
        "".join(
            f'<w:customXml w:element="x">{p(xml=f"<w:smartTag>{run(row)}</w:smartTag>")}</w:customXml>' for row in ROWS
        )
    ),
    "a comment": docx(
        body(ROWS[:-2]) + p(FOOT[0], xml='<w:r><w:commentReference w:id="0"/></w:r>') + p(FOOT[1]),
        comments=f'<w:comment w:id="0">{p("这里要改")}</w:comment>',
    ),
    "the strict dialect": strict(
        docx(
            body(ROWS) + '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>', header1=p("内部交流")
        )
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_however_an_issue_is_set_it_reads_the_same(name: str) -> None:
    """Masthead, titles, measures and foot are those of the plain text, and no character is lost or doubled."""
    source = readers.read_office_file(FILES[name], "来稿.docx").source
    assert source is not None
    found = recognise(source, settings())
    assert found.complete
    assert shape(issue_of(found)) == shape(issue_of(read(SMALL)))
