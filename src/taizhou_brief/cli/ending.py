"""Convert SIGTERM, the system's request to end, to an exception that runs every `finally`, as Ctrl+C does."""

from __future__ import annotations

import signal
import threading
from types import FrameType


class Terminated(BaseException):
    """Raised when the system has requested the program to end."""


class Listener:
    """Listener for the system's request to end."""

    requested = False
    """Whether the request has come."""

    def start(self) -> None:
        """Start listening for one request: a second one does not interrupt the cleaning up after the first."""
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, self._raise_terminated)

    def _raise_terminated(self, _number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        self.requested = True
        raise Terminated


LISTENER = Listener()
