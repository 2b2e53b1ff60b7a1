"""A shortlist on one slide of native shapes: map with pins, table, bars, near misses, remarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from briefings.bilingual import Speaker
from briefings.box import Box
from briefings.brief import BriefError
from briefings.deck.code import draw_code
from briefings.deck.contents import labelled
from briefings.deck.lines import flowing, height_of, text_lines
from briefings.deck.map import draw_map
from briefings.deck.master import design_of
from briefings.deck.notes import write_notes
from briefings.deck.package import saved, set_properties
from briefings.deck.page import Deck, Page, new_page
from briefings.deck.panel import Column
from briefings.deck.surface import Lettering
from briefings.deck.tables import Setting, draw_table, together
from briefings.deck.text_style import QUIET, TEXT, Words
from briefings.paper.blocks import Block
from briefings.shortlist.content import Content, content_of
from briefings.shortlist.ground import legend, map_part
from briefings.shortlist.public_copy import PublicCopy, public_copy
from briefings.shortlist.sheet import shortlist_foot
from briefings.shortlist.shortlist import MOST_ON_A_PAGE, Shortlist, require_shortlist
from briefings.shortlist.slide_table import draw_marks, tables_of, widest_size
from geo.plan import Plan
from geo.translation import N_

_MAP_SHARES: Final = (0.40, 0.36, 0.32, 0.28)
_SIZES: Final = (13.0, 12.0, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
_GUTTER: Final = 20.0
_SCALES: Final = (0.9, 0.84, 0.78, 0.72)
_CODE_HEIGHT: Final = 64.0
_MAP_WORTH: Final = 0.3
_CODE_WIDTH: Final = 118.0
_NOTE: Final = 8.5
_ABOVE_NOTES: Final = 12.0
_FILL_SHARE: Final = 0.9
"""Share of the width that text is counted on: it may take more lines in other fonts."""
_BETWEEN: Final = 14.0
_HEADING: Final = 1.15


def shortlist_slide(plan: Plan, shortlist: Shortlist, *, master: bytes | None = None) -> bytes:
    """Return a shortlist as a .pptx of one slide, in our design or on a user's template.

    The same shortlist makes the same bytes. Raises a `BriefError` that lists everything wrong with
    it, a `MasterError` for a file that cannot serve as template.
    """
    require_shortlist(shortlist, plan, most=MOST_ON_A_PAGE)
    found = public_copy(shortlist, plan)
    page, content = _begun(found, master)
    _draw_page(page, found, content)
    deck, speak = page.deck, page.deck.speak
    said = [
        *(
            labelled(f"{entry.number} {entry.name}", entry.reason, speak.first)
            for entry in content.entries
        ),
        *content.near_misses,
        *content.remarks,
    ]
    about = content.head.title.split("\n")[0]
    lines = [" ".join(text.splitlines()) for text in said]
    write_notes(page.slide, deck, found.plan.figures[:0], about, more=lines)
    presentation = deck.design.presentation
    set_properties(presentation, title=about, author=deck.brief.unit, day=deck.brief.data_date)
    return saved(presentation)


def fits_on_a_slide(plan: Plan, shortlist: Shortlist) -> bool:
    """Return whether a shortlist has room on a slide, if need be with its table alone."""
    page, content = _begun(public_copy(shortlist, plan), None)
    size, unit = _SIZES[-1], page.surface.unit
    for share in _MAP_SHARES:
        box, _ = page.body.from_right(page.body.width * (1 - share))
        room = Box(box.left, 0, box.width, box.height - _ABOVE_NOTES * unit)
        for table in tables_of(content, page.deck.speak, with_reasons=False):
            is_wide_enough = size * unit <= widest_size(table, box.width)
            if is_wide_enough and together([table], room, unit, sizes=[size]) is not None:
                return True
    return False


def _begun(found: PublicCopy, master: bytes | None) -> tuple[Page, Content]:
    """Return a slide with all that stands around its content, and the content."""
    brief = found.shortlist.brief
    speak = Speaker(brief.translators)
    content, foot = content_of(found, speak), shortlist_foot(found, speak)
    design = design_of(master)
    deck = Deck(found.publication, brief, design, speak, content.head, foot, is_ours=master is None)
    return new_page(deck, content.head.title, content.head.subtitle), content


def _draw_page(page: Page, found: PublicCopy, content: Content) -> None:
    """Draw map and legend at the left, the table with what belongs to it at the right."""
    grid, body, speak = _fitting(page, content), page.body, page.deck.speak
    width = grid.box.left - body.left - _GUTTER * page.surface.unit
    left = Box(body.left, body.bottom, width, body.height)
    signs = Block("legend", "", [legend(found, content.entries, speak)])
    frame = _above_legend(page, left, signs)
    part = map_part(found, content.entries)
    draw_map(page.surface, frame, found.plan, part, speak.translators)
    _draw_table(page, content, grid)


def _above_legend(page: Page, box: Box, block: Block) -> Box:
    """Draw the legend, and the code that reopens the search, at the foot; return what is left."""
    unit = page.surface.unit
    link = page.deck.brief.link
    width = box.width - (_CODE_WIDTH * unit if link else 0.0)
    room = Box(box.left, 0, width, 0)
    used, scale = min((_legend_height(block, room, unit * scale), scale) for scale in _SCALES)
    low = max(used, _CODE_HEIGHT * unit if link else 0.0)
    if link:
        draw_code(page, Box(box.left + width, box.bottom, _CODE_WIDTH * unit, low))
    with page.surface.group(page.deck.speak.first("图例")):
        legend_box = Box(box.left, box.bottom, width, low)
        Column(page.surface, legend_box, unit * scale).write(block)
    gap = low + 8 * unit
    return Box(box.left, box.bottom + gap, box.width, box.height - gap)


def _legend_height(block: Block, box: Box, unit: float) -> float:
    measured = Column(None, box, unit)
    measured.write(block)
    return measured.used - 10 * unit


@dataclass(frozen=True)
class _Grid:
    """The table with its setting, where it stands, and what is written below it."""

    setting: Setting
    box: Box
    below: tuple[_Text, ...]


def _fitting(page: Page, content: Content) -> _Grid:
    """Return the table as large as fits.

    Where it does not fit otherwise it is without reasons, then without what stands below: the
    speaker's notes have both in any case.
    """
    body, unit, speak = page.body, page.surface.unit, page.deck.speak
    for with_reasons, with_below in ((True, True), (False, True), (False, False)):
        best, worth = None, 0.0
        tables = tables_of(content, speak, with_reasons=with_reasons)
        for size, share, table in product(_SIZES, _MAP_SHARES, tables):
            box, _ = body.from_right(body.width * (1 - share))
            own = size * share**_MAP_WORTH
            if own <= worth or size * unit > widest_size(table, box.width):
                continue
            below: tuple[_Text, ...] = ()
            if with_below:
                left_out = [] if with_reasons else [speak.message(_ELSEWHERE)]
                said, measure = [*content.remarks, *left_out], (box.width, min(_NOTE, size))
                below = _texts_below(content.near_misses, said, page, measure)
            low = max((text.height for text in below), default=0.0) + _ABOVE_NOTES * unit
            room = Box(box.left, 0, box.width, box.height - low)
            whole = together([table], room, unit, sizes=[size])
            if whole is not None:
                best, worth = _Grid(whole[0], box, below), own
        if best is not None:
            return best
    raise BriefError("一张幻灯片放不下所选候选：请减少候选、条件，或只用一种语言")


def _draw_table(page: Page, content: Content, grid: _Grid) -> None:
    """Draw the table, over it pins and bars, below it near misses and remarks."""
    box, unit = grid.box, page.surface.unit
    used = draw_table(page, grid.setting, box)
    draw_marks(page, content, grid.setting, box)
    _draw_below(page, grid.below, box.from_top(used + 10 * unit)[1])


_ELSEWHERE: Final = N_("各候选的理由见备注。")


@dataclass(frozen=True)
class _Text:
    """One text of several paragraphs under a heading; the program breaks them into lines."""

    heading: str
    paragraphs: tuple[Words, ...]
    width: float
    height: float


def _texts_below(
    near_misses: Sequence[str], remarks: Sequence[str], page: Page, room: tuple[float, float]
) -> tuple[_Text, ...]:
    """Return near misses and remarks beside each other, or the remarks over the whole width.

    `room` is the width, points, and the size of the text in the slide's unit.
    """
    speak, (width, points) = page.deck.speak, room
    size = points * page.surface.unit
    if not near_misses:
        return (_text_below(speak.message("说明"), remarks, QUIET, width, size),)
    half = (width - _BETWEEN * page.surface.unit) / 2
    return (
        _text_below(speak.message("差一点的"), near_misses, TEXT, half, size),
        _text_below(speak.message("说明"), remarks, QUIET, half, size),
    )


def _text_below(heading: str, texts: Sequence[str], ink: str, width: float, size: float) -> _Text:
    counted = width * _FILL_SHARE
    lines = text_lines(heading, counted, size * _HEADING, bold=True)
    lines += [line for text in texts for line in text_lines(text, counted, size, colour=ink)]
    flow = flowing(heading, size * _HEADING, bold=True)
    flow += [paragraph for text in texts for paragraph in flowing(text, size, colour=ink)]
    return _Text(heading.partition("\n")[0], tuple(flow), width, height_of(lines))


def _draw_below(page: Page, parts: Sequence[_Text], box: Box) -> None:
    """Draw the parts beside each other at the top of a box."""
    left = box.left
    for part in parts:
        frame = Box(left, box.top - part.height, part.width, part.height)
        page.surface.text(frame, Lettering(part.paragraphs), name=part.heading)
        left += part.width + _BETWEEN * page.surface.unit
