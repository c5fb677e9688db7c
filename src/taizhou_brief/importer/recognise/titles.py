"""Titles found by shape: a short line without a stop, in the place where an article begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from taizhou_brief.chinese.dates import parse_number
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.importer.recognise.contents_list import (
    BULLET,
    CASE,
    LONGEST_COLUMN,
    NEWS,
    SIGNS,
    is_byline,
    is_column_label,
    is_column_name,
    join_title_lines,
    precedes_titles,
)
from taizhou_brief.importer.recognise.markers import (
    MarkerMatch,
    find_run_on_cuts,
    match_measure_marker,
    match_section_marker,
)
from taizhou_brief.importer.recognise.masthead import NOTE
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from taizhou_brief.importer.recognise.spacing import LETTER, ends_sentence, strip_spaces
from taizhou_brief.model.settings import Settings

LONGEST = 64
"""Characters of a title at most."""
ENOUGH, SURE = 5, 8
"""Points that make a line a title without a contents list, and beside one that does not name it."""
_OFFICE = lazy_compile(
    rf"{LETTER}{{1,9}}(?:局(?!面)|办(?![事法好学理])|委|镇|街道|乡(?![村亲贤])|区(?![域间块])|县(?!域)|市(?![场民值价])|村(?![民里庄口头])|"
    "公司|集团|中心|学院|大学|医院|银行|党委|政府|总工会|法院|检察院)"
)
"""An office or a place, and no 市场 or 区域."""


HEADLINE = 40
"""Characters of the title of a short piece at most, where the text may run in behind it."""
_DAY = lazy_compile(r"(?:\d{4}年)?\d{1,2}月|近日|日前|本周|上周")
"""How the sentence of a piece without a title begins."""
TITLED = 9
"""Characters of a line that is likelier a title than an unnumbered heading, in an issue of several short pieces."""
_CLAUSES = lazy_compile(f"(?:{LETTER}|[”》]) (?:{LETTER}|[“《])")
_LETTER = lazy_compile(LETTER)
_BODIES = "(?:[市县区州旗镇乡村局委厅]|街道|社区|公司|集团|法院|医院|学校|工会|妇联)"
_ACTOR, _ACTING = lazy_compile(rf"{LETTER}{{2}}{_BODIES}"), lazy_compile(rf"{LETTER}{{2,8}}?{_BODIES}")
"""A place or a body: who did what a title tells."""
_FIRST_LINE = lazy_compile(f"{LETTER}{{2,5}}[县市区州旗]|{CASE}[：:]?")
"""A county's name or 案例一 alone on a line: above a title it is the title's first line."""
_NUMBERED = lazy_compile(
    r"(?:(?P<arabic>\d{1,2})[.．、](?!\d)|[（(](?P<bracketed>\d{1,2})[）)]|(?P<han>[一二三四五六七八九十]{1,3})[、．.]"
    r"|[（(](?P<bracketed_han>[一二三四五六七八九十]{1,3})[）)])\s*"
)
_PART = lazy_compile(f"{LETTER}{{2,8}}(?:打算|计划|安排|要求|建议|问题|不足|困难)$")
"""How a heading ends that heads a part of one text, such as 下半年工作打算."""
_CASE = lazy_compile(rf"{CASE}|(?:典型|经典|优秀)?案例[：:]")
"""How the title of one of several cases begins."""
_NAME = lazy_compile(f"{LETTER}{{2,3}}")
"""A person's name, alone below a title."""
_COUNTED = lazy_compile(r"\d{1,2}\u3000")
"""A number with a wide gap behind it: below a title without one it counts the headings of a text."""
_WHOLE = lazy_compile(r"【([^【】]{4,})】")
"""A title in brackets."""
_GENERIC = lazy_compile(
    "(?:主要|具体|经验|典型|基本|创新)(?:做法|举措|成效|经验|问题|特点|情况)|(?:总体|有关)情况|工作(?:成效|亮点|背景|进展|启示|打算|要求|举措)|"
    "取得(?:的)?成效|下(?:一)?步|存在(?:的)?(?:问题|困难|不足|短板)|(?:几点|经验|有关|意见|对策|政策)?(?:启示|体会|思考|建议(?=$|[：:、和与及]|之))|"
    "(?:案例)?背景|成效|做法|附件"
    rf"|(?!{CASE}){LETTER}{{2,4}}之?[一二三四五六七八九十]{{1,2}}[：:、]"
)
"""How a subheading within an article begins, rather than a title."""


