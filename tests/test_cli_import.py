"""`import` at the command line: one file, standard input, a folder; nothing overwritten, nothing written on failure."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from taizhou_brief.cli import run_command
from taizhou_brief.formats.briefing import ParseResult, parse
from taizhou_brief.model.settings import Settings
from tests.project import Project, tree

Out = pytest.CaptureFixture[str]
OFFICE = """某市工作简报

第 3 期

某市领导小组办公室                    2022 年 3 月 15 日

【本期目录】
东山县把夜校办到车间

东山县把夜校办到车间

东山县一年开课 386 期，工人下班就能上课。

一、课堂进车间

一是教室就近布点。在 6 个工业点建成教学点 14 个。

二是课表跟着班次走。把一门课拆成 12 个小单元。

送：市委各部门。
某市领导小组办公室                    2022 年 3 月 16 日印发
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """An archive without briefings, the shell standing in it, and the office's file beside it."""
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path).write("第3期.txt", OFFICE)


TARGET = "briefings/2022/03.md"


def test_a_file_becomes_a_record_that_passes_the_check(project: Project, capsys: Out) -> None:
    """Written where year and number say, with the source's name and digest; found right once a theme is chosen."""
    assert run_command(["import", "第3期.txt"]) == 0
    out = capsys.readouterr().out
    assert f"写好了 {TARGET}" in out
    assert "1 篇，1 节，2 条措施" in out
    text = (project.root / TARGET).read_text("utf-8")
    assert "sha256: " in text
    assert "一年开课386期" in text
    assert "themes: [就业创业〔建议〕, 技能人才〔建议〕]" in text
    assert run_command(["check", "--strict", TARGET]) == 1
    project.write(TARGET, text.replace("[就业创业〔建议〕, 技能人才〔建议〕]", "[技能人才]"))
    assert run_command(["check", "--strict", TARGET]) == 0


def test_nothing_is_overwritten(project: Project, capsys: Out) -> None:
    """A record that stands there stays as it is, and the way to replace it is told."""
    project.write(TARGET, "mine\n")
    assert run_command(["import", "第3期.txt"]) == 2
    assert (project.root / TARGET).read_text("utf-8") == "mine\n"
    assert "--replace" in capsys.readouterr().err


def test_replace_keeps_the_editors_work_and_tells_the_changes(project: Project, capsys: Out) -> None:
    """Themes and errata of the digest stay, the text is the office's, every change is told; --dry-run only tells."""
    assert run_command(["import", "第3期.txt"]) == 0
    path = project.root / TARGET
    digest = (
        path.read_text("utf-8").replace("articles:", "edition: digest\narticles:").replace("6个工业点", "六处工业点")
    )
    digest = digest.split("source:")[0] + digest[digest.index("edition:") :] if "source:" in digest else digest
    path.write_text(digest, "utf-8")
    assert run_command(["import", "第3期.txt", "--replace", "--dry-run"]) == 0
    assert path.read_text("utf-8") == digest
    assert "摘编换成全文" in capsys.readouterr().out
    assert run_command(["import", "第3期.txt", "--replace"]) == 0
    text = path.read_text("utf-8")
    assert "6个工业点" in text
    assert "edition: digest" not in text


