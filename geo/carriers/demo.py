"""Demo carriers (演示数据) of any number: buildings, floors and units on the plan's real ground.

Nothing in them is a fact but the ground they stand on; every row says so (`is_demo`, its name, its
source). The same count and seed give the same carriers, and fewer are the first of more.
"""

from __future__ import annotations

from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.carriers.inventory import no_carriers
from geo.carriers.location import smallest_around
from geo.carriers.schema import CARRIER_COLUMNS
from geo.plan import Plan
from geo.translation import N_

DEMO: Final = N_("演示数据")
"""The source of every demo carrier."""

DEMO_WORDS: Final = f"(?i){DEMO}|demo(?:nstration)? data"
"""How a source says that what it gives is demo data, in either language (a pattern)."""

UNITS_A_FLOOR: Final = 4
FLOORS_A_BUILDING: Final = 15
_UNITS_A_BUILDING: Final = UNITS_A_FLOOR * FLOORS_A_BUILDING
_STATUS_SHARES: Final = {"vacant": 0.45, "reserved": 0.1, "signed": 0.15, "occupied": 0.3}
_TENURE_SHARES: Final = {"lease": 0.75, "sale": 0.1, "either": 0.15}


def demo_carriers(plan: Plan, count: int, seed: int = 1) -> pd.DataFrame:
    """Return `count` demo carriers (CARRIER_COLUMNS, EPSG:4326).

    Buildings of 15 floors with four units each stand in the zones and around them; units of one
    building share its place, park, ceiling height and the day it is ready.
    """
    if count < 1:
        raise ValueError("count must be positive")
    number = np.arange(count)
    building = number // _UNITS_A_BUILDING
    buildings = _buildings(plan, int(building[-1]) + 1, seed)
    rows = buildings.take(building).reset_index(drop=True)
    floor = number % _UNITS_A_BUILDING // UNITS_A_FLOOR + 1
    letters = np.array(list("ABCD"))[number % UNITS_A_FLOOR]
    named = pd.Series(building + 1).map("演示{:04d}号楼".format)
    units = [f"{level}{letter}" for level, letter in zip(floor, letters, strict=True)]
    table = rows.assign(
        carrier_id=[f"demo-{index + 1:07d}" for index in number],
        building=named,
        name=[f"{name} {unit}" for name, unit in zip(named, units, strict=True)],
        floor=floor.astype(float),
        unit=letters.astype(object),
        contact=None,
        source=DEMO,
        as_of=pd.Timestamp(plan.profile.period_start, 1, 1),
        is_demo=True,
        **_unit_figures(number, seed),
    )
    return table[list(CARRIER_COLUMNS)].astype(no_carriers().dtypes.to_dict())


def _choice(
    random: np.random.Generator, shares: dict[str, float], count: int
) -> NDArray[np.object_]:
    picked = np.searchsorted(np.cumsum(list(shares.values())), random.random(count), side="right")
    return np.array(list(shares), dtype=object)[np.minimum(picked, len(shares) - 1)]


def _unit_figures(number: NDArray[np.int64], seed: int) -> dict[str, Any]:
    """Return what differs from unit to unit."""
    count = len(number)
    total = np.round(np.exp(_uniform(seed, 1, count, np.log(200), np.log(8000))), -1)
    status = _choice(np.random.default_rng([seed, 2]), _STATUS_SHARES, count)
    tenure = _choice(np.random.default_rng([seed, 3]), _TENURE_SHARES, count)
    part = np.where(_uniform(seed, 4, count, 0, 1) < 0.3, _uniform(seed, 5, count, 0.3, 0.9), 1.0)
    free = np.where(np.isin(status, ["signed", "occupied"]), 0.0, np.round(total * part, -1))
    rent = np.round(_uniform(seed, 6, count, 2.8, 8.5), 1)
    price = np.round(_uniform(seed, 7, count, 35_000, 85_000), -3)
    return {
        "total_gfa_m2": total,
        "available_gfa_m2": np.minimum(free, total),
        "rent_cny_m2_day": np.where(tenure == "sale", np.nan, rent),
        "price_cny_m2": np.where(tenure == "lease", np.nan, price),
        "tenure": tenure,
        "status": status,
    }


def _uniform(seed: int, column: int, count: int, low: float, high: float) -> NDArray[np.float64]:
    return np.random.default_rng([seed, column]).uniform(low, high, count)


def _buildings(plan: Plan, count: int, seed: int) -> pd.DataFrame:
    """Return buildings with their place and what all their units share."""
    zone = np.random.default_rng([seed, 11]).integers(0, len(plan.zones), count)
    lon_lat = _points_in(plan.zones.geometry, zone, seed)
    points = gpd.GeoSeries(gpd.points_from_xy(*lon_lat.T, crs="EPSG:4326"))
    start, end = plan.profile.period_start, plan.profile.period_end
    quarters = np.random.default_rng([seed, 12]).integers(0, (end - start + 1) * 4, count)
    last_days = pd.period_range(f"{start}Q1", f"{end}Q4", freq="Q").end_time.normalize()
    return pd.DataFrame(
        {
            "lon": lon_lat[:, 0],
            "lat": lon_lat[:, 1],
            "zone_id": smallest_around(plan.zones, "zone_id", points),
            "park_id": smallest_around(plan.parks, "park_id", points),
            "subdistrict_id": smallest_around(plan.subdistricts, "subdistrict_id", points),
            "ready_date": last_days[quarters],
            "industries": _industries(plan, zone, seed),
            "ceiling_height_m": np.round(_uniform(seed, 13, count, 3.4, 6.0), 1),
            "floor_load_kn_m2": np.round(_uniform(seed, 14, count, 2.5, 10.0) * 2) / 2,
            "power_kva": np.round(_uniform(seed, 15, count, 200, 2500), -2),
        }
    )


def _points_in(grounds: gpd.GeoSeries, chosen: NDArray[np.int64], seed: int) -> NDArray[np.float64]:
    """Return a point (lon, lat) on the chosen ground of each; drawn again until it lies there."""
    bounds = grounds.bounds.to_numpy()[chosen]
    points = np.empty((len(chosen), 2))
    missing, attempt = np.arange(len(chosen)), 0
    while len(missing):
        drawn = np.random.default_rng([seed, 16, attempt]).random(points.shape)[missing]
        low, high = bounds[missing, :2], bounds[missing, 2:]
        points[missing] = (low + drawn * (high - low)).round(6)
        ground = grounds.to_numpy()[chosen[missing]]
        missing = missing[~shapely.intersects_xy(ground, *points[missing].T)]
        attempt += 1
    return points


def _industries(plan: Plan, zone: NDArray[np.int64], seed: int) -> list[tuple[str, ...]]:
    """Return for each building an industry of its zone and another of the vocabulary, if any."""
    names = [industry.name for industry in plan.industries]
    other = np.random.default_rng([seed, 17]).integers(0, max(len(names), 1), len(zone))
    own = np.random.default_rng([seed, 18]).random(len(zone))
    listed = [tuple(words or ()) for words in plan.zones["industries"]]
    found = []
    for row, share, extra in zip(zone, own, other, strict=True):
        chosen = int(share * len(listed[row]))
        words = (*listed[row][chosen : chosen + 1], *names[extra : extra + 1])
        found.append(tuple(dict.fromkeys(words)))
    return found