@dataclass(frozen=True, slots=True)
class TitleCandidate:
    """One to three short lines that may make a title together."""

    start: int
    end: int
    score: int
    numbered: bool = False
    """It prints a number of its own before the title."""
    length: int = 0
    """How many characters of its line are title and number, where text runs in behind them."""


def is_title_shaped(para: SourceParagraph) -> bool:
    """Whether a paragraph has the shape of a title."""
    text = para.text
    news = NEWS.fullmatch(text) is not None
    if para.role != "prose" or not 4 - 2 * news <= len(text) <= LONGEST or "。" in text or "；" in text:
        return False
    if (
        text[-1] in "，、：；。,;:."
        or (ends_sentence(text) and text[-1] not in "？！?!”》）")
        or match_measure_marker(text)
        or match_section_marker(text)
        or is_byline(text)
    ):
        return False
    return not (NOTE.match(text) or is_bracketed(text) or is_column_label(text)) and bool(_LETTER.search(text))


def is_bracketed(text: str) -> bool:
    """Whether a line stands in brackets, as who wrote what follows does."""
    return len(text) <= LONGEST and text[:1] in "（(" and text[-1:] in "）)"


def find_titles_by_shape(
    paras: Sequence[SourceParagraph], settings: Settings, *, beside_contents: bool
) -> tuple[TitleCandidate, ...]:
    """The lines that open an article by their shape, in order."""
    hinted = sum(para.hint for para in paras if para.role == "prose")
    telling = 0 < hinted <= 0.5 * len(paras)
    names = [name for county in settings.counties for name in (county.name, county.short, *county.aliases) if name]
    sectioned = any(match_section_marker(para.text) for para in paras if para.role == "prose")
    near = _neighbours(paras)
    if not beside_contents and (
        whole := find_numbered_titles(paras) or find_item_titles(paras) or find_bracketed_titles(paras)
    ):
        return whole
    known = next((n for n, para in enumerate(paras) if para.role == "title"), len(paras))
    units: list[TitleCandidate] = []
    n = 0
    while n < len(paras):
        end = _unit_end(paras, n)
        if end > n:
            opening = paras[units[0].start] if units else None
            apart = opening is not None and opening.rows[0].centred and not paras[n].rows[0].centred
            score = _score(paras, n, end, names, telling=telling and not apart) - 2 * apart
            score += _sequence(paras, end, near[n][0], near[end][1])
            score -= 2 * (not beside_contents and not near[n][0] and _nobody(paras[n], opening))
            score += 3 * bool(opening and paras[n].text[0] == opening.text[0] in SIGNS)
            score -= 6 * bool(
                opening and _COUNTED.match(paras[n].rows[0].text) and not _COUNTED.match(opening.rows[0].text)
            )
            first = not units and n <= known
            enough = SURE if beside_contents else ENOUGH - 2 * first - (not sectioned) - 2 * (n == 0)
            enough -= not sectioned and len(units) > 1 and len(paras[n].text) >= TITLED
            if score >= enough:
                units.append(TitleCandidate(n, end, score))
        n = max(end, n + 1)
    return tuple(units)


