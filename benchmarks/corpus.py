"""Write a synthetic archive of a city that does not exist, as large as needed, for the other benchmarks.

    python3 benchmarks/corpus.py FOLDER [--issues 1000] [--per-year 24] [--dense] [--hugo]

An issue has three to five articles, an article two to four sections of two to four measures, about 9,000 characters in
all. As in printed briefings, two sentences in five have figures; with `--dense` all of them do. An issue depends on its
index alone, so a longer archive begins with the shorter one. `--hugo` writes what Hugo reads, with the same texts.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
from dataclasses import dataclass
from pathlib import Path


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return text.split()


FIRST_YEAR = 1999
COUNTIES = ("东屏县", "西渡县", "南浦区", "北沙区", "云塘市", "白鹭县", "青檀县", "石梁市", "沙洲区")
THEMES = {
    "jobs": "就业", "skills": "技能", "farms": "农业", "villages": "乡村", "firms": "企业", "schools": "教育",
    "health": "健康", "care": "养老", "housing": "住房", "roads": "交通", "digital": "数字", "culture": "文化",
    "water": "水利", "charity": "慈善",
}  # fmt: skip
PEOPLE = words(
    "菇农 织工 船员 护工 茶农 快递员 电商主播 退休教师 返乡大学生 木匠 缝纫工 渔民 摊主 家政员 司机 学徒 牧工 乡医"
)
THINGS = words(
    "夜校 粮仓 水渠 集市 工坊 车间 茶园 果园 鱼塘 大棚 冷库 驿站 食堂 诊所 书屋 球场 渡口 公交线 光纤 账本 "
    "合作社 培训班 互助会 服务站 实训室 托育点 助餐点 样板路 示范田 中转仓 直播间 共享菜园 老街 古桥"
)
ACTIONS = words("办好 建成 修缮 联通 盘活 扩大 公开 改造 认领 评比 接管 延长 细分 补齐 推广 登记 对接 轮换 合并 新设")
MANNERS = words("逐户 按季 分片 联村 提前 当面 上门 按需 就近 集中 连片 统一 公开 轮流 跨镇 定点")
OFFICES = words(
    "农林局 人社局 教体局 民政局 卫健局 财务局 商贸局 文旅局 建设局 总工会 妇儿会 残联 交通局 水务局 数据局 团委"
)
SYLLABLES = words(
    "青 白 大 小 上 下 石 沙 竹 松 梅 桐 柳 溪 湖 岭 坪 湾 桥 井 塔 亭 堰 坝 畈 坞 岙 埠 渚 汀 屿 浦 洲 滩"
)
FAMILIES = words(
    "何 吕 施 孔 曹 严 华 金 魏 陶 姜 戚 谢 邹 喻 柏 水 窦 章 云 苏 潘 葛 奚 范 彭 郎 鲁 韦 昌 马 苗 凤 花"
)
COINED = words("链 帮 码 站 库 圈 桥 灯 秤 钥 驿 渡")
WITH_FIGURES = (
    "{office}会同{office}拨付{money}，{manner}{action}{thing}{count}个，惠及{people}{heads}。",
    "{village}、{village}的{people}{heads}参加了“{name}”，户均增收{money}，比上年增长{percent}。",
    "到{year}年底，{county}已{action}{thing}{count}处，覆盖率达到{percent}。",
    "由{office}牵头建立“{name}”，{manner}{action}{thing}，累计办理{count}件，平均用时缩短{days}天。",
    "{village}把闲置的{area}平方米旧屋改成{thing}，租金每年{money}，村集体收入首次超过{money}。",
    "选派{count}名{people}到{village}{action}{thing}，开课{count}期，发证{heads}。",
    "{county}出台办法{few}条，对{people}按每人{small}万元给予补助，已有{heads}领到。",
    "与{few}家企业签订协议，{action}{thing}{count}个，收益按{few}∶{few}分配。",
)
PLAIN = (
    "{office}与{office}每月碰头，把{thing}的难处摆到桌面上，能办的当场办，办不了的写明期限。",
    "{village}的{people}说，过去要跑到城里去的事，现在在村口的{thing}就能办成。",
    "对{people}最关心的{thing}，{county}{manner}{action}，做法写进了“{name}”的章程。",
    "{village}先行一步，{manner}{action}{thing}，周边各村跟着学，账目一律贴在墙上。",
    "{county}把“{name}”交给{people}自己管，{office}只定规矩、查账目、听意见。",
)
LEADS = (
    "{county}从{people}的难处入手，{manner}{action}{thing}，到{year}年底办成“{name}”{count}个，受益{heads}。",
    "{people}缺什么，{county}就办什么：{manner}{action}{thing}，{action}{thing}，群众满意度{percent}。",
)
TITLES = ("{county}{action}“{name}” {manner}{action}{thing}", "{county}{manner}{action}{thing} 让{people}得实惠")
SECTIONS = ("{manner}{action}{thing}", "{action}“{name}”，{action}{thing}", "让{people}用上{thing}")
HEADINGS = ("{manner}{action}{thing}", "用“{name}”{action}{thing}", "{office}与{people}一起{action}{thing}")
SLOT = re.compile(r"\{(\w+)\}")
ORDINALS = "一二三四五"


@dataclass(frozen=True)
class Article:
    """A synthetic article."""

    title: str
    county: str
    themes: tuple[str, ...]
    body: str


class Composer:
    """Composer of the texts of one issue."""

    def __init__(self, index: int, year: int, share: float) -> None:
        self.random = random.Random(f"synthetic issue {index}")
        self.year, self.share, self.county = year, share, ""

    def common(self, words: list[str]) -> str:
        """Choose a word; the first ones are frequent, as in real texts."""
        return words[int(self.random.random() ** 2 * len(words))]

    def value(self, slot: str) -> str:
        """Return what fills a slot."""
        draw = self.random
        lists = {"people": PEOPLE, "thing": THINGS, "action": ACTIONS, "manner": MANNERS, "office": OFFICES}
        if slot in lists:
            return self.common(lists[slot])
        if slot in ("village", "name"):
            first, second = draw.sample(SYLLABLES, 2)
            return f"{first}{second}{draw.choice(FAMILIES)}村" if slot == "village" else f"{first}{draw.choice(COINED)}"
        space = " " if draw.random() < 0.3 else ""
        figures = {
            "county": self.county,
            "money": f"{draw.uniform(2, 9000):.{draw.randrange(4)}f}{space}万元",
            "heads": f"{draw.uniform(1, 50):.1f}{space}万{draw.choice(('多', '余', ''))}人次"
            if draw.random() < 0.3
            else f"{draw.randrange(30, 9000)}{space}人",
            "count": str(draw.randrange(2, 3000)),
            "few": str(draw.randrange(2, 9)),
            "days": str(draw.randrange(2, 20)),
            "small": f"{draw.uniform(0.2, 4):.1f}",
            "area": str(draw.randrange(90, 60000)),
            "percent": f"{draw.uniform(2, 99):.{draw.randrange(2)}f}%",
            "year": str(self.year - draw.randrange(2)),
        }
        return figures[slot]

    def fill(self, forms: tuple[str, ...]) -> str:
        """Choose a form and fill its slots."""
        return SLOT.sub(lambda slot: self.value(slot[1]), self.random.choice(forms))

    def sentence(self) -> str:
        """Compose a sentence, with figures or without."""
        return self.fill(WITH_FIGURES if self.random.random() < self.share else PLAIN)

    def article(self) -> Article:
        """Compose an article."""
        draw = self.random
        self.county = draw.choice(COUNTIES)
        blocks = [self.fill(LEADS) + self.sentence()]
        for section in ORDINALS[: draw.randint(2, 4)]:
            blocks.append(f"## {section}、{self.fill(SECTIONS)}")
            for ordinal in ORDINALS[: draw.randint(2, 4)]:
                text = "".join(self.sentence() for _ in range(draw.randint(5, 7)))
                blocks.append(f"{ordinal}是{self.fill(HEADINGS)}。{text}")
        themes = tuple(draw.sample(sorted(THEMES), draw.randint(1, 3)))
        return Article(self.fill(TITLES), self.county, themes, "\n\n".join(blocks))


def compose_issue(index: int, per_year: int, share: float) -> tuple[int, dt.date, tuple[Article, ...]]:
    """Compose an issue: its number, its day and its articles, each with another title."""
    year, number = FIRST_YEAR + index // per_year, index % per_year + 1
    day = dt.date(year, 1, 4) + dt.timedelta(days=(number - 1) * 350 // per_year)
    composer = Composer(index, year, share)
    articles = {
        article.title: article for article in (composer.article() for _ in range(composer.random.randint(3, 5)))
    }
    return number, day, tuple(articles.values())


def write_archive(folder: Path, issues: int, *, per_year: int = 24, dense: bool = False) -> list[Path]:
    """Write an archive with its settings; return the files of its issues, oldest first."""
    briefings = folder / "briefings"
    briefings.mkdir(parents=True, exist_ok=True)
    counties = "".join(
        f'- {{name: {name}, code: "9901{n:02}", slug: county{n}, at: [{n // 3 + 1}, {n % 3 + 1}]}}\n'
        for n, name in enumerate(COUNTIES)
    )
    themes = "".join(f"- {{id: {name}, label: {label}, keywords: [{label}]}}\n" for name, label in THEMES.items())
    (briefings / "archive.yaml").write_text(
        'title: 云浦市工作简报\nissuer: 云浦市工作专班办公室\nregion: {name: 云浦市, code: "990100"}\n'
        f"counties:\n{counties}themes:\n{themes}",
        "utf-8",
    )
    paths = []
    for index in range(issues):
        number, day, articles = compose_issue(index, per_year, 1.0 if dense else 0.4)
        entries = "".join(
            f"- title: {article.title}\n  counties: [{article.county}]\n  themes: [{', '.join(article.themes)}]\n"
            for article in articles
        )
        body = "\n\n".join(f"# {article.title}\n\n{article.body}" for article in articles)
        path = briefings / str(day.year) / f"{number:02}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"---\nnumber: {number}\ndate: {day}\narticles:\n{entries}---\n\n{body}\n", "utf-8")
        paths.append(path)
    return paths


def write_hugo_content(folder: Path, issues: int, *, per_year: int = 24, dense: bool = False) -> None:
    """Write the same texts for Hugo: a page for each article, with the taxonomies county, theme and year."""
    for index in range(issues):
        number, day, articles = compose_issue(index, per_year, 1.0 if dense else 0.4)
        for position, article in enumerate(articles, 1):
            path = folder / f"content/issues/{day.year}/{number:02}/{position}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            labels = ", ".join(f'"{THEMES[theme]}"' for theme in article.themes)
            path.write_text(
                f'+++\ntitle = "{article.title}"\ndate = {day}\ncounty = ["{article.county}"]\ntheme = [{labels}]\n'
                f'year = ["{day.year}"]\nweight = {position}\n+++\n\n{article.body}\n',
                "utf-8",
            )


def main() -> None:
    """Write one archive."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--issues", type=int, default=1000)
    parser.add_argument("--per-year", type=int, default=24)
    parser.add_argument("--dense", action="store_true", help="figures in every sentence")
    parser.add_argument("--hugo", action="store_true", help="what Hugo reads")
    options = parser.parse_args()
    write = write_hugo_content if options.hugo else write_archive
    write(options.folder, options.issues, per_year=options.per_year, dense=options.dense)


if __name__ == "__main__":
    main()
