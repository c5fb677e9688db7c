"""The paragraphs of an article → its sections, third-level headings, measures and prose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from taizhou_brief.hanzi import numeral
from taizhou_brief.patterns import regex
from taizhou_brief.recognise.annex import annexed, gathered
from taizhou_brief.recognise.contents import byline, column_label, heads_titles
from taizhou_brief.recognise.markers import Mark, broken, chosen, mark_at, run_on, section_mark
from taizhou_brief.recognise.paras import Para
from taizhou_brief.recognise.text import LETTER, ends, squeeze
from taizhou_brief.recognise.titles import bracketed, candidate
from taizhou_brief.recognise.unmarked import unmarked

Remark = tuple[int, str, str]
"""Line of the source, code, message."""

_HEADING = 60
_CONTRIBUTOR = regex(
    r"[（(【]?\s*(?:(?:供稿|来源|稿件来源|报送|信息来源|撰稿|执笔|整理|作者|提供)(?:单位|人)?\s*[：:]\s*(?P<after>[^。]{2,40}?)|(?P<before>[^。：:]{2,40}?)\s*(?:供稿|提供|报送))\s*[）)】]?"
)
_BRIEF = regex(f"{LETTER}{{2,3}}")
"""A line too short for a title."""
_SIGNED = regex(r"[（(]\s*(?P<name>[^。，；：（）()]{3,24})\s*[）)]")
_LABEL = regex(r"[【\[［〔][^】\]］〕]{2,10}[】\]］〕]")
"""The name of a part before its text, such as 【主要做法】; a heading where another stands on a line of its own."""
_BODY = regex("(?:局|办|委|组|部|院|会|社|镇|街道|乡|区|县|市|中心|公司|政府|办公室|专班|处|科|站|联|集团|学校)$")


@dataclass(frozen=True, slots=True)
class Element:
    """One line of the draft's body."""

    kind: str
    """`section`, `third`, `measure`, `prose` or `table`."""
    text: str
    index: int
    """Its first line in the source."""
    para: Para
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """An article's elements, who contributed it, and what is doubtful about it."""

    elements: tuple[Element, ...]
    contributor: tuple[str, Para] | None
    remarks: tuple[Remark, ...]


def read_body(paras: Sequence[Para]) -> Body:
    """Everything below an article's title."""
    contributor, rest = _contributor(gathered(paras))
    elements, remarks = _sections(rest)
    remarks += _numbering([e for e in elements if e.kind == "section"])
    has_sections = any(element.kind == "section" for element in elements)
    out: list[Element] = []
    for scope in _scopes(elements):
        head = [element for element in scope[:1] if element.kind == "section"]
        inner, more = _scope(scope[len(head) :], lead=has_sections and not head)
        out += [*head, *inner]
        remarks += more
    return Body(tuple(out), contributor, tuple(remarks))


def _contributor(paras: Sequence[Para]) -> tuple[tuple[str, Para] | None, list[Para]]:
    """The line that says who wrote it: right below the title or at the end."""
    places = [0, len(paras) - 1] if len(paras) > 1 else []
    for place in places:
        para = paras[place]
        if para.role != "prose":
            continue
        match = _CONTRIBUTOR.fullmatch(para.text)
        name = (match["after"] or match["before"]) if match else ""
        if not name and place == 0 and byline(para.text):
            name = para.text
        if not name and (signed := _SIGNED.fullmatch(para.text)) and _BODY.search(signed["name"].split(" ")[0]):
            name = signed["name"]
        if name:
            return (name.strip(), para), [p for n, p in enumerate(paras) if n != place]
    return None, list(paras)


