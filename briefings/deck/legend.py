"""The legend of a slide: its entries with their swatches, in a column or along a strip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from briefings.box import Box
from briefings.deck.lines import SECOND, flowing, height_of, run_width, short_name, text_lines
from briefings.deck.outlines import PX
from briefings.deck.surface import Lettering, Surface
from briefings.deck.symbols import draw_rings, draw_swatch
from briefings.paper.blocks import Block, Legend
from layers.features import LegendEntry

SMALL: Final = 9.0
_SWATCH: Final = 27.0
"""Room of a legend's swatch, points."""
_LEAST_HEIGHT: Final = 14.0
_APART: Final = 12.0


def entry_width(entry: LegendEntry, unit: float) -> float:
    """Return how wide a line of the legend is if it is not broken."""
    sizes = (SMALL * unit * (SECOND if order else 1.0) for order in range(9))
    pieces = zip(entry.text.split("\n"), sizes, strict=False)
    return max(run_width(piece, size) for piece, size in pieces) * 1.05 + _SWATCH * unit


def entry_height(entry: LegendEntry, width: float, unit: float) -> float:
    """Return how high a line of the legend is."""
    text = text_lines(entry.text, width - _SWATCH * unit, SMALL * unit)
    return max(height_of(text), _LEAST_HEIGHT * unit)


def draw_entry(surface: Surface, entry: LegendEntry, box: Box, unit: float) -> None:
    """Draw a line of the legend: swatch and words."""
    name = short_name(entry.text)
    swatch = Box(box.left, box.bottom, 20 * unit, box.height)
    draw_swatch(surface, entry.swatch, swatch, name=name)
    aside = _SWATCH * unit
    words_box = Box(box.left + aside, box.bottom, box.width - aside, box.height)
    surface.text(words_box, Lettering(flowing(entry.text, SMALL * unit), "ctr"), name=name)


def rings_of_entries(entries: Sequence[LegendEntry]) -> list[dict[str, Any]]:
    """Return the scale of the circles, if the legend has one."""
    return [ring for entry in entries for ring in entry.swatch.get("rings", ())]


def rings_height(rings: Sequence[dict[str, Any]], scale: float) -> float:
    """Return how high the scale of the circles is; `scale` is a slide's unit."""
    return 2 * max(float(ring["radius"]) for ring in rings) * PX * scale


class Strip:
    """A legend along the foot of a box: the scale of the circles at its left, entries in lines."""

    def __init__(self, blocks: Sequence[Block], width: float, unit: float, scale: float) -> None:
        """Set it to a width; `unit` sizes its text, `scale` (a slide's unit) its circles."""
        every = [
            entry
            for block in blocks
            for row in block.rows
            if isinstance(row, Legend)
            for entry in row.entries
        ]
        self.width, self.unit, self.scale = width, unit, scale
        self._rings = rings_of_entries(every)
        self._aside = self._rings_width()
        entries = [entry for entry in every if "rings" not in entry.swatch]
        self._step = max((entry_height(entry, width, unit) for entry in entries), default=0.0)
        self._step += 2 * unit
        self._lines = self._set(entries)

    def _rings_width(self) -> float:
        if not self._rings:
            return 0.0
        text = max(run_width(str(ring["text"]), SMALL * self.unit) for ring in self._rings)
        return rings_height(self._rings, self.scale) + text + 26 * self.scale

    def _set(self, entries: Sequence[LegendEntry]) -> list[list[tuple[LegendEntry, float]]]:
        """Return the entries in lines, each with where it begins."""
        lines: list[list[tuple[LegendEntry, float]]] = [[]]
        left = self._aside
        for entry in entries:
            width = entry_width(entry, self.unit)
            if left + width > self.width and lines[-1]:
                lines.append([])
                left = self._aside
            lines[-1].append((entry, left))
            left += width + _APART * self.unit
        return lines

    @property
    def height(self) -> float:
        """How high the legend is."""
        high = len(self._lines) * self._step
        rings = rings_height(self._rings, self.scale) + SMALL * self.unit if self._rings else 0.0
        return max(high, rings)

    def draw(self, surface: Surface, box: Box) -> None:
        """Draw the legend at the foot of a box."""
        top = box.bottom + self.height
        for order, line in enumerate(self._lines):
            bottom = top - (order + 1) * self._step
            for entry, offset in line:
                width = min(entry_width(entry, self.unit), self.width - offset)
                place = Box(box.left + offset, bottom, width, self._step - 2 * self.unit)
                draw_entry(surface, entry, place, self.unit)
        if self._rings:
            size = SMALL * self.unit
            high = rings_height(self._rings, self.scale)
            place = Box(box.left, top - size * 0.7 - high, self._aside - 12 * self.scale, high)
            draw_rings(surface, self._rings, place, size=size)
