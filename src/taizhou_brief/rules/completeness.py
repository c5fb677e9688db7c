"""Rules about the content of an issue: empty and broken parts, places, titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from taizhou_brief.chinese.characters import HAN
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Severity
from taizhou_brief.formats.undecided import BLANK
from taizhou_brief.model.block import Block
from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import ArticleEntry, Issue
from taizhou_brief.model.settings import County
from taizhou_brief.quantities import find_cut_paragraphs
from taizhou_brief.rules.rule import Finding, RuleContext, issue_rule
from taizhou_brief.rules.structure import find_unknown_measures, scopes, span_offsets

ENDS_OPEN = lazy_compile(rf"[{HAN}A-Za-z0-9，、“《（]")
BROKEN = lazy_compile(rf"\n[ \t\r]*\n(?=[ \t]*[{HAN}A-Za-z0-9”》），。、；：])")
NOT_PROSE = tuple("#|>-*+[`~ \t")
FEATURES = "山湾江河湖海港岛桥路街洋"
"""Characters that turn a county's short name into the name of another place: 天台山, 三门湾."""
MIN_BROKEN_LINE = 30
KEY = lazy_compile(r"\b(counties|themes):[^:]*$")


@issue_rule("S105", Severity.ERROR)
def empty_article(case: RuleContext) -> Iterator[Finding]:
    """一篇只有题目，没有正文。

    查什么：`#` 题目下面什么都没有。

    为什么：网页会是空的。

    改前：
        # 某县办实事

        # 某区抓改革

        推进十项改革。
    改后：
        # 某县办实事

        办好十件实事。

        # 某区抓改革

        推进十项改革。

    依据：本档案的格式说明
    """
    for article in case.issue.articles:
        if not (article.lead or article.items or article.sections):
            yield Finding(*span_offsets(case, article.span, 400), "这一篇只有题目，没有正文", "补上正文，或删去题目")


@issue_rule("S106", Severity.WARNING)
def empty_section(case: RuleContext) -> Iterator[Finding]:
    """一节只有标题，没有内容。

    查什么：`##` 或 `###` 标题下面什么都没有。

    为什么：多半漏贴了一段，读者会以为网页没有显示全。

    改前：
        # 某县办实事

        ## 一、建机制

        ## 二、强保障

        资金足额到位。
    改后：
        # 某县办实事

        ## 一、建机制

        责任到人。

        ## 二、强保障

        资金足额到位。

    依据：本档案的格式说明
    """
    for article in case.issue.articles:
        for section in article.sections:
            if not section.items:
                yield Finding(
                    *span_offsets(case, section.span, 400), "这一节只有标题，没有内容", "补上内容，或删去标题"
                )
        for scope in scopes(article):
            for item, following in zip_longest(scope, scope[1:]):
                ends = following is None or (isinstance(following, Block) and following.level)
                if isinstance(item, Block) and item.level and ends:
                    yield Finding(*span_offsets(case, item.span, 400), "这个标题下面没有内容", "补上内容，或删去标题")


@issue_rule("S108", Severity.WARNING)
def county_of_title_not_listed(case: RuleContext) -> Iterator[Finding]:
    """题目里的县（市、区）没有列入 counties。

    查什么：题目写明了某县（市、区），文件头这一篇的 counties 却没有它。

    为什么：漏了就不会出现在那个县（市、区）的网页和对照表里。

    改前：
        ---
        articles:
        - title: 东山县与西河县共建产业飞地
          counties: [东山县]
        ---

        # 东山县与西河县共建产业飞地

        两地签订协议。
    改后：
        ---
        articles:
        - title: 东山县与西河县共建产业飞地
          counties: [东山县, 西河县]
        ---

        # 东山县与西河县共建产业飞地

        两地签订协议。

    依据：本档案的格式说明
    """
    for article in case.issue.articles:
        start, end = span_offsets(case, article.span, 400)
        for county in case.settings.counties:
            name = find_unlisted_name(article, county)
            if name:
                position = case.source.text.find(name, start, end)
                span = (position, position + len(name)) if position >= 0 else (start, end)
                yield Finding(
                    *span, f"题目写到{county.name}，文件头这一篇的 counties 里没有", f"在 counties 里加上{county.name}"
                )


