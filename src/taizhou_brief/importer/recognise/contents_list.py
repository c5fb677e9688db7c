"""The contents list 【本期目录】: its entries, and the lines of the body that are these titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from taizhou_brief.chinese.characters import ONE_TO_TEN, SMALL_NUMERAL
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.chinese.spacing import cuts_digits
from taizhou_brief.importer.recognise.bylines import is_byline
from taizhou_brief.importer.recognise.line_wrapping import LineWrapping
from taizhou_brief.importer.recognise.masthead import CONTENTS_HEADING, EDITOR_NOTE_LABEL
from taizhou_brief.importer.recognise.rows import SourceRow
from taizhou_brief.importer.recognise.spacing import LETTER, ends_sentence, normalise_spaces, strip_spaces

CASE_LABEL = rf"(?:典型|经典|优秀)?(?:案例|实例)之?[\s\u3000]*(?:\d{{1,2}}|{SMALL_NUMERAL})"
"""Label of one of several cases, such as 案例一."""
SYMBOLS = r"\u2190-\u21ff\u2299\u2580-\u27bf\u2b00-\u2bff"
"""Arrows, shapes and dingbats, for use inside `[…]`."""
SIGNS = "◆★●■□▲►▶◎○◇☆※▌▍▎❖✦➤"
"""Signs before the name of a column or before a title."""
BULLET = lazy_compile(
    r"\s*(?:[-–—](?![-–—])[\s\u3000]*|"
    rf"[·•※*{SYMBOLS}][\s\u3000]*|"
    rf"[（(]?\d{{1,2}}[）).．、][\s\u3000]*(?!\d)|[（(]{SMALL_NUMERAL}[）)]\s*|{SMALL_NUMERAL}[、．.]\s*|[①-⑳]\s*"
    rf"|{CASE_LABEL}[\s\u3000]*[：:、.．]?[\s\u3000]*)"
)
"""Bullet or number before an entry."""
_LEADER = lazy_compile(
    r"(?:[\s\u3000]*[.…·．。‥⋯_－—-]{2,}[\s\u3000]*(?:[（(]?(?:第?\s*\d{1,3}\s*页?)?[）)]?|[（(][^（）()]{2,20}[）)])|[\s\u3000]+\d{1,3}|\s*[（(/／]\s*第?\d{1,3}页?\s*[）)]?)\s*$"
)
MAX_TITLE_LINE = 120
"""Maximum number of characters of a line that may be a title, or part of one."""
MIN_ENTRY = 4
"""Minimum number of characters of an entry in a list without a heading."""
MAX_COLUMN_NAME = 10
"""Maximum number of characters of a column's name."""
MAX_ENTRIES = 200
"""Maximum number of entries that are searched for in the body."""
_COLUMN_LABEL = lazy_compile(
    rf"[【\[［〔][^】\]］〕]{{1,12}}[】\]］〕]|(?P<sign>[{SIGNS}])\s*{LETTER}{{1,8}}\s*(?P=sign)|[-—·]{{1,3}}\s*{LETTER}{{2,6}}\s*[-—·]{{1,3}}"
)
_SIGNED_COLUMN = lazy_compile(rf"[{SIGNS}]\s*{LETTER}{{2,6}}(?<![县市区州旗])")
"""Name of a column after a sign, such as ●头版头条; the name of a county is the first line of a title."""
_COLUMN_NAME = lazy_compile(
    f"[{SIGNS}*]?{LETTER}{{2,6}}(?:动态|要闻|简讯|快讯|速递|速览|传真|之窗|聚焦|交流|经验|案例|案例通报|做法|探索|选登|摘登|选编|摘编|发言|关注|新闻|论坛|专栏|亮点|资讯|观察|故事)|(?:专题|专栏|栏目)[{ONE_TO_TEN}]{{1,2}}[：:]{LETTER}{{2,10}}|{CASE_LABEL}[：:]?"
)
"""Name of a column without brackets, such as 部门动态; a line is taken for one only before a title."""
_BRACKETED_END = lazy_compile("[（(]([^（）()]{2,20})[）)]$")
NEWS_TITLE = lazy_compile(
    f"(?:工作|一周|本周|各地|部门|地方)?(?:简讯|短讯|快讯|要闻|一句话(?:新闻|信息|简讯))(?:[{ONE_TO_TEN}\\d]{{1,2}}则)?"
)
"""Title of a few words, above several pieces of news; above titles it is the name of a column."""
_LONG_LINE = "\n"
"""Placeholder for a long line when titles are compared: two titles with prose between them are not one."""
_UNIFIED_MARKS = str.maketrans("()[]:,!?;\"'—–-─", "（）［］：，！？；““————")


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """An entry of the contents list."""

    title: str
    rows: tuple[SourceRow, ...]

    @property
    def key(self) -> str:
        """The title in the form in which titles are compared."""
        return normalise_title(self.title)


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """A title found in the body: rows `start` to `end` (excluded)."""

    start: int
    end: int
    title: str
    entry: int = -1
    """Index of the entry it matches, -1 for none."""
    exact: bool = True
    prefix: str = ""
    """Number or bullet that the body prints before the title."""
    is_column: bool = False
    """Whether it is the name of a column: another title follows directly."""


