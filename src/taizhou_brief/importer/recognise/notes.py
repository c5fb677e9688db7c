"""Doubts that need the whole: titles against the contents list, characters of the source, likely slips."""

from __future__ import annotations

from collections.abc import Sequence

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.chinese.spacing import cuts_number
from taizhou_brief.importer.recognise.body import ImportNote
from taizhou_brief.importer.recognise.contents_list import title_key
from taizhou_brief.importer.recognise.layout import SourceLayout
from taizhou_brief.importer.recognise.markers import match_measure_marker, match_section_marker
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from taizhou_brief.importer.recognise.rows import SourceRow
from taizhou_brief.importer.recognise.spacing import FULL_WIDTH, ends_sentence
from taizhou_brief.importer.source_text import SourceText

WORDS = (
    (lazy_compile("(?:基金|资金|收支|预算|存款|滚存|历年)结合(?!起来|实际|使用|运用|部)|结合资金"), "结合", "结余"),
    (lazy_compile("截止(?=目前|今|当前|现在|上|本月|去年|年底|\\d)"), "截止", "截至"),
    (lazy_compile("帐(?!篷|幕|下|子|外|房)"), "帐", "账"),
    (lazy_compile("其它"), "其它", "其他"),
    (lazy_compile("登陆(?=网|系统|平台|账|帐|“|APP|手机|浙里|政务|官)"), "登陆", "登录"),
)
"""Where a word is likely a slip, the word, and what may have been meant."""
_DIGIT_LAST = lazy_compile(r"\d[.．,，]?$")
_REPLACED = lazy_compile("[\ufffd\ue000-\uf8ff]")


def note_titles(layout: SourceLayout) -> list[ImportNote]:
    """The contents list against the titles of the body: wording, order, and what only one of them has."""
    out: list[ImportNote] = []
    found = {heading.entry: heading for heading in layout.headings}
    titles = {para.entry: para for para in layout.paras if para.entry >= 0}
    for n, entry in enumerate(layout.entries):
        place = entry.rows[0].index
        if n not in found:
            out.append((place, "I711", f"目录里的“{entry.title}”在正文里没有找到"))
        elif title_key(entry.title) != title_key(titles[n].text):
            out.append(
                (titles[n].index, "I710", f"正文标题“{titles[n].text}”与目录“{entry.title}”不一致，底稿用正文的")
            )
    order = [heading.entry for heading in layout.headings]
    if order != sorted(order):
        out.append((-1, "I713", "正文各篇的次序与目录不同，底稿按正文"))
    unlisted = [para for para in layout.paras if para.role == "title" and para.entry < 0 and layout.entries]
    return out + [(para.index, "I712", f"“{para.text}”像是标题，但目录里没有") for para in unlisted]


def note_characters(source: SourceText) -> list[ImportNote]:
    """Characters that were changed as layout or that nobody can read."""
    out: list[ImportNote] = []
    full = [(n, m[0]) for n, line in enumerate(source.lines) for m in FULL_WIDTH.finditer(line.text)]
    if full:
        sample = "".join(dict.fromkeys(character for _, character in full))[:10]
        out.append((full[0][0], "I741", f"全角数字和字母共 {len(full)} 个（{sample}），已改为半角"))
    for n, line in enumerate(source.lines):
        match = _REPLACED.search(line.text)
        if match:
            out.append((n, "I742", f"有认不出的字符 U+{ord(match[0]):04X}，请对照原件改正"))
    return out


def note_words(paras: Sequence[SourceParagraph]) -> list[ImportNote]:
    """Words that are often slips, and paragraphs that stop without a stop."""
    out: list[ImportNote] = []
    for n, para in enumerate(paras):
        for pattern, word, meant in WORDS:
            for match in pattern.finditer(para.text):
                around = para.text[max(0, match.start() - 6) : match.end() + 4]
                out.append(
                    (_row_at(para, match.start()).index, "I740", f"“{around}”里的“{word}”疑为“{meant}”，底稿照录原字")
                )
        following = paras[n + 1].text if n + 1 < len(paras) else ""
        if cuts_number(para.text, following) or (_DIGIT_LAST.search(para.text) and following[:1].isdigit()):
            cut = f"{para.text[-6:]}|{following[:6]}"
            out.append((para.rows[-1].index, "I706", f"数字像是被切成两截，没有接上：“{cut}”"))
        if para.role == "prose" and _unended(para, paras[n + 1] if n + 1 < len(paras) else None):
            out.append((para.rows[-1].index, "I731", f"这一段没有句末标点，后面也接不上：“…{para.text[-12:]}”"))
    return out


def _row_at(para: SourceParagraph, place: int) -> SourceRow:
    """The source line of a character of a paragraph, spaces aside."""
    seen = 0
    for row in para.rows:
        seen += len(row.text)
        if place < seen:
            return row
    return para.rows[-1]


def _unended(para: SourceParagraph, following: SourceParagraph | None) -> bool:
    """Whether prose breaks off: a sentence was begun, no final mark, and what follows is something new."""
    if ends_sentence(para.text) or match_section_marker(para.text) or para.hint:
        return False
    if para.text[-1].isdigit() and "，" in para.text and following and match_measure_marker(following.text) is None:
        return following.role == "prose" and not match_section_marker(following.text)
    prose = "。" in para.text or len(para.text) > 60 or para.text.endswith(("，", "、"))
    return prose and not (
        para.text.endswith(("）", ")")) and match_measure_marker(para.text) is None and following is None
    )
