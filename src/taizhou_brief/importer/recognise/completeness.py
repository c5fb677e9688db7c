"""Proof that nothing was lost and no number changed: the source without its omissions is the draft, in the same order.

It checks the finished text and relies on no result of the recogniser, so it also finds a mistake made anywhere before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import compress, pairwise

from taizhou_brief.chinese.dates import parse_day, parse_number
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.chinese.spacing import normalise_spacing
from taizhou_brief.formats import yaml
from taizhou_brief.formats.briefing.markers import match_marker
from taizhou_brief.importer.recognise.marker_forms import TextRewrite, match_form
from taizhou_brief.importer.recognise.masthead_fields import MastheadField
from taizhou_brief.importer.recognise.numbers import (
    EMPTY_TEXT,
    NO_SPACE,
    SeparatedText,
    concatenate,
    find_changed_number,
    select_characters,
    separate_characters,
)
from taizhou_brief.importer.recognise.rows import Omission
from taizhou_brief.importer.recognise.spacing import clean_line, visible_chars
from taizhou_brief.importer.source_text import SourceLine, SourceText

_LABEL = lazy_compile(
    "[本期第总共印份年度增刊报送发出版抄呈主分下上至号制刷编日时间按者的办单位机关部门辑布：:，、,。．.；;（）()【】〔〕\\[\\]·|｜/／★☆*_＿—–─━═-]*"
)
_ESCAPED = lazy_compile(r"\\([!-/:-@\[-`{-~])")
_NOTE = lazy_compile(r"\[\^([^\]\s]+)\]: ")
CONTRIBUTOR = "供稿单位（见 contributor）"
"""Reason why a contributor's line is left out of the body."""
_LISTS = ("report_to", "send_to", "distribute_to")
_INVERSE = bytes([1, 0]) + bytes(254)
"""Translation of marked characters into unmarked ones and back."""
_DELIMITER = lazy_compile(r"\|(?: --- \|)+")


def find_losses(  # noqa: PLR0913  # the parts of one proof
    source: SourceText,
    draft_text: str,
    fields: Sequence[MastheadField],
    omissions: Sequence[Omission],
    body_lines: range,
    *,
    rewrites: Sequence[TextRewrite] = (),
) -> str:
    """Return a message about what is missing, added or out of order; empty if nothing is.

    Markers and stops may be written in another form, if that has the same ordinal.

    Before and after `body_lines` are masthead and foot, whose labels (报, 第…期) are structure.
    """
    parts = [(item.index, visible_chars(item.text), "“未收入”的文字") for item in omissions]
    parts += [(field.index, visible_chars(field.value), "报头报尾的文字") for field in fields]
    # the longest first, so that the 3 of 第3期 is not taken from 2023年; if texts repeat, the reverse order may work
    parts.sort(key=lambda part: -len(part[1]))
    source_text, problem = _mark_parts(source, parts, rewrites)
    if problem:
        source_text, problem = _mark_parts(source, parts[::-1], rewrites)
    if problem:
        return problem
    frame, body = source_text.collect_unmarked(body_lines)
    if not _LABEL.fullmatch(frame):
        return f"报头报尾里有文字没有去处：{_LABEL.sub('', frame)[:20]}"
    front, _, markdown = draft_text.removeprefix("---\n").partition("\n---\n")
    values = _read_front_matter(front)
    problem = _check_fields(fields, values) or _check_contributors(omissions, values)
    if problem:
        return problem
    draft_lines, draft_footnotes = _read_body(markdown)
    source_footnotes = source_text.collect_footnotes()
    if {label: footnote.text for label, footnote in draft_footnotes.items()} != {
        label: footnote.text for label, footnote in source_footnotes.items()
    }:
        return "脚注与原件不同"
    editor_note = [_separate_draft_line(line) for line in values.get("editor_note", [""])[0].split("\n")]
    draft = concatenate([*editor_note, *draft_lines])
    if problem := _describe_difference(body.text, draft.text):
        return problem
    text_pairs = ((body, draft), *((source_footnotes[label], draft_footnotes[label]) for label in source_footnotes))
    number_change = next((place for texts in text_pairs if (place := find_changed_number(*texts))), "")
    return f"数字与原件不同：{number_change}" if number_change else ""


