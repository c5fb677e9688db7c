"""Markers that are named because they open no measure; the property holds for every family."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hypothesis import assume, example, given
from hypothesis import strategies as st

from taizhou_brief.chinese.characters import to_chinese_numeral
from taizhou_brief.formats.briefing import ParseResult, parse
from taizhou_brief.model.block import Block
from taizhou_brief.model.issue import Measure
from taizhou_brief.rules import check_issue
from taizhou_brief.rules.unread_markers import find_unread_markers, marker_not_read, markers_run_on
from tests.rule_cases import case_settings
from tests.unit.rules.checks import context_of, words

HEAD = "---\nnumber: 7\ndate: 2021-12-01\n---\n\n"
PATH = "briefings/2021/07.md"

CLEAR = [
    *("{}是", "{} 是", "{}　是", "{}是：", "{}是，", "（{}）", "({})", "（ {} ）", "【{}】", "〔{}〕", "{}）", "{})"),
    *(
        "其{}，",
        "其{}：",
        "其 {}、",
        "其{}是",
        "第{}，",
        "第{}：",
        "第 {}、",
        "做法{}：",
        "经验 {}：",
        "举措{}、",
        "{}、",
        "{}．",
    ),
]
"""Shapes of markers with a Chinese ordinal that are clear on their own."""
ARABIC = ["（{}）", "({})", "[{}]", "{}）", "{})", "{}、", "{}．", "{}.", "{} 、", "做法{}：", "案例 {}："]
"""Shapes with digits."""
IN_SEQUENCE = [
    *("{}要", "{}靠", "{}抓", "{} ", "{}，", "{}：", "第{}步，", "第{}招：", "第{}要", "第{} ", "典型{}："),
    *("（A{}）", "A{}."),
]
"""Shapes that need a sequence."""
LETTERS = "abcdefghijkl"


def write(shape: str, ordinal: int, width: str) -> str:
    """A marker."""
    if "A" in shape:
        return shape.replace("A", "").format(LETTERS[ordinal - 1])
    return shape.format(to_chinese_numeral(ordinal) if width == "han" else width[ordinal] if width else ordinal)


MARKERS = st.one_of(
    st.builds(write, st.sampled_from(CLEAR), st.integers(1, 12), st.just("han")),
    st.builds(write, st.sampled_from(ARABIC), st.integers(1, 12), st.just("")),
    st.builds(write, st.sampled_from(ARABIC), st.integers(1, 9), st.just("０１２３４５６７８９")),
    st.builds(
        write,
        st.just("{}"),
        st.integers(1, 10),
        st.sampled_from(["０①②③④⑤⑥⑦⑧⑨⑩", "0⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽", "0㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"]),
    ),
    st.builds(write, st.just("{}、"), st.integers(1, 9), st.sampled_from(["０ⅠⅡⅢⅣⅤⅥⅦⅧⅨ", "零壹贰叁肆伍陆柒捌玖"])),
)
PAIRS = st.builds(
    lambda shape, ordinal, width: (write(shape, ordinal, width), write(shape, ordinal + 1, width)),
    st.sampled_from(IN_SEQUENCE),
    st.integers(1, 8),
    st.sampled_from(["han"]),
)
LINE = st.sampled_from(
    [
        "建成教学点14个。",
        "县里把夜校办到车间，",
        "工人下班就能学",
        "**办好**夜校。",
        "“订单班”开课；",
        "一是建点。",
        "二是开课。",
        "（一）定人。",
    ]
)
PARAGRAPH = st.one_of(
    LINE,
    st.lists(LINE, min_size=1, max_size=3).map("\n".join),
    st.sampled_from(
        [
            "一是建点。多建。\n\n二是开课。多开。",
            "## 一、做法",
            "- 场地\n- 师资",
            "1. 场地\n2. 师资",
            "> 引文。",
            "（一）定人。\n\n（二）定岗。",
        ]
    ),
)
BODIES = st.lists(PARAGRAPH, min_size=1, max_size=6).map(lambda parts: "\n\n".join(["# 题目", "导语。", *parts]) + "\n")


def blocks_of(items: Iterable[Block | Measure]) -> Iterator[Block]:
    """All blocks, with those of measures and items."""
    for item in items:
        inner = item.body if isinstance(item, Measure) else [b for entry in item.items for b in entry.blocks]
        yield from (item,) if isinstance(item, Block) else ()
        yield from blocks_of(inner)


def structure_lines(parsed: ParseResult) -> set[int]:
    """The lines on which a measure, an item with a number or a heading begins."""
    lines = set[int]()
    for article in parsed.issue.articles:
        items = [*article.lead, *article.items, *(item for section in article.sections for item in section.items)]
        lines |= {measure.span.line for measure in article.measures}
        for block in blocks_of(items):
            lines |= {item.blocks[0].span.line for item in block.items if item.marker and item.blocks}
    return lines


def insert(body: str, markers: Iterable[str], places: Iterable[int]) -> tuple[list[int], str]:
    """Insert markers at the starts of lines that have words; return the lines of the file and the text."""
    lines = body.split("\n")
    first = HEAD.count("\n") + 1
    numbers = [number for number, line in enumerate(lines) if line and not line.startswith("#")]
    chosen = sorted({numbers[place % len(numbers)] for place in places})
    for number, marker in zip(chosen, markers, strict=False):
        sign = next((sign for sign in ("- ", "> ") if lines[number].startswith(sign)), "")
        words_ = lines[number][len(sign) :]
        assume(not words_[:1].isdigit() and words_[:1] not in "一二（")
        lines[number] = f"{sign}{marker}{words_}"
    return [first + number for number in chosen], HEAD + "\n".join(lines)


def unnamed(lines: Iterable[int], text: str) -> list[int]:
    """Those of the lines that begin no structure and have no diagnostic."""
    settings = case_settings()
    parsed = parse(text, PATH, settings)
    told = {d.line for d in (*parsed.diagnostics, *check_issue(parsed.issue, text, settings))}
    return sorted(set(lines) - structure_lines(parsed) - told)


@given(BODIES, MARKERS, st.integers(0, 99))
@example("# 题目\n\n一是甲。\n\n二是乙。\n补一句。\n", "三 是", 2)
@example("# 题目\n\n- 项\n补一句。\n", "①", 1)
def test_a_marker_at_any_line_start_is_read_or_named(body: str, marker: str, place: int) -> None:
    """Whatever its family, width, spacing and punctuation, and wherever it is."""
    lines, text = insert(body, [marker], [place])
    assert not unnamed(lines, text), text


@given(BODIES, PAIRS, st.integers(0, 99), st.integers(0, 99))
@example("# 题目\n\n稳岗。\n扩岗。\n", ("一要", "二要"), 0, 1)
def test_a_pair_of_any_family_is_read_or_named(body: str, markers: tuple[str, str], first: int, second: int) -> None:
    """Also of the families that one marker alone does not show."""
    lines, text = insert(body, markers, [first, second])
    assume(len(lines) == 2 and not any(line.startswith("#") for line in text.split("\n")[lines[0] : lines[1]]))
    assert not unnamed(lines, text), text


def test_markers_of_measures_are_not_named() -> None:
    """Nor the numbers of a list, nor headings."""
    sound = (
        "## 一、甲\n\n一是子。多做。\n\n二是丑。少花。\n\n## 二、乙\n\n### （一）寅\n\n1. 好\n2. 更好\n\n1) 好\n2) 更好"
    )
    assert find_unread_markers(context_of(sound)).line_starts == []
    assert not words(marker_not_read, sound)
    assert not words(markers_run_on, sound)


def test_a_run_is_named_once_in_each_paragraph() -> None:
    """At its first marker, also where that is at the start of the paragraph or opens the measure before it."""
    text = "要求：一是建；二是管。办法：一是查；二是罚。\n\n一要建。二要管。"
    assert words(markers_run_on, text) == ["一是", "一是", "一要"]
    assert words(markers_run_on, "一是甲。子。二是乙。丑。\n\n三是丙。寅。") == ["二是"]
