"""Rules about the form of numerals (GB/T 15835)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhou_brief.chinese.approximators import ESTIMATE_ENDS, ESTIMATES, exclude_other_words, match_trailing
from taizhou_brief.chinese.characters import HALF_WIDTH_DIGITS, HAN, ONE_TO_TEN, SCALE_CHARACTERS, WIDE_DIGITS
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Severity
from taizhou_brief.rules.rule import Finding, RuleContext, issue_rule

NUMBER = r"[0-9]+(?:\.[0-9]+)?"
RANGE = lazy_compile(
    rf"(?<![0-9A-Za-z.\-—～~/+])(?<![A-Za-z] )(?<![如见附][图表件])(?P<low>{NUMBER})(?P<unit>[%％‰]|[{HAN}]{{1,2}})?"
    rf" ?(?P<dash>[-－~—～–]) ?(?P<high>{NUMBER})(?![0-9A-Za-z\-+/.]) ?(?P<end>[%％‰]|[{HAN}]{{1,2}})"
)
NOT_A_RANGE = ("号", "室", "幢", "栋", "楼", "单元", "座", "型", "转", "所")
SCALES = f"{SCALE_CHARACTERS}%％‰"
UNITS_BEGINNING_WITH_SCALE = ("千克", "千米", "千瓦", "千伏", "百分", "百米")
COUNT = rf"(?:[0-9][0-9.,]*+|[{ONE_TO_TEN}百千两几数]++)"
MEASURES = "[人个家户名元万亿千百次项亩村镇所处件条场期倍吨米年月天岁批支辆台套间平方公里斤份张位只头株小时成%％ ]"
APPROXIMATE = f"(?:{'|'.join(map(exclude_other_words, ESTIMATES))})(?:(?<=约)[为有占])?"
"""Words that make the number after them approximate; not 节约, 签约, 附近, 赶超 and the like."""
DOUBLE_APPROXIMATION = lazy_compile(
    rf"(?P<first>{APPROXIMATE}) ?{COUNT} ?[{SCALE_CHARACTERS}]*+"
    rf"(?:(?P<more>[多余]) ?(?=[{HAN}])|{MEASURES}{{0,6}}?(?P<end>{match_trailing('左右', '上下', '以上')}))"
)
RATIO = lazy_compile(rf"[:：](?<=[0-9 ].) ?(?P<right>{NUMBER})(?![0-9:：])")
LEFT_OF_RATIO = lazy_compile(rf"(?<![0-9.:：∶])({NUMBER}) ?$")
CLOCK = lazy_compile(r"(?:[01]?[0-9]|2[0-4])[:：][0-5][0-9]")
STANDARD = lazy_compile(r"[A-Z] ?[0-9]{3,6}[:：](?:19|20)[0-9]{2}$")
"""Number and year of a standard: `ISO 9001:2015`."""
RATIO_WORDS = lazy_compile(r"(?:比例|比|占比|配比)[为是按达至约在]? ?$")
YEAR_ENDS = r"[初底末](?=[，。、；：）前至以就的]|$)|上半年|下半年|[一二三四]季度|前三季度"
NOT_BEFORE_YEAR = f"[^0-9.第{ESTIMATE_ENDS}这前后内满达长共、—－～-]"
SHORT_YEAR = lazy_compile(
    rf"年(?:(?<={NOT_BEFORE_YEAR}[0-9]{{2}}年)|(?<={NOT_BEFORE_YEAR}[0-9]{{2}} 年))"
    rf"(?:(?= ?[0-9]{{1,2}} ?月(?!个)|{YEAR_ENDS})|(?<=截至[0-9]{{2}}年))",
    re.MULTILINE,
)
DOTTED_DATE = lazy_compile(
    r"(?P<dot>[./])(?<=[12][09][0-9]{2}.)(?P<month>1[0-2]|0?[1-9])(?P=dot)(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9./])"
)
OTHER_NUMBER = lazy_compile("[0-9A-Za-z./]")
SLASHED = lazy_compile(r"(?<=[人户场家件辆台])[/／](?=次)")
GROUPED = lazy_compile(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")
UNGROUPED = lazy_compile(
    r"(?<![0-9.,A-Za-z-])[0-9]{5,9}(?![0-9,A-Za-z-])(?= ?[万亿]?[人个家户名元次项亩村件条场吨米%])"
)
WIDE_GROUPED = lazy_compile(r"(?<![0-9.,，])[1-9][0-9]{0,2}(?:，[0-9]{3})+(?![0-9,，]) ?(?=[万亿]?[元人户])")
WIDE_COMMA = lazy_compile("，(?<=[0-9].)(?=[0-9]{3})")
"""What every such number contains: faster to find because it begins with a character rarer than a digit."""
MISGROUPED = lazy_compile(r"(?<![0-9.,])[0-9]+(?:,[0-9]+)+(?![0-9,])")
WIDE_DIGIT_RUN = lazy_compile(f"[{WIDE_DIGITS}]+")
MIXED_NUMERAL = lazy_compile(
    r"[千百](?:(?<=[0-9].)|(?<=[0-9] .))(?=[万亿多余元人户家亩个名吨次])(?!人计划|万人|万工程)"
)
MIXED_NUMERAL_START = lazy_compile(r"(?<![0-9.])[0-9]{1,3} ?$")
FALL = lazy_compile(rf"(?:下降|减少|降低|缩小|缩短)了? ?{NUMBER} ?(?P<times>倍)(?!增)")
POINTS = lazy_compile(r"(?P<sign>[%％]) ?个?百分点")


@issue_rule("N401", Severity.WARNING)
def hyphen_in_range(context: RuleContext) -> Iterator[Finding]:
    """数值或年份的起止用了减号。

    查什么：两个数字之间表示“从……到……”的减号、半角波浪号；电话、门牌、编号、图表的序号、按年-月-日写的日期不算。

    为什么：减号会被读成“减”或当作编号；数值范围用浪纹线或一字线，时间起止用一字线。

    改前：每户分红500-800元。
    改后：每户分红500—800元。

    改前：实施2019-2021年计划。
    改后：实施2019—2021年计划。

    依据：GB/T 15834—2011《标点符号用法》4.13；GB/T 15835—2011《出版物上数字用法》5.1.3
    """
    for match in find_ranges(context):
        if match["dash"] in "-－~–" and not is_ambiguous(match):
            yield Finding(*match.span("dash"), f"起止之间用了“{match['dash']}”", "改为一字线“—”或浪纹线“～”")


@issue_rule("N402", Severity.WARNING)
def range_with_an_ambiguous_first_unit(context: RuleContext) -> Iterator[Finding]:
    """范围的前一个数字省了“万”“亿”或百分号。

    查什么：“5-6万元”“3～5%”这样前后单位相同、只写了后一个的范围。

    为什么：可以读成“五元到六万元”，提取数据时也分不清。前一个数字的万、亿、百分号不能省。

    改前：每村增收7-9万元。
    改后：每村增收7万～9万元。

    改前：占比3～5%。
    改后：占比3%～5%。

    依据：GB/T 15835—2011《出版物上数字用法》5.1.3
    """
    for match in find_ranges(context):
        if is_ambiguous(match):
            low, high, scale = match["low"], match["high"], match["end"][:1]
            message = f"“{low}”后面省了“{scale}”，范围有歧义"
            yield Finding(match.start(), match.start("end") + 1, message, f"改为“{low}{scale}～{high}{scale}”")


def find_ranges(context: RuleContext) -> Iterator[re.Match[str]]:
    """Yield pairs of numbers with a dash between them that mean a range."""
    prose = context.source.prose
    if not any(dash in prose for dash in "-－~—～–"):
        return
    for match in RANGE.finditer(prose):
        telephone = match["low"].startswith("0") and len(match["low"]) > 2 and "." not in match["low"]
        if not telephone and not match["end"].startswith(NOT_A_RANGE):
            yield match


def is_ambiguous(match: re.Match[str]) -> bool:
    """Return whether only the second number of a range has its 万 or %."""
    end = match["end"]
    scaled = end[0] in SCALES and not end.startswith(UNITS_BEGINNING_WITH_SCALE)
    return scaled and not match["unit"] and float(match["low"]) < float(match["high"])


@issue_rule("N403", Severity.WARNING)
def approximated_twice(context: RuleContext) -> Iterator[Finding]:
    """一个数字约了两次。

    查什么：数字前有“近、约、超、逾”，后面又有“多、余、左右、以上”。

    为什么：“近”是不到，“多”是超过，合在一起自相矛盾；“约”与“左右”意思重复。

    改前：发放补贴近3.2亿多元。
    改后：发放补贴近3.2亿元。

    改前：参加培训约90人左右。
    改后：参加培训约90人。

    依据：公文写作通例
    """
    for match in DOUBLE_APPROXIMATION.finditer(context.source.prose):
        last = match["more"] or match["end"]
        yield Finding(*match.span(), f"前面用了“{match['first']}”，后面又用“{last}”，约了两次", "只留一个")


@issue_rule("N404", Severity.WARNING)
def colon_for_ratio(context: RuleContext) -> Iterator[Finding]:
    """比号写成了冒号。

    查什么：两个数字之间的冒号；“9:30”这样的钟点不算，除非前面写明是比例；“ISO 9001:2015”这样的标准号不算。

    为什么：比号在行的正中，冒号在下边；写成冒号会被当作时刻。

    改前：按 3:7 分成。
    改后：按 3∶7 分成。

    依据：出版编校通例
    """
    prose = context.source.prose
    for match in RATIO.finditer(prose):
        left = LEFT_OF_RATIO.search(prose, max(0, match.start() - 12), match.start())
        if not left:
            continue
        if STANDARD.search(prose, max(0, left.start() - 6), match.end()):
            continue
        ratio = prose[left.start() : match.end()]
        clock = CLOCK.fullmatch(ratio.replace(" ", ""))
        if not clock or RATIO_WORDS.search(prose, max(0, left.start() - 6), left.start()):
            right = f"{left[1]}∶{match['right']}"
            yield Finding(left.start(), match.end(), f"比号写成了冒号：“{ratio}”", f"改为“{right}”")


@issue_rule("N405", Severity.WARNING)
def two_digit_year(context: RuleContext) -> Iterator[Finding]:
    """年份只写了两位。

    查什么：后面跟着月份、年底、上半年、季度的两位数年份。

    为什么：简报要长期保存，“21年”日后分不清是哪一年，还会被读成“二十一个年头”。

    改前：项目于21年9月开工。
    改后：项目于2021年9月开工。

    依据：GB/T 15835—2011《出版物上数字用法》5.1.4
    """
    for match in SHORT_YEAR.finditer(context.source.prose):
        start = match.start() - (3 if context.source.prose[match.start() - 1] == " " else 2)
        yield Finding(start, match.end(), f"年份只写了两位：“{context.source.prose[start : match.end()]}”", "写全四位")


@issue_rule("N406", Severity.WARNING)
def dotted_date(context: RuleContext) -> Iterator[Finding]:
    """日期用点或斜线代替年月日。

    查什么：“2021.9.6”“2021/9/6”这样的日期。

    为什么：正文里的日期要写年、月、日，点和斜线容易与小数、分数、编号混淆。

    改前：2022.9.6，首批村民签约。
    改后：2022年9月6日，首批村民签约。

    依据：GB/T 9704—2012《党政机关公文格式》7.3.5；GB/T 15835—2011 5.1.4
    """
    prose = context.source.prose
    for match in DOTTED_DATE.finditer(prose):
        start = match.start() - 4
        if not OTHER_NUMBER.match(prose[start - 1 : start]):
            right = f"{prose[start : start + 4]}年{int(match['month'])}月{int(match['day'])}日"
            yield Finding(start, match.end(), f"日期写成了“{prose[start : match.end()]}”", f"改为“{right}”")


@issue_rule("N407", Severity.WARNING)
def slash_in_compound_unit(context: RuleContext) -> Iterator[Finding]:
    """复合量词里有斜线。

    查什么：“人/次”“户/次”“场/次”。

    为什么：斜线表示“每”，“人/次”成了“每次多少人”；人次是一个词。

    改前：体检3000人/次。
    改后：体检3000人次。

    依据：公文写作通例
    """
    prose = context.source.prose
    if "/" not in prose and "／" not in prose:
        return
    for match in SLASHED.finditer(prose):
        start, end = match.start() - 1, match.end() + 1
        yield Finding(start, end, f"“{prose[start:end]}”里的斜线表示“每”", f"改为“{prose[start]}次”")


@issue_rule("N408", Severity.WARNING)
def mixed_thousands_separators(context: RuleContext) -> Iterator[Finding]:
    """千分号时有时无，或分错了位。

    查什么：同一期里有的大数用千分号（12,345）、有的不用（12345）；没有三位一分的千分号，以及写成全角逗号的千分号。

    为什么：同一期里写法要一致；分错位的数字不知道该信哪一个。

    改前：发放工资12,800元，补助23400元。
    改后：发放工资12800元，补助23400元。

    改前：发放工资1,2800元。
    改后：发放工资12800元。

    依据：GB/T 15835—2011《出版物上数字用法》5.1.1
    """
    prose = context.source.prose
    for match in WIDE_GROUPED.finditer(prose) if WIDE_COMMA.search(prose) else ():
        right = match[0].replace("，", "").strip()
        yield Finding(*match.span(), f"千分号用了全角逗号：“{match[0].strip()}”", f"若是一个数，改为“{right}”")
    if "," not in prose:
        return
    grouped = list(GROUPED.finditer(prose))
    spans = {match.span() for match in grouped}
    for match in MISGROUPED.finditer(prose):
        if match.span() not in spans:
            yield Finding(*match.span(), f"千分号没有三位一分：“{match[0]}”", "核对数字；并列的数字之间用顿号")
    if grouped and UNGROUPED.search(prose):
        for match in grouped:
            yield Finding(*match.span(), f"“{match[0]}”用了千分号，本期别的数字没有用", "全期统一")


@issue_rule("N409", Severity.WARNING)
def full_width_digits(context: RuleContext) -> Iterator[Finding]:
    """数字用了全角。

    查什么：正文里的全角阿拉伯数字。

    为什么：阿拉伯数字一律用半角，全角数字检索不到，也进不了数据表。

    改前：走访企业４８家。
    改后：走访企业48家。

    依据：GB/T 15835—2011《出版物上数字用法》5.1.7
    """
    prose = context.source.prose
    if not any(digit in prose for digit in WIDE_DIGITS):
        return
    for match in WIDE_DIGIT_RUN.finditer(prose):
        right = match[0].translate(HALF_WIDTH_DIGITS)
        yield Finding(*match.span(), f"数字用了全角：“{match[0]}”", f"改为“{right}”", replacement=right)


@issue_rule("N410", Severity.WARNING)
def digits_with_han_thousand(context: RuleContext) -> Iterator[Finding]:
    """阿拉伯数字与“千”“百”混用。

    查什么：“5千元”“3百户”；千克、千瓦等单位不算。

    为什么：阿拉伯数字只能与“万”“亿”合用，其余要么全写数字，要么全写汉字。

    改前：每户补助3千元。
    改后：每户补助3000元。

    依据：GB/T 15835—2011《出版物上数字用法》5.3
    """
    prose = context.source.prose
    for match in MIXED_NUMERAL.finditer(prose):
        left = MIXED_NUMERAL_START.search(prose, max(0, match.start() - 5), match.start())
        if left:
            number = prose[left.start() : match.end()]
            message = f"数字与“{match[0]}”混用：“{number}”"
            yield Finding(left.start(), match.end(), message, "全部改写成数字，或改用“万”“亿”")


@issue_rule("N411", Severity.WARNING)
def fall_in_multiples(context: RuleContext) -> Iterator[Finding]:
    """下降用了倍数。

    查什么：“下降、减少、降低、缩小、缩短”后面跟着“几倍”；“缩小至1.8倍”不算。

    为什么：减少一倍就没有了，下降只能说百分之几或几分之几。

    改前：办理时间缩短2倍。
    改后：办理时间缩短三分之二。

    依据：公文写作通例
    """
    prose = context.source.prose
    if "倍" not in prose:
        return
    for match in FALL.finditer(prose):
        yield Finding(*match.span(), f"“{match[0]}”：下降不能用倍数", "改为百分数或几分之几")


@issue_rule("N412", Severity.WARNING)
def percent_sign_with_points(context: RuleContext) -> Iterator[Finding]:
    """百分点前面多了百分号。

    查什么：“3%个百分点”。

    为什么：百分点是百分数之差的单位，前面只写数字。

    改前：增幅提高2.5%个百分点。
    改后：增幅提高2.5个百分点。

    依据：公文写作通例
    """
    prose = context.source.prose
    if "百分点" not in prose:
        return
    for match in POINTS.finditer(prose):
        yield Finding(*match.span("sign"), "百分点前面多了百分号", "删去百分号")