def is_column_label(text: str) -> bool:
    """Return whether a line is the name of a column such as 【典型经验】."""
    return bool(_COLUMN_LABEL.fullmatch(text.strip()))


def is_column_name(text: str) -> bool:
    """Return whether a line before a title is the name of a column: in brackets, after a sign, or by its words."""
    name = strip_spaces(text)
    match = _COLUMN_NAME.fullmatch(name) or _SIGNED_COLUMN.fullmatch(name) or NEWS_TITLE.fullmatch(name)
    return is_column_label(text) or bool(match)


def precedes_titles(text: str) -> bool:
    """Return whether a line before a title names the column or the office that wrote the following text."""
    return is_column_name(text) or is_byline(text)


def normalise_title(text: str) -> str:
    """Return a title without spaces, asterisks and a footnote reference at its end."""
    return re.sub(r"\[\^[^\]]+\]$", "", strip_spaces(text)).strip("*＊")


def _unify_marks(text: str) -> str:
    """Return the key of a title with its punctuation marks unified."""
    return normalise_title(text).translate(_UNIFIED_MARKS).replace("”", "“").replace("’", "“").replace("‘", "“")


def strip_entry(row: SourceRow) -> str:
    """Return an entry without bullet, leaders and page number."""
    return strip_leaders(BULLET.sub("", row.text, count=1))


def strip_signature(text: str) -> str:
    """Return an entry without the office that wrote it, in brackets."""
    office = _BRACKETED_END.search(text)
    return text[: office.start()].strip() if office and is_byline(office[1]) else text


def strip_leaders(text: str) -> str:
    """Return a line of the list without leaders and page number."""
    match = _match_leader(text)
    return (text[: match.start()] if match else text).strip()


def _match_leader(text: str) -> re.Match[str] | None:
    return _LEADER.search(text) if len(text) <= 2 * MAX_TITLE_LINE else None


def read_contents(rows: Sequence[SourceRow]) -> tuple[tuple[ContentsEntry, ...], int]:
    """Return the entries, and the number of rows of the list, including its heading, which is the first of `rows`."""
    if not rows or not CONTENTS_HEADING.fullmatch(rows[0].key):
        return (), 0
    reader = _ContentsReader(rows)
    end = reader.find_end()
    return reader.read_entries(end), end


