"""`import`: convert an office file to a record."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import click

from taizhou_brief.builder.files import (
    SETTINGS,
    STATIC,
    TEMPLATES,
    is_same,
    read_bytes,
    read_text,
    replace_text,
    write_new,
)
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.cli.common import (
    ProgressBar,
    command_line,
    count_by_severity,
    echo,
    echo_json,
    find_archive_root,
    print_diagnostics,
    relative_path,
    root_option,
)
from taizhou_brief.cli.messages import ChineseCommand
from taizhou_brief.diagnostics import Diagnostic, display_width, select_errors
from taizhou_brief.formats.archive_yaml import parse_settings
from taizhou_brief.formats.undecided import BLANK, SUGGESTED
from taizhou_brief.importer.draft import (
    Draft,
    MergeResult,
    draft_from_office,
    draft_to_json,
    format_summary,
    is_preview,
    left_to_decide,
    merge_draft,
    render_review,
)
from taizhou_brief.importer.readers import FOLDER_SUFFIXES, LIMIT
from taizhou_brief.importer.recognise import NOTHING_GIVEN, GivenFacts
from taizhou_brief.model.settings import Settings

SUCCESSES = {"写好了", "试运行", "只看不写"}
"""Outcomes of the import of one file of a folder that are no failure."""
PREVIEW_HEAD = 1000
"""Number of bytes at the start of a file that show whether it is a preview."""
IGNORED = lazy_compile(r"对照.*\.html$|\.preview\.html$")
"""Names of previews that the project's `.gitignore` contains."""
RECORD = lazy_compile(r"\ufeff?---(?:(?!\n---).)*[\r\n](?:number|articles)\s*:", re.DOTALL)
"""Start of a record: front matter with a key of an issue."""
MISSING_TOOLS = {"I763", "I765"}
"""Codes of problems with the machine, which lacks a tool, not with the file."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """Options of the command line that apply to every draft."""

    root: Path
    settings: Settings
    encoding: str | None
    replace: bool
    dry_run: bool
    given: GivenFacts = NOTHING_GIVEN


@click.command("import", cls=ChineseCommand)
@click.argument("source", type=click.Path(path_type=Path, allow_dash=True), metavar="文件|文件夹|-")
@root_option
@click.option("--out", metavar="文件|-", help="底稿写到哪里；- 为屏幕；不写就按年份和期号放进 briefings。")
@click.option("--encoding", metavar="编码", help="文本文件的编码，认不出来时才要写。")
@click.option(
    "--number",
    type=click.IntRange(1, 9999),
    metavar="期号",
    help="原件没有印期号时写明；与原件不同的，提示并用原件的。",
)
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="年-月-日",
    help="原件没有印日期时写明，如 2021-12-01；与原件不同的，提示并用原件的。",
)
@click.option("--replace", is_flag=True, help="换掉已有的记录（如摘编换全文），保留编辑定的主题、县、勘误和地址。")
@click.option("--dry-run", is_flag=True, help="只看结果，不写底稿；--preview 的网页照写。")
@click.option("--json", "as_data", is_flag=True, help="写成 JSON，给别的程序用，不写文件。")
@click.option(
    "--preview",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="文件.html",
    help="另写一个左右对照的网页，供校对。",
)
def import_(  # noqa: D103  # its help is set below
    source: Path,
    root: Path | None,
    out: str | None,
    encoding: str | None,
    number: int | None,
    date: dt.datetime | None,
    replace: bool,
    dry_run: bool,
    as_data: bool,
    preview: Path | None,
) -> int:
    root = find_archive_root(root)
    settings = load_settings_or_report(root)
    if settings is None:
        return 2
    options = ImportOptions(
        root, settings, encoding, replace, dry_run, GivenFacts(number, date.date() if date else None)
    )
    if source.is_dir():
        if out or preview or number or date:
            raise click.UsageError("导入整个文件夹时不能用 --out、--preview、--number 和 --date")
        return import_folder(source, options, as_data=as_data)
    if str(source) != "-" and not source.is_file():
        raise click.UsageError(f"没有这个文件：{source}")
    check_targets(source, Path(out) if out and out != "-" else None, preview)
    refuse_published(preview, options.root)
    draft = read_draft(source, options)
    if not as_data and out != "-" and (out or draft.path):
        check_targets(source, Path(out) if out else options.root / draft.path, preview)
    if preview and draft.source:
        write_preview(preview, draft)
        if not IGNORED.search(preview.name):
            advice = "只供校对，不要用 git 提交，也不要发布；名字里有“对照”的，git 会自动略过"
            echo(f"对照网页 {preview} 里有原件全文：{advice}。", err=True)
    if as_data:
        echo_json(draft_to_json(draft, settings))
        return exit_code_for_draft(draft)
    print_summary(draft, err=out == "-")
    return exit_code_for_draft(draft) or write_draft(draft, options, out)


import_.help = (
    "把办公室的文件（Word、WPS、PDF、文本）变成记录的底稿：每个疑点都说明，一个字都不丢，不自作主张改字，不覆盖已有文件。\n\n"
    "给一个文件夹，就导入里面的全部文件；给 -，就从标准输入读。"
)


def load_settings_or_report(root: Path) -> Settings | None:
    """Load the archive's settings; if they cannot be read, print why and return None."""
    unreadable: list[Diagnostic] = []
    path = root / SETTINGS
    if not path.is_file():
        raise click.UsageError(
            f"这里不是简报档案：没有 {SETTINGS}；换到档案所在的文件夹，或用 --root 指明；新办一份用 init"
        )
    text = read_text(path, SETTINGS, unreadable)
    settings, problems = parse_settings(text, SETTINGS) if text is not None else (None, ())
    if settings is None:
        print_diagnostics((*unreadable, *problems), {SETTINGS: text or ""}, err=True)
    return settings


