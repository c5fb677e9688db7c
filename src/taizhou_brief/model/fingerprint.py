"""Fingerprints of values, used as cache keys: equal values have equal fingerprints on any machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from hashlib import blake2b
from typing import Any, Self

PLAIN = (bool, int, float, Decimal, date, type(None), bytes)


def fingerprint(*values: Any) -> str:
    """Compute the fingerprint of values as 32 hexadecimal digits.

    A value with a `digest` attribute is represented by that digest, so that what many pages show is read once.
    Raises `TypeError` for values without a fixed order or form (sets, functions, open files): a page must not contain
    any.
    """
    parts: list[str] = []
    _write(values, parts)
    return blake2b("".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _write(value: Any, parts: list[str]) -> None:
    kind = type(value)
    (WRITERS.get(kind) or _writer_of(kind))(value, parts)


Writer = Callable[[Any, list[str]], None]


def _write_text(value: str, parts: list[str]) -> None:
    parts.append(f"s{len(value)}:{value}")


def _write_plain(value: Any, parts: list[str]) -> None:
    parts.append(f"{type(value).__name__}:{value!r};")


def _write_tuple(value: tuple[Any, ...], parts: list[str]) -> None:
    parts.append(f"({len(value)}:")
    for item in value:
        kind = type(item)
        (WRITERS.get(kind) or _writer_of(kind))(item, parts)


def _write_digest(value: Any, parts: list[str]) -> None:
    parts.append(f"d{type(value).__name__}:")
    _write(value.digest, parts)


def _write_mapping(value: Mapping[Any, Any], parts: list[str]) -> None:
    parts.append(f"{{{len(value)}:")
    for key, item in value.items():
        _write(key, parts)
        _write(item, parts)


WRITERS: dict[type, Writer] = {str: _write_text, tuple: _write_tuple, **dict.fromkeys(PLAIN, _write_plain)}
"""Function that writes the values of a type; types are added as they are met."""


def _writer_of(kind: type) -> Writer:
    """Return the function that writes the values of a type. Raises `TypeError` if they have no fixed order or form."""
    names = _field_names(kind) if is_dataclass(kind) else getattr(kind, "_fields", ())
    if hasattr(kind, "digest") or "digest" in names:
        writer: Writer = _write_digest
    elif issubclass(kind, Mapping):
        writer = _write_mapping
    elif names or is_dataclass(kind):
        writer = _record_writer(kind.__name__, names)
    elif issubclass(kind, (str, date)):
        writer = _write_plain
    else:
        message = f"a {kind.__qualname__} has no fingerprint"
        raise TypeError(message)
    WRITERS[kind] = writer
    return writer


def _record_writer(kind: str, names: tuple[str, ...]) -> Writer:
    def write(value: Any, parts: list[str]) -> None:
        parts.append(f"c{kind}:")
        for name in names:
            item = getattr(value, name)
            item_kind = type(item)
            (WRITERS.get(item_kind) or _writer_of(item_kind))(item, parts)

    return write


@cache
def _field_names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


class Digested:
    """Base of dataclasses that many keys contain: the fingerprint of their fields is computed once.

    Such a dataclass has no slots, which leave no room for what is computed.
    """

    @cached_property
    def digest(self) -> str:
        """Fingerprint of the fields."""
        kind: Any = type(self)
        return fingerprint(*(getattr(self, name) for name in _field_names(kind)))

    def with_digest(self, digest: str) -> Self:
        """Return this value, whose digest was computed before and kept with it."""
        self.__dict__["digest"] = digest
        return self
