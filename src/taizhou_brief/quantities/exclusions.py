"""Exclusions: numbers that are not quantities but names, ordinals, serial numbers or set phrases."""

from __future__ import annotations

import re
from string import ascii_letters

from taizhou_brief.chinese.amounts import char_before
from taizhou_brief.chinese.characters import DIGITS, ONE_TO_NINE, ONE_TO_TEN, SCALE_CHARACTERS
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.quantities.units import CONTEXT_UNITS, UNITS

_QUOTED_CHAR = "[^“”，。；！？：%]"
_DOCUMENT_YEAR = "[12][0-9]{3}[〕\\]] ?[0-9]* ?号?"
QUOTED_NAME = lazy_compile(
    f"《[^《》]*》|“(?:{_QUOTED_CHAR}{{1,12}}|(?<![，：]“){_QUOTED_CHAR}{{13,16}})”|〔{_DOCUMENT_YEAR}|\\[{_DOCUMENT_YEAR}|（[0-9]{{1,2}}）"
)
"""Titles and quoted names, whose numbers belong to the name.

Each alternative begins with one fixed character, which the engine finds fast. A long quotation after ， or ： is direct
speech and not matched.
"""

EXCLUDING_PREFIX = lazy_compile(
    rf"""
        (?: 第\ ? | [A-Za-z]- | (?<![0-9][座条处个户家亩人台项])/ | [×_\#№.〔\[] | [0-9]- | No\.?\ ?
          | 农历 | [编票卡账证尾学工档批文税]号[为是]? | 编码 | 代码 | 邮编 | 代号 | 逢
          | [东西]经 | [南北]纬 | 三番 )@
      | [+＋]@(?![0-9.]+\ ?(?:个?基点|%|元|万)) | [A-Z]{{2,}}(?:/T)?\ ?@[0-9.]+\ ?[-~]\ ?[12][0-9]{{3}}
      | [图表]\ ?@[0-9]{{1,2}}(?:[-.][0-9]{{1,2}})?(?:[，。、；：:）)所显中列为和]|$)
      | (?:广场|大厦|大楼|花园|公寓|宿舍|[园小社A-Z]区|号楼|[号路苑])\ ?@[0-9]+\ ?[幢栋层]
      | [甲乙丙丁]@[0-9] | (?:康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统|民国|洪武|永乐|嘉靖|万历|崇祯)@
      | (?:届|人大|政协|党代会)@[{ONE_TO_TEN}0-9]+次
      | 双@(?:十[一二]|[0-9]+%) | (?:村|村民|校|公司|生产)@[{ONE_TO_TEN}]+[组队] | [0-9]度@[0-9]+分
      | 排@[0-9]+座 | (?<![A-Za-z])[A-Za-z]\ ?@[0-9]
      | [市县区]@[{ONE_TO_NINE}]+院 | 一[定包租签]@[两{DIGITS[2:]}十]+年 | 经济\ ?@[0-9{ONE_TO_TEN}]+条
      | [数几若]@[十{SCALE_CHARACTERS}]
      | [每逢][隔逢]?\ ?@[百千万] | 每\ ?@(?:[0-9]+\ ?[万千]\ ?(?:人口|[人名户])|100\ ?[户人名个]|[0-9]+\ ?股)
      | 每\ ?@[0-9]+\ ?[^0-9，。、\ ]{{1,4}}\ ?[0-9]
      | (?<!目)前\ ?@[0-9{ONE_TO_TEN}百]+\ ?[名位强列席]
      | (?<![随此然之以士0-9])后@[0-9{ONE_TO_TEN}两]+[名位]
      | (?:电话|热线)[：:为是]?\ ?@[0-9-]{{3,}}(?!\ ?[次个件])
      | (?:位列|位居|排名|名列|居|列|排)(?:全[国省市县区]|全球|世界)?(?:前|第)?\ ?@
        [0-9{ONE_TO_TEN}]+\ ?[位名](?!专|学|同|干|员)
    """,
    re.VERBOSE,
)
"""Context that makes the number that begins at `@` part of a name or an ordinal."""