def read_unnamed_contents(rows: Sequence[SourceRow]) -> tuple[ContentsEntry, ...]:
    """Return the entries of a list without a heading: two or more opening lines that are all repeated below."""
    keys = [_unify_marks(strip_entry(row)) for row in rows]
    size = 0
    while size < len(rows) and not ends_sentence(rows[size].text) and len(keys[size]) >= MIN_ENTRY:
        if keys[size] not in keys[size + 1 :] or keys[size] in keys[:size]:
            break
        size += 1
    return _ContentsReader((rows[0], *rows)).read_entries(size + 1) if size > 1 else ()


class _ContentsReader:
    """Reader of a contents list, which also finds its end."""

    def __init__(self, rows: Sequence[SourceRow]) -> None:
        self.rows = rows
        self.keys = [normalise_title(row.text) for row in rows]
        self.bulleted = len(rows) > 1 and bool(BULLET.match(rows[1].text))
        self.spaced = all(row.after_blank for row in rows[1:4])
        self.body: frozenset[str] | None = None

    def find_end(self) -> int:
        """Return the index of the row after the list: a row that repeats an entry, an 编者按, or prose."""
        seen: set[str] = set()
        first_entry = ""
        for n, row in enumerate(self.rows[1:], 1):
            key, entry_key = self.keys[n], normalise_title(strip_entry(row))
            if EDITOR_NOTE_LABEL.match(row.text):
                return n
            if is_byline(row.text):
                continue
            if len(key) > 90 or (ends_sentence(row.text) and row.text[-1] != "…" and not _match_leader(row.text)):
                return self._find_end_before_prose(n)
            repeats = key == entry_key and len(key) >= 4 and first_entry.startswith(_unify_marks(key))
            repeats = repeats or (len(first_entry) >= 12 and _unify_marks(entry_key).startswith(first_entry))
            if n > 1 and (key in seen or (entry_key and entry_key in seen) or repeats):
                return n
            if n > 1 and self.bulleted and row.after_blank and not self.spaced and not self._is_marked(n):
                return n
            seen |= {entry_key, key, entry_key.partition("｜")[2] or key}
            first_entry = first_entry or _unify_marks(entry_key)
        return len(self.rows)

    def read_entries(self, end: int) -> tuple[ContentsEntry, ...]:
        """Return the entries up to row `end`, without names of columns and offices and mere page numbers."""
        entries: list[ContentsEntry] = []
        n = 1
        while n < end:
            text = _unify_marks(strip_entry(self.rows[n])).strip("（）…．.0123456789")
            if is_column_label(self.rows[n].text) or is_byline(self.rows[n].text) or not text:
                n += 1
                continue
            size = self.count_rows(n, end)
            parts = [
                self.strip_column(strip_entry(self.rows[n]), end),
                *(strip_leaders(row.text) for row in self.rows[n + 1 : n + size]),
            ]
            entries.append(
                ContentsEntry(strip_signature(normalise_spaces("".join(parts))), tuple(self.rows[n : n + size]))
            )
            n += size
        return tuple(entries)

    def _is_marked(self, n: int) -> bool:
        """Return whether row `n` has a bullet or a leader like an entry."""
        text = self.rows[n].text
        return bool((self.bulleted and BULLET.match(text)) or _match_leader(text))

    def _find_end_before_prose(self, n: int) -> int:
        """Return the index of the row before prose, which is a title of the body unless it is marked as an entry."""
        return n - 1 if n > 2 and not self._is_marked(n - 1) else n

    def body_titles(self, end: int) -> frozenset[str]:
        """Return the possible titles after the list: its lines, and each two or three lines together."""
        if self.body is None:
            keys = [_unify_marks(key) if len(key) <= MAX_TITLE_LINE else _LONG_LINE for key in self.keys[end:]]
            pairs = [first + second for first, second in pairwise(keys)]
            self.body = frozenset((*keys, *pairs, *(pair + key for pair, key in zip(pairs, keys[2:], strict=False))))
        return self.body

    def strip_column(self, text: str, end: int) -> str:
        """Return an entry without the name of its column before a bar, if the body prints the title alone."""
        column, bar, title = text.partition("｜")
        is_printed_alone = bar and len(column) <= MAX_COLUMN_NAME and _unify_marks(title) in self.body_titles(end)
        return title.strip() if is_printed_alone else text

    def _is_title(self, n: int, end: int) -> bool:
        """Return whether row `n` of the list is a title by itself, without a sign before it."""
        text = self.rows[n].text if n < end else ""
        return not BULLET.match(text) and strip_signature(_unify_marks(strip_leaders(text))) in self.body_titles(end)

    def count_rows(self, n: int, end: int) -> int:
        """Return the number of rows of the entry at `n`: two or three if a title is printed on several lines."""
        titles = self.body_titles(end)
        joined = _unify_marks(strip_entry(self.rows[n]))
        is_title = strip_signature(joined) in titles
        if _SIGNED_COLUMN.fullmatch(self.keys[n]) and self._is_title(n + 1, end):
            return 1
        for size in (2, 3):
            last = n + size - 1
            if last >= end or (self.bulleted and BULLET.match(self.rows[last].text)):
                break
            joined += _unify_marks(strip_leaders(self.rows[last].text))
            ends_with_leader = _match_leader(self.rows[last].text) and not _match_leader(self.rows[n].text)
            continues = self.bulleted or ends_with_leader or self.rows[last].text.startswith("——")
            is_long = len(self.keys[n]) > MAX_COLUMN_NAME  # only a column's name is directly above a title
            is_joined = strip_signature(joined) in titles and (continues or not is_title or is_long)
            if is_joined or (continues and not is_title):
                return size
        return 1


