"""Lines of masthead 报头 and foot 报尾: the fields of a line, and its other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from taizhou_brief.chinese.dates import DATE, MONTH, NUMBER, WEEKDAYS, YEAR_CHARACTERS
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.importer.recognise.rows import SourceRow
from taizhou_brief.importer.recognise.spacing import WIDE_GAP, normalise_spaces, strip_spaces


@dataclass(frozen=True, slots=True)
class MastheadField:
    """One fact of masthead or foot."""

    name: str
    """`number`, `total`, `supplement`, `date`, `printed`, `issuer`, `report_to`, `send_to`, `distribute_to`, `copies`,
    `year` (before the number), `month` (a date without its day), `hour`, `weekday`, `series`, `internal`, `contact`,
    `printer` (of 印发), or an empty string for words that belong to no field.
    """
    value: str
    """As printed, without labels."""
    index: int
    """Its line in the source."""


_LABELS = {
    "report_to": "呈报|抄报|报送|上报|呈送|呈|报",
    "send_to": "抄送|主送|分送|送",
    "distribute_to": "下发|分发|印发|发至|发",
}
_LABEL = lazy_compile(
    r"(?:^|(?<=[ \u3000。；;]))(?:本期)?(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items())
    + r")[ \u3000]*[：:]"
)
_CONTACT = lazy_compile(
    r"^[（(]?(?:本期|本刊)?(?:责任编辑|责编|编辑部(?:电话|地址)?|编委会?|总编辑?|副?主编|顾问|执行编辑|美编|监制|本期编辑|编辑|编\s*辑|主编|签发人?|签\s*发|审核|审签|核稿|校对|校\s*对|拟稿|联系人|联系电话|电\s*话|电话|传真|地址|邮\s*箱|邮箱|邮编|"
    r"投稿邮箱|电子邮箱|E-?mail|网址|承办单位|值班电话)[ \u3000]*[：:]"
)
_INTERNAL = lazy_compile(
    r"内部(?:资料|刊物|文件|材料|参阅|使用|情况|交流)|注意保存|^(?:秘密|机密|绝密)(?:[★☆].*)?$|^密级|不得(?:外传|公开)|^特急$|^加急$|^急件$"
)
_SECRET = lazy_compile(r"内部|秘密|机密|绝密|密级|外传|公开|注意保存")
_SERIES = lazy_compile(
    r"(?:简报|信息|专报|动态|快报|快讯|参考|通讯|情况|内参|专刊|要情|参阅|摘报|交流|通报|速递|月报|周报|旬报|材料|选编|汇编|摘编|简讯|资讯|文摘)(?:[（(].{1,12}[）)])?$"
)
_OFFICE = lazy_compile(
    r"(?:办公室|委员会|领导小组|小组|专班|中心|政府|局|办|委|厅|部|院|署|会|处|科|组|室|社|公司|集团|指挥部|秘书处|党校|大学|(?:支|分|总|银)行)(?:主办|编印|编发|主编|印发|编制|编|印)?$"
)
_YEARED = rf"(?:[（(〔\[]?\s*(?P<year>20\d\d|二[{YEAR_CHARACTERS}]{{3}})\s*年?\s*[）)〕\]]?\s*(?:年度)?\s*)?"
_TOTAL = lazy_compile(rf"[（(〔\[]?\s*总\s*第?\s*({NUMBER})\s*期\s*[）)〕\]]?")
_EXTRA = lazy_compile(rf"[（(]?\s*{_YEARED}增\s*刊\s*[（(]?\s*(?:第\s*({NUMBER})\s*期?|(\d+))?\s*[）)]?\s*[）)]?")
_NUMBER = lazy_compile(
    rf"[（(]?\s*{_YEARED}(?:第?\s*({NUMBER})\s*期|(?(year)第?|第)\s*({NUMBER})\s*号(?![^\s）)]))\s*[）)]?"
)
_COPIES = lazy_compile(rf"[（(]?\s*共\s*印?\s*({NUMBER})\s*份\s*[）)]?|[（(]\s*印\s*({NUMBER})\s*份\s*[）)]")
_PRINTED = lazy_compile(rf"({DATE})\s*印\s*(?:发|制|刷)?|印发(?:日期|时间)\s*[：:]\s*({DATE})")
_HOUR = (
    r"\s*(?:(?:上午|下午|晚)?\s*\d{1,2}\s*(?:时|点|[：:]\s*\d\d)(?:\s*\d{1,2}\s*分?|[：:]\d\d)?"
    r"|[（(]\s*\d{1,2}\s*时\s*[）)])"
)
_DATE = lazy_compile(rf"({DATE})(?P<hour>{_HOUR})?")
MONTH_OF_YEAR = rf"(?:20\d\d\s*年\s*\d{{1,2}}\s*月(?!\s*\d)|二[{YEAR_CHARACTERS}]{{3}}年{MONTH}月)"
"""Regular expression for a date without its day in a line."""
_MONTH = lazy_compile(r"20\d\d\s*年\s*\d{1,2}\s*月(?!\s*\d)")
_WEEKDAY = lazy_compile(f"[（(]?(?:星期|周)[{WEEKDAYS}天][）)]?")
_ISSUED_BY = lazy_compile(r"(?:编发|主办|编印|印发|编辑|编制|发布)(?:单位|机关|部门)?\s*[：:]\s*")
_DATED = lazy_compile(rf"(?<!印发)(?:出版|出刊|编印|发布|刊发)?(?:日期|时间)\s*[：:]\s*(?={DATE})")
"""Label before a date."""
DIGEST = "摘编"
"""Word on a line of its own in the masthead of an issue that is no full text; our own exports print it."""
_FIELD_GAP = "\x00"
"""Placeholder in a line for a field that was read and removed: no pattern matches across it."""
_CLOSING = lazy_compile("(?:主办|编印|编发|主编|编|印|办)")
"""What may follow an office's name after a gap."""
_EDGES = f" {WIDE_GAP}·|｜/，,;；（）()【】-—─━═_＿*★☆"


