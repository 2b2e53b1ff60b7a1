"""Findings of an import: faults by cell, and how cells were read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from geo.carriers.cells import written
from geo.carriers.grid import Grid, address
from geo.carriers.headers import CellFault, Columns
from geo.carriers.schema import CARRIER_FIELDS, STATUSES, TENURES
from geo.plan.schema import QUALIFIERS
from geo.quantities import Parsed

MOST_FAULTS: Final = 1_000
"""How many faults are told; a file with more has one cause that comes again and again."""

WHERE: Final = ("lon", "lat", "zone_id", "park_id")
"""The fields that say where a carrier is."""

FIELDS: Final = {field.name: field for field in CARRIER_FIELDS}


@dataclass(frozen=True)
class Reading:
    """How a cell was read where it does not say just that: its text, the value, the rule."""

    cell: str
    column: str
    text: str
    value: str
    rule: str


class Report:
    """Faults and readings by cell, while a file is read."""

    def __init__(self, grid: Grid, columns: Columns) -> None:
        self.grid, self.columns = grid, columns
        self.faults: list[CellFault] = []
        self.fault_count = 0
        self.readings: list[Reading] = []
        self.rows: list[int] = []
        """The row in the grid of each carrier."""
        self.unplaced: set[int] = set()
        """Rows of the grid in which a cell that says where a carrier is could not be read."""

    def cell(self, row: int, name: str) -> tuple[str, str]:
        """Return a cell's address and text."""
        column = self.columns.of_field.get(name)
        if column is None:
            return "", ""
        value = self.grid.value(row, column)
        return address(row, column), "" if value is None else written(value)[:60]

    def fault(self, row: int, name: str, message: str) -> None:
        """Report a fault of a field in a row of the grid."""
        self.fault_count += 1
        if name in WHERE:
            self.unplaced.add(row)
        if len(self.faults) < MOST_FAULTS:
            cell, text = self.cell(row, name)
            self.faults.append(CellFault(row + 1, FIELDS[name].label, cell, text, message))

    def fault_of(self, index: int, name: str, message: str) -> None:
        """Report a fault of a field of one carrier, by its index in the table."""
        self.fault(self.rows[index], name, message)

    def read(self, row: int, name: str, parsed: Parsed[Any]) -> None:
        """Report how a cell was read, where it does not say just that."""
        if parsed.rule or parsed.qualifier:
            cell, text = self.cell(row, name)
            said = parsed.rule or f"“{QUALIFIERS[str(parsed.qualifier)]}”只作说明，按所写的数计"
            shown = _shown(parsed.value, name)
            self.readings.append(Reading(cell, FIELDS[name].label, text, shown, said))


def _shown(value: Any, name: str) -> str:
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, float):
        return f"{value:,.10g} {FIELDS[name].unit}".strip()
    return {**STATUSES, **TENURES}.get(str(value), str(value))
