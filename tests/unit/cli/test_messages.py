"""The command line in Chinese."""

from __future__ import annotations

from datetime import date
from typing import Any

import click
import pytest

from taizhou_brief.cli.messages import (
    ChineseCommand,
    ChoiceParam,
    DateParam,
    IntegerParam,
    format_option_label,
    translate_path_error,
    translate_usage_error,
    write_option_table,
)


@pytest.mark.parametrize(("text", "day"), [("1949-01-01", date(1949, 1, 1)), ("2100-12-31", date(2100, 12, 31))])
def test_both_limits_of_the_years_are_accepted(text: str, day: date) -> None:
    """The first and the last day."""
    assert DateParam(1949, 2100).convert(text, None, None) == day


@pytest.mark.parametrize("text", ["1948-12-31", "2101-01-01", "2021-02-30", "今天"])
def test_other_days_are_refused(text: str) -> None:
    """Outside the years, or no day."""
    with pytest.raises(click.BadParameter):
        DateParam(1949, 2100).convert(text, None, None)


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("9", 9)])
def test_both_limits_of_a_number_are_accepted(text: str, number: int) -> None:
    """The smallest and the largest."""
    assert IntegerParam(1, 9).convert(text, None, None) == number


@pytest.mark.parametrize("text", ["0", "10", "甲", ""])
def test_other_numbers_are_refused(text: str) -> None:
    """Outside the limits, or no number."""
    with pytest.raises(click.BadParameter):
        IntegerParam(1, 9).convert(text, None, None)


def test_a_choice_names_its_words() -> None:
    """In the message."""
    assert ChoiceParam(["text", "json"]).get_invalid_choice_message("x", None).endswith("text、json")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (click.NoSuchOption("--rot", possibilities=["--root"]), "没有 --rot 这个选项，是不是 --root？"),
        (click.UsageError("No such command 'biuld'."), "没有 biuld 这个命令"),
        (click.UsageError("Got unexpected extra argument (x)"), "多出了参数 x"),
        (click.FileError("a.md", "hint"), "打不开文件 a.md：hint"),
        (click.UsageError("别的话"), "别的话"),
    ],
)
def test_usage_errors_are_translated(error: click.ClickException, words: str) -> None:
    """What is Chinese already stays."""
    assert translate_usage_error(error) == words


@pytest.mark.parametrize(
    ("message", "words"),
    [("File 'a' does not exist.", "没有“a”"), ("File 'a' is a directory.", "“a”是文件夹，这里要写文件"), ("x", "x")],
)
def test_errors_of_paths_are_translated(message: str, words: str) -> None:
    """Those that click has."""
    assert translate_path_error(message) == words


def test_a_bad_value_names_its_option() -> None:
    """As the user wrote it."""
    option: Any = click.Option(["-o", "--out"])
    assert format_option_label(click.BadParameter("x", param=option)) == "--out 的值不对："
    assert format_option_label(click.BadParameter("x")) == ""


def test_help_is_chinese() -> None:
    """Usage and table of options."""
    command = ChineseCommand("x", params=[click.Option(["--out"], help="写到哪里。")])
    context = click.Context(command, info_name="x")
    text = command.get_help(context)
    assert text.startswith("用法：x [选项]")
    assert "显示这份说明。" in text
    formatter = click.HelpFormatter()
    write_option_table(command, context, formatter)
    assert "写到哪里。" in formatter.getvalue()
