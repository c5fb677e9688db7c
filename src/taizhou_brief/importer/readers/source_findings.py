"""What a source has besides plain text, found by a reader at a place and reported to the editor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.importer.readers.unreadable import make_import_diagnostic, shorten_text

MAX_PER_KIND = 30
"""Findings of one kind that are reported one by one; of the others only the places are given."""
_UNSEEN_HINT = "原件印出来看不见这几个字；该公开的，请手工补上"
LONGEST_QUOTE: Mapping[str, int] = {"link": 2000, "merged": 2000, "struck": 200}
"""Kind of finding → characters of its text in the message, if that is not short."""
_WHITE_HINT = "请对照原件；如果印出来看不见、又不该公开，请从稿中删去"
_PICTURE_HINT = "图里如有文字，请手工录入"

MESSAGES: Mapping[str, tuple[str, str, str]] = {
    "hidden": ("I771", "隐藏文字“{}”已收入", "如果不该公开，请从稿中删去"),
    "white": ("I771", "白色文字“{}”已收入", _WHITE_HINT),
    "covered": ("I771", "和底色同色的文字“{}”已收入", _WHITE_HINT),
    "tiny": ("I771", "小得看不见的文字“{}”已收入", _WHITE_HINT),
    "struck": ("I801", "划去的文字“{}”没有收入", "请确认这几个字确已作废；还要的，请手工补上"),
    "script": ("I802", "上标或下标“{}”按普通文字收入", "请对照原件，需要的话改写"),
    "link": ("I803", "{}没有收入", "要留链接的，在底稿里写成 [文字](网址)"),
    "merged": ("I804", "{}", "请对照原件核对表格"),
    "unknown": ("I805", "不认识的内容{}没有收入", "请对照原件看是否有要补的"),
    "field": ("I805", "域“{}”印出来的内容没有收入", "请对照原件补上"),
    "date": ("I805", "自动日期没有收入", "请对照原件补上"),
    "form": ("I805", "表单里的“{}”没有收入", "请对照原件补上"),
    "direction": ("I806", "文字“{}”设了方向，看到的次序可能与底稿不同", "请对照原件核对次序"),
    "picture": ("I772", "图片{}没有收入", _PICTURE_HINT),
    "chart": ("I772", "图表没有收入", "图表里的数字请手工录入"),
    "smartart": ("I772", "图示（SmartArt）没有收入", _PICTURE_HINT),
    "shape": ("I772", "图形没有收入", "图形如有意思，请用文字写明"),
    "ink": ("I772", "手写的内容没有收入", "请手工录入"),
    "control": ("I772", "控件没有收入", "控件里如有文字，请手工录入"),
    "movie": ("I772", "视频没有收入", "如有要留的，请用文字写明"),
    "object": ("I772", "嵌入的对象{}没有收入", "对象里如有文字、公式或表格，请手工录入"),
    "file": ("I772", "嵌入的其他文件没有收入", "请在 Word 里展开后另存再导入"),
    "comment": ("I773", "批注没有收入", "批注不是正文；如有要改的，请先改好"),
    "symbol": ("I774", "符号字体里的字符（{}）不知道是什么", "请对照原件改成通用的符号"),
    "broken field": ("I777", "域不完整，“{}”按正文收入", "请对照原件"),
    "ruby": ("I778", "拼音“{}”收在括号里", "请对照原件看是否要留"),
    "invisible": ("I771", "看不见的文字“{}”没有收入", _UNSEEN_HINT),
    "pale": ("I771", "白色文字“{}”没有收入", _UNSEEN_HINT),
    "outside": ("I771", "页面外面的文字“{}”没有收入", _UNSEEN_HINT),
    "minute": ("I771", "小得看不见的文字“{}”没有收入", _UNSEEN_HINT),
    "redacted": ("I771", "被遮住的文字“{}”没有收入", "文件里仍能找到这几个字；不该公开的，原件也不要公开"),
    "scanned": ("I771", "文字是图片上看不见的文字层（文字识别得来的），已收入", "请对照原件逐字核对"),
    "composite": ("I772", "组合图形没有收入", _PICTURE_HINT),
    "attachment": ("I772", "附件“{}”没有收入", "附件里如有要发布的，请另外导入"),
    "note": ("I773", "注释“{}”没有收入", "注释不是正文；如有要改的，请先改好"),
    "seal": ("I772", "{}没有收入", "印章、签名不是正文，不必补"),
    "table": ("I807", "这里像是表格，按各行文字读，没有分列", "请对照原件核对，或导入 Word 文件"),
    "tabs": ("I807", "连着 {} 行用制表符分列，当作表格", "请对照原件核对；不是表格的，改成正文"),
    "columns": ("I808", "这一页分 {} 栏，从左到右一栏一栏地读", "请对照原件核对次序"),
    "formula": ("I779", "公式按一行文字收入", "请对照原件看上下标和分数"),
}
"""Kind of finding → code, message with the text in it, and hint."""


@dataclass(frozen=True, slots=True)
class SourceFinding:
    """Something that the editor should check."""

    kind: str
    text: str
    place: str


def report_findings(findings: Iterable[SourceFinding], name: str) -> Iterator[Diagnostic]:
    """Yield the diagnostics for the file called `name`, each finding once, kind by kind."""
    counts = Counter(findings)
    for kind, (code, message, hint) in MESSAGES.items():
        items = [item for item in counts if item.kind == kind]
        for item in items[:MAX_PER_KIND]:
            text = shorten_text(item.text, LONGEST_QUOTE.get(kind, 40))
            repeated = f"（{counts[item]} 处）" if counts[item] > 1 else ""
            yield make_import_diagnostic(name, code, f"{item.place}：{message.format(text)}{repeated}", hint)
        if places := "、".join(dict.fromkeys(item.place for item in items[MAX_PER_KIND:])):
            yield make_import_diagnostic(name, code, f"同样的情况还在{places}", hint)
