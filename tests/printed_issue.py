"""An invented issue as long and as varied as a printed one: its text, its marked figures, settings that fit it.

`printed/2023-09.txt` carries the marks of `figures/README.md`. Page breaks cut some paragraphs, figures have spaces
around them, and one slip of each kind that the rules know from print is in it. Its facts are invented.
"""

from __future__ import annotations

import re
from datetime import date

from tests.figure_texts import MARK, MarkedText, read_marked
from tests.project import CASES

DAY = date(2023, 6, 15)
SOURCE = (CASES / "printed" / "2023-09.txt").read_text("utf-8")
TEXT = MARK.sub(lambda mark: (mark[mark.lastgroup or 0]).split("|")[0], SOURCE)
"""The issue as a reader sees it."""

SETTINGS = """\
title: 示范共富工作简报
issuer: 示范市共同富裕示范建设领导小组办公室
region: {name: 示范市, code: "990100"}
counties:
- {name: 东河县, slug: donghe}
- {name: 西山区, slug: xishan}
- {name: 南港市, slug: nangang}
- {name: 北岭县, slug: beiling}
themes:
- {id: skills, label: 技能人才, keywords: [技能, 工匠]}
- {id: services, label: 公共服务, keywords: [便民, 社区]}
- {id: low-income, label: 提低, keywords: [低收入, 帮扶]}
- {id: village, label: 村集体经济, keywords: [村集体, 分红]}
"""


def marked() -> list[MarkedText]:
    """Its paragraphs, line by line, with the figures that a person marked in them."""
    lines = (line for line in SOURCE.split("\n") if line.strip())
    return [read_marked(line, f"2023-09:{number}", DAY) for number, line in enumerate(lines, 1)]


def titles() -> list[str]:
    """The titles of its articles, from its contents list."""
    return re.findall(r"^- (.+)$", TEXT, re.MULTILINE)


def native() -> str:
    """Its body as a briefing's Markdown: paragraphs joined over page breaks, headings marked."""
    body = TEXT[TEXT.index("】") + 1 : TEXT.index("送：")]
    parts: list[str] = []
    for part in re.split(r"\n\s*\n", re.sub(r"^- .+$", "", body, flags=re.MULTILINE).strip()):
        if parts and not parts[-1].startswith("#") and not parts[-1].endswith("。"):
            parts[-1] += part
        else:
            level = "# " if part in titles() else "## " if re.match("[一二三]、", part) else ""
            parts.append(level + part)
    return "\n\n".join(parts).strip()


def briefing(year: int, number: int) -> str:
    """It as a briefing of another year and number, its figures changed."""
    rows = "".join(f"- title: {title}\n  counties: [{title[:3]}]\n  themes: [skills]\n" for title in titles())
    body = re.sub(r"\d+(?= ?[个名家户处场条])", lambda match: str(int(match[0]) + year - 2000 + number), native())
    return f"---\nnumber: {number}\ndate: {year}-{number:02}-15\narticles:\n{rows}---\n\n{body}\n"