def find_titles(
    rows: Sequence[SourceRow], entries: Sequence[ContentsEntry], wrapping: LineWrapping
) -> tuple[TitleMatch, ...]:
    """Find for each entry the rows of the body that repeat it, exactly or nearly; skip entries that are not found."""
    used_rows: set[int] = set()
    matches: list[TitleMatch] = []
    keys = [_unify_marks(row.text) if len(row.key) <= MAX_TITLE_LINE else "" for row in rows]
    for find in (_find_exact, _find_near):
        matched_entries = {match.entry for match in matches}
        for index, entry in enumerate(entries[:MAX_ENTRIES]):
            match = None if index in matched_entries else find(rows, keys, entry, index, used_rows)
            if match:
                used_rows |= set(range(match.start, match.end))
                matches.append(match)
    unwrapped = (_remove_wrap_spaces(match, rows, wrapping) for match in matches)
    return _mark_columns(sorted(unwrapped, key=lambda match: match.start))


def _remove_wrap_spaces(match: TitleMatch, rows: Sequence[SourceRow], wrapping: LineWrapping) -> TitleMatch:
    """Return the title without spaces between its lines, if the lines were broken at the right margin."""
    title_rows = rows[match.start : match.end]
    if len(title_rows) == 1 or not all(wrapping.reaches_margin(row, 1) for row in title_rows[:-1]):
        return match
    title = normalise_spaces("".join(row.text for row in title_rows))
    return replace(match, title=title.removeprefix(match.prefix).strip())


def _mark_columns(matches: Sequence[TitleMatch]) -> tuple[TitleMatch, ...]:
    """Mark the entries that have no text of their own, but a title directly below, as names of columns.

    They are short, or numbered in another way than the title below (`二、` above `1.`).
    """
    below = {match.start: match for match in matches}
    marked = []
    for match in matches:
        next_match = below.get(match.end)
        digits = next_match is not None and match.prefix[:1].isdecimal() < next_match.prefix[:1].isdecimal()
        is_column = next_match and ((digits and match.prefix) or len(strip_spaces(match.title)) <= MAX_COLUMN_NAME)
        marked.append(replace(match, is_column=bool(is_column)))
    return tuple(marked)


