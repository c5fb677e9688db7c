"""`rules`: explain what is checked, and why."""

from __future__ import annotations

import click

from taizhou_brief.chinese.characters import nearest_name
from taizhou_brief.cli.common import echo
from taizhou_brief.cli.messages import ChineseCommand
from taizhou_brief.rules import code_summaries, explain_code


@click.command(cls=ChineseCommand)
@click.argument("code", required=False, metavar="[代码]")
def rules(code: str | None) -> int:
    """解释检查规则：查什么、为什么、怎样改。不写代码就列出全部。"""
    if code is None:
        for name, line in code_summaries().items():
            echo(f"{name}  {line}")
        return 0
    text = explain_code(code)
    if text is None:
        suggestion = nearest_name(code.upper(), code_summaries())
        raise click.UsageError(f"没有 {code} 这个代码" + (f"，是不是 {suggestion}？" if suggestion else ""))
    echo(f"{code.upper()}  {text}")
    return 0
