"""What one issue adds to the files of its year, computed once from the issue: a `DatasetPiece`."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from hashlib import blake2b, sha256
from itertools import accumulate, pairwise
from json.encoder import encode_basestring
from typing import NamedTuple

from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import Article, Issue
from taizhou_brief.model.part import Loaded, Part
from taizhou_brief.model.quantity import Quantity
from taizhou_brief.quantities import (
    IssueQuantities,
    TextUnit,
    find_subject,
    high_text,
    normalised_clause,
    period_label,
    plain_decimal,
)
from taizhou_brief.site.dataset.columns import KINDS
from taizhou_brief.site.dataset.labels import (
    ADDRESS,
    LABELS,
    ThemeLabels,
    escape_separators,
    insert_labels,
    label_array,
)
from taizhou_brief.site.dataset.serialise import (
    DISCLOSURE_LABELS,
    EDITION_LABELS,
    TARGET_CELL,
    csv_lines,
    issue_label,
    protect_cell,
)
from taizhou_brief.site.dataset.tables import write_issue, write_measures
from taizhou_brief.site.dataset.time_series import Observation

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class DatasetTexts:
    """Texts that one issue adds to the files of its year."""

    article_lines: str
    """Lines of the CSV of articles, one an article."""
    figure_lines: str
    """Lines of the CSV of quantities, one a quantity."""
    json_items: str
    """Objects of the JSON, one an article with its quantities, with commas between."""
    table_items: str
    """Arrays of the table's script, one an article with its rows, with commas between."""
    issue_lines: str
    """Line of the CSV of issues."""
    measure_lines: str
    """Lines of the CSV of measures, one a measure."""
    issue_items: str
    """Object of the JSON of issues."""
    measure_items: str
    """Objects of the JSON of measures, with commas between."""

    def join(self) -> str:
        """Join the texts, after their lengths on the first line."""
        texts = astuple(self)
        return "".join((" ".join(str(len(text)) for text in texts), "\n", *texts))

    @staticmethod
    def split(joined: str) -> DatasetTexts:
        """Split what `join` returns. Raises `ValueError` and the like for anything else."""
        head, _, rest = joined.partition("\n")
        bounds = list(accumulate(map(int, head.split()), initial=0))
        return DatasetTexts(*(rest[start:end] for start, end in pairwise(bounds)))


class CountyQuantities(NamedTuple):
    """How many quantities a county has."""

    county: str
    figures: int


@dataclass(frozen=True, slots=True)
class DatasetPiece:
    """What one issue adds to the files of its year."""

    issue: str
    """`2021/07`."""
    date: str
    """`2021-12-01`."""
    figures: int
    """Number of its quantities."""
    themes: tuple[str, ...]
    """Ids of the themes of its articles, each once."""
    places: tuple[tuple[str, ...], ...]
    """Names of the counties of each article with quantities; none for the others."""
    texts: Part[DatasetTexts]
    observations: tuple[Observation, ...] = ()
    """Those of its quantities whose words name their subject."""
    counties: tuple[CountyQuantities, ...] = ()
    """Number of the quantities of each county."""

    @property
    def digest(self) -> str:
        """Digest of the texts: equal digests mean equal pieces."""
        return self.texts.digest

    @property
    def year(self) -> int:
        """Year of the issue."""
        return int(self.date[:4])

    @property
    def month(self) -> int:
        """Month of the issue."""
        return int(self.date[5:7])

    def rows(self, labels: ThemeLabels) -> Iterator[QuantityRow]:
        """Yield its quantities as rows of the table, in the order of the text."""
        items = insert_labels(self.texts.load().table_items, labels, label_array)
        for url, title, issue, date, counties, themes, rows, own in json.loads(f"[{items}]"):
            article = ArticleHeader(url, title, issue, date, tuple(counties), tuple(themes))
            for row in rows:
                measure = row[0].rpartition("f")[0]
                numbers = own.get(measure, ()) if "m" in measure else range(len(themes))
                yield QuantityRow._make((article, *row, tuple(themes[number] for number in numbers)))


class ArticleHeader(NamedTuple):
    """The article of some rows of the table."""

    url: str
    title: str
    issue: str
    """`2021/07`."""
    date: str
    counties: tuple[str, ...]
    themes: tuple[str, ...]


class QuantityRow(NamedTuple):
    """One quantity in the table."""

    heading: ArticleHeader
    place: str
    """Fragment of its address."""
    text: str
    value: str
    high: str
    unit: str
    kind: str
    clause: str
    as_of: str
    as_of_text: str
    target: int
    """1 for a plan, 0 for a result."""
    themes: tuple[str, ...] = ()
    """Themes that its measure is about; those of the article for one outside measures."""

    @property
    def url(self) -> str:
        """Relative to the site's root."""
        return f"{self.heading.url}#{self.place}"


