"""Printed lines → paragraphs: hard wraps, soft breaks and page breaks joined, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from taizhou_brief.chinese.dates import DATE
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.chinese.spacing import cuts_digits, cuts_number
from taizhou_brief.importer.recognise.contents_list import TitleMatch, is_byline
from taizhou_brief.importer.recognise.line_wrapping import LineWrapping
from taizhou_brief.importer.recognise.masthead import CONTENTS, MARKER, NOTE
from taizhou_brief.importer.recognise.masthead_fields import distribution_label
from taizhou_brief.importer.recognise.rows import SourceRow
from taizhou_brief.importer.recognise.spacing import ends_sentence, normalise_spaces
from taizhou_brief.quantities import cuts_quantity, match_quantity

_SECTION = lazy_compile(r"[一二三四五六七八九十]{1,3}[、．.]")
_BULLET = lazy_compile(r"[-–—·•●○◎◆◇★☆■□▲△►▶*]|——|【[^】]{2,10}】")
_WORD = lazy_compile("[A-Za-z]")
_UNCUT = "".join(map(chr, range(0x21, 0x7F)))
"""Digits and Latin letters at a line's start, which are not cut: the line before them may fall short by as much."""
_NUMBER_ALONE = lazy_compile(r"[（(]?\d{1,3}[.、)）]?")
_DECIMAL_LAST = lazy_compile(r"\d[.,]$")
_RANGE = lazy_compile(r"[-–—~～]\d")
_DATED = lazy_compile(r"\d{4} ?年|\d{1,2} ?[月日]")
_CUT_DATE = lazy_compile(rf"({DATE})(?:\s*印\s*(?:发|制|刷)?)?")
_SHORT = 24
"""Fewer characters than a printed line: a fragment before a page break is at least this long."""


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """A paragraph of the body, a title, or a table."""

    text: str
    rows: tuple[SourceRow, ...]
    role: str = "prose"
    """`prose`, `title`, `column` or `table`."""
    entry: int = -1
    """The entry of the contents list a title answers to."""
    prefix: str = ""
    """The number or bullet before a title, which is no part of it."""
    suffix: str = ""
    """The bracket or full stop behind a title, which is no part of it."""
    breaks: tuple[tuple[int, str], ...] = ()
    """Where page breaks were joined: the row that carries on, and the words around the joint."""
    cuts: tuple[tuple[int, str], ...] = ()
    """The same where a line break within a number was joined."""

    @property
    def index(self) -> int:
        """Its first line in the source."""
        return self.rows[0].index

    @property
    def hint(self) -> bool:
        """Whether it is set like a heading."""
        return self.rows[0].hint

    @property
    def blank(self) -> bool:
        """Whether a gap or a new page stands before it."""
        return self.rows[0].blank or self.rows[0].turn


def join_cut_dates(rows: Sequence[SourceRow]) -> tuple[tuple[SourceRow, ...], tuple[tuple[int, str], ...]]:
    """Where two short lines cut a date between them, its second half joins the first; the cuts, by row and date."""
    out: list[SourceRow] = []
    cuts: list[tuple[int, str]] = []
    for row in rows:
        last = out[-1] if out else None
        if (
            last
            and row.kind == last.kind == "text"
            and not ends_sentence(last.text)
            and len(last.text) + len(row.text) < 90
        ):
            joint = len(last.text)
            match = next((m for m in _CUT_DATE.finditer(last.text + row.text) if m.start() < joint < m.end(1)), None)
            if match:
                cuts.append((row.index, match[1]))
                out[-1] = replace(last, text=match.string[: match.end()], length=row.length, width=row.width)
                rest = match.string[match.end() :].strip()
                out += [replace(row, text=rest, blank=False, turn=False)] if rest else []
                continue
        out.append(row)
    return tuple(out), tuple(cuts)


