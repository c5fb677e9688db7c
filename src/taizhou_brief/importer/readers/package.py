"""The zip around a .docx: opened under limits, its parts found by content types and relationships."""

# ruff: noqa: D102 (start, end, text and namespace are told by the Handler they fill in for)
from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO

from taizhou_brief.importer.readers.unreadable import UnreadableFile
from taizhou_brief.importer.readers.xml_stream import Attributes, XmlBudget, walk_xml

ENTRIES = 2000
DIRECTORY = 1 << 20
EXPANDED = 200 << 20
PART = 64 << 20
"""Bytes one XML part may have: a briefing's is under 1 MB."""
RATIO = 150
"""Word's XML shrinks 10 to 40 times; a bomb a thousand times."""
SMALL = 1 << 20
"""Below this a part may shrink as it likes."""
CHUNK = 1 << 16

AGAIN = "请用 Word 或 WPS 打开后另存为新的 .docx"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part: its id, the last word of its type, and the part it leads to."""

    id: str
    kind: str
    target: str


@dataclass(slots=True)
class DocxPackage:
    """An opened package; `names` are lower case, as the standard compares them."""

    archive: zipfile.ZipFile
    names: Mapping[str, zipfile.ZipInfo]
    types: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)

    def has(self, part: str) -> bool:
        return part.lower().lstrip("/") in self.names

    def type(self, part: str) -> str:
        """The content type of a part, or an empty string."""
        key = part.lower().lstrip("/")
        return self.types.get(key) or self.defaults.get(key.rpartition(".")[2], "")

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part, piece by piece, never more than its directory entry promised."""
        info = self.names.get(part.lower().lstrip("/"))
        if info is None:
            raise UnreadableFile("I755", f"文件里缺少 {part}", AGAIN)
        if info.file_size > PART:
            raise UnreadableFile("I752", f"文件里的 {info.filename[:40]} 展开后超过 {PART >> 20} MB", AGAIN)
        try:
            with self.archive.open(info) as stream:
                while chunk := stream.read(CHUNK):
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, struct.error) as error:
            raise UnreadableFile("I755", "文件已损坏或不完整", "请重新下载或拷贝，再用 Word 打开看看") from error

    def relations(self, part: str, budget: XmlBudget) -> tuple[Relation, ...]:
        """The internal relationships of a part; `""` is the package itself."""
        folder, _, name = part.lstrip("/").rpartition("/")
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(path):
            return ()
        reader = _Relations(folder)
        walk_xml(self.chunks(path), reader, budget)
        return tuple(reader.found)


class _Rows:
    """A handler that only looks at start tags."""

    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...
    def namespace(self, prefix: str, uri: str) -> None: ...


class _Relations(_Rows):
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.found: list[Relation] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name != "rel:Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "")
        target = posixpath.normpath(target if target.startswith("/") else posixpath.join("/", self.folder, target))
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.found.append(Relation(attributes.get("Id", ""), kind, target.lstrip("/")))


class _Types(_Rows):
    def __init__(self) -> None:
        self.types: dict[str, str] = {}
        self.defaults: dict[str, str] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        kind = attributes.get("ContentType", "")
        if name == "ct:Override":
            self.types[attributes.get("PartName", "").lower().lstrip("/")] = kind
        elif name == "ct:Default":
            self.defaults[attributes.get("Extension", "").lower()] = kind


def _directory_limit(data: bytes) -> None:
    """Refuse a giant or split central directory before the library builds a list of it."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if end < 0 or len(data) < end + 22:
        raise UnreadableFile("I755", "文件不完整，后半截丢了", "请重新下载或拷贝这个文件")
    entries, size = struct.unpack_from("<HI", data, end + 10)
    if entries > ENTRIES or size > DIRECTORY or data[max(0, end - 20) : end].startswith(b"PK\x06\x07"):
        raise UnreadableFile("I752", f"压缩包里的项目超过 {ENTRIES} 个", AGAIN)


def open_package(data: bytes, budget: XmlBudget) -> DocxPackage:
    """Open a zip under limits and read its content types; raise `UnreadableFile`."""
    _directory_limit(data)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError, OverflowError) as error:
        raise UnreadableFile("I755", "文件已损坏或不完整", "请重新下载或拷贝这个文件") from error
    if len(infos) > ENTRIES:
        raise UnreadableFile("I752", f"压缩包里的项目超过 {ENTRIES} 个", AGAIN)
    if sum(info.file_size for info in infos) > EXPANDED:
        raise UnreadableFile("I752", f"文件展开后超过 {EXPANDED >> 20} MB", AGAIN)
    for info in infos:
        if info.file_size > SMALL and info.file_size > RATIO * max(1, info.compress_size):
            raise UnreadableFile("I752", f"文件里的 {info.filename[:40]} 压缩得不合常理，可能是恶意文件", AGAIN)
        if info.flag_bits & 1:
            raise UnreadableFile("I754", "压缩包加了密码", "请去掉密码后再导入")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableFile("I755", "压缩包用了 Word 不用的压缩方法", AGAIN)
    package = DocxPackage(archive, {info.filename.lower().lstrip("/"): info for info in infos})
    if package.has("[Content_Types].xml"):
        types = _Types()
        walk_xml(package.chunks("[Content_Types].xml"), types, budget)
        package.types, package.defaults = types.types, types.defaults
    return package
