"""Blocks beside the map: rows that know their height before they are drawn.

A row is anything with `height(width, unit)` and `draw(canvas, box)`; lengths are points at the
page's text scale (`unit`). Text may hold a second language on lines of its own: they are smaller.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Protocol

from matplotlib.patches import Circle

from briefings.box import Box
from briefings.lettering import text_width, wrapped
from briefings.paper.canvas import RISE, Canvas, Type
from briefings.paper.marks import PX, draw_swatch
from layers import palette
from layers.features import LegendEntry

BODY: Final = 8.6
SMALL: Final = 7.4
HEADING: Final = 10.4
LEADING: Final = 1.5
SECOND: Final = 0.86
"""Size of a second language under the first."""
LEAST: Final = 6.0
"""No text of a block is smaller, points: less is not read on a printed sheet."""
RULE: Final = "#D5DAE0"


def lettered(size: float, unit: float, least: float = LEAST) -> float:
    """Return the size in points of text of some size at a scale, never less than is read."""
    return max(size * unit, least)


class Row(Protocol):
    """One piece of a block."""

    def height(self, width: float, unit: float) -> float:
        """Return how high the row is in a column of a width, points."""

    def draw(self, canvas: Canvas, box: Box, unit: float) -> None:
        """Draw the row into a box of that height."""


@dataclass(frozen=True)
class Paragraph:
    """Text, broken into lines as Chinese is; `short` sets two languages on one line if they fit."""

    text: str
    size: float = BODY
    bold: bool = False
    colour: str = palette.INK
    after: float = 2.0
    short: bool = False
    least: float = LEAST
    """No line is smaller, points; tables that must hold a great deal go below (0)."""

    def _lines(self, width: float, unit: float) -> list[list[Piece]]:
        """Return the lines, each as pieces of one size."""
        pieces = [
            Piece(
                text,
                lettered(self.size * (SECOND if index else 1.0), unit, self.least),
                palette.MUTED if index else self.colour,
            )
            for index, text in enumerate(self.text.split("\n"))
        ]
        if self.short and len(pieces) > 1 and self.one_line(unit) <= width + _ROUNDING:
            return [pieces]
        return [
            [replace(piece, text=line)]
            for piece in pieces
            for line in wrapped(piece.text, width, piece.size, bold=self.bold)
        ]

    def one_line(self, unit: float) -> float:
        """Return how wide the text is on one line, all languages beside one another."""
        first, *others = self.text.split("\n")
        size = lettered(self.size, unit, self.least)
        second = lettered(self.size * SECOND, unit, self.least)
        width = text_width(first, size, bold=self.bold)
        for text in others:
            width += size * _BESIDE + text_width(text, second, bold=self.bold)
        return width

    def height(self, width: float, unit: float) -> float:
        """Return the height of its lines and the space after them."""
        lines = self._lines(width, unit)
        return sum(pieces[0].size * LEADING for pieces in lines) + self.after * unit

    def draw(self, canvas: Canvas, box: Box, unit: float) -> None:
        """Write the lines from the top."""
        top = box.top
        for pieces in self._lines(box.width, unit):
            size = pieces[0].size
            x, baseline = box.left, top - size * ((LEADING - 1) / 2 + RISE)
            for piece in pieces:
                kind = Type(piece.size, bold=self.bold, colour=piece.colour)
                x += canvas.text(piece.text, (x, baseline), kind) + size * _BESIDE
            top -= size * LEADING


_ROUNDING: Final = 1e-6
"""A width that was worked out from a line's own may be so much less, points."""
_BESIDE: Final = 0.5
"""Between two languages on one line, ems."""


@dataclass(frozen=True)
class Piece:
    """Some characters of a line in one size and colour."""

    text: str
    size: float
    colour: str


