"""Rules about contradictions between quantities: parts and wholes, shares, one count in two places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache, partial
from itertools import islice
from typing import NamedTuple

from taizhou_brief.chinese.approximators import OPEN_ENDED
from taizhou_brief.chinese.characters import HAN, ONE_TO_TEN
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Severity
from taizhou_brief.model.issue import Article
from taizhou_brief.model.quantity import Quantity
from taizhou_brief.quantities import find_quantities, normalised_clause, value_text
from taizhou_brief.rules.rule import Finding, RuleContext, issue_rule

SENTENCE_END = lazy_compile("[。！？；\n]")
PART_END = lazy_compile("[，。；！？\n]")
PART_WORD = lazy_compile("其中")
NOT_ADDITIVE = lazy_compile("均|最[高低大小多少长快]|每|雨量|降水|水位|气温|海拔")
"""Words of a sentence whose quantities are no totals."""
WHERE = lazy_compile(f"[{HAN}]{{0,6}}?[中里内](?:[，、]|抽|选|挑|安|设|推|开)")
"""End of a phrase that names a place: 在全市三大片中抽调."""
LIST_GAP = lazy_compile("(?:、|和|与|以及|及)[^，。；：！？\n]{0,12}")
"""Words between two quantities of one list: `、合作社`."""
ADDITIVE_KINDS = {"count", "money", "area", "length", "weight", "volume", "energy", "power", "data"}
"""Kinds of which a part cannot exceed its whole."""
MAX_LOOKAROUND = 200
"""Characters before and after 其中 that belong to its sentence at most."""
MAX_PARTS = 1000
"""Occurrences of 其中 that are examined in one issue; a printed one has a few dozen."""
SHARE = lazy_compile(
    "(?:覆盖|合格|满意|好评|知晓|到位|办结|签约|入住|入驻|参保|脱贫|达标|普及|及格|就业|入园|巩固|见面|认领|执结|回访|接种)率"
    "[^，。；、！？0-9]{0,6}?(?P<share>[0-9]+(?:\\.[0-9]+)?) ?[%％]"
    "|占[^，。；、！？0-9]{0,10}?(?P<part>[0-9]+(?:\\.[0-9]+)?) ?[%％]"
    "|(?:下降|减少|降低|缩短|压缩|回落)(?:了|幅度?达?)? ?(?P<fall>[0-9]+(?:\\.[0-9]+)?) ?[%％]"
)
PERCENT = lazy_compile("[0-9](?<![0-9].)[0-9]{2,}(?:\\.[0-9]+)? ?[%％]")
"""What a share above 100 must contain: a cheap search before the expensive one."""


NAME = lazy_compile(
    "[“《「『][^”》」』\n]{1,30}[”》」』]"
    f"|第[0-9{ONE_TO_TEN}]{{1,3}}[{HAN}]"
    f"|[{HAN}]{{1,6}}?(?:[省市县区镇乡村岛局]|街道|社区|集团|公司|企业|合作社|学校|[中小]学|学院|大学|医院|银行|协会|商会|基地|中心|农场|产业|行业|小组)"
    "|[^，。；：！？\n]{1,20}："
)
"""What may name another subject: a quoted name, a batch, a place, an organisation, an industry, a label."""
WHOLE_PLACE = lazy_compile("[全本我该][省市县区镇乡村]|^(?:城乡|农村|城镇|地区|城市|乡村)$")
"""Words that name no other place than the one the article is about."""
ITEM_LINE = lazy_compile(r" *(?:\||[-*+] )")
"""Beginning of a row of a table or of an item of a list."""


class Scope(NamedTuple):
    """The subject of a quantity in a title or lead, which its repetitions must share."""

    prose: str
    known: str
    """Title and counties of the article: whatever they name is named everywhere in it."""
    start: int
    """Offset of the quantity."""
    today: date

    def includes(self, other: int) -> bool:
        """Return whether a quantity at another offset has the same subject: nothing near either names another one."""
        lines = [self.prose.rfind("\n", 0, offset) + 1 for offset in (self.start, other)]
        if any(ITEM_LINE.match(self.prose, line) for line in lines):
            return False
        sentence = self.prose[find_sentence_start(self.prose, self.start) : self.start]
        lead = self.prose[lines[0] : self.start]
        section = self.prose.rfind("\n#", 0, other) + 1
        heading = self.prose[section : self.prose.find("\n", section) + 1] if section else ""
        near = heading + self.prose[lines[1] : other]
        return not (names_other(near, lead + self.known) or names_other(sentence, near + self.known))


def names_other(text: str, known: str) -> bool:
    """Return whether a text names something that another does not."""
    return any(
        match[0].strip("“”《》「」『』：")[-3:] not in known
        for match in NAME.finditer(text)
        if not WHOLE_PLACE.search(match[0])
    )


SentenceFinder = Callable[[int, int], tuple[Quantity, ...]]
"""Returns the quantities between two offsets of a text."""


@issue_rule("N413", Severity.WARNING)
def part_larger_than_its_whole(context: RuleContext) -> Iterator[Finding]:
    """部分比总数大。

    查什么：同一句里“其中”后面的数字，比紧挨在“其中”前面、同一单位的数字还大；前面是并列几个的，比几个加起来还大才算。
    总数带“余”“超”“约”等字的不算；平均、最高、雨量、水位这类不能相加的数不算；时间不同、一个是增减一个是总量的不算。

    为什么：两个数字至少有一个错了，读者和数据表都会跟着错。

    改前：新增企业20家，其中规上企业25家。
    改后：新增企业25家，其中规上企业20家。

    依据：本档案的数据要求
    """
    prose = context.source.prose
    for part_word in islice(PART_WORD.finditer(prose), MAX_PARTS):
        position = part_word.end()
        start = find_sentence_start(prose, position)
        end_match = PART_END.search(prose, position, position + MAX_LOOKAROUND)
        end = end_match.start() if end_match else min(len(prose), position + MAX_LOOKAROUND)
        quantities = [q for q in find_quantities(prose[start:end], context.issue.date) if q.value is not None]
        wholes = find_wholes(prose[start : position - 2], [q for q in quantities if start + q.end <= position - 2])
        for part in (quantity for quantity in quantities if start + quantity.start >= position):
            if wholes and exceeds_whole(part, wholes):
                printed = "、".join(whole.text for whole in wholes)
                total = f"前面的{printed}" + ("加起来" if len(wholes) > 1 else "")
                message = f"其中的{part.text}，比{total}还多"
                yield Finding(start + part.start, start + part.end, message, "核对这两个数字")


def find_wholes(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Return the quantity that 其中 refers to after a text, or the items of a list: the last of it.

    It is none of those that name a place (九区三大片中) or cannot be added (平均雨量).
    """
    if not quantities or NOT_ADDITIVE.search(text) or WHERE.match(text, quantities[-1].end):
        return []
    wholes = quantities[-1:]
    for earlier in reversed(quantities[:-1]):
        gap = text[earlier.end : wholes[0].start]
        if (earlier.unit, earlier.kind) != (wholes[0].unit, wholes[0].kind) or not LIST_GAP.fullmatch(gap):
            break
        wholes.insert(0, earlier)
    return wholes


