"""One slide: title and what stands around its content, on whatever design it is made."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from PIL import Image
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from briefings.bilingual import Speaker
from briefings.box import Box
from briefings.brief import Brief
from briefings.deck.design import MARGIN
from briefings.deck.lines import broken, run_width
from briefings.deck.master import QUIET_KINDS, Design, placeholder_kind
from briefings.deck.surface import Lettering, Look, Surface, middled
from briefings.deck.text_style import EMU, QUIET, line, solid, words
from briefings.paper.furniture import Foot, Head
from briefings.paper.pictures import picture_of
from briefings.publication import Publication
from geo.plan import Plan
from layers import palette

_TITLE_SHARE: Final = 0.34
"""A title that reaches lower than this share of the slide's height is put where ours is."""
_LINE: Final = 1.2
_SUBTITLE: Final = 12.0
_FOOT: Final = 8.0
_GAP: Final = 8.0
_LOGO: Final = (130.0, 36.0)
_SMALL_LOGO: Final = 18.0


@dataclass(frozen=True)
class Deck:
    """What all slides of a briefing share."""

    publication: Publication
    brief: Brief
    design: Design
    speak: Speaker
    head: Head
    foot: Foot
    is_ours: bool

    @property
    def plan(self) -> Plan:
        """The plan as the briefing may show it."""
        return self.publication.plan


@dataclass(frozen=True)
class Page:
    """A slide with its furniture drawn, and the room left for its content."""

    deck: Deck
    slide: Any
    surface: Surface
    body: Box


def new_page(deck: Deck, title: str, subtitle: str = "") -> Page:
    """Add a slide with title, subtitle, stamp, logo and foot."""
    design = deck.design
    slide = design.presentation.slides.add_slide(design.layout)
    surface = Surface(slide, design.height, design.unit, is_dark=design.is_dark)
    head = _title_box(slide, design)
    first, *rest = title.split("\n")
    _set_title(deck, slide, surface, first, head)
    _number(slide, design, head)
    _remove_others(slide)
    right = _draw_marks(deck, slide, surface, head)
    high = _draw_subtitles(
        deck, surface, Box(head.left, 0, right - head.left, head.bottom), rest, subtitle
    )
    below = head.bottom - max(high, _stamp_room(deck.head.stamp) * surface.unit)
    margin = MARGIN * design.unit
    low = _draw_foot(deck, surface, design, margin)
    unit = design.unit
    body = Box(
        margin,
        low + _GAP * unit,
        design.width - 2 * margin,
        below - low - 2 * _GAP * unit,
    )
    return Page(deck, slide, surface, body)


def _title_box(slide: Any, design: Design) -> Box:
    """Return where the title stands; a layout's title in the middle is moved to the top."""
    shape = slide.shapes.title
    margin, unit = MARGIN * design.unit, design.unit
    if shape is not None and shape.width is not None and shape.height is not None:
        bottom = (shape.top + shape.height) / EMU
        if bottom <= _TITLE_SHARE * design.height:
            return Box(
                shape.left / EMU, design.height - bottom, shape.width / EMU, shape.height / EMU
            )
    top = design.height - 22 * unit
    box = Box(margin, top - 38 * unit, design.width - 2 * margin, 38 * unit)
    if shape is not None:
        shape.left, shape.top = Pt(box.left), Pt(22 * unit)
        shape.width, shape.height = Pt(box.width), Pt(box.height)
    return box


def _set_title(deck: Deck, slide: Any, surface: Surface, text: str, box: Box) -> None:
    """Write the title; smaller than the design has it where it would not fit on its lines."""
    shape = slide.shapes.title
    if shape is None:
        size = min(26 * surface.unit, _fitting(text, box.width, 26 * surface.unit))
        surface.text(box, Lettering([words(text, size, bold=True)], "ctr"), name=text)
        return
    shape.text_frame.text = text
    size = _title_size(slide)
    lines = max(1, int(box.height / (size * _LINE)))
    most = _fitting(text, (box.width - 14.4) * lines * 0.94, min(size, box.height / _LINE))
    if most < size:
        shape.text_frame.paragraphs[0].runs[0].font.size = Pt(int(most))
    if deck.is_ours:  # a wider font in the place of ours makes it smaller, not longer
        shape.text_frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE


def _fitting(text: str, width: float, size: float, *, bold: bool = True) -> float:
    """Return the largest size up to `size` at which a text is no wider than `width`."""
    return size * min(1.0, width / max(run_width(text, size, bold=bold), 1e-9))


def _title_size(slide: Any) -> float:
    """Return the size of the design's titles, points."""
    layout = slide.slide_layout
    styles = layout.slide_master._element.find(qn("p:txStyles"))
    owners = [shape._element for shape in layout.placeholders if placeholder_kind(shape) == "title"]
    owners += [] if styles is None else [styles.find(qn("p:titleStyle"))]
    for owner in owners:
        for run in () if owner is None else owner.iter(qn("a:defRPr")):
            if run.get("sz"):
                return int(run.get("sz")) / 100
    return 44.0


def _number(slide: Any, design: Design, head: Box) -> None:
    """Put the slide's number where the layout has it, if that is on the slide and off the title."""
    for shape in design.layout.placeholders:
        top, height = (shape.top or 0) / EMU, (shape.height or 0) / EMU
        is_free = 0 < top + height <= design.height and top > design.height - head.bottom
        if placeholder_kind(shape) == "sldNum" and is_free:
            slide.shapes._spTree.append(deepcopy(shape._element))


