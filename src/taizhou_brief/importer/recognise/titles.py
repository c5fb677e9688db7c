"""Titles found by shape: short lines without a stop where an article can start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from taizhou_brief.chinese.characters import ONE_TO_TEN, SMALL_NUMERAL
from taizhou_brief.chinese.dates import parse_number
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.formats.briefing.markers import Marker, match_marker
from taizhou_brief.importer.recognise.bylines import is_byline
from taizhou_brief.importer.recognise.contents_list import (
    CASE_LABEL,
    MAX_COLUMN_NAME,
    NEWS_TITLE,
    SIGNS,
    is_column_label,
    is_column_name,
    precedes_titles,
)
from taizhou_brief.importer.recognise.markers import find_run_on_cuts, match_section_marker
from taizhou_brief.importer.recognise.masthead import EDITOR_NOTE_LABEL
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from taizhou_brief.importer.recognise.spacing import LETTER, ends_sentence, strip_spaces
from taizhou_brief.model.settings import Settings

MAX_TITLE = 64
"""Maximum number of characters of a title."""
MIN_SCORE, MIN_UNLISTED_SCORE = 5, 8
"""Minimum scores of a title without a contents list, and of one that a contents list does not name."""
_OFFICE = lazy_compile(
    rf"{LETTER}{{1,9}}(?:局(?!面)|办(?![事法好学理])|委|镇|街道|乡(?![村亲贤])|区(?![域间块])|县(?!域)|市(?![场民值价])|村(?![民里庄口头])|"
    "公司|集团|中心|学院|大学|医院|银行|党委|政府|总工会|法院|检察院)"
)
"""An office or a place; 市场 and 区域 are excluded."""


MAX_HEADLINE = 40
"""Maximum number of characters of the title of a short piece whose text may follow on the same line."""
_DAY = lazy_compile(r"(?:\d{4}年)?\d{1,2}月|近日|日前|本周|上周")
"""Start of a sentence in a piece without a title."""
MIN_LIKELY_TITLE = 9
"""From this length on, a line in an issue of several short pieces is more likely a title than an unnumbered heading."""
_CLAUSE_GAP = lazy_compile(f"(?:{LETTER}|[”》]) (?:{LETTER}|[“《])")
_LETTER = lazy_compile(LETTER)
_ORGANISATIONS = "(?:[市县区州旗镇乡村局委厅]|街道|社区|公司|集团|法院|医院|学校|工会|妇联)"
_ACTOR, _ACTING = lazy_compile(rf"{LETTER}{{2}}{_ORGANISATIONS}"), lazy_compile(rf"{LETTER}{{2,8}}?{_ORGANISATIONS}")
"""A place or an organisation, which did what a title reports."""
_FIRST_LINE = lazy_compile(f"{LETTER}{{2,5}}[县市区州旗]|{CASE_LABEL}[：:]?")
"""A county's name or 案例一 alone on a line: above a title it is the title's first line."""
_NUMBERED = lazy_compile(
    rf"(?:(?P<arabic>\d{{1,2}})[.．、](?!\d)|[（(](?P<bracketed>\d{{1,2}})[）)]|(?P<han>{SMALL_NUMERAL})[、．.]"
    rf"|[（(](?P<bracketed_han>{SMALL_NUMERAL})[）)])\s*"
)
_PART = lazy_compile(f"{LETTER}{{2,8}}(?:打算|计划|安排|要求|建议|问题|不足|困难)$")
"""End of a heading of one part of a text, such as 下半年工作打算."""
_CASE_TITLE = lazy_compile(rf"{CASE_LABEL}|(?:典型|经典|优秀)?案例[：:]")
"""Start of the title of one of several cases."""
_NAME = lazy_compile(f"{LETTER}{{2,3}}")
"""A person's name, alone below a title."""
_NUMBER_BEFORE_GAP = lazy_compile(r"\d{1,2}\u3000")
"""A number before a wide gap: below a title without one it numbers the headings of a text."""
BRACKETED_TITLE = lazy_compile(r"【([^【】]{4,})】")
"""A title in brackets."""
_SUBHEADING = lazy_compile(
    "(?:主要|具体|经验|典型|基本|创新)(?:做法|举措|成效|经验|问题|特点|情况)|(?:总体|有关)情况|工作(?:成效|亮点|背景|进展|启示|打算|要求|举措)|"
    "取得(?:的)?成效|下(?:一)?步|存在(?:的)?(?:问题|困难|不足|短板)|(?:几点|经验|有关|意见|对策|政策)?(?:启示|体会|思考|建议(?=$|[：:、和与及]|之))|"
    "(?:案例)?背景|成效|做法|附件"
    rf"|(?!{CASE_LABEL}){LETTER}{{2,4}}之?[{ONE_TO_TEN}]{{1,2}}[：:、]"
)
"""Start of a subheading within an article, as opposed to a title."""


