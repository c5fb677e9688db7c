"""Measure how well search finds: exactness, bytes, times, build, growth, in a real Chromium, with Pagefind beside it.

    python3 dev.py bench-search [--issues 1000 10000] [--queries 40] [--folder FOLDER] [--pagefind PYTHON]

The archives come from ../shared/bench/make_corpus.py. An index that stands in FOLDER is not built again as long as
neither `search` nor the number of queries has changed. Pagefind is run by a Python that has pagefind[extended].
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import accumulate
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import dev
from taizhou_brief.builder.files import read_templates
from taizhou_brief.formats.archive_yaml import parse_settings
from taizhou_brief.model.archive import build_archive
from taizhou_brief.model.block import Block, Span
from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.issue import Article, Issue, Measure, Section
from taizhou_brief.model.settings import Settings
from taizhou_brief.model.text import Text
from taizhou_brief.site import search
from taizhou_brief.site.pages.static_pages import search_page
from taizhou_brief.site.render import Renderer
from taizhou_brief.site.search import build_search_piece
from taizhou_brief.site.search.indexed_text import SLOTS
from taizhou_brief.site.views.site_context import ArchiveCounts
from taizhou_brief.site.views.summarise import summarise

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared/bench/make_corpus.py"
LENGTHS = (1, 2, 4, 8)
HERE = Span(1, 1, 1, 1)
NET = {"offline": False, "latency": 50, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}
"""10 Mbit/s, 50 ms."""
WATCH = """
window.times = {};
new MutationObserver(() => {
  const area = document.querySelector('[data-results]');
  if (!area) return;
  const note = (name) => { if (!(name in times)) times[name] = performance.now(); };
  if (area.querySelector('[data-hit]')) note('first');
  if (!('ready' in times) && area.hasAttribute('data-ready')) { note('ready'); console.debug('ready'); }
}).observe(document, {subtree: true, childList: true, attributes: true});
"""
LOADED = """() => [times, performance.getEntriesByType('resource')
  .concat(performance.getEntriesByType('navigation'))
  .map((entry) => [entry.name, entry.encodedBodySize, entry.startTime, entry.responseEnd])]"""
ASK = """async (queries) => {
  const index = await briefSearch.open(), answers = [];
  for (const text of queries) {
    const question = new briefSearch.Question(index, briefSearch.parse('"' + text + '"'), {}, '');
    await question.ask();
    await question.whole();
    while (await question.settle(question.every)) { /* all of them */ }
    const found = question.every.filter((place) => place.right).map((place) => place.article * 8 + place.slot);
    answers.push([question.total(), found.sort((a, b) => a - b).join(' ')]);
  }
  return answers;
}"""
WARM = """async (query) => {
  const box = document.querySelector('#q'), area = document.querySelector('[data-results]');
  const ask = (text) => new Promise((resolve) => {
    const began = performance.now();
    const watch = new MutationObserver(() => {
      if (area.hasAttribute('data-ready')) { watch.disconnect(); resolve(performance.now() - began); }
    });
    watch.observe(area, {attributes: true});
    box.value = text;
    box.dispatchEvent(new Event('input'));
  });
  const pause = () => new Promise((resolve) => setTimeout(resolve, 250));
  const taken = [];
  await ask(query);
  for (let turn = 0; turn < 5; turn++) {
    await pause();
    await ask('宇宙飞船');
    await pause();
    taken.push(await ask(query));
  }
  return Math.min(...taken);
}"""


# --- the archive -----------------------------------------------------------------------------------------------------
def corpus() -> ModuleType:
    """Load the module that makes synthetic archives."""
    spec = importlib.util.spec_from_file_location("make_corpus", CORPUS)
    if spec is None or spec.loader is None or not CORPUS.is_file():
        sys.exit(f"{CORPUS} is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def issues(count: int, settings: Settings) -> Iterator[Issue]:
    """Yield the synthetic issues as values."""
    known = {name: theme.id for theme in settings.themes for name in (theme.label, *theme.aliases)}
    for source in corpus().issues(count, 1):
        articles = tuple(article(index, own, known) for index, own in enumerate(source["articles"], 1))
        day = date.fromisoformat(source["date"])
        path = f"briefings/{day.year}/{source['number']:02}.md"
        number, issuer = source["number"], source["issuer"]
        yield Issue(path=path, digest=path, number=number, date=day, issuer=issuer, articles=articles)


def prose(text: str) -> Block:
    """One paragraph."""
    return Block("paragraph", Text(text), HERE)


def article(index: int, source: dict[str, Any], known: dict[str, str]) -> Article:
    """One article as a value."""
    sections = []
    for place, (title, measures) in enumerate(source["sections"], 1):
        items = tuple(
            Measure(f"s{place}m{n}", n, n, f"{'一二三四五'[n - 1]}是", Text(heading), "。", (prose(text),), HERE)
            for n, (heading, text) in enumerate(measures, 1)
        )
        sections.append(Section(place, place, f"{'一二三四五'[place - 1]}、", Text(title), items, HERE))
    themes = tuple(known[theme] for theme in source["themes"] if theme in known)
    lead = (prose(source["lead"]),)
    return Article(
        index=index,
        title=source["title"],
        counties=(source["county"],),
        themes=themes,
        lead=lead,
        items=(),
        sections=tuple(sections),
        span=HERE,
    )


def build(count: int, queries: int, out: Path) -> None:
    """In a process of its own: build the index into `out`, and write beside it what it cost and what is true."""
    settings, _ = parse_settings((ROOT / "briefings/archive.yaml").read_text("utf-8"), "archive.yaml")
    if settings is None:
        sys.exit("briefings/archive.yaml cannot be read")
    every = list(issues(count + 1, settings))
    shown = every[:count]
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    tasks = search.plan_index(list(map(build_search_piece, shown)), settings)
    spent, files, size = time.process_time() - began, 0, 0
    for task in tasks:
        began = time.process_time()
        made = search.build_task_files(task)
        spent += time.process_time() - began
        files, size = files + len(made), size + sum(len(file.data) for file in made)
        for file in made:
            path = out / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.data)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    known = {fingerprint("", task) for task in tasks}
    new = [
        task
        for task in search.plan_index(list(map(build_search_piece, every)), settings)
        if fingerprint("", task) not in known
    ]
    added = [file for task in new for file in search.build_task_files(task)]
    small = build_archive((summarise(issue)[0] for issue in every[:60]), settings)
    renderer = Renderer(read_templates(ROOT))
    page = search_page(small, settings, ArchiveCounts.of(small, settings))
    (out / page.path).write_bytes(renderer.render(page))
    for asset in renderer.assets:
        (out / asset.path).parent.mkdir(parents=True, exist_ok=True)
        (out / asset.path).write_bytes(asset.data)
    asked, characters = truth(shown, queries)
    result = {
        "characters": characters, "cpu": spent, "peak": peak / 1024, "before": before / 1024, "files": files,
        "size": size, "added_files": len(added), "added_bytes": sum(len(file.data) for file in added), "asked": asked,
    }  # fmt: skip
    (out / "result.json").write_text(json.dumps(result, ensure_ascii=False), "utf-8")


def truth(issues: Sequence[Issue], queries: int) -> tuple[list[dict[str, Any]], int]:
    """Random pieces of text with the places where plain text search finds them; and how many characters there are."""
    texts, places, number = list[str](), list[int](), 0
    for piece in map(build_search_piece, issues):
        for article, units in zip(piece.articles, piece.texts.load(), strict=True):
            texts += (unit.normal for unit in units)
            places += range(number * SLOTS, number * SLOTS + len(units))
            number += article.doc_ids
    joined = "\n".join(texts)
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    chance = random.Random(7)
    asked = []
    for length in LENGTHS:
        for _ in range(queries):
            while len(text := chance.choice(texts)) < length:
                pass
            start = chance.randrange(len(text) - length + 1)
            phrase, found, at = text[start : start + length], [], 0
            while (at := joined.find(phrase, at)) >= 0:
                unit_index = bisect_right(starts, at) - 1
                found.append(places[unit_index])
                at = starts[unit_index + 1]
            asked.append({"phrase": phrase, "found": " ".join(map(str, sorted(found))), "count": len(found)})
    return asked, sum(map(len, texts))


# --- the browser -----------------------------------------------------------------------------------------------------
class Handler(SimpleHTTPRequestHandler):
    """A static host as they are: keeps connections, sends texts compressed and, if it can, ranges of other files."""

    protocol_version = "HTTP/1.1"
    sent: ClassVar[list[int]] = []
    """Bytes of each answer so far: Pagefind asks from a worker, of which the page's own records say nothing."""
    ranges: ClassVar[bool] = True
    """Whether ranges are sent, as most hosts do, or always the whole file."""
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".pf_meta": "application/octet-stream",
    }

    def do_GET(self) -> None:
        """Send a file, or the range of it that is asked for."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body, kind = path.read_bytes(), self.guess_type(str(path))
        squeezed = kind.startswith("text/") or kind.endswith("json")
        body = gzip.compress(body, 6) if squeezed else body
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", "")) if self.ranges else None
        self.send_response(206 if asked else 200)
        if asked:
            first, last = int(asked[1]), min(int(asked[2]), len(body) - 1)
            self.send_header("Content-Range", f"bytes {first}-{last}/{len(body)}")
            body = body[first : last + 1]
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if squeezed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.sent.append(len(body))
        with suppress(BrokenPipeError):  # the visit is over
            self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - the signature is the base class's
        """Keep quiet."""


class Host(ThreadingHTTPServer):
    """A server that says nothing of visitors who leave early."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet."""


