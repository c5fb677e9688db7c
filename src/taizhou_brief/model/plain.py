"""Values of the model as what JSON can represent, and back: a dataclass is the list of its fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache, partial
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from taizhou_brief.model.part import Part

Convert = Callable[[Any], Any]
SIMPLE = (str, int, float, bool, NoneType)
"""Types that JSON represents as they are."""


def to_plain(kind: Any, value: Any) -> Any:
    """Convert a value of a type to what JSON can represent."""
    convert = converters(kind)[0]
    return convert(value) if convert else value


def from_plain(kind: Any, value: Any) -> Any:
    """Convert what `to_plain` returns back to a value of the type. Raises various errors for anything else."""
    convert = converters(kind)[1]
    return convert(value) if convert else value


@cache
def converters(kind: Any) -> tuple[Convert | None, Convert | None]:
    """Return the functions for both directions; None where values stay as they are. Raises `TypeError`."""
    if kind in SIMPLE:
        return None, None
    if kind is dt.date:
        return dt.date.isoformat, dt.date.fromisoformat
    if get_origin(kind) is Part:
        return attrgetter("digest"), partial(Part, load=load_nothing)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return attrgetter("value"), kind
    is_record = is_dataclass(kind) or hasattr(kind, "_fields")
    return record_converters(kind) if is_record else collection_converters(kind)


def collection_converters(kind: Any) -> tuple[Convert, Convert]:
    """Return the functions for a tuple of any length or one of several types. Raises `TypeError` for anything else."""
    arguments = get_args(kind)
    if get_origin(kind) is tuple and len(arguments) == 2 and arguments[1] is ...:
        return sequence_converters(arguments[0])
    if get_origin(kind) in {Union, UnionType}:
        return union_converters(arguments)
    message = f"{kind} has no plain form"
    raise TypeError(message)


def load_nothing() -> Any:
    """Raise `LookupError`: the plain form of a part has no value."""
    raise LookupError


def sequence_converters(kind: Any) -> tuple[Convert, Convert]:
    """Return the functions for a tuple of any length."""
    forth, back = converters(kind)
    return (
        (lambda values: [forth(value) for value in values]) if forth else list,
        (lambda values: tuple([back(value) for value in values])) if back else tuple,
    )


def union_converters(kinds: tuple[Any, ...]) -> tuple[Convert, Convert]:
    """Return the functions for one of several types: None alone, or the number of the type and the value."""
    known = [kind for kind in kinds if kind is not NoneType]
    numbers = {get_origin(kind) or kind: number for number, kind in enumerate(known)}
    pairs = [converters(kind) for kind in known]

    def forth(value: Any) -> Any:
        if value is None:
            return None
        number = numbers[type(value)]
        convert = pairs[number][0]
        return [number, convert(value) if convert else value]

    def back(value: Any) -> Any:
        if value is None:
            return None
        number, plain = value
        convert = pairs[number][1]
        return convert(plain) if convert else plain

    return forth, back


def record_converters(kind: Any) -> tuple[Convert, Convert]:
    """Return the functions for a dataclass or a named tuple, which is created by its constructor."""
    hints = get_type_hints(kind)
    names = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else kind._fields
    pairs = [converters(hints[name]) for name in names]
    encoders = [(position, encode) for position, (encode, _) in enumerate(pairs) if encode]
    decoders = [(position, decode) for position, (_, decode) in enumerate(pairs) if decode]
    read_fields = field_reader(names) if is_dataclass(kind) else list
    create = (
        partial(create_by_name, kind, names)
        if is_dataclass(kind) and any(field.kw_only for field in fields(kind))
        else kind
    )

    def forth(value: Any) -> list[Any]:
        values = read_fields(value)
        for position, encode in encoders:
            values[position] = encode(values[position])
        return values

    def create_simple(plain: Any) -> Any:
        return create(*plain)

    def back(plain: Any) -> Any:
        values = list(plain)
        for position, decode in decoders:
            values[position] = decode(values[position])
        return create(*values)

    return forth if encoders else read_fields, back if decoders else create_simple


def field_reader(names: tuple[str, ...]) -> Callable[[Any], list[Any]]:
    """Return the function that lists the values of a dataclass."""
    if len(names) < 2:
        return lambda value: [getattr(value, name) for name in names]
    read = attrgetter(*names)
    return lambda value: list(read(value))


def create_by_name(kind: Any, names: tuple[str, ...], *values: Any) -> Any:
    """Create a dataclass whose constructor takes values by name only."""
    return kind(**dict(zip(names, values, strict=True)))
