"""Headers of a file: columns by Chinese label, English name or column name."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from geo.carriers.grid import Grid, address
from geo.carriers.schema import CARRIER_FIELDS

ENGLISH: Final[dict[str, str]] = {
    "carrier_id": "Carrier ID",
    "name": "Name",
    "building": "Building",
    "floor": "Floor",
    "unit": "Unit",
    "zone_id": "Zone",
    "park_id": "Park",
    "lon": "Longitude",
    "lat": "Latitude",
    "total_gfa_m2": "Total GFA",
    "available_gfa_m2": "Available GFA",
    "ready_date": "Ready date",
    "rent_cny_m2_day": "Rent",
    "price_cny_m2": "Price",
    "industries": "Industries",
    "ceiling_height_m": "Ceiling height",
    "floor_load_kn_m2": "Floor load",
    "power_kva": "Power",
    "tenure": "Tenure",
    "status": "Status",
    "contact": "Contact",
    "source": "Source",
    "as_of": "As of",
}
"""Headers of an English file."""

_SEARCHED_ROWS: Final = 10
_LEAST_KNOWN: Final = 3


@dataclass(frozen=True)
class CellFault:
    """Something wrong in one cell: its row, column label, address and text.

    A fault of the whole file has no address.
    """

    row: int
    column: str
    cell: str
    text: str
    message: str

    def __str__(self) -> str:
        where = " ".join(part for part in (self.cell, self.column) if part)
        quoted = f"“{self.text}”" if self.text else ""
        return f"{where}{quoted}：{self.message}" if where else self.message


@dataclass(frozen=True)
class Columns:
    """The header row (from 0), and the column of each field (from 0)."""

    row: int
    of_field: Mapping[str, int]
    faults: tuple[CellFault, ...] = ()


def _folded(header: object) -> str:
    """Return a header for comparing: without unit, marks, spaces and case."""
    text = unicodedata.normalize("NFKC", str(header)).casefold()
    return re.sub(r"[\s*_·:]|\([^)]*\)", "", text)


_BY_SPELLING: Final = {
    _folded(spelling): field.name
    for field in CARRIER_FIELDS
    for spelling in (field.label, ENGLISH[field.name], field.name)
}
_LABELS: Final = {field.name: field.label for field in CARRIER_FIELDS}


def find_columns(grid: Grid) -> Columns:
    """Return where each field stands. Every column must be one of ours, every field once."""
    row = _header_row(grid.rows)
    width = max((len(values) for values in grid.rows), default=0)
    header = [*(grid.rows[row] if grid.rows else ()), *[None] * width][:width]
    of_field: dict[str, int] = {}
    faults: list[CellFault] = []
    for column, text in enumerate(header):
        if text is None:
            if any(values[column : column + 1] not in ((), (None,)) for values in grid.rows[row:]):
                faults.append(_fault(row, column, "", "这一列有内容而没有列名：请填写列名"))
            continue
        name = _BY_SPELLING.get(_folded(text))
        if name is None:
            faults.append(_fault(row, column, str(text), _unknown(text)))
        elif name in of_field:
            twice = address(row, of_field[name])
            faults.append(_fault(row, column, str(text), f"与 {twice} 是同一列：请删去一列"))
        else:
            of_field[name] = column
    required = (field for field in CARRIER_FIELDS if field.required)
    if missing := [field.label for field in required if field.name not in of_field]:
        message = f"缺少必填列：{'、'.join(missing)}。请补上，或下载模板填写"
        faults.append(CellFault(row + 1, "", "", "", message))
    return Columns(row, of_field, tuple(faults))


def _header_row(rows: Sequence[tuple[Any, ...]]) -> int:
    """Return the first row that has several known headers; a title may stand above it."""
    for row, values in enumerate(rows[:_SEARCHED_ROWS]):
        known = sum(_folded(value) in _BY_SPELLING for value in values if value is not None)
        if known >= _LEAST_KNOWN:
            return row
    return next((row for row, values in enumerate(rows) if any(values)), 0)


def _unknown(text: object) -> str:
    near = difflib.get_close_matches(_folded(text), list(_BY_SPELLING), n=1, cutoff=0.5)
    if near:
        return f"没有这个列名，最接近的是“{_LABELS[_BY_SPELLING[near[0]]]}”：请改正，或删去这一列"
    return "没有这个列名：请对照模板改正，或删去这一列"


def _fault(row: int, column: int, text: str, message: str) -> CellFault:
    return CellFault(row + 1, "列名", address(row, column), text[:60], message)
