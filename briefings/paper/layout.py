"""Division of a sheet: head and foot, the map as large as it gets, blocks in even columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from math import inf, log
from typing import Final

from briefings.bilingual import Speaker
from briefings.box import Box
from briefings.brief import Brief, BriefError
from briefings.ground import Ground, fitted
from briefings.paper.bars import Comparison
from briefings.paper.blocks import Block, Paragraph, Picture
from briefings.paper.canvas import Canvas
from briefings.paper.flow import COLUMN_GAP, Measured, columns_of, draw_columns, least_height
from briefings.paper.furniture import (
    TICK_ROOM,
    Foot,
    Head,
    draw_foot,
    draw_head,
    foot_height,
    head_height,
)
from briefings.paper.map import draw_map
from briefings.paper.pictures import draw_code
from briefings.paper.templates import Composition
from briefings.scene import MapPart
from geo.plan import Plan
from layers import palette

_MARGIN: Final = 26.0
_GUTTER: Final = 18.0
_TEXT_STEPS: Final = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.66, 0.62, 0.58)
_SHARES: Final = (0.26, 0.29, 0.32, 0.35, 0.38, 0.41, 0.44, 0.47, 0.5, 0.53, 0.56)


@dataclass(frozen=True)
class Sheet:
    """All that goes on one page."""

    canvas: Canvas
    plan: Plan
    brief: Brief
    composition: Composition
    head: Head
    foot: Foot

    @cached_property
    def blocks(self) -> list[Measured]:
        """The template's blocks, and the code that reopens the view."""
        return [Measured(block) for block in (*self.composition.blocks, *_code_block(self.brief))]

    def fitted(self, part: MapPart, box: Box, *, margin: float) -> Ground:
        """Return the ground of a map in a box, at whatever scale fills it."""
        crs = self.plan.metric_crs
        return fitted(part.ground, box, crs=crs, margin=margin, round_scale=False)


def draw_sheet(sheet: Sheet) -> None:
    """Draw everything on the page."""
    body = draw_margins(sheet.canvas, sheet.head, sheet.foot)
    if len(sheet.composition.maps) > 1:
        _draw_several(sheet, body)
    else:
        _draw_one(sheet, body)


def draw_margins(canvas: Canvas, head: Head, foot: Foot) -> Box:
    """Draw head and foot of a page; return the room between them."""
    unit = canvas.unit
    page = canvas.box.inset(_MARGIN * unit)
    top, rest = page.from_top(head_height(head, page.width, unit))
    draw_head(canvas, head, top)
    low = foot_height(foot, page.width, unit)
    draw_foot(canvas, foot, Box(page.left, page.bottom - 8 * unit, page.width, low))
    return Box(rest.left, rest.bottom + low - 2 * unit, rest.width, rest.height - low - 8 * unit)


def _code_block(brief: Brief) -> list[Block]:
    if not brief.link:
        return []
    speak = Speaker(brief.translators)
    words = speak.message("扫码打开此视图")
    picture = Picture(
        lambda canvas, box: draw_code(canvas, brief.link, box), 1.0, most=62, least=62
    )
    return [Block("code", "", [picture, Paragraph(words, 6.8, colour=palette.MUTED, after=0)])]


@dataclass(frozen=True)
class Division:
    """One way to divide the body between map and blocks, and what it is worth."""

    map_box: Box
    block_box: Box
    columns: int
    text: float
    """The scale of the blocks' text."""
    worth: float = 0.0


def _draw_one(sheet: Sheet, body: Box) -> None:
    canvas = sheet.canvas
    sheet, division = _roomy(sheet, body)
    room = TICK_ROOM * canvas.unit
    box = division.map_box
    frame = Box(box.left + room, box.bottom + room, box.width - room, box.height - room)
    draw_map(canvas, frame, sheet.plan, sheet.composition.maps[0], sheet.brief)
    unit = canvas.unit * division.text
    groups, _ = columns_of(sheet.blocks, division.block_box.width, division.columns, unit)
    draw_columns(canvas, groups, division.block_box, unit)


def _roomy(sheet: Sheet, body: Box) -> tuple[Sheet, Division]:
    """Return a sheet divided with legible text: its blocks are made shorter where they must be."""
    found = []
    for composition in (sheet.composition, *sheet.composition.shorter):
        shorter = replace(sheet, composition=composition)
        if (division := _best_division(shorter, body)) is not None:
            found.append((shorter, division))
            if division.text >= _ROOMY:
                break
    if not found:
        raise BriefError("这个幅面放不下所选内容：请选大一些的幅面，或减少图层和文字")
    return max(found, key=lambda choice: choice[1].text)


