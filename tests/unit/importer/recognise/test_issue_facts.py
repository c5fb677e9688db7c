"""The facts of an issue, chosen among the fields of masthead and foot."""

from __future__ import annotations

from datetime import date

import pytest

from taizhou_brief.importer.recognise.issue_facts import NOTHING_GIVEN, GivenFacts, IssueFacts, choose_facts
from taizhou_brief.importer.recognise.masthead_fields import MastheadField
from tests.office_texts import settings

SETTINGS = settings('title: 某市工作简报\nregion: {name: 某市, code: "331000"}\ncounties: []\nthemes: []\n')


def facts(*fields: tuple[str, str], name: str = "a.txt", given: GivenFacts = NOTHING_GIVEN) -> IssueFacts:
    """The facts of these fields, each on a line of its own."""
    return choose_facts([MastheadField(*field, index) for index, field in enumerate(fields)], (), name, SETTINGS, given)


def codes(found: IssueFacts) -> list[str]:
    """The codes of the notes."""
    return [code for _, code, _ in found.notes]


SOUND = (("number", "7"), ("date", "2021年12月1日"), ("issuer", "某办"))


def test_the_fields_of_a_sound_masthead_are_the_facts() -> None:
    """All are used, nothing is doubtful."""
    found = facts(*SOUND, ("copies", "50"), ("send_to", "甲局、乙局"))
    front = found.front
    assert (front.number, front.date, front.issuer) == (7, date(2021, 12, 1), "某办")
    assert (front.copies, front.send_to) == (50, ("甲局", "乙局"))
    assert (codes(found), found.unused) == ([], ())


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        (SOUND[1:], "I701"),
        ((SOUND[0], SOUND[2]), "I702"),
        (SOUND[:2], "I703"),
        ((SOUND[0], ("date", "2021年2月30日"), SOUND[2]), "I704"),
        ((*SOUND, ("printed", "2021年11月30日")), "I705"),
        ((*SOUND, ("date", "2021年12月2日")), "I707"),
        ((*SOUND, ("series", "某县简讯")), "I708"),
        ((*SOUND, ("internal", "内部资料")), "I709"),
        ((*SOUND, ("", "一句话")), "I745"),
        ((*SOUND, ("issuer", "另一个办")), "I746"),
    ],
)
def test_doubts_are_named(fields: tuple[tuple[str, str], ...], code: str) -> None:
    """What is missing, impossible, or said in two ways."""
    assert code in codes(facts(*fields))


def test_the_name_of_the_file_may_give_the_number() -> None:
    """The editor is told; the day of printing may stand in for the date."""
    found = facts(("printed", "2021年12月3日"), name="简报第9期.docx")
    front = found.front
    assert (front.number, front.date, front.printed) == (9, date(2021, 12, 3), date(2021, 12, 3))
    assert {"I701", "I702"} <= set(codes(found))


def test_a_supplement_has_a_number_of_its_own() -> None:
    """`增刊第1期`."""
    found = facts(("extra", "1"), *SOUND[1:])
    assert (found.front.number, found.front.supplement) == (1, True)


def test_given_facts_fill_gaps_only() -> None:
    """A contradiction with the file is told, and the file's fact is used."""
    given = GivenFacts(9, date(2021, 12, 3))
    assert (facts(given=given).front.number, facts(given=given).front.date) == (9, date(2021, 12, 3))
    assert not {"I701", "I702"} & set(codes(facts(given=given)))
    found = facts(*SOUND, given=given)
    assert (found.front.number, found.front.date) == (7, date(2021, 12, 1))
    assert codes(found).count("I707") == 2
    assert "I707" in codes(facts(("month", "2021年11月"), given=given))
    assert "I707" not in codes(facts(("month", "2021年12月"), given=given))
