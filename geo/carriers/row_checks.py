"""Cross-field checks and duplicates of an import."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from geo.carriers.report import Report

_UNIT: Final = ["building", "floor", "unit", "zone_id", "park_id"]
"""What makes a unit the same as another; of whole buildings, their positions too."""


@dataclass(frozen=True)
class Duplicate:
    """A carrier that the inventory has already: the same id, or the same building and unit."""

    row: int
    carrier_id: str
    message: str
    is_same_id: bool = False


def check_rows(table: pd.DataFrame, report: Report) -> None:
    """Report what is wrong between the cells of a row, and between rows."""
    for index in table.index[table["available_gfa_m2"] > table["total_gfa_m2"]]:
        total = float(table["total_gfa_m2"].iloc[index])
        message = f"大于总建筑面积 {total:,.10g} ㎡：请改正其中一个"
        report.fault_of(index, "available_gfa_m2", message)
    named = table[table["carrier_id"].notna()]
    again = "编号与第 {row} 行相同：请改成不同的"
    _require_once(named, ["carrier_id"], again, report)
    housed = table[table["building"].notna()]
    is_whole = housed[["floor", "unit"]].isna().all(axis=1)
    again = "楼宇、楼层、单元与第 {row} 行相同：请删去重复的一行，或填写单元"
    _require_once(housed[~is_whole], _UNIT, again, report)
    again = "与第 {row} 行是同一栋楼，都没有楼层和单元：请删去重复的一行，或填写楼层、单元"
    _require_once(housed[is_whole], [*_UNIT, "lon", "lat"], again, report)


def _require_once(table: pd.DataFrame, columns: list[str], message: str, report: Report) -> None:
    firsts: dict[tuple[Any, ...], int] = {}
    for index, key in zip(table.index, _keys(table, columns), strict=True):
        first = firsts.setdefault(key, index)
        if first != index:
            report.fault_of(index, columns[0], message.format(row=report.rows[first] + 1))


def _keys(table: pd.DataFrame, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    for row in table[columns].itertuples(index=False, name=None):
        yield tuple(None if pd.isna(value) else value for value in row)


def duplicates_of(
    carriers: pd.DataFrame, report: Report, existing: pd.DataFrame | None
) -> Iterator[Duplicate]:
    """Yield carriers whose id, or whose building, floor and unit, the inventory has already."""
    if existing is None or existing.empty:
        return
    ids = {*existing["carrier_id"]}
    named = existing[existing["building"].notna()]
    units = dict(zip(_keys(named, _UNIT), named["carrier_id"], strict=True))
    keys = zip(report.rows, carriers["carrier_id"], _keys(carriers, _UNIT), strict=True)
    for row, carrier_id, key in keys:
        if carrier_id in ids:
            yield Duplicate(row + 1, carrier_id, "台账中已有这个编号", is_same_id=True)
        elif key[0] is not None and key in units:
            message = f"与台账中 {units[key]} 的楼宇、楼层、单元相同"
            yield Duplicate(row + 1, carrier_id, message)
