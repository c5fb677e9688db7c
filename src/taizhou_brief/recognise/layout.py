"""The source laid out: furniture, masthead, contents list, titles and paragraphs of the body, foot, footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taizhou_brief.recognise.body import Remark
from taizhou_brief.recognise.contents import Entry, Heading, find_titles, read_contents, unnamed_contents
from taizhou_brief.recognise.fields import Field
from taizhou_brief.recognise.frame import CONTENTS, frame
from taizhou_brief.recognise.markers import section_mark
from taizhou_brief.recognise.paras import Para, join_breaks, mend_dates, paragraphs
from taizhou_brief.recognise.rows import LeftOut, Row, read_rows
from taizhou_brief.recognise.titles import HEADLINE, Unit, shape_titles, with_columns, with_titles
from taizhou_brief.recognise.wrap import wrapping
from taizhou_brief.settings import Settings
from taizhou_brief.sourcetext import SourceText


@dataclass(frozen=True, slots=True)
class Layout:
    """Which lines are what."""

    furniture: tuple[LeftOut, ...]
    head: tuple[Field, ...]
    foot: tuple[Field, ...]
    contents: tuple[Row, ...]
    """The rows of the contents list, its heading included."""
    entries: tuple[Entry, ...]
    headings: tuple[Heading, ...]
    units: tuple[Unit, ...]
    paras: tuple[Para, ...]
    notes: tuple[Row, ...]
    span: range
    """The lines of the source between masthead and foot."""
    remarks: tuple[Remark, ...]


def lay_out(source: SourceText, settings: Settings) -> Layout:
    """Sort the lines of the source, top down."""
    rows, furniture = read_rows(source, settings.title)
    notes = tuple(row for row in rows if row.kind == "footnote")
    text = tuple(row for row in rows if row.kind != "footnote")
    wrap = wrapping(text, printed_lines=source.wrapped)
    text, cuts = mend_dates(text)
    parts = frame(text, settings.title, wrap)
    entries, listed, rest = _contents(parts.body)
    headings = find_titles(rest, entries, wrap)
    paras = join_breaks(paragraphs(rest, headings, wrap), wrap, titled=bool(headings))
    paras = paras if headings else with_columns(paras)
    units = shape_titles(paras, settings, beside_contents=bool(headings))
    rules = tuple(LeftOut(r.index, source.lines[r.index].place, r.text, "分隔线") for r in parts.rules)
    return Layout(
        furniture + rules,
        parts.head,
        parts.foot,
        listed,
        entries,
        headings,
        units,
        with_titles(paras, units),
        notes,
        _span(parts.body, text, len(source.lines)),
        (
            *((index, "I706", f"日期“{words}”被切成两截，已接上") for index, words in cuts),
            *_about(units, paras, listed=bool(headings)),
        ),
    )


def _about(units: Sequence[Unit], paras: Sequence[Para], *, listed: bool) -> tuple[Remark, ...]:
    """What is to be said of titles that no contents list bears out."""
    numbered = [paras[unit.start] for unit in units if unit.numbered]
    if numbered:
        said = f"没有目录可以对照，“{numbered[0].text[:HEADLINE]}”等 {len(numbered)} 行当作标题"
        return ((numbered[0].index, "I718", said),)
    if listed or len(units) < 2:  # of one title there is no doubt
        return ()
    second = paras[units[1].start]
    return ((second.index, "I727", f"没有目录可以对照，“{second.text}”等 {len(units) - 1} 行按样子当作另一篇的标题"),)


def _contents(rows: Sequence[Row]) -> tuple[tuple[Entry, ...], tuple[Row, ...], tuple[Row, ...]]:
    """The contents list, which may stand behind an 编者按, and the rows without it."""
    for n, row in enumerate(rows[:40]):
        if CONTENTS.fullmatch(row.key):
            entries, size = read_contents(rows[n:])
            return entries, tuple(rows[n : n + size]), (*rows[:n], *rows[n + size :])
        if section_mark(row.text):
            break
    entries = unnamed_contents(rows)
    size = sum(len(entry.rows) for entry in entries)
    return entries, tuple(rows[:size]), tuple(rows[size:])


def _span(body: Sequence[Row], rows: Sequence[Row], lines: int) -> range:
    """From the first line of the body to the line before the foot."""
    if not body:
        return range(0)
    after = next((row.index for row in rows if row.index > body[-1].index), lines)
    return range(body[0].index, after)