@dataclass(frozen=True, slots=True)
class TitleCandidate:
    """One to three short lines that may form a title together."""

    start: int
    end: int
    score: int
    numbered: bool = False
    """Whether it has a printed number before the title."""
    length: int = 0
    """Number of characters of number and title if the text follows on the same line, else 0."""


def is_title_shaped(para: SourceParagraph) -> bool:
    """Return whether a paragraph has the shape of a title."""
    text = para.text
    is_news = NEWS_TITLE.fullmatch(text) is not None
    if para.role != "prose" or not 4 - 2 * is_news <= len(text) <= MAX_TITLE or "。" in text or "；" in text:
        return False
    if (
        text[-1] in "，、：；。,;:."
        or (ends_sentence(text) and text[-1] not in "？！?!”》）")
        or match_marker(text)
        or match_section_marker(text)
        or is_byline(text)
    ):
        return False
    return not (EDITOR_NOTE_LABEL.match(text) or is_bracketed(text) or is_column_label(text)) and bool(
        _LETTER.search(text)
    )


def is_bracketed(text: str) -> bool:
    """Return whether a line is in brackets, as a signature is."""
    return len(text) <= MAX_TITLE and text[:1] in "（(" and text[-1:] in "）)"


def find_titles_by_shape(
    paras: Sequence[SourceParagraph], settings: Settings, *, has_contents: bool
) -> tuple[TitleCandidate, ...]:
    """Find the lines that start an article by their shape, in order."""
    hint_count = sum(para.heading_hint for para in paras if para.role == "prose")
    use_hints = 0 < hint_count <= 0.5 * len(paras)
    names = [name for county in settings.counties for name in (county.name, county.short, *county.aliases) if name]
    has_sections = any(match_section_marker(para.text) for para in paras if para.role == "prose")
    neighbours = _find_neighbour_sections(paras)
    if not has_contents and (
        numbered := find_numbered_titles(paras) or find_item_titles(paras) or find_bracketed_titles(paras)
    ):
        return numbered
    first_title = next((n for n, para in enumerate(paras) if para.role == "title"), len(paras))
    candidates: list[TitleCandidate] = []
    n = 0
    while n < len(paras):
        end = _find_candidate_end(paras, n)
        if end > n:
            opening = paras[candidates[0].start] if candidates else None
            less_centred = opening is not None and opening.rows[0].centred and not paras[n].rows[0].centred
            score = _score_candidate(paras, n, end, names, use_hints=use_hints and not less_centred) - 2 * less_centred
            score += _score_numbering(paras, end, neighbours[n][0], neighbours[end][1])
            score -= 2 * (not has_contents and not neighbours[n][0] and _lacks_actor(paras[n], opening))
            score += 3 * bool(opening and paras[n].text[0] == opening.text[0] in SIGNS)
            score -= 6 * bool(
                opening
                and _NUMBER_BEFORE_GAP.match(paras[n].rows[0].text)
                and not _NUMBER_BEFORE_GAP.match(opening.rows[0].text)
            )
            is_first = not candidates and n <= first_title
            minimum = MIN_SCORE - 2 * is_first - (not has_sections) - 2 * (n == 0)
            threshold = MIN_UNLISTED_SCORE if has_contents else minimum
            threshold -= not has_sections and len(candidates) > 1 and len(paras[n].text) >= MIN_LIKELY_TITLE
            if score >= threshold:
                candidates.append(TitleCandidate(n, end, score))
        n = max(end, n + 1)
    return tuple(candidates)


