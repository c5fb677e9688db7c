"""One task → its files."""

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
from taizhou_brief.site.search.codec import hash_phrase, pack, varint
from taizhou_brief.site.search.index_files import IndexShape, write_index
from taizhou_brief.site.search.indexed_text import SLOTS, IndexedText, count_doc_ids, indexed_texts, plain_texts
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
HALF = 8
"""Slots a pack: an article has two, so that a hit need not bring the whole article."""
QUOTED = re.compile(r"“([^“”‘’，。；！？、\n]{2,14})”")
OFFERED = 600
"""Quoted names offered while typing."""


def build_task_files(task: Task) -> tuple[File, ...]:
    """The files of one task, the same bytes for equal tasks."""
    if isinstance(task, Segment):
        return tuple(segment_files(task))
    if isinstance(task, StoredTexts):
        return tuple(pack_files(task))
    if isinstance(task, FacetColumn):
        return (packed_file(f"k/{task.number}", column_files(task)),)
    if isinstance(task, Suggestions):
        return (packed_file("words", to_gbk_json(suggestion_file(task))),)
    return (manifest_script(manifest_data(task)),)


def packed_file(name: str, data: bytes, *, text: bool = True) -> File:
    """A file of the index. Its name stands in it, so that one file is never taken for another."""
    return File(f"{FOLDER}{name}.z", pack(name.encode() + b"\0" + data, text=text))


def manifest_script(told: dict[str, Any]) -> File:
    """The manifest, as a script with a check sum: it is there at once, before anything is unpacked or painted."""
    text = to_compact_json(told).decode()
    return File(f"{FOLDER}index.js", f"briefSearchIndex=[{json.dumps(text)},{hash_phrase(text)}]\n".encode())


def wrap_as_script(file: File) -> File:
    """The same file as a script, for a folder that is opened without a server."""
    if file.path.endswith(".js"):
        return file
    name = file.path.removeprefix(FOLDER).removesuffix(".z")
    code = f'briefSearchFile("{name}","{base64.b64encode(file.data).decode()}")\n'
    return File(f"{FOLDER}{name}.js", code.encode())


def to_compact_json(value: Any) -> bytes:
    """JSON without needless characters."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def to_gbk_json(value: Any) -> bytes:
    """The same in GBK, which takes a sixth less; what it does not have is escaped."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("gbk", "json-escape")


def escape_unencodable(error: UnicodeError) -> tuple[str, int]:
    """JSON's escapes for characters that cannot be encoded."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error("json-escape", escape_unencodable)


def segment_files(segment: Segment) -> Iterator[File]:
    """The index of a segment."""
    for name, data in write_index(build_corpus(segment), segment_shape(segment)):
        yield packed_file(f"{segment.name}/{name}", data, text=False)


def build_corpus(segment: Segment) -> Corpus:
    """Its texts, numbered by rank, then newest first, so that every list is in order of rank."""
    spread = (segment.end - segment.start) * SLOTS
    found: list[tuple[int, str]] = []
    for number, entry in zip(segment.numbers, segment.entries, strict=True):
        for place, unit in enumerate(indexed_texts(entry)):
            article = segment.end - 1 - number - place // SLOTS
            found.append((unit.rank * spread + article * SLOTS + place % SLOTS, unit.text))
    found.sort(reverse=True)
    return Corpus.of(found.pop() for _ in range(len(found)))  # none is held once it is read: together they are large


def segment_shape(segment: Segment) -> IndexShape:
    """Known before the index is made, for the manifest tells it."""
    return IndexShape.of(sum(len(text) for entry in segment.entries for text in plain_texts(entry.article)))


def pack_files(task: StoredTexts) -> Iterator[File]:
    """The texts of an issue's articles as shown, in halves."""
    number = task.start
    for entry in task.entries:
        own = indexed_texts(entry)
        for start in range(0, max(len(own), 1), HALF):
            name = f"a/{number + start // SLOTS}{'ab'[start % SLOTS // HALF]}"
            yield packed_file(name, to_gbk_json(article_texts(entry, own[start : start + HALF], task.names)))
        number += count_doc_ids(entry)


def article_texts(entry: ArticleRef, own: Iterable[IndexedText], names: NameNumbers) -> list[Any]:
    """What a hit shows of its article, then its units."""
    issue, article = entry.issue, entry.article
    places = [names.counties.index(name) for name in article.counties if name in names.counties]
    ids = [theme for theme, _ in names.themes]
    themes = [ids.index(theme) for theme in article.themes if theme in ids]
    label = f"{issue.label}{excerpt_mark(issue)}"
    head = [str(issue.id), article.index, label, issue.date.isoformat(), article.title, places, themes]
    return [*head, [[unit.kind, unit.fragment, unit.cut, unit.text] for unit in own]]


def column_files(task: FacetColumn) -> bytes:
    """Year, places and themes of each article number, as varints; lists with their length first."""
    out = bytearray()
    for year, counties, themes in task.rows:
        out += varint(year) + varint(len(counties)) + b"".join(map(varint, counties))
        out += varint(len(themes)) + b"".join(map(varint, themes))
    return bytes(out)


def suggestion_file(task: Suggestions) -> list[str]:
    """Names in quotation marks, the most frequent first, among equals the newest."""
    counts: Counter[str] = Counter()
    for entry in reversed(task.entries):
        found = (name.strip() for text in plain_texts(entry.article) for name in QUOTED.findall(text))
        counts.update(tuple(dict.fromkeys(found)))
    return [name for name, _ in counts.most_common(OFFERED)]


def manifest_data(task: SearchManifest) -> dict[str, Any]:
    """What must be known before the first question."""
    return {
        "version": VERSION,
        "end": task.end,
        "segments": [[s.name, s.start, s.end, *astuple(segment_shape(s))] for s in task.segments],
        "counties": task.names.counties,
        "themes": [label for _, label in task.names.themes],
        "years": task.years,
    }