def match_distribution_label(row: SourceRow) -> str:
    """Return `report_to`, `send_to` or `distribute_to` if the line starts with such a label, else an empty string."""
    match = _LABEL.match(_strip_label_spaces(row.text))
    return str(match.lastgroup) if match else ""


def _strip_label_spaces(text: str) -> str:
    """Remove the spaces within a label at the start of a line."""
    return re.sub(r"^([^：:]{1,8})(?=[：:])", lambda match: strip_spaces(match[1]), text)


def read_distribution_lists(row: SourceRow) -> tuple[MastheadField, ...]:
    """Return the lists 报, 送 and 发 of a line, which may have several."""
    text = _strip_label_spaces(row.text)
    matches = list(_LABEL.finditer(text))
    ends = [*(match.start() for match in matches), len(text)][1:]
    return tuple(
        MastheadField(str(match.lastgroup), text[match.end() : end].strip(f" {WIDE_GAP}"), row.index)
        for match, end in zip(matches, ends, strict=True)
    )


def read_fields(row: SourceRow, series: str) -> tuple[MastheadField, ...]:
    """Return all fields of a line of masthead or foot; words that belong to no field have an empty name."""
    text = _DATED.sub("", row.text)
    if match_distribution_label(row):
        return read_distribution_lists(row)
    if _CONTACT.match(text):
        return (MastheadField("contact", text, row.index),)
    if strip_spaces(text) == strip_spaces(series) and series:
        return (MastheadField("series", text, row.index),)
    fields: list[MastheadField] = []
    for name, pattern in (
        ("copies", _COPIES),
        ("printed", _PRINTED),
        ("total", _TOTAL),
        ("extra", _EXTRA),
        ("number", _NUMBER),
        ("date", _DATE),
        ("month", _MONTH),
    ):
        match = pattern.search(text)
        if match and not (name == "number" and fields and fields[-1].name == "extra" and fields[-1].value):
            year, hour = match.groupdict().get("year"), match.groupdict().get("hour")
            groups = [group for group in match.groups()[bool("year" in pattern.groupindex) :] if group]
            fields += [MastheadField("year", year, row.index)] if year else []
            fields.append(MastheadField(name, match[0] if name == "month" else (groups or [""])[0], row.index))
            fields += [MastheadField("hour", hour.strip(), row.index)] if hour else []
            text = text[: match.start()] + _FIELD_GAP + text[match.end() :]
    return (*fields, *_read_words(text, row, series, frozenset(field.name for field in fields)))


def _read_words(text: str, row: SourceRow, series: str, other_names: frozenset[str]) -> Iterable[MastheadField]:
    """Return the fields that are neither numbers nor dates: series title, issuer, printer, secrecy."""
    for n, word in enumerate(_split_words(text)):
        if not (n and _CLOSING.fullmatch(word)):
            label = _ISSUED_BY.match(word)
            name = "issuer" if label else _classify_word(word, series, other_names)
            yield MastheadField(name, word[label.end() :] if label else word, row.index)


