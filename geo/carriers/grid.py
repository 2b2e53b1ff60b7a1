"""Cells of a file, their addresses, and how many there may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from openpyxl.utils import get_column_letter

from geo.errors import PlanningError

MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 60


class CarrierFileError(PlanningError):
    """A file of carriers that cannot be read at all."""


@dataclass(frozen=True)
class Grid:
    """Rows of values as they stand in the file; `rows[0]` is row 1."""

    rows: list[tuple[Any, ...]]
    broken: dict[tuple[int, int], str]
    """Cells (row and column from 0) whose value cannot be used, and why."""

    hidden: tuple[str, ...] = ()
    """Rows and columns with content that spreadsheets do not show, as they name them: 5, C."""

    def value(self, row: int, column: int) -> Any:
        """Return a cell's value (row and column from 0), None where the row ends before it."""
        values = self.rows[row]
        return values[column] if column < len(values) else None


def address(row: int, column: int) -> str:
    """Return a cell's address as spreadsheets write it: D7 for row 6, column 3 from 0."""
    return f"{get_column_letter(column + 1)}{row + 1}"


def too_many_rows() -> str:
    """Return what is said of a file with too many rows."""
    return f"超过 {MOST_ROWS:,} 行：请分成几份，并删去表格下方的空行和格式"
