"""What can be counted: every unit the reader knows, its spellings, its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_TABLE = """
money     元          元 元人民币 块钱
money     美元        美元
money     欧元        欧元
money     港元        港元 港币
money     日元        日元
percent   %           %
percent   ‰           ‰
percent   基点        基点 个基点
percent   百分点      百分点 个百分点
area      平方米      平方米 平米 ㎡ m² m2
area      平方公里    平方公里 平方千米 km² km2
area      公顷        公顷 hm²
area      亩          亩
length    公里        公里 千米 km
length    米          米 延米 延长米 m
length    厘米        厘米 cm
length    毫米        毫米 mm
length    海里        海里
weight    吨          吨 t
weight    公斤        公斤 千克 kg
weight    斤          斤
weight    克          克
weight    毫克        毫克 mg
weight    微克        微克 μg
weight    吨标准煤    吨标准煤 吨标煤
volume    立方米      立方米 立方 m³ m3
volume    空方        空方
volume    升          升 L
volume    毫升        毫升 ml mL
energy    千瓦时      千瓦时 kWh kW·h 度电
power     千瓦        千瓦 kW
power     兆瓦        兆瓦 MW
power     千伏安      千伏安
temperature ℃         ℃ °C 摄氏度
sound     分贝        分贝 dB
data      GB          GB
data      TB          TB
data      字节        字节
data      兆          兆
degree    度          度
ratio     倍          倍
duration  年          年 周年
duration  个月        个月
duration  个季度      个季度
duration  周          周 个星期 星期
duration  天          天 昼夜
duration  日          日
duration  工作日      个工作日 工作日
duration  自然日      个自然日
duration  小时        小时 个小时
duration  分钟        分钟
duration  秒          秒 秒钟
duration  毫秒        毫秒
duration  学时        学时 个学时
duration  课时        课时 个课时
age       岁          岁
age       周岁        周岁
score     分          分
count     个          个 大 村 镇 乡 县 市 省 国 校 院 部门 城市 国家
count     人          人 人口
count     人次        人次 人/次 人·次 人（次）
count     名          名
count     位          位
count     户          户
count     户次        户次 户/次 户（次）
count     家          家
count     家次        家次 家/次 家（次）
count     件          件
count     件次        件次 件（次）
count     场          场
count     场次        场次 场/次 场（次）
count     次          次
count     台次        台次 台（次）
count     批次        批次
count     车次        车次
count     航次        航次
count     班次        班次
count     例次        例次
count     期          期
count     批          批
count     轮          轮
count     遍          遍
count     趟          趟
count     项          项
count     项次        项次
count     条          条
count     条次        条次
count     则          则
count     款          款
count     种          种
count     类          类
count     门          门
count     节          节
count     堂          堂
count     课          课
count     天次        天次
count     亩次        亩次
count     档          档
count     股          股
count     晚          晚
count     套          套
count     台          台
count     台套        台套 台（套） 台(套)
count     辆          辆
count     辆次        辆次
count     架          架
count     架次        架次
count     艘          艘
count     艘次        艘次
count     列          列
count     只          只
count     头          头
count     匹          匹
count     羽          羽
count     尾          尾
count     株          株
count     棵          棵
count     丛          丛
count     盆          盆
count     盘          盘
count     盏          盏
count     枚          枚
count     颗          颗
count     粒          粒
count     根          根
count     块          块
count     片          片
count     面          面
count     幅          幅
count     幅次        幅次
count     本          本
count     册          册
count     部          部
count     篇          篇
count     首          首
count     份          份
count     张          张
count     封          封
count     单          单
count     笔          笔
count     宗          宗
count     起          起
count     例          例
count     剂次        剂次
count     剂          剂
count     针          针
count     座          座
count     处          处
count     间          间
count     幢          幢
count     栋          栋
count     层          层
count     口          口
count     眼          眼
count     孔          孔
count     道          道
count     段          段
count     站          站
count     组          组
count     支          支
count     队          队
count     班          班
count     对          对
count     双          双
count     桶          桶
count     箱          箱
count     标箱        标箱 TEU 标准箱
count     包          包
count     袋          袋
count     盒          盒
count     瓶          瓶
count     床          床
count     席          席
count     把          把
count     顶          顶
count     桌          桌
count     碗          碗
count     杯          杯
count     所          所
count     所次        所次
count     字          字
"""
"""Kind, base unit, spellings. 万 and 亿 belong to the number, other prefixes (公斤, 千瓦) to the unit."""

_NOT_BEFORE = {
    **{"人": "才民力员均社工防流群脸行为事物代", "家": "庭长园属门里政", "台": "州风账湾阶", "项": "目"},
    **{"本": "科地市土级年月轮次村省国", "场": "所景地镇馆", "所": "有在需以得属", "支": "持部撑付出"},
    **{
        "期": "间限货望",
        "批": "发准复评示",
        "处": "理置于级罚",
        "口": "岸径腔",
        "道": "路德",
        "面": "积向对临貌粉条板",
    },
    **{"班": "子", "门": "诊口店禁", "种": "植养粮子", "头": "部雁尾", "只": "要有能", "次": "性产年月日数要序生元"},
    **{"组": "织团建成", "条": "例形码件龙", "户": "籍口外", "名": "单优称列校医师家", "位": "于居置列移"},
    **{
        "层": "面级次出",
        "单": "位独",
        "站": "在位",
        "起": "步来草源到于",
        "块": "链",
        "档": "案", "股": "权份东金票", "晚": "上会", "大": "小量型幅力学会道桥赛数家人名厦灾病战",
        "国": "道家标产内际",
        "县": "道",
        "省": "道",
        "市": "级区",
        "校": "园",
        "片": "面",
        "包": "括含装",
    },
    **{
        "度": "假过夏汛量",
        "周": "边年围期末转六日一二三四五",
        "日": "本报常均前益",
        "天": "台然津气",
        "课": "程题堂桌后",
    },
    **{"首": "批次创个家届席要日", "节": "约能目点假水日", "对": "象接于照外口", "列": "入为车", "部": "门分署队"},
    **{"针": "对", "剂": "量", "盘": "活", "米": "粉面袋酒", "升": "级学降温至到", "年": "级代期制龄", "例": "如外会"},
    **{"分": "别类批为布之局店行会公层散拆红配享析级钟支区管期工担", "斤": "斤", "孔": "子", "队": "伍", "则": "是"},
    **{"个": "一性体别税", "岁": "月末", "双": "向方重", "把": "握关手", "根": "据本"},
}
"""Characters that make another word of a unit: 3 + 人才 is no count of 人."""


class Unit(NamedTuple):
    """A spelling's base unit and kind."""

    base: str
    kind: str


def _read(table: str) -> dict[str, Unit]:
    rows = (line.split() for line in table.strip().splitlines())
    return {spelling: Unit(base, kind) for kind, base, *spellings in rows for spelling in spellings}


def _pattern(spellings: Iterable[str]) -> str:
    """The longest spelling that is a word of its own."""
    longest_first = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    words = (
        re.escape(word) + (f"(?![{_NOT_BEFORE[word]}])" if _NOT_BEFORE.get(word) else "") for word in longest_first
    )
    return f"(?:{'|'.join(words)})"


UNITS: Mapping[str, Unit] = _read(_TABLE)
"""Spelling → unit."""
UNIT = _pattern(UNITS)
"""Matches a spelling of a unit."""
