"""Invisible characters."""

from __future__ import annotations

import re

from taizhou_brief.chinese.invisible import KINDS, UNSEEN, UNSEEN_IN_LINE, UNSEEN_IN_LINES


def test_each_invisible_character_is_found_and_no_other() -> None:
    """The patterns look for a few wide ranges first: they find what a plain class of all characters finds."""
    every = "".join(map(chr, range(0x110000)))
    characters = "".join(kind.characters for kind in KINDS)
    for pattern, more in ((UNSEEN, ""), (UNSEEN_IN_LINES, "\r"), (UNSEEN_IN_LINE, "\r\n\t")):
        assert pattern.findall(every) == re.findall(f"[{characters}{more}]", every)
