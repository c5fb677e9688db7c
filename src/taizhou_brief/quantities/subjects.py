"""Names in clauses: whether the words around a quantity name what it counts, so that it can be found again."""

from __future__ import annotations

from taizhou_brief.chinese.characters import HAN
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.quantities.description import CLAUSE_GAP

QUOTED = lazy_compile(f"[“《「『](?P<name>[^“”《》「」『』…]*[{HAN}A-Za-z]{{2}}[^“”《》「」『』…]*)[”》」』]")
NO_SUBJECT = lazy_compile(
    "原则|要求|思路|理念|精神|口号|标准|方针|目标|方式|方法|办法|形式|模式|机制|路径|要素|意识|底线|关"
)
"""Words after a quoted name that make it a manner, which different things may have."""
MEANS = lazy_compile(
    "(?:[获授颁以按用]|评[为选]?|入选|列入|命名|通过|按照|依托|借助|围绕|采[取用]|运用|利用|根据|依据|聚焦|坚持|践行|结合|响应|参加|参与|落实)$"
)
"""Words before a quoted name that make it an award, whose holders are counted, or the means of something else."""
NAMED = lazy_compile(
    f"(?P<name>[{HAN}]{{2,3}}?(?:街道|(?<![乡城各强])镇|(?<![乡农山渔城各新老])村(?![干委级里官户庄落情企域]|民(?!宿)))"
    f"|[{HAN}]{{2,8}}?(?:公司|集团|合作社|医院|学院|大学|[中小]学|银行|博物馆|图书馆|产业园|开发区))"
)
"""Place or organisation at the start of a clause."""
GENERIC = lazy_compile(
    "全|各|该|每|某|本|新|所有|我|农民|专业|家庭|股份|城乡|行政|自然|中心|示范|重点|试点|薄弱|特色|建成|推|带动|帮|引|支持|组织|培育|打|创|依托"
    "|通过|由|在|与|和|为|让|对|向|从|把|将|走访|面向|深入|进|清|盘活|建|覆盖|联|服务|下沉|结对|动员|发动|指导|完成|改造|选派|扶持|吸|整|自动|入"
)
"""Beginnings of words that look like names and are none."""
ONCE = lazy_compile("首[次批个届]|此次|本次|这次|一次性|当天|当日|新一轮")
"""Words of what happens once, and is another thing when it is reported again."""
FILLER = lazy_compile(
    f"[^{HAN}]|累计|已经|先后|目前|截至|突破|达到|超过|达|超|共|已|了|余|投入|投资|资金|发放|补助|补贴|奖补|安排|落实|兑现|筹集|争取"
    "|带动|培训|服务|惠及|受益|新增|增加|完成|实现|建成|新建|改造|开展|举办|引进|拥有|提供|吸纳|帮助|覆盖|涉及|整合|金额|总额|规模|项目|个|家|人|户"
)
"""Words that say nothing about what is counted."""
MIN_LENGTH = 3
"""Han characters besides a name and fillers from which a clause says what it counts of the place or office."""


def find_subject(clause: str) -> str:
    """Return the name that a normalised clause gives its subject; empty if the words could mean another thing.

    A quoted name, of a programme or a work, is a subject by itself. A place or an organisation is one only where the
    clause also says what of it is counted: 石塘镇民宿床位…, not 石塘镇累计投入….
    """
    if CLAUSE_GAP not in clause or ONCE.search(clause):
        return ""
    for quoted in QUOTED.finditer(clause):
        if not NO_SUBJECT.match(clause, quoted.end()) and not MEANS.search(clause, 0, quoted.start()):
            return quoted["name"]
    named = NAMED.match(clause)
    if named is None or GENERIC.match(named["name"]):
        return ""
    rest = FILLER.sub("", clause[named.end() :])
    return named["name"] if len(rest) >= MIN_LENGTH else ""
