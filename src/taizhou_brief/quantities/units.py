"""Units of quantities: base units, their spellings and kinds, and the pattern that matches them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from taizhou_brief.chinese.characters import DIGITS
from taizhou_brief.chinese.patterns import lazy_compile

_MEASURES = """
money          元           块钱 圆
money          美元
money          欧元
money          港元         港币
money          日元
money          英镑
money          澳元
money          加元
money          韩元
money          卢布
percent        %
percent        ‰
percent        百分点       个百分点
percent        基点         个基点 BP bp
area           平方米       平米 ㎡ m² m2
area           平方公里     平方千米 km² km2
area           公顷         hm²
area           亩
area           平方厘米     cm²
area           平方毫米     mm²
length         公里         千米 km
length         皮长公里
length         芯公里
length         沟公里
length         管公里
length         英里
length         米           m
length         延米         延长米
length         厘米         公分 cm
length         毫米         mm
length         海里
length         微米         μm
length         纳米         nm
length         英寸
length         华里
weight         吨           t
weight         吨标准煤     吨标煤
weight         吨水
weight         载重吨
weight         总吨
weight         公斤         千克 kg
weight         斤
weight         克           g
weight         毫克         mg
weight         微克         μg
volume         立方米       立方 方 m³ m3
volume         空方
volume         立方厘米     cm³
volume         升
volume         毫升         ml mL
energy         千瓦时       kWh kW·h 度电
energy         兆瓦时       MWh
energy         吉瓦时       GWh
energy         千卡         大卡 kcal
energy         千焦         kJ
energy         兆焦         MJ
energy         吉焦         GJ
power          千瓦         kW
power          兆瓦         MW
power          吉瓦         GW
power          瓦
power          千伏安       kVA
power          兆伏安       MVA
power          千乏
power          兆乏
power          马力
voltage        千伏         kV
voltage        伏           V
count          安时         Ah
count          毫安时       mAh
count          勒克斯
count          流明
count          NTU
temperature    ℃            °C 摄氏度
degree         度
sound          分贝         dB
frequency      赫兹         Hz
frequency      千赫         kHz
frequency      兆赫         MHz
frequency      吉赫         GHz
speed          兆比特每秒   Mbps
speed          吉比特每秒   Gbps
pressure       兆帕         MPa
pressure       千帕         kPa
pressure       毫米汞柱     mmHg
data           GB
data           TB
data           PB
data           EB
data           MB
concentration  毫摩尔       mmol
concentration  ppm
data           兆
ratio          倍
duration       年
duration       学年         个学年
duration       学期         个学期
duration       季度         个季度
duration       个月
duration       周           个星期 星期
duration       天           昼夜
duration       夜
duration       日
duration       日历天
duration       工作日       个工作日
duration       自然日       个自然日
duration       小时         个小时 h
duration       分钟
duration       秒           秒钟
duration       毫秒
duration       学时         个学时
duration       课时         个课时
age            岁
age            周岁
age            月龄         个月龄
score          分
count          人           人口
count          人次         人/次 人·次
count          台套         台/套
count          标箱         TEU 标准箱
count          PFLOPS
count          IU           国际单位
count          EFLOPS
count          个           大 村 镇 乡 县 市 省 国 校 院 部门 城市 景 企 馆 园 州 县区 县市 区县 市县
"""
"""One unit a line: kind, base unit, further spellings.

万 and 亿 belong to the number, other prefixes (公斤, 千瓦) to the unit. Some nouns may follow a number without a
classifier, `两村`, `7大产业`: they are spellings of 个.
"""

_CLASSIFIERS = """
名 位 户 家 件 场 次 车次 航次 天次 亩次 矿次 校次 店次
期 批 轮 遍 趟 项 条 则 款 种 类 门 节 堂 课 集 套 台 辆 架 艘 列 只 头 匹 羽 尾 株 棵 丛 盆
盘 盏 枚 颗 粒 根 块 片 面 幅 本 册 卷 部 篇 首 份 张 封 单 笔 宗 起 例 桩 剂 针 座 处 间 幢 栋 层 口
眼 孔 道 段 站 组 支 队 班 对 双 桶 箱 包 袋 盒 瓶 罐 篓 筐 床 席 把 顶 桌 碗 杯 所 字 档 股 晚 棚 窝
注 标台 大项 小项 频次 人份 学分 诊次 机架 教学班 件套 台件
票 讲 锭 分册 人天 工日 车道 车位 泊位 床位 学位 席位 工位 摊位 平台 网点 标段 地块 工 车 畦 点 间夜 样 具
人日 床日 吨公里 人公里 车公里 桌次 像素 柜 贴 通 发 题 任 副 页 担 壶 尊 幕 束 捆 坛 缸 帖 身 乘 环
"""
"""Classifiers: words that count things and are their own base unit."""

_RARE_CLASSIFIERS = "枝 朵 转 棒 饼 枪 餐 味 基 回 核 茬 笼 轨 句 帧 步 圈 顿 滴 垄 筒 章 单位"
"""Classifiers only after digits: after a Chinese numeral they form names, 五味, 三餐, 百步."""

_CONTEXT_UNIT_TABLE = """
度   energy  度   电
块   money   元   价 卖 花 赚 挣 钱 工资 收入 租 省 罚 涨 ….角
路   count   路   视频 监控 摄像 探头 画面 高清
P    count   P    算 超算
节   speed   节   航速 船速
分   duration 分钟 …[0-9]{1,2}秒
"""
"""Spellings that have another unit, or are a unit at all, only in a context: spelling, kind, base unit, patterns.

