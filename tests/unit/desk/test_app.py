"""The desk reads, changes, saves and commits, refuses what it must, and never overwrites what it has not seen."""

from __future__ import annotations

import json
import subprocess
from email.message import Message
from pathlib import Path
from typing import Any

import pytest

from taizhou_brief.builder.check import check
from taizhou_brief.builder.serve import Request, Response
from taizhou_brief.cli.import_ import import_
from taizhou_brief.desk.app import PREFIX, TOKEN_HEADER, Desk
from taizhou_brief.importer.draft import draft_from_office
from tests.project import Project, briefing
from tests.showing import settings_of

PATH = "briefings/2021/07.md"
PRINTED = """\
山海共富工作简报
第7期
山海市共同富裕办公室　　　　2021年12月1日

东山县办好夜校　职工学在车间

东山县把夜校办到车间，一年开课386期，职业技能培训
惠及1.2万人次。

一、课堂进车间

一是教室就近布点。在6个工业点建成教学点14个。

二是课表跟着班次走。把一门课拆成12个小单元。

二、学成能涨薪

一是证书换补贴。已发放436.2万元。

二是等级挂工资。63家企业签了协议。

报：甲书记，乙市长。
送：市委办公室。
山海市共同富裕办公室　　2021年12月2日印发
"""
"""An office's printed text."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An archive of one issue."""
    return Project(tmp_path).write("2021/01", briefing(1, "2021-01-05"))


@pytest.fixture
def desk(project: Project) -> Desk:
    """Its desk."""
    return Desk(project.root)


def ask(desk: Desk, path: str, body: bytes | None = None, token: str | None = None) -> Response:
    """Answer to a request; with a body it is a POST."""
    headers = Message()
    headers[TOKEN_HEADER] = desk.token if token is None else token
    return desk.respond(Request("GET" if body is None else "POST", PREFIX + path, headers, body or b""))


def read(desk: Desk, text: str, name: str = "某期.txt") -> int:
    """Number of the draft of a text file."""
    answer = ask(desk, f"read?name={name}", text.encode())
    assert answer.status == 200, answer.body.decode()
    return int(json.loads(answer.body)["url"].removeprefix(PREFIX).rstrip("/"))


def change(desk: Desk, number: int, **data: Any) -> Response:
    """Answer to a change."""
    return ask(desk, f"{number}/change", json.dumps(data).encode())


def problem(answer: Response) -> str:
    """Why a request is refused."""
    assert answer.status >= 400
    text: str = json.loads(answer.body)["problem"]
    return text


def test_the_draft_is_that_of_the_import(desk: Desk) -> None:
    """The desk has no recogniser of its own; every doubt of the import is on the page, with its line."""
    number = read(desk, PRINTED)
    draft = draft_from_office(PRINTED.encode(), settings_of(), name="某期.txt")
    assert desk.drafts[number].text == draft.text
    page = ask(desk, f"{number}/").body.decode()
    for diagnostic in draft.diagnostics:
        assert diagnostic.code in page
    for line in (line for line in draft.source.lines if line.text.strip()) if draft.source else ():
        assert line.text.strip()[:10] in page


def test_what_the_check_says_is_on_the_page_and_goes_with_its_cause(desk: Desk, project: Project) -> None:
    """The same diagnostics as `check` of the saved file, before it is saved."""
    number = read(desk, PRINTED)
    text = desk.drafts[number].text.replace("number: 7", "number: 7\nnumbr: 8")
    assert b"numbr" in change(desk, number, text=text).body
    assert ask(desk, f"{number}/save", b"").status == 200
    said = {d.code for d in check(project.root, [project.root / PATH]).diagnostics if d.path == PATH}
    page = ask(desk, f"{number}/").body.decode()
    assert {code for code in said if code not in {"F025", "S121"} and code not in page} == set()
    assert "numbr" not in change(desk, number, text=text.replace("\nnumbr: 8", "")).body.decode()