def serve(folder: Path) -> ThreadingHTTPServer:
    """Serve a folder until the process ends."""
    server = Host(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@dataclass
class Visit:
    """What one first question cost."""

    first: float
    """ms until the first hits stand there."""
    ready: float
    """ms until ten hits and the exact total stand there."""
    own: int
    """Bytes of engine, index and texts until then."""
    everything: int
    """Bytes of the page and its styles too."""
    requests: int
    """Files of engine, index and texts until then."""
    trips: int
    """Answers that had to be waited for one after another: what a fast machine on a slow net waits for."""


def cold(browser: Browser, address: str) -> Visit:
    """One visit with an empty cache on a slow net. The page says when it is ready: to look for it takes its time."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(WATCH)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NET)
    with page.expect_console_message(lambda message: message.text == "ready", timeout=60_000):
        page.goto(address, wait_until="commit")
    times, loaded = page.evaluate(LOADED)
    context.close()
    used = [entry for entry in loaded if entry[3] <= times["ready"]]
    parts = ("/search/index.js", ".z", "/assets/search.js", "/assets/search-page.js")
    own = [entry[1] for entry in used if any(part in entry[0] for part in parts)]
    trips, last = 0, -1.0
    for _, _, began, ended in sorted(used, key=lambda entry: entry[3]):
        if began >= last:
            trips, last = trips + 1, ended
    return Visit(times.get("first", 0), times["ready"], sum(own), sum(entry[1] for entry in used), len(own), trips)


def best_of_three(browser: Browser, address: str) -> Visit:
    """Return the fastest of three visits, which other work on the machine disturbed least."""
    visits = [cold(browser, address) for _ in range(3)]
    return min(visits, key=lambda visit: visit.ready)


def built(count: int, queries: int, folder: Path) -> dict[str, Any]:
    """Return the facts about an index, which is built if it does not exist."""
    sources = sorted((ROOT / "src/taizhou_brief/site/search").glob("*.py")) + sorted(
        (ROOT / "templates").rglob("search*.*")
    )
    version = fingerprint(str(queries), *(path.read_text("utf-8") for path in sources))
    note = folder / "result.json"
    result: dict[str, Any] = json.loads(note.read_text("utf-8")) if note.is_file() else {}
    if result.get("version") != version:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        command = [sys.executable, __file__, "--build", str(count), "--queries", str(queries), "--out", str(folder)]
        subprocess.run(command, check=True)
        result = json.loads(note.read_text("utf-8")) | {"version": version}
        note.write_text(json.dumps(result, ensure_ascii=False), "utf-8")
    return result


def measure(count: int, queries: int, browser: Browser, folder: Path) -> None:
    """Build an archive, ask it, print its column of the table."""
    result = built(count, queries, folder)
    asked, millions = result["asked"], result["characters"] / 1e6
    server = serve(folder)
    base = f"http://127.0.0.1:{server.server_address[1]}/search/"
    context = browser.new_context()
    page = context.new_page()
    page.goto(base)
    answers = page.evaluate(ASK, [row["phrase"] for row in asked])
    print(f"\n## {count} issues, {millions:.1f} M characters", flush=True)
    for length in LENGTHS:
        rows = [(row, answer) for row, answer in zip(asked, answers, strict=True) if len(row["phrase"]) == length]
        print(f"| {length} characters, {len(rows)} queries | {exactness(rows)} |")
    warm = [page.evaluate(WARM, row["phrase"]) for row in asked[:: max(1, len(asked) // 24)]]
    context.close()
    print(f"| warm query, ms: median / max | {statistics.median(warm):.1f} / {max(warm):.1f} |", flush=True)
    chosen = asked[:: max(1, len(asked) // 48)]
    visits = [best_of_three(browser, f"{base}?q={quote(row['phrase'])}") for row in chosen]
    for name, values in (
        ("bytes of a first query: engine, index, texts, kB", [visit.own / 1000 for visit in visits]),
        ("bytes of the whole visit, page and styles too, kB", [visit.everything / 1000 for visit in visits]),
        ("files of a first query: engine, index, texts", [visit.requests for visit in visits]),
        ("answers waited for one after another", [visit.trips for visit in visits]),
        ("cold, from the address to the first hits, ms", [visit.first for visit in visits]),
        ("cold, to ten hits and the exact total, ms", [visit.ready for visit in visits]),
    ):
        tenth = sorted(values)[int(len(values) * 0.9)]
        print(f"| {name}: median / p90 / max | {statistics.median(values):.0f} / {tenth:.0f} / {max(values):.0f} |")
    print(f"| build, CPU s per million characters | {result['cpu'] / millions:.2f} ({result['cpu']:.1f} s in all) |")
    print(f"| build, peak memory, MB (before it, archive included) | {result['peak']:.0f} ({result['before']:.0f}) |")
    print(f"| index and texts | {result['files']} files, {result['size'] / 1e6:.1f} MB |")
    print(f"| one issue added | {result['added_files']} files, {result['added_bytes'] / 1000:.0f} kB |", flush=True)
    server.shutdown()


def exactness(rows: list[tuple[dict[str, Any], Any]]) -> str:
    """Recall, precision and whether the totals are right."""
    wanted = found = right = totals = 0
    for row, (total, places) in rows:
        one, other = set(row["found"].split()), set(places.split())
        wanted, found, right = wanted + len(one), found + len(other), right + len(one & other)
        totals += total == row["count"]
    return f"recall {right / wanted:.4f}, precision {right / found:.4f}, totals right {totals}/{len(rows)}"


# --- Pagefind beside it ----------------------------------------------------------------------------------------------
def pagefind(  # noqa: PLR0913, PLR0917  # one call
    python: str, count: int, queries: int, browser: Browser, result: dict[str, Any], folder: Path
) -> None:
    """Index the same articles with Pagefind and ask it the same, an article being its unit."""
    texts: list[str] = []
    order: dict[str, int] = {}
    for number, issue in enumerate(corpus().issues(count, 1)):
        for index, own in enumerate(issue["articles"], 1):
            parts = [own["lead"]]
            for title, measures in own["sections"]:
                parts += [title, *(f"{heading}。{text}" for heading, text in measures)]
            body = "".join(f"<p>{part}</p>" for part in parts)
            path = folder / f"{number}/{index}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(
                f'<html lang="zh-CN"><title>{own["title"]}</title><main><h1>{own["title"]}</h1>{body}</main></html>',
                "utf-8",
            )
            order[f"/{number}/{index}.html"] = len(texts)
            texts.append(search.normalise(own["title"] + "\n" + "\n".join(parts)))
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([python, "-m", "pagefind", "--site", str(folder), "--quiet"], check=True)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    script = "import {search} from '/pagefind/pagefind.js'; window.ask = search; document.body.dataset.loaded = 1;"
    (folder / "ask.js").write_text(script)
    (folder / "ask.html").write_text(
        '<html lang="zh-CN"><body><script type="module" src="/ask.js"></script></body></html>'
    )
    server = serve(folder)
    address = f"http://127.0.0.1:{server.server_address[1]}/ask.html"
    print(f"\n## Pagefind, the same {count} issues, an article being its unit", flush=True)
    seconds = ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime
    print(f"| index build | {seconds:.0f} CPU s, {ended.ru_maxrss / 1024:.0f} MB |")
    numbers = articles_of_fragments(folder, order)
    for length in LENGTHS:
        phrases = [row["phrase"] for row in result["asked"] if len(row["phrase"]) == length][: queries // 2]
        results = [found_by_pagefind(browser, address, phrase, numbers) for phrase in phrases]
        wanted = found = right = 0
        for phrase, (places, _, _) in zip(phrases, results, strict=True):
            one = {place for place, text in enumerate(texts) if phrase in text}
            wanted, found, right = wanted + len(one), found + len(places), right + len(one & places)
        sizes, times = [size / 1000 for _, size, _ in results], [taken for _, _, taken in results]
        costs = f"{statistics.median(sizes):.0f} / {max(sizes):.0f} kB, {statistics.median(times):.0f} ms"
        quality = f"recall {right / max(1, wanted):.2f}, precision {right / max(1, found):.2f}"
        print(f"| {length} characters | {quality}, first query {costs} |", flush=True)
    server.shutdown()


def found_by_pagefind(
    browser: Browser, address: str, phrase: str, numbers: dict[str, int]
) -> tuple[set[int], int, float]:
    """Return the articles found, bytes and time of a first query with ten results; its worker's net is not slowed."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NET)
    before = sum(Handler.sent)
    began = time.monotonic()
    page.goto(address)
    page.wait_for_selector("[data-loaded]", state="attached")
    page.evaluate(
        "async (q) => { window.found = await ask(q);"
        " window.ten = await Promise.all(found.results.slice(0, 10).map((r) => r.data())); }",
        phrase,
    )
    taken = (time.monotonic() - began) * 1000
    size = sum(Handler.sent) - before
    found = page.evaluate("found.results.map((result) => result.id)")
    context.close()
    return {numbers[name] for name in found}, size, taken


def articles_of_fragments(folder: Path, order: dict[str, int]) -> dict[str, int]:
    """Pagefind's name of each result → the article, read from its files: to fetch thousands of them takes minutes."""
    found = {}
    for path in (folder / "pagefind/fragment").iterdir():
        fragment = gzip.decompress(path.read_bytes())
        found[path.stem] = order[json.loads(fragment[fragment.index(b"{") :])["url"]]
    return found


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--issues", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--queries", type=int, default=40, help="for each length of 1, 2, 4 and 8 characters")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "bench-search")
    parser.add_argument("--pagefind", metavar="PYTHON", help="a Python that has the package pagefind[extended]")
    parser.add_argument("--no-ranges", action="store_true", help="a host that sends whole files only")
    parser.add_argument("--build", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.build:
        build(chosen.build, chosen.queries, chosen.out)
        return 0
    Handler.ranges = not chosen.no_ranges
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=dev.find_browser(), args=["--no-sandbox"])
        for count in chosen.issues:
            folder = chosen.folder / str(count)
            measure(count, chosen.queries, browser, folder)
            if chosen.pagefind and count == min(chosen.issues):
                result = json.loads((folder / "result.json").read_text("utf-8"))
                pagefind(chosen.pagefind, count, chosen.queries, browser, result, folder / "pagefind-site")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