@dataclass(slots=True)
class FigureForms:
    """The quantities of one article in each form."""

    cells: list[tuple[str, ...]]
    """Rows of the CSV."""
    json_objects: list[str]
    table_rows: list[str]


def build_dataset_piece(issue: Issue, quantities: IssueQuantities) -> DatasetPiece:
    """Build the piece of an issue from its quantities."""
    article_cells: list[tuple[str, ...]] = []
    figure_cells: list[tuple[str, ...]] = []
    json_items: list[str] = []
    table_items: list[str] = []
    counts: Counter[str] = Counter()
    for article, units in zip(issue.articles, quantities, strict=True):
        header = build_article_header(issue, article)
        forms = _build_forms(header.url, (issue_label(header.issue), str(article.index)), units)
        article_cells.append(_article_cells(issue, article, header))
        figure_cells += forms.cells
        json_items.append(_article_json(issue, article, header, forms.json_objects))
        table_items.append(_article_table(header, forms.table_rows, number_own_themes(article)))
        counts.update(dict.fromkeys(article.counties, len(forms.cells)))
    table_text = escape_separators(",\n".join(table_items))
    issue_cells, issue_item = write_issue(issue, len(figure_cells))
    measure_cells, measure_items = write_measures(issue)
    texts = DatasetTexts(
        csv_lines(article_cells),
        csv_lines(figure_cells),
        ",\n".join(json_items),
        table_text,
        csv_lines([issue_cells]),
        csv_lines(measure_cells),
        issue_item,
        measure_items,
    )
    identity = (str(issue.id), issue.date.isoformat(), len(figure_cells))
    observations = tuple(find_observations(issue, quantities))
    themes = tuple(dict.fromkeys(theme for article in issue.articles for theme in article.themes))
    places = tuple(
        article.counties if any(unit.quantities for unit in units) else ()
        for article, units in zip(issue.articles, quantities, strict=True)
    )
    counties = tuple(CountyQuantities(*pair) for pair in counts.items())
    return DatasetPiece(
        *identity, themes, places, Part(_digest(identity, texts), Loaded(texts)), observations, counties
    )


def number_own_themes(article: Article) -> dict[str, list[int]]:
    """Return the positions among an article's themes of those that each measure is about."""
    places = {theme: number for number, theme in enumerate(article.themes)}
    return {measure.id: [places[own.theme] for own in measure.themes] for measure in article.measures if measure.themes}


def find_observations(issue: Issue, quantities: IssueQuantities) -> Iterator[Observation]:
    """Yield the results of an issue whose words name what they count."""
    for article, units in zip(issue.articles, quantities, strict=True):
        place, url = "、".join(article.counties), Address(article.index).url(issue.id)
        for unit in units:
            for fragment, quantity in unit.addressed:
                if quantity.value is None or quantity.target or quantity.direction:
                    continue
                subject = normalised_clause(quantity.clause, quantity.text, quantity.as_of_text)
                if find_subject(subject):
                    yield observe(quantity, place, subject, str(issue.id), f"{url}#{fragment}")


def observe(quantity: Quantity, place: str, subject: str, issue: str, url: str) -> Observation:
    """Return a quantity as an observation."""
    value = "" if quantity.value is None else plain_decimal(quantity.value)
    return Observation(
        place, subject, quantity.unit, quantity.kind, value, high_text(quantity), quantity.text, quantity.as_of,
        quantity.as_of_text, issue, url
    )  # fmt: skip


