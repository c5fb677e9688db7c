"""Notes that need the whole text: titles compared with the contents list, unreadable characters, likely misprints."""

from __future__ import annotations

from collections.abc import Sequence

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.chinese.spacing import cuts_number
from taizhou_brief.formats.briefing.markers import match_marker
from taizhou_brief.formats.markdown.cut_numbers import find_blanks_in_numbers
from taizhou_brief.importer.recognise.body_elements import ImportNote
from taizhou_brief.importer.recognise.contents_list import normalise_title
from taizhou_brief.importer.recognise.layout import SourceLayout
from taizhou_brief.importer.recognise.markers import match_section_marker
from taizhou_brief.importer.recognise.page_facts import PageFacts
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from taizhou_brief.importer.recognise.rows import SourceRow
from taizhou_brief.importer.recognise.spacing import FULL_WIDTH, ends_sentence
from taizhou_brief.importer.source_text import SourceText
from taizhou_brief.quantities import cuts_quantity

MISPRINTS = (
    (lazy_compile("(?:基金|资金|收支|预算|存款|滚存|历年)结合(?!起来|实际|使用|运用|部)|结合资金"), "结合", "结余"),
    (lazy_compile("截止(?=目前|今|当前|现在|上|本月|去年|年底|\\d)"), "截止", "截至"),
    (lazy_compile("帐(?!篷|幕|下|子|外|房)"), "帐", "账"),
    (lazy_compile("其它"), "其它", "其他"),
    (lazy_compile("登陆(?=网|系统|平台|账|帐|“|APP|手机|浙里|政务|官)"), "登陆", "登录"),
)
"""Pattern of a likely misprint, the printed word, and the word that may have been meant."""
_DIGIT_LAST = lazy_compile(r"\d[.．,，]?$")
_UNREADABLE = lazy_compile("[\ufffd\ue000-\uf8ff]")


def note_titles(layout: SourceLayout) -> list[ImportNote]:
    """Compare the contents list with the titles of the body: wording, order, and titles that only one of them has."""
    notes: list[ImportNote] = []
    matches = {match.entry: match for match in layout.title_matches}
    title_paragraphs = {para.entry: para for para in layout.paragraphs if para.entry >= 0}
    for n, entry in enumerate(layout.entries):
        place = entry.rows[0].index
        if n not in matches:
            notes.append((place, "I711", f"目录里的“{entry.title}”在正文里没有找到"))
        elif normalise_title(entry.title) != normalise_title(title_paragraphs[n].text):
            notes.append(
                (
                    title_paragraphs[n].index,
                    "I710",
                    f"正文标题“{title_paragraphs[n].text}”与目录“{entry.title}”不一致，底稿用正文的",
                )
            )
    order = [match.entry for match in layout.title_matches]
    if order != sorted(order):
        notes.append((-1, "I713", "正文各篇的次序与目录不同，底稿按正文"))
    unlisted = [para for para in layout.paragraphs if para.role == "title" and para.entry < 0 and layout.entries]
    return notes + [(para.index, "I712", f"“{para.text}”像是标题，但目录里没有") for para in unlisted]


def note_page_facts(page_facts: Sequence[PageFacts]) -> list[ImportNote]:
    """Note which words of a web page were left out, with the day and the source that they give."""
    if not page_facts:
        return []
    labels = "、".join(dict.fromkeys(label for facts in page_facts for label in facts.labels))
    hints = [f"日期“{facts.date}”" for facts in page_facts if facts.date]
    hints += [f"来源“{facts.source}”" for facts in page_facts if facts.source]
    message = f"网页上的文字没有收入底稿：{labels}" + (f"；其中{'、'.join(hints)}供核对" if hints else "")
    return [(page_facts[0].row.index, "I733", message)]


def note_characters(source: SourceText) -> list[ImportNote]:
    """Note characters that were converted to half width or that cannot be read."""
    notes: list[ImportNote] = []
    full_width = [(n, m[0]) for n, line in enumerate(source.lines) for m in FULL_WIDTH.finditer(line.text)]
    if full_width:
        sample = "".join(dict.fromkeys(character for _, character in full_width))[:10]
        notes.append((full_width[0][0], "I741", f"全角数字和字母共 {len(full_width)} 个（{sample}），已改为半角"))
    for n, line in enumerate(source.lines):
        match = _UNREADABLE.search(line.text)
        if match:
            notes.append((n, "I742", f"有认不出的字符 U+{ord(match[0]):04X}，请对照原件改正"))
    return notes


def note_words(paras: Sequence[SourceParagraph]) -> list[ImportNote]:
    """Note likely misprints, numbers that may be cut in two, and paragraphs without a final stop."""
    notes: list[ImportNote] = []
    for n, para in enumerate(paras):
        for pattern, word, meant in MISPRINTS:
            for match in pattern.finditer(para.text):
                context = para.text[max(0, match.start() - 6) : match.end() + 4]
                notes.append(
                    (
                        _find_row_at(para, match.start()).index,
                        "I740",
                        f"“{context}”里的“{word}”疑为“{meant}”，底稿照录原字",
                    )
                )
        for blank in find_blanks_in_numbers(para.text):
            index = _find_row_at(para, blank.start).index
            notes.append((index, "I706", f"数字中间有空格，不知道是一个数还是两个数，照录：“{blank.whole}”"))
        following = paras[n + 1].text if n + 1 < len(paras) else ""
        digits = _DIGIT_LAST.search(para.text) and following[:1].isdigit()
        if digits or cuts_number(para.text, following) or cuts_quantity(para.text, following):
            context = f"{para.text[-6:]}|{following[:6]}"
            notes.append((para.rows[-1].index, "I706", f"数字像是被切成两截，没有接上：“{context}”"))
        if para.role == "prose" and _breaks_off(para, paras[n + 1] if n + 1 < len(paras) else None):
            notes.append((para.rows[-1].index, "I731", f"这一段没有句末标点，后面也接不上：“…{para.text[-12:]}”"))
    return notes


def _find_row_at(para: SourceParagraph, place: int) -> SourceRow:
    """Return the source line of the character at `place` of a paragraph, apart from shifts by removed spaces."""
    length = 0
    for row in para.rows:
        length += len(row.text)
        if place < length:
            return row
    return para.rows[-1]


def _breaks_off(para: SourceParagraph, following: SourceParagraph | None) -> bool:
    """Return whether prose breaks off: a sentence has no final stop, and the next paragraph begins something new."""
    if ends_sentence(para.text) or match_section_marker(para.text) or para.heading_hint:
        return False
    if para.text[-1].isdigit() and "，" in para.text and following and match_marker(following.text) is None:
        return following.role == "prose" and not match_section_marker(following.text)
    prose = "。" in para.text or len(para.text) > 60 or para.text.endswith(("，", "、"))
    return prose and not (para.text.endswith(("）", ")")) and match_marker(para.text) is None and following is None)