def find_column_titles(paras: Sequence[SourceParagraph]) -> tuple[SourceParagraph, ...]:
    """The `一、二、` that an issue opens with as names of columns, where a title stands below each of them."""
    places = [n for n, para in enumerate(paras) if match_section_marker(para.text)]
    named = [n for n in places if len(strip_spaces(paras[n].text)) <= LONGEST_COLUMN and _titled(paras[n + 1 : n + 3])]
    if not places or places[0] or named != places:
        return tuple(paras)
    return tuple(replace(para, role="column") if n in places else para for n, para in enumerate(paras))


def _titled(paras: Sequence[SourceParagraph]) -> bool:
    """Whether a title and text are there."""
    return (
        len(paras) > 1 and is_title_shaped(paras[0]) and len(paras[0].text) >= TITLED and ends_sentence(paras[1].text)
    )


def find_numbered_titles(paras: Sequence[SourceParagraph]) -> tuple[TitleCandidate, ...]:
    """Titles that count `1. 2.` or `一、二、`: the issue opens with the first, and prose stands below each.

    Where prose does not stand below each, or a title above the first, or where they are headings of one text
    (主要做法), they are sections.
    """
    start = next(
        (n for n, para in enumerate(paras) if not (NOTE.match(para.text) or ends_sentence(para.text))), len(paras)
    )
    if start and not NOTE.match(paras[0].text):  # a lead, which belongs to an article
        return ()
    units: list[TitleCandidate] = []
    style = ""
    for n, para in enumerate(paras[start:-1], start):
        match = _NUMBERED.match(para.text)
        if n == start:
            style = match.lastgroup or "" if match else ""
        if not match or match.lastgroup != style or not is_title_shaped(replace(para, text=para.text[match.end() :])):
            if n == start:
                return ()
            continue
        if parse_number(match[style]) != len(units) + 1:
            continue
        below = match_measure_marker(paras[n + 1].text)
        marked = below is not None or match_section_marker(paras[n + 1].text) is not None
        long = style == "arabic" and len(para.text) > TITLED and (below is None or below.family != "1.")
        if not long and (marked or not ends_sentence(paras[n + 1].text)):
            return ()
        if _heads_part(para.text[match.end() :]):
            return ()
        units.append(TitleCandidate(n, n + 1, SURE, numbered=True))
    return tuple(units) if len(units) > 1 else ()


def find_item_titles(paras: Sequence[SourceParagraph]) -> tuple[TitleCandidate, ...]:
    """The `一、二、` of an issue that prints no title above the first: an article has one, so each of them is one.

    Text may run in behind it, and measures may stand below. Where they are headings of one text (主要做法) or whole
    sentences, or a lead stands above, they are sections of one article without a title.
    """
    start = next((n for n, para in enumerate(paras) if match_section_marker(para.text)), len(paras))
    if start and (not NOTE.match(paras[0].text) or any(map(is_title_shaped, paras[:start]))):
        return ()
    units: list[TitleCandidate] = []
    for n, para in enumerate(paras[start:], start):
        match = _NUMBERED.match(para.text)
        if not match_section_marker(para.text) or not match:
            continue
        head, _, rest = para.text[match.end() :].partition("。")
        alone = not rest and (n + 1 == len(paras) or match_section_marker(paras[n + 1].text))
        if parse_number(match["han"]) != len(units) + 1 or alone or not _headline(replace(para, text=head)):
            return ()
        units.append(TitleCandidate(n, n + 1, SURE, numbered=True, length=match.end() + len(head) if rest else 0))
    return tuple(units) if len(units) > 1 else ()


def _headline(para: SourceParagraph) -> bool:
    """Whether a line may be the title of a short piece: no heading of a part, no sentence that begins with a day."""
    return (
        is_title_shaped(para) and len(para.text) <= HEADLINE and not (_heads_part(para.text) or _DAY.match(para.text))
    )


def _heads_part(text: str) -> bool:
    """Whether a heading is that of a part of one text."""
    return bool(_GENERIC.match(text) or _PART.match(text))


