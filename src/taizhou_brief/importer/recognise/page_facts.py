"""Words of a web page around a text: time, source and counter, share bar, breadcrumb, links to other pages.

They are recognised by their shape: a known label with a short value, several of them on a line, a path of pages, or a
bar of buttons. A line that has any other words is left to the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from taizhou_brief.chinese.dates import DATE
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.importer.recognise.masthead_fields import is_known_field, match_distribution_label, read_fields
from taizhou_brief.importer.recognise.rows import SourceRow
from taizhou_brief.importer.recognise.spacing import LETTER, WIDE_GAP, strip_spaces


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The facts of one line of a web page, which is no part of the text."""

    row: SourceRow
    labels: tuple[str, ...]
    """Names of the facts, as printed."""
    date: str = ""
    """Day of publication, as printed; empty if the line has none."""
    source: str = ""
    """Source of the text, as printed; empty if the line has none."""


_DAY_LABELS = (
    "(?:发布|发文|成文|生成|公开|更新|上传|录入|发表|发稿|采编|编辑|信息)(?:时间|日期)",
    "印发时间",
)
_COUNT_LABELS = ("(?:浏览|阅读|点击|访问)(?:次数|人数|人次|量|数|率)?", "人气", "已?阅读?次数", "下载次数")
_PATH_LABELS = ("(?:您|你)?(?:当前|现在|目前)?的?(?:所在)?的?位置", "当前栏目", "所在位置")
_NEIGHBOUR_LABELS = (
    "[上下前后]一?[篇条个则]",
    "[上下]一(?:篇|条)?(?:文章|新闻|信息)",
    "(?:相关|推荐|延伸)(?:链接|阅读|新闻|信息|文章|稿件|附件)",
)
_INDEX_LABELS = (
    "(?:信息)?索引号?",
    "(?:信息|文件|公开|统一|发布)(?:编号|登记号)",
    "(?:发布|发文)?(?:文号|字号)",
    "(?:主题|体裁|信息|组配|公开|服务)(?:分类|类别|类型)",
    "公文种类",
    "公开(?:方式|范围|时限|形式|属性|主体|程序)",
    "(?:信息|文件)?(?:有效性|时效性?)",
    "(?:发布|公开)机构|发文机关|公开责任部门",
    "信息名称|服务对象|内容概述",
    "主题词|关键词|关键字|标签|[Tt][Aa][Gg]s?",
)
_BUTTON_LABELS = (
    "分享(?:到|至)?",
    "转发到?",
    "字体(?:大小|显示|颜色)?",
    "字号|文字大小",
    "扫一扫",
    "保护视力色?",
    "背景色",
)
_SOURCE_LABELS = ("(?:信息|稿件|文章|新闻|内容)?来源", "稿源|出处")
_STAFF_LABELS = (
    "(?:本期|责任|执行)?编辑|(?:本期)?责编|(?:信息)?(?:审核|校对|录入|发布|编审|监审|初审|复审|终审|[一二三]审)(?:人|员|者)?",
)
_PERSON_LABELS = ("作者|记者|通讯员|撰稿人?|撰文|供稿|摄影|文字|图片|图文",)
_OTHER_LABELS = ("时间|日期|栏目|所属栏目|标题|名称|字数|分类|类别|大小|次数|单位|部门|频道|视力保护",)


