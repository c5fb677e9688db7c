"""Rows of the tables of issues and measures."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.model.text import Text
from taizhou_brief.site.dataset.columns import MEASURE_COLUMNS
from taizhou_brief.site.dataset.serialise import csv_lines, protect_cell
from taizhou_brief.site.dataset.tables import write_issue, write_measures
from tests.project import briefing
from tests.showing import archive_of, settings_of, texts_of

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\0\1"), min_size=1)
BOTH = "一是讲就业。\n\n二是学技能。补一句。\n\n三是修桥。"
(ISSUE,) = texts_of(
    archive_of(
        settings_of(),
        {"2020/s1": briefing(1, "2020-05-01", f"题|东山县|skills, jobs|{BOTH}", extra="supplement: true\n")},
    )
).issues


def test_an_issue() -> None:
    """Its numbers of articles, measures and quantities; what is not known has no key."""
    cells, item = write_issue(ISSUE, 7)
    assert cells[0] == "2020年增刊第1期"
    assert cells[1:8] == ("2020-05-01", "", "", ISSUE.issuer, "1", "3", "7")
    value = json.loads(re.sub("\0.*?\0", "", item))
    assert value["issue"] == str(ISSUE.id)
    assert {"printed", "total", "url"}.isdisjoint(value)


def test_measures_have_their_own_themes() -> None:
    """Marked, so that labels are written where the files are joined."""
    cells, items = write_measures(ISSUE)
    assert [row[2:5] for row in cells] == [("m1", "一是", "讲就业"), ("m2", "二是", "学技能"), ("m3", "三是", "修桥")]
    assert [row[6] for row in cells] == ["\1jobs\1", "\1skills\1", ""]
    assert '"themes":\1skills\1' in items.split(",\n")[1]
    assert '"themes":[]' in items.split(",\n")[2]


@given(WORDS, WORDS)
def test_no_words_break_the_rows(heading: str, text: str) -> None:
    """They come back as they were from both forms, but for blanks at the ends of a text."""
    (article,) = ISSUE.articles
    measure = replace(article.measures[0], heading_content=Text(heading), body=())
    changed = replace(ISSUE, articles=(replace(article, title=text, items=(measure,)),))
    cells, item = write_measures(changed)
    (row,) = csv.reader(StringIO(csv_lines(cells), newline=""))
    assert dict(zip((column.key for column in MEASURE_COLUMNS), row, strict=True))["heading"] == protect_cell(
        measure.heading
    )
    assert json.loads(item.replace("\1", '"')).get("heading", "") == measure.heading
