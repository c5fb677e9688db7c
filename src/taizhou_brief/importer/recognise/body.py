"""The paragraphs of an article → its sections, third-level headings, measures and prose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from taizhou_brief.chinese.characters import to_chinese_numeral
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.importer.recognise.attachments import join_attachment_list, split_attachments
from taizhou_brief.importer.recognise.contents_list import is_byline, is_column_label, precedes_titles
from taizhou_brief.importer.recognise.markers import (
    MarkerMatch,
    find_run_on_cuts,
    find_sequence_breaks,
    match_measure_marker,
    match_section_marker,
    select_measures,
)
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from taizhou_brief.importer.recognise.spacing import LETTER, ends_sentence, normalise_spaces
from taizhou_brief.importer.recognise.titles import is_bracketed, is_title_shaped
from taizhou_brief.importer.recognise.unmarked_lists import find_unmarked_list
from taizhou_brief.quantities import items

ImportNote = tuple[int, str, str]
"""Line of the source, code, message."""

_HEADING = 60
_CONTRIBUTOR = lazy_compile(
    r"[（(【]?\s*(?:(?:供稿|来源|稿件来源|报送|信息来源|撰稿|执笔|整理|作者|提供)(?:单位|人)?\s*[：:]\s*(?P<after>[^。]{2,40}?)|(?P<before>[^。：:]{2,40}?)\s*(?:供稿|提供|报送))\s*[）)】]?"
)
_BRIEF = lazy_compile(f"{LETTER}{{2,3}}")
"""A line too short for a title."""
_SIGNED = lazy_compile(r"[（(]\s*(?P<name>[^。，；：（）()]{3,24})\s*[）)]")
_LABEL = lazy_compile(r"[【\[［〔][^】\]］〕]{2,10}[】\]］〕]")
"""The name of a part before its text, such as 【主要做法】; a heading where another stands on a line of its own."""
_BODY = lazy_compile(
    "(?:局|办|委|组|部|院|会|社|镇|街道|乡|区|县|市|中心|公司|政府|办公室|专班|处|科|站|联|集团|学校)$"
)


@dataclass(frozen=True, slots=True)
class BodyElement:
    """One line of the draft's body."""

    kind: str
    """`section`, `third`, `measure`, `prose` or `table`."""
    text: str
    index: int
    """Its first line in the source."""
    para: SourceParagraph
    mark: MarkerMatch | None = None


@dataclass(frozen=True, slots=True)
class ArticleBody:
    """An article's elements, who contributed it, and what is doubtful about it."""

    elements: tuple[BodyElement, ...]
    contributor: tuple[str, SourceParagraph] | None
    remarks: tuple[ImportNote, ...]


def read_body(paras: Sequence[SourceParagraph]) -> ArticleBody:
    """Everything below an article's title."""
    contributor, rest = _contributor(join_attachment_list(paras))
    elements, remarks = _sections(rest)
    remarks += _numbering([e for e in elements if e.kind == "section"])
    has_sections = any(element.kind == "section" for element in elements)
    out: list[BodyElement] = []
    for scope in _scopes(elements):
        head = [element for element in scope[:1] if element.kind == "section"]
        inner, more = _scope(scope[len(head) :], lead=has_sections and not head)
        out += [*head, *inner]
        remarks += more
    return ArticleBody(tuple(out), contributor, tuple(remarks))


def _contributor(paras: Sequence[SourceParagraph]) -> tuple[tuple[str, SourceParagraph] | None, list[SourceParagraph]]:
    """The line that says who wrote it: right below the title or at the end."""
    places = [0, len(paras) - 1] if len(paras) > 1 else []
    for place in places:
        para = paras[place]
        if para.role != "prose":
            continue
        match = _CONTRIBUTOR.fullmatch(para.text)
        name = (match["after"] or match["before"]) if match else ""
        if not name and place == 0 and is_byline(para.text):
            name = para.text
        if not name and (signed := _SIGNED.fullmatch(para.text)) and _BODY.search(signed["name"].split(" ")[0]):
            name = signed["name"]
        if name:
            return (name.strip(), para), [p for n, p in enumerate(paras) if n != place]
    return None, list(paras)


