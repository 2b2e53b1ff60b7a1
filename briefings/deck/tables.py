"""Native tables: rules instead of boxes, text as large as it fits, long ones on several slides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu

from briefings.box import Box
from briefings.deck.lines import flowing, height_of, text_lines
from briefings.deck.page import RULE, Page
from briefings.deck.text_style import EMU, NO_FILL, NO_LINE, TEXT, Align, Words, line

_SIZES: Final = (15.0, 14.0, 13.0, 12.0, 11.0, 10.5, 10.0, 9.5)
"""Sizes of text; a table that does not fit at the last one goes on on another slide."""
_FULL: Final = 0.72
"""Share of its room that a short table is stretched to."""
_MOST_EXTRA: Final = 0.75
GAP: Final = 20.0
"""Between two tables, points."""
_PAD: Final = (5.0, 4.0)
_PLAIN_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True)
class Table:
    """A table: its header, its rows, the share of the width each column takes.

    A row's cell reaches over those behind it that are None.
    """

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[str | None]]
    shares: Sequence[float]
    align: Sequence[Align] = ()
    accents: Sequence[str] = ()
    """A colour over each column's header, none where empty."""
    totals: int = 0
    """How many of the last rows are totals."""
    room: float = 1.0
    """Share of a cell's width that text is counted on: less where rows must not grow."""

    def widths(self, width: float) -> list[float]:
        """Return the width of each column."""
        return [width * share / sum(self.shares) for share in self.shares]


@dataclass(frozen=True)
class Setting:
    """A table, or a part of it, as it is set on a slide."""

    table: Table
    size: float
    extra: float = 0.0
    """What is added to each row's height."""

    def heights(self, width: float) -> list[float]:
        """Return the height of header and rows."""
        return [height + self.extra for height in _heights(self.table, width, self.size)]

    def cells(self, box: Box) -> list[list[Box]]:
        """Return where each cell stands in a table at the top of a box, the header's first."""
        found, top = [], box.top
        for height in self.heights(box.width):
            top, left, row = top - height, box.left, []
            for width in self.table.widths(box.width):
                row.append(Box(left, top, width, height))
                left += width
            found.append(row)
        return found


def together(
    tables: Sequence[Table], box: Box, unit: float, *, sizes: Sequence[float] = _SIZES
) -> list[Setting] | None:
    """Return tables set below one another, as large as they fit and not cramped; None if not."""
    room = box.height - GAP * unit * (len(tables) - 1)
    rows = sum(len(table.rows) + 1 for table in tables)
    for size in sizes:
        high = sum(sum(_heights(table, box.width, size * unit)) for table in tables)
        if high <= room:
            spare = min(max((room * _FULL - high) / rows, 0), _MOST_EXTRA * size * unit)
            return [Setting(table, size * unit, spare) for table in tables]
    return None


def in_parts(table: Table, box: Box, unit: float) -> list[Setting]:
    """Return a table in parts, one a slide; a row without a name stays with the one before it."""
    size = _largest(table, box, unit)
    parts, first = [], 0
    for rows in _balanced(table, box, size):
        is_last = first + rows == len(table.rows)
        own = table.rows[first : first + rows]
        parts.append(Setting(replace(table, rows=own, totals=table.totals if is_last else 0), size))
        first += rows
    return parts


def _largest(table: Table, box: Box, unit: float) -> float:
    """Return the largest size that needs no more parts than the smallest, each within the box."""
    least = _SIZES[-1] * unit
    count = len(_divided(table, box, least))
    for size in _SIZES:
        parts = _divided(table, box, size * unit)
        if len(parts) == count and max(high for _, high in parts) <= box.height:
            return size * unit
    return least


def _balanced(table: Table, box: Box, size: float) -> list[int]:
    """Return how many rows each part has, so that none is much shorter than the others."""
    parts = _divided(table, box, size)
    while True:
        tallest = max(high for _, high in parts)
        closer = _divided(table, replace(box, height=tallest - 1), size)
        if len(closer) > len(parts) or max(high for _, high in closer) >= tallest:
            return [rows for rows, _ in parts]
        parts = closer


def _divided(table: Table, box: Box, size: float) -> list[tuple[int, float]]:
    """Return the parts of a table that fit a box at a size: how many rows, how high."""
    head, *heights = _heights(table, box.width, size)
    runs: list[tuple[int, float]] = []
    for row, height in zip(table.rows, heights, strict=True):
        count, high = runs.pop() if runs and not row[0] else (0, 0.0)
        runs.append((count + 1, high + height))
    parts = [(0, head)]
    for count, high in runs:
        rows, used = parts[-1]
        if rows and used + high > box.height:
            parts.append((count, head + high))
        else:
            parts[-1] = (rows + count, used + high)
    return parts


