"""Diagnostic codes of `import`, and the conversion of a doubt into a diagnostic with its place in the source."""

from __future__ import annotations

import re
from collections.abc import Mapping

from taizhou_brief.diagnostics import Diagnostic, Severity
from taizhou_brief.importer.source_text import SourceText
from taizhou_brief.quantities import JOINT

CODES: Mapping[str, str] = {
    "I700": "文件读不了",
    "I701": "原件里没有找到期号",
    "I702": "原件里没有找到报头日期",
    "I703": "原件里没有找到编发单位",
    "I704": "日期不是真实的日子",
    "I705": "报头日期晚于印发日期",
    "I706": "日期或数字被换行、换页切成两截",
    "I707": "同一个栏目在原件里有两种说法",
    "I708": "刊名与设置里的刊名不同",
    "I709": "原件带有密级或内部字样",
    "I710": "目录里的标题与正文标题不一致",
    "I711": "目录里有这个标题，正文里没有找到",
    "I712": "正文里有这个标题，目录里没有",
    "I713": "文章次序与目录不同",
    "I714": "像是几篇共用的总题，当作一篇",
    "I715": "标题由两行合成",
    "I716": "没有找到文章标题",
    "I717": "这一行像是栏目名或供稿单位，没有收入文章",
    "I718": "没有目录可以对照，带序号的短行当作标题",
    "I719": "像是标题的短行当作正文",
    "I720": "节的序号有跳号、重号或错序",
    "I721": "措施的序号有跳号、重号或错序",
    "I722": "措施标记只出现一次，或一节里混用了几种标记",
    "I723": "连写在一段里的措施已按序号分段",
    "I724": "节标题与正文写在同一段，已在第一个句号处分开",
    "I725": "没有编号的短行当作节标题",
    "I726": "节号的写法与常用写法不同",
    "I727": "没有目录可以对照，标题按样子认出",
    "I728": "段首的序号后面紧跟数字",
    "I730": "被换页切断的段落已接上",
    "I731": "段落没有句末标点，后面也接不上",
    "I735": "县（市、区）由标题里的简称推定",
    "I736": "标题没有写明县（市、区），正文或供稿单位提到了",
    "I737": "原件的文件名里有改变文字方向的字符",
    "I738": "底稿还不能通过检查，须由编辑补全",
    "I740": "疑为错字",
    "I741": "全角数字和字母已改为半角",
    "I742": "原件含有认不出的字符",
    "I743": "脚注找不到引用处",
    "I745": "这一行没有地方可放，列入未收入清单",
    "I746": "印发单位与编发单位不同",
    "I747": "编者按不在文章之前",
    "I748": "附件的名称当作三级标题",
    "I749": "并列的几段没有认得的序号，当作正文",
    "I799": "内部错误：原件的字没有全部进入底稿或未收入清单，或者底稿读回来的篇、节、条数与识别出的不同",
}
"""Code → one-line explanation."""

HINTS: Mapping[str, str] = {
    "I701": "请补上 number，再把底稿放到对应的位置",
    "I702": "请补上 date，写成 2021-12-01 的样子",
    "I703": "请补上 issuer，或在 archive.yaml 里写一次",
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
    "I799": "这是本工具的错误，没有写任何文件；请把原件交给维护者",
}
"""Code → what an editor can do about it, for codes whose advice is always the same."""
WARNING, NOTE = Severity.WARNING, Severity.NOTE


def build_diagnostic(source: SourceText, index: int, code: str, message: str, severity: Severity) -> Diagnostic:
    """Build a diagnostic at line `index` of the source, or about the whole file if `index` is negative."""
    place, line_number = "", 0
    if 0 <= index < len(source.lines):
        place = source.lines[index].place
        match = re.fullmatch(r"第(\d+)行", place)
        line_number = int(match[1]) if match and source.media == "txt" else 0
    message = message.replace(JOINT, " ")
    return Diagnostic(
        source.name, line_number, 0, code, severity, f"{place}：{message}" if place else message, HINTS.get(code, "")
    )
