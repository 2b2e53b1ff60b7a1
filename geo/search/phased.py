"""Zones and parks of the plan as candidates: new floor area by year, less what is held.

What stands is not counted: the plan does not say what of it is empty. New floor area counts from
the end of the year in which it is delivered; after the plan's period, the last year's state.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geo.carriers.inventory import Inventory
from geo.carriers.ledger import ledger
from geo.carriers.phasing import period
from geo.plan import Plan
from geo.search.query import Query
from geo.search.stock import Stock


def phased_table(plan: Plan) -> pd.DataFrame:
    """Return zones and parks by `candidate_id` (see `candidates.CANDIDATE_COLUMNS`)."""
    book = ledger(plan)
    last = book[book["year"] == period(plan)[-1]]
    zones = plan.zones.set_index("zone_id")
    grounds = {
        **zones.geometry.to_dict(),
        **plan.parks.set_index("park_id").geometry.to_dict(),
    }
    names = last["holder_id"].to_list()
    rows = [
        _row(plan, holder, zones.loc[holder["zone_id"]], grounds[holder["holder_id"]])
        for _, holder in last.iterrows()
    ]
    table = pd.DataFrame(rows, index=pd.Index(names, name="candidate_id", dtype=object))
    return table.sort_index(kind="stable")


def _row(plan: Plan, holder: pd.Series, zone: Any, ground: Any) -> dict[str, Any]:
    has_ground = ground is not None and not ground.is_empty
    point = shapely.point_on_surface(ground) if has_ground else None
    keys = plan.industries.key_of
    return {
        **dict.fromkeys(("building", "unit", "subdistrict_id", "tenure", "status", "contact")),
        **dict.fromkeys(("floor", "rent_cny_m2_day", "price_cny_m2", "ceiling_height_m"), np.nan),
        **dict.fromkeys(("floor_load_kn_m2", "power_kva"), np.nan),
        "kind": holder["kind"],
        "name": holder["name"],
        "name_en": holder["name_en"],
        "zone_id": holder["zone_id"],
        "park_id": holder["park_id"],
        "lon": point.x if point else np.nan,
        "lat": point.y if point else np.nan,
        "total_gfa_m2": holder["existing_gfa_m2"],
        "available_gfa_m2": holder["delivered_gfa_m2"],
        "ready_date": pd.NaT,
        "industries": tuple(keys(word) or word for word in zone["industries"]),
        "source": plan.profile.title,
        "as_of": pd.NaT,
        "is_demo": False,
        "part_of": _part_of(plan, holder),
    }


def _part_of(plan: Plan, holder: pd.Series) -> tuple[str, ...]:
    """Return who else's new floor area contains this one's: its zone's, and a nested figure's."""
    if not holder["delivered_gfa_m2"] > 0:
        return ()
    figures = plan.figures[plan.figures["zone_id"] == holder["zone_id"]]
    if holder["kind"] == "park":
        figures = figures[figures["park_id"] == holder["park_id"]]
    nested = figures.loc[figures["category"].isin(["new", "planned"]), "part_of"].dropna()
    own_zone = [holder["zone_id"]] if holder["kind"] == "park" else []
    return tuple(dict.fromkeys([*own_zone, *(zone for zone in nested if zone not in own_zone)]))


def phased_stock(plan: Plan, inventory: Inventory, ids: pd.Index, query: Query) -> Stock:
    """Return what is free by the day asked for; else in the first later year that has enough.

    Enough is the least area asked for, or what there will ever be, if that is less. Without a day
    it is the end of the period.
    """
    book = ledger(plan, inventory)
    years = list(period(plan))
    free = (book["delivered_gfa_m2"] - book["committed_gfa_m2"]).clip(lower=0)
    by_year = free.groupby(book["holder_id"], sort=False)
    states = {str(holder_id): _state(areas.to_list(), years, query) for holder_id, areas in by_year}
    found = [states[str(candidate_id)] for candidate_id in ids]
    areas = np.array([area for area, _ in found], dtype=float)
    return Stock(areas, np.array([day for _, day in found], dtype="datetime64[D]"))


def _state(
    free: Sequence[float], years: Sequence[int], query: Query
) -> tuple[float, np.datetime64]:
    """Return the free area of one holder and the year's end from which it is there."""
    if np.isnan(free).all():
        return np.nan, np.datetime64("NaT")
    enough = min(query.area_min_m2 or 1.0, max(free))
    has = [area >= enough and area > 0 for area in free]
    asked = query.ready_by or date(years[-1], 12, 31)
    in_time = [place for place, year in enumerate(years) if date(year, 12, 31) <= asked]
    place = in_time[-1] if in_time else -1
    if place >= 0 and has[place]:
        first = place
        while first > 0 and has[first - 1]:
            first -= 1
        return free[place], _year_end(years[first])
    later = [place_later for place_later in range(place + 1, len(years)) if has[place_later]]
    if not later:
        return free[-1], np.datetime64("NaT")
    return free[later[0]], _year_end(years[later[0]])


def _year_end(year: int) -> np.datetime64:
    return np.datetime64(date(year, 12, 31))
