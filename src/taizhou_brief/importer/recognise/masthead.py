"""The end of the masthead 报头, the start of the foot 报尾, and the fields of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taizhou_brief.chinese.characters import ONE_TO_TEN, SMALL_NUMERAL
from taizhou_brief.chinese.dates import DATE
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.importer.recognise.line_wrapping import LineWrapping
from taizhou_brief.importer.recognise.masthead_fields import (
    MONTH_OF_YEAR,
    MastheadField,
    is_known_field,
    lists_recipients,
    match_distribution_label,
    read_fields,
)
from taizhou_brief.importer.recognise.rows import SourceRow
from taizhou_brief.importer.recognise.spacing import ends_sentence

MAX_MASTHEAD_ROWS = 24
"""Maximum number of lines of a masthead that no contents list ends."""
MAX_FOOT_ROWS = 40
"""Maximum number of lines of a foot."""
CONTENTS_HEADING = lazy_compile(
    r"[★☆◆◇●■※*]?[【\[［〔（(「]?(?:本期)?(?:目录|目次|导读|要目|内容|内容提要|内容导读|提要|摘要|看点|要点|头条导读)(?:[（(]\w+[）)])?[】\]］〕）)」]?[：:]?[★☆◆◇●■※*]?|CONTENTS|Contents"
)
"""Heading of a contents list, without spaces."""
EDITOR_NOTE_LABEL = lazy_compile(
    r"[【\[［〔（(「]?(?:编\s*者\s*[的]?\s*[按话]|编\s*后|按\s*语|编\s*发\s*按)[】\]］〕）)」]?\s*[：:]?|按[：:]"
)
"""Label of an 编者按."""
MARKER_START = lazy_compile(
    rf"{SMALL_NUMERAL}[、是．.]|[（(]{SMALL_NUMERAL}[）)]|\d{{1,2}}[.．、](?!\d)|第[{ONE_TO_TEN}]{{1,2}}[，、：,]|首先[，、：,]"
)
"""Start of a section or a measure."""
_BRACKETED_DATE = lazy_compile(rf"[（(](?:{DATE}|{MONTH_OF_YEAR})[）)]")
_DRAWN_LINE = lazy_compile(r"[-—─━═_＿=*★☆·•]{2,}|[★☆◆◇●■※*]")


@dataclass(frozen=True, slots=True)
class SourceParts:
    """The rows between masthead and foot, and the fields of both."""

    masthead: tuple[MastheadField, ...]
    body: tuple[SourceRow, ...]
    foot: tuple[MastheadField, ...]
    drawn_lines: tuple[SourceRow, ...]
    """Drawn lines such as `————————`."""


def split_source(rows: Sequence[SourceRow], series: str, wrapping: LineWrapping) -> SourceParts:
    """Split the rows (without footnotes) into masthead, body and foot."""
    drawn_lines = tuple(row for row in rows if row.kind != "table" and _DRAWN_LINE.fullmatch(row.key))
    drawn_indices = {row.index for row in drawn_lines}
    rows_left = [row for row in rows if row.index not in drawn_indices]
    contents_start = _find_contents_heading(rows_left)
    masthead_end = _find_masthead_end(rows_left, series, wrapping)
    if contents_start >= 0 and not _has_note_above(rows_left, masthead_end, contents_start, series):
        masthead_end = contents_start
    foot_start = _find_foot_start(rows_left, masthead_end, series)
    return SourceParts(
        _read_joined_fields(rows_left[:masthead_end], series, wrapping),
        tuple(rows_left[masthead_end:foot_start]),
        _read_joined_fields(rows_left[foot_start:], series, wrapping),
        drawn_lines,
    )


def _has_note_above(rows: Sequence[SourceRow], first: int, contents_start: int, series: str) -> bool:
    """Return whether an 编者按 fills the lines between the masthead, which ends at `first`, and the contents list."""
    between = rows[first:contents_start]
    has_note = bool(between) and bool(EDITOR_NOTE_LABEL.match(between[0].text))
    return has_note and not any(_STRONG & {field.name for field in _read_short_row(row, series)} for row in between)


def _find_contents_heading(rows: Sequence[SourceRow]) -> int:
    """Return the index of the contents heading, which comes before any marker; -1 if there is none."""
    for n, row in enumerate(rows[: MAX_MASTHEAD_ROWS * 2]):
        if CONTENTS_HEADING.fullmatch(row.key):
            return n
        if (MARKER_START.match(row.text) and not match_distribution_label(row)) or len(row.key) > 120:
            return -1
    return -1


def _find_masthead_end(rows: Sequence[SourceRow], series: str, wrapping: LineWrapping) -> int:
    """Return the end of a masthead without a contents list.

    It is after the last line that belongs to a masthead, and before anything that starts a text.
    """
    end = 0
    pending = 0
    has_number_or_date = in_distribution_list = has_date = has_issuer = False
    for n, row in enumerate(rows[:MAX_MASTHEAD_ROWS]):
        fields = read_fields(row, series)
        if MARKER_START.match(row.text) and not is_known_field(fields):
            break
        if EDITOR_NOTE_LABEL.match(row.text) or (len(row.key) > 60 and not is_known_field(fields)):
            break
        if _is_bracketed_date(row) and (has_date or (has_number_or_date and n > end)):
            break
        names = {field.name for field in fields}
        is_dated = bool(names & _DAYS) and names <= _DAYS | {"issuer"}
        if pending and has_date and (is_dated or names == {"contact"}):  # below the title of the article
            break
        if is_known_field(fields) and _is_certain_masthead(fields, n, rows, series, has_date=has_date):
            end, pending, in_distribution_list = n + 1, 0, bool(match_distribution_label(row))
            has_date = has_date or bool(names & {"date", "month"})
            has_issuer = has_issuer or bool(names & {"issuer"})
            has_number_or_date = has_number_or_date or bool(names & {"number", "date", "month", "extra"})
        elif n == end and has_date and not has_issuer and names == {"issuer"} and _is_office_alone(rows[n : n + 2]):
            end, has_issuer = n + 1, True
        elif (
            in_distribution_list
            and n == end
            and _continues_in_next_row(rows[n - 1], full=wrapping.reaches_margin(rows[n - 1], 2))
        ):
            end = n + 1
        else:
            pending += 1
            if (has_number_or_date and pending > 1) or pending > 3 or ends_sentence(row.text):
                break
    return end


def _is_office_alone(rows: Sequence[SourceRow]) -> bool:
    """Return whether a line below the date is only an office's name, and a title may follow."""
    if len(rows) < 2 or ends_sentence(rows[1].text) or len(rows[1].key) > 60 or _NEWS.search(rows[0].key):
        return False
    return not MARKER_START.match(rows[1].text)


