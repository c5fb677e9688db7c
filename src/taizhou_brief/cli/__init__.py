"""Command line: one command per public function; prints results and sets the exit code.

Exit codes: 0 success, 1 content, 2 usage or settings, 3 environment, 4 locked, 70 bug of this program, 130 interrupted,
141 the reader of the output has stopped reading, 143 the system requested the end.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
import traceback
from collections.abc import Mapping
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from taizhou_brief import __version__
from taizhou_brief.builder.executors import ExecutorUnavailableError
from taizhou_brief.builder.files import LockedError, NotOursError, os_error_message
from taizhou_brief.chinese.invisible import visible
from taizhou_brief.cli.common import command_line
from taizhou_brief.cli.ending import LISTENER, Terminated
from taizhou_brief.cli.messages import ChineseGroup, translate_usage_error

COMMANDS = {
    "init": "新办一份档案：写好设置、说明、启动程序和自动构建，马上能生成；已有的文件绝不覆盖。",
    "import": "把办公室的文件（Word、PDF、文本）变成记录的底稿，每个疑点都说明。",
    "new": "新建一份简报的底稿，填好能填的；已有的文件绝不覆盖。",
    "check": "检查简报：一次说出全部文件的全部问题，不加 --fix 什么也不改。",
    "lock": "锁定刊出的各期：地址和文字以后变了，check 会报告。",
    "build": "生成网站：读全部简报，检查，有错误就不动旧网站，没有就换成新的。",
    "verify": "核对网站：从头另做一份，与已有的逐个文件比，什么也不改。",
    "serve": "边写边看：文件一保存就重新生成并刷新，有错误显示在页面上。",
    "show": "看程序怎样理解一份简报：几篇、几节、几条措施。",
    "export": "把几期简报或选出的措施写成 Word、Excel、SQLite 文件带走。",
    "templates": "看程序自带的模板：list 列出，copy 复制一个到档案里来改。",
    "rules": "解释检查规则：查什么、为什么、怎样改。",
}
"""One line of help for each command. Its module has the same name and is loaded only when the command is called."""
MAX_NAMES = 5
"""Number of names that a message lists."""
FINE, CONTENT, USAGE, ENVIRONMENT, LOCKED, BUG, INTERRUPTED, UNREAD, TERMINATED = 0, 1, 2, 3, 4, 70, 130, 141, 143


class LazyGroup(ChineseGroup):
    """Group of commands whose modules are loaded only when the command is called."""

    def __init__(self, *args: Any, lazy: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.lazy = lazy

    def describe_commands(self, ctx: click.Context) -> list[tuple[str, str]]:  # noqa: ARG002  # the base class requires it
        """Return each command with a line of help, without loading it."""
        return list(self.lazy.items())

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # the base class requires it
        """Return the commands in the order in which they are used, not in alphabetical order."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # likewise
        """Load the command of that name."""
        if cmd_name not in self.lazy:
            return None
        name = "import_" if cmd_name == "import" else cmd_name  # a keyword cannot name a module
        command = getattr(import_module(f"taizhou_brief.cli.{name}"), name)
        return command if isinstance(command, click.Command) else None


@click.group(
    cls=LazyGroup, lazy=COMMANDS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, "-V", "--version", message="taizhou-brief %(version)s", help="显示版本号。")