def exceeds_whole(part: Quantity, wholes: list[Quantity]) -> bool:
    """Return whether a part is too large for its whole, which may be a list of items to add up."""
    total = Decimal()
    for whole in wholes:
        if (
            (whole.unit, whole.kind, whole.direction, whole.target)
            != (part.unit, part.kind, part.direction, part.target)
            or whole.value is None
            or whole.kind not in ADDITIVE_KINDS
            or (part.as_of and part.as_of != whole.as_of)
            or whole.text.endswith("大")  # 五大专班 and 七大片区 count different things
            or any(word in whole.qualifier for word in OPEN_ENDED)
        ):
            return False
        total += whole.high or whole.value
    return part.value is not None and part.value > total


def find_sentence_start(text: str, offset: int) -> int:
    """Return the offset of the sentence that contains an offset, at most `MAX_LOOKAROUND` characters before it."""
    start = 0
    for match in SENTENCE_END.finditer(text, max(0, offset - MAX_LOOKAROUND), offset):
        start = match.end()
    return start or max(0, offset - MAX_LOOKAROUND)


@issue_rule("N414", Severity.WARNING)
def share_above_one_hundred(context: RuleContext) -> Iterator[Finding]:
    """占比、比率超过了100%，或下降超过了100%。

    查什么：“占……”“覆盖率”“满意率”等不会超过100%的比率后面的百分数，以及“下降”“减少”后面的百分数；
    完成率、增长率、毛入学率可以超过100%，不查。

    为什么：全部也只有100%，多出来的是写错了。

    改前：群众满意率达198.6%。
    改后：群众满意率达98.6%。

    依据：本档案的数据要求
    """
    prose = context.source.prose
    searched_end = 0
    for percent in PERCENT.finditer(prose):
        match = SHARE.search(prose, max(searched_end, percent.start() - 24), percent.end())
        searched_end = percent.end()
        if match and match.end() == percent.end():
            group = match.lastgroup or "share"
            if float(match[group]) > 100:
                what = "下降" if group == "fall" else "占比、比率"
                message = f"{what}不会超过100%：“{prose[match.start(group) : match.end()]}”"
                yield Finding(match.start(group), match.end(), message, "核对这个数字")