One of the patterns must match the eight characters before the quantity, `…`, and the three characters after it.
"""

_WORDS_STARTING_WITH_UNIT = """
人才民均员 亩产均 注册入重意射销定资 家庭 台州 项目 本科土 场所馆 所有属在需以得=在校=在建=在编 支持撑付部=部队
期间 批准复 处理置于 口岸径腔 道路
面积向对临 基地础金本因层点准站围业 回收落升复访应归家到报 核查心酸准实算定桃
转化移型让入向变换账产运租办交介0123456789 步行骤伐道 圈层子养
枪支手 餐饮厅馆具桌费 味道精 轨道迹 棒球 笼子统罩 顿时 章程节 垄断 筒子
班子 门诊店 种粮 头部雁尾 只要能 次性 组织团 条例码件 户籍口 名单优称列 位于置 层级次出
单位独 起步草 块链 片面 包括含装 档案 股权份东金票 晚上会 大小量型幅力学会道桥赛数家人名厦灾病战军
国道家标产内际 县道 省道 市级区 校园区 度假过夏汛量 周边年围期末转六日一二三四五 日本报常均前益 天台津
课程题堂桌后 首批次创个家届席要日 节约能目水 对象接于照口 列入为车 部门分署队 针对 剂量 盘活 米粉酒
升级学降温至到 年级代期制龄 例如外会 斤斤 孔子 队伍 则是 个性别 岁月末
分别类批布局店行会公层散拆红配享析级支区管期工担半 双向方重 把握关手 根据本
发展放现布生动电改起达行明送出票证 题目材 通过知报道信 贴近补息 克服难 副市县主书会总处科院局教 页岩
担当任保心架 尊重敬严老 幕后墙 束缚 身份体边上高材心 乘坐客车用机势 环境节保卫球比 样本板品式 具有体备
景区点观色 企业 馆长 园区林丁 票据房 集团体中合聚镇市 夜间校市 瓦解房 桩基
方便面式案法向针位才圆程言略块阵 轮车椅电摩驱胎 工作程业具艺信商会委区单 车站辆间型祸牌主库道流程队
任务命何职免意教用 讲话解述课座好卫究政堂
"""
"""Words that begin with the characters of a unit but are not one: the unit, then each character that makes such a word.

After `=` come continuations that leave it a unit all the same. 3人才 does not count 人, 5所在校生 counts 所.
"""


class UnitSpelling(NamedTuple):
    """The base unit and kind of a spelling."""

    base: str
    kind: str


class ContextUnit(NamedTuple):
    """The unit of a spelling in a context that matches its pattern."""

    unit: UnitSpelling
    context: re.Pattern[str]


def _build_units() -> dict[str, UnitSpelling]:
    rows = (line.split() for line in _MEASURES.strip().splitlines())
    measures = {spelling: UnitSpelling(base, kind) for kind, base, *more in rows for spelling in (base, *more)}
    classifiers = f"{_CLASSIFIERS}{_RARE_CLASSIFIERS}".split()
    compounds = {
        f"{word}{slash}次": UnitSpelling(f"{word}次", "count")
        for word in classifiers
        for slash in ("", "/")
        if len(word) == 1
    }
    return compounds | measures | {word: UnitSpelling(word, "count") for word in classifiers}


_NEVER_MATCHES = "(?!)"
_CHINESE_DIGITS = f"{DIGITS}十百两"


def _build_guard(excluded: str, *allowed: str) -> str:
    """Return a lookahead that rejects the `excluded` characters after a unit, except the `allowed` continuations.

    It is an alternation, not a character class: compiling a class of Han characters takes as long as twenty of these.
    """
    lookahead = f"(?!{'|'.join([*excluded, _NEVER_MATCHES])})"
    return f"(?:{'|'.join([*(f'(?={word})' for word in allowed), lookahead])})" if allowed else lookahead


def _build_pattern(spellings: Iterable[str]) -> str:
    """Return a pattern that matches the longest spelling that is a word of its own.

    Spellings with the same first character share a branch, so that fewer alternatives are tried.
    """
    guards = {words[0]: _build_guard(*words[1:].split("=")) for words in _WORDS_STARTING_WITH_UNIT.split()}
    guards |= {
        spelling: _build_guard("生要序") for spelling in spellings if spelling.endswith("次") and spelling != "次"
    }
    guards |= dict.fromkeys(("大项", "小项"), _build_guard("目"))
    rare = _RARE_CLASSIFIERS.split()
    by_first: dict[str, list[str]] = {}
    for spelling in sorted({*spellings}.difference(rare), key=lambda spelling: (-len(spelling), spelling)):
        by_first.setdefault(spelling[0], []).append(re.escape(spelling[1:]) + guards.get(spelling, ""))
    single = "".join(first for first, rests in by_first.items() if rests == [""])
    branches = [f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in by_first.items() if rests != [""]]
    after_digits = f"(?<![{_CHINESE_DIGITS}])(?:{'|'.join(word + guards.get(word, '') for word in rare)})"
    return f"(?:[{re.escape(single)}]|{'|'.join(branches)}|{after_digits})"


UNITS: Mapping[str, UnitSpelling] = _build_units()
"""Spelling → unit."""
CONTEXT_UNITS: Mapping[str, ContextUnit] = {
    spelling: ContextUnit(UnitSpelling(base, kind), lazy_compile("|".join(patterns)))
    for spelling, kind, base, *patterns in map(str.split, _CONTEXT_UNIT_TABLE.strip().splitlines())
}
"""Spelling → unit in a certain context."""
UNIT_PATTERN = _build_pattern({*UNITS, *CONTEXT_UNITS})
"""Matches a spelling of a unit."""