def test_dry_run_json_and_the_screen_write_nothing(project: Project, capsys: Out) -> None:
    """`--dry-run`, `--json` and `--out -` leave the folder as it was."""
    before = tree(project.root)
    assert run_command(["import", "第3期.txt", "--dry-run"]) == 0
    capsys.readouterr()
    assert run_command(["import", "第3期.txt", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["number"] == 3
    assert shown["articles"][0]["sections"][0]["measures"][1]["heading"] == "课表跟着班次走"
    assert run_command(["import", "第3期.txt", "--out", "-"]) == 0
    assert capsys.readouterr().out.startswith("---\nnumber: 3\n")
    assert tree(project.root) == before


def test_standard_input_is_a_file_as_well(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads bytes, whatever their encoding."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(OFFICE.encode("gb18030"))))
    assert run_command(["import", "-", "--out", "draft.md"]) == 0
    assert "东山县把夜校办到车间" in (project.root / "draft.md").read_text("utf-8")


def test_a_folder_is_imported_with_a_table(project: Project, capsys: Out) -> None:
    """Each file has its line; one that cannot be read spoils nothing but the exit code."""
    project.write("收到/第3期.txt", OFFICE).write("收到/第4期.txt", OFFICE.replace("第 3 期", "第 4 期"))
    (project.root / "收到/坏.docx").write_bytes(b"PK\x03\x04 not a document")
    assert run_command(["import", "收到"]) == 1
    out = capsys.readouterr().out
    assert "共 3 个文件，写成 2 个" in out
    assert (project.root / TARGET).is_file()
    assert (project.root / "briefings/2022/04.md").is_file()
    assert run_command(["import", "收到", "--json"]) == 1
    assert len(json.loads(capsys.readouterr().out)) == 3


def test_the_preview_is_one_local_page(project: Project) -> None:
    """Source and record side by side, without script and without another host."""
    assert run_command(["import", "第3期.txt", "--preview", "看.html"]) == 0
    page = (project.root / "看.html").read_text("utf-8")
    assert "课表跟着班次走" in page
    assert "<script" not in page
    assert "http" not in page


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("空.txt", b"", 1),
        ("假.docx", b"%PDF-1.4", 1),
        ("乱.txt", b"\xff\xfe\xfd\x00\x01", 1),
        ("图.png", b"\x89PNG\r\n\x1a\n", 1),
    ],
)
def test_on_any_failure_nothing_is_written(project: Project, capsys: Out, name: str, data: bytes, code: int) -> None:
    """A file that cannot be read is named for what it is, and the folder stays as it was."""
    (project.root / name).write_bytes(data)
    before = tree(project.root)
    assert run_command(["import", name, "--preview", "看.html"]) == code
    assert "错误[I7" in capsys.readouterr().out
    assert tree(project.root) == before


def test_an_archive_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    """Without settings there are no counties and themes to recognise."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(OFFICE, "utf-8")
    assert run_command(["import", "a.txt"]) == 2
    assert "archive.yaml" in capsys.readouterr().err


def test_a_draft_that_is_read_back_otherwise_is_not_written(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    """What the import counts is what `check` counts: where the parser finds fewer measures, nothing is written."""

    def parse_less(text: str, path: str, settings: Settings) -> ParseResult:
        whole = parse(text, path, settings)
        articles = tuple(replace(article, sections=()) for article in whole.issue.articles)
        return replace(whole, issue=replace(whole.issue, articles=articles))

    monkeypatch.setattr("taizhou_brief.importer.draft.parse", parse_less)
    before = tree(project.root)
    assert run_command(["import", "第3期.txt"]) == 1
    assert "I799" in capsys.readouterr().out
    assert tree(project.root) == before


def test_replace_refuses_a_record_of_which_a_part_cannot_be_read(project: Project, capsys: Out) -> None:
    """The place is named, nothing is written, and the exit code is that of a file with errors; also in a folder."""
    assert run_command(["import", "第3期.txt"]) == 0
    path = project.root / TARGET
    text = path.read_text("utf-8").replace("issuer:", "total: 8\ntotal: 9\nissuer:")
    path.write_text(text, "utf-8")
    capsys.readouterr()
    assert run_command(["import", "第3期.txt", "--replace"]) == 1
    assert f"{TARGET}:6:1 错误[Y005]" in capsys.readouterr().err
    project.write("收到/第3期.txt", OFFICE)
    assert run_command(["import", "收到", "--replace"]) == 1
    assert "换不了" in capsys.readouterr().out
    assert path.read_text("utf-8") == text


def test_replace_names_what_it_leaves_out(project: Project, capsys: Out) -> None:
    """A correction by hand of the same length, and a comment and a key of the editor that stay."""
    assert run_command(["import", "第3期.txt"]) == 0
    path = project.root / TARGET
    text = (
        path.read_text("utf-8")
        .replace("6个工业点", "9个工业点")
        .replace("number: 3\n", "number: 3\n# 核过\n备注: 甲\n")
    )
    path.write_text(text, "utf-8")
    capsys.readouterr()
    assert run_command(["import", "第3期.txt", "--replace"]) == 0
    changes = [line for line in capsys.readouterr().out.splitlines() if line.startswith("改动")]
    assert len(changes) == 1
    assert "9个工业点" in changes[0]
    assert path.read_text("utf-8") == text.replace("9个工业点", "6个工业点")


BARE = "\n".join(line for line in OFFICE.split("\n") if "3 期" not in line and "领导小组办公室" not in line)


def test_two_missing_facts_are_two_doubts(project: Project, capsys: Out) -> None:
    """Each once, and no line of a draft that is not there; with the options the draft is written."""
    project.write("来稿.txt", BARE)
    assert run_command(["import", "来稿.txt"]) == 1
    captured = capsys.readouterr()
    told = captured.out + captured.err
    assert (told.count("I701"), told.count("I702"), told.count("I738")) == (1, 1, 0)
    assert "--number" in captured.err
    assert run_command(["import", "来稿.txt", "--number", "3", "--date", "2022-03-15"]) == 0
    assert (project.root / TARGET).is_file()
    assert not {"I701", "I702"} & set(capsys.readouterr().out.replace("[", " ").replace("]", " ").split())


def test_a_given_fact_that_contradicts_the_file_is_told(project: Project, capsys: Out) -> None:
    """The file's is used."""
    assert run_command(["import", "第3期.txt", "--number", "4"]) == 0
    assert "I707" in capsys.readouterr().out
    assert (project.root / TARGET).is_file()


def test_files_of_a_folder_that_are_not_imported_are_named(project: Project, capsys: Out) -> None:
    """With the reason: other kinds, folders, hidden files."""
    project.write("原件/第3期.txt", OFFICE).write("原件/照片.jpg", "x").write("原件/旧/第2期.txt", OFFICE)
    assert run_command(["import", "原件"]) == 0
    told = capsys.readouterr().out
    assert "没有导入  照片.jpg  不是认得的文件" in told
    assert "没有导入  旧  文件夹" in told
    assert run_command(["import", "原件", "--number", "3"]) == 2
