"""The contents list 【本期目录】: its entries, and the lines of the body that are those titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.chinese.spacing import cuts_digits
from taizhou_brief.importer.recognise.line_wrapping import LineWrapping
from taizhou_brief.importer.recognise.masthead import CONTENTS, NOTE
from taizhou_brief.importer.recognise.rows import SourceRow
from taizhou_brief.importer.recognise.spacing import LETTER, ends_sentence, normalise_spaces, strip_spaces

CASE = r"(?:典型|经典|优秀)?(?:案例|实例)之?[\s\u3000]*(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
"""The label of one of several cases, such as 案例一."""
SYMBOLS = r"\u2190-\u21ff\u2299\u2580-\u27bf\u2b00-\u2bff"
"""A class of arrows, shapes and dingbats, to stand inside `[…]`."""
SIGNS = "◆★●■□▲►▶◎○◇☆※▌▍▎❖✦➤"
"""What may stand before the name of a column, or before a title."""
BULLET = lazy_compile(
    r"\s*(?:[-–—](?![-–—])[\s\u3000]*|"
    rf"[·•※*{SYMBOLS}][\s\u3000]*|"
    r"[（(]?\d{1,2}[）).．、][\s\u3000]*(?!\d)|[（(][一二三四五六七八九十]{1,3}[）)]\s*|[一二三四五六七八九十]{1,3}[、．.]\s*|[①-⑳]\s*"
    rf"|{CASE}[\s\u3000]*[：:、.．]?[\s\u3000]*)"
)
"""What stands before an entry."""
_LEADER = lazy_compile(
    r"(?:[\s\u3000]*[.…·．。‥⋯_－—-]{2,}[\s\u3000]*(?:[（(]?(?:第?\s*\d{1,3}\s*页?)?[）)]?|[（(][^（）()]{2,20}[）)])|[\s\u3000]+\d{1,3}|\s*[（(/／]\s*第?\d{1,3}页?\s*[）)]?)\s*$"
)
LONGEST_TITLE = 120
"""Characters of a line that may be a title, or part of one."""
LEAST = 4
"""Characters that an entry of a list without a heading has at least."""
LONGEST_COLUMN = 10
"""Characters of a column's name at most."""
MOST_TITLES = 200
"""Entries that are looked for nearly, where they are not found exactly."""
_COLUMN = lazy_compile(
    rf"[【\[［〔][^】\]］〕]{{1,12}}[】\]］〕]|(?P<sign>[{SIGNS}])\s*{LETTER}{{1,8}}\s*(?P=sign)|[-—·]{{1,3}}\s*{LETTER}{{2,6}}\s*[-—·]{{1,3}}"
)
_SIGNED_COLUMN = lazy_compile(rf"[{SIGNS}]\s*{LETTER}{{2,6}}(?<![县市区州旗])")
"""The name of a column behind a sign, such as ●头版头条; a county's is the first line of a title."""
_COLUMN_NAME = lazy_compile(
    f"[{SIGNS}*]?{LETTER}{{2,6}}(?:动态|要闻|简讯|快讯|速递|速览|传真|之窗|聚焦|交流|经验|案例|案例通报|做法|探索|选登|摘登|选编|摘编|发言|关注|新闻|论坛|专栏|亮点|资讯|观察|故事)|(?:专题|专栏|栏目)[一二三四五六七八九十]{{1,2}}[：:]{LETTER}{{2,10}}|{CASE}[：:]?"
)
"""The name of a column without brackets, such as 部门动态; only before a title is it taken for one."""
_OFFICES = (
    "(?:(?<![格布开结大全破])局|办|委|部|办公室|委员会|委会|工委|党委|支部|协会|商会|学会|联合会|合作社|研究院|研究所|"
    "政府|总工会|集团|公司|中心|法院|检察院|调研组|课题组|编写组)"
)
_BYLINE = lazy_compile(f"{LETTER}{{2,14}}{_OFFICES}(?:、{LETTER}{{1,14}}{_OFFICES})*")
_BRACKETED = lazy_compile("[（(]([^（）()]{2,20})[）)]$")
_PERSON = lazy_compile(
    f"{LETTER}{{0,14}}(?:书记|主任|主席|[市县区局部镇乡村院校厅处科组会所站厂社行团队事书]长|经理|总监|秘书|常委|委员|代表|教授|研究员|人士)"
    rf"[ \u3000]{LETTER}{{1,2}} ?{LETTER}{{1,2}}"
)
"""Who spoke or wrote, below a title."""
_VERB = lazy_compile(
    "成立|筹建|新建|建成|设立|创建|揭牌|挂牌|构建|形成|建立|组建|打造|走进|走访|助力|推进|启动|召开|开展|实施|深入|赴"
)
NEWS = lazy_compile(
    "(?:工作|一周|本周|各地|部门|地方)?(?:简讯|短讯|快讯|要闻|一句话(?:新闻|信息|简讯))(?:[一二三四五六七八九十\\d]{1,2}则)?"
)
"""A title of a few words, above several pieces of news; above titles it is the name of a column."""
_PROSE = "\n"
"""What stands for a long line where titles are compared: two titles with prose between them are not one."""
_MARKS = str.maketrans("()[]:,!?;\"'—–-─", "（）［］：，！？；““————")


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One entry of the contents list."""

    title: str
    rows: tuple[SourceRow, ...]

    @property
    def key(self) -> str:
        """The title as titles are compared."""
        return title_key(self.title)


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """A title found in the body: rows `start` to `end` (end not included)."""

    start: int
    end: int
    title: str
    entry: int = -1
    """The entry it answers to, -1 for none."""
    exact: bool = True
    prefix: str = ""
    """The number or bullet the body prints before the title."""
    column: bool = False
    """It is the name of a column: another title follows at once."""


def is_column_label(text: str) -> bool:
    """Whether a line is the name of a column such as 【典型经验】."""
    return bool(_COLUMN.fullmatch(text.strip()))


def is_byline(text: str) -> bool:
    """Whether a line is the name of an office, or of a person with a post, and nothing else."""
    return bool(_BYLINE.fullmatch(strip_spaces(text)) or _PERSON.fullmatch(text)) and not _VERB.search(text)


def is_column_name(text: str) -> bool:
    """Whether a line before a title is the name of a column, in brackets, behind a sign, or by its words."""
    key = strip_spaces(text)
    named = _COLUMN_NAME.fullmatch(key) or _SIGNED_COLUMN.fullmatch(key) or NEWS.fullmatch(key)
    return is_column_label(text) or bool(named)


def precedes_titles(text: str) -> bool:
    """Whether a line before a title names the column or the office that wrote what follows."""
    return is_column_name(text) or is_byline(text)


def title_key(text: str) -> str:
    """A title without spaces, numbering and footnote references."""
    return re.sub(r"\[\^[^\]]+\]$", "", strip_spaces(text)).strip("*＊")


def _plain_key(text: str) -> str:
    return title_key(text).translate(_MARKS).replace("”", "“").replace("’", "“").replace("‘", "“")


def entry_text(row: SourceRow) -> str:
    """An entry without bullet, leaders and page number."""
    return without_leaders(BULLET.sub("", row.text, count=1))


def without_signature(text: str) -> str:
    """An entry without the office that wrote it, in brackets."""
    office = _BRACKETED.search(text)
    return text[: office.start()].strip() if office and is_byline(office[1]) else text


def without_leaders(text: str) -> str:
    """A line of the list without leaders and page number."""
    match = _leader(text)
    return (text[: match.start()] if match else text).strip()


def _leader(text: str) -> re.Match[str] | None:
    return _LEADER.search(text) if len(text) <= 2 * LONGEST_TITLE else None


def read_contents(rows: Sequence[SourceRow]) -> tuple[tuple[ContentsEntry, ...], int]:
    """The entries, and how many rows the list takes with its heading; `rows` begin with the heading."""
    if not rows or not CONTENTS.fullmatch(rows[0].key):
        return (), 0
    listing = _Listing(rows)
    limit = listing.limit()
    return listing.entries(limit), limit


def read_unnamed_contents(rows: Sequence[SourceRow]) -> tuple[ContentsEntry, ...]:
    """The entries of a list without a heading: the opening lines, two or more, that all come again below."""
    keys = [_plain_key(entry_text(row)) for row in rows]
    size = 0
    while size < len(rows) and not ends_sentence(rows[size].text) and len(keys[size]) >= LEAST:
        if keys[size] not in keys[size + 1 :] or keys[size] in keys[:size]:
            break
        size += 1
    return _Listing((rows[0], *rows)).entries(size + 1) if size > 1 else ()


class _Listing:
    """A contents list and what follows it, while the end of the list is sought."""

    def __init__(self, rows: Sequence[SourceRow]) -> None:
        self.rows = rows
        self.keys = [title_key(row.text) for row in rows]
        self.bulleted = len(rows) > 1 and bool(BULLET.match(rows[1].text))
        self.spaced = all(row.blank for row in rows[1:4])
        self.body: frozenset[str] | None = None

    def limit(self) -> int:
        """Where the list ends: at the row that repeats an entry, at an 编者按, at prose."""
        seen: set[str] = set()
        first = ""
        for n, row in enumerate(self.rows[1:], 1):
            key, plain = self.keys[n], title_key(entry_text(row))
            if NOTE.match(row.text):
                return n
            if is_byline(row.text):
                continue
            if len(key) > 90 or (ends_sentence(row.text) and row.text[-1] != "…" and not _leader(row.text)):
                return self._before_prose(n)
            cut = key == plain and len(key) >= 4 and first.startswith(_plain_key(key))
            cut = cut or (len(first) >= 12 and _plain_key(plain).startswith(first))
            if n > 1 and (key in seen or (plain and plain in seen) or cut):
                return n
            if n > 1 and self.bulleted and row.blank and not self.spaced and not self._marked(n):
                return n
            seen |= {plain, key, plain.partition("｜")[2] or key}
            first = first or _plain_key(plain)
        return len(self.rows)

    def entries(self, limit: int) -> tuple[ContentsEntry, ...]:
        """The entries up to row `limit`; names of columns and offices and bare page numbers are none."""
        entries: list[ContentsEntry] = []
        n = 1
        while n < limit:
            words = _plain_key(entry_text(self.rows[n])).strip("（）…．.0123456789")
            if is_column_label(self.rows[n].text) or is_byline(self.rows[n].text) or not words:
                n += 1
                continue
            take = self.span(n, limit)
            pieces = [
                self.beside(entry_text(self.rows[n]), limit),
                *(without_leaders(row.text) for row in self.rows[n + 1 : n + take]),
            ]
            entries.append(
                ContentsEntry(without_signature(normalise_spaces("".join(pieces))), tuple(self.rows[n : n + take]))
            )
            n += take
        return tuple(entries)

    def _marked(self, n: int) -> bool:
        text = self.rows[n].text
        return bool((self.bulleted and BULLET.match(text)) or _leader(text))

    def _before_prose(self, n: int) -> int:
        """The row before prose is a title of the body, unless it is marked as an entry."""
        return n - 1 if n > 2 and not self._marked(n - 1) else n

    def titles(self, limit: int) -> frozenset[str]:
        """What may be a title behind the list: its lines, and each two lines together."""
        if self.body is None:
            keys = [_plain_key(key) if len(key) <= LONGEST_TITLE else _PROSE for key in self.keys[limit:]]
            pairs = [one + other for one, other in pairwise(keys)]
            self.body = frozenset((*keys, *pairs, *(pair + key for pair, key in zip(pairs, keys[2:], strict=False))))
        return self.body

    def beside(self, text: str, limit: int) -> str:
        """An entry without the name of its column before a bar, where the body prints the title alone."""
        column, bar, title = text.partition("｜")
        alone = bar and len(column) <= LONGEST_COLUMN and _plain_key(title) in self.titles(limit)
        return title.strip() if alone else text

    def _title(self, n: int, limit: int) -> bool:
        """Whether row `n` of the list is a title by itself, without a sign before it."""
        text = self.rows[n].text if n < limit else ""
        return not BULLET.match(text) and without_signature(_plain_key(without_leaders(text))) in self.titles(limit)

    def span(self, n: int, limit: int) -> int:
        """How many rows the entry at `n` takes: two or three where a title is printed over several lines."""
        body = self.titles(limit)
        whole = _plain_key(entry_text(self.rows[n]))
        alone = without_signature(whole) in body
        if _SIGNED_COLUMN.fullmatch(self.keys[n]) and self._title(n + 1, limit):
            return 1
        for take in (2, 3):
            last = n + take - 1
            if last >= limit or (self.bulleted and BULLET.match(self.rows[last].text)):
                break
            whole += _plain_key(without_leaders(self.rows[last].text))
            led = _leader(self.rows[last].text) and not _leader(self.rows[n].text)
            carries = self.bulleted or led or self.rows[last].text.startswith("——")
            parted = len(self.keys[n]) > LONGEST_COLUMN  # two titles never stand together, but for a column's name
            if (without_signature(whole) in body and (carries or not alone or parted)) or (carries and not alone):
                return take
        return 1


def find_titles(
    rows: Sequence[SourceRow], entries: Sequence[ContentsEntry], wrap: LineWrapping
) -> tuple[TitleMatch, ...]:
    """For each entry the rows of the body that repeat it, exactly or nearly; entries not found are left out."""
    taken: set[int] = set()
    found: list[TitleMatch] = []
    keys = [_plain_key(row.text) if len(row.key) <= LONGEST_TITLE else "" for row in rows]
    for seek in (_exact, _near):
        done = {heading.entry for heading in found}
        for number, entry in enumerate(entries[:MOST_TITLES]):
            heading = None if number in done else seek(rows, keys, entry, number, taken)
            if heading:
                taken |= set(range(heading.start, heading.end))
                found.append(heading)
    whole = (_unwrapped(heading, rows, wrap) for heading in found)
    return _columns(sorted(whole, key=lambda heading: heading.start))


def _unwrapped(heading: TitleMatch, rows: Sequence[SourceRow], wrap: LineWrapping) -> TitleMatch:
    """The title without the spaces that were put between its lines, where it is the right margin that parts them."""
    own = rows[heading.start : heading.end]
    if len(own) == 1 or not all(wrap.full(row, 1) for row in own[:-1]):
        return heading
    title = normalise_spaces("".join(row.text for row in own))
    return replace(heading, title=title.removeprefix(heading.prefix).strip())


def _columns(headings: Sequence[TitleMatch]) -> tuple[TitleMatch, ...]:
    """Entries of the list that have no text of their own, but a title right below, are names of columns.

    They are short, or numbered otherwise than the title below (`二、` above `1.`).
    """
    below = {heading.start: heading for heading in headings}
    out = []
    for each in headings:
        title = below.get(each.end)
        numbered = title is not None and each.prefix[:1].isdecimal() < title.prefix[:1].isdecimal() and each.prefix
        out.append(replace(each, column=bool(title and (numbered or len(strip_spaces(each.title)) <= LONGEST_COLUMN))))
    return tuple(out)


def _exact(
    rows: Sequence[SourceRow], keys: Sequence[str], entry: ContentsEntry, number: int, taken: set[int]
) -> TitleMatch | None:
    wanted = _plain_key(entry.title)
    for n in range(len(rows)):
        for take in (1, 2, 3):
            if n + take > len(rows) or taken & set(range(n, n + take)) or not keys[n + take - 1]:
                break
            key = "".join(keys[n : n + take])
            if wanted in (key, bare_key := _plain_key(BULLET.sub("", key, count=1))):
                return _heading(rows, n, take, number, entry)
            if not wanted.startswith((key, bare_key)):
                break
    return None


def _near(
    rows: Sequence[SourceRow], keys: Sequence[str], entry: ContentsEntry, number: int, taken: set[int]
) -> TitleMatch | None:
    wanted = _plain_key(entry.title)
    marked = bool(BULLET.match(entry.rows[0].text))
    letters = set(wanted)
    best: tuple[int, TitleMatch] | None = None
    for n, row in enumerate(rows):
        for take in (1, 2):
            if n + take > len(rows) or taken & set(range(n, n + take)) or not keys[n + take - 1]:
                break
            if (
                any(ends_sentence(part.text) and part.text[-1] in "。；" for part in rows[n : n + take])
                or row.kind == "table"
            ):
                break
            key = "".join(keys[n : n + take])
            key = _plain_key(BULLET.sub("", key, count=1)) if marked else key
            reach = max(1, len(wanted) // 5)
            if abs(len(key) - len(wanted)) > reach:
                continue
            far = edit_distance(key, wanted) if len(letters & set(key)) * 2 >= len(letters) else reach + 1
            if far <= reach and (best is None or far < best[0]):
                best = (far, _heading(rows, n, take, number, entry))
    return best[1] if best else None


def _heading(rows: Sequence[SourceRow], n: int, take: int, number: int, entry: ContentsEntry) -> TitleMatch:
    """The title as the body prints it, less a number or bullet the contents list has as well.

    Where it takes several lines, the contents list tells the spaces; where that has the same lines, each is a clause.
    """
    text = normalise_spaces(join_title_lines([row.text for row in rows[n : n + take]]))
    mark = BULLET.match(text) if BULLET.match(entry.rows[0].text) else None
    plain = text[mark.end() :] if mark else text
    exact = title_key(plain) == entry.key
    alike = [title_key(without_leaders(row.text)) for row in entry.rows][1:] == [
        row.key for row in rows[n + 1 : n + take]
    ]
    title = entry.title if exact and take > 1 and not (alike and len(entry.rows) == take) else plain
    return TitleMatch(n, n + take, title, number, exact, mark[0].strip() if mark else "")


def join_title_lines(lines: Sequence[str]) -> str:
    """The lines of one title: a space between its clauses, none before a subtitle's dash."""
    title = ""
    for line in lines:
        title += line if not title or line.startswith("—") or cuts_digits(title, line) else f" {line}"
    return title


def edit_distance(one: str, other: str) -> int:
    """How many characters must be put in, left out or replaced (Levenshtein)."""
    row = list(range(len(other) + 1))
    for n, a in enumerate(one, 1):
        last, row[0] = row[0], n
        for m, b in enumerate(other, 1):
            last, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, last + (a != b))
    return row[-1]


def is_same_title(one: str, other: str) -> bool:
    """Whether two titles are the same but for spaces and a character or two."""
    a, b = _plain_key(one), _plain_key(other)
    return a == b or (abs(len(a) - len(b)) <= 2 and edit_distance(a, b) <= max(1, len(a) // 8))
