"""The lines of an atlas's contents: headings, pages with their numbers, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from briefings.box import Box
from briefings.lettering import text_width
from briefings.paper.blocks import LEADING, RULE, SECOND, Paragraph
from briefings.paper.canvas import RISE, Canvas, Type
from layers import palette

_TITLE: Final = 15.0
_HEADING: Final = 10.4
ENTRY: Final = 10.8
NOTE: Final = 8.8
_ABOVE: Final = 8.0


@dataclass(frozen=True)
class Row:
    """A line of the contents. Its text may hold a second language on a second line."""

    kind: Literal["title", "heading", "page", "note"]
    text: str
    number: int = 0
    """The number of the page it leads to."""

    def _paragraph(self) -> Paragraph:
        if self.kind == "title":
            return Paragraph(self.text, _TITLE, bold=True, after=0)
        if self.kind == "heading":
            colour = palette.ACCENT
            return Paragraph(self.text, _HEADING, bold=True, colour=colour, after=5.0)
        return Paragraph(self.text, NOTE, colour=palette.MUTED, after=4.0)

    def _above(self, unit: float) -> float:
        return _ABOVE * unit if self.kind == "heading" else 0.0

    def height(self, width: float, unit: float) -> float:
        """Return how high the row is in a column of a width, points."""
        if self.kind == "page":  # a name is never broken
            lines = 1 + SECOND * self.text.count("\n")
            return (lines * ENTRY * LEADING + 4) * unit
        return self._paragraph().height(width, unit) + self._above(unit)

    def draw(self, canvas: Canvas, box: Box, unit: float) -> None:
        """Draw the row into a box of its height."""
        if self.kind == "page":
            _draw_entry(canvas, self.text, self.number, box, unit)
            return
        _, inner = box.from_top(self._above(unit))
        self._paragraph().draw(canvas, inner, unit)
        if self.kind == "heading":
            y = box.bottom + 3 * unit
            canvas.line([(box.left, y), (box.right, y)], edgecolor=RULE, linewidth=0.8 * unit)


def _draw_entry(canvas: Canvas, text: str, number: int, box: Box, unit: float) -> None:
    """Draw a page's name, a dotted line and its number."""
    first, *others = text.split("\n")
    size = ENTRY * unit
    baseline = box.top - size * ((LEADING - 1) / 2 + RISE)
    room = box.width - 34 * unit
    size *= min(1.0, room / text_width(first, size))
    width = canvas.text(first, (box.left, baseline), Type(size), name="entry")
    kind = Type(ENTRY * unit, bold=True, align="right")
    end = box.right - canvas.text(str(number), (box.right, baseline), kind, name="number")
    canvas.line(
        [(box.left + width + 5 * unit, baseline), (end - 5 * unit, baseline)],
        edgecolor=palette.MUTED,
        linewidth=0.7 * unit,
        linestyle=(0, (1.2, 3.4)),
        name="leader",
    )
    small = ENTRY * SECOND * unit
    for line in others:
        baseline -= small * LEADING
        fitted = small * min(1.0, room / text_width(line, small))
        canvas.text(line, (box.left, baseline), Type(fitted, colour=palette.MUTED))
