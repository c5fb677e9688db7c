"""Texts in which every quantity was marked by hand, and how well a reader of figures finds them.

The marks are explained in tests/cases/figures/README.md. The marks know nothing of any grammar: a file becomes
plain text with spans, and a reader is judged by those spans alone.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from taizhou_brief.quantities import find_quantities
from tests.project import CASES

FOLDER = CASES / "figures"
MARK = re.compile(r"⟦(?P<quantity>[^⟦⟧]*)⟧|⟪(?P<trap>[^⟪⟫]*)⟫|⟨(?P<ignore>[^⟨⟩]*)⟩")
STRAY = re.compile(r"[⟦⟧⟪⟫⟨⟩|]")
HEADER = re.compile(r"# (\w+): (.*)")

ONE_UNIT = (
    ("平方米", "㎡", "m²", "平米"),
    ("立方米", "m³", "方"),
    ("平方公里", "平方千米", "km²"),
    ("米", "m"),
    ("公里", "千米", "km"),
    ("公斤", "千克", "kg"),
    ("个月", "月"),
    ("工作日", "个工作日"),
    ("小时", "个小时"),
    ("百分点", "个百分点"),
    ("人次", "人/次", "人（次）"),
    ("家次", "家/次", "家（次）"),
    ("微克/立方米", "μg/m³"),
    ("毫克/升", "mg/L"),
    ("克/公斤", "g/kg"),
    ("元", "块"),
)
"""Spellings of one unit: a reader may give any of them. Nothing is converted."""
SPELLING = {spelling: units[0] for units in ONE_UNIT for spelling in units}


class MarkError(ValueError):
    """A mark that cannot be read: the message says which."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A piece of the text that is no quantity: a trap, or one of which nothing is asked."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A quantity as a person has marked it."""

    start: int
    end: int
    text: str
    value: Decimal | str
    """A number in base units; the text `10:1` or `1/3` for a ratio."""
    unit: str | None
    kind: str
    qualifier: str | None = None
    value_high: Decimal | None = None
    direction: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class MarkedText:
    """One paragraph without its marks, and what was marked in it."""

    name: str
    """File and paragraph, for messages."""
    text: str
    day: date
    """The day of the issue the paragraph pretends to stand in."""
    quantities: tuple[Marked, ...]
    traps: tuple[Spot, ...]
    ignores: tuple[Spot, ...]


class Found(Protocol):
    """What a reader of figures has to say of one figure."""

    @property
    def start(self) -> int:
        """Where it starts."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def value(self) -> Decimal | str:
        """Its value in base units."""

    @property
    def value_high(self) -> Decimal | None:
        """The upper end of a range."""

    @property
    def unit(self) -> str | None:
        """Its base unit."""

    @property
    def kind(self) -> str:
        """What it measures."""

    @property
    def qualifier(self) -> str | None:
        """How the words bend it."""


def read_folder(folder: Path = FOLDER) -> list[MarkedText]:
    """All texts of a folder, file by file."""
    return [
        text
        for path in sorted(folder.glob("*.txt"))
        for text in read_texts(path.read_text(encoding="utf-8"), path.stem)
    ]


def read_texts(source: str, name: str) -> list[MarkedText]:
    """The paragraphs of one file; its header gives the date of all of them."""
    header = {found[1]: found[2] for line in source.splitlines() if (found := HEADER.fullmatch(line))}
    paragraphs = [line for line in source.splitlines() if line.strip() and not line.startswith("#")]
    day = date.fromisoformat(header["date"])
    return [read_marked(line, f"{name}:{number}", day) for number, line in enumerate(paragraphs, start=1)]


def read_marked(line: str, name: str, day: date) -> MarkedText:
    """One paragraph from its line with marks."""
    plain: list[str] = []
    length = at = 0
    quantities: list[Marked] = []
    traps: list[Spot] = []
    ignores: list[Spot] = []
    for mark in MARK.finditer(line):
        plain.append(line[at : mark.start()])
        length += len(plain[-1])
        body = mark[mark.lastgroup or 0]
        printed, *fields = body.split("|")
        if mark.lastgroup == "quantity":
            quantities.append(_quantity(printed, fields, length, name))
        else:
            (traps if mark.lastgroup == "trap" else ignores).append(Spot(length, length + len(printed), printed))
        plain.append(printed)
        length += len(printed)
        at = mark.end()
    text = "".join([*plain, line[at:]])
    if STRAY.search(text):
        message = f"{name}: a mark is not closed, or holds too much: {line}"
        raise MarkError(message)
    return MarkedText(name, text, day, tuple(quantities), tuple(traps), tuple(ignores))


def _quantity(printed: str, fields: list[str], start: int, name: str) -> Marked:
    if len(fields) < 3:
        message = f"{name}: value, unit and kind are wanted: {printed}|{'|'.join(fields)}"
        raise MarkError(message)
    value, unit, kind, *more = fields
    options = dict(option.split("=", 1) for option in more)
    if strange := options.keys() - {"q", "to", "dir", "at"}:
        message = f"{name}: unknown field {sorted(strange)} at {printed}"
        raise MarkError(message)
    return Marked(
        start,
        start + len(printed),
        printed,
        value if re.fullmatch(r"[\d.]+([:/][\d.]+)+", value) else Decimal(value),
        None if unit == "-" else unit,
        kind,
        options.get("q"),
        Decimal(options["to"]) if "to" in options else None,
        options.get("dir"),
        options.get("at"),
    )