def _sections(paras: Sequence[Para]) -> tuple[list[Element], list[Remark]]:
    """Which paragraphs are section headings; a heading run into its text is parted at the first full stop."""
    out: list[Element] = []
    remarks: list[Remark] = []
    numbered = any(section_mark(para.text) for para in paras if para.role == "prose")
    labelled = not numbered and any(column_label(para.text) for para in paras if para.role == "prose")
    for n, para in enumerate(paras):
        kind = "table" if para.role == "table" else "prose"
        mark = section_mark(para.text) if kind == "prose" else None
        if mark:
            head, rest = _parted(para.text)
            if len(head) <= _HEADING + 20 * (not rest):
                out.append(Element("section", squeeze(head), para.index, para))
                if mark[1] != "、":
                    remarks.append((para.index, "I726", f"节号“{numeral(mark[0])}”后面是“{mark[1]}”，不是“、”"))
                if rest:
                    out.append(Element("prose", rest, para.index, para))
                    remarks.append((para.index, "I724", f"节标题“{head}”与正文写在同一段，已在第一个句号处分开"))
                continue
        elif kind == "prose" and not numbered and _subheading(paras, n):
            out.append(Element("section", para.text, para.index, para))
            remarks.append((para.index, "I725", f"“{para.text}”没有编号，当作节标题"))
            continue
        elif kind == "prose" and labelled and (label := _LABEL.match(para.text)):
            out.append(Element("section", label[0], para.index, para))
            out.append(Element("prose", para.text[label.end() :].strip(), para.index, para))
            remarks.append((para.index, "I725", f"段首的“{label[0]}”没有编号，当作节标题，与正文分开"))
            continue
        elif kind == "prose" and (annex := annexed(para.text)):
            out.append(Element("third", annex.name, para.index, para))
            out += [Element("prose", annex.rest, para.index, para)] if annex.rest else []
            remarks.append((para.index, "I748", f"“{para.text[:16]}”当作三级标题，不算前面的措施"))
            continue
        if (candidate(para) or _BRIEF.fullmatch(para.text)) and _heads(paras, n):
            remarks.append((para.index, "I719", f"“{para.text}”像是标题，当作正文"))
        out.append(Element(kind, para.text, para.index, para))
    return out, remarks


def _heads(paras: Sequence[Para], n: int) -> bool:
    """Whether a short line, or two, stand between finished texts: a title or heading that was not recognised."""
    if n and not (ends(paras[n - 1].text) or heads_titles(paras[n - 1].text)):
        return False
    after = next((para.text for para in paras[n + 1 : n + 3] if not (candidate(para) or bracketed(para.text))), "")
    return ends(after) or mark_at(after) is not None or section_mark(after) is not None


def _parted(text: str) -> tuple[str, str]:
    """A heading and the text after its first full stop, which stays with the heading."""
    stop = text.find("。")
    if stop < 0 or stop == len(text) - 1:
        return text, ""
    return text[: stop + 1], text[stop + 1 :].strip()


def _subheading(paras: Sequence[Para], n: int) -> bool:
    """Whether a short line without a stop, a finished text around it, heads the paragraphs below."""
    para = paras[n]
    if n + 1 >= len(paras) or paras[n + 1].role != "prose":
        return False
    if not column_label(para.text) and (not candidate(para) or (len(para.text) > 20 and not para.hint)):
        return False
    before = paras[n - 1] if n else None
    return (before is None or ends(before.text) or before.role == "table") and (
        ends(paras[n + 1].text) or mark_at(paras[n + 1].text) is not None
    )


def _scopes(elements: Sequence[Element]) -> list[list[Element]]:
    """What stands before the first section, then each section with what stands below it."""
    scopes: list[list[Element]] = [[]]
    for element in elements:
        if element.kind == "section":
            scopes.append([])
        scopes[-1].append(element)
    return [scope for scope in scopes if scope]


def _scope(elements: Sequence[Element], *, lead: bool) -> tuple[list[Element], list[Remark]]:
    """The measures of a section, of the text outside sections, or of the lead (where a summary stays prose)."""
    annex = next((n for n, element in enumerate(elements) if element.kind == "third"), len(elements))
    elements, below = elements[:annex], list(elements[annex:])
    elements, remarks = _run_on(elements, lead=lead)
    out: list[Element] = []
    for part in [*_thirds(elements), below]:
        marks = [mark_at(e.text) if e.kind == "prose" else None for e in part]
        found = chosen(marks)
        remarks += _measure_remarks(part, marks, found) if found or part is not below else []
        prose = [e for e in part if e.kind == "prose"]
        if not found and part is not below and (told := unmarked([e.text for e in prose])):
            remarks.append((prose[told[0]].index, "I749", told[1]))
        out += [replace(e, kind="measure", mark=found[n]) if n in found else e for n, e in enumerate(part)]
    return out, remarks


