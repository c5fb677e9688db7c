"""Text of the settings of a new archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.formats.yaml.writer import format_yaml_list, format_yaml_scalar
from taizhou_brief.model.settings import County, Region
from taizhou_brief.starter.regions import DISTRICT

COUNTIES = """\
# 各县（市、区）。网页上处处用这里的顺序：发布以前改成本地习惯的顺序。
# slug 是网址里的名称（county/<slug>/），发布后不要改。
# at 是方块地图上的 [行, 列]，从左上角数起；不写 at 就没有地图。
"""
NO_COUNTIES = """\
# 各县（市、区）。写了以后每个县有自己的网页，文件头里才可以写 counties。
# counties:
# - {name: 东山县, slug: dongshan}
"""
NO_ISSUER = "# issuer: 某某领导小组办公室"
PLACEHOLDER = lazy_compile("@([a-z_]+)@")


NO_REGION = Region()


@dataclass(frozen=True, slots=True)
class StarterSettings:
    """What is known of a new archive."""

    title: str
    issuer: str = ""
    region: Region = NO_REGION
    labels: tuple[str, str] = DISTRICT
    """General names of the counties, long and short."""
    counties: tuple[County, ...] = ()


def write_settings(known: StarterSettings, texts: Mapping[str, str]) -> str:
    """Return the text of `archive.yaml`; `texts` are the texts of this package by name."""
    values = {
        "title": known.title,
        "title_value": format_yaml_scalar(known.title),
        "issuer": f"issuer: {format_yaml_scalar(known.issuer)}" if known.issuer else NO_ISSUER,
        "region": write_region(known),
        "counties": write_counties(known.counties),
        "themes": texts["themes.yaml"],
    }
    return fill(texts["archive.yaml"], values)


def write_region(known: StarterSettings) -> str:
    """Return the lines of the region and of the general names of its counties; nothing without a region."""
    if not known.region.name:
        return ""
    rows = ["region:", f"  name: {format_yaml_scalar(known.region.name)}"]
    rows += [f"  code: {known.region.code}"] * bool(known.region.code)
    if known.labels != DISTRICT:
        long, short = map(format_yaml_scalar, known.labels)
        rows += ["", f"place_label: {long}", f"place_short: {short}"]
    return "".join(f"{row}\n" for row in (*rows, ""))


def write_counties(counties: Sequence[County]) -> str:
    """Return the lines of the counties, one each."""
    if not counties:
        return NO_COUNTIES
    return f"{COUNTIES}counties:\n{''.join(f'- {write_county(county)}{chr(10)}' for county in counties)}"


def write_county(county: County) -> str:
    """Return a county as a YAML mapping on one line; what follows from its name is left out."""
    pairs = [("name", format_yaml_scalar(county.name))]
    pairs += [("short", format_yaml_scalar(county.short))] * bool(county.short)
    pairs += [("code", county.code)] * bool(county.code)
    pairs.append(("slug", format_yaml_scalar(county.slug)))
    pairs += [("aliases", format_yaml_list(county.aliases))] * bool(county.aliases)
    pairs += [("at", f"[{county.at[0]}, {county.at[1]}]")] if county.at else []
    return f"{{{', '.join(f'{key}: {value}' for key, value in pairs)}}}"


def fill(text: str, values: Mapping[str, str]) -> str:
    """Replace each `@name@` in a text by its value; a value is not searched for names."""
    return PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text)
