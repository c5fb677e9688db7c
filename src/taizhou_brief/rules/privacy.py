"""Rules about what must not be public: numbers that identify persons, marks of secrecy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from taizhou_brief.chinese.characters import HAN
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Severity
from taizhou_brief.rules.rule import Finding, RuleContext, issue_rule

IDENTITY_NUMBER = lazy_compile(
    r"(?<![0-9A-Za-z.])[1-9][0-9]{5}[ -]?(?:19|20)[0-9]{6}[ -]?[0-9]{3}[0-9Xx](?![0-9A-Za-z])"
)
OLD_IDENTITY_NUMBER = lazy_compile(
    r"身份证?(?:号码?|证件号码?)?(?:[（(]?(?:15|十五)位[）)]?)?[为是：: ]{0,3}"
    r"[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}(?![0-9A-Za-z])"
)
"""Identity numbers issued before 1999: 15 digits without a check digit, matched only after words that name them."""
CHECK_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
COUNTED_UNIT = r" ?(?:[元万亿人户家个名次项亩件条场吨米斤千余多%％]|平方|立方|公[里斤顷])"
MOBILE_NUMBER = lazy_compile(
    rf"(?<![0-9A-Za-z.¥￥+-])(?:(?:\+|00)?86[ -]?)?1[3-9][0-9](?P<gap>[ -]?)[0-9]{{4}}(?P=gap)[0-9]{{4}}"
    rf"(?![0-9A-Za-z]|\.[0-9]|{COUNTED_UNIT})"
)
CARD_NUMBER = lazy_compile(
    rf"(?<![0-9A-Za-z.])(?:62|[45][0-9])[0-9]{{2}}(?:[ -]?[0-9]{{4}}){{3}}(?:[ -]?[0-9]{{1,3}})?"
    rf"(?![0-9A-Za-z]|\.[0-9]|{COUNTED_UNIT})"
)
SECRECY_GRADES = "绝密|机密|秘密"
INTERNAL_MATERIAL = "内部(?:资料|文件|刊物|材料|参考)"
HANDLING_NOTICE = "(?:注意|妥善)保(?:存|管|密)|(?:不得|请勿|严禁|切勿|禁止)(?:外传|外泄|翻印|复印|转载|公开)"
SECRECY_MARK = lazy_compile(
    rf"(?:{SECRECY_GRADES})(?:级)? ?[★☆]"
    rf"|密级 ?[：:] ?(?:{SECRECY_GRADES})"
    rf"|[（(【〔\[](?:{SECRECY_GRADES}|{INTERNAL_MATERIAL})(?:[ ，,、·]*(?:{HANDLING_NOTICE}))*[）)】〕\]]"
    rf"|(?<=\n)[ \u3000*_>]*(?:{SECRECY_GRADES}|{INTERNAL_MATERIAL})(?:[ \u3000，,、·]*(?:{HANDLING_NOTICE}))*"
    rf"[ \u3000*_！!。]*(?=\r?\n|$)"
    rf"|(?<![{HAN}，、；：]){INTERNAL_MATERIAL}[ \u3000，,、·]*(?:{HANDLING_NOTICE})"
    rf"|[（(【〔\[](?:{HANDLING_NOTICE})[）)】〕\]]"
)
SECRECY_WORDS = ("密", "内部", "保存", "保管", "不得", "请勿", "严禁", "切勿", "禁止")


def choose_severity(context: RuleContext) -> Severity:
    """Return the severity of personal data: an error, which stops the build, only if the issue is public."""
    return Severity.ERROR if context.issue.disclosure == "public" else Severity.WARNING


@issue_rule("X601", Severity.ERROR)
def identity_number(context: RuleContext) -> Iterator[Finding]:
    """出现公民身份号码。

    查什么：出生日期和校验码都对得上的18位身份号码，以及写明是身份证号的15位旧号码。不公开的期里只作警告。

    为什么：身份号码是敏感个人信息，公开发布须有法律依据并取得单独同意。

    改前：受助人身份证号11010519491231002X。
    改后：受助人身份证号已核验。

    依据：《中华人民共和国个人信息保护法》第二十八条、第二十九条；GB 11643—1999《公民身份号码》
    """
    matches = [
        match
        for match in IDENTITY_NUMBER.finditer(context.source.numbers)
        if is_identity_number(re.sub("[ -]", "", match[0]))
    ]
    for match in (*matches, *OLD_IDENTITY_NUMBER.finditer(context.source.numbers)):
        yield Finding(
            *match.span(), "出现公民身份号码", "删去；确要写的，只留末四位，其余改为星号", choose_severity(context)
        )


def is_identity_number(number: str) -> bool:
    """Return whether birthday and check digit of an identity number are valid."""
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, CHECK_WEIGHTS, strict=False))
    return CHECK_CHARACTERS[total % 11] == number[17].upper()


@issue_rule("X602", Severity.WARNING)
def mobile_number(context: RuleContext) -> Iterator[Finding]:
    """出现手机号码。

    查什么：11位手机号码；后面带“元、人”等单位的是数量，不算。

    为什么：手机号码是个人信息，公开前要确认本人同意；办事咨询应写单位电话。

    改前：咨询电话13805760000。
    改后：咨询电话0576-00000000。

    依据：《中华人民共和国个人信息保护法》第十三条、第二十五条
    """
    for match in MOBILE_NUMBER.finditer(context.source.numbers):
        yield Finding(*match.span(), "出现手机号码", "删去，或改为单位电话")


@issue_rule("X603", Severity.ERROR)
def bank_card_number(context: RuleContext) -> Iterator[Finding]:
    """出现银行卡号。

    查什么：16至19位、卡头和校验码（Luhn 算法）都对得上的银行卡号。不公开的期里只作警告。

    为什么：金融账户属于敏感个人信息，公开了可能造成财产损失。

    改前：补贴打入6222020200000000006账户。
    改后：补贴打入本人社保卡账户。

    依据：《中华人民共和国个人信息保护法》第二十八条；ISO/IEC 7812-1 附录 B
    """
    for match in CARD_NUMBER.finditer(context.source.numbers):
        digits = re.sub("[ -]", "", match[0])
        if passes_luhn_check(digits) and not (len(digits) == 18 and is_identity_number(digits)):
            yield Finding(*match.span(), "出现银行卡号", "删去", choose_severity(context))


def passes_luhn_check(digits: str) -> bool:
    """Return whether the last digit is the Luhn check digit of the others (ISO/IEC 7812-1, annex B)."""
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (doubled + sum(map(int, digits[::-2]))) % 10 == 0


@issue_rule("X604", Severity.ERROR)
def mark_of_secrecy_in_public(context: RuleContext) -> Iterator[Finding]:
    """公开的期里有密级或内部标志。

    查什么：“机密★”“密级：秘密”“（内部资料，注意保存）”以及单独成行的“内部文件”等标志；“商业秘密”“保守国家秘密”“内部管理”不算。

    为什么：带标志的材料不得上网；也可能是从别的文件里连标志一起复制来的。确属内部的，在文件头写 disclosure: internal。

    改前：
        内部资料 注意保存

        本期介绍三个村的做法。
    改后：
        本期介绍三个村的做法。

    依据：《中华人民共和国保守国家秘密法》；《政府网站发展指引》（国办发〔2017〕47号）
    """
    text = context.source.text
    if context.issue.disclosure != "public" or not any(sign in text for sign in SECRECY_WORDS):
        return
    for match in SECRECY_MARK.finditer(text):
        mark = match[0].strip(" \u3000*_>")
        start = match.start() + match[0].index(mark)
        yield Finding(
            start,
            start + len(mark),
            f"公开的期里有“{mark}”标志",
            "核对能否公开；不公开的，在文件头写 disclosure: internal",
        )
