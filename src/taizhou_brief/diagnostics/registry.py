"""Every diagnostic code that is not a rule's, declared once: severity, one line of Chinese, page of the handbook.

The codes of rules are declared where the rules are (`rules.rule.issue_rule`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from taizhou_brief.diagnostics.diagnostic import Diagnostic, Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
PAGES: Mapping[str, str] = {
    "C": "settings.md",
    "E": "site.md",
    "E018": "lock.md",
    "E02": "init.md",
    "E024": "ci.md",
    "E025": "rules.md",
    "I": "import.md",
    "S": "rules.md",
    "S14": "lock.md",
}
"""Beginning of codes → page of the handbook that explains them; the others are in `format.md`."""


@dataclass(frozen=True, slots=True)
class Code:
    """One diagnostic code."""

    code: str
    """A letter and three digits."""
    severity: Severity
    """Usual severity; a single diagnostic may state another one."""
    summary: str
    """One line of plain Chinese."""

    @property
    def page(self) -> str:
        """The page of the handbook in `docs/`."""
        beginnings = (self.code[:length] for length in range(len(self.code), 0, -1))
        return next((PAGES[one] for one in beginnings if one in PAGES), "format.md")


CODES: Mapping[str, Code] = {
    code: Code(code, severity, summary)
    for code, severity, summary in (
        # settings
        ("C001", ERROR, "写了没有这个名称的键"),
        ("C002", ERROR, "缺少必须写的键"),
        ("C003", ERROR, "键后面没有值"),
        ("C004", ERROR, "值的形状不对：该写文字的地方写了列表，或该写列表的地方写了别的"),
        ("C005", ERROR, "不是整数，或超出范围"),
        ("C006", ERROR, "不是 true 或 false"),
        ("C007", ERROR, "不是真实的日期，或没有写成 YYYY-MM-DD"),
        ("C008", ERROR, "不是可选的几个值之一"),
        ("C009", ERROR, "文字不合规定的形式"),
        ("C010", ERROR, "应写在一行里的值写成了几行"),
        ("C011", ERROR, "列表里用了全角逗号、顿号或全角括号"),
        ("C012", ERROR, "列表里的项太多或太少"),
        ("C020", ERROR, "县（市、区）或主题的名称、代码、网址名用了两次"),
        ("C021", ERROR, "网址名是系统保留的名称"),
        ("C022", ERROR, "上一级主题（broader）不存在"),
        ("C023", ERROR, "主题的上下级绕成了一圈"),
        ("C024", ERROR, "两个县（市、区）占了地图上的同一格"),
        ("C025", WARNING, "没有写网站标识码（SiteIDCode），政府网站必须有"),
        ("C026", WARNING, "没有写网站域名（SiteDomain），政府网站必须有"),
        # files of the project
        ("D001", ERROR, "文件不是 UTF-8 编码，无法读取"),
        ("D002", ERROR, "文件太大，一期简报不会超过 4 MB"),
        ("D003", ERROR, "文件的位置或名称不合规定，应为 briefings/年份/期号.md"),
        ("D004", ERROR, "文件读不出来（权限、磁盘或链接有问题）"),
        ("D005", WARNING, "这个文件没有读：扩展名不是 .md"),
        ("D006", ERROR, "文件或文件夹的名称里有改变文字方向的字符"),
        ("D007", ERROR, "static 里的文件与网站里由程序生成的同名"),
        ("D008", ERROR, "网站里原来有各期简报，现在一期也没有读到"),
        ("D009", ERROR, "链接指向档案的文件夹外面，没有读"),
        ("D010", ERROR, "链接指向不公开的文件，没有读"),
        ("D011", WARNING, "文件或文件夹的名称里有看不见的字符"),
        ("D012", ERROR, "程序正在读的时候，文件改了"),
        # environment of a build
        ("E001", ERROR, "这里不是简报档案：没有 briefings/archive.yaml"),
        ("E002", ERROR, "输出文件夹里有别的东西，不是本程序写的，不敢覆盖"),
        ("E003", ERROR, "另一次生成正在进行"),
        ("E004", ERROR, "写不进输出文件夹"),
        ("E005", ERROR, "--base-url 不是完整的网址"),
        ("E006", ERROR, "要检查的文件不存在"),
        ("E007", ERROR, "输出文件夹的标记 .taizhou-brief.json 不可信，分不清哪些文件是本程序写的"),
        ("E008", ERROR, "网站里的文件与重新生成的不一样"),
        ("E009", ERROR, "网站里少了文件"),
        ("E010", ERROR, "网站里多了没有来历的文件"),
        ("E011", ERROR, "网站的清单 .taizhou-brief.json 与网站里的文件不符"),
        ("E012", ERROR, "--executor 写得不对"),
        ("E013", ERROR, "用不了 --executor 指的集群"),
        ("E014", ERROR, "网站里文件或文件夹的权限改过"),
        ("E015", ERROR, "网站里多了空文件夹"),
        ("E018", ERROR, "要锁的一期没有，或者有错误"),
        ("E019", ERROR, "要核对的文件夹没有"),
        ("E020", ERROR, "init 没有这个地区的区划表，也没有写 --counties"),
        ("E021", ERROR, "init 的 --counties 写得不对"),
        ("E022", ERROR, "init 的 --wheel 不是本程序的安装包"),
        ("E023", ERROR, "init --upgrade 的文件夹里没有档案"),
        ("E024", ERROR, "--changed 的提交不存在，或者这里不是 git 仓库"),
        ("E025", ERROR, "--fix 分不清哪些各期已经刊出"),
        ("E026", ERROR, "--zip 没有和 --portable 一起用"),
        ("E027", ERROR, "要写的 .zip 已经有了，不是本程序压的"),
        # front matter
        ("F001", ERROR, "写了没有这个名称的键"),
        ("F002", ERROR, "缺少必须写的键"),
        ("F003", ERROR, "键后面没有值"),
        ("F004", ERROR, "值的形状不对：该写文字的地方写了列表，或该写列表的地方写了别的"),
        ("F005", ERROR, "不是整数，或超出范围"),
        ("F006", ERROR, "不是 true 或 false"),
        ("F007", ERROR, "不是真实的日期，或没有写成 YYYY-MM-DD"),
        ("F008", ERROR, "不是可选的几个值之一"),
        ("F009", ERROR, "文字不合规定的形式"),
        ("F010", ERROR, "应写在一行里的值写成了几行"),
        ("F011", ERROR, "列表里用了全角逗号、顿号或全角括号"),
        ("F012", ERROR, "列表里的项太多或太少"),
        ("F020", ERROR, "文件的位置与文件头里的期号、日期不一致"),
        ("F021", ERROR, "印发日期早于日期"),
        ("F022", ERROR, "设置里没有这个县（市、区）"),
        ("F023", ERROR, "设置里没有这个主题"),
        ("F024", WARNING, "同一篇里同一个县（市、区）或主题写了两次"),
        ("F025", WARNING, "县（市、区）或主题是程序的建议，编辑还没有定"),
        ("F026", ERROR, "文件开头没有文件头"),
        ("F027", ERROR, "文件头没有用“---”结束"),
        ("F028", ERROR, "单独一条写的主题不在这一篇的主题里"),
        ("F032", ERROR, "要撤下的字在所写的地方没有，或者没有这个地方"),
        ("F033", WARNING, "撤下的字在这一期别处还有"),
        ("F034", ERROR, "撤下这些字，会把数字切成两截，或者改变措施的地址"),
        ("F035", ERROR, "整期撤下，却看不出原来有几篇"),
        # import
        ("I700", ERROR, "文件读不了"),
        ("I701", WARNING, "原件里没有找到期号"),
        ("I702", WARNING, "原件里没有找到报头日期"),
        ("I703", WARNING, "原件里没有找到编发单位"),
        ("I704", WARNING, "日期不是真实的日子"),
        ("I705", WARNING, "报头日期晚于印发日期"),
        ("I706", WARNING, "日期或数字被换行、换页切成两截"),
        ("I707", WARNING, "同一个栏目在原件里有两种说法"),
        ("I708", WARNING, "刊名与设置里的刊名不同"),
        ("I709", WARNING, "原件带有密级或内部字样"),
        ("I710", WARNING, "目录里的标题与正文标题不一致"),
        ("I711", WARNING, "目录里有这个标题，正文里没有找到"),
        ("I712", WARNING, "正文里有这个标题，目录里没有"),
        ("I713", WARNING, "文章次序与目录不同"),
        ("I714", WARNING, "像是几篇共用的总题，当作一篇"),
        ("I715", NOTE, "标题由两行合成"),
        ("I716", WARNING, "没有找到文章标题"),
        ("I717", NOTE, "这一行像是栏目名或供稿单位，没有收入文章"),
        ("I718", WARNING, "没有目录可以对照，带序号的短行当作标题"),
        ("I719", WARNING, "像是标题的短行当作正文"),
        ("I720", WARNING, "节的序号有跳号、重号或错序"),
        ("I721", WARNING, "措施的序号有跳号、重号或错序"),
        ("I722", NOTE, "措施标记只出现一次，或一节里混用了几种标记"),
        ("I723", NOTE, "连写在一段里的措施已按序号分段"),
        ("I724", NOTE, "节标题与正文写在同一段，已在第一个句号处分开"),
        ("I725", NOTE, "没有编号的短行当作节标题"),
        ("I726", WARNING, "节号的写法与常用写法不同"),
        ("I727", NOTE, "没有目录可以对照，标题按样子认出"),
        ("I728", WARNING, "段首的序号后面紧跟数字"),
        ("I729", NOTE, "序号改成了本档案的写法"),
        ("I730", NOTE, "被换页、换行切断的段落已接上"),
        ("I731", WARNING, "段落没有句末标点，后面也接不上"),
        ("I732", NOTE, "一组措施后面收尾的话不算最后一条措施"),
        ("I733", NOTE, "网页上的文字没有收入底稿"),
        ("I735", NOTE, "县（市、区）由标题里的简称推定"),
        ("I736", NOTE, "标题没有写明县（市、区），正文或供稿单位提到了"),
        ("I737", ERROR, "原件的文件名里有改变文字方向的字符"),
        ("I738", WARNING, "底稿还不能通过检查，须由编辑补全"),
        ("I740", WARNING, "疑为错字"),
        ("I741", NOTE, "全角数字和字母已改为半角"),
        ("I742", WARNING, "原件含有认不出的字符"),
        ("I743", WARNING, "脚注找不到引用处"),
        ("I744", NOTE, "作者署名没有收入底稿"),
        ("I745", WARNING, "这一行没有地方可放，列入未收入清单"),
        ("I746", WARNING, "印发单位与编发单位不同"),
        ("I747", WARNING, "编者按不在文章之前"),
        ("I748", NOTE, "附件的名称当作三级标题"),
        ("I749", NOTE, "并列的几段没有认得的序号，当作正文"),
        ("I750", ERROR, "文件是空的"),
        ("I751", ERROR, "文件超过 20 MB，不读"),
        ("I752", ERROR, "文件展开后太大、太深或太碎，可能是恶意文件，不读"),
        ("I753", ERROR, "文件里的 XML 带有 DOCTYPE，正常的文档没有，不读"),
        ("I754", ERROR, "文件加了密码，不读"),
        ("I755", ERROR, "文件已损坏或不完整，不读"),
        ("I756", ERROR, "文件的内容和扩展名对不上，不读"),
        ("I757", ERROR, "这种文件不是文档，不读"),
        ("I758", ERROR, "文字按所说的编码读不通"),
        ("I759", ERROR, "看不出文字是什么编码，不猜"),
        ("I760", NOTE, "文字按哪种编码读的"),
        ("I761", ERROR, "文件里有空字节，不是纯文本"),
        ("I762", ERROR, "PDF 或 OFD 没有文字层，是扫描件"),
        ("I763", ERROR, "没有安装读 PDF 的组件"),
        ("I764", ERROR, "读取超过时间或内存的限制，已中止"),
        ("I765", ERROR, "没有安装 LibreOffice，这种格式读不了"),
        ("I766", ERROR, "LibreOffice 转换失败"),
        ("I767", ERROR, "不认识所给的编码名称"),
        ("I768", ERROR, "文件里没有文字"),
        ("I770", WARNING, "文件带有没有接受的修订"),
        ("I771", WARNING, "文件带有隐藏文字"),
        ("I772", WARNING, "图片、图表或嵌入的对象里的文字没有收入"),
        ("I773", NOTE, "批注没有收入"),
        ("I774", WARNING, "符号字体里的字符没有通用的写法"),
        ("I775", WARNING, "文件带有宏，没有运行"),
        ("I776", WARNING, "不认识的自动编号格式"),
        ("I777", WARNING, "域不完整，按正文收入"),
        ("I778", WARNING, "拼音注文收在括号里"),
        ("I779", WARNING, "公式按一行文字收入"),
        ("I780", WARNING, "脚注或尾注和正文对不上"),
        ("I781", WARNING, "PDF 里有字符认不出来"),
        ("I782", NOTE, "文件经 LibreOffice 转换后读取，或内容和扩展名不同但可以读"),
        ("I783", NOTE, "PDF 里的部首字符换成了同形的汉字"),
        ("I784", WARNING, "PDF 由 LibreOffice 制作，可能少印标点、多印删去的字"),
        ("I799", ERROR, "内部错误：原件的字没有全部进入底稿或未收入清单，或者底稿读回来的篇、节、条数与识别出的不同"),
        ("I801", WARNING, "划去的文字没有收入"),
        ("I802", WARNING, "上标或下标按普通文字收入"),
        ("I803", WARNING, "链接的网址没有收入"),
        ("I804", WARNING, "表格有合并的单元格，已拆开，或表头合成一行"),
        ("I805", WARNING, "不认识的内容没有收入"),
        ("I806", WARNING, "有改变文字方向的设置或字符，或有控制字符"),
        ("I807", WARNING, "像是表格，按各行文字读，或用制表符分列的各行当作表格"),
        ("I808", WARNING, "一页分几栏，一栏一栏地读"),
        # Markdown and structure of a body
        ("M001", ERROR, "第一个 `#` 标题之前有文字，不属于任何一篇"),
        ("M002", ERROR, "正文的题目与目录 `articles` 里的题目不一致"),
        ("M003", ERROR, "目录 `articles` 里的一篇，正文没有"),
        ("M004", ERROR, "正文的一篇，目录 `articles` 里没有"),
        ("M005", WARNING, "`##` 标题没有 `一、` 这样的序号"),
        ("M006", ERROR, "标题是空的，或者没有字的 `###` 上面没有措施"),
        ("M007", ERROR, "正文各篇的顺序与目录不一致"),
        ("M008", ERROR, "编者按里有标题"),
        ("M009", WARNING, "段首的序号后面紧跟数字"),
        ("M010", ERROR, "列表、引文套得太深，里层的文字显示不出来"),
        ("M011", ERROR, "表格某一行的格子比表头多，多出的格子显示不出来"),
        ("M012", ERROR, "写了链接地址 `[名称]: 地址`，正文没有用到，或者同名写了两次"),
        ("M013", ERROR, "写了脚注，正文没有用到，或者同名写了两次"),
        ("M014", ERROR, "正文用了脚注，却没有写它的内容"),
        ("M015", ERROR, "编号列表的号码不连续"),
        ("M016", ERROR, "代码块没有结尾，后面的文字都会被当成代码"),
        ("M017", ERROR, "代码块开头的说明文字显示不出来"),
        ("M018", ERROR, "文字下面一行 `===` 或 `---` 会把这段文字变成标题，本档案不这样写标题"),
        ("M019", ERROR, "标题只有三级：`#`、`##`、`###`"),
        ("M020", ERROR, "标题写在列表、引文或脚注里面"),
        ("M021", ERROR, "行首的 `#` 是全角的，或者后面没有半角空格，成不了标题"),
        ("M022", WARNING, "段落前面的空格或制表符是排版用的，不起作用"),
        ("M023", ERROR, "不能插入图片"),
        ("M024", ERROR, "链接写得不对，或者地址不能用"),
        ("M025", ERROR, "行首的 `>` 会被当成引文，大于号因此不见了"),
        ("M026", WARNING, "有改变文字方向的字符、控制字符（错误），或别的看不见的字符、自造字（警告）"),
        ("M027", ERROR, "标题末尾的 `#` 显示不出来"),
        ("M028", WARNING, "HTML 标记不起作用，会照字面显示在网页上"),
        ("M029", WARNING, "数字被换行、`<br>`、空格或看不见的字符切成两截，或者句子被行末的空格、反斜杠切断"),
        ("M030", WARNING, "行首的 `+`、`-`、`*` 使这一行成了列表的一项，符号不见了"),
        ("M031", WARNING, "紧跟在表格后面的一行没有竖线，成了表格的一行"),
        ("M032", WARNING, "全角的 Markdown 符号不起作用"),
        ("M099", ERROR, "有文字显示不出来"),
        # locks of published issues
        ("S145", ERROR, "刊出过的一期、一篇、一条没有了"),
        ("S146", ERROR, "刊出过的文字改了，没有勘误，也没有写明原因"),
        ("S147", WARNING, "锁文件不是最新的：增加了地址、勘误或撤下"),
        ("S148", ERROR, "锁文件读不懂"),
        # suppressions
        ("S190", ERROR, "设置的 silenced 里有一条写了不存在的检查，或者不存在的文件"),
        ("S191", WARNING, "设置的 silenced 里有一条没有用上：那一处已经没有这个问题了"),
        # templates
        ("T001", ERROR, "模板的写法不对，读不懂"),
        ("T002", ERROR, "模板里用了没有的名称"),
        ("T003", ERROR, "模板运行时出错"),
        ("T004", ERROR, "模板不是 UTF-8 编码"),
        ("T005", ERROR, "模板要做不允许的事"),
        ("T006", WARNING, "这个模板不起作用：自带的模板里没有这个名称，别的模板也没有用到它"),
        # YAML
        ("Y001", ERROR, "这里的写法不合 YAML 语法，读不懂"),
        ("Y002", ERROR, "键后面用了全角冒号，应为半角冒号加空格"),
        ("Y003", ERROR, "键和冒号后面缺一个空格"),
        ("Y004", ERROR, "出现制表符，缩进和间隔只能用空格"),
        ("Y005", ERROR, "同一个键写了两次"),
        ("Y006", ERROR, "出现 YAML 的锚点（&）或别名（*），本格式不用"),
        ("Y007", ERROR, "出现 YAML 的标签（!），本格式不用：每个值都按文字读入，再按键转换"),
        ("Y008", ERROR, "出现 YAML 的合并键（<<），本格式不用"),
        ("Y009", ERROR, "出现第二个 YAML 文档或 % 指令，一个文件只有一份设置或文件头"),
        ("Y010", WARNING, "出现改变文字方向的字符、控制字符（错误），或别的看不见的字符、自造字（警告）"),
        ("Y011", ERROR, "内容超过 64 KiB"),
        ("Y012", ERROR, "嵌套太深"),
        ("Y013", ERROR, "整体不是“键: 值”的形式"),
        ("Y014", ERROR, "键不是普通文字"),
        ("Y015", WARNING, "“ #”及其后的文字被当作注释，没有读入"),
        ("Y016", ERROR, "引号或括号没有闭合"),
        ("Y017", ERROR, "没有加引号的值里有英文冒号加空格，读不出来"),
        ("Y018", ERROR, "列表的短横后面缺一个空格"),
        ("Y019", ERROR, "缩进不齐"),
        ("Y020", ERROR, "这一行缺少冒号"),
        ("Y021", ERROR, "没有加引号的值不能以这个符号开头"),
    )
}
"""All codes by name."""


def summaries(letters: str) -> dict[str, str]:
    """Return the summaries of the codes that begin with one of these letters."""
    return {code: entry.summary for code, entry in CODES.items() if code[0] in letters}


def diagnose(  # noqa: PLR0913, PLR0917  # the fields of a diagnostic, in their order
    path: str,
    line: int,
    column: int,
    code: str,
    message: str,
    hint: str = "",
    length: int = 1,
    severity: Severity | None = None,
) -> Diagnostic:
    """Build a diagnostic with the severity that is declared for its code.

    `severity` is given only for a code that has two, by the place that knows which one it is.
    """
    return Diagnostic(path, line, column, code, severity or CODES[code].severity, message, hint, length)
