"""What is documented is what there is: commands and options, codes, files named in the READMEs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from taizhou_brief.cli import COMMANDS, cli
from taizhou_brief.formats.briefing.json_form import json_schema
from taizhou_brief.formats.briefing.keys import FRONT
from taizhou_brief.formats.schema import Field, ListField, Schema
from taizhou_brief.rules import code_summaries
from tests.project import ROOT, Project

REWRITE = os.environ.get("GOLDEN") == "write"
COMMANDS_PAGE = ROOT / "docs/commands.md"
FORMAT_PAGE = ROOT / "docs/format.md"
READMES = (ROOT / "README.md", ROOT / "README.zh.md")


def commands_page() -> str:
    """The page on the commands, made of their own help."""
    parts = [
        "# 命令\n\n本页由程序的 `--help` 生成（`GOLDEN=write python3 dev.py test tests/test_docs.py`），不要手改。\n"
    ]
    groups = {name: cli.get_command(click.Context(cli), name) for name in COMMANDS}
    inner = [
        f"{name} {one}" for name, group in groups.items() if isinstance(group, click.Group) for one in group.commands
    ]
    for name in sorted(("", *COMMANDS, *inner), key=lambda name: ["", *COMMANDS].index(name.partition(" ")[0])):
        asked = [*name.split(), "--help"]
        done = CliRunner().invoke(cli, asked, prog_name="python3 dev.py", terminal_width=100)
        assert done.exit_code == 0
        parts.append(f"## python3 dev.py {name}".rstrip() + f"\n\n```text\n{done.output.rstrip()}\n```\n")
    parts.append(
        "## 退出码\n\n| 码 | 意思 |\n|---|---|\n| 0 | 正常 |\n| 1 | 内容有错误 |\n| 2 | 命令写错，或设置有错误 |\n"
        "| 3 | 环境问题：写不进磁盘、缺少软件 |\n| 4 | 另一次生成正在进行 |\n| 70 | 程序自身的错误，请报告 |\n"
        "| 130 | 被 Ctrl+C 中断 |\n| 141 | 输出没有读完就被关掉（如 `\\| head`） |\n"
        "| 143 | 由系统结束（SIGTERM） |\n"
    )
    return "\n".join(parts)


def test_the_page_on_commands_is_current() -> None:
    """Every command and option stands in `docs/commands.md` as its help says it."""
    if REWRITE:
        COMMANDS_PAGE.write_text(commands_page(), encoding="utf-8", newline="\n")
    assert COMMANDS_PAGE.read_text("utf-8") == commands_page()


def keys_of(record: Schema[Any]) -> Iterator[Field]:
    """The keys of a table and of the tables in it."""
    for key in record.fields:
        yield key
        inner = key.type.item_type if isinstance(key.type, ListField) else key.type
        if isinstance(inner, Schema):
            yield from keys_of(inner)


def test_the_page_on_the_format_has_every_key() -> None:
    """`docs/format.md` has a row for each key of the front matter and for no other, and says which are required."""
    rows = re.findall(r"^\| `(\w+)` \| (必须|应写|) ?\|", FORMAT_PAGE.read_text("utf-8"), re.MULTILINE)
    needs = [(key.name, "必须" if key.required else "应写" if key.expected else "") for key in keys_of(FRONT)]
    assert sorted(rows) == sorted(needs)


JSON_OBJECTS = {
    "": "一期",
    "Article": "一篇（`articles` 里）",
    "Section": "一节（`sections` 里）",
    "Subsection": "一个小标题（`subsections` 里）",
    "Measure": "一条措施（`measures` 里）",
    "Block": "一段文字（`lead`、`paragraphs`、`editor_note` 里）",
    "Quantity": "一个数字（`figures`、`heading_figures` 里）",
    "Erratum": "一条勘误（`errata` 里）",
    "Redaction": "一处撤下的字（`redacted` 里）",
    "Withdrawal": "整期撤下（`withdrawn`）",
    "SourceFile": "来源文件（`source`）",
    "Diagnostic": "一个问题（`diagnostics` 里）",
}
"""Objects of `show --json` by their names in its schema, and what the page calls them."""


def json_tables() -> str:
    """Return the tables of the keys of `show --json`."""
    schema = json_schema()
    assert {"", *schema["$defs"]} == JSON_OBJECTS.keys()
    parts = []
    for name, title in JSON_OBJECTS.items():
        keys = (schema["$defs"][name] if name else schema)["properties"]
        rows = [f"| `{key}` | {value['description']} |\n" for key, value in keys.items()]
        parts.append(f"{title}：\n\n| 键 | 说明 |\n|---|---|\n{''.join(rows)}\n")
    return "".join(parts)


def test_the_page_on_the_format_has_every_key_of_the_json() -> None:
    """The tables of `show --json` are those of its schema; `GOLDEN=write` writes them anew."""
    text = FORMAT_PAGE.read_text("utf-8")
    start, end = text.index(f"{JSON_OBJECTS['']}：\n"), text.index("## 检查会说什么")
    if REWRITE:
        FORMAT_PAGE.write_text(text[:start] + json_tables() + text[end:], encoding="utf-8", newline="\n")
    assert FORMAT_PAGE.read_text("utf-8")[start:].startswith(json_tables() + "## 检查会说什么")


def test_the_page_on_the_format_explains_every_code() -> None:
    """Its last table is made of the codes of reading a file; `GOLDEN=write` writes it anew."""
    text = FORMAT_PAGE.read_text("utf-8")
    head = text[: text.index("以 I 开头的在 [导入]")]
    head += text[len(head) :].split("\n")[0] + "\n\n| 代码 | 意思 |\n|---|---|\n"
    rows = [
        f"| {code} | {line.replace('|', chr(92) + '|')} |\n"
        for code, line in code_summaries().items()
        if code[0] in "DYFMT"
    ]
    if REWRITE:
        FORMAT_PAGE.write_text(head + "".join(rows), encoding="utf-8", newline="\n")
    assert FORMAT_PAGE.read_text("utf-8") == head + "".join(rows)
    assert len(rows) > 60


def test_the_examples_of_the_format_are_right(tmp_path: Path) -> None:
    """The whole file passes every check without a remark; the pieces stand in it as they are, and are understood."""
    markdown = re.findall(r"```markdown\n(.*?)```", FORMAT_PAGE.read_text("utf-8"), re.DOTALL)
    yaml = re.findall(r"```yaml\n(.*?)```", FORMAT_PAGE.read_text("utf-8"), re.DOTALL)
    whole, measures, ended, table = markdown
    note, errata, redacted, withdrawn = yaml
    project = Project(tmp_path).write("2021/08", whole)
    assert measures in whole.replace("小单元，\n下班就能学。", "小单元。")
    assert project.build().codes == []
    errata = errata.replace("结合", "已发放").replace("结余", "共发放")
    project.write("2021/08", whole.replace("articles:", f"{note}{errata}articles:", 1) + f"\n{table}")
    assert project.build().codes == []
    project.write("2021/08", whole.replace("## 二、学成能涨薪", f"{ended[len(measures) :]}\n## 二、学成能涨薪"))
    assert ended.startswith(measures)
    assert project.build().codes == []
    assert "63家企业参加" in project.words("2021/08/1/")
    project.write("2021/08", whole.replace("articles:", f"{note}{errata}articles:", 1) + f"\n{table}").build()
    assert "本期刊发两篇做法" in project.words("2021/08/")
    assert "共发放" in project.words("2021/08/1/")
    assert "<table>" in project.page("2021/08/2/")
    redacted = redacted.replace("张某某，住城东新村9号", "证书")
    assert project.write("2021/08", whole.replace("articles:", f"{redacted}articles:", 1)).build().codes == []
    assert "〔已撤下〕换补贴" in project.words("2021/08/1/")
    assert project.write("2021/08", whole.replace("articles:", f"{withdrawn}articles:", 1)).build().codes == []
    assert "依某市保密局通知" in project.words("2021/08/1/")


def test_the_handbook_leads_to_every_page() -> None:
    """`docs/README.md` names each page of the handbook; links between pages lead somewhere."""
    index = (ROOT / "docs/README.md").read_text("utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert page.name == "README.md" or f"]({page.name})" in index, page.name
        text = page.read_text("utf-8")
        for link in re.findall(
            r"\]\((?!http|mailto)([^)#\s]+)\)", re.sub(r"`[^`\n]*`|```.*?```", "", text, flags=re.DOTALL)
        ):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
    for command in set(re.findall(r"`python3 dev\.py (\w+)", index)):
        assert command in COMMANDS


def test_the_lines_of_the_group_and_of_the_commands_agree() -> None:
    """The one line that the group shows without loading a command opens the command's own help."""
    for name, line in COMMANDS.items():
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        assert (command.help or "")[:4] == line[:4], name


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_readmes_name_every_command_and_only_files_that_exist(readme: Path) -> None:
    """Both READMEs list all commands; a path or link in them leads somewhere."""
    text = readme.read_text("utf-8")
    for name in COMMANDS:
        assert f"`python3 dev.py {name}`" in text, name
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
    known = code_summaries()
    for path in (ROOT / "src").rglob("*.py"):
        for code in re.findall(r'"([A-Z][0-9]{3})"', path.read_text("utf-8")):
            assert code in known, f"{path.name}: {code}"