def _sections(paras: Sequence[SourceParagraph]) -> tuple[list[BodyElement], list[ImportNote]]:
    """Which paragraphs are section headings; a heading run into its text is parted at the first full stop."""
    out: list[BodyElement] = []
    remarks: list[ImportNote] = []
    numbered = any(match_section_marker(para.text) for para in paras if para.role == "prose")
    labelled = not numbered and any(is_column_label(para.text) for para in paras if para.role == "prose")
    for n, para in enumerate(paras):
        kind = "table" if para.role == "table" else "prose"
        mark = match_section_marker(para.text) if kind == "prose" else None
        if mark:
            head, rest = _parted(para.text)
            if len(head) <= _HEADING + 20 * (not rest):
                out.append(BodyElement("section", normalise_spaces(head), para.index, para))
                if mark[1] != "、":
                    remarks.append(
                        (para.index, "I726", f"节号“{to_chinese_numeral(mark[0])}”后面是“{mark[1]}”，不是“、”")
                    )
                if rest:
                    out.append(BodyElement("prose", rest, para.index, para))
                    remarks.append((para.index, "I724", f"节标题“{head}”与正文写在同一段，已在第一个句号处分开"))
                continue
        elif kind == "prose" and not numbered and _subheading(paras, n):
            out.append(BodyElement("section", para.text, para.index, para))
            remarks.append((para.index, "I725", f"“{para.text}”没有编号，当作节标题"))
            continue
        elif kind == "prose" and labelled and (label := _LABEL.match(para.text)):
            out.append(BodyElement("section", label[0], para.index, para))
            out.append(BodyElement("prose", para.text[label.end() :].strip(), para.index, para))
            remarks.append((para.index, "I725", f"段首的“{label[0]}”没有编号，当作节标题，与正文分开"))
            continue
        elif kind == "prose" and (annex := split_attachments(para.text)):
            out.append(BodyElement("third", annex.name, para.index, para))
            out += [BodyElement("prose", annex.rest, para.index, para)] if annex.rest else []
            remarks.append((para.index, "I748", f"“{para.text[:16]}”当作三级标题，不算前面的措施"))
            continue
        if (is_title_shaped(para) or _BRIEF.fullmatch(para.text)) and _heads(paras, n):
            remarks.append((para.index, "I719", f"“{para.text}”像是标题，当作正文"))
        out.append(BodyElement(kind, para.text, para.index, para))
    return out, remarks


def _heads(paras: Sequence[SourceParagraph], n: int) -> bool:
    """Whether a short line, or two, stand between finished texts: a title or heading that was not recognised."""
    if n and not (ends_sentence(paras[n - 1].text) or precedes_titles(paras[n - 1].text)):
        return False
    after = next(
        (para.text for para in paras[n + 1 : n + 3] if not (is_title_shaped(para) or is_bracketed(para.text))), ""
    )
    return ends_sentence(after) or match_measure_marker(after) is not None or match_section_marker(after) is not None


def _parted(text: str) -> tuple[str, str]:
    """A heading and the text after its first full stop, which stays with the heading."""
    stop = text.find("。")
    if stop < 0 or stop == len(text) - 1:
        return text, ""
    return text[: stop + 1], text[stop + 1 :].strip()


def _subheading(paras: Sequence[SourceParagraph], n: int) -> bool:
    """Whether a short line without a stop, a finished text around it, heads the paragraphs below."""
    para = paras[n]
    if n + 1 >= len(paras) or paras[n + 1].role != "prose":
        return False
    if not is_column_label(para.text) and (not is_title_shaped(para) or (len(para.text) > 20 and not para.hint)):
        return False
    before = paras[n - 1] if n else None
    return (before is None or ends_sentence(before.text) or before.role == "table") and (
        ends_sentence(paras[n + 1].text) or match_measure_marker(paras[n + 1].text) is not None
    )


def _scopes(elements: Sequence[BodyElement]) -> list[list[BodyElement]]:
    """What stands before the first section, then each section with what stands below it."""
    scopes: list[list[BodyElement]] = [[]]
    for element in elements:
        if element.kind == "section":
            scopes.append([])
        scopes[-1].append(element)
    return [scope for scope in scopes if scope]


def _scope(elements: Sequence[BodyElement], *, lead: bool) -> tuple[list[BodyElement], list[ImportNote]]:
    """The measures of a section, of the text outside sections, or of the lead (where a summary stays prose)."""
    annex = next((n for n, element in enumerate(elements) if element.kind == "third"), len(elements))
    elements, below = elements[:annex], list(elements[annex:])
    elements, remarks = _run_on(elements, lead=lead)
    out: list[BodyElement] = []
    for part in [*_thirds(elements), below]:
        marks, more = _marks(part)
        remarks += more
        found = select_measures(marks)
        remarks += _measure_remarks(part, marks, found) if found or part is not below else []
        prose = [e for e in part if e.kind == "prose"]
        if not found and part is not below and (told := find_unmarked_list([e.text for e in prose])):
            remarks.append((prose[told[0]].index, "I749", told[1]))
        out += [replace(e, kind="measure", mark=found[n]) if n in found else e for n, e in enumerate(part)]
    return out, remarks


def _marks(part: Sequence[BodyElement]) -> tuple[list[MarkerMatch | None], list[ImportNote]]:
    """The marker that each element opens with, and where a list number runs into the digits behind it."""
    marks = [match_measure_marker(e.text) if e.kind == "prose" else None for e in part]
    read = items([e.text if e.kind == "prose" else "" for e in part])
    remarks: list[ImportNote] = []
    for place, end in read.ends.items():
        text = part[place].text
        marks[place] = MarkerMatch("1.", int(text[: end - 1]), 0, end, text[:end])
        told = f"“{text[:8]}…”开头的“{text[:end]}”当作序号，与“{text[end : end + 6]}…”分开"
        remarks.append((part[place].index, "I728", told))
    for place in read.unclear:
        told = f"“{part[place].text[:8]}…”开头的数字可能是序号，也可能是小数，当作小数"
        remarks.append((part[place].index, "I728", told))
    return marks, remarks


