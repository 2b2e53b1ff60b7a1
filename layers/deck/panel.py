"""What stands beside a map: the rows of a sheet's blocks, as text boxes and swatches to edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from layers.deck.ink import QUIET, TEXT, Run, Words, line, solid, words
from layers.deck.outlines import PX
from layers.deck.page import RULE, Page
from layers.deck.pen import Lettering, Look, Pen
from layers.deck.symbols import draw_rings, draw_swatch
from layers.features import LegendEntry
from layers.lettering import text_width, wrapped
from layers.paper.blocks import Amount, Block, Legend, Pairs, Paragraph, Quotation
from layers.paper.canvas import Box

_BODY: Final = 10.0
_SMALL: Final = 9.0
_HEADING: Final = 12.0
_AMOUNT: Final = 19.0
_SLACK: Final = 0.95
"""Share of a box's width that text may fill in our font: other fonts run wider."""
_SECOND: Final = 0.86


def text_lines(
    text: str, width: float, size: float, *, bold: bool = False, ink: str = TEXT
) -> list[Words]:
    """Return a text as paragraphs of one line each; a second language is smaller and quiet."""
    found = []
    for order, piece in enumerate(text.split("\n")):
        own = size * (_SECOND if order else 1.0)
        colour = QUIET if order else ink
        found += [
            words(part, own, bold=bold and not order, ink=colour)
            for part in wrapped(piece, width * _SLACK, own, bold=bold)
        ]
    return found


def height_of(paragraphs: Sequence[Words]) -> float:
    """Return how high paragraphs of one line each are."""
    return sum(paragraph.size * paragraph.leading for paragraph in paragraphs)


def flowing(text: str, size: float, *, bold: bool = False, ink: str = TEXT) -> list[Words]:
    """Return a text as one paragraph a language, for the program to break into lines."""
    return [
        words(
            piece,
            size * (_SECOND if order else 1.0),
            bold=bold and not order,
            ink=QUIET if order else ink,
        )
        for order, piece in enumerate(text.split("\n"))
    ]


def _short(text: str) -> str:
    """Return what a shape with a text is called in the selection pane."""
    return text.partition("\n")[0][:40]


class Column:
    """Writes rows from the top of a box downwards; with no pen it only measures."""

    def __init__(self, pen: Pen | None, box: Box, unit: float) -> None:
        self.pen, self.box, self.unit = pen, box, unit
        self.top = box.top

    @property
    def used(self) -> float:
        """How much of the box's height is used."""
        return self.box.top - self.top

    def write(self, block: Block) -> None:
        """Write a block: its heading and its rows."""
        if block.heading:
            self._paragraph(block.heading, _HEADING, bold=True)
            self.top -= 3 * self.unit
        for row in block.rows:
            if isinstance(row, Amount):
                self._amount(row)
            elif isinstance(row, Pairs):
                self._pairs(row)
            elif isinstance(row, Quotation):
                self._quotation(row)
            elif isinstance(row, Legend):
                self._legend(row)
            elif isinstance(row, Paragraph):
                self._paragraph(row.text, _SMALL, ink=QUIET, bold=row.bold)
        self.top -= 10 * self.unit

    def _put(self, text: str, size: float, left: float, width: float, **style: Any) -> float:
        """Write a text that flows; return its height."""
        high = height_of(text_lines(text, width, size, **style))
        if self.pen is not None and text:
            box = Box(left, self.top - high, width, high)
            self.pen.text(box, Lettering(flowing(text, size, **style)), name=_short(text))
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
        parts = text_lines(row.parts, width, _SMALL * unit, ink=QUIET) if row.parts else []
        high = height_of([*label, number, *parts])
        if self.pen is not None:
            flow = [
                *flowing(row.label, _BODY * unit, bold=True),
                number,
                *(flowing(row.parts, _SMALL * unit, ink=QUIET) if row.parts else []),
            ]
            with self.pen.group(_short(row.label)):
                bar = Box(self.box.left, self.top - high + unit, 3.4 * unit, high - 2 * unit)
                self.pen.shape(bar, Look(fill=solid(row.colour)), name=_short(row.label))
                body = Box(left, self.top - high, width, high)
                self.pen.text(body, Lettering(flow), name=row.amount)
        self.top -= high + 8 * unit

    def _pairs(self, row: Pairs) -> None:
        unit, size = self.unit, _BODY * self.unit
        longest = max(
            text_width(piece, size) for label, _ in row.rows for piece in label.split("\n")
        )
        aside = min(longest * 1.06 + 8 * unit, self.box.width * 0.45)
        for label, value in row.rows:
            first = self._put(label, size, self.box.left, aside - 4 * unit, ink=QUIET)
            second = self._put(value, size, self.box.left + aside, self.box.width - aside)
            self.top -= max(first, second) + 3 * unit

    def _quotation(self, row: Quotation) -> None:
        unit = self.unit
        left, width = self.box.left + 9 * unit, self.box.width - 9 * unit
        high = self._put(row.text, _SMALL * unit, left, width, ink=QUIET)
        if self.pen is not None:
            bar = Box(self.box.left, self.top - high, 0, high)
            self.pen.rule(bar, line(RULE, 1.5 * unit), name=_short(row.text))
        self.top -= high + 5 * unit

    def _legend(self, row: Legend) -> None:
        """Write a layer's entries, two beside each other where they fit, then its scale."""
        unit = self.unit
        self._paragraph(row.title, _SMALL, bold=True, ink=QUIET)
        entries = [entry for entry in row.entries if "rings" not in entry.swatch]
        widest = max((entry_width(entry, unit) for entry in entries), default=0.0)
        count = 2 if 2 * widest + 8 * unit <= self.box.width else 1
        cells = Box(self.box.left, 0, self.box.width, 0).columns(count, 8 * unit)
        for first in range(0, len(entries), count):
            pairs = list(zip(entries[first : first + count], cells, strict=False))
            high = max(entry_height(entry, cell.width, unit) for entry, cell in pairs)
            for entry, cell in pairs:
                frame = Box(cell.left, self.top - high, cell.width, high)
                if self.pen is not None:
                    draw_entry(self.pen, entry, frame, unit)
            self.top -= high + 1.5 * unit
        for entry in row.entries:
            if "rings" in entry.swatch:
                self._rings(list(entry.swatch["rings"]))
        self.top -= 4 * unit

    def _rings(self, rings: list[dict[str, Any]]) -> None:
        unit, size = self.unit, _SMALL * self.unit
        scale = PX * (self.pen.unit if self.pen is not None else unit)
        high = 2 * max(float(ring["radius"]) for ring in rings) * scale
        self.top -= size * 0.7
        if self.pen is not None:
            box = Box(self.box.left, self.top - high, self.box.width, high)
            draw_rings(self.pen, rings, box, size=size)
        self.top -= high + 3 * unit


