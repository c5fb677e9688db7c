"""The browser harness itself: it must see what it is there to see."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path

import pytest

import dev
from tests.browser.harness import POLICY
from tests.conftest import Read, Serve

GOOD = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>好页</title>
<link rel="icon" href="icon.svg"></head><body><main><h1>好页</h1><p>一切正常</p></main></body></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site of two pages, one of which does everything wrong."""
    (tmp_path / "index.html").write_text(GOOD, "utf-8")
    (tmp_path / "404.html").write_text(GOOD.replace("好页", "没有这一页"), "utf-8")
    (tmp_path / "甲").mkdir()
    for place in (tmp_path, tmp_path / "甲"):
        (place / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    (tmp_path / "甲" / "index.html").write_text(GOOD.replace("好页", "甲页"), "utf-8")
    bad = GOOD.replace("<p>", '<img src="https://example.org/a.png"><img src="gone.png" alt=""><p style="color:#ccc">')
    (tmp_path / "bad.html").write_text(bad.replace("</body>", "<script>alert(1)</script></body>"), "utf-8")
    return tmp_path


def test_site_is_served_under_any_prefix(folder: Path, serve_folder: Serve) -> None:
    """Pages answer under the prefix, with the policy; outside it, and for misses, comes `404.html`."""
    base = serve_folder(folder, prefix="/档案/二/")
    with urllib.request.urlopen(f"{base}%E7%94%B2/") as answer:
        assert "甲页" in answer.read().decode()
        assert answer.headers["Content-Security-Policy"] == POLICY
    for address in (f"{base}none/", base.replace("/%E4", "/x")):
        with pytest.raises(urllib.error.HTTPError) as miss, urllib.request.urlopen(address):
            pass
        with miss.value:
            assert miss.value.code == 404
            assert "没有这一页" in miss.value.read().decode()


def test_good_page_has_no_problem(folder: Path, serve_folder: Serve, read_site: Read) -> None:
    """On a page without fault nothing is reported."""
    reader = read_site(serve_folder(folder, prefix="/档案/"))
    page = reader.open("甲/")
    assert page.inner_text("h1") == "甲页"
    assert reader.breaches(page) == []
    assert reader.problems == []


def test_bad_page_is_seen_through(folder: Path, serve_folder: Serve, read_site: Read) -> None:
    """A foreign picture, a missing file, an inline style and an inline script are all reported."""
    reader = read_site(serve_folder(folder))
    page = reader.open("bad.html")
    breaches = " ".join(reader.breaches(page))
    for directive in ("img-src https://example.org/a.png", "style-src-attr", "script-src-elem"):
        assert directive in breaches
    problems = "\n".join(reader.problems)
    for problem in ("404: ", "console: ", "example.org"):
        assert problem in problems


def test_outside_request_is_seen_without_a_policy(folder: Path, serve_folder: Serve, read_site: Read) -> None:
    """A request to another host is reported even where no policy stops it, and never leaves the machine."""
    reader = read_site(serve_folder(folder, policy=""))
    reader.context.on("dialog", lambda dialog: dialog.dismiss())
    reader.open("bad.html")
    assert "outside: https://example.org/a.png" in reader.problems


def test_axe_sees_faults(folder: Path, serve_folder: Serve, read_site: Read) -> None:
    """Axe runs against a page under the policy, finds the faults and praises the good page."""
    base = serve_folder(folder)
    reader = read_site(base, bypass_csp=True)
    reader.context.on("dialog", lambda dialog: dialog.dismiss())
    assert reader.audit(reader.open()) == []
    found = "\n".join(reader.audit(reader.open("bad.html")))
    assert "image-alt (critical)" in found
    assert "color-contrast (serious)" in found


def test_missing_browser_is_named() -> None:
    """What is said without Chromium holds the exact command."""
    assert "apt-get install" in dev.NO_BROWSER
    assert "chromium" in dev.NO_BROWSER