_ANY_FOLLOWER = frozenset[str]()
PREFIX_SUSPECTS = {
    **dict.fromkeys("第+×＋/_#№.〔[-历号为码编话线代逢数几若每隔前是双村民校司产度经纬番图表名后", _ANY_FOLLOWER),
    **dict.fromkeys(f"甲乙丙丁熙正隆庆光丰治绪统武乐靖历祯届大协会{ascii_letters}", _ANY_FOLLOWER),
    **dict.fromkeys("国省球界居列排", frozenset("位名座次")),
    **dict.fromkeys("市县", frozenset("位名座次院")),
    "济": frozenset("条"),
    **dict.fromkeys("定包租签", frozenset("年")),
    **dict.fromkeys("场厦楼园寓舍路苑", frozenset("幢栋层")),
    "区": frozenset("位名幢栋层院"),
}
"""Cheap check before `EXCLUDING_PREFIX`: the last character of a prefix → characters of which one must follow soon."""
_LOOKAHEAD = 8


def is_excluded_by_prefix(text: str, start: int) -> bool:
    """Return whether the text before a number shows that it is not a quantity."""
    followers = PREFIX_SUSPECTS.get(char_before(text, start))
    if followers is None or (followers and followers.isdisjoint(text[start : start + _LOOKAHEAD])):
        return False
    return bool(EXCLUDING_PREFIX.search(f"{text[max(0, start - 8) : start]}@{text[start : start + 12]}"))


CODE = lazy_compile(
    r"""
        [0-9]+(?:\.[0-9]+){2,} | 0[0-9]+(?!\.)(?!-) | [0-9]{1,2}[·•][0-9]{1,2} | [0-9]+\.0(?![0-9%亿万])
      | 0[0-9]{2,3}[- ]?[0-9]{7,8} | 1[3-9][0-9]{9}(?![0-9]) | [48]00-[0-9-]+
      | (?!1[:：])(?:[01]?[0-9]|2[0-4])[:：][0-5][0-9](?:[:：][0-5][0-9])?(?![0-9]|\.[0-9])
        (?:\ ?[-~至]\ ?(?:[01]?[0-9]|2[0-4])[:：][0-5][0-9])?
    """,
    re.VERBOSE,
)
"""Version numbers, telephone numbers, times of day."""
CODE_CHARS = frozenset(".:：·•-~至 ")

"""Characters after the first digits of a code; the end of the text is not among them."""
MAX_PLAIN_DIGITS = 7
"""Digits from which a number without such a character may be a code."""


_SUFFIX_TABLE = """
个:“一[”律批] 国道 省道 县道 乡道 高速 公路 型 室 单元 楼 级 强 星:(?!期) 甲 佳 优 后 世纪 周年 届 式 节气 人计划 个引领
号:(?!召) 幢:% 栋:% 层:[0-9]+[诊病]?室
年:(?!的|来|内|间|以|共|累计|连续|完成|实施|开展|推进|落实|制定|时间)[^0-9，。、；：？！“”（）《》]{0,6}(?:行动|规划|攻坚战)|计划|规划|攻坚|会战|提升|倍增|级|制|滚动|代|一贯|期|磨|树|如一|寒窗|免检|两步走|大变样|一小步|一大步
日:行动|计划|攻坚|会战|提升|滚动
天:行动|计划|攻坚|大会战|会战|提升|打鱼|晒网|一夜|两头|(?<=365天)[不无全视在2]
期:(?<![分共].期)(?:工程|项目|扩建|建设|厂|用地) 分钟:@ 小时:@|内?外|达(?!到)|工作制|(?<=24小时)#|(?<=二十四小时)#
MPa:储|高压|级 h:(?<=24h)
款:(?<=20[0-9]{2}款) 公里:@|[+＋]|~
秒:@|[0-9] 分:[0-9]{2}秒[0-9] 米:~ 元:店|大钞|商店|购|捐 热线 报警 急救 平台:(?<=[0-9]{4}平台)
"""
"""Suffixes of a number that is part of a name: a word, or a word, a colon and the pattern that must follow it."""
_ABBREVIATIONS = {
    "@": "[^，。、；的达]{0,6}圈|通达|交通|经济|旅游",
    "#": "[^内以之后前，。、；累平连降滚办]",
    "%": "[0-9]{1,4}(?:[-号室单、，。；）]|$)",
    "&": "[沟岭坪坝岗湾山]",
    "~": "栏|[^，。、]{0,2}[跑泳]|接力|赛|徒步|越野|马拉松|冲刺",
}
"""Abbreviations in the tables: service circles and promises (15分钟生活圈), round-the-clock services, places (五台沟),
sports."""
_LATIN_UNITS = "|".join(spelling for spelling in (*UNITS, *CONTEXT_UNITS) if spelling[0] in f"{ascii_letters}μ°")
_NUMERAL_SUFFIX_TABLE = f"""
个:臭皮匠|和尚|手?指头|轮子|最严|面向|精准|区分开来|坚持|明确|有力[，。、]
个:代表|意识|自信|维护|确立|务必|全面|伟大|毫不|一|不|善于|倍增|先行|高地|凡是|健康[，。、；先发成]|不误|走在前
次:全会|代表大会|元|产业|供|开|创业|利用|分配|能源|加工|污染 日:游
期:(?<![分共].期)(?<=[一二三四]期)|(?<=工程.期) 元:[化结素文方论桥区街路巷村镇里坊塔]
位:一体 支:一扶 条:硬措施|战线 套:班子 成:不变 人:[制转间]|世界|成虎|普[、，。数查] 年:(?<=个一百年)
种:(?<=四种)形态 项:(?<=八项)规定 面:八方|来风|环|向|楚歌|玲珑|[人派针]
张:皮(?!革) 把:火(?!炬) 座:大山 匹:狼 企:三 只:手(?![机表])
档:[0-9补奖为] 乡:(?<=里八乡) 院:(?<=府两院) 亩:塘 眼:桥 条:腿走 名:工程(?!师) 轮:定位 样:(?<=[老新].样) 户:联[保防]
分钟:热度
段:锦 州:(?<=九州) 盘:水|山 类:器械|车|疫苗|水体|断面|医疗
口:之家|子|(?<=[老小]两口) 门:(?!课|学科|功课|科目|技能) 包:(?<=三包) 票:制 班:倒|三倒|三运转|制 件:套|宝|(?<=大.件)
通:(?<=[三四]通)
则:运算 笔:字 孔:[闸桥岙] 台:&|(?<=[三五七九]台)[河县区] 里:& 道:&|河 岔:& 棵:& 伏 环
大:(?<=[十百]大)|行(?![动业政为])|民主党派|检察|名著|菜系|[球件碗姐]
角:(?<![十百千]角)
头:(?<![十百千]头)(?![牛猪羊驴骡象奶黄水母耕肉种]) 方:(?<![百千]方)(?<![{DIGITS[2:]}]十方)
字:(?<![{DIGITS[2:]}百]十字)(?<![百千]字) 分:(?<![{DIGITS[2:]}]十分)(?<!百分)(?!之|钟)
点:(?!要求|意见|建议|希望|体会|做法|措施|经验|启示|感受)
"""
"""The same for Chinese numerals: names, set phrases, idioms."""