def build_paragraphs(
    rows: Sequence[SourceRow], headings: Sequence[TitleMatch], wrap: LineWrapping
) -> tuple[SourceParagraph, ...]:
    """The rows of the body as paragraphs; titles found by the contents list stand for themselves."""
    starts = {heading.start: heading for heading in headings}
    out: list[SourceParagraph] = []
    n = 0
    fresh = True
    while n < len(rows):
        heading = starts.get(n)
        if heading:
            role = "column" if heading.column else "title"
            out.append(
                SourceParagraph(heading.title, tuple(rows[n : heading.end]), role, heading.entry, heading.prefix)
            )
            n, fresh = heading.end, True
            continue
        row = rows[n]
        glue = None if fresh or not out or out[-1].role != "prose" else _glue(out[-1], row, wrap, rows[n + 1 : n + 2])
        if row.kind == "table":
            table = bool(out) and out[-1].role == "table" and not fresh
            out = (
                [*out[:-1], _more(out[-1], row, "\n")] if table else [*out, SourceParagraph(row.text, (row,), "table")]
            )
        elif glue is None:
            out.append(SourceParagraph(row.text, (row,)))
        else:
            out[-1] = _more(out[-1], row, glue)
        n, fresh = n + 1, False
    return tuple(para if para.role != "prose" else replace(para, text=normalise_spaces(para.text)) for para in out)


def _more(para: SourceParagraph, row: SourceRow, glue: str) -> SourceParagraph:
    text = f"{para.text}{glue}{row.text}"
    cut = para.rows[-1].soft and not glue and cuts_digits(para.text, row.text)
    cuts = (*para.cuts, (row.index, _joint(para.text, row.text))) if cut else para.cuts
    return replace(para, text=text, rows=(*para.rows, row), cuts=cuts)


def _joint(before: str, after: str) -> str:
    """The words around a place where two texts were joined."""
    return f"{before[-8:]}|{after[:8]}"


def opens_block(row: SourceRow) -> bool:
    """Whether a line opens something of its own."""
    return bool(
        MARKER.match(row.text)
        or NOTE.match(row.text)
        or distribution_label(row)
        or _BULLET.match(row.text)
        or CONTENTS.fullmatch(row.key)
    )


def _glue(para: SourceParagraph, row: SourceRow, wrap: LineWrapping, below: Sequence[SourceRow]) -> str | None:
    """What joins `row` to the paragraph before it: nothing, a space, or None where it is a paragraph of its own."""
    last = para.rows[-1]
    if row.kind != last.kind or row.kind == "table":
        return None
    if wrap.on:
        # between a stop and an indent, without a stop of its own: a heading, no paragraph's last line
        alone = (
            wrap.indented
            and ends_sentence(last.text)
            and not ends_sentence(row.text)
            and bool(below)
            and below[0].indent > 1
        )
        return None if alone else _unwrap(para, last, row, wrap)
    if last.soft and not MARKER.match(row.text) and _is_cut(last.text, row.text):
        return ""
    if last.soft:
        if opens_block(row) or ends_sentence(last.text) or _SECTION.match(para.text):
            return None
        short = (
            len(para.text) <= 30
            and len(row.text) <= 30
            and not ends_sentence(row.text)
            and "，" not in para.text + row.text
        )
        return " " if short and not row.text.startswith("——") else _seam(last.text, row.text, exact=False)
    return None


def _is_cut(before: str, after: str) -> bool:
    """Whether a line break between two texts is inside a number, or between a number and its unit."""
    return cuts_number(before, after) or cuts_quantity(before, after)


