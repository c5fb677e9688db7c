"""Feeds, read by a program that others wrote."""

from __future__ import annotations

from typing import Any

import feedparser
import pytest

from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.settings import Settings
from taizhou_brief.site.feeds import NEWEST, Feed, build_feed, make_absolute, owns_feed, plan_feeds
from tests.project import SETTINGS, briefing
from tests.showing import archive_of, settings_of

BASE = "https://www.example.gov.cn/a/"
BODY = "导语见[说明](https://b.cn/)。\n\n## 一、课堂\n\n一是就近布点。建成教学点14个 < 20。\n\n二是跟班走。\n"
ERRATA = 'errata:\n- {at: "1/s1m1", printed: 14, corrected: 15, date: 2022-02-03, reason: 录入之误}\n'
TEXTS = {
    "2021/07": briefing(7, "2021-12-01", f"东山县办好夜校|东山县|skills|{BODY}", "西河县|西河县|jobs|", extra=ERRATA),
    "2022/01": briefing(1, "2022-01-05", "东山县修好码头|东山县|jobs|", extra="edition: digest\n"),
}


def feeds_of(texts: dict[str, str], settings: Settings) -> dict[str, Feed]:
    """The feeds of an archive by path."""
    return {feed.path: feed for feed in plan_feeds(archive_of(settings, texts), settings)}


def read(feed: Feed) -> Any:
    """What a feed reader understands."""
    (file,) = build_feed(feed)
    assert owns_feed(feed, (file.path,))
    parsed = feedparser.parse(file.data)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def test_every_list_with_articles_has_a_feed() -> None:
    """The archive, its counties and themes; a theme has the articles of narrower ones."""
    feeds = feeds_of(TEXTS, settings_of(base_url=BASE))
    assert list(feeds) == [
        "feed.xml",
        "county/dongshan/feed.xml",
        "county/xihe/feed.xml",
        "theme/jobs/feed.xml",
        "theme/skills/feed.xml",
    ]
    titles = [[entry.title for entry in read(feed).entries] for feed in feeds.values()]
    assert titles[0] == ["东山县修好码头（摘编）", "西河县", "东山县办好夜校"]
    assert titles[1] == ["东山县修好码头（摘编）", "东山县办好夜校"]
    assert titles[3] == titles[0]


def test_without_an_address_there_is_no_feed() -> None:
    """Readers of feeds need full addresses."""
    assert feeds_of(TEXTS, settings_of()) == {}


def test_an_entry_is_the_whole_article() -> None:
    """With full addresses, corrections, and the mark of an excerpt."""
    entry = read(feeds_of(TEXTS, settings_of(base_url=BASE))["county/dongshan/feed.xml"]).entries
    text = entry[1].content[0].value
    for words in ("导语见", "一、课堂", "一是就近布点。", " &lt; 20", "原文“14”，更正为“15”。录入之误。"):
        assert words in text, words
    assert 'href="https://b.cn/"' in text
    assert (entry[1].link, entry[1].published[:10], entry[1].updated[:10]) == (
        f"{BASE}2021/07/1/",
        "2021-12-01",
        "2022-02-03",
    )
    assert [tag.term for tag in entry[1].tags] == ["东山县", "技能人才"]
    assert "摘编" in entry[0].content[0].value
    assert "摘编" in entry[0].summary


def test_identifiers_survive_a_new_address_and_a_new_issue() -> None:
    """They come from the archive's own identifier and the place in it, and differ from each other."""
    old = read(feeds_of(TEXTS, settings_of(base_url=BASE))["feed.xml"])
    more = {**TEXTS, "2022/02": briefing(2, "2022-02-05")}
    new = read(feeds_of(more, settings_of(base_url="https://other.example.gov.cn/"))["feed.xml"])
    assert [entry.id for entry in old.entries] == [entry.id for entry in new.entries][1:]
    assert len({feed_id.id for feed_id in (*new.entries, new.feed)}) == len(new.entries) + 1
    assert all(entry.id.startswith("urn:uuid:") for entry in new.entries)
    renamed = SETTINGS.replace("title: 某市工作简报", "title: 某市简报\narchive_id: 某市工作简报")
    kept = read(feeds_of(TEXTS, settings_of(renamed, base_url=BASE))["feed.xml"])
    assert [entry.id for entry in old.entries] == [entry.id for entry in kept.entries]


def test_a_feed_has_the_newest_and_changes_with_them_alone() -> None:
    """The feed of a county stays as it is while issues of others come out."""
    settings = settings_of(base_url=BASE)
    texts = {f"2021/{n:02}": briefing(n, "2021-12-01", f"东山县之{n}|东山县|jobs|") for n in range(1, NEWEST + 6)}
    before = feeds_of(texts, settings)
    after = feeds_of({**texts, "2022/01": briefing(1, "2022-01-01", "西河县之一|西河县|skills|")}, settings)
    assert len(before["feed.xml"].entries) == NEWEST
    same = [path for path in before if fingerprint(before[path]) == fingerprint(after[path])]
    assert same == ["county/dongshan/feed.xml"]


@pytest.mark.parametrize("title", ["东山县 ]]> <b> & “甲”", "东山县 & 乙"])
def test_any_title_is_read_back(title: str) -> None:
    """Marks of XML in a title are text."""
    feeds = feeds_of({"2021/07": briefing(7, "2021-12-01", f"{title}|东山县|jobs|")}, settings_of(base_url=BASE))
    (file,) = build_feed(feeds["feed.xml"])
    assert f">{title.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}<" in file.data.decode()
    assert len(read(feeds["feed.xml"]).entries) == 1


def test_relative_links_become_full_addresses() -> None:
    """Those to the page itself, to others, and with marks of HTML in them; full ones stay."""
    html = '<a href="#fn1">1</a><a class="x" href="../2/?a=1&amp;b">2</a><a href="https://b.cn/">3</a>'
    assert make_absolute(html, f"{BASE}2021/07/1/") == (
        f'<a href="{BASE}2021/07/1/#fn1">1</a><a class="x" href="{BASE}2021/07/2/?a=1&amp;b">2</a>'
        '<a href="https://b.cn/">3</a>'
    )