def _heights(table: Table, width: float, size: float) -> list[float]:
    """Return the height of header and rows."""
    unit = size / 12
    widths = table.widths(width)
    return [
        max(
            height_of(
                text_lines(text, table.room * (sum(own) - 2 * _PAD[0] * unit), size, bold=not order)
            )
            for text, own in _reaching(row, widths)
        )
        + 2 * _PAD[1] * unit
        for order, row in enumerate((table.header, *table.rows))
    ]


def _reaching(
    row: Sequence[str | None], widths: Sequence[float]
) -> list[tuple[str, Sequence[float]]]:
    """Return the texts of a row with the widths of the columns each reaches over."""
    starts = [column for column, text in enumerate(row) if text is not None]
    ends = [*starts[1:], len(row)]
    return [(row[start] or "", widths[start:end]) for start, end in zip(starts, ends, strict=True)]


def draw_table(page: Page, setting: Setting, box: Box) -> float:
    """Draw a native table at the top of a box; return its height."""
    table, size = setting.table, setting.size
    heights = setting.heights(box.width)
    count = len(table.rows) + 1
    frame = page.slide.shapes.add_table(
        count,
        len(table.header),
        Emu(round(box.left * EMU)),
        Emu(round((page.deck.design.height - box.top) * EMU)),
        Emu(round(box.width * EMU)),
        Emu(round(sum(heights) * EMU)),
    )
    page.surface.adopt(frame, table.name)
    native = frame.table
    properties = native._tbl.tblPr
    properties.set("bandRow", "0")
    properties.find(f"{{{_A}}}tableStyleId").text = _PLAIN_STYLE
    for column, width in zip(native.columns, table.widths(box.width), strict=True):
        column.width = Emu(round(width * EMU))
    for order, (row, height) in enumerate(zip(native.rows, heights, strict=True)):
        row.height = Emu(round(height * EMU))
        texts = table.header if not order else table.rows[order - 1]
        is_total = order > len(table.rows) - table.totals
        _merge(row.cells, texts)
        for column, text in enumerate(texts):
            bold = not order or is_total
            cell = row.cells[column]._tc
            _fill(cell, text or "", size, bold=bold, align=_aligned(table, column))
            accent = table.accents[column] if table.accents and not order else ""
            _set_edges(cell, accent, _edge_below(table, order, size / 12), size / 12)
    return sum(heights)


_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"


def _merge(cells: Any, texts: Sequence[str | None]) -> None:
    """Join each cell with the empty ones it reaches over."""
    column = 0
    for _, own in _reaching(texts, [1.0] * len(texts)):
        if len(own) > 1:
            cells[column].merge(cells[column + len(own) - 1])
        column += len(own)


def _aligned(table: Table, column: int) -> Align:
    return table.align[column] if table.align else "l"


def _is_before(table: Table, order: int) -> bool:
    return bool(table.totals) and order == len(table.rows) - table.totals


def _fill(cell: Any, text: str, size: float, *, bold: bool, align: Align) -> None:
    """Write a cell's text, one paragraph a language."""
    paragraphs = [Words(paragraph.runs, align) for paragraph in flowing(text, size, bold=bold)]
    body = cell.get_or_add_txBody()
    for paragraph in list(body.p_lst):
        body.remove(paragraph)
    for paragraph in paragraphs:
        body.append(parse_xml(paragraph.xml().replace("<a:p>", f"<a:p {nsdecls('a')}>", 1)))


def _edge_below(table: Table, order: int, unit: float) -> str:
    """Return the rule under a row: strong at head, foot and totals, none before a row's sequel."""
    if 0 < order < len(table.rows) and not table.rows[order][0]:
        return NO_LINE
    strong = order in (0, len(table.rows)) or _is_before(table, order)
    return line(TEXT if strong else RULE, (0.9 if strong else 0.6) * unit)


def _set_edges(cell: Any, accent: str, below: str, unit: float) -> None:
    """Set a cell's margins, the rule below it and the accent above a header."""
    side, high = (round(pad * unit * EMU) for pad in _PAD)
    above = [("T", line(accent, 3 * unit))] if accent else []
    edges = [("L", NO_LINE), ("R", NO_LINE), *above, ("B", below)]
    drawn = "".join(
        edge.replace("<a:ln", f"<a:ln{name}", 1).replace("</a:ln>", f"</a:ln{name}>")
        for name, edge in edges
    )
    old = cell.find(f"{{{_A}}}tcPr")
    if old is not None:
        cell.remove(old)
    cell.append(
        parse_xml(
            f'<a:tcPr {nsdecls("a")} marL="{side}" marR="{side}" marT="{high}" marB="{high}"'
            f' anchor="ctr">{drawn}{NO_FILL}</a:tcPr>'
        )
    )
