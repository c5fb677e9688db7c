"""Broken input against the importer: no crash, no hang. `python3 dev.py fuzz [--seconds 60] [--seed 1] [TARGET …]`.

A case is a good file with a few things changed at random; case number N of a seed is the same on every machine, so
what failed can be run again with `--only N`. Prints cases, the slowest case and every failure; exit code 1 on failure.
"""

from __future__ import annotations

import argparse
import random
import re
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from taizhou_brief.formats.archive_yaml import parse_settings  # noqa: E402
from taizhou_brief.formats.briefing import parse  # noqa: E402
from taizhou_brief.importer import readers  # noqa: E402 (found by the line above)
from taizhou_brief.importer.recognise import recognise  # noqa: E402
from taizhou_brief.importer.source_text import SourceLine, SourceText  # noqa: E402
from tests import office_files  # noqa: E402

HANG = 5
"""Seconds after which a case counts as hung."""
KINDS = ("text", "text", "text", "table", "footnote", "header", "footer", "textbox")
_PIECES = (
    "一、 二、 三、 一是 二是 三是 （一） （二） 1. 2. 第一， 首先， ● —— 。 ； ， ： “ ” 《 》 "
    "【本期目录】 第7期 总第12期 增刊 "
    "报： 送： 发： 印发 2021年12月1日 二〇二二年三月十五日 编者按 "
    "\u3000\u3000 \xa0 \t \ufeff \u200b \u2028 \x0c \x0b "
    "[^1] # ## --- | ``` \\ <b> & － 7 — 3 — …… 10:1 e 商贷 𠮷 \ue000 \ud7ff 台州市 椒江区"
)
CRUMBS = tuple(_PIECES.split(" "))
"""Pieces that mean something to the recogniser, and pieces that mean trouble."""


class Hung(Exception):  # noqa: N818 (told apart from every error)
    """A case took too long."""


def ring(*_: object) -> None:
    """Handle the alarm: raise `Hung`."""
    raise Hung


@dataclass(frozen=True, slots=True)
class Target:
    """What is fuzzed: a case made by chance, and what is done with it."""

    make: Callable[[random.Random], object]
    run: Callable[[object], object]


