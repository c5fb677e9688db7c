"""The system's request to end, SIGTERM, as an exception that goes through every `finally` like Ctrl+C does."""

from __future__ import annotations

import signal
import threading
from types import FrameType


class Terminated(BaseException):
    """The system has asked the program to end."""


class Listener:
    """Knows whether the system has asked."""

    asked = False

    def start(self) -> None:
        """Listen from now on, once: what is cleared away after a first request is not broken off by a second."""
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, self._end)

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        self.asked = True
        raise Terminated


LISTENER = Listener()
