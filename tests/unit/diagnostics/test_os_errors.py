"""What the system says of a file, in Chinese."""

from __future__ import annotations

import errno

import pytest

from taizhou_brief.diagnostics.os_errors import MESSAGES, os_error_message


@pytest.mark.parametrize("code", MESSAGES)
def test_common_errors_are_said_in_chinese(code: int) -> None:
    """Whatever the system calls them."""
    assert os_error_message(OSError(code, "words of the system")) == MESSAGES[code]
    assert not MESSAGES[code].isascii()


def test_rare_errors_are_said_in_the_words_of_the_system() -> None:
    """Or in those of the exception."""
    assert os_error_message(OSError(errno.EPIPE, "Broken pipe")) == "Broken pipe"
    assert os_error_message(OSError("no number")) == "no number"
