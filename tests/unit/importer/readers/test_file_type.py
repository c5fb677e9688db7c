"""The format of a file, from its content."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.readers.file_type import OLE_MAGIC, check_extension, detect_format, get_file_suffix
from taizhou_brief.importer.readers.unreadable import UnreadableFile


@pytest.mark.parametrize(
    ("data", "format_name"),
    [
        (b"PK\x03\x04", "zip"),
        (OLE_MAGIC + "WordDocument".encode("utf-16-le"), "doc"),
        (b"  {\\rtf1", "rtf"),
        (b"\n%PDF-1.7", "pdf"),
        ("甲".encode(), "txt"),
        (b"<b>", "txt"),
    ],
)
def test_a_format_is_known_by_its_content(data: bytes, format_name: str) -> None:
    """Whatever the name."""
    assert detect_format(data) == format_name


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "I750"),
        (b"\xef\xbb\xbf \r\n", "I750"),
        (b"\x89PNG\r\n\x1a\n", "I757"),
        (b"RIFF....WEBP", "I757"),
        (b"Rar!", "I757"),
        (b"MZ", "I757"),
        (b"<!DOCTYPE html><p>", "I757"),
        (OLE_MAGIC + "EncryptedPackage".encode("utf-16-le"), "I754"),
        (OLE_MAGIC + "Workbook".encode("utf-16-le"), "I757"),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, code: str) -> None:
    """And named."""
    with pytest.raises(UnreadableFile) as error:
        detect_format(data)
    assert error.value.code == code


@pytest.mark.parametrize(
    ("name", "suffix"), [("a.DOCX", "docx"), ("a\\b.doc", "doc"), ("a", ""), (".txt", ""), ("a.b/c", "")]
)
def test_the_extension_is_that_of_the_last_part(name: str, suffix: str) -> None:
    """In lower case, without the dot."""
    assert get_file_suffix(name) == suffix


def test_extension_and_content_must_agree() -> None:
    """Offices save many formats as .doc; a .docx is a .docx."""
    assert not check_extension("a.docx", "docx")
    assert not check_extension("a", "pdf")
    assert not check_extension("a.xyz", "pdf")
    assert check_extension("a.doc", "rtf")
    with pytest.raises(UnreadableFile) as error:
        check_extension("a.docx", "pdf")
    assert error.value.code == "I756"
