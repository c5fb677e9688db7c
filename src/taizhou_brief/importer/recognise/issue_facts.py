"""Choice of an issue's facts among the fields of masthead and foot, with omissions and notes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from taizhou_brief.chinese.dates import parse_day, parse_number
from taizhou_brief.importer.recognise.body_elements import ImportNote
from taizhou_brief.importer.recognise.masthead_fields import MastheadField, split_names, strip_issuer_suffix
from taizhou_brief.importer.recognise.spacing import normalise_spaces, strip_spaces
from taizhou_brief.model.issue import NO_DATE, NO_NUMBER, FrontMatter
from taizhou_brief.model.settings import Settings

_REASONS = {
    "series": "刊名",
    "contact": "签发、编辑或联系方式",
    "internal": "密级或内部字样",
    "printer": "印发单位（与编发单位相同）",
    "year": "期号前的年份",
    "weekday": "星期",
    "hour": "日期里的时刻",
    "month": "报头日期只有年月，没有日",
    "": "没有地方可放",
}


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """The facts of an issue, from masthead and foot."""

    front: FrontMatter
    """Front matter with what masthead and foot give for it."""
    used: tuple[MastheadField, ...]
    """The fields whose words are in the front matter."""
    unused: tuple[tuple[MastheadField, str], ...]
    """The fields that are left out, with the reason."""
    notes: tuple[ImportNote, ...]


@dataclass(frozen=True, slots=True)
class GivenFacts:
    """Facts that the editor gives for what the office file does not print."""

    number: int | None = None
    date: dt.date | None = None


NOTHING_GIVEN = GivenFacts()


def choose_facts(
    masthead: Sequence[MastheadField],
    foot: Sequence[MastheadField],
    name: str,
    settings: Settings,
    given: GivenFacts = NOTHING_GIVEN,
) -> IssueFacts:
    """Choose the facts among the fields; those of the masthead come first. `name` is that of the file.

    A fact that the editor gives is used if the file has none; a contradiction is noted.
    """
    chooser = _FieldChooser((*masthead, *foot))
    number, supplement = chooser.choose_issue_number(name, given.number)
    date, printed = chooser.choose_dates(given.date)
    issuer = chooser.choose_issuer(settings)
    front = FrontMatter(
        number=number,
        supplement=supplement,
        total=chooser.take_number("total"),
        date=date or NO_DATE,
        printed=printed,
        issuer=issuer,
        report_to=chooser.take_names("report_to"),
        send_to=chooser.take_names("send_to"),
        distribute_to=chooser.take_names("distribute_to"),
        copies=chooser.take_number("copies"),
        edition="digest" if chooser.take_first("edition") else "full",
        disclosure="internal" if chooser.check_internal() else "",
    )
    return IssueFacts(front, tuple(chooser.used), chooser.list_unused(), tuple(chooser.notes))


def _month_differs(text: str, date: dt.date) -> bool:
    """Return whether a printed year and month are not those of a date."""
    return [parse_number(part) for part in re.split("[年月]", text) if part.strip()] != [date.year, date.month]


class _FieldChooser:
    """Chooser of fields by name, which records the fields it used."""

    def __init__(self, fields: Sequence[MastheadField]) -> None:
        self.fields = list(fields)
        self.used: list[MastheadField] = []
        self.reasons: dict[int, str] = {}
        self.notes: list[ImportNote] = []

    def choose_issue_number(self, name: str, given: int | None) -> tuple[int, bool]:
        """Return the number or `NO_NUMBER`, and whether it is a 增刊; the file's name is the fallback, and is noted."""
        extra = self.take_first("extra")
        number = parse_number(extra.value) if extra and extra.value else self.take_number("number")
        in_name = re.search(r"第\s*(\d{1,4})\s*期", name)
        if number and given and number != given:
            self.notes.append((-1, "I707", f"命令里写的期号 {given} 与原件的 {number} 不同，底稿用原件的"))
        if not number and given:
            number = given
        elif not number and in_name:
            number = int(in_name[1])
            self.notes.append((-1, "I701", f"原件里没有期号，暂用文件名里的“{in_name[0]}”"))
        elif not number:
            self.notes.append((-1, "I701", "原件里没有找到期号，底稿的 number 空着"))
        return number or NO_NUMBER, extra is not None

    def choose_dates(self, given: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
        """Return the date of the masthead and that of 印发; the second one replaces the first if that is missing."""
        printed, date = self.take_date("printed"), self.take_date("date")
        month = self.take_first("month") if date is None else None
        if month:
            self.used.remove(month)
        if given:
            date = self._compare_date(date, given, month)
        elif date is None and printed is not None:
            date = printed
            self.notes.append((-1, "I702", "原件没有报头日期，暂用印发日期"))
        elif date is None and month:
            self.notes.append(
                (month.index, "I702", f"报头日期“{normalise_spaces(month.value)}”没有写明是哪一天，底稿的 date 空着")
            )
        elif date is None:
            self.notes.append((-1, "I702", "原件里没有找到日期，底稿的 date 空着"))
        if date and printed and date > printed:
            place = next(field.index for field in self.fields if field.name == "printed")
            self.notes.append((place, "I705", f"报头日期 {date} 晚于印发日期 {printed}"))
        for field in self.fields:
            if field.name == "year" and date and parse_number(field.value) != date.year:
                self.notes.append((field.index, "I707", f"期号前的年份“{field.value}”与日期 {date} 不同"))
        return date, printed

    def _compare_date(self, date: dt.date | None, given: dt.date, month: MastheadField | None) -> dt.date:
        """Return the date of the file, else the given one; note a contradiction between them."""
        if date and date != given:
            self.notes.append((-1, "I707", f"命令里写的日期 {given} 与原件的 {date} 不同，底稿用原件的"))
        if month and _month_differs(month.value, given):
            printed = normalise_spaces(month.value)
            self.notes.append((month.index, "I707", f"命令里写的日期 {given} 与原件的“{printed}”不同，底稿用命令里的"))
        return date or given

    def check_internal(self) -> bool:
        """Return whether the source is marked as not public."""
        internal_field = next((field for field in self.fields if field.name == "internal"), None)
        if internal_field:
            message = f"原件标有“{internal_field.value}”，底稿设为 disclosure: internal，公开前请核定"
            self.notes.append((internal_field.index, "I709", message))
        return internal_field is not None

    def take_first(self, name: str) -> MastheadField | None:
        """Return the first field of a name; add a note if another field of the name differs."""
        fields = [field for field in self.fields if field.name == name]
        if not fields:
            return None
        self.used.append(fields[0])
        for other in fields[1:]:
            if strip_spaces(other.value) == strip_spaces(fields[0].value):
                self.reasons[id(other)] = "重复"
            else:
                self.notes.append(
                    (other.index, "I707", f"“{other.value}”与前面的“{fields[0].value}”是两种说法，底稿用前一种")
                )
        return fields[0]

    def take_number(self, name: str) -> int | None:
        """Return the number in the first field of a name, or None if there is none or it cannot be read."""
        field = self.take_first(name)
        number = parse_number(field.value) if field else None
        if field and (number is None or not 1 <= number <= 99999):
            self.used.remove(field)
            self.notes.append((field.index, "I701" if name == "number" else "I707", f"看不懂的数：{field.value}"))
            return None
        return number

    def take_date(self, name: str) -> dt.date | None:
        """Return the date in the first field of a name, or None if there is none or it is not a real day."""
        field = self.take_first(name)
        date = parse_day(field.value) if field else None
        if field and date is None:
            self.used.remove(field)
            self.notes.append((field.index, "I704", f"“{normalise_spaces(field.value)}”不是真实的日子"))
        return date

    def take_names(self, key: str) -> tuple[str, ...]:
        """Return the names in all fields of a distribution list."""
        fields = [field for field in self.fields if field.name == key]
        kept: list[str] = []
        for field in fields:
            self.used.append(field)
            kept += split_names(field.value)
        return tuple(kept)

    def choose_issuer(self, settings: Settings) -> str:
        """Return the office next to the date of the masthead, else the first one, else the one that had it printed."""
        date_indices = {field.index for field in self.fields if field.name == "date"}
        ranked = sorted(
            (field for field in self.fields if field.name in ("issuer", "printer")),
            key=lambda field: (field.name == "printer", field.index not in date_indices),
        )
        number_index = min((field.index for field in self.fields if field.name in ("number", "extra")), default=-1)
        self._take_series(settings.title, number_index)
        if not ranked:
            default = f"，用 archive.yaml 里的“{settings.issuer}”" if settings.issuer else "，底稿的 issuer 空着"
            self.notes.append((-1, "I703", f"原件里没有找到编发单位{default}"))
            return ""
        field = ranked[0]
        name = strip_issuer_suffix(field.value)
        self.used.append(MastheadField("issuer", field.value, field.index))
        self.reasons[id(field)] = "used"
        for other in ranked[1:]:
            if strip_spaces(strip_issuer_suffix(other.value)) == strip_spaces(name):
                self.reasons[id(other)] = "与编发单位重复"
            elif other.index < number_index:
                self.reasons[id(other)] = "刊名"
            else:
                self.reasons[id(other)] = "另一个编发或印发单位"
                message = f"“{normalise_spaces(other.value)}”与编发单位“{name}”不同，没有收入底稿"
                self.notes.append((other.index, "I746", message))
        return name

    def _take_series(self, series: str, number_index: int) -> None:
        """Take the series' title: the lines that name it, and other words above the number."""
        series_fields = [
            field for field in self.fields if field.name == "series" or (not field.name and field.index < number_index)
        ]
        self.reasons |= {id(field): "刊名" for field in series_fields}
        printed = " ".join(normalise_spaces(field.value) for field in series_fields)
        if series_fields and series and strip_spaces(series) not in strip_spaces(printed):
            self.notes.append((series_fields[0].index, "I708", f"原件刊名“{printed}”与设置里的“{series}”不同"))

    def list_unused(self) -> tuple[tuple[MastheadField, str], ...]:
        """Return the unused fields with the reason; add a note about words that have no place."""
        used_ids = {id(field) for field in self.used}
        omitted = []
        for field in self.fields:
            reason = self.reasons.get(id(field), _REASONS.get(field.name, "另一种说法"))
            if id(field) not in used_ids and reason != "used" and strip_spaces(field.value):
                omitted.append((field, reason))
                if not field.name and reason != "刊名":
                    self.notes.append(
                        (field.index, "I745", f"“{normalise_spaces(field.value)}”没有地方可放，没有收入底稿")
                    )
        return tuple(omitted)
