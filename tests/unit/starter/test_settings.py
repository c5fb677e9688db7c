"""The settings of a new archive are read back as what was known."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.builder.starter import read_starter_texts
from taizhou_brief.formats.archive_yaml import parse_settings
from taizhou_brief.model.settings import County, Region
from taizhou_brief.starter.settings import StarterSettings, fill, write_county, write_region, write_settings

TEXTS = read_starter_texts()
WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_any_title_and_issuer_is_read_back(title: str, issuer: str) -> None:
    """Whatever signs it has, also those of the placeholders."""
    text = write_settings(StarterSettings(title, issuer, Region("某市", "990100")), TEXTS)
    settings, problems = parse_settings(text, "briefings/archive.yaml")
    assert settings is not None, problems
    assert (settings.title, settings.issuer, settings.region) == (title, issuer, Region("某市", "990100"))


def test_without_anything_known_the_settings_are_valid() -> None:
    """Counties and region are left to the editor; the themes are there."""
    settings, problems = parse_settings(write_settings(StarterSettings("刊名"), TEXTS), "briefings/archive.yaml")
    assert settings is not None
    assert problems == ()
    assert (settings.counties, settings.region) == ((), Region())
    assert len(settings.themes) > 10
    assert write_region(StarterSettings("刊名")) == ""


def test_a_county_is_written_on_one_line() -> None:
    """Only what is known of it."""
    assert write_county(County(name="东山县", slug="dongshan")) == "{name: 东山县, slug: dongshan}"
    county = County(name="东山区", short="东山", code="990101", slug="dongshan", aliases=("东山县",), at=(1, 2))
    known = "name: 东山区, short: 东山, code: 990101, slug: dongshan, aliases: [东山县], at: [1, 2]"
    assert write_county(county) == f"{{{known}}}"


def test_only_known_placeholders_are_filled() -> None:
    """Mail addresses and versions of actions are left alone, and values are not searched."""
    assert fill("@a@ x@v5 y@b@ @c@", {"a": "@b@", "b": "2"}) == "@b@ x@v5 y2 @c@"
