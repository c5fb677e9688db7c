"""Check of the container of an old .doc or .wps, a Compound File, so that LibreOffice is not started for a broken one.

The layout is defined by [MS-CFB]; only what every reader needs first is checked, so that an intact file always passes.
"""

from __future__ import annotations

import struct

from taizhou_brief.importer.readers.unreadable import UnreadableFile

HEADER_SIZE = 512
"""Size of the header in bytes."""
LITTLE_ENDIAN = 0xFFFE
"""Byte order mark of the header."""
SECTOR_SHIFTS = {3: 9, 4: 12}
"""Version of the format → binary logarithm of its sector size."""
DIRECTORY_ENTRY_SIZE = 128
"""Size of a directory entry in bytes."""
ROOT_STORAGE = 5
"""Type of the first directory entry, the root storage."""
_ENTRY_TYPE_OFFSET = 66
"""Offset of the type in a directory entry."""


def check_compound_file(data: bytes) -> None:
    """Raise `UnreadableFile` if the header or the directory of a compound file is invalid."""
    if not has_valid_header(data):
        raise UnreadableFile(
            "I755", "文件已损坏或不完整", "请重新下载或拷贝这个文件，用 Word 或 WPS 打开看看，另存为 .docx 再导入"
        )


def has_valid_header(data: bytes) -> bool:
    """Return whether the header is consistent and refers to a directory that begins with the root storage."""
    if len(data) < HEADER_SIZE:
        return False
    version, byte_order, sector_shift = struct.unpack_from("<HHH", data, 26)
    if byte_order != LITTLE_ENDIAN or SECTOR_SHIFTS.get(version) != sector_shift:
        return False
    allocation_tables, first_directory_sector = struct.unpack_from("<II", data, 44)
    sector_size = 1 << sector_shift
    sector_count = -(-(len(data) - sector_size) // sector_size)  # the last one may be cut short
    directory_offset = (first_directory_sector + 1) * sector_size
    if (
        not 0 < allocation_tables <= sector_count
        or first_directory_sector >= sector_count
        or directory_offset + DIRECTORY_ENTRY_SIZE > len(data)
    ):
        return False
    return bool(data[directory_offset + _ENTRY_TYPE_OFFSET] == ROOT_STORAGE)
