"""Holding an area for a company: a commitment is taken only where there is room for it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from geo.carriers.commitment_scope import committed_in, zones_around
from geo.carriers.inventory import Inventory
from geo.carriers.ledger import ledger
from geo.carriers.phasing import period
from geo.errors import PlanningError
from geo.plan import Plan


class CommitmentError(PlanningError):
    """A commitment that cannot be taken: unknown place, no area, no time, or no room."""


def held_on(commitments: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the commitments that hold an area on a day (both their days included)."""
    stamp = pd.Timestamp(day)
    return commitments[(commitments["held_from"] <= stamp) & (commitments["held_until"] >= stamp)]


def require_room(plan: Plan, inventory: Inventory, commitment: dict[str, object]) -> None:
    """Raise `CommitmentError` unless a commitment (COMMITMENT_COLUMNS) can be added.

    In a carrier it must fit its available area on every day it is held, beside what others hold
    there; in a zone or park, and in a zone of which its figure is part, it must fit on every day
    what there is at the end of that year.
    """
    area = float(str(commitment["area_m2"]))
    begins = pd.Timestamp(str(commitment["held_from"]))
    ends = pd.Timestamp(str(commitment["held_until"]))
    if not area > 0:
        raise CommitmentError(f"预留面积 {area:g} ㎡ 不是正数：请填写大于 0 的面积")
    if ends < begins:
        raise CommitmentError(f"预留至 {ends.date()} 早于预留起 {begins.date()}：请改正日期")
    if commitment["carrier_id"] is not None:
        _require_room_in_carrier(inventory, str(commitment["carrier_id"]), area, begins, ends)
    else:
        _require_room_in_ledger(plan, inventory, commitment, begins, ends)


def _require_room_in_carrier(
    inventory: Inventory, carrier_id: str, area: float, begins: pd.Timestamp, ends: pd.Timestamp
) -> None:
    carriers = inventory.carriers
    rows = carriers[carriers["carrier_id"] == carrier_id]
    if rows.empty:
        raise CommitmentError(f"没有载体“{carrier_id}”：请核对载体编号")
    held = inventory.commitments
    same = held[held["carrier_id"] == carrier_id]
    room = float(rows["available_gfa_m2"].iloc[0]) - most_at_once(same, begins, ends)
    if area > room:
        raise CommitmentError(
            f"载体“{carrier_id}”在这段时间只剩 {max(room, 0):,.10g} ㎡，放不下 {area:,.10g} ㎡："
            "请减少面积、改期或另选载体"
        )


def most_at_once(
    commitments: pd.DataFrame,
    begins: pd.Timestamp = pd.Timestamp.min,
    ends: pd.Timestamp = pd.Timestamp.max,
) -> float:
    """Return the largest area held on one day from `begins` to `ends`, m².

    It is held on a day when one begins; what was held before `begins` is still held then.
    """
    same = commitments[(commitments["held_from"] <= ends) & (commitments["held_until"] >= begins)]
    sums = [held_on(same, day)["area_m2"].sum() for day in same["held_from"]]
    return float(max(sums, default=0.0))


def _require_room_in_ledger(
    plan: Plan,
    inventory: Inventory,
    commitment: dict[str, object],
    begins: pd.Timestamp,
    ends: pd.Timestamp,
) -> None:
    zone_id, park_id = commitment["zone_id"], commitment["park_id"]
    book = ledger(plan, inventory)
    holders = {zone_id, park_id, *zones_around(plan, zone_id, park_id)}
    concerned = book[book["holder_id"].isin(holders)]
    if concerned.empty:
        raise CommitmentError(f"没有片区“{zone_id}”：请从片区、园区或载体中选择")
    area = float(str(commitment["area_m2"]))
    first, last = period(plan)[0], period(plan)[-1]
    if ends.year < first:
        raise CommitmentError(f"预留至 {ends.date()} 早于规划期（{first} 年起）：请改正日期")
    for row in concerned.to_dict("records"):
        year = int(row["year"])
        since = max(begins, pd.Timestamp(year, 1, 1))
        until = ends if year == last else min(ends, pd.Timestamp(year, 12, 31))
        if since > until:
            continue
        room = _known(row) - most_at_once(
            committed_in(plan, inventory.commitments, row["zone_id"], row["park_id"]), since, until
        )
        if pd.isna(room) or area > room:
            known = "规划没有给出可用面积" if pd.isna(room) else f"只剩 {max(room, 0):,.10g} ㎡"
            raise CommitmentError(
                f"{row['name']} {year} 年{known}，放不下 {area:,.10g} ㎡：请减少面积、改期或另选"
            )


def _known(row: Mapping[Hashable, Any]) -> float:
    """Return what a row of the ledger has standing and delivered, m²; nan for neither known."""
    known = [row["existing_gfa_m2"], row["delivered_gfa_m2"]]
    return float(pd.Series(known, dtype=float).sum(min_count=1))
