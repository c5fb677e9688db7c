"""Quantities as pages show them."""

from __future__ import annotations

from datetime import date

import pytest

from taizhou_brief.quantities import find_quantities
from taizhou_brief.site.html import render_block, render_text
from taizhou_brief.site.views.quantities import (
    MAX_NOTABLE,
    annotate_article,
    build_quantity_view,
    format_place,
    notable_quantities,
)
from tests.showing import Reading
from tests.unit.site.pages.plans import planned


def test_an_article_is_marked_and_listed_alike() -> None:
    """Every quantity of the list is in the text, by its address."""
    archive, _, _ = planned()
    found = annotate_article(archive.entries[0])
    html = "".join(render_block(block) for block in found.article.lead)
    html += "".join(
        render_text(measure.heading_content) + "".join(render_block(block) for block in measure.body)
        for measure in found.article.measures
    )
    ids = Reading.of(html).values("id")
    assert [figure.url for figure in found.figures] == [f"#{place}" for place in ids if "f" in place]
    assert (found.figures[0].where, found.figures[0].printed.number) == ("导语", "386")


@pytest.mark.parametrize(("place", "text"), [("s2m3", "§2.3"), ("m3", "§3"), ("s2", ""), ("", "")])
def test_a_place_is_that_of_a_measure(place: str, text: str) -> None:
    """Prose outside measures has none."""
    assert format_place(place) == text


def test_a_unit_is_named_where_it_is_not_printed() -> None:
    """40万 of `40万、20万元`."""
    first, second = find_quantities("补助40万、20万元。", date(2021, 12, 1))
    assert (build_quantity_view("", first, "").unit, build_quantity_view("", second, "").unit) == ("元", "")


def test_the_home_page_shows_the_largest_sums_first() -> None:
    """At most four, from each article one before a second."""
    archive, _, _ = planned()
    views = notable_quantities(archive.entries[:2])
    assert len(views) == MAX_NOTABLE
    assert [view.printed.after for view in views[:2]] == ["万元", "万元"]
    assert [view.county for view in views[:2]] == ["东山县", "西河县"]
    assert notable_quantities(()) == ()
