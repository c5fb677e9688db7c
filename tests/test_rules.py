"""The rules: every example on their pages, every case of `tests/cases/rules/*.md`, silences, the handbook, speed."""

from __future__ import annotations

import ast
import inspect
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief import rules
from taizhou_brief.diagnostics import Diagnostic, Severity
from taizhou_brief.formats.archive_yaml import parse_settings
from taizhou_brief.formats.briefing import parse
from taizhou_brief.model.identity import IssueId
from taizhou_brief.model.settings import Suppression
from taizhou_brief.rules import (
    RULES,
    Rule,
    check_issue,
    explain_code,
    explain_rule,
    list_rules,
    registry,
    write_reference,
)
from taizhou_brief.rules.masked_text import mask_text
from tests import printed_issue
from tests.rule_cases import FOLDER, RuleCase, case_settings, cases, found, whole

ROOT = Path(__file__).resolve().parent.parent
CASES = tuple(cases())
EXAMPLES = tuple((rule, n, pair) for rule in RULES for n, pair in enumerate(rule.examples, 1))
BY_CODE = {rule.code: rule for rule in RULES}


def codes(found_: tuple[Diagnostic, ...]) -> set[str]:
    """Which rules speak."""
    return {d.code for d in found_}


@pytest.mark.parametrize(("rule", "pair"), [pytest.param(r, p, id=f"{r.code}-{n}") for r, n, p in EXAMPLES])
def test_examples_on_a_rules_page_are_true(rule: Rule, pair: tuple[str, str]) -> None:
    """The text under 改前 breaks the rule; the text under 改后 breaks none, but may have notes of other rules."""
    before, after = pair
    assert rule.code in codes(found(before)[0])
    assert not [d for d in found(after)[0] if d.code == rule.code or d.severity is not Severity.NOTE]


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.code}-{case.where}") for case in CASES])
def test_case_files_are_true(case: RuleCase) -> None:
    """A block 错误 breaks its rule at the spots it names; a block 正确 breaks none, but may have notes of others."""
    everything, above = found(case.text)
    own = [d for d in everything if d.code == case.code]
    if not case.wrong:
        assert not own, case.where
        assert not [d for d in everything if d.severity is not Severity.NOTE], case.where
        return
    assert own, case.where
    if case.spots:
        assert [(d.line - above, d.column) for d in own] == sorted(case.spots), case.where