def _unwrap(para: SourceParagraph, last: SourceRow, row: SourceRow, wrap: LineWrapping) -> str | None:
    """The same for printed lines: a line that reaches the right margin goes on in the next."""
    done = ends_sentence(last.text)
    later = [part.indent for part in para.rows[1:]]
    first = len(para.rows) == 1 and not wrap.indented and "，" in last.text  # an indent may have been lost
    headed = wrap.indented and wrap.length and not para.rows[0].indent  # no paragraph begins so, a heading does
    word = 0 if wrap.length else min(6, (len(row.text) - len(row.text.lstrip(_UNCUT))) // 2)
    apart = row.hint != last.hint or not wrap.full(last, word + (1 if done or headed else 3 + 2 * first))
    apart = apart or (row.blank and not wrap.spaced) or bool(headed and is_byline(row.text))
    apart = apart or (wrap.indented and row.indent > max(1, min(later, default=1)))
    apart = apart or (done and not ends_sentence(row.text) and not wrap.full(row, 3))
    apart = apart or (opens_block(row) and bool(done or _SECTION.match(para.text) or not wrap.indented))
    apart = apart or bool(done and not wrap.indented and later and wrap.length and last.length < wrap.length)
    return None if apart else _seam(last.text, row.text, exact=bool(wrap.length) and last.length >= wrap.length)


def _seam(before: str, after: str, *, exact: bool) -> str:
    """A space between two Latin words, unless the line was cut after a fixed number of characters."""
    return " " if not exact and _WORD.match(before[-1:]) and _WORD.match(after[:1]) else ""


def join_breaks(paras: Sequence[SourceParagraph], wrap: LineWrapping, *, titled: bool) -> tuple[SourceParagraph, ...]:
    """Join paragraphs that a page break cut in two; `titled` says that all titles are known already."""
    out: list[SourceParagraph] = []
    for n, para in enumerate(paras):
        if out and (_turned(out[-1], para, wrap) or _broken(out, para, paras[n + 1 : n + 4], titled=titled)):
            last = out[-1]
            glue = _seam(last.text, para.text, exact=False)
            text = normalise_spaces(f"{last.text}{glue}{para.text}")
            breaks = (*last.breaks, (para.index, _joint(last.text, para.text)), *para.breaks)
            out[-1] = replace(last, text=text, rows=last.rows + para.rows, breaks=breaks, cuts=last.cuts + para.cuts)
        elif out and _cut(out[-1], para):
            last = out[-1]
            cuts = (*last.cuts, (para.index, _joint(last.text, para.text)), *para.cuts)
            text = normalise_spaces(last.text + para.text)
            out[-1] = replace(last, text=text, rows=last.rows + para.rows, breaks=last.breaks + para.breaks, cuts=cuts)
        else:
            out.append(para)
    return tuple(out)


def _cut(before: SourceParagraph, after: SourceParagraph) -> bool:
    """Whether a line break within a number parts two paragraphs: no list number, date or row of figures begins."""
    if before.role != "prose" or after.role != "prose" or not cuts_number(before.text, after.text):
        return False
    row = after.rows[0]
    if (
        before.hint != after.hint
        or (opens_block(row) and not _RANGE.match(row.text))
        or _SECTION.match(row.text)
        or _NUMBER_ALONE.fullmatch(before.text)
    ):
        return False
    if _DECIMAL_LAST.search(before.text) or after.text[0] in ".%‰":
        return True
    form = None if cuts_digits(before.text, after.text) else match_quantity(f"1{after.text}", 0)
    whole = not _DATED.match(after.text) if form is None else bool(form.unit)
    return whole and ("，" in before.text or ends_sentence(after.text))


def _turned(before: SourceParagraph, after: SourceParagraph, wrap: LineWrapping) -> bool:
    """Whether a page turns between a full printed line of an indented paragraph and one without an indent."""
    last, row = before.rows[-1], after.rows[0]
    if not (wrap.indented and row.turn and before.role == after.role == "prose" and not ends_sentence(last.text)):
        return False
    return before.rows[0].indent > 0 and row.indent == 0 and wrap.full(last, 1) and not opens_block(row)


def _broken(
    out: Sequence[SourceParagraph], after: SourceParagraph, rest: Sequence[SourceParagraph], *, titled: bool
) -> bool:
    before = out[-1]
    if before.role != "prose" or after.role != "prose" or ends_sentence(before.text) or opens_block(after.rows[0]):
        return False
    if before.hint != after.hint or after.hint or _bracketed(after.text) or _SECTION.match(before.text):
        return False
    if not _running(before.text):
        return False
    if titled or before.text.endswith(("，", "、", "（", "“", "《")) or "。" in before.text or len(before.text) > 60:
        return bool(ends_sentence(after.text) or len(after.text) > _SHORT or _running(after.text))
    return not _maybe_title(out, rest)


def _running(text: str) -> bool:
    """Whether the words run as prose: long enough for a printed line, or with marks a heading does not have."""
    if MARKER.match(text):
        return "。" in text or len(text) > 36 or text.endswith(("，", "、"))
    return "。" in text or (len(text) >= _SHORT and "，" in text) or len(text) > 45 or text.endswith(("，", "、"))


def _bracketed(text: str) -> bool:
    return text.startswith(("（", "(")) and text.endswith(("）", ")"))


def _maybe_title(out: Sequence[SourceParagraph], rest: Sequence[SourceParagraph]) -> bool:
    """Whether the last of `out`, a line of one to two clauses, may be a title: finished text before, a fresh 一、."""
    settled = len(out) < 2 or ends_sentence(out[-2].text) or _bracketed(out[-2].text)
    if len(out) > 1 and (_SECTION.match(out[-2].text) or out[-2].role == "title") and not ends_sentence(out[-2].text):
        return False
    following = next((para for para in rest if MARKER.match(para.text)), None)
    return settled and (following is None or following.text.startswith(("一", "（一", "(一", "1", "第一", "首先")))
