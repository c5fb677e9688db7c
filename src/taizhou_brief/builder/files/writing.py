"""Write one file of the project, and never half of one."""

from __future__ import annotations

from pathlib import Path


def write_new(path: Path, text: str) -> bool:
    """Write a file that is not there yet; False, and nothing done, where it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True


def replace_text(path: Path, text: str) -> None:
    """Write a file whole or not at all, over what is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    stage = path.with_name(f".{path.name}.new")
    stage.write_text(text, encoding="utf-8", newline="\n")
    stage.replace(path)