def _digest(identity: tuple[str | int, ...], texts: DatasetTexts) -> str:
    values = _encode((*identity, *astuple(texts)))
    return blake2b(values.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def build_article_header(issue: Issue, article: Article) -> ArticleHeader:
    """Return an article as the table names it; its themes are still ids."""
    url = Address(article.index).url(issue.id)
    return ArticleHeader(url, article.title, str(issue.id), issue.date.isoformat(), article.counties, article.themes)


def _themes_mark(header: ArticleHeader) -> str:
    return f"{LABELS}{' '.join(header.themes)}{LABELS}"


def _article_cells(issue: Issue, article: Article, header: ArticleHeader) -> tuple[str, ...]:
    return (
        issue_label(header.issue),
        str(article.index),
        header.date,
        protect_cell(article.title),
        protect_cell("、".join(header.counties)),
        _themes_mark(header) if header.themes else "",
        f"{ADDRESS}{header.url}{ADDRESS}",
        EDITION_LABELS.get(issue.edition, issue.edition),
        DISCLOSURE_LABELS.get(issue.disclosure, issue.disclosure),
    )


def _article_json(issue: Issue, article: Article, header: ArticleHeader, figures: list[str]) -> str:
    fields = {
        "issue": header.issue,
        "article": article.index,
        "date": header.date,
        "title": header.title,
        "counties": header.counties,
    }
    more = {"edition": issue.edition, "disclosure": issue.disclosure}
    url = f"{ADDRESS}{header.url}{ADDRESS}"
    start = f'{_encode(fields)[:-1]},"themes":{_themes_mark(header)}'
    return f'{start},{url}{_encode(more)[1:-1]},"figures":[{_join_lines(figures)}]}}'


def _article_table(header: ArticleHeader, rows: list[str], own: dict[str, list[int]]) -> str:
    return f"{_encode(header[:-1])[:-1]},{_themes_mark(header)},[{_join_lines(rows)}],{_encode(own)}]"


def _join_lines(items: list[str]) -> str:
    """Join items of an array, each on a line of its own."""
    lines = ",\n".join(items)
    return f"\n{lines}\n" if items else ""


def _build_forms(url: str, key: tuple[str, str], units: tuple[TextUnit, ...]) -> FigureForms:
    forms = FigureForms([], [], [])
    for unit in units:
        sentences = sentence_digests(unit)
        for number, quantity in enumerate(unit.quantities, unit.first_number):
            fragment = f"{unit.place}f{number}"
            amount = ("" if quantity.value is None else plain_decimal(quantity.value), high_text(quantity))
            source = (unit.place, f"{url}#{fragment}")
            forms.cells.append((*key, *_figure_cells(quantity, *amount), *source))
            json_object, table_row = _figure_json(quantity, *amount, *source, next(sentences))
            forms.json_objects.append(json_object)
            forms.table_rows.append(f'["{fragment}",{table_row}]')
    return forms


def _figure_cells(quantity: Quantity, value: str, high: str) -> tuple[str, ...]:
    printed, _, _, _, _, ratio, unit, kind, qualifier, direction, as_of, as_of_text, clause, target = quantity
    return (
        protect_cell(printed),
        value,
        high,
        ratio and protect_cell(ratio),
        unit and protect_cell(unit),
        KINDS.get(kind, kind),
        qualifier,
        direction,
        TARGET_CELL if target else "",
        as_of and period_label(as_of),
        as_of_text,
        protect_cell(clause),
    )


def _figure_json(  # noqa: PLR0913, PLR0917  # called for every quantity of the archive
    quantity: Quantity, value: str, high: str, place: str, address: str, sentence: str
) -> tuple[str, str]:
    """Return a quantity as an object of the JSON and as values of its row in the table.

    Its texts are encoded once for both. Values, times, kinds and addresses need no quoting.
    """
    printed, _, _, _, _, ratio, unit, kind, qualifier, direction, as_of, as_of_text, clause, target = quantity
    printed_json, unit_json = encode_basestring(printed), encode_basestring(unit)
    clause_json, time_json = encode_basestring(clause), encode_basestring(as_of_text)
    optional = f'"ratio":"{ratio}",' if ratio else f'"value":"{value}",'
    if high:
        optional += f'"value_high":"{high}",'
    if unit:
        optional += f'"unit":{unit_json},'
    optional += f'"kind":"{kind}",'
    if qualifier:
        optional += f'"qualifier":{encode_basestring(qualifier)},'
    if direction:
        optional += f'"direction":"{direction}",'
    if target:
        optional += '"target":true,'
    if as_of:
        optional += f'"as_of":"{as_of}",'
    if as_of_text:
        optional += f'"as_of_text":{time_json},'
    measure = f'"measure":"{place}",' if place else ""
    end = f'"address":"{address}","sentence_sha256":"{sentence}"}}'
    time_cells = f'"{as_of}",{time_json},{target:d}'
    return (
        f'{{"text":{printed_json},{optional}"clause":{clause_json},{measure}{end}',
        f'{printed_json},"{value or ratio}","{high}",{unit_json},"{kind}",{clause_json},{time_cells}',
    )


_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")


def sentence_digests(unit: TextUnit) -> Iterator[str]:
    """Yield, for each quantity of a text, the SHA-256 of the sentence in which it begins."""
    sentences = _SENTENCE.finditer(unit.text)
    end = 0
    digest = ""
    for quantity in unit.quantities:
        if quantity.start >= end:
            sentence = next(sentences)
            while quantity.start >= sentence.end():
                sentence = next(sentences)
            end = sentence.end()
            digest = sha256(sentence[0].strip().encode("utf-8", "replace")).hexdigest()
        yield digest