def find_unlisted_name(article: ArticleEntry, county: County) -> str:
    """Return a county's name in the title of an article that does not list it; empty if there is none."""
    listed = county.name in article.counties or county.name in article.suggested_counties
    return "" if listed else find_county_name(article.title, county)


def find_county_name(title: str, county: County) -> str:
    """Return a county's name in a title; a short name counts only at its start or where a list continues."""
    for name in (county.name, *county.aliases):
        if len(name) > 2 and name in title:  # two characters may be part of another word
            return name
    for name in (county.short, *county.aliases):
        if name and name in title and re.search(rf"(?:^|[、与和 ]){re.escape(name)}(?![{FEATURES}区市县])", title):
            return name
    return ""


@issue_rule("S109", Severity.WARNING)
def paragraph_broken_off(case: RuleContext) -> Iterator[Finding]:
    """段落没有写完就断开了。

    查什么：一段较长的文字末尾没有句号，下一段又接着写；标题、列表、表格不算。

    为什么：多半是排版文件换页，把一段话、甚至一个词断成了两段。

    改前：
        县里连续三年安排专项经费，支持各村改造闲置校舍和旧厂房，用来建设共富工

        坊，带动就业。
    改后：
        县里连续三年安排专项经费，支持各村改造闲置校舍和旧厂房，用来建设共富工坊，带动就业。

    依据：GB/T 15834—2011《标点符号用法》4.1
    """
    prose = case.source.prose
    for match in BROKEN.finditer(prose, case.source.start):
        last = match.start() - (2 if prose[match.start() - 1] == "\r" else 1)
        start = case.source.line_start(match.start())
        if last - start >= MIN_BROKEN_LINE and ENDS_OPEN.match(prose, last) and not prose.startswith(NOT_PROSE, start):
            yield Finding(last, last + 1, "段落末尾没有句号，像是换页断开的", "与下一段接起来，或补上句号")


@issue_rule("S120", Severity.WARNING)
def title_used_twice(case: RuleContext) -> Iterator[Finding]:
    """一期里两篇题目相同。

    查什么：同一期中有两篇的题目一字不差。

    为什么：多半是重复粘贴；引用和检索时分不清是哪一篇。

    改前：
        # 某县办实事

        办好十件实事。

        # 某县办实事

        又办好五件实事。
    改后：
        # 某县办实事

        办好十件实事。

        # 某县再办实事

        又办好五件实事。

    依据：本档案的格式说明
    """
    seen: dict[str, int] = {}
    for article in case.issue.articles:
        first = seen.setdefault(article.title, article.index)
        if first != article.index:
            yield Finding(*span_offsets(case, article.span, 400), f"题目与第{first}篇相同", "核对是否重复粘贴")


@issue_rule("S121", Severity.ERROR)
def blank_not_filled_in(case: RuleContext) -> Iterator[Finding]:
    """底稿里还有没填的地方。

    查什么：`new` 和 `import` 留下的“〔待填〕”。

    为什么：没有写完的底稿不能发布。

    改前：东山县〔待填〕。
    改后：东山县办起夜校。

    依据：本档案的约定
    """
    advice = {"counties": "写上县（市、区）；写全市的、市级部门的", "themes": "写上主题；没有合适的"}
    for match in re.finditer(BLANK, case.source.text):
        line = case.source.text[case.source.line_start(match.start()) : match.start()]
        key = KEY.search(line) if match.start() < case.source.start else None
        hint = f"{advice[key[1]]}，写 {key[1]}: []" if key else f"写上内容，去掉“{BLANK}”"
        yield Finding(*match.span(), "这里还没有填", hint)


