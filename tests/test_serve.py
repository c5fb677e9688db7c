"""The preview: reloads, shows what is wrong, keeps the last good site, talks to this machine only."""

from __future__ import annotations

import http.client
import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue
from threading import Event, Thread
from typing import Any
from urllib.parse import urlsplit

import pytest

from taizhou_brief.builder.serve import serve
from tests.browser.harness import Reader
from tests.project import Project, briefing

PATIENCE = 30.0


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An archive of one issue."""
    return Project(tmp_path).write("2021/01", briefing(1, "2021-01-01"))


@pytest.fixture
def address(project: Project) -> Iterator[str]:
    """The preview of the archive, running."""
    addresses: Queue[str] = Queue()
    stop = Event()
    thread = Thread(target=serve, args=(project.root, project.site, 0), kwargs={"ready": addresses.put, "stop": stop})
    thread.start()
    yield addresses.get(timeout=PATIENCE)
    stop.set()
    thread.join(timeout=PATIENCE)
    assert not thread.is_alive()


def get(address: str, path: str, host: str = "", verb: str = "GET") -> tuple[int, str]:
    """Status and text of one answer."""
    place = urlsplit(address).netloc
    connection = http.client.HTTPConnection(place, timeout=PATIENCE)
    connection.request(verb, path, headers={"Host": host or place})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def until(true: Callable[[], bool]) -> None:
    """Wait for it, within reason."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.05)


def state(address: str) -> dict[str, Any]:
    """What the page's script would be told now."""
    place = urlsplit(address).netloc
    connection = http.client.HTTPConnection(place, timeout=PATIENCE)
    connection.request("GET", "/_preview/events")
    line = connection.getresponse().readline().decode()
    connection.close()
    found: dict[str, Any] = json.loads(line.removeprefix("data: "))
    return found


def test_pages_go_out_with_the_preview_script_and_nothing_else_changed(project: Project, address: str) -> None:
    """The script is put in on the way out; the site on the disk is as `build` wrote it."""
    status, text = get(address, "/2021/01/1/")
    assert status == 200
    assert "/_preview/preview.js" in text
    assert "_preview" not in project.page("2021/01/1/")
    for name in ("/_preview/preview.js", "/_preview/preview.css", "/assets/style.css"):
        assert get(address, name)[0] == 200


def test_a_missing_page_shows_404_with_working_links_at_any_depth(address: str) -> None:
    """Links of the 404 page lead home from wherever it is shown."""
    status, text = get(address, "/a/b/c/")
    assert status == 404
    assert 'href="/assets/style.css' in text
    assert "没有这一页" in text


def test_only_this_machine_is_served(address: str) -> None:
    """It listens on 127.0.0.1 and answers to no other name, so no other site's page can read a draft."""
    assert urlsplit(address).hostname == "127.0.0.1"
    for verb in ("GET", "HEAD", "POST", "PUT", "OPTIONS", "DELETE", "FETCH"):
        for host in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", " "):
            status, text = get(address, "/2021/01/1/", host=host, verb=verb)
            assert (status, "夜校" in text) == (403, False), (verb, host)
    port = urlsplit(address).port
    assert get(address, "/", host=f"LOCALHOST:{port}")[0] == 200
    assert get(address, "/", verb="HEAD") == (200, "")
    assert get(address, "/assets/style.css", verb="HEAD") == (200, "")


def test_bytes_that_are_no_text_are_sent(project: Project, address: str) -> None:
    """A picture among the preview's own files, a 404 page that somebody has put into the site: no answer is lost."""
    (project.root / "templates/preview").mkdir(parents=True)
    (project.root / "templates/preview/a.js").write_bytes(b"// \xc3\xa9 \xff")
    (project.site / "404.html").write_bytes(b"<p>\xff</p>")
    place = urlsplit(address).netloc
    for path, status in (("/_preview/a.js", 200), ("/nowhere", 404)):
        connection = http.client.HTTPConnection(place, timeout=PATIENCE)
        connection.request("GET", path)
        answer = connection.getresponse()
        assert (answer.status, len(answer.read()) > 5) == (status, True)
        connection.close()


STRANGE = [
    "/" + "a" * 5000,
    "/" + "a/" * 2500,
    "/%00",
    "/%ff%fe",
    "/a%0d%0ab",
    "/%ed%a0%80",
    "/../../etc/passwd",
    "//x/",
]


@pytest.mark.parametrize("path", STRANGE, ids=range(len(STRANGE)))
@pytest.mark.parametrize("verb", ["GET", "HEAD"])
def test_no_path_is_too_strange(address: str, capfd: pytest.CaptureFixture[str], path: str, verb: str) -> None:
    """What cannot be the name of a file is a page that is not there."""
    assert get(address, path, verb=verb)[0] in (301, 404, 414)
    assert get(address, "/")[0] == 200
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("lost", ["marker", "site"])
def test_a_site_that_is_deleted_meanwhile_does_not_end_it(project: Project, address: str, lost: str) -> None:
    """Without the site it is made again; without its marker the page says why nothing changes."""
    if lost == "site":
        shutil.rmtree(project.site)
    else:
        (project.site / ".taizhou-brief.json").unlink()
    get(address, "/")
    project.write("2021/01", briefing(1, "2021-01-01").replace("386期", "387期"))
    if lost == "site":
        until(lambda: "387期" in get(address, "/2021/01/1/")[1])
    else:
        until(lambda: "不是本程序写的" in state(address)["trouble"])
        assert "386期" in get(address, "/2021/01/1/")[1]
        shutil.rmtree(project.site)
        project.write("2021/01", briefing(1, "2021-01-01").replace("386期", "388期"))
        until(lambda: "388期" in get(address, "/2021/01/1/")[1])


