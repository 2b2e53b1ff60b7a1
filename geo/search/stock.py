"""Stock: free floor area and the day from which it is there, of carriers or by the plan.

Of a plan what stands is not counted: it does not say what of it is empty. New floor area counts
from the end of the year in which it is delivered; after the plan's period, the last year's state.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.carriers.inventory import Inventory
from geo.carriers.ledger import ledger
from geo.plan import Plan


@dataclass(frozen=True, eq=False)
class Stock:
    """Free floor area (m², nan where not known) and the day it can be used, by candidate."""

    available_m2: NDArray[np.float64]
    ready: NDArray[np.datetime64]


def carrier_stock(
    ids: pd.Index,
    available_m2: NDArray[np.float64],
    ready: NDArray[np.datetime64],
    commitments: pd.DataFrame,
    day: date,
) -> Stock:
    """Return the carriers' free floor area for whoever comes on a day and stays.

    What is held that day or promised for later is taken off; what has run out before it is free
    again. Never below 0.
    """
    held = commitments[commitments["held_until"] >= pd.Timestamp(day)].dropna(subset="carrier_id")
    if held.empty:
        return Stock(available_m2, ready)
    sums = held.groupby("carrier_id")["area_m2"].sum()
    rows = ids.get_indexer(sums.index)
    areas = sums.to_numpy(dtype=float)[rows >= 0]
    free = available_m2.copy()
    free[rows[rows >= 0]] -= areas
    return Stock(np.maximum(free, 0.0), ready)


def phased_stock(
    plan: Plan, inventory: Inventory, ids: pd.Index, ready_by: date | None, least_m2: float | None
) -> Stock:
    """Return what is free by the day asked for; else in the first later year that has enough.

    Enough is the least area asked for, or what there will ever be, if that is less. Without a day
    it is the end of the period.
    """
    book = ledger(plan, inventory)
    years = list(plan.profile.period)
    free = (book["delivered_gfa_m2"] - book["committed_gfa_m2"]).clip(lower=0)
    by_year = free.groupby(book["holder_id"], sort=False)
    asked = ready_by or date(years[-1], 12, 31)
    states = {
        str(holder_id): _state(areas.to_list(), years, asked, least_m2 or 1.0)
        for holder_id, areas in by_year
    }
    found = [states[str(candidate_id)] for candidate_id in ids]
    areas = np.array([area for area, _ in found], dtype=float)
    return Stock(areas, np.array([day for _, day in found], dtype="datetime64[D]"))


def _state(
    free: Sequence[float], years: Sequence[int], asked: date, least_m2: float
) -> tuple[float, np.datetime64]:
    """Return the free area of one holder and the year's end from which it is there."""
    if np.isnan(free).all():
        return np.nan, np.datetime64("NaT")
    enough = min(least_m2, max(free))
    has = [area >= enough and area > 0 for area in free]
    last = sum(date(year, 12, 31) <= asked for year in years) - 1
    if last >= 0 and has[last]:
        first = last
        while first > 0 and has[first - 1]:
            first -= 1
        return free[last], _year_end(years[first])
    later = [index for index in range(last + 1, len(years)) if has[index]]
    if not later:
        return free[-1], np.datetime64("NaT")
    return free[later[0]], _year_end(years[later[0]])


def _year_end(year: int) -> np.datetime64:
    return np.datetime64(date(year, 12, 31))
