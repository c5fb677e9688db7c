"""Measures that run on in one paragraph, each to be a paragraph of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from taizhou_brief.formats.briefing.markers import match_marker
from taizhou_brief.importer.recognise.body_elements import BodyElement, ImportNote
from taizhou_brief.importer.recognise.markers import find_run_on_cuts
from taizhou_brief.importer.recognise.series import (
    RunOnSeries,
    describe_closing,
    find_run_on_closing,
    find_run_on_series,
    has_single_sentences,
)


def split_run_on(elements: Sequence[BodyElement], places: Sequence[str]) -> tuple[list[BodyElement], list[ImportNote]]:
    """Split the paragraphs in which measures run on, if the scope has no other sequence or each has its own."""
    series = {
        n: paragraph_series
        for n, element in enumerate(elements)
        if element.kind == "prose" and (paragraph_series := find_run_on_series(element.text, places))
    }
    opened = any(element.kind == "prose" and match_marker(element.text) for element in elements)
    single = len(series) == 1 and len(next(iter(series.values()))) == 1
    if series and not single and not (opened and sum(map(len, series.values())) == len(series)):
        return _split_series(elements, series)
    return _split_sequence(elements, places)


def _split_series(
    elements: Sequence[BodyElement], series: dict[int, tuple[RunOnSeries, ...]]
) -> tuple[list[BodyElement], list[ImportNote]]:
    """Split several series, each with its introduction; a series ends before the introduction of the next."""
    parts: list[BodyElement] = []
    notes: list[ImportNote] = []
    has_measures = False
    for n, element in enumerate(elements):
        if n not in series:
            parts.append(element)
            continue
        for one in series[n]:
            introduction = element.text[one.introduction : one.starts[0]].strip()
            parts += [element.end_series()] if has_measures else []
            parts += [replace(element, text=introduction)] if introduction else []
            for start, end in zip(one.starts, [*one.starts[1:], one.end], strict=True):
                parts.append(replace(element, text=element.text[start:end].strip()))
            has_measures = True
        rest = element.text[series[n][-1].end :].strip()
        if rest:
            parts += [element.end_series(), replace(element, text=rest)]
            notes.append((element.index, "I732", describe_closing(rest)))
        has_measures = has_measures and not rest
        count = sum(len(one.starts) for one in series[n])
        notes.append((element.index, "I723", f"一段里连写的 {count} 条措施（{len(series[n])} 组）已按序号分段"))
    return parts, notes


def _split_sequence(
    elements: Sequence[BodyElement], places: Sequence[str]
) -> tuple[list[BodyElement], list[ImportNote]]:
    """Split the paragraph in which measures run on if the scope has no other sequence."""
    markers = [match_marker(element.text) if element.kind == "prose" else None for element in elements]
    marked_places = [n for n, marker in enumerate(markers) if marker]
    pairs = zip(elements, [*markers[1:], None], strict=False)
    cuts = {
        n: positions
        for n, (element, below) in enumerate(pairs)
        if element.kind == "prose" and (positions := find_run_on_cuts(element.text, below))
    }
    notes: list[ImportNote] = []
    parts: list[BodyElement] = []
    for n, element in enumerate(elements):
        if n not in cuts or not _is_only_sequence(n, cuts[n], elements, marked_places, cuts):
            parts.append(element)
            continue
        last = n == len(elements) - 1 or not any(place > n for place in (*marked_places, *cuts))
        end = find_run_on_closing(element.text, cuts[n], len(element.text), places) if last else len(element.text)
        starts = [0, *cuts[n]] if cuts[n][0] else list(cuts[n])
        for start, stop in zip(starts, [*starts[1:], end], strict=True):
            parts.append(replace(element, text=element.text[start:stop].strip()))
        if rest := element.text[end:].strip():
            parts += [element.end_series(), replace(element, text=rest)]
            notes.append((element.index, "I732", describe_closing(rest)))
        elif last and cuts[n][0] and n + 1 < len(elements) and has_single_sentences(element.text, cuts[n]):
            parts.append(elements[n + 1].end_series())  # the next paragraph is none of the list's
            notes.append((elements[n + 1].index, "I732", describe_closing(elements[n + 1].text)))
        notes.append((element.index, "I723", f"一段里连写的 {len(cuts[n])} 条措施已按序号分段"))
    return parts, notes


def _is_only_sequence(
    n: int,
    positions: tuple[int, ...],
    elements: Sequence[BodyElement],
    marked_places: Sequence[int],
    cuts: dict[int, tuple[int, ...]],
) -> bool:
    """Return whether the sequence of paragraph `n` is the only one of the scope.

    No other paragraph may start or contain another one; paragraphs below may continue it.
    """
    text = elements[n].text
    first_marker = match_marker(text[positions[0] :])
    other_markers = [match_marker(elements[other_place].text) for other_place in marked_places if other_place != n]
    if any(
        other_marker and first_marker and other_marker.family != first_marker.family for other_marker in other_markers
    ):
        return False
    ordinals = [other_marker.ordinal for other_marker in other_markers if other_marker]
    if positions[0]:
        continues = not other_markers or (
            min(marked_places) > n and first_marker is not None and ordinals[0] == first_marker.ordinal + len(positions)
        )
        return continues and all(
            other_place == n or (other_place > n and not starts[0]) for other_place, starts in cuts.items()
        )
    if first_marker is None:  # a digit follows the list number directly
        return not other_markers
    return not set(ordinals) & set(range(first_marker.ordinal, first_marker.ordinal + len(positions)))
