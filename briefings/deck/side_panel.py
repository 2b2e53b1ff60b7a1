"""Arrangement of figures and legend beside a map: as large as they can, never too small to read.

Figures and legend stand in a column each, or the figures in two columns above the legend. If the
map leaves too little room, it is made narrower; then what other slides say too is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefings.box import Box
from briefings.deck.code import code_height, draw_code
from briefings.deck.legend import SMALL, Strip
from briefings.deck.lines import SECOND, short_name
from briefings.deck.page import Page
from briefings.deck.panel import Column
from briefings.deck.surface import Surface
from briefings.paper.blocks import Block, Paragraph

GUTTER: Final = 22.0
_BETWEEN: Final = 18.0
_LEAST_PT: Final = 8.0
"""No text is smaller than this on a slide 960 points wide, if there is any way."""
_STEPS: Final = tuple(step / 100 for step in range(125, 55, -5))


@dataclass(frozen=True)
class Content:
    """What stands beside a map; blocks named in `spare` may be left out, the last one first."""

    blocks: Sequence[Block]
    legend: Sequence[Block]
    spare: Sequence[str] = ()

    def shortened(self, times: int) -> Content:
        """Return the content with blocks made shorter so many times."""
        return replace(self, blocks=[block.shortened(times) for block in self.blocks])


@dataclass(frozen=True)
class _Part:
    """Blocks of a column, and the heading whose height it leaves free above them."""

    blocks: Sequence[Block]
    below: str = ""


@dataclass(frozen=True)
class Arrangement:
    """How figures and legend stand in a box, and how much larger than usual their text is."""

    box: Box
    columns: tuple[tuple[Box, _Part, float], ...]
    strip: Sequence[Block]
    scale: float

    def draw(self, page: Page) -> None:
        """Draw columns, legend and the code that reopens the view."""
        surface = page.surface
        for box, part, scale in self.columns:
            column = _begun(surface, box, part, surface.unit * scale)
            for block in part.blocks:
                with surface.group(short_name(block.heading) or block.name):
                    column.write(block)
        if self.strip:
            strip = Strip(self.strip, self.box.width, surface.unit * self.scale, surface.unit)
            with surface.group(page.deck.speak.first("图例")):
                strip.draw(surface, self.box)
        if page.deck.brief.link:
            last = self.columns[-1][0]
            foot = last.bottom - code_height(page)
            draw_code(page, Box(last.left, foot, last.width, last.height))


def arranged(page: Page, boxes: Sequence[Box], content: Content) -> Arrangement:
    """Return the arrangement in the first of some boxes where the text is large enough to read.

    If it is in none, blocks are shortened; then what may be left out is; if that does not help, the
    largest is taken.
    """
    second = SECOND if len(page.deck.brief.translators) > 1 else 1.0
    least = _LEAST_PT / (SMALL * second)
    while True:
        steps = 1 + max((len(block.shorter) for block in content.blocks), default=0)
        found = [
            way
            for step in range(steps)
            for box in boxes
            for way in _ways(page, box, content.shortened(step))
        ]
        best = next((way for way in found if way.scale >= least), None)
        spare = [name for name in content.spare if name in {b.name for b in content.blocks}]
        if best is not None or not spare:
            return best or max(found, key=lambda way: way.scale)
        kept = [block for block in content.blocks if block.name != spare[-1]]
        content = replace(content, blocks=kept)


def _ways(page: Page, box: Box, content: Content) -> Iterator[Arrangement]:
    """Yield the arrangements of some content in a box."""
    yield _side_by_side(page, box, content)
    if content.legend and content.blocks:
        yield _over_legend(page, box, content)


def _side_by_side(page: Page, box: Box, content: Content) -> Arrangement:
    """Return figures and legend in a column each; the legend's text is not the larger."""
    unit, gap = page.surface.unit, _BETWEEN * page.surface.unit
    width = (box.width - gap) * 0.55
    left = Box(box.left, box.bottom, width, box.height)
    right = Box(box.left + width + gap, box.bottom, box.width - width - gap, box.height)
    right = _above(right, code_height(page))
    figures, legend = _Part(content.blocks), _Part(content.legend)
    scale = _largest(left, figures, unit)
    own = min(_largest(right, legend, unit), scale)
    return Arrangement(box, ((left, figures, scale), (right, legend, own)), (), min(scale, own))


def _over_legend(page: Page, box: Box, content: Content) -> Arrangement:
    """Return figures over the legend, in two columns if they can be divided."""
    unit, half = page.surface.unit, box.columns(2, _BETWEEN * page.surface.unit)[0]
    parts = sorted(_in_two(content.blocks), key=lambda two: _height_of(two, half, unit))
    ways: list[tuple[_Part, ...]] = [*parts, (_Part(content.blocks),)]
    for scale in _STEPS:
        strip = Strip(content.legend, box.width, unit * scale, unit)
        free = _above(box, strip.height + 10 * unit)
        for way in ways:
            *others, last = free.columns(len(way), _BETWEEN * unit)
            boxes = [*others, _above(last, code_height(page))]
            columns = tuple((own, part, scale) for own, part in zip(boxes, way, strict=True))
            if all(_fits(own, part, unit * scale) for own, part, _ in columns):
                return Arrangement(box, columns, content.legend, scale)
    return Arrangement(box, columns, content.legend, 0.0)


def _in_two(blocks: Sequence[Block]) -> Iterator[tuple[_Part, _Part]]:
    """Yield the ways to divide blocks between two columns; a heading stays with what it heads."""
    for order, block in enumerate(blocks):
        before, after = blocks[:order], blocks[order + 1 :]
        for cut in range(1, len(block.rows)):
            last = block.rows[cut - 1]
            if isinstance(last, Paragraph) and last.bold:
                continue
            head = replace(block, rows=block.rows[:cut])
            rest = replace(block, heading="", rows=block.rows[cut:])
            yield _Part([*before, head]), _Part([rest, *after], block.heading)
        if order:
            yield _Part(before), _Part([block, *after])


def _above(box: Box, low: float) -> Box:
    return Box(box.left, box.bottom + low, box.width, box.height - low)


def _largest(box: Box, part: _Part, unit: float) -> float:
    """Return the largest scale at which blocks fit a box."""
    return next((step for step in _STEPS if _fits(box, part, unit * step)), _STEPS[-1])


def _fits(box: Box, part: _Part, unit: float) -> bool:
    return _needed(box, part, unit) <= box.height


def _height_of(parts: Sequence[_Part], column: Box, unit: float) -> float:
    """Return how high parts beside each other are."""
    return max(_needed(column, part, unit) for part in parts)


def _needed(box: Box, part: _Part, unit: float) -> float:
    column = _begun(None, box, part, unit)
    for block in part.blocks:
        column.write(block)
    return column.needed


def _begun(surface: Surface | None, box: Box, part: _Part, unit: float) -> Column:
    """Return a column whose first row stands level with that of the column before it."""
    column = Column(None, box, unit)
    if part.below:
        column.heading(part.below)
    column.surface = surface
    return column
