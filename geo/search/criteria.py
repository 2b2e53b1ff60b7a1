"""Each criterion: what of the candidates it looks at, and when it is met.

The area of a carrier is best where nothing is left over, that of a zone or park where it is enough;
how the others are rated is said in `judged`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Final

import numpy as np

from geo.search.candidates import Candidates
from geo.search.judgement import (
    Judged,
    Numbers,
    Shortfall,
    at_least,
    at_most,
    either,
    measured,
    unknown,
)
from geo.search.query import Query
from geo.search.stock import Stock

DAYS_A_MONTH: Final = 365 / 12
"""Days a month when a month's rent is worked out from rent in 元/㎡/天."""

PLAN_SILENT: Final = frozenset(
    {
        "rent",
        "price",
        "budget",
        "ceiling_height",
        "floor_load",
        "power",
        "tenure",
        "status",
        "layout",
    }
)
"""What a plan says nothing of: not judged when zones and parks are searched."""


def silent(candidates: Candidates, query: Query) -> frozenset[str]:
    """Return what cannot be judged and counts for nothing.

    A budget needs an area: were it that of all that is free, more would fit once a little is asked
    for than while nothing is.
    """
    unsaid = PLAN_SILENT if candidates.source == "plan" else frozenset()
    return unsaid if query.area_min_m2 else unsaid | {"budget"}


def judge(candidates: Candidates, query: Query, stock: Stock, criterion: str) -> Judged:
    """Return how every candidate does in one criterion that the query asks for."""
    if candidates.source == "plan" and criterion in PLAN_SILENT:
        return unknown(len(candidates), criterion)
    return _JUDGES[criterion](candidates, query, stock)


def _area(candidates: Candidates, query: Query, stock: Stock) -> Judged:
    """Free area between the least and the most; a zone or park may always have more."""
    free, known = stock.available_m2, ~np.isnan(stock.available_m2)
    least = query.area_min_m2 or 0.0
    is_plan = candidates.source == "plan"
    most = np.inf if is_plan else query.area_max_m2 or np.inf
    short, over = np.maximum(least - free, 0.0), np.maximum(free - most, 0.0)
    met = known & (free > 0) & (short == 0) & (over == 0)
    share = np.ones(len(free)) if is_plan else area_share(free, least, query.area_max_m2)
    with np.errstate(divide="ignore", invalid="ignore"):
        missed = np.where(over > 0, 0.5 * most / free, 0.5 * free / least if least else 0.0)
    wanted = (query.area_min_m2, query.area_max_m2)
    shortfall = Shortfall(short + over, least or most, "m2")
    judged = measured("area", free, met, np.where(met, share, missed), shortfall, wanted)
    return replace(judged, is_estimate=is_plan)


def area_share(free: Numbers, least: float | None, most: float | None) -> Numbers:
    """Return how well enough area fits: 1 with nothing left over, towards 0.5 the more there is."""
    fits = most or least or 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(0.5 + 0.5 * np.minimum(1.0, fits / free), dtype=float)


def _layout(candidates: Candidates, query: Query, _stock: Stock) -> Judged:
    """A floor or unit is one floor; every carrier is in one building and of one piece."""
    has_floor = ~np.isnan(candidates.numbers("floor"))
    met = has_floor if query.layout == "one_floor" else np.ones(len(candidates), dtype=bool)
    found: Callable[[int], Any] = lambda place: query.layout if met[place] else None  # noqa: E731
    return either("layout", met, met, found, query.layout)


def _ready(candidates: Candidates, query: Query, stock: Stock) -> Judged:
    asked = query.ready_by
    assert asked is not None  # noqa: S101 - only criteria that are asked for are judged
    known = ~np.isnat(stock.ready)
    late = np.where(known, (stock.ready - np.datetime64(asked)).astype(float), np.nan)
    met = known & (late <= 0)
    share = np.where(met, 1.0, 0.5 / (1 + np.maximum(late, 0) / 365))
    days = np.maximum(late, 0.0)

    def found(place: int) -> date | None:
        return stock.ready[place].astype(object) if known[place] else None

    def months(place: int) -> float | None:
        day = found(place)
        return None if met[place] or day is None else float(months_late(asked, day))

    return Judged(
        "ready",
        met,
        known,
        np.where(known, share, 0.0),
        days / 365,
        found,
        asked,
        months,
        "months",
        is_estimate=candidates.source == "plan",
    )


def months_late(asked: date, found: date) -> int:
    """Return how many months after the day asked for a day lies, begun ones whole.

    From a month's last day, months are counted to months' last days.
    """
    months = (found.year - asked.year) * 12 + found.month - asked.month
    is_last = (np.datetime64(asked) + 1).astype(object).month != asked.month
    return months + (not is_last and found.day > asked.day)