def check_targets(source: Path, out: Path | None, preview: Path | None) -> None:
    """Reject targets that are the office file, that are the same file, or that exist and are no preview."""
    for option, path in (("底稿", out), ("--preview", preview)):
        if path and (is_stdin(path) if str(source) == "-" else is_same(path, source)):
            raise click.UsageError(f"{option} 要写的 {path} 就是要导入的文件，没有动它；换一个文件名")
    if preview is None:
        return
    if out and is_same(out, preview):
        raise click.UsageError(f"底稿和 --preview 要写同一个文件 {preview}；给 --preview 换一个文件名，如 对照.html")
    if os.path.lexists(preview) and not (preview.is_file() and is_preview(read_bytes(preview, PREVIEW_HEAD))):
        raise click.UsageError(
            f"{preview} 已经有了，不是本程序写的对照网页，没有动它；给 --preview 换一个文件名，或先移走它"
        )


def refuse_published(preview: Path | None, root: Path) -> None:
    """Refuse to write the page with the whole original to a place that is published."""
    for folder in (STATIC, TEMPLATES, "site"):
        if preview and preview.resolve().is_relative_to((root / folder).resolve()):
            raise click.UsageError(f"对照网页里有原件全文，不能写进 {folder}：那里的文件会发布出去；换一个地方")


def is_stdin(path: Path) -> bool:
    """Return whether standard input is read from this file."""
    try:
        return os.path.samestat(os.fstat(sys.stdin.fileno()), path.stat())
    except (OSError, ValueError):
        return False


def write_preview(path: Path, draft: Draft) -> None:
    """Write the page that compares source and draft, replacing an older one."""
    text = render_review(draft)
    written = replace_text(path, text, path.read_bytes()) if path.is_file() else write_new(path, text)
    if not written:
        raise click.UsageError(f"{path} 刚被别的程序改过，没有动它；再运行一次，或给 --preview 换一个文件名")


def read_draft(source: Path, options: ImportOptions) -> Draft:
    """Import one file, or standard input, to a draft."""
    data = sys.stdin.buffer.read(LIMIT + 1) if str(source) == "-" else read_bytes(source, LIMIT + 1)
    return draft_from_office(data, options.settings, name=source.name, encoding=options.encoding, given=options.given)


