"""Briefings of other offices and another city, invented for these tests, each typed in a way of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from taizhou_brief.importer.recognise import recognise
from taizhou_brief.importer.source_text import SourceLine, SourceText
from taizhou_brief.model.issue import Article, Issue
from tests.office_texts import codes, issue_of, read, settings, shape, wrapped

QINGSHAN = """\
title: 青山改革信息
issuer: 青山市委改革办
region: {name: 青山市, code: "991000"}
counties:
- {name: 东湖区, slug: donghu}
- {name: 西岭区, slug: xiling}
- {name: 南浦市, slug: nanpu, aliases: [南浦县级市]}
- {name: 北川县, slug: beichuan}
- {name: 云和新区, slug: yunhe, short: 新区}
themes:
- {id: digital, label: 数字化改革, keywords: [数字, 平台]}
- {id: care, label: 养老服务, keywords: [养老, 助餐]}
- {id: village, label: 乡村振兴, keywords: [村集体, 强村]}
"""
"""Settings of a city that does not exist."""

DYNAMIC = """\
青 山 改 革 动 态
2023年第15期
（总第238期）

青山市委全面深化改革委员会办公室编　　　　2023年6月8日

目　　录

【区县经验】
1．东湖区“一键通办”打通企业服务末梢………………………………（1）
2．北川县做活强村公司　让山货走出大山………………………………（4）
【部门动态】
3．市医保局织密困难群众保障网……………………………………………（7）

编者按：近期各地抓改革、促共富，做法鲜活。现选编三篇，供各地各部门借鉴。

【区县经验】

东湖区“一键通办”打通企业服务末梢

　　东湖区以企业办事难为切口，建成企业服务一键通办平台，半年来受理诉求3.2万件，办结率99.1%。

　　（一）一张清单管到底。梳理高频事项218项，逐项明确时限。
　　（二）一个窗口收到底。设立24小时自助区，群众随到随办。
　　（三）一支队伍帮到底。选派帮办员160名，上门服务4500余次。
（东湖区委改革办供稿）

北川县做活强村公司　让山货走出大山

　　北川县山多地少，过去村集体经济薄弱。近年来，该县组建强村公司12家，带动86个村增收。

　　一、建机制，让公司活起来
　　（一）股权怎么分。县里出台指导意见，明确村集体占股不低于51%。
　　（二）人才哪里来。面向全国招引职业经理人9名。
　　二、拓渠道，让山货走出去
　　（一）线上开店。打造“北川山礼”品牌，网店达到40家。
　　（二）线下设点。在省城开设专柜15个，年销售额1800万元。
（北川县农业农村局供稿）

【部门动态】

市医保局织密困难群众保障网

　　市医保局聚焦困难群众看病负担，推动基本医保、大病保险、医疗救助三重保障有效衔接。

　　首先，精准识别。与民政、乡村振兴部门每月比对数据。
　　其次，应保尽保。对特困人员参保费用全额资助。
　　再次，一站结算。定点医院设立专窗，群众少跑腿。
　　最后，动态帮扶。对自付费用超过5万元的家庭逐户走访。

呈：省委改革办。
送：市委常委，市人大常委会、市政府、市政协领导。
发：各县（市、区）委改革办，市级有关部门。
签发人：张某某　　责任编辑：李某某　　电话：0990-1234567
（共印150份）
"""

SINGLE = """\
青山改革信息
第 3 期

青山市委改革办                        2024年2月19日

西岭区打造“银龄食堂”
破解老年人吃饭难题

西岭区户籍老年人口占比达到 28.6%，独居、空巢老人吃饭难问题突出。该区把老年助餐列为头号民生实事，一年建成助餐点 96 个。

第一，布点有讲究。按照步行 15 分钟可达的要求布局，中心城区实现全覆盖。

第二，送餐有温度。招募骑手、志愿者 800 余人，为行动不便的老人送餐上门。
对高龄独居老人，送餐时同步上门探视。

第三，运营有活力。坚持“个人出一点、财政补一点、企业让一点”，单餐价格控制在 12 元以内。

下一步，该区将推动助餐点向山区延伸。

（来源：西岭区民政局）

报：市委、市政府领导。
青山市委改革办　2024年2月20日印发
"""

PROSE = """\
青山市乡村振兴专报

（增刊第2期）

青山市农业农村局　　　二〇二二年十月三十一日

【本期要目】

◆南浦、北川联手建设跨县域茶叶产业带
◆青山市农业农村局三项举措稳粮保供

