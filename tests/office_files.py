"""Builders of office files for tests: .docx by hand in several layouts, hostile packages, files by other programs."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

import dev
from tests.printed_issue import TEXT

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wpx="urn:example:unknown"'
)
KINDS = ("styles", "numbering", "footnotes", "endnotes", "header", "footer", "comments", "settings")
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def zipped(parts: Mapping[str, str | bytes], *, packed: bool = True) -> bytes:
    """A zip of these parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(
    body: str, *, folder: str = "word", main_type: str = MAIN_TYPE, extra: Mapping[str, str] | None = None, **parts: str
) -> bytes:
    """A .docx of this body; `styles="…"`, `numbering="…"`, `footnotes="…"`, `header1="…"` add those parts."""
    relations, overrides, files = [], [], {}
    for index, (name, content) in enumerate(parts.items(), 1):
        kind = next(kind for kind in KINDS if name.startswith(kind))
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        files[f"{folder}/{name}.xml"] = f"<w:{root} {NAMESPACES}>{content}</w:{root}>"
        relations.append(f'<Relationship Id="rId{index}" Type="{R}/{kind}" Target="{name}.xml"/>')
    overrides.append(f'<Override PartName="/{folder}/document.xml" ContentType="{main_type}"/>')
    return zipped(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Default Extension="xml" ContentType="application/xml"/>{"".join(overrides)}</Types>'
            ),
            "_rels/.rels": relationships(
                f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="{folder}/document.xml"/>'
            ),
            f"{folder}/_rels/document.xml.rels": relationships("".join(relations)),
            f"{folder}/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            **files,
            **(extra or {}),
        }
    )


def relationships(rows: str) -> str:
    """A part of relationships."""
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def run(text: str, *, properties: str = "") -> str:
    """One run; a line feed in `text` is a soft break."""
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\n"))
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def p(
    text: str = "", *, properties: str = "", style: str = "", num: tuple[int, int] | None = None, xml: str = ""
) -> str:
    """One paragraph of `text` and raw `xml` after it."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    numbered = f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else ""
    return f"<w:p><w:pPr>{styled}{numbered}{properties}</w:pPr>{run(text) if text else ''}{xml}</w:p>"


CENTRE = '<w:jc w:val="center"/>'
BOLD = "<w:b/>"


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table of plain cells; a cell that begins with `<` is raw XML."""
    cells = ["".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def style(key: str, *, name: str = "", based: str = "", inner: str = "", default: bool = False) -> str:
    """One paragraph style."""
    first = ' w:default="1"' if default else ""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph"{first} w:styleId="{key}"><w:name w:val="{name or key}"/>{base}{inner}</w:style>'
    )


def level(index: int, text: str, numeral: str = "chineseCountingThousand", *, start: int = 1, inner: str = "") -> str:
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{numeral}"/>{inner}'
        f'<w:lvlText w:val="{escape(text)}"/></w:lvl>'
    )


def abstract(key: int, *levels: str, inner: str = "") -> str:
    """One list definition."""
    return f'<w:abstractNum w:abstractNumId="{key}">{inner}{"".join(levels)}</w:abstractNum>'


def num(key: int, abstract_id: int, inner: str = "") -> str:
    """One use of a list definition."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{abstract_id}"/>{inner}</w:num>'


def override(index: int, start: int) -> str:
    """A level that starts anew."""
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def text_box(paragraphs: str) -> str:
    """A run that holds one text box, drawn twice as Word does: DrawingML and, for old programs, VML."""
    content = f"<w:txbxContent>{paragraphs}</w:txbxContent>"
    place = "".join(
        f'<wp:position{way} relativeFrom="{of}"><wp:posOffset>0</wp:posOffset></wp:position{way}>'
        for way, of in (("H", "column"), ("V", "paragraph"))
    )
    drawn = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" '
        f'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>{place}<wp:extent cx="5000000" cy="900000"/>'
        '<wp:wrapTopAndBottom/><wp:docPr id="1" name="box"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5000000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/>'
        f"</wps:spPr><wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{drawn}</w:drawing></mc:Choice><mc:Fallback>'
        f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


# briefings in several layouts

SMALL = """示范市工作简报

第 3 期

示范市共同富裕办公室 2023 年 5 月 8 日

【本期目录】

东河县“三送”到家 稳住就业
西山区建起 12 个共享食堂

东河县“三送”到家 稳住就业

东河县今年送岗 1200 个，送技 35 班，送政策到 98.5%的村。

一、“线上+线下”送岗位

一是摸清需求。走访企业 310 家，登记空岗 2.4 万个，其中“500 强”企业 6 家。

二是办好集市。每月 15 日开市，日均进场 800—1000 人次。

二、“学校+工厂”送技能

一是订单开班。结业 1605 人，持证率 91.3%。

西山区建起 12 个共享食堂

西山区按 10:1 配套，村里出地、区里出钱，老人每餐付 5 元。

送：市委、市政府。

