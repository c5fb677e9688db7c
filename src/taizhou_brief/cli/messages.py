"""Chinese help, usage errors and parameter types of the command line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import click

from taizhou_brief.chinese.characters import nearest_name
from taizhou_brief.chinese.invisible import visible


class PlainHelp(click.Command):
    """Command whose help shows each invisible character, such as those of its own path, by its number."""

    def get_help(self, ctx: click.Context) -> str:
        """Return the help as it is printed."""
        return visible(super().get_help(ctx))

    def get_help_option_names(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # the base class requires it
        """Return the names of the option of help, the same whether the command is called alone or by the group."""
        return ["-h", "--help"]


class ChineseCommand(PlainHelp):
    """Command whose help is entirely Chinese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = [piece.replace("[OPTIONS]", "[选项]") for piece in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of options."""
        write_option_table(self, ctx, formatter)


class ChineseGroup(PlainHelp, click.Group):
    """Group of commands whose help is entirely Chinese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, "命令 [选项]", prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the tables of options and commands."""
        write_option_table(self, ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl(self.describe_commands(ctx))

    def describe_commands(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Return each command with a line of help."""
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        return [(name, command.help or "") for name, command in commands if command]


def write_option_table(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write the options of a command as a table, including click's own option `--help`."""
    options = (param for param in command.get_params(ctx) if isinstance(param, click.Option))
    records = [option.get_help_record(ctx) for option in options]
    rows = [
        (left, right.replace("Show this message and exit.", "显示这份说明。")) for left, right in filter(None, records)
    ]
    with formatter.section("选项"):
        formatter.write_dl(rows)


def translate_usage_error(error: click.ClickException) -> str:
    """Return the Chinese message for a usage error of click."""
    translations: Mapping[type[click.ClickException], Any] = {
        click.NoSuchOption: lambda e: (
            f"没有 {e.option_name} 这个选项" + (f"，是不是 {'、'.join(e.possibilities)}？" if e.possibilities else "")
        ),
        click.MissingParameter: lambda e: f"还缺 {e.param.human_readable_name if e.param else '一个参数'}",
        click.BadOptionUsage: lambda e: f"选项 {e.option_name} 后面要跟一个值，或不该有值",
        click.BadParameter: lambda e: format_option_label(e) + translate_path_error(e.message),
        click.FileError: lambda e: f"打不开文件 {e.ui_filename}：{e.message}",
    }
    for error_type, translate in translations.items():
        if isinstance(error, error_type):
            return str(translate(error))
    if isinstance(error, click.UsageError) and error.message.startswith("No such command"):
        name = error.message.split("'")[1]
        group = error.ctx.command if error.ctx else None
        suggestion = (
            nearest_name(name, group.list_commands(error.ctx)) if isinstance(group, click.Group) and error.ctx else ""
        )
        return f"没有 {name} 这个命令" + (f"，是不是 {suggestion}？" if suggestion else "")
    if isinstance(error, click.UsageError) and error.message.startswith("Got unexpected extra argument"):
        return f"多出了参数 {error.message.split('(')[-1].split(')')[0]}"
    return error.format_message()


def translate_path_error(message: str) -> str:
    """Translate click's message about a path that does not exist or has the wrong type."""
    name = message.partition("'")[2].rpartition("'")[0]
    translations = {
        "does not exist.": "没有“{}”",
        "is a directory.": "“{}”是文件夹，这里要写文件",
        "is a file.": "“{}”是文件，这里要写文件夹",
        "is not readable.": "“{}”没有权限读",
    }
    return next((text.format(name) for end, text in translations.items() if message.endswith(end)), message)


def format_option_label(error: click.BadParameter) -> str:
    """Return the name of the option with a wrong value, as the user wrote it; empty for an argument, such as a file."""
    name = error.param.opts[-1] if isinstance(error.param, click.Option) else error.param_hint or ""
    return f"{name} 的值不对：" if isinstance(name, str) and name else ""


class DateParam(click.ParamType[Any]):
    """Type of a valid date, `YYYY-MM-DD`, in a range of years."""

    name = "年-月-日"

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Parse a date."""
        try:
            day = date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            self.fail(f"“{value}”不是一个日期，要写成 2021-12-01 这样", param, ctx)
        if not self.first <= day.year <= self.last:
            self.fail(f"年份要在 {self.first} 到 {self.last} 之间", param, ctx)
        return day


class ChoiceParam(click.Choice[str]):
    """Type of one of several words."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:  # noqa: ARG002  # as above
        """Return the message that lists the choices."""
        return f"没有“{value}”这一种，可选 {'、'.join(self.choices)}"


class IntegerParam(click.ParamType[Any]):
    """Type of an integer in a range."""

    name = "数"

    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = low, high

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Parse an integer."""
        try:
            number = int(value)
        except ValueError:
            self.fail(f"“{value}”不是数字", param, ctx)
        if not self.low <= number <= self.high:
            self.fail(f"{number} 不在 {self.low} 到 {self.high} 之间", param, ctx)
        return number
