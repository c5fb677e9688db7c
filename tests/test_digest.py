"""The digest of the first issue (2021, number 7) keeps its facts and borrows none of its sentences.

The printed issue and the figures marked in it by hand lie beside the repository, in `../shared`;
where they are absent, the tests that compare with them are skipped.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
DIGEST = ROOT / "briefings" / "2021" / "07.md"
PRINTED = SHARED / "printed" / "2021-07.txt"
GOLD = SHARED / "gold" / "2021-07-figures.json"

ORDINALS = "一二三四五六七八九十"
LONGEST_COMMON_RUN = 29

needs_original = pytest.mark.skipif(
    not (PRINTED.is_file() and GOLD.is_file()),
    reason="the printed issue and its marked figures are not beside this checkout",
)


@dataclass
class Issue:
    """An issue's text, white space squeezed out, by the places that the marked figures name."""

    titles: list[str] = field(default_factory=list)
    sections: dict[str, str] = field(default_factory=dict)
    """Section headings by place: `a1.s2`."""
    headings: dict[str, str] = field(default_factory=dict)
    """Measure headings by place: `a1.s2.m3`, marker and full stop included."""
    bodies: dict[str, str] = field(default_factory=dict)
    """Leads (`a1.lead`) and the text of measures after their headings (`a1.s2.m3`)."""

    def text(self, where: str) -> str:
        """Return a lead, or a measure together with its heading."""
        return self.headings.get(where, "") + self.bodies[where]


def squeeze(text: str) -> str:
    """Return the text without any white space."""
    return re.sub(r"\s+", "", text)


def parse(text: str, titles: list[str]) -> Issue:
    """Read an issue line by line: a title, section or measure opens a place, other lines go on with it."""
    issue = Issue()
    place = ""
    section = measure = 0
    collected: dict[str, str] = {}
    for raw in text.splitlines():
        line = re.sub(r"^#+ ", "", raw.strip())
        if len(issue.titles) < len(titles) and line == titles[len(issue.titles)]:
            issue.titles.append(line)
            section = measure = 0
            place = f"a{len(issue.titles)}.lead"
        elif not place or not line:
            continue
        elif line.startswith("送："):
            break
        elif re.match(f"[{ORDINALS}]、", line):
            section, measure = section + 1, 0
            issue.sections[f"a{len(issue.titles)}.s{section}"] = line
        elif re.match(f"[{ORDINALS}]是", line):
            measure += 1
            place = f"a{len(issue.titles)}.s{section}.m{measure}"
            collected[place] = line
        else:
            collected[place] = collected.get(place, "") + line
    for where, words in collected.items():
        head, stop, rest = squeeze(words).partition("。") if ".m" in where else ("", "", squeeze(words))
        if head:
            issue.headings[where] = head + stop
        issue.bodies[where] = rest
    return issue


def front_matter_titles(text: str) -> list[str]:
    """Return the titles that the front matter lists."""
    return re.findall(r"^- title: (.+)$", text.split("\n---\n", 1)[0], flags=re.MULTILINE)


def occurrences(figure: str, text: str) -> list[str]:
    """Return each occurrence of a whole figure with the few characters around it."""
    pattern = rf"(?<![\d.]){re.escape(figure)}"
    return [text[max(0, m.start() - 8) : m.end() + 8] for m in re.finditer(pattern, text)]


def ngrams(text: str, size: int) -> set[str]:
    """Return every run of so many characters."""
    return {text[i : i + size] for i in range(len(text) - size + 1)}


@pytest.fixture(scope="module", name="source")
def read_source() -> str:
    """Return the digest's file as it stands."""
    return DIGEST.read_text(encoding="utf-8")


@pytest.fixture(scope="module", name="digest")
def read_digest(source: str) -> Issue:
    """Return the digest by places."""
    return parse(source.split("\n---\n", 1)[1], front_matter_titles(source))


@pytest.fixture(scope="module", name="printed")
def read_printed(source: str) -> Issue:
    """Return the printed issue by places."""
    return parse(PRINTED.read_text(encoding="utf-8"), front_matter_titles(source))


@pytest.fixture(scope="module", name="gold")
def read_gold() -> list[dict[str, Any]]:
    """Return the marked figures that stand in leads and measures."""
    figures: list[dict[str, Any]] = json.loads(GOLD.read_text(encoding="utf-8"))["figures"]
    return [figure for figure in figures if re.fullmatch(r"a\d\.(lead|s\d\.m\d)", figure["where"])]