def _run_on(elements: Sequence[BodyElement], *, lead: bool) -> tuple[list[BodyElement], list[ImportNote]]:
    """Cut the paragraph in which the measures run on, where the scope has no other."""
    marks = [match_measure_marker(e.text) if e.kind == "prose" else None for e in elements]
    opened = [n for n, mark in enumerate(marks) if mark]
    pairs = zip(elements, [*marks[1:], None], strict=False)
    cuts = {
        n: cut for n, (e, below) in enumerate(pairs) if e.kind == "prose" and (cut := find_run_on_cuts(e.text, below))
    }
    remarks: list[ImportNote] = []
    usable = {n: cut for n, cut in cuts.items() if _free(n, cut, elements, opened, cuts)}
    if lead:
        usable = {}
    out: list[BodyElement] = []
    for n, element in enumerate(elements):
        if n not in usable:
            out.append(element)
            continue
        places = [0, *usable[n]] if usable[n][0] else list(usable[n])
        for start, end in zip(places, [*places[1:], len(element.text)], strict=True):
            out.append(replace(element, text=element.text[start:end].strip()))
        remarks.append((element.index, "I723", f"一段里连写的 {len(usable[n])} 条措施已按序号分段"))
    return out, remarks


def _free(
    n: int,
    cut: tuple[int, ...],
    elements: Sequence[BodyElement],
    opened: Sequence[int],
    cuts: dict[int, tuple[int, ...]],
) -> bool:
    """Whether the sequence of paragraph `n` is the scope's own: no other paragraph opens or holds another one.

    Below it, other paragraphs may carry it on.
    """
    text = elements[n].text
    first = match_measure_marker(text[cut[0] :])
    others = [match_measure_marker(elements[m].text) for m in opened if m != n]
    if any(other and first and other.family != first.family for other in others):
        return False
    ordinals = [other.ordinal for other in others if other]
    if cut[0]:
        carried = not others or (min(opened) > n and first is not None and ordinals[0] == first.ordinal + len(cut))
        return carried and all(m == n or (m > n and not other[0]) for m, other in cuts.items())
    if first is None:  # a digit follows the list number directly
        return not others
    return not set(ordinals) & set(range(first.ordinal, first.ordinal + len(cut)))


def _thirds(elements: Sequence[BodyElement]) -> list[list[BodyElement]]:
    """The scope parted at its （一） headings, where these have measures of another family below them."""
    heads = [
        n
        for n, e in enumerate(elements)
        if e.kind == "prose" and (match_measure_marker(e.text) or _NONE).family == "（）"
    ]
    parts = list(zip(heads, [*heads, len(elements)][1:], strict=True))
    if not any(_has_measures(elements[start], elements[start + 1 : end]) for start, end in parts):
        return [list(elements)]
    out = [list(elements[: heads[0]])]
    for start, end in parts:
        element = elements[start]
        head, rest = _parted(element.text)
        out.append([replace(element, kind="third", text=normalise_spaces(head))])
        if rest:
            cut = find_run_on_cuts(rest)
            places = [0, *(place for place in cut if place)] if cut and not _opened(elements[start + 1 : end]) else [0]
            for a, b in zip(places, [*places[1:], len(rest)], strict=True):
                out[-1].append(replace(element, kind="prose", text=rest[a:b].strip()))
        out[-1] += elements[start + 1 : end]
    return [part for part in out if part]


_NONE = MarkerMatch("", 0, 0, 0, "")


def _has_measures(head: BodyElement, below: Sequence[BodyElement]) -> bool:
    """Whether a sequence stands below a （一） heading, in paragraphs or run on right after it."""
    if select_measures(_opened(below)):
        return True
    first, rest = _parted(head.text)
    cut = find_run_on_cuts(rest)
    return len(first) <= _HEADING and bool(cut) and cut[0] == 0


def _opened(elements: Sequence[BodyElement]) -> list[MarkerMatch]:
    return [mark for e in elements if e.kind == "prose" and (mark := match_measure_marker(e.text))]


def _numbering(sections: Sequence[BodyElement]) -> list[ImportNote]:
    numbers = [mark[0] if mark else 0 for mark in (match_section_marker(e.text) for e in sections)]
    if not all(numbers):
        return []
    return [(sections[place].index, "I720", f"节的{what}") for place, what in find_sequence_breaks(numbers)]


def _measure_remarks(
    part: Sequence[BodyElement], marks: Sequence[MarkerMatch | None], found: dict[int, MarkerMatch]
) -> list[ImportNote]:
    places = list(found)
    family = found[places[0]].family if places else ""
    ordinals = [mark.ordinal for mark in found.values()]
    remarks = [(part[places[n]].index, "I721", f"措施的{what}") for n, what in find_sequence_breaks(ordinals, family)]
    for n, mark in enumerate(marks):
        if mark and n not in found and (not found or mark.family != family):
            why = f"与本节的“{found[places[0]].text}”不是一种" if found else "没有下一条"
            remarks.append((part[n].index, "I722", f"“{mark.text}”{why}，当作正文"))
    return remarks