@dataclass(frozen=True, slots=True)
class Read:
    """A figure of the project's reader, as the scorer wants it."""

    start: int
    end: int
    value: Decimal | str
    value_high: Decimal | None
    unit: str | None
    kind: str
    qualifier: str | None


def read_figures(text: str, day: date) -> list[Read]:
    """What the project's reader finds in a text."""
    return [
        Read(
            f.start, f.end, f.ratio if f.value is None else f.value, f.high, f.unit or None, f.kind, f.qualifier or None
        )
        for f in find_quantities(text, day)
    ]


# --- how well a reader does ------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Score:
    """Counts, the rates made of them, and every place that went wrong."""

    found: int
    """Figures the reader gave, without those that touch only an ignored piece."""
    false: int
    """Of those: on no marked quantity."""
    quantities: int
    missed: int
    """Quantities on which not exactly one figure lies, or whose figure lies on a second quantity too."""
    exact: int
    """Of the quantities found: the span is the marked one."""
    valued: int
    """Of the quantities found: value, upper end and unit are the marked ones."""
    kinds: int
    qualifiers: int
    traps: int
    sprung: int
    """Traps on which a figure lies."""
    faults: tuple[str, ...]

    @property
    def precision(self) -> float:
        """How many of the figures given are quantities."""
        return _rate(self.found - self.false, self.found)

    @property
    def recall(self) -> float:
        """How many of the quantities were found."""
        return _rate(self.quantities - self.missed, self.quantities)

    @property
    def trap_rate(self) -> float:
        """How many of the traps were taken for a figure."""
        return self.sprung / self.traps if self.traps else 0.0

    def of_found(self, count: int) -> float:
        """A count as a part of the quantities found."""
        return _rate(count, self.quantities - self.missed)

    def __str__(self) -> str:
        found = self.quantities - self.missed
        return (
            f"precision {self.precision:.4f} ({self.false} false of {self.found}), "
            f"recall {self.recall:.4f} ({found} of {self.quantities}), "
            f"exact span {self.of_found(self.exact):.4f}, value and unit {self.of_found(self.valued):.4f}, "
            f"kind {self.of_found(self.kinds):.4f}, qualifier {self.of_found(self.qualifiers):.4f}, "
            f"traps {self.trap_rate:.4f} ({self.sprung} of {self.traps})"
        )


def score(texts: Iterable[MarkedText], find: Callable[[str, date], Sequence[Found]]) -> Score:
    """Judge a reader of figures by texts marked by hand."""
    counts = dict.fromkeys(
        ("found", "false", "quantities", "missed", "exact", "valued", "kinds", "qualifiers", "traps", "sprung"), 0
    )
    faults: list[str] = []
    for text in texts:
        figures = find(text.text, text.day)
        _judge_figures(text, figures, counts, faults)
        _judge_quantities(text, figures, counts, faults)
        counts["traps"] += len(text.traps)
        for trap in text.traps:
            if any(_overlap(trap, figure) for figure in figures):
                counts["sprung"] += 1
                faults.append(f"{text.name}: trap {trap.text}")
    return Score(**counts, faults=tuple(faults))


def _judge_figures(text: MarkedText, figures: Sequence[Found], counts: dict[str, int], faults: list[str]) -> None:
    for figure in figures:
        if any(_overlap(figure, quantity) for quantity in text.quantities):
            counts["found"] += 1
        elif not any(_overlap(figure, ignored) for ignored in text.ignores):
            counts["found"] += 1
            counts["false"] += 1
            faults.append(f"{text.name}: false {text.text[figure.start : figure.end]}")


def _judge_quantities(text: MarkedText, figures: Sequence[Found], counts: dict[str, int], faults: list[str]) -> None:
    for quantity in text.quantities:
        counts["quantities"] += 1
        on_it = [figure for figure in figures if _overlap(figure, quantity)]
        if len(on_it) != 1 or sum(_overlap(on_it[0], other) for other in text.quantities) != 1:
            counts["missed"] += 1
            faults.append(f"{text.name}: missed {quantity.text}")
            continue
        figure = on_it[0]
        checks = {
            "exact": (figure.start, figure.end) == (quantity.start, quantity.end),
            "valued": _measure(figure) == _measure(quantity),
            "kinds": figure.kind == quantity.kind,
            "qualifiers": (figure.qualifier or None) == quantity.qualifier,
        }
        for name, right in checks.items():
            counts[name] += right
            if not right:
                faults.append(f"{text.name}: {name} {quantity.text}: {figure}")


def _measure(figure: Found) -> tuple[object, Decimal | None, str | None]:
    unit = SPELLING.get(figure.unit, figure.unit) if figure.unit else None
    return figure.value, figure.value_high, unit


def _overlap(one: Found | Spot, other: Found | Spot) -> bool:
    return one.start < other.end and other.start < one.end


def _rate(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
