"""Heads of briefings: the number, date, supplement and total of an issue, read without the rest of its file."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

from taizhou_brief.builder.files import MAX_BYTES, read_text
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.formats.briefing import read_front_matter
from taizhou_brief.model.issue import Issue, field_values
from taizhou_brief.model.settings import Settings

CHUNK = 4096
"""Bytes of a file that are read first; front matter is seldom longer."""
_UNSAFE = lazy_compile(
    "[\"'#&*!|>%@`{}\\\\\x00-\x09\x0b-\x1f\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\uf8ff\ufe00-\ufe0f\ufeff\ufff0-\U0010ffff]"
)
"""Marks of YAML, and invisible and rare characters: where one occurs, the parser reads the front matter."""
_FIRST = r"(?![-?~=<. ])[^\n\[\],:]"
_VALUE = rf"(?:{_FIRST}(?:[^\n\[\],:]|:(?![ \n]))*+|\[(?:{_FIRST}[^\n\[\],:]*+(?:, ?{_FIRST}[^\n\[\],:]*+)*+)?\])"
_LINE = rf"[a-z_0-9]+: {_VALUE}\n"
_SIMPLE = lazy_compile(
    rf"---\n(?P<head>(?:(?:{_LINE})|[a-z_]+:\n(?:(?P<dash> {{0,4}})- {_LINE}(?:(?P=dash)(?:  |- ){_LINE})*+"
    rf"|(?P<indent> {{1,4}}){_LINE}(?:(?P=indent){_LINE})*+))++)---\n"
)
"""Front matter without quotes, comments, blank lines and anything else that only a YAML parser can read."""
_TOP_LINE = lazy_compile("(?m)^([a-z_0-9]+):(?: (.*))?$")
_FIELDS = frozenset(Issue.__dataclass_fields__)
_NUMBER = lazy_compile("[1-9][0-9]{0,2}")
_DATE = lazy_compile("(?:19[5-9][0-9]|20[0-9]{2})-[0-9]{2}-[0-9]{2}")


def read_head(root: Path, name: str, settings: Settings) -> Issue | None:
    """Return the issue of a file without its text, or None if the file cannot be read.

    Number, date, supplement and total are those that the whole file would give; the other values are not set.
    """
    path = root / name
    try:
        state = os.stat(path)  # noqa: PTH116  # called for every issue of an archive
        if not stat.S_ISREG(state.st_mode) or state.st_size > MAX_BYTES:
            return None
        with path.open("rb", buffering=0) as file:
            start = file.read(CHUNK)
    except OSError:
        return None
    simple = scan_head(start, name)
    if simple:
        return simple
    text = read_text(path, name, [])
    if text is None:
        return None
    front = read_front_matter(text, name, settings).front
    return Issue(**field_values(replace(front, articles=())), path=name, digest="")


def scan_head(start: bytes, name: str) -> Issue | None:
    """Return the issue that begins with these bytes; None if its front matter is not simple or not complete."""
    end = start.find(b"\n---\n")
    try:
        text = start[: end + len(b"\n---\n")].decode() if end > 0 else ""
    except UnicodeDecodeError:
        return None
    match = None if _UNSAFE.search(text) else _SIMPLE.fullmatch(text)
    pairs = _TOP_LINE.findall(match["head"]) if match else []
    values = dict(pairs)
    if len(values) < len(pairs) or not values.keys() <= _FIELDS:
        return None
    number, day, total = values.get("number", ""), values.get("date", ""), values.get("total")
    supplement = values.get("supplement", "false")
    if not (_NUMBER.fullmatch(number) and _DATE.fullmatch(day) and supplement in ("true", "false")):
        return None
    if total is not None and not _NUMBER.fullmatch(total):
        return None
    try:
        return Issue(
            number=int(number),
            date=date.fromisoformat(day),
            supplement=supplement == "true",
            total=None if total is None else int(total),
            path=name,
            digest="",
        )
    except ValueError:  # 2021-02-30
        return None
