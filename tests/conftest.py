"""What all tests share: Hypothesis settings, and a browser that is never missing in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

import dev
from tests.browser.harness import CHROMIUM_FLAGS, POLICY, Reader, served

hypothesis.settings.register_profile("house", deadline=None, print_blob=True)
hypothesis.settings.load_profile("house")

Serve = Callable[..., str]
Read = Callable[..., Reader]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for a browser carries the mark `browser`."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


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
