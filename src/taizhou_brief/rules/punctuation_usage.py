"""Rules about punctuation marks in the wrong place (GB/T 15834)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhou_brief.chinese.characters import HAN, ONE_TO_TEN, SMALL_NUMERAL
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Severity
from taizhou_brief.rules.rule import Finding, RuleContext, issue_rule

STOPS = "，。、；："
OPENING = "“‘《（【〔"
CLOSING = "”’》）】〕"
PARTNER = dict(zip(CLOSING, OPENING, strict=True))
PAIRS = tuple(f"{opening}{closing}" for closing, opening in PARTNER.items())
PAIR_TOKEN = lazy_compile(f"[{OPENING}{CLOSING}]|\n(?:[ \t\r]*\n|#)")
LIST_LABEL = lazy_compile(rf"[\s*+>#-]*[0-9A-Za-z{ONE_TO_TEN}]{{1,3}}")
LABEL_AFTER_STOP = lazy_compile("[。；：，][0-9]{1,2}$")
NOT_BLANK = lazy_compile(r"\S")
MAX_PREFIX = 100
"""Characters before a mark in which the start of its line is looked for."""
ORDINAL = lazy_compile(
    r"\n(?:#{1,6} +|[ \t\r]*\n)"
    rf"(?P<whole>(?P<han>{SMALL_NUMERAL})[，,.．：:]|(?P<bracket>（{SMALL_NUMERAL}）)[、，,.．：:。]"
    rf"|(?P<digit>[0-9]{{1,2}})[、，](?![0-9])|(?P<nth>第{SMALL_NUMERAL})(?:[：:]|、(?!第?{SMALL_NUMERAL}))|(?P<first>首先|其次|再次|最后)、)"
)
MARK_AFTER = {"han": "、", "bracket": "", "digit": ".", "nth": "，", "first": "，"}
HEADING_STOP = lazy_compile(r"\n#{1,6} [^\n]*?(?<![。，、；：,;:.])(?P<stop>[。，、；：,;:.]+)[ \t\r]*(?=\n|$)")
MARKS = f"{STOPS}？！{OPENING}{CLOSING}"
SPACE_BY_MARK = lazy_compile(f"[ \u3000\t](?<![ \u3000\t].)(?:(?<=[{MARKS}].)[ \u3000\t]*|[ \u3000\t]*(?=[{MARKS}]))")
SPACE_NEIGHBOUR = lazy_compile(f"[{HAN}A-Za-z0-9％%{MARKS}]")
TWO_STOPS = lazy_compile("[，、；：。][，、；：。]")
DOUBLED = lazy_compile("[，、；：][，、；：。]+|。[，、；：]+|(?<!。)。。(?!。)")
LISTED = lazy_compile("、(?<=[”》].)(?=[“《])")
LEADING = lazy_compile(f"\n[ \t\r]*\n[ \t]*(?P<mark>[{STOPS}？！{CLOSING}]+)")


@issue_rule("P304", Severity.WARNING)
def unbalanced_pair(context: RuleContext) -> Iterator[Finding]:
    """引号、书名号或括号不成对。

    查什么：一个段落里只有一半的“”‘’《》（）【】〔〕，或者两对交叉。引文分成几段、每段开头都有前引号的不算，“1）”这样的序号不算。

    为什么：少了一半，读者分不清引到哪里、注到哪里，专名和条目也会认错。

    改前：推行“共富工坊模式，带动增收。
    改后：推行“共富工坊”模式，带动增收。

    依据：GB/T 15834—2011《标点符号用法》4.8、4.9、4.15
    """
    prose = context.source.prose
    if is_balanced("".join(PAIR_TOKEN.findall(prose))):
        return
    open_marks: list[re.Match[str]] = []
    for token in (*PAIR_TOKEN.finditer(prose), None):
        mark = token[0] if token else "\n"
        if token and mark in OPENING:
            open_marks.append(token)
        elif token and mark in PARTNER:
            if open_marks and open_marks[-1][0] == PARTNER[mark]:
                open_marks.pop()
            elif not may_be_unpaired(context, token.start(), mark):
                yield Finding(
                    *token.span(), f"“{mark}”前面没有与它成对的“{PARTNER[mark]}”", "补上另一半，或删去多余的一半"
                )
        else:
            following = NOT_BLANK.search(prose, token.end()) if token and open_marks else None
            for opening in open_marks:
                indent = prose[max(0, opening.start() - MAX_PREFIX) : opening.start()].rstrip(" \t")
                if not (following and opening[0] == following[0] == "“" and indent.endswith("\n")):
                    yield Finding(
                        *opening.span(), f"“{opening[0]}”后面没有与它成对的另一半", "补上另一半，或删去多余的一半"
                    )
            open_marks = []


def is_balanced(tokens: str) -> bool:
    """Return whether nothing is left of the tokens of a text, paragraph ends aside, without their pairs."""
    before = ""
    while tokens != before:
        before = tokens
        for pair in PAIRS:
            tokens = tokens.replace(pair, "")
    return not tokens.strip("\n\r\t #")


def may_be_unpaired(context: RuleContext, offset: int, mark: str) -> bool:
    """Return whether a closing mark needs no partner: the bracket of `1）`, the apostrophe of a foreign word."""
    text, line_start = context.source.text, context.source.line_start(offset)
    before = text[max(line_start, offset - MAX_PREFIX) : offset]
    if mark == "’":
        return before[-1:].isascii() and text[offset + 1 : offset + 2].isascii()
    is_label = offset - line_start <= MAX_PREFIX and LIST_LABEL.fullmatch(before)
    return mark == "）" and bool(is_label or LABEL_AFTER_STOP.search(before[-3:]))


@issue_rule("P307", Severity.WARNING)
def wrong_mark_after_ordinal(context: RuleContext) -> Iterator[Finding]:
    """序次语后面的标点不对。

    查什么：段首或标题开头的“一，”“一.”“（一）、”“1、”“第一、”“首先、”。

    为什么：序次语各有固定的标点：一、用顿号；（一）不加标点；1.用下脚点；第一，和首先，用逗号。用错了，层次就看不清。

    改前：
        1、整合资源。

        2、配强力量。
    改后：
        1.整合资源。

        2.配强力量。

    依据：GB/T 15834—2011《标点符号用法》附录 B.2；GB/T 9704—2012 7.3.3
    """
    for match in ORDINAL.finditer(context.source.prose):
        kind, name = next((key, value) for key, value in match.groupdict().items() if key in MARK_AFTER and value)
        right = name + MARK_AFTER[kind]
        yield Finding(*match.span("whole"), f"序次语写成了“{match['whole']}”", f"改为“{right}”")


@issue_rule("P309", Severity.WARNING)
def heading_that_ends_with_a_stop(context: RuleContext) -> Iterator[Finding]:
    """标题末尾有点号。

    查什么：文章标题和节标题末尾的句号、逗号、顿号、分号、冒号；问号、感叹号不算。

    为什么：标题独占一行，末尾不用点号；目录和网页标题里也会带上这个多余的点。

    改前：
        # 某县深化改革

        ## 一、聚焦改革，建强队伍。

        各乡镇落实到人。
    改后：
        # 某县深化改革

        ## 一、聚焦改革，建强队伍

        各乡镇落实到人。

    依据：公文写作通例
    """
    for match in HEADING_STOP.finditer(context.source.prose):
        yield Finding(*match.span("stop"), f"标题末尾有“{match['stop']}”", "删去")


@issue_rule("P310", Severity.WARNING)
def space_beside_chinese_mark(context: RuleContext) -> Iterator[Finding]:
    """中文标点旁边有空格。

    查什么：正文里紧挨着中文标点的空格；标题中隔开两个分句的空格不算。

    为什么：全角标点自带空白，再加空格就太松；这类空格多是从排版文件里带出来的。

    改前：建成驿站 ，服务骑手。
    改后：建成驿站，服务骑手。

    依据：GB/T 15834—2011《标点符号用法》5.1
    """
    prose = context.source.prose
    for match in SPACE_BY_MARK.finditer(prose):
        start, end = match.span()
        sides = SPACE_NEIGHBOUR.match(prose, start - 1) and SPACE_NEIGHBOUR.match(prose, end)
        if start and sides and not context.source.in_heading(start):
            yield Finding(start, end, "中文标点旁边有空格", "删去空格", replacement="")


@issue_rule("P311", Severity.WARNING)
def doubled_stop(context: RuleContext) -> Iterator[Finding]:
    """点号连用。

    查什么：连在一起的两个点号，如“，，”“。。”“、，”。

    为什么：多半是改稿时留下的，读者会以为漏了字。

    改前：完善设施，，方便群众。
    改后：完善设施，方便群众。

    依据：GB/T 15834—2011《标点符号用法》5.1
    """
    prose = context.source.prose
    if not TWO_STOPS.search(prose):
        return
    for match in DOUBLED.finditer(prose):
        yield Finding(*match.span(), f"点号连用：“{match[0]}”", "只留一个")


@issue_rule("P312", Severity.NOTE)
def comma_between_quoted_items(context: RuleContext) -> Iterator[Finding]:
    """并列的引号或书名号之间用了顿号。

    查什么：“甲”、“乙”和《甲》、《乙》之间的顿号。

    为什么：引号、书名号已经把各项隔开，通常不再用顿号。只是提示，不影响发布。

    改前：推出“银龄课堂”、“周末夜校”。
    改后：推出“银龄课堂”“周末夜校”。

    依据：GB/T 15834—2011《标点符号用法》4.5.3.5
    """
    prose = context.source.prose
    if "”、“" not in prose and "》、《" not in prose and "》、“" not in prose and "”、《" not in prose:
        return
    for match in LISTED.finditer(prose):
        yield Finding(*match.span(), "并列的引号或书名号之间通常不用顿号", "删去顿号")


@issue_rule("P313", Severity.WARNING)
def stop_at_start_of_paragraph(context: RuleContext) -> Iterator[Finding]:
    """段落以点号或后半个符号开头。

    查什么：段首的逗号、句号、顿号、分号、冒号、问号、感叹号和后引号、后括号。

    为什么：这些符号不能居于行首；出现在段首，多半是一段话被换页断成了两段。

    改前：
        完善帮扶机制

        ，惠及困难群众。
    改后：完善帮扶机制，惠及困难群众。

    依据：GB/T 15834—2011《标点符号用法》5.1.1
    """
    for match in LEADING.finditer(context.source.prose):
        yield Finding(*match.span("mark"), f"段落以“{match['mark']}”开头", "与上一段接成一段，或补上漏掉的字")