南浦、北川联手建设跨县域茶叶产业带

南浦市与北川县山水相连、茶园相接。两地打破行政壁垒，共建共享，一是一、二是二地把账算清楚，把利分明白，走出了一条抱团发展的新路。

●规划一张图。统一编制产业规划，划定核心茶园 4.6 万亩。

●品牌一个名。统一使用区域公用品牌，授权企业 37 家。

——收益一起分。设立共同基金，每年按投入比例分红。

截至9月底，产业带综合产值突破 20 亿元，同比增长 13.5%。

青山市农业农村局三项举措稳粮保供

今年以来，市农业农村局认真落实粮食安全责任，主要做法：一是稳面积，把播种任务分解到 1200 个村；\
二是提单产，推广良种良法，建设示范方 85 个；三是强服务，组织农技员 600 名下田指导。全市早稻亩产创历史新高。

主送：省农业农村厅
分送：各县（市、区）农业农村局
青山市农业农村局办公室　　2022年10月31日印
"""

LEVELS = """\
内部资料　注意保存

工 作 简 报

（2025）第 9 期　　总第 61 期

青山市共同富裕专班                                2025 年 5 月 12 日

本期内容：
云和新区“三化联动”建设未来社区 …… 1
东湖区、西岭区联建职业技能公共实训基地 …… 5

云和新区“三化联动”建设未来社区

　　云和新区坚持标准化、数字化、市场化联动，建成未来社区 7 个，受益居民 5.8 万人。

　　一、坚持标准化，建得好
　　（一）强化规划引领
　　1.编好一本导则。制定建设导则，细化指标 33 项。
　　2.画好一张蓝图。优化空间布局，新增公共空间 2.1 万平方米。
　　（二）强化要素保障
　　1.保资金。统筹资金 6.3 亿元。
　　2.保土地。盘活低效用地 430 亩。
　　3.保人才。选派社区规划师 21 名。
　　二、坚持数字化，管得好
　　（一）搭平台
　　一是数据贯通。归集数据 2.7 亿条。
　　二是场景贯通。上线应用 19 个。
　　（二）抓应用
　　一是居民会用。开展培训 140 场。
　　二是干部善用。建立月度通报制度。

东湖区、西岭区联建职业技能公共实训基地

　　东湖、西岭两区一河之隔，实训资源重复建设、各自为战。去年起，两区联建公共实训基地，投入 1.5 亿元，设工种 42 个。
　　主要成效如下：

区域\t培训人次\t取证人数
东湖区\t5200\t3100
西岭区\t4800\t2900

　　（青山市人力社保局）

抄报：省共富办；市委、市政府主要领导。
抄送：市级有关单位。
青山市共同富裕专班办公室　　　　　　2025 年 5 月 12 日印发
"""

NOLIST = """\
台州共富工作简报
第十二期
台州市高质量发展建设共同富裕先行市领导小组办公室　2022年3月15日
三门县念好“海洋经”　渔民走上共富路
三门县海岸线长，渔业人口多。该县围绕小海鲜做文章，去年渔民人均收入增长11.2%。
一、育好一粒苗
一是建基地。建成育苗基地6个，年产青蟹苗3亿只。
二是引人才。与高校共建研究院，引进博士8名。
二、卖好一只蟹
一是统一品牌。注册集体商标，授权商户210家。
二是统一检测。每批抽检合格后上市。
仙居县杨梅“保险+期货”稳住果农收入
仙居县杨梅种植面积14万亩，靠天吃饭曾是果农的心病。该县创新保险产品，让果农旱涝保收。
一、价格有托底
一是设定目标价。以近三年均价为基准。
二是自动理赔。低于目标价即启动赔付，去年赔付2300万元。
二、风险有分担
一是财政补贴保费。市县两级补贴70%。
二是期货对冲风险。引入期货公司3家。
路桥区推进零工市场提质扩面
路桥区民营经济活跃，灵活就业人员超过8万人。该区建成零工市场11个，日均撮合岗位900个。
报：省委社会建设委员会
送：市委、市人大常委会、市政府、市政协领导
发：各县（市、区）党委、政府，市级有关单位
共印200份
"""

BOLD_STYLE = """\
工作信息

第18期
青山市财政局办公室　　2023-11-20

财政资金直达基层的南浦实践

直达资金怎样管得住、用得好？南浦市作了探索。

主要做法

一是台账管。建立资金台账，每笔可查。