@dataclass(frozen=True)
class Amount:
    """A category's figure: colour bar, label, large number with its unit, what it is made of."""

    colour: str
    label: str
    amount: str
    unit_name: str
    parts: str

    def _texts(self) -> tuple[Paragraph, Paragraph]:
        return (
            Paragraph(self.label, SMALL, bold=True, colour=self.colour, after=0),
            Paragraph(self.parts, SMALL, colour=palette.MUTED, after=0),
        )

    def height(self, width: float, unit: float) -> float:
        """Return the height of label, number and parts."""
        inner = width - 8 * unit
        texts = sum(text.height(inner, unit) for text in self._texts() if text.text)
        return texts + (_AMOUNT * 1.28 + 7) * unit

    def draw(self, canvas: Canvas, box: Box, unit: float) -> None:
        """Draw the bar and write beside it."""
        bar = Box(box.left, box.bottom + 6 * unit, 2.6 * unit, box.height - 7 * unit)
        canvas.rectangle(bar, facecolor=self.colour, edgecolor="none", name="amount")
        inner = Box(box.left + 8 * unit, box.bottom, box.width - 8 * unit, box.height)
        label, parts = self._texts()
        head, rest = inner.from_top(label.height(inner.width, unit))
        label.draw(canvas, head, unit)
        line, rest = rest.from_top(_AMOUNT * 1.28 * unit)
        small = lettered(SMALL, unit)
        room = line.width + (_GAP - 3) * unit - text_width(self.unit_name, small)
        size = _AMOUNT * unit
        size *= min(1.0, room / text_width(self.amount, size, bold=True))
        baseline = line.bottom + _AMOUNT * unit * 0.26
        width = canvas.text(self.amount, (line.left, baseline), Type(size, bold=True))
        canvas.text(
            self.unit_name,
            (line.left + width + 3 * unit, baseline),
            Type(small, colour=palette.MUTED),
        )
        if parts.text:
            parts.draw(canvas, rest, unit)


_AMOUNT: Final = 17.0


@dataclass(frozen=True)
class Pairs:
    """Labelled values in two columns, the labels muted."""

    rows: Sequence[tuple[str, str]]
    size: float = BODY

    def _label_width(self, width: float, unit: float) -> float:
        longest = max(
            (
                text_width(line, lettered(self.size, unit), bold=False)
                for label, _ in self.rows
                for line in label.split("\n")
            ),
            default=0.0,
        )
        return min(longest + 8 * unit, width * 0.6)

    def _texts(self) -> list[tuple[Paragraph, Paragraph]]:
        return [
            (
                Paragraph(label, self.size, colour=palette.MUTED, short=True),
                Paragraph(value, self.size),
            )
            for label, value in self.rows
        ]

    def height(self, width: float, unit: float) -> float:
        """Return the height of all pairs."""
        aside = self._label_width(width, unit)
        return sum(
            max(label.height(aside, unit), value.height(width - aside, unit))
            for label, value in self._texts()
        )

    def draw(self, canvas: Canvas, box: Box, unit: float) -> None:
        """Write labels and values."""
        aside = self._label_width(box.width, unit)
        for label, value in self._texts():
            height = max(label.height(aside, unit), value.height(box.width - aside, unit))
            line, box = box.from_top(height)
            label.draw(canvas, Box(line.left, line.bottom, aside, line.height), unit)
            value.draw(
                canvas, Box(line.left + aside, line.bottom, line.width - aside, line.height), unit
            )


@dataclass(frozen=True)
class Quotation:
    """The plan's words behind a rule, with the section they stand in."""

    text: str

    def _paragraph(self) -> Paragraph:
        return Paragraph(self.text, SMALL, colour=palette.MUTED, after=0)

    def height(self, width: float, unit: float) -> float:
        """Return the height of the words."""
        return self._paragraph().height(width - 7 * unit, unit) + 4 * unit

    def draw(self, canvas: Canvas, box: Box, unit: float) -> None:
        """Draw the rule and the words."""
        canvas.rectangle(
            Box(box.left, box.bottom + 4 * unit, 1.2 * unit, box.height - 5 * unit),
            facecolor=RULE,
            edgecolor="none",
        )
        inner = Box(box.left + 7 * unit, box.bottom, box.width - 7 * unit, box.height)
        self._paragraph().draw(canvas, inner, unit)