_NEWS = lazy_compile(
    "成立|新建|建成|设立|揭牌|挂牌|建立|组建|打造|走进|走访|助力|推进|启动|召开|开展|实施|深入|激活|做强|办好|建好"
)
"""Verbs of a title, which may end like an office's name."""
_DAYS = frozenset({"date", "month", "hour", "weekday"})
_WEAK = frozenset({"issuer", "series", "printer"})
_STRONG = frozenset({"number", "extra", "total", "date", "month"})


def _is_bracketed_date(row: SourceRow) -> bool:
    """Return whether a line is a date in brackets: below a title it dates the text and belongs to no masthead."""
    return bool(_BRACKETED_DATE.fullmatch(row.key))


def _is_certain_masthead(
    fields: Sequence[MastheadField], n: int, rows: Sequence[SourceRow], series: str, *, has_date: bool
) -> bool:
    """Return whether the line certainly belongs to the masthead.

    A title may end like an office's name, but no number or date follows it.
    """
    if not {field.name for field in fields} <= _WEAK:
        return True
    next_rows = [row for row in rows[n + 1 : n + 4] if not (has_date and _is_bracketed_date(row))]
    following = {field.name for row in next_rows for field in _read_short_row(row, series)}
    return bool(following & _STRONG)


def _read_short_row(row: SourceRow, series: str) -> tuple[MastheadField, ...]:
    """Return the fields of a row of at most 60 characters if all its words belong to a field."""
    fields = read_fields(row, series) if len(row.key) <= 60 else ()
    return fields if is_known_field(fields) else ()


def _continues_in_next_row(row: SourceRow, *, full: bool) -> bool:
    """Return whether a distribution list continues in the next row: at a comma, a soft break or the margin."""
    return row.text.endswith(("、", "，", ",", "；")) or row.soft or (full and not ends_sentence(row.text))


