"""What reading one briefing gives."""

from __future__ import annotations

import pytest

from taizhou_brief.formats.briefing import parse
from taizhou_brief.formats.briefing.result import ParseResult
from tests.project import briefing
from tests.showing import settings_of


@pytest.mark.parametrize(("text", "sound"), [(briefing(7, "2021-12-01"), True), ("", False), ("---\n---\n", False)])
def test_there_is_an_issue_whatever_the_text(text: str, sound: bool) -> None:
    """With its problems, or without any."""
    result = parse(text, "briefings/2021/07.md", settings_of())
    assert isinstance(result, ParseResult)
    assert result.issue.path == "briefings/2021/07.md"
    assert (result.diagnostics == ()) is sound