_ROOMY: Final = 0.75
"""The scale of text at which blocks need not be shorter."""


def _best_division(sheet: Sheet, body: Box) -> Division | None:
    """Return the division that shows the ground largest, with text as large as it still fits."""
    best: Division | None = None
    for share, columns in product(_SHARES, (1, 2, 3)):
        bare = _division(sheet.canvas, body, share, columns)
        filled = _filled(sheet, bare, least=best.worth if best else 0.0) if bare else None
        best = filled if filled and (best is None or filled.worth > best.worth) else best
    return best


def _division(canvas: Canvas, body: Box, share: float, columns: int) -> Division | None:
    """Return the body divided at a share for the blocks; none if their columns were too narrow."""
    gutter = _GUTTER * canvas.unit
    if canvas.size.landscape:
        panel, left = body.from_right(body.width * share)
        map_box = Box(left.left, left.bottom, left.width - gutter, left.height)
    else:
        map_box, low = body.from_top(body.height * (1 - share))
        panel = Box(low.left, low.bottom, low.width, low.height - gutter)
    column = (panel.width - (columns - 1) * COLUMN_GAP * canvas.unit) / columns
    wide_enough = column >= _NARROWEST * canvas.unit
    return Division(map_box, panel, columns, 1.0) if wide_enough else None


def _filled(sheet: Sheet, division: Division, *, least: float) -> Division | None:
    """Return a division with the largest text at which its blocks fit, and its worth.

    None where they do not fit, or where it cannot be worth more than `least`: most need no look.
    """
    panel, columns = division.block_box, division.columns
    if columns > len(sheet.blocks):
        return None
    ground = sheet.fitted(sheet.composition.maps[0], division.map_box, margin=10)
    for text in _TEXT_STEPS:
        if text**2 / ground.metres_per_point <= least:
            return None
        unit = sheet.canvas.unit * text
        if least_height(sheet.blocks, panel.width, columns, unit) > panel.height:
            continue
        groups, height = columns_of(sheet.blocks, panel.width, columns, unit)
        if height <= panel.height:
            column = (panel.width - (columns - 1) * COLUMN_GAP * unit) / columns
            needed = sum(
                block.height(column, unit) + _BETWEEN * unit for group in groups for block in group
            )
            full = min(1.0, needed / (columns * panel.height))
            return replace(division, text=text, worth=text**2 * full**0.7 / ground.metres_per_point)
    return None


_NARROWEST: Final = 150.0
_BETWEEN: Final = 14.0


@dataclass(frozen=True)
class Arrangement:
    """One way to set several maps: the blocks left of the maps alone, or of their table too."""

    beside_table: bool
    upper: Box
    """Where the maps stand; left of them and below are the blocks and the table."""
    table: Comparison
    scale: float
    """The scale of the table's text."""
    blocks: float = 1.0
    """The scale of the blocks' text."""

    @property
    def worth(self) -> float:
        """Height of the maps; text smaller than is legible takes from it."""
        return float(min(self.scale, self.blocks, _LEGIBLE) ** 2 * self.upper.height)


def _draw_several(sheet: Sheet, body: Box) -> None:
    """Draw maps side by side, the blocks left of them, the table below: a column a map."""
    unit = sheet.canvas.unit
    chosen = _best_arrangement(sheet, body)
    draw_columns(sheet.canvas, [sheet.blocks], _beside(chosen, body, unit), unit * chosen.blocks)
    _draw_maps(sheet, chosen.upper)
    left = chosen.upper.left if chosen.beside_table else body.left
    low = chosen.upper.bottom - _OVER_TABLE * unit - body.bottom
    under = Box(left, body.bottom, body.right - left, low)
    chosen.table.draw(sheet.canvas, under, unit * chosen.scale)


def _best_arrangement(sheet: Sheet, body: Box) -> Arrangement:
    """Return the arrangement with the highest maps and legible text."""
    found = [
        filled
        for bare in _arrangements(sheet, body)
        if (filled := _with_blocks(sheet, body, bare)) is not None
    ]
    if not found:
        raise BriefError("这个幅面放不下所选内容：请选大一些的幅面，或减少片区")
    return max(found, key=lambda choice: round(choice.worth))


