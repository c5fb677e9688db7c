"""Lines of an article's body as they are recognised."""

from __future__ import annotations

from dataclasses import dataclass

from taizhou_brief.formats.briefing.markers import Marker
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph

ImportNote = tuple[int, str, str]
"""Line of the source, code, message."""


@dataclass(frozen=True, slots=True)
class BodyElement:
    """A line of the draft's body."""

    kind: str
    """`section`, `third`, `measure`, `prose`, `table`, or `end`, which has no text and ends a series of measures."""
    text: str
    index: int
    """Its first line in the source."""
    paragraph: SourceParagraph
    marker: Marker | None = None

    def end_series(self) -> BodyElement:
        """Return the line that ends a series of measures before this element."""
        return BodyElement("end", "", self.index, self.paragraph)
