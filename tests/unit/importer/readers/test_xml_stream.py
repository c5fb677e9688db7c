"""XML under limits."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.readers.unreadable import UnreadableFile
from taizhou_brief.importer.readers.xml_stream import MAX_DEPTH, Attributes, XmlBudget, walk_xml
from tests.office_files import W


class Events:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, ...]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        """Note a start tag."""
        self.seen.append(("start", name, *(f"{key}={value}" for key, value in attributes.items())))

    def end(self, name: str) -> None:
        """Note an end tag."""
        self.seen.append(("end", name))

    def text(self, data: str) -> None:
        """Note a text."""
        self.seen.append(("text", data))

    def namespace(self, prefix: str, uri: str) -> None:
        """Note a namespace."""
        self.seen.append(("namespace", prefix, uri))


def refused(xml: str, budget: XmlBudget | None = None) -> str:
    """The code with which an XML is refused."""
    with pytest.raises(UnreadableFile) as error:
        walk_xml([xml.encode()], Events(), budget or XmlBudget())
    return error.value.code


def test_names_have_the_usual_prefixes() -> None:
    """Whatever prefixes the file uses; unknown namespaces have a question mark."""
    events = Events()
    walk_xml([f'<x:p xmlns:x="{W}" x:val="1"><y:q xmlns:y="urn:y"/>甲</x:p>'.encode()], events, XmlBudget())
    assert [each for each in events.seen if each[0] != "namespace"] == [
        ("start", "w:p", "w:val=1"),
        ("start", "?:q"),
        ("end", "?:q"),
        ("text", "甲"),
        ("end", "w:p"),
    ]


def test_hostile_and_broken_xml_is_refused() -> None:
    """A DOCTYPE, deep nesting, a flood of elements, half a file."""
    assert refused("<!DOCTYPE a><a/>") == "I753"
    assert refused("<a>" * (MAX_DEPTH + 1)) == "I752"
    assert refused("<a><b/><b/></a>", XmlBudget(elements=2)) == "I752"
    assert refused("<a>") == "I755"


@pytest.mark.parametrize("amount", [0, 1])
def test_a_budget_may_be_used_up(amount: int) -> None:
    """But not exceeded."""
    budget = XmlBudget(characters=5, paragraphs=1)
    budget.count_paragraph()
    budget.count_characters(5)
    with pytest.raises(UnreadableFile):
        (budget.count_paragraph if amount else lambda: budget.count_characters(1))()
