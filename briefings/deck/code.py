"""The QR code that reopens a view, on a slide."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import segno
from pptx.util import Emu
from segno import DataOverflowError

from briefings.box import Box
from briefings.brief import BriefError
from briefings.deck.lines import flowing
from briefings.deck.page import Page
from briefings.deck.surface import Lettering
from briefings.deck.text_style import EMU, QUIET

_SIDE: Final = 62.0
_GAP: Final = 10.0


def code_height(page: Page) -> float:
    """Return the height that the code takes at the foot of a column; 0 without a link."""
    return (_SIDE + _GAP) * page.surface.unit if page.deck.brief.link else 0.0


def draw_code(page: Page, box: Box) -> None:
    """Draw the link as a QR code at the foot of a column."""
    deck, unit = page.deck, page.surface.unit
    picture = BytesIO()
    try:
        segno.make_qr(deck.brief.link, error="m").save(picture, kind="png", scale=8, border=2)
    except DataOverflowError as problem:
        raise BriefError("视图网址太长，放不进二维码：请减少图层或改短网址") from problem
    side = _SIDE * unit
    top = deck.design.height - box.bottom - side
    frame = (box.left, top, side, side)
    code = page.slide.shapes.add_picture(
        BytesIO(picture.getvalue()), *(Emu(round(length * EMU)) for length in frame)
    )
    page.surface.adopt(code, deck.speak.first("扫码打开此视图"))
    beside = Box(box.left + side + 8 * unit, box.bottom, box.width - side - 8 * unit, side)
    text = flowing(deck.speak.message("扫码打开此视图"), 9 * unit, colour=QUIET)
    page.surface.text(beside, Lettering(text, "ctr"), name=code.name)
