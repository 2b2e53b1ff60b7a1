"""Import of carriers from a file, as a whole or not at all, with how each cell was read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

import pandas as pd

from geo.carriers.cells import Reader, readers, unit_of, with_unit
from geo.carriers.demo import DEMO_WORDS
from geo.carriers.headers import CellFault, find_columns
from geo.carriers.inventory import no_carriers
from geo.carriers.location import locate, place_id
from geo.carriers.reading import read_grid
from geo.carriers.report import FIELDS, Reading, Report
from geo.carriers.row_checks import Duplicate, check_rows, duplicates_of
from geo.crs import Datum
from geo.plan import Plan
from geo.quantities import Parsed, QuantityError


@dataclass(frozen=True, eq=False)
class ImportResult:
    """What a file holds. With faults nothing is imported, and `carriers` has no row.

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


def import_carriers(
    content: bytes,
    plan: Plan,
    *,
    datum: Datum,
    today: date,
    existing: pd.DataFrame | None = None,
) -> ImportResult:
    """Return the carriers of a file (.xlsx or .csv), or everything that is wrong with it, by cell.

    Positions are in `datum` and become WGS-84. Zone, park and sub-district are found by location
    where they are not given. Nothing is changed in silence: every figure that was worked out is
    among the readings. Raises a `CarrierFileError` for a file that cannot be read at all.
    """
    grid = read_grid(content)
    columns = find_columns(grid)
    if columns.faults:
        return ImportResult(faults=columns.faults, fault_count=len(columns.faults))
    report = Report(grid, columns)
    table = _read_rows(report, plan, today)
    if not len(table) and not report.fault_count:
        nothing = CellFault(columns.row + 1, "", "", "", "表头下面没有数据：请填写后再导入")
        return ImportResult(faults=(nothing,), fault_count=1)
    check_rows(table, report)
    table = _located(table, report, plan, datum)
    result = ImportResult(
        readings=tuple(report.readings),
        faults=tuple(sorted(report.faults, key=lambda fault: fault.row)),
        fault_count=report.fault_count,
        rows=len(table),
    )
    if report.fault_count:
        return result
    carriers = _as_inventory(table)
    duplicates = tuple(duplicates_of(carriers, report, existing))
    return replace(result, carriers=carriers, duplicates=duplicates, hidden=grid.hidden)


def _located(table: pd.DataFrame, report: Report, plan: Plan, datum: Datum) -> pd.DataFrame:
    """Return the carriers with their places; of rows whose place was misread nothing is told."""
    misread = frozenset(report.unplaced)
    if report.columns.row in misread:
        return table

    def fault(index: int, name: str, message: str) -> None:
        if report.rows[index] not in misread:
            report.fault_of(index, name, message)

    return locate(table, plan, datum, fault)


def _as_inventory(table: pd.DataFrame) -> pd.DataFrame:
    """Return carriers with the inventory's columns; what calls itself 演示数据 stays so."""
    empty = no_carriers()
    named = table.assign(is_demo=table["source"].str.contains(DEMO_WORDS).astype(bool))
    texts = [name for name, kind in empty.dtypes.items() if kind.kind == "O"]
    known = named[texts].astype(object)
    named = named.assign(**known.where(known.notna(), None))
    return named[list(empty.columns)].astype(empty.dtypes.to_dict())


def _read_rows(report: Report, plan: Plan, today: date) -> pd.DataFrame:
    """Return the rows that have anything in them, read cell by cell."""
    rows = report.grid.rows
    below = range(report.columns.row + 1, len(rows))
    report.rows = [row for row in below if any(value is not None for value in rows[row])]
    read = readers(plan.industries, today)
    for name, layer in (("zone_id", plan.zones), ("park_id", plan.parks)):
        read[name] = partial(_place, read=read[name], layer=layer, name=name)
    data = {
        name: pd.Series(_read_column(report, name, read[name]), dtype=object) for name in FIELDS
    }
    kinds = {"number": "float64", "date": "datetime64[s]"}
    types = {own.name: kinds[own.type] for own in FIELDS.values() if own.type in kinds}
    return pd.DataFrame(data).astype(types)


def _place(value: Any, *, read: Reader, layer: pd.DataFrame, name: str) -> Parsed[str]:
    return Parsed(place_id(read(value).value, layer, name))


def _read_column(report: Report, name: str, read: Reader) -> list[Any]:
    """Return a field's values, None where there is none; equal cells are read once."""
    column = report.columns.of_field.get(name)
    missing = [None] * len(report.rows)
    if column is None:
        return missing
    header = report.columns.row
    try:
        unit = unit_of(report.grid.rows[header][column], name)
    except QuantityError as problem:
        report.fault(header, name, str(problem))
        return missing
    seen: dict[Any, Parsed[Any] | QuantityError] = {}
    values = []
    for row in report.rows:
        value, parsed = report.grid.value(row, column), None
        if broken := report.grid.broken.get((row, column)):
            report.fault(row, name, broken)
        elif value is not None:
            key = (type(value), value)
            if key not in seen:
                seen[key] = _read_cell(with_unit(value, unit), read)
            parsed = seen[key]
        elif FIELDS[name].required:
            report.fault(row, name, "必填而没有填：请补上")
        if isinstance(parsed, QuantityError):
            report.fault(row, name, str(parsed))
        elif parsed:
            report.read(row, name, parsed)
        values.append(parsed.value if isinstance(parsed, Parsed) else None)
    return values


def _read_cell(value: Any, read: Reader) -> Parsed[Any] | QuantityError:
    try:
        return read(value)
    except QuantityError as problem:
        return problem
