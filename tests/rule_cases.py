"""Reads the rule cases of `tests/cases/rules/*.md` and makes an issue, or a series of issues, of a snippet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.formats.archive_yaml import parse_settings
from taizhou_brief.formats.briefing import parse
from taizhou_brief.model.block import NO_SPAN, Block
from taizhou_brief.model.identity import IssueId
from taizhou_brief.model.issue import Follow, Issue
from taizhou_brief.model.settings import Settings, Suppression
from taizhou_brief.model.text import Mark, Text
from taizhou_brief.rules import check_archive, check_issue
from tests.project import CASES

FOLDER = CASES / "rules"
FENCE = re.compile(r"^(`{3,})(错误|正确)\n(.*?)^\1 *$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"^#+ +([A-Z][0-9]{3})\b", re.MULTILINE)
SPOT = re.compile(r"→ *第([0-9]+)行 *第([0-9]+)列")
LISTED = re.compile(
    r"(?P<year>[0-9]{4})年(?P<extra>增刊)?第(?P<number>[0-9]+)期 (?P<date>[0-9-]{10})(?: 总第(?P<total>[0-9]+)期)?"
    r"(?: 接续 (?P<follows>\S+))?(?: 链接 (?P<link>\S+))?(?: 原为 (?P<moved>\S+))?"
)
DEFAULTS = {"number": "1", "date": "2022-03-01"}


@dataclass(frozen=True, slots=True)
class RuleCase:
    """One fenced block of a case file."""

    code: str
    wrong: bool
    text: str
    spots: tuple[tuple[int, int], ...]
    """Line and column of each expected find, counted in the block; empty where the block names none."""
    where: str
    """File and line, for people."""


def cases() -> Iterator[RuleCase]:
    """Every block of every case file."""
    for path in sorted(FOLDER.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for match in FENCE.finditer(text):
            codes = CODE.findall(text[: match.start()])
            where = f"{path.name}:{text.count(chr(10), 0, match.start()) + 1}"
            if path.name != "README.md":
                assert codes, f"{where}：上面没有写着规则代码的标题"
                yield rule_case(codes[-1], match[2] == "错误", match[3], where)


def rule_case(code: str, wrong: bool, block: str, where: str) -> RuleCase:  # as the block says
    """A block without its lines of spots."""
    lines = block.splitlines()
    spots = tuple((int(line), int(column)) for text in lines for line, column in SPOT.findall(text))
    body = "\n".join(line for line in lines if not line.startswith("→"))
    return RuleCase(code, wrong, body, spots, where)


@cache
def case_settings() -> Settings:
    """The settings of the case files."""
    settings, problems = parse_settings((FOLDER / "archive.yaml").read_text(encoding="utf-8"), "briefings/archive.yaml")
    assert settings is not None, problems
    return settings


def found(snippet: str, silenced: tuple[Suppression, ...] = ()) -> tuple[tuple[Diagnostic, ...], int]:
    """What the rules say of a snippet, and how many lines of the made-up file stand above it."""
    settings = replace(case_settings(), silenced=silenced)
    listed = [LISTED.fullmatch(line) for line in snippet.splitlines()]
    if listed and all(listed):
        return check_archive(tuple(numbered(match) for match in listed if match), settings), 0
    text, above = whole(snippet)
    issue = parse(text, "briefings/2022/01.md", settings).issue
    return (*check_issue(issue, text, settings), *check_archive((issue,), settings)), above


def whole(snippet: str) -> tuple[str, int]:
    """A whole briefing around a snippet: front matter and a title where it has none."""
    if snippet.startswith("---\n"):
        _, head, body = re.split(r"^---\n", f"{snippet}\n", maxsplit=2, flags=re.MULTILINE)
        absent = [key for key in DEFAULTS if not re.search(rf"^{key}:", head, re.MULTILINE)]
        missing = "".join(f"{key}: {DEFAULTS[key]}\n" for key in absent)
        titles = "" if "articles:" in head else contents(body)
        return f"---\n{missing}{titles}{head}---\n{body}", missing.count("\n") + titles.count("\n")
    body = snippet if re.search(r"^# ", snippet, re.MULTILINE) else f"# 某县抓落实\n\n{snippet}"
    front = "".join(f"{key}: {value}\n" for key, value in DEFAULTS.items())
    text = f"---\n{front}{contents(body)}---\n\n"
    return f"{text}{body}\n", text.count("\n") + (2 if body != snippet else 0)


def contents(body: str) -> str:
    """The `articles` of front matter for the titles of a body."""
    titles = re.findall(r"^# (.*)$", body, re.MULTILINE)
    rows = "".join(f"- title: {title!r}\n  counties: []\n  themes: []\n" for title in titles)
    return f"articles:\n{rows}"


@cache
def model_issue() -> Issue:
    """An issue to make others of."""
    return parse(
        whole("写一句话。\n\n一是开源。募捐。\n\n二是节流。节约。")[0], "briefings/2022/01.md", case_settings()
    ).issue


def numbered(match: re.Match[str]) -> Issue:
    """The issue that a line such as `2022年第3期 2022-02-10 总第18期` speaks of."""
    number, extra = int(match["number"]), bool(match["extra"])
    path = IssueId(int(match["year"]), extra, number).path
    day, total = date.fromisoformat(match["date"]), int(match["total"]) if match["total"] else None
    (article,) = model_issue().articles
    follows = (Follow("m1", match["follows"], NO_SPAN),) if match["follows"] else ()
    words = Text("见前", (Mark(0, 2, 0, "link", match["link"]),)) if match["link"] else Text("见前")
    lead = (*article.lead, Block("paragraph", words, NO_SPAN))
    articles = (replace(article, follows=follows, lead=lead),)
    moved = (match["moved"],) if match["moved"] else ()
    issue = replace(model_issue(), path=path, number=number, supplement=extra, date=day, total=total)
    return replace(issue, articles=articles, moved=moved)
