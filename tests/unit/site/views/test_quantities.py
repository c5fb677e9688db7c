"""Quantities as pages show them."""

from __future__ import annotations

import sys
from datetime import date

import pytest

from taizhou_brief.model.article_text import ShownMeasure
from taizhou_brief.model.issue import Article
from taizhou_brief.quantities import TextUnit, find_quantities, text_units
from taizhou_brief.site.views.quantities import (
    MAX_NOTABLE,
    article_results,
    build_quantity_view,
    format_place,
    list_quantities,
    notable_quantities,
    shorten_quantity,
)
from tests.project import briefing
from tests.showing import Reading, archive_of, settings_of, texts_of
from tests.unit.site.pages.plans import planned


def test_an_article_is_marked_and_listed_alike() -> None:
    """Every quantity of the list is in the text, by its address."""
    archive, _, _ = planned()
    text = archive.text(archive.entries[0]).load()
    html = "".join(block.html for block in text.lead)
    measures = [item for section in text.sections for item in section.items if isinstance(item, ShownMeasure)]
    html += "".join(measure.heading_html + "".join(block.html for block in measure.body) for measure in measures)
    ids = Reading.of(html).values("id")
    figures = [build_quantity_view(quantity) for quantity in text.quantities]
    assert [figure.url for figure in figures] == [f"#{place}" for place in ids if "f" in place]
    assert (figures[0].where, figures[0].printed.number) == ("导语", "386")


@pytest.mark.parametrize(("place", "text"), [("s2m3", "§2.3"), ("m3", "§3"), ("s2", ""), ("", "")])
def test_a_place_is_that_of_a_measure(place: str, text: str) -> None:
    """Prose outside measures has none."""
    assert format_place(place) == text


def test_a_unit_is_named_where_it_is_not_printed() -> None:
    """40万 of `40万、20万元`."""
    found = find_quantities("补助40万、20万元。", date(2021, 12, 1))
    first, second = (build_quantity_view(shorten_quantity("f1", "", quantity)) for quantity in found)
    assert (first.unit, second.unit) == ("元", "")


def test_a_plan_is_never_among_the_results(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not on the home page, however large it is; the list of its article has it with a sign."""

    def planned_units(article: Article, day: date) -> tuple[TextUnit, ...]:
        return tuple(
            unit._replace(quantities=tuple(q._replace(target=q.text == "900万元") for q in unit.quantities))
            for unit in text_units(article, day)
        )

    monkeypatch.setattr(sys.modules["taizhou_brief.site.views.quantities"], "text_units", planned_units)
    archive = texts_of(
        archive_of(settings_of(), {"2021/07": briefing(7, "2021-12-01", "题||jobs|投入30万元，900万元。")})
    )
    (entry,) = archive.entries
    day = entry.issue.date
    assert [shown.text for shown in article_results(entry.article, day).notable] == ["30万元"]
    views = [build_quantity_view(shown) for shown in list_quantities(entry.article, day)]
    assert [(view.printed.number, view.target) for view in views] == [("30", False), ("900", True)]


def test_the_home_page_shows_each_article_before_a_second_quantity_of_one() -> None:
    """At most four, with their times where these are sure."""
    archive, _, _ = planned()
    views = notable_quantities(archive.entries[:2])
    assert len(views) == MAX_NOTABLE
    assert [view.county for view in views[:2]] == ["东山县", "西河县"]
    assert notable_quantities(()) == ()
