"""One record for each quantity."""

from __future__ import annotations

from hashlib import sha256

from taizhou_brief.quantities import text_units
from taizhou_brief.site.dataset.records import QuantityRecord, SentenceIndex, build_quantity_records
from tests.project import briefing
from tests.showing import archive_of, settings_of, texts_of

SETTINGS = settings_of(base_url="https://www.example.gov.cn/")
ENTRY = texts_of(archive_of(SETTINGS, {"2021/07": briefing(7, "2021-12-01", "东山县办好夜校|东山县|skills|")})).entries[
    0
]


def test_records_come_in_reading_order_with_their_places() -> None:
    """The address leads to the quantity; themes are labels."""
    records = list(build_quantity_records(ENTRY, SETTINGS))
    assert [record.text for record in records[:2]] == ["386期", "6个"]
    first = records[0]
    assert isinstance(first, QuantityRecord)
    assert (first.value, first.unit, first.measure, first.themes) == ("386", "期", "", ("技能人才",))
    assert first.url == f"https://www.example.gov.cn/{first.address}" == "https://www.example.gov.cn/2021/07/1/#f1"
    assert len({record.address for record in records}) == len(records)


def test_the_digest_is_that_of_the_sentence() -> None:
    """From stop to stop, without blanks around it."""
    unit = text_units(ENTRY.article, ENTRY.issue.date)[0]
    (quantity, *_) = unit.quantities
    sentence = "东山县把夜校办到车间，一年开课386期。"
    assert SentenceIndex(unit).digest(quantity) == sha256(sentence.encode()).hexdigest()
