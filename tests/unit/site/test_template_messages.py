"""What the template library says reaches an editor in Chinese."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest

from taizhou_brief.site.render import Renderer, TemplateError
from taizhou_brief.site.template_messages import translate_message
from tests.test_render import FAULTS, FRAME, page

RAISING = {"fail", "TemplateSyntaxError", "TemplateAssertionError"}
MODULES = ("parser", "lexer", "compiler")


def literal(node: ast.expr) -> str:
    """Return a string as its code has it; a value in it is a quoted name."""
    if isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else "'x'" for part in node.values]
        return re.sub("'('x')'", r"\1", "".join(map(str, parts)))
    return str(node.value) if isinstance(node, ast.Constant) else ""


def messages() -> Iterator[str]:
    """Yield every message that the installed library has for a fault of a template's syntax."""
    for module in MODULES:
        tree = ast.parse(Path(jinja2.__file__).with_name(f"{module}.py").read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in RAISING and literal(node.args[0]):
                    yield literal(node.args[0])


def test_every_message_of_the_library_is_translated() -> None:
    """None is passed on as it is, so that a new version that says something else is noticed."""
    found = set(messages())
    assert len(found) > 20
    assert [message for message in found if "原话" in translate_message(message)] == []


MORE = {
    "{{ word.nothing }}": "“str”里没有“nothing”",
    "{{ nothing }}": "没有“nothing”这个名称",
    "{% if 1 %}": "模板到末尾了，还有语句没有写结尾；这里可以写的是“elif”或“else”或“endif”；最里面还没有写结尾的是“if”",
    "{% iff 1 %}": "没有“iff”这种语句，或者它前面没有与它成对的开头",
    "{% for a in word %}{% if a %}{% endfor %}": "嵌套的次序不对；先要写“elif”或“else”或“endif”",
    "{{ word|nofilter }}": "没有“nofilter”这个过滤器",
    "{{ word": "模板到末尾了，还缺取值的结尾 }}",
    "{{ word %}": "这里不能有",
    "{% include 'missing.html' %}": "没有模板“missing.html”",
    "{{ 1 + 'x' }}": "两边不是同一类的值",
    "{{ 1 / 0 }}": "除以零",
    "{# ": "注释没有写结尾",
    "\n{% raw %}x": "raw 没有写结尾",
    "{% block a %}{% endblock %}{% block a %}{% endblock %}": "写了两次",
    "{% macro m(a, a) %}{% endmacro %}": "写了两次",
    "{% include 'a.html' %}": "绕成了圈",
    "{% from 'b.html' import nothing %}{{ nothing() }}": "里没有“nothing”，导入不了",
}


@pytest.mark.parametrize("text", MORE)
def test_a_fault_is_explained_in_chinese(text: str) -> None:
    """In words that name what was written; no module of the program is named."""
    with pytest.raises(TemplateError) as error:
        Renderer({"a.html": text, "b.html": "", **FRAME}).render(page(word="x"))
    words = translate_message(error.value.words)
    assert MORE[text] in words
    assert "taizhou" not in words


@pytest.mark.parametrize("fault", [name for name in FAULTS if name != "bytes"])
def test_the_faults_of_other_tests_are_explained_too(fault: str) -> None:
    """No fall-back for what is tried elsewhere."""
    with pytest.raises(TemplateError) as error:
        Renderer({"a.html": f"1\n{FAULTS[fault][0]}", "b.html": "1\n\n{{ ) }}", **FRAME}).render(page(word="x"))
    assert "原话" not in translate_message(error.value.words)


def test_what_is_not_known_is_quoted() -> None:
    """Nothing is lost."""
    assert translate_message("OddError: something odd") == "程序库的原话：OddError: something odd"
