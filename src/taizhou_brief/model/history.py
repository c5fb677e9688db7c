"""When a briefing was first published and last changed, as the commits of its file have it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class FileHistory(NamedTuple):
    """Days of the first and the last commit of a file."""

    first: dt.date
    last: dt.date
    reason: str
    """Subject of the last commit; empty if it is the first."""
