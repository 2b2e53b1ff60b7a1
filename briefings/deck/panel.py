"""The panel beside a map: the rows of a sheet's blocks, as text boxes and swatches to edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from briefings.box import Box
from briefings.deck.legend import SMALL, draw_entry, entry_height, entry_width, rings_height
from briefings.deck.lines import (
    SECOND,
    flowing,
    height_of,
    on_one_line,
    run_width,
    short_name,
    text_lines,
)
from briefings.deck.page import RULE
from briefings.deck.surface import Lettering, Look, Surface
from briefings.deck.symbols import draw_rings
from briefings.deck.text_style import QUIET, Run, Words, line, solid
from briefings.paper.blocks import Amount, Block, Legend, Pairs, Paragraph, Quotation
from layers.features import LegendEntry

_BODY: Final = 10.0
_HEADING: Final = 12.0
_AMOUNT: Final = 19.0
_AFTER: Final = 10.0


class Column:
    """Writes rows from the top of a box downwards; with no surface it only measures."""

    def __init__(self, surface: Surface | None, box: Box, unit: float) -> None:
        self.surface, self.box, self.unit = surface, box, unit
        self.top = box.top

    @property
    def used(self) -> float:
        """How much of the box's height is used."""
        return self.box.top - self.top

    @property
    def needed(self) -> float:
        """How much of it is needed: what follows the last block is not."""
        return self.used - _AFTER * self.unit

    def write(self, block: Block) -> None:
        """Write a block: its heading and its rows."""
        if block.heading:
            self.heading(block.heading)
        aside = self._aside([row for row in block.rows if isinstance(row, Pairs)])
        for row in block.rows:
            if isinstance(row, Amount):
                self._amount(row)
            elif isinstance(row, Pairs):
                self._pairs(row, aside)
            elif isinstance(row, Quotation):
                self._quotation(row)
            elif isinstance(row, Legend):
                self._legend(row)
            elif isinstance(row, Paragraph):
                self._paragraph(row.text, SMALL, colour=QUIET, bold=row.bold)
        self.top -= _AFTER * self.unit

    def heading(self, text: str) -> None:
        """Write a heading, both languages on a line where they fit."""
        line = on_one_line(text, self.box.width, _HEADING * self.unit, bold=True)
        self._paragraph(line, _HEADING, bold=True)
        self.top -= 3 * self.unit

    def _put(self, text: str, size: float, left: float, width: float, **style: Any) -> float:
        """Write a text that flows; return its height."""
        high = height_of(text_lines(text, width, size, **style))
        if self.surface is not None and text:
            box = Box(left, self.top - high, width, high)
            self.surface.text(box, Lettering(flowing(text, size, **style)), name=short_name(text))
        return high

    def _paragraph(self, text: str, size: float, **style: Any) -> None:
        high = self._put(text, size * self.unit, self.box.left, self.box.width, **style)
        self.top -= high + 2 * self.unit

    def _amount(self, row: Amount) -> None:
        unit = self.unit
        left, width = self.box.left + 10 * unit, self.box.width - 10 * unit
        label = text_lines(row.label, width, _BODY * unit, bold=True)
        number = Words(
            (
                Run(row.amount, _AMOUNT * unit, bold=True),
                Run(f" {row.unit_name}", _BODY * unit, colour=QUIET),
            ),
            leading=1.22,
        )
        parts = text_lines(row.parts, width, SMALL * unit, colour=QUIET) if row.parts else []
        high = height_of([*label, number, *parts])
        if self.surface is not None:
            flow = [
                *flowing(row.label, _BODY * unit, bold=True),
                number,
                *(flowing(row.parts, SMALL * unit, colour=QUIET) if row.parts else []),
            ]
            with self.surface.group(short_name(row.label)):
                bar = Box(self.box.left, self.top - high + unit, 3.4 * unit, high - 2 * unit)
                self.surface.shape(bar, Look(fill=solid(row.colour)), name=short_name(row.label))
                body = Box(left, self.top - high, width, high)
                self.surface.text(body, Lettering(flow), name=row.amount)
        self.top -= high + 8 * unit

    def _aside(self, pairs: Sequence[Pairs]) -> float:
        """Return the width of the labels of a block, so that its values stand below one another."""
        size = _BODY * self.unit
        longest = max(
            (
                run_width(piece, size * (SECOND if order else 1.0))
                for row in pairs
                for label, _ in row.rows
                for order, piece in enumerate(label.split("\n"))
            ),
            default=0.0,
        )
        return min(longest + 12 * self.unit, self.box.width * 0.45)

    def _pairs(self, row: Pairs, aside: float) -> None:
        unit, size = self.unit, _BODY * self.unit
        for label, value in row.rows:
            first = self._put(label, size, self.box.left, aside - 4 * unit, colour=QUIET)
            second = self._put(value, size, self.box.left + aside, self.box.width - aside)
            self.top -= max(first, second) + 3 * unit

    def _quotation(self, row: Quotation) -> None:
        unit = self.unit
        left, width = self.box.left + 9 * unit, self.box.width - 9 * unit
        high = self._put(row.text, SMALL * unit, left, width, colour=QUIET)
        if self.surface is not None:
            bar = Box(self.box.left, self.top - high, 0, high)
            self.surface.rule(bar, line(RULE, 1.5 * unit), name=short_name(row.text))
        self.top -= high + 5 * unit

    def _legend(self, row: Legend) -> None:
        """Write a layer's entries, two beside each other where they fit, then its scale."""
        unit = self.unit
        self._paragraph(row.title, SMALL, bold=True, colour=QUIET)
        entries = [entry for entry in row.entries if "rings" not in entry.swatch]
        widest = max((entry_width(entry, unit) for entry in entries), default=0.0)
        count = 2 if 2 * widest + 8 * unit <= self.box.width else 1
        cells = Box(self.box.left, 0, self.box.width, 0).columns(count, 8 * unit)
        for first in range(0, len(entries), count):
            self._entries(entries[first : first + count], cells)
        for entry in row.entries:
            if "rings" in entry.swatch:
                self._rings(list(entry.swatch["rings"]))
        self.top -= 4 * unit

    def _entries(self, entries: Sequence[LegendEntry], cells: Sequence[Box]) -> None:
        """Write entries beside one another."""
        pairs = list(zip(entries, cells, strict=False))
        high = max(entry_height(entry, cell.width, self.unit) for entry, cell in pairs)
        for entry, cell in pairs if self.surface is not None else ():
            frame = Box(cell.left, self.top - high, cell.width, high)
            draw_entry(self.surface, entry, frame, self.unit)  # type: ignore[arg-type]
        self.top -= high + 1.5 * self.unit

    def _rings(self, rings: list[dict[str, Any]]) -> None:
        unit, size = self.unit, SMALL * self.unit
        high = rings_height(rings, self.surface.unit if self.surface is not None else unit)
        self.top -= size * 0.7
        if self.surface is not None:
            box = Box(self.box.left, self.top - high, self.box.width, high)
            draw_rings(self.surface, rings, box, size=size)
        self.top -= high + 3 * unit