def exit_code_for_draft(draft: Draft) -> int:
    """Return 0 if the draft may be written, 3 if the machine lacks a tool, 1 if the file has errors."""
    if draft.complete and not select_errors(draft.diagnostics):
        return 0
    return 3 if any(d.code in MISSING_TOOLS for d in draft.diagnostics) else 1


def print_summary(draft: Draft, *, err: bool) -> None:
    """Print all diagnostics, omissions and a summary of the draft."""
    rows: dict[str, str] = {}  # a line of a text file may consist of several parts
    for line in draft.source.lines if draft.source and draft.source.media == "txt" else ():
        rows[line.place] = rows.get(line.place, "") + line.text
    print_diagnostics(draft.diagnostics, {draft.source.name: "\n".join(rows.values())} if draft.source else {}, err=err)
    for omission in draft.left_out:
        echo(f"未收入  {omission.place}  {omission.reason}：{omission.text.strip()}", err=err)
    echo(format_summary(draft), nl=False, err=err)


def write_draft(draft: Draft, options: ImportOptions, out: str | None) -> int:
    """Write the draft to its place, unless a file exists there."""
    if out == "-":
        click.echo(draft.text, nl=False)  # the record itself, unchanged
        return 0
    name = out or draft.path
    if not name:
        echo(
            "期号或日期没有找到，不知道写到哪里，什么也没有写；加 --number、--date 写明，或用 --out 写明文件名。",
            err=True,
        )
        return 1
    target = Path(out) if out else options.root / name
    if target.exists() and options.replace:
        return replace_draft(draft, options, target, name)
    if options.dry_run:
        echo(f"试运行，没有写 {name}" + ("（已经有了，要换掉须加 --replace）。" if target.exists() else "。"))
        return 0
    if not write_new(target, draft.text):
        echo(f"{name} 已经有了，没有改动；要换掉它须加 --replace。", err=True)
        return 2
    command = command_line("check", relative_path(target))
    echo(f"写好了 {name}，请对照原件校读{format_editor_tasks(draft.text, options)}，再运行 {command}")
    return 0


def format_editor_tasks(text: str, options: ImportOptions) -> str:
    """Return the clause about what the editor must still decide in a record; empty if there is nothing."""
    blanks, suggestions = left_to_decide(text, options.settings)
    fill = f"，把 {blanks} 处“{BLANK}”填好" if blanks else ""
    how = f"（对的，删去“{SUGGESTED}”；不对的，删去这一项）"
    return fill + (f"，把 {suggestions} 处带“{SUGGESTED}”的定下来{how}" if suggestions else "")


def replace_draft(draft: Draft, options: ImportOptions, target: Path, name: str) -> int:
    """Replace a record by the draft, keep the editor's decisions, and print the changes."""
    problems: list[Diagnostic] = []
    if target.exists() and not target.is_file() and not target.is_dir():  # reading a pipe would wait for a writer
        echo(f"{name} 是管道或设备，不是一份简报，没有换；用 --out 另写一个文件名。", err=True)
        return 2
    old = read_text(target, name, problems)
    if old is None:
        print_diagnostics(problems, {}, err=True)
        return 1
    if not RECORD.match(old):
        why = "开头没有 ---，或者文件头里没有 number 和 articles"
        echo(f"{name} 不是一份简报（{why}），没有换；用 --out 另写一个文件名。", err=True)
        return 2
    merged = merge_draft(old, draft, options.settings, name)
    if merged.diagnostics:
        print_diagnostics(merged.diagnostics, {name: old}, err=True)
        echo(f"{name} 的文件头有几处读不出来，换了会丢掉，所以没有换；先改好这几处，再运行一次。", err=True)
        return 1
    return write_merged(merged, old, options, target, name)


