"""Rules about words that are confused with one another; each requires enough context to report no correct text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from taizhou_brief.chinese.characters import ONE_TO_TEN
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Severity
from taizhou_brief.rules.rule import Finding, RuleContext, issue_rule
from taizhou_brief.rules.word_tables import AUTHORITIES, MISWRITTEN, OLD_FORMS, REDUNDANT

SURPLUS = lazy_compile(
    r"(?:(?:基金|资金|预算|经费)(?P<fund>结合)(?=中(?!的)|额|滚存|较|[为达超]? ?[0-9])"
    r"|(?:累计|滚存|年终|年末|历年|账面)(?P<sum>结合)(?=[额中，。、；]|资金|[为达超]? ?[0-9]))"
)
TIMES = (
    r"目前|现在|当前|今[天日年]|本[月周季年]|上[月半周季]|去年|昨[天日]|年底|月底|发稿|此时"
    rf"|[0-9]{{1,4}} ?[年月日]|[{ONE_TO_TEN}]+月"
)
DEADLINE = lazy_compile(
    rf"截止(?<!报名截止)(?<!申报截止)(?<!受理截止)(?<!征集截止)(?<!投稿截止)(?<!时间截止)(?= ?(?:{TIMES}))"
)
UNTIL = lazy_compile(
    r"截至(?:(?<=报名截至)|(?<=申报截至)|(?<=受理截至)|(?<=征集截至)|(?<=投稿截至)|(?<=招标截至)|(?<=已经截至)|(?<=[已将]截至))(?=[，。；、）]|$|日期|时间)",
    re.MULTILINE,
)
LEDGER = lazy_compile(
    r"(?<![蚊营])帐(?=户|目|号|簿|本|单|款|册|面|务)|(?<=[台记报对查转走结销坏欠旧公专明细总做付])帐(?![篷幕子房下幔])"
)
OTHER = lazy_compile("(?<!尤)其它")
LOGIN = lazy_compile(
    r"登陆(?= ?(?:[“《]?(?![前后时期之以我])[^，。；：、\n]{0,10}?"
    r"(?:网站|官网|网址|平台|系统|客户端|账[户号]|主页|门户|服务网|公众号)"
    r"|[“《]?(?:APP|App|微信|小程序|后台)|“[^“”\n]{1,10}”(?:查询|申报|办理|预约|报名|注册|填报)))"
)
STORM = lazy_compile("台风|气旋|风暴|热带|汛|沿海|资本|股市")
NOTICE = lazy_compile(r"(?:招聘|招生|招领|寻人|寻物|征文|征稿|迁址|更名|遗失)(?P<word>启示)(?!录)")
REFLECT = lazy_compile(r"反应(?=社情民意|诉求|意见建议)|(?<=群众)反应(?=的(?:问题|困难|诉求|意见|热点))")
REVERSED = lazy_compile(r"目的是(?P<word>为了)")


def find_listed_words(context: RuleContext, table: Mapping[str, str], reason: str) -> Iterator[Finding]:
    """Yield every occurrence of a wrong form in a table of `word_tables`; `reason` ends the message."""
    prose = context.source.prose
    for wrong, right in table.items():
        word = wrong.partition("(?")[0]
        if (
            word[0] not in prose or word[1] not in prose or word[-1] not in prose or word not in prose
        ):  # cheapest test first
            continue
        for match in re.finditer(wrong, prose):
            yield Finding(*match.span(), f"“{match[0]}”{reason}", f"改为“{right}”" if right else "删去")


@issue_rule("W501", Severity.WARNING)
def union_for_surplus(context: RuleContext) -> Iterator[Finding]:
    """“结余”写成了“结合”。

    查什么：“基金、资金、预算”或“累计、滚存、年末”后面，又接着金额或“中”的“结合”。

    为什么：收支相抵剩下的叫“结余”；“结合”是输入时选错的词，意思全变了。

    改前：从工伤保险基金结合中安排300万元。
    改后：从工伤保险基金结余中安排300万元。

    依据：《现代汉语词典》“结余”
    """
    prose = context.source.prose
    if "结合" not in prose:
        return
    for match in SURPLUS.finditer(prose):
        yield Finding(*match.span(match.lastgroup or 0), "此处的“结合”可能是“结余”之误", "核对原稿，改为“结余”")


@issue_rule("W502", Severity.WARNING)
def deadline_for_as_of(context: RuleContext) -> Iterator[Finding]:
    """“截至”与“截止”混用。

    查什么：时间前面的“截止”，以及句末作“到期”讲的“截至”。

    为什么：“截至”是说到某个时候为止、事情还可能继续，后面带时间；“截止”是到期停止，后面不带时间。

    改前：截止目前，已签约26家。
    改后：截至目前，已签约26家。

    改前：报名已截至。
    改后：报名已截止。

    依据：《现代汉语词典》“截至”“截止”
    """
    prose = context.source.prose
    if "截止" in prose:
        for match in DEADLINE.finditer(prose):
            yield Finding(*match.span(), "后面带时间，“截止”应为“截至”", "改为“截至”")
    if "截至" in prose:
        for match in UNTIL.finditer(prose):
            yield Finding(*match.span(), "作“到期停止”讲，“截至”应为“截止”", "改为“截止”")


@issue_rule("W503", Severity.WARNING)
def curtain_for_account(context: RuleContext) -> Iterator[Finding]:
    """“账”写成了“帐”。

    查什么：与钱财有关的“帐”，如“帐户、帐目、台帐、记帐”；“帐篷、蚊帐”不算。

    为什么：钱物的记录用“账”，布做的遮挡用“帐”。

    改前：建立问题台帐。
    改后：建立问题台账。

    依据：《第一批异形词整理表》（2001）；《通用规范汉字表》（2013）
    """
    prose = context.source.prose
    if "帐" not in prose:
        return
    for match in LEDGER.finditer(prose):
        yield Finding(*match.span(), "与钱财有关的“帐”应为“账”", "改为“账”")


@issue_rule("W504", Severity.WARNING)
def other_in_two_ways(context: RuleContext) -> Iterator[Finding]:
    """“其他”写成了“其它”。

    查什么：“其它”。

    为什么：“其他”人、事、物都可以用，公文统一写“其他”，检索时不会漏。

    改前：其它部门协同配合。
    改后：其他部门协同配合。

    依据：《现代汉语词典》以“其他”为推荐词形
    """
    prose = context.source.prose
    if "其它" not in prose:
        return
    for match in OTHER.finditer(prose):
        yield Finding(*match.span(), "“其它”应统一为“其他”", "改为“其他”")


@issue_rule("W505", Severity.WARNING)
def landing_for_login(context: RuleContext) -> Iterator[Finding]:
    """“登录”写成了“登陆”。

    查什么：网站、平台、系统前面的“登陆”；台风登陆、登陆市场不算。

    为什么：“登录”是记名进入系统，“登陆”是上岸。

    改前：居民登陆平台即可预约。
    改后：居民登录平台即可预约。

    依据：《现代汉语词典》“登录”“登陆”
    """
    prose = context.source.prose
    if "登陆" not in prose:
        return
    for match in LOGIN.finditer(prose):
        if STORM.search(prose, max(0, match.start() - 30), match.start()):
            continue
        yield Finding(*match.span(), "进入网站、系统的“登陆”应为“登录”", "改为“登录”")


@issue_rule("W506", Severity.WARNING)
def miswritten_word(context: RuleContext) -> Iterator[Finding]:
    """常用词里有错别字。

    查什么：一份公文常见错别字表，如“按步就班、一如继往、贯切、松驰”。表里只收怎么断句都不成词的写法。

    为什么：同音、形近的字输入时容易选错，电脑的拼写检查又看不出来。

    改前：一如继往抓好落实。
    改后：一如既往抓好落实。

    依据：《现代汉语词典》
    """
    yield from find_listed_words(context, MISWRITTEN, "有错别字")


@issue_rule("W507", Severity.WARNING)
def wrong_name_of_an_authority(context: RuleContext) -> Iterator[Finding]:
    """机关名称或法治用语写错。

    查什么：“纪律检察”“人民检查院”“监查委”“法制政府”“依法制国”等。

    为什么：纪律检查、检察院、监察委各用一字；“法制”是制度，“法治”是治理，建设法治政府、法治社会都用“治”。

    改前：加快建设法制政府。
    改后：加快建设法治政府。

    依据：《中华人民共和国宪法》第五条、第一百二十三条、第一百三十四条
    """
    yield from find_listed_words(context, AUTHORITIES, "写错了")


@issue_rule("W508", Severity.WARNING)
def revelation_for_notice(context: RuleContext) -> Iterator[Finding]:
    """“启事”写成了“启示”。

    查什么：“招聘启示、征文启示”等。

    为什么：公开说明事情的告示叫“启事”，“启示”是受到启发。

    改前：发布招聘启示40条。
    改后：发布招聘启事40条。

    依据：《现代汉语词典》“启事”
    """
    prose = context.source.prose
    if "启示" not in prose:
        return
    for match in NOTICE.finditer(prose):
        yield Finding(*match.span("word"), "告示应为“启事”", "改为“启事”")


@issue_rule("W509", Severity.WARNING)
def reaction_for_report(context: RuleContext) -> Iterator[Finding]:
    """“反映”写成了“反应”。

    查什么：“反应社情民意”“反应诉求”“群众反应的问题”这类说法。

    为什么：把情况告诉上级或有关部门叫“反映”，受到刺激而起的变化才叫“反应”。

    改前：及时反应社情民意。
    改后：及时反映社情民意。

    依据：《现代汉语词典》“反映”
    """
    prose = context.source.prose
    if "反应" not in prose:
        return
    for match in REFLECT.finditer(prose):
        yield Finding(*match.span(), "说明情况的“反应”应为“反映”", "改为“反映”")


@issue_rule("W510", Severity.WARNING)
def said_twice(context: RuleContext) -> Iterator[Finding]:
    """意思重复。

    查什么：“截至目前为止”“目的是为了”“过半数以上”“付诸于”等叠床架屋的说法。

    为什么：“截至”就是到此为止，“过半数”就是一半以上；简报用字要省。

    改前：截至目前为止，完成改造12个村。
    改后：截至目前，完成改造12个村。

    依据：公文写作通例
    """
    yield from find_listed_words(context, REDUNDANT, "意思重复")
    prose = context.source.prose
    if "是为了" in prose:
        for match in REVERSED.finditer(prose):
            yield Finding(*match.span("word"), "“目的是”与“为了”意思重复", "删去“为了”")


@issue_rule("W511", Severity.NOTE)
def superseded_form(context: RuleContext) -> Iterator[Finding]:
    """用了不推荐的异形词。

    查什么：“惟一、执著、折衷、装璜”等已有推荐写法的词。只是提示，不影响发布。

    为什么：同一个词统一用推荐写法，检索时不会漏。

    改前：这是全县惟一的试点。
    改后：这是全县唯一的试点。

    依据：《第一批异形词整理表》（2001）
    """
    yield from find_listed_words(context, OLD_FORMS, "是不推荐的写法")
