"""`templates`: list the packaged templates, and copy one into a project to change it."""

from __future__ import annotations

from pathlib import Path

import click

from taizhou_brief.builder.files import SETTINGS, TEMPLATES, replaceable_template_paths, write_new
from taizhou_brief.builder.files.own_templates import list_own_templates
from taizhou_brief.chinese.characters import nearest_name
from taizhou_brief.cli.common import command_line, echo, find_archive_root, relative_path, root_option
from taizhou_brief.cli.messages import ChineseCommand, ChineseGroup


@click.group(cls=ChineseGroup)
def templates() -> None:
    """看程序自带的模板：list 列出，copy 复制一个到档案里来改。"""


@templates.command("list", cls=ChineseCommand)
@root_option
def list_templates(root: Path | None) -> int:
    """列出自带的模板和样式，写明原件在哪里，档案里换掉了哪些。"""
    root = find_archive_root(root)
    packaged = replaceable_template_paths()
    own = {template.name: template.packaged for template in list_own_templates(root, TEMPLATES, packaged)}
    for name in sorted(packaged):
        echo(f"{name}  （档案里换成了 {TEMPLATES}/{name}）" if name in own else name)
    for name in sorted(name for name, is_packaged in own.items() if not is_packaged):
        echo(f"{name}  （只在档案里有）")
    folder = packaged["base.html"].parent
    echo(f"原件在 {folder}；要改哪一个，用 {command_line('templates', 'copy')} 名称 复制到档案里。")
    return 0


@templates.command("copy", cls=ChineseCommand)
@click.argument("name", metavar="名称")
@root_option
def copy_template(name: str, root: Path | None) -> int:
    """把自带的一个模板复制到档案的 templates 里；已有的文件绝不覆盖。"""
    packaged = replaceable_template_paths()
    if name not in packaged:
        nearest = nearest_name(name, packaged)
        asked = f"，是不是 {nearest}？" if nearest else f"；用 {command_line('templates', 'list')} 看全部"
        raise click.UsageError(f"没有 {name} 这个模板{asked}")
    root = find_archive_root(root)
    if not (root / SETTINGS).is_file():
        raise click.UsageError(f"[E001] 这里不是简报档案：没有 {SETTINGS}；换到档案所在的文件夹，或用 --root 指明")
    target = root / TEMPLATES / name
    shown = relative_path(target)
    if not write_new(target, packaged[name].read_text("utf-8")):
        echo(f"{shown} 已经有了，没有改动。", err=True)
        return 2
    echo(f"复制到了 {shown}。改了它，网站就用它；删去它，就用回自带的。升级以后要对照新的原件。")
    return 0
