"""Points without a marker that the format knows."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.recognise.unmarked_lists import find_unmarked_list


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (("甲。", "——办好夜校。", "——修好公路。"), 1),
        (("●办好夜校。", "●修好公路。"), 0),
        (("【夜校】办好了。", "【公路】修好了。"), 0),
        (("第一招办好夜校。", "第二招修好公路。"), 0),
        (("一要办好夜校。", "二要修好公路。"), 0),
        (("总的要求：一要办好夜校；二要修好公路。",), 0),
        (("甲。", "——办好夜校。", "乙。"), None),
        ((), None),
    ],
)
def test_two_of_a_kind_are_a_list(texts: tuple[str, ...], place: int | None) -> None:
    """One alone is prose."""
    found = find_unmarked_list(texts)
    assert (found and found[0]) == place
    assert found is None or "当作正文" in found[1]
