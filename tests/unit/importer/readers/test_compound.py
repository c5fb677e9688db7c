"""The container of an old .doc."""

from __future__ import annotations

import struct

import pytest

from taizhou_brief.importer.readers.compound import HEADER_SIZE, check_compound_file, has_valid_header
from taizhou_brief.importer.readers.unreadable import UnreadableFile

SOUND = {"version": 3, "order": 0xFFFE, "shift": 9, "tables": 1, "first": 0, "root": 5}


def compound(**changes: int) -> bytes:
    """A container of a header and two sectors."""
    parts = SOUND | changes
    size = 1 << 9
    data = bytearray(size * 3)
    struct.pack_into("<HHH", data, 26, parts["version"], parts["order"], parts["shift"])
    struct.pack_into("<II", data, 44, parts["tables"], parts["first"])
    root = (parts["first"] + 1) * size + 66
    data[root : root + 1] = bytes([parts["root"]])
    return bytes(data)


def test_a_sound_container_passes() -> None:
    """Also where the last sector is cut short."""
    assert has_valid_header(compound())
    assert has_valid_header(compound()[:-200])
    check_compound_file(compound())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        compound()[: HEADER_SIZE - 1],
        compound()[: HEADER_SIZE + 50],
        compound(version=7),
        compound(order=0xFEFF),
        compound(shift=12),
        compound(tables=0),
        compound(tables=9),
        compound(first=2),
        compound(root=1),
    ],
)
def test_a_broken_container_is_refused(data: bytes) -> None:
    """Before LibreOffice is started."""
    with pytest.raises(UnreadableFile) as error:
        check_compound_file(data)
    assert error.value.code == "I755"
