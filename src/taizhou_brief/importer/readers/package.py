"""The zip package of a .docx: opened under limits, its parts found by content types and relationships."""

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

MAX_ENTRIES = 2000
MAX_DIRECTORY_SIZE = 1 << 20
"""Bytes of the zip's central directory."""
MAX_EXPANDED_SIZE = 200 << 20
"""Bytes of all parts together, uncompressed."""
MAX_PART_SIZE = 64 << 20
"""Bytes of one XML part, uncompressed: that of a briefing is under 1 MB."""
MAX_COMPRESSION_RATIO = 150
"""Word's XML compresses 10 to 40 times; a zip bomb a thousand times."""
RATIO_FREE_SIZE = 1 << 20
"""Bytes of a part up to which any compression ratio is accepted."""
CHUNK_SIZE = 1 << 16

RESAVE_HINT = "请用 Word 或 WPS 打开后另存为新的 .docx"


@dataclass(frozen=True, slots=True)
class Relation:
    """Relationship of a part: its id, the last component of its type, and the target part or address."""

    id: str
    kind: str
    target: str
    external: bool = False


@dataclass(slots=True)
class DocxPackage:
    """Opened package; `names` are in lower case because the standard compares them so."""

    archive: zipfile.ZipFile
    names: Mapping[str, zipfile.ZipInfo]
    types: Mapping[str, str] = field(default_factory=dict)
    """Part name → content type."""
    defaults: Mapping[str, str] = field(default_factory=dict)
    """File name extension → content type."""

    def has_part(self, part: str) -> bool:
        """Return whether the package contains a part."""
        return part.lower().lstrip("/") in self.names

    def get_content_type(self, part: str) -> str:
        """Return the content type of a part, or an empty string."""
        key = part.lower().lstrip("/")
        return self.types.get(key) or self.defaults.get(key.rpartition(".")[2], "")

    def read_chunks(self, part: str) -> Iterator[bytes]:
        """Yield a part in chunks, never more bytes than its directory entry states; raise `UnreadableFile`."""
        info = self.names.get(part.lower().lstrip("/"))
        if info is None:
            raise UnreadableFile("I755", f"文件里缺少 {part}", RESAVE_HINT)
        if info.file_size > MAX_PART_SIZE:
            raise UnreadableFile(
                "I752", f"文件里的 {info.filename[:40]} 展开后超过 {MAX_PART_SIZE >> 20} MB", RESAVE_HINT
            )
        try:
            with self.archive.open(info) as stream:
                while chunk := stream.read(CHUNK_SIZE):
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, struct.error) as error:
            raise UnreadableFile("I755", "文件已损坏或不完整", "请重新下载或拷贝，再用 Word 打开看看") from error

    def read_relations(self, part: str, budget: XmlBudget) -> tuple[Relation, ...]:
        """Return the internal relationships of a part; `""` is the package itself."""
        return tuple(relation for relation in self._read_all_relations(part, budget) if not relation.external)

    def _read_all_relations(self, part: str, budget: XmlBudget) -> tuple[Relation, ...]:
        """Return all relationships of a part."""
        folder, _, name = part.lstrip("/").rpartition("/")
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has_part(path):
            return ()
        reader = _RelationHandler(folder)
        walk_xml(self.read_chunks(path), reader, budget)
        return tuple(reader.relations)

    def read_links(self, part: str, budget: XmlBudget) -> Mapping[str, str]:
        """Return the external targets of a part by the ids of their relationships."""
        return {
            relation.id: relation.target for relation in self._read_all_relations(part, budget) if relation.external
        }


class _StartTagHandler:
    """Base of handlers that only need start tags."""

    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...
    def namespace(self, prefix: str, uri: str) -> None: ...


class _RelationHandler(_StartTagHandler):
    """Handler for a part's relationships."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.relations: list[Relation] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name != "rel:Relationship":
            return
        target, kind = attributes.get("Target", ""), attributes.get("Type", "").rpartition("/")[2]
        if attributes.get("TargetMode") == "External":
            self.relations.append(Relation(attributes.get("Id", ""), kind, target, external=True))
            return
        target = posixpath.normpath(target if target.startswith("/") else posixpath.join("/", self.folder, target))
        self.relations.append(Relation(attributes.get("Id", ""), kind, target.lstrip("/")))


class _ContentTypeHandler(_StartTagHandler):
    """Handler for `[Content_Types].xml`."""

    def __init__(self) -> None:
        self.types: dict[str, str] = {}
        self.defaults: dict[str, str] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        content_type = attributes.get("ContentType", "")
        if name == "ct:Override":
            self.types[attributes.get("PartName", "").lower().lstrip("/")] = content_type
        elif name == "ct:Default":
            self.defaults[attributes.get("Extension", "").lower()] = content_type


def _check_directory_size(data: bytes) -> None:
    """Raise `UnreadableFile` for a huge or split central directory before `zipfile` builds a list of it."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if end < 0 or len(data) < end + 22:
        raise UnreadableFile("I755", "文件不完整，后半截丢了", "请重新下载或拷贝这个文件")
    entries, size = struct.unpack_from("<HI", data, end + 10)
    if entries > MAX_ENTRIES or size > MAX_DIRECTORY_SIZE or data[max(0, end - 20) : end].startswith(b"PK\x06\x07"):
        raise UnreadableFile("I752", f"压缩包里的项目超过 {MAX_ENTRIES} 个", RESAVE_HINT)


def open_package(data: bytes, budget: XmlBudget) -> DocxPackage:
    """Open a zip under limits and read its content types; raise `UnreadableFile` if it breaks one or is damaged."""
    _check_directory_size(data)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError, OverflowError) as error:
        raise UnreadableFile("I755", "文件已损坏或不完整", "请重新下载或拷贝这个文件") from error
    if len(infos) > MAX_ENTRIES:
        raise UnreadableFile("I752", f"压缩包里的项目超过 {MAX_ENTRIES} 个", RESAVE_HINT)
    if sum(info.file_size for info in infos) > MAX_EXPANDED_SIZE:
        raise UnreadableFile("I752", f"文件展开后超过 {MAX_EXPANDED_SIZE >> 20} MB", RESAVE_HINT)
    for info in infos:
        if info.file_size > RATIO_FREE_SIZE and info.file_size > MAX_COMPRESSION_RATIO * max(1, info.compress_size):
            raise UnreadableFile("I752", f"文件里的 {info.filename[:40]} 压缩得不合常理，可能是恶意文件", RESAVE_HINT)
        if info.flag_bits & 1:
            raise UnreadableFile("I754", "压缩包加了密码", "请去掉密码后再导入")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableFile("I755", "压缩包用了 Word 不用的压缩方法", RESAVE_HINT)
    package = DocxPackage(archive, {info.filename.lower().lstrip("/"): info for info in infos})
    if package.has_part("[Content_Types].xml"):
        types = _ContentTypeHandler()
        walk_xml(package.read_chunks("[Content_Types].xml"), types, budget)
        package.types, package.defaults = types.types, types.defaults
    return package
