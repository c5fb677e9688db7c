"""Times that govern quantities, and what a quantity gets from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from taizhou_brief.quantities.time_roles import TimeRole


class Reference(NamedTuple):
    """The time that a quantity refers to."""

    as_of: str
    as_of_text: str
    target: bool


NO_REFERENCE = Reference("", "", target=False)
PLANNED = Reference("", "", target=True)


@dataclass(slots=True)
class TimeFrame:
    """A time that governs the quantities after it."""

    value: str
    text: str
    start: int
    end: int
    clause: int
    """The number of the clause that contains it, or of the next one if it is all of its clause."""
    is_goal: bool = False
    """Whether it is the time by which something is to be reached."""
    follows_quantity: bool = False
    """Whether a quantity is before it in its part of the sentence."""
    previous: TimeFrame | None = None
    """The frame to return to after its clause, for a time that is mentioned in passing."""
    is_aside: bool = False
    event_end: int = 0
    """The end of a word for an event after it in its clause, such as 建成, otherwise 0."""
    is_attribute: bool = False
    """Whether it only describes what a quantity counts: 去年立项的5个项目中."""
    is_state: bool = False
    """Whether it is that of a present state: 现有."""
    is_used: bool = False
    """Whether it has governed a quantity."""


class OwnTime(NamedTuple):
    """A time that belongs to one number: an attribute, or the base of a comparison."""

    value: str
    text: str
    end: int
    role: TimeRole