def write_merged(merged: MergeResult, old: str, options: ImportOptions, target: Path, name: str) -> int:
    """Print the changes and put the merged record in the place of the old one."""
    for change in merged.changes:
        echo(f"改动  {change}")
    if options.dry_run:
        echo(f"试运行，没有写 {name}。")
        return 0
    if not replace_text(target, merged.text, old.encode()):
        echo(f"{name} 刚被别的程序改过，没有换；看一看它，再运行一次。", err=True)
        return 2
    echo(f"换好了 {name}，请用 git diff 看一遍{format_editor_tasks(merged.text, options)}，再提交。")
    return 0


def import_folder(folder: Path, options: ImportOptions, *, as_data: bool) -> int:
    """Import every office file of a folder, and print one line for each."""
    reasons = {path: explain_skipped(path) for path in sorted(folder.iterdir())}
    files = [path for path, reason in reasons.items() if not reason]
    rows: list[tuple[str, str, str]] = []
    drafts: list[Draft] = []
    codes = set()
    taken: dict[str, str] = {}
    with closing(ProgressBar()) as bar:
        for done, path in enumerate(files, 1):
            draft = read_draft(path, options)
            drafts.append(draft)
            code = exit_code_for_draft(draft)
            if draft.path in taken and not code and not as_data:
                status = f"与 {taken[draft.path]} 是同一期，没有写"
            else:
                status = "读不了" if code else "只看不写" if as_data else write_or_report(path, draft, options)
            if draft.path and status in SUCCESSES:
                taken[draft.path] = path.name
            codes.add(code or (0 if status in SUCCESSES else 1))
            rows.append((path.name, draft.path or "—", f"{format_counts(draft)}；{status}"))
            bar("导入", done, len(files))
    if as_data:
        for path, reason in reasons.items():
            if reason:
                echo(f"没有导入  {path.name}  {reason}", err=True)
        echo_json([draft_to_json(draft, options.settings) for draft in drafts])
        return max(codes, default=0)
    for draft in drafts:
        print_diagnostics(draft.diagnostics, {}, err=False)
    print_table(rows)
    for path, reason in reasons.items():
        if reason:
            echo(f"没有导入  {path.name}  {reason}")
    echo(f"共 {len(files)} 个文件，写成 {sum(row[2].endswith('写好了') for row in rows)} 个。")
    return max(codes, default=0)


def explain_skipped(path: Path) -> str:
    """Return why a file of a folder is not imported; empty if it is."""
    if path.name.startswith(("~$", ".")):
        return "临时文件或隐藏文件"
    if path.is_dir():
        return "文件夹，里面的没有导入；要导入的，对它再运行一次"
    if path.suffix.lower() not in FOLDER_SUFFIXES:
        return f"不是认得的文件（{'、'.join(sorted(FOLDER_SUFFIXES))}）"
    return ""


def write_or_report(source: Path, draft: Draft, options: ImportOptions) -> str:
    """Write one draft of many and return its outcome in a word or two."""
    target = options.root / draft.path
    if not draft.path:
        return "没有期号或日期"
    if is_same(source, target):
        return "底稿的位置就是原件，没有写"
    if options.dry_run:
        return "试运行"
    if target.exists() and options.replace:
        return "写好了" if replace_draft(draft, options, target, draft.path) == 0 else "换不了"
    return "写好了" if write_new(target, draft.text) else "已经有了"


def format_counts(draft: Draft) -> str:
    """Format the numbers of a draft, such as `4 篇 12 节 36 条，2 个错误，5 个警告`."""
    undecided = sum(len(article.undecided) for article in draft.parsed.issue.articles) if draft.parsed else 0
    counts = f"{draft.articles} 篇 {draft.sections} 节 {draft.measures} 条，{count_by_severity(draft.diagnostics)}"
    return f"{counts}，{undecided} 处由编辑定" if undecided else counts


def print_table(rows: list[tuple[str, str, str]]) -> None:
    """Print a table with aligned columns, allowing for wide Chinese characters."""
    if not rows:
        return
    widths = [max(display_width(row[column]) for row in rows) for column in (0, 1)]
    for first, second, third in rows:
        gaps = (" " * (widths[0] - display_width(first) + 2), " " * (widths[1] - display_width(second) + 2))
        echo(f"{first}{gaps[0]}{second}{gaps[1]}{third}")
