"""Floor area that is left to hold for a company: a commitment is made only where it fits."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from geo.carriers.commitment_scope import committed_in, zones_around
from geo.carriers.inventory import Inventory
from geo.carriers.ledger import known_gfa_m2, ledger
from geo.errors import PlanningError
from geo.plan import Plan


class CommitmentError(PlanningError):
    """A commitment that cannot be made: unknown place, no area, no time, or too little left."""


def held_on(commitments: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the commitments that hold an area on a day (both their days included)."""
    stamp = pd.Timestamp(day)
    return commitments[(commitments["held_from"] <= stamp) & (commitments["held_until"] >= stamp)]


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


def require_available(plan: Plan, inventory: Inventory, commitment: dict[str, Any]) -> None:
    """Raise `CommitmentError` unless a commitment (COMMITMENT_COLUMNS) can be added.

    In a carrier it must fit its available area on every day it is held, beside what others hold
    there; in a zone or park, and in a zone of which its figure is part, it must fit on every day
    what there is at the end of that year.
    """
    area = float(commitment["area_m2"])
    begins, ends = (pd.Timestamp(commitment[name]) for name in ("held_from", "held_until"))
    if not area > 0:
        raise CommitmentError(f"预留面积 {area:g} ㎡ 不是正数：请填写大于 0 的面积")
    if ends < begins:
        raise CommitmentError(f"预留至 {ends.date()} 早于预留起 {begins.date()}：请改正日期")
    if commitment["carrier_id"] is not None:
        _require_in_carrier(inventory, commitment["carrier_id"], area, begins, ends)
    else:
        _require_in_ledger(plan, inventory, commitment, begins, ends)


def _require_in_carrier(
    inventory: Inventory, carrier_id: str, area: float, begins: pd.Timestamp, ends: pd.Timestamp
) -> None:
    carriers, held = inventory.carriers, inventory.commitments
    rows = carriers[carriers["carrier_id"] == carrier_id]
    if rows.empty:
        raise CommitmentError(f"没有载体“{carrier_id}”：请核对载体编号")
    same = held[held["carrier_id"] == carrier_id]
    left = float(rows["available_gfa_m2"].iloc[0]) - most_at_once(same, begins, ends)
    if area > left:
        raise CommitmentError(
            f"载体“{carrier_id}”在这段时间只剩 {max(left, 0):,.10g} ㎡，放不下 {area:,.10g} ㎡："
            "请减少面积、改期或另选载体"
        )


def _require_in_ledger(
    plan: Plan,
    inventory: Inventory,
    commitment: dict[str, Any],
    begins: pd.Timestamp,
    ends: pd.Timestamp,
) -> None:
    area, holder = float(commitment["area_m2"]), (commitment["zone_id"], commitment["park_id"])
    book = ledger(plan, inventory)
    concerned = book[book["holder_id"].isin({*holder, *zones_around(plan, *holder)})]
    if concerned.empty:
        raise CommitmentError(f"没有片区“{holder[0]}”：请从片区、园区或载体中选择")
    first, last = plan.profile.period_start, plan.profile.period_end
    if ends.year < first:
        raise CommitmentError(f"预留至 {ends.date()} 早于规划期（{first} 年起）：请改正日期")
    known = known_gfa_m2(concerned)
    for row, gfa_m2 in zip(concerned.to_dict("records"), known, strict=True):
        year = int(row["year"])
        since = max(begins, pd.Timestamp(year, 1, 1))
        until = ends if year == last else min(ends, pd.Timestamp(year, 12, 31))
        if since > until:
            continue
        same = committed_in(plan, inventory.commitments, row["zone_id"], row["park_id"])
        left = gfa_m2 - most_at_once(same, since, until)
        if pd.isna(left) or area > left:
            told = "规划没有给出可用面积" if pd.isna(left) else f"只剩 {max(left, 0):,.10g} ㎡"
            raise CommitmentError(
                f"{row['name']} {year} 年{told}，放不下 {area:,.10g} ㎡：请减少面积、改期或另选"
            )
