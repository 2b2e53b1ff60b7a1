"""A table of rows of cells, each anything that knows its height: rules between, cells may reach on.

Widths of columns are points at the page's text scale; the columns that ask for none share the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefings.box import Box
from briefings.paper.blocks import RULE, Row
from briefings.paper.canvas import Canvas
from layers import palette


@dataclass(frozen=True)
class Cell:
    """What stands in a table's field; it reaches over `span` columns."""

    content: Row
    span: int = 1


@dataclass(frozen=True)
class Line:
    """One line of cells; a strong rule below a head, none before a line that belongs to it."""

    cells: Sequence[Cell]
    rule: str = "light"
    """Below it: `strong`, `light` or none (empty)."""
    pad: float = 3.0
    """Above and below its cells, points."""


@dataclass(frozen=True)
class CellTable:
    """A table. `shares` divide what `fixed` columns (points, 0 where shared) leave of the width."""

    fixed: Sequence[float]
    shares: Sequence[float]
    lines: Sequence[Line]
    gap: float = 7.0

    def _widths(self, width: float, unit: float) -> list[float]:
        count = len(self.shares)
        rest = width - sum(self.fixed) * unit - self.gap * unit * (count - 1)
        whole = sum(self.shares) or 1.0
        pairs = zip(self.fixed, self.shares, strict=True)
        return [fixed * unit + rest * share / whole for fixed, share in pairs]

    def _cells(self, line: Line, width: float, unit: float) -> list[tuple[Row, float, float]]:
        """Return each cell of a line with its left side and its width."""
        widths, gap = self._widths(width, unit), self.gap * unit
        found, column, left = [], 0, 0.0
        for cell in line.cells:
            own = widths[column : column + cell.span]
            reach = sum(own) + gap * (len(own) - 1)
            found.append((cell.content, left, reach))
            column, left = column + cell.span, left + reach + gap
        return found

    def _line_height(self, line: Line, width: float, unit: float) -> float:
        heights = [
            content.height(reach, unit) for content, _, reach in self._cells(line, width, unit)
        ]
        return max(heights) + line.pad * unit * (2 if line.rule else 1)

    def height(self, width: float, unit: float) -> float:
        """Return the height of all lines."""
        return sum(self._line_height(line, width, unit) for line in self.lines)

    def draw(self, canvas: Canvas, box: Box, unit: float) -> None:
        """Draw the cells from the top of their lines, and the rules."""
        rest = box
        for line in self.lines:
            own, rest = rest.from_top(self._line_height(line, box.width, unit))
            top = own.top - line.pad * unit
            for content, left, reach in self._cells(line, box.width, unit):
                high = content.height(reach, unit)
                content.draw(canvas, Box(box.left + left, top - high, reach, high), unit)
            if line.rule:
                colour, weight = _RULES[line.rule]
                ends = [(own.left, own.bottom), (own.right, own.bottom)]
                canvas.line(ends, edgecolor=colour, linewidth=weight * unit, name="rule")


_RULES: Final = {"strong": (palette.INK, 0.9), "light": (RULE, 0.6)}
