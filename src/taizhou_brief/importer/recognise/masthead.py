"""Where the masthead 报头 ends and the foot 报尾 begins, and the fields both give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taizhou_brief.chinese.dates import DATE
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.importer.recognise.line_wrapping import LineWrapping
from taizhou_brief.importer.recognise.masthead_fields import (
    MastheadField,
    distribution_label,
    is_known_field,
    read_fields,
)
from taizhou_brief.importer.recognise.rows import SourceRow
from taizhou_brief.importer.recognise.spacing import ends_sentence

HEAD_ROWS = 24
"""How many lines a masthead may take where no contents list closes it."""
FOOT_ROWS = 40
"""How many lines a foot may take."""
CONTENTS = lazy_compile(
    r"[★☆◆◇●■※*]?[【\[［〔（(「]?(?:本期)?(?:目录|目次|导读|要目|内容|内容提要|内容导读|提要|摘要|看点|要点|头条导读)(?:[（(]\w+[）)])?[】\]］〕）)」]?[：:]?[★☆◆◇●■※*]?|CONTENTS|Contents"
)
"""The heading of a contents list, spaces aside."""
NOTE = lazy_compile(
    r"[【\[［〔（(「]?(?:编\s*者\s*[的]?\s*[按话]|编\s*后|按\s*语|编\s*发\s*按)[】\]］〕）)」]?\s*[：:]?|按[：:]"
)
"""The label of an 编者按."""
MARKER = lazy_compile(
    r"[一二三四五六七八九十]{1,3}[、是．.]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十]{1,2}[，、：,]|首先[，、：,]"
)
"""What opens a section or a measure."""
_BRACKETED_DATE = lazy_compile(rf"[（(]{DATE}[）)]")
_RULE = lazy_compile(r"[-—─━═_＿=*★☆·•]{2,}|[★☆◆◇●■※*]")


@dataclass(frozen=True, slots=True)
class SourceFrame:
    """The rows between masthead and foot, and the fields of both."""

    head: tuple[MastheadField, ...]
    body: tuple[SourceRow, ...]
    foot: tuple[MastheadField, ...]
    rules: tuple[SourceRow, ...]
    """Drawn lines such as `————————`."""


def split_frame(rows: Sequence[SourceRow], series: str, wrap: LineWrapping) -> SourceFrame:
    """Part the rows (footnotes aside) into masthead, body and foot."""
    rules = tuple(row for row in rows if row.kind != "table" and _RULE.fullmatch(row.key))
    drawn = {row.index for row in rules}
    rest = [row for row in rows if row.index not in drawn]
    start = _contents_at(rest)
    head_end = start if start >= 0 else _head_end(rest, series, wrap)
    foot_start = _foot_start(rest, head_end, series)
    return SourceFrame(
        _fields(rest[:head_end], series, wrap),
        tuple(rest[head_end:foot_start]),
        _fields(rest[foot_start:], series, wrap),
        rules,
    )


def _contents_at(rows: Sequence[SourceRow]) -> int:
    """The row of the contents heading, -1 without one; it stands before any marker."""
    for n, row in enumerate(rows[: HEAD_ROWS * 2]):
        if CONTENTS.fullmatch(row.key):
            return n
        if (MARKER.match(row.text) and not distribution_label(row)) or len(row.key) > 120:
            return -1
    return -1


def _head_end(rows: Sequence[SourceRow], series: str, wrap: LineWrapping) -> int:
    """Without a contents list: behind the last line that belongs to a masthead, before anything that opens a text."""
    end = 0
    pending = 0
    solid = listing = dated = False
    for n, row in enumerate(rows[:HEAD_ROWS]):
        fields = read_fields(row, series)
        if MARKER.match(row.text) and not is_known_field(fields):
            break
        if NOTE.match(row.text) or (len(row.key) > 60 and not is_known_field(fields)):
            break
        if dated and _dates_title(row):
            break
        if is_known_field(fields) and _firm(fields, n, rows, series, dated=dated):
            end, pending, listing = n + 1, 0, bool(distribution_label(row))
            dated = dated or any(field.name in ("date", "month") for field in fields)
            solid = solid or any(field.name in ("number", "date", "month", "extra") for field in fields)
        elif listing and n == end and _unfinished(rows[n - 1], full=wrap.full(rows[n - 1], 2)):
            end = n + 1
        else:
            pending += 1
            if (solid and pending > 1) or pending > 3 or ends_sentence(row.text):
                break
    return end


_WEAK = frozenset({"issuer", "series", "printer"})
_STRONG = frozenset({"number", "extra", "total", "date", "month"})


def _dates_title(row: SourceRow) -> bool:
    """Whether a line is a date in brackets: below a title it says when that was written, and is no masthead's."""
    return bool(_BRACKETED_DATE.fullmatch(row.key))


