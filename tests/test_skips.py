"""A run that skips more tests than a machine may be the reason for fails, and says which."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import MAY_SKIP

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = next(iter(MAY_SKIP))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("reason", "count", "options", "said"),
    [
        (ALLOWED, 1, ("-n", "1"), ""),
        (ALLOWED, 1, ("-n", "1", "--no-skips"), f"1 skipped, 0 allowed: {ALLOWED}"),
        (ALLOWED, MAY_SKIP[ALLOWED] + 1, (), f"allowed: {ALLOWED}"),
        ("a folder is not here", 1, (), "1 skipped, 0 allowed: a folder is not here"),
    ],
)
def test_skips_are_bounded(tmp_path: Path, reason: str, count: int, options: tuple[str, ...], said: str) -> None:
    """Each reason has its limit, an unknown one has none, and `--no-skips` allows nothing."""
    (tmp_path / "test_one.py").write_text(
        "import pytest\n\n"
        f"@pytest.mark.parametrize('n', range({count}))\n"
        f"@pytest.mark.skipif(True, reason={reason!r})\n"
        "def test_skipped(n): pass\n\n"
        "def test_run(): pass\n",
        "utf-8",
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    command += [*options, "--rootdir", str(tmp_path), "-c", "/dev/null", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == (1 if said else 0), done.stdout + done.stderr
    assert said in done.stdout


def test_no_test_reads_beyond_the_checkout() -> None:
    """What a test is about lies in the checkout, so that every clone tests the same."""
    word = "sha" + "red"
    for path in sorted((ROOT / "tests").rglob("*.py")):
        assert not re.search(rf"\b{word}/|[\"']{word}[\"']", path.read_text("utf-8")), path
