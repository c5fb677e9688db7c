"""Hostile, broken and misnamed files: each is refused, quickly, and named for what it is."""

from __future__ import annotations

import io
import resource
import struct
import subprocess
import sys
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhou_brief.diagnostics import CODES
from taizhou_brief.importer import readers
from tests.office_files import NAMESPACES, docx, p, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def ole(*streams: str) -> bytes:
    """The beginning of an OLE container with these streams in its directory."""
    return OLE + b"".join(name.encode("utf-16-le").ljust(128, b"\x00") for name in streams)


def bomb() -> bytes:
    """A package of 100 KB whose body expands to 100 MB."""
    return docx("<w:p/>" + " " * 100_000_000)


def layered_bomb() -> bytes:
    """Many parts, each not so large, together too large."""
    parts = {f"word/{n}.xml": bytes(1000) + b"ab" * 1_000_000 for n in range(150)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in list(parts.items())[:4]:
            archive.writestr(name, content)
    data = bytearray(buffer.getvalue())
    at = data.find(b"PK\x01\x02")
    while at >= 0:  # the directory claims 60 MB a part
        struct.pack_into("<II", data, at + 20, 60_000_000, 60_000_000)
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(data)


def many_entries() -> bytes:
    """A zip with more entries than any document has."""
    return zipped({f"word/{n}.xml": "" for n in range(3000)})


def raw(document: str, *, packed: bool = True) -> bytes:
    """A package that is nothing but this document."""
    return zipped({"word/document.xml": document}, packed=packed)


LAUGHS = '<!DOCTYPE lolz [<!ENTITY a "哈哈哈哈">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
OPEN = f"<w:document {NAMESPACES}><w:body>"
CLOSE = "</w:body></w:document>"

HOSTILE = {
    "zip bomb": ("a.docx", bomb, "I752"),
    "layered bomb": ("a.docx", layered_bomb, "I752"),
    "many entries": ("a.docx", many_entries, "I752"),
    "deep XML": ("a.docx", lambda: raw(OPEN + "<w:ins>" * 100_000), "I752"),
    "flood of elements": ("a.docx", lambda: raw(OPEN + "<w:p/>" * 2_000_000 + CLOSE), "I752"),
    "flood of incompressible elements": (
        "a.docx",
        lambda: raw(OPEN + "".join(f'<w:p n="{n * 7919 % 999_983}"/>' for n in range(260_000)) + CLOSE),
        "I752",
    ),
    "huge attribute": ("a.docx", lambda: raw(OPEN + f'<w:p x="{"甲" * 3_000_000}"/>' + CLOSE, packed=False), "I752"),
    "huge comment": (
        "a.docx",
        lambda: raw(OPEN + "<!--" + "0123456789" * 600_000 + "-->" + p("正文") + CLOSE, packed=False),
        "I752",
    ),
    "flood of text": ("a.docx", lambda: docx(p("示范市" * 2_000_000)), "I752"),
    "billion laughs": ("a.docx", lambda: raw(LAUGHS + f"]>{OPEN}&i;{CLOSE}"), "I753"),
    "external entity": (
        "a.docx",
        lambda: raw('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
        "I753",
    ),
    "external document type": ("a.docx", lambda: raw('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>'), "I753"),
    "cut short": ("a.docx", lambda: docx(p("正文"))[:700], "I755"),
    "flipped byte": ("a.docx", lambda: flipped(docx(p("正文" * 500))), "I755"),
    "XML that does not end": ("a.docx", lambda: raw(OPEN + p("正文")), "I755"),
    "XML in no encoding": ("a.docx", lambda: raw('<?xml version="1.0" encoding="klingon"?><a/>'), "I755"),
    "no body": ("a.docx", lambda: zipped({"[Content_Types].xml": "<Types/>"}), "I757"),
    "too large": ("a.docx", lambda: b"PK" + bytes(21 << 20), "I751"),
    "encrypted docx": ("a.docx", lambda: ole("EncryptionInfo", "EncryptedPackage"), "I754"),
    "doc named docx": ("a.docx", lambda: ole("WordDocument", "1Table"), "I756"),
    "xls named doc": ("a.doc", lambda: ole("Workbook"), "I757"),
    "mail": ("a.doc", lambda: ole("__substg1.0_0037001F"), "I757"),
    "xlsx named docx": (
        "a.docx",
        lambda: docx(
            "", main_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", folder="xl"
        ),
        "I757",
    ),
    "odt named docx": (
        "a.docx",
        lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
        "I756",
    ),
    "epub": ("a.docx", lambda: zipped({"mimetype": "application/epub+zip"}), "I757"),
    "plain zip": ("a.docx", lambda: zipped({"a.txt": "甲"}), "I757"),
    "pdf named docx": ("a.docx", lambda: b"%PDF-1.7\n", "I756"),
    "docx named pdf": ("a.pdf", lambda: docx(p("正文")), "I756"),
    "docx named txt": ("a.txt", lambda: docx(p("正文")), "I756"),
    "text named docx": ("a.docx", "台州的工作，".encode, "I756"),
    "rtf named docx": ("a.docx", lambda: rb"{\rtf1 a}", "I756"),
    "empty": ("a.docx", lambda: b"", "I750"),
    "zeros": ("a.docx", lambda: bytes(4096), "I750"),
    "no text": ("a.docx", lambda: docx("<w:p/>"), "I768"),
    "png": ("a.docx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "I757"),
    "jpeg": ("a.jpg", lambda: b"\xff\xd8\xff\xe0" + bytes(99), "I757"),
    "rar": ("a.docx", lambda: b"Rar!\x1a\x07" + bytes(99), "I757"),
    "web page named doc": ("a.doc", lambda: b"<html><body>x</body></html>", "I757"),
    "flood of text lines": ("a.txt", ("字\n" * 200_000).encode, "I752"),
    "one endless line": ("a.txt", ("第3期\n" + "一是" * 3_000_000).encode, "I752"),
    "program": ("a.txt", lambda: b"\x7fELF" + bytes(99), "I757"),
}


def flipped(data: bytes) -> bytes:
    """One byte of the packed body changed."""
    at = data.rfind(b"word/document.xml", 0, data.find(b"PK\x01\x02")) + 30
    return data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]


@pytest.mark.parametrize("case", HOSTILE)
def test_every_bad_file_is_refused_and_named(case: str) -> None:
    """One diagnostic with the right code and a way out, in little time and memory."""
    name, make, code = HOSTILE[case]
    data = make()
    tracemalloc.start()
    before = time.process_time()
    reading = readers.read_office_file(data, name)
    spent = time.process_time() - before
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert reading.source is None
    assert [diagnostic.code for diagnostic in reading.diagnostics] == [code]
    assert reading.diagnostics[0].message
    assert reading.diagnostics[0].hint
    assert spent < 12  # tracing makes it several times slower; without it every case is under two seconds
    assert peak < 200 << 20


WATCH = """
import sys, time
from taizhou_brief.importer import readers
data = sys.stdin.buffer.read()
before = time.process_time()
reading = readers.read_office_file(data, "a.docx")
spent = time.process_time() - before
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(spent, peak, reading.source is None)
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from /proc")
@pytest.mark.parametrize("case", ["zip bomb", "flood of incompressible elements", "huge attribute", "flood of text"])
def test_the_worst_files_cost_little(case: str) -> None:
    """In a process of its own: refused within two seconds (four on a slow machine) and 300 MB."""
    data = HOSTILE[case][1]()
    done = subprocess.run([sys.executable, "-c", WATCH], input=data, capture_output=True, check=True, timeout=60)
    spent, kilobytes, refused = done.stdout.split()
    assert refused == b"True"
    assert float(spent) < 4
    assert int(kilobytes) < 300_000


def test_what_is_just_within_the_limits_is_read() -> None:
    """Limits do not touch real files: a long issue with a drawing of half a megabyte in one attribute is read."""
    drawing = f'<w:r><w:pict><v:shape><v:gfx data="{"QUJD" * 125_000}"/></v:shape></w:pict></w:r>'
    body = p("甲", xml=drawing) + "".join(p(f"第{n}段，有些字。") for n in range(5000))
    assert readers.read_office_file(docx(body), "a.docx").source is not None


def test_a_name_that_says_nothing_leaves_it_to_the_content() -> None:
    """From standard input there is no ending to disagree with."""
    assert readers.read_office_file(docx(p("正文")), "-").source is not None
    assert readers.read_office_file("台州的工作，".encode(), "").source is not None


def test_every_code_is_explained() -> None:
    """The codes that tests see have a line of explanation."""
    assert {code for _, _, code in HOSTILE.values()} <= set(CODES)
    assert all(code.startswith("I7") and int(code[1:]) >= 750 for _, _, code in HOSTILE.values())


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_to_a_document_crashes_the_reader(data: st.DataObject) -> None:
    """A .docx with bytes changed, cut or doubled is read or refused."""
    good = docx(p("正文\n第二行", xml="<w:del><w:r><w:t>x</w:t></w:r></w:del>"))
    at = data.draw(st.integers(0, len(good)))
    length = data.draw(st.integers(0, 40))
    bad = good[:at] + data.draw(st.binary(max_size=40)) + good[at + length :]
    reading = readers.read_office_file(bad, "a.docx")
    assert reading.source is not None or reading.diagnostics


def test_this_process_keeps_its_own_limits() -> None:
    """The limits of children are set in the children."""
    before = resource.getrlimit(resource.RLIMIT_CPU)
    readers.read_office_file(b"%PDF-1.4\n", "a.pdf")
    assert resource.getrlimit(resource.RLIMIT_CPU) == before
