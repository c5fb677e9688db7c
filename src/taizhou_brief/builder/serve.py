"""Preview while writing: build, serve on 127.0.0.1, watch, build again; what is wrong is shown on the page.

There is no second way of building here: every change calls `build`, and its memory makes that quick. While there are
errors the last good site stays.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Event, Thread
from typing import Any

from watchfiles import watch

from taizhou_brief.builder.build import BuildResult, build
from taizhou_brief.builder.files import (
    BRIEFINGS,
    STATIC,
    TEMPLATES,
    LockedError,
    NotOursError,
    os_error_message,
    read_templates,
)
from taizhou_brief.chinese.invisible import visible
from taizhou_brief.diagnostics import Diagnostic, Severity, to_dict

HOST = "127.0.0.1"
INJECTED = (
    b'<link rel="stylesheet" href="/_preview/preview.css"><script src="/_preview/preview.js" defer></script></head>'
)
EMPTY = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>预览</title></head><body><p>还没有可看的页面。</p></body></html>
"""
FEW = 5
"""Names that a message lists."""
TURN = 250
"""Milliseconds after which the watch comes back to us though nothing has changed."""
BEAT = 15.0
"""Seconds between signs of life on an event stream, so that a closed browser is noticed."""


@dataclass(slots=True)
class Preview:
    """What the browser is told; the one thing the watcher and the server share."""

    root: Path
    out: Path
    make: Callable[[Path, Path], BuildResult] = build
    changed: Condition = field(default_factory=Condition)
    version: int = 0
    site: int = 0
    """Counts the sites published, so that a page knows when to reload."""
    built: BuildResult | None = None
    trouble: str = ""
    """What kept the build from running at all."""
    closing: bool = False

    def rebuild(self) -> None:
        """Build once and tell every open page. Raises `NotOursError` only the first time."""
        built, trouble = None, ""
        try:
            built = self.make(self.root, self.out)
        except LockedError:
            trouble = "另一次生成正在进行，稍后保存一下文件就会再试"
        except NotOursError as error:
            if not self.version:
                raise
            names = "、".join(error.names[:FEW])
            trouble = f"{self.out} 里有不是本程序写的文件（{names}），网页没有更新；用 build 命令看怎样办"
        except OSError as error:
            trouble = f"写不进 {self.out}：{os_error_message(error)}"
        with self.changed:
            self.built = built or self.built
            self.trouble = trouble
            self.version += 1
            if built and built.files:
                self.site += 1
            self.changed.notify_all()

    def state(self) -> dict[str, Any]:
        """The shape that `preview.js` reads; what stops the build comes first."""
        diagnostics = self.built.reading.diagnostics if self.built else ()
        wrong = sum(d.severity is Severity.ERROR for d in diagnostics)
        return {
            "site": self.site,
            "stopped": bool(self.built and self.built.stopping),
            "summary": f"{wrong} 个错误，{len(diagnostics) - wrong} 个警告",
            "trouble": visible(self.trouble),
            "diagnostics": [shown(d) for d in sorted(diagnostics, key=lambda d: d.severity is not Severity.ERROR)],
        }

    def close(self) -> None:
        """Let every open event stream end."""
        with self.changed:
            self.closing = True
            self.changed.notify_all()


def shown(d: Diagnostic) -> dict[str, Any]:
    """A diagnostic as the page shows it."""
    return {key: visible(value) if isinstance(value, str) else value for key, value in to_dict(d).items()}


def serve(root: Path, out: Path, port: int, *, ready: Callable[[str], None], stop: Event | None = None) -> None:
    """Build and serve until `stop` is set or the process is interrupted. `ready` is called with the address.

    Raises `OSError` where the port is taken, `NotOursError` where `out` holds what we did not write.
    """
    preview = Preview(root, out)
    saved = watch_saves(lambda: source_folders(root, preview.built), stop or Event())
    with Server((HOST, port), lambda *args: PreviewHandler(preview, *args)) as server:
        next(saved, None)  # from now on nothing that is saved goes unnoticed, not even during the first build
        preview.rebuild()
        Thread(target=server.serve_forever, daemon=True).start()
        ready(f"http://{HOST}:{server.server_address[1]}/")
        try:
            for changed in saved:
                if changed:
                    preview.rebuild()
        finally:
            preview.close()
            server.shutdown()


