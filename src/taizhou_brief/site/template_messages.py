"""Messages of the template library in Chinese."""

from __future__ import annotations

import re

from taizhou_brief.chinese.patterns import lazy_compile

KINDS = {
    "begin of comment": "注释的开头",
    "end of comment": "注释的结尾",
    "comment": "注释",
    "begin of statement block": "语句的开头 {%",
    "end of statement block": "语句的结尾 %}",
    "begin of print statement": "取值的开头 {{",
    "end of print statement": "取值的结尾 }}",
    "begin of line statement": "单行语句的开头",
    "end of line statement": "单行语句的结尾",
    "template data / text": "普通文字",
    "end of template": "模板的末尾",
    "name": "名称",
    "string": "文字",
    "integer": "整数",
    "float": "小数",
}
"""Names that the library has for the parts of a template."""
TYPES = {"filter": "过滤器", "test": "判断"}
NAME = r"(?P<name>'[^']*'|\"[^\"]*\")"
SENTENCES = tuple(
    (lazy_compile(pattern, re.DOTALL), text)
    for pattern, text in (
        (rf"unexpected end of template, expected {NAME}\.", "模板到末尾了，还缺{name}"),
        (rf"expected token {NAME}, got (?P<got>.*)", "这里要{name}，写的却是{got}"),
        (rf"unexpected {NAME}, expected (?P<got>'[^']*')", "这里不能有{name}，要有{got}"),
        (rf"unexpected char {NAME} at .*", "认不出{name}这个字符"),
        (rf"unexpected {NAME}", "这里不能有{name}"),
        (rf"Encountered unknown tag {NAME}\.", "没有{name}这种语句，或者它前面没有与它成对的开头"),
        (r"Unexpected end of template\.", "模板到末尾了，还有语句没有写结尾"),
        (r"You probably made a nesting mistake\.", "嵌套的次序不对"),
        (r"Jinja is expecting this tag, but currently looking for (?P<got>.*)\.", "先要写{got}"),
        (r"Jinja was looking for the following tags: (?P<got>.*)\.", "这里可以写的是{got}"),
        (rf"The innermost block that needs to be closed is {NAME}\.", "最里面还没有写结尾的是{name}"),
        (r"tag name expected", "{{% 后面要写语句的名称"),
        (r"Block names in Jinja have to be valid.*", "block 的名称只能用字母、数字和下划线"),
        (r"Required blocks can only contain comments or whitespace", "写了 required 的 block 里只能有注释和空格"),
        (r"names starting with an underline can not be imported", "下划线开头的名称不能导入"),
        (r"non-default argument follows default argument", "有默认值的参数后面，不能再写没有默认值的参数"),
        (r"expected call", "call 后面要写调用，如 call 名称()"),
        (rf"can't assign to {NAME}", "不能给{name}赋值"),
        (r"Expected an expression, got (?P<got>.*)", "这里要写一个值，写的却是{got}"),
        (r"expected name or number", "点后面要写名称或数字"),
        (r"expected subscript expression", "方括号里要写下标"),
        (r"invalid syntax for function call expression", "调用的写法不对，看看逗号和括号"),
        (r"You cannot chain multiple tests with is", "is 不能接连写两个"),
        (r"Invalid character in identifier", "名称里有不能用的字符"),
        (r"When defining macros or call blocks the special \"caller\".*", "参数 caller 要省去，或写默认值"),
        (rf"block {NAME} defined twice", "block{name}写了两次"),
        (r"cannot use extend from a non top-level scope", "extends 不能写在别的语句里面"),
        (r"extended multiple times", "extends 写了两次"),
        (r"Can't assign to special loop variable in for-loop target", "for 的变量不能叫 loop"),
        (rf"No (?P<type>\S+) named {NAME}(?: found)?\.", "没有{name}这个{type}"),
        (rf"Required block {NAME} not found", "少了必须写的 block{name}"),
        (r"Missing end of comment tag", "注释没有写结尾 #}}"),
        (r"Missing end of raw directive", "raw 没有写结尾 endraw"),
        (rf"{NAME} is undefined", "没有{name}这个名称"),
        (rf"{NAME} has no attribute (?P<got>.*)", "{name}里没有{got}"),
        (r"(?P<name>.*) has no element (?P<got>.*)", "{name}里没有第{got}项"),
        (rf"access to attribute {NAME} of .* object is unsafe\.", "不能用{name}"),
        (rf"the template {NAME} \(imported on .*\) does not export the requested name (?P<got>.*)",
         "模板{name}里没有{got}，导入不了"),
        (r".*is not safely callable", "不能调用它"),
        (r"Range too big\..*", "range 的数太大"),
        (r"(?:too many statically nested blocks|.*too many nested.*)", "语句套得太深"),
        (r"duplicate argument (?P<got>'.*') in function definition.*", "参数{got}写了两次"),
        (r"maximum recursion depth exceeded.*", "套得太深，或者模板绕成了圈"),
        (r"division by zero", "除以零"),
        (r"unsupported operand type\(s\) for (?P<got>.*?): .*", "两边不是同一类的值，不能做{got}"),
    )
)  # fmt: skip
"""A sentence of the library, and the same in Chinese."""
ENDS_SENTENCE = lazy_compile(r"(?<=\.) (?=[A-Z])")
ERROR_NAME = lazy_compile(r"[A-Z]\w*(?:Error|NotFound|Exhausted|Interrupt)")
MODULE = lazy_compile(r"[\w.]*\.(?=[A-Za-z]\w* object)")
JOINED = lazy_compile(" or |, ")


def translate_message(message: str) -> str:
    """Return a message of the template library in Chinese; one that is not known is quoted."""
    name, separator, rest = message.partition(": ")
    if not (separator and ERROR_NAME.fullmatch(name)):
        name, rest = "", message
    if name in {"TemplateNotFound", "TemplatesNotFound"}:
        return f"没有模板{quote_part(rest)}"
    sentences = [translate_sentence(sentence) for sentence in ENDS_SENTENCE.split(rest)]
    return "；".join(sentences) if all(sentences) else f"程序库的原话：{message}"


def translate_sentence(sentence: str) -> str:
    """Return one sentence in Chinese; empty if it is not known."""
    for pattern, text in SENTENCES:
        match = pattern.fullmatch(sentence)
        if match:
            return text.format(**{key: quote_part(part) for key, part in match.groupdict().items()})
    return ""


def quote_part(text: str) -> str:
    """Return what a message quotes in Chinese quotation marks, and the library's own terms in Chinese."""
    parts = [part.strip("'\"") for part in JOINED.split(MODULE.sub("", text))]
    shown = [TYPES.get(part) or KINDS.get(part) or f"“{part.removesuffix(' object')}”" for part in parts]
    return "或".join(shown)
