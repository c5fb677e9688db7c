"""Heads of briefings: what the rules about the whole series need of the files that are not checked."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from taizhou_brief.builder import heads
from taizhou_brief.builder.check import check
from taizhou_brief.builder.files import display_path
from taizhou_brief.builder.files.sources import BRIEFING_PATH
from taizhou_brief.builder.heads import CHUNK, read_head, scan_head
from taizhou_brief.builder.load import load
from taizhou_brief.formats.archive_yaml import parse_settings
from taizhou_brief.formats.briefing import parse
from tests.project import CASES, Project, briefing

GOLDEN = CASES / "golden"
HEAD = """---
number: 7
date: 2021-03-01
total: 18
supplement: false
issuer: 某办公室
report_to: [甲书记, 乙市长]
source:
  file: 第7期.docx
  sha256: 0000000000000000000000000000000000000000000000000000000000000000
articles:
- title: 某县抓“三农” 促增收：成效
  counties: [仙居县]
  themes: []
- title: 某区
  counties: []
errata:
  - at: 1
    printed: 甲
---
"""
CHANGES = (
    *(
        "\n",
        " ",
        "  ",
        "\t",
        "-",
        "- ",
        ":",
        ": ",
        "：",
        "#",
        " #",
        '"',
        "'",
        "[",
        "]",
        "{",
        "}",
        "|",
        ">",
        "&a ",
        "*a",
    ),
    *(
        "!t ",
        "?",
        "? ",
        "---\n",
        "...\n",
        "%",
        "，",
        ",",
        "number: 8\n",
        "number：8\n",
        "期号: 9\n",
        "date: 2021-02-30\n",
    ),
    *("total:\n", "total: 甲\n", "０", "supplement: true\n", "supplement: yes\n", "<<: 1\n", "\\", "0", "1949", "~"),
    *("\u200b", "\ufeff", "\u2028", "\u3000"),
)
"""Pieces of text that are written into the head at random places."""


def settings_of(root: Path) -> Any:
    """The settings of an archive."""
    settings, _ = parse_settings((root / "briefings/archive.yaml").read_text("utf-8"), "briefings/archive.yaml")
    assert settings
    return settings


def placed(issue: Any) -> tuple[Any, ...]:
    """What the rules about the series look at."""
    return issue.number, issue.date, issue.supplement, issue.total, issue.path


def test_a_simple_head_is_scanned() -> None:
    """Number, date, supplement and total are read without a YAML parser."""
    issue = scan_head(HEAD.encode(), "briefings/2021/07.md")
    assert issue
    assert (issue.number, issue.date.isoformat(), issue.supplement, issue.total) == (7, "2021-03-01", False, 18)


@pytest.mark.parametrize("seed", range(300))
def test_a_scanned_head_is_what_the_parser_reads(seed: int) -> None:
    """Whatever is written into it: the scan gives the same values, or leaves the head to the parser."""
    choose = random.Random(seed)  # noqa: S311  # not for secrets
    text, settings = HEAD, settings_of(GOLDEN / "minimal")
    for _ in range(choose.randint(1, 3)):
        start = choose.randrange(len("---\n"), len(text))
        start = text.find("\n", start) + 1 if choose.random() < 0.5 else start
        text = text[:start] + choose.choice(CHANGES) + text[start + choose.choice((0, 0, 1, 4)) :]
    path = "briefings/2021/07.md"
    scanned = scan_head(text.encode(), path)
    assert scanned is None or placed(scanned) == placed(parse(f"{text}\n# 某县\n\n甲。\n", path, settings).issue)


def broken(root: Path) -> Project:
    """An archive with every problem of a series, and files that cannot be read."""
    project = Project(root)
    project.write("2021/01", briefing(1, "2021-01-05", extra="total: 11\n"))
    project.write("2021/02", briefing(1, "2021-01-05", extra="total: 11\n"))  # number used twice
    project.write("2021/04", briefing(4, "2021-01-02", extra='total: "9"\n'))  # gap, earlier date, smaller total
    project.write("2021/05", briefing(5, "2021-02-01").replace("number: 5", "期号: 5"))
    project.write("2021/06", briefing(6, "2021-02-01").replace("number: 6", "number：6"))
    project.write("2021/07", "没有文件头\n")
    project.write("2021/s1", briefing(1, "2021-01-03", extra="supplement: true\n"))
    project.write("2021/s3", briefing(3, "2021-01-03", extra="supplement: true\n"))
    project.write("2022/02", briefing(2, "2022-01-03").replace("\n---\n", f"\nissuer: {'甲' * CHUNK}\n---\n"))
    project.write("2022/04", briefing(4, "2022-01-03").replace("---\n", "---\n# 说明\n", 1))
    folder = root / "briefings/2022"
    (folder / "03.md").write_bytes(b"---\nnumber: 3\n" + "标题".encode("gbk"))
    (folder / "05.docx").write_bytes(b"")
    (folder / "x.md").write_text("甲", "utf-8")
    os.mkfifo(folder / "06.md")
    (folder / "07.md").symlink_to("/etc/hostname")
    (folder / "08.md").symlink_to(folder / "02.md")
    return project


@pytest.mark.parametrize("name", ["broken", "every-feature", "minimal", "two-years", ""])
def test_a_named_file_has_the_problems_of_the_whole_check(tmp_path: Path, name: str) -> None:
    """Also those that only the rest of the series shows: numbers used twice, gaps, dates and totals out of order."""
    root = tmp_path / "archive"
    if name:
        shutil.copytree(GOLDEN / name, root)
    else:
        broken(root)
        settings = root / "briefings/archive.yaml"
        text = settings.read_text("utf-8")
        silenced = "silenced:\n- {rule: S111, file: 2021/s3, reason: 没有印发}\n"
        settings.write_text(text + silenced, "utf-8")
    everything = check(root).diagnostics
    seen = set()
    for path in sorted((root / "briefings").rglob("*")):
        inside = display_path(path, root)
        if path.is_dir() or BRIEFING_PATH.fullmatch(inside):
            expected = [d for d in everything if f"{d.path}/".startswith(f"{inside}/")]
            narrowed = check(root, [path])
            assert list(narrowed.diagnostics) == expected, inside
            seen |= {d.code for d in narrowed.diagnostics}
    assert name or seen >= {"S110", "S111", "S112", "S113", "D001", "D004", "D009", "F026"}


def test_of_the_other_files_only_the_beginning_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the others are, and whatever follows their front matter."""
    project = Project(tmp_path)
    for number in range(1, 30):
        project.write(f"2021/{number:02}", briefing(number, "2021-01-05") + "甲" * 10_000)
    read = []
    monkeypatch.setattr(heads, "read_text", lambda *_: read.append(1))
    result = check(tmp_path, [tmp_path / "briefings/2021/03.md"])
    assert [source.path for source in result.project.sources] == ["briefings/2021/03.md"]
    assert not read


def test_settings_and_templates_are_checked_with_everything(tmp_path: Path) -> None:
    """Their problems may depend on every issue."""
    project = broken(tmp_path)
    everything = load(project.root, internal=True).diagnostics
    for name in ("briefings/archive.yaml", "briefings", "."):
        narrowed = check(tmp_path, [tmp_path / name])
        inside = "" if name == "." else name
        assert list(narrowed.diagnostics) == [d for d in everything if f"{d.path}/".startswith(inside)]


def test_a_head_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    """A folder, a file too large, no file."""
    project = broken(tmp_path)
    settings = settings_of(project.root)
    assert read_head(tmp_path, "briefings/2022", settings) is None
    assert read_head(tmp_path, "briefings/2022/99.md", settings) is None
    (tmp_path / "briefings/2022/09.md").write_text(briefing(9, "2022-02-01") + "甲" * 2_000_000, "utf-8")
    assert read_head(tmp_path, "briefings/2022/09.md", settings) is None