def watch_saves(sources: Callable[[], list[Path]], stop: Event) -> Iterator[bool]:
    """Say at every turn whether something was saved; a folder made later is watched from then on."""
    fresh = False
    while not stop.is_set():
        watched = sources()
        if not watched:  # moved away for a moment: there is nothing to watch
            stop.wait(TURN / 1000)
            yield fresh
            fresh = bool(sources())
            continue
        for changes in watch(
            *watched, stop_event=stop, debounce=200, step=50, rust_timeout=TURN, yield_on_timeout=True
        ):
            yield fresh or bool(changes)
            fresh = sources() != watched
            if fresh:
                break


def source_folders(root: Path, built: BuildResult | None) -> list[Path]:
    """The folders a site is made of, and what links in them lead to."""
    folders = [root / name for name in (BRIEFINGS, TEMPLATES, STATIC)]
    linked = sorted(built.reading.project.linked) if built else []
    return [path for path in (*folders, *linked) if path.exists()]


class Server(ThreadingHTTPServer):
    """A server that says nothing of a browser that has gone."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell only what is a fault of ours."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class PreviewHandler(SimpleHTTPRequestHandler):
    """The site's files, with the preview's script put into each page as it goes out."""

    def __init__(self, preview: Preview, *args: Any) -> None:
        self.preview = preview
        super().__init__(*args, directory=str(preview.out))

    def parse_request(self) -> bool:
        """Refuse every request that names another host: no other site's page may read a draft through the browser."""
        if not super().parse_request():
            return False
        if all(name.rsplit(":", 1)[0].lower() in (HOST, "localhost") for name in self.headers.get_all("Host", [""])):
            return True
        self.send_error(HTTPStatus.FORBIDDEN)
        return False

    def do_GET(self) -> None:
        """A page, a file of the site, or one of the preview's own."""
        if self.path == "/_preview/events":
            self._events()
        elif self.path.startswith("/_preview/"):
            name = self.path.removeprefix("/")[1:]
            text = read_templates(self.preview.root).get(name)
            kind = "text/css" if name.endswith(".css") else "text/javascript"
            data = (text or "").encode("utf-8", "surrogateescape")
            self._send(HTTPStatus.OK if text else HTTPStatus.NOT_FOUND, kind, data)
        else:
            self._page()

    def do_HEAD(self) -> None:
        """What `do_GET` gives, without its body."""
        self.do_GET()

    def _page(self) -> None:
        path = self.translate_path(self.path)
        if os.path.isdir(path) and self.path.split("?")[0].endswith("/"):  # noqa: PTH112  # `Path` raises for some names
            path = os.path.join(path, "index.html")  # noqa: PTH118  # likewise
        there = os.path.isfile(path)  # noqa: PTH113  # likewise
        if os.path.isdir(path) or (there and not path.endswith(".html")):  # noqa: PTH112  # likewise
            super().do_HEAD() if self.command == "HEAD" else super().do_GET()
        elif there:
            self._send(HTTPStatus.OK, "text/html", Path(path).read_bytes().replace(b"</head>", INJECTED, 1))
        else:
            missing = self.preview.out / "404.html"
            text = missing.read_text("utf-8", "replace") if missing.is_file() else EMPTY
            text = re.sub(r'((?:href|src|action)=")(?![a-z]+:|[/#])', r"\1/", text)
            self._send(HTTPStatus.NOT_FOUND, "text/html", text.encode().replace(b"</head>", INJECTED, 1))

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command == "HEAD":
            return
        preview, seen = self.preview, -1
        try:
            while not preview.closing:
                with preview.changed:
                    if preview.version == seen:
                        preview.changed.wait(BEAT)
                    text = (
                        ": \n\n"
                        if preview.version == seen
                        else f"data: {json.dumps(preview.state(), ensure_ascii=False)}\n\n"
                    )
                    seen = preview.version
                self.wfile.write(text.encode())
                self.wfile.flush()
        except OSError:
            return  # the browser has gone

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name is the base class's
        """Say nothing: the command prints what an editor needs."""