@issue_rule("N415", Severity.WARNING)
def one_count_with_two_values(context: RuleContext) -> Iterator[Finding]:
    """同一件事，题目或导语里是一个数，后面是另一个数。

    查什么：一篇的题目、导语与后面各条里，除了数字以外一字不差的分句，单位相同而数字不同。说的对象不同的不算：
    一处写明了另一个时间、地方、单位、批次、专名，或者在表格、列表里；一个是目标、一个是结果；后面几条各有各的数。
    分句不到8个字的、写明了时间只在一处的、百分数，只报像是抄错的数字，如1605与1650。

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
    for article in context.issue.articles:
        start, middle, end = find_article_bounds(context, article)
        prose, compared = context.source.prose, Counter[str]()
        find = cache(partial(find_in_span, context))
        seen: set[tuple[str, str, str, str, str]] = set()
        known = article.title + "、".join(article.counties)
        for sentence_start, sentence_end in find_repeated_sentences(prose, start, middle, end):
            for first in find(sentence_start, sentence_end):
                subject, anchor = extract_subject(first), find_anchor(first)
                key = (subject, anchor, first.text, first.unit, first.as_of)
                if subject and len(anchor) > 1 and key not in seen and compared[anchor] < MAX_VALUES:
                    seen.add(key)
                    compared[anchor] += 1
                    scope = Scope(prose, known, sentence_start + first.start, context.issue.date)
                    findings = list(find_other_values(scope, first, subject, sentence_start + first.end, end, find))
                    if len({prose[finding.start : finding.end] for finding in findings}) == 1:
                        yield from findings


def find_repeated_sentences(prose: str, start: int, middle: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield sentences up to `middle` with a number whose neighbouring words occur again before `end`."""
    sentence_end = previous_end = start
    for number in islice(NUMBER.finditer(prose, start, middle), MAX_NUMBERS):
        number_start, number_end = number.span()
        before = WORDS_BEFORE.search(prose, max(previous_end, number_start - 9), number_start)
        after = WORDS_AFTER.match(prose, number_end, middle)
        previous_end = after.end() if after else number_end
        words_start = before.start() if before else number_start
        anchors = (before["words"] if before else "", after["words"] if after else "")
        if words_start >= sentence_end and any(
            len(anchor) >= ANCHOR_LENGTH and prose.find(anchor[-ANCHOR_LENGTH:], previous_end, end) >= 0
            for anchor in anchors
        ):
            match = SENTENCE_END.search(prose, previous_end, middle)
            sentence_end = match.start() if match else middle
            yield max(start, find_sentence_start(prose, words_start)), sentence_end


def find_article_bounds(context: RuleContext, article: Article) -> tuple[int, int, int]:
    """Return the offsets of an article, of its first section or measure, and of its end."""
    source = context.source
    spans = [item.span for item in (*article.items, *article.sections)]
    start = source.offset(article.span.line, 1)
    end = source.offset(article.span.end_line, article.span.end_column)
    return start, (source.offset(spans[0].line, 1) if spans else end), end


def find_in_span(context: RuleContext, start: int, end: int) -> tuple[Quantity, ...]:
    """Return the quantities between two offsets, which are relative to the first."""
    return find_quantities(context.source.prose[start:end], context.issue.date)