def find_column_titles(paras: Sequence[SourceParagraph]) -> tuple[SourceParagraph, ...]:
    """Make the `一、二、` that an issue starts with column names if a title follows each of them."""
    places = [n for n, para in enumerate(paras) if match_section_marker(para.text)]
    column_places = [
        n
        for n in places
        if len(strip_spaces(paras[n].text)) <= MAX_COLUMN_NAME and _has_title_and_text(paras[n + 1 : n + 3])
    ]
    if not places or places[0] or column_places != places:
        return tuple(paras)
    return tuple(replace(para, role="column") if n in places else para for n, para in enumerate(paras))


def _has_title_and_text(paras: Sequence[SourceParagraph]) -> bool:
    """Return whether the paragraphs are a title and text."""
    return (
        len(paras) > 1
        and is_title_shaped(paras[0])
        and len(paras[0].text) >= MIN_LIKELY_TITLE
        and ends_sentence(paras[1].text)
    )


def find_numbered_titles(paras: Sequence[SourceParagraph]) -> tuple[TitleCandidate, ...]:
    """Find titles numbered `1. 2.` or `一、二、`: the issue starts with the first, and prose follows each.

    They are sections if prose does not follow each of them, if a title precedes the first, or if they are headings of
    one text (主要做法).
    """
    start = next(
        (n for n, para in enumerate(paras) if not (EDITOR_NOTE_LABEL.match(para.text) or ends_sentence(para.text))),
        len(paras),
    )
    if start and not EDITOR_NOTE_LABEL.match(paras[0].text):  # a lead, which belongs to an article
        return ()
    candidates: list[TitleCandidate] = []
    style = ""
    for n, para in enumerate(paras[start:-1], start):
        match = _NUMBERED.match(para.text)
        if n == start:
            style = match.lastgroup or "" if match else ""
        if not match or match.lastgroup != style or not is_title_shaped(replace(para, text=para.text[match.end() :])):
            if n == start:
                return ()
            continue
        if parse_number(match[style]) != len(candidates) + 1:
            continue
        next_marker = match_marker(paras[n + 1].text)
        has_marker = next_marker is not None or match_section_marker(paras[n + 1].text) is not None
        is_long = (
            style == "arabic"
            and len(para.text) > MIN_LIKELY_TITLE
            and (next_marker is None or next_marker.family != "1.")
        )
        if not is_long and (has_marker or not ends_sentence(paras[n + 1].text)):
            return ()
        if _is_part_heading(para.text[match.end() :]):
            return ()
        candidates.append(TitleCandidate(n, n + 1, MIN_UNLISTED_SCORE, numbered=True))
    return tuple(candidates) if len(candidates) > 1 else ()