def test_the_digest_says_that_it_is_one(source: str) -> None:
    """The front matter marks the file as a digest, so that no page passes it off as the printed text."""
    assert re.search(r"^edition: digest$", source.split("\n---\n", 1)[0], flags=re.MULTILINE)


def test_titles_repeat_the_front_matter(source: str) -> None:
    """The four titles of the body are the front matter's, in its order."""
    titles = re.findall(r"^# (.+)$", source, flags=re.MULTILINE)
    assert len(titles) == 4
    assert titles == front_matter_titles(source)


def test_sections_and_measures_stand_in_order(source: str, digest: Issue) -> None:
    """Each article has a lead and three sections of three measures, numbered without a gap."""
    assert re.findall(r"^## (.+)$", source, flags=re.MULTILINE) == list(digest.sections.values())
    places = [f"a{a}.s{s}" for a in range(1, 5) for s in range(1, 4)]
    measures = [f"{place}.m{m}" for place in places for m in range(1, 4)]
    assert list(digest.sections) == places
    assert list(digest.headings) == measures
    assert [where for where in digest.bodies if where.endswith("lead")] == [f"a{a}.lead" for a in range(1, 5)]
    for where, heading in digest.sections.items():
        assert heading[0] == ORDINALS[int(where[-1]) - 1], where
    for where, heading in digest.headings.items():
        assert heading[0] == ORDINALS[int(where[-1]) - 1], where
        assert digest.bodies[where], where


def test_the_erratum_points_at_the_printed_word(source: str, digest: Issue) -> None:
    """The misprint is kept where the erratum says it stands, and nowhere set right in silence."""
    assert re.search(r'^- at: "2/s3m2"\n  printed: 结合\n  corrected: 结余$', source, flags=re.MULTILINE)
    assert digest.text("a2.s3.m2").count("失业保险基金结合") == 1
    assert not any("基金结余" in body for body in digest.bodies.values())


@needs_original
def test_titles_and_headings_are_the_printed_ones(digest: Issue, printed: Issue) -> None:
    """Titles, section headings and measure headings carry over word for word."""
    assert digest.titles == printed.titles
    assert digest.sections == printed.sections
    assert digest.headings == printed.headings
    assert digest.bodies.keys() == printed.bodies.keys()


@needs_original
def test_every_marked_figure_carries_over(digest: Issue, gold: list[dict[str, Any]]) -> None:
    """Each quantity, duration, ordinal and date stands as often as it is marked, number, unit and qualifier."""
    wanted = [f for f in gold if f["quantity"] or f["kind"] in {"duration", "ordinal", "date"}]
    assert wanted
    needed = Counter((f["where"], squeeze(f["text"])) for f in wanted)
    missing = [
        f"{where}: {text} {len(found)}/{count}"
        for (where, text), count in needed.items()
        if len(found := occurrences(text, digest.text(where))) < count
    ]
    assert missing == []


@needs_original
def test_every_qualifier_stays_with_its_figure(digest: Issue, gold: list[dict[str, Any]]) -> None:
    """Words such as about, nearly, more than or at most stand within a few characters of their figure."""
    lost = [
        f"{figure['where']}: {figure['qualifier']} {figure['text']}"
        for figure in gold
        if figure["quantity"] and figure["qualifier"]
        if not any(
            all(part in around for part in figure["qualifier"].split("…"))
            for around in occurrences(squeeze(figure["text"]), digest.text(figure["where"]))
        )
    ]
    assert lost == []


@needs_original
def test_no_number_is_invented(digest: Issue, printed: Issue) -> None:
    """Every number in Arabic digits comes from the same lead or measure of the printed issue."""
    number = re.compile(r"\d+(?:\.\d+)?")
    for where in digest.bodies:
        extra = Counter(number.findall(digest.text(where))) - Counter(number.findall(printed.text(where)))
        assert not extra, where


@needs_original
def test_no_sentence_is_borrowed(digest: Issue) -> None:
    """Outside titles and headings, no run of thirty characters is the printed text's."""
    size = LONGEST_COMMON_RUN + 1
    original = ngrams(squeeze(PRINTED.read_text(encoding="utf-8")), size)
    borrowed = {where: ngrams(body, size) & original for where, body in digest.bodies.items()}
    assert {where: runs for where, runs in borrowed.items() if runs} == {}
