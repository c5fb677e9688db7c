"""Markers and stops of an office's text that are written in another form, since the format has no other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.formats.briefing.markers import match_marker, select_measures
from taizhou_brief.importer.recognise.body_elements import BodyElement, ImportNote
from taizhou_brief.importer.recognise.marker_forms import TextRewrite, find_forms, match_form, rewrite_text
from taizhou_brief.importer.recognise.markers import find_run_on_cuts
from taizhou_brief.importer.recognise.spacing import LETTER, WIDE_GAP, visible_chars

_AFTER_MARKER = lazy_compile(rf"[ {WIDE_GAP}]*[：:，,、.．][：:，,、.．{WIDE_GAP} ]*")
_HALF_STOP = lazy_compile(rf"(?<=[^\W\d_A-Za-z”’）》])[.．](?=[ {WIDE_GAP}]*(?:[“《（\d]|{LETTER}|$))")
"""A full stop in half width between Han characters."""
MAX_EXAMPLES = 4
"""Maximum number of changed markers that a note quotes."""


def rewrite_forms(
    elements: Sequence[BodyElement],
) -> tuple[Sequence[BodyElement], list[TextRewrite], list[ImportNote]]:
    """Write the markers of a list in a form that the format does not have as markers of the format.

    A scope that has a series of measures is left as it is: there, they number the parts of one measure.
    """
    texts = [element.text if element.kind == "prose" else "" for element in elements]
    forms = find_forms(texts)
    if not forms or select_measures([match_marker(text) for text in texts]) or any(map(find_run_on_cuts, texts)):
        return elements, [], []
    rewritten = list(elements)
    rewrites: list[TextRewrite] = []
    for n in dict.fromkeys(form.paragraph for form in forms):
        places = [(form.place, form.form) for form in forms if form.paragraph == n]
        text, text_rewrites = rewrite_text(texts[n], places, elements[n].index)
        rewritten[n] = replace(elements[n], text=text)
        rewrites += text_rewrites
    return rewritten, rewrites, note_rewrites(rewrites)


def note_rewrites(rewrites: Sequence[TextRewrite]) -> list[ImportNote]:
    """Note which markers and stops are written in another form."""
    if not rewrites:
        return []
    examples = "，".join(f"“{rewrite.printed}”→“{rewrite.written}”" for rewrite in rewrites[:MAX_EXAMPLES])
    more = f"等 {len(rewrites)} 处" if len(rewrites) > MAX_EXAMPLES else ""
    return [(rewrites[0].line, "I729", f"序号或句号改成了本档案的写法：{examples}{more}")]


def note_unread_forms(elements: Sequence[BodyElement]) -> list[ImportNote]:
    """Note the paragraphs of a series that begin with a marker which was not read as one."""
    forms = [
        (element.index, form) for element in elements if element.kind == "prose" and (form := match_form(element.text))
    ]
    if not forms:
        return []
    names = "、".join(dict.fromkeys(f"“{form.printed}”" for _, form in forms[:MAX_EXAMPLES]))
    return [(forms[0][0], "I722", f"{names}等 {len(forms)} 段开头的序号没有当作措施的序号，照录为正文")]


def finish_markers(elements: Sequence[BodyElement]) -> tuple[list[BodyElement], list[TextRewrite]]:
    """Remove the mark after each measure's marker, and write the stop after its heading in full width."""
    finished: list[BodyElement] = []
    rewrites: list[TextRewrite] = []
    for element in elements:
        text = element.text
        if element.marker:
            length = element.marker.length
            mark = _AFTER_MARKER.match(text, length)
            if mark and len(text) > mark.end():
                written = element.marker.text
                printed = text[:length].rstrip() + mark[0].rstrip(f" {WIDE_GAP}")
                rewrites.append(TextRewrite(element.index, printed, written, visible_chars(text[mark.end() :])[:8]))
                text = text[:length] + text[mark.end() :]
            stop = _HALF_STOP.search(text, length)
            if stop and not re.search("[。！？]", text[: stop.start()]):
                before, after = visible_chars(text[: stop.start()])[-6:], visible_chars(text[stop.end() :])[:8]
                rewrites.append(TextRewrite(element.index, f"{before}{stop[0]}", f"{before}。", after))
                text = f"{text[: stop.start()]}。{text[stop.end() :].lstrip()}"
        finished.append(replace(element, text=text))
    return finished, rewrites
