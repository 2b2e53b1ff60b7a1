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
from functools import lru_cache
from typing import Any, Final

import numpy as np
import pandas as pd

from geo.carriers.commitment_scope import committed_in, zones_around
from geo.carriers.inventory import Inventory
from geo.carriers.phasing import applicable, delivered_shares
from geo.plan import Plan

LEDGER_COLUMNS: Final = (
    *("holder_id", "kind", "zone_id", "park_id", "name", "name_en", "year"),
    *("existing_gfa_m2", "delivered_gfa_m2", "nested_gfa_m2", "committed_gfa_m2"),
    *("available_gfa_m2", "excess_gfa_m2", "is_lower_bound", "reservable_gfa_m2", "limited_by"),
)
"""Floor areas in m² at the end of `year`; `kind` is zone, park or total.

`reservable_gfa_m2` is what can still be held: no more than is left in a zone that the figure is
part of. `limited_by` is the holder that sets it: the row's own, or that zone.
"""


def ledger(
    plan: Plan, inventory: Inventory | None = None, *, later: Sequence[int] = ()
) -> pd.DataFrame:
    """Return the ledger (LEDGER_COLUMNS): zones in the plan's order, each with its parks, by year.

    Years are those of the plan's period and the `later` ones, in which nothing more is delivered.
    A phasing of other years is not applied: every year of the period then delivers the same.
    """
    inventory = inventory or Inventory()
    holders = _holders(plan)
    held = [
        committed_in(plan, inventory.commitments, *holder)
        for holder in zip(holders["zone_id"], holders["park_id"], strict=True)
    ]
    return _with_limits(_by_year(holders, held, plan, inventory, later), plan)


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
    whole = _holder("total", {"zone_id": "total", "name": "", "name_en": ""}, counted) | {
        "is_lower_bound": not {*plan.zones["zone_id"]} <= {*stands}
    }
    return _by_year(pd.DataFrame([whole]), [inventory.commitments], plan, inventory, later)


def known_gfa_m2(book: pd.DataFrame) -> pd.Series:
    """Return what rows of the ledger have standing and delivered, m²; nan for neither known."""
    return book[["existing_gfa_m2", "delivered_gfa_m2"]].sum(axis="columns", min_count=1)


def _by_year(
    holders: pd.DataFrame,
    held: list[pd.DataFrame],
    plan: Plan,
    inventory: Inventory,
    later: Sequence[int],
) -> pd.DataFrame:
    """Return the rows of holders, each with the commitments held in it, for every year."""
    delivered = delivered_shares(plan, applicable(plan, inventory.phasing))
    years = [*plan.profile.period, *later]
    shares = pd.DataFrame({"year": years, "share": [delivered.get(year, 1.0) for year in years]})
    book = holders.merge(shares, how="cross")
    book["delivered_gfa_m2"] = book["new_gfa_m2"] * book["share"]
    book["nested_gfa_m2"] *= book["share"]
    book["committed_gfa_m2"] = [_committed(own, year) for own in held for year in years]
    known = known_gfa_m2(book)
    left = known.fillna(0.0) - book["committed_gfa_m2"]
    available = left.clip(lower=0.0).where(known.notna())
    return book.assign(
        available_gfa_m2=available,
        excess_gfa_m2=(-left).clip(lower=0.0),
        reservable_gfa_m2=available,
        limited_by=book["holder_id"],
    )[list(LEDGER_COLUMNS)]


def _with_limits(book: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Return the ledger with what can still be held in each row, and where that is decided."""
    left = book.set_index(["holder_id", "year"])["available_gfa_m2"].to_dict()
    limits = [
        _tightest(
            {holder: left[holder, year] for holder in (own, zone, *zones_around(plan, zone, park))},
            own,
        )
        for own, zone, park, year in zip(
            *(book[name] for name in ("holder_id", "zone_id", "park_id", "year")), strict=True
        )
    ]
    reservable = [left[holder, year] for holder, year in zip(limits, book["year"], strict=True)]
    return book.assign(reservable_gfa_m2=reservable, limited_by=limits)


def _tightest(left: Mapping[str, float], own: str) -> str:
    """Return which of some holders has least left; where nothing is known of `own`, itself."""
    if np.isnan(left[own]):
        return own
    known = [holder for holder in left if not np.isnan(left[holder])]
    return min(known, key=lambda holder: (left[holder], holder != own))


def _committed(commitments: pd.DataFrame, year: int) -> float:
    """Return what is held on the last day of a year, m²."""
    day = pd.Timestamp(year, 12, 31)
    held = (commitments["held_from"] <= day) & (commitments["held_until"] >= day)
    return float(commitments.loc[held, "area_m2"].sum())


@lru_cache(maxsize=4)
def _holders(plan: Plan) -> pd.DataFrame:
    """Return zones and parks with the figures the ledger counts, m² (nan where none is given)."""
    holders = []
    for zone in plan.zones.to_dict("records"):
        figures = plan.figures[plan.figures["zone_id"] == zone["zone_id"]]
        holders.append(_holder("zone", zone, figures[figures["part_of"] != zone["zone_id"]]))
        for park in plan.parks[plan.parks["zone_id"] == zone["zone_id"]].to_dict("records"):
            holders.append(_holder("park", park, figures[figures["park_id"] == park["park_id"]]))
    park_ids = pd.Series([holder["park_id"] for holder in holders], dtype=object)  # None stays None
    return pd.DataFrame(holders).assign(park_id=park_ids)


def _holder(kind: str, row: Mapping[Any, Any], figures: pd.DataFrame) -> dict[str, Any]:
    existing = _sum(figures, "existing")
    return {
        "holder_id": row.get("park_id") or row["zone_id"],
        "kind": kind,
        "zone_id": row["zone_id"],
        "park_id": row.get("park_id"),
        "name": row["name"],
        "name_en": row["name_en"],
        "existing_gfa_m2": existing,
        "new_gfa_m2": _new(figures),
        "nested_gfa_m2": np.nan_to_num(_new(figures[figures["part_of"].notna()])),
        "is_lower_bound": bool(np.isnan(existing)),
    }


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
