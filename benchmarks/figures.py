"""How well and how fast figures are read: `python3 dev.py bench-figures [FOLDER]`.

FOLDER holds texts with quantities marked by hand (tests/cases/figures/README.md); without one the project's own are
taken, on which the grammar was tuned. Prints precision, recall, exact spans, values and traps, and the CPU time for a
measure of 200 characters over them and over the printed issue, where `../shared` is at hand.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from taizhou_brief.quantities import find_quantities
from tests.figure_texts import FOLDER, read_figures, read_folder, score

PRINTED = Path(__file__).resolve().parents[2] / "shared" / "printed" / "2021-07.txt"
ROUNDS = 20
MEASURE = 200
"""Characters."""


def main(arguments: Sequence[str]) -> int:
    """Score and time the texts of a folder."""
    texts = read_folder(Path(arguments[0]) if arguments else FOLDER)
    for name in sorted({text.name.partition(":")[0] for text in texts}):
        print(f"{name:16} {score([text for text in texts if text.name.startswith(f'{name}:')], read_figures)}")
    print(f"{'all':16} {score(texts, read_figures)}")
    timed("the texts above", [(text.text, text.day) for text in texts])
    if PRINTED.is_file():
        lines = [line for line in PRINTED.read_text("utf-8").split("\n") if len(line) > MEASURE // 4]
        timed("the printed issue", [(line, date(2021, 12, 1)) for line in lines])
    return 0


def timed(name: str, texts: Sequence[tuple[str, date]]) -> None:
    """Print what reading these texts costs."""
    for text, day in texts:  # expressions are compiled at their first use
        find_quantities(text, day)
    started = time.process_time()
    for _ in range(ROUNDS):
        for text, day in texts:
            find_quantities(text, day)
    spent = time.process_time() - started
    characters = sum(len(text) for text, _ in texts)
    figures = sum(len(find_quantities(text, day)) for text, day in texts)
    cost, density = spent / ROUNDS / characters * MEASURE * 1000, figures / characters * MEASURE
    print(f"{name}: {cost:.3f} CPU ms per {MEASURE} characters, which hold {density:.1f} figures")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