def test_fields_and_tokens_change_the_record(desk: Desk) -> None:
    """A number, a list of recipients, the themes: each is written into the front matter."""
    number = read(desk, PRINTED)
    assert change(desk, number, place=["number"], value=" 8 ").status == 200
    assert change(desk, number, place=["date"], value="2021-12-02").status == 200
    assert change(desk, number, place=["report_to"], value="甲书记\n\n乙市长、丙").status == 200
    assert change(desk, number, place=["articles", 0, "themes"], value=["skills"]).status == 200
    text = desk.drafts[number].text
    for line in ("number: 8", "date: 2021-12-02", "report_to: [甲书记, 乙市长、丙]", "  themes: [skills]"):
        assert f"\n{line}\n" in text
    page = change(desk, number, place=["number"], value="八").body.decode()
    assert "C005" in page or "F005" in page
    assert "不能保存" in page


def test_what_is_no_change_changes_nothing(desk: Desk) -> None:
    """Unknown keys, articles that are not there, no JSON, front matter with errors."""
    number = read(desk, PRINTED)
    before = desk.drafts[number]
    for place in (["numbers"], ["articles", 99, "themes"], ["articles", -1, "themes"], ["articles"] * 3, [], "number"):
        assert problem(change(desk, number, place=place, value="1"))
    assert problem(change(desk, number))
    assert problem(ask(desk, f"{number}/change", b"\xff"))
    assert problem(ask(desk, f"{number}/change", b"[]"))
    assert desk.drafts[number] == before
    change(desk, number, text=before.text.replace("number: 7", "number：7"))
    assert "底稿全文" in problem(change(desk, number, place=["date"], value="2021-12-02"))


def test_it_is_saved_once_and_never_over_another_file(desk: Desk, project: Project) -> None:
    """A file that is there, or was changed by somebody else, stays as it is."""
    number = read(desk, PRINTED)
    assert ask(desk, f"{number}/save", b"").status == 200
    saved = (project.root / PATH).read_text("utf-8")
    assert saved == desk.drafts[number].text
    change(desk, number, place=["copies"], value="60")
    assert ask(desk, f"{number}/save", b"").status == 200
    assert "copies: 60" in (project.root / PATH).read_text("utf-8")
    (project.root / PATH).write_text("别人的改动", "utf-8")
    change(desk, number, place=["copies"], value="70")
    assert "没有动它" in problem(ask(desk, f"{number}/save", b""))
    assert (project.root / PATH).read_text("utf-8") == "别人的改动"
    other = read(desk, PRINTED)
    assert "已经有了" in problem(ask(desk, f"{other}/save", b""))


def test_without_number_or_date_nothing_is_saved(desk: Desk, project: Project) -> None:
    """The reason is said, on the page too."""
    number = read(desk, "东山县办好夜校\n东山县把夜校办到车间，一年开课386期。\n")
    assert "期号或日期没有填好" in ask(desk, f"{number}/").body.decode()
    assert "期号" in problem(ask(desk, f"{number}/save", b""))
    assert sorted(path.name for path in (project.root / "briefings").rglob("*.md")) == ["01.md"]


def test_requests_without_the_token_do_nothing(desk: Desk) -> None:
    """Another site's page can send a request, but does not know the token."""
    for token in ("", "东", "a" * len(desk.token)):
        assert "重新打开" in problem(ask(desk, "read?name=a.txt", PRINTED.encode(), token))
    assert desk.drafts == {}
    answer = ask(desk, "")
    assert dict(answer.headers)["Content-Security-Policy"].startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in dict(answer.headers)["Content-Security-Policy"]


def test_what_cannot_be_read_is_refused_with_the_reason(desk: Desk) -> None:
    """A picture, an empty file, a draft that is not there, an action that is not there."""
    assert problem(ask(desk, "read?name=a.png", b"\x89PNG\r\n\x1a\n" + bytes(40)))
    assert problem(ask(desk, "read?name=a.txt", b""))
    for path in ("9/", "a/", "9/save"):
        assert problem(ask(desk, path, b"" if path.endswith("save") else None))
    number = read(desk, PRINTED)
    assert problem(ask(desk, f"{number}/publish", b""))
    assert ask(desk, "assets/desk.css").status == 200
    for name in ("main.html", "../base.html", "no.css"):
        assert ask(desk, f"assets/{name}").status == 404


