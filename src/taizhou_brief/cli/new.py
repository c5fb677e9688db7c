"""`new`: create a draft of an issue."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from taizhou_brief.builder.files import write_new
from taizhou_brief.builder.load import load
from taizhou_brief.cli.common import (
    command_line,
    echo,
    find_archive_root,
    print_diagnostics,
    relative_path,
    root_option,
)
from taizhou_brief.cli.messages import ChineseCommand, DateParam, IntegerParam
from taizhou_brief.formats.briefing.keys import DAY
from taizhou_brief.formats.briefing.skeleton import BLANK_ARTICLE, new_briefing
from taizhou_brief.formats.undecided import BLANK
from taizhou_brief.importer.recognise.suggestions import find_title_counties, suggest_themes
from taizhou_brief.model.block import NO_SPAN
from taizhou_brief.model.identity import IssueId
from taizhou_brief.model.issue import ArticleEntry
from taizhou_brief.model.settings import Settings

MAX_NUMBER = 9999


@click.command(cls=ChineseCommand)
@click.argument("titles", nargs=-1, metavar="[题目…]")
@root_option
@click.option("--number", type=IntegerParam(1, MAX_NUMBER), metavar="期号", help="期号；不写就接着当年最后一期。")
@click.option(
    "--date", "day", type=DateParam(DAY.first_year, DAY.last_year), metavar="年-月-日", help="日期；不写就是今天。"
)
@click.option("--supplement", is_flag=True, help="增刊。")
def new(titles: tuple[str, ...], root: Path | None, number: int | None, day: date | None, supplement: bool) -> int:
    """新建一份简报的底稿，填好能填的；已有的文件绝不覆盖。写了题目，就按题目建各篇，县和主题给出建议。"""
    root = find_archive_root(root)
    project = load(root, internal=True)
    if project.settings is None or project.archive is None:
        print_diagnostics(project.diagnostics, project.sources, err=True)
        return 2
    day = day or date.today()  # noqa: DTZ011  # the editor's own calendar day is meant
    if number is None:
        issues = (*project.archive.issues, *project.archive.withdrawn)
        numbers = [i.number for i in issues if i.year == day.year and i.supplement == supplement]
        number = max(numbers, default=0) + 1
        if number > MAX_NUMBER:
            raise click.UsageError(f"{day.year} 年的期号已经用到 {MAX_NUMBER}，用 --number 另写一个")
    name = IssueId(day.year, supplement, number).path
    articles = tuple(plan_article(title, project.settings) for title in titles) or (BLANK_ARTICLE,)
    text = new_briefing(number, day, project.settings, supplement=supplement, articles=articles)
    if not write_new(root / name, text):
        echo(f"{name} 已经有了，没有改动。", err=True)
        return 2
    echo(f"新建了 {name}，把写着{BLANK}的地方填好，再运行 {command_line('check', relative_path(root / name))}")
    return 0


def plan_article(title: str, settings: Settings) -> ArticleEntry:
    """Return the entry of an article of that title, with the counties and themes that the title suggests."""
    title = " ".join(title.split()) or BLANK
    themes = suggest_themes(title, (), "", settings)
    return ArticleEntry(
        title=title,
        suggested_counties=find_title_counties(title, settings).names,
        suggested_themes=tuple(suggestion.label for suggestion in themes),
        span=NO_SPAN,
    )
