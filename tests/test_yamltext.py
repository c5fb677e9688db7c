"""YAML is read as text with places; what the format refuses is named where it stands."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from taizhou_brief.diagnostics import CODES, Diagnostic, Severity
from taizhou_brief.formats import yaml
from taizhou_brief.formats.yaml import FAST, PURE, MappingNode, ScalarNode, SequenceNode, read_with

GOOD = """\
number: 08
report_to: [某书记, 某市长？, 甲?乙]
articles:
- title: 甲县“一+二” 稳步做事
  counties: [甲县]
- title: '乙县 #2: 做事'
  counties: []
source: {file: a.docx, sha256: "ab\\"c"}
editor_note: |
  编者按。

  第二段 # 不是注释
errata:
- at: 3/s1m2
  reason: >-
    一行
    两行
"""


def problems(text: str) -> list[tuple[str, int, int]]:
    """Return code, line and column of all that is wrong with a text."""
    return [(each.code, each.line, each.column) for each in yaml.read_yaml(text, "a.md")[1]]


def one(text: str) -> Diagnostic:
    """Return the only problem of a text."""
    (found,) = yaml.read_yaml(text, "a.md")[1]
    return found


def texts(node: yaml.Node) -> list[str]:
    """Return every scalar of a tree that is no key."""
    if isinstance(node, ScalarNode):
        return [node.text]
    inner = node.items if isinstance(node, SequenceNode) else [value for _, value in node.pairs]
    return [text for each in inner for text in texts(each)]


@pytest.mark.parametrize("value", ["08", "010", "no", "~", "1.10", "2021-02-30", "0x1F", "=", "1e3", "12:30:45"])
def test_no_type_is_guessed(value: str) -> None:
    """A value is the text that was written."""
    mapping, found = yaml.read_yaml(f"a: {value}\n", "a.md")
    assert mapping is not None
    assert texts(mapping) == [value]
    assert not found


def test_every_scalar_knows_its_place() -> None:
    """Lines and columns count from 1 in the file, not in the text."""
    mapping, _ = yaml.read_yaml("a: 甲\nb:\n- [乙, '丙']\n", "a.md", first_line=2)
    assert mapping == MappingNode(
        (
            (ScalarNode("a", 2, 1), ScalarNode("甲", 2, 4)),
            (
                ScalarNode("b", 3, 1),
                SequenceNode((SequenceNode((ScalarNode("乙", 4, 4), ScalarNode("丙", 4, 7, "'")), 4, 3),), 4, 1),
            ),
        ),
        2,
        1,
    )


def test_lines_are_joined_as_chinese_is() -> None:
    """A line break between two wide characters is no space; between others it is one."""
    mapping, found = yaml.read_yaml("a: 甲乙\n  丙丁\nb: '甲 b\n  c 丙'\n", "a.md")
    assert mapping is not None
    assert texts(mapping) == ["甲乙丙丁", "甲 b c 丙"]
    assert not found


def test_an_empty_value_stands_where_its_key_stands() -> None:
    """What is not written has no place of its own."""
    mapping, _ = yaml.read_yaml("a:\nb: 1\n", "a.md")
    assert mapping is not None
    assert mapping.pairs[0][1] == ScalarNode("", 1, 1)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nnumber：7\n", "Y002", 2, 7),
        ("number：7\ndate: x\n", "Y002", 1, 7),
        ("期号：7\ndate: x\n", "Y002", 1, 3),
        ("a:\n- title：甲\n  counties: [x]\n", "Y002", 2, 8),
        ("a: 甲\n   counties：乙\n", "Y002", 2, 12),
        ("a: 1\nnumber:7\n", "Y003", 2, 7),
        ("a:\tb\n", "Y004", 1, 3),
        ("a:\n\tb: 2\n", "Y004", 2, 1),
        ("a: 1\nb: 2\na: 3\n", "Y005", 3, 1),
        ("a: *x\n", "Y006", 1, 4),
        ("a: &x 1\n", "Y006", 1, 4),
        ("a: !!int 1\n", "Y007", 1, 4),
        ("a: !x 1\n", "Y007", 1, 4),
        ("a: 1\n<<: {b: 2}\n", "Y008", 2, 1),
        ("a: 1\n--- b\n", "Y009", 2, 1),
        ("a: 1\n...\nb: 2\n", "Y009", 2, 1),
        ("%YAML 1.1\n---\na: 1\n", "Y009", 1, 1),
        ("a: 甲\x00\n", "Y010", 1, 5),
        ("a: 甲\u200b乙\n", "Y010", 1, 5),
        ("a: 甲\ud800\n", "Y010", 1, 5),
        ('a: "\\0"\n', "Y010", 1, 4),
        ("[[[[[[[[[[[[", "Y012", 1, 8),
        ("- a\n", "Y013", 1, 1),
        ("[a]: 1\n", "Y014", 1, 1),
        ("a: 打造 #1 工坊\n", "Y015", 1, 7),
        ("a: [甲, 乙\nb: 1\n", "Y016", 1, 4),
        ("a: [甲, 乙］\nb: 1\n", "Y016", 1, 4),
        ("a: '甲\nb: 1\n", "Y016", 1, 4),
        ("a: 甲]: 乙\n", "Y017", 1, 6),
        ("a: 甲: 乙\n", "Y017", 1, 5),
        ("-title: 甲\n counties: 乙\n", "Y018", 1, 1),
        ("a: 1\n  b: 2\n", "Y019", 2, 3),
        ("a: 1\nb\nc: 2\n", "Y020", 2, 1),
        ("a: @甲\n", "Y021", 1, 4),
        ('a: "\\q"\n', "Y001", 1, 6),
        ('a: "\\U00110000"\n', "Y001", 1, 5),
        ("a: '甲' 乙\n", "Y001", 1, 8),
        ("a: [甲, , 乙]\n", "Y001", 1, 8),
        ("a: - 甲\n", "Y001", 1, 4),
        ("a: |甲\n  乙\n", "Y001", 1, 5),
    ],
)
def test_a_problem_is_named_where_it_stands(text: str, code: str, line: int, column: int) -> None:
    """One slip gives one problem, at its line and column, in Chinese and with a way out."""
    found = one(text)
    assert (found.code, found.line, found.column) == (code, line, column)
    assert found.message
    assert found.hint
    assert not found.message.isascii()
    assert "found" not in found.message


def test_a_key_twice_names_both_places() -> None:
    """The second place is where the message stands, the first is in it; the first value counts."""
    mapping, (found,) = yaml.read_yaml("a: 1\nb: 2\na: 3\n", "a.md", first_line=2)
    assert (found.line, found.column) == (4, 1)
    assert "第 2 行第 1 列" in found.message
    assert mapping is not None
    assert texts(mapping) == ["1", "2"]


def test_a_comment_that_is_meant_as_one_is_fine() -> None:
    """On its own line, or set off by two blanks; what stands inside quotes or blocks is none."""
    assert problems("# 一 # 二\na: 'x # y'\n  # 三\nb: |\n  x # y\nc: a#b\nd: 1  # 四\n") == []
    assert one("a: 1 # x # y\n").severity is Severity.WARNING


def test_a_full_width_bracket_is_pointed_out() -> None:
    """Where a list does not end, a full-width bracket is the likely cause."""
    assert "全角括号" in one("a: [甲, 乙］\nb: 1\n").hint


def test_more_than_64_kib_are_refused() -> None:
    """The limit is in bytes."""
    text = "a: " + "甲" * 21_000
    assert problems(text) == []
    assert problems(text + "乙" * 1_000) == [("Y011", 1, 1)]


def test_what_stands_around_an_error_is_kept() -> None:
    """One unreadable value costs that value, not the ones before and behind it."""
    mapping, found = yaml.read_yaml("a: 1\nb: 2\nc: [3\nd: 4\n", "a.md")
    assert mapping is not None
    assert texts(mapping) == ["1", "2", "", "4"]
    assert [(each.code, each.line, each.column) for each in found] == [("Y016", 3, 4)]


def test_one_run_names_the_slips_of_all_lines() -> None:
    """A full-width colon is read as a half-width one, and columns behind it are those of the file."""
    text = "number：7\ndate: 1\nlist:\n- title:甲\n  at: [乙, '丙\nnote： 打造 #1 坊\nb: 1: 2\nnumber: 8\n"
    mapping, found = yaml.read_yaml(text, "a.md")
    assert {(each.code, each.line, each.column) for each in found} == {
        ("Y002", 1, 7),
        ("Y003", 4, 8),
        ("Y016", 5, 11),
        ("Y002", 6, 5),
        ("Y015", 6, 10),
        ("Y017", 7, 5),
        ("Y005", 8, 1),
    }
    assert mapping is not None
    number, title = mapping.pairs[0][1], mapping.pairs[2][1]
    assert isinstance(number, ScalarNode)
    assert (number.text, number.line, number.column) == ("7", 1, 8)
    assert isinstance(title, SequenceNode)
    assert texts(title)[0] == "甲"


def test_reading_on_ends() -> None:
    """A text with more slips than anyone makes is given up, not read for ever."""
    mapping, found = yaml.read_yaml("".join(f"k{n}: [\n" for n in range(200)), "a.md")
    assert mapping is not None
    assert 0 < len(found) < 50


def test_a_text_without_values_is_an_empty_mapping() -> None:
    """Nothing written is nothing wrong with the writing."""
    for text in ("", "\n\n", "# 只有注释\n", "---\n", "---\n  \n# 只有注释\n"):
        mapping, found = yaml.read_yaml(text, "a.md")
        assert mapping is not None
        assert not mapping.pairs
        assert not found


def test_line_ends_and_byte_order_mark_move_no_place() -> None:
    """A file from Windows has the lines and columns an editor shows."""
    assert yaml.normalise_lines("\ufeffa: 1\r\nb: 2\rc: 3\n") == "a: 1\nb: 2\nc: 3\n"


PIECES = [*"[]{}:,-#'\"|>&*!%@`?\n ：，\\　a甲", ": ", "- ", " #", "\n- ", "\n  ", "---\n", "? ", "\t", "<<: ", "\n\n"]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Return the good text with a few characters put in, taken out or replaced."""
    text = GOOD
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(PIECES)) + text[at + draw(st.integers(0, 3)) :]
    return text