def _mark_parts(
    source: SourceText, parts: Sequence[tuple[int, str, str]], rewrites: Sequence[TextRewrite]
) -> tuple[_AccountedSource, str]:
    """Mark all parts in this order; return the source text, and a message if one of them is not in it."""
    source_text = _AccountedSource(source)
    for rewrite in rewrites:
        if not _is_same_marker(rewrite) or not source_text.rewrite(rewrite):
            return source_text, f"改写的序号在原件里找不到：{rewrite.printed}"
    # texts that continue after a line which is marked by now
    scattered = [part for part in parts if not source_text.mark(part[0], part[1])]
    for index, text, kind in scattered:
        if not source_text.mark_scattered(index, text):
            return source_text, f"{kind}在原件里找不到：{text[:20]}"
    return source_text, ""


def _is_same_marker(rewrite: TextRewrite) -> bool:
    """Return whether a rewrite keeps the ordinal of a marker, or changes a full stop only."""
    marker = match_marker(rewrite.written)
    if not marker:
        return (
            rewrite.printed[:-1] == rewrite.written[:-1]
            and rewrite.printed[-1:] in ".．"
            and rewrite.written[-1:] == "。"
        )
    printed = match_form(f"{rewrite.printed}{rewrite.following}") or match_marker(
        f"{rewrite.printed}{rewrite.following}"
    )
    return printed is not None and printed.ordinal == marker.ordinal


class _AccountedSource:
    """The visible characters of the source, and which of them are already accounted for."""

    def __init__(self, source: SourceText) -> None:
        self.lines = source.lines
        lines = [_separate_line(line) if line.kind != "footnote" else EMPTY_TEXT for line in self.lines]
        self.starts = [0]
        for line in lines:
            self.starts.append(self.starts[-1] + len(line.text))
        self.characters = concatenate(lines)
        self.text = self.characters.text
        self.marked = bytearray(len(self.text))
        self.omitted_footnotes: set[int] = set()

    def rewrite(self, rewrite: TextRewrite) -> bool:
        """Put the written form of a marker or stop in the place of the printed one; return whether that is there."""
        printed, written = visible_chars(rewrite.printed), visible_chars(rewrite.written)
        start = self.starts[rewrite.line]
        places = (self.text.find(printed + rewrite.following[:length], start) for length in (8, 3, 0))
        place = next((place for place in places if place >= 0), -1)
        if place < 0:
            return False
        end, separators = place + len(printed), self.characters.separators
        common = next((n for n, (a, b) in enumerate(zip(printed, written, strict=False)) if a != b), len(written))
        inner = (*separators[place : place + common], *([separators[place]] if not common else []))
        inner = (*inner, *[NO_SPACE] * len(written))[: len(written)]
        text = self.text[:place] + written + self.text[end:]
        self.characters = SeparatedText(text, (*separators[:place], *inner, *separators[end:]))
        self.text = text
        self.starts = [start + (len(written) - len(printed)) * (start > place) for start in self.starts]
        self.marked = bytearray(len(text))
        return True

    def mark(self, index: int, text: str) -> bool:
        """Mark `text` as accounted for, from line `index` on; return whether it is there."""
        if self.lines[index].kind == "footnote":
            self.omitted_footnotes.add(index)
            return True
        start, end = self._find_range(index)
        place = self.text.find(text, start)
        while place >= 0 and any(self.marked[place : place + len(text)]):
            place = self.text.find(text, place + 1)
        if 0 <= place < end:
            self.marked[place : place + len(text)] = b"\x01" * len(text)
            return True
        return not text

    def mark_scattered(self, index: int, text: str) -> bool:
        """Do the same for a text that continues after lines which are already accounted for."""
        start, end = self._find_range(index)
        free = [n for n in range(start, len(self.text)) if not self.marked[n]]
        place = "".join(self.text[n] for n in free).find(text)
        if place < 0 or free[place] >= end:
            return False
        for n in free[place : place + len(text)]:
            self.marked[n] = 1
        return True

    def _find_range(self, index: int) -> tuple[int, int]:
        """Return the range of positions where a part of line `index` may start."""
        return self.starts[index], max(self.starts[index + 1], self.starts[index] + 1)

    def collect_unmarked(self, body_lines: range) -> tuple[str, SeparatedText]:
        """Return the characters that are not accounted for: of masthead and foot, and of the body."""
        first = self.starts[min(body_lines.start, len(self.lines))]
        last = self.starts[min(body_lines.stop, len(self.lines))]
        free = self.marked.translate(_INVERSE)
        masthead_and_foot = compress(self.text[:first] + self.text[last:], free[:first] + free[last:])
        sizes = (end - start for start, end in pairwise(self.starts))
        lines = [n for n, size in enumerate(sizes) for _ in range(size)]
        places = [n for n in range(first, last) if free[n]]
        return "".join(masthead_and_foot), select_characters(self.characters, lines, places)

    def collect_footnotes(self) -> dict[str, SeparatedText]:
        """Return the footnotes by label."""
        lines_by_label: dict[str, list[SeparatedText]] = {}
        for n, line in enumerate(self.lines):
            if line.kind == "footnote" and n not in self.omitted_footnotes and visible_chars(clean_line(line)):
                lines_by_label.setdefault(line.note, []).append(_separate_line(line))
        return {label: concatenate(lines) for label, lines in lines_by_label.items()}


