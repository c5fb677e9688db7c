"""Elements of WordprocessingML that the reader passes over: those that carry nothing, and those that are named."""

from __future__ import annotations

from collections.abc import Mapping


def _names(prefix: str, text: str) -> frozenset[str]:
    """Return the names in `text` with their prefix."""
    return frozenset(f"{prefix}:{name}" for name in text.split())


SKIPPED_ELEMENTS = _names(
    "w",
    "delText delInstrText pPrChange rPrChange tblPrChange tcPrChange trPrChange tblPrExChange sectPrChange "
    "tblGridChange numberingChange sdtPr sdtEndPr customXmlPr smartTagPr pgNum footnoteRef endnoteRef separator "
    "continuationSeparator annotationRef binData rubyPr fldData altChunkPr printerSettings background",
) | _names("m", "rPr ctrlPr")
"""Elements whose content is not text of the document: it was deleted, is a setting, or numbers pages and notes."""
STRUCTURE = _names(
    "w",
    "document body hdr ftr footnote endnote p r pPr rPr tbl tr tc tblPr tblPrEx trPr tcPr numPr sectPr sdt sdtContent "
    "customXml smartTag ins del moveFrom moveTo fldSimple ruby rubyBase drawing pict object framePr pBdr ffData",
)
"""Elements that only have others within them."""
PROPERTIES = (
    # of a paragraph
    _names(
        "w",
        "adjustRightInd autoSpaceDE autoSpaceDN bar between bidi bottom cnfStyle contextualSpacing divId ind keepLines "
        "keepNext kinsoku left mirrorIndents outlineLvl overflowPunct pageBreakBefore right snapToGrid spacing start "
        "end suppressAutoHyphens suppressLineNumbers suppressOverlap tabs textAlignment textDirection "
        "textboxTightWrap top topLinePunct widowControl wordWrap",
    )
    # of a run: how it looks, while its words stay the same
    | _names(
        "w",
        "bCs bdr caps cs eastAsianLayout effect em emboss fitText i iCs imprint kern lang noProof oMath outline rtl "
        "shadow smallCaps specVanish szCs u webHidden",
    )
    # of a table
    | _names(
        "w",
        "bidiVisual cantSplit gridAfter gridCol hideMark insideH insideV jc noWrap tblBorders tblCaption tblCellMar "
        "tblCellSpacing tblDescription tblGrid tblHeader tblInd tblLayout tblLook tblOverlap tblStyle "
        "tblStyleColBandSize tblStyleRowBandSize tblW tblpPr tcBorders tcFitText tcMar tcW tl2br tr2bl trHeight vAlign "
        "wAfter wBefore hidden header headers cellIns cellMerge",
    )
    # of a section
    | _names(
        "w",
        "col cols docGrid endnotePr footnotePr formProt lnNumType noEndnote numFmt numRestart numStart paperSrc "
        "pgBorders pgMar pgNumType pgSz pos rtlGutter titlePg type",
    )
)
"""Elements that say how something looks or where it is, and carry no words."""
MARKS = _names(
    "w",
    "bookmarkEnd bookmarkStart commentRangeEnd commentRangeStart customXmlDelRangeEnd customXmlDelRangeStart "
    "customXmlInsRangeEnd customXmlInsRangeStart customXmlMoveFromRangeEnd customXmlMoveFromRangeStart "
    "customXmlMoveToRangeEnd customXmlMoveToRangeStart lastRenderedPageBreak moveFromRangeEnd moveFromRangeStart "
    "moveToRangeEnd moveToRangeStart permEnd permStart proofErr softHyphen",
)
"""Marks between words that print nothing."""
FORM_SETTINGS = _names(
    "w",
    "calcOnExit checkBox ddList enabled entryMacro exitMacro format helpText label maxLength name size sizeAuto "
    "statusText tabIndex textInput default",
)
"""Settings of an old form field; what it shows is read from `w:listEntry`, `w:result` and `w:checked`."""
CARRIES_NOTHING = STRUCTURE | PROPERTIES | MARKS | FORM_SETTINGS
"""Elements without words or meaning of their own."""
UNPRINTED_TEXT = frozenset(
    {f"wp:{name}" for name in ("posOffset", "align")}
    | {f"wp14:{name}" for name in ("pctPosHOffset", "pctPosVOffset", "pctWidth", "pctHeight")}
    | {f"o:{name}" for name in ("LinkType", "LockedField", "FieldCodes")}
)
"""Elements of drawings and objects whose text is a measure or a setting."""
NAMED_ELEMENTS: Mapping[str, str] = {
    "w:contentPart": "ink",
    "w:control": "control",
    "w:movie": "movie",
    "w:objectEmbed": "object",
    "w:objectLink": "object",
    "o:OLEObject": "object",
    "pic:pic": "picture",
    "c:chart": "chart",
    "cx:chart": "chart",
    "dgm:relIds": "smartart",
    "w:altChunk": "file",
    "w:subDoc": "file",
    "w:commentReference": "comment",
    "w:dayLong": "date",
    "w:dayShort": "date",
    "w:monthLong": "date",
    "w:monthShort": "date",
    "w:yearLong": "date",
    "w:yearShort": "date",
}
"""Element that is not taken over → kind of finding that names it."""
SHAPES = frozenset(
    {f"v:{name}" for name in ("shape", "rect", "roundrect", "oval", "arc", "polyline", "curve")} | {"a:custGeom"}
)
"""Elements of a drawn shape, which may mean something without having words; a mere line does not."""
CONNECTOR_TYPE = "#_x0000_t32"
"""Type of a `v:shape` that is a straight line."""
LINE_GEOMETRIES = ("line", "lineInv", "straightConnector1")
"""Preset geometries that are mere lines."""
SILENT_FIELDS = frozenset(
    {
        *("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF", "TC", "TA", "XE", "RD", "SET", "ASK", "PRIVATE"),
        *("ADVANCE", "TOC", "INDEX", "BIBLIOGRAPHY"),
    }
)
"""Fields that number pages or print nothing where they are."""
