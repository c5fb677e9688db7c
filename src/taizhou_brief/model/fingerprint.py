"""Fingerprints of values, used as cache keys: equal values have equal fingerprints on any machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from hashlib import blake2b
from typing import Any

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


def _write(value: Any, parts: list[str]) -> None:  # noqa: C901  # one flat table of types, the commonest first
    value_type = type(value)
    if value_type is str:
        parts.append(f"s{len(value)}:{value}")
    elif value_type in PLAIN:
        parts.append(f"{value_type.__name__}:{value!r};")
    elif value_type is tuple:
        parts.append(f"({len(value)}:")
        for item in value:
            _write(item, parts)
    elif (digest := getattr(value, "digest", None)) is not None:
        parts.append(f"d{value_type.__name__}:")
        _write(digest, parts)
    elif isinstance(value, Mapping):
        parts.append(f"{{{len(value)}:")
        for key, item in value.items():
            _write(key, parts)
            _write(item, parts)
    elif is_dataclass(value_type):
        parts.append(f"c{value_type.__name__}:")
        for name in _field_names(value_type):
            _write(getattr(value, name), parts)
    elif isinstance(value, (str, date)):
        parts.append(f"{value_type.__name__}:{value!r};")
    else:
        message = f"a {value_type.__qualname__} has no fingerprint"
        raise TypeError(message)


@cache
def _field_names(value_type: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(value_type))


class Digested:
    """Base of dataclasses that many keys contain: the fingerprint of their fields is computed once.

    Such a dataclass has no slots, which leave no room for what is computed.
    """

    @cached_property
    def digest(self) -> str:
        """Fingerprint of the fields."""
        kind: Any = type(self)
        return fingerprint(*(getattr(self, name) for name in _field_names(kind)))
