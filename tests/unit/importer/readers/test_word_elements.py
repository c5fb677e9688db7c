"""Every element of WordprocessingML is taken over, known to carry nothing, or named."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhou_brief.importer.readers.docx_findings import DocxFindings
from taizhou_brief.importer.readers.numbering import NumberingCounter, NumberingLists
from taizhou_brief.importer.readers.run_format import RUN_PROPERTIES
from taizhou_brief.importer.readers.runs import TRACKED_CHANGES, StoryContext
from taizhou_brief.importer.readers.story import StoryReader
from taizhou_brief.importer.readers.styles import Styles
from taizhou_brief.importer.readers.word_elements import (
    CARRIES_NOTHING,
    FORM_SETTINGS,
    NAMED_ELEMENTS,
    PROPERTIES,
    SKIPPED_ELEMENTS,
    STRUCTURE,
)
from taizhou_brief.importer.readers.xml_stream import XmlBudget, walk_xml
from tests.office_files import NAMESPACES, p, run

CASES = Path(__file__).parents[3] / "cases"
ELEMENTS = (CASES / "word_elements.txt").read_text(encoding="utf-8").split()
"""All elements that the schema allows in the body, the notes, the headers and the footers of a document."""
IN_SETTINGS = {
    *("alias", "attr", "bibliography", "calendar", "citation", "comboBox", "dataBinding", "date", "dateFormat"),
    *("docPart", "docPartCategory", "docPartGallery", "docPartList", "docPartObj", "docPartUnique", "dropDownList"),
    *("equation", "group", "hps", "hpsBaseText", "hpsRaise", "id", "lid", "listItem", "lock", "picture", "placeholder"),
    *("richText", "rubyAlign", "showingPlcHdr", "storeMappedDataAs", "tag", "temporary", "text", "dirty", "matchSrc"),
}
"""Elements that the schema allows only within one of `SKIPPED_ELEMENTS`."""


def read(body: str) -> tuple[str, list[str]]:
    """The text of a story, and the kinds of what was found in it."""
    findings = DocxFindings()
    shared = StoryContext(Styles(), NumberingCounter(NumberingLists(), Styles()), findings, XmlBudget())
    story = StoryReader("text", shared)
    walk_xml([f"<w:body {NAMESPACES}>{body}</w:body>".encode()], story, XmlBudget())
    return "".join(line.text for line in story.lines), [item.kind for item in findings.items]


def is_known(name: str) -> bool:
    """Whether the reader has a rule for an element."""
    shared = StoryContext(Styles(), NumberingCounter(NumberingLists(), Styles()), DocxFindings(), XmlBudget())
    handled = StoryReader("text", shared).start_handlers
    rules = (handled, CARRIES_NOTHING, NAMED_ELEMENTS, SKIPPED_ELEMENTS, RUN_PROPERTIES, TRACKED_CHANGES)
    return any(name in rule for rule in rules)


def test_every_element_of_the_schema_has_a_rule() -> None:
    """Nothing is passed over because nobody thought of it."""
    assert [name for name in ELEMENTS if not is_known(f"w:{name}") and name not in IN_SETTINGS] == []


def test_text_in_any_element_is_read_or_named() -> None:
    """Wherever an element stands, the words in it do not vanish unless it holds no text of the document."""
    silent = {"instrText", *(name.removeprefix("w:") for name in SKIPPED_ELEMENTS), "del", "moveFrom"}
    lost = []
    for name in ELEMENTS:
        inner = "里面的字" if name in ("t", "instrText", "delText", "delInstrText") else run("里面的字")
        element = f'<w:{name} w:val="2">{inner}</w:{name}>'
        text, kinds = read(p("前") + (element if name in ("p", "tbl") else p(xml=element)) + p("后"))
        if not ("里面的字" in text or kinds or name in silent) or not (text.startswith("前") and text.endswith("后")):
            lost.append(name)
    assert lost == []


def test_properties_are_no_structure() -> None:
    """Each element is in one list only."""
    groups = (STRUCTURE, PROPERTIES, FORM_SETTINGS, SKIPPED_ELEMENTS, frozenset(NAMED_ELEMENTS), set(RUN_PROPERTIES))
    assert sum(map(len, groups)) == len(frozenset[str]().union(*groups))


@pytest.mark.parametrize("name", ["w:brandNew", "wpx:new"])
def test_what_no_schema_has_is_named(name: str) -> None:
    """An element of a later version, or words where no words belong."""
    assert read(p("前", xml=f"<{name}>字</{name}>")) == ("前", ["unknown"] * (1 + name.startswith("w:")))


@pytest.mark.parametrize("name", NAMED_ELEMENTS)
def test_named_elements_are_named(name: str) -> None:
    """Once each."""
    declared = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    declared += 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    declared += 'xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex" '
    declared += 'xmlns:o="urn:schemas-microsoft-com:office:office" '
    declared += 'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    assert read(p("前", xml=f"<w:r><{name} {declared}/></w:r>")) == ("前", [NAMED_ELEMENTS[name]])
