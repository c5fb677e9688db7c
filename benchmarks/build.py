"""Measure what building a site costs: clean, after one changed file, and with nothing changed; Hugo beside it.

    python3 dev.py bench-build [--issues 1000] [--runs 3] [--jobs 0]

The archives come from ../shared/bench/make_corpus.py. CPU seconds are those of all processes, user and system; of
several runs the least is told, for a busy machine only ever adds. Hugo is measured on the same texts where it is on
PATH, with the simplest templates that make the same kinds of pages; it neither checks the texts nor makes them
searchable.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared/bench/make_corpus.py"
Command = list[str | Path]
PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<link rel="stylesheet" href="/style.css"></head><body><header><a href="/">%s</a></header><main>
<h1>{{ .Title }}</h1>%s</main></body></html>"""
LIST = "<ul>{{ range .Pages }}<li><a href='{{ .RelPermalink }}'>{{ .Title }}</a></li>{{ end }}</ul>"
HUGO = """baseURL = "https://example.org/"
languageCode = "zh-CN"
title = "bench"
[taxonomies]
county = "county"
theme = "theme"
year = "year"
"""


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--issues", type=int, nargs="+", default=[1000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 0], help="worker processes, 0: as it likes")
    options = parser.parse_args()
    if not CORPUS.is_file():
        sys.exit(f"{CORPUS} is missing: the synthetic archives come from there")
    print(f"{'':34}{'CPU s':>8}{'wall s':>8}{'MB':>7}")
    for issues in options.issues:
        with tempfile.TemporaryDirectory() as folder:
            for jobs in options.jobs:
                ours(Path(folder), issues, options.runs, jobs)
            hugo(Path(folder), issues, options.runs)


def ours(folder: Path, issues: int, runs: int, jobs: int) -> None:
    """Measure a clean build, one without changes, and one after a change in one measure of the newest issue."""
    root, site = folder / "native", folder / "site"
    if not root.is_dir():
        corpus(root, issues, "native")
        settings = (ROOT / "briefings/archive.yaml").read_text("utf-8").partition("\nsilenced:")[0]  # about our issue
        (root / "briefings/archive.yaml").write_text(f"{settings}\n", "utf-8")
    newest = max((root / "briefings").rglob("*.md"), key=lambda path: (path.parent.name, int(path.stem)))
    text = newest.read_text("utf-8")
    command: Command = [
        sys.executable,
        "-m",
        "taizhou_brief",
        "build",
        "--root",
        root,
        "--out",
        site,
        "--jobs",
        str(jobs),
    ]
    words = f"{issues} issues, {f'{jobs} jobs' if jobs else 'own choice'}"
    row(f"{words}: clean", command, runs, lambda: shutil.rmtree(site, ignore_errors=True))
    row(f"{words}: unchanged", command, runs, lambda: None)
    numbers = iter(range(runs))
    row(f"{words}: one changed", command, runs, lambda: edit(newest, text, next(numbers)))
    newest.write_text(text, "utf-8")


def edit(path: Path, text: str, number: int) -> None:
    """Put a sentence of its own under the last measure."""
    path.write_text(f"{text.rstrip()}第{number}次核对无误。\n", "utf-8")


def hugo(folder: Path, issues: int, runs: int) -> None:
    """Measure Hugo with the same texts, if it is installed."""
    if shutil.which("hugo") is None:
        print("hugo is not on PATH")
        return
    root, site = folder / "hugo", folder / "hugo/public"
    corpus(root, issues, "hugo")
    layouts = root / "layouts/_default"
    layouts.mkdir(parents=True)
    (root / "config.toml").write_text(HUGO, "utf-8")
    (layouts / "single.html").write_text(PAGE % ("{{ .Site.Title }}", "{{ .Content }}"), "utf-8")
    for name in ("list.html", "terms.html", "taxonomy.html"):
        (layouts / name).write_text(PAGE % ("{{ .Site.Title }}", "{{ .Content }}" + LIST), "utf-8")
    command: Command = ["hugo", "--quiet", "--source", root, "--destination", site]
    row(f"{issues} issues, hugo: clean", command, runs, lambda: shutil.rmtree(site, ignore_errors=True))


def corpus(root: Path, issues: int, flavour: str) -> None:
    """Write a synthetic archive."""
    command: Command = [sys.executable, CORPUS, "--issues", str(issues), "--flavour", flavour, "--out", root]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def row(words: str, command: Command, runs: int, before: Callable[[], None]) -> None:
    """Run a command several times and print the least that it took."""
    found = []
    for _ in range(runs):
        before()
        found.append(measured(command))
    cpu, wall, memory = (min(column) for column in zip(*found, strict=True))
    print(f"{words:34}{cpu:8.2f}{wall:8.2f}{memory:7.0f}", flush=True)


def measured(command: Command) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and the largest process's megabytes of one run."""
    earlier = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        paths = os.environ | {"PYTHONPATH": str(ROOT / "src")}
        process = subprocess.Popen(command, stdout=said, stderr=said, env=paths)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(said.read().decode("utf-8", "replace")[-2000:])
    later = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = later.ru_utime + later.ru_stime - earlier.ru_utime - earlier.ru_stime
    return cpu, time.perf_counter() - start, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
