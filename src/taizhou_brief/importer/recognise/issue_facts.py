"""The fields of masthead and foot → the facts of an issue, what is left out of them, and what is doubtful."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from taizhou_brief.chinese.dates import parse_day, parse_number
from taizhou_brief.importer.recognise.body import ImportNote
from taizhou_brief.importer.recognise.masthead_fields import MastheadField, split_names, strip_issuer_suffix
from taizhou_brief.importer.recognise.spacing import normalise_spaces, strip_spaces

_REASONS = {
    "series": "刊名",
    "contact": "签发、编辑或联系方式",
    "internal": "密级或内部字样",
    "printer": "印发单位（与编发单位相同）",
    "year": "期号前的年份",
    "weekday": "星期",
    "month": "报头日期只有年月，没有日",
    "": "没有地方可放",
}


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """What masthead and foot say of the issue."""

    number: int
    supplement: bool
    total: int | None
    date: dt.date | None
    printed: dt.date | None
    issuer: str
    report_to: tuple[str, ...]
    send_to: tuple[str, ...]
    distribute_to: tuple[str, ...]
    copies: int | None
    internal: bool
    used: tuple[MastheadField, ...]
    """The fields whose words stand in the front matter."""
    unused: tuple[tuple[MastheadField, str], ...]
    """The fields that are left out, and why."""
    remarks: tuple[ImportNote, ...]


def choose_facts(head: Sequence[MastheadField], foot: Sequence[MastheadField], name: str, series: str) -> IssueFacts:
    """Choose among the fields; the masthead is asked before the foot. `name` is that of the file."""
    chooser = _Chooser((*head, *foot))
    found, supplement = chooser.issue_number(name)
    dated, printed = chooser.dates()
    issuer = chooser.issuer(series)
    return IssueFacts(
        number=found,
        supplement=supplement,
        total=chooser.whole("total"),
        date=dated,
        printed=printed,
        issuer=issuer,
        report_to=chooser.names("report_to"),
        send_to=chooser.names("send_to"),
        distribute_to=chooser.names("distribute_to"),
        copies=chooser.whole("copies"),
        internal=chooser.internal(),
        used=tuple(chooser.used),
        unused=chooser.unused(),
        remarks=tuple(chooser.remarks),
    )


class _Chooser:
    """Takes fields by name and keeps account of what was used."""

    def __init__(self, fields: Sequence[MastheadField]) -> None:
        self.fields = list(fields)
        self.used: list[MastheadField] = []
        self.reasons: dict[int, str] = {}
        self.remarks: list[ImportNote] = []

    def issue_number(self, name: str) -> tuple[int, bool]:
        """The number (0 for none) and whether it is a 增刊; the file's name helps out, and is told to have done so."""
        extra = self.first("extra")
        found = parse_number(extra.value) if extra and extra.value else self.whole("number")
        named = re.search(r"第\s*(\d{1,4})\s*期", name)
        if not found and named:
            found = int(named[1])
            self.remarks.append((-1, "I701", f"原件里没有期号，暂用文件名里的“{named[0]}”"))
        elif not found:
            self.remarks.append((-1, "I701", "原件里没有找到期号，底稿的 number 空着"))
        return found or 0, extra is not None

    def dates(self) -> tuple[dt.date | None, dt.date | None]:
        """The date of the masthead and that of 印发; the second stands in for the first where that is missing."""
        printed, dated = self.day("printed"), self.day("date")
        if dated is None and printed is not None:
            dated = printed
            self.remarks.append((-1, "I702", "原件没有报头日期，暂用印发日期"))
        elif dated is None and (month := self.first("month")):
            self.used.remove(month)
            self.remarks.append(
                (month.index, "I702", f"报头日期“{normalise_spaces(month.value)}”没有写明是哪一天，底稿的 date 空着")
            )
        elif dated is None:
            self.remarks.append((-1, "I702", "原件里没有找到日期，底稿的 date 空着"))
        elif printed and dated > printed:
            place = next(field.index for field in self.fields if field.name == "printed")
            self.remarks.append((place, "I705", f"报头日期 {dated} 晚于印发日期 {printed}"))
        for field in self.fields:
            if field.name == "year" and dated and parse_number(field.value) != dated.year:
                self.remarks.append((field.index, "I707", f"期号前的年份“{field.value}”与日期 {dated} 不同"))
        return dated, printed

    def internal(self) -> bool:
        """Whether the source is marked as not for the public."""
        said = next((field for field in self.fields if field.name == "internal"), None)
        if said:
            message = f"原件标有“{said.value}”，底稿设为 disclosure: internal，公开前请核定"
            self.remarks.append((said.index, "I709", message))
        return said is not None

    def first(self, name: str) -> MastheadField | None:
        """The first field of a name; a second one that says otherwise is remarked on."""
        own = [field for field in self.fields if field.name == name]
        if not own:
            return None
        self.used.append(own[0])
        for other in own[1:]:
            if strip_spaces(other.value) == strip_spaces(own[0].value):
                self.reasons[id(other)] = "重复"
            else:
                self.remarks.append(
                    (other.index, "I707", f"“{other.value}”与前面的“{own[0].value}”是两种说法，底稿用前一种")
                )
        return own[0]

    def whole(self, name: str) -> int | None:
        field = self.first(name)
        found = parse_number(field.value) if field else None
        if field and (found is None or not 1 <= found <= 99999):
            self.used.remove(field)
            self.remarks.append((field.index, "I701" if name == "number" else "I707", f"看不懂的数：{field.value}"))
            return None
        return found

    def day(self, name: str) -> dt.date | None:
        field = self.first(name)
        found = parse_day(field.value) if field else None
        if field and found is None:
            self.used.remove(field)
            self.remarks.append((field.index, "I704", f"“{normalise_spaces(field.value)}”不是真实的日子"))
        return found

    def names(self, key: str) -> tuple[str, ...]:
        own = [field for field in self.fields if field.name == key]
        kept: list[str] = []
        for field in own:
            self.used.append(field)
            kept += split_names(field.value)
        return tuple(kept)

    def issuer(self, series: str) -> str:
        """The office beside the date of the masthead, else the first named, else the one that had it printed."""
        dated = {field.index for field in self.fields if field.name == "date"}
        ranked = sorted(
            (field for field in self.fields if field.name in ("issuer", "printer")),
            key=lambda field: (field.name == "printer", field.index not in dated),
        )
        numbered = min((each.index for each in self.fields if each.name in ("number", "extra")), default=-1)
        self._series(series, numbered)
        if not ranked:
            self.remarks.append((-1, "I703", "原件里没有找到编发单位"))
            return ""
        field = ranked[0]
        name = strip_issuer_suffix(field.value)
        self.used.append(MastheadField("issuer", field.value, field.index))
        self.reasons[id(field)] = "used"
        for other in ranked[1:]:
            if strip_spaces(strip_issuer_suffix(other.value)) == strip_spaces(name):
                self.reasons[id(other)] = "与编发单位重复"
            elif other.index < numbered:
                self.reasons[id(other)] = "刊名"
            else:
                self.reasons[id(other)] = "另一个编发或印发单位"
                message = f"“{normalise_spaces(other.value)}”与编发单位“{name}”不同，没有收入底稿"
                self.remarks.append((other.index, "I746", message))
        return name

    def _series(self, series: str, numbered: int) -> None:
        """The series' title: the lines that say so, and words above the number that are nothing else."""
        own = [each for each in self.fields if each.name == "series" or (not each.name and each.index < numbered)]
        self.reasons |= {id(each): "刊名" for each in own}
        spoken = " ".join(normalise_spaces(each.value) for each in own)
        if own and series and strip_spaces(series) not in strip_spaces(spoken):
            self.remarks.append((own[0].index, "I708", f"原件刊名“{spoken}”与设置里的“{series}”不同"))

    def unused(self) -> tuple[tuple[MastheadField, str], ...]:
        used = {id(field) for field in self.used}
        out = []
        for field in self.fields:
            reason = self.reasons.get(id(field), _REASONS.get(field.name, "另一种说法"))
            if id(field) not in used and reason != "used" and strip_spaces(field.value):
                out.append((field, reason))
                if not field.name and reason != "刊名":
                    self.remarks.append(
                        (field.index, "I745", f"“{normalise_spaces(field.value)}”没有地方可放，没有收入底稿")
                    )
        return tuple(out)
