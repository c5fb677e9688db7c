"""Writing of YAML values that this package's reader, and any other, reads back as the same text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from taizhou_brief.chinese.patterns import lazy_compile

_PLAIN = lazy_compile(
    r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<](?:[^,\[\]{}#:?\\\"'\x00-\x1f\x7f-\x9f]*[^\s,\[\]{}#:?\\\"'\x00-\x1f\x7f-\x9f])?"
)
_WORDS = lazy_compile(r"(?:~|null|true|false|yes|no|on|off|y|n|[-+.\d_]+)", re.IGNORECASE)


def format_yaml_scalar(text: str) -> str:
    """Return a YAML value that is read back as `text`: plain if that is safe, else in double quotes."""
    if _PLAIN.fullmatch(text) and not _WORDS.fullmatch(text):
        return text
    body = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{body}"'


def format_yaml_list(values: Iterable[str]) -> str:
    """Return a YAML list on one line."""
    return f"[{', '.join(format_yaml_scalar(value) for value in values)}]"
