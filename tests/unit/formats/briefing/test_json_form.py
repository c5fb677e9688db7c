"""An issue as plain data."""

from __future__ import annotations

import json

from taizhou_brief.formats.briefing import parse
from taizhou_brief.formats.briefing.json_form import issue_to_json
from tests.project import briefing
from tests.showing import settings_of

SETTINGS = settings_of()


def test_an_issue_is_data_with_labels_and_figures() -> None:
    """Dates as text, themes as labels, values as text with their places."""
    text = briefing(7, "2021-12-01", "东山县办好夜校|东山县|skills|")
    found = issue_to_json(parse(text, "briefings/2021/07.md", SETTINGS), SETTINGS)
    assert json.loads(json.dumps(found)) == found
    (article,) = found["articles"]
    assert (found["number"], found["date"], article["themes"]) == (7, "2021-12-01", ["技能人才"])
    measure = article["sections"][1]["measures"][0]
    (figure,) = measure["figures"]
    assert (measure["id"], measure["ordinal"], measure["heading"]) == ("s2m1", 1, "证书换补贴")
    assert (figure["value"], figure["unit"], figure["text"]) == ("4362000", "元", "436.2万元")
    assert measure["text"][figure["start"] : figure["end"]] == "436.2万元"


def test_what_is_missing_is_null() -> None:
    """An issue without number and day, and its diagnostics."""
    found = issue_to_json(parse("", "briefings/2021/07.md", SETTINGS), SETTINGS)
    assert (found["number"], found["date"], found["articles"]) == (None, None, [])
    assert [each["code"] for each in found["diagnostics"]]
