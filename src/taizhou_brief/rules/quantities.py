"""Rules about what figures say: parts and wholes, shares, one count in two places."""

from __future__ import annotations

from collections.abc import Iterator

from taizhou_brief.chinese.characters import HAN
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Severity
from taizhou_brief.model.issue import Article
from taizhou_brief.model.quantity import Quantity
from taizhou_brief.quantities import find_quantities, normalised_clause, value_text
from taizhou_brief.rules.rule import Finding, RuleContext, issue_rule

SENTENCE_END = lazy_compile("[。！？；\n]")
PART_END = lazy_compile("[，。；！？\n]")
OPEN_ENDED = ("多", "余", "以上", "超", "逾", "近", "约", "左右", "不少于", "不低于", "至少", "上", "来")
"""Qualifiers of a whole that leave room for a larger part."""
SHARE = lazy_compile(
    "(?:覆盖|合格|满意|好评|知晓|到位|办结|签约|入住|入驻|参保|脱贫|达标|普及|及格|就业|入园|巩固|见面|认领|执结|回访|接种)率"
    "[^，。；、！？0-9]{0,6}?(?P<share>[0-9]+(?:\\.[0-9]+)?) ?[%％]"
    "|占[^，。；、！？0-9]{0,10}?(?P<part>[0-9]+(?:\\.[0-9]+)?) ?[%％]"
    "|(?:下降|减少|降低|缩短|压缩|回落)(?:了|幅度?达?)? ?(?P<fall>[0-9]+(?:\\.[0-9]+)?) ?[%％]"
)
PERCENT = lazy_compile("[0-9]{3,}(?:\\.[0-9]+)? ?[%％]")
"""What a share above 100 must hold: a cheap look before the dear one."""


@issue_rule("N413", Severity.WARNING)
def part_larger_than_its_whole(case: RuleContext) -> Iterator[Finding]:
    """部分比总数大。

    查什么：同一句里“其中”后面的数字，比“其中”前面同一单位的数字还大；总数带“余”“超”“约”等字的不算。

    为什么：两个数字至少有一个错了，读者和数据表都会跟着错。

    改前：新增企业20家，其中规上企业25家。
    改后：新增企业25家，其中规上企业20家。

    依据：本档案的数据要求
    """
    prose, at = case.source.prose, 0
    while (at := prose.find("其中", at) + 2) > 1:
        begin = sentence_start(prose, at)
        end = PART_END.search(prose, at)
        stop = end.start() if end else len(prose)
        figures = find_quantities(prose[begin:stop], case.issue.date)
        before = [f for f in figures if begin + f.end <= at - 2 and f.value is not None]
        for part in (f for f in figures if begin + f.start >= at and f.value is not None):
            whole = next((f for f in reversed(before) if (f.unit, f.kind) == (part.unit, part.kind)), None)
            if whole and larger(part, whole):
                message = f"其中的{part.text}，比前面的{whole.text}还多"
                yield Finding(begin + part.start, begin + part.end, message, "核对这两个数字")


def larger(part: Quantity, whole: Quantity) -> bool:
    """Whether a part cannot belong to its whole."""
    if part.value is None or whole.value is None or whole.kind in {"percent", "ratio", "duration", "age"}:
        return False
    if any(word in whole.qualifier for word in OPEN_ENDED):
        return False
    return part.value > (whole.high or whole.value)


def sentence_start(text: str, at: int) -> int:
    """Where the sentence of a place begins."""
    start = 0
    for end in SENTENCE_END.finditer(text, max(0, at - 200), at):
        start = end.end()
    return start or max(0, at - 200)


@issue_rule("N414", Severity.WARNING)
def share_above_one_hundred(case: RuleContext) -> Iterator[Finding]:
    """占比、比率超过了100%，或下降超过了100%。

    查什么：“占……”“覆盖率”“满意率”等不会超过100%的比率后面的百分数，以及“下降”“减少”后面的百分数；
    完成率、增长率、毛入学率可以超过100%，不查。

    为什么：全部也只有100%，多出来的是写错了。

    改前：群众满意率达198.6%。
    改后：群众满意率达98.6%。

    依据：本档案的数据要求
    """
    prose = case.source.prose
    seen = 0
    for percent in PERCENT.finditer(prose):
        match = SHARE.search(prose, max(seen, percent.start() - 24), percent.end())
        seen = percent.end()
        if match and match.end() == percent.end():
            group = match.lastgroup or "share"
            if float(match[group]) > 100:
                what = "下降" if group == "fall" else "占比、比率"
                message = f"{what}不会超过100%：“{prose[match.start(group) : match.end()]}”"
                yield Finding(match.start(group), match.end(), message, "核对这个数字")


