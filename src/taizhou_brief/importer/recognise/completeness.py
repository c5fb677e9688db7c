"""The proof that nothing was lost and no number changed: the source, less what is left out, is the draft, in order.

It works on the finished text and on nothing the recogniser believes, so a mistake anywhere before it is found here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import compress, pairwise

from taizhou_brief.chinese.dates import parse_day, parse_number
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.chinese.spacing import normalise_spacing
from taizhou_brief.formats import yaml
from taizhou_brief.importer.recognise.masthead_fields import MastheadField
from taizhou_brief.importer.recognise.numbers import NOTHING, Marked, changed_number, marked, picked, strung
from taizhou_brief.importer.recognise.rows import Omission
from taizhou_brief.importer.recognise.spacing import visible_chars, whole
from taizhou_brief.importer.source_text import SourceLine, SourceText

_LABEL = lazy_compile(
    "[本期第总共印份年度增刊报送发出版抄呈主分下上至号制刷编日时间按者的办单位机关部门辑布：:，、,。．.；;（）()【】〔〕\\[\\]·|｜/／★☆*_＿—–─━═-]*"
)
_ESCAPED = lazy_compile(r"\\([!-/:-@\[-`{-~])")
_NOTE = lazy_compile(r"\[\^([^\]\s]+)\]: ")
CONTRIBUTOR = "供稿单位（见 contributor）"
"""Why a contributor's line is left out of the body."""
_LISTS = ("report_to", "send_to", "distribute_to")
_INVERSE = bytes([1, 0]) + bytes(254)
"""What has found its place → what has not."""
_DELIMITER = lazy_compile(r"\|(?: --- \|)+")


def find_losses(
    source: SourceText, text: str, fields: Sequence[MastheadField], left: Sequence[Omission], span: range
) -> str:
    """What is missing, added or out of order, in words; empty where nothing is.

    `span` are the lines of the body: before and after it stand masthead and foot, whose labels (报, 第…期) are
    structure.
    """
    pieces = [(item.index, visible_chars(item.text), "“未收入”的文字") for item in left]
    pieces += [(field.index, visible_chars(field.value), "报头报尾的文字") for field in fields]
    # the longest first, lest the 3 of 第3期 be taken out of 2023年; where words repeat, the other way about
    pieces.sort(key=lambda each: -len(each[1]))
    stream, wrong = _placed(source, pieces)
    if wrong:
        stream, wrong = _placed(source, pieces[::-1])
    if wrong:
        return wrong
    frame, body = stream.rest(span)
    if not _LABEL.fullmatch(frame):
        return f"报头报尾里有文字没有去处：{_LABEL.sub('', frame)[:20]}"
    front, _, markdown = text.removeprefix("---\n").partition("\n---\n")
    values = _front(front)
    wrong = _fields_kept(fields, values) or _contributors_kept(left, values)
    if wrong:
        return wrong
    written, notes = _body(markdown)
    noted = stream.notes()
    if {label: note.text for label, note in notes.items()} != {label: note.text for label, note in noted.items()}:
        return "脚注与原件不同"
    note = [_marked(line) for line in values.get("editor_note", [""])[0].split("\n")]
    draft = strung([*note, *written])
    if wrong := _difference(body.text, draft.text):
        return wrong
    pairs = ((body, draft), *((noted[label], notes[label]) for label in noted))
    changed = next((found for pair in pairs if (found := changed_number(*pair))), "")
    return f"数字与原件不同：{changed}" if changed else ""


def _placed(source: SourceText, pieces: Sequence[tuple[int, str, str]]) -> tuple[_Stream, str]:
    """The stream with all pieces marked in this order, and which of them is not there."""
    stream = _Stream(source)
    apart = [each for each in pieces if not stream.take(each[0], each[1])]  # what runs on behind a line placed by now
    for index, piece, what in apart:
        if not stream.take_apart(index, piece):
            return stream, f"{what}在原件里找不到：{piece[:20]}"
    return stream, ""


