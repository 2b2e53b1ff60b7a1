"""What is drawn over the table of a slide: the pins of the map, scores as bars of their parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefings.box import Box
from briefings.deck.outlines import PX
from briefings.deck.page import Page
from briefings.deck.surface import Look
from briefings.deck.symbols import draw_symbol
from briefings.deck.tables import Setting
from briefings.deck.text_style import solid
from briefings.pins import pin_symbol
from briefings.shortlist.cells import TRACK
from briefings.shortlist.comparison import SIDE_BY_SIDE
from briefings.shortlist.content import Content, Entry
from briefings.shortlist.slide_table import first_line

_BAR: Final = 3.2


def draw_marks(page: Page, content: Content, setting: Setting, box: Box) -> None:
    """Draw pins and bars into a table that stands at the top of a box."""
    cells = setting.cells(box)
    with page.pen.group(page.deck.speak.first("得分")):
        if len(content.entries) <= SIDE_BY_SIDE:
            _mark_columns(page, content, cells, setting.size)
        else:
            _mark_rows(page, content, cells, setting)


def _mark_columns(
    page: Page, content: Content, cells: Sequence[Sequence[Box]], size: float
) -> None:
    """Draw pins, score bars and the bars of the criteria into a table with a column a candidate."""
    for column, entry in enumerate(content.entries, start=1):
        _draw_pin(page, entry, cells[0][column], size, at_left=True)
        _draw_bar(page, entry, entry.bars(content.headings), cells[2][column], size)
        for row, heading in enumerate(content.headings, start=3):
            value = entry.values[heading.criterion]
            if heading.colour and value.most:
                part = [(heading.colour, 100 * value.points / value.most)]
                _draw_bar(page, entry, part, cells[row][column], size)
    for row, heading in enumerate(content.headings, start=3):
        if heading.colour:
            cell = cells[row][0]
            strip = Box(cell.left, cell.bottom + 2, 3 * size / 12, cell.height - 4)
            page.pen.shape(strip, Look(fill=solid(heading.colour)), name=first_line(heading.label))


def _mark_rows(
    page: Page, content: Content, cells: Sequence[Sequence[Box]], setting: Setting
) -> None:
    """Draw pins and score bars into a table with a row a candidate."""
    rows = [row for row, texts in enumerate(setting.table.rows, start=1) if texts[0]]
    for row, entry in zip(rows, content.entries, strict=True):
        _draw_pin(page, entry, cells[row][0], setting.size, at_left=False)
        _draw_bar(page, entry, entry.bars(content.headings), cells[row][2], setting.size)


def _draw_pin(page: Page, entry: Entry, cell: Box, size: float, *, at_left: bool) -> None:
    """Cover a number in the table with the pin that has it on the map."""
    scale = PX * page.pen.unit
    radius = size * 0.82
    x = cell.left + radius + 2 if at_left else cell.middle[0]
    symbol = pin_symbol(entry.number, radius=radius / scale)
    draw_symbol(
        page.pen, symbol, x, cell.middle[1], name=f"{entry.number} {first_line(entry.name)}"
    )


def _draw_bar(
    page: Page, entry: Entry, parts: Sequence[tuple[str, float]], cell: Box, size: float
) -> None:
    """Draw parts of 100 points along the foot of a cell."""
    unit = size / 12
    room = cell.width - 10 * unit
    bottom, left = cell.bottom + 1.6 * unit, cell.left + 5 * unit
    name = f"{entry.number} {entry.score:.0f}"
    track = Box(left, bottom, room, _BAR * unit)
    page.pen.shape(track, Look(fill=solid(TRACK)), name=name)
    for colour, points in parts:
        piece = Box(left, bottom, max(room * points / 100 - 0.4 * unit, 0.0), _BAR * unit)
        page.pen.shape(piece, Look(fill=solid(colour)), name=name)
        left += room * points / 100
