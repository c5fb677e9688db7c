"""Lines that were changed since a commit of git, so that old remarks about other lines can be left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from taizhou_brief.builder.files.git import run_git
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic, Severity

HUNK = lazy_compile(r"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@.*")
FILE = lazy_compile(r"\+\+\+ b/(.*?)\t?")
WHOLE = (1, 10**9)
"""Lines of a new file."""

ChangedLines = Mapping[str, tuple[tuple[int, int], ...]]
"""First and last changed lines by path, relative to the archive's root."""


class UnknownCommitError(Exception):
    """Raised when git, the repository or the commit is missing; its text is what git printed."""


def read_changed_lines(root: Path, base: str) -> ChangedLines:
    """Return the lines of the work tree that differ from where its branch left `base`. Raises `UnknownCommitError`."""
    commit = ask_git(root, "rev-parse", "--verify", "--end-of-options", f"{base}^{{commit}}").strip()
    start = ask_git(root, "merge-base", commit, "HEAD").strip()
    options = ("--unified=0", "--no-color", "--no-ext-diff", "--no-renames", "--relative")
    prefixes = ("--src-prefix=a/", "--dst-prefix=b/")
    changed = parse_changed_lines(ask_git(root, "diff", *options, *prefixes, start, "--", "."))
    new = ask_git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".").split("\0")
    return {**changed, **{name: (WHOLE,) for name in new if name}}


def read_committed(root: Path, path: str, commit: str) -> str:
    """Return the text of a file of the archive in a commit. Raises `UnknownCommitError`."""
    found = ask_git(root, "rev-parse", "--verify", "--end-of-options", f"{commit}^{{commit}}").strip()
    return ask_git(root, "show", f"{found}:./{path}")


def parse_changed_lines(diff: str) -> ChangedLines:
    """Return the changed lines of a diff without context; where lines were only deleted, those around the place."""
    changed: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    path, texts = "", 0
    for line in diff.split("\n"):
        if texts:  # the lines of a hunk, whatever they look like
            texts -= not line.startswith("\\")
        elif match := HUNK.fullmatch(line):
            old, first, new = int(match[1] or 1), int(match[2]), int(match[3] or 1)
            texts = old + new
            if path:
                changed[path].append((first, first + (new or 2) - 1))
        elif line.startswith("+++ "):
            match = FILE.fullmatch(line)
            path = match[1] if match else ""
    return {name: tuple(ranges) for name, ranges in changed.items()}


def select_changed(diagnostics: Iterable[Diagnostic], changed: ChangedLines) -> tuple[Diagnostic, ...]:
    """Return all errors, which stop a build wherever they are, and the other diagnostics about changed lines."""
    return tuple(d for d in diagnostics if d.severity is Severity.ERROR or concerns_change(d, changed))


def concerns_change(diagnostic: Diagnostic, changed: ChangedLines) -> bool:
    """Return whether a diagnostic is about a changed line, or about the whole of a changed file."""
    ranges = changed.get(diagnostic.path)
    if ranges is None:
        return False
    return not diagnostic.line or any(first <= diagnostic.line <= last for first, last in ranges)


def find_prefix(root: Path) -> str:
    """Return the path of an archive inside its repository, ending in `/`; empty at its top or outside of any."""
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    inside = root.relative_to(top).as_posix()
    return "" if inside == "." else f"{inside}/"


def ask_git(root: Path, *arguments: str) -> str:
    """Run git and return its output. Raises `UnknownCommitError` if it fails."""
    output = run_git(root, *arguments)
    if not output.ok:
        raise UnknownCommitError(output.error)
    return output.text
