"""The ledger of zones and parks: existing + delivered − committed = available, year by year.

- `delivered` phases what the plan adds: a zone's or park's 新增 figure or, where it gives none, its
  规划集聚 figure. 联动 and 存量更新 are not new floor area to let, and are never counted here.
- What is held in a park counts in its zone, and in a zone of which the park's figure is part.
  What is held in a zone, nowhere in particular, counts in another of which all its figures are
  part: there is no other floor area that it could take.
- A zone holds its own figure and those of its parks; a figure that is part of another zone's is
  shown (`nested_gfa_m2`) and left out of the total. One that is part of its own zone's is not
  added.
- Missing is not 0: without a figure for what stands, `available_gfa_m2` is a lower bound.
- Nothing goes negative: what is committed beyond what is known to be there is `excess_gfa_m2`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np
import pandas as pd

from geo.carriers.commitment_scope import committed_in, zones_around
from geo.carriers.inventory import Inventory
from geo.carriers.phasing import applicable, delivered_shares, period
from geo.plan import Plan

LEDGER_COLUMNS: Final = (
    "holder_id",
    "kind",
    "zone_id",
    "park_id",
    "name",
    "name_en",
    "year",
    "existing_gfa_m2",
    "delivered_gfa_m2",
    "nested_gfa_m2",
    "committed_gfa_m2",
    "available_gfa_m2",
    "excess_gfa_m2",
    "is_lower_bound",
    "room_gfa_m2",
    "room_in",
)
"""Floor areas in m² at the end of `year`; `kind` is zone, park or total.

`room_gfa_m2` is what can still be held: no more than is left in a zone that the figure is part of.
`room_in` is the holder that sets it: the row's own, or that zone.
"""


@dataclass(frozen=True)
class _Holder:
    """A zone or park with the figures the ledger counts, m² (nan where the plan gives none)."""

    kind: str
    zone_id: str
    park_id: str | None
    name: str
    name_en: str
    existing: float
    new: float
    nested: float
    is_lower_bound: bool

    @property
    def id(self) -> str:
        return self.park_id or self.zone_id


def ledger(
    plan: Plan, inventory: Inventory | None = None, *, later: Sequence[int] = ()
) -> pd.DataFrame:
    """Return the ledger (LEDGER_COLUMNS): zones in the plan's order, each with its parks, by year.

    Years are those of the plan's period and the `later` ones, in which nothing more is delivered.
    A phasing of other years is not applied: every year of the period then delivers the same.
    """
    inventory = inventory or Inventory()
    held = [
        (holder, committed_in(plan, inventory.commitments, holder.zone_id, holder.park_id))
        for holder in _holders(plan)
    ]
    return _with_room(_by_year(held, plan, inventory, later), plan)


def _with_room(book: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Return the ledger with what can still be held in each row, and where that is decided."""
    left = book.set_index(["holder_id", "year"])["available_gfa_m2"].to_dict()
    holders = book.drop_duplicates("holder_id")
    around = {
        own: (own, zone, *zones_around(plan, zone, park))
        for own, zone, park in zip(
            holders["holder_id"], holders["zone_id"], holders["park_id"], strict=True
        )
    }
    room_in = [
        _tightest({holder: left[holder, year] for holder in around[own]}, own)
        for own, year in zip(book["holder_id"], book["year"], strict=True)
    ]
    rooms = [left[holder, year] for holder, year in zip(room_in, book["year"], strict=True)]
    return book.assign(room_gfa_m2=rooms, room_in=room_in)


def _tightest(left: Mapping[str, float], own: str) -> str:
    """Return which of some holders has least left; where nothing is known of `own`, itself."""
    if np.isnan(left[own]):
        return own
    known = [holder for holder in left if not np.isnan(left[holder])]
    return min(known, key=lambda holder: (left[holder], holder != own))


def ledger_total(
    plan: Plan, inventory: Inventory | None = None, *, later: Sequence[int] = ()
) -> pd.DataFrame:
    """Return the total of all zones by year (LEDGER_COLUMNS, kind `total`).

    Every figure and every commitment counts once. It is a lower bound as soon as the plan does not
    say for one zone what stands there.
    """
    inventory = inventory or Inventory()
    counted = plan.figures[plan.figures["part_of"].isna()]
    stands = counted.loc[counted["category"] == "existing", "zone_id"]
    row = {"zone_id": "total", "name": "", "name_en": ""}
    whole = replace(
        _holder("total", row, counted, counted),
        is_lower_bound=not {*plan.zones["zone_id"]} <= {*stands},
    )
    return _by_year([(whole, inventory.commitments)], plan, inventory, later)


