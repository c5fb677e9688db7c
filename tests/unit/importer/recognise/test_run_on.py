"""Measures that run on in one paragraph."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.recognise.run_on import split_run_on
from tests.unit.importer.recognise.test_rewriting import elements


@pytest.mark.parametrize(
    ("texts", "parts"),
    [
        (("话：一是甲；二是乙。",), ["话：", "一是甲；", "二是乙。"]),
        (
            ("话：一是甲；二是乙。打算：一是丙；二是丁。",),
            ["话：", "一是甲；", "二是乙。", "", "打算：", "一是丙；", "二是丁。"],
        ),
        (
            ("话：一是甲；二是乙。", "打算：一是丙；二是丁。"),
            ["话：", "一是甲；", "二是乙。", "", "打算：", "一是丙；", "二是丁。"],
        ),
        (("话：一是甲；二是乙。下一步，再议。",), ["话：", "一是甲；", "二是乙。", "", "下一步，再议。"]),
        (("话：一是甲；二是乙。", "又一段。"), ["话：", "一是甲；", "二是乙。", "", "又一段。"]),
        (("一是一、二是二。",), ["一是一、二是二。"]),
    ],
)
def test_each_measure_has_a_paragraph(texts: tuple[str, ...], parts: list[str]) -> None:
    """Each series its introduction; an empty text ends one."""
    assert [element.text for element in split_run_on(elements(*texts), [])[0]] == parts
