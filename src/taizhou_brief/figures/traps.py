"""What looks like a number and is no quantity: names, ordinals, numbers of things, set phrases."""

from __future__ import annotations

import re
from string import ascii_letters

from taizhou_brief.patterns import regex

QUOTED = regex("《[^《》]*》|“[^“”，。；！？：%]{1,16}”|[〔\\[][12][0-9]{3}[〕\\]] ?[0-9]* ?号?|（[0-9]{1,2}）")
"""Titles and quoted names: their numbers belong to the name."""

BEFORE = regex(
    r"""
        (?: 第\ ? | [A-Za-z]- | [+×＋/_\#№.〔\[] | [0-9]- | No\.?\ ?
          | 农历 | 编号为? | 代码 | 门牌 | 邮编 | 电话 | 热线 | 代号 | 满分\ ? | 逢 )@
      | (?<![A-Za-z])[A-Za-z]\ ?@[0-9]
      | [数几若]@[十百千万亿]
      | [每逢][隔逢]?\ ?@[百千万] | 每\ ?@(?:[0-9]+\ ?[万千]\ ?(?:人口|[人名户])|100\ ?[户人名个])
      | (?<!目)前\ ?@[0-9一二三四五六七八九十百]+\ ?[名位强列席]
      | (?:位列|位居|排名|名列|居|列|排)(?:全[国省市县区]|全球|世界)?(?:前|第)?\ ?@
        [0-9一二三四五六七八九十]+\ ?[位名](?!专|学|同|干|员)
    """,
    re.VERBOSE,
)
"""What makes the number that begins at the `@` part of a name or an ordinal."""


_SUSPECT = frozenset("第+×＋/_#№.〔[-历号为码牌编话线代分逢数几若每隔前居名列排国省市县区球界") | frozenset(
    ascii_letters
)
"""The last characters of what `BEFORE` looks for."""


def spoilt(text: str, start: int) -> bool:
    """Whether what stands before a number makes it no quantity."""
    if text[max(0, start - 2) : start].rstrip()[-1:] not in _SUSPECT:
        return False
    return bool(BEFORE.search(f"{text[max(0, start - 8) : start]}@{text[start : start + 8]}"))


WHOLE = regex(
    r"""
        [0-9]+(?:\.[0-9]+){2,} | [0-9]+\.0(?![0-9%亿万])
      | 0[0-9]{2,3}[- ]?[0-9]{7,8} | 1[3-9][0-9]{9}(?![0-9]) | [48]00-[0-9-]+
      | (?:[01]?[0-9]|2[0-4])[:：][0-5][0-9](?:[:：][0-5][0-9])?(?![0-9])
        (?:\ ?[-~至]\ ?(?:[01]?[0-9]|2[0-4])[:：][0-5][0-9])?
    """,
    re.VERBOSE,
)
"""Version numbers, telephones, times of day."""

_SYMBOLS = "kg|km|cm|mm|m|t|g|kW|kWh|MW|GB|TB|TEU|dB|mg|ml|mL|kV|L|hm"
AFTER = regex(
    rf"""\ ?(?:
        号(?!召) | 国道 | 省道 | 县道 | 乡道 | 高速 | 公路 | 路(?=公交) | 路(?![段灯口线网由]) | 型 | 室 | 单元 | 楼
      | 级 | 强
      | 星 | 甲 | 佳 | 优 | 后 | 世纪 | 届 | 式 | [幢栋](?=[0-9]+单元|楼)
      | (?<=[0-9]{{3}})(?:热线|电话|平台|指挥|报警|急救|便民)
      | [年天日](?=行动|计划|规划|攻坚|大会战|会战|提升|倍增|级|制|滚动|代|一贯) | 年(?=期|磨|树|如一)
      | 期(?=工程|项目|扩建|建设|厂|用地) | 节气 | 人计划 | 个引领
      | (?:分钟|小时|公里|秒)(?=[^，。、；的达]{{0,6}}圈|通达|交通|经济|旅游|响应机制)
      | [+＋](?=[0-9A-Za-z“N]) | [×xX]\ ?(?=[0-9]) | (?!(?:{_SYMBOLS})(?![A-Za-z]))[A-Za-z]
    )""",
    re.VERBOSE,
)
"""What follows a number that is part of a name."""

AFTER_WORDS = regex(
    r"""
        个(?=代表|意识|自信|维护|确立|务必|全面|伟大|毫不|一|不|善于|倍增|先行|高地)
      | 次(?=元|供|开|创业|利用|分配|能源|加工|污染) | 日(?=[游内]) | 期 | 元(?=[化结素文方论桥区])
      | 位(?=一体) | 支(?=一) | (?<=[十百])大 | 门(?!课|学科|功课|科目|技能) | 分(?!之) | (?<![十百千])[角面口头字]
    """,
    re.VERBOSE,
)
"""What follows a numeral in words that is part of a name or a set phrase."""


def is_name(text: str, start: int, end: int) -> bool:
    """Whether a number that ends at `end` is a name by what follows it."""
    return bool(AFTER.match(text, end) or (text[start] > "9" and AFTER_WORDS.match(text, end)))
