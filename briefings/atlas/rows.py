"""The lines of an atlas's contents, and where they stand: beside a map, then in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from briefings.box import Box
from briefings.lettering import text_width
from briefings.paper.blocks import LEADING, RULE, SECOND, Paragraph
from briefings.paper.canvas import RISE, Canvas, Type
from briefings.paper.size import SheetSize
from layers import palette

_MAP_SHARE: Final = 0.56
_GUTTER: Final = 30.0
_GAP: Final = 36.0
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


def halves(body: Box, size: SheetSize) -> tuple[Box, Box]:
    """Return where the map and the lines of the first page stand."""
    unit = size.text
    if size.landscape:
        right, left = body.from_right(body.width * (1 - _MAP_SHARE))
        return left, Box(
            right.left + _GUTTER * unit, right.bottom, right.width - _GUTTER * unit, right.height
        )
    upper, lower = body.from_top(body.height * 0.5)
    return upper, Box(lower.left, lower.bottom, lower.width, lower.height - 12 * unit)


Placed = list[tuple[Row, Box]]


def setting(rows: Sequence[Row], body: Box, size: SheetSize) -> tuple[float, list[Placed]]:
    """Return the scale of the text and the lines of each page with their boxes.

    Smaller text is taken where it brings all on one page; else there are several.
    """
    for text, across in _FIRST_PAGES:
        columns = halves(body, size)[1].columns(across, _GAP * size.text / across)
        pages = list(_pages(rows, columns, body, size, size.text * text))
        if len(pages) == 1:
            return text, pages
    return 1.0, list(_pages(rows, [halves(body, size)[1]], body, size, size.text))


_FIRST_PAGES: Final = ((1.0, 1), (0.92, 1), (0.86, 1), (0.92, 2), (0.84, 2))
"""Scales of the text and numbers of columns that may bring all on the first page, best first."""


def _pages(
    rows: Sequence[Row], columns: Sequence[Box], body: Box, size: SheetSize, unit: float
) -> Iterator[Placed]:
    """Yield the lines of each page; a heading stands over what follows, and again on each page.

    The first page has its own columns; the others have two, or one on a high page.
    """
    waiting = list(rows)
    heading: Row | None = None
    while waiting:
        page: Placed = []
        if heading and waiting[0].kind != "heading":
            waiting.insert(0, heading)
        for column in columns:
            rest = column
            while waiting and _fits(waiting, rest, unit, empty=rest is column):
                row = waiting.pop(0)
                heading = row if row.kind == "heading" else heading
                box, rest = rest.from_top(row.height(column.width, unit))
                page.append((row, box))
        yield page
        columns = body.columns(2 if size.landscape else 1, _GAP * unit)


def _fits(waiting: Sequence[Row], rest: Box, unit: float, *, empty: bool) -> bool:
    needed = [row.height(rest.width, unit) for row in waiting[:2]]
    return empty or sum(needed[: 2 if waiting[0].kind == "heading" else 1]) <= rest.height
