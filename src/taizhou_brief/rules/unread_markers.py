"""Rules about markers that open no measure although they look as if they should."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Severity
from taizhou_brief.formats.briefing.marker_like import MarkerLike, find_markers_like, find_sequences
from taizhou_brief.formats.briefing.markers import match_marker
from taizhou_brief.model.block import Block
from taizhou_brief.model.issue import Issue, Measure
from taizhou_brief.rules.masked_text import MaskedText
from taizhou_brief.rules.rule import Finding, RuleContext, issue_rule
from taizhou_brief.rules.structure import lone_first_measure, scopes

HEADING = lazy_compile(r"^#{1,3}(?=[ \t\n])", re.MULTILINE)
PARAGRAPH_BREAK = lazy_compile(r"\n[ \t\u3000\u00a0]*\n|\n#")
SENTENCE_END = lazy_compile(r"[。！？][^。！？；：]*\Z")
CLOSE = 6
"""Characters before a marker among which its stop is: there may be quotes and emphasis between."""
LONGEST = 8
"""Characters of a marker that a message shows."""


class UnreadMarkers(NamedTuple):
    """Markers of one issue that open no measure and number no item, in the order of the text."""

    line_starts: Sequence[MarkerLike]
    """Those at the start of a line, which are clear on their own or part of a sequence."""
    run_on: Sequence[Sequence[MarkerLike]]
    """Sequences inside a paragraph; the first marker of each may be at the start of a line."""


@issue_rule("S130", Severity.WARNING)
def marker_not_read(context: RuleContext) -> Iterator[Finding]:
    """行首像是序号，没有当作措施。

    查什么：一行的开头是“一 是”“（1）”“①”“㈠”“1）”“其一，”“做法一：”这样的序号，程序没有把它当作一条措施；
    上面没有空行的“二是”也算。“一要”“首先，”一类的，前后接得上（一要……二要……）才算。

    为什么：没有认出的措施没有自己的地址，并在别的段落里，目录、检索和数据里都不是一条。

    改前：
        一是做好摸排。走访农户两百户。
        二是做好帮扶。结对干部六十名。
    改后：
        一是做好摸排。走访农户两百户。

        二是做好帮扶。结对干部六十名。

    依据：本档案的格式说明
    """
    markers = find_unread_markers(context)
    lone = {context.source.place(finding.start)[0] for finding in lone_first_measure.check(context)}
    for marker in markers.line_starts:
        line, _ = context.source.place(marker.start)
        if line not in lone:
            yield Finding(marker.start, marker.end, *describe_line_start(context.source, marker))


def describe_line_start(source: MaskedText, marker: MarkerLike) -> tuple[str, str]:
    """Return the message and the hint about a marker at the start of a line."""
    text = source.prose
    printed = print_marker(text, marker)
    if not match_marker(text[marker.start : marker.end + 2]):
        forms = "改为“一是”“（一）”或“1.”这样的序号，每条另起一段，上面空一行"
        hint = f"是措施的，{forms}；是节的标题的，行首写“## 一、”；不是的，不必改"
        return f"“{printed}”像是序号，这样写不当作措施", hint
    above = source.line_at(source.line_start(marker.start) - 1).strip()
    if above and not above.startswith("#"):
        return f"“{printed}”上面没有空行，没有当作措施，算上一段的文字", "是措施的，上面空一行；不是的，接在上一行后面"
    hint = "是措施的，与这一节别的措施用同一种序号，依次排列；是一条措施里面的层次的，不必改"
    return f"段首的“{printed}”没有当作措施", hint


@issue_rule("S131", Severity.NOTE)
def markers_run_on(context: RuleContext) -> Iterator[Finding]:
    """一段里连写的序号，没有当作措施。

    查什么：同一段里“一是……；二是……”“（1）……；（2）……”这样连写的序号；各自成句的（前面是句号）是警告，一句话里的是提示。

    为什么：写在一段里的各条没有自己的地址，不算措施。一句话里的列举本来如此，不必改。

    改前：全县抓实三件事。一是联网。建成网格六个。二是联动。处置事项九十件。
    改后：
        全县抓实三件事。

        一是联网。建成网格六个。

        二是联动。处置事项九十件。

    依据：本档案的格式说明
    """
    text = context.source.prose
    for sequence in find_unread_markers(context).run_on:
        first = sequence[0]
        following = sequence[first.ordinal == 1 :]
        is_sentence = any(SENTENCE_END.search(text, marker.start - CLOSE, marker.start) for marker in following)
        severity = Severity.WARNING if is_sentence else Severity.NOTE
        others = f"等 {len(sequence)} 处序号" if len(sequence) > 1 else ""
        message = f"一段里连写的“{print_marker(text, first)}”{others}没有当作措施"
        hint = "是措施的，每条另起一段，上面空一行；是一句话里的列举的，不必改"
        yield Finding(first.start, first.end, message, hint, severity)


def print_marker(text: str, marker: MarkerLike) -> str:
    """Return a marker as a message shows it."""
    return text[marker.start : marker.end].replace("\\", "").strip()[:LONGEST]


@lru_cache(maxsize=1)
def find_suspects(text: str, start: int) -> tuple[MarkerLike, ...]:
    """Return what looks like a marker and is clear or part of a sequence; both rules ask for it."""
    markers = find_markers_like(text, start)
    headings = [match.start() for match in HEADING.finditer(text, start)] if markers else []
    sequences: set[MarkerLike] = set()
    for _, group in groupby(markers, key=lambda marker: bisect(headings, marker.start)):
        sequences |= find_sequences(group)
    return tuple(one for one in markers if one in sequences or (one.is_clear and one.begins_line))


def find_unread_markers(context: RuleContext) -> UnreadMarkers:
    """Find what looks like a marker and is none."""
    source = context.source
    suspects = find_suspects(source.prose, source.start)
    read, tables = find_read_lines(context.issue)
    unread = [
        one
        for one in suspects
        if (line := source.place(one.start)[0]) not in tables and not (one.begins_line and line in read)
    ]
    run_on = [
        run
        for run in split_sequences(source.prose, unread)
        if len(run) > 1 or (run[0].is_clear and not run[0].begins_line)
    ]
    opening = {run[0] for run in run_on}
    return UnreadMarkers([one for one in unread if one.begins_line and one not in opening], run_on)


def split_sequences(text: str, markers: Iterable[MarkerLike]) -> Iterator[list[MarkerLike]]:
    """Yield the sequences of one paragraph each: a marker anywhere, and those inside the paragraph after it."""
    sequence: list[MarkerLike] = []
    for marker in markers:
        last = sequence[-1] if sequence else None
        follows = (
            last and last.family == marker.family and last.ordinal + 1 == marker.ordinal and not marker.begins_line
        )
        if not last or not follows or PARAGRAPH_BREAK.search(text, last.end, marker.start):
            if sequence:
                yield sequence
            sequence = []
        sequence.append(marker)
    if sequence:
        yield sequence


def find_read_lines(issue: Issue) -> tuple[set[int], set[int]]:
    """Return the lines on which a measure or numbered item begins, and those of tables."""
    read, tables = set[int](), set[int]()
    for article in issue.articles:
        for scope in scopes(article):
            for item in scope:
                if isinstance(item, Measure):
                    read.add(item.span.line)
                collect_lines((item,) if isinstance(item, Block) else item.body, read, tables)
    return read, tables


def collect_lines(blocks: Iterable[Block], read: set[int], tables: set[int]) -> None:
    """Collect the lines on which the numbered items of these blocks begin, and those of their tables."""
    for block in blocks:
        if block.kind == "table":
            tables.update(range(block.span.line, block.span.end_line + 1))
        for item in block.items:
            if item.marker and item.blocks:
                read.add(item.blocks[0].span.line)
            collect_lines(item.blocks, read, tables)
