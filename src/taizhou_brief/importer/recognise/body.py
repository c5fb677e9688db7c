"""Conversion of the paragraphs of an article into sections, third-level headings, measures and prose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from taizhou_brief.chinese.characters import to_chinese_numeral
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.formats.briefing.markers import Marker, match_marker, select_measures
from taizhou_brief.importer.recognise.attachments import join_attachment_list, split_attachments
from taizhou_brief.importer.recognise.body_elements import BodyElement, ImportNote
from taizhou_brief.importer.recognise.contents_list import is_column_label, precedes_titles
from taizhou_brief.importer.recognise.contributors import Bylines, extract_bylines
from taizhou_brief.importer.recognise.marker_forms import TextRewrite
from taizhou_brief.importer.recognise.markers import find_run_on_cuts, find_sequence_breaks, match_section_marker
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from taizhou_brief.importer.recognise.rewriting import (
    finish_markers,
    note_rewrites,
    note_unread_forms,
    rewrite_forms,
)
from taizhou_brief.importer.recognise.run_on import split_run_on
from taizhou_brief.importer.recognise.series import describe_closing, find_series_end
from taizhou_brief.importer.recognise.spacing import LETTER, ends_sentence, normalise_spaces
from taizhou_brief.importer.recognise.titles import is_bracketed, is_title_shaped
from taizhou_brief.importer.recognise.unmarked_lists import find_unmarked_list
from taizhou_brief.importer.recognise.unread_markers import note_unread_markers
from taizhou_brief.quantities import find_list_numbers

_MAX_HEADING = 60
_SHORT_LINE = lazy_compile(f"{LETTER}{{2,3}}")
"""A line that is too short for a title."""
_LABEL = lazy_compile(r"[【\[［〔][^】\]］〕]{2,10}[】\]］〕]")
"""Name of a part before its text, such as 【主要做法】; a heading if another one is on a line of its own."""


@dataclass(frozen=True, slots=True)
class ArticleBody:
    """An article's elements, its bylines, what is written otherwise, and the notes about it."""

    elements: tuple[BodyElement, ...]
    bylines: Bylines
    rewrites: tuple[TextRewrite, ...]
    """Markers and stops that are written in another form than they are printed."""
    notes: tuple[ImportNote, ...]


def read_body(paras: Sequence[SourceParagraph], places: Sequence[str] = ()) -> ArticleBody:
    """Read everything below an article's title; `places` are the names of the counties and of the city."""
    bylines, body_paragraphs = extract_bylines(join_attachment_list(paras))
    elements, notes = _find_sections(body_paragraphs)
    notes += _check_section_numbers([element for element in elements if element.kind == "section"])
    has_sections = any(element.kind == "section" for element in elements)
    body_elements: list[BodyElement] = []
    rewrites: list[TextRewrite] = []
    for scope in _split_scopes(elements):
        headings = [element for element in scope[:1] if element.kind == "section"]
        is_lead = has_sections and not headings
        scope_elements, scope_notes, scope_rewrites = _read_scope(scope[len(headings) :], places, lead=is_lead)
        body_elements += [*headings, *scope_elements]
        notes += scope_notes
        rewrites += scope_rewrites
    return ArticleBody(tuple(body_elements), bylines, tuple(rewrites), tuple(notes))


def _find_sections(paras: Sequence[SourceParagraph]) -> tuple[list[BodyElement], list[ImportNote]]:
    """Find the section headings; split a heading from text on the same line at the first full stop."""
    elements: list[BodyElement] = []
    notes: list[ImportNote] = []
    has_numbers = any(match_section_marker(para.text) for para in paras if para.role == "prose")
    has_labels = not has_numbers and any(is_column_label(para.text) for para in paras if para.role == "prose")
    for n, para in enumerate(paras):
        kind = "table" if para.role == "table" else "prose"
        marker = match_section_marker(para.text) if kind == "prose" else None
        if marker:
            heading, rest = _split_at_first_stop(para.text)
            if len(heading) <= _MAX_HEADING + 20 * (not rest):
                elements.append(BodyElement("section", normalise_spaces(heading), para.index, para))
                if marker[1] != "、":
                    notes.append(
                        (para.index, "I726", f"节号“{to_chinese_numeral(marker[0])}”后面是“{marker[1]}”，不是“、”")
                    )
                if rest:
                    elements.append(BodyElement("prose", rest, para.index, para))
                    notes.append((para.index, "I724", f"节标题“{heading}”与正文写在同一段，已在第一个句号处分开"))
                continue
        elif kind == "prose" and not has_numbers and _is_subheading(paras, n):
            elements.append(BodyElement("section", para.text, para.index, para))
            notes.append((para.index, "I725", f"“{para.text}”没有编号，当作节标题"))
            continue
        elif kind == "prose" and has_labels and (label := _LABEL.match(para.text)):
            elements.append(BodyElement("section", label[0], para.index, para))
            elements.append(BodyElement("prose", para.text[label.end() :].strip(), para.index, para))
            notes.append((para.index, "I725", f"段首的“{label[0]}”没有编号，当作节标题，与正文分开"))
            continue
        elif kind == "prose" and (attachment := split_attachments(para.text)):
            elements.append(BodyElement("third", attachment.name, para.index, para))
            elements += [BodyElement("prose", attachment.rest, para.index, para)] if attachment.rest else []
            notes.append((para.index, "I748", f"“{para.text[:16]}”当作三级标题，不算前面的措施"))
            continue
        if (is_title_shaped(para) or _SHORT_LINE.fullmatch(para.text)) and _resembles_heading(paras, n):
            notes.append((para.index, "I719", f"“{para.text}”像是标题，当作正文"))
        elements.append(BodyElement(kind, para.text, para.index, para))
    return elements, notes


