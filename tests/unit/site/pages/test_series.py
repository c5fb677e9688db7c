"""The page 前后对照."""

from __future__ import annotations

from taizhou_brief.site.pages.series import NAME, series_context, series_page
from tests.showing import settings_of


def test_the_address_is_kept_and_in_no_list() -> None:
    """It explains why nothing is compared."""
    settings = settings_of()
    page = series_page(settings)
    assert (page.url, page.links) == ("figures/series/", ())
    assert page.context["head"].title.startswith(NAME)
    assert series_context(settings)["here"] == "figures"
