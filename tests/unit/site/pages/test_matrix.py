"""Counties against themes."""

from __future__ import annotations

from taizhou_brief.site.pages.matrix import build_scale, county_rows, descendants, matrix_page, theme_sections
from tests.project import SETTINGS
from tests.showing import settings_of
from tests.unit.site.pages.plans import planned


def test_a_theme_has_a_row_under_the_one_above_it() -> None:
    """A cell leads to the county's group; an empty one nowhere."""
    _, settings, counts = planned()
    (section,) = theme_sections(settings, counts)
    assert [row.head.text for row in section.lines] == ["就业创业", "技能人才"]
    assert [[cell.count for cell in row.cells] for row in section.lines] == [[8, 4], [4, 0]]
    assert [cell.url for cell in section.lines[1].cells] == ["theme/skills/dongshan/", ""]


def test_the_small_matrix_has_a_row_for_each_county() -> None:
    """With the themes that are given."""
    archive, settings, counts = planned()
    rows = county_rows(settings, counts, settings.themes[:1])
    assert [(row.short, [cell.count for cell in row.cells]) for row in rows] == [("东山", [8]), ("西河", [4])]
    assert matrix_page(settings, counts, archive.updated).updated == archive.updated
    scale = build_scale(counts, settings.themes)
    assert scale.shade(8) > scale.shade(0) == 0


def test_descendants_follow_their_ancestors() -> None:
    """At any depth."""
    settings = settings_of(f"{SETTINGS}- {{id: welding, label: 焊工, broader: skills}}\n")
    assert [theme.id for theme in descendants(settings.themes[0], settings.themes)] == ["skills", "welding"]
    assert descendants(settings.themes[2], settings.themes) == ()
