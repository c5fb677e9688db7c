"""Texts in which time, direction and target of each quantity were marked by hand, and how well the program gives them.

The marks are explained in tests/cases/times/README.md.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.project import CASES

FOLDER = CASES / "times"
HELD = FOLDER / "held"
"""Texts that are only ever scored, never tuned on."""
SECOND = FOLDER / "second"
"""Texts that were written later to find kinds of errors, and were tuned on after their first score."""
UNSEEN = FOLDER / "unseen"
"""Texts that were written last of all, only ever scored like `HELD`."""
MARK = re.compile(r"⟦([^⟦⟧]*)⟧")
STRAY = re.compile(r"[⟦⟧|]")
HEADER = re.compile(r"# (\w+): (.*)")
POINT = r"\d{4}(?:-(?:Q[1-4]|H[12]|(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?))?"
TIME = re.compile(rf"{POINT}(?:/(?:{POINT})?)?")
"""The forms of a time: a point, a span, or a span that is open at its end."""
CHANGES = ("增", "减")


class MarkError(ValueError):
    """A mark that cannot be read: the message names it."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A quantity as it was marked; an empty text among the answers means that none is right."""

    start: int
    end: int
    text: str
    times: frozenset[str]
    directions: frozenset[str]
    targets: frozenset[bool]


@dataclass(frozen=True, slots=True)
class TimedText:
    """One text without its marks, and what was marked in it."""

    name: str
    """File and number of the text, for messages."""
    text: str
    day: date
    """The day of the issue the text pretends to be in."""
    quantities: tuple[Timed, ...]


def read_folder(folder: Path = FOLDER) -> list[TimedText]:
    """All texts of a folder, without its sub-folders, file by file."""
    return [
        text
        for path in sorted(folder.glob("*.txt"))
        for text in read_texts(path.read_text(encoding="utf-8"), path.stem)
    ]


def read_texts(source: str, name: str) -> list[TimedText]:
    """The texts of one file, parted by blank lines; its header gives the date of all of them."""
    lines = source.splitlines()
    header = {found[1]: found[2] for line in lines if (found := HEADER.fullmatch(line))}
    body = "\n".join(line for line in lines if not line.startswith("#"))
    texts = [text.replace("\n", "\n\n") for text in re.split(r"\n\s*\n", body.strip())]
    day = date.fromisoformat(header["date"])
    return [read_marked(text, f"{name}:{number}", day) for number, text in enumerate(texts, start=1)]


def read_marked(source: str, name: str, day: date) -> TimedText:
    """One text from its source with marks."""
    plain = ""
    at = 0
    quantities: list[Timed] = []
    for mark in MARK.finditer(source):
        plain += source[at : mark.start()]
        printed, *fields = mark[1].split("|")
        quantities.append(_quantity(printed, fields, len(plain), name))
        plain += printed
        at = mark.end()
    plain += source[at:]
    if STRAY.search(plain):
        message = f"{name}: a mark is not closed, or has too much in it: {plain}"
        raise MarkError(message)
    return TimedText(name, plain, day, tuple(quantities))


def _quantity(printed: str, fields: Sequence[str], start: int, name: str) -> Timed:
    times, directions, targets = frozenset({""}), frozenset({""}), frozenset({False})
    for field in fields:
        key, _, answers = field.partition("=")
        if key == "at":
            times = frozenset(answers.split("~"))
        elif key == "dir":
            directions = frozenset(answers.split("~"))
        elif field in {"target", "target~"}:
            targets = frozenset({True, not field.endswith("~")})
        else:
            message = f"{name}: unknown field {field} at {printed}"
            raise MarkError(message)
    strange = [time for time in times if time and not TIME.fullmatch(time)]
    if strange or not directions <= {"", *CHANGES} or len(fields) != len({f.partition("=")[0] for f in fields}):
        message = f"{name}: no time, direction or a field twice at {printed}: {fields}"
        raise MarkError(message)
    return Timed(start, start + len(printed), printed, times, directions, targets)


