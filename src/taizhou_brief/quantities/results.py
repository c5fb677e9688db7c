"""The one or two quantities of a text that say what came of it: the same choice for every page that shows some."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from taizhou_brief.chinese.approximators import TRAILING
from taizhou_brief.chinese.characters import ANY_DIGIT
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.model.quantity import Quantity
from taizhou_brief.quantities import result_words as words
from taizhou_brief.quantities.text_units import TextUnit

MAX_RESULTS = 2
"""Results shown of a measure."""
FEW = 10
"""A smaller number in Han numerals counts the parts of something: 两大平台."""
ENOUGH = 2
"""Han characters that a clause has besides its quantity and fillers, if it says what is counted."""
LONG = 14
"""Length from which on a clause has as many anyway."""
_DIGIT = lazy_compile(f"[{ANY_DIGIT}]")
_SENTENCE_ENDS = "。；！？\n"


class ResultRank(NamedTuple):
    """How telling a result is; a lower rank is more telling."""

    kind: int
    """`OUTCOME`, `OUTPUT` or `INPUT`."""
    is_example: bool
    """Whether its sentence is about one case."""
    is_part: bool
    """Whether it is part of the quantity before it: 其中."""
    is_actor: bool
    """Whether it counts who did something, not what came of it."""
    is_thing: bool
    """Whether it counts anything but people and households."""


class Result(NamedTuple):
    """Quantity that says what came of a text."""

    rank: ResultRank
    fragment: str
    """Fragment of its address."""
    place: str
    """Place of its text unit."""
    quantity: Quantity


def choose_results(
    units: Iterable[TextUnit], counties: tuple[str, ...], day: date, limit: int = MAX_RESULTS
) -> tuple[Result, ...]:
    """Choose the most telling results of some texts, the most telling first; none if nothing is telling.

    `counties` are those that the texts are about, `day` is the day of the issue. What was spent is chosen only where
    nothing else is, and once; of a clause one quantity is chosen.
    """
    return select_results((result for unit in units for result in find_results(unit, counties, day)), limit)


def select_results(results: Iterable[Result], limit: int) -> tuple[Result, ...]:
    """Select the most telling ones of some results."""
    chosen: list[Result] = []
    for result in sorted(results, key=lambda result: result.rank):  # of equal ones the first in the text
        if len(chosen) == limit or (chosen and (result.rank.kind == words.INPUT or result.rank.is_actor)):
            break
        if all(result.quantity.clause != other.quantity.clause for other in chosen):
            chosen.append(result)
    return tuple(chosen)


def find_results(unit: TextUnit, counties: tuple[str, ...], day: date) -> list[Result]:
    """Return the quantities of a text that are results, in its order."""
    results = []
    for fragment, quantity in unit.addressed:
        before, _, after = quantity.clause.partition(quantity.text)
        word, kind = classify(before, after, quantity)
        if kind == words.NONE or is_untelling(quantity, word, day) or not is_own_result(before, word, counties):
            continue
        people = quantity.unit in words.PEOPLE
        if kind == words.INPUT and not (people or quantity.kind == "money"):
            continue
        if bounds_class(unit.text, quantity) or is_part(before, after) or is_bare(before + after):
            continue
        is_actor = not people and word not in before
        is_example = words.EXAMPLE.match(unit.text, sentence_start(unit.text, quantity.start)) is not None
        rank = ResultRank(kind, is_example, "其中" in before, is_actor, not people)
        results.append(Result(rank, fragment, unit.place, quantity))
    return results


def classify(before: str, after: str, quantity: Quantity) -> tuple[str, int]:
    """Return the word that says what a quantity is, and what it is.

    It is the nearest one before the quantity in its clause, or else the nearest after it.
    """
    for place in range(len(before) - words.WORD, -1, -1):
        kind = words.CLASSES.get(before[place : place + words.WORD])
        if kind is not None and not before.endswith(words.NAMES, 0, place + words.WORD):
            return before[place : place + words.WORD], kind
    if quantity.kind == "percent" and words.RATE.search(before):
        return "", words.OUTCOME
    for place in range(len(after) - words.WORD + 1):
        kind = words.CLASSES.get(after[place : place + words.WORD])
        if kind is not None and not after.endswith(words.NAMES, 0, place + words.WORD):
            return after[place : place + words.WORD], kind
    return "", words.OUTPUT if quantity.unit in words.PEOPLE else words.NONE


def is_untelling(quantity: Quantity, word: str, day: date) -> bool:
    """Return whether a quantity is a plan, an earlier state, or of a kind that is no result; `word` says what it is."""
    if quantity.target or quantity.value is None or quantity.kind in words.UNTELLING:
        return True
    if quantity.kind == "duration":
        return word not in words.SHORTER
    if quantity.value < FEW and quantity.kind == "count" and not _DIGIT.search(quantity.text):
        return True
    year = quantity.as_of[:4]
    return year != "" and "/" not in quantity.as_of and int(year) < day.year - 1


def is_own_result(before: str, word: str, counties: tuple[str, ...]) -> bool:
    """Return whether a quantity is of the counties and now, by the words of its clause before it.

    It is not what another one is compared with, a price, a rule, or a number of another place or of a wider one.
    """
    if not words.SUSPECTS.isdisjoint(before):
        if words.EARLIER.search(before) or words.WIDER.search(before) or words.UNSURE.search(before):
            return False
        if word not in words.PER_HEAD and words.PRICE.search(before):
            return False
    if not ("市" in before or "县" in before or "区" in before):
        return True
    own = counties if len(counties) == 1 else ()
    names = (match[1] for match in words.PLACE.finditer(before))
    return all(name in own or words.NO_PLACE.match(name) for name in names)


def bounds_class(text: str, quantity: Quantity) -> bool:
    """Return whether a quantity is a limit or describes a class of things: 最高5万元, 80岁以上老人."""
    qualifier = quantity.qualifier
    if not qualifier:
        return False
    return qualifier in words.BOUNDS or (
        qualifier.endswith(TRAILING) and text[quantity.end : quantity.end + 1].strip("，。；、！\n") != ""
    )


def is_part(before: str, after: str) -> bool:
    """Return whether a quantity counts the parts of a plan or what was listed, or is the base of a change."""
    if before.endswith(words.PARTS_BEFORE) or words.PARTS.match(after):
        return True
    return ("由" in before or "从" in before) and bool(words.BASE.search(before) and words.CHANGED.match(after))


def is_bare(clause: str) -> bool:
    """Return whether a clause without its quantity does not say what is counted: 金额为33902元."""
    return len(clause) < LONG and len(words.HAN.findall(words.FILLER.sub("", clause))) < ENOUGH


def sentence_start(text: str, place: int) -> int:
    """Return where the sentence of a place begins."""
    return max(text.rfind(mark, 0, place) for mark in _SENTENCE_ENDS) + 1
