"""The text of `archive.yaml` → `Settings`, or what is wrong with it, unknown keys with the nearest name."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from taizhou_brief import fields, yamltext
from taizhou_brief.diagnostics import Diagnostic, errors
from taizhou_brief.fields import Report, Values
from taizhou_brief.models import County, Silence, Theme
from taizhou_brief.settings.checks import check
from taizhou_brief.settings.keys import ARCHIVE, FOOTER, PORTAL, REGION, SITE
from taizhou_brief.settings.model import Footer, Portal, Region, Settings, Site

__all__ = ["CODES", "Footer", "Portal", "Region", "Settings", "Site", "json_schema", "parse_settings"]

CODES = fields.codes("C") | {
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


def parse_settings(text: str, path: str) -> tuple[Settings | None, tuple[Diagnostic, ...]]:
    """Read the settings; None where anything in them is an error."""
    mapping, found = yamltext.read(yamltext.plain(text), path)
    if mapping is None:
        return None, found
    report = Report(path, "C", whole=not errors(found))
    values = ARCHIVE.read(mapping, report)
    if values is None:
        return None, (*found, *report.found)
    check(values, report)
    found += tuple(report.found)
    return None if errors(found) else build(values, text, path), found


def build(values: Values, text: str, path: str) -> Settings:
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
        counties=tuple(county(each) for each in values["counties"]),
        themes=tuple(theme(each) for each in values["themes"]),
        terms=values["terms"],
        silenced=tuple(silence(each, path) for each in values["silenced"]),
        digest=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
    )


def county(values: Values) -> County:
    """Make a county of its entry."""
    name = values["name"].text
    short = values["short"] or (name[:-1] if len(name) > SHORTEST and name[-1] in SUFFIXES else name)
    aliases = tuple(alias.text for alias in values["aliases"])
    return County(name, short, values["code"], values["slug"].text, aliases, values["at"])


def theme(values: Values) -> Theme:
    """Make a theme of its entry."""
    broader = values["broader"].text if values["broader"] else ""
    aliases = tuple(alias.text for alias in values["aliases"])
    keywords, description = values["keywords"], values["description"]
    return Theme(values["id"].text, values["label"].text, aliases, broader, keywords, description)


def silence(values: Values, path: str) -> Silence:
    """Make a silence of its entry."""
    rule, file = values["rule"], values["file"].removeprefix("briefings/").removesuffix(".md")
    return Silence(rule.text, file, values["line_has"], values["reason"], path, rule.line, rule.column)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of `archive.yaml`, for editors."""
    return fields.json_schema(ARCHIVE)