_GROUPS = {
    "day": _DAY_LABELS,
    "neighbour": _NEIGHBOUR_LABELS,
    "path": _PATH_LABELS,
    "strong": (*_COUNT_LABELS, *_INDEX_LABELS, *_BUTTON_LABELS),
    "source": _SOURCE_LABELS,
    "staff": _STAFF_LABELS,
    "weak": (*_PERSON_LABELS, *_OTHER_LABELS),
}
_LABELLED = lazy_compile(
    r"(?:^|(?<=[ \u3000|｜丨/，,；;】\]）)〕]))[【\[（(〔]?[ \u3000]*(?:"
    + "|".join(f"(?P<{name}>{'|'.join(words)})" for name, words in _GROUPS.items())
    + r")[ \u3000]*[：:][ \u3000]*"
)
_UNCERTAIN = ("source", "staff", "weak")
"""Groups whose labels may also introduce words of the text, of the masthead or of the foot."""
_SPACED_LABEL = lazy_compile(f"(?<!{LETTER}){LETTER}(?:[ \u3000]+{LETTER}){{1,3}}[ \u3000]*(?=[：:])")
"""Label with gaps between its characters."""
_ANY_LABEL = lazy_compile(r"[^\W\d_]{2,6}[：:][ \u3000]*[^。！？；：:]{1,20}$")
_SHORT_LABEL = lazy_compile(r"[^\W\d_]{2,6}(?<![县区市镇乡村省州局办委部会])[：:][ \u3000]*[\w \u3000-]{1,6}$")
"""The same where it cannot be a title: not after a place or an office, and with a value of a word or two."""
_NOT_FACTS = lazy_compile("编|按|附|摘要|提要|提示|导读|导语|引言|背景|建议|问题|做法|措施|成效|案例|举措|打算|目标|注")
"""Words of a label that introduces a part of the text."""
_TIME = r"(?:[ \u3000]*(?:上午|下午)?\d{1,2}(?:[：:]\d{2}){1,2})?"
_LEADING_DAY = lazy_compile(rf"[（(\[【]?({DATE}){_TIME}[）)\]】]?(?=[ \u3000|｜/]|$)")
_COUNT = lazy_compile(
    r"[（(\[【]?(?:已?有?(?:浏览|阅读|点击|访问)(?:次数|量|数)?[ \u3000：:]*\d+[ \u3000]*(?:人?次|人)?"
    r"|\d+[ \u3000]*(?:人?次|人)?(?:浏览|阅读|点击|访问|点赞))[）)\]】]?"
)
_DISCLOSURE = lazy_compile(
    "[（(【]?(?:此|本)(?:件|文件|文|信息)(?:主动|依申请|不予|删减后|依法)?(?:公开|公布)(?:发布)?[）)】]?[。.]?"
)
"""Who may read a document."""
_PATH_MARK = lazy_compile(r"[ \u3000]*(?:&gt;|[>＞»›])+[ \u3000]*")
_HOME = lazy_compile("(?:网站|本站|门户|返回)?(?:首页|主页)$")
_SCAN = lazy_compile(
    r"[【\[（(]?(?:请?用?(?:微信|手机|支付宝))?(?:扫一扫|扫码|扫描(?:下方|上方|右侧|左侧)?(?:的)?二维码|长按识别)"
    r"(?:(?:[，,、 ]|在|用|来|可)*(?:手机|微信|打开|分享|关注|查看|浏览|阅读|二维码|下方|上方|当前|[此本]页)"
    r"[^。]{0,24})?"
    r"[】\]）)]?$"
)
_TOKENS = lazy_compile(r"[^\s\u3000|｜丨/·，,；;：:【】\[\]（）()〔〕<>《》]+")
_BUTTONS = lazy_compile(
    "(?:打印|关闭|返回|收藏|保存|分享|复制)(?:本|此|该|当前)?(?:页面?|窗口|文章|文档|首页|顶部|列表|上页|上一页|链接|正文|到|至)?"
    "|加入收藏|全文下载|下载|语音播报|朗读|听全文|我要纠错|纠错|点赞|评论|发表评论|举报|一键分享|回到?顶部|TOP|"
    "微信(?:好友)?|朋友圈|新浪微博|腾讯微博|微博|QQ空间|QQ好友|QQ|人人网|豆瓣|钉钉|首页|繁体|无障碍|手机版|超大|特大|默认|[大中小]|"
    "A[+-]?|[+-]|更多|没有了"
)
_STOPS = lazy_compile("[。！？!?；]")
MAX_VALUE, MAX_NEIGHBOUR, MAX_LINE = 40, 90, 200
"""Maximum number of characters of a value, of the title of another page, and of a whole line."""


def separate_page_facts(rows: Sequence[SourceRow], series: str) -> tuple[tuple[SourceRow, ...], tuple[PageFacts, ...]]:
    """Separate the lines of a web page from the others; a line between two of them needs no known label.

    One before the first or after the last may be a title, 东山县：把小菜园种成共富园, unless it is very short.
    """
    facts: dict[int, PageFacts] = {}
    frame_open = True
    dates = [bool(re.search(DATE, row.text)) for row in rows]
    for n, row in enumerate(rows):
        fields = read_fields(row, series)
        line_facts = read_page_facts(row)
        # 发布日期 in a masthead dates the issue
        dates_issue = frame_open and line_facts and is_known_field(fields) and len(line_facts.labels) == 1
        if line_facts and not (dates_issue and line_facts.date and sum(dates[:24]) == 1):
            facts[n] = line_facts
        frame_open = frame_open and (is_known_field(fields) or n in facts)
    for before, after in pairwise(sorted(facts)):
        between = rows[before + 1 : after]
        if all(map(_has_any_label, between)):
            facts |= {n: PageFacts(row, (re.split("[：:]", row.text)[0],)) for n, row in enumerate(between, before + 1)}
    for direction in (1, -1):
        for n in range(len(rows))[::direction]:
            if n not in facts and n - direction in facts and _has_any_label(rows[n], _SHORT_LABEL):
                facts[n] = PageFacts(rows[n], (re.split("[：:]", rows[n].text)[0],))
    left: list[SourceRow] = []
    for n, row in enumerate(rows):
        if n not in facts:
            left.append(replace(row, after_blank=True) if n - 1 in facts else row)
    return tuple(left), tuple(facts[n] for n in sorted(facts))


