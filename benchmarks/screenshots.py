"""Make the pictures of the README and the handbook: `python3 dev.py screenshots`.

They show the archive of this repository, built and served here, and its issue on the desk, as an office would bring it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from shutil import copytree
from threading import Event, Thread

from playwright.sync_api import Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
ISSUE = "2021/07"
SIZE: ViewportSize = {"width": 1280, "height": 800}
sys.path.insert(0, str(ROOT))

import dev  # noqa: E402  # the repository's own tool, in the folder above
from taizhou_brief.builder.check import inspect  # noqa: E402
from taizhou_brief.builder.serve import serve  # noqa: E402
from taizhou_brief.desk.app import PREFIX, Desk  # noqa: E402
from taizhou_brief.exports.issue_document import write_issue  # noqa: E402


def main() -> int:
    """Make all pictures; return the exit code."""
    browser_path = dev.find_browser()
    if browser_path is None:
        print(dev.NO_BROWSER, file=sys.stderr)
        return 3
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        copytree(ROOT / "briefings", root / "briefings")
        parsed, loaded = inspect(root, root / "briefings" / f"{ISSUE}.md")
        if parsed is None or loaded.settings is None:
            return 1
        office_file = root / "第7期.docx"
        office_file.write_bytes(write_issue(parsed.issue, loaded.settings))
        with served(root) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
            page = browser.new_context(
                viewport=SIZE, locale="zh-CN", reduced_motion="reduce", bypass_csp=True
            ).new_page()
            take_site(page, address)
            (root / "briefings" / f"{ISSUE}.md").unlink()
            take_desk(page, address, office_file)
            browser.close()
    return 0


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Serve an archive with its desk."""
    addresses: Queue[str] = Queue()
    stop = Event()
    options = {"ready": addresses.put, "stop": stop, "applications": {PREFIX: Desk(root)}}
    thread = Thread(target=serve, args=(root, root / "site", 0), kwargs=options, daemon=True)
    thread.start()
    try:
        yield addresses.get(timeout=60)
    finally:
        stop.set()
        thread.join(timeout=60)


def take_site(page: Page, address: str) -> None:
    """Take the page of an article."""
    page.goto(f"{address}{ISSUE}/2/")
    page.add_style_tag(content=".preview-box { display: none !important; }")
    page.screenshot(path=IMAGES / "article.png")


def take_desk(page: Page, address: str, office_file: Path) -> None:
    """Take the desk: empty, with the office's file, and ready to be committed."""
    page.goto(f"{address}desk/")
    page.screenshot(path=IMAGES / "desk-empty.png")
    page.set_input_files("#file", office_file)
    page.wait_for_selector("#draft")
    page.screenshot(path=IMAGES / "desk.png")
    page.locator("#right").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('.desk').scrollIntoView()")
    page.screenshot(path=IMAGES / "desk-sides.png")


if __name__ == "__main__":
    raise SystemExit(main())
