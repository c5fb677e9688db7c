"""Render pages with templates, which are texts, never files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache
from hashlib import sha256
from json import JSONEncoder
from types import TracebackType
from typing import Any, Protocol

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateSyntaxError, UndefinedError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from taizhou_brief.model.page import File, Page
from taizhou_brief.site.template_digests import ASSETS

JSON = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
PARTS = ("header.html", "footer.html")
TEMPLATE_FOLDER = "templates/"
"""Prefix of template names in diagnostics: their place in a project."""
_LINK_TO_PAGE = re.compile(
    rb'<a href="(?:/?(?=[0-9]{4}/s?[0-9]{1,4}/)'
    rb"|/(?=(?:[0-9]{4}|county|theme|issues|matrix|figures|search|about|updates|corrections|sitemap|data)/))"
)
"""Link of an editor to a page of this site, from its root: templates put the path to the root before theirs."""
_LINK_TO_FOLDER = re.compile(
    rb'(<(?:a|area|form|link)\b[^>]*?\s(?:href|action)="(?!//|[A-Za-z][A-Za-z0-9+.-]*:)[^"#?]*/)(?=["#?])'
)
"""Link to a folder of the site, which a server answers with the page in it; without one a list of files is shown."""
LAYOUT_CONTEXT = ("root", "here", "masthead", "updated")
"""The values of a page that its header and footer see besides the settings and the menus."""


class TemplateError(Exception):
    """Error in a template: code, path, line (0 if unknown) and the message of the library."""

    def __init__(self, code: str, path: str, line: int, words: str) -> None:
        super().__init__(code, path, line, words)
        self.code, self.path, self.line, self.words = code, path, line, words


Texts = tuple[tuple[str, str], ...]
"""Templates by name, as they are pickled."""


class LinkLike(Protocol):
    """A link."""

    @property
    def text(self) -> str:
        """Text of the link."""

    @property
    def url(self) -> str:
        """Address relative to the site's root."""


Menus = Mapping[str, tuple[LinkLike, ...]]
"""Lists of links by name: `header`, `footer`."""


class FastEscapeCodeGenerator(CodeGenerator):
    """Generator of template code that escapes by `fast_escape`: objects of Markup took half of the time of a page.

    It overrides a private method of Jinja, so `pyproject.toml` allows no newer minor version than the tested one.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.fast_escape(")


SPECIAL = re.compile("[&<>\"']").search


class FastEscapeEnvironment(Environment):
    """Jinja's environment with a faster way to escape."""

    code_generator_class = FastEscapeCodeGenerator

    def compile(  # type: ignore[override]  # one signature for the two of the base class
        self, source: Any, name: str | None = None, filename: str | None = None, **options: Any
    ) -> Any:
        """Compile a template; whatever goes wrong is a fault of that template.

        Some faults are no syntax errors of Jinja: too deep nesting, a parameter given twice, a forbidden constant.
        """
        try:
            return super().compile(source, name, filename, **options)
        except TemplateSyntaxError:
            raise
        except Exception as error:
            code = "T005" if isinstance(error, SecurityError) else "T001"
            raise TemplateError(code, filename or "", 0, f"{type(error).__name__}: {error}") from error

    @staticmethod
    def fast_escape(value: object) -> str:
        """Escape a value like `markupsafe.escape`, but return a plain string."""
        if type(value) is str:
            if not SPECIAL(value):
                return value
            return (
                value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace('"', "&#34;")
                .replace("'", "&#39;")
            )
        return value if type(value) is Markup else escape(value)


class Sandbox(FastEscapeEnvironment, ImmutableSandboxedEnvironment):
    """Environment for templates of a project: no access to Python internals, no change to the values they receive."""


