"""Preview server: build, serve on 127.0.0.1, watch, rebuild; problems are shown on the page.

Every change calls the normal `build`, which is quick because of its cache. While there are errors the last good site
stays.
"""

from __future__ import annotations

import gc
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.message import Message
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Event, Thread
from typing import Any, NamedTuple, Protocol

from watchfiles import watch

from taizhou_brief.builder.build import build
from taizhou_brief.builder.files import (
    BRIEFINGS,
    STATIC,
    TEMPLATES,
    LockedError,
    NotOursError,
    os_error_message,
    read_templates,
)
from taizhou_brief.builder.session import BuildResult
from taizhou_brief.chinese.invisible import visible
from taizhou_brief.diagnostics import Diagnostic, Severity, to_dict

HOST = "127.0.0.1"
INJECTED = (
    b'<link rel="stylesheet" href="/_preview/preview.css"><script src="/_preview/preview.js" defer></script></head>'
)
EMPTY = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>预览</title></head><body><p>还没有可看的页面。</p></body></html>
"""
MAX_NAMES = 5
"""Number of names that a message lists."""
WATCH_TIMEOUT = 250
"""Milliseconds after which the watcher returns although nothing has changed."""
HEARTBEAT = 15.0
"""Seconds between heartbeats on an event stream, so that a closed browser is noticed."""
MAX_BODY = 32 * 1024 * 1024
"""Bytes of the largest body of a request that is read."""


class Request(NamedTuple):
    """Request for a page that an application makes."""

    method: str
    path: str
    """With the query."""
    headers: Message
    body: bytes


class Response(NamedTuple):
    """Answer to it."""

    status: HTTPStatus
    media_type: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


class Application(Protocol):
    """What answers requests below an address of its own."""

    def respond(self, request: Request) -> Response:
        """Answer a request."""


@dataclass(slots=True)
class Preview:
    """State that the browser shows, shared by the watcher and the server."""

    root: Path
    out: Path
    build: Callable[[Path, Path], BuildResult] = build
    changed: Condition = field(default_factory=Condition)
    version: int = 0
    site: int = 0
    """Number of sites published, so that a page knows when to reload."""
    result: BuildResult | None = None
    trouble: str = ""
    """Message about what prevented the build from running at all."""
    closing: bool = False
    applications: Mapping[str, Application] = field(default_factory=dict)
    """By the address that they begin with."""

    def rebuild(self) -> None:
        """Build once and notify every open page. Raises `NotOursError` only the first time."""
        result, trouble = None, ""
        try:
            result = self.build(self.root, self.out)
        except LockedError:
            trouble = "另一次生成正在进行，稍后保存一下文件就会再试"
        except NotOursError as error:
            if not self.version:
                raise
            names = "、".join(error.names[:MAX_NAMES])
            trouble = f"{self.out} 里有不是本程序写的文件（{names}），网页没有更新；用 build 命令看怎样办"
        except OSError as error:
            trouble = f"写不进 {self.out}：{os_error_message(error)}"
        gc.collect()  # a build does without it
        with self.changed:
            self.result = result or self.result
            self.trouble = trouble
            self.version += 1
            if result and result.files:
                self.site += 1
            self.changed.notify_all()

    def state(self) -> dict[str, Any]:
        """Return the state in the format that `preview.js` reads, errors before warnings."""
        diagnostics = self.result.reading.diagnostics if self.result else ()
        errors = sum(d.severity is Severity.ERROR for d in diagnostics)
        errors_first = sorted(diagnostics, key=lambda d: d.severity is not Severity.ERROR)
        return {
            "site": self.site,
            "stopped": bool(self.result and self.result.stopping),
            "summary": f"{errors} 个错误，{len(diagnostics) - errors} 个警告",
            "trouble": visible(self.trouble),
            "diagnostics": [diagnostic_to_dict(d) for d in errors_first],
        }

    def close(self) -> None:
        """Let every open event stream end."""
        with self.changed:
            self.closing = True
            self.changed.notify_all()


def diagnostic_to_dict(diagnostic: Diagnostic) -> dict[str, Any]:
    """Convert a diagnostic to a dictionary, with its invisible characters made visible."""
    return {key: visible(value) if isinstance(value, str) else value for key, value in to_dict(diagnostic).items()}


def serve(  # noqa: PLR0913  # what to serve, and how
    root: Path,
    out: Path,
    port: int,
    *,
    ready: Callable[[str], None],
    stop: Event | None = None,
    applications: Mapping[str, Application] | None = None,
) -> None:
    """Build and serve until `stop` is set or the process is interrupted. `ready` is called with the address.

    `applications` answer the requests below their addresses.
    Raises `OSError` if the port is taken, `NotOursError` if `out` contains files that this program did not write.
    """
    preview = Preview(root, out, applications=applications or {})
    saves = watch_saves(lambda: source_folders(root, preview.result), stop or Event())
    with Server((HOST, port), lambda *args: PreviewHandler(preview, *args)) as server:
        next(saves, None)  # starts watching, so that files saved during the first build are noticed
        preview.rebuild()
        Thread(target=server.serve_forever, daemon=True).start()
        ready(f"http://{HOST}:{server.server_address[1]}/")
        try:
            for changed in saves:
                if changed:
                    preview.rebuild()
        finally:
            preview.close()
            server.shutdown()


def watch_saves(sources: Callable[[], list[Path]], stop: Event) -> Iterator[bool]:
    """Yield whether something was saved, at least every `WATCH_TIMEOUT`; folders created later are watched too."""
    pending = False
    while not stop.is_set():
        watched = sources()
        if not watched:  # the folders were moved away for a moment: there is nothing to watch
            stop.wait(WATCH_TIMEOUT / 1000)
            yield pending
            pending = bool(sources())
            continue
        for changes in watch(
            *watched, stop_event=stop, debounce=200, step=50, rust_timeout=WATCH_TIMEOUT, yield_on_timeout=True
        ):
            yield pending or bool(changes)
            pending = sources() != watched
            if pending:
                break


def source_folders(root: Path, result: BuildResult | None) -> list[Path]:
    """Return the folders a site is built from, and the targets of links in them."""
    folders = [root / name for name in (BRIEFINGS, TEMPLATES, STATIC)]
    linked = sorted(result.reading.project.linked) if result else []
    return [path for path in (*folders, *linked) if path.exists()]


class Server(ThreadingHTTPServer):
    """HTTP server that does not report closed connections."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report only errors of this program: an `OSError` is a closed connection."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class PreviewHandler(SimpleHTTPRequestHandler):
    """Handler that serves the site's files and inserts the preview's script into each page."""

    def __init__(self, preview: Preview, *args: Any) -> None:
        self.preview = preview
        super().__init__(*args, directory=str(preview.out))

    def parse_request(self) -> bool:
        """Reject every request for another host, so that no other site's page can read a draft through the browser."""
        if not super().parse_request():
            return False
        if all(name.rsplit(":", 1)[0].lower() in (HOST, "localhost") for name in self.headers.get_all("Host", [""])):
            return True
        self.send_error(HTTPStatus.FORBIDDEN)
        return False

    def do_GET(self) -> None:
        """Send a page, a file of the site, one of the preview's own files, or what an application answers."""
        if self._send_application(b""):
            return
        if self.path == "/_preview/events":
            self._send_events()
        elif self.path.startswith("/_preview/"):
            name = self.path.removeprefix("/")[1:]
            text = read_templates(self.preview.root).get(name)
            media_type = "text/css" if name.endswith(".css") else "text/javascript"
            data = (text or "").encode("utf-8", "surrogateescape")
            self._send(HTTPStatus.OK if text else HTTPStatus.NOT_FOUND, media_type, data)
        else:
            self._send_page()

    def do_HEAD(self) -> None:
        """Send the headers that `do_GET` sends, without a body."""
        self.do_GET()

    def do_POST(self) -> None:
        """Send what an application answers; only applications accept a body."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MAX_BODY:
            self.close_connection = True
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE if length.isdecimal() else HTTPStatus.LENGTH_REQUIRED)
        elif not self._send_application(self.rfile.read(int(length))):
            self.send_error(HTTPStatus.METHOD_NOT_ALLOWED)

    def _send_application(self, body: bytes) -> bool:
        """Send the answer of the application at this address; return False if there is none."""
        application = next((a for prefix, a in self.preview.applications.items() if self.path.startswith(prefix)), None)
        if application is None:
            return False
        answer = application.respond(Request(self.command, self.path, self.headers, body))
        self._send(answer.status, answer.media_type, answer.body, answer.headers)
        return True

    def _send_page(self) -> None:
        path = self.translate_path(self.path)
        if os.path.isdir(path) and self.path.split("?")[0].endswith("/"):  # noqa: PTH112  # `Path` raises for some names
            path = os.path.join(path, "index.html")  # noqa: PTH118  # likewise
        is_file = os.path.isfile(path)  # noqa: PTH113  # likewise
        if os.path.isdir(path) or (is_file and not path.endswith(".html")):  # noqa: PTH112  # likewise
            super().do_HEAD() if self.command == "HEAD" else super().do_GET()
        elif is_file:
            self._send(HTTPStatus.OK, "text/html", Path(path).read_bytes().replace(b"</head>", INJECTED, 1))
        else:
            not_found = self.preview.out / "404.html"
            text = not_found.read_text("utf-8", "replace") if not_found.is_file() else EMPTY
            text = re.sub(r'((?:href|src|action)=")(?![a-z]+:|[/#])', r"\1/", text)
            self._send(HTTPStatus.NOT_FOUND, "text/html", text.encode().replace(b"</head>", INJECTED, 1))

    def _send(
        self, status: HTTPStatus, media_type: str, body: bytes, headers: tuple[tuple[str, str], ...] = ()
    ) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _send_events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command == "HEAD":
            return
        preview, sent_version = self.preview, -1
        try:
            while not preview.closing:
                with preview.changed:
                    if preview.version == sent_version:
                        preview.changed.wait(HEARTBEAT)
                    text = (
                        ": \n\n"
                        if preview.version == sent_version
                        else f"data: {json.dumps(preview.state(), ensure_ascii=False)}\n\n"
                    )
                    sent_version = preview.version
                self.wfile.write(text.encode())
                self.wfile.flush()
        except OSError:
            return  # the browser was closed

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name is the base class's
        """Print nothing: the command prints what an editor needs."""
