"""The words, links and addresses of a page as plain text: what a reader gets, whatever the mark-up around it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

BLOCKS = {
    *("address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "fieldset", "figure"),
    *("figcaption", "footer", "form", "header", "hr", "label", "legend", "li", "main", "nav", "ol", "optgroup"),
    *("option", "p", "pre", "section", "select", "summary", "table", "tbody", "thead", "tr", "ul"),
}
"""Elements whose text begins on a line of its own."""
HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
SILENT = {"script", "style", "template"}


def page_text(html: str) -> str:
    """Return the text of HTML, a block a line: headings with `#`, links as `[text](address)`, ids as `{#id}`."""
    reader = _Reader()
    reader.feed(html)
    lines = (re.sub(r"\s+", " ", line).strip() for line in "".join(reader.parts).split("\n"))
    return "".join(f"{line}\n" for line in lines if line)


class _Reader(HTMLParser):
    """Collects the text of elements, with marks for what is no text but part of the contract with readers."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line for a block, and note ids, links, images and fields."""
        given = dict(attrs)
        if tag in SILENT:
            self.silent += 1
        if tag in BLOCKS or tag in HEADINGS:
            self.parts.append("\n")
        if tag in {"td", "th"}:
            self.parts.append(" | ")
        self.parts.append(f"{HEADINGS[tag]} " if tag in HEADINGS else "")
        if given.get("id"):
            self.parts.append(f"{{#{given['id']}}} ")
        if tag == "a":
            self.links.append(given.get("href") or "")
            self.parts.append("[")
        for name in ("alt", "aria-label", "placeholder", "value", "datetime"):
            if given.get(name) and tag not in {"data", "option"}:
                self.parts.append(f"<{name}: {given[name]}> ")

    def handle_endtag(self, tag: str) -> None:
        """End what `handle_starttag` began."""
        if tag in SILENT:
            self.silent -= 1
        if tag == "a" and self.links:
            address = re.sub(r"\?v=[0-9a-f]{8}", "", self.links.pop())
            self.parts.append(f"]({address})")
        if tag in BLOCKS or tag in HEADINGS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep text that a reader sees."""
        if not self.silent:
            self.parts.append(data.replace("\n", " "))