@dataclass(frozen=True)
class Legend:
    """A layer's legend entries in as many columns as there is room for."""

    title: str
    entries: Sequence[LegendEntry]

    def without_rings(self) -> Legend:
        """Return the legend without the scale of circles."""
        return Legend(self.title, self._named())

    def without_circles(self, colours: Collection[str]) -> Legend:
        """Return the legend without circles of some colours, and without a scale of none."""
        kept = [entry for entry in self.entries if entry.swatch.get("circle") not in colours]
        has_circles = any("circle" in entry.swatch for entry in kept)
        legend = Legend(self.title, kept)
        return legend if has_circles else legend.without_rings()

    def _named(self) -> list[LegendEntry]:
        return [entry for entry in self.entries if "rings" not in entry.swatch]

    def _rings(self) -> list[dict[str, Any]]:
        found = [entry.swatch["rings"] for entry in self.entries if "rings" in entry.swatch]
        return list(found[0]) if found else []

    def _arranged(
        self, width: float, unit: float
    ) -> tuple[int, list[tuple[list[LegendEntry], float]]]:
        """Return the columns that make the legend least high, as few as can be, and its lines."""
        widest = max(
            (
                text_width(line, lettered(SMALL, unit), bold=False)
                for entry in self._named()
                for line in entry.text.split("\n")
            ),
            default=0.0,
        )
        most = max(1, min(3, len(self._named()), int((width + 6 * unit) / (widest + 34 * unit))))
        ways = [(count, self._lines(width, count, unit)) for count in range(1, most + 1)]
        return min(ways, key=lambda way: (round(sum(high for _, high in way[1]), 3), way[0]))

    def _lines(
        self, width: float, count: int, unit: float
    ) -> list[tuple[list[LegendEntry], float]]:
        """Return the entries line by line in some columns, each line with its height."""
        room = (width - (count - 1) * 6 * unit) / count - _SWATCH * unit
        named = self._named()
        lines = [named[index : index + count] for index in range(0, len(named), count)]
        return [
            (line, max(_words(entry).height(room, unit) for entry in line) + 1.6 * unit)
            for line in lines
        ]

    def _scale_height(self, unit: float) -> float:
        rings = self._rings()
        return (2 * max(ring["radius"] for ring in rings) * PX + 6) * unit if rings else 0.0

    def height(self, width: float, unit: float) -> float:
        """Return the height of title, entries and scale of circles."""
        _, lines = self._arranged(width, unit)
        entries = sum(height for _, height in lines)
        title = _legend_title(self.title).height(width, unit)
        return title + entries + self._scale_height(unit) + 4 * unit

    def draw(self, canvas: Canvas, box: Box, unit: float) -> None:
        """Draw title, swatches with their words, and the scale of circles."""
        title = _legend_title(self.title)
        head, rest = box.from_top(title.height(box.width, unit))
        title.draw(canvas, head, unit)
        count, lines = self._arranged(box.width, unit)
        for entries, height in lines:
            line, rest = rest.from_top(height)
            cells = line.columns(count, 6 * unit)
            for entry, cell in zip(entries, cells, strict=False):
                self._entry(canvas, cell, entry, unit)
        if self._rings():
            high = self._scale_height(unit)
            self._scale(canvas, Box(box.left, box.bottom + 4 * unit, box.width, high), unit)

    def _entry(self, canvas: Canvas, line: Box, entry: LegendEntry, unit: float) -> None:
        height = 10.5 * unit
        frame = Box(line.left, line.middle[1] - height / 2, 20 * unit, height)
        draw_swatch(canvas, entry.swatch, frame, scale=max(unit / canvas.unit, _LEAST_SWATCH))
        room = line.width - _SWATCH * unit
        high = _words(entry).height(room, unit)
        bottom = line.middle[1] - high / 2
        _words(entry).draw(canvas, Box(line.left + _SWATCH * unit, bottom, room, high), unit)

    def _scale(self, canvas: Canvas, box: Box, unit: float) -> None:
        """Draw circles of round figures inside one another, each with a line to its figure."""
        rings = self._rings()
        most = max(ring["radius"] for ring in rings) * PX * unit
        x = box.left + most
        for ring in rings:
            radius = ring["radius"] * PX * unit
            top = box.bottom + 2 * radius
            canvas.add(
                Circle(
                    (x, box.bottom + radius),
                    radius,
                    fill=False,
                    edgecolor=ring["line"],
                    linewidth=0.7 * unit,
                ),
                name="ring",
            )
            end = x + most + 8 * unit
            canvas.line([(x, top), (end, top)], edgecolor=ring["line"], linewidth=0.6 * unit)
            size = lettered(SMALL, unit)
            words = Paragraph(ring["text"], SMALL, after=0, short=True)
            y = top + size * (LEADING / 2 + RISE / 2 - 0.36 - 0.08)
            left = end + 3 * unit
            words.draw(canvas, Box(left, y - size, box.right - left, size), unit)


