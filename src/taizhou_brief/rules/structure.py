"""Rules about the order of sections and measures."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from taizhou_brief.chinese.characters import ONE_TO_TEN, SMALL_NUMERAL, parse_chinese_numeral, to_chinese_numeral
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Severity
from taizhou_brief.model.block import Block, Span
from taizhou_brief.model.issue import Article, Measure, Section, split_scopes
from taizhou_brief.rules.rule import Finding, RuleContext, issue_rule

THIRD_LEVEL = lazy_compile(rf"（({SMALL_NUMERAL})）")
ORDINAL = f"[{ONE_TO_TEN}]"
INLINE = lazy_compile(rf"是(?:(?<=[；。：，]{ORDINAL}.)|(?<=[；。：，]{ORDINAL}{{2}}.))")
RUN_ON = lazy_compile(rf"是(?:(?<=[；。：，\n]{ORDINAL}.)|(?<=[；。：，\n]{ORDINAL}{{2}}.))")
LONE = lazy_compile(r"一是|（一）|第一，|首先，|1[.．、](?![ 0-9])")


def span_offsets(context: RuleContext, span: Span, length: int) -> tuple[int, int]:
    """Return the offsets of the first `length` characters of a span, at most to the end of its first line."""
    start = context.source.offset(span.line, span.column)
    end = context.source.text.find("\n", start)
    return start, min(start + length, end if end >= 0 else len(context.source.text))


def find_unknown_measures(
    context: RuleContext, article: Article, places: Iterable[tuple[str, Span]], key: str
) -> Iterator[Finding]:
    """Yield a finding for each place of a key of the front matter that names no measure of the article."""
    measures = [measure.id for measure in article.measures]
    for measure, span in places:
        if measure not in measures:
            hint = f"这一篇有：{'、'.join(measures)}" if measures else f"这一篇没有措施，删去 {key}"
            yield Finding(*span_offsets(context, span, 400), f"这一篇没有 {measure} 这一条", hint)


def describe_disorder(number: int, expected: int, seen: Container[int]) -> str:
    """Return how a number differs from the expected one: repeated, skipped or decreasing."""
    return "重复" if number in seen else "跳号" if number > expected else "倒序"


@issue_rule("S101", Severity.WARNING)
def section_out_of_order(context: RuleContext) -> Iterator[Finding]:
    """节的序号不连续。

    查什么：一篇里“一、二、三、”跳号、重复或者倒序。

    为什么：读者会以为缺了一节；引用“第三部分”时也会引错。

    改前：
        # 某县办实事

        ## 一、建机制

        各部门各司其职。

        ## 三、强保障

        资金足额到位。
    改后：
        # 某县办实事

        ## 一、建机制

        各部门各司其职。

        ## 二、强保障

        资金足额到位。

    依据：GB/T 9704—2012《党政机关公文格式》7.3.3
    """
    for article in context.issue.articles:
        seen, last = set[int](), 0
        for section in article.sections:
            expected = last + 1
            if section.number and section.number != expected:
                kind = describe_disorder(section.number, expected, seen)
                hint = f"改为“{to_chinese_numeral(expected)}、”，或补上缺的一节"
                yield Finding(
                    *find_section_marker(context, section),
                    f"节的序号{kind}：此处应为“{to_chinese_numeral(expected)}、”",
                    hint,
                )
            if section.number:
                seen.add(last := section.number)


def find_section_marker(context: RuleContext, section: Section) -> tuple[int, int]:
    """Return the offsets of the number in a section's heading, or of the heading if it has none."""
    start, end = span_offsets(context, section.span, 400)
    position = context.source.text.find(section.marker, start, end)
    return (position, position + len(section.marker)) if position >= 0 else (start, end)


def scopes(article: Article) -> Iterator[Sequence[Block | Measure]]:
    """Yield the parts that may contain measures: the article outside sections, then each section."""
    yield (*article.lead, *article.items)
    for section in article.sections:
        yield section.items


@issue_rule("S102", Severity.WARNING)
def measure_out_of_order(context: RuleContext) -> Iterator[Finding]:
    """措施的序号不连续。

    查什么：一节里“一是、二是、三是”（以及“（一）”“1.”“第一，”等）跳号、重复或者倒序；三级标题下面另起的不算。

    为什么：读者会以为缺了一条；网页上的条目编号也会与原文对不上。

    改前：
        一是建好阵地。改造场地六处。

        三是配强队伍。选派干部八名。
    改后：
        一是建好阵地。改造场地六处。

        二是配强队伍。选派干部八名。

    依据：公文写作通例
    """
    for article in context.issue.articles:
        for scope in scopes(article):
            for items in split_scopes(scope):
                seen, last = set[int](), 0
                for measure in (item for item in items if isinstance(item, Measure)):
                    expected = last + 1
                    if measure.ordinal != expected:
                        kind = describe_disorder(measure.ordinal, expected, seen)
                        offsets = span_offsets(context, measure.span, len(measure.marker))
                        message = f"“{measure.marker}”序号{kind}，此处应是第{expected}条"
                        yield Finding(*offsets, message, "改正序号，或补上缺的一条")
                    seen.add(last := measure.ordinal)


