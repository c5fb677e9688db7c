"""placeholder"""

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.office.refusal import Refused
from taizhou_brief.sourcetext import Line


def read_pdf(data: bytes, name: str) -> tuple[tuple[Line, ...], tuple[Diagnostic, ...]]:
    raise Refused("I763", "没有", "")
