"""Files of one indexing task."""

from __future__ import annotations

import base64
import codecs
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from functools import lru_cache
from typing import Any

from taizhou_brief.chinese.readings import group_by_readings, list_traditional
from taizhou_brief.model.page import File
from taizhou_brief.site.search.codec import encode_varint, hash_phrase, join_pages, pack
from taizhou_brief.site.search.index_files import PAGES_BITS, RecordWriter, write_characters, write_slice
from taizhou_brief.site.search.indexed_text import SLOTS, IndexedText
from taizhou_brief.site.search.plan import (
    ISSUE,
    TEXT_PAGES_BITS,
    VERSION,
    Characters,
    Document,
    FacetColumn,
    KnownNames,
    SearchManifest,
    Segment,
    Slice,
    StoredTexts,
    Suggestions,
    Task,
)
from taizhou_brief.site.search.trie import Corpus, SortedPairs

FOLDER = "search/"
MANIFEST = f"{FOLDER}index.js"
"""Path of the script with what a browser must load first."""
TEXT_PAGE_SIZE = 1792
"""Bytes of a page of stored texts, which few documents exceed; `TEXTS` in `search.js`."""
MAX_SUGGESTIONS = 600
"""Maximum number of quoted names offered while the reader types."""
MAX_NAMES = 2000
"""Maximum number of quoted names that a query without a hit is compared with."""


def build_task_files(task: Task) -> tuple[File, ...]:  # noqa: PLR0911  # one for each kind of task
    """Build the files of one task; equal tasks have files with the same bytes."""
    if isinstance(task, Slice):
        corpus, pairs = load_segment(task.segment)
        shape = task.segment.shape
        writer = write_slice(corpus, pairs.find_slice(task.number), shape, task.number)
        return tuple(build_record_files(f"{task.segment.name}/p", writer, shape.page_size))
    if isinstance(task, Characters):
        corpus, _ = load_segment(task.segment)
        return tuple(build_record_files(f"{task.segment.name}/c", write_characters(corpus, task.segment.shape), 0))
    if isinstance(task, StoredTexts):
        return (build_text_file(task),)
    if isinstance(task, FacetColumn):
        return (build_packed_file(f"k/{task.number}", encode_column(task)),)
    if isinstance(task, KnownNames):
        known = build_packed_file("names", to_gbk_json(list_known_names(task)))
        return (known, build_packed_file("old", to_gbk_json(list_traditional())))
    if isinstance(task, Suggestions):
        return (build_packed_file("words", to_gbk_json(list_suggestions(task))),)
    return (build_manifest_script(build_manifest(task)),)


def owns(task: Task, paths: tuple[str, ...]) -> bool:
    """Return whether files at these paths can be what `build_task_files` builds of the task."""
    if isinstance(task, (Slice, Characters)):
        prefix = f"{FOLDER}{task.segment.name}/{'c' if isinstance(task, Characters) else 'p'}"
        return all(path.startswith(prefix) for path in paths)
    if isinstance(task, KnownNames):
        return paths == (f"{FOLDER}names.z", f"{FOLDER}old.z")
    if isinstance(task, SearchManifest):
        return paths == (MANIFEST,)
    if isinstance(task, StoredTexts):
        return paths == (f"{FOLDER}a/{task.number:x}.z",)
    return paths == (f"{FOLDER}k/{task.number}.z" if isinstance(task, FacetColumn) else f"{FOLDER}words.z",)


def build_packed_file(name: str, data: bytes) -> File:
    """Build a file of one member."""
    return File(f"{FOLDER}{name}.z", pack_member(name, data))


def pack_member(name: str, data: bytes, level: int = 6) -> bytes:
    """Pack data after its name, so that no page or file can be mistaken for another."""
    return pack(name.encode() + b"\0" + data, level)


def build_manifest_script(manifest: dict[str, Any]) -> File:
    """Build the manifest as a script with a checksum: a script is available before anything is unpacked or painted."""
    text = to_compact_json(manifest).decode()
    return File(MANIFEST, f"briefSearchIndex=[{json.dumps(text)},{hash_phrase(text)}]\n".encode())


def is_search_data(path: str) -> bool:
    """Return whether a path is that of a file of the index that a page reads as bytes."""
    return path.startswith(FOLDER) and path.endswith(".z")


def wrap_as_script(file: File) -> File:
    """Wrap a file as a script, for a site that is opened from a folder without a server."""
    if file.path.endswith(".js"):
        return file
    name = file.path.removeprefix(FOLDER).removesuffix(".z")
    code = f'briefSearchFile("{name}","{base64.b64encode(file.data).decode()}")\n'
    return File(f"{FOLDER}{name}.js", code.encode())


def to_compact_json(value: Any) -> bytes:
    """Encode a value as JSON in UTF-8 without optional white space."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def to_gbk_json(value: Any) -> bytes:
    """Encode a value as compact JSON in GBK, a sixth smaller than UTF-8; characters that GBK lacks are escaped."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("gbk", "json-escape")