def find_item_titles(paras: Sequence[SourceParagraph]) -> tuple[TitleCandidate, ...]:
    """Find the titles `一、二、` of an issue without a title above the first: an article has one, so each is one.

    Text may follow on the same line, and measures may follow below. If they are headings of one text (主要做法) or
    whole sentences, or if a lead precedes them, they are sections of one article without a title.
    """
    start = next((n for n, para in enumerate(paras) if match_section_marker(para.text)), len(paras))
    if start and (not EDITOR_NOTE_LABEL.match(paras[0].text) or any(map(is_title_shaped, paras[:start]))):
        return ()
    candidates: list[TitleCandidate] = []
    for n, para in enumerate(paras[start:], start):
        match = _NUMBERED.match(para.text)
        if not match_section_marker(para.text) or not match:
            continue
        title, _, rest = para.text[match.end() :].partition("。")
        has_no_text = not rest and (n + 1 == len(paras) or match_section_marker(paras[n + 1].text))
        if (
            parse_number(match["han"]) != len(candidates) + 1
            or has_no_text
            or not _is_headline(replace(para, text=title))
        ):
            return ()
        candidates.append(
            TitleCandidate(n, n + 1, MIN_UNLISTED_SCORE, numbered=True, length=match.end() + len(title) if rest else 0)
        )
    return tuple(candidates) if len(candidates) > 1 else ()


def _is_headline(para: SourceParagraph) -> bool:
    """Return whether a line may be the title of a short piece: not the heading of a part, nor a sentence with a day."""
    return (
        is_title_shaped(para)
        and len(para.text) <= MAX_HEADLINE
        and not (_is_part_heading(para.text) or _DAY.match(para.text))
    )


def _is_part_heading(text: str) -> bool:
    """Return whether a heading is that of one part of a text."""
    return bool(_SUBHEADING.match(text) or _PART.match(text))


def find_bracketed_titles(paras: Sequence[SourceParagraph]) -> tuple[TitleCandidate, ...]:
    """Find lines in 【】 that are titles: the issue starts with one, and prose follows each."""
    places = [n for n, para in enumerate(paras) if BRACKETED_TITLE.fullmatch(para.text)]
    starts_issue = bool(places) and (places[0] == 0 or bool(EDITOR_NOTE_LABEL.match(paras[0].text)))
    if not starts_issue or len(places) < 2 or places[-1] + 1 == len(paras):
        return ()
    are_titles = all(ends_sentence(paras[n + 1].text) and not _SUBHEADING.match(paras[n].text[1:]) for n in places)
    return tuple(TitleCandidate(n, n + 1, MIN_UNLISTED_SCORE) for n in places) if are_titles else ()


def _find_candidate_end(paras: Sequence[SourceParagraph], n: int) -> int:
    """Return the end of the short lines that start at `n`; `n` itself if there are none."""
    if paras[n].text.startswith("——"):
        return n
    has_title_below = n + 1 < len(paras) and is_title_shaped(paras[n + 1])
    is_first_line = has_title_below and bool(_FIRST_LINE.fullmatch(paras[n].text))
    if not is_first_line and (not is_title_shaped(paras[n]) or (has_title_below and precedes_titles(paras[n].text))):
        return n
    end = n + 1
    heading_hint = paras[n + 1].heading_hint if is_first_line else paras[n].heading_hint
    while end < len(paras) and end < n + 3 and is_title_shaped(paras[end]):
        if paras[end].text[0] == "【" or (
            paras[end].heading_hint != heading_hint and not paras[end].text.startswith("——")
        ):
            break
        if len(paras[end].text) + len(paras[n].text) > MAX_TITLE or (
            paras[end].after_gap and not paras[end - 1].after_gap and n
        ):
            break
        end += 1
    while end > n + 1 and is_byline(paras[end - 1].text):  # who wrote it, below the title
        end -= 1
    return end


