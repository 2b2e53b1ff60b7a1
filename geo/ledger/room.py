"""Holding an area for a company: a commitment is taken only where there is room for it."""

from __future__ import annotations

from datetime import date

import pandas as pd

from geo.carriers.inventory import Inventory
from geo.errors import PlanningError
from geo.ledger.book import ledger
from geo.ledger.phasing import period
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
    there; in a zone or park the ledger must stay clear of excess in every year.
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
    same = held[
        (held["carrier_id"] == carrier_id)
        & (held["held_from"] <= ends)
        & (held["held_until"] >= begins)
    ]
    room = float(rows["available_gfa_m2"].iloc[0]) - _most_at_once(same)
    if area > room:
        raise CommitmentError(
            f"载体“{carrier_id}”在这段时间只剩 {max(room, 0):,.10g} ㎡，放不下 {area:,.10g} ㎡："
            "请减少面积、改期或另选载体"
        )


def _most_at_once(commitments: pd.DataFrame) -> float:
    """Return the largest area held on one day, m²: it begins on a day when one begins."""
    sums = [held_on(commitments, day)["area_m2"].sum() for day in commitments["held_from"]]
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
    concerned = book[(book["holder_id"] == zone_id) | (book["holder_id"] == park_id)]
    if concerned.empty:
        raise CommitmentError(f"没有片区“{zone_id}”：请从片区、园区或载体中选择")
    area = float(str(commitment["area_m2"]))
    first, last = period(plan)[0], period(plan)[-1]
    if ends.year < first:
        raise CommitmentError(f"预留至 {ends.date()} 早于规划期（{first} 年起）：请改正日期")
    for _, row in concerned.iterrows():
        year = int(row["year"])
        is_held = begins.year <= year <= ends.year or (year == last and begins.year > last)
        room = row["available_gfa_m2"]
        if is_held and (pd.isna(room) or area > room):
            known = "规划没有给出可用面积" if pd.isna(room) else f"只剩 {room:,.10g} ㎡"
            raise CommitmentError(
                f"{row['name']} {year} 年{known}，放不下 {area:,.10g} ㎡：请减少面积、改期或另选"
            )