def cli() -> None:
    """把工作简报做成可查、可比、可引用的网站。

    先把办公室的文件变成记录（import 或 new），检查（check），再生成网站（build）；边写边看用 serve。
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # None if the program was started without
            piped = not stream.isatty() and "PYTHONIOENCODING" not in os.environ
            stream.reconfigure(encoding="utf-8" if piped else None, errors="replace")
    # An archive is many values without reference cycles: searching for cycles took a third of a build.
    gc.set_threshold(100_000, 50, 50)
    LISTENER.start()
    sys.exit(run_command(arguments))


EXECUTOR_HINT = (
    "给运行程序的 Python 装上 Dask 的软件包 distributed，再核对调度程序的主机和端口；不写 --executor 就在本机做"
)


def run_command(arguments: list[str] | None = None) -> int:  # noqa: C901, PLR0911  # one return for each kind of error
    """Run a command and return its exit code; only bugs of this program show a traceback."""
    try:
        code = cli.main(arguments, prog_name=command_line(), standalone_mode=False)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(visible(error.format_message()), err=True)
        return USAGE
    except click.ClickException as error:
        return fail(translate_usage_error(error), f"用 {command_line('--help')} 看用法", USAGE)
    except (click.Abort, KeyboardInterrupt, Terminated):
        return fail("已中断，没有留下做了一半的网站", "", TERMINATED if LISTENER.requested else INTERRUPTED)
    except LockedError:
        return fail("[E003] 另一次生成正在进行", "等它结束再试", LOCKED)
    except NotOursError as error:
        return fail(*describe_foreign_files(error), USAGE)
    except (BrokenPipeError, SystemExit):  # click raises the latter if the output's reader has gone
        return UNREAD
    except ExecutorUnavailableError as error:
        return fail(f"[E013] 用不了 --executor 指的集群：{error}", EXECUTOR_HINT, ENVIRONMENT)
    except OSError as error:
        return report_os_error(error)
    except Exception:  # noqa: BLE001  # a bug: report it as such, with what is needed to fix it
        click.echo(visible(traceback.format_exc()), err=True)
        return fail("程序自身出错了，网站没有改动", "请把上面的文字发给维护人员", BUG)
    return TERMINATED if LISTENER.requested else code if isinstance(code, int) else FINE


def report_os_error(error: OSError) -> int:
    """Report an error of the operating system."""
    if error.errno == errno.EADDRINUSE:
        return fail("端口已经被占用", "用 --port 换一个端口，写 0 就由系统选", ENVIRONMENT)
    message = " ".join(filter(None, ("[E004]", str(error.filename or ""), os_error_message(error))))
    return fail(message, "检查磁盘空间和文件夹的权限", ENVIRONMENT)


def describe_foreign_files(error: NotOursError) -> tuple[str, str]:
    """Return the message about foreign files in the output folder, and the hint what to do."""
    if not error.names:
        message = "输出文件夹不能是档案本身，也不能与 briefings、templates、static 或它们里面的链接所指的地方重叠"
        return f"[E002] {message}", "用 --out 另选一个空文件夹"
    names = "、".join(error.names[:MAX_NAMES]) + (f" 等 {len(error.names)} 个" if len(error.names) > MAX_NAMES else "")
    clear = f"里面的都不要了，用 {command_line('build', '--adopt')} 接管：除了 CNAME 和名字以 . 开头的，全部换成新网站"
    if error.trusted:
        move = "要放进网站的移到档案的 static 文件夹（生成时原样拷进网站），其余的移走"
        return f"[E002] 输出文件夹里有不是本程序写的文件，没有动它们：{names}", f"{move}；{clear}"
    if error.marked:
        message = (
            "[E007] 输出文件夹的标记 .taizhou-brief.json 不可信（坏了，或者是别的版本写的），分不清哪些文件是本程序写的"
        )
        return f"{message}，没有动它们：{names}", clear
    return f"[E002] 输出文件夹里有别的东西，不是本程序写的，没有动它们：{names}", f"用 --out 另选一个空文件夹；{clear}"


def ensure_full_stop(message: str) -> str:
    """Append a full stop to a message unless it ends with a question mark."""
    return message if message.endswith("？") else f"{message}。"


def fail(message: str, hint: str, code: int) -> int:
    """Print an error on standard error and return the exit code."""
    text = visible(ensure_full_stop(message) + (f"{hint}。" if hint else ""))
    click.echo(click.style("错误：", fg="red") + text, err=True)
    return code