def _remove_others(slide: Any) -> None:
    """Remove placeholders that would stay empty, and give the kept ones numbers of their own."""
    for shape in list(slide.placeholders):
        if placeholder_kind(shape) not in ("title", "ctrTitle", "sldNum"):
            shape._element.getparent().remove(shape._element)
    for number, shape in enumerate(slide.shapes, start=2):
        shape._element.nvSpPr.cNvPr.set("id", str(number))


def _draw_marks(deck: Deck, slide: Any, surface: Surface, head: Box) -> float:
    """Draw logo and stamp at the right, below the title; return where they begin."""
    right = deck.design.width - MARGIN * surface.unit
    if deck.head.logo is not None:
        right = _draw_logo(deck, slide, surface, head)
    return _draw_stamp(deck, surface, head.bottom, right) if deck.head.stamp else right


def _draw_subtitles(
    deck: Deck, surface: Surface, box: Box, rest: list[str], subtitle: str
) -> float:
    """Write the second title and the subtitle from the top of a box; return their height."""
    unit = surface.unit
    size = _SUBTITLE * unit
    inset = 0.0 if deck.is_ours else 7.2
    width = box.width - inset - 10 * unit
    lines = [words(text, size * 1.1, bold=True, colour=QUIET) for text in rest]
    for order, text in enumerate(subtitle.split("\n") if subtitle else []):
        wished = size * (0.84 if order else 1.0)
        small = max(_fitting(text, width * 0.96, wished, bold=False), size * 0.68)
        lines += [words(piece, small, colour=QUIET) for piece in broken(text, width, small)]
    if not lines:
        return 0.0
    high = sum(paragraph.size * paragraph.leading for paragraph in lines) + 2 * unit
    place = Box(box.left + inset, box.top - high, width, high)
    surface.text(place, Lettering(lines, shrinks=True), name=lines[0].text)
    return high


def _stamp_room(stamp: str) -> float:
    """Return how far below the title the stamp reaches, points."""
    return 6.4 + 13.6 * len(stamp.split("\n")) if stamp else 0.0


def _draw_stamp(deck: Deck, surface: Surface, top: float, right: float) -> float:
    """Draw the stamp below the title at the right; return where it begins."""
    unit = surface.unit
    size = 10.0 * unit
    lines = deck.head.stamp.split("\n")
    width = run_width(deck.head.stamp, size, bold=True) + 16 * unit
    height = (4.4 + 13.6 * len(lines)) * unit
    red = palette.ACCENT
    surface.shape(
        Box(right - width, top - height - unit, width, height),
        Look("roundRect", solid(palette.PAPER), line(red, 1.2 * unit)),
        middled(*(words(text, size, bold=True, colour=red, align="ctr") for text in lines)),
        name=lines[0],
    )
    return right - width


def _draw_logo(deck: Deck, slide: Any, surface: Surface, head: Box) -> float:
    """Place a logo beside our title, below a user's; return where what is below the title ends."""
    content = deck.head.logo or b""
    picture_of(content)  # refuses what is no picture
    with Image.open(BytesIO(content)) as picture:
        shape = picture.width / picture.height
    unit = deck.design.unit
    right = deck.design.width - MARGIN * unit
    most_width, most_height = _LOGO if deck.is_ours else (_LOGO[0], _SMALL_LOGO)
    height = min(most_height, most_width / shape) * unit
    top = head.middle[1] + height / 2 if deck.is_ours else head.bottom - unit
    left = right - height * shape
    frame = (left, deck.design.height - top, height * shape, height)
    logo = slide.shapes.add_picture(BytesIO(content), *(Emu(round(x * EMU)) for x in frame))
    surface.adopt(logo, deck.speak.first("标志"))
    return right if deck.is_ours else left - 8 * unit


def _draw_foot(deck: Deck, surface: Surface, design: Design, margin: float) -> float:
    """Write source, date, approval number and note; return where the foot begins."""
    unit = design.unit
    size = _FOOT * unit
    bottom = 11 * unit if deck.is_ours else _free_below(design)
    width = design.width - 2 * margin - (44 * unit if deck.is_ours else 0.0)
    columns = (width * 0.65, width * 0.34)
    sides = [
        [piece for text in texts for piece in broken(text, column, size)]
        for texts, column in zip((deck.foot.left, deck.foot.right), columns, strict=True)
    ]
    height = max(len(side) for side in sides) * size * 1.36 + 2 * unit
    say = deck.speak.first
    left = [words(text, size, colour=QUIET) for text in sides[0]]
    right = [words(text, size, colour=QUIET, align="r") for text in sides[1]]
    surface.text(Box(margin, bottom, columns[0], height), Lettering(left), name=say("资料来源"))
    aside = Box(margin + width - columns[1], bottom, columns[1], height)
    surface.text(aside, Lettering(right), name=say("审图号"))
    surface.rule(
        Box(margin, bottom + height + 3 * unit, design.width - 2 * margin, 0),
        line(RULE, 0.75 * unit),
        name=deck.speak.first("分隔线"),
    )
    return bottom + height + 3 * unit


RULE: Final = "#D5DAE0"


def _free_below(design: Design) -> float:
    """Return how high a user's date, footer and number stand above the slide's lower edge."""
    tops = [
        shape.top / EMU
        for shape in design.layout.placeholders
        if placeholder_kind(shape) in QUIET_KINDS and shape.top is not None
    ]
    low = [top for top in tops if top > 0.8 * design.height]
    return max(design.height - min(low) if low else 0.0, 12 * design.unit)