def _arrangements(sheet: Sheet, body: Box) -> Iterator[Arrangement]:
    """Yield the ways to divide the body in which the table leaves room for the maps."""
    canvas, table = sheet.canvas, sheet.composition.table
    assert table is not None  # noqa: S101 - several maps are compared
    gap = _MAP_GAP * canvas.unit
    for beside_table, wide, scale in product((False, True), _ASIDES, _TEXT_STEPS):
        aside, unit = wide * canvas.unit, canvas.unit * scale
        right, _ = body.from_right(body.width - aside)
        width = right.width if beside_table else body.width
        labels = min(table.labels_width(unit) + gap, width * 0.25) if beside_table else aside
        placed = table.under(labels, gap)
        low = placed.height(width, unit)
        if low <= body.height * _TABLE_MOST:
            upper, _ = right.from_top(body.height - low - _OVER_TABLE * canvas.unit)
            yield Arrangement(beside_table, upper, placed, scale)


def _with_blocks(sheet: Sheet, body: Box, bare: Arrangement) -> Arrangement | None:
    """Return an arrangement with the largest text at which its blocks fit, none if none does."""
    unit = sheet.canvas.unit
    box = _beside(bare, body, unit)
    for scale in _TEXT_STEPS:
        if columns_of(sheet.blocks, box.width, 1, unit * scale)[1] <= box.height:
            return replace(bare, blocks=scale)
    return None


def _beside(arrangement: Arrangement, body: Box, unit: float) -> Box:
    """Return the room for the blocks left of the maps."""
    upper = arrangement.upper
    bottom = body.bottom if arrangement.beside_table else upper.bottom
    width = upper.left - body.left - _MAP_GAP * unit
    return Box(body.left, bottom, width, body.top - bottom)


_ASIDES: Final = (128.0, 156.0, 184.0, 212.0, 240.0)
_MAP_GAP: Final = 12.0
_OVER_TABLE: Final = 12.0
_TABLE_MOST: Final = 0.62
"""The share of the body that the table may take from the maps."""
_LEGIBLE: Final = 0.85


def _draw_maps(sheet: Sheet, box: Box) -> None:
    """Draw the maps in frames of one size, each under its name."""
    unit = sheet.canvas.unit
    captions = _captions(sheet)
    for part, caption, cell in zip(
        sheet.composition.maps, captions, _best_cells(sheet, box), strict=False
    ):
        name, frame = cell.from_top(max(words.height(cell.width, unit) for words in captions))
        caption.draw(sheet.canvas, name, unit)
        draw_map(sheet.canvas, frame, sheet.plan, part, sheet.brief)


def _captions(sheet: Sheet) -> list[Paragraph]:
    return [Paragraph(text, 11.5, bold=True, after=2) for text in sheet.composition.captions]


def _best_cells(sheet: Sheet, box: Box) -> list[Box]:
    """Return the cells of the grid in which the maps show their ground largest."""
    count = len(sheet.composition.maps)
    grids = [_cells(sheet, box, across) for across in range(count, 0, -1)]
    return max(grids, key=lambda cells: round(_shown(sheet, cells), 6))


def _cells(sheet: Sheet, box: Box, across: int) -> list[Box]:
    """Return the cells of a grid, row by row, as many as there are maps or more."""
    gap = _MAP_GAP * sheet.canvas.unit
    rows = -(-len(sheet.composition.maps) // across)
    height = (box.height - gap * (rows - 1)) / rows
    lines = [
        Box(box.left, box.top - row * (height + gap) - height, box.width, height)
        for row in range(rows)
    ]
    return [cell for line in lines for cell in line.columns(across, gap)]


def _shown(sheet: Sheet, cells: Sequence[Box]) -> float:
    """Return how large maps show their ground in cells (logarithm); empty cells take from it."""
    unit, parts = sheet.canvas.unit, sheet.composition.maps
    name = max(words.height(cells[0].width, unit) for words in _captions(sheet))
    frame = cells[0].from_top(name)[1]
    margin = 10 * unit
    if min(frame.width, frame.height) < 4 * margin:
        return -inf
    scales = [sheet.fitted(part, frame, margin=margin).metres_per_point for part in parts]
    return log(len(parts) / len(cells)) - sum(log(scale) for scale in scales) / len(parts)
