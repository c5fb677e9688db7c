"""The piece of an issue: plain values, from its text alone."""

from __future__ import annotations

import json
import pickle
from dataclasses import asdict, replace

from taizhou_brief.model.block import Block
from taizhou_brief.model.text import Text
from taizhou_brief.site.search.piece import SLICE_BITS, build_search_piece
from tests.search_archive import HERE, issue


def test_a_piece_has_plain_values_only() -> None:
    """It can be kept as JSON and sent to another process."""
    piece = build_search_piece(issue(1))
    assert json.loads(json.dumps(asdict(piece)))["slices"] == piece.slices
    assert pickle.loads(pickle.dumps(piece)) == piece  # noqa: S301  # bytes of this test
    assert len(bytes.fromhex(piece.slices)) == 8 << SLICE_BITS


def test_quotation_marks_change_what_is_shown_but_not_what_is_found() -> None:
    """The digest of a piece is of its texts as shown, that of its slices of their normal forms."""
    old = issue(1)
    article = old.articles[0]
    text = article.lead[0].text
    quoted = replace(article, lead=(Block("paragraph", Text(f"“{text}”"), HERE),))
    one, two = build_search_piece(old), build_search_piece(replace(old, articles=(quoted, *old.articles[1:])))
    assert one.slices == two.slices
    assert one.digest != two.digest


def test_a_text_at_another_place_changes_the_slices() -> None:
    """The same texts in another order have other places."""
    old = next(found for found in map(issue, range(1, 20)) if len(found.articles) > 2)
    turned = replace(old, articles=old.articles[::-1])
    assert build_search_piece(old).slices != build_search_piece(turned).slices


def test_a_name_in_quotation_marks_is_offered_once() -> None:
    """Names of an article are those of its texts, without repetition."""
    old = issue(1)
    article = replace(old.articles[0], lead=(Block("paragraph", Text("建“企业码”，用“企业码”。"), HERE),))
    names = build_search_piece(replace(old, articles=(article, *old.articles[1:]))).articles[0].names
    assert names.count("企业码") == 1
