"""Bylines: lines below a title, or at the end of an article, that name the office or the person who wrote it."""

from __future__ import annotations

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.importer.recognise.spacing import LETTER, strip_spaces

_OFFICE_NAMES = (
    "(?:(?<![格布开结大全破])局|办|委|部|办公室|委员会|委会|工委|党委|支部|协会|商会|学会|联合会|合作社|研究院|研究所|"
    "政府|总工会|集团|公司|中心|法院|检察院|调研组|课题组|编写组)"
)
_BYLINE = lazy_compile(f"{LETTER}{{2,14}}{_OFFICE_NAMES}(?:、{LETTER}{{1,14}}{_OFFICE_NAMES})*")
_PERSON = lazy_compile(
    f"{LETTER}{{0,14}}(?:书记|主任|主席|[市县区局部镇乡村院校厅处科组会所站厂社行团队事书]长|经理|总监|秘书|常委|委员|代表|教授|研究员|人士)"
    rf"[ \u3000]{LETTER}{{1,2}} ?{LETTER}{{1,2}}"
)
"""Name of a speaker or author below a title, with a post."""
_VERB = lazy_compile(
    "成立|筹建|新建|建成|设立|创建|揭牌|挂牌|构建|形成|建立|组建|打造|走进|走访|助力|推进|启动|召开|开展|实施|深入|赴"
)
_SURNAME = (
    "(?:[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方"
    "邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤温康施文牛樊葛邢安乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁"
    "符舒阮柯纪梅童凌毕季裴霍涂苗曲翁冉骆蓝游辛靳柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农司卓古缪简车项芦麦褚娄窦戚岑景宫费卜冷]"
    "|欧阳|上官|司马|诸葛|司徒|皇甫|令狐|东方|端木)"
)
"""Surnames, by which a name is told from two characters of a clause."""
_NAME = f"{_SURNAME}[ \u3000]?{LETTER}(?:[ \u3000]?{LETTER})?"
_NAMES = f"{_NAME}(?:[ \u3000、，/]+{_NAME}){{0,5}}"
_ROLE = (
    "(?:本报|本刊|本台|本网|特约)?(?:见习|实习|首席|特约)?"
    "(?:记者|通讯员|撰稿人?|作者|供稿|撰文|摄影|文图|图文|图|文|编辑)"
)
_PLACES = "[镇乡]|街道|大学|学院|医院|学校"
_SIGNED = lazy_compile(f"{LETTER}{{2,18}}(?:{_OFFICE_NAMES}|{_PLACES})[ \u3000：:]+(?:{_ROLE}[ \u3000：:/]*)?{_NAMES}")
"""Office and author: 青岚县商务局　林小溪."""
_CREDIT = lazy_compile(
    rf"(?:{_ROLE}[ \u3000：:/／]+(?:{LETTER}{{2,18}}{_OFFICE_NAMES}[ \u3000]+)?{_NAMES}[ \u3000；;，,]*)+"
)
"""Author after a role: 记者 王五　通讯员 张三."""


def is_byline(text: str) -> bool:
    """Return whether a line is only the name of an office, or of its author, with an office, a post or a role."""
    name = _strip_brackets(text)
    if _SIGNED.fullmatch(name) or _CREDIT.fullmatch(name):
        return not _VERB.search(text)
    return bool(_BYLINE.fullmatch(strip_spaces(text)) or _PERSON.fullmatch(text)) and not _VERB.search(text)


def names_author_only(text: str) -> bool:
    """Return whether a byline names only persons by their role, such as 记者, and no office."""
    return bool(_CREDIT.fullmatch(_strip_brackets(text)))


def _strip_brackets(text: str) -> str:
    """Return a text without the brackets around it."""
    return text[1:-1].strip() if text[:1] in "（(【" and text[-1:] in "）)】" else text
