"""Write `chinese/character_tables.py` from the data of OpenCC and pypinyin, which the program does not need installed.

Run it in an environment with `opencc-python-reimplemented==0.1.7` and `pypinyin==0.55.0`:

    python benchmarks/character_tables.py
"""

from __future__ import annotations

from collections import defaultdict
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from textwrap import wrap

TARGET = Path(__file__).parent.parent / "src" / "taizhou_brief" / "chinese" / "character_tables.py"
WIDTH = 58
"""Characters on a line: each is as wide as two letters."""
HEAD = '''"""Tables of characters: traditional → simplified, and the readings of the characters of GB/T 2312.

Written by `benchmarks/character_tables.py`; do not edit. The notices of the data are in `NOTICE.txt` next to this file.
"""

TRADITIONAL = """
{}
"""
"""Pairs of a traditional character and its simplified form, from OpenCC (Apache License 2.0)."""
READINGS = """
{}
"""
"""Syllables without tones (ü is v), each with its characters, from pypinyin (MIT)."""
'''


def list_simplified() -> list[str]:
    """List the Han characters of GB/T 2312, in its order."""
    codes = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return [text for code in codes if (text := code.decode("gb2312", "ignore"))]


def is_in_gbk(character: str) -> bool:
    """Return whether GBK has a character: texts of offices hardly have others."""
    try:
        return len(character.encode("gbk")) == 2
    except UnicodeEncodeError:
        return False


def build_traditional(simplified: set[str]) -> str:
    """Build the pairs, in the order of the traditional characters."""
    pairs = []
    lines = files("opencc").joinpath("dictionary/TSCharacters.txt").read_text("utf-8").splitlines()
    for line in lines:
        old, new = line.split("\t")
        first = new.split()[0]
        if old != first and first in simplified and old not in simplified and is_in_gbk(old):
            pairs.append(old + first)
    return "".join(sorted(pairs))


def build_readings(simplified: list[str]) -> list[str]:
    """Build a word for each syllable: itself, a colon, its characters."""
    pypinyin = import_module("pypinyin")
    characters = defaultdict(list)
    for character in simplified:
        (readings,) = pypinyin.pinyin(character, style=pypinyin.Style.NORMAL, heteronym=True)
        for reading in dict.fromkeys(readings):
            if reading.isascii() and reading.isalpha():
                characters[reading].append(character)
    return [f"{reading}:{''.join(found)}" for reading, found in sorted(characters.items())]


def main() -> None:
    """Write the module."""
    simplified = list_simplified()
    traditional = "\n".join(wrap(build_traditional(set(simplified)), WIDTH))
    readings = "\n".join(line for word in build_readings(simplified) for line in wrap(word, WIDTH))
    TARGET.write_text(HEAD.format(traditional, readings), "utf-8")


if __name__ == "__main__":
    main()
