"""Themes of the measures of one article: by where its words are, against the other themes and the other measures.

Nothing depends on other articles, so that a new issue changes no theme of an old one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.model.issue import Article, Measure, OwnTheme
from taizhou_brief.themes.vocabulary import ThemeWords

HEADING, FIRST_SENTENCE, TEXT = 3.0, 2.0, 1.0
"""Weight of a word in the heading, in the first sentence after it, and further on."""
QUOTED = 0.5
"""Factor for a word inside quotation marks or the title of a document, with other words: a name of something else."""
LISTED = 0.6
"""Factor for a word in a list, next to 、 or 和: mentioned with others."""
AGAIN = 0.5
"""Factor for the second occurrence of a word; more do not count."""
LONG = 1.3
"""Factor for a word of three characters or more, which says more than a short one."""
SHARED = 0.5
"""Factor for a word that several themes of the article have."""
COMMON, FEW = 0.8, 4
"""Factor for a word that more than half of the article's measures contain, and the fewest measures it needs."""
THRESHOLD = 0.8
"""Lowest score of a theme that a measure is about."""
SHARE = 0.4
"""Lowest score compared with that of the theme with the highest one."""

_NAMES = lazy_compile("《[^》]*》|“[^”]*”")
_LIST_MARKS = frozenset("、和与及或")
_LATIN = lazy_compile("[0-9A-Za-z]")


class WordSpan(NamedTuple):
    """Occurrence of a word."""

    start: int
    end: int
    word: str


WordScores = Mapping[str, float]
"""Score by word of one measure."""


def find_own_themes(article: Article, vocabulary: Iterable[ThemeWords]) -> dict[str, tuple[OwnTheme, ...]]:
    """Return the themes that each measure of an article is about, by id of the measure, in the article's order.

    Where an editor has written them, they are those and have no words.
    """
    themes = {words.theme: words.words for words in vocabulary if words.theme in article.themes}
    owners = Counter(word for words in themes.values() for word in words)
    found = {measure.id: weigh_words(measure, owners) for measure in article.measures}
    measures = Counter(word for words in found.values() for word in words)
    factors = {
        word: (LONG if len(word) > 2 else 1.0)
        * (SHARED if owners[word] > 1 else 1.0)
        * (COMMON if len(found) >= FEW and measures[word] * 2 > len(found) else 1.0)
        for word in measures
    }
    written = {entry.measure: entry.themes for entry in article.measure_themes}
    return {
        key: tuple(OwnTheme(theme, ()) for theme in article.themes if theme in written[key])
        if key in written
        else choose_themes({word: weight * factors[word] for word, weight in words.items()}, article.themes, themes)
        for key, words in found.items()
    }


def choose_themes(
    scores: WordScores, order: Sequence[str], themes: Mapping[str, tuple[str, ...]]
) -> tuple[OwnTheme, ...]:
    """Return the themes whose words score enough, in order, each with those of its words that were found."""
    causes = {theme: tuple(word for word in themes.get(theme, ()) if word in scores) for theme in order}
    totals = {theme: sum(scores[word] for word in words) for theme, words in causes.items()}
    least = max(THRESHOLD, SHARE * max(totals.values(), default=0.0))
    return tuple(OwnTheme(theme, words) for theme, words in causes.items() if totals[theme] >= least)


def weigh_words(measure: Measure, words: Iterable[str]) -> dict[str, float]:
    """Return the words that a measure contains, each with the weight of its two best places."""
    places: dict[str, list[float]] = defaultdict(list)
    vocabulary = tuple(words)
    for word, weight in (*weigh_heading(measure.heading, vocabulary), *weigh_text(measure.text, vocabulary)):
        places[word].append(weight)
    best = {word: sorted(weights, reverse=True) for word, weights in places.items()}
    return {word: weights[0] + AGAIN * sum(weights[1:2]) for word, weights in best.items()}


def weigh_heading(heading: str, words: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Yield each occurrence of a word in a heading with its weight."""
    names = find_names(heading)
    for span in find_spans(heading, words):
        yield span.word, HEADING * (QUOTED if is_inside(span, names) else 1.0)


def weigh_text(text: str, words: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Yield each occurrence of a word in the text of a measure with its weight."""
    stop = text.find("。")
    names = find_names(text)
    for span in find_spans(text, words):
        weight = FIRST_SENTENCE if stop < 0 or span.start < stop else TEXT
        listed = _LIST_MARKS & {text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]}
        yield span.word, weight * (QUOTED if is_inside(span, names) else 1.0) * (LISTED if listed else 1.0)


def find_names(text: str) -> list[tuple[int, int]]:
    """Return the spans of titles of documents and of quotations, with their marks."""
    return [match.span() for match in _NAMES.finditer(text)]


def is_inside(span: WordSpan, names: Iterable[tuple[int, int]]) -> bool:
    """Return whether a word is in a name; one that is all of it stays what it is."""
    return any(start < span.start and span.end < end and span[:2] != (start + 1, end - 1) for start, end in names)


def find_spans(text: str, words: Iterable[str]) -> tuple[WordSpan, ...]:
    """Find the words in a text; one inside a longer one, as 飞地 in 产业飞地, is part of that."""
    spans = [span for word in words if word in text for span in find_word(text, word)]
    return tuple(
        span
        for span in spans
        if not any(
            other.start <= span.start and span.end <= other.end and len(other.word) > len(span.word) for other in spans
        )
    )


def find_word(text: str, word: str) -> Iterator[WordSpan]:
    """Yield the occurrences of a word; a Latin word or number must not be part of a longer one."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (is_joined(text[start - 1 : start] + word[0]) or is_joined(word[-1] + text[end : end + 1])):
            yield WordSpan(start, end, word)
        start = text.find(word, start + 1)


def is_joined(pair: str) -> bool:
    """Return whether two characters are parts of one Latin word or number."""
    return len(_LATIN.findall(pair)) == len(pair) > 1