def _find_exact(
    rows: Sequence[SourceRow], keys: Sequence[str], entry: ContentsEntry, index: int, used_rows: set[int]
) -> TitleMatch | None:
    """Return the first rows that print the entry exactly, alone or together."""
    wanted = _unify_marks(entry.title)
    for n in range(len(rows)):
        for size in (1, 2, 3):
            if n + size > len(rows) or used_rows & set(range(n, n + size)) or not keys[n + size - 1]:
                break
            key = "".join(keys[n : n + size])
            if wanted in (key, bare_key := _unify_marks(BULLET.sub("", key, count=1))):
                return _build_match(rows, n, size, index, entry)
            if not wanted.startswith((key, bare_key)):
                break
    return None


def _find_near(
    rows: Sequence[SourceRow], keys: Sequence[str], entry: ContentsEntry, index: int, used_rows: set[int]
) -> TitleMatch | None:
    """Return the rows that differ least from the entry, in at most a fifth of its characters."""
    wanted = _unify_marks(entry.title)
    has_bullet = bool(BULLET.match(entry.rows[0].text))
    letters = set(wanted)
    best: tuple[int, TitleMatch] | None = None
    for n, row in enumerate(rows):
        for size in (1, 2):
            if n + size > len(rows) or used_rows & set(range(n, n + size)) or not keys[n + size - 1]:
                break
            finished = any(ends_sentence(line.text) and line.text[-1] in "。；" for line in rows[n : n + size])
            if finished or row.kind == "table":
                break
            key = "".join(keys[n : n + size])
            key = _unify_marks(BULLET.sub("", key, count=1)) if has_bullet else key
            max_distance = max(1, len(wanted) // 5)
            if abs(len(key) - len(wanted)) > max_distance:
                continue
            distance = edit_distance(key, wanted) if len(letters & set(key)) * 2 >= len(letters) else max_distance + 1
            if distance <= max_distance and (best is None or distance < best[0]):
                best = (distance, _build_match(rows, n, size, index, entry))
    return best[1] if best else None


def _build_match(rows: Sequence[SourceRow], n: int, size: int, index: int, entry: ContentsEntry) -> TitleMatch:
    """Return the title as the body prints it, without a number or bullet that the contents list has as well.

    For a title of several lines, the spaces are those of the contents list; if the list has the same lines, each is a
    clause.
    """
    text = normalise_spaces(join_title_lines([row.text for row in rows[n : n + size]]))
    bullet = BULLET.match(text) if BULLET.match(entry.rows[0].text) else None
    plain = text[bullet.end() :] if bullet else text
    exact = normalise_title(plain) == entry.key
    has_same_lines = [normalise_title(strip_leaders(row.text)) for row in entry.rows][1:] == [
        row.key for row in rows[n + 1 : n + size]
    ]
    title = entry.title if exact and size > 1 and not (has_same_lines and len(entry.rows) == size) else plain
    return TitleMatch(n, n + size, title, index, exact, bullet[0].strip() if bullet else "")


def join_title_lines(lines: Sequence[str]) -> str:
    """Join the lines of one title: a space between its clauses, none before the dash of a subtitle."""
    title = ""
    for line in lines:
        title += line if not title or line.startswith("—") or cuts_digits(title, line) else f" {line}"
    return title


def edit_distance(first: str, second: str) -> int:
    """Return the number of insertions, deletions and replacements between two texts (Levenshtein distance)."""
    row = list(range(len(second) + 1))
    for n, a in enumerate(first, 1):
        diagonal, row[0] = row[0], n
        for m, b in enumerate(second, 1):
            diagonal, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, diagonal + (a != b))
    return row[-1]


def is_same_title(first: str, second: str) -> bool:
    """Return whether two titles are equal apart from spaces and a character or two."""
    a, b = _unify_marks(first), _unify_marks(second)
    return a == b or (abs(len(a) - len(b)) <= 2 and edit_distance(a, b) <= max(1, len(a) // 8))
