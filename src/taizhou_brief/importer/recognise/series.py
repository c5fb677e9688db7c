"""Where a series of measures ends: before the introduction of another one, and before text about the whole article."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from taizhou_brief.chinese.characters import SMALL_NUMERAL
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.formats.briefing.markers import Marker
from taizhou_brief.importer.recognise.markers import find_run_starts
from taizhou_brief.importer.recognise.spacing import LETTER

_NEXT = lazy_compile(
    "下一?步(?!骤)|下一?阶段|接下来|今后一个时期|今后[，,]|(?:目前|当前)[，,]?(?:这|该)?项工作(?:正|已)"
)
"""Start of a text about what comes next."""
_REQUEST = lazy_compile(
    "请(?:各|你|认真|结合|遵照|抓紧|于)|(?:希)?望各|特此|妥否|以上(?:报告|意见|请示|情况|汇报|做法|经验)|当否"
)
"""Start of the words with which a letter closes."""
_TIME = (
    "(?:截至|截止|到|至|目前|当前|现在|如今|至今|迄今|今年|去年|近年|一年|半年|年初|据统计|据初步统计|通过|经过|总的来?看|总体上?看|经"
    f"|{SMALL_NUMERAL}年来|\\\\d{{4}}年|\\\\d{{1,2}}月|上半年|前三季度|\\\\d+年来)"
)
_WHOLE = r"(?:全|我|该|整个)(?:[省市县区州旗镇乡]|街道)"
_INTRODUCTION = lazy_compile(
    "[：:]$|如下|以下|[几两{ONE_TO_TEN}](?:个?方面|点|项|条|招)|下一?步|打算|建议|问题|对策|启示"
)
"""Words of a sentence that introduces a series."""
MAX_INTRODUCTION = 100
"""Maximum number of characters of a paragraph that introduces a series."""
_SENTENCE_END = lazy_compile(rf"(?:[。！？!?]|(?<={LETTER})[.．](?={LETTER}))[”’」』]?")


class SeriesEnd(NamedTuple):
    """Where a series of measures ends."""

    place: int
    """Index of the paragraph that is no part of it."""
    kind: str
    """`series` for the introduction of another one, else the kind of the closing text."""


def match_closing(text: str, places: Sequence[str], *, alone: bool) -> str:
    """Return the kind of the text that closes an article which a paragraph or sentence starts; empty if it is none.

    A summary tells of a whole county or city, one of `places`. A sentence that is not `alone` follows the last item of
    a list on the same line; there, a summary needs no time.
    """
    if _NEXT.match(text):
        return "next"
    if _REQUEST.match(text):
        return "request"
    names = "|".join([_WHOLE, *map(re.escape, places)])
    first = re.match(f"(?:{_TIME}[^。；，,]{{0,24}}[，,]){{{int(alone)},2}}(?:{names})", text)
    return "summary" if first else ""


def find_series_end(texts: Sequence[str], measures: Mapping[int, Marker], places: Sequence[str]) -> SeriesEnd | None:
    """Return where the first series of a scope ends, and why: at the introduction of another one, or at closing text.

    `texts` are the paragraphs of the scope, `measures` those that open a measure. Return None if it goes on to the end.
    """
    starts = list(measures)
    if not starts:
        return None
    last = starts[-1]
    for before, start in itertools.pairwise(starts):
        if measures[start].ordinal == 1 and measures[before].ordinal > 1 and _introduces(texts[before + 1 : start]):
            last = before
            break
    own = {
        match_closing(text, places, alone=True)
        for n, text in enumerate(texts[starts[0] : last])
        if starts[0] + n not in measures
    }
    following = next((start for start in starts if start > last), len(texts))
    for n in range(last + 1, following):
        kind = match_closing(texts[n], places, alone=True)
        if kind and kind not in own:
            return SeriesEnd(n, kind)
    return SeriesEnd(following - 1, "series") if following < len(texts) else None


def _introduces(texts: Sequence[str]) -> bool:
    """Return whether the paragraphs between two markers end with the introduction of a series."""
    return bool(texts) and len(texts[-1]) <= MAX_INTRODUCTION and bool(_INTRODUCTION.search(texts[-1]))


class RunOnSeries(NamedTuple):
    """A series of measures within one paragraph."""

    introduction: int
    """Where the text that introduces it begins."""
    starts: tuple[int, ...]
    """Where its measures begin."""
    end: int
    """Where the last one ends: at closing text, at the next introduction, or at the end of the paragraph."""


def find_run_on_series(text: str, places: Sequence[str]) -> tuple[RunOnSeries, ...]:
    """Find the series of measures in a paragraph, each with the sentence that introduces it; none for prose."""
    runs = find_run_starts(text)
    series: list[RunOnSeries] = []
    for n, run in enumerate(runs):
        limit = runs[n + 1][0] if n + 1 < len(runs) else len(text)
        introduction = series[-1].end if series else 0
        end = limit if n + 1 == len(runs) else _find_introduction(text, run[-1], limit)
        if end < 0:
            return ()
        series.append(RunOnSeries(introduction, run, end))
    return tuple(one._replace(end=find_run_on_closing(text, one.starts, one.end, places)) for one in series)


def _find_introduction(text: str, last: int, limit: int) -> int:
    """Return where the sentence before the next series begins, after the last measure; -1 if there is none."""
    stops = [match.end() for match in re.finditer("[。；;！？][”’]?", text[:limit]) if last < match.end() < limit]
    return stops[-1] if stops and limit - stops[-1] <= MAX_INTRODUCTION else -1


def find_run_on_closing(text: str, starts: Sequence[int], end: int, places: Sequence[str]) -> int:
    """Return where closing text follows the last measure of a paragraph; `end` if that is not certain.

    The measure is finished there: it has as many sentences as each of the others, or more.
    """
    bounds = [*starts, end]
    counts = [len(_split_sentences(text, start, stop)) for start, stop in itertools.pairwise(bounds)]
    sentences = _split_sentences(text, starts[-1], end)
    most = max(counts[:-1], default=1)
    for n, start in enumerate(sentences[1:], 1):
        kind = match_closing(text[start:end], places, alone=False)
        if (
            kind
            and n >= most
            and not any(
                match_closing(text[place:stop], places, alone=False) == kind
                for place, stop in _other_sentences(text, bounds)
            )
        ):
            return start
    return end


def _split_sentences(text: str, start: int, end: int) -> list[int]:
    """Return where the sentences of a part of a text begin."""
    stops = [start + match.end() for match in _SENTENCE_END.finditer(text[start:end])]
    return [start, *(stop for stop in stops if stop < end)]


def _other_sentences(text: str, bounds: Sequence[int]) -> list[tuple[int, int]]:
    """Return the sentences after the first one of every measure but the last."""
    return [
        (place, stop)
        for start, stop in itertools.pairwise(bounds[:-1])
        for place in _split_sentences(text, start, stop)[1:]
    ]


def has_single_sentences(text: str, starts: Sequence[int]) -> bool:
    """Return whether each measure of a paragraph is one sentence at most."""
    bounds = [*starts, len(text)]
    return all(len(_split_sentences(text, start, end)) == 1 for start, end in itertools.pairwise(bounds))


def describe_closing(text: str) -> str:
    """Return the message about a text that closes a series."""
    return f"“{text[:16]}…”起不算最后一条措施，前面写了一行“###”；是最后一条的，删去这一行"