二是系统管。嵌入预警规则16条，发现问题及时整改。

取得成效

截至10月底，直达资金支出进度达92%，惠及企业3400户、群众21万人。

下一步打算

继续完善制度，推动资金监管常态长效。

青山市财政局办公室　2023年11月20日印发　共印60份
"""


NEWS = """\
青山市共富动态
第 21 期（总第 305 期）
青山市共富办　　2024年3月4日　星期一

我市召开共同富裕推进大会
2月28日，我市召开共同富裕推进大会，部署全年重点任务。会议强调，要紧扣“扩中提低”，抓实八大行动。
全市“共富夜校”开班突破千场
截至2月底，全市“共富夜校”累计开班1026场，培训3.4万人次，群众满意率98.7%。
南浦市上线“共富积分”应用
南浦市上线“共富积分”应用，村民参与公益可兑换服务，注册用户达5.2万人。
市总工会启动“春风送岗”活动
市总工会联合市人力社保局启动“春风送岗”活动，首场提供岗位6800个。
编辑：市共富办综合处　　电话：0991-7654321
"""

REPORT = """\
共富信息专报
2024年第6号

编发单位：北川县委办公室　　签发：王某某

北川县“三个一批”破解农村老屋闲置难题

北川县农村闲置老屋多达1.1万宗，既占土地又有隐患。去年以来，该县探索“三个一批”办法，盘活老屋2300宗。现将有关情况报告如下：

一、主要做法

（一）流转盘活一批
由村集体统一收储闲置老屋，对接社会资本开发民宿、研学等业态。
目前已流转老屋860宗，带动村集体增收1500万元。

（二）修缮利用一批
对有历史价值的老屋实行挂牌保护，安排资金3000万元。

（三）拆除复垦一批
对危旧老屋依法拆除，复垦耕地420亩。

二、存在问题

一是产权不清。部分老屋继承人多，意见难统一。二是资金不足。修缮成本高，社会资本观望。三是人才短缺。懂经营、会策划的人才少。

三、下一步打算

建议市级层面出台政策，明确流转程序，设立专项基金。

北川县委办公室
2024年5月6日

抄送：市委办、市府办，市农业农村局、市自然资源和规划局。
"""

DEPARTMENT = """\
青山市人力资源和社会保障局
工 作 简 报
第 4 期
青山市人力资源和社会保障局办公室编          2023 年 2 月 14 日
━━━━━━━━━━━━━━━━━━
本期导读
● 稳岗拓岗“开门红”
● “技能青山”建设跑出加速度
● 西岭区“家门口就业”服务圈建成
━━━━━━━━━━━━━━━━━━
● 稳岗拓岗“开门红”
春节以来，全市人社系统抓稳岗、促就业。
1.包车包机接返岗。开行返岗专列 6 趟，接回员工 4300 人。
2.线上线下办招聘。举办招聘会 85 场，达成意向 2.3 万人。
3.真金白银发补贴。兑现补贴 1.2 亿元。
● “技能青山”建设跑出加速度
全市聚焦产业需求，推进技能人才培养。
1.建平台。新建实训基地 9 个。
2.优评价。自主评价企业达 320 家。
● 西岭区“家门口就业”服务圈建成
西岭区建成“15分钟”就业服务圈。
报：市委、市政府
发：各县（市、区）人力社保局
"""

NUMBERED = """\
改革情况交流
（第33期）
中共青山市委改革办　2022-07-18
目录
一、东湖区：楼道里的“微治理”
二、云和新区：企业有了“服务管家”

一、东湖区：楼道里的“微治理”

东湖区老旧小区多，治理难度大。

首先，选好“楼道长”。全区选出楼道长 3100 名，做到楼楼有人管。

其次，开好“议事会”。议事 900 余次，解决停车、加梯等问题 1200 个。

最后，用好“积分榜”。积分可兑换物业服务。

二、云和新区：企业有了“服务管家”

云和新区推行企业服务管家制度。

首先，一企一员。选派管家 260 名。

其次，一事一档。建档 4700 份。

