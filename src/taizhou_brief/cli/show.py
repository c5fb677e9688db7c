"""`show`: print one issue as it was parsed."""

from __future__ import annotations

from pathlib import Path

import click

from taizhou_brief.builder.check import inspect
from taizhou_brief.cli.common import (
    echo,
    echo_json,
    exit_code_for,
    find_archive_root,
    print_diagnostics,
    resolve_path,
    root_option,
)
from taizhou_brief.cli.messages import ChineseCommand
from taizhou_brief.formats.briefing import issue_to_json
from taizhou_brief.formats.undecided import BLANK, suggest
from taizhou_brief.model.block import Block
from taizhou_brief.model.issue import Article, Issue


@click.command(cls=ChineseCommand)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="文件")
@root_option
@click.option("--json", "as_json", is_flag=True, help="写成 JSON，给别的程序用。")
def show(file: Path, root: Path | None, as_json: bool) -> int:
    """看程序怎样理解一份简报：几篇、几节、几条措施，不管有没有错误。"""
    root = find_archive_root(root, file)
    parsed, reading = inspect(root, resolve_path(file, root))
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
    """Return the issue as an indented list."""
    rows = [f"{issue.id.long_label}（{issue.date.isoformat()}）"]
    for article in issue.articles:
        rows.append(f"  {article.index} {article.title}  [{'、'.join(county_names(article))}]")
        rows += [f"      {measure.id}  {measure.marker}{measure.heading}" for measure in article.own_measures]
        for section in article.sections:
            rows.append(f"    {section.marker}{section.title}")
            for item in section.items:
                if isinstance(item, Block):
                    rows += [f"      {item.text}"] if item.level else []
                else:
                    rows.append(f"      {item.id}  {item.marker}{item.heading}")
    return "\n".join(rows)


def county_names(article: Article) -> tuple[str, ...]:
    """Return the counties of an article, with the markers of what is undecided."""
    names = (*article.counties, *map(suggest, article.suggested_counties))
    return names or ((BLANK,) if "counties" in article.undecided else ())
