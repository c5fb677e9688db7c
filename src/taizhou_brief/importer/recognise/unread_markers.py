"""Markers of any family that were read as none: the editor is notified of each paragraph that has some."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Collection, Sequence
from itertools import accumulate, groupby

from taizhou_brief.formats.briefing.marker_like import find_markers_like, find_sequences
from taizhou_brief.importer.recognise.body_elements import BodyElement, ImportNote

_SEPARATOR = "\n\n"


def note_unread_markers(elements: Sequence[BodyElement], noted: Collection[int]) -> list[ImportNote]:
    """Note the paragraphs of prose with markers that are clear at their start or in sequence, except those of `noted`.

    `noted` has the lines in the source of the paragraphs whose markers have been named.
    """
    texts = [element.text if element.kind in ("prose", "measure") else "" for element in elements]
    starts = list(accumulate((len(text) + len(_SEPARATOR) for text in texts), initial=len(_SEPARATOR)))
    text = _SEPARATOR + _SEPARATOR.join(texts)
    markers = find_markers_like(text)
    in_sequence = find_sequences(markers)
    unread = [one for one in markers if one in in_sequence or (one.is_clear and one.begins_line)]
    notes = list[ImportNote]()
    for place, group in groupby(unread, key=lambda marker: bisect(starts, marker.start) - 1):
        names = [text[marker.start : marker.end].strip() for marker in group]
        element = elements[place]
        if element.kind == "prose" and element.index not in noted:
            count = f"等 {len(names)} 处" if len(names) > 1 else ""
            notes.append((element.index, "I722", f"“{names[0]}”{count}像是序号，没有当作措施的序号，照录为正文"))
    return notes
