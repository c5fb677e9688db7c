"""Convert SIGTERM and Ctrl+C, the requests to end, to exceptions that run every `finally`."""

from __future__ import annotations

import signal
import sys
import threading
from types import FrameType

REPEAT_DELAY = 0.02
"""Seconds after which a request is made again that Python has dropped."""


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
            if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
                signal.signal(signal.SIGINT, signal.default_int_handler)
            if hasattr(signal, "setitimer"):
                signal.signal(signal.SIGALRM, self._raise_again)
                sys.unraisablehook = self._repeat

    def _raise_terminated(self, _number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        self.requested = True
        raise Terminated

    def _raise_again(self, _number: int, _frame: FrameType | None) -> None:
        raise Terminated if self.requested else KeyboardInterrupt

    def _repeat(self, dropped: sys.UnraisableHookArgs) -> None:
        """Make a request again that came while an object was being finalised: Python drops such an exception."""
        if isinstance(dropped.exc_value, Terminated | KeyboardInterrupt):
            signal.setitimer(signal.ITIMER_REAL, REPEAT_DELAY)
        else:
            sys.__unraisablehook__(dropped)


LISTENER = Listener()