def _find_foot_start(rows: Sequence[SourceRow], first: int, series: str) -> int:
    """Return the first row of the foot: every row from there on is a line of the foot or continues one."""
    start = len(rows)
    pending, has_sentence = 0, False
    for n in range(len(rows) - 1, max(first, len(rows) - MAX_FOOT_ROWS) - 1, -1):
        row = rows[n]
        if _is_foot_line(row, series):
            can_continue = match_distribution_label(row) or any(
                field.name == "contact" for field in read_fields(row, series)
            )
            if pending and not (
                (can_continue and (not ends_sentence(row.text) or _lists_on(row, rows[n + 1 : n + 1 + pending])))
                or (start == len(rows) and pending < 3 and not has_sentence)
            ):
                break
            start, pending, has_sentence = n, 0, False
        else:
            pending += 1
            has_sentence = has_sentence or (ends_sentence(row.text) and not lists_recipients(row.text))
            if pending > 3 or len(row.key) > 70 or MARKER_START.match(row.text):
                break
    return start


def _lists_on(row: SourceRow, below: Sequence[SourceRow]) -> bool:
    """Return whether the lines below a distribution list go on with it, after a comma or as a list of offices."""
    return row.text.endswith(("、", "，", ",", "；", ";")) or all(lists_recipients(line.text) for line in below)


def _is_foot_line(row: SourceRow, series: str) -> bool:
    """Return whether a row is a line of the foot."""
    if match_distribution_label(row):
        return True
    names = {field.name for field in read_fields(row, series)}
    if names == {"issuer"} and row.text[0] in "（(【":
        return False
    if "" in names and "printed" not in names:
        return False
    return bool(names & {"printed", "copies", "contact"}) or (
        names <= {"issuer", "date", "month", "internal"} and len(row.key) <= 40
    )


def _read_joined_fields(rows: Sequence[SourceRow], series: str, wrapping: LineWrapping) -> tuple[MastheadField, ...]:
    """Return the fields of the rows; a row that continues an unfinished distribution list is joined to it."""
    joined: list[MastheadField] = []
    open_row: SourceRow | None = None
    for n, row in enumerate(rows):
        fields = read_fields(row, series)
        if (
            open_row
            and not match_distribution_label(row)
            and joined
            and _continues_field(joined[-1], open_row, row, fields)
        ):
            joined[-1] = MastheadField(joined[-1].name, joined[-1].value + row.text, joined[-1].index)
        else:
            if n and _is_name_cut(joined, rows[n - 1], fields, wrapping):
                joined[-1] = MastheadField(fields[-1].name, joined[-1].value + fields[-1].value, joined[-1].index)
                fields = fields[:-1]
            joined += fields
            open_row = row if match_distribution_label(row) or (fields and fields[-1].name == "contact") else None
            continue
        open_row = row
    return tuple(joined)


def _is_name_cut(
    joined: Sequence[MastheadField], before: SourceRow, fields: Sequence[MastheadField], wrapping: LineWrapping
) -> bool:
    """Return whether the margin cut an office's name in two: the first half fills its line and is no known field."""
    is_half = (
        bool(joined) and joined[-1].index == before.index and not joined[-1].name and wrapping.reaches_margin(before, 1)
    )
    is_half = is_half and before.text.endswith(joined[-1].value)
    return is_half and bool(fields) and fields[-1].name in ("issuer", "printer")


def _continues_field(
    open_field: MastheadField, previous: SourceRow, row: SourceRow, fields: Sequence[MastheadField]
) -> bool:
    """Return whether a line continues the distribution list or the contact line above it."""
    if open_field.name == "contact":
        same_line = previous.text.endswith(open_field.value[-1:])  # no bracket after it
        return same_line and not any(field.name for field in fields) and not row.after_blank
    if previous.text.endswith(("、", "，", ",", "；", ";")):
        return True
    if lists_recipients(row.text) and not row.after_blank and {field.name for field in fields} <= {"", "issuer"}:
        return True
    has_field = any(
        field.name in ("number", "date", "printed", "copies", "contact", "internal", "series", "extra")
        for field in fields
    )
    return not ends_sentence(previous.text) and not has_field and not CONTENTS_HEADING.fullmatch(row.key)