class _Stream:
    """The ink of the source, and what of it has found its place."""

    def __init__(self, source: SourceText) -> None:
        self.lines = source.lines
        lines = [_line(line) if line.kind != "footnote" else NOTHING for line in self.lines]
        self.starts = [0]
        for piece in lines:
            self.starts.append(self.starts[-1] + len(piece.text))
        self.stream = strung(lines)
        self.text = self.stream.text
        self.taken = bytearray(len(self.text))
        self.gone: set[int] = set()

    def take(self, index: int, piece: str) -> bool:
        """Mark `piece` as placed, from line `index` on; False where it is not there."""
        if self.lines[index].kind == "footnote":
            self.gone.add(index)
            return True
        start, end = self._reach(index)
        place = self.text.find(piece, start)
        while place >= 0 and any(self.taken[place : place + len(piece)]):
            place = self.text.find(piece, place + 1)
        if 0 <= place < end:
            self.taken[place : place + len(piece)] = b"\x01" * len(piece)
            return True
        return not piece

    def take_apart(self, index: int, piece: str) -> bool:
        """The same for a piece that runs on behind lines which have found their place already."""
        start, end = self._reach(index)
        free = [n for n in range(start, len(self.text)) if not self.taken[n]]
        place = "".join(self.text[n] for n in free).find(piece)
        if place < 0 or free[place] >= end:
            return False
        for n in free[place : place + len(piece)]:
            self.taken[n] = 1
        return True

    def _reach(self, index: int) -> tuple[int, int]:
        """Where a piece of line `index` may begin."""
        return self.starts[index], max(self.starts[index + 1], self.starts[index] + 1)

    def rest(self, span: range) -> tuple[str, Marked]:
        """What is still to be placed: of masthead and foot, and of the body."""
        first, last = self.starts[min(span.start, len(self.lines))], self.starts[min(span.stop, len(self.lines))]
        free = self.taken.translate(_INVERSE)
        frame = compress(self.text[:first] + self.text[last:], free[:first] + free[last:])
        sizes = (end - start for start, end in pairwise(self.starts))
        lines = [n for n, size in enumerate(sizes) for _ in range(size)]
        return "".join(frame), picked(self.stream, lines, [n for n in range(first, last) if free[n]])

    def notes(self) -> dict[str, Marked]:
        """The footnotes by label."""
        found: dict[str, list[Marked]] = {}
        for n, line in enumerate(self.lines):
            if line.kind == "footnote" and n not in self.gone and visible_chars(whole(line)):
                found.setdefault(line.note, []).append(_line(line))
        return {label: strung(lines) for label, lines in found.items()}


def _line(line: SourceLine) -> Marked:
    """A line of the source, its automatic number apart."""
    text = whole(line)
    number = len(visible_chars(text)) - len(visible_chars(line.text)) if line.number else 0
    return marked(text, number) if line.number else marked(line.text, table=line.kind == "table")


def _front(text: str) -> Mapping[str, list[str]]:
    """The values of the finished front matter by key, as the strict reader sees them; `contributor` of all articles."""
    mapping, _ = yaml.read_yaml(text + "\n", "")
    values: dict[str, list[str]] = {}
    for key, node in mapping.pairs if mapping else ():
        if isinstance(node, yaml.ScalarNode):
            values[key.text] = [node.text]
        elif isinstance(node, yaml.SequenceNode):
            values[key.text] = [item.text for item in node.items if isinstance(item, yaml.ScalarNode)]
            entries = [item for item in node.items if isinstance(item, yaml.MappingNode)]
            inner = [(k.text, v.text) for item in entries for k, v in item.pairs if isinstance(v, yaml.ScalarNode)]
            values["contributor"] = [text for name, text in inner if name == "contributor"]
    return values


def _fields_kept(fields: Sequence[MastheadField], values: Mapping[str, list[str]]) -> str:
    """Whether each field of masthead and foot stands in the front matter with its value."""
    for name in _LISTS:
        printed = "".join(visible_chars(field.value) for field in fields if field.name == name)
        written = "".join(visible_chars(value) for value in values.get(name, ()))
        if _bare_list(printed) != _bare_list(written):
            return f"{name} 与原件不同"
    for field in fields:
        written = values.get(field.name, [""])[0]
        if field.name in ("number", "total", "copies") and str(parse_number(field.value)) != written:
            return f"{field.name} 与原件不同"
        if field.name in ("date", "printed") and str(parse_day(field.value)) != written:
            return f"{field.name} 与原件不同"
        if field.name == "issuer" and visible_chars(written) not in visible_chars(field.value):
            return "issuer 与原件不同"
    return ""


def _contributors_kept(left: Sequence[Omission], values: Mapping[str, list[str]]) -> str:
    """Whether each line that was left out as a contributor's stands in the front matter."""
    lines = "".join(visible_chars(item.text) for item in left if item.reason == CONTRIBUTOR)
    gone = [name for name in values.get("contributor", ()) if visible_chars(name) not in lines]
    counted = sum(item.reason == CONTRIBUTOR for item in left) >= len(values.get("contributor", ()))
    return f"供稿单位与原件不同：{gone[0]}" if gone else "" if counted else "供稿单位多出来了"


def _bare_list(text: str) -> str:
    return re.sub("[、，,；;。．.]", "", text)


def _body(markdown: str) -> tuple[list[Marked], dict[str, Marked]]:
    """The lines of the Markdown body as they are read, and its footnotes."""
    out: list[Marked] = []
    notes: dict[str, Marked] = {}
    row = 0
    for line in markdown.split("\n"):
        row = row + 1 if line.startswith("|") else 0
        note = _NOTE.match(line)
        if note:
            notes[note[1]] = _marked(line[note.end() :])
        elif row:
            if row != 2 or not _DELIMITER.fullmatch(line):
                out.append(_marked(re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1", line)))
        else:
            out.append(_marked(re.sub("^#{1,3}(?= |$)", "", line)))
    return out, notes


def _marked(line: str) -> Marked:
    """A line of the draft as the reader sees it."""
    return marked(normalise_spacing(_unescape(line)))


def _unescape(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _difference(source: str, draft: str) -> str:
    """Where the two first differ, with the words around it."""
    if source == draft:
        return ""
    place = next(
        (n for n, (a, b) in enumerate(zip(source, draft, strict=False)) if a != b), min(len(source), len(draft))
    )
    start = max(0, place - 6)
    return f"第{place + 1}个字起，原件是“{source[start : place + 10]}”，底稿是“{draft[start : place + 10]}”"
