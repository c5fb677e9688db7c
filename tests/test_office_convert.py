"""Files of other programs, through LibreOffice where it is installed."""

from __future__ import annotations

import struct
import sys
import time
from pathlib import Path

import pytest

from taizhou_brief.importer import readers
from taizhou_brief.importer.readers import libreoffice, sandbox
from taizhou_brief.importer.readers.sandbox import SandboxLimits, run_sandboxed
from tests.office_files import LAYOUTS, LONG, NEEDS_OFFICE, by_libreoffice, numbered


@NEEDS_OFFICE
@pytest.mark.slow
@pytest.mark.parametrize(
    ("layout", "ending"), [("numbered", "doc"), ("plain", "doc"), ("boxed", "odt"), ("styled", "odt")]
)
def test_other_formats_say_the_same(layout: str, ending: str) -> None:
    """The paragraphs of an issue come out of .odt and .doc as out of .docx."""
    rows = list(LONG)
    data = numbered(rows, apart=True) if layout == "numbered" else LAYOUTS[layout](rows)
    reading = readers.read_office_file(by_libreoffice(data, "docx", ending), f"a.{ending}")
    assert reading.source is not None
    assert reading.source.media == ending
    assert [line.number + line.text for line in reading.source.lines if line.number + line.text] == rows
    assert "I782" in [diagnostic.code for diagnostic in reading.diagnostics]


@pytest.mark.slow
@NEEDS_OFFICE
def test_rtf_is_read() -> None:
    """An .rtf, and the same content under the names .doc and .wps, is read."""
    text = "".join(f"\\u{ord(character)}?" for character in "示范市工作简报")
    data = rf"{{\rtf1\ansi {text}\par}}".encode()
    for name in ("a.rtf", "a.doc", "a.wps"):
        source = readers.read_office_file(data, name).source
        assert source is not None
        assert [line.text for line in source.lines if line.text] == ["示范市工作简报"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def container(*, order: int = 0xFFFE, shift: int = 9, first: int = 1, root: int = 5) -> bytes:
    """A compound file of two sectors: its table, and a directory that names a document."""
    header = OLE + bytes(16) + struct.pack("<HHHHH", 62, 3, order, shift, 6) + bytes(10) + struct.pack("<II", 1, first)
    entry = "WordDocument".encode("utf-16-le").ljust(66, b"\0") + bytes([root])
    return header.ljust(512, b"\0") + bytes(512) + entry.ljust(512, b"\0")


BROKEN = [OLE + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(1000), container(order=0), container(shift=12)]
BROKEN += [container(first=9), container(root=2), container()[:600] + "WordDocument".encode("utf-16-le")]


@pytest.mark.parametrize("data", BROKEN)
def test_a_broken_container_starts_no_libreoffice(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused by its own frame, within milliseconds."""

    def started(*_: object, **__: object) -> sandbox.SandboxOutcome:
        pytest.fail("LibreOffice was started")

    monkeypatch.setattr(libreoffice, "find_libreoffice", lambda: "soffice")
    monkeypatch.setattr(libreoffice, "run_sandboxed", started)
    assert [diagnostic.code for diagnostic in readers.read_office_file(data, "a.doc").diagnostics] == ["I755"]


@pytest.mark.slow
@NEEDS_OFFICE
def test_what_libreoffice_cannot_open_is_refused() -> None:
    """A container with a whole frame that holds no document is refused, not hung upon."""
    reading = readers.read_office_file(container(), "a.doc")
    assert reading.source is None
    assert [diagnostic.code for diagnostic in reading.diagnostics] in (["I766"], ["I768"])


def test_without_libreoffice_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no LibreOffice is, the editor is told to save as .docx."""
    monkeypatch.setattr(libreoffice, "find_libreoffice", lambda: "")
    reading = readers.read_office_file(rb"{\rtf1 a}", "a.rtf")
    assert [diagnostic.code for diagnostic in reading.diagnostics] == ["I765"]
    assert ".docx" in reading.diagnostics[0].hint


def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A converter that hangs is stopped with everything it started, and the file is refused."""
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 60 & sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(libreoffice, "find_libreoffice", lambda: str(slow))
    monkeypatch.setattr(libreoffice, "LIMITS", SandboxLimits(memory=0, data=0, processor=5, wall=1))
    before = time.monotonic()
    reading = readers.read_office_file(rb"{\rtf1 a}", "a.rtf")
    assert time.monotonic() - before < 20
    assert [diagnostic.code for diagnostic in reading.diagnostics] == ["I764"]


@pytest.mark.slow
def test_a_child_is_held_to_memory_and_processor() -> None:
    """A child that takes too much ends; what it says is handed over where it does not."""
    python = (sys.executable, "-c")
    limits = SandboxLimits(memory=1 << 30, data=0, processor=1, wall=20)
    assert run_sandboxed((*python, "print(1 + 1)"), limits).output.strip() == b"2"
    assert run_sandboxed((*python, "print(len(bytes(2 << 30)))"), limits).code != 0
    spinning = run_sandboxed((*python, "while True: pass"), limits)
    assert spinning.code != 0
    assert not spinning.late


def test_a_child_reads_what_it_is_given() -> None:
    """Standard input reaches the child whole."""
    command = (sys.executable, "-c", "import sys; print(len(sys.stdin.buffer.read()))")
    assert run_sandboxed(command, sandbox.SandboxLimits(0, 0, 10, 20), bytes(300_000)).output.strip() == b"300000"
