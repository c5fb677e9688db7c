"""How well times, directions and targets are given: `python3 dev.py bench-times [FOLDER]`, `--errors` lists the faults.

FOLDER holds texts marked by hand (tests/cases/times/README.md); without one the project's own are taken, first those
that may be tuned on, then those that are only ever scored, whose errors are never listed.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from taizhou_brief.quantities import find_quantities
from tests.time_texts import FOLDER, HELD, SECOND, UNSEEN, read_folder, score

ERRORS = "--errors"


def main(arguments: Sequence[str]) -> int:
    """Score the texts of a folder."""
    folders = [Path(argument) for argument in arguments if argument != ERRORS]
    for folder in folders or (FOLDER, SECOND, HELD, UNSEEN):
        result = score(read_folder(folder), find_quantities)
        print(f"{folder.name}: {result}")
        if ERRORS in arguments and folder not in (HELD, UNSEEN):
            print(*result.errors, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
