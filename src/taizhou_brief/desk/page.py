"""Templates and assets of the desk."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined

from taizhou_brief.builder.files import packaged_templates, read_templates
from taizhou_brief.builder.serve import Response
from taizhou_brief.chinese.invisible import visible

FOLDER = "desk/"
MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def render_page(template: str, **values: Any) -> str:
    """Render a template of the desk: always this program's, since a project changes its site, not the editor's tool."""
    environment = Environment(
        loader=DictLoader(packaged_templates()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible
    return environment.get_template(f"{FOLDER}{template}").render(**values)


def find_asset(root: Path, name: str) -> Response:
    """Return a style sheet or script of the desk, or of the site."""
    suffix = Path(name).suffix
    templates = read_templates(root)
    text = templates.get(f"{FOLDER}{name}") or templates.get(f"assets/{name}")
    if suffix not in MEDIA_TYPES or text is None:
        return Response(HTTPStatus.NOT_FOUND, "text/plain", b"")
    return Response(HTTPStatus.OK, MEDIA_TYPES[suffix], text.encode("utf-8", "surrogateescape"))
