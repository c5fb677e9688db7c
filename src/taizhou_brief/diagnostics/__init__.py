"""What is wrong, where, how badly, what would mend it; and the printers: terminal, JSON, SARIF, CI annotations."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from taizhou_brief.chinese.invisible import visible, visible_json, visible_line


class Severity(StrEnum):
    """How badly: an error stops a build, a warning stops it only under `--strict`, a note never does."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong in one place."""

    path: str
    """Relative to the project's root, with `/`."""
    line: int
    """From 1; 0 where the whole file is meant."""
    column: int
    """From 1, in characters; 0 where the whole line or file is meant."""
    code: str
    """A letter and three digits; `taizhou-brief rules CODE` explains it."""
    severity: Severity
    message: str
    """What is wrong, in plain Chinese, without a full stop."""
    hint: str = ""
    """What to do about it, in plain Chinese, without a full stop."""
    length: int = 1
    """Characters to underline from `column` on, on that line."""

    @property
    def order(self) -> tuple[str, int, int, list[str | int], str, str]:
        """What diagnostics are sorted by: place first; without a line by that in the message, 第9段 before 第10段."""
        parts = [] if self.line else NUMBER.split(self.message)  # every second one is a number
        place = [int(part) if n % 2 else part for n, part in enumerate(parts)]
        return self.path, self.line, self.column, place, self.code, self.message


SEVERITY_LABELS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}
NUMBER = re.compile("([0-9]{1,9})")
LINE_END = re.compile(r"\r\n?|\n")
COLUMNS = 80
"""What a terminal is wide: a longer line would be broken, and the carets stand under nothing."""
COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by place, each once: the same whatever order the workers finished in."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: d.order))


def select_errors(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> tuple[Diagnostic, ...]:
    """Those that stop a build; under `strict` warnings do too."""
    stopping = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return tuple(d for d in diagnostics if d.severity in stopping)


def display_width(text: str) -> int:
    """Columns `text` takes in a terminal: two for a wide character, none for a combining one."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def format_text(diagnostics: Sequence[Diagnostic], sources: Mapping[str, str], *, colour: bool = False) -> str:
    """For a terminal: place, message, the source line with a caret under the spot, and the hint."""

    def paint(code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    out: list[str] = []
    split: dict[str, list[str]] = {}
    for d in diagnostics:
        place = ":".join(str(part) for part in (visible_line(d.path), d.line, d.column) if part)
        said = f"{SEVERITY_LABELS[d.severity]}[{d.code}]"
        out.append(f"{paint('1', place)} {paint(COLOURS[d.severity], said)} {visible_line(d.message)}")
        if d.path not in split:
            split[d.path] = LINE_END.split(sources.get(d.path, "").removeprefix("\ufeff"))
        lines = split[d.path]
        if 0 < d.line <= len(lines) and lines[d.line - 1]:
            out += format_excerpt(lines[d.line - 1].replace("\t", " "), d, paint)
        if d.hint:
            out.append(f"   {paint('32', '办法：')}{visible_line(d.hint)}")
    return "".join(f"{line}\n" for line in out)


def format_excerpt(line: str, d: Diagnostic, paint: Any) -> list[str]:
    """The line around the spot, cut to fit a terminal, and a row of carets under the spot."""
    number = f"{d.line:>5} | "
    room = COLUMNS - len(number)
    start = max(0, d.column - 1)
    left, right = 0, len(line)
    if (
        len(line) > room or display_width(visible_line(line)) > room
    ):  # of a very long line no more is looked at than fits
        room -= 2 * len("…")
        left = start - fitting_length(line[max(0, start - room) : start][::-1], room // 2)
        right = left + fitting_length(line[left : left + room], room)
    head, end = ("…" if left else "") + visible_line(line[left:start]), min(right, start + max(1, d.length))
    rows = [f"{number}{head}{visible_line(line[start:right])}{'…' if right < len(line) else ''}"]
    if d.column:
        carets = "^" * max(1, display_width(visible_line(line[start:end])))
        rows.append(" " * (len(number) + display_width(head)) + paint(COLOURS[d.severity], carets))
    return rows


def fitting_length(text: str, room: int) -> int:
    """How many of a text's characters fit into so many columns."""
    for count, character in enumerate(text):
        room -= display_width(visible_line(character))
        if room < 0:
            return count
    return len(text)


def to_json(data: Any) -> str:
    """JSON as it is printed: a character that cannot be seen is an escape."""
    return visible_json(json.dumps(data, ensure_ascii=False, indent=2))


def to_dict(d: Diagnostic) -> dict[str, Any]:
    """The stable shape other tools read."""
    return {
        "code": d.code,
        "severity": str(d.severity),
        "path": d.path,
        "line": d.line,
        "column": d.column,
        "message": d.message,
        "hint": d.hint,
    }


LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def to_sarif(diagnostics: Sequence[Diagnostic], rules: Mapping[str, str], version: str) -> dict[str, Any]:
    """A SARIF 2.1.0 log (OASIS). `rules` maps codes to one-line descriptions.

    Columns are counted in Unicode code points, as `columnKind` says.
    """
    used = sorted({d.code for d in diagnostics})

    def region(d: Diagnostic) -> dict[str, int]:
        if not d.line:
            return {"startLine": 1}
        spot = {"startColumn": d.column, "endColumn": d.column + max(1, d.length)} if d.column else {}
        return {"startLine": d.line, **spot}

    def result(d: Diagnostic) -> dict[str, Any]:
        text = f"{d.message}。{d.hint}。" if d.hint else f"{d.message}。"
        outside = d.path.startswith("/")
        path = quote(d.path, errors="surrogateescape")  # a name that is no UTF-8 goes byte by byte
        artifact = {"uri": f"file://{path}"} if outside else {"uri": path, "uriBaseId": "ROOT"}
        location = {"artifactLocation": artifact, "region": region(d)}
        return {
            "ruleId": d.code,
            "ruleIndex": used.index(d.code),
            "level": LEVELS[d.severity],
            "message": {"text": text},
            "locations": [{"physicalLocation": location}],
        }

    described = [{"id": code, "shortDescription": {"text": rules.get(code, code)}} for code in used]
    driver = {"name": "taizhou-brief", "version": version, "rules": described}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [result(d) for d in diagnostics]}
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
    return {"$schema": schema, "version": "2.1.0", "runs": [run]}


def to_annotations(diagnostics: Sequence[Diagnostic]) -> str:
    """Workflow commands that GitHub shows on the changed lines."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    kinds = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
    rows = []
    for d in diagnostics:
        place = "".join(f",{key}={n}" for key, n in (("line", d.line), ("col", d.column)) if n)
        text = visible(f"{d.message}。{d.hint}" if d.hint else d.message)
        rows.append(f"::{kinds[d.severity]} file={value(visible(d.path))}{place},title={value(d.code)}::{data(text)}\n")
    return "".join(rows)
