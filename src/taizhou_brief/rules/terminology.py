"""Rules about names: one thing, one way of writing it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from taizhou_brief.diagnostics import Severity
from taizhou_brief.model.settings import County
from taizhou_brief.rules.rule import Finding, RuleContext, issue_rule

QUOTED = re.compile("“([^“”\n]{2,40})”")
ODD = re.compile("[ \u3000\u2002-\u200b\uff01-\uff5e]")
ORDINARY = "，。：；？！、"
SUFFIXES = "区市县"
NOT_A_SUFFIX = {
    "区": "域块位内间级别划", "市": "场民政面区级容值直委府辖域属企集井镇", "县": "域级城乡道委政直内际府处志",
}  # fmt: skip


def plain(name: str) -> str:
    """A name without spaces and without differences of width: what two ways of writing it share."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).casefold()


@issue_rule("V201", Severity.WARNING)
def one_name_written_two_ways(case: RuleContext) -> Iterator[Finding]:
    """同一个叫法有两种写法。

    查什么：同一期里，引号中的叫法只差空格、全角半角或大小写，如“800 英才行动”与“800英才行动”。

    为什么：读者和检索都会当作两回事。以出现多的写法为准。

    改前：实施“800 英才行动”，“800英才行动”入选6人，“800英才行动”资助2人。
    改后：实施“800英才行动”，“800英才行动”入选6人，“800英才行动”资助2人。

    依据：公文写作通例（专名前后一致）
    """
    prose = case.source.prose
    names = Counter(QUOTED.findall(prose))
    odd = {plain(name) for name in names if ODD.search(name) and any(c not in ORDINARY for c in ODD.findall(name))}
    if not odd:
        return
    best: dict[str, str] = {}
    for name, _ in names.most_common():
        best.setdefault(plain(name), name)
    for match in QUOTED.finditer(prose):
        right = best[plain(match[1])]
        if plain(match[1]) in odd and match[1] != right:
            yield Finding(*match.span(1), f"“{match[1]}”在本期还写作“{right}”", f"统一为“{right}”")


@issue_rule("V202", Severity.WARNING)
def term_not_as_agreed(case: RuleContext) -> Iterator[Finding]:
    """专有叫法与设置里约定的写法不同。

    查什么：设置文件 terms 里列出的叫法，正文写成了列在它后面的别的写法，或者只差空格、全角半角。

    为什么：一个叫法在整个档案里只有一种写法，专题、检索和引用才对得上。

    改前：评选500 精英计划人才。
    改后：评选500精英计划人才。

    依据：本档案 briefings/archive.yaml 的 terms
    """
    prose = case.source.prose
    for right, *variants in case.settings.terms:
        han = [character for character in right if wide(character) == character]
        if not all(character in prose for character in han) and not any(variant in prose for variant in variants):
            continue
        spaced = "[ \u3000]?".join(f"[{re.escape(c)}{wide(c)}]" if wide(c) != c else re.escape(c) for c in right)
        for match in re.finditer("|".join([spaced, *map(re.escape, variants)]), prose):
            quoted = QUOTED.match(prose, match.start() - 1)
            if match[0] != right and not (quoted and right in prose and plain(quoted[1]) == plain(right)):
                yield Finding(*match.span(), f"“{match[0]}”应写作“{right}”", f"改为“{right}”")


def wide(character: str) -> str:
    """The full-width form of an ASCII character; any other character as it is."""
    return chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character


@issue_rule("V203", Severity.WARNING)
def county_with_a_wrong_suffix(case: RuleContext) -> Iterator[Finding]:
    """县（市、区）的名称后缀写错。

    查什么：设置里的县（市、区）简称后面跟错了“区”“市”“县”，如把县写成市；设置中列为别名的不算。

    为什么：建制写错是硬伤，还会使这一篇归不到它的县域页。

    改前：仙居市建成工坊12家。
    改后：仙居县建成工坊12家。

    依据：GB/T 2260《中华人民共和国行政区划代码》
    """
    prose = case.source.prose
    for county in case.settings.counties:
        short, suffix = county.short, county.name[-1:]
        if len(short) < 2 or suffix not in SUFFIXES or short + suffix != county.name:
            continue
        if short not in prose:
            continue
        for wrong in SUFFIXES.replace(suffix, ""):
            if short + wrong in prose and case.settings.county(short + wrong) is None:
                yield from misnamed(prose, county, wrong)


def misnamed(prose: str, county: County, wrong: str) -> Iterator[Finding]:
    """Each place where the county carries the wrong suffix and no word such as 市场 begins there."""
    for match in re.finditer(f"{re.escape(county.short + wrong)}(?![{NOT_A_SUFFIX[wrong]}])", prose):
        yield Finding(*match.span(), f"“{match[0]}”应为“{county.name}”", f"改为“{county.name}”")
