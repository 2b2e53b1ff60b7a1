"""A file of carriers is taken as a whole or not at all; how each cell was read is shown first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from geo.carriers.cells import readers, unit_of, with_unit
from geo.carriers.demo import DEMO_WORDS
from geo.carriers.headers import CellFault, find_columns
from geo.carriers.inventory import no_carriers
from geo.carriers.location import locate, place_id
from geo.carriers.reading import read_grid
from geo.carriers.report import FIELDS, MOST_FAULTS, Reading, Report
from geo.carriers.row_checks import Duplicate, check_rows, duplicates_of
from geo.carriers.schema import CARRIER_FIELDS
from geo.crs import Datum
from geo.plan import Plan
from geo.quantities import Parsed, QuantityError


@dataclass(frozen=True, eq=False)
class Taken:
    """What a file holds. With faults nothing is taken, and `carriers` has no row.

    `fault_count` counts them all; `faults` are the first MOST_FAULTS.
    """

    carriers: pd.DataFrame = field(default_factory=no_carriers)
    readings: tuple[Reading, ...] = ()
    faults: tuple[CellFault, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    fault_count: int = 0
    rows: int = 0
    hidden: tuple[str, ...] = ()
    """Rows and columns of the file that spreadsheets do not show."""


def take(
    content: bytes,
    plan: Plan,
    *,
    datum: Datum,
    today: date,
    existing: pd.DataFrame | None = None,
) -> Taken:
    """Return the carriers of a file (.xlsx or .csv), or everything that is wrong with it, by cell.

    Positions are in `datum` and become WGS-84. Zone, park and sub-district are found by location
    where they are not given. Nothing is changed in silence: every figure that was worked out is
    among the readings. Raises a `CarrierFileError` for a file that cannot be read at all.
    """
    grid = read_grid(content)
    columns = find_columns(grid)
    if columns.faults:
        return Taken(faults=columns.faults, fault_count=len(columns.faults))
    report = Report(grid, columns)
    table = _read_rows(report, plan, today)
    if not len(table) and not report.fault_count:
        nothing = CellFault(columns.row + 1, "", "", "", "表头下面没有数据：请填写后再导入")
        return Taken(faults=(nothing,), fault_count=1)
    check_rows(table, report)
    table = _located(table, report, plan, datum)
    if report.fault_count:
        ordered = tuple(sorted(report.faults, key=lambda fault: fault.row))
        return Taken(
            readings=tuple(report.readings),
            faults=ordered,
            fault_count=report.fault_count,
            rows=len(table),
        )
    carriers = _as_inventory(table)
    duplicates = tuple(duplicates_of(carriers, report, existing))
    return Taken(
        carriers,
        tuple(report.readings),
        duplicates=duplicates,
        rows=len(carriers),
        hidden=grid.hidden,
    )


def _located(table: pd.DataFrame, report: Report, plan: Plan, datum: Datum) -> pd.DataFrame:
    """Return the carriers with their places; of rows whose place was misread nothing is told."""
    misread = frozenset(report.unplaced)
    if report.columns.row in misread:
        return table

    def fault(place: int, name: str, message: str) -> None:
        if report.places[place] not in misread:
            report.fault_of(place, name, message)

    return locate(table, plan, datum, fault)


def _as_inventory(table: pd.DataFrame) -> pd.DataFrame:
    """Return carriers with the inventory's columns; what calls itself 演示数据 stays so."""
    empty = no_carriers()
    named = table.assign(is_demo=table["source"].str.contains(DEMO_WORDS).astype(bool))[
        list(empty.columns)
    ]
    texts = [name for name, kind in empty.dtypes.items() if kind.kind == "O"]
    known = named[texts].astype(object)
    return named.assign(**known.where(known.notna(), None)).astype(empty.dtypes.to_dict())


def _read_rows(report: Report, plan: Plan, today: date) -> pd.DataFrame:
    """Return the rows that have anything in them, read cell by cell."""
    grid, columns = report.grid, report.columns
    report.places = [
        row
        for row in range(report.first, len(grid.rows))
        if any(value is not None for value in grid.rows[row])
    ]
    read = readers(plan.industries, today)
    data = {}
    for name in FIELDS:
        column = columns.places.get(name)
        values = [] if column is None else [_at(grid.rows[row], column) for row in report.places]
        data[name] = (
            _read_column(report, name, column, values, _with_place(read[name], name, plan))
            if column is not None
            else [None] * len(report.places)
        )
    table = pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in data.items()})
    numbers = [field.name for field in CARRIER_FIELDS if field.type == "number"]
    days = [field.name for field in CARRIER_FIELDS if field.type == "date"]
    return table.astype(dict.fromkeys(numbers, "float64") | dict.fromkeys(days, "datetime64[s]"))


def _at(values: tuple[Any, ...], column: int) -> Any:
    return values[column] if column < len(values) else None


def _with_place(reader: Any, name: str, plan: Plan) -> Any:
    """Return the reader of a field; zones and parks are read by their names."""
    if name not in ("zone_id", "park_id"):
        return reader
    layer = plan.zones if name == "zone_id" else plan.parks
    return lambda value: Parsed(place_id(reader(value).value, layer, name))


def _read_column(report: Report, name: str, column: int, values: list[Any], read: Any) -> list[Any]:
    """Return a column's values; equal cells are read once."""
    header = report.grid.rows[report.columns.row][column]
    try:
        unit = unit_of(header, name)
    except QuantityError as problem:
        report.fault(report.columns.row, name, str(problem))
        return [None] * len(values)
    seen: dict[Any, Parsed[Any] | QuantityError] = {}
    found: list[Any] = []
    for row, value in zip(report.places, values, strict=True):
        if (row, column) in report.grid.broken:
            report.fault(row, name, report.grid.broken[row, column])
            found.append(None)
            continue
        if value is None:
            if FIELDS[name].required:
                report.fault(row, name, "必填而没有填：请补上")
            found.append(None)
            continue
        key = (type(value), value)
        if key not in seen:
            try:
                seen[key] = read(with_unit(value, unit))
            except QuantityError as problem:
                seen[key] = problem
        parsed = seen[key]
        if isinstance(parsed, QuantityError):
            report.fault(row, name, str(parsed))
            found.append(None)
            continue
        report.read(row, name, parsed)
        found.append(parsed.value)
    return found


__all__ = ["MOST_FAULTS", "CellFault", "Duplicate", "Reading", "Taken", "take"]
