"""A value's fingerprint: equal values, equal text, on any machine; the key of everything that is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import blake2b
from typing import Any

PLAIN = (bool, int, float, Decimal, date, type(None), bytes)


def fingerprint(*values: Any) -> str:
    """32 hexadecimal digits. A value with a `digest` counts as that digest, so a page may hold whole issues cheaply.

    Raises `TypeError` for what has no fixed order or form (sets, functions, open files): a page must not hold such.
    """
    parts: list[str] = []
    _write(values, parts)
    return blake2b("".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _write(value: Any, parts: list[str]) -> None:  # noqa: C901  # one flat table of kinds, the commonest first
    kind = type(value)
    if kind is str:
        parts.append(f"s{len(value)}:{value}")
    elif kind in PLAIN:
        parts.append(f"{kind.__name__}:{value!r};")
    elif kind is tuple:
        parts.append(f"({len(value)}:")
        for item in value:
            _write(item, parts)
    elif (digest := getattr(value, "digest", None)) is not None:
        parts.append(f"d{kind.__name__}:")
        _write(digest, parts)
    elif isinstance(value, Mapping):
        parts.append(f"{{{len(value)}:")
        for key, item in value.items():
            _write(key, parts)
            _write(item, parts)
    elif is_dataclass(kind):
        parts.append(f"c{kind.__name__}:")
        for name in _names(kind):
            _write(getattr(value, name), parts)
    elif isinstance(value, (str, date)):
        parts.append(f"{kind.__name__}:{value!r};")
    else:
        message = f"a {kind.__qualname__} has no fingerprint"
        raise TypeError(message)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