def _score_candidate(
    paras: Sequence[SourceParagraph], n: int, end: int, names: Sequence[str], *, use_hints: bool
) -> int:
    """Score the lines `n` to `end` as a title."""
    if end >= len(paras):
        return -9
    has_signature = is_byline(paras[end].text) or is_bracketed(paras[end].text) or _NAME.fullmatch(paras[end].text)
    text_index = end + bool(has_signature and end + 1 < len(paras))
    is_signed = text_index > end
    text, following = "".join(para.text for para in paras[n:end]).lstrip(f"{SIGNS} "), paras[text_index]
    has_sign = paras[n].text[0] in SIGNS
    score = 3 * (use_hints and paras[n].heading_hint)
    score += 3 if text.startswith(tuple(names)) else 1 if any(name in text for name in names) else 0
    score += 2 if _OFFICE.match(text) and not text.startswith(tuple(names)) else 0
    score += 1 if _CLAUSE_GAP.search(text) else 0
    score += has_sign + 2 * is_signed
    score += 3 * bool(_CASE_TITLE.match(text)) + 6 * bool(NEWS_TITLE.fullmatch(text))
    score -= 4 * bool(_SUBHEADING.match(text))
    score += (len(text) >= 12) - 2 * (len(text) <= 6) + (n == 0)
    marker = match_marker(following.text)
    if not marker and not match_section_marker(following.text):
        score += _score_following_text(following.text)
    elif (match_section_marker(following.text) or (0, ""))[0] == 1 or (marker and marker.ordinal == 1):
        score += 1
    score += _score_preceding_text(paras, n)
    return score


def _lacks_actor(para: SourceParagraph, first: SourceParagraph | None) -> bool:
    """Return whether a line names an action but no actor while the first title does: it is the heading of a part."""
    has_actor = first is not None and bool(_ACTING.match(first.text))
    return has_actor and para.text[0] not in SIGNS and not _ACTOR.search(para.text)


def _score_following_text(text: str) -> int:
    """Score the paragraph after a line by how much it looks like the text of a title."""
    if ends_sentence(text):
        return 2 if len(text) >= 30 else 1 if len(text) >= 12 else -1
    return 1 if len(text) > 60 else -2


def _score_preceding_text(paras: Sequence[SourceParagraph], n: int) -> int:
    """Score the paragraph before a line: a title follows a finished text, not a heading or half a sentence."""
    if n == 0:
        return 1
    previous = paras[n - 1]
    if n > 1 and precedes_titles(previous.text) and ends_sentence(paras[n - 2].text):  # between two articles
        return 3 if is_column_name(previous.text) else 2
    if previous.role != "prose":
        return -2 if previous.role == "title" else 0
    if ends_sentence(previous.text) or previous.text.endswith(("）", ")")):
        return 1
    return -1 if precedes_titles(previous.text) else -3


def _score_numbering(paras: Sequence[SourceParagraph], end: int, previous_section: int, next_section: int) -> int:
    """Score the numbering around a line: a title precedes a new 一、 (the next section is 1), never a later section."""
    texts = [para.text for para in paras[end : end + 5]]
    marker = next(
        (
            opening
            for text, below in zip(texts[:4], [*texts[1:], ""], strict=False)
            if (opening := _find_first_marker(text, below))
        ),
        None,
    )
    if next_section == 1:
        return 3 if previous_section else 2
    if next_section > 1:
        return -6 if previous_section and next_section > previous_section else 0
    if marker and marker.ordinal > 1 and marker.family != "首先":
        return -6
    if previous_section and not next_section and not marker:
        # after the last section of an article, before one without any
        return 1 + (len(paras[end - 1].text) >= MIN_LIKELY_TITLE)
    return 1 if marker else 0


def _find_first_marker(text: str, below: str) -> Marker | None:
    """Return the first marker of a paragraph, also of a run-on sequence within it, which may continue in `below`."""
    cut = find_run_on_cuts(text, match_marker(below))
    return match_marker(text[cut[0] :] if cut else text)


def _find_neighbour_sections(paras: Sequence[SourceParagraph]) -> list[tuple[int, int]]:
    """Return for each paragraph and for the end the number of the last section before it and of the next from it on."""
    numbers = [(match_section_marker(para.text) or (0, ""))[0] if para.role == "prose" else 0 for para in paras]
    before, after = [0], [0]
    for number in numbers:
        before.append(number or before[-1])
    for number in reversed(numbers):
        after.append(number or after[-1])
    return list(zip(before, reversed(after), strict=True))
