"""Links and what is said of them."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.readers.links import describe_link


@pytest.mark.parametrize(
    ("text", "address", "description"),
    [
        ("平台", "https://a.example/x", "“平台”的链接（https://a.example/x）"),
        ("https://a.example/", "https://a.example", ""),
        ("a@b.example", "mailto:a@b.example", ""),
        ("第一节", "#_Toc1", ""),
        ("", "https://a.example", "“（图片）”的链接（https://a.example）"),
        ("平台", "", ""),
    ],
)
def test_an_address_that_is_not_printed_is_named(text: str, address: str, description: str) -> None:
    """Not one that is printed or leads to another place of the document."""
    assert describe_link(text, address) == description
