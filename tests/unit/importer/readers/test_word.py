"""Word documents, and what else comes in a zip."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.readers.docx import find_main_part
from taizhou_brief.importer.readers.package import open_package
from taizhou_brief.importer.readers.unreadable import UnreadableFile
from taizhou_brief.importer.readers.word import ReadResult, detect_package_format, read_package
from taizhou_brief.importer.readers.xml_stream import XmlBudget
from tests.office_files import MAIN_TYPE, docx, p, zipped


def read(data: bytes, name: str) -> ReadResult:
    """Read a zip package as the table of readers does."""
    return read_package(data, name, "zip", mismatched=False)


def test_a_document_is_read() -> None:
    """A wrong extension is noted, macros are a warning."""
    format_name, lines, diagnostics = read(docx(p("甲")), "a.docx")
    assert (format_name, [line.text for line in lines], diagnostics) == ("docx", ["甲"], ())
    assert [each.code for each in read(docx(p("甲")), "a.doc")[2]] == ["I782"]
    macro = docx(
        p("甲"),
        main_type=MAIN_TYPE.replace(
            "openxmlformats-officedocument.wordprocessingml.document", "ms-word.document.macroEnabled"
        ),
    )
    assert [each.code for each in read(macro, "a.docm")[2]] == ["I775"]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"a.txt": "甲"}, "普通压缩包"),
        ({"mimetype": "application/epub+zip"}, "EPUB"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "ODF 表格"),
    ],
)
def test_other_zips_are_refused_by_name(parts: dict[str, str], words: str) -> None:
    """A book, a sheet, a mere archive."""
    package = open_package(zipped(parts), XmlBudget())
    with pytest.raises(UnreadableFile, match=words) as error:
        detect_package_format(package, find_main_part(package, XmlBudget()))
    assert error.value.code == "I757"


def test_an_open_document_is_known_by_its_type() -> None:
    """LibreOffice converts it."""
    package = open_package(zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), XmlBudget())
    assert detect_package_format(package, "word/document.xml") == "odt"
