"""Archives that `init` begins, with an environment that counts as installed."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.project import ROOT


def make_environment(root: Path) -> None:
    """Make `.venv` of an archive count as installed; its Python is that of the tests."""
    python = root / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT / "src"}" exec "{sys.executable}" "$@"\n', "utf-8")
    python.chmod(0o755)
    wanted = (root / "vendor" / "requirements.txt").read_text("utf-8")
    (root / ".venv" / "installed.txt").write_text(f"{root}\n{sys.version}\n{wanted}", "utf-8")
