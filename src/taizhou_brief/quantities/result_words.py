"""Words around a quantity that say what it is: a result, what was spent on it, or nothing that came of anything."""

from __future__ import annotations

from taizhou_brief.chinese.approximators import ESTIMATE_ENDS, LIMITS
from taizhou_brief.chinese.patterns import lazy_compile

OUTCOME, OUTPUT, INPUT, NONE = range(4)
"""What a quantity is: what people got of it, what was done, what was spent on it, or nothing that is a result."""
_OUTCOMES = (
    "增收 收入 就业 上岗 脱贫 脱困 减少 下降 降低 缩短 压缩 压减 节约 节省 减负 减税 退税 增长 增加 提高 提升 上升 "
    "增产 受益 惠及 解决 化解 追回 挽回 整改 满意 覆盖 营收 销售 产值 利润 分红 收益 租金 少跑 帮助 资助 救助 吸纳 "
    "转产 用上 交易 接待 就餐 报销 服务 带动 游客 参加 参保 稳定 成功 治愈 享受 零售 减至 降至 增至 升至 转移 搬迁 "
    "受惠 采纳 突破"
)
_OUTPUTS = (
    "建成 新建 建起 改造 培育 培养 新增 培训 完成 发放 兑现 吸引 入驻 引进 引入 认定 获评 评出 评选 取得 获得 排查 "
    "开通 盘活 拆除 关停 调解 处理 办理 办起 落地 签订 受理 推出 选聘 结对 拥有 孵化 转化 流转 种植 出栏 参赛 建立 "
    "安置 创建 推广 支持 开发 提供 创办 办结 共享 招收 招引 签约 收到 听课 输送 联系 整治 清理 修复 添置 关爱 慰问 "
    "组织 申领 持有 授权 开展"
)
_INPUTS = (
    "投入 安排 投资 配套 预算 拨付 筹集 筹措 争取 设立 组建 成立 配备 抽调 选派 购置 举办 制定 走访 收集 摸排 宣讲 "
    "讲课 开设 宣传 聘请 使用 利用 用于"
)
_NO_RESULTS = (
    "印发 出台 召开 会议 督查 申请 计划 规划 预计 收费 票价 起拍 概算 占地 面积 最高 给予 奖励 补助 年龄 承包 工期 "
    "设计 标准 全长 总长 定价 限价 租期 利率 期限 注册 总量 市场 登记 上限 下限 门槛 间隔 距离 高出 相当 历时 为期 "
    "范围 任务 总投 能力 容量"
)
CLASSES = {
    word: rank for rank, words in enumerate((_OUTCOMES, _OUTPUTS, _INPUTS, _NO_RESULTS)) for word in words.split()
}
"""What the nearest of these words makes of a quantity."""
WORD = 2
"""Length of the words."""
NAMES = ("低收入", "等收入", "老服务", "化服务", "未就业")
"""Ends of names in which such a word is none: 低收入农户."""
UNTELLING = frozenset({"age", "ratio", "unknown", "degree", "temperature", "voltage", "frequency", "pressure"})
"""Kinds that describe a thing."""
SHORTER = frozenset({"缩短", "压缩", "压减", "减至", "降至", "节省", "节约", "减少"})
"""Words by which a duration is a result."""
PER_HEAD = frozenset({"增收", "收入", "分红", "收益", "节约", "节省", "增产", "减负", "产值"})
"""Words by which what each gets is a result, not a rule."""
PEOPLE = frozenset({"人", "名", "位", "人次", "名次", "户", "户次"})
"""Units of people and households."""
BOUNDS = frozenset(
    (*LIMITS, "不足", "不到", "低于", "高于", "少于", "小于", "大于", "不高于", "不多于", "不大于", "不小于")
)
"""Qualifiers of a limit, or of a class of things."""
BASE = lazy_compile("[由从](?![而事业])[^到至达]{0,12}$")
CHANGED = lazy_compile("[^，。；]{0,6}?(?:到|至|为|[增减升降提])")
EARLIER = lazy_compile(
    "同期|原[来有先本]|此前|以往|过去|年前|最初|当初|初期|[只仅]有|[改建整]前|基数|[比较](?![例较重为])[^增减升降涨长]*$"
)
"""Words that make a quantity the base of a comparison."""
WIDER = lazy_compile("(?<![在占获])(?:全[省国球]|我[省国]|世界|[国省]内|省里|省[级直]机关|外[省地]|各地|平均水平)")
PRICE = lazy_compile("每|单价|售价|人均住房|低于|高于|超过.{0,4}的$|满$|未满|若|如果|凡|对.{2,}的")
UNSURE = lazy_compile("可(?![靠观喜持])")
SUSPECTS = frozenset("由从同原此以过年当初只仅改建整基比较全我世国省外各平每单售均低高超满未若如凡对可最")
"""Characters one of which is before a quantity that any of these expressions is about: a cheap check before them."""
PLACE = lazy_compile("(?:^|[在与和同向由到赴比较、及如])([\u4e00-\u9fff]{2,3}[县市]|[\u4e00-\u9fff]{2}区)(?!级)")
NO_PLACE = lazy_compile(
    ".*(?:[各全该本我两邻跨][县市区]|[社园景片小厂库林山灾市城乡校院街辖新牧湾海都超门上闹]区|[城超门夜集上]市)$"
)
PARTS = lazy_compile(
    "大(?!户)|个?(?:方面|环节|维度|类别?|层[级面次]|步骤?|阶段|模块|板块|体系|机制|专题|要素|标准|任务|举措|措施|原则"
    "|流程|关键|省份|城市)|[项条](?:任务|举措|措施|制度|机制|政策|标准|规定|内容|清单)"
)
"""What follows the number of the parts of a plan or list."""
PARTS_BEFORE = (
    *("办法", "意见", "政策", "举措", "措施", "流程", "规定", "任务", "制度", "机制", "类别", "线路", "方案"),
    *("分为", "等", "在", "按", "以", "从"),
)
"""What is before it, or before a number that is no result of its clause: 在4个行业开展协商."""
FILLER = lazy_compile(
    "金额|数额|数量|总数|总额|总计|规模|比例|比重|占比|增长|增加|增速|增幅|同比|环比|下降|提高|达到|突破|超过|其中|目前"
    rf"|截至|累计|共计|合计|平均|约为|[达为共计已占升降至到了有只仅的余分别是年月日今去\d{ESTIMATE_ENDS}]"
)
"""Words that do not say what is counted."""
HAN = lazy_compile("[\u4e00-\u9fff]")
EXAMPLE = lazy_compile("[例比]?如|以[^，。；]{1,24}为例")
"""Beginning of a sentence about one case."""
RATE = lazy_compile("[率度比](?:已|均|都|也|就)?(?:达到?|为|升至|提高到?|保持)?$")
