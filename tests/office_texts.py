"""Shared by the tests of `import`: settings, lines of a text, and what was recognised in comparable form."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import NamedTuple

from taizhou_brief.diagnostics import Severity
from taizhou_brief.formats.archive_yaml import parse_settings
from taizhou_brief.formats.briefing import parse
from taizhou_brief.importer.recognise import RecognitionResult, recognise
from taizhou_brief.importer.recognise.spacing import visible_chars
from taizhou_brief.importer.source_text import SourceLine, SourceText
from taizhou_brief.model.block import Block
from taizhou_brief.model.issue import Article, Issue, Measure, Section
from taizhou_brief.model.settings import Settings

TAIZHOU = """\
title: 台州共富工作简报
issuer: 台州市高质量发展建设共同富裕先行市领导小组办公室
region: {name: 台州市, code: "331000"}
counties:
- {name: 椒江区, slug: jiaojiang}
- {name: 黄岩区, slug: huangyan}
- {name: 路桥区, slug: luqiao}
- {name: 临海市, slug: linhai}
- {name: 温岭市, slug: wenling}
- {name: 玉环市, slug: yuhuan, aliases: [玉环县]}
- {name: 天台县, slug: tiantai}
- {name: 仙居县, slug: xianju}
- {name: 三门县, slug: sanmen}
themes:
- {id: kuozhong, label: 扩中, keywords: [中等收入群体]}
- {id: talent, label: 人才引育, keywords: [人才, 引才]}
- {id: jobs, label: 就业创业, keywords: [就业, 创业]}
- {id: workers, label: 技术工人, keywords: [工匠]}
- {id: tidi, label: 提低, keywords: [低收入]}
"""


class Shape(NamedTuple):
    """What the parser makes of a draft: the part that every layout of the same text must share."""

    masthead: tuple[object, ...]
    titles: tuple[str, ...]
    counties: tuple[tuple[str, ...], ...]
    sections: tuple[tuple[str, ...], ...]
    measures: tuple[tuple[tuple[str, str, int, str], ...], ...]
    """For each article: id, heading, ordinal and the last words of each measure."""
    ink: tuple[str, ...]
    """For each article, all its visible characters below the title."""


@cache
def settings(text: str = TAIZHOU) -> Settings:
    """Settings from their text."""
    found, problems = parse_settings(text, "briefings/archive.yaml")
    assert found, problems
    return found


def lines_of(text: str, name: str = "第7期.txt", **hints: bool) -> SourceText:
    """The lines of a text file."""
    lines = tuple(SourceLine(line, f"第{n}行", **hints) for n, line in enumerate(text.split("\n"), 1))  # type: ignore[arg-type]
    return SourceText(name, hashlib.sha256(text.encode()).hexdigest(), "txt", lines)


def read(text: str, own: Settings | None = None, name: str = "来稿.txt") -> RecognitionResult:
    """What is recognised in a text; that nothing was lost is checked every time."""
    found = recognise(lines_of(text, name), own or settings())
    assert found.complete, [d.message for d in found.diagnostics if d.code == "I799"]
    return found


def issue_of(found: RecognitionResult, own: Settings | None = None) -> Issue:
    """The draft as the parser reads it; it must have no error but what an editor must fill in."""
    parsed = parse(found.text, found.path or "briefings/2021/07.md", own or settings())
    said = [d for d in parsed.diagnostics if d.severity is Severity.ERROR and not d.code.startswith("F")]
    assert not said, (said, found.text)
    if found.path and all(article.title for article in found.record.articles):
        said = [d for d in parsed.diagnostics if d.severity is Severity.ERROR and d.code != "F021"]
        assert not said, (said, found.text)
    return parsed.issue


def shape(issue: Issue) -> Shape:
    """The comparable part of an issue."""
    return Shape(
        (
            *(issue.number, issue.supplement, issue.total, issue.date, issue.printed, issue.issuer),
            *(issue.report_to, issue.send_to, issue.distribute_to, issue.copies),
        ),
        tuple(article.title for article in issue.articles),
        tuple(article.counties + article.suggested_counties for article in issue.articles),
        tuple(tuple(section.title for section in article.sections) for article in issue.articles),
        tuple(
            tuple(
                (m.id, m.heading, m.ordinal, visible_chars(m.heading + m.stop + m.text).rstrip("。；")[-12:])
                for m in article.measures
            )
            for article in issue.articles
        ),
        tuple(_ink(article) for article in issue.articles),
    )


def _ink(article: Article) -> str:
    parts: list[Block | Measure | Section] = [*article.lead, *article.items]
    for section in article.sections:
        parts += [section, *section.items]
    names = ("marker", "title", "heading", "stop", "text")
    return visible_chars("".join(getattr(part, name, "") for part in parts for name in names))


def codes(found: RecognitionResult) -> set[str]:
    """The codes of all doubts."""
    return {d.code for d in found.diagnostics}


def wrapped(text: str, size: int, *, indent: bool = True, blank: bool = False) -> str:
    """The text with every long line but those of the masthead cut after `size` characters."""
    out: list[str] = []
    for line in (part.strip() for part in text.split("\n") if part.strip()):
        if len(line) > size and (line[-1] in "。；" or len(line) > 60 or not re.search("20\\d\\d|二〇|期", line)):
            words = f"　　{line}" if indent else line
            out += [words[n : n + size] for n in range(0, len(words), size)]
        else:
            out.append(line)
        out += [""] if blank else []
    return "\n".join(out) + "\n"
