"""Words and marks that decide on times and plans."""

from __future__ import annotations

import pytest

from taizhou_brief.quantities.cues import CueRole, find_cues


def roles(text: str) -> list[CueRole]:
    """The roles of the cues of a text."""
    return [cue.role for cue in find_cues(text)]


@pytest.mark.parametrize(
    "text",
    [
        "力争培训5人",
        "预计培训5人",
        "拟建5座",
        "将新建5座",
        "计划建5座",
        "规划新建5座",
        "目标是5座",
        "确保完成5座",
        "争取实现5座",
        "定于",
    ],
)
def test_a_word_of_plan(text: str) -> None:
    """One for each word."""
    assert roles(text) == [CueRole.PLAN]


@pytest.mark.parametrize(
    "text",
    [
        "完成计划的5%", "三年行动计划", "按计划", "将旧房改造为5间", "争取资金5万元", "模拟5次", "城市规划馆",
        "年度目标任务的5%",
        "比计划提前5天", "确保安全", "主要5座",
    ],
)  # fmt: skip
def test_a_word_that_only_looks_like_one(text: str) -> None:
    """A noun, another word, or what was obtained."""
    assert roles(text) == []


def test_marks_and_other_words() -> None:
    """In their order, with their places."""
    assert roles("原计划5座，已建成5座；现有：近年来。") == [
        *(CueRole.PAST_PLAN, CueRole.CLAUSE, CueRole.RESULT, CueRole.EVENT, CueRole.PART, CueRole.NOW, CueRole.HEADING),
        *(CueRole.VAGUE, CueRole.SENTENCE),
    ]
    assert [(cue.start, cue.end, cue.word) for cue in find_cues("共，力争")] == [(1, 2, "，"), (2, 4, "力争")]