def test_briefings_that_are_moved_away_and_back_are_built_again(project: Project, address: str) -> None:
    """A folder that is renamed for a moment does not end the preview."""
    (project.root / "briefings").rename(project.root / "moved")
    time.sleep(1)
    assert get(address, "/2021/01/1/")[0] == 200
    project.write("moved/2021/01.md", briefing(1, "2021-01-01").replace("386期", "387期"))
    (project.root / "moved").rename(project.root / "briefings")
    until(lambda: "387期" in get(address, "/2021/01/1/")[1])


def test_static_files_and_linked_folders_are_watched(project: Project, address: str) -> None:
    """A folder of files of one's own that is made later, and one of issues that a link leads to."""
    project.write("static/note.txt", "one")
    until(lambda: get(address, "/note.txt") == (200, "one"))
    project.write("static/note.txt", "two")
    until(lambda: get(address, "/note.txt") == (200, "two"))
    project.write("shelf/01.md", briefing(1, "2022-01-01"))
    (project.root / "briefings/2022").symlink_to("../shelf")
    until(lambda: get(address, "/2022/01/1/")[0] == 200)
    project.write("shelf/01.md", briefing(1, "2022-01-01").replace("386期", "387期"))
    until(lambda: "387期" in get(address, "/2022/01/1/")[1])


def test_a_saved_file_is_built_and_an_error_keeps_the_last_good_site(project: Project, address: str) -> None:
    """Save, and the page is new; save nonsense, and the page stays, the errors are told; mend it, and all is well."""
    project.write("2021/01", briefing(1, "2021-01-01").replace("386期", "387期"))
    until(lambda: state(address)["site"] == 2)
    assert "387期" in get(address, "/2021/01/1/")[1]
    project.write("2021/01", "---\nnumber: x\n---\n")
    until(lambda: bool(state(address)["stopped"]))
    answer = state(address)
    assert answer["site"] == 2
    assert answer["diagnostics"][0]["line"]
    assert "387期" in get(address, "/2021/01/1/")[1]
    project.write("2021/01", briefing(1, "2021-01-01"))
    until(lambda: not state(address)["stopped"])
    assert "386期" in get(address, "/2021/01/1/")[1]


def test_what_stops_the_build_is_told_first(project: Project, address: str) -> None:
    """An error in the last line stands above the warnings before it."""
    text = briefing(1, "2021-01-01", "东山县办好夜校|东山县|skills|一年开课5-6期。\n\n#### 太深\n")
    project.write("2021/01", text)
    until(lambda: bool(state(address)["stopped"]))
    severities = [each["severity"] for each in state(address)["diagnostics"]]
    assert severities == sorted(severities)
    assert {"error", "warning"} <= set(severities)


@pytest.mark.slow
def test_a_folder_of_templates_made_later_is_watched(project: Project, address: str) -> None:
    """The first template of one's own shows without a restart, and so does every later change to it."""
    project.write("templates/footer.html", "<footer>自家页脚一</footer>")
    until(lambda: "自家页脚一" in get(address, "/")[1])
    project.write("templates/footer.html", "<footer>自家页脚二</footer>")
    until(lambda: "自家页脚二" in get(address, "/")[1])


@pytest.mark.slow
def test_what_is_saved_before_anyone_looks_is_built(project: Project) -> None:
    """A file saved in the moment in which the preview comes up is not missed."""
    addresses: Queue[str] = Queue()
    stop = Event()

    def ready(address: str) -> None:
        project.write("2021/01", briefing(1, "2021-01-01").replace("386期", "387期"))
        addresses.put(address)

    thread = Thread(target=serve, args=(project.root, project.site, 0), kwargs={"ready": ready, "stop": stop})
    thread.start()
    address = addresses.get(timeout=PATIENCE)
    until(lambda: "387期" in get(address, "/2021/01/1/")[1])
    stop.set()
    thread.join(timeout=PATIENCE)


def test_the_browser_reloads_and_shows_what_is_wrong(
    project: Project, address: str, read_site: Callable[..., Reader]
) -> None:
    """In a real browser, under the site's own policy, without a click."""
    reader = read_site(address)
    page = reader.open("2021/01/1/")
    project.write("2021/01", briefing(1, "2021-01-01").replace("386期", "388期"))
    page.get_by_text("388期").first.wait_for(timeout=PATIENCE * 1000)
    project.write("2021/01", briefing(1, "2021-02-30"))
    page.locator(".preview-box .preview-error").first.wait_for(timeout=PATIENCE * 1000)
    assert "2021/01.md" in page.locator(".preview-box").inner_text()
    assert page.get_by_text("388期").count()
