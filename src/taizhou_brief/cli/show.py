"""`show` and `new`: the commands of one record."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from taizhou_brief.builder.files import write_new
from taizhou_brief.builder.load import inspect as show_file
from taizhou_brief.builder.load import load
from taizhou_brief.cli.common import (
    called,
    echo,
    echo_json,
    exit_code_for,
    find_archive_root,
    print_diagnostics,
    resolve_path,
    root_option,
    shown,
)
from taizhou_brief.cli.messages import ChineseCommand, DateParam, IntegerParam
from taizhou_brief.formats.briefing import issue_to_json
from taizhou_brief.formats.briefing.keys import DAY
from taizhou_brief.formats.briefing.skeleton import new_briefing
from taizhou_brief.formats.undecided import BLANK, suggest
from taizhou_brief.model.identity import IssueId
from taizhou_brief.model.issue import Article, Block, Issue

HIGHEST = 9999
"""Number of an issue."""


@click.command(cls=ChineseCommand)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="文件")
@root_option
@click.option("--json", "as_json", is_flag=True, help="写成 JSON，给别的程序用。")
def show(file: Path, root: Path | None, as_json: bool) -> int:
    """看程序怎样理解一份简报：几篇、几节、几条措施，不管有没有错误。"""
    where = find_archive_root(root, file)
    parsed, reading = show_file(where, resolve_path(file, where))
    if parsed is None or reading.settings is None:
        print_diagnostics(reading.diagnostics, reading.sources, err=True)
        return exit_code_for(reading.diagnostics, strict=False) or 2
    readable = bool(reading.project.sources)
    if as_json:
        echo_json(issue_to_json(parsed, reading.settings))
    else:
        if readable:
            echo(format_outline(parsed.issue))
        print_diagnostics(parsed.diagnostics, reading.sources, err=False)
    return 0 if readable else 1


def format_outline(issue: Issue) -> str:
    """The issue as an indented list."""
    rows = [f"{issue.year}年{issue.label}（{issue.date.isoformat()}）"]
    for article in issue.articles:
        rows.append(f"  {article.index} {article.title}  [{'、'.join(places(article))}]")
        rows += [f"      {measure.id}  {measure.marker}{measure.heading}" for measure in article.own_measures]
        for section in article.sections:
            rows.append(f"    {section.marker}{section.title}")
            for item in section.items:
                if isinstance(item, Block):
                    rows += [f"      {item.text}"] if item.level else []
                else:
                    rows.append(f"      {item.id}  {item.marker}{item.heading}")
    return "\n".join(rows)


def places(article: Article) -> tuple[str, ...]:
    """The counties of an article, with the marks of what is not decided."""
    found = (*article.counties, *map(suggest, article.suggested_counties))
    return found or ((BLANK,) if "counties" in article.undecided else ())


@click.command(cls=ChineseCommand)
@root_option
@click.option("--number", type=IntegerParam(1, HIGHEST), metavar="期号", help="期号；不写就接着当年最后一期。")
@click.option(
    "--date", "day", type=DateParam(DAY.first_year, DAY.last_year), metavar="年-月-日", help="日期；不写就是今天。"
)
@click.option("--supplement", is_flag=True, help="增刊。")
def new(root: Path | None, number: int | None, day: date | None, supplement: bool) -> int:
    """新建一份简报的底稿，填好能填的；已有的文件绝不覆盖。"""
    where = find_archive_root(root)
    reading = load(where, internal=True)
    if reading.settings is None or reading.archive is None:
        print_diagnostics(reading.diagnostics, reading.sources, err=True)
        return 2
    day = day or date.today()  # noqa: DTZ011  # the editor's own calendar day is meant
    if number is None:
        same = [i.number for i in reading.archive.issues if i.year == day.year and i.supplement == supplement]
        number = max(same, default=0) + 1
        if number > HIGHEST:
            raise click.UsageError(f"{day.year} 年的期号已经用到 {HIGHEST}，用 --number 另写一个")
    name = IssueId(day.year, supplement, number).path
    if not write_new(where / name, new_briefing(number, day, reading.settings, supplement=supplement)):
        echo(f"{name} 已经有了，没有改动。", err=True)
        return 2
    echo(f"新建了 {name}，把写着{BLANK}的地方填好，再运行 {called('check', shown(where / name))}")
    return 0