@pytest.mark.skipif(FAST is None, reason="PyYAML was built without libyaml here")
@given(text=st.one_of(damaged(), st.lists(st.sampled_from([*PIECES, "a: ", "甲\n", "!t "]), max_size=10).map("".join)))
@example(text="---\n  ")
@example(text="---\n# #: ")
@example(text="!*a!t 08: ")
def test_both_parsers_tell_the_same(text: str) -> None:
    """Where libyaml is missing, values, places and messages are the same."""
    assert FAST is not None
    assert read_with(FAST, text, "a.md", 2) == read_with(PURE, text, "a.md", 2)


@pytest.mark.skipif(FAST is None, reason="PyYAML was built without libyaml here")
def test_the_good_text_is_good_with_both_parsers() -> None:
    """The text that the tests damage has nothing wrong with it."""
    assert FAST is not None
    mapping, found = read_with(FAST, GOOD, "a.md")
    assert not found
    assert (mapping, found) == read_with(PURE, GOOD, "a.md")
    assert mapping is not None
    assert texts(mapping)[1:4] == ["某书记", "某市长？", "甲?乙"]
    assert texts(mapping)[-1].split() == ["一行", "两行"]


@given(text=st.one_of(st.text(), st.text(alphabet=st.sampled_from("".join(PIECES)))))
def test_nothing_raises(text: str) -> None:
    """Any text gives a mapping or says why not."""
    mapping, found = yaml.read_yaml(yaml.normalise_lines(text), "a.md")
    assert mapping is not None or found
    assert all(each.line and each.column and each.code in CODES and each.hint for each in found)