def find_bracketed_titles(paras: Sequence[SourceParagraph]) -> tuple[TitleCandidate, ...]:
    """Lines in 【】 that are titles: the issue opens with one, and prose stands below each."""
    places = [n for n, para in enumerate(paras) if _WHOLE.fullmatch(para.text)]
    opens = bool(places) and (places[0] == 0 or bool(NOTE.match(paras[0].text)))
    if not opens or len(places) < 2 or places[-1] + 1 == len(paras):
        return ()
    told = all(ends_sentence(paras[n + 1].text) and not _GENERIC.match(paras[n].text[1:]) for n in places)
    return tuple(TitleCandidate(n, n + 1, SURE) for n in places) if told else ()


def _unit_end(paras: Sequence[SourceParagraph], n: int) -> int:
    """Behind the last of the short lines that begin at `n`; `n` itself where there is none."""
    if paras[n].text.startswith("——"):
        return n
    titled = n + 1 < len(paras) and is_title_shaped(paras[n + 1])
    opened = titled and bool(_FIRST_LINE.fullmatch(paras[n].text))
    if not opened and (not is_title_shaped(paras[n]) or (titled and precedes_titles(paras[n].text))):
        return n
    end = n + 1
    alike = paras[n + 1].hint if opened else paras[n].hint
    while end < len(paras) and end < n + 3 and is_title_shaped(paras[end]):
        if paras[end].text[0] == "【" or (paras[end].hint != alike and not paras[end].text.startswith("——")):
            break
        if len(paras[end].text) + len(paras[n].text) > LONGEST or (paras[end].blank and not paras[end - 1].blank and n):
            break
        end += 1
    while end > n + 1 and is_byline(paras[end - 1].text):  # who wrote it, below the title
        end -= 1
    return end


def _score(paras: Sequence[SourceParagraph], n: int, end: int, names: Sequence[str], *, telling: bool) -> int:
    if end >= len(paras):
        return -9
    signature = is_byline(paras[end].text) or is_bracketed(paras[end].text) or _NAME.fullmatch(paras[end].text)
    below = end + bool(signature and end + 1 < len(paras))
    signed = below > end
    text, after = "".join(para.text for para in paras[n:end]).lstrip(f"{SIGNS} "), paras[below]
    marked = paras[n].text[0] in SIGNS
    score = 3 * (telling and paras[n].hint)
    score += 3 if text.startswith(tuple(names)) else 1 if any(name in text for name in names) else 0
    score += 2 if _OFFICE.match(text) and not text.startswith(tuple(names)) else 0
    score += 1 if _CLAUSES.search(text) else 0
    score += marked + 2 * signed
    score += 3 * bool(_CASE.match(text)) + 6 * bool(NEWS.fullmatch(text)) - 4 * bool(_GENERIC.match(text))
    score += (len(text) >= 12) - 2 * (len(text) <= 6) + (n == 0)
    mark = match_measure_marker(after.text)
    if not mark and not match_section_marker(after.text):
        score += _lead(after.text)
    elif (match_section_marker(after.text) or (0, ""))[0] == 1 or (mark and mark.ordinal == 1):
        score += 1
    score += _place(paras, n)
    return score


def _nobody(para: SourceParagraph, first: SourceParagraph | None) -> bool:
    """Whether a line says what was done and not who did it, where the first title does: it heads a part of that."""
    named = first is not None and bool(_ACTING.match(first.text))
    return named and para.text[0] not in SIGNS and not _ACTOR.search(para.text)


def _lead(text: str) -> int:
    """How much the paragraph behind a line looks like the text it heads."""
    if ends_sentence(text):
        return 2 if len(text) >= 30 else 1 if len(text) >= 12 else -1
    return 1 if len(text) > 60 else -2


