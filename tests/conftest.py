"""What all tests share: Hypothesis settings, a browser that is never missing in silence, a limit on skipped tests."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

import dev
from taizhou_brief.builder.files import output
from tests.browser.harness import CHROMIUM_FLAGS, POLICY, Reader, served

hypothesis.settings.register_profile("house", deadline=None, print_blob=True, derandomize=True)
"""The same examples in every run, so that what fails in CI fails everywhere."""
hypothesis.settings.register_profile("explore", deadline=None, print_blob=True)
"""New examples in every run: `pytest --hypothesis-profile=explore`."""
hypothesis.settings.load_profile("house")

Serve = Callable[..., str]
Read = Callable[..., Reader]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for a browser carries the mark `browser`."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


MAY_SKIP = {
    "no LibreOffice here": 12,
    "PyYAML was built without libyaml here": 2,
    "the peak of memory is read from /proc": 1,
}
"""For each reason that a machine may have to skip a test, how many tests it may skip."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that lets no test be skipped."""
    parser.addoption("--no-skips", action="store_true", help="fail if any test is skipped")


def too_many(config: pytest.Config) -> list[str]:
    """Say which reasons skipped more tests than they may."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    reports = reporter.stats.get("skipped", []) if reporter is not None else []
    limits = {} if config.getoption("--no-skips") else MAY_SKIP
    counts = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in reports)
    return [
        f"{count} skipped, {limits.get(reason, 0)} allowed: {reason}"
        for reason, count in counts.items()
        if count > limits.get(reason, 0)
    ]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that skipped more tests than the machine may be the reason for."""
    if session.exitstatus == pytest.ExitCode.OK and too_many(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say why."""
    for problem in too_many(config):
        terminalreporter.write_line(f"too many skipped tests: {problem}", red=True)


@pytest.fixture(scope="session", autouse=True)
def no_flush() -> Iterator[None]:
    """Builds of tests do not wait for the disk, which a busy machine takes minutes for; the tests of the flush do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _handle: None)
        patch.setattr(output, "FEW_FILES", 10**9)
        yield


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, one for all tests; without it the tests fail and say what to install."""
    path = dev.find_browser()
    if path is None:
        pytest.fail(dev.NO_BROWSER, pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def serve_folder() -> Iterator[Serve]:
    """Serve folders until the test ends: `serve_folder(folder, prefix="/a/b/") -> base address`."""
    with ExitStack() as stack:

        def start(folder: Path, prefix: str = "/", policy: str = POLICY) -> str:
            return stack.enter_context(served(folder, prefix, policy))

        yield start


@pytest.fixture
def read_site(chromium: Browser) -> Iterator[Read]:
    """Read served sites until the test ends: `read_site(base, viewport=…, color_scheme=…) -> Reader`."""
    with ExitStack() as stack:

        def start(base: str, **options: Any) -> Reader:
            reader = Reader(chromium, base, **options)
            stack.callback(reader.close)
            return reader

        yield start
