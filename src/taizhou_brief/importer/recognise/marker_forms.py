"""Forms of markers that the format does not have, such as `①`, `其一，` or `做法一：`, and what they are written as.

A form is read only where several of them count up from one; it is written as a marker of one of the format's families,
and the editor is told which words were changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from taizhou_brief.chinese.characters import SMALL_NUMERAL, parse_chinese_numeral, to_chinese_numeral
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.formats.briefing.markers import ADVERBS, match_marker
from taizhou_brief.importer.recognise.spacing import LETTER, WIDE_GAP, visible_chars
from taizhou_brief.quantities import join_list_number


class MarkerForm(NamedTuple):
    """A marker in a form that the format does not have."""

    kind: str
    """The forms of one list are of one kind."""
    ordinal: int
    printed: str
    written: str
    """The marker of the format."""


class TextRewrite(NamedTuple):
    """A marker or a stop that is written in another form than it is printed."""

    line: int
    """First line of its paragraph in the source."""
    printed: str
    written: str
    following: str
    """The first visible characters after it, which tell it from others of the same form."""


_GAP = rf"[ {WIDE_GAP}]*"
_MARKS = "[，,、：:.．]"
_RANGES = tuple(tuple(ends) for ends in ("①⑳", "⑴⒇", "⒈⒛", "㈠㈩", "㊀㊉", "❶❿", "➀➉", "➊➓", "⓵⓾", "ⅠⅫ"))
"""First and last sign of each kind that is a number."""
_SIGNS = "".join(f"{first}-{last}" for first, last in _RANGES)
_NOT_LISTED = "案例|实例|附件|附表|附录|附图|专题|专栏|栏目|阶段|标段|课题|星期|礼拜|周|表|图"
_FORMS = {
    "sign": rf"[{_SIGNS}]{_GAP}{_MARKS}?",
    "bracket": rf"[（(【〔\[]{_GAP}(?:\d{{1,2}}|(?<![（(]){SMALL_NUMERAL}){_GAP}[）)】〕\]]{_GAP}{_MARKS}?",
    "half": rf"(?:\d{{1,2}}|{SMALL_NUMERAL})[）)]{_GAP}{_MARKS}?",
    "其": rf"其{SMALL_NUMERAL}(?:是{_MARKS}?|{_GAP}{_MARKS}|[ {WIDE_GAP}])",
    "第": rf"第(?:\d{{1,2}}|{SMALL_NUMERAL})(?:(?:点|方面)?(?:是|{_GAP}[，,：:]|[.．]|[ {WIDE_GAP}]))",
    "adverb": f"(?:{'|'.join(ADVERBS)})(?:是|[：:、]|(?=要)|[ {WIDE_GAP}])",
    "verb": f"{SMALL_NUMERAL}[要靠抓看在须应为则曰]{_MARKS}?",
    "label": (
        rf"(?!{_NOT_LISTED}){LETTER}{{2,4}}?之?(?:\d{{1,2}}|{SMALL_NUMERAL}){_GAP}"
        r"(?:[：:]|[、，](?=[^，。；]{2,20}。))"
    ),
    "digit": rf"\d{{1,2}}(?:[，,：:]{_GAP}|[ {WIDE_GAP}]+)(?={LETTER}|[“《])",
}
_NAMES = {f"form{n}": name for n, name in enumerate(_FORMS)}
_ANY = lazy_compile("|".join(f"(?P<{group}>{_FORMS[name]})" for group, name in _NAMES.items()))
_ORDINAL = lazy_compile(rf"\d{{1,2}}|{'|'.join(ADVERBS)}|{SMALL_NUMERAL}")
_DROPPED_VERBS = "为则曰"
"""Verbs that mean 是."""
_GAPS = (
    (lazy_compile(rf"((?:^|[。；：:;]){SMALL_NUMERAL})[ {WIDE_GAP}]+(?=是)"), r"\1"),
    (lazy_compile(rf"([（(])[ {WIDE_GAP}]*(\d{{1,2}}|{SMALL_NUMERAL})[ {WIDE_GAP}]*(?=[）)])"), r"\1\2"),
    (lazy_compile(rf"(^|[。；：:;])第[ {WIDE_GAP}]*({SMALL_NUMERAL})[ {WIDE_GAP}]*(?=[，,：:、])"), r"\1第\2"),
    (lazy_compile(rf"(^\d{{1,2}}|^{SMALL_NUMERAL})[ {WIDE_GAP}]+(?=[.．、](?!{_GAP}\d))"), r"\1"),
)
_STARTS = lazy_compile("^|(?<=[。；：:;])|(?<=[。；]”)")
"""Places in a paragraph where an item of a list may begin."""


def close_marker_gaps(text: str) -> str:
    """Remove the gaps within the markers of a line: 一 是 → 一是."""
    if " " in text or WIDE_GAP in text:
        for pattern, replacement in _GAPS:
            text = pattern.sub(replacement, text)
    return text


def match_form(text: str, start: int = 0) -> MarkerForm | None:
    """Return the form of a marker at a place of a text, or None; the forms of the format are none."""
    match = _ANY.match(text, start)
    if not match or not match.lastgroup:
        return None
    name = _NAMES[match.lastgroup]
    printed = match[0].rstrip(f" {WIDE_GAP}")
    ordinal = _read_ordinal(name, printed)
    if match_marker(text[start:]) or not 0 < ordinal <= 99:
        return None
    return MarkerForm(_find_kind(name, printed), ordinal, printed, _write(name, printed, ordinal))


def _read_ordinal(name: str, printed: str) -> int:
    """Return the number of a form, 0 if it has none."""
    if name == "sign":
        return int(unicodedata.numeric(printed[0]))
    word = _ORDINAL.findall(printed)[-1]
    return ADVERBS.get(word) or (int(word) if word.isascii() else parse_chinese_numeral(word)) or 0


def _find_kind(name: str, printed: str) -> str:
    """Return what the forms of one list have in common."""
    if name == "sign":
        return next(first for first, last in _RANGES if first <= printed[0] <= last)
    if name in ("verb", "label"):
        return name + re.sub(rf"{SMALL_NUMERAL}|\d+|{_MARKS}|{_GAP}", "", printed)
    return name


def _write(name: str, printed: str, ordinal: int) -> str:
    """Return the marker of the format."""
    numeral = to_chinese_numeral(ordinal)
    if name == "sign":
        return f"（{numeral}）" if "㈠" <= printed[0] <= "㈩" else f"{ordinal}."
    if name == "half":
        return f"{ordinal}." if printed[0].isdecimal() else f"（{numeral}）"
    verb = printed.strip("，,、：:.．")[-1] if name == "verb" else ""
    return {
        "bracket": f"（{numeral}）",
        "第": f"第{numeral}，",
        "adverb": f"{next((word for word, place in ADVERBS.items() if place == ordinal), '首先')}，",
        "digit": f"{ordinal}.",
    }.get(name, f"{numeral}是{'' if verb in _DROPPED_VERBS else verb}")


class _Place(NamedTuple):
    """A form at a place of one of several texts."""

    paragraph: int
    place: int
    form: MarkerForm


def find_forms(texts: Sequence[str]) -> tuple[_Place, ...]:
    """Find the forms of a list in the paragraphs of a scope: those of one kind that count up from one, perhaps again.

    They begin a paragraph, or follow a stop within one. The first kind in the text comes first.
    """
    places = list(_list_places(texts))
    for kind in dict.fromkeys(place.form.kind for place in places):
        same = [place for place in places if place.form.kind == kind]
        if is_counted([place.form.ordinal for place in same], adverbs=kind == "adverb"):
            return tuple(same)
    return ()


def _list_places(texts: Sequence[str]) -> Iterator[_Place]:
    """Yield every form at a place where an item may begin."""
    for n, text in enumerate(texts):
        for start in _STARTS.finditer(text):
            gap = re.match(_GAP, text[start.end() :])
            place = start.end() + (gap.end() if gap else 0)
            if form := match_form(text, place):
                yield _Place(n, place, form)


def is_counted(ordinals: Sequence[int], *, adverbs: bool = False) -> bool:
    """Return whether numbers count up from one, at least to two, perhaps several times."""
    runs: list[int] = []
    for n, ordinal in enumerate(ordinals):
        if ordinal == 1:
            runs.append(1)
        elif runs and (ordinal == runs[-1] + 1 or (adverbs and ordinal == len(ADVERBS) and n + 1 == len(ordinals))):
            runs[-1] = ordinal
        else:
            return False
    return bool(runs) and min(runs) > 1


def rewrite_text(text: str, places: Sequence[tuple[int, MarkerForm]], index: int) -> tuple[str, list[TextRewrite]]:
    """Write the forms at these places of a text, from the first to the last, as markers of the format."""
    rewrites = [
        TextRewrite(index, form.printed, form.written, visible_chars(text[start + len(form.printed) :])[:8])
        for start, form in places
    ]
    for start, form in reversed(places):
        rest = text[start + len(form.printed) :].lstrip(f" {WIDE_GAP}")
        text = text[:start] + (join_list_number(form.written, rest) if form.written[-1] == "." else form.written + rest)
    return text, rewrites