_SWATCH: Final = 27.0
"""Room of a legend's swatch, points."""


def entry_width(entry: LegendEntry, unit: float) -> float:
    """Return how wide a line of the legend is if it is not broken."""
    pieces = entry.text.split("\n")
    return max(text_width(piece, _SMALL * unit) for piece in pieces) / _SLACK + _SWATCH * unit


def entry_height(entry: LegendEntry, width: float, unit: float) -> float:
    """Return how high a line of the legend is."""
    text = text_lines(entry.text, width - _SWATCH * unit, _SMALL * unit)
    return max(height_of(text), 14 * unit)


def draw_entry(pen: Pen, entry: LegendEntry, box: Box, unit: float) -> None:
    """Draw a line of the legend: swatch and words."""
    name = _short(entry.text)
    swatch = Box(box.left, box.bottom, 20 * unit, box.height)
    draw_swatch(pen, entry.swatch, swatch, name=name)
    aside = _SWATCH * unit
    words_box = Box(box.left + aside, box.bottom, box.width - aside, box.height)
    pen.text(words_box, Lettering(flowing(entry.text, _SMALL * unit), "ctr"), name=name)


def draw_columns(pen: Pen, columns: Sequence[tuple[Box, Sequence[Block]]]) -> None:
    """Write blocks into columns, each with text as large as fits it."""
    for box, blocks in columns:
        scale = next((step for step in _STEPS if _fits(box, blocks, pen.unit * step)), _STEPS[-1])
        column = Column(pen, box, pen.unit * scale)
        for block in blocks:
            with pen.group(_short(block.heading) or block.name):
                column.write(block)


def draw_legend_strip(page: Page, blocks: Sequence[Block]) -> float:
    """Draw a legend along the foot of a slide's body; return the height taken."""
    pen, unit = page.pen, page.pen.unit
    note = page.deck.speak.message("各图比例尺不同")
    entries = [
        entry
        for block in blocks
        for row in block.rows
        if isinstance(row, Legend)
        for entry in row.entries
        if "rings" not in entry.swatch
    ]
    lines: list[list[tuple[LegendEntry, float]]] = [[]]
    left = 0.0
    for entry in entries:
        width = entry_width(entry, unit)
        if left + width > page.body.width and lines[-1]:
            lines.append([])
            left = 0.0
        lines[-1].append((entry, left))
        left += width + 14 * unit
    high = max((entry_height(entry, page.body.width, unit) for entry in entries), default=0.0)
    last = height_of(text_lines(note, page.body.width, _SMALL * unit))
    total = len(lines) * (high + 2 * unit) + last
    with pen.group(page.deck.speak.first("图例")):
        for order, line_entries in enumerate(lines):
            bottom = page.body.bottom + total - (order + 1) * (high + 2 * unit)
            for entry, offset in line_entries:
                box = Box(page.body.left + offset, bottom, entry_width(entry, unit), high)
                draw_entry(pen, entry, box, unit)
    box = Box(page.body.left, page.body.bottom, page.body.width, last)
    pen.text(box, Lettering(flowing(note, _SMALL * unit, ink=QUIET)), name=_short(note))
    return total + 8 * unit


_STEPS: Final = (1.15, 1.1, 1.05, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)


def _fits(box: Box, blocks: Sequence[Block], unit: float) -> bool:
    column = Column(None, box, unit)
    for block in blocks:
        column.write(block)
    return column.used - 10 * unit <= box.height