def _rent(candidates: Candidates, query: Query, _stock: Stock) -> Judged:
    rents = candidates.numbers("rent_cny_m2_day")
    return at_most("rent", rents, query.rent_max or 0.0, "元/㎡/天")


def _price(candidates: Candidates, query: Query, _stock: Stock) -> Judged:
    return at_most("price", candidates.numbers("price_cny_m2"), query.price_max or 0.0, "元/㎡")


def _budget(candidates: Candidates, query: Query, _stock: Stock) -> Judged:
    """A month's rent of the least area asked for; without one it cannot be worked out."""
    if query.area_min_m2 is None:
        return unknown(len(candidates), "budget")
    month = candidates.numbers("rent_cny_m2_day") * query.area_min_m2 * DAYS_A_MONTH
    return at_most("budget", month, query.budget_max or 0.0, "元/月")


def _industry(candidates: Candidates, query: Query, _stock: Stock) -> Judged:
    """One of the industries asked for is enough; the more, the better."""
    places, lists = candidates.codes("industries")
    wanted = set(query.industries)
    hits = np.array([len(wanted & set(listed)) for listed in lists] or [0], dtype=float)[places]
    sizes = np.array([len(listed) for listed in lists] or [0])[places]
    known = (places >= 0) & (sizes > 0)
    met = known & (hits > 0)
    share = np.where(met, 0.5 + 0.5 * hits / len(wanted), 0.0)
    gap = np.where(known, np.where(met, 0.0, 1.0), np.nan)
    return Judged(
        "industry",
        met,
        known,
        share,
        gap,
        lambda place: lists[places[place]] if known[place] else None,
        query.industries,
        lambda _: None,
    )


def _metro(candidates: Candidates, query: Query, _stock: Stock) -> Judged:
    near = query.near
    assert near is not None  # noqa: S101
    return at_most("metro", candidates.metres_to(near.line, near.station_id), near.max_m, "m")


def _place(candidates: Candidates, query: Query, _stock: Stock) -> Judged:
    """In one of the zones, and one of the parks, and one of the sub-districts asked for."""
    met = np.ones(len(candidates), dtype=bool)
    wanted = (query.zones, query.parks, query.subdistricts)
    kinds: tuple[Any, ...] = ("zone", "park", "subdistrict")
    for kind, ids in zip(kinds, wanted, strict=True):
        if ids:
            met &= np.logical_or.reduce([candidates.inside(kind, place_id) for place_id in ids])
    row = candidates.table[["zone_id", "park_id", "subdistrict_id"]]
    found: Callable[[int], Any] = lambda place: tuple(row.iloc[place])  # noqa: E731
    return either("place", met, np.ones(len(candidates), dtype=bool), found, wanted)


def _ground(candidates: Candidates, query: Query, _stock: Stock) -> Judged:
    """On the ground drawn on the map; else how far from it."""
    ground = query.ground
    assert ground is not None  # noqa: S101
    outside = candidates.positions.metres_outside(ground)
    met = outside <= 0
    share = np.where(met, 1.0, 0.0)
    return measured("ground", outside, met, share, Shortfall(outside, 1000.0, "m"), ground)


def _height(candidates: Candidates, query: Query, _stock: Stock) -> Judged:
    heights = candidates.numbers("ceiling_height_m")
    return at_least("ceiling_height", heights, query.ceiling_height_min or 0.0, "m")


def _load(candidates: Candidates, query: Query, _stock: Stock) -> Judged:
    loads = candidates.numbers("floor_load_kn_m2")
    return at_least("floor_load", loads, query.floor_load_min or 0.0, "kN/㎡")


def _power(candidates: Candidates, query: Query, _stock: Stock) -> Judged:
    return at_least("power", candidates.numbers("power_kva"), query.power_min or 0.0, "kVA")


def _tenure(candidates: Candidates, query: Query, _stock: Stock) -> Judged:
    return _choice(candidates, "tenure", (query.tenure, "either"), query.tenure)


def _status(candidates: Candidates, query: Query, _stock: Stock) -> Judged:
    return _choice(candidates, "status", query.statuses, query.statuses)


def _choice(candidates: Candidates, column: str, taken: tuple[Any, ...], wanted: Any) -> Judged:
    places, values = candidates.codes(column)
    fits = np.array([value in taken for value in values] or [False])[places]
    known = places >= 0
    return either(
        column,
        fits & known,
        known,
        lambda place: values[places[place]] if known[place] else None,
        wanted,
    )


_JUDGES: Final[dict[str, Callable[[Candidates, Query, Stock], Judged]]] = {
    "area": _area,
    "layout": _layout,
    "ready": _ready,
    "rent": _rent,
    "price": _price,
    "budget": _budget,
    "industry": _industry,
    "metro": _metro,
    "place": _place,
    "ground": _ground,
    "ceiling_height": _height,
    "floor_load": _load,
    "power": _power,
    "tenure": _tenure,
    "status": _status,
}
