"""Text of an article as its page shows it: plain values with finished HTML, which a store can keep."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from taizhou_brief.model.issue import Article
from taizhou_brief.model.plain import from_plain, to_plain
from taizhou_brief.model.summary import ArticleSummary, ShownBlock, ShownQuantity


class ShownMeasure(NamedTuple):
    """Measure; the attributes are those of a `Measure`."""

    id: str
    position: int
    marker: str
    heading: str
    heading_html: str
    stop: str
    body: tuple[ShownBlock, ...]


ShownItem = ShownBlock | ShownMeasure


class ShownSection(NamedTuple):
    """Section; the attributes are those of a `Section`."""

    id: str
    position: int
    marker: str
    title: str
    title_html: str
    items: tuple[ShownItem, ...]


@dataclass(frozen=True, slots=True)
class ArticleText:
    """Article; the attributes are those of an `Article`, with what its page shows besides."""

    index: int
    title: str
    contributor: str
    lead: tuple[ShownBlock, ...]
    items: tuple[ShownItem, ...]
    sections: tuple[ShownSection, ...]
    notes_html: str
    opening: str
    """Beginning of the text, for the description of the page."""
    quantities: tuple[ShownQuantity, ...]
    """Quantities in reading order."""

    @property
    def own_measures(self) -> tuple[ShownMeasure, ...]:
        """Measures outside sections."""
        return tuple(item for item in self.items if isinstance(item, ShownMeasure))


def encode_text(text: ArticleText) -> str:
    """Encode a text as JSON on one line."""
    return json.dumps(to_plain(ArticleText, text), ensure_ascii=False)


def decode_text(encoded: str) -> ArticleText:
    """Decode what `encode_text` returns. Raises various errors for anything else."""
    text: ArticleText = from_plain(ArticleText, json.loads(encoded))
    return text


AnyArticle = Article | ArticleSummary | ArticleText
LoadTexts = Callable[[str], tuple[ArticleText, ...]]
"""Function that returns the texts of the articles of the issue at a path."""


def load_nothing(path: str) -> tuple[ArticleText, ...]:
    """Raise `LookupError`: an archive of summaries alone has no texts."""
    raise LookupError(path)


@dataclass(frozen=True, slots=True)
class KnownTexts:
    """Function that returns the texts it was made with."""

    texts: tuple[ArticleText, ...]

    def __call__(self, _path: str) -> tuple[ArticleText, ...]:
        """Return the texts."""
        return self.texts


@dataclass(frozen=True, slots=True)
class TextRef:
    """Text of an article by its digest, loaded only by whoever renders its page; it is pickled with the text."""

    digest: str
    """Equal digests mean equal texts."""
    path: str
    """Path of the issue."""
    index: int
    """Position of the article in the issue, from 1."""
    load_texts: LoadTexts = field(compare=False, repr=False)

    def load(self) -> ArticleText:
        """Load the text."""
        return next(text for text in self.load_texts(self.path) if text.index == self.index)

    def __reduce__(self) -> tuple[Callable[..., TextRef], tuple[str, str, int, KnownTexts]]:
        return TextRef, (self.digest, self.path, self.index, KnownTexts((self.load(),)))
