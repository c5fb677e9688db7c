"""Identities of issues and of places inside them: what is printed can be parsed, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.model.identity import Address, IssueId

ISSUES = st.builds(IssueId, st.integers(1000, 9999), st.booleans(), st.integers(1, 9999))
MEASURES = st.one_of(
    st.just(""),
    st.builds("m{}".format, st.integers(1, 9999)),
    st.builds("s{}m{}".format, st.integers(1, 9999), st.integers(1, 9999)),
)
ADDRESSES = st.builds(Address, st.integers(1, 9999), MEASURES)


@given(ISSUES)
def test_a_printed_issue_id_is_parsed_back(issue: IssueId) -> None:
    """The text, the path and the path without its folder name the same issue."""
    assert IssueId.parse(str(issue)) == IssueId.parse(issue.path) == IssueId.parse(f"{issue}.md") == issue
    assert issue.url == f"{issue}/"


@pytest.mark.parametrize(
    ("text", "printed", "label"),
    [
        ("2021/07", "2021/07", "2021年第7期"),
        ("2021/7", "2021/07", "2021年第7期"),
        ("2022/s1", "2022/s1", "2022年增刊第1期"),
        ("briefings/2021/123.md", "2021/123", "2021年第123期"),
    ],
)
def test_an_issue_id_has_one_spelling(text: str, printed: str, label: str) -> None:
    """Numbers have two digits or more, those of supplements have no zero in front."""
    issue = IssueId.parse(text)
    assert issue is not None
    assert (str(issue), issue.long_label) == (printed, label)


@pytest.mark.parametrize("text", ["", "2021", "2021/", "2021/s", "21/07", "2021/07/1", "2021-07", "2021/07\n"])
def test_anything_else_is_no_issue_id(text: str) -> None:
    """A text that is not an issue's identity gives None."""
    assert IssueId.parse(text) is None


def test_issues_are_ordered_by_year_and_number_with_supplements_last() -> None:
    """Within a year the supplements follow the regular issues."""
    texts = ["2022/01", "2021/s1", "2021/10", "2021/02"]
    issues = [issue for issue in map(IssueId.parse, texts) if issue]
    assert [str(issue) for issue in sorted(issues)] == texts[::-1]


@given(ADDRESSES)
def test_a_printed_address_is_parsed_back(address: Address) -> None:
    """The text names the same place again, and the URL ends in its fragment."""
    assert Address.parse(str(address)) == address
    issue = IssueId(2021, supplement=False, number=7)
    fragment = f"#{address.measure}" if address.measure else ""
    assert address.url(issue) == f"2021/07/{address.article}/{fragment}"


@pytest.mark.parametrize("text", ["", "0", "3/", "3/s1", "3/m0", "3/s1m2f1", "s1m2", "03/m1", "3/s1m2\n"])
def test_anything_else_is_no_address(text: str) -> None:
    """A text that is not a place gives None."""
    assert Address.parse(text) is None


@pytest.mark.parametrize(("measure", "sign"), [("s2m3", "2.3"), ("m3", "3"), ("", "")])
def test_the_section_sign_counts_section_and_measure(measure: str, sign: str) -> None:
    """What follows § on pages."""
    assert Address(1, measure).section_sign == sign