def separate_staff(rows: Sequence[SourceRow]) -> tuple[tuple[SourceRow, ...], tuple[PageFacts, ...]]:
    """Separate the lines of the body that name an editor or a reviewer, as those of the foot do."""
    facts = [_read_labels(row, ("staff",)) if row.kind != "table" else None for row in rows]
    return (
        tuple(row for row, fact in zip(rows, facts, strict=True) if not fact),
        tuple(fact for fact in facts if fact),
    )


def _has_any_label(row: SourceRow, pattern: re.Pattern[str] = _ANY_LABEL) -> bool:
    """Return whether a line is a label that introduces no part of the text, with a short value."""
    if row.kind == "table" or match_distribution_label(row) or not pattern.match(row.text):
        return False
    return not _NOT_FACTS.search(re.split("[：:]", row.text)[0])


def read_page_facts(row: SourceRow) -> PageFacts | None:
    """Return the facts of a line if all its words are those of a web page, else None."""
    text = row.text
    if len(text) > MAX_LINE or match_distribution_label(row):
        return None
    if row.kind == "table":
        return _read_table_row(row)
    shapes = (
        ("位置", _is_path(text)),
        ("扫一扫", _SCAN.match(text)),
        ("打印、关闭、分享等按钮", _is_button_bar(text)),
        ("浏览次数", _COUNT.fullmatch(text)),
        ("公开属性", _DISCLOSURE.fullmatch(text)),
    )
    label = next((label for label, is_matched in shapes if is_matched), "")
    return PageFacts(row, (label,)) if label else _read_labels(row)


def _read_table_row(row: SourceRow) -> PageFacts | None:
    """Return the facts of a table row whose labels and values alternate."""
    labels = [cell.rstrip("：: ") for cell in row.cells[::2] if cell]
    known = [_LABELLED.fullmatch(f"{label}：") for label in labels]
    if len(row.cells) < 2 or not labels or not all(known):
        return None
    is_strong = any(match and match.lastgroup not in _UNCERTAIN for match in known)
    values = dict(zip((match.lastgroup for match in known if match), row.cells[1::2], strict=False))
    return PageFacts(row, tuple(labels), values.get("day", ""), values.get("source", "")) if is_strong else None


def _read_labels(row: SourceRow, certain: Sequence[str] = ()) -> PageFacts | None:
    """Return the facts of a line of labels with short values; a day may precede the first label.

    One of the labels must be of a group that is `certain` or can be nothing else.
    """
    text = _SPACED_LABEL.sub(lambda match: strip_spaces(match[0]), row.text)
    leading_day = _LEADING_DAY.match(text)
    start = leading_day.end() if leading_day else 0
    matches = list(_LABELLED.finditer(text))
    if not matches or text[start : matches[0].start()].strip(f" {WIDE_GAP}|｜丨/【[（(〔"):
        return None
    names = [str(match.lastgroup) for match in matches]
    values = [
        text[match.end() : end].strip(f" {WIDE_GAP}|｜丨】]）)〕")
        for match, end in zip(matches, [*(other.start() for other in matches[1:]), len(text)], strict=True)
    ]
    if not all(map(_is_value, names, values)):
        return None
    is_certain = any(name not in _UNCERTAIN or name in certain for name in names) or bool(leading_day)
    if not is_certain and "".join(values):
        return None
    by_name = dict(zip(names, values, strict=True))
    day = re.search(DATE, by_name.get("day", "") or (leading_day[1] if leading_day else ""))
    labels = [strip_spaces(match[str(match.lastgroup)]) for match in matches]
    return PageFacts(row, tuple(labels), day[0] if day else "", by_name.get("source", ""))


def _is_value(name: str, value: str) -> bool:
    """Return whether a value is one of its label: short, and no sentence."""
    if name == "neighbour":
        return len(value) <= MAX_NEIGHBOUR
    if name == "day":
        return bool(re.match(DATE, value)) or (len(value) <= MAX_VALUE and not _STOPS.search(value))
    return len(value) <= MAX_VALUE and not _STOPS.search(value)


def _is_path(text: str) -> bool:
    """Return whether a line is a path of pages: 首页 > 政务公开 > 县区动态."""
    label = _LABELLED.match(text)
    has_label = bool(label) and label is not None and label.lastgroup == "path"
    parts = _PATH_MARK.split(text[label.end() :] if has_label and label else text)
    if len(parts) < 2 or _STOPS.search(text) or any(len(part) > 20 for part in parts[:-1]):
        return False
    return has_label or bool(_HOME.match(parts[0])) or len(parts) > 2


def _is_button_bar(text: str) -> bool:
    """Return whether a line has only buttons, such as 【打印本页】　【关闭窗口】."""
    tokens = _TOKENS.findall(text)
    is_bar = bool(tokens) and all(_BUTTONS.fullmatch(token) for token in tokens)
    return is_bar and (len(tokens) > 1 or len(tokens[0]) > 1 + (tokens[0] in ("更多", "首页", "下载")))