@issue_rule("S103", Severity.WARNING)
def lone_first_measure(context: RuleContext) -> Iterator[Finding]:
    """只有“一是”，没有“二是”。

    查什么：一节里有以“一是”（或“（一）”“第一，”“首先，”“1.”）开头的段落，但没有下一条。

    为什么：只有一条就不必编号；多半是后面的序号写错或者漏了段落，网页上也不会把它当作措施。

    改前：
        一是做好摸排。走访农户两百户。

        做好帮扶。结对干部六十名。
    改后：
        一是做好摸排。走访农户两百户。

        二是做好帮扶。结对干部六十名。

    依据：公文写作通例
    """
    for article in context.issue.articles:
        for scope in scopes(article):
            blocks = [item for item in scope if isinstance(item, Block)]
            for item in blocks if len(blocks) == len(scope) else ():
                match = LONE.match(item.text) if item.kind == "paragraph" else None
                if match and not RUN_ON.search(item.text) and "二是" not in item.text:
                    yield Finding(
                        *span_offsets(context, item.span, len(match[0])),
                        f"只有“{match[0]}”，没有下一条",
                        "补上下一条，或删去序号",
                    )


@issue_rule("S104", Severity.WARNING)
def third_level_out_of_order(context: RuleContext) -> Iterator[Finding]:
    """三级标题的序号不连续。

    查什么：一节里 `### （一）` 的序号跳号、重复或者倒序。

    为什么：同节的序号。

    改前：
        # 某县办实事

        ## 一、建机制

        ### （一）定责任

        责任到人。

        ### （三）严考核

        按月通报。
    改后：
        # 某县办实事

        ## 一、建机制

        ### （一）定责任

        责任到人。

        ### （二）严考核

        按月通报。

    依据：GB/T 9704—2012《党政机关公文格式》7.3.3
    """
    for article in context.issue.articles:
        for scope in scopes(article):
            seen, last = set[int](), 0
            for item in scope:
                match = THIRD_LEVEL.match(item.text) if isinstance(item, Block) and item.level else None
                number = parse_chinese_numeral(match[1]) if match else None
                if not match or not number:
                    continue
                expected = last + 1
                if number != expected:
                    kind = describe_disorder(number, expected, seen)
                    message = f"三级标题的序号{kind}：此处应为“（{to_chinese_numeral(expected)}）”"
                    yield Finding(*span_offsets(context, item.span, 400), message, "改正序号，或补上缺的一节")
                seen.add(last := number)


@issue_rule("S107", Severity.WARNING)
def run_on_measures_out_of_order(context: RuleContext) -> Iterator[Finding]:
    """一段之内“一是、二是”的序号不连续。

    查什么：写在同一段里的“一是……；二是……；三是……”跳号或重复。

    为什么：读者会以为缺了一条。

    改前：做法有三：一是联网；三是联动；四是联治。
    改后：做法有三：一是联网；二是联动；三是联治。

    依据：公文写作通例
    """
    prose = context.source.prose
    if not INLINE.search(prose):
        return
    seen, last = set[int](), 0
    previous_end = 0
    for match in RUN_ON.finditer(prose, context.source.start):
        start = 1 + max(prose.rfind(mark, match.start() - 4, match.start()) for mark in "；。：，\n")
        ordinal = parse_chinese_numeral(prose[start : match.start()]) or 0
        same_list = seen and prose[start - 1] != "\n" and "\n\n" not in prose[previous_end:start]
        previous_end = match.end()
        if not same_list:
            seen, last = {ordinal} if ordinal == 1 else set(), ordinal
            continue
        if ordinal == 1:
            seen = set()
        elif ordinal != last + 1:
            kind = describe_disorder(ordinal, last + 1, seen)
            hint = "改正序号，或补上缺的一条"
            expected, marker = to_chinese_numeral(last + 1), prose[start : match.end()]
            yield Finding(start, match.end(), f"“{marker}”序号{kind}，此处应为“{expected}是”", hint)
        seen.add(last := ordinal)


@issue_rule("S132", Severity.WARNING)
def third_level_outside_sections(context: RuleContext) -> Iterator[Finding]:
    """`###` 上面没有节。

    查什么：一篇里第一节 `## 一、…` 之前就有 `### （一）…`，或者没有节，只有三级标题。一篇指出一处。

    为什么：三级标题属于一节；上面没有节的，多半是少写了一个节的标题，或者多写了一个“#”，本篇目录里也没有它。

    改前：
        # 某县办实事

        ### （一）定责任

        责任到人。
    改后：
        # 某县办实事

        ## 一、定责任

        责任到人。

    依据：本档案的格式说明
    """
    for article in context.issue.articles:
        for item in article.paragraphs:
            if item.level and item.text:
                hint = "上面补上节的标题“## 一、…”；它自己就是节的，改为“##”"
                yield Finding(*span_offsets(context, item.span, 400), "这个“###”上面没有节", hint)
                break