def _by_year(
    held: list[tuple[_Holder, pd.DataFrame]], plan: Plan, inventory: Inventory, later: Sequence[int]
) -> pd.DataFrame:
    delivered = delivered_shares(plan, applicable(plan, inventory.phasing))
    rows = [
        _row(holder, year, delivered.get(year, 1.0), _committed(commitments, year))
        for holder, commitments in held
        for year in (*period(plan), *later)
    ]
    table = pd.DataFrame(rows, columns=list(LEDGER_COLUMNS))
    parks = table["park_id"].astype(object)
    return table.assign(park_id=parks.where(parks.notna(), None))


def _row(holder: _Holder, year: int, share: float, committed: float) -> dict[str, object]:
    delivered = holder.new * share
    known = np.nansum([holder.existing, delivered])
    is_known = not (np.isnan(holder.existing) and np.isnan(delivered))
    left = known - committed
    available = max(left, 0.0) if is_known else np.nan
    return {
        "holder_id": holder.id,
        "kind": holder.kind,
        "zone_id": holder.zone_id,
        "park_id": holder.park_id,
        "name": holder.name,
        "name_en": holder.name_en,
        "year": year,
        "existing_gfa_m2": holder.existing,
        "delivered_gfa_m2": delivered,
        "nested_gfa_m2": holder.nested * share,
        "committed_gfa_m2": committed,
        "available_gfa_m2": available,
        "excess_gfa_m2": max(0.0, -left),
        "is_lower_bound": holder.is_lower_bound,
        "room_gfa_m2": available,
        "room_in": holder.id,
    }


def _committed(commitments: pd.DataFrame, year: int) -> float:
    """Return what is held on the last day of a year, m²."""
    day = pd.Timestamp(year, 12, 31)
    held = (commitments["held_from"] <= day) & (commitments["held_until"] >= day)
    return float(commitments.loc[held, "area_m2"].sum())


@lru_cache(maxsize=4)
def _holders(plan: Plan) -> tuple[_Holder, ...]:
    holders = []
    for zone in plan.zones.to_dict("records"):
        figures = plan.figures[plan.figures["zone_id"] == zone["zone_id"]]
        holders.append(_zone(zone, figures))
        for park in plan.parks[plan.parks["zone_id"] == zone["zone_id"]].to_dict("records"):
            own = figures[figures["park_id"] == park["park_id"]]
            holders.append(_holder("park", park, own, own))
    return tuple(holders)


def _zone(zone: dict[str, str], figures: pd.DataFrame) -> _Holder:
    counted = figures[figures["part_of"] != zone["zone_id"]]
    nested = counted[counted["part_of"].notna()]
    return _holder("zone", zone, counted, nested)


def _holder(kind: str, row: dict[str, str], figures: pd.DataFrame, nested: pd.DataFrame) -> _Holder:
    park_id = row["park_id"] if kind == "park" else None
    nested = nested[nested["part_of"].notna()]
    existing = _sum(figures, "existing")
    return _Holder(
        kind=kind,
        zone_id=row["zone_id"],
        park_id=park_id,
        name=row["name"],
        name_en=row["name_en"],
        existing=existing,
        new=_new(figures),
        nested=np.nan_to_num(_new(nested)),
        is_lower_bound=bool(np.isnan(existing)),
    )


def _sum(figures: pd.DataFrame, category: str) -> float:
    of_category = figures.loc[figures["category"] == category, "gfa_m2"]
    return float(of_category.sum(min_count=1))


def _new(figures: pd.DataFrame) -> float:
    """Return what the plan adds, m²: each zone's or park's 新增 figure, else its 规划集聚 one."""
    found = []
    for _, own in figures.groupby(["zone_id", figures["park_id"].fillna("")], sort=False):
        new = _sum(own, "new")
        found.append(_sum(own, "planned") if np.isnan(new) else new)
    return float(pd.Series(found, dtype=float).sum(min_count=1))