def _firm(fields: Sequence[MastheadField], n: int, rows: Sequence[SourceRow], series: str, *, dated: bool) -> bool:
    """Whether the line is surely masthead: a title may end like an office's name, but no number or date follows it."""
    if not {field.name for field in fields} <= _WEAK:
        return True
    below = [row for row in rows[n + 1 : n + 4] if not (dated and _dates_title(row))]
    following = {field.name for row in below for field in _short(row, series)}
    return bool(following & _STRONG)


def _short(row: SourceRow, series: str) -> tuple[MastheadField, ...]:
    fields = read_fields(row, series) if len(row.key) <= 60 else ()
    return fields if is_known_field(fields) else ()


def _unfinished(last: SourceRow, *, full: bool) -> bool:
    """Whether a 报/送/发 line goes on in the next row: it ends in a comma, in a soft break, or at the right margin."""
    return last.text.endswith(("、", "，", ",", "；")) or last.soft or (full and not ends_sentence(last.text))


def _foot_start(rows: Sequence[SourceRow], first: int, series: str) -> int:
    """The first row of the foot: from there on every row is a foot's line or carries one on."""
    start = len(rows)
    pending, told = 0, False
    for n in range(len(rows) - 1, max(first, len(rows) - FOOT_ROWS) - 1, -1):
        row = rows[n]
        if _foot_line(row, series):
            carries = distribution_label(row) or any(field.name == "contact" for field in read_fields(row, series))
            if pending and not (
                (carries and not ends_sentence(row.text)) or (start == len(rows) and pending < 3 and not told)
            ):
                break
            start, pending, told = n, 0, False
        else:
            pending, told = pending + 1, told or ends_sentence(row.text)
            if pending > 3 or len(row.key) > 70 or MARKER.match(row.text):
                break
    return start


def _foot_line(row: SourceRow, series: str) -> bool:
    if distribution_label(row):
        return True
    names = {field.name for field in read_fields(row, series)}
    if names == {"issuer"} and row.text[0] in "（(【":
        return False
    if "" in names and "printed" not in names:
        return False
    return bool(names & {"printed", "copies", "contact"}) or (
        names <= {"issuer", "date", "month", "internal"} and len(row.key) <= 40
    )


def _fields(rows: Sequence[SourceRow], series: str, wrap: LineWrapping) -> tuple[MastheadField, ...]:
    """The fields of the rows; what follows an unfinished 报/送/发 line is joined to it."""
    out: list[MastheadField] = []
    last: SourceRow | None = None
    for n, row in enumerate(rows):
        fields = read_fields(row, series)
        if last and not distribution_label(row) and out and _goes_on(out[-1], last, row, fields):
            out[-1] = MastheadField(out[-1].name, out[-1].value + row.text, out[-1].index)
        else:
            if n and _cut_name(out, rows[n - 1], fields, wrap):
                out[-1] = MastheadField(fields[-1].name, out[-1].value + fields[-1].value, out[-1].index)
                fields = fields[:-1]
            out += fields
            last = row if distribution_label(row) or (fields and fields[-1].name == "contact") else None
            continue
        last = row
    return tuple(out)


def _cut_name(
    out: Sequence[MastheadField], before: SourceRow, fields: Sequence[MastheadField], wrap: LineWrapping
) -> bool:
    """Whether the right margin cut an office's name in two: its first half is all of a full line, and says nothing."""
    half = bool(out) and out[-1].index == before.index and not out[-1].name and wrap.full(before, 1)
    half = half and before.text.endswith(out[-1].value)
    return half and bool(fields) and fields[-1].name in ("issuer", "printer")


def _goes_on(open_: MastheadField, last: SourceRow, row: SourceRow, fields: Sequence[MastheadField]) -> bool:
    """Whether a line carries on the 报/送/发 or the contact line above it."""
    if open_.name == "contact":
        whole = last.text.endswith(open_.value[-1:])  # no bracket stands between
        return whole and not any(field.name for field in fields) and not row.blank
    if last.text.endswith(("、", "，", ",", "；")):
        return True
    firm = any(
        field.name in ("number", "date", "printed", "copies", "contact", "internal", "series", "extra")
        for field in fields
    )
    return not ends_sentence(last.text) and not firm and not CONTENTS.fullmatch(row.key)
