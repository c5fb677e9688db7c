"""A miniature archive in a temporary folder: write, build, look."""

from __future__ import annotations

import re
import sys
from html import unescape
from pathlib import Path
from typing import Any

from taizhou_brief.builder.build import build
from taizhou_brief.builder.runner import Runner
from taizhou_brief.builder.session import BuildResult

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"
"""Folder of the cases: text files, each kind in a folder of its own, that need no Python."""

SETTINGS = """\
title: 某市工作简报
subtitle: 公开档案
issuer: 某市领导小组办公室
region: {name: 某市, code: "990100"}
site: {name: 某市人民政府, domain: www.example.gov.cn, id_code: "9901000001"}
counties:
- {name: 东山县, code: "990121", slug: dongshan, aliases: [东山], at: [1, 1]}
- {name: 西河县, code: "990122", slug: xihe, aliases: [西河], at: [1, 2]}
themes:
- {id: jobs, label: 就业创业, keywords: [就业, 创业, 教室, 课表, 证书, 等级]}
- {id: skills, label: 技能人才, broader: jobs, keywords: [技能, 教室, 课表, 证书, 等级]}
"""


def briefing(number: int, day: str, *articles: str, extra: str = "") -> str:
    """A whole briefing; an article is `标题|县|主题|正文`."""
    rows, bodies = [], []
    for article in articles or ("东山县办好夜校|东山县|skills|",):
        title, county, theme, body = article.split("|")
        rows.append(f"- title: {title}\n  counties: [{county}]\n  themes: [{theme}]\n")
        bodies.append(f"# {title}\n\n{body or BODY}\n")
    head = f"---\nnumber: {number}\ndate: {day}\n{extra}articles:\n{''.join(rows)}---\n\n"
    return head + "\n".join(bodies)


BODY = """\
东山县把夜校办到车间，一年开课386期。

## 一、课堂进车间

一是教室就近布点。在6个工业点建成教学点14个。

二是课表跟着班次走。把一门课拆成12个小单元。

## 二、学成能涨薪

一是证书换补贴。已发放436.2万元。

二是等级挂工资。63家企业签了协议。
"""


class Project:
    """An archive under `root` and the site built from it."""

    def __init__(self, root: Path, settings: str = SETTINGS) -> None:
        self.root = root
        self.site = root / "site"
        self.built: BuildResult | None = None
        self.write("briefings/archive.yaml", settings)

    def write(self, name: str, text: str) -> Project:
        """Write a file below the root; `2021/07` means that issue's file."""
        if re.fullmatch(r"\d{4}/s?\d+", name):
            name = f"briefings/{name}.md"
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        return self

    def build(self, out: Path | None = None, jobs: int = 1, **options: Any) -> Project:
        """Build into `site/` or `out`."""
        self.built = build(self.root, out or self.site, runner=Runner(jobs), **options)
        return self

    @property
    def codes(self) -> list[str]:
        """The codes of what the last build found wrong, in order."""
        assert self.built is not None
        return [d.code for d in self.built.reading.diagnostics]

    def page(self, url: str) -> str:
        """The source of a page."""
        path = self.site / url
        return (path / "index.html" if not url or url.endswith("/") else path).read_text("utf-8")

    def main(self, url: str) -> str:
        """What stands in the page's `<main>`."""
        match = re.search(r"<main\b.*</main>", self.page(url), re.DOTALL)
        assert match is not None, f"{url} has no <main>"
        return match[0]

    def words(self, url: str) -> str:
        """The text of the page's `<main>`, white space squeezed out."""
        return re.sub(r"\s", "", unescape(re.sub(r"<[^>]*>", "", self.main(url))))


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` and its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def command(*arguments: str | Path) -> list[str]:
    """The command line as a child process."""
    return [sys.executable, "-m", "taizhou_brief", *map(str, arguments)]
