"""What is documented is what there is: commands and options, codes, files named in the READMEs."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from taizhou_brief.catalogue import summaries
from taizhou_brief.cli import COMMANDS, cli
from tests.project import ROOT

REWRITE = os.environ.get("GOLDEN") == "write"
COMMANDS_PAGE = ROOT / "docs/commands.md"
READMES = (ROOT / "README.md", ROOT / "README.zh.md")


def commands_page() -> str:
    """The page on the commands, made of their own help."""
    parts = [
        "# 命令\n\n本页由程序的 `--help` 生成（`GOLDEN=write python3 dev.py test tests/test_docs.py`），不要手改。\n"
    ]
    for name in ("", *COMMANDS):
        asked = [name, "--help"] if name else ["--help"]
        done = CliRunner().invoke(cli, asked, prog_name="taizhou-brief", terminal_width=100)
        assert done.exit_code == 0
        parts.append(f"## taizhou-brief {name}".rstrip() + f"\n\n```text\n{done.output.rstrip()}\n```\n")
    parts.append(
        "## 退出码\n\n| 码 | 意思 |\n|---|---|\n| 0 | 正常 |\n| 1 | 内容有错误 |\n| 2 | 命令写错，或设置有错误 |\n"
        "| 3 | 环境问题：写不进磁盘、缺少软件 |\n| 4 | 另一次生成正在进行 |\n| 70 | 程序自身的错误，请报告 |\n"
        "| 130 | 被 Ctrl+C 中断 |\n| 141 | 输出没有读完就被关掉（如 `\\| head`） |\n"
    )
    return "\n".join(parts)


def test_the_page_on_commands_is_current() -> None:
    """Every command and option stands in `docs/commands.md` as its help says it."""
    if REWRITE:
        COMMANDS_PAGE.write_text(commands_page(), encoding="utf-8", newline="\n")
    assert COMMANDS_PAGE.read_text("utf-8") == commands_page()


def test_the_lines_of_the_group_and_of_the_commands_agree() -> None:
    """The one line that the group shows without loading a command opens the command's own help."""
    for name, (_, line) in COMMANDS.items():
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        assert (command.help or "")[:4] == line[:4], name


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_readmes_name_every_command_and_only_files_that_exist(readme: Path) -> None:
    """Both READMEs list all commands; a path or link in them leads somewhere."""
    text = readme.read_text("utf-8")
    for name in COMMANDS:
        assert f"`taizhou-brief {name}`" in text, name
    paths = re.findall(r"`((?:docs|src|tests|templates|briefings|benchmarks|schemas|\.github)/[\w./-]*)`", text)
    for path in [*paths, *re.findall(r"\]\((?!http)([^)#]+)\)", text)]:
        assert (ROOT / path).exists(), path


def test_the_readmes_are_twins() -> None:
    """The Chinese README has a section for each of the English one, and the same commands in its code blocks."""
    english, chinese = (readme.read_text("utf-8") for readme in READMES)
    assert len(re.findall(r"^## ", english, re.MULTILINE)) == len(re.findall(r"^## ", chinese, re.MULTILINE))
    blocks = [re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for text in (english, chinese)]
    assert [[line.split("#")[0].strip() for line in b.splitlines()] for b in blocks[0]] == [
        [line.split("#")[0].strip() for line in b.splitlines()] for b in blocks[1]
    ]


def test_every_code_in_the_sources_is_explained() -> None:
    """A code that a diagnostic can carry is one that `taizhou-brief rules` knows."""
    known = summaries()
    for path in (ROOT / "src").rglob("*.py"):
        for code in re.findall(r'"([A-Z][0-9]{3})"', path.read_text("utf-8")):
            assert code in known, f"{path.name}: {code}"