def escape_unencodable(error: UnicodeError) -> tuple[str, int]:
    """Replace characters that cannot be encoded by JSON escapes."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error("json-escape", escape_unencodable)


@lru_cache(maxsize=1)
def load_segment(segment: Segment) -> tuple[Corpus, SortedPairs]:
    """Build the corpus of a segment, and its pairs by slice, once for all slices that a process builds in turn."""
    corpus = build_corpus(segment)
    return corpus, corpus.sort_pairs(segment.shape.slices)


def build_corpus(segment: Segment) -> Corpus:
    """Build the corpus of a segment, its texts numbered by rank, then newest first.

    So every postings list is in the order of rank.
    """
    spread = (segment.end - segment.start) * SLOTS
    texts: list[tuple[int, str]] = []
    first = spread - SLOTS
    for piece in segment.pieces:
        for article, units in zip(piece.articles, piece.texts.load(), strict=True):
            for index, unit in enumerate(units):
                start = first - index // SLOTS * SLOTS
                texts.append((unit.rank * spread + start + index % SLOTS, unit.text))
            first -= article.doc_ids * SLOTS
    return Corpus.of(iter(sorted(texts)))


def build_record_files(prefix: str, writer: RecordWriter, page_size: int) -> Iterator[File]:
    """Build the files of records, in pages if there is a page size, and those of long lists."""
    step = 1 << PAGES_BITS if page_size else 1
    first, records = writer.pages.start, writer.join_records()
    level = 0 if page_size else 1
    packed = [pack_member(f"{prefix}{page:x}", data, level) for page, data in zip(writer.pages, records, strict=True)]
    for start in range(0, len(packed), step):
        data = join_pages(packed[start : start + step], page_size)
        yield File(f"{FOLDER}{prefix}{(first + start) // step:x}.z", data)
    for number, lists in sorted(writer.lists.items()):
        yield File(f"{FOLDER}{prefix}{number:x}-.z", bytes(lists))


def build_text_file(task: StoredTexts) -> File:
    """Build the file of the texts of some documents as shown, a page for each."""
    first = task.number << TEXT_PAGES_BITS
    pages = [
        pack_member(f"a/{first + index:x}", to_gbk_json(build_document(document)))
        for index, document in enumerate(task.documents)
    ]
    return File(f"{FOLDER}a/{task.number:x}.z", join_pages(pages, TEXT_PAGE_SIZE))


def build_document(document: Document) -> list[Any]:
    """Build the JSON value of a document: what a hit shows of its article, then the texts."""
    piece, article = document.piece, document.article
    head = [piece.id, article.index, piece.label, piece.date, article.title, article.counties, article.themes]
    return [*head, [build_unit(unit) for unit in document.texts]]


def build_unit(unit: IndexedText) -> list[Any]:
    """Build the JSON value of a text; a measure has the themes that it is about if there are any."""
    value = [unit.kind, unit.fragment, unit.cut, unit.text]
    return [*value, unit.about] if unit.about else value


def encode_column(task: FacetColumn) -> bytes:
    """Encode of all documents, as varints, first year and what begins, then counties, themes, measures, their subjects.

    Counties and themes are lists preceded by their length; a further document of an article has those of the one before
    it. Themes are those of the article and their broader ones; the measures are a bit for each text; what each is about
    is a bit for each of these themes.
    """
    encoded = [bytearray() for _ in range(5)]
    counties = {name: (number,) for number, name in enumerate(task.names.counties)}
    themes = dict(zip(task.names.themes, task.names.broader, strict=True))
    for index, row in enumerate(task.rows):
        continued = index > 0 and not row.opens
        broader = [themes.get(name, ()) for name in row.themes]
        listed = sorted(set().union(*broader))
        masks = [sum(1 << listed.index(number) for number in numbers) for numbers in broader]
        encoded[0] += encode_varint(row.year << 2 | (row.opens & ISSUE) | continued)
        if not continued:
            encoded[1] += encode_numbers(sorted(set().union(*(counties.get(name, ()) for name in row.counties))))
            encoded[2] += encode_numbers(listed)
        encoded[3] += encode_varint(sum(1 << slot for slot, subject in enumerate(row.subjects) if subject))
        encoded[4] += b"".join(encode_varint(join_masks(subject - 1, masks)) for subject in row.subjects if subject)
    return b"".join(encoded)


def encode_numbers(numbers: Sequence[int]) -> bytes:
    """Encode a list of numbers, preceded by its length."""
    return encode_varint(len(numbers)) + b"".join(map(encode_varint, numbers))


def join_masks(chosen: int, masks: Sequence[int]) -> int:
    """Join the masks that the bits of `chosen` choose."""
    joined = 0
    for position, mask in enumerate(masks):
        joined |= mask if chosen >> position & 1 else 0
    return joined


def list_suggestions(task: Suggestions) -> list[str]:
    """List the names to offer."""
    return rank_names(task.names, MAX_SUGGESTIONS)


def rank_names(names: Sequence[tuple[str, ...]], limit: int) -> list[str]:
    """List the names of articles, the most frequent first, among equally frequent ones the newest first."""
    counts: Counter[str] = Counter()
    for of_article in reversed(names):
        counts.update(of_article)
    return [name for name, _ in counts.most_common(limit)]


def list_known_names(task: KnownNames) -> tuple[list[str], dict[str, str]]:
    """List names, and the readings of their characters."""
    names = list(dict.fromkeys((*task.vocabulary, *rank_names(task.names, MAX_NAMES))))
    return names, group_by_readings("".join(names))


def build_manifest(task: SearchManifest) -> dict[str, Any]:
    """Build the JSON value of what must be known before the first query."""
    return {
        "version": VERSION,
        "end": task.end,
        "segments": [[*place, *astuple(shape)] for *place, shape in task.segments],
        "counties": task.names.counties,
        "ids": task.names.themes,
        "themes": task.labels,
        "years": task.years,
    }