def _split_words(text: str) -> Iterable[str]:
    """Return the words between wide gaps; characters that are all spaced out, as in `简　报`, are one word."""
    for segment in text.split(_FIELD_GAP):
        pieces = re.split(f"{WIDE_GAP}+", segment.strip(_EDGES))
        words = [word for piece in pieces if strip_spaces(word := piece.strip(_EDGES))]
        yield from [WIDE_GAP.join(words)] if words == pieces and max(map(len, words)) == 1 < len(words) else words


def _classify_word(word: str, series: str, other_names: frozenset[str]) -> str:
    """Return the name of the field that a word without label belongs to."""
    key = strip_spaces(word)
    tests = (
        ("weekday", _WEEKDAY.fullmatch(key)),
        ("edition", key == DIGEST),
        ("contact", _CONTACT.match(word)),
        ("internal", _INTERNAL.search(key) and _SECRET.search(key)),
        ("series", _INTERNAL.search(key) or (series and strip_spaces(series) in key)),
        ("printer", "printed" in other_names),
        ("issuer", _OFFICE.search(key) and len(key) <= 45),
        ("series", _SERIES.search(key) and len(key) <= 30),
    )
    return next((name for name, matches in tests if matches), "")


def is_known_field(fields: Sequence[MastheadField]) -> bool:
    """Return whether a line has fields, and all its words belong to one."""
    return bool(fields) and all(field.name for field in fields)


_RECIPIENT = lazy_compile(
    r"(?:[^，。：；]{0,20}(?:委|办|局|厅|府|部|院|会|协|大|署|组|队|处|科|站|所|中心|社|校|企业|公司|集团|银行|部门|单位|机关|团体|"
    r"书记|[市县区州省镇乡局部厅处院校]长|主席|主任|常委|委员|领导|领导同志|同志|成员|各镇|各乡|街道|[市县区])(?:[（(][^（）()]{1,12}[）)])?)"
)


def lists_recipients(text: str) -> bool:
    """Return whether a line lists only offices and people, as a distribution list does that goes on in it."""
    parts = [part for part in re.split("[、，,；;。 \u3000]+", text) if part]
    return bool(parts) and all(_RECIPIENT.fullmatch(part) for part in parts)


_ORGAN = lazy_compile(
    "(?:人民)?政府(?:[（(].{1,8}[）)])?|人大(?:常委会|主席团)?|政协|纪委(?:监委)?|监委|人武部|管委会|办事处|工委|法院|检察院"
)
_EACH_PARTY = lazy_compile(
    "各[^、（）()]*(?:[（(][^（）()]*[）)])?[^、]{0,4}(?:委|党工委|支部)(?:[（(][^（）()]{1,8}[）)])?(?:、|$)"
)


def _join_organs(names: Sequence[str]) -> list[str]:
    """Join the organs of the same places to one recipient: 各县（市、区）党委、政府."""
    joined: list[str] = []
    for name in names:
        if joined and _ORGAN.fullmatch(name) and _EACH_PARTY.match(joined[-1]):
            joined[-1] += f"、{name}"
        else:
            joined.append(name)
    return joined


def split_names(text: str) -> tuple[str, ...]:
    """Return the offices and people that a distribution list names, in printed order.

    In a list separated by `，` or `；`, `、` belongs to its members (`各县（市、区）党委、政府，市级有关单位`).
    """
    text = normalise_spaces(text).strip().rstrip("。．.;； ")
    for marks in ("；;", "，,", "、", " "):
        parts = _split_outside_brackets(text, marks)
        if len(parts) > 1 and (marks != " " or all(len(part) > 1 for part in parts)):
            names = [part for part in (part.strip(" 、，,；;") for part in parts) if part]
            return tuple(_join_organs(names) if marks == "、" else names)
    stripped = text.strip(" 、，,；;")
    return (stripped,) if stripped else ()


def _split_outside_brackets(text: str, marks: str) -> list[str]:
    """Split the text at any of `marks` outside brackets."""
    parts, depth, start = [], 0, 0
    for n, character in enumerate(text):
        depth += (character in "（(《“") - (character in "）)》”")
        if character in marks and depth <= 0:
            parts.append(text[start:n])
            start = n + 1
    return [*parts, text[start:]]


_ISSUER_LABEL = lazy_compile("(?:主办|编印|编发|主编|印发|编制|编|印)$")


def strip_issuer_suffix(text: str) -> str:
    """Return an office's name without a closing `编`, `编印` and the like."""
    name = normalise_spaces(text)
    return _ISSUER_LABEL.sub("", name).strip() or name