@issue_rule("S122", Severity.ERROR)
def erratum_that_corrects_nothing(case: RuleContext) -> Iterator[Finding]:
    """勘误指的地方没有要更正的字。

    查什么：`errata` 里的 `at` 指向的篇或条不存在，或者那里没有 `printed` 写的字。

    为什么：勘误会显示在错误的地方，或者根本不显示，读者看到的仍是错字。

    改前：
        ---
        number: 1
        date: 2021-12-01
        articles:
        - title: 某县办实事
          counties: []
          themes: []
        errata:
        - {at: 1/m3, printed: 结合, corrected: 结余, date: 2021-12-09}
        ---

        # 某县办实事

        一是开源。社会捐赠八十六万元。

        二是节流。去年结合十二万元。
    改后：
        ---
        number: 1
        date: 2021-12-01
        articles:
        - title: 某县办实事
          counties: []
          themes: []
        errata:
        - {at: 1/m2, printed: 结合, corrected: 结余, date: 2021-12-09}
        ---

        # 某县办实事

        一是开源。社会捐赠八十六万元。

        二是节流。去年结合十二万元。

    依据：本档案的格式说明
    """
    texts: dict[Address, str | None] = {}
    for erratum in case.issue.errata:
        if erratum.at not in texts:
            text = find_text_at(case.issue, erratum.at)
            texts[erratum.at] = None if text is None else re.sub(r"\s", "", text)
        text = texts[erratum.at]
        if text is None:
            yield Finding(
                *span_offsets(case, erratum.span, 400),
                f"没有 {erratum.at} 这个地方",
                "at 写第几篇/第几节第几条，如 3/s1m2",
            )
        elif re.sub(r"\s", "", erratum.printed) not in text:
            message = f"{erratum.at} 里没有“{erratum.printed}”"
            yield Finding(*span_offsets(case, erratum.span, 400), message, "核对 at 和 printed；printed 照原文写")


@issue_rule("S123", Severity.ERROR)
def follows_of_no_measure(case: RuleContext) -> Iterator[Finding]:
    """接续的一条在这一篇里没有。

    查什么：`follows` 左边写的一条，这一篇里没有。

    为什么：“前后对照”会接到错误的地方，或者根本接不上。

    改前：
        ---
        number: 1
        date: 2021-12-01
        articles:
        - title: 某县办实事
          counties: []
          themes: []
          follows: {m3: 2021/01/1/#m1}
        ---

        # 某县办实事

        一是开源。社会捐赠。

        二是节流。压减开支。
    改后：
        ---
        number: 1
        date: 2021-12-01
        articles:
        - title: 某县办实事
          counties: []
          themes: []
        ---

        # 某县办实事

        一是开源。社会捐赠。

        二是节流。压减开支。

    依据：本档案的格式说明
    """
    for article in case.issue.articles:
        places = ((follow.measure, follow.span) for follow in article.follows)
        yield from find_unknown_measures(case, article, places, "follows")


@issue_rule("S133", Severity.WARNING)
def number_cut_by_empty_line(case: RuleContext) -> Iterator[Finding]:
    """一个数字像是被空行切成了两截。

    查什么：一段末尾和下一段开头的字合起来是一个数字。

    为什么：从分页的文件里复制，常把一段切成两段；切断的数字两截都不对，所以都不登记为数字。

    改前：
        全县投入3.

        5亿元，惠及山区群众。
    改后：
        全县投入3.5亿元，惠及山区群众。

    依据：本档案的约定
    """
    for article in case.issue.articles:
        for before, after in find_cut_paragraphs(article):
            words = f"“{before.text[-6:]}”和“{after.text[:6]}”"
            message = f"{words}中间隔着空行，像是一个数字切成了两截，都没有登记为数字"
            hint = "连成一段；确是两段的，在前一段的末尾加上标点"
            yield Finding(*span_offsets(case, after.span, 20), message, hint)


def find_text_at(issue: Issue, place: Address) -> str | None:
    """Return the text of the article or measure that an erratum points at; None if there is none."""
    article = next((article for article in issue.articles if article.index == place.article), None)
    if article is None:
        return None
    if place.measure:
        measures = (measure for measure in article.measures if measure.id == place.measure)
        return next((f"{measure.marker}{measure.heading}{measure.stop}{measure.text}" for measure in measures), None)
    blocks = [*article.lead, *(block for scope in scopes(article) for block in scope if isinstance(block, Block))]
    return "".join([article.title, *(section.title for section in article.sections), *(block.text for block in blocks)])
