"""One table drawn on one worksheet: header in the palette's colours, frozen, ready to print."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from math import ceil
from typing import Any, Final, NamedTuple

import xlsxwriter

from geo.errors import PlanningError
from layers import palette


class Rounded(NamedTuple):
    """A number shown with so many decimals; the cell holds all of them."""

    value: float
    decimals: int = 2


Cell = str | float | Rounded | date | None
"""Text, a number, a day, or nothing: what the plan does not say is an empty cell, never 0."""

FONT: Final = "Microsoft YaHei"
"""On every Chinese Windows, and replaced sensibly elsewhere."""

MOST_UNITS: Final = 32_767
"""The most UTF-16 units a cell can hold."""

_LIKE_FORMULAS: Final = tuple("=+-@＝＋－＠\t\r\n")
_A4: Final = 9
_PADDING: Final = 2.0
"""What indent and margins take of a column's width, in characters."""

_FOOT_LENGTH: Final = 110
"""A printed foot holds 255 characters in all."""

_HEADER_ROWS: Final = (3, 4)
FIRST_ROW: Final = 5
"""The first row of a table below its header, counted from 0."""


class WorkbookError(PlanningError):
    """A text does not fit into a cell."""


@dataclass(frozen=True)
class Column:
    """A column: its title, its width in characters (a Chinese one counts two), its header."""

    title: str
    width: float
    colour: str = palette.INK
    group: str = ""
    """What stands above this column and its neighbours of the same group."""


@dataclass(frozen=True)
class Table:
    """What one worksheet shows."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    frozen_columns: int = 1
    starts: frozenset[int] = frozenset()
    """Rows that begin a new part of the table."""
    totals: frozenset[int] = frozenset()
    filtered: bool = True


@dataclass(frozen=True)
class Page:
    """What every worksheet of a workbook carries: title, subtitle, and its printed foot."""

    title: str
    subtitle: str
    foot: str
    stamp: str


def safe(text: str) -> str:
    """Return a text that a cell can hold; halves of characters become U+FFFD.

    Raises `WorkbookError` for one that is too long: it is never cut.
    """
    text = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    if len(text.encode("utf-16-le")) // 2 > MOST_UNITS:
        raise WorkbookError(f"“{text[:20]}…”超过一个单元格能放的 {MOST_UNITS:,} 个字：请缩短")
    return text


def draw_table(book: xlsxwriter.Workbook, table: Table, page: Page) -> None:
    """Add a worksheet with one table to a workbook."""
    sheet = book.add_worksheet(table.name)
    sheet.hide_gridlines(2)
    styles = _Styles(book)
    for position, column in enumerate(table.columns):
        sheet.set_column(position, position, column.width)
    _draw_heading(sheet, table, page, styles)
    _draw_header(sheet, table.columns, styles)
    for number, row in enumerate(table.rows):
        _draw_row(sheet, table, number, row, styles)
    sheet.freeze_panes(FIRST_ROW, table.frozen_columns)
    if table.filtered and table.rows:
        last = FIRST_ROW + len(table.rows) - 1
        sheet.autofilter(_HEADER_ROWS[1], 0, last, len(table.columns) - 1)
    _prepare_print(sheet, page)


def _draw_heading(sheet: Any, table: Table, page: Page, styles: _Styles) -> None:
    quiet = styles(font_color=palette.MUTED, text_wrap=False)
    title = styles(bold=True, font_size=15, text_wrap=False)
    texts = ((page.title, title, 27), (page.subtitle, quiet, 16), (table.note, quiet, 20))
    for number, (text, style, height) in enumerate(texts):
        sheet.set_row(number, height if text else 4)
        _write(sheet, (number, 0), text or None, style)


def _draw_row(sheet: Any, table: Table, number: int, row: Sequence[Cell], styles: _Styles) -> None:
    """Write a row of the table, as high as its longest text needs (Excel measures no file)."""
    style: dict[str, object] = {"bottom": 1, "bottom_color": palette.SUBDISTRICT_LINE}
    if number in table.starts:
        style |= {"top": 2, "top_color": palette.MUTED}
    if number in table.totals:
        style |= {"bold": True, "bg_color": palette.LAND}
    lines = 1
    for position, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
        _write(sheet, (FIRST_ROW + number, position), cell, styles(**style, cell=cell))
        lines = max(lines, lines_of(cell, column.width) if isinstance(cell, str) else 1)
    sheet.set_row(FIRST_ROW + number, _line_height(lines))


def _line_height(lines: int) -> float:
    """Return a row's height in points."""
    return 15 * lines + 5


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a column; a Chinese character is two wide."""
    room = width - _PADDING
    return sum(max(1, ceil(sum(map(_width, line)) / room)) for line in text.split("\n"))


def _width(character: str) -> float:
    kind = unicodedata.east_asian_width(character)
    is_wide = kind in "WF" or (kind == "A" and character > "\u2013")  # quotation marks, dashes
    return 2.0 if is_wide else 1.0


class _Styles:
    """The cell formats of a workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def __call__(self, *, cell: Cell = None, **wanted: object) -> Any:
        properties = {
            "font_name": FONT,
            "font_size": 10,
            "font_color": palette.INK,
            "valign": "vcenter",
            "text_wrap": True,
            "indent": 1,
            **wanted,
        }
        if isinstance(cell, str):
            properties["quote_prefix"] = cell.startswith(_LIKE_FORMULAS)
        elif isinstance(cell, date):
            properties |= {"num_format": "yyyy-mm-dd", "text_wrap": False, "align": "left"}
        elif cell is not None:
            properties |= {"num_format": number_format(cell), "text_wrap": False, "indent": 0}
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


