"""Where the lines of an atlas's contents stand: beside a map on the first page, then in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from briefings.atlas.rows import Row
from briefings.box import Box
from briefings.paper.size import SheetSize

_MAP_SHARE: Final = 0.56
_GUTTER: Final = 30.0
_GAP: Final = 36.0


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
