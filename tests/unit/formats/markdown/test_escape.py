"""Escaping of text for HTML."""

from __future__ import annotations

from html import unescape

import pytest

from taizhou_brief.formats.markdown.escape import escape_attribute, escape_text


@pytest.mark.parametrize("text", ["甲", "a<b>&amp;", '"', "", "&", "a > b"])
def test_escaped_text_is_read_back(text: str) -> None:
    """Nothing in it is mark-up."""
    assert unescape(escape_text(text)) == unescape(escape_attribute(text)) == text
    assert not {"<", ">"} & set(escape_text(text))
    assert '"' not in escape_attribute(text)
