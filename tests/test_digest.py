"""The digest of the first issue (2021, number 7) keeps its facts.

What it owes to the print is written down in `digest_facts.tsv`, one row a lead or measure: the figures that a person
marked in the print, each with its qualifier, and every number of the print in Arabic digits.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DIGEST = ROOT / "briefings" / "2021" / "07.md"
FACTS = Path(__file__).parent / "digest_facts.tsv"
ORDINALS = "一二三四五六七八九十"
PRINTED_HEADINGS = "428743348a01868d75b42656e9e6b3864e89c7aa211448761a36c3e21dc37297"
"""SHA-256 of the titles, section headings and measure headings of the print, one a line."""


@dataclass(frozen=True)
class Fact:
    """What the print says in one lead or measure."""

    figures: list[tuple[str, str]]
    """Figure and qualifier."""
    numbers: Counter[str]


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


@pytest.fixture(scope="module", name="source")
def read_source() -> str:
    """Return the digest's file as it stands."""
    return DIGEST.read_text(encoding="utf-8")


@pytest.fixture(scope="module", name="digest")
def read_digest(source: str) -> Issue:
    """Return the digest by places."""
    return parse(source.split("\n---\n", 1)[1], front_matter_titles(source))


@pytest.fixture(scope="module", name="facts")
def read_facts() -> dict[str, Fact]:
    """Return the facts of the print by places."""
    facts = {}
    for row in FACTS.read_text(encoding="utf-8").splitlines():
        where, figures, numbers = row.split("\t")
        marked = [(text, qualifier) for text, _, qualifier in (one.partition("|") for one in figures.split())]
        facts[where] = Fact(marked, Counter(numbers.split()))
    return facts


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


def test_titles_and_headings_are_the_printed_ones(digest: Issue, facts: dict[str, Fact]) -> None:
    """Titles, section headings and measure headings carry over word for word."""
    headings = "\n".join((*digest.titles, *digest.sections.values(), *digest.headings.values()))
    assert sha256(headings.encode()).hexdigest() == PRINTED_HEADINGS
    assert digest.bodies.keys() == facts.keys()


def test_every_marked_figure_carries_over(digest: Issue, facts: dict[str, Fact]) -> None:
    """Each quantity, duration, ordinal and date stands as often as it is marked, number, unit and qualifier."""
    needed = Counter((where, text) for where, fact in facts.items() for text, _ in fact.figures)
    assert needed.total() == 141
    missing = [
        f"{where}: {text} {len(found)}/{count}"
        for (where, text), count in needed.items()
        if len(found := occurrences(text, digest.text(where))) < count
    ]
    assert missing == []


def test_every_qualifier_stays_with_its_figure(digest: Issue, facts: dict[str, Fact]) -> None:
    """Words such as about, nearly, more than or at most stand within a few characters of their figure."""
    lost = [
        f"{where}: {qualifier} {text}"
        for where, fact in facts.items()
        for text, qualifier in fact.figures
        if not any(
            all(part in around for part in qualifier.split("…")) for around in occurrences(text, digest.text(where))
        )
    ]
    assert lost == []


def test_no_number_is_invented(digest: Issue, facts: dict[str, Fact]) -> None:
    """Every number in Arabic digits comes from the same lead or measure of the printed issue."""
    for where in digest.bodies:
        extra = Counter(re.findall(r"\d+(?:\.\d+)?", digest.text(where))) - facts[where].numbers
        assert not extra, where