def _place(paras: Sequence[SourceParagraph], n: int) -> int:
    """A title follows a finished text; a heading or a half sentence before it speaks against it."""
    if n == 0:
        return 1
    before = paras[n - 1]
    if n > 1 and precedes_titles(before.text) and ends_sentence(paras[n - 2].text):  # between two articles
        return 3 if is_column_name(before.text) else 2
    if before.role != "prose":
        return -2 if before.role == "title" else 0
    if ends_sentence(before.text) or before.text.endswith(("）", ")")):
        return 1
    return -1 if precedes_titles(before.text) else -3


def _sequence(paras: Sequence[SourceParagraph], end: int, before: int, sections: int) -> int:
    """A title stands before a fresh 一、 (the next section is 1), never between 一、 and 二、."""
    near = [para.text for para in paras[end : end + 5]]
    measure = next(
        (found for text, below in zip(near[:4], [*near[1:], ""], strict=False) if (found := _opened(text, below))), None
    )
    if sections == 1:
        return 3 if before else 2
    if sections > 1:
        return -6 if before and sections > before else 0
    if measure and measure.ordinal > 1 and measure.family != "首先":
        return -6
    if before and not sections and not measure:
        return 1 + (len(paras[end - 1].text) >= TITLED)  # after the last section of an article, before one without any
    return 1 if measure else 0


def _opened(text: str, below: str) -> MarkerMatch | None:
    """The first marker of a paragraph, also of a sequence that begins in its midst and goes on in the next, `below`."""
    cut = find_run_on_cuts(text, match_measure_marker(below))
    return match_measure_marker(text[cut[0] :] if cut else text)


def _neighbours(paras: Sequence[SourceParagraph]) -> list[tuple[int, int]]:
    """For each paragraph, and for the end, the number of the last section before it and of the next from it on."""
    numbers = [(match_section_marker(para.text) or (0, ""))[0] if para.role == "prose" else 0 for para in paras]
    before, after = [0], [0]
    for own in numbers:
        before.append(own or before[-1])
    for own in reversed(numbers):
        after.append(own or after[-1])
    return list(zip(before, reversed(after), strict=True))


def mark_titles(paras: Sequence[SourceParagraph], units: Sequence[TitleCandidate]) -> tuple[SourceParagraph, ...]:
    """The paragraphs with the chosen lines made titles; several lines make one title."""
    starts = {unit.start: unit for unit in units}
    out: list[SourceParagraph] = []
    n = 0
    while n < len(paras):
        unit = starts.get(n)
        if unit and unit.length:
            out += _apart(paras[n], unit.length)
        elif unit:
            out.append(_title(paras[n : unit.end], numbered=unit.numbered))
        else:
            out.append(paras[n])
        n = unit.end if unit else n + 1
    return tuple(out)


def _title(part: Sequence[SourceParagraph], *, numbered: bool) -> SourceParagraph:
    """One title of these lines, without the number, sign or brackets around it."""
    text = join_title_lines([para.text for para in part])
    rows = tuple(row for para in part for row in para.rows)
    if whole := _WHOLE.fullmatch(text):
        return replace(part[0], text=whole[1], rows=rows, role="title", prefix="【", suffix="】")
    mark = BULLET.match(text) if numbered or text[0] in SIGNS or re.match(CASE, text) else None
    start = len(mark[0]) if mark else 0
    return replace(part[0], text=text[start:], rows=rows, role="title", prefix=text[:start].strip())


def _apart(para: SourceParagraph, length: int) -> tuple[SourceParagraph, SourceParagraph]:
    """The title, which takes `length` characters of a paragraph up to a full stop, and the text behind it."""
    row = next(n for n in range(len(para.rows)) if sum(len(row.text) for row in para.rows[: n + 1]) > length)
    head = _title((replace(para, text=para.text[:length], rows=para.rows[: row + 1], breaks=()),), numbered=True)
    text = replace(para, text=para.text[length + 1 :].strip(), rows=para.rows[row:])
    return replace(head, suffix="。"), text
