"""Consistency checks between the keys of `archive.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from taizhou_brief.chinese.characters import nearest_name
from taizhou_brief.formats.schema import ParsedMapping, ProblemCollector
from taizhou_brief.formats.yaml import Node, ScalarNode
from taizhou_brief.model.settings import County, Settings, Theme

RESERVED = {"con", "prn", "aux", "nul", "index", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
"""Names that a file system or web server reserves."""


def check_settings(values: ParsedMapping[Settings], problems: ProblemCollector, address: str | None) -> None:
    """Report every contradiction within the settings, and information that a published site lacks."""
    counties: tuple[ParsedMapping[County], ...] = values["counties"]
    themes: tuple[ParsedMapping[Theme], ...] = values["themes"]
    label: str = values["place_label"]
    check_unique(f"{label}名称", ([county["name"], *county["aliases"]] for county in counties), problems)
    check_unique(f"{label}简称", ([get_written_node(county, "short")] for county in counties), problems)
    check_unique(f"{label}代码", ([get_written_node(county, "code")] for county in counties), problems)
    check_unique(f"{label}网址名", ([county["slug"]] for county in counties), problems)
    check_unique("主题 id 或名称", ([theme["id"], theme["label"], *theme["aliases"]] for theme in themes), problems)
    for slug in (*(county["slug"] for county in counties), *(theme["id"] for theme in themes)):
        if slug and slug.text in RESERVED:
            problems.report("21", slug, f"“{slug.text}”是系统保留的名称，不能用在网址里", "换一个名称")
    check_tiles(counties, problems)
    check_broader(themes, problems)
    if address is not None:
        check_identity(values, problems, address)


def check_identity(values: ParsedMapping[Settings], problems: ProblemCollector, address: str) -> None:
    """Report information that a government site must publish about itself and lacks; `address` implies the domain."""
    place, site = values.node("site"), values.get("site")
    if not site or not get_written_node(site, "id_code"):
        problems.report(
            "25", place, "没有写网站标识码 site.id_code", "向网站主管单位查到 10 位标识码后补上；没有时网页里不写这一项"
        )
    if not address and not get_written_node(values, "base_url") and not (site and get_written_node(site, "domain")):
        problems.report("26", place, "没有写网站域名 site.domain", "写实际发布的域名；写了 base_url 的，用其中的域名")


def get_written_node(values: ParsedMapping[Any], key: str) -> ScalarNode | None:
    """Return the node of a text that is written and can be read; None for any other."""
    node = values.nodes.get(key)
    return node if isinstance(node, ScalarNode) and node.text.strip() else None


def check_unique(label: str, groups: Iterable[Iterable[ScalarNode | None]], problems: ProblemCollector) -> None:
    """Report a name that two of the groups share; within one group a name may occur twice."""
    owners: dict[str, tuple[int, Node]] = {}
    for index, group in enumerate(groups):
        for node in group:
            if node is None:
                continue
            name = node.text.strip()
            owner, first = owners.setdefault(name, (index, node))
            if owner != index:
                message = f"{label}“{name}”用了两次：第 {first.line} 行第 {first.column} 列已有"
                problems.report("20", node, message, "各处不能相同，改掉一处")


def check_tiles(counties: Iterable[ParsedMapping[County]], problems: ProblemCollector) -> None:
    """Report two counties on one tile of the map."""
    first_nodes: dict[tuple[int, ...], Node] = {}
    for county in counties:
        position, node = county["at"], county.node("at")
        first = first_nodes.setdefault(position, node) if position else node
        if first is not node:
            message = f"地图位置 {list(position)} 用了两次：第 {first.line} 行已有"
            problems.report("24", node, message, "换一个 [行, 列]")


def check_broader(themes: tuple[ParsedMapping[Theme], ...], problems: ProblemCollector) -> None:
    """Report a broader theme that does not exist, and a theme that is broader than itself."""
    broader_by_id: dict[str, ScalarNode | None] = {}
    for theme in themes:
        if theme["id"]:
            broader_by_id.setdefault(theme["id"].text, theme["broader"])
    for broader in broader_by_id.values():
        if broader and broader.text not in broader_by_id:
            nearest = nearest_name(broader.text, broader_by_id)
            hint = f"是不是想写“{nearest}”" if nearest else "先写出上一级主题，再在这里写它的 id"
            problems.report("22", broader, f"没有 id 为“{broader.text}”的主题", hint)
    for start, broader in broader_by_id.items():
        seen, ancestor = {start}, broader
        while ancestor and ancestor.text not in seen:
            seen.add(ancestor.text)
            ancestor = broader_by_id.get(ancestor.text)
        if ancestor and broader and ancestor.text == start:
            problems.report("23", broader, f"主题“{start}”的上级绕回了它自己", "改掉其中一个 broader")