示范市共同富裕办公室 2023年5月9日印发
"""
"""An invented issue, small and complete; `LONG` is one as long as print."""


def paragraphs(text: str) -> list[str]:
    """The paragraphs as an office would type them: lines of a block apart, words that a page break parts joined."""
    blocks = [block.split("\n") for block in re.split(r"\n\s*\n", text.strip("\n"))]
    joined: list[str] = []
    broken = False
    for block in blocks:
        for index, line in enumerate(block):
            if (broken and index == 0) or (index and joined[-1].endswith("、")):
                joined[-1] += line
            else:
                joined.append(line)
        broken = len(joined[-1]) > 60 and joined[-1][-1] not in "。！？；：”"
    return joined


LONG = tuple(paragraphs(TEXT))
"""The paragraphs of an invented issue of many pages."""

HEADING = re.compile("[一二三四五六七八九十]+、")
MEASURE = re.compile("[一二三四五六七八九十]+是")


def titles(rows: Sequence[str]) -> set[str]:
    """The lines that stand twice: in the contents list and above their article."""
    bare = [row.removeprefix("- ") for row in rows]
    return {row for row in bare if bare.count(row) == 2}


def styled(rows: Sequence[str]) -> bytes:
    """Headings in heading styles, the name of the series as a title."""
    heads = titles(rows)
    body = []
    for index, row in enumerate(rows):
        kind = "Title" if not index else "1" if row in heads else "2" if HEADING.match(row) else ""
        body.append(p(row, style=kind))
    styles = (
        style("a", name="Normal", default=True)
        + style("Title", based="a", inner=f"<w:pPr>{CENTRE}</w:pPr>")
        + style("1", name="heading 1", based="a", inner=f"<w:pPr>{CENTRE}</w:pPr><w:rPr>{BOLD}</w:rPr>")
        + style("2", name="heading 2", based="1", inner='<w:pPr><w:jc w:val="left"/></w:pPr>')
    )
    return docx("".join(body), styles=styles)


def plain(rows: Sequence[str]) -> bytes:
    """No styles: headings bold, titles centred, digits in runs of their own as Word leaves them."""
    heads = titles(rows)
    body = []
    for index, row in enumerate(rows):
        bold = BOLD if row in heads or HEADING.match(row) or not index else ""
        pieces = "".join(run(piece, properties=bold) for piece in re.split(r"(\d+)", row) if piece)
        body.append(p(xml=pieces, properties=CENTRE if row in heads or index < 3 else ""))
    return docx("".join(body))


HAN, LATIN = "Noto Serif CJK SC", "Liberation Serif"


def formal(rows: Sequence[str], *, latin: str = LATIN, justified: bool = False) -> bytes:
    """As offices set them: figures in one font and Han in another, indented, a page number at the foot.

    Justified only where asked for: LibreOffice 7.4 does not print every comma at the end of a justified line.
    """
    heads = titles(rows)
    fonts = f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{HAN}"/>'
    size = '<w:sz w:val="32"/><w:szCs w:val="32"/>'
    body = []
    for index, row in enumerate(rows):
        title = row in heads or not index
        side = "both" if justified else "left"
        place = CENTRE if title else f'<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="{side}"/>'
        body.append(p(xml=run(row, properties=fonts + (BOLD if title else "") + size), properties=place))
    number = '<w:fldSimple w:instr="PAGE">' + run("1") + "</w:fldSimple>"
    foot = p(xml=run("— ") + number + run(" —"), properties=CENTRE)
    page = '<w:sectPr><w:footerReference w:type="default" r:id="rId1"/><w:pgSz w:w="11906" w:h="16838"/>'
    page += (
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="1400"/></w:sectPr>'
    )
    return docx("".join(body) + page, footer1=foot)


def numbered(rows: Sequence[str], *, apart: bool = False) -> bytes:
    """`一、` and `一是` are automatic numbers, afresh in every article: one list restarted, or lists `apart`."""
    heads = titles(rows)
    body, article = [], 0
    for row in rows:
        article += row in heads
        mark = HEADING.match(row) or MEASURE.match(row)
        if mark and article:
            deep = 0 if HEADING.match(row) else 1
            body.append(p(row[mark.end() :], num=(article, deep)))
        else:
            body.append(p(row))
    each = range(1, article + 1)
    levels = level(0, "%1、"), level(1, "%2是")
    if apart:
        lists = "".join(abstract(n, *levels) for n in each) + "".join(num(n, n) for n in each)
    else:
        lists = abstract(0, *levels) + "".join(num(n, 0, override(0, 1)) for n in each)
    return docx("".join(body), numbering=lists)


def boxed(rows: Sequence[str], masthead: int = 2) -> bytes:
    """The masthead in a text box, tracked changes all over the body."""
    box = text_box("".join(p(row, properties=CENTRE) for row in rows[:masthead]))
    body = [p(xml=box)]
    for index, row in enumerate(rows[masthead:]):
        cut = len(row) // 2
        gone = '<w:del w:id="1"><w:r><w:delText>这句删去了</w:delText></w:r></w:del>'
        moved = f'<w:moveFrom w:id="2">{run("这句移走了")}</w:moveFrom>'
        added = f'<w:ins w:id="3">{run(row[cut:])}</w:ins>'
        if index % 5 == 4:
            half = '<w:pPr><w:rPr><w:del w:id="4"/></w:rPr></w:pPr>'
            body.append(f"<w:p>{half}{run(row[:cut])}</w:p><w:p>{run(row[cut:])}</w:p>")
        else:
            body.append(p(row[:cut], xml=gone + added + moved))
    return docx("".join(body))


LAYOUTS = {"styled": styled, "plain": plain, "numbered": numbered, "boxed": boxed}
"""Name of a layout → paragraphs to .docx."""


# files by other programs

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice") or ""
NEEDS_OFFICE = pytest.mark.skipif(not SOFFICE, reason="no LibreOffice here")


def by_libreoffice(data: bytes, suffix: str, wanted: str) -> bytes:
    """`data` (of a file ending in `suffix`) converted to `wanted`, such as `odt` or `pdf`."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / f"a.{suffix}").write_bytes(data)
        subprocess.run(
            [
                SOFFICE,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                *("--headless", "--convert-to", wanted, "--outdir", str(folder / "out"), str(folder / f"a.{suffix}")),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return (folder / "out" / f"a.{wanted.partition(':')[0]}").read_bytes()


def by_chromium(html: str) -> bytes:
    """A web page printed to PDF; without a browser the test fails and says what to install."""
    browser = dev.find_browser()
    if browser is None:
        pytest.fail(dev.NO_BROWSER, pytrace=False)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "a.html").write_text(html, encoding="utf-8")
        subprocess.run(
            [
                *(browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"),
                *("--no-pdf-header-footer", f"--print-to-pdf={folder / 'a.pdf'}", (folder / "a.html").as_uri()),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return (folder / "a.pdf").read_bytes()


def squeezed(text: str) -> str:
    """Text without any space: what two renderings of one text have in common."""
    return re.sub(r"[\s\u3000]+", "", text)


# fixed documents of the national format

OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd_text(text: str, x: float, y: float, *, size: float = 5.64, inner: str = "", **attributes: str) -> str:
    """One text whose baseline begins at (x, y), in millimetres from the upper left corner of the page."""
    box = f"{x:g} {y - size:g} 180 {size * 1.2:g}"
    steps = " ".join(f"{size if ord(c) > 0x2000 else size / 2:g}" for c in text[:-1])
    more = "".join(f' {key}="{value}"' for key, value in attributes.items())
    step = f' DeltaX="{steps}"' if steps else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{box}" Font="3" Size="{size:g}"{more}>{inner}'
        f'<ofd:TextCode X="0" Y="{size:g}"{step}>{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def ofd_path(data: str, *, inner: str = "", **attributes: str) -> str:
    """One path in millimetres of the page."""
    more = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return (
        f'<ofd:PathObject ID="2" Boundary="0 0 210 297"{more}>{inner}'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def ofd_content(objects: str, *, template: str = "", area: str = "") -> str:
    """The contents of a page."""
    below = f'<ofd:Template TemplateID="{template}"/>' if template else ""
    own = f"<ofd:Area><ofd:PhysicalBox>{area}</ofd:PhysicalBox></ofd:Area>" if area else ""
    layer = f'<ofd:Layer Type="Body" ID="9">{objects}</ofd:Layer>'
    return f"<ofd:Page {OFD}>{below}{own}<ofd:Content>{layer}</ofd:Content></ofd:Page>"


def ofd(
    *pages: str, template: str = "", extra: Mapping[str, str] | None = None, document: str = "", root: str = ""
) -> bytes:
    """An .ofd of these page contents; `extra` are more parts, `document` and `root` more elements of those parts."""
    contents = {
        f"Doc_0/Pages/Page_{n}/Content.xml": page if page.startswith("<ofd:Page ") else ofd_content(page)
        for n, page in enumerate(pages)
    }
    listed = "".join(f'<ofd:Page ID="{n + 10}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    tpl = '<ofd:TemplatePage ID="5" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    fonts = '<ofd:Font ID="3" FontName="宋体"/><ofd:Font ID="4" FontName="黑体"/>'
    parts = {
        "OFD.xml": (
            f'<ofd:OFD {OFD} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>'
            f"{root}</ofd:DocBody></ofd:OFD>"
        ),
        "Doc_0/Document.xml": (
            f"<ofd:Document {OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
            f"</ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{tpl}</ofd:CommonData>"
            f"<ofd:Pages>{listed}</ofd:Pages>{document}</ofd:Document>"
        ),
        "Doc_0/PublicRes.xml": f"<ofd:Res {OFD}><ofd:Fonts>{fonts}</ofd:Fonts></ofd:Res>",
        **contents,
        **({"Doc_0/Tpls/Tpl_0/Content.xml": ofd_content(template)} if template else {}),
        **(extra or {}),
    }
    return zipped(parts)
