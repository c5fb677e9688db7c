"""The text of `archive.yaml` → `Settings`, or what is wrong with it, unknown keys with the nearest name."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from taizhou_brief.diagnostics import Diagnostic, select_errors
from taizhou_brief.formats import schema, yaml
from taizhou_brief.formats.archive_yaml.checks import check_settings
from taizhou_brief.formats.archive_yaml.keys import ARCHIVE, FOOTER, PORTAL, REGION, SITE
from taizhou_brief.formats.schema import ParsedMapping, ProblemCollector
from taizhou_brief.model.identity import IssueId
from taizhou_brief.model.settings import County, Footer, Portal, Region, Settings, Site, Suppression, Theme

__all__ = ["CODES", "Footer", "Portal", "Region", "Settings", "Site", "json_schema", "parse_settings"]

CODES = schema.shared_codes("C") | {
    "C020": "县（市、区）或主题的名称、代码、网址名用了两次",
    "C021": "网址名是系统保留的名称",
    "C022": "上一级主题（broader）不存在",
    "C023": "主题的上下级绕成了一圈",
    "C024": "两个县（市、区）占了地图上的同一格",
    "C025": "没有写网站标识码（SiteIDCode），政府网站必须有",
    "C026": "没有写网站域名（SiteDomain），政府网站必须有",
}
"""Code → one line of explanation."""
SUFFIXES = "区市县"
"""What a short name leaves off …"""
SHORTEST = 2
"""… unless as few characters are all there is."""


def parse_settings(
    text: str, path: str, *, address: str | None = None
) -> tuple[Settings | None, tuple[Diagnostic, ...]]:
    """Read the settings; None where anything in them is an error.

    `address` is where the site is being published, empty where that is not known: then what it lacks is noted, too.
    """
    mapping, found = yaml.read_yaml(yaml.normalise_lines(text), path)
    if mapping is None:
        return None, found
    report = ProblemCollector(path, "C", whole=not select_errors(found))
    values = ARCHIVE.read(mapping, report)
    if values is None:
        return None, (*found, *report.found)
    check_settings(values, report, address)
    found += tuple(report.found)
    return None if select_errors(found) else build_settings(values, text, path), found


def build_settings(values: ParsedMapping, text: str, path: str) -> Settings:
    """Make the settings of values without errors."""
    region, site = values["region"] or REGION.empty(), values["site"] or SITE.empty()
    portal, footer = values["portal"] or PORTAL.empty(), values["footer"] or FOOTER.empty()
    base_url: str = values["base_url"]
    return Settings(
        title=values["title"],
        subtitle=values["subtitle"],
        description=values["description"],
        issuer=values["issuer"],
        base_url=base_url and f"{base_url.rstrip('/')}/",
        language=values["language"],
        citation=values["citation"],
        disclosure=values["disclosure"],
        region=Region(region["name"], region["code"]),
        place_label=values["place_label"],
        place_short=values["place_short"],
        site=Site(site["name"] or values["title"], site["domain"], site["id_code"]),
        portal=Portal(portal["name"], portal["url"]),
        footer=Footer(*(footer[key.name] for key in FOOTER.keys)),
        counties=tuple(build_county(each) for each in values["counties"]),
        themes=tuple(build_theme(each) for each in values["themes"]),
        terms=values["terms"],
        silenced=tuple(build_suppression(each, path) for each in values["silenced"]),
        digest=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
    )


def build_county(values: ParsedMapping) -> County:
    """Make a county of its entry."""
    name = values["name"].text
    short = values["short"] or (name[:-1] if len(name) > SHORTEST and name[-1] in SUFFIXES else name)
    aliases = tuple(alias.text for alias in values["aliases"])
    return County(name, short, values["code"], values["slug"].text, aliases, values["at"])


def build_theme(values: ParsedMapping) -> Theme:
    """Make a theme of its entry."""
    broader = values["broader"].text if values["broader"] else ""
    aliases = tuple(alias.text for alias in values["aliases"])
    keywords, description = values["keywords"], values["description"]
    return Theme(values["id"].text, values["label"].text, aliases, broader, keywords, description)


def build_suppression(values: ParsedMapping, path: str) -> Suppression:
    """Make a silence of its entry."""
    rule, issue = values["rule"], IssueId.parse(values["file"]) or IssueId(0, supplement=False, number=0)
    return Suppression(rule.text, issue, values["line_has"], values["reason"], path, rule.line, rule.column)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of `archive.yaml`, for editors."""
    return schema.json_schema(ARCHIVE)
