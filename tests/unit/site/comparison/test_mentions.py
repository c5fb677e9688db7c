"""Measures that mention a county."""

from __future__ import annotations

from taizhou_brief.site.comparison.mentions import Mentions
from tests.project import briefing
from tests.unit.site.pages.plans import pieces_of, planned

TEXTS = {
    "2021/07": briefing(7, "2021-12-01", "甲|东山县|jobs|一是学邻县。到西河县取经。\n\n二是修路。修了两条。"),
    "2022/01": briefing(
        1, "2022-01-30", "乙|东山县|jobs|一是与西河县结对。签了协议。\n\n二是种树。种了一片。", "丙||jobs|西河县来人。"
    ),
}


def test_every_measure_with_the_name_is_found() -> None:
    """In its heading or text, the newest first; nothing else is."""
    archive, _, _ = planned(TEXTS)
    mentions = Mentions.of(archive, ("西河县",), pieces_of(archive))
    assert [(row.url, row.heading, row.extract) for row in mentions.find()] == [
        ("2022/01/1/#m1", "与西河县结对", "签了协议。"),
        ("2021/07/1/#m1", "学邻县", "到西河县取经。"),
    ]
    assert Mentions.of(archive, ("北山县",), pieces_of(archive)).find() == ()


def test_a_changed_text_is_searched_again() -> None:
    """And other names are."""
    archive, _, _ = planned(TEXTS)
    changed, _, _ = planned({**TEXTS, "2022/01": TEXTS["2022/01"].replace("签了", "换了")})
    first, second = (Mentions.of(a, ("西河县",), pieces_of(a)) for a in (archive, changed))
    assert first.digest != second.digest
    assert first.digest != Mentions.of(archive, ("东山县",), pieces_of(archive)).digest