def number_format(number: float | Rounded) -> str:
    """Return how a number is shown: thousands apart, as many decimals as it has or is to have.

    A space behind it keeps it off the text of the next column.
    """
    if isinstance(number, Rounded):
        decimals = number.decimals
    else:
        _, _, behind = f"{number:.10g}".partition(".")
        decimals = len(behind) if behind.isdigit() else 0
    return ("#,##0." + "0" * decimals).rstrip(".") + "_ _ "


def _write(sheet: Any, at: tuple[int, int], cell: Cell, style: Any) -> None:
    """Write a cell as what it is; text is never read as a formula, a link or a number."""
    if isinstance(cell, str):
        sheet.write_string(*at, safe(cell), style)
    elif cell is None:
        sheet.write_blank(*at, None, style)
    elif isinstance(cell, date):
        sheet.write_datetime(*at, datetime(cell.year, cell.month, cell.day), style)
    else:
        sheet.write_number(*at, cell.value if isinstance(cell, Rounded) else cell, style)


def _draw_header(sheet: Any, columns: Sequence[Column], styles: _Styles) -> None:
    """Write the two rows of the header: groups above their columns, the others over both rows."""
    top, bottom = _HEADER_ROWS
    lines = max(lines_of(column.title, column.width) for column in columns)
    sheet.set_row(
        top, 15 * max(column.group.count("\n") + bool(column.group) for column in columns) + 4
    )
    sheet.set_row(bottom, 15 * lines + 6)
    position = 0
    for (group, colour), members in groupby(columns, lambda column: (column.group, column.colour)):
        titles = [column.title for column in members]
        style = styles(
            bold=True, font_color=palette.PAPER, bg_color=colour, valign="vcenter", align="center",
            border=1, border_color=palette.PAPER, indent=0,
        )  # fmt: skip
        last = position + len(titles) - 1
        if group:
            sheet.merge_range(top, position, top, last, "", style)
            _write(sheet, (top, position), group, style)
        for offset, title in enumerate(titles):
            if not group:
                sheet.merge_range(top, position + offset, bottom, position + offset, "", style)
            _write(sheet, (bottom if group else top, position + offset), title, style)
        position = last + 1


def _prepare_print(sheet: Any, page: Page) -> None:
    """Set A4 landscape, as wide as the page, the header on every page, numbered pages."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(*_HEADER_ROWS)
    foot, stamp = (text.replace("&", "&&")[:_FOOT_LENGTH] for text in (page.foot, page.stamp))
    sheet.set_footer(f"&L&8{foot}&C&8&P / &N&R&8{stamp}")
