"""Conversion of printed lines into paragraphs: only hard wraps, soft breaks and page breaks are joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from taizhou_brief.chinese.dates import DATE
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.chinese.spacing import cuts_digits, cuts_number
from taizhou_brief.importer.recognise.bylines import is_byline
from taizhou_brief.importer.recognise.contents_list import TitleMatch
from taizhou_brief.importer.recognise.line_wrapping import LineWrapping
from taizhou_brief.importer.recognise.markers import SECTION_MARKER
from taizhou_brief.importer.recognise.masthead import CONTENTS_HEADING, EDITOR_NOTE_LABEL, MARKER_START
from taizhou_brief.importer.recognise.masthead_fields import match_distribution_label
from taizhou_brief.importer.recognise.rows import SourceRow
from taizhou_brief.importer.recognise.spacing import ends_sentence, normalise_spaces
from taizhou_brief.quantities import cuts_quantity, match_quantity

_BULLET = lazy_compile(r"[-–—·•●○◎◆◇★☆■□▲△►▶*]|——|【[^】]{2,10}】")
_WORD = lazy_compile("[A-Za-z]")
_UNCUT = "".join(map(chr, range(0x21, 0x7F)))
"""Digits and Latin letters, which are not broken: a line may be shorter by as many of them as start the next line."""
_NUMBER_ALONE = lazy_compile(r"[（(]?\d{1,3}[.、)）]?")
_DECIMAL_LAST = lazy_compile(r"\d[.,]$")
_RANGE = lazy_compile(r"[-–—~～]\d")
_DATED = lazy_compile(r"\d{4} ?年|\d{1,2} ?[月日]")
_CUT_DATE = lazy_compile(rf"({DATE})(?:\s*印\s*(?:发|制|刷)?)?")
_MIN_FRAGMENT = 24
"""A fragment before a page break has at least this many characters; a printed line has more."""


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """A paragraph of the body, a title, or a table."""

    text: str
    rows: tuple[SourceRow, ...]
    role: str = "prose"
    """`prose`, `title`, `column` or `table`."""
    entry: int = -1
    """Index of the entry of the contents list that matches a title, -1 if none."""
    prefix: str = ""
    """Number or bullet before a title, which is not part of it."""
    suffix: str = ""
    """Bracket or full stop after a title, which is not part of it."""
    page_breaks: tuple[tuple[int, str], ...] = ()
    """Joined page breaks: index of the continuing row, and the text around the joint."""
    cut_numbers: tuple[tuple[int, str], ...] = ()
    """Joined line breaks within a number, in the same form."""

    @property
    def index(self) -> int:
        """Its first line in the source."""
        return self.rows[0].index

    @property
    def heading_hint(self) -> bool:
        """Whether it is formatted like a heading."""
        return self.rows[0].heading_hint

    @property
    def after_gap(self) -> bool:
        """Whether it follows a blank line or a page break."""
        return self.rows[0].after_blank or self.rows[0].after_page_break


def join_cut_dates(rows: Sequence[SourceRow]) -> tuple[tuple[SourceRow, ...], tuple[tuple[int, str], ...]]:
    """Join the second half of a date to the first if a line break between two short lines cuts it.

    Return the rows, and the cuts by row and date.
    """
    joined: list[SourceRow] = []
    cuts: list[tuple[int, str]] = []
    for row in rows:
        previous = joined[-1] if joined else None
        if (
            previous
            and row.kind == previous.kind == "text"
            and not ends_sentence(previous.text)
            and len(previous.text) + len(row.text) < 90
        ):
            joint = len(previous.text)
            match = next(
                (m for m in _CUT_DATE.finditer(previous.text + row.text) if m.start() < joint < m.end(1)), None
            )
            if match:
                cuts.append((row.index, match[1]))
                joined[-1] = replace(previous, text=match.string[: match.end()], length=row.length, width=row.width)
                rest = match.string[match.end() :].strip()
                joined += [replace(row, text=rest, after_blank=False, after_page_break=False)] if rest else []
                continue
        joined.append(row)
    return tuple(joined), tuple(cuts)


def build_paragraphs(
    rows: Sequence[SourceRow], matches: Sequence[TitleMatch], wrapping: LineWrapping
) -> tuple[SourceParagraph, ...]:
    """Build the paragraphs of the body; titles found through the contents list are paragraphs of their own."""
    starts = {match.start: match for match in matches}
    paras: list[SourceParagraph] = []
    n = 0
    after_title = True
    while n < len(rows):
        match = starts.get(n)
        if match:
            role = "column" if match.is_column else "title"
            paras.append(SourceParagraph(match.title, tuple(rows[n : match.end]), role, match.entry, match.prefix))
            n, after_title = match.end, True
            continue
        row = rows[n]
        separator = (
            None
            if after_title or not paras or paras[-1].role != "prose"
            else _choose_separator(paras[-1], row, wrapping, rows[n + 1 : n + 2])
        )
        if row.kind == "table":
            continues_table = bool(paras) and paras[-1].role == "table" and not after_title
            paras = (
                [*paras[:-1], _append_row(paras[-1], row, "\n")]
                if continues_table
                else [*paras, SourceParagraph(row.text, (row,), "table")]
            )
        elif separator is None:
            paras.append(SourceParagraph(row.text, (row,)))
        else:
            paras[-1] = _append_row(paras[-1], row, separator)
        n, after_title = n + 1, False
    return tuple(para if para.role != "prose" else replace(para, text=normalise_spaces(para.text)) for para in paras)


def _append_row(para: SourceParagraph, row: SourceRow, separator: str) -> SourceParagraph:
    """Append a row to a paragraph; record the joint if the break cuts a number."""
    text = f"{para.text}{separator}{row.text}"
    is_number_cut = para.rows[-1].soft and not separator and cuts_digits(para.text, row.text)
    joint = (row.index, _quote_joint(para.text, row.text))
    cut_numbers = (*para.cut_numbers, joint) if is_number_cut else para.cut_numbers
    return replace(para, text=text, rows=(*para.rows, row), cut_numbers=cut_numbers)


def _quote_joint(before: str, after: str) -> str:
    """Quote the text around a place where two texts were joined."""
    return f"{before[-8:]}|{after[:8]}"


def opens_block(row: SourceRow) -> bool:
    """Return whether a line starts a block of its own."""
    return bool(
        MARKER_START.match(row.text)
        or EDITOR_NOTE_LABEL.match(row.text)
        or match_distribution_label(row)
        or _BULLET.match(row.text)
        or CONTENTS_HEADING.fullmatch(row.key)
    )


def _choose_separator(
    para: SourceParagraph, row: SourceRow, wrapping: LineWrapping, below: Sequence[SourceRow]
) -> str | None:
    """Return what joins `row` to the paragraph before it: nothing, a space, or None if it is a paragraph of its own."""
    previous = para.rows[-1]
    if row.kind != previous.kind or row.kind == "table":
        return None
    if wrapping.is_wrapped:
        # a line without a stop between a stop and an indent is a heading, not the last line of a paragraph
        is_heading = (
            wrapping.indented
            and ends_sentence(previous.text)
            and not ends_sentence(row.text)
            and bool(below)
            and below[0].indent > 1
        )
        return None if is_heading else _choose_wrapped_separator(para, previous, row, wrapping)
    if previous.soft and not MARKER_START.match(row.text) and _is_cut(previous.text, row.text):
        return ""
    if previous.soft:
        if opens_block(row) or ends_sentence(previous.text) or SECTION_MARKER.match(para.text):
            return None
        short = (
            len(para.text) <= 30
            and len(row.text) <= 30
            and not ends_sentence(row.text)
            and "，" not in para.text + row.text
        )
        separate_clauses = short and not row.text.startswith("——")
        return " " if separate_clauses else _choose_word_separator(previous.text, row.text, exact=False)
    return None


def _is_cut(before: str, after: str) -> bool:
    """Return whether a line break between two texts is inside a number, or between a number and its unit."""
    return cuts_number(before, after) or cuts_quantity(before, after)


def _choose_wrapped_separator(
    para: SourceParagraph, previous: SourceRow, row: SourceRow, wrapping: LineWrapping
) -> str | None:
    """Return the same for printed lines: a line that reaches the right margin continues in the next."""
    finished = ends_sentence(previous.text)
    later_indents = [line.indent for line in para.rows[1:]]
    # the indent of a paragraph's first line may have been lost
    indent_lost = len(para.rows) == 1 and not wrapping.indented and "，" in previous.text
    # where paragraphs are indented, a line without an indent starts a heading
    is_heading = wrapping.indented and wrapping.length and not para.rows[0].indent
    word_length = 0 if wrapping.length else min(6, (len(row.text) - len(row.text.lstrip(_UNCUT))) // 2)
    separate = row.heading_hint != previous.heading_hint or not wrapping.reaches_margin(
        previous, word_length + (1 if finished or is_heading else 3 + 2 * indent_lost)
    )
    separate = separate or (row.after_blank and not wrapping.spaced) or bool(is_heading and is_byline(row.text))
    separate = separate or (wrapping.indented and row.indent > max(1, min(later_indents, default=1)))
    separate = separate or (finished and not ends_sentence(row.text) and not wrapping.reaches_margin(row, 3))
    separate = separate or (
        opens_block(row) and bool(finished or SECTION_MARKER.match(para.text) or not wrapping.indented)
    )
    separate = separate or bool(
        finished and not wrapping.indented and later_indents and wrapping.length and previous.length < wrapping.length
    )
    exact = bool(wrapping.length) and previous.length >= wrapping.length
    return None if separate else _choose_word_separator(previous.text, row.text, exact=exact)


def _choose_word_separator(before: str, after: str, *, exact: bool) -> str:
    """Return a space between two Latin words, unless the line was broken after a fixed number of characters."""
    return " " if not exact and _WORD.match(before[-1:]) and _WORD.match(after[:1]) else ""


def join_page_breaks(
    paras: Sequence[SourceParagraph], wrapping: LineWrapping, *, titled: bool
) -> tuple[SourceParagraph, ...]:
    """Join paragraphs that a page break cut in two; `titled` means that all titles are known already."""
    joined: list[SourceParagraph] = []
    for n, para in enumerate(paras):
        if joined and (
            _continues_after_page_break(joined[-1], para, wrapping)
            or _is_cut_by_page_break(joined, para, paras[n + 1 : n + 4], titled=titled)
        ):
            previous = joined[-1]
            separator = _choose_word_separator(previous.text, para.text, exact=False)
            text = normalise_spaces(f"{previous.text}{separator}{para.text}")
            joint = (para.index, _quote_joint(previous.text, para.text))
            page_breaks = (*previous.page_breaks, joint, *para.page_breaks)
            joined[-1] = replace(
                previous,
                text=text,
                rows=previous.rows + para.rows,
                page_breaks=page_breaks,
                cut_numbers=previous.cut_numbers + para.cut_numbers,
            )
        elif joined and _is_number_cut(joined[-1], para):
            previous = joined[-1]
            joint = (para.index, _quote_joint(previous.text, para.text))
            cut_numbers = (*previous.cut_numbers, joint, *para.cut_numbers)
            text = normalise_spaces(previous.text + para.text)
            joined[-1] = replace(
                previous,
                text=text,
                rows=previous.rows + para.rows,
                page_breaks=previous.page_breaks + para.page_breaks,
                cut_numbers=cut_numbers,
            )
        else:
            joined.append(para)
    return tuple(joined)


def _is_number_cut(before: SourceParagraph, after: SourceParagraph) -> bool:
    """Return whether a line break within a number separates two paragraphs.

    It does not if the second one starts with a list number, a date or a row of figures.
    """
    if before.role != "prose" or after.role != "prose":
        return False
    cut = cuts_number(before.text, after.text)
    if not cut and not _leaves_fragment(before.text, after.text):
        return False
    row = after.rows[0]
    if (
        before.heading_hint != after.heading_hint
        or (opens_block(row) and not _RANGE.match(row.text))
        or SECTION_MARKER.match(row.text)
        or _NUMBER_ALONE.fullmatch(before.text)
    ):
        return False
    if _DECIMAL_LAST.search(before.text) or after.text[0] in ".%‰":
        return True
    if not cut:
        return "，" in before.text or ends_sentence(after.text)
    quantity = None if cuts_digits(before.text, after.text) else match_quantity(f"1{after.text}", 0)
    continues_number = not _DATED.match(after.text) if quantity is None else bool(quantity.unit)
    return continues_number and ("，" in before.text or ends_sentence(after.text))


def _leaves_fragment(before: str, after: str) -> bool:
    """Return whether a text begins with the rest of a quantity that could be taken for a whole one: 三十 and 五万元."""
    return match_quantity(after.lstrip("，,"), 0) is not None and (
        cuts_quantity(before, after) or before.endswith("第")
    )


def _continues_after_page_break(before: SourceParagraph, after: SourceParagraph, wrapping: LineWrapping) -> bool:
    """Return whether a page break separates a full printed line of an indented paragraph from an unindented line."""
    previous, row = before.rows[-1], after.rows[0]
    if not (
        wrapping.indented
        and row.after_page_break
        and before.role == after.role == "prose"
        and not ends_sentence(previous.text)
    ):
        return False
    return (
        before.rows[0].indent > 0 and row.indent == 0 and wrapping.reaches_margin(previous, 1) and not opens_block(row)
    )


def _is_cut_by_page_break(
    joined: Sequence[SourceParagraph], after: SourceParagraph, rest: Sequence[SourceParagraph], *, titled: bool
) -> bool:
    """Return whether `after` continues the last paragraph of `joined`, which a page break cut."""
    before = joined[-1]
    if before.role != "prose" or after.role != "prose" or ends_sentence(before.text) or opens_block(after.rows[0]):
        return False
    if (
        before.heading_hint != after.heading_hint
        or after.heading_hint
        or _is_in_brackets(after.text)
        or SECTION_MARKER.match(before.text)
    ):
        return False
    if not _reads_as_prose(before.text):
        return False
    if titled or before.text.endswith(("，", "、", "（", "“", "《")) or "。" in before.text or len(before.text) > 60:
        return bool(ends_sentence(after.text) or len(after.text) > _MIN_FRAGMENT or _reads_as_prose(after.text))
    return not _may_be_title(joined, rest)


def _reads_as_prose(text: str) -> bool:
    """Return whether a text reads as prose: it is as long as a printed line, or has marks that no heading has."""
    if MARKER_START.match(text):
        return "。" in text or len(text) > 36 or text.endswith(("，", "、"))
    return (
        "。" in text or (len(text) >= _MIN_FRAGMENT and "，" in text) or len(text) > 45 or text.endswith(("，", "、"))
    )


def _is_in_brackets(text: str) -> bool:
    return text.startswith(("（", "(")) and text.endswith(("）", ")"))


def _may_be_title(joined: Sequence[SourceParagraph], rest: Sequence[SourceParagraph]) -> bool:
    """Return whether the last paragraph of `joined`, a line of one or two clauses, may be a title.

    The text before it must be finished, and a new sequence (一、) must follow.
    """
    finished = len(joined) < 2 or ends_sentence(joined[-2].text) or _is_in_brackets(joined[-2].text)
    if (
        len(joined) > 1
        and (SECTION_MARKER.match(joined[-2].text) or joined[-2].role == "title")
        and not ends_sentence(joined[-2].text)
    ):
        return False
    following = next((para for para in rest if MARKER_START.match(para.text)), None)
    return finished and (following is None or following.text.startswith(("一", "（一", "(一", "1", "第一", "首先")))
