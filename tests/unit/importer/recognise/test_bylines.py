"""Lines that name who wrote an article."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.recognise.bylines import is_byline, names_author_only


@pytest.mark.parametrize(
    ("text", "is_one", "author_only"),
    [
        ("某市教育局", True, False),
        ("某市教育局办好夜校", False, False),
        ("东山县水利局　周小河", True, False),
        ("（东山县水利局　周 河、吴大江）", True, False),
        ("石门镇 赵晓春", True, False),
        ("东山县水利局　聚力攻坚", False, False),
        ("通讯员 赵晓春", True, True),
        ("本报记者　孙立　通讯员　李山", True, True),
        ("文/孙立 图/李山", True, True),
        ("记者节里话新闻", False, False),
    ],
)
def test_bylines_are_known_by_their_parts(text: str, is_one: bool, author_only: bool) -> None:
    """An office alone, an office with names, names after a role."""
    assert is_byline(text) is is_one
    assert names_author_only(text) is author_only
