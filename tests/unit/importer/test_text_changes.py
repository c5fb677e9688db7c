"""Passages of an old body that a new one lacks."""

from __future__ import annotations

from taizhou_brief.importer.text_changes import describe_lost_passages

NEW = "# 题目\n\n头一段话不变。\n\n在6个工业点建成教学点14个。\n\n尾段。\n"


def test_equal_texts_have_no_changes() -> None:
    """Neither has a text whose lines are broken in other places, or that is a part of the new one."""
    assert describe_lost_passages(NEW, 9, NEW) == []
    assert describe_lost_passages("# 题目\n头一段\n话不变。\n\n\n尾段。", 9, NEW) == []


def test_a_correction_is_named_with_its_line_and_both_wordings() -> None:
    """Also one of the same length, and a word that was deleted."""
    old = NEW.replace("6个工业点", "六处工业点").replace("一段话不", "一段不").replace("尾段。", "尾句。")
    assert describe_lost_passages(old, 9, NEW) == [
        "旧稿第11行照原件改：“头一段不变。” → “头一段话不变。”",
        "旧稿第13行照原件改：“在六处工业点建” → “在6个工业点建”",
        "旧稿第15行照原件改：“尾句。” → “尾段。”",
    ]


def test_a_passage_that_the_source_lacks_is_named_whole() -> None:
    """However long it is; what replaces a passage is shortened."""
    added = "编辑补的一段。" * 40
    assert describe_lost_passages(f"{NEW}\n{added}\n", 1, NEW) == [f"旧稿第9行在原件里没有：{added}"]
    (change,) = describe_lost_passages("旧", 1, "新" * 100)
    assert change == f"旧稿第1行照原件改：“旧” → “{'新' * 40}…”"
