"""Reader of `archive.yaml`: its text to `Settings` and diagnostics."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from taizhou_brief.diagnostics import Diagnostic, select_errors
from taizhou_brief.formats import schema, yaml
from taizhou_brief.formats.archive_yaml.checks import check_settings
from taizhou_brief.formats.archive_yaml.keys import ARCHIVE
from taizhou_brief.formats.schema import ParsedMapping, ProblemCollector, build_value
from taizhou_brief.model.settings import County, Settings, Suppression

__all__ = ["json_schema", "parse_settings"]

COUNTY_SUFFIXES = "区市县"
"""Last characters of a county's name that its short name omits."""
MIN_NAME_LENGTH = 2
"""A name of so few characters is not shortened."""


def parse_settings(
    text: str, path: str, *, address: str | None = None
) -> tuple[Settings | None, tuple[Diagnostic, ...]]:
    """Read the settings; None if there is any error.

    `address` is the base URL at which the site is being published, empty if unknown; if it is given, information that a
    published site must have is checked too.
    """
    mapping, diagnostics = yaml.read_yaml(yaml.normalise_lines(text), path)
    if mapping is None:
        return None, diagnostics
    problems = ProblemCollector(path, "C", complete=not select_errors(diagnostics))
    values = ARCHIVE.read_mapping(mapping, problems)
    check_settings(values, problems, address)
    diagnostics += tuple(problems.diagnostics)
    return None if select_errors(diagnostics) else build_settings(values, path), diagnostics


def build_settings(values: ParsedMapping[Settings], path: str) -> Settings:
    """Build the settings from values without errors."""
    site = build_value(values["site"])
    return values.build(
        base_url=f"{values['base_url'].rstrip('/')}/" if values["base_url"] else "",
        site=replace(site, name=site.name or values["title"]),
        counties=tuple(county.build(short=county["short"] or shorten_name(county)) for county in values["counties"]),
        silenced=tuple(build_suppression(suppression, path) for suppression in values["silenced"]),
    )


def shorten_name(county: ParsedMapping[County]) -> str:
    """Return the short name of a county that the settings give none."""
    name: str = county["name"].text
    return name[:-1] if len(name) > MIN_NAME_LENGTH and name[-1] in COUNTY_SUFFIXES else name


def build_suppression(values: ParsedMapping[Suppression], path: str) -> Suppression:
    """Build a suppression with its position."""
    return values.build(path=path, line=values["rule"].line, column=values["rule"].column)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of `archive.yaml`, for editors."""
    return schema.json_schema(ARCHIVE)
