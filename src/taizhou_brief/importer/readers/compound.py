"""The frame of an old .doc or .wps, a Compound File: refused where it is broken, before LibreOffice is started for it.

The layout is that of [MS-CFB]; only what every reader needs first is looked at, so that a whole file always passes.
"""

from __future__ import annotations

import struct

from taizhou_brief.importer.readers.unreadable import UnreadableFile

HEADER = 512
"""Bytes of the header."""
LITTLE_ENDIAN = 0xFFFE
SECTORS = {3: 9, 4: 12}
"""Version of the format → the power of two that is its size of a sector."""
ENTRY = 128
"""Bytes of an entry of the directory."""
ROOT = 5
"""The kind of the first entry."""
_KIND = 66
"""Where an entry says its kind."""


def check_compound_file(data: bytes) -> None:
    """Raise `UnreadableFile` where header or directory of a compound file cannot be right."""
    if not is_complete(data):
        raise UnreadableFile(
            "I755", "文件已损坏或不完整", "请重新下载或拷贝这个文件，用 Word 或 WPS 打开看看，另存为 .docx 再导入"
        )


def is_complete(data: bytes) -> bool:
    """Whether the header makes sense and leads to a directory that begins with its root."""
    if len(data) < HEADER:
        return False
    version, order, shift = struct.unpack_from("<HHH", data, 26)
    if order != LITTLE_ENDIAN or SECTORS.get(version) != shift:
        return False
    tables, first = struct.unpack_from("<II", data, 44)
    size = 1 << shift
    sectors = -(-(len(data) - size) // size)  # the last one may be cut short
    directory = (first + 1) * size
    if not 0 < tables <= sectors or first >= sectors or directory + ENTRY > len(data):
        return False
    return bool(data[directory + _KIND] == ROOT)
