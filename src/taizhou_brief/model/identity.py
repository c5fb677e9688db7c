"""Identifiers of an issue and of a place in an issue, each with one parser, one spelling and one URL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, order=True)
class IssueId:
    """Identifier of an issue: year, and number among the regular issues or the supplements 增刊 of that year."""

    year: int
    supplement: bool
    number: int

    PATTERN: ClassVar[str] = "[0-9]{4}/s?[0-9]{1,4}"
    """Regular expression for what `parse` accepts, valid in JSON Schema too."""

    FORMER_PATTERN: ClassVar[str] = "(?:19|20)[0-9]{2}/s?[1-9][0-9]{0,3}|(?:19|20)[0-9]{2}/0[1-9]"
    """Regular expression for a former identifier."""

    @classmethod
    def parse(cls, text: str) -> IssueId | None:
        """Parse `2021/07`, `2022/s1`, or such a path with `briefings/` and `.md`; return None for anything else."""
        text = text.removeprefix("briefings/").removesuffix(".md")
        if not re.fullmatch(cls.PATTERN, text):
            return None
        year, number = text.split("/")
        return cls(int(year), number.startswith("s"), int(number.lstrip("s")))

    @classmethod
    def normalise(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return names that `parse` accepts in their one spelling: `2021/07` for `2021/7`."""
        return tuple(str(cls.parse(name)) for name in names)

    def __str__(self) -> str:
        return f"{self.year}/{f's{self.number}' if self.supplement else f'{self.number:02}'}"

    @property
    def path(self) -> str:
        """Path of the issue's file, relative to the project's root: `briefings/2021/07.md`."""
        return f"briefings/{self}.md"

    @property
    def url(self) -> str:
        """URL of the issue's page, relative to the site's root: `2021/07/`."""
        return f"{self}/"

    @property
    def label(self) -> str:
        """Name within its year: `第7期` or `增刊第1期`."""
        return f"{'增刊' if self.supplement else ''}第{self.number}期"

    @property
    def long_label(self) -> str:
        """Name with its year: `2021年第7期`."""
        return f"{self.year}年{self.label}"


@dataclass(frozen=True, slots=True)
class Address:
    """Place in an issue: an article, or a measure of one."""

    article: int
    """Position of the article in its issue, from 1."""
    measure: str = ""
    """`s2m3` for the third measure of the second section, `m3` outside sections, empty for the article itself."""

    PATTERN: ClassVar[str] = "[1-9][0-9]{0,3}(?:/(?:s[1-9][0-9]{0,3})?m[1-9][0-9]{0,3})?"
    """Regular expression for what `parse` accepts, valid in JSON Schema too."""

    @classmethod
    def parse(cls, text: str) -> Address | None:
        """Parse `3/s1m2`, `3/m2` or `3`; return None for anything else."""
        if not re.fullmatch(cls.PATTERN, text):
            return None
        article, _, measure = text.partition("/")
        return cls(int(article), measure)

    MEASURE_PATTERN: ClassVar[str] = "(?:s[1-9][0-9]{0,3})?m[1-9][0-9]{0,3}"
    """Regular expression for the fragment of a measure."""
    URL_PATTERN: ClassVar[str] = f"[0-9]{{4}}/s?[0-9]{{1,4}}/[1-9][0-9]{{0,3}}/#{MEASURE_PATTERN}"
    """Regular expression for the URL of a measure, relative to the site's root."""

    def __str__(self) -> str:
        return f"{self.article}/{self.measure}" if self.measure else str(self.article)

    @property
    def section_sign(self) -> str:
        """Text that pages print after §: `2.3` for `s2m3`, `3` for `m3`, empty for an article."""
        return self.measure.replace("m", ".").lstrip("s.")

    def url(self, issue: IssueId) -> str:
        """Return the URL of the place, relative to the site's root: `2021/07/3/#s1m2`."""
        return f"{issue.url}{self.article}/{f'#{self.measure}' if self.measure else ''}"


class ArticleMove:
    """Former place of an article, as its entry names it: `2021/07/3`."""

    PATTERN = f"(?:{IssueId.FORMER_PATTERN})/[1-9][0-9]{{0,3}}"
    """Regular expression for what `normalise` accepts, valid in JSON Schema too."""

    @staticmethod
    def normalise(names: tuple[str, ...]) -> tuple[str, ...]:
        """Return the names in their one spelling."""
        parts = (name.rpartition("/") for name in names)
        return tuple(f"{IssueId.parse(issue)}/{article}" for issue, _, article in parts)
