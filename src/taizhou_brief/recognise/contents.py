"""The contents list 【本期目录】: its entries, and the lines of the body that are those titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from taizhou_brief.recognise.frame import CONTENTS, NOTE
from taizhou_brief.recognise.rows import Row
from taizhou_brief.recognise.text import bare, ends, squeeze

BULLET = re.compile(
    r"\s*(?:[-–—•·●○◎◆◇★☆■□▲△►▶▪◾➤➢※*][\s\u3000]*|[（(]?\d{1,2}[）).．、][\s\u3000]*(?!\d)|[（(][一二三四五六七八九十]{1,3}[）)]\s*|[一二三四五六七八九十]{1,3}[、．.]\s*|[①-⑳]\s*)"
)
"""What stands before an entry."""
_LEADER = re.compile(r"(?:[\s\u3000]*[.…·．。‥⋯_－—-]{2,}[\s\u3000]*[（(]?(?:第?\s*\d{1,3}\s*页?)?[）)]?|[\s\u3000]+\d{1,3}|\s*[（(/／]\s*第?\d{1,3}页?\s*[）)]?)\s*$")
_COLUMN = re.compile(r"[【\[〔][^】\]〕]{1,12}[】\]〕]")
_MARKS = str.maketrans("()[]:,!?;\"'—–-─", "（）［］：，！？；““————")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the contents list."""

    title: str
    rows: tuple[Row, ...]

    @property
    def key(self) -> str:
        return title_key(self.title)


@dataclass(frozen=True, slots=True)
class Heading:
    """A title found in the body: rows `start` to `end` (end not included)."""

    start: int
    end: int
    title: str
    entry: int = -1
    """The entry it answers to, -1 for none."""
    exact: bool = True


def column_label(text: str) -> bool:
    """Whether a line is the name of a column such as 【典型经验】."""
    return bool(_COLUMN.fullmatch(text.strip()))


def title_key(text: str) -> str:
    """A title without spaces, numbering and footnote references."""
    return re.sub(r"\[\^[^\]]+\]$", "", bare(text)).strip("*＊")


def _plain_key(text: str) -> str:
    return title_key(text).translate(_MARKS).replace("”", "“").replace("’", "“").replace("‘", "“")


def entry_text(row: Row) -> str:
    """An entry without bullet, leaders and page number."""
    return _LEADER.sub("", BULLET.sub("", row.text, count=1)).strip()


def read_contents(rows: Sequence[Row]) -> tuple[tuple[Entry, ...], int]:
    """The entries, and how many rows the list takes with its heading; `rows` begin with the heading."""
    if not rows or not CONTENTS.fullmatch(rows[0].key):
        return (), 0
    limit = _limit(rows)
    entries: list[Entry] = []
    bulleted = len(rows) > 1 and bool(BULLET.match(rows[1].text))
    led = any(_LEADER.search(row.text) for row in rows[1:limit])
    n = 1
    keys = [title_key(row.text) for row in rows]
    while n < limit:
        take = _span(rows, keys, n, limit, bulleted, led)
        if column_label(rows[n].text):
            n += 1
            continue
        pieces = [entry_text(rows[n]), *(_LEADER.sub("", row.text).strip() for row in rows[n + 1 : n + take])]
        entries.append(Entry(squeeze("".join(pieces)), tuple(rows[n : n + take])))
        n += take
    return tuple(entries), limit


def _limit(rows: Sequence[Row]) -> int:
    """Where the list ends: at the row that repeats an entry, at an 编者按, at prose."""
    seen: set[str] = set()
    bulleted = len(rows) > 1 and bool(BULLET.match(rows[1].text))
    joined = ""
    for n, row in enumerate(rows[1:], 1):
        key = title_key(row.text)
        plain = title_key(entry_text(row))
        unmarked = key == plain
        if NOTE.match(row.text) or len(key) > 90 or (ends(row.text) and not _LEADER.search(row.text)):
            return _before_title(rows, n, bulleted)
        if n > 1 and (key in seen or (unmarked and len(key) >= 4 and joined.startswith(_plain_key(key)))):
            return n
        seen |= {plain, key}
        joined = joined or _plain_key(plain)
        if n == 1:
            continue
        if bulleted and not BULLET.match(row.text) and row.blank and not _LEADER.search(row.text):
            return n
    return _before_title(rows, len(rows), bulleted)