# --- how well a reader does ------------------------------------------------------------------------------------------
@dataclass(slots=True)
class Count:
    """How often an answer was given, was wrong, was wanted, and was given right where wanted."""

    given: int = 0
    wrong: int = 0
    wanted: int = 0
    right: int = 0

    def add(self, answer: object, answers: frozenset[Any], nothing: object) -> bool:
        """Count one answer by those that are right, and return whether it is one or nothing."""
        given, wrong = answer != nothing, answer != nothing and answer not in answers
        self.given += given
        self.wrong += wrong
        self.wanted += nothing not in answers
        self.right += nothing not in answers and answer in answers
        return answer in answers

    @property
    def precision(self) -> float:
        """How many of the answers given are right."""
        return 1 - self.wrong / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """How many of the answers wanted were given."""
        return self.right / self.wanted if self.wanted else 1.0

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.4f} ({self.wrong} wrong of {self.given} given), "
            f"recall {self.recall:.4f} ({self.right} of {self.wanted})"
        )


@dataclass(frozen=True, slots=True)
class Error:
    """One answer that is not among those marked."""

    name: str
    what: str
    """`time`, `direction`, `target` or `missed`."""
    quantity: str
    given: str
    wanted: str
    clause: str

    def __str__(self) -> str:
        return f"{self.name} {self.what}: {self.quantity}: {self.given or '-'} for {self.wanted or '-'}: {self.clause}"


@dataclass(frozen=True, slots=True)
class TimeScore:
    """Counts for each question, and every place that went wrong."""

    quantities: int
    found: int
    """Quantities on which a figure of the reader lies; only these are judged."""
    times: Count
    directions: Count
    targets: Count
    errors: tuple[Error, ...]

    def __str__(self) -> str:
        return (
            f"found {self.found} of {self.quantities}\n"
            f"  time       {self.times}\n  direction  {self.directions}\n  target     {self.targets}"
        )


def score(texts: Iterable[TimedText], find: Callable[[str, date], Sequence[Any]]) -> TimeScore:
    """Judge a reader of figures by texts marked by hand."""
    counts = {"time": Count(), "direction": Count(), "target": Count()}
    errors: list[Error] = []
    quantities = found = 0
    for text in texts:
        figures = find(text.text, text.day)
        for quantity in text.quantities:
            quantities += 1
            figure = next((figure for figure in figures if _overlap(figure, quantity)), None)
            if figure is None:
                errors.append(Error(text.name, "missed", quantity.text, "", "", clause(text.text, quantity)))
                continue
            found += 1
            errors += _judge(text, quantity, figure, counts)
    return TimeScore(quantities, found, counts["time"], counts["direction"], counts["target"], tuple(errors))


def _judge(text: TimedText, quantity: Timed, figure: Any, counts: dict[str, Count]) -> list[Error]:
    answers: dict[str, tuple[Any, frozenset[Any], Any]] = {
        "time": (one_form(figure.as_of or ""), frozenset(map(one_form, quantity.times)), ""),
        "direction": (figure.direction or "", quantity.directions, ""),
        "target": (bool(getattr(figure, "target", False)), quantity.targets, False),
    }
    return [
        Error(
            text.name,
            what,
            quantity.text,
            str(given),
            "~".join(sorted(map(str, wanted))),
            clause(text.text, quantity),
        )
        for what, (given, wanted, nothing) in answers.items()
        if not counts[what].add(given, wanted, nothing)
    ]


def clause(text: str, quantity: Timed) -> str:
    """The sentence around a quantity, with the quantity in brackets."""
    start = max(text.rfind(mark, 0, quantity.start) for mark in "。\n") + 1
    ends = [end for mark in "。\n" if (end := text.find(mark, quantity.end)) >= 0]
    end = min(ends, default=len(text))
    return f"{text[start : quantity.start]}【{quantity.text}】{text[quantity.end : end]}"


def one_form(time: str) -> str:
    """A time with its first and last day, so that two spellings of one span are equal; open ends stay open."""
    if not time:
        return ""
    first, slash, last = time.partition("/")
    if slash and not last:
        return f"{_days(first)[0]}/"
    return f"{_days(first)[0]}/{_days(last or first)[1]}"


def _days(point: str) -> tuple[date, date]:
    year, part, day = (*point.split("-"), "", "")[:3]
    if not part:
        months = (1, 12)
    elif part[0] in "QH":
        length = 3 if part[0] == "Q" else 6
        months = (length * int(part[1]) - length + 1, length * int(part[1]))
    else:
        months = (int(part), int(part))
    if day:
        return date(int(year), months[0], int(day)), date(int(year), months[0], int(day))
    return date(int(year), months[0], 1), date(int(year), months[1], monthrange(int(year), months[1])[1])


def _overlap(one: Any, other: Any) -> bool:
    return bool(one.start < other.end and other.start < one.end)