def _resembles_heading(paras: Sequence[SourceParagraph], n: int) -> bool:
    """Return whether one or two short lines between finished texts look like an unrecognised title or heading."""
    if n and not (ends_sentence(paras[n - 1].text) or precedes_titles(paras[n - 1].text)):
        return False
    after = next(
        (para.text for para in paras[n + 1 : n + 3] if not (is_title_shaped(para) or is_bracketed(para.text))), ""
    )
    return ends_sentence(after) or match_marker(after) is not None or match_section_marker(after) is not None


def _split_at_first_stop(text: str) -> tuple[str, str]:
    """Split a text after its first full stop."""
    stop = text.find("。")
    if stop < 0 or stop == len(text) - 1:
        return text, ""
    return text[: stop + 1], text[stop + 1 :].strip()


def _is_subheading(paras: Sequence[SourceParagraph], n: int) -> bool:
    """Return whether a short line without a stop, after a finished text, is the heading of the paragraphs below."""
    para = paras[n]
    if n + 1 >= len(paras) or paras[n + 1].role != "prose":
        return False
    if not is_column_label(para.text) and (
        not is_title_shaped(para) or (len(para.text) > 20 and not para.heading_hint)
    ):
        return False
    previous = paras[n - 1] if n else None
    return (previous is None or ends_sentence(previous.text) or previous.role == "table") and (
        ends_sentence(paras[n + 1].text) or match_marker(paras[n + 1].text) is not None
    )


def _split_scopes(elements: Sequence[BodyElement]) -> list[list[BodyElement]]:
    """Split the elements into those before the first section and those of each section with its heading."""
    scopes: list[list[BodyElement]] = [[]]
    for element in elements:
        if element.kind == "section":
            scopes.append([])
        scopes[-1].append(element)
    return [scope for scope in scopes if scope]


def _read_scope(
    elements: Sequence[BodyElement], places: Sequence[str], *, lead: bool
) -> tuple[list[BodyElement], list[ImportNote], list[TextRewrite]]:
    """Find the measures of a section, of the text outside sections, or of the lead, whose summary stays prose."""
    third_level = next((n for n, element in enumerate(elements) if element.kind == "third"), len(elements))
    elements, attachments = elements[:third_level], list(elements[third_level:])
    notes: list[ImportNote] = []
    rewrites: list[TextRewrite] = []
    if not lead:
        elements, rewrites, notes = rewrite_forms(elements)
        elements, run_on_notes = split_run_on(elements, places)
        notes += run_on_notes
    scope_elements: list[BodyElement] = []
    for part in _split_third_level(elements):
        for series in _split_at_ends(part):
            series_elements, series_notes = _read_series(series, places)
            scope_elements += series_elements
            notes += series_notes
    attachment_elements, attachment_notes = _mark_measures(attachments)
    scope_elements, more_rewrites = finish_markers([*scope_elements, *attachment_elements])
    notes += [*attachment_notes, *note_rewrites(more_rewrites)]
    if not any(code == "I749" for _, code, _ in notes):
        notes += note_unread_forms(scope_elements)
    notes += note_unread_markers(scope_elements, {index for index, code, _ in notes if code in _NAMES_MARKERS})
    return scope_elements, notes, rewrites + more_rewrites


_NAMES_MARKERS = {"I721", "I722", "I728", "I749"}
"""Codes of notes about markers."""


def _split_at_ends(part: Sequence[BodyElement]) -> list[list[BodyElement]]:
    """Split a part of a scope before each line that ends a series."""
    starts = [0, *(n for n, element in enumerate(part) if element.kind == "end" and n)]
    return [list(part[start:end]) for start, end in zip(starts, [*starts[1:], len(part)], strict=True)]


def _read_series(elements: Sequence[BodyElement], places: Sequence[str]) -> tuple[list[BodyElement], list[ImportNote]]:
    """Find the measures of a part without third-level headings, and where a series of them ends."""
    markers, _ = _read_markers(elements)
    texts = [element.text if element.kind == "prose" else "" for element in elements]
    end = find_series_end(texts, select_measures(markers), places)
    if end is None:
        return _mark_measures(elements, prose=True)
    measures, notes = _mark_measures(elements[: end.place])
    if end.kind != "series":
        notes.append((elements[end.place].index, "I732", describe_closing(texts[end.place])))
    rest, rest_notes = _read_series(elements[end.place :], places)
    return [*measures, elements[end.place].end_series(), *rest], notes + rest_notes