def _before_title(rows: Sequence[Row], n: int, bulleted: bool) -> int:
    """The row before prose is a title unless it is marked as an entry."""
    while n > 2 and not NOTE.match(rows[n].text if n < len(rows) else ""):
        if (bulleted and BULLET.match(rows[n - 1].text)) or _LEADER.search(rows[n - 1].text):
            break
        return n - 1 if n < len(rows) else n
    return n


def _span(rows: Sequence[Row], keys: Sequence[str], n: int, limit: int, bulleted: bool, led: bool) -> int:
    """How many rows the entry at `n` takes: two or three where a title is printed over several lines."""
    body = {_plain_key(key) for key in keys[limit:]}
    own = _plain_key(entry_text(rows[n]))
    if own in body:
        return 1
    for take in (2, 3):
        if n + take > limit or (bulleted and BULLET.match(rows[n + take - 1].text)):
            break
        whole = own + "".join(_plain_key(entry_text(row)) for row in rows[n + 1 : n + take])
        pairs = {_plain_key(keys[m] + keys[m + 1]) for m in range(limit, len(keys) - 1)}
        if whole in body or whole in pairs:
            return take
        if (bulleted and not BULLET.match(rows[n + take - 1].text)) or (led and not _LEADER.search(rows[n].text) and _LEADER.search(rows[n + take - 1].text)):
            return take
    return 1


def find_titles(rows: Sequence[Row], entries: Sequence[Entry]) -> tuple[Heading, ...]:
    """For each entry the rows of the body that repeat it, exactly or nearly; entries not found are left out."""
    taken: set[int] = set()
    found: list[Heading] = []
    keys = [_plain_key(row.text) if len(row.key) <= 120 else "" for row in rows]
    for number, entry in enumerate(entries):
        heading = _exact(rows, keys, entry, number, taken)
        if heading:
            taken |= set(range(heading.start, heading.end))
            found.append(heading)
    for number, entry in enumerate(entries):
        if number not in {heading.entry for heading in found}:
            heading = _near(rows, keys, entry, number, taken)
            if heading:
                taken |= set(range(heading.start, heading.end))
                found.append(heading)
    return tuple(sorted(found, key=lambda heading: heading.start))


def _exact(rows: Sequence[Row], keys: Sequence[str], entry: Entry, number: int, taken: set[int]) -> Heading | None:
    wanted = _plain_key(entry.title)
    for n in range(len(rows)):
        for take in (1, 2, 3):
            if n + take > len(rows) or taken & set(range(n, n + take)) or not keys[n + take - 1]:
                break
            key = "".join(keys[n : n + take])
            if key == wanted or (key != wanted and _plain_key(BULLET.sub("", key, count=1)) == wanted):
                exact = title_key("".join(row.text for row in rows[n : n + take])) == entry.key
                return Heading(n, n + take, _title(rows[n : n + take], entry), number, exact)
            if not wanted.startswith(key):
                break
    return None


def _near(rows: Sequence[Row], keys: Sequence[str], entry: Entry, number: int, taken: set[int]) -> Heading | None:
    wanted = _plain_key(entry.title)
    best: tuple[int, Heading] | None = None
    for n, row in enumerate(rows):
        for take in (1, 2):
            if n + take > len(rows) or taken & set(range(n, n + take)) or not keys[n + take - 1]:
                break
            if any(ends(part.text) and part.text[-1] in "。；" for part in rows[n : n + take]) or row.kind == "table":
                break
            key = "".join(keys[n : n + take])
            reach = max(1, len(wanted) // 5)
            if abs(len(key) - len(wanted)) > reach:
                continue
            far = distance(key, wanted)
            if far <= reach and (best is None or far < best[0]):
                best = (far, Heading(n, n + take, _title(rows[n : n + take], None), number, False))
    return best[1] if best else None


def _title(rows: Sequence[Row], entry: Entry | None) -> str:
    """The title as the body prints it; where it takes several lines, the contents list tells the spaces."""
    text = squeeze(" ".join(row.text for row in rows))
    if len(rows) == 1 or entry is None:
        return text
    return entry.title if title_key(entry.title) == title_key(text) else text


def distance(one: str, other: str) -> int:
    """How many characters must be put in, left out or replaced (Levenshtein)."""
    row = list(range(len(other) + 1))
    for n, a in enumerate(one, 1):
        last, row[0] = row[0], n
        for m, b in enumerate(other, 1):
            last, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, last + (a != b))
    return row[-1]


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same but for spaces and a character or two."""
    a, b = _plain_key(one), _plain_key(other)
    return a == b or (abs(len(a) - len(b)) <= 2 and distance(a, b) <= max(1, len(a) // 8))
