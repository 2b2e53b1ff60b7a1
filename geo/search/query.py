"""What a company needs: criteria, each a must or a wish with a weight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from geo.translation import N_

Layout = Literal["one_floor", "one_building", "contiguous"]

LAYOUTS: Final[dict[Layout, str]] = {
    "one_floor": N_("同一楼层"),
    "one_building": N_("同一楼宇"),
    "contiguous": N_("楼层相连"),
}

CRITERIA: Final[dict[str, str]] = {
    "area": N_("面积"),
    "layout": N_("空间组合"),
    "ready": N_("交付时间"),
    "rent": N_("日租金"),
    "price": N_("售价"),
    "budget": N_("月预算"),
    "industry": N_("产业"),
    "metro": N_("轨道距离"),
    "place": N_("片区范围"),
    "ground": N_("圈选范围"),
    "ceiling_height": N_("层高"),
    "floor_load": N_("楼面荷载"),
    "power": N_("供电容量"),
    "tenure": N_("租售方式"),
    "status": N_("状态"),
}
"""Every criterion in the order in which it is shown, explained and exported."""

DEFAULT_METRO_M: Final = 800.0
"""What 近 means where no distance to a line or station is given: some ten minutes on foot."""

LETTABLE: Final = ("vacant", "reserved")
"""Statuses that are searched when none is asked for: a signed or occupied carrier is taken."""


@dataclass(frozen=True)
class Near:
    """Not farther than `max_m` (m, straight line) from the nearest station of a line, or from one.

    `line` is the number of a line ("15"), `station_id` a station's `metro_id`. Where neither is
    set, it is the nearest station in operation, of whatever line.
    """

    line: str | None = None
    station_id: str | None = None
    max_m: float = DEFAULT_METRO_M


@dataclass(frozen=True)
class Ground:
    """Ground drawn on the map: a ring of lon/lat, or a circle (one lon/lat and `radius_m`)."""

    points: tuple[tuple[float, float], ...]
    radius_m: float | None = None


@dataclass(frozen=True)
class Query:
    """The criteria of one search; what is None or empty is not asked for.

    Areas in m², rent in 元/㎡/天, price in 元/㎡, budget in 元 a month for the least area asked for
    (at the carrier's own rent; 365/12 days a month; not judged without one), heights in m, load in
    kN/㎡, power in kVA. A criterion is a must unless `wishes` gives it a weight above 0.
    """

    area_min_m2: float | None = None
    area_max_m2: float | None = None
    layout: Layout | None = None
    ready_by: date | None = None
    rent_max: float | None = None
    price_max: float | None = None
    budget_max: float | None = None
    industries: tuple[str, ...] = ()
    near: Near | None = None
    zones: tuple[str, ...] = ()
    parks: tuple[str, ...] = ()
    subdistricts: tuple[str, ...] = ()
    ground: Ground | None = None
    ceiling_height_min: float | None = None
    floor_load_min: float | None = None
    power_min: float | None = None
    tenure: Literal["lease", "sale"] | None = None
    statuses: tuple[str, ...] = ()
    wishes: tuple[tuple[str, float], ...] = ()

    @property
    def asked(self) -> tuple[str, ...]:
        """The criteria that are asked for, in the order of CRITERIA."""
        return tuple(key for key in CRITERIA if any(getattr(self, name) for name in _PARTS[key]))

    @property
    def weights(self) -> Mapping[str, float]:
        """The weight of each wish by criterion; a criterion that is missing here is a must."""
        return dict(self.wishes)

    def without(self, criterion: str) -> Query:
        """Return the query with one criterion no longer asked for."""
        usual = {name: getattr(Query, name) for name in _PARTS[criterion]}
        return replace(self, **usual).wishing(criterion, None)

    def wishing(self, criterion: str, weight: float | None) -> Query:
        """Return the query with one criterion as a wish of a weight, or, without one, as a must."""
        weights = {**self.weights, criterion: weight}
        return replace(
            self, wishes=tuple((key, own) for key in CRITERIA if (own := weights.get(key)))
        )


_PARTS: Final[dict[str, tuple[str, ...]]] = {
    "area": ("area_min_m2", "area_max_m2"),
    "layout": ("layout",),
    "ready": ("ready_by",),
    "rent": ("rent_max",),
    "price": ("price_max",),
    "budget": ("budget_max",),
    "industry": ("industries",),
    "metro": ("near",),
    "place": ("zones", "parks", "subdistricts"),
    "ground": ("ground",),
    "ceiling_height": ("ceiling_height_min",),
    "floor_load": ("floor_load_min",),
    "power": ("power_min",),
    "tenure": ("tenure",),
    "status": ("statuses",),
}