报送：省委改革办
抄送：市四套班子领导
"""


class Case(NamedTuple):
    """A briefing and what a reader would say of it."""

    name: str
    text: str
    settings: str
    masthead: tuple[object, ...]
    """Number, 增刊, total, date, issuer, names of 报, 送 and 发."""
    articles: tuple[tuple[str, tuple[str, ...], str, tuple[str, ...], tuple[str, ...]], ...]
    """Title, counties, contributor, section titles, measures as `id heading`."""
    say: frozenset[str] = frozenset()


OFFICE = "台州市高质量发展建设共同富裕先行市领导小组办公室"
CASES = (
    Case(
        "columns in the contents",
        DYNAMIC,
        QINGSHAN,
        (15, False, 238, "2023-06-08", "青山市委全面深化改革委员会办公室", 1, 2, 2),
        (
            (
                "东湖区“一键通办”打通企业服务末梢",
                ("东湖区",),
                "东湖区委改革办",
                (),
                ("m1 一张清单管到底", "m2 一个窗口收到底", "m3 一支队伍帮到底"),
            ),
            (
                "北川县做活强村公司 让山货走出大山",
                ("北川县",),
                "北川县农业农村局",
                ("建机制，让公司活起来", "拓渠道，让山货走出去"),
                ("s1m1 股权怎么分", "s1m2 人才哪里来", "s2m1 线上开店", "s2m2 线下设点"),
            ),
            ("市医保局织密困难群众保障网", (), "", (), ("m1 精准识别", "m2 应保尽保", "m3 一站结算", "m4 动态帮扶")),
        ),
        frozenset({"I717"}),
    ),
    Case(
        "one article without a contents list",
        SINGLE,
        QINGSHAN,
        (3, False, None, "2024-02-19", "青山市委改革办", 2, 0, 0),
        (
            (
                "西岭区打造“银龄食堂” 破解老年人吃饭难题",
                ("西岭区",),
                "西岭区民政局",
                (),
                ("m1 布点有讲究", "m2 送餐有温度", "m3 运营有活力"),
            ),
        ),
        frozenset({"I715"}),
    ),
    Case(
        "bullets that are prose",
        PROSE,
        QINGSHAN,
        (2, True, None, "2022-10-31", "青山市农业农村局", 0, 2, 0),
        (
            ("南浦、北川联手建设跨县域茶叶产业带", ("南浦市", "北川县"), "", (), ()),
            (
                "青山市农业农村局三项举措稳粮保供",
                (),
                "",
                (),
                (
                    "m1 稳面积，把播种任务分解到1200个村；",
                    "m2 提单产，推广良种良法，建设示范方85个；",
                    "m3 强服务，组织农技员600名下田指导",
                ),
            ),
        ),
        frozenset({"I723", "I735", "I708"}),
    ),
    Case(
        "three levels and a table",
        LEVELS,
        QINGSHAN,
        (9, False, 61, "2025-05-12", "青山市共同富裕专班", 2, 1, 0),
        (
            (
                *("云和新区“三化联动”建设未来社区", ("云和新区",), ""),
                ("坚持标准化，建得好", "坚持数字化，管得好"),
                (
                    *("s1m1 编好一本导则", "s1m2 画好一张蓝图", "s1m3 保资金", "s1m4 保土地", "s1m5 保人才"),
                    *("s2m1 数据贯通", "s2m2 场景贯通", "s2m3 居民会用", "s2m4 干部善用"),
                ),
            ),
            ("东湖区、西岭区联建职业技能公共实训基地", ("东湖区", "西岭区"), "青山市人力社保局", (), ()),
        ),
        frozenset({"I709"}),
    ),
    Case(
        "no contents list, no blank line, no page",
        NOLIST,
        "",
        (12, False, None, "2022-03-15", OFFICE, 1, 4, 2),
        (
            (
                "三门县念好“海洋经” 渔民走上共富路",
                ("三门县",),
                "",
                ("育好一粒苗", "卖好一只蟹"),
                ("s1m1 建基地", "s1m2 引人才", "s2m1 统一品牌", "s2m2 统一检测"),
            ),
            (
                "仙居县杨梅“保险+期货”稳住果农收入",
                ("仙居县",),
                "",
                ("价格有托底", "风险有分担"),
                ("s1m1 设定目标价", "s1m2 自动理赔", "s2m1 财政补贴保费", "s2m2 期货对冲风险"),
            ),
            ("路桥区推进零工市场提质扩面", ("路桥区",), "", (), ()),
        ),
    ),
    Case(
        "headings without numbers",
        BOLD_STYLE,
        QINGSHAN,
        (18, False, None, "2023-11-20", "青山市财政局办公室", 0, 0, 0),
        (
            (
                "财政资金直达基层的南浦实践",
                (),
                "",
                ("主要做法", "取得成效", "下一步打算"),
                ("s1m1 台账管", "s1m2 系统管"),
            ),
        ),
        frozenset({"I725", "I735"}),
    ),
    Case(
        "short news, one paragraph each",
        NEWS,
        QINGSHAN,
        (21, False, 305, "2024-03-04", "青山市共富办", 0, 0, 0),
        (
            ("我市召开共同富裕推进大会", (), "", (), ()),
            ("全市“共富夜校”开班突破千场", (), "", (), ()),
            ("南浦市上线“共富积分”应用", ("南浦市",), "", (), ()),
            ("市总工会启动“春风送岗”活动", (), "", (), ()),
        ),
    ),
    Case(
        "a report with headings on lines of their own",
        REPORT,
        QINGSHAN,
        (6, False, None, "2024-05-06", "北川县委办公室", 0, 2, 0),
        (
            (
                *("北川县“三个一批”破解农村老屋闲置难题", ("北川县",), ""),
                ("主要做法", "存在问题", "下一步打算"),
                (
                    *("s1m1 流转盘活一批", "s1m2 修缮利用一批", "s1m3 拆除复垦一批"),
                    *("s2m1 产权不清", "s2m2 资金不足", "s2m3 人才短缺"),
                ),
            ),
        ),
        frozenset({"I723"}),
    ),
    Case(
        "bullets before the titles, drawn lines around the contents",
        DEPARTMENT,
        QINGSHAN,
        (4, False, None, "2023-02-14", "青山市人力资源和社会保障局办公室", 2, 0, 1),
        (
            ("稳岗拓岗“开门红”", (), "", (), ("m1 包车包机接返岗", "m2 线上线下办招聘", "m3 真金白银发补贴")),
            ("“技能青山”建设跑出加速度", (), "", (), ("m1 建平台", "m2 优评价")),
            ("西岭区“家门口就业”服务圈建成", ("西岭区",), "", (), ()),
        ),
    ),
    Case(
        "numbered titles",
        NUMBERED,
        QINGSHAN,
        (33, False, None, "2022-07-18", "中共青山市委改革办", 1, 1, 0),
        (
            (
                "东湖区：楼道里的“微治理”",
                ("东湖区",),
                "",
                (),
                ("m1 选好“楼道长”", "m2 开好“议事会”", "m3 用好“积分榜”"),
            ),
            ("云和新区：企业有了“服务管家”", ("云和新区",), "", (), ("m1 一企一员", "m2 一事一档")),
        ),
    ),
)


def outline(article: Article) -> tuple[object, ...]:
    """What a reader would say of an article."""
    measures = tuple(f"{m.id} {m.heading}" for m in article.measures)
    counties = article.counties + article.suggested_counties
    return article.title, counties, article.contributor, tuple(s.title for s in article.sections), measures


def masthead(issue: Issue) -> tuple[object, ...]:
    """What a reader would say of masthead and foot."""
    lists = (len(issue.report_to), len(issue.send_to), len(issue.distribute_to))
    return issue.number, issue.supplement, issue.total, str(issue.date), issue.issuer, *lists


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_briefings_of_other_offices_are_read(case: Case) -> None:
    """Articles, sections, measures, places, contributors and masthead are those a reader would name."""
    own = settings(case.settings) if case.settings else settings()
    found = read(case.text, own)
    issue = issue_of(found, own)
    for article, wanted in zip(issue.articles, case.articles, strict=False):
        assert outline(article) == wanted
    assert len(issue.articles) == len(case.articles)
    assert masthead(issue) == case.masthead
    assert case.say <= codes(found)


def unlisted(text: str) -> str:
    """The text without its contents list."""
    heading = "(?:【本期要目】|目　　录|本期内容：|本期导读|目录)"
    return re.sub(rf"{heading}\n+(?:[^\n]+\n)+?(?=\n|━)", "", text, count=1)


LAYOUTS: dict[str, Callable[[str], str]] = {
    "no blank lines": lambda t: "\n".join(line for line in t.split("\n") if line.strip()),
    "blank lines throughout": lambda t: "\n\n".join(line for line in t.split("\n") if line.strip()),
    "no indents": lambda t: "\n".join(line.strip() for line in t.split("\n")),
    "wrapped at 30": lambda t: wrapped(t, 30),
    "wrapped at 30, blank lines": lambda t: wrapped(t, 30, blank=True),
    "wrapped at 34, no indents": lambda t: wrapped(t, 34, indent=False),
    "wrapped at 40": lambda t: wrapped(t, 40),
    "no contents list": unlisted,
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_layout_makes_no_difference(case: Case, layout: str) -> None:
    """Blank lines, indents, hard wraps and a missing contents list change nothing of what is read."""
    own = settings(case.settings) if case.settings else settings()
    wanted = shape(issue_of(read(case.text, own), own))
    assert shape(issue_of(read(LAYOUTS[layout](case.text), own), own)) == wanted


def test_a_title_at_the_top_of_a_page_is_no_running_header() -> None:
    """It stands in the contents list and below a page number: twice, but on one page only."""
    own, title = settings(QINGSHAN), "● “技能青山”建设跑出加速度"
    first, second = DEPARTMENT.rsplit(title, 1)
    found = read(f"{first}\n- 2 -\n\n{title}{second}", own)
    assert [article.title for article in issue_of(found, own).articles] == [
        title for title, *_ in next(case for case in CASES if case.text is DEPARTMENT).articles
    ]


def test_paragraphs_of_like_length_are_not_printed_lines() -> None:
    """Titles and measures that happen to be about as long as each other are not joined as if the margin cut them."""
    rows = (
        *("人大工作交流", "2023年第6期", "凯里湾市人大常委会办公室　　2023年6月19日"),
        "编者按：人大代表“家站点”建设是践行全过程人民民主的重要载体。现刊发万潮区、炉山县的做法，供各地参考。",
        "万潮区人大：代表联络站“三化”建设让民意直达",
        "万潮区建成代表联络站 41 个，接待群众 1.6 万人次，收集意见 3900 条，办结率 93.4%。",
        *("阵地标准化，做到有场所、有制度、有台账。", "活动常态化，每月 15 日为“代表接待日”。"),
        "办理闭环化，实行交办、督办、反馈、评价四步工作法。",
        "炉山县人大：“码上议”让群众随时找得到代表",
        "炉山县为 218 名县人大代表生成专属二维码，群众扫码即可反映问题，48 小时内必须回复，满意率 97.8%。",
        *("（凯里湾市人大常委会代表工委供稿）", "送：省人大常委会办公厅，各县（市、区）人大常委会"),
    )
    numbers = {6: "一是", 7: "二是", 8: "三是"}
    lines = tuple(SourceLine(row, f"第{n}段", number=numbers.get(n, "")) for n, row in enumerate(rows))
    found = recognise(SourceText("来稿.docx", "0" * 64, "docx", lines), settings())
    assert [article.title for article in found.record.articles] == [rows[4], rows[9]]


def test_a_page_number_amid_a_sentence_is_no_figure() -> None:
    """Alone on its line, with no gap around it, where the sentence goes on below."""
    text = wrapped(BOLD_STYLE, 20).replace("南浦市作\n", "南浦市作\n1\n")
    assert "作\n1\n了" in text
    found = read(text, settings(QINGSHAN))
    assert "南浦市作了探索" in found.text
    assert [item.reason for item in found.left_out if item.text.strip() == "1"] == ["页码"]


def test_an_office_cut_in_two_by_the_margin_is_one() -> None:
    """A long name that goes on in the line of the date is the issuer, whole."""
    name = "青山市委全面深化改革和共同富裕示范区建设委员会办公室"
    text = wrapped(SINGLE, 20).replace(
        "青山市委改革办                        2024", f"{name[:20]}\n{name[20:]}  2024", 1
    )
    own = settings(QINGSHAN)
    assert name[20:] + "  2024" in text
    assert issue_of(read(text, own), own).issuer == name


def test_a_sentence_that_breaks_off_after_a_figure_is_told() -> None:
    """In a measure too, where a line without a stop is a heading as a rule."""
    text = BOLD_STYLE.replace("台账管。建立资金台账，每笔可查。", "台账管，到账时间由30天缩到2\n天。")
    assert "I731" in codes(read(text, settings(QINGSHAN)))


def test_a_number_cut_in_two_is_joined_or_told() -> None:
    """A figure never stands in two halves without a word about it."""
    text = BOLD_STYLE.replace("支出进度达92%", "支出进度达9\n2%")
    assert "I706" in codes(read(text, settings(QINGSHAN)))
    text = BOLD_STYLE.replace("截至10月底，直达资金支出进度达92%，", "支出 1.\n5 亿元，").replace("取得成效\n\n", "")
    found = read(text, settings(QINGSHAN))
    assert "1.5亿元" in found.text or "I706" in codes(found)
