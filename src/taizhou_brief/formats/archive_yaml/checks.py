"""What the keys of `archive.yaml` must agree on among themselves."""

from __future__ import annotations

from collections.abc import Iterable

from taizhou_brief.chinese.characters import nearest_name
from taizhou_brief.formats.schema import ParsedMapping, ProblemCollector
from taizhou_brief.formats.yaml import Node, ScalarNode

RESERVED = {"con", "prn", "aux", "nul", "index", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
"""Names that some file system or web server keeps for itself."""


def check_settings(values: ParsedMapping, report: ProblemCollector, address: str | None) -> None:
    """Note everything in which the settings contradict themselves, and what a site that is published lacks."""
    counties: tuple[ParsedMapping, ...] = values["counties"]
    themes: tuple[ParsedMapping, ...] = values["themes"]
    what: str = values["place_label"]
    check_unique(f"{what}名称", ([each["name"], *each["aliases"]] for each in counties), report)
    check_unique(f"{what}简称", ([written_node(each, "short")] for each in counties), report)
    check_unique(f"{what}代码", ([written_node(each, "code")] for each in counties), report)
    check_unique(f"{what}网址名", ([each["slug"]] for each in counties), report)
    check_unique("主题 id 或名称", ([each["id"], each["label"], *each["aliases"]] for each in themes), report)
    for each in (*(county["slug"] for county in counties), *(theme["id"] for theme in themes)):
        if each and each.text in RESERVED:
            report.error("21", each, f"“{each.text}”是系统保留的名称，不能用在网址里", "换一个名称")
    check_tiles(counties, report)
    check_broader(themes, report)
    if address is not None:
        check_identity(values, report, address)


def check_identity(values: ParsedMapping, report: ProblemCollector, address: str) -> None:
    """Note what a government site must say of itself and does not; the address gives the domain."""
    place = values.node("site")
    if not values["site"] or not written_node(values["site"], "id_code"):
        report.warning(
            "25", place, "没有写网站标识码 site.id_code", "向网站主管单位查到 10 位标识码后补上；没有时网页里不写这一项"
        )
    if (
        not address
        and not written_node(values, "base_url")
        and not (values["site"] and written_node(values["site"], "domain"))
    ):
        report.warning("26", place, "没有写网站域名 site.domain", "写实际发布的域名；写了 base_url 的，用其中的域名")


def written_node(values: ParsedMapping, key: str) -> ScalarNode | None:
    """Return the node of a text that is written and could be read."""
    node = values.nodes.get(key)
    return node if isinstance(node, ScalarNode) and node.text.strip() else None


def check_unique(what: str, groups: Iterable[Iterable[ScalarNode | None]], report: ProblemCollector) -> None:
    """Note a name that two of the groups share; inside one group a name may stand twice."""
    owners: dict[str, tuple[int, Node]] = {}
    for index, group in enumerate(groups):
        for node in group:
            if node is None:
                continue
            name = node.text.strip()
            owner, first = owners.setdefault(name, (index, node))
            if owner != index:
                message = f"{what}“{name}”用了两次：第 {first.line} 行第 {first.column} 列已有"
                report.error("20", node, message, "各处不能相同，改掉一处")


def check_tiles(counties: Iterable[ParsedMapping], report: ProblemCollector) -> None:
    """Note two counties on one tile of the map."""
    taken: dict[tuple[int, ...], Node] = {}
    for county in counties:
        at, node = county["at"], county.node("at")
        first = taken.setdefault(at, node) if at else node
        if first is not node:
            report.error("24", node, f"地图位置 {list(at)} 用了两次：第 {first.line} 行已有", "换一个 [行, 列]")


def check_broader(themes: tuple[ParsedMapping, ...], report: ProblemCollector) -> None:
    """Note a broader theme that is not there, and a theme that is above itself."""
    above: dict[str, ScalarNode | None] = {}
    for theme in themes:
        if theme["id"]:
            above.setdefault(theme["id"].text, theme["broader"])
    for broader in above.values():
        if broader and broader.text not in above:
            near = nearest_name(broader.text, above)
            hint = f"是不是想写“{near}”" if near else "先写出上一级主题，再在这里写它的 id"
            report.error("22", broader, f"没有 id 为“{broader.text}”的主题", hint)
    for start, broader in above.items():
        seen, at = {start}, broader
        while at and at.text not in seen:
            seen.add(at.text)
            at = above.get(at.text)
        if at and broader and at.text == start:
            report.error("23", broader, f"主题“{start}”的上级绕回了它自己", "改掉其中一个 broader")
