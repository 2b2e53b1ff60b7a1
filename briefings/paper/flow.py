"""Flow of blocks beside or below a map: columns of one height, nothing cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Final, Protocol

from briefings.box import Box
from briefings.paper.blocks import RULE, Block, Row
from briefings.paper.canvas import Canvas

COLUMN_GAP: Final = 18.0
_LEAST_GAP: Final = 11.0
_MOST_GAP: Final = 30.0


class Named(Row, Protocol):
    """What stands in a column: a block, measured or not."""

    @property
    def name(self) -> str:
        """What it is called among those of its page."""


@dataclass(frozen=True)
class Measured:
    """A block that is measured once a width: a page asks for the same ones again and again."""

    block: Block
    _heights: dict[tuple[float, float], float] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The block's name."""
        return self.block.name

    def height(self, width: float, unit: float) -> float:
        """Return the height of the block."""
        asked = (round(width, 6), unit)
        if asked not in self._heights:
            self._heights[asked] = self.block.height(width, unit)
        return self._heights[asked]

    def draw(self, canvas: Canvas, box: Box, unit: float) -> None:
        """Draw the block."""
        self.block.draw(canvas, box, unit)


def least_height(blocks: Sequence[Named], width: float, count: int, unit: float) -> float:
    """Return how high `count` columns are at least: no division of the blocks is lower."""
    count = min(count, len(blocks))
    column = _column_width(width, count, unit)
    return sum(block.height(column, unit) for block in blocks) / count


def _column_width(width: float, count: int, unit: float) -> float:
    return (width - (count - 1) * COLUMN_GAP * unit) / count


def columns_of(
    blocks: Sequence[Named], width: float, count: int, unit: float
) -> tuple[list[list[Named]], float]:
    """Return the blocks in `count` columns as even as they get, and the tallest one's height.

    The first block leads the first column; in a column blocks keep their order.
    """
    count = min(count, len(blocks))
    column = _column_width(width, count, unit)
    heights = [block.height(column, unit) + _LEAST_GAP * unit for block in blocks]

    def tallest(choice: tuple[int, ...]) -> float:
        columns = [0.0] * count
        for height, index in zip(heights, choice, strict=True):
            columns[index] += height
        return max(columns)

    choices = [
        (0, *rest)
        for rest in product(range(count), repeat=len(blocks) - 1)
        if len({0, *rest}) == count
    ]
    best = min(choices, key=lambda choice: (round(tallest(choice)), choice))
    groups = [
        [block for block, index in zip(blocks, best, strict=True) if index == column_number]
        for column_number in range(count)
    ]
    return groups, tallest(best) - _LEAST_GAP * unit


def draw_columns(
    canvas: Canvas, groups: Sequence[Sequence[Named]], box: Box, unit: float
) -> dict[str, Box]:
    """Draw blocks in columns from the top; return where each one stands."""
    placed: dict[str, Box] = {}
    for column, group in zip(box.columns(len(groups), COLUMN_GAP * unit), groups, strict=True):
        heights = [block.height(column.width, unit) for block in group]
        room = (column.height - sum(heights)) / max(1, len(group) - 1)
        gap = min(room, _MOST_GAP * unit)
        rest = column
        for index, (block, height) in enumerate(zip(group, heights, strict=True)):
            if index:
                space, rest = rest.from_top(gap)
                y = space.middle[1]
                canvas.line(
                    [(space.left, y), (space.right, y)], edgecolor=RULE, linewidth=0.6 * unit
                )
            own, rest = rest.from_top(height)
            block.draw(canvas, own, unit)
            placed[block.name] = own
    return placed
