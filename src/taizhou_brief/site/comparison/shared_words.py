"""Words that two measures share, if these are enough to put them side by side: a rule for two texts alone.

It asks nothing of the rest of the archive, so that a new issue changes no pair of older ones. `compare-page.js` has the
same rule for the reader's own choice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from taizhou_brief.chinese.characters import NUMBER_CHARACTERS

PARTICLES = (
    "的了和与及在对为其以将把被是有从到由而也就都所该各这那并又于让使给向不可着过此之或但更最已共每第等几"
    f"{NUMBER_CHARACTERS}"
)
"""Characters that are no part of a word."""
_OFFICE_WORDS = (
    "工作 发展 建设 推进 服务 平台 项目 活动 开展 组织 实施 政策 机制 体系 重点 群众 企业 提升 创新 模式 促进 加强 "
    "积极 全面 资金 目前 截至 全市 全县 全区 累计 实现 完善 优化 强化 深化 推动 打造 构建 建立 形成 加快 支持 保障 "
    "提供 管理 标准 水平 能力 质量 制度 方式 部门 单位 乡镇 街道 社区 市级 省级 国家 全国 全省 方面 问题 需求 信息 "
    "资源 力量 作用 基础 条件 环境 优势 效果 成效 情况 措施 办法 方案 计划 行动 工程 试点 示范 带动 引导 落实 统筹 "
    "整合 联动 协同 合作 持续 同时 通过 围绕 聚焦 结合 依托 利用 充分 发挥 形式 渠道 范围 区域 地区 有效 高效 精准 "
    "首创 首批 总数 人员 群体 对象 数量 比例 规模 共同 富裕 力度 主动 相关 有关 业务 领域 环节 过程 全部 主要 全程 "
    "长效 常态 动态 建成 投入 完成 达到 增加 增长 减少 覆盖 今年 去年 以来 年度 定期 及时 负责 参与 参加 联合 成立 "
    "设立 发放 收入 增收 产业 行业 经济 社会 生产 生活 运营 运行 日常 专业 专门 专项 综合 统一 集中 分类 分级 网络 "
    "系统 数据 数字 智能 智慧 线上 线下 宣传 指导 监督 监管 评价 考核 奖励 补助 补贴 申请 审核 审批 办理 流程 功能 "
    "设施 场所 空间 阵地 基地 中心 团队 队伍 骨干 干部 党员 书记 村级 县级 区级 镇街 两级 多元 多样 丰富 拓展 拓宽 "
    "延伸 扩大 提高 提质 升级 改造 改革 转型 创建 培育 培养 发动 动员 吸引 引进 引入 选派 选聘 认定 评定 制定 出台 "
    "印发 明确 规范 严格 落地 见效 公司 有限 股份 集团 举办 探索 关系 引领 自主 稳定 技术 人才 抓手 载体 目标 任务 "
    "责任 关键 核心 主体 整体 系列 举措 做法 经验 成果 格局 路径 突破 牵引 驱动 赋能 助力 助推 帮助 加大 做好 抓好 "
    "推广 推行 健全 夯实 激活 激发 释放 壮大 做强 做优 做大 盘活 搭建 协调 配套 全域 全链 链条 层级 基层 村民 居民 "
    "农民 群体 百姓 家庭 市场 政府 坚持 注重 突出 着力 大力 切实 深入 扎实 全力 努力 逐步 分别 其中 以及 包括 因此 "
    "由此 如此 例如 尤其 特别 非常 十分 不断 进行 予以 给予 采取 采用 使用 运用 应用 需要 要求 能够 可以 应当 必须"
)
"""Words that briefings of any subject use: they make no measures alike."""
OFFICE_WORDS = frozenset(_OFFICE_WORDS.split())
ENOUGH = 3
"""Sum over the shared words of their characters without the first: a word of four characters, or three of two."""
_PARTICLES = frozenset(PARTICLES)


class HasWords(Protocol):
    """Measure with what the rule looks at."""

    @property
    def heading(self) -> str:
        """Heading."""

    @property
    def opening(self) -> str:
        """Heading and first sentence."""

    @property
    def text(self) -> str:
        """Heading and text."""

    @property
    def pairs(self) -> tuple[str, ...]:
        """Telling pairs of characters of its heading."""


def find_pairs(heading: str) -> tuple[str, ...]:
    """Return the telling pairs of characters of a heading."""
    pairs = (word[i : i + 2] for word in telling_words(heading) for i in range(len(word) - 1))
    return tuple(dict.fromkeys(pairs))


def telling_words(text: str) -> list[str]:
    """Return what is left of a text without office words and particles, parts of one character left out."""
    words = []
    start = place = 0
    while place < len(text):
        char = text[place]
        step = 2 if text[place : place + 2] in OFFICE_WORDS else int(char in _PARTICLES or not is_han(char))
        if step:
            words.append(text[start:place])
            start = place + step
        place += step or 1
    words.append(text[start:])
    return [word for word in words if len(word) > 1]


def is_han(char: str) -> bool:
    """Return whether a character is one of those that words are written with."""
    return "\u3400" <= char <= "\u9fff"


def find_shared_words(one: HasWords, other: HasWords) -> tuple[str, ...]:
    """Return the words that two measures share, the longest first; none unless they are enough.

    A word is in the heading of one of them, with a telling pair of characters, and the other is about it: it has the
    word in its heading or first sentence, or twice.
    """
    words = dict.fromkeys((*words_of_heading(one, other), *words_of_heading(other, one)))
    kept = [word for word in words if not any(word != longer and word in longer for longer in words)]
    kept.sort(key=lambda word: -len(word))
    return tuple(kept) if sum(len(word) - 1 for word in kept) >= ENOUGH else ()


def words_of_heading(one: HasWords, other: HasWords) -> Iterator[str]:
    """Yield the words of a heading that the other measure is about."""
    for pair in one.pairs:
        if pair in other.text:
            word = longest_shared(pair, one.heading, other.text)
            if word in other.opening or other.text.count(word) > 1:
                yield word


def longest_shared(pair: str, one: str, other: str) -> str:
    """Return the longest part of a word around a pair that occurs in both texts; the first of several."""
    longest = pair
    for start in find_all(pair, one):
        for place in find_all(pair, other):
            left = right = 0
            while start - left and place - left and joins(one[start - left - 1], other[place - left - 1]):
                left += 1
            ends = len(one) - start - 2, len(other) - place - 2
            while right < min(ends) and joins(one[start + 2 + right], other[place + 2 + right]):
                right += 1
            if left + right + 2 > len(longest):
                longest = one[start - left : start + 2 + right]
    return longest


def joins(char: str, other: str) -> bool:
    """Return whether two characters are equal and part of a word."""
    return char == other and is_han(char) and char not in _PARTICLES


def find_all(part: str, text: str) -> Iterator[int]:
    """Yield the places of a part in a text."""
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + 1)
