"""Files of one indexing task."""

from __future__ import annotations

import base64
import codecs
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from typing import Any

from taizhou_brief.model.archive import ArticleRef
from taizhou_brief.model.page import File
from taizhou_brief.site.citation import excerpt_mark
from taizhou_brief.site.search.codec import encode_varint, hash_phrase, pack
from taizhou_brief.site.search.index_files import IndexShape, write_index
from taizhou_brief.site.search.indexed_text import (
    SLOTS,
    IndexedText,
    count_doc_ids,
    iter_plain_texts,
    list_indexed_texts,
)
from taizhou_brief.site.search.plan import (
    VERSION,
    FacetColumn,
    NameNumbers,
    SearchManifest,
    Segment,
    StoredTexts,
    Suggestions,
    Task,
)
from taizhou_brief.site.search.trie import Corpus

FOLDER = "search/"
HALF_SLOTS = 8
"""Slots in a file of stored texts; `HALF` in `search.js`.

A document has two such files, so that a hit need not load the whole article.
"""
QUOTED_NAME = re.compile(r"“([^“”‘’，。；！？、\n]{2,14})”")
MAX_SUGGESTIONS = 600
"""Maximum number of quoted names offered while the reader types."""


def build_task_files(task: Task) -> tuple[File, ...]:
    """Build the files of one task; equal tasks have files with the same bytes."""
    if isinstance(task, Segment):
        return tuple(build_segment_files(task))
    if isinstance(task, StoredTexts):
        return tuple(build_text_files(task))
    if isinstance(task, FacetColumn):
        return (build_packed_file(f"k/{task.number}", encode_column(task)),)
    if isinstance(task, Suggestions):
        return (build_packed_file("words", to_gbk_json(list_suggestions(task))),)
    return (build_manifest_script(build_manifest(task)),)


def owns(task: Task, paths: tuple[str, ...]) -> bool:
    """Return whether files at these paths can be what `build_task_files` builds of the task."""
    if isinstance(task, SearchManifest):
        return paths == (f"{FOLDER}index.js",)
    if isinstance(task, Segment):
        return all(path.startswith(f"{FOLDER}{task.name}/") for path in paths)
    if isinstance(task, StoredTexts):
        doc_ids = range(task.start, task.start + sum(map(count_doc_ids, task.entries)))
        return set(paths) <= {f"{FOLDER}a/{doc_id}{half}.z" for doc_id in doc_ids for half in "ab"}
    return paths == (f"{FOLDER}k/{task.number}.z" if isinstance(task, FacetColumn) else f"{FOLDER}words.z",)


def build_packed_file(name: str, data: bytes, *, text: bool = True) -> File:
    """Build a file of the index; its data begins with its name, so that no file can be mistaken for another."""
    return File(f"{FOLDER}{name}.z", pack(name.encode() + b"\0" + data, text=text))


def build_manifest_script(manifest: dict[str, Any]) -> File:
    """Build the manifest as a script with a checksum: a script is available before anything is unpacked or painted."""
    text = to_compact_json(manifest).decode()
    return File(f"{FOLDER}index.js", f"briefSearchIndex=[{json.dumps(text)},{hash_phrase(text)}]\n".encode())


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


def build_segment_files(segment: Segment) -> Iterator[File]:
    """Build the index files of a segment."""
    for name, data in write_index(build_corpus(segment), choose_segment_shape(segment)):
        yield build_packed_file(f"{segment.name}/{name}", data, text=False)


def build_corpus(segment: Segment) -> Corpus:
    """Build the corpus of a segment, its texts numbered by rank, then newest first.

    So every postings list is in the order of rank.
    """
    spread = (segment.end - segment.start) * SLOTS
    texts: list[tuple[int, str]] = []
    for doc_id, entry in zip(segment.doc_ids, segment.entries, strict=True):
        for index, unit in enumerate(list_indexed_texts(entry)):
            reverse_id = segment.end - 1 - doc_id - index // SLOTS
            texts.append((unit.rank * spread + reverse_id * SLOTS + index % SLOTS, unit.text))
    texts.sort(reverse=True)
    return Corpus.of(texts.pop() for _ in range(len(texts)))  # frees each text once it is read: together they are large


def choose_segment_shape(segment: Segment) -> IndexShape:
    """Choose the shape of a segment's index before it is built, because the manifest contains the shape."""
    return IndexShape.of(sum(len(text) for entry in segment.entries for text in iter_plain_texts(entry.article)))


def build_text_files(task: StoredTexts) -> Iterator[File]:
    """Build the files of the texts of an issue's articles as shown, two for each document."""
    doc_id = task.start
    for entry in task.entries:
        units = list_indexed_texts(entry)
        for start in range(0, max(len(units), 1), HALF_SLOTS):
            name = f"a/{doc_id + start // SLOTS}{'ab'[start % SLOTS // HALF_SLOTS]}"
            texts = build_article_texts(entry, units[start : start + HALF_SLOTS], task.names)
            yield build_packed_file(name, to_gbk_json(texts))
        doc_id += count_doc_ids(entry)


def build_article_texts(entry: ArticleRef, units: Iterable[IndexedText], names: NameNumbers) -> list[Any]:
    """Build the JSON value of some texts: what a hit shows of its article, then the texts."""
    issue, article = entry.issue, entry.article
    counties = [names.counties.index(name) for name in article.counties if name in names.counties]
    ids = [theme for theme, _ in names.themes]
    themes = [ids.index(theme) for theme in article.themes if theme in ids]
    label = f"{issue.label}{excerpt_mark(issue)}"
    head = [str(issue.id), article.index, label, issue.date.isoformat(), article.title, counties, themes]
    return [*head, [[unit.kind, unit.fragment, unit.cut, unit.text] for unit in units]]


def encode_column(task: FacetColumn) -> bytes:
    """Encode year, counties and themes of each document as varints; lists are preceded by their length."""
    encoded = bytearray()
    for year, counties, themes in task.rows:
        encoded += encode_varint(year) + encode_varint(len(counties)) + b"".join(map(encode_varint, counties))
        encoded += encode_varint(len(themes)) + b"".join(map(encode_varint, themes))
    return bytes(encoded)


def list_suggestions(task: Suggestions) -> list[str]:
    """List the names in quotation marks, the most frequent first, among equally frequent ones the newest first."""
    counts: Counter[str] = Counter()
    for entry in reversed(task.entries):
        names = (name.strip() for text in iter_plain_texts(entry.article) for name in QUOTED_NAME.findall(text))
        counts.update(tuple(dict.fromkeys(names)))
    return [name for name, _ in counts.most_common(MAX_SUGGESTIONS)]


def build_manifest(task: SearchManifest) -> dict[str, Any]:
    """Build the JSON value of what must be known before the first query."""
    return {
        "version": VERSION,
        "end": task.end,
        "segments": [[s.name, s.start, s.end, *astuple(choose_segment_shape(s))] for s in task.segments],
        "counties": task.names.counties,
        "themes": [label for _, label in task.names.themes],
        "years": task.years,
    }