@issue_rule("N415", Severity.WARNING)
def one_count_with_two_values(case: RuleContext) -> Iterator[Finding]:
    """同一件事，题目或导语里是一个数，后面是另一个数。

    查什么：一篇的题目、导语与后面各条里，除了数字以外一字不差的分句，单位相同而数字不同；
    各自写明了不同时间的不算。分句不到8个字的，只报像是抄错的数字，如1605与1650。

    为什么：多半是改了一处漏了一处，读者不知道信哪一个。

    改前：
        # 某县抓技能

        培训技能人才1605人。

        一是开班办学。累计培训技能人才1650人。

        二是送岗上门。走访农户。
    改后：
        # 某县抓技能

        培训技能人才1605人。

        一是开班办学。累计培训技能人才1605人。

        二是送岗上门。走访农户。

    依据：本档案的数据要求
    """
    for article in case.issue.articles:
        start, middle, end = parts_of(case, article)
        for begin, stop in sentences_said_again(case.source.prose, start, middle, end):
            for first in find_quantities(case.source.prose[begin:stop], case.issue.date):
                words = thing(first)
                if words:
                    yield from other_values(case, first, words, begin + first.end, end)


def sentences_said_again(prose: str, start: int, middle: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences up to `middle` with a number whose neighbouring words stand a second time before `end`."""
    stop = start
    for number in NUMBER.finditer(prose, start, middle):
        anchors = (number["before"][-ANCHOR:], number["after"][-ANCHOR:])
        if number.start() >= stop and any(
            len(anchor) == ANCHOR and prose.find(anchor, number.end(), end) >= 0 for anchor in anchors
        ):
            found = SENTENCE_END.search(prose, number.end(), middle)
            begin, stop = max(start, sentence_start(prose, number.start())), found.start() if found else middle
            yield begin, stop


def parts_of(case: RuleContext, article: Article) -> tuple[int, int, int]:
    """Where an article begins, where its first section or measure does, where it ends."""
    source = case.source
    bodies = [item.span for item in (*article.items, *article.sections)]
    start = source.offset(article.span.line, 1)
    end = source.offset(article.span.end_line, article.span.end_column)
    return start, (source.offset(bodies[0].line, 1) if bodies else end), end


def other_values(case: RuleContext, first: Quantity, words: str, start: int, end: int) -> Iterator[Finding]:
    """The places of a text that count the same as `first`, to the letter, and give another value."""
    prose = case.source.prose
    anchor = max(first.clause.split(first.text), key=len)[-ANCHOR:].strip()
    if len(anchor) < 2:
        return
    stop, at = start, start
    while (at := prose.find(anchor, max(at, stop), end)) >= 0:
        begin, found = sentence_start(prose, at), SENTENCE_END.search(prose, at)
        stop = found.start() if found else end
        if first.text in prose[at : at + len(anchor) + len(first.text) + 1]:  # nearly always they agree
            continue
        for other in find_quantities(prose[begin:stop], case.issue.date):
            one_thing = len(words) >= PLAIN_ENOUGH or slip(value_text(first), value_text(other))
            if one_thing and contradicts(first, other) and thing(other) == words:
                message = f"这里是{other.text}，题目或导语里同一件事是{first.text}"
                yield Finding(begin + other.start, begin + other.end, message, "核对后改成一致")


TOTALS = lazy_compile("^(?:截至|截止|今年以来|以来|全镇|该[市县区]|先后|累计|共[计有]|已经?|共(?![同建享产和]))+")
"""Words at the head of a clause that one article may leave out the second time it says the same."""
NOT_HAN = lazy_compile(f"[^{HAN}]")
ENOUGH = 4
"""Characters; what is shorter could count anything."""


def thing(figure: Quantity) -> str:
    """`累计培训技能人才1605人` → `培训技能人才`; empty where too little is left to tell what is counted."""
    words = TOTALS.sub("", NOT_HAN.sub("", normalised_clause(figure.clause, figure.text, figure.as_of_text)))
    return words if len(words) >= ENOUGH else ""


NUMBER = lazy_compile(f"(?P<before>[{HAN}]{{0,8}}) ?[0-9](?:[0-9.,]*[0-9])? ?(?P<after>[{HAN}]{{0,8}})")
DATED = lazy_compile("[0-9]{4}|[0-9]{4}-([0-9]{2}|Q[1-4]|H[12])|.*[0-9]/[0-9].*")
"""A time that is over: not 目前, not 今年以来."""
ANCHOR = 4
"""Characters of a clause by which its like is looked for."""
PLAIN_ENOUGH = 8
"""Words that say this much mean one thing; fewer, such as 带动就业, may be said of a county and of a village."""


def contradicts(first: Quantity, other: Quantity) -> bool:
    """Whether two figures of the same thing cannot both be right."""
    if (first.unit, first.kind) != (other.unit, other.kind) or first.kind == "ratio":
        return False
    times = {f.as_of for f in (first, other) if DATED.fullmatch(f.as_of)}
    if len(times) == 2:
        return False
    return (first.value, first.high) != (other.value, other.high)


def slip(one: str, other: str) -> bool:
    """Whether a value looks like the other misread: two digits exchanged, one digit wrong, a point or zero too many."""
    one, other = one.replace(".", ""), other.replace(".", "")
    short, shorter = one.rstrip("0"), other.rstrip("0")
    if short == shorter:
        return len(short) > 1
    wrong = sum(a != b for a, b in zip(one, other, strict=False))
    alike = wrong == 1 or (wrong == 2 and sorted(one) == sorted(other))
    return len(one) == len(other) and max(len(short), len(shorter)) > 2 and alike