def find_other_values(  # noqa: PLR0913, PLR0917  # the text, what is looked for and where
    scope: Scope, first: Quantity, subject: str, start: int, end: int, find: SentenceFinder
) -> Iterator[Finding]:
    """Yield places of a text that count exactly the same as `first`, of the same subject, and give another value."""
    prose, anchor = scope.prose, find_anchor(first)
    sentence_end, position = start, start
    while (position := prose.find(anchor, max(position, sentence_end), end)) >= 0:
        sentence_start, match = find_sentence_start(prose, position), SENTENCE_END.search(prose, position)
        sentence_end = match.start() if match else end
        if first.text in prose[position : position + len(anchor) + len(first.text) + 1]:
            continue  # the usual case: they agree
        sentence = prose[sentence_start:sentence_end]
        if not all(character in sentence for character in subject):
            continue
        for other in find(sentence_start, sentence_end):
            if (
                extract_subject(other) == subject
                and contradicts(first, other, scope.today, certain=len(subject) >= UNAMBIGUOUS_LENGTH)
                and scope.includes(sentence_start + other.start)
            ):
                message = f"这里是{other.text}，题目或导语里同一件事是{first.text}"
                yield Finding(sentence_start + other.start, sentence_start + other.end, message, "核对后改成一致")


def find_anchor(quantity: Quantity) -> str:
    """Return the words by which the repetition of a quantity's clause is looked for."""
    return max(quantity.clause.split(quantity.text), key=len)[-ANCHOR_LENGTH:].strip()


OPTIONAL_OPENING = lazy_compile(
    "^(?:截至|截止|今年以来|以来|全镇|该[市县区]|先后|累计|共[计有]|已经?|共(?![同建享产和]))+"
)
"""Words at the start of a clause that an article may omit when it repeats the clause."""
NOT_HAN = lazy_compile(f"[^{HAN}]")
MIN_SUBJECT_LENGTH = 4
"""Characters below which a subject could mean anything."""


def extract_subject(quantity: Quantity) -> str:
    """Return what a quantity counts: `培训技能人才` in `累计培训技能人才1605人`; empty if too short to be clear."""
    clause = normalised_clause(quantity.clause, quantity.text, quantity.as_of_text)
    subject = OPTIONAL_OPENING.sub("", NOT_HAN.sub("", clause))
    return subject if len(subject) >= MIN_SUBJECT_LENGTH else ""


NUMBER = lazy_compile("[0-9](?:[0-9.,]*[0-9])?")
WORDS_BEFORE = lazy_compile(f"(?P<words>[{HAN}]{{0,8}}) ?$")
WORDS_AFTER = lazy_compile(f" ?(?P<words>[{HAN}]{{0,8}})")
MAX_NUMBERS = 500
"""Numbers of a title and lead that are examined; a printed lead has a few dozen."""
MAX_VALUES = 50
"""Values with the same words before or after them that are compared with the rest of an article."""
ANCHOR_LENGTH = 4
"""Characters of a clause that are searched for to find its repetition."""
UNAMBIGUOUS_LENGTH = 8
"""Characters from which a subject means one thing; a shorter one, such as 带动就业, may apply to county and village."""


def contradicts(first: Quantity, other: Quantity, today: date, *, certain: bool) -> bool:
    """Return whether two quantities in the same words cannot both be correct.

    Values that are unlike are only reported if the words are `certain` to mean one thing at one time.
    """
    if (first.unit, first.kind, first.direction, first.target) != (
        other.unit,
        other.kind,
        other.direction,
        other.target,
    ) or (first.value, first.high) == (other.value, other.high):
        return False
    now = {"", today.isoformat(), f"{today.year}/"}
    periods = {"" if quantity.as_of in now else quantity.as_of for quantity in (first, other)}
    if first.kind == "ratio" or len(periods - {""}) == 2:
        return False
    if certain and len(periods) == 1 and first.kind != "percent" and first.unit != "百分点":
        return True
    return looks_misread(value_text(first), value_text(other))


def looks_misread(first: str, second: str) -> bool:
    """Return whether one value looks like a misreading of the other.

    That is two digits exchanged, one digit wrong, or a point or zero too many.
    """
    first, second = first.replace(".", ""), second.replace(".", "")
    first_significant, second_significant = first.rstrip("0"), second.rstrip("0")
    if first_significant == second_significant:
        return len(first_significant) > 1
    differing = sum(a != b for a, b in zip(first, second, strict=False))
    alike = differing == 1 or (differing == 2 and sorted(first) == sorted(second))
    return len(first) == len(second) and max(len(first_significant), len(second_significant)) > 2 and alike