def _build_pattern(table: str) -> str:
    """Return the entries of a table as alternatives of one pattern."""
    for sign, pattern in _ABBREVIATIONS.items():
        table = table.replace(sign, pattern)
    rows = (row.partition(":") for row in table.split())
    return "|".join(f"{word}(?={follower})" if follower else word for word, _, follower in rows)


EXCLUDING_SUFFIX = lazy_compile(
    rf" ?(?:{_build_pattern(_SUFFIX_TABLE)}|[+＋](?=[0-9A-Za-z“])|[×xX] ?(?=[0-9])"
    rf"|(?!(?:{_LATIN_UNITS})(?![A-Za-z0-9]))[A-Za-z])"
)
NUMERAL_EXCLUDING_SUFFIX = lazy_compile(_build_pattern(_NUMERAL_SUFFIX_TABLE))
SUFFIX_FIRST_CHARS = frozenset(f" +＋×{ascii_letters}") | {row[0] for row in _SUFFIX_TABLE.split()}
_NUMERAL_SUFFIX_FIRST_CHARS = {row[0] for row in _NUMERAL_SUFFIX_TABLE.split()}
"""First characters of the suffixes: a cheap check before the patterns."""


def is_excluded_by_suffix(text: str, start: int, end: int) -> bool:
    """Return whether the text after a number, which ends at `end`, shows that it is part of a name."""
    next_char = text[end : end + 1]
    if next_char in SUFFIX_FIRST_CHARS and EXCLUDING_SUFFIX.match(text, end):
        return True
    if text[start] <= "9":
        return False
    numeral = text[start:end]
    never_counts = numeral == "零" or (numeral == "二" and next_char not in "成分年-~至到")
    return never_counts or (
        next_char in _NUMERAL_SUFFIX_FIRST_CHARS and bool(NUMERAL_EXCLUDING_SUFFIX.match(text, end))
    )


ORDINAL_LINK = lazy_compile(f" ?[、和及与至~-] ?(?:[0-9]+|[{ONE_TO_TEN}]+)")
"""Further members of a list of ordinals: 第1、2、3批."""


def find_ordinal_list_end(text: str, end: int) -> int:
    """Return the end of a list of ordinals whose first member ends at `end`."""
    while link := ORDINAL_LINK.match(text, end):
        end = link.end()
    return end
