"""A static server as strict as any host, and a reader who notices everything that goes wrong on a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
"""The strictest Content-Security-Policy that the site promises to live under."""
CHROMIUM_FLAGS = (
    "--no-sandbox",  # tests may run as root, in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing outside can be reached, only tried
)
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
WATCH_POLICY = """
window.policyBreaches = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.policyBreaches.push(`${event.effectiveDirective} ${event.blockedURI} in line ${event.lineNumber}`));
"""


# --- the server ------------------------------------------------------------------------------------------------------
class Handler(SimpleHTTPRequestHandler):
    """Serves a folder under a prefix, as static hosts do: `index.html` for folders, `404.html` for misses."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json; charset=utf-8",
        ".webmanifest": "application/manifest+json; charset=utf-8",
        ".xml": "application/xml; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".svg": "image/svg+xml",
        ".woff2": "font/woff2",
    }

    def __init__(self, *arguments: Any, prefix: str, policy: str, **options: Any) -> None:
        self.prefix = prefix
        self.policy = policy
        super().__init__(*arguments, **options)

    def translate_path(self, path: str) -> str:
        """Find the file for an address; outside the prefix there is none."""
        plain = unquote(urlsplit(path).path)
        if not plain.startswith(self.prefix):
            return str(Path(self.directory) / "no such file")
        return super().translate_path("/" + quote(plain.removeprefix(self.prefix)))

    def list_directory(self, path: Any) -> None:  # noqa: ARG002 - the signature is the base class's
        """Refuse to list folders."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a miss with the site's own `404.html`."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        """Add the policy, and forbid remembering."""
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - the signature is the base class's
        """Keep quiet."""


@contextmanager
def served(folder: Path, prefix: str = "/", policy: str = POLICY) -> Iterator[str]:
    """Serve a folder on 127.0.0.1 under a prefix such as `/台州/`, and give the address of its root."""
    handler = partial(Handler, directory=str(folder), prefix=prefix, policy=policy)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{quote(prefix)}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


# --- the reader ------------------------------------------------------------------------------------------------------
class Reader:
    """Someone who reads a served site in Chromium; `problems` collects what the console, the policy and the net say."""

    def __init__(self, browser: Browser, base: str, *, bypass_csp: bool = False, **options: Any) -> None:
        """`options` are Playwright's for a context: `viewport`, `color_scheme`, `java_script_enabled`."""
        self.base = base
        self.problems: list[str] = []
        self.context: BrowserContext = browser.new_context(bypass_csp=bypass_csp, locale="zh-CN", **options)
        self.context.add_init_script(WATCH_POLICY)
        self.context.set_default_timeout(10_000)
        self.context.on("console", self._console)
        self.context.on("request", self._request)
        self.context.on("response", self._response)
        self.context.on("requestfailed", self._failure)
        self.context.on("weberror", lambda error: self.problems.append(f"script: {error.error}"))

    def open(self, address: str = "", wait_until: str = "load") -> Page:
        """Open a page by its address within the site, in a new tab."""
        page = self.context.new_page()
        page.goto(self.base + address, wait_until=wait_until)  # type: ignore[arg-type] # a literal of Playwright's
        return page

    def breaches(self, page: Page) -> list[str]:
        """What a page did against the policy."""
        found: list[str] = page.evaluate("window.policyBreaches ?? []")
        return found

    def audit(self, page: Page, options: Mapping[str, Any] | None = None) -> list[str]:
        """What axe finds on a page as it stands, one line for each element; needs `bypass_csp=True`."""
        page.evaluate(axe_source())
        chosen = {
            "runOnly": {"type": "tag", "values": list(AXE_TAGS)},
            "resultTypes": ["violations"],
            **(options or {}),
        }
        result = page.evaluate("options => axe.run(document, options)", chosen)
        return [
            f"{rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))}: {rule['help']}"
            for rule in result["violations"]
            for node in rule["nodes"]
        ]

    def close(self) -> None:
        """Close all tabs."""
        self.context.close()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.problems.append(f"console: {message.text} ({unquote(message.location['url'])})")

    def _request(self, request: Request) -> None:
        place = urlsplit(request.url)
        if place.scheme not in {"data", "blob", "about"} and place.netloc != urlsplit(self.base).netloc:
            self.problems.append(f"outside: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= HTTPStatus.BAD_REQUEST:
            self.problems.append(f"{response.status}: {unquote(response.url)}")

    def _failure(self, request: Request) -> None:
        self.problems.append(f"failed: {unquote(request.url)}: {request.failure}")


@cache
def axe_source() -> str:
    """The text of axe.min.js, which a test dependency carries."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
