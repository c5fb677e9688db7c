"""`rules`: what is checked, and why."""

from __future__ import annotations

import click

from taizhou_brief.catalogue import explain, summaries
from taizhou_brief.cli.words import Command
from taizhou_brief.hanzi import nearest


@click.command(cls=Command)
@click.argument("code", required=False, metavar="[代码]")
def rules(code: str | None) -> int:
    """解释检查规则：查什么、为什么、怎样改。不写代码就列出全部。"""
    if code is None:
        for name, line in summaries().items():
            click.echo(f"{name}  {line}")
        return 0
    text = explain(code.upper())
    if text is None:
        near = nearest(code.upper(), summaries())
        raise click.UsageError(f"没有 {code} 这个代码" + (f"，是不是 {near}？" if near else ""))
    click.echo(f"{code.upper()}  {text}")
    return 0
