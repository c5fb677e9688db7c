"""A clerk's way through the desk: from the office's file to a committed issue, in the browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue
from threading import Event, Thread

import pytest
from playwright.sync_api import Page, expect

from taizhou_brief.builder.files.git import run_git
from taizhou_brief.builder.serve import serve
from taizhou_brief.desk.app import PREFIX, Desk
from tests.browser.harness import Reader
from tests.project import Project, briefing
from tests.unit.desk.test_app import PRINTED

RECORD = "briefings/2021/07.md"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An archive of one issue under git, and the office's file."""
    project = Project(tmp_path).write("2021/01", briefing(1, "2021-01-05"))
    for command in (
        "init --quiet --initial-branch=main",
        "config user.name 文书",
        "config user.email a@example.org",
        "add --all",
        "commit --quiet --message 开始",
    ):
        assert run_git(tmp_path, *command.split()).ok
    (tmp_path / "第7期.txt").write_text(PRINTED, "utf-8")
    return project


@pytest.fixture
def address(project: Project) -> Iterator[str]:
    """The preview with its desk, running."""
    addresses: Queue[str] = Queue()
    stop = Event()
    options = {"ready": addresses.put, "stop": stop, "applications": {PREFIX: Desk(project.root)}}
    thread = Thread(target=serve, args=(project.root, project.site, 0), kwargs=options)
    thread.start()
    yield addresses.get(timeout=30)
    stop.set()
    thread.join(timeout=30)


def put_on_desk(reader: Reader, project: Project) -> Page:
    """Choose the office's file, and wait for its draft."""
    page = reader.open("desk/")
    page.set_input_files("#file", project.root / "第7期.txt")
    page.wait_for_selector("#draft")
    return page


def test_from_the_file_to_the_commit_in_five_steps(
    project: Project, address: str, read_site: Callable[..., Reader]
) -> None:
    """File, themes, message, button; the page of the issue is on the site afterwards."""
    reader = read_site(address, viewport={"width": 1440, "height": 900})
    page = put_on_desk(reader, project)
    expect(page.locator(".tallies")).to_contain_text("4条措施")
    button = page.locator("[data-action=commit]")
    expect(page.locator("#a1 legend mark")).to_have_count(1)
    page.click("#a1 fieldset:last-of-type label >> nth=0")
    page.click("#a1 [data-settle]")
    expect(page.locator("#a1 legend mark")).to_have_count(0)
    expect(button).to_be_enabled()
    page.fill("#message", "刊入第7期")
    button.click()
    expect(page.locator(".commit")).to_contain_text("已经提交")
    assert run_git(project.root, "log", "-1", "--format=%s").text.strip() == "刊入第7期"
    assert "themes: [" in (project.root / RECORD).read_text("utf-8")
    with page.context.expect_page() as opened:
        page.click("text=看成页")
    expect(opened.value.locator("main")).to_contain_text("第7期", timeout=20_000)
    assert reader.breaches(page) == []
    assert [problem for problem in reader.problems if "404" not in problem] == []


def test_what_is_typed_while_an_answer_is_under_way_stays(
    project: Project, address: str, read_site: Callable[..., Reader]
) -> None:
    """The text is the editor's: an answer never replaces what was typed after it was asked for."""
    reader = read_site(address, viewport={"width": 1440, "height": 900})
    page = put_on_desk(reader, project)
    page.click("#record > summary")
    text = page.locator("#text")
    text.press("Control+End")
    for _ in range(12):
        text.press_sequentially("又一句。", delay=60)
        page.wait_for_timeout(150)
    page.wait_for_timeout(2500)
    assert text.input_value().rstrip().endswith("又一句。" * 12)
    page.reload()
    assert page.locator("#text").input_value().rstrip().endswith("又一句。" * 12)
    assert reader.problems == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_everybody_can_use_it(
    project: Project, address: str, read_site: Callable[..., Reader], width: int, scheme: str
) -> None:
    """Axe finds nothing on either page, and nothing is wider than the screen."""
    size = {"width": width, "height": 900}
    reader = read_site(address, viewport=size, color_scheme=scheme, bypass_csp=True)
    start = reader.open("desk/")
    draft = put_on_desk(reader, project)
    draft.click("#record > summary")
    assert draft.evaluate(
        "document.querySelector('.piece').offsetWidth * 2 > document.querySelector('.made').offsetWidth"
    )
    for page in (start, draft):
        assert reader.audit(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_refusal_is_said_where_the_editor_looks(
    project: Project, address: str, read_site: Callable[..., Reader]
) -> None:
    """A file that is no document, and a desk that was closed."""
    reader = read_site(address)
    page = reader.open("desk/")
    page.set_input_files(
        "#file", {"name": "图.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(50)}
    )
    expect(page.locator("#problem")).to_be_visible()
    assert not (project.root / RECORD).exists()