def _separate_line(line: SourceLine) -> SeparatedText:
    """Return the characters of a line of the source, with its automatic number separated."""
    text = clean_line(line)
    number = len(visible_chars(text)) - len(visible_chars(line.text)) if line.number else 0
    if line.number:
        return separate_characters(text, number)
    return separate_characters(line.text, table=line.kind == "table")


def _read_front_matter(text: str) -> Mapping[str, list[str]]:
    """Return the values of the finished front matter by key, as the strict parser reads them.

    The values of `contributor` are those of all articles.
    """
    mapping, _ = yaml.read_yaml(text + "\n", "")
    values: dict[str, list[str]] = {}
    for key, node in mapping.pairs if mapping else ():
        if isinstance(node, yaml.ScalarNode):
            values[key.text] = [node.text]
        elif isinstance(node, yaml.SequenceNode):
            values[key.text] = [item.text for item in node.items if isinstance(item, yaml.ScalarNode)]
            entries = [item for item in node.items if isinstance(item, yaml.MappingNode)]
            pairs = [
                (key_node.text, value_node.text)
                for item in entries
                for key_node, value_node in item.pairs
                if isinstance(value_node, yaml.ScalarNode)
            ]
            values["contributor"] = [text for name, text in pairs if name == "contributor"]
    return values


def _check_fields(fields: Sequence[MastheadField], values: Mapping[str, list[str]]) -> str:
    """Check that the front matter has each field of masthead and foot with its value; return a message if not."""
    for name in _LISTS:
        printed = "".join(visible_chars(field.value) for field in fields if field.name == name)
        written = "".join(visible_chars(value) for value in values.get(name, ()))
        if _strip_list_marks(printed) != _strip_list_marks(written):
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


def _check_contributors(omissions: Sequence[Omission], values: Mapping[str, list[str]]) -> str:
    """Check that the front matter has each line that was left out as a contributor's; return a message if not."""
    lines = "".join(visible_chars(item.text) for item in omissions if item.reason == CONTRIBUTOR)
    extra = [name for name in values.get("contributor", ()) if visible_chars(name) not in lines]
    enough = sum(item.reason == CONTRIBUTOR for item in omissions) >= len(values.get("contributor", ()))
    return f"供稿单位与原件不同：{extra[0]}" if extra else "" if enough else "供稿单位多出来了"


def _strip_list_marks(text: str) -> str:
    """Remove the punctuation of a list."""
    return re.sub("[、，,；;。．.]", "", text)


def _read_body(markdown: str) -> tuple[list[SeparatedText], dict[str, SeparatedText]]:
    """Return the lines of the Markdown body as they are read, and its footnotes."""
    lines: list[SeparatedText] = []
    footnotes: dict[str, SeparatedText] = {}
    table_row = 0
    for line in markdown.split("\n"):
        table_row = table_row + 1 if line.startswith("|") else 0
        footnote = _NOTE.match(line)
        if footnote:
            footnotes[footnote[1]] = _separate_draft_line(line[footnote.end() :])
        elif table_row:
            if table_row != 2 or not _DELIMITER.fullmatch(line):
                lines.append(_separate_draft_line(re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1", line)))
        else:
            lines.append(_separate_draft_line(re.sub("^#{1,3}(?= |$)", "", line)))
    return lines, footnotes


def _separate_draft_line(line: str) -> SeparatedText:
    """Return the characters of a line of the draft as the parser reads it."""
    return separate_characters(normalise_spacing(_unescape(line)))


def _unescape(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _describe_difference(source: str, draft: str) -> str:
    """Return a message with the text around the place where the two first differ; empty if they are equal."""
    if source == draft:
        return ""
    place = next(
        (n for n, (a, b) in enumerate(zip(source, draft, strict=False)) if a != b), min(len(source), len(draft))
    )
    start = max(0, place - 6)
    return f"第{place + 1}个字起，原件是“{source[start : place + 10]}”，底稿是“{draft[start : place + 10]}”"