def bytes_changed(chance: random.Random, data: bytes) -> bytes:
    """Return data with a few bytes changed, cut, doubled or inserted."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(made) + 1)
        length = chance.choice((1, 1, 2, 8, 64, 1024))
        match chance.randrange(5):
            case 0:
                made[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del made[at : at + length]
            case 2:
                made[at:at] = made[at : at + length]
            case 3:
                made[at:at] = chance.randbytes(length)
            case _:
                made[at:at] = chance.choice((b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\x80", b"PK\x03\x04"))
    return bytes(made)


def text_changed(chance: random.Random, text: str) -> str:
    """Return a text with a few parts cut, moved or doubled, or with crumbs inserted."""
    for _ in range(chance.choice((1, 2, 4, 12))):
        at, other = chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)
        length = chance.choice((1, 2, 10, 80, 400))
        piece = text[at : at + length]
        match chance.randrange(4):
            case 0:
                text = text[:at] + text[at + length :]
            case 1:
                text = text[:other] + piece + text[other:]
            case 2:
                text = text[:at] + chance.choice(CRUMBS) + text[at:]
            case _:
                text = text[:at] + chance.choice(("\n", "\n\n", " ", "")) + text[at + chance.randrange(3) :]
    return text


TAG = re.compile(r"<[^>]*>")


def xml_changed(chance: random.Random, xml: str) -> str:
    """Tags dropped, doubled, moved, renamed; values replaced: mostly still XML."""
    tags = [(match.start(), match.end()) for match in TAG.finditer(xml)]
    for _ in range(chance.choice((1, 1, 2, 5))):
        start, end = chance.choice(tags)
        far_start, far_end = chance.choice(tags)
        match chance.randrange(5):
            case 0:
                xml = xml[:start] + xml[far_start:far_end] + xml[end:]
            case 1:
                stretch = xml[min(start, far_start) : max(end, far_end)][: chance.choice((200, 4000))]
                xml = xml[:start] + stretch + xml[start:]
            case 2:
                values = (
                    "-1",
                    "0",
                    "99999999999",
                    "",
                    "true",
                    "甲",
                    "rId1",
                    "%9%1",
                    "begin",
                    "separate",
                    "end",
                    "center",
                )
                xml = xml[:start] + re.sub('"[^"]*"', f'"{chance.choice(values)}"', xml[start:end]) + xml[end:]
            case 3:
                names = (
                    "w:p",
                    "w:tbl",
                    "w:tr",
                    "w:tc",
                    "w:r",
                    "w:t",
                    "w:del",
                    "w:ins",
                    "w:txbxContent",
                    "w:br",
                    "w:fldChar",
                )
                name = chance.choice(names)
                xml = xml[:start] + f"<{name}>" + xml[start:far_start] + f"</{name}>" + xml[max(start, far_start) :]
            case _:
                xml = xml[:start] + xml[end:]
    return xml


def rich() -> bytes:
    """Build a .docx with one of every element."""
    body = office_files.p("标题", style="H", num=(1, 0)) + office_files.p("一\n二", xml=office_files.text_box("<w:p/>"))
    body += office_files.table([["甲", "乙"], ["丙", office_files.table([["丁", "戊"]])]])
    body += office_files.p("注", xml='<w:r><w:footnoteReference w:id="2"/></w:r><w:del><w:r><w:t>x</w:t></w:r></w:del>')
    for kind in ("begin", "separate", "end"):
        body += office_files.p(kind, xml=f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>')
    body += '<w:sectPr><w:headerReference r:id="rId4"/></w:sectPr>'
    lists = office_files.abstract(0, office_files.level(0, "%1、"), office_files.level(1, "（%2）"))
    return office_files.docx(
        body,
        styles=office_files.style("H", based="H", inner='<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
        numbering=lists + office_files.num(1, 0, office_files.override(0, 3)),
        footnotes=f'<w:footnote w:id="2">{office_files.p("注文")}</w:footnote>',
        header1=office_files.p("页眉"),
    )


ROWS = office_files.paragraphs(office_files.SMALL)
DOCUMENTS = (rich(), *(make(ROWS) for make in office_files.LAYOUTS.values()))
SETTINGS, _ = parse_settings(
    (ROOT / "briefings" / "archive.yaml").read_text(encoding="utf-8"), "briefings/archive.yaml"
)


def make_docx(chance: random.Random) -> object:
    """Build a document whose XML or bytes are broken."""
    data = chance.choice(DOCUMENTS)
    if chance.random() < 0.2:
        return bytes_changed(chance, data)
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    name = chance.choice([*parts, *["word/document.xml"] * 6])
    parts[name] = xml_changed(chance, parts[name])
    return office_files.zipped(parts)


def make_text(chance: random.Random) -> object:
    """Broken text in one of the encodings that offices use."""
    text = text_changed(chance, office_files.SMALL)
    encoding = chance.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "big5", "utf-32"))
    data = text.encode(encoding, "replace")
    return bytes_changed(chance, data) if chance.random() < 0.6 else data


def make_lines(chance: random.Random) -> object:
    """Lines that no reader would hand over in this order."""
    rows = text_changed(chance, office_files.SMALL).split("\n")
    if chance.random() < 0.2:
        chance.shuffle(rows)
    page, lines = 1, []
    for number, row in enumerate(rows, 1):
        page += chance.random() < 0.05
        odd = chance.random() < 0.1
        lines.append(
            SourceLine(
                row,
                f"第{number}行",
                chance.choice(KINDS) if odd else "text",
                page,
                chance.choice(("一、", "（一）", "1.", "●", "")) if odd else "",
                bold=odd,
                centred=odd,
                soft=chance.random() < 0.05,
                note=chance.choice(("", "1")) if odd else "",
            )
        )
    return SourceText("a.txt", "0" * 64, "txt", tuple(lines), wrapped=chance.random() < 0.3)


def run_recogniser(case: object) -> object:
    """Recognise, and hold the result to its promise that nothing is lost."""
    if SETTINGS is None or not isinstance(case, SourceText):
        raise TypeError(type(case))
    recognised = recognise(case, SETTINGS)
    if not recognised.complete:
        raise AssertionError([str(d.message) for d in recognised.diagnostics if d.code == "I799"])
    return recognised


def run_parser(case: object) -> object:
    """Parse a briefing."""
    if SETTINGS is None:
        raise TypeError(type(case))
    return parse(str(case), "briefings/2021/07.md", SETTINGS)


def briefing(chance: random.Random) -> object:
    """Return a broken briefing in the native format."""
    sources = sorted((ROOT / "briefings").rglob("2*/*.md"))
    return text_changed(chance, chance.choice(sources).read_text(encoding="utf-8"))


def read_as(name: str) -> Callable[[object], object]:
    """Read bytes as the office file `name`."""

    def run(case: object) -> object:
        if not isinstance(case, bytes):
            raise TypeError(type(case))
        return readers.read_office_file(case, name)

    return run


TARGETS: Mapping[str, Target] = {
    "docx": Target(make_docx, read_as("a.docx")),
    "text": Target(make_text, read_as("a.txt")),
    "recognise": Target(make_lines, run_recogniser),
    "parse": Target(briefing, run_parser),
}


def trial(target: Target, chance: random.Random) -> tuple[float, str]:
    """Seconds one case took, and the trace of its failure or an empty string."""
    case = target.make(chance)
    signal.setitimer(signal.ITIMER_REAL, HANG)
    before = time.perf_counter()
    try:
        target.run(case)
    except Exception:  # noqa: BLE001 (whatever it is, it is what we look for)
        return time.perf_counter() - before, traceback.format_exc(limit=-4)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.perf_counter() - before, ""


def campaign(name: str, seconds: float, seed: int, only: int | None) -> int:
    """Fuzz one target for so long; the number of failures."""
    end = time.monotonic() + seconds
    number = only or 0
    slowest, slow_case, failures = 0.0, 0, 0
    while time.monotonic() < end:
        spent, trace = trial(TARGETS[name], random.Random(f"{seed}:{name}:{number}"))
        if spent > slowest:
            slowest, slow_case = spent, number
        if trace:
            failures += 1
            print(f"{name} --seed {seed} --only {number}\n{trace}")
        number += 1
        if only is not None or failures >= 20:
            break
    print(f"{name:<10} {number:>8} cases  slowest {slowest * 1000:>7.1f} ms (case {slow_case})  {failures} failures")
    return failures


def main() -> int:
    """Fuzz the targets asked for, one after another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], help="what to fuzz; all without any")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="run this one case")
    asked = parser.parse_args()
    signal.signal(signal.SIGALRM, ring)
    failures = [campaign(name, asked.seconds, asked.seed, asked.only) for name in asked.targets or TARGETS]
    return 1 if any(failures) else 0


if __name__ == "__main__":
    sys.exit(main())
