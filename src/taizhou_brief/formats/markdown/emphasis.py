"""Where a run of asterisks may open or close emphasis."""

from __future__ import annotations

from taizhou_brief.chinese.spacing import is_chinese


def bind_asterisks(before: str, after: str, length: int) -> tuple[bool, bool]:
    """Return whether a run of `*` between two characters can open emphasis, and whether it can close it.

    CommonMark lets a run open or close next to punctuation only if white space or punctuation is on its other side,
    which Chinese, written without spaces, never has. Here Chinese characters and marks bind like letters. A run that
    may be a multiplication sign is text: between ASCII letters or digits (`5*3*2`), a single one next to a digit
    (`5*宽`), a single one inside a word (`长*宽`).
    """
    inside = before.isalnum() and after.isalnum()
    if (inside and before.isascii() and after.isascii()) or (
        length == 1 and (inside or before.isdigit() or after.isdigit())
    ):
        return False, False
    opens = _always_binds(after) or (_is_punctuation(after) and not _is_foreign_letter(before))
    closes = _always_binds(before) or (_is_punctuation(before) and not _is_foreign_letter(after))
    return opens, closes


def _always_binds(character: str) -> bool:
    """Return whether a run may open before the character and close after it, whatever is on its other side."""
    return is_chinese(character) or character.isalnum()


def _is_foreign_letter(character: str) -> bool:
    """Return whether it is a letter that is not Chinese, which keeps a run next to it from binding to punctuation."""
    return character.isalnum() and not is_chinese(character)


def _is_punctuation(character: str) -> bool:
    return not character.isspace() and not character.isalnum()
