"""The request of the system to end."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator

import pytest

from taizhou_brief.cli.ending import Listener, Terminated


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    """Leave the handler as it was."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def test_a_request_is_an_exception_once() -> None:
    """A second request breaks nothing off; no `except Exception` stops the first."""
    assert not Listener().requested
    listener = Listener()
    listener.start()
    handler = signal.getsignal(signal.SIGTERM)
    assert callable(handler)
    with pytest.raises(Terminated):
        handler(signal.SIGTERM, None)
    assert listener.requested
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
    assert not issubclass(Terminated, Exception)


def test_only_the_main_thread_can_listen() -> None:
    """Elsewhere nothing changes and nothing is raised."""
    before = signal.getsignal(signal.SIGTERM)
    thread = threading.Thread(target=Listener().start)
    thread.start()
    thread.join()
    assert signal.getsignal(signal.SIGTERM) is before