_LEAST_SWATCH: Final = 0.8
_SWATCH: Final = 26.0
"""Room of a swatch before its words, points."""


def _words(entry: LegendEntry) -> Paragraph:
    return Paragraph(entry.text, SMALL, after=0, short=True)


def _legend_title(text: str) -> Paragraph:
    return Paragraph(text, SMALL, bold=True, colour=palette.MUTED, after=0)


@dataclass(frozen=True)
class Picture:
    """Something drawn at a fixed shape: height as a share of the width, at most so many points."""

    paint: Callable[[Canvas, Box], None]
    aspect: float
    most: float = 1000.0
    least: float = 0.0
    """However small the text around it, points: what is scanned has to be large enough."""

    def height(self, width: float, unit: float) -> float:
        """Return the height of the picture."""
        return min(width * self.aspect, max(self.most * unit, self.least))

    def draw(self, canvas: Canvas, box: Box, unit: float) -> None:
        """Paint it."""
        self.paint(canvas, box)


@dataclass(frozen=True)
class Block:
    """Rows under one heading."""

    name: str
    heading: str
    rows: Sequence[Row]
    columns: int = field(default=1)
    """In how many columns its rows stand, where the block is wide enough."""
    wide: float = field(default=190.0)
    """How wide that is, points."""
    together: int = field(default=1)
    """How many rows at a time stand in one column, below one another."""
    shorter: tuple[Block, ...] = ()
    """What says the same in fewer rows, for a page that has no room for all; ever shorter."""

    def shortened(self, times: int) -> Block:
        """Return the block after so many steps of making it shorter, as far as there are any."""
        return [self, *self.shorter][min(times, len(self.shorter))]

    def renamed(self, heading: str) -> Block:
        """Return the block under another heading."""
        shorter = tuple(block.renamed(heading) for block in self.shorter)
        return replace(self, heading=heading, shorter=shorter)

    def _heading(self) -> Paragraph:
        return Paragraph(self.heading, HEADING, bold=True, after=3.0, short=True)

    def _head_height(self, width: float, unit: float) -> float:
        return self._heading().height(width, unit) if self.heading else 0.0

    def _split(self, width: float, unit: float) -> tuple[int, float]:
        count = self.columns if width >= self.wide * unit else 1
        return count, (width - (count - 1) * _GAP * unit) / count

    def _grid(self, width: float, unit: float) -> list[list[Row]]:
        count, _ = self._split(width, unit)
        cells = self._cells()
        return [cells[index : index + count] for index in range(0, len(cells), count)]

    def _cells(self) -> list[Row]:
        if self.together == 1:
            return list(self.rows)
        places = range(0, len(self.rows), self.together)
        return [Block("", "", self.rows[index : index + self.together]) for index in places]

    def height(self, width: float, unit: float) -> float:
        """Return the height of heading and rows."""
        _, inner = self._split(width, unit)
        lines = (max(row.height(inner, unit) for row in line) for line in self._grid(width, unit))
        return self._head_height(width, unit) + sum(lines)

    def draw(self, canvas: Canvas, box: Box, unit: float) -> None:
        """Draw heading and rows from the top."""
        head, rest = box.from_top(self._head_height(box.width, unit))
        if self.heading:
            self._heading().draw(canvas, head, unit)
        _, inner = self._split(box.width, unit)
        for line in self._grid(box.width, unit):
            height = max(row.height(inner, unit) for row in line)
            band, rest = rest.from_top(height)
            for index, row in enumerate(line):
                own = row.height(inner, unit)
                left = band.left + index * (inner + _GAP * unit)
                row.draw(canvas, Box(left, band.top - own, inner, own), unit)


_GAP: Final = 12.0
