"""Words and marks that decide which time a quantity refers to, and whether it is planned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from taizhou_brief.chinese.characters import ONE_TO_NINE
from taizhou_brief.chinese.patterns import lazy_compile


class CueRole(StrEnum):
    """What a word or mark does to the times of the quantities after it."""

    SENTENCE = "sentence"
    """It ends a sentence."""
    PART = "part"
    """It ends one of the equal parts of a sentence: ；."""
    HEADING = "heading"
    """It ends a clause that introduces others: ：."""
    CLAUSE = "clause"
    """It ends a clause."""
    LINE = "line"
    """It ends a paragraph."""
    OPEN = "open"
    """It opens a bracket."""
    CLOSE = "close"
    """It closes a bracket."""
    PLAN = "plan"
    """What follows is planned: 力争, 预计."""
    AIM = "aim"
    """What follows is planned, in further sentences too if a colon ends the clause: 下一步, 主要目标, 打算."""
    RESULT = "result"
    """What follows is a result again: 已, 累计."""
    NOW = "now"
    """What follows is a present state: 现有."""
    VAGUE = "vague"
    """A time that has no period: 近年来, 此前."""
    PAST_PLAN = "past plan"
    """What follows was planned, whatever the time before it: 原计划."""
    EVENT = "event"
    """Building, opening or starting something, whose time is not that of what is then described."""


class Cue(NamedTuple):
    """A word or mark of a text with its role."""

    start: int
    end: int
    role: CueRole
    word: str


_MARKS = {
    "。": CueRole.SENTENCE, "！": CueRole.SENTENCE, "？": CueRole.SENTENCE, "；": CueRole.PART, "\n": CueRole.LINE,
    "，": CueRole.CLAUSE, "：": CueRole.HEADING, "（": CueRole.OPEN, "）": CueRole.CLOSE,
}  # fmt: skip
_VERB_AFTER_WILL = (
    "于|在|达|新|建(?!筑|档|设用|材)|实现|完成|突破|投|继续|再|进一步|增|开[展工通放启设发业园馆]|形成|带动|提供|推[进出动广行]|打造"
    "|陆续|逐步|持续|全部|全年|超|可(?!以?回收)|吸引|引进|培[育训养]|惠及|发放|举办|实施|启动|有(?![关条限机意效害毒用])|达|迎来|新增|组织(?!关系)"
)
_PLAN_TABLE = f"""
力争
预计
预期=(?!性|效果|目标|收益)
有望
可望
即将
必将
还将=(?!其|原)
将会
将=(?<![大中上名主老少麻健干]将)(?:{_VERB_AFTER_WILL})
争取=(?![了到]|资金|补[助贴]|上级|中央|省|项目|专项|政策|国|各|外|社会)
拟=(?<![模虚草比]拟)(?![定制订稿人合态真])
定于
计划=(?<![比较超于]计划)(?<!完成计划)(?<!占计划)(?<!完成年度计划)(?<!占年度计划)(?<![按照动程养划展增]计划)(?<![业产训生]计划)(?<![{ONE_TO_NINE}两]年计划)(?![的书生外内表性经，。；、》”）]|单列|任务|完成率)
规划=(?<![体展业制村市镇间项订]规划)(?=[建新投用总面到布设种]|于|实施|发展|打造|[0-9])
目标=(?<!距目标)(?<!距离目标)(?<!距全年目标)(?<!距年度目标)(?<!完成目标)(?<!完成年度目标)(?=[是为：定达]|值?[0-9])
任务=(?<!完成任务)(?<!完成年度任务)(?=[是为：][^，。]*[0-9]|[0-9])
确保=(?!了)(?=[^，。；]{{0,12}}(?:到|达|在|不低于|不少于|以上|完成|建成|实现|超|突破|前|[0-9]))
要=(?<![主需重必纪摘概只还]要)(?=力争|在|于|确保|完成|达到|实现|新[建增]|突破|增|到|超|降|控制|保持|提)
投产后=(?=[，年预可将新])
达产后=(?=[，年预可将新])
建成后=(?=[，年预可将新])
投用后=(?=[，年预可将新])
完工后=(?=[，年预可将新])
竣工后=(?=[，年预可将新])
再=(?<=[今明]年再)(?=完成|新?建|改[造建]|新增|增加|加装|拆|培[训养]|实施|扩)
要求=(?<![按照达符合标的]要求)(?=[，：])
"""
_AIM_TABLE = """
下一步
下步
下阶段
接下来
今后
主要目标
工作目标
总体目标
发展目标
打算
展望
"""
_PAST_PLAN_TABLE = """
原计划
原定
原拟
"""
_RESULT_TABLE = """
已=(?!婚|故|知)
业已
累计
实际
最后
最终
提前=(?<![划定时求期]提前)
推迟
延期
完成了
实现了
完成=(?=[^，。；]{1,14}，(?:占(?:全年|年度|总)?(?:计划|任务|目标)|完成率))
"""
_NOW_TABLE = """
现=(?<![实发出呈体展涌兑表显再重浮]现)(?![场代实金行货象状役款钞浇汇成券钱今])
现有
现已
现共
现在
如今
眼下
当前
"""
_VAGUE_TABLE = f"""
近年
近几年
近=(?=[{ONE_TO_NINE}两十0-9]+年)
多年
年来=(?<=[{ONE_TO_NINE[1:]}两十0-9]年来)
年前=(?<=[{ONE_TO_NINE}两十0-9]年前)
当天
当日
本周
上周
昨日
今日
剩余
剩下
余下
尚余
尚有
仍有
历年
往年
常年
近日
日前
近期
最近
此前
过去
以往
以前
原来
原先
原有
历史
最初
当初
起初
次年
翌年
第二年
第三年
年终
期间
假期
当时
那时
彼时
同月
这个月
这一年
那一年
那年
会前
会后
随后
此后
其后
后来
届时
本届
年共=(?<=[{ONE_TO_NINE[1:]}两十]年共)
年合计=(?<=[{ONE_TO_NINE[1:]}两十]年合计)
年间=(?<=[{ONE_TO_NINE[1:]}两十]年间)
"""
_EVENT_TABLE = """
建成
启动
成立
投用
投产
投运
启用
开业
开园
开馆
开工
开通
出台
印发
发布
设立
创办
创建
组建
上线
挂牌
落成
通车
签约
立项
获批
入驻
竣工
完工
动工
大修
修缮
落户
落地
揭牌
奠基
封顶
投入使用
投入运营
试运行
并网
首航
首发
首飞
首播
首演
开航
通航
启航
下水
入列
开诊
揭幕
复工
修建
兴建
搬迁
交付
改建
扩建
重建
迁建
"""


_GOAL_WORDS = {"目标", "任务", "计划", "主要目标", "工作目标", "总体目标", "发展目标"}
_FULFILLED = lazy_compile("(?:完成|实现|超额|对照|围绕|紧扣|聚焦|锚定)了?[^，。；：！？后]{0,10}$")
"""Words before a goal that was reached or is only referred to: 圆满完成全年主要目标任务."""
_GOAL_LENGTH = 14
"""Characters before a goal that are searched for them."""


def _read_tables() -> dict[str, tuple[CueRole, re.Pattern[str] | None]]:
    """Return each word with its role and the context it needs: lookarounds at its end."""
    roles = [
        (CueRole.VAGUE, _VAGUE_TABLE), (CueRole.EVENT, _EVENT_TABLE), (CueRole.NOW, _NOW_TABLE),
        (CueRole.RESULT, _RESULT_TABLE), (CueRole.PLAN, _PLAN_TABLE), (CueRole.AIM, _AIM_TABLE),
        (CueRole.PAST_PLAN, _PAST_PLAN_TABLE),
    ]  # fmt: skip
    words: dict[str, tuple[CueRole, re.Pattern[str] | None]] = {mark: (role, None) for mark, role in _MARKS.items()}
    for role, table in roles:
        for row in table.split():
            word, _, context = row.partition("=")
            words[word] = role, lazy_compile(context) if context else None
    return words


def _alternatives(words: Iterable[str]) -> str:
    """Return a regular expression for words, with one branch for each first character, marks and longer words first."""
    branches: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (word not in _MARKS, -len(word))):
        branches.setdefault(re.escape(word[0]), []).append(re.escape(word[1:]))
    return "|".join(f"{first}(?:{'|'.join(ends)})" if any(ends) else first for first, ends in branches.items())


_WORDS = _read_tables()
_CUE = lazy_compile(_alternatives(_WORDS))
"""All words and marks, the marks first; literals only, so that the engine skips other characters fast."""
_GIVING = {CueRole.PLAN, CueRole.AIM, CueRole.PAST_PLAN, CueRole.NOW}
"""Words that give a quantity a time or make it planned."""
_GIVING_WORD = lazy_compile(_alternatives(word for word, (role, _) in _WORDS.items() if role in _GIVING))


def may_give_references(text: str) -> bool:
    """Return whether a text without times contains a word that may give a quantity a time or make it planned."""
    return _GIVING_WORD.search(text) is not None


def find_cues(text: str, limit: int = 1 << 60) -> Iterator[Cue]:
    """Yield the words and marks of a text in order, those that start before `limit`."""
    new_tuple = tuple.__new__
    for match in _CUE.finditer(text):
        word = match[0]
        role, context = _WORDS[word]
        start, end = match.span()
        if start >= limit:
            return
        if context is not None and not context.match(text, end):
            continue
        if word in _GOAL_WORDS and _FULFILLED.search(text, max(0, start - _GOAL_LENGTH), start):
            continue
        yield new_tuple(Cue, (start, end, role, word))  # faster than a call of the class
