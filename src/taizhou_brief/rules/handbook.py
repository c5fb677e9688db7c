"""The rules as text for people: the list, the page of one rule, the reference in `docs/rules.md`."""

from __future__ import annotations

import re
from itertools import groupby
from typing import NamedTuple

from taizhou_brief.diagnostics import CODES, ONCE_A_FILE, SEVERITY_LABELS, Severity
from taizhou_brief.rules.registry import FIXABLE, RULES
from taizhou_brief.rules.rule import Rule

GROUPS = {"S": "结构", "V": "用词统一", "P": "标点", "N": "数字", "W": "易混词", "X": "隐私与保密"}
"""First letter of the codes → heading of the chapter."""
INTRODUCTION = """# 检查规则

这一页由程序从每条规则的说明生成，请不要直接改；改了规则的说明之后运行
`GOLDEN=write python3 dev.py test tests/test_rules.py`。

`python3 dev.py check` 逐条检查。**错误**会阻止发布，**警告**只提醒（加上 `--strict` 时也阻止），**提示**从不阻止。
已经印发的文字只报告、不改写；要改正，用文件头的 `errata`（勘误）。

确有理由不改的，在 `briefings/archive.yaml` 里写一条豁免，理由必填：

```yaml
silenced:
- rule: N402              # 规则代码
  file: 2021/07           # 哪一期
  line_has: 5-6万元       # 只对含有这些字的行；不写就是整个文件
  reason: 印发稿原文如此
```

没有用上的豁免会提醒删去（S191），写错代码或期号的豁免是错误（S190）。

还没有刊出的各期，只有一种改法的（{{FIXABLE}}）可以让程序改：`python3 dev.py check --fix`。
最近一次提交里有的（写了 `--changed 提交` 的，看那个提交）、旁边有锁的，算已经刊出，不改；
不在 git 里的，写明改哪几个文件，不然报 E025。
题目、有豁免的行不改；改了会动地址或者引出新问题的，也不改。改完对照原件看一遍。

标点、符号和空格的写法（{{ONCE}}）一个文件只报一条：第一处的位置，还有几处，分别在第几行。
"""


class RuleRow(NamedTuple):
    """Entry of the list of rules."""

    code: str
    severity: Severity
    summary: str


def list_rules() -> tuple[RuleRow, ...]:
    """Return the list that `taizhou-brief rules` prints."""
    return tuple(RuleRow(rule.code, rule.severity, rule.summary) for rule in RULES)


def code_summaries() -> dict[str, str]:
    """Return one line of Chinese for each code, those of rules included, in order of the codes."""
    lines = {code: entry.summary for code, entry in CODES.items()} | {rule.code: rule.summary for rule in RULES}
    return dict(sorted(lines.items()))


def code_pages() -> dict[str, str]:
    """Return the page of the handbook about each code."""
    return {code: entry.page for code, entry in CODES.items()} | {rule.code: "rules.md" for rule in RULES}


def explain_code(code: str) -> str | None:
    """Return the whole text about a code, or None if there is no such code."""
    return explain_rule(code) or code_summaries().get(code.strip().upper())


def explain_rule(code: str) -> str | None:
    """Return the page that `taizhou-brief rules CODE` prints below the code; None if no rule has it."""
    rule_code = code.strip().upper()
    for rule in RULES:
        if rule.code == rule_code:
            title, _, rest = rule.doc.rstrip().partition("\n")
            return f"{title.rstrip('。')}（{SEVERITY_LABELS[rule.severity]}）\n{rest}"
    return None


def write_reference() -> str:
    """Return the text of `docs/rules.md`."""
    introduction = INTRODUCTION.replace("{{ONCE}}", "、".join(sorted(ONCE_A_FILE)))
    parts = [introduction.replace("{{FIXABLE}}", "、".join(FIXABLE))]
    for letter, rules in groupby(RULES, lambda rule: rule.code[0]):
        parts.append(f"## {GROUPS[letter]}\n")
        parts += [write_chapter(rule) for rule in rules]
    return "\n".join(parts)


def write_chapter(rule: Rule) -> str:
    """Return one rule as Markdown; the examples become code so that they appear as written."""
    body = rule.doc.partition("\n")[2].strip()
    body = re.sub(r"^(改前|改后)：\n((?:(?:    .*)?\n)+)", fence_example, f"{body}\n", flags=re.MULTILINE)
    body = re.sub(r"^(改前|改后)：(?=[^\n])(.+)\n", r"\1：`\2`\n\n", body, flags=re.MULTILINE)
    body = re.sub(r"^(查什么|为什么|依据|改前|改后)：", r"**\1**：", body, flags=re.MULTILINE)
    body = re.sub(r"\n{3,}", "\n\n", body)
    return f"### {rule.code} {rule.summary}\n\n{SEVERITY_LABELS[rule.severity]} · `{rule.name}`\n\n{body.strip()}\n"


def fence_example(match: re.Match[str]) -> str:
    """Return a label and its indented example, with the example as a fenced block."""
    lines = "\n".join(line[4:] for line in match[2].rstrip("\n").split("\n"))
    return f"{match[1]}：\n\n```\n{lines}\n```\n\n"
