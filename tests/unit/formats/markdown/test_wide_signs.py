"""Signs in full width are named wherever they would have an effect in half width."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from taizhou_brief.diagnostics import Severity
from taizhou_brief.formats import markdown
from taizhou_brief.formats.markdown.wide_signs import find_wide_signs


def problems(text: str) -> list[tuple[str, int, int]]:
    """The codes, lines and columns of what is wrong with a text."""
    return [(one.code, one.line, one.column) for one in markdown.parse_blocks(text, "x.md", 1).diagnostics]


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("##　一、做法", "M021", 3),
        ("#　题目", "M021", 2),
        ("＃＃ 二、做法", "M021", 1),
        ("　　＃题目", "M021", 3),
        ("＃＃＃", "M021", 1),
        ("办好［^1］夜校", "M032", 3),
        ("我们＊＊强化＊＊统筹", "M032", 3),
        ("**强化＊＊统筹", "M032", 1),
        ("＞ 引文", "M032", 1),
        ("|—|—|", "M032", 1),
        ("｜甲｜乙｜", "M032", 1),
        ("见【通知】（https://a.cn/b）", "M032", 2),
        ("见[通知]（/2021/07/）", "M032", 2),
        ("－ 场地", "M032", 1),
        ("-　场地", "M032", 1),
        ("｀｀｀", "M032", 1),
    ],
)
def test_a_sign_in_full_width_is_named(line: str, code: str, column: int) -> None:
    """On its line, also below others, and not inside a code block."""
    assert [one for one in problems(f"甲。\n\n{line}") if one[0] == code] == [(code, 3, column)]
    assert problems(f"甲。\n\n```\n{line}\n```") == [] or line == "｀｀｀"


@pytest.mark.parametrize(
    "line",
    [
        *(
            "＃1机组并网。",
            "张＊＊、李＊＊两人。",
            "尾号＊＊＊＊1234。",
            "＞5%的村",
            "－5℃",
            "【区县经验】（一）",
            "〔2021〕5号",
        ),
        *("| 甲 | 乙 |\n|---|---|\n| — | — |\n| 1－2 | 甲｜乙 |", "# 　题目", "1＊2", "价格［含税］"),
    ],
)
def test_other_uses_are_not_named(line: str) -> None:
    """Numbers of machines, hidden names, amounts, columns, cells."""
    assert [*find_wide_signs(line, "x.md", 1)] == []


def test_a_single_sign_is_only_a_warning() -> None:
    """What looks like a heading for certain is an error: its section would be lost."""
    for line, severity in (("＃题目", Severity.WARNING), ("＃一、题目", Severity.ERROR), ("＃ 题目", Severity.ERROR)):
        assert [one.severity for one in find_wide_signs(line, "x.md", 1)] == [severity]


WIDE = dict(zip("#*>[]()|^`-", "＃＊＞［］（）｜＾｀—", strict=True)) | {" ": "　"}
SOUND = [
    ("# 题目", "# "),
    ("## 一、节", "# "),
    ("### （一）小节", "# "),
    ("好**强化**好", "*"),
    ("好[^1]好\n\n[^1]: 注", "[]^"),
    ("见[通知](https://a.cn/b)。", "[]()"),
    ("> 引文", ">"),
    ("| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |", "|-"),
    ("- 场地", "- "),
    ("```\n代码\n```", "`"),
]


@given(st.sampled_from(SOUND), st.data())
@example(("## 一、节", "# "), None)
def test_any_sign_of_any_width_works_or_is_named(sound: tuple[str, str], data: st.DataObject | None) -> None:
    """Whichever signs of a text are in full width: the page shows no more than before, or a diagnostic names it."""
    text, signs = sound
    places = [place for place, character in enumerate(text) if character in signs]
    chosen = data.draw(st.sets(st.sampled_from(places), min_size=1)) if data else {2}
    changed = "".join(WIDE[char] if place in chosen else char for place, char in enumerate(text))
    if not problems(changed):
        before, after = (markdown.parse_blocks(one, "x.md", 1) for one in (text, changed))
        assert [(b.kind, b.level, b.text, b.content.marks) for b in after.blocks] == [
            (b.kind, b.level, b.text, b.content.marks) for b in before.blocks
        ]
