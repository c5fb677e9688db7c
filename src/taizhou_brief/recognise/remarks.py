"""Doubts that need the whole: titles against the contents list, characters of the source, likely slips."""

from __future__ import annotations

from collections.abc import Sequence

from taizhou_brief.patterns import regex
from taizhou_brief.recognise.body import Remark
from taizhou_brief.recognise.contents import title_key
from taizhou_brief.recognise.layout import Layout
from taizhou_brief.recognise.markers import mark_at, section_mark
from taizhou_brief.recognise.paras import Para
from taizhou_brief.recognise.rows import Row
from taizhou_brief.recognise.text import FULL_WIDTH, ends
from taizhou_brief.sourcetext import SourceText

WORDS = (
    (regex("(?:基金|资金|收支|预算|存款|滚存|历年)结合(?!起来|实际|使用|运用|部)|结合资金"), "结合", "结余"),
    (regex("截止(?=目前|今|当前|现在|上|本月|去年|年底|\\d)"), "截止", "截至"),
    (regex("帐(?!篷|幕|下|子|外|房)"), "帐", "账"),
    (regex("其它"), "其它", "其他"),
    (regex("登陆(?=网|系统|平台|账|帐|“|APP|手机|浙里|政务|官)"), "登陆", "登录"),
)
"""Where a word is likely a slip, the word, and what may have been meant."""
_DIGIT_LAST = regex(r"\d[.．,，]?$")
_REPLACED = regex("[\ufffd\ue000-\uf8ff]")


def about_titles(layout: Layout) -> list[Remark]:
    """The contents list against the titles of the body: wording, order, and what only one of them has."""
    out: list[Remark] = []
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


def about_source(source: SourceText) -> list[Remark]:
    """Characters that were changed as layout or that nobody can read."""
    out: list[Remark] = []
    full = [(n, m[0]) for n, line in enumerate(source.lines) for m in FULL_WIDTH.finditer(line.text)]
    if full:
        sample = "".join(dict.fromkeys(character for _, character in full))[:10]
        out.append((full[0][0], "I741", f"全角数字和字母共 {len(full)} 个（{sample}），已改为半角"))
    for n, line in enumerate(source.lines):
        match = _REPLACED.search(line.text)
        if match:
            out.append((n, "I742", f"有认不出的字符 U+{ord(match[0]):04X}，请对照原件改正"))
    return out


def about_words(paras: Sequence[Para]) -> list[Remark]:
    """Words that are often slips, and paragraphs that stop without a stop."""
    out: list[Remark] = []
    for n, para in enumerate(paras):
        for pattern, word, meant in WORDS:
            for match in pattern.finditer(para.text):
                around = para.text[max(0, match.start() - 6) : match.end() + 4]
                out.append(
                    (_row_at(para, match.start()).index, "I740", f"“{around}”里的“{word}”疑为“{meant}”，底稿照录原字")
                )
        following = paras[n + 1].text if n + 1 < len(paras) else ""
        if _DIGIT_LAST.search(para.text) and following[:1].isdigit():
            cut = f"{para.text[-6:]}|{following[:6]}"
            out.append((para.rows[-1].index, "I706", f"数字像是被切成两截，没有接上：“{cut}”"))
        if para.role == "prose" and _unended(para, paras[n + 1] if n + 1 < len(paras) else None):
            out.append((para.rows[-1].index, "I731", f"这一段没有句末标点，后面也接不上：“…{para.text[-12:]}”"))
    return out


def _row_at(para: Para, place: int) -> Row:
    """The source line of a character of a paragraph, spaces aside."""
    seen = 0
    for row in para.rows:
        seen += len(row.text)
        if place < seen:
            return row
    return para.rows[-1]


def _unended(para: Para, following: Para | None) -> bool:
    """Whether prose breaks off: a sentence was begun, no final mark, and what follows is something new."""
    if ends(para.text) or section_mark(para.text) or para.hint:
        return False
    if para.text[-1].isdigit() and "，" in para.text and following and mark_at(following.text) is None:
        return following.role == "prose" and not section_mark(following.text)
    prose = "。" in para.text or len(para.text) > 60 or para.text.endswith(("，", "、"))
    return prose and not (para.text.endswith(("）", ")")) and mark_at(para.text) is None and following is None)
