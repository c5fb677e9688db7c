"""One text → its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from taizhou_brief.figures.dates import Time, times
from taizhou_brief.figures.forms import Form, INSIDE_ONLY, LEADING, joined, read
from taizhou_brief.figures.traps import BEFORE, QUOTED, WHOLE
from taizhou_brief.models import Figure

_WIDE = "０１２３４５６７８９．％，：∶～〜－—–−　\u00a0\u2009\u202f"
_PLAIN = "0123456789.%,::~~----    "
FOLD = str.maketrans({wide: plain for wide, plain in zip(_WIDE, _PLAIN, strict=True) if wide not in "，："})
NUMBER = re.compile("[0-9零〇一二三四五六七八九十百千万亿两]+")
_LONE = re.compile("一(?![一二三四五六七八九十百千万亿两点])")
_SENTENCE = re.compile("[。！？；\n]")
_CLAUSE = "，。；！？：\n"
_LIST = re.compile(" ?(?:、|和|及|与|或) ?")


def find(text: str, day: date) -> tuple[Figure, ...]:
    """The figures of a text in reading order; they never overlap. `day` is the date that `今年` is read against."""
    folded = text.translate(FOLD)
    if not NUMBER.search(folded):
        return ()
    said = times(folded, day)
    forms = inherited(folded, list(_forms(folded, said)))
    return tuple(_figure(text, folded, form, said) for form in forms)


def _forms(text: str, said: list[Time]) -> Iterator[Form]:
    """The quantities of a folded text, names and times left out."""
    closed = sorted(
        [(time.start, time.end) for time in said]
        + [(m.start(), m.end()) for m in QUOTED.finditer(text) if len(m[0]) > 1]
    )
    passed = 0
    for match in NUMBER.finditer(text):
        start = match.start() + (match[0].startswith("一一") and text[match.start() - 1] == "唯")
        if start < passed:
            continue
        zone = next((end for begin, end in closed if begin <= start < end), 0)
        if zone:
            passed = zone
            continue
        trap = WHOLE.match(text, start)
        if trap or BEFORE.search(text, max(0, start - 8), start):
            passed = trap.end() if trap else match.end()
            continue
        form = read(text, start)
        if form is None:
            continue
        form = _with_leading(text, form, passed)
        if form is not None:
            passed = form.end
            yield form


def _with_leading(text: str, form: Form, passed: int) -> Form | None:
    """The form with the qualifiers before it, or nothing where it is no quantity after all."""
    number = text[form.start]
    leading = LEADING.search(text, max(passed, form.start - 6), form.start)
    han = not number.isascii()
    if (
        han
        and _LONE.match(text, form.start)
        and form.kind not in {"percent", "ratio"}
        and not (leading and leading[0] == "唯一")
    ):
        return None
    if not form.unit and form.kind == "unknown":
        if han or form.scale == 1:
            following = _LIST.match(text, form.end)
            if not following:
                return None
    if number in "百千万亿" and not leading and not form.qualifier:
        return None
    if leading is None:
        return form
    word = leading["qualifier"]
    return form._replace(start=leading.start(), qualifier="…".join(w for w in (word, form.qualifier) if w))


def inherited(text: str, forms: list[Form]) -> list[Form]:
    """Numbers of a list without a unit take it from their neighbours."""
    for place in range(len(forms) - 2, -1, -1):
        form, after = forms[place], forms[place + 1]
        if not form.unit and form.kind == "unknown" and after.unit and _LIST.fullmatch(text, form.end, after.start):
            scale = (
                after.scale
                if form.scale == 1 and form.value is not None and after.value and form.value < after.value
                else 1
            )
            forms[place] = form._replace(
                unit=after.unit,
                kind=after.kind,
                value=form.value and form.value * scale,
                high=form.high and form.high * scale,
            )
    for place in range(1, len(forms)):
        form, before = forms[place], forms[place - 1]
        if form.unit or form.kind != "unknown" or form.scale == 1:
            continue
        if before.kind == "money" and not _SENTENCE.search(text, before.end, form.start):
            near = bool(re.fullmatch(" ?、 ?", text[before.end : form.start]))
            forms[place] = form._replace(
                unit=before.unit, kind="money", qualifier=form.qualifier or (before.qualifier if near else "")
            )
    return [form for form in forms if form.unit or form.kind != "unknown" or form.scale > 1]


_UP = "增长|增加|增收|增产|增|提高|提升|上升|上涨|递增|增幅|净增|增效"
_DOWN = "下降|减少|降低|回落|缩短|压缩|减|降|下调|下跌|净减"
DIRECTION = re.compile(rf"(?:(?P<up>(?<!新){_UP})|(?P<down>{_DOWN}))(?:了|幅|约|近|超过|超|逾)? ?$")


def _figure(text: str, folded: str, form: Form, said: list[Time]) -> Figure:
    start, end = form.start, form.end
    begin = max((folded.rfind(mark, 0, start) for mark in _CLAUSE)) + 1
    stops = [place for place in (folded.find(mark, end) for mark in _CLAUSE) if place >= 0]
    clause = text[begin : min(stops, default=len(text))].strip()
    sentence = max((folded.rfind(mark, 0, start) for mark in "。！？；\n")) + 1
    time = next((t for t in reversed(said) if sentence <= t.start and t.end <= start and t.value), None)
    moved = DIRECTION.search(folded, max(begin, start - 6), start)
    direction = "" if not moved else "增" if moved["up"] else "减"
    return Figure(
        text[start:end], start, end, form.value, form.high, form.ratio, form.unit, form.kind, form.qualifier, direction,
        time.value if time else "", text[time.start : time.end] if time else "", clause,
    )  # fmt: skip
