"""How blocks share the room beside or below a map: columns of one height, nothing cut off."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

from layers.paper.blocks import RULE, Block
from layers.paper.canvas import Box, Canvas

COLUMN_GAP: Final = 18.0
_LEAST_GAP: Final = 11.0
_MOST_GAP: Final = 30.0


def columns_of(
    blocks: Sequence[Block], width: float, count: int, unit: float
) -> tuple[list[list[Block]], float]:
    """Return the blocks in `count` columns as even as they get, and the tallest one's height.

    The first block leads the first column; in a column blocks keep their order.
    """
    count = min(count, len(blocks))
    column = (width - (count - 1) * COLUMN_GAP * unit) / count
    heights = [block.height(column, unit) + _LEAST_GAP * unit for block in blocks]

    def tallest(choice: tuple[int, ...]) -> float:
        columns = [0.0] * count
        for height, place in zip(heights, choice, strict=True):
            columns[place] += height
        return max(columns)

    choices = [
        (0, *rest)
        for rest in product(range(count), repeat=len(blocks) - 1)
        if len({0, *rest}) == count
    ]
    best = min(choices, key=lambda choice: (round(tallest(choice)), choice))
    groups = [
        [block for block, place in zip(blocks, best, strict=True) if place == column_number]
        for column_number in range(count)
    ]
    return groups, tallest(best) - _LEAST_GAP * unit


def draw_columns(
    canvas: Canvas, groups: Sequence[Sequence[Block]], box: Box, unit: float
) -> dict[str, Box]:
    """Draw blocks in columns from the top; return where each one stands."""
    placed: dict[str, Box] = {}
    for column, group in zip(box.columns(len(groups), COLUMN_GAP * unit), groups, strict=True):
        heights = [block.height(column.width, unit) for block in group]
        room = (column.height - sum(heights)) / max(1, len(group) - 1)
        gap = min(room, _MOST_GAP * unit)
        rest = column
        for place, (block, height) in enumerate(zip(group, heights, strict=True)):
            if place:
                space, rest = rest.from_top(gap)
                y = space.middle[1]
                canvas.line(
                    [(space.left, y), (space.right, y)], edgecolor=RULE, linewidth=0.6 * unit
                )
            own, rest = rest.from_top(height)
            block.draw(canvas, own, unit)
            placed[block.name] = own
    return placed
