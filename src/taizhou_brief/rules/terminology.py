"""Rules about names: one spelling for one thing."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Severity
from taizhou_brief.model.settings import County
from taizhou_brief.rules.rule import Finding, RuleContext, issue_rule

QUOTED = lazy_compile("“([^“”\n]{2,40})”")
VARYING_CHARACTER = lazy_compile("[ \u3000\u2002-\u200b\uff01-\uff5e]")
PLAIN_MARKS = "，。：；？！、"
SUFFIXES = "区市县"
NOT_A_SUFFIX = {
    "区": "域块位内间级别划", "市": "场民政面区级容值直委府辖域属企集井镇", "县": "域级城乡道委政直内际府处志",
}  # fmt: skip
"""Suffix → characters after it with which it is part of another word."""


def normalise_name(name: str) -> str:
    """Return a name without spaces and differences of width or case, so that its spellings are equal."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).casefold()


@issue_rule("V201", Severity.WARNING)
def one_name_written_two_ways(context: RuleContext) -> Iterator[Finding]:
    """同一个叫法有两种写法。

    查什么：同一期里，引号中的叫法只差空格、全角半角或大小写，如“800 英才行动”与“800英才行动”。

    为什么：读者和检索都会当作两回事。以出现多的写法为准。

    改前：实施“800 英才行动”，“800英才行动”入选6人，“800英才行动”资助2人。
    改后：实施“800英才行动”，“800英才行动”入选6人，“800英才行动”资助2人。

    依据：公文写作通例（专名前后一致）
    """
    prose = context.source.prose
    names = Counter(QUOTED.findall(prose))
    varying_names = {
        normalise_name(name)
        for name in names
        if VARYING_CHARACTER.search(name) and any(c not in PLAIN_MARKS for c in VARYING_CHARACTER.findall(name))
    }
    if not varying_names:
        return
    preferred: dict[str, str] = {}
    for name, _ in names.most_common():
        preferred.setdefault(normalise_name(name), name)
    for match in QUOTED.finditer(prose):
        preferred_name = preferred[normalise_name(match[1])]
        if normalise_name(match[1]) in varying_names and match[1] != preferred_name:
            yield Finding(*match.span(1), f"“{match[1]}”在本期还写作“{preferred_name}”", f"统一为“{preferred_name}”")


@issue_rule("V202", Severity.WARNING)
def term_not_as_agreed(context: RuleContext) -> Iterator[Finding]:
    """专有叫法与设置里约定的写法不同。

    查什么：设置文件 terms 里列出的叫法，正文写成了列在它后面的别的写法，或者只差空格、全角半角。

    为什么：一个叫法在整个档案里只有一种写法，专题、检索和引用才对得上。

    改前：评选500 精英计划人才。
    改后：评选500精英计划人才。

    依据：本档案 briefings/archive.yaml 的 terms
    """
    prose = context.source.prose
    for term in context.settings.terms:
        right = term[0]
        for match in find_other_forms(prose, term):
            quoted = QUOTED.match(prose, match.start() - 1)
            if not (quoted and right in prose and normalise_name(quoted[1]) == normalise_name(right)):
                yield Finding(*match.span(), f"“{match[0]}”应写作“{right}”", f"改为“{right}”")


def find_other_forms(text: str, term: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Yield each place where a text has a term in another form: a variant, or other spaces or widths."""
    right, *variants = term
    han = [character for character in right if to_full_width(character) == character]
    if not all(character in text for character in han) and not any(variant in text for variant in variants):
        return
    spaced_pattern = "[ \u3000]?".join(
        f"[{re.escape(c)}{to_full_width(c)}]" if to_full_width(c) != c else re.escape(c) for c in right
    )
    matches = re.finditer("|".join([spaced_pattern, *map(re.escape, variants)]), text)
    yield from (match for match in matches if match[0] != right)


def to_full_width(character: str) -> str:
    """Return the full-width form of an ASCII character, any other character unchanged."""
    return chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character


@issue_rule("V203", Severity.WARNING)
def county_with_a_wrong_suffix(context: RuleContext) -> Iterator[Finding]:
    """县（市、区）的名称后缀写错。

    查什么：设置里的县（市、区）简称后面跟错了“区”“市”“县”，如把县写成市；设置中列为别名的不算。

    为什么：建制写错是硬伤，还会使这一篇归不到它的县域页。

    改前：西河市建成工坊12家。
    改后：西河县建成工坊12家。

    依据：GB/T 2260《中华人民共和国行政区划代码》
    """
    prose = context.source.prose
    for county in context.settings.counties:
        for wrong in list_wrong_suffixes(prose, county):
            if context.settings.county(county.short + wrong) is None:
                yield from find_wrong_suffixes(prose, county, wrong)


def list_wrong_suffixes(text: str, county: County) -> list[str]:
    """Return the suffixes that follow the short name of a county in a text and are not its own."""
    short, suffix = county.short, county.name[-1:]
    if len(short) < 2 or short not in text or suffix not in SUFFIXES or short + suffix != county.name:
        return []
    return [wrong for wrong in SUFFIXES.replace(suffix, "") if short + wrong in text]


def find_wrong_suffixes(prose: str, county: County, wrong: str) -> Iterator[Finding]:
    """Yield each place where a county has the wrong suffix that does not begin a word such as 市场."""
    for match in re.finditer(f"{re.escape(county.short + wrong)}(?![{NOT_A_SUFFIX[wrong]}])", prose):
        yield Finding(*match.span(), f"“{match[0]}”应为“{county.name}”", f"改为“{county.name}”")