def test_a_record_of_the_archive_is_opened_once(desk: Desk, project: Project) -> None:
    """By its path; no other file of the machine."""
    for _ in range(2):
        answer = ask(desk, "open?path=briefings/2021/01.md", b"")
        assert json.loads(answer.body) == {"url": f"{PREFIX}1/"}
    (project.root / "x.md").write_text("秘密", "utf-8")
    for path in ("x.md", "briefings/../x.md", "/etc/passwd", "briefings/archive.yaml"):
        assert problem(ask(desk, f"open?path={path}", b""))
    assert ask(desk, "1/record.md").body.decode() == (project.root / "briefings/2021/01.md").read_text("utf-8")


def git(root: Path, *arguments: str) -> str:
    """Output of a git command."""
    identity = ("-c", "user.name=测试", "-c", "user.email=a@example.org")
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def repository(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project under git, with a bare repository to push to."""
    remote = tmp_path_factory.mktemp("remote")
    git(remote, "init", "--quiet", "--bare", "--initial-branch=main")
    git(project.root, "init", "--quiet", "--initial-branch=main")
    for key, value in (("user.name", "测试"), ("user.email", "a@example.org")):
        git(project.root, "config", key, value)
    git(project.root, "add", "--all")
    git(project.root, "commit", "--quiet", "--message", "开始")
    git(project.root, "remote", "add", "origin", str(remote))
    git(project.root, "push", "--quiet", "--set-upstream", "origin", "main")
    return remote


def test_one_button_saves_commits_and_pushes_that_file_only(desk: Desk, project: Project, repository: Path) -> None:
    """What else is changed or staged stays as it was."""
    number = read(desk, PRINTED)
    (project.root / "briefings/2021/01.md").write_text(briefing(1, "2021-01-06"), "utf-8")
    (project.root / "x.txt").write_text("别的", "utf-8")
    git(project.root, "add", "x.txt")
    change(desk, number, place=["articles", 0, "themes"], value=["skills"])
    answer = ask(desk, f"{number}/commit", "刊入第7期".encode())
    assert answer.status == 200, answer.body.decode()
    assert git(project.root, "log", "-1", "--format=%s") == "刊入第7期"
    assert git(project.root, "show", "--name-only", "--format=", "HEAD") == PATH
    assert git(repository, "log", "-1", "--format=%s", "main") == "刊入第7期"
    assert git(project.root, "status", "--porcelain").split() == ["M", "briefings/2021/01.md", "A", "x.txt"]
    assert "已经提交" in ask(desk, f"{number}/").body.decode()


def test_what_git_cannot_do_is_said_and_the_file_is_saved(desk: Desk, project: Project, repository: Path) -> None:
    """A push that fails leaves the commit; an error in the text leaves everything."""
    number = read(desk, PRINTED)
    broken = desk.drafts[number].text.replace("number: 7", "number: 7\nnumbr: 8")
    change(desk, number, text=broken)
    assert "错误" in problem(ask(desk, f"{number}/commit", b""))
    assert not (project.root / PATH).exists()
    change(desk, number, text=broken.replace("\nnumbr: 8", ""))
    change(desk, number, place=["articles", 0, "themes"], value=["〔待填〕"])
    assert "没有填" in problem(ask(desk, f"{number}/commit", b""))
    change(desk, number, place=["articles", 0, "themes"], value=["skills"])
    git(project.root, "remote", "set-url", "origin", str(repository / "nowhere"))
    assert "还没有推送" in ask(desk, f"{number}/commit", b"").body.decode()
    assert git(project.root, "log", "-1", "--format=%s").startswith("刊入2021年第7期，")


def test_the_desk_saves_what_the_command_writes(desk: Desk, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record is byte for byte that of `import`."""
    number = read(desk, PRINTED, "第7期.txt")
    ask(desk, f"{number}/save", b"")
    saved = (project.root / PATH).read_bytes()
    (project.root / PATH).unlink()
    (project.root / "第7期.txt").write_text(PRINTED, "utf-8")
    monkeypatch.chdir(project.root)
    import_.main(["第7期.txt"], standalone_mode=False)
    assert (project.root / PATH).read_bytes() == saved
