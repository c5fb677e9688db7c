"""Diagnostic codes of `import`, and the conversion of a doubt into a diagnostic with its place in the source."""

from __future__ import annotations

import re
from collections.abc import Mapping

from taizhou_brief.diagnostics import Diagnostic, diagnose
from taizhou_brief.importer.source_text import SourceText
from taizhou_brief.quantities import JOINT

HINTS: Mapping[str, str] = {
    "I701": "加 --number 7 这样的期号再运行一次，或在底稿里补上 number",
    "I702": "加 --date 2021-12-01 这样的日期再运行一次，或在底稿里补上 date",
    "I703": "如果原件印了，请在底稿里补上 issuer；各期相同的，可以在 archive.yaml 里写一次",
    "I704": "请对照原件改正",
    "I705": "请核对两个日期",
    "I706": "请对照原件核对",
    "I707": "请对照原件，留下对的一种",
    "I710": "请确认正文标题无误；确有印错的，用勘误说明",
    "I711": "请对照原件，补上这一篇或确认目录有误",
    "I712": "如果只是小标题，请把“#”改成“##”，并从 articles 里删去",
    "I713": "地址按正文次序排定，请确认",
    "I714": "不是一篇文章的话，请把这段引言移到 editor_note，并从 articles 里删去标题",
    "I716": "请补上标题",
    "I718": "如果是节标题，请把“#”改成“##”、补上序号，并从 articles 里删去",
    "I719": "如果是标题，请在前面加“# ”（节标题加“## ”），并写进 articles",
    "I720": "原件如此则不必改；若是排印错误，用勘误说明",
    "I721": "原件如此则不必改；若是排印错误，用勘误说明",
    "I725": "如果是正文，请删去“##”",
    "I727": "如果是节标题，请把“#”改成“##”，并从 articles 里删去",
    "I728": "请对照原件；是序号的，序号后面要空一格；是小数的，不要空格",
    "I730": "请核对接口处没有缺字",
    "I731": "请对照原件，看看有没有缺字",
    "I735": "在 counties 里定下来：对的，删去“〔建议〕”；不对的，改掉；写全市的、市级部门的，写 []",
    "I736": "确与它有关的，写进 counties；写全市的、市级部门的，写 []",
    "I740": "原字照录；若是错字，用勘误说明",
    "I745": "要收入的话请手工放到合适的地方",
    "I748": "附件的内容要收入的，请补在它的下面",
    "I749": "要当作措施的，请由编辑定；原件没有印序号，程序不添",
    "I803": "要留链接的，在底稿里写成 [文字](网址)",
    "I799": "这是本工具的错误，没有写任何文件；请把原件交给维护者",
}
"""Code → what an editor can do about it, for codes whose advice is always the same."""


def build_diagnostic(source: SourceText, index: int, code: str, message: str) -> Diagnostic:
    """Build a diagnostic at line `index` of the source, or about the whole file if `index` is negative."""
    place, line_number = "", 0
    if 0 <= index < len(source.lines):
        place = source.lines[index].place
        match = re.fullmatch(r"第(\d+)行", place)
        line_number = int(match[1]) if match and source.media == "txt" else 0
    message = message.replace(JOINT, " ")
    return diagnose(source.name, line_number, 0, code, f"{place}：{message}" if place else message, HINTS.get(code, ""))
