"""Requests to the desk: read an office file, change the draft, save it, commit it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import parse_qs

from taizhou_brief.builder.check import load_alone
from taizhou_brief.builder.files import BRIEFINGS, read_text, replace_text, write_new
from taizhou_brief.builder.serve import Request, Response
from taizhou_brief.chinese.invisible import visible
from taizhou_brief.desk import git
from taizhou_brief.desk.changes import ChangeError, change_draft
from taizhou_brief.desk.drafts import CheckedDraft, DeskDraft, SavedRecord, check_draft
from taizhou_brief.desk.page import find_asset, render_page
from taizhou_brief.desk.view import build_view, propose_message
from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.formats.briefing.front_editor import UnreadableFrontMatterError
from taizhou_brief.importer.draft import draft_from_office
from taizhou_brief.importer.readers import LIMIT
from taizhou_brief.model.settings import Settings

PREFIX = "/desk/"
TOKEN_HEADER = "X-Desk-Token"  # noqa: S105  # the name of the header
PASTED = "粘贴的文字.txt"
RECENT = 8
"""Number of records that the first page offers."""
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


class RefusedError(Exception):
    """A request that is refused, with the reason in plain words."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(status, reason)
        self.status, self.reason = status, reason


@dataclass(slots=True)
class Desk:
    """The drafts of one run of the preview, and the answers about them."""

    root: Path
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    """What a request that changes something must bring: no other site's page knows it."""
    drafts: dict[int, DeskDraft] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def respond(self, request: Request) -> Response:
        """Answer a request to an address below `/desk/`."""
        path, _, query = request.path.removeprefix(PREFIX).partition("?")
        try:
            if request.method != "POST":
                return self._show(path)
            self._check_request(request)
            with self.lock:
                return self._act(path, query, request.body)
        except RefusedError as refusal:
            return answer_json({"problem": visible(refusal.reason)}, refusal.status)

    def _check_request(self, request: Request) -> None:
        if not secrets.compare_digest(request.headers.get(TOKEN_HEADER, "").encode(), self.token.encode()):
            raise RefusedError(HTTPStatus.FORBIDDEN, "这个页面是上一次打开的，请重新打开编辑台")
        if len(request.body) > LIMIT:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "文件超过 20 MB，不读")

    def _show(self, path: str) -> Response:
        if path.startswith("assets/"):
            return find_asset(self.root, path.removeprefix("assets/"))
        if not path:
            return self._answer_page("start.html", drafts=tuple(self.drafts.values()), records=self._list_records())
        number, _, rest = path.partition("/")
        draft = self._find(number)
        if rest == "record.md":
            data = draft.text.encode("utf-8", "surrogateescape")
            return Response(HTTPStatus.OK, "text/markdown", data, (("Content-Disposition", "attachment"),))
        return self._answer_page("draft.html", **self._values(draft))

    def _act(self, path: str, query: str, body: bytes) -> Response:
        """Do what a request asks for."""
        values = {key: value[-1] for key, value in parse_qs(query).items()}
        if path == "read":
            return self._read(values.get("name") or PASTED, body)
        if path == "open":
            return self._open(values.get("path", ""))
        number, _, action = path.partition("/")
        actions: Mapping[str, Callable[[DeskDraft, bytes], tuple[DeskDraft, str]]] = {
            "change": self._change,
            "save": self._save,
            "commit": self._commit,
        }
        if action not in actions:
            raise RefusedError(HTTPStatus.NOT_FOUND, "没有这个操作")
        draft, message = actions[action](self._find(number), body)
        self.drafts[draft.id] = draft
        return self._answer_page("main.html", **self._values(draft), message=visible(message))

    def _read(self, name: str, body: bytes) -> Response:
        """Import an office file."""
        draft = draft_from_office(body, self._settings(), name=name)
        if not draft.complete or not draft.text:
            reasons = "；".join(f"{d.message}（{d.hint}）" if d.hint else d.message for d in draft.diagnostics)
            raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, reasons or "没有读出底稿")
        return self._add(DeskDraft(self._next_id(), name, draft.text, draft))

    def _open(self, path: str) -> Response:
        """Put a record of the archive on the desk."""
        if path not in self._list_records(limit=None):
            raise RefusedError(HTTPStatus.NOT_FOUND, f"没有这份简报：{path}")
        problems: list[Diagnostic] = []
        text = read_text(self.root / path, path, problems)
        if text is None:
            raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, problems[0].message if problems else "读不出来")
        for draft in self.drafts.values():
            if draft.saved == SavedRecord(path, text):
                return answer_json({"url": f"{PREFIX}{draft.id}/"})
        return self._add(DeskDraft(self._next_id(), path, text, saved=SavedRecord(path, text)))

    def _add(self, draft: DeskDraft) -> Response:
        self.drafts[draft.id] = draft
        return answer_json({"url": f"{PREFIX}{draft.id}/"})

    def _change(self, draft: DeskDraft, body: bytes) -> tuple[DeskDraft, str]:
        try:
            change = json.loads(body)
            return change_draft(draft, change if isinstance(change, dict) else {}), ""
        except UnreadableFrontMatterError as error:
            reason = "文件头有错误，先在“底稿全文”里改好：" + error.diagnostics[0].message
            raise RefusedError(HTTPStatus.CONFLICT, reason) from error
        except (ChangeError, UnicodeDecodeError, json.JSONDecodeError) as error:
            raise RefusedError(HTTPStatus.BAD_REQUEST, f"没有改：{error}") from error

    def _save(self, draft: DeskDraft, _body: bytes) -> tuple[DeskDraft, str]:
        """Write the draft to its place: a new file, or over the very text that this desk wrote or read."""
        checked = check_draft(self.root, self._settings(), draft)
        path, saved = checked.path, draft.saved
        if not path:
            raise RefusedError(HTTPStatus.CONFLICT, "没有期号或日期，不知道存到哪里：先填好期号和日期")
        target = self.root / path
        if saved and saved.path == path:
            done = replace_text(target, draft.text, saved.text.encode("utf-8", "surrogateescape"))
            reason = f"{path} 刚被别的程序改过，没有动它；请关掉这一份，从首页重新打开"
        else:
            done, reason = write_new(target, draft.text), f"{path} 已经有了，没有动它；请核对期号和日期"
        if not done:
            raise RefusedError(HTTPStatus.CONFLICT, reason)
        note = f"存好了：{path}"
        if saved and saved.path != path:
            note += f"。原来的 {saved.path} 还在，不要的话请删去"
        return replace(draft, saved=SavedRecord(path, draft.text)), note

    def _commit(self, draft: DeskDraft, body: bytes) -> tuple[DeskDraft, str]:
        """Save the draft, commit its file and push it."""
        checked = check_draft(self.root, self._settings(), draft)
        if checked.errors or checked.blanks:
            raise RefusedError(HTTPStatus.CONFLICT, "还有错误或没有填的地方，改好才能交上去")
        message = " ".join(body.decode("utf-8", "replace").split()) or propose_message(checked.issue)
        if not draft.is_saved:
            draft, _ = self._save(draft, b"")
            self.drafts[draft.id] = draft
        result = git.commit_file(self.root, checked.path, message)
        if not result.is_committed:
            raise RefusedError(HTTPStatus.CONFLICT, f"存好了，但是 git 没有收下：{result.problem}")
        if result.is_pushed:
            return draft, f"交上去了：{message}"
        if result.problem:
            return draft, f"已提交在这台电脑上，还没有推送到服务器：{result.problem}"
        return draft, f"已提交在这台电脑上：{message}"

    def _find(self, number: str) -> DeskDraft:
        draft = self.drafts.get(int(number)) if number.isdecimal() else None
        if draft is None:
            raise RefusedError(HTTPStatus.NOT_FOUND, "没有这份底稿：编辑台重开以后，没有保存的底稿就没有了")
        return draft

    def _next_id(self) -> int:
        return max(self.drafts, default=0) + 1

    def _settings(self) -> Settings:
        loaded = load_alone(self.root)
        if loaded.settings is None:
            reason = "；".join(diagnostic.message for diagnostic in loaded.diagnostics)
            raise RefusedError(HTTPStatus.CONFLICT, f"档案的设置有错误，先改好 briefings/archive.yaml：{reason}")
        return loaded.settings

    def _list_records(self, limit: int | None = RECENT) -> tuple[str, ...]:
        """Return the records of the archive, newest first."""
        found = sorted((self.root / BRIEFINGS).glob("[0-9]*/*.md"), reverse=True)
        return tuple(path.relative_to(self.root).as_posix() for path in found[:limit])

    def _values(self, draft: DeskDraft) -> dict[str, Any]:
        """Return what the page of a draft shows."""
        checked = check_draft(self.root, self._settings(), draft)
        return {"view": build_view(checked), "draft": draft, "checked": checked, "state": self._state(checked)}

    def _state(self, checked: CheckedDraft) -> dict[str, bool]:
        """Return what can be done with a draft."""
        has_git = git.has_repository(self.root)
        return {
            "git": has_git,
            "remote": has_git and git.has_remote(self.root),
            "committed": has_git and checked.draft.is_saved and git.is_committed(self.root, checked.path),
        }

    def _answer_page(self, template: str, **values: Any) -> Response:
        settings = values["checked"].settings if "checked" in values else self._settings()
        text = render_page(template, token=self.token, settings=settings, **values)
        return Response(
            HTTPStatus.OK, "text/html", text.encode("utf-8", "replace"), (("Content-Security-Policy", POLICY),)
        )


def answer_json(data: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Return an answer for the page's script."""
    return Response(status, "application/json", json.dumps(data, ensure_ascii=False).encode())