class Renderer:
    """Renderer of the templates of one site. A template sees only the context of its page and the few names below.

    It is pickled as its texts; each process compiles them once.
    """

    def __init__(self, templates: Mapping[str, str], *, sandboxed: bool = False) -> None:
        """Take `templates` by name; those below `assets/` are copied to the site as they are.

        `sandboxed` is needed if any of them is not a part of this program; it costs time and changes no byte.
        """
        self.texts = tuple(sorted(templates.items()))
        self.sandboxed = sandboxed
        self._frames: dict[tuple[object, ...], tuple[Markup, Markup]] = {}
        self.assets = tuple(
            File(name, text.encode("utf-8", "surrogateescape")) for name, text in self.texts if name.startswith(ASSETS)
        )

    def __reduce__(self) -> tuple[Callable[..., Renderer], tuple[Texts, bool]]:
        return cached_renderer, (self.texts, self.sandboxed)

    def render(self, page: Page, menus: Menus | None = None) -> bytes:
        """Return the file of one page. Raises `TemplateError` if the error is in a template.

        `menus` are the lists of links that the header and the footer show.
        """
        context = page.context
        header, footer = self._frame(context, menus or {"header": (), "footer": ()})
        html = self._encode(page.template, context, header=header, footer=footer)
        html = _LINK_TO_PAGE.sub(b'<a href="' + escape(context["root"]).encode(), html)
        return _LINK_TO_FOLDER.sub(rb"\1index.html", html) if context["settings"].portable else html

    def _frame(self, context: Mapping[str, Any], menus: Menus) -> tuple[Markup, Markup]:
        """Return the header and the footer; they see `LAYOUT_CONTEXT`, the menus and the settings only."""
        settings = context["settings"]
        key = (settings.digest, *(context[name] for name in LAYOUT_CONTEXT), tuple(menus.items()))
        if key not in self._frames:
            seen = {"menus": menus} | {name: context[name] for name in ("settings", *LAYOUT_CONTEXT)}
            header, footer = (self._encode(name, seen).decode() for name in PARTS)
            self._frames[key] = Markup(header), Markup(footer)  # noqa: S704 - made by our own templates
        return self._frames[key]

    def _encode(self, name: str, context: Mapping[str, Any], **more: Markup) -> bytes:
        """Return what a template makes of a context, as bytes; every error on the way is a fault of a template."""
        try:
            return self._environment.get_template(name).render(context, **more).encode()
        except Exception as error:
            unplaced = TemplateError("T003", TEMPLATE_FOLDER + name, 0, f"{type(error).__name__}: {error}")
            raise (template_error_from(error) or unplaced) from error

    @cached_property
    def _environment(self) -> Environment:
        templates = {name: load_source(name, text) for name, text in self.texts if not name.startswith(ASSETS)}
        environment = (Sandbox if self.sandboxed else FastEscapeEnvironment)(
            loader=FunctionLoader(templates.get),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        environment.filters.update(
            phrases=keep_phrases_together,
            links=link_list,
            metas=meta_tags,
            chinese=format_date,
            iso=date.isoformat,
        )
        environment.globals = {"assets": {file.path.removeprefix(ASSETS): versioned_url(file) for file in self.assets}}
        environment.policies["json.dumps_function"] = JSON
        environment.policies["json.dumps_kwargs"] = {}
        return environment


@lru_cache(maxsize=2)
def cached_renderer(texts: Texts, sandboxed: bool) -> Renderer:  # noqa: FBT001 - pickles pass arguments by position
    """Return the renderer of these texts, one for each process."""
    return Renderer(dict(texts), sandboxed=sandboxed)


def renderer_for(templates: Mapping[str, str], packaged: Mapping[str, str]) -> Renderer:
    """Return the renderer of a project: sandboxed if any template, assets aside, differs from the packaged one."""
    customised = any(packaged.get(name) != text for name, text in templates.items() if not name.startswith(ASSETS))
    return cached_renderer(tuple(templates.items()), customised)


def load_source(name: str, text: str) -> tuple[str, str, None]:
    """Return what a loader of Jinja returns: the text of a template and its name in messages."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise TemplateError("T004", TEMPLATE_FOLDER + name, text.count("\n", 0, error.start) + 1, "") from None
    return text, TEMPLATE_FOLDER + name, None


def template_error_from(error: Exception) -> TemplateError | None:
    """Return the template error that caused an error; None if the cause is not a template."""
    if isinstance(error, TemplateSyntaxError):
        path = TEMPLATE_FOLDER + (error.name or "").removeprefix(TEMPLATE_FOLDER)  # some errors name the file so
        return TemplateError("T001", path, error.lineno, error.message or "")
    if isinstance(error, TemplateError):
        return error
    places = ((frame.tb_frame.f_code.co_filename, frame.tb_lineno) for frame in traceback_frames(error.__traceback__))
    inner = [place for place in places if place[0].startswith(TEMPLATE_FOLDER)]
    code = "T002" if isinstance(error, UndefinedError) else "T005" if isinstance(error, SecurityError) else "T003"
    return TemplateError(code, *inner[-1], f"{type(error).__name__}: {error}") if inner else None


def traceback_frames(trace: TracebackType | None) -> Iterator[TracebackType]:
    """Yield the frames of a traceback, the innermost last."""
    while trace:
        yield trace
        trace = trace.tb_next


def versioned_url(file: File) -> str:
    """Return the address of an asset; it changes with the content, so that no browser shows an old copy."""
    return f"{file.path}?v={sha256(file.data).hexdigest()[:8]}"


@lru_cache(maxsize=10_000)
def keep_phrases_together(title: str) -> Markup:
    """Return a title that breaks only at its spaces: each part is kept together."""
    parts = title.replace("\u3000", " ").split()
    if len(parts) == 1:
        return escape(title)
    return Markup(" ".join(f'<span class="phrase">{escape(part)}</span>' for part in parts))  # noqa: S704 - escaped


@lru_cache(maxsize=10_000)
def link_list(rows: tuple[LinkLike, ...], root: str) -> Markup:
    """Return links separated by 、."""
    return Markup("、").join(Markup('<a href="{}{}">{}</a>').format(root, row.url, row.text) for row in rows)


def meta_tags(pairs: tuple[tuple[str, str], ...], key: str) -> Markup:
    """Return a `<meta>` for each pair of name and content; `key` is the attribute of the name: `name` or `property`."""
    fast_escape = FastEscapeEnvironment.fast_escape
    rows = (f'<meta {key}="{fast_escape(name)}" content="{fast_escape(content)}">' for name, content in pairs)
    return Markup("\n".join(rows))  # noqa: S704 - escaped


def format_date(day: date, form: str = "full") -> str:
    """Format a date as 2021年12月1日; the form `day` omits the year."""
    short = f"{day.month}月{day.day}日"
    return short if form == "day" else f"{day.year}年{short}"
