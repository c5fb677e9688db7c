"""Diagnostics as values: their severity, order and selection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from taizhou_brief.chinese.patterns import lazy_compile


class Severity(StrEnum):
    """Severity of a diagnostic: an error stops a build, a warning stops it only under `--strict`, a note never does."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SEVERITY_LABELS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}
"""Chinese name of each severity."""
NUMBER = lazy_compile("([0-9]{1,9})")
MAX_PER_CODE = 100
"""Diagnostics of one code that are listed for one file."""
ONCE_A_FILE = frozenset(("N401", "N404", "N407", "N409", "P301", "P302", "P303", "P305", "P306", "P310", "P312"))
"""Codes of signs and spaces: whoever writes them in one way does so throughout a file, and one diagnostic is enough."""
MAX_PLACES = 8
"""Places that such a diagnostic names."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem at one place."""

    path: str
    """Relative to the project's root, with `/`."""
    line: int
    """From 1; 0 if the diagnostic concerns the whole file."""
    column: int
    """From 1, in characters; 0 if the diagnostic concerns the whole line or file."""
    code: str
    """A letter and three digits; `taizhou-brief rules CODE` explains it."""
    severity: Severity
    message: str
    """What is wrong, in plain Chinese, without a full stop."""
    hint: str = ""
    """What to do about it, in plain Chinese, without a full stop."""
    length: int = 1
    """Number of characters to underline from `column` on, on that line."""

    @property
    def sort_key(self) -> tuple[str, int, int, list[str | int], str, str]:
        """Key to sort by: place first; without a line, numbers in the message by value, so 第9段 before 第10段."""
        parts = [] if self.line else NUMBER.split(self.message)  # every second part is a number
        message_key = [int(part) if n % 2 else part for n, part in enumerate(parts)]
        return self.path, self.line, self.column, message_key, self.code, self.message


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by place and drop duplicates, so that the result does not depend on the order in which workers finish."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: d.sort_key))


def limit_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort diagnostics and keep at most `MAX_PER_CODE` of each file and code, one of each of `ONCE_A_FILE`.

    The first that is left out is replaced by one that states the number of them; it is an error if one of them is.
    """
    ordered = sort_diagnostics(diagnostics)
    groups: defaultdict[tuple[str, str], list[Diagnostic]] = defaultdict(list)
    for diagnostic in ordered:
        groups[diagnostic.path, diagnostic.code].append(diagnostic)
    kept: list[Diagnostic] = []
    for (_, code), group in groups.items():
        if code in ONCE_A_FILE:
            kept.append(unite_diagnostics(group))
            continue
        kept += group[:MAX_PER_CODE]
        if omitted := group[MAX_PER_CODE:]:
            severity = min((diagnostic.severity for diagnostic in omitted), key=list(Severity).index)
            message = f"从这里起还有 {len(omitted)} 处同样的问题，没有一一列出"
            kept.append(replace(omitted[0], severity=severity, message=message, hint="改好前面的，再检查一次"))
    return sort_diagnostics(kept)


def unite_diagnostics(group: list[Diagnostic]) -> Diagnostic:
    """Return the first diagnostic of a file and code, with the number of the others and the places of some."""
    first, *others = group
    if not others:
        return first
    places = "、".join(f"第{other.line}行第{other.column}列" for other in others[:MAX_PLACES])
    more = "等" if len(others) > MAX_PLACES else ""
    return replace(first, message=f"{first.message}；这个文件里还有{len(others)}处：{places}{more}")


def select_errors(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> tuple[Diagnostic, ...]:
    """Return the diagnostics that stop a build; if `strict`, warnings do too."""
    stopping = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return tuple(d for d in diagnostics if d.severity in stopping)
