"""Rules about quantities that contradict each other."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from taizhou_brief.quantities import find_quantities
from taizhou_brief.rules import quantities
from taizhou_brief.rules.quantities import exceeds_whole, find_sentence_start, looks_misread
from taizhou_brief.rules.rule import IssueRule
from tests.unit.rules.checks import words


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        (quantities.part_larger_than_its_whole, "共有50人，其中党员80人。", "共有80人，其中党员50人。"),
        (quantities.share_above_one_hundred, "党员占比120%。", "党员占比20%。"),
    ],
)
def test_an_impossible_quantity_is_found(rule: IssueRule, wrong: str, right: str) -> None:
    """A possible one is not."""
    assert words(rule, wrong)
    assert not words(rule, right)


def test_a_part_is_compared_with_its_whole() -> None:
    """A larger number exceeds it, unless the whole is open at its upper end or no count."""
    day = date(2021, 12, 1)
    many, few, open_ended, share = (find_quantities(text, day)[0] for text in ("80人", "50人", "50多人", "50%"))
    assert exceeds_whole(many, [few])
    assert not exceeds_whole(few, [many])
    assert not exceeds_whole(many, [many])
    assert not exceeds_whole(many, [open_ended])
    assert not exceeds_whole(many, [share])


def test_a_sentence_begins_after_a_stop() -> None:
    """Or at the beginning of the text."""
    assert find_sentence_start("甲。乙丙", 3) == 2
    assert find_sentence_start("甲乙", 1) == 0


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("386", "368", True), ("386", "387", True), ("386", "3860", True), ("386", "412", False), ("12", "21", False)],
)
def test_values_may_be_misread(one: str, other: str, alike: bool) -> None:
    """Digits that changed places, one wrong digit, a zero too many; two digits are too few to tell."""
    assert looks_misread(one, other) is alike


NUMBERS = st.integers(11, 9999)
OTHERS = st.sampled_from(["青岚县", "北岭街道", "第三批", "“清风”行动", "甲乙集团", "养殖业合作社"])
"""Words that name another county, batch, programme or organisation."""
REPEATED = "# 某县抓办证\n\n累计补办不动产权证书{}本。\n\n一是告知。{}累计补办不动产权证书{}本。\n\n二是上门。走访。"


@settings(max_examples=25)
@given(st.tuples(NUMBERS, NUMBERS), OTHERS, st.sampled_from(["{}，", "{}率先，", "{}：", "对{}。"]), st.booleans())
def test_two_subjects_never_contradict_each_other(
    values: tuple[int, int], name: str, opening: str, in_lead: bool
) -> None:
    """Wherever the other one is named: in the sentence, before it in the paragraph, or in the lead."""
    other = opening.format(name)
    assume(not (in_lead and opening == "对{}。") and not looks_misread(*map(str, values)))
    first, second = values
    text = REPEATED.format(first, other, second)
    if in_lead:
        text = REPEATED.format(first, "", second).replace("\n\n累计", f"\n\n{other}累计", 1)
    assert not words(quantities.one_count_with_two_values, text)


@settings(max_examples=25)
@given(NUMBERS, NUMBERS)
def test_one_subject_with_two_values_is_reported(first: int, second: int) -> None:
    """Once for each place, and not where they agree."""
    found = words(quantities.one_count_with_two_values, REPEATED.format(first, "", second))
    assert found == ([] if first == second else [f"{second}本"])


@pytest.mark.parametrize(
    "text",
    [
        "# 某县抓办证\n\n补办不动产权证书900本。\n\n| 地方 | 数 |\n| --- | --- |\n| 甲 | 补办不动产权证书3本 |",
        "# 某县抓办证\n\n补办不动产权证书900本。\n\n- 补办不动产权证书30本\n- 补办不动产权证书20本",
        REPEATED.format(900, "力争", 30),
        "# 某县抓办证\n\n补办不动产权证书900本。\n\n一是甲。补办不动产权证书30本。\n\n二是乙。补办不动产权证书40本。",
        "# 某县抓办证\n\n不动产权证书办结比率达84.5%。\n\n一是甲。不动产权证书办结比率达92%。\n\n二是乙。走访。",
        "# 某县抓办证\n\n去年底，补办不动产权证书900本。\n\n一是甲。补办不动产权证书30本。\n\n二是乙。走访。",
    ],
)
def test_what_counts_several_things_is_not_compared(text: str) -> None:
    """Rows of a table, items of a list, each measure's own count, a share or a time of another day."""
    assert not words(quantities.one_count_with_two_values, text)


@settings(max_examples=25)
@given(st.lists(st.integers(1, 500), min_size=1, max_size=4), st.integers(1, 3000))
def test_a_part_is_compared_with_the_whole_list(items: list[int], part: int) -> None:
    """Whatever of it 其中 refers to."""
    text = f"新增{'、'.join(f'第{n}类企业{item}家' for n, item in enumerate(items))}，其中规上企业{part}家。"
    assert bool(words(quantities.part_larger_than_its_whole, text)) == (part > sum(items))


@pytest.mark.parametrize(
    "text",
    [
        "平均雨量北片60毫米、南片10毫米，其中两个街道分别达到180毫米、146毫米。",
        "在全市三大片中抽调五大专班的干部，其中某县七大片区抽得最多。",
        "在全市20个村中选派干部，其中某县30个。",
        "用户增加20户，其中甲村共有300户。",
        "培训20人、办班3期，其中甲村30人。",
        "最多的一家给了20万元，其中补贴30万元。",
    ],
)
def test_what_cannot_be_added_is_no_whole(text: str) -> None:
    """Averages, extremes, places, changes, and what is not the last before 其中."""
    assert not words(quantities.part_larger_than_its_whole, text)
