"""Rules about wrong punctuation marks (GB/T 15834)."""

from __future__ import annotations

from collections.abc import Iterator

from taizhou_brief.chinese.characters import HAN
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Severity
from taizhou_brief.rules.rule import Finding, RuleContext, issue_rule

CHINESE_NEIGHBOUR = f"[{HAN}“”‘’《》（）【】〔〕]"
"""Characters next to a mark that show that it belongs to Chinese text."""

HALF_STOP = lazy_compile(f"[,;:!?](?:(?={CHINESE_NEIGHBOUR})(?!(?<=[A-Za-z].)[”’）])|(?<={CHINESE_NEIGHBOUR}.))")
FULL_WIDTH = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
HALF_BRACKET = lazy_compile(r"\([^()\n]*\)|[()]")
STRAIGHT_QUOTE = lazy_compile(r"\"[^\"\n]{0,60}\"|'[^'\n]{0,60}'|[\"']")
ELLIPSIS_LIKE = lazy_compile(r"\.{3,}|。{3,}|·{3,}|…+")
HYPHENS = lazy_compile("(?<!<!)-{2,}(?!>)")
DOCUMENT_NUMBER = lazy_compile(
    f"([(（\\[［【｛{{])(?<=[{HAN}].)((?:19|20)[0-9]{{2}})([)）\\]］】｝}}]) ?(?=第?[0-9]+ ?号)"
)
HAN_INSIDE = lazy_compile(f"[{HAN}]")
NEIGHBOUR = lazy_compile(CHINESE_NEIGHBOUR)


def is_near_han(text: str, start: int, end: int) -> bool:
    """Return whether a range contains a Han character or is next to Chinese text, ignoring emphasis marks."""
    before, after = text[max(0, start - 3) : start].rstrip("*_"), text[end : end + 3].lstrip("*_")
    return bool(HAN_INSIDE.search(text, start, end) or NEIGHBOUR.match(before[-1:]) or NEIGHBOUR.match(after[:1]))


@issue_rule("P301", Severity.WARNING)
def half_width_stop_beside_han(context: RuleContext) -> Iterator[Finding]:
    """汉字旁边用了半角点号。

    查什么：紧挨着汉字、中文引号或中文括号的半角逗号、分号、冒号、感叹号、问号；数字之间、外文之中和引号里外文末尾的不算。

    为什么：半角标点占半格，夹在汉字里疏密不匀，检索和复制也容易漏掉；公文一律用全角。

    改前：各镇街推进,部门配合。
    改后：各镇街推进，部门配合。

    依据：GB/T 15834—2011《标点符号用法》5.1
    """
    prose = context.source.prose
    if not any(stop in prose for stop in FULL_WIDTH):
        return
    for match in HALF_STOP.finditer(prose):
        stop = FULL_WIDTH[match[0]]
        yield Finding(*match.span(), f"汉字旁边用了半角的“{match[0]}”", f"改用全角的“{stop}”", replacement=stop)


@issue_rule("P302", Severity.WARNING)
def half_width_bracket_beside_han(context: RuleContext) -> Iterator[Finding]:
    """汉字旁边用了半角括号。

    查什么：括住汉字或者紧挨着汉字的半角圆括号；发文字号里的另见 P308。

    为什么：与全角标点混用，版面不齐；一对括号一半全角一半半角时，程序也认不出是一对。

    改前：推动社区(村)共建。
    改后：推动社区（村）共建。

    依据：GB/T 15834—2011《标点符号用法》4.9、5.1
    """
    prose = context.source.prose
    if "(" not in prose and ")" not in prose:
        return
    documents = {match.start() for match in DOCUMENT_NUMBER.finditer(prose)}
    for match in HALF_BRACKET.finditer(prose):
        if match.start() not in documents and is_near_han(prose, *match.span()):
            pair = f"（{match[0][1:-1]}）" if len(match[0]) > 1 else None
            yield Finding(*match.span(), "汉字旁边用了半角括号", "改用全角的“（）”", replacement=pair)


@issue_rule("P303", Severity.WARNING)
def straight_quote_beside_han(context: RuleContext) -> Iterator[Finding]:
    """汉字旁边用了直引号。

    查什么：紧挨着汉字的英文直引号（不分左右的双引号和单引号）。

    为什么：直引号不分左右，看不出引文从哪里起、到哪里止；叫法加引号是简报里认专名的依据。

    改前：打造"共富集市"。
    改后：打造“共富集市”。

    依据：GB/T 15834—2011《标点符号用法》4.8
    """
    prose = context.source.prose
    if '"' not in prose and "'" not in prose:
        return
    for match in STRAIGHT_QUOTE.finditer(prose):
        if is_near_han(prose, *match.span()):
            yield Finding(*match.span(), "汉字旁边用了直引号", "改用“”，引号里面再用引号时用‘’")


@issue_rule("P305", Severity.WARNING)
def wrong_ellipsis(context: RuleContext) -> Iterator[Finding]:
    """省略号没有写成六个居中的点。

    查什么：用三个以上的小圆点或句号代替的省略号，以及只有半个或多出半个的省略号。

    为什么：省略号占两格、六个点，写作“……”；用别的点代替，换行时会断开，读屏软件也读不出来。

    改前：稻鱼、稻虾、稻鸭...都有人试。
    改后：稻鱼、稻虾、稻鸭……都有人试。

    依据：GB/T 15834—2011《标点符号用法》4.11
    """
    prose = context.source.prose
    if not any(dots in prose for dots in ("…", "...", "。。。", "···")):
        return
    for match in ELLIPSIS_LIKE.finditer(prose):
        foreign = match[0][0] == "." and not is_near_han(prose, *match.span())
        if match[0] not in ("……", "…………") and not foreign:
            yield Finding(*match.span(), f"省略号写成了“{match[0]}”", "改为“……”", replacement="……")


@issue_rule("P306", Severity.WARNING)
def hyphens_for_dash(context: RuleContext) -> Iterator[Finding]:
    """破折号写成了两个减号。

    查什么：汉字旁边连着的两个以上减号；表格的分隔线和单独成行的横线不算。

    为什么：破折号占两格，中间不断开，写作“——”。

    改前：一条老街--横街的新生。
    改后：一条老街——横街的新生。

    依据：GB/T 15834—2011《标点符号用法》4.10
    """
    prose = context.source.prose
    if "--" not in prose:
        return
    for match in HYPHENS.finditer(prose):
        start, end = match.span()
        start, end = start - (prose[start - 1 : start] == " "), end + (prose[end : end + 1] == " ")
        if is_near_han(prose, start, end):
            yield Finding(*match.span(), f"破折号写成了“{match[0]}”", "改为“——”", replacement="——")


@issue_rule("P308", Severity.WARNING)
def wrong_bracket_in_document_number(context: RuleContext) -> Iterator[Finding]:
    """发文字号的年份没有用六角括号。

    查什么：发文字号里括年份的圆括号、方括号、方头括号。

    为什么：发文字号是查公文的依据，写法统一才查得到。

    改前：按照某政发(2022)8号文件执行。
    改后：按照某政发〔2022〕8号文件执行。

    依据：GB/T 9704—2012《党政机关公文格式》7.2.5；GB/T 15834—2011 4.9.3
    """
    prose = context.source.prose
    if "号" not in prose:
        return
    for match in DOCUMENT_NUMBER.finditer(prose):
        yield Finding(*match.span(), f"发文字号的年份写成了“{match[0].strip()}”", f"改为“〔{match[2]}〕”")
