"""Requests to end, SIGTERM and Ctrl+C, as exceptions that go through every `finally`."""

from __future__ import annotations

import signal
import sys
import threading
from types import FrameType

AGAIN = 0.02
"""Seconds after which a request is made again that Python has dropped."""


class Terminated(BaseException):
    """The system has asked the program to end."""


class Listener:
    """Knows whether the system has asked."""

    asked = False

    def start(self) -> None:
        """Listen from now on, once: what is cleared away after a first request is not broken off by a second."""
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, self._end)
            if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
                signal.signal(signal.SIGINT, signal.default_int_handler)
            if hasattr(signal, "setitimer"):
                signal.signal(signal.SIGALRM, self._end_again)
                sys.unraisablehook = self._repeat

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        self.asked = True
        raise Terminated

    def _end_again(self, _number: int, _frame: FrameType | None) -> None:
        raise Terminated if self.asked else KeyboardInterrupt

    def _repeat(self, dropped: sys.UnraisableHookArgs) -> None:
        """Make a request again that came while an object was being finalised: Python drops such an exception."""
        if isinstance(dropped.exc_value, Terminated | KeyboardInterrupt):
            signal.setitimer(signal.ITIMER_REAL, AGAIN)
        else:
            sys.__unraisablehook__(dropped)


LISTENER = Listener()