def _mark_measures(part: Sequence[BodyElement], *, prose: bool = False) -> tuple[list[BodyElement], list[ImportNote]]:
    """Mark the measures of a series; note its gaps, and, in a part that is `prose`, a list without markers."""
    markers, notes = _read_markers(part)
    measures = select_measures(markers)
    notes += _check_measures(part, markers, measures) if measures or prose else []
    prose_elements = [element for element in part if element.kind == "prose"]
    if not measures and prose and (unmarked_list := find_unmarked_list([element.text for element in prose_elements])):
        notes.append((prose_elements[unmarked_list[0]].index, "I749", unmarked_list[1]))
    return [
        replace(element, kind="measure", marker=measures[n]) if n in measures else element
        for n, element in enumerate(part)
    ], notes


def _read_markers(elements: Sequence[BodyElement]) -> tuple[list[Marker | None], list[ImportNote]]:
    """Return the marker of each element, and notes about list numbers directly followed by digits."""
    markers = [match_marker(element.text) if element.kind == "prose" else None for element in elements]
    numbers = find_list_numbers([element.text if element.kind == "prose" else "" for element in elements])
    notes: list[ImportNote] = []
    for place, end in numbers.ends.items():
        text = elements[place].text
        markers[place] = Marker("1.", int(text[: end - 1]), text[:end], end)
        message = f"“{text[:8]}…”开头的“{text[:end]}”当作序号，与“{text[end : end + 6]}…”分开"
        notes.append((elements[place].index, "I728", message))
    for place in numbers.unclear:
        message = f"“{elements[place].text[:8]}…”开头的数字可能是序号，也可能是小数，当作小数"
        notes.append((elements[place].index, "I728", message))
    return markers, notes


def _split_third_level(elements: Sequence[BodyElement]) -> list[list[BodyElement]]:
    """Split the scope at its （一） headings if measures of another family follow them."""
    headings = [
        n
        for n, element in enumerate(elements)
        if element.kind == "prose" and (match_marker(element.text) or _NO_MARKER).family == "（）"
    ]
    parts = list(zip(headings, [*headings, len(elements)][1:], strict=True))
    if not any(_has_measures(elements[start], elements[start + 1 : end]) for start, end in parts):
        return [list(elements)]
    result = [list(elements[: headings[0]])]
    for start, end in parts:
        element = elements[start]
        heading, rest = _split_at_first_stop(element.text)
        result.append([replace(element, kind="third", text=normalise_spaces(heading))])
        if rest:
            positions = find_run_on_cuts(rest)
            places = (
                [0, *(place for place in positions if place)]
                if positions and not _find_opening_markers(elements[start + 1 : end])
                else [0]
            )
            for text_start, text_end in zip(places, [*places[1:], len(rest)], strict=True):
                result[-1].append(replace(element, kind="prose", text=rest[text_start:text_end].strip()))
        result[-1] += elements[start + 1 : end]
    return [part for part in result if part]


_NO_MARKER = Marker("", 0, "", 0)


def _has_measures(head: BodyElement, below: Sequence[BodyElement]) -> bool:
    """Return whether a sequence follows a （一） heading, in paragraphs or on the same line."""
    if select_measures(_find_opening_markers(below)):
        return True
    heading, rest = _split_at_first_stop(head.text)
    positions = find_run_on_cuts(rest)
    return len(heading) <= _MAX_HEADING and bool(positions) and positions[0] == 0


def _find_opening_markers(elements: Sequence[BodyElement]) -> list[Marker]:
    """Return the markers that the prose elements start with."""
    return [marker for element in elements if element.kind == "prose" and (marker := match_marker(element.text))]


def _check_section_numbers(sections: Sequence[BodyElement]) -> list[ImportNote]:
    """Note breaks in the numbering of the sections."""
    numbers = [marker[0] if marker else 0 for marker in (match_section_marker(section.text) for section in sections)]
    if not all(numbers):
        return []
    return [(sections[place].index, "I720", f"节的{problem}") for place, problem in find_sequence_breaks(numbers)]


def _check_measures(
    elements: Sequence[BodyElement], markers: Sequence[Marker | None], measures: dict[int, Marker]
) -> list[ImportNote]:
    """Note breaks in the numbering of the measures, and markers that make no measure."""
    places = list(measures)
    family = measures[places[0]].family if places else ""
    ordinals = [marker.ordinal for marker in measures.values()]
    notes = [
        (elements[places[n]].index, "I721", f"措施的{problem}") for n, problem in find_sequence_breaks(ordinals, family)
    ]
    for n, marker in enumerate(markers):
        if marker and n not in measures and (not measures or marker.family != family):
            reason = f"与本节的“{measures[places[0]].text}”不是一种" if measures else "没有下一条"
            notes.append((elements[n].index, "I722", f"“{marker.text}”{reason}，当作正文"))
    return notes