def _run_on(elements: Sequence[Element], *, lead: bool) -> tuple[list[Element], list[Remark]]:
    """Cut the paragraph in which the measures run on, where the scope has no other."""
    marks = [mark_at(e.text) if e.kind == "prose" else None for e in elements]
    opened = [n for n, mark in enumerate(marks) if mark]
    pairs = zip(elements, [*marks[1:], None], strict=False)
    cuts = {n: cut for n, (e, below) in enumerate(pairs) if e.kind == "prose" and (cut := run_on(e.text, below))}
    remarks: list[Remark] = []
    usable = {n: cut for n, cut in cuts.items() if _free(n, cut, elements, opened, cuts)}
    if lead:
        usable = {}
    out: list[Element] = []
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
    n: int, cut: tuple[int, ...], elements: Sequence[Element], opened: Sequence[int], cuts: dict[int, tuple[int, ...]]
) -> bool:
    """Whether the sequence of paragraph `n` is the scope's own: no other paragraph opens or holds another one.

    Below it, other paragraphs may carry it on.
    """
    text = elements[n].text
    first = mark_at(text[cut[0] :])
    others = [mark_at(elements[m].text) for m in opened if m != n]
    if any(other and first and other.family != first.family for other in others):
        return False
    ordinals = [other.ordinal for other in others if other]
    if cut[0]:
        carried = not others or (min(opened) > n and first is not None and ordinals[0] == first.ordinal + len(cut))
        return carried and all(m == n or (m > n and not other[0]) for m, other in cuts.items())
    return first is not None and not set(ordinals) & set(range(first.ordinal, first.ordinal + len(cut)))


def _thirds(elements: Sequence[Element]) -> list[list[Element]]:
    """The scope parted at its （一） headings, where these have measures of another family below them."""
    heads = [n for n, e in enumerate(elements) if e.kind == "prose" and (mark_at(e.text) or _NONE).family == "（）"]
    parts = list(zip(heads, [*heads, len(elements)][1:], strict=True))
    if not any(_has_measures(elements[start], elements[start + 1 : end]) for start, end in parts):
        return [list(elements)]
    out = [list(elements[: heads[0]])]
    for start, end in parts:
        element = elements[start]
        head, rest = _parted(element.text)
        out.append([replace(element, kind="third", text=squeeze(head))])
        if rest:
            cut = run_on(rest)
            places = [0, *(place for place in cut if place)] if cut and not _opened(elements[start + 1 : end]) else [0]
            for a, b in zip(places, [*places[1:], len(rest)], strict=True):
                out[-1].append(replace(element, kind="prose", text=rest[a:b].strip()))
        out[-1] += elements[start + 1 : end]
    return [part for part in out if part]


_NONE = Mark("", 0, 0, 0, "")


def _has_measures(head: Element, below: Sequence[Element]) -> bool:
    """Whether a sequence stands below a （一） heading, in paragraphs or run on right after it."""
    if chosen(_opened(below)):
        return True
    first, rest = _parted(head.text)
    cut = run_on(rest)
    return len(first) <= _HEADING and bool(cut) and cut[0] == 0


def _opened(elements: Sequence[Element]) -> list[Mark]:
    return [mark for e in elements if e.kind == "prose" and (mark := mark_at(e.text))]


def _numbering(sections: Sequence[Element]) -> list[Remark]:
    numbers = [mark[0] if mark else 0 for mark in (section_mark(e.text) for e in sections)]
    if not all(numbers):
        return []
    return [(sections[place].index, "I720", f"节的{what}") for place, what in broken(numbers)]


def _measure_remarks(part: Sequence[Element], marks: Sequence[Mark | None], found: dict[int, Mark]) -> list[Remark]:
    places = list(found)
    family = found[places[0]].family if places else ""
    ordinals = [mark.ordinal for mark in found.values()]
    remarks = [(part[places[n]].index, "I721", f"措施的{what}") for n, what in broken(ordinals, family)]
    for n, mark in enumerate(marks):
        if mark and n not in found and (not found or mark.family != family):
            why = f"与本节的“{found[places[0]].text}”不是一种" if found else "没有下一条"
            remarks.append((part[n].index, "I722", f"“{mark.text}”{why}，当作正文"))
    return remarks
