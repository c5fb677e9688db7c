"""Part of what is known of an issue: a value with a digest, loaded only by whoever needs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Loaded(Generic[Value]):
    """Function that returns the value it was made with."""

    value: Value

    def __call__(self) -> Value:
        """Return the value."""
        return self.value


@dataclass(frozen=True, slots=True)
class Part(Generic[Value]):
    """Value that is loaded when it is needed; it is pickled with the value."""

    digest: str
    """Equal digests mean equal values."""
    load: Callable[[], Value] = field(compare=False, repr=False)

    def __reduce__(self) -> tuple[Any, ...]:
        return Part, (self.digest, Loaded(self.load()))
