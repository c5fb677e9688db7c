"""Reader of `archive.yaml`: its text to `Settings` and diagnostics."""

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
"""One line of explanation of each code."""
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
    values = ARCHIVE.read(mapping, problems)
    if values is None:
        return None, (*diagnostics, *problems.diagnostics)
    check_settings(values, problems, address)
    diagnostics += tuple(problems.diagnostics)
    return None if select_errors(diagnostics) else build_settings(values, text, path), diagnostics


def build_settings(values: ParsedMapping, text: str, path: str) -> Settings:
    """Build the settings from values without errors."""
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
        footer=Footer(*(footer[field.name] for field in FOOTER.fields)),
        counties=tuple(build_county(county) for county in values["counties"]),
        themes=tuple(build_theme(theme) for theme in values["themes"]),
        terms=values["terms"],
        silenced=tuple(build_suppression(suppression, path) for suppression in values["silenced"]),
        digest=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
    )


def build_county(values: ParsedMapping) -> County:
    """Build a county from its entry."""
    name = values["name"].text
    short = values["short"] or (name[:-1] if len(name) > MIN_NAME_LENGTH and name[-1] in COUNTY_SUFFIXES else name)
    aliases = tuple(alias.text for alias in values["aliases"])
    return County(name, short, values["code"], values["slug"].text, aliases, values["at"])


def build_theme(values: ParsedMapping) -> Theme:
    """Build a theme from its entry."""
    broader = values["broader"].text if values["broader"] else ""
    aliases = tuple(alias.text for alias in values["aliases"])
    keywords, description = values["keywords"], values["description"]
    return Theme(values["id"].text, values["label"].text, aliases, broader, keywords, description)


def build_suppression(values: ParsedMapping, path: str) -> Suppression:
    """Build a suppression from its entry."""
    rule, issue = values["rule"], IssueId.parse(values["file"]) or IssueId(0, supplement=False, number=0)
    return Suppression(rule.text, issue, values["line_has"], values["reason"], path, rule.line, rule.column)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of `archive.yaml`, for editors."""
    return schema.json_schema(ARCHIVE)