def test_every_rule_has_a_wrong_and_a_right_case() -> None:
    """No rule goes without at least one block 错误 and one block 正确, and no code there is unknown."""
    wrong = {case.code for case in CASES if case.wrong}
    right = {case.code for case in CASES if not case.wrong}
    assert wrong == right == set(BY_CODE)


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.code) for rule in RULES])
def test_a_rule_that_finds_nothing_is_noticed(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the function of any one rule dead, some case or example of it fails."""
    silent = {"ISSUE_RULES": registry.ISSUE_RULES, "SERIES_RULES": registry.SERIES_RULES}
    for name, listed in silent.items():
        monkeypatch.setattr(f"taizhou_brief.rules.run.{name}", tuple(r for r in listed if r is not rule))
    texts = [case.text for case in CASES if case.code == rule.code and case.wrong]
    texts += [before for before, _ in rule.examples]
    assert all(rule.code not in codes(found(text)[0]) for text in texts)
    monkeypatch.undo()
    assert all(rule.code in codes(found(text)[0]) for text in texts)


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.code) for rule in RULES])
def test_a_rules_page_has_its_four_parts(rule: Rule) -> None:
    """Every page says 查什么, 为什么, 改前 and 改后, and 依据, under a title that is one short sentence."""
    parts = re.findall(r"^(查什么|为什么|改前|改后|依据)：", rule.doc, re.MULTILINE)
    assert [parts[0], parts[1], parts[-1]] == ["查什么", "为什么", "依据"]
    assert parts[2:-1] == ["改前", "改后"] * len(rule.examples)
    assert rule.examples
    assert re.fullmatch(r"[^。\n]{4,30}", rule.summary)


def test_codes_and_names_are_unique() -> None:
    """No two rules share a code or a name, and each function of a rule module is in the list."""
    assert len(BY_CODE) == len({rule.name for rule in RULES}) == len(RULES)
    package = Path(inspect.getfile(rules)).parent
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in package.glob("*.py")]
    made = {
        node.name
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and any(isinstance(d, ast.Call) and "_rule" in ast.unparse(d.func) for d in node.decorator_list)
    }
    assert made == {rule.name for rule in RULES}


def test_explain_knows_every_rule_and_nothing_else() -> None:
    """`explain` returns the page of a code in either case, and None for a code that is no rule's."""
    for rule in RULES:
        assert rule.doc.splitlines()[-1] in (explain_rule(rule.code.lower()) or "")
    assert explain_code("S191")
    assert explain_rule("Z999") is None
    assert [row.code for row in list_rules()] == sorted(BY_CODE)


def test_the_handbook_is_current() -> None:
    """`docs/rules.md` is what the docstrings say; `GOLDEN=write` writes it anew."""
    path = ROOT / "docs" / "rules.md"
    if os.environ.get("GOLDEN") == "write":
        path.write_text(write_reference(), encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == write_reference()


def silence(rule: str, contains: str = "", file: str = "2022/01") -> Suppression:
    """A silence as the settings hand it over."""
    issue = IssueId.parse(file)
    assert issue is not None
    return Suppression(
        rule=rule, issue=issue, contains=contains, reason="原文如此", path="briefings/archive.yaml", line=9, column=9
    )


TWO = "第一处截止目前。\n\n第二处截止今年底。"


@pytest.mark.parametrize(("contains", "left"), [("", 0), ("第一处", 1), ("第", 0)])
def test_a_silence_quiets_its_file_or_its_lines(contains: str, left: int) -> None:
    """A silence without `line_has` quiets the whole file, one with it only lines that contain the words."""
    everything, _ = found(TWO, (silence("W502", contains),))
    assert [d.code for d in everything] == ["W502"] * left


@pytest.mark.parametrize(
    ("one", "code", "severity"),
    [
        (silence("W502", "没有的话"), "S191", Severity.WARNING),
        (silence("W503"), "S191", Severity.WARNING),
        (silence("S111"), "S191", Severity.WARNING),
        (silence("W999"), "S190", Severity.ERROR),
        (silence("W502", file="2022/02"), "S190", Severity.ERROR),
    ],
)
def test_a_silence_that_is_not_needed_or_not_possible_is_reported(
    one: Suppression, code: str, severity: Severity
) -> None:
    """An idle silence is a warning, an unknown rule or file an error, each at its place in the settings."""
    everything, _ = found(TWO, (one,))
    about = [d for d in everything if d.path == "briefings/archive.yaml"]
    assert [(d.code, d.severity, d.line, d.column) for d in about] == [(code, severity, 9, 9)]
    assert sum(d.code == "W502" for d in everything) == 2


def test_a_gap_in_the_series_can_be_silenced() -> None:
    """A rule across issues is silenced at the issue that it blames."""
    listed = "2022年第3期 2022-02-10\n2022年第5期 2022-03-01"
    assert codes(found(listed)[0]) == {"S111"}
    assert not found(listed, (silence("S111", file="2022/05"),))[0]


def test_a_silence_is_written_in_the_settings() -> None:
    """An entry of `silenced` in `archive.yaml` quiets the line it means, and is reported at its place when idle."""
    entries = "silenced:\n- {rule: W502, file: 2022/01, line_has: 第一处, reason: 原文如此}\n"
    entries += "- {rule: W504, file: 2022/01, reason: 原文如此}\n"
    written = (FOLDER / "archive.yaml").read_text(encoding="utf-8") + entries
    settings, problems = parse_settings(written, "briefings/archive.yaml")
    assert settings is not None, problems
    everything, _ = found(TWO, settings.silenced)
    idle = (written.count("\n"), len("- {rule: ") + 1)
    assert [(d.code, d.path[10:]) for d in everything] == [("W502", "2022/01.md"), ("S191", "archive.yaml")]
    assert (everything[1].line, everything[1].column) == idle


def test_what_must_stop_a_build_is_an_error() -> None:
    """Secrecy, numbers of persons, a number used twice, an empty article, a blank, an idle entry of the head only."""
    stopping = {"S105", "S110", "S121", "S122", "S123", "S124", "S125", "S140", "S149", "X601", "X603", "X604"}
    assert {rule.code for rule in RULES if rule.severity is Severity.ERROR} == stopping


def test_an_internal_issue_may_carry_its_marks() -> None:
    """In an issue that is not for the public, a mark of secrecy is no find and an identity number only a warning."""
    text = "---\ndisclosure: internal\n---\n\n# 某县抓落实\n\n内部资料 注意保存\n\n身份证号11010519491231002X。"
    assert [(d.code, d.severity) for d in found(text)[0]] == [("X601", Severity.WARNING)]


@given(st.text("一二是、，。：:;()（）“”《》 \n#-.…0123456789万元%近多年月人次/`[]<>帐其它abc★", max_size=120))
def test_any_text_can_be_checked(body: str) -> None:
    """Whatever stands in a file, the rules finish, and each find is a stretch of one existing place."""
    text, _ = whole(f"---\n---\n\n# 题\n\n{body}")
    source = mask_text(text)
    assert len(source.prose) == len(text)
    lines = text.split("\n")
    issue = parse(text, "briefings/2022/01.md", case_settings()).issue
    for d in check_issue(issue, text, case_settings()):
        assert 1 <= d.line <= len(lines)
        assert 1 <= d.column <= len(lines[d.line - 1]) + 1
        assert not d.message.endswith("。")
        assert not d.hint.endswith("。")


def test_a_printed_issue_shows_its_known_slips_and_no_others() -> None:
    """Of an issue as long as print the rules tell the eight kinds of slip that are in it, and nothing is an error."""
    everything, _ = found(printed_issue.native())
    assert {d.code for d in everything} - {"S108"} == {"N401", "N402", "N403", "N404", "N407", "P312", "V201", "W501"}
    assert len([d for d in everything if d.code != "S108"]) == 9
    assert not [d for d in everything if d.severity is Severity.ERROR]


def test_case_files_lie_where_the_guide_says() -> None:
    """The folder of cases has its guide, and every case file begins with a title."""
    assert (FOLDER / "README.md").is_file()
    assert all(path.read_text(encoding="utf-8").startswith("# ") for path in FOLDER.glob("*.md"))
