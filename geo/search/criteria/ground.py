"""Ground drawn on the map."""

from __future__ import annotations

from typing import Final

import numpy as np

from geo.errors import PlanningError
from geo.plan import Plan
from geo.search.candidates import Candidates
from geo.search.criteria.criterion import (
    Criterion,
    Parameter,
    Values,
    Wants,
    missing_amount_text,
    number_text,
    read_number,
)
from geo.search.judgement import Judgement, Part, Shortfall, measured
from geo.search.positions import Ground
from geo.search.stock import Stock
from geo.translation import N_, Translator

MOST_POINTS: Final = 100
"""How many points a ring may have: an address holds no more."""


class DrawnGround(Criterion):
    """On the ground drawn on the map; else how far from it."""

    key, label, unit = "ground", N_("圈选范围"), "m"
    fields = ("ground",)
    parameters = (
        Parameter("ground", "121.4,31.17~500", "圈定的范围：经度,纬度~半径，或用分号隔开的一圈点"),
    )

    def judge(self, candidates: Candidates, query: Wants, _stock: Stock) -> Judgement:
        outside = candidates.positions.metres_outside(query.ground)
        met = outside <= 0
        shortfall = Shortfall(outside, 1000.0, self.unit)
        return measured(self.key, outside, met, np.where(met, 1.0, 0.0), shortfall, query.ground)

    def chip(self, query: Wants, _plan: Plan, say: Translator) -> str:
        ground: Ground = query.ground
        if ground.radius_m is None:
            return say("在圈定范围内")
        return say("在圈定的 {radius:,.0f} m 内", radius=ground.radius_m)

    def found_text(self, part: Part, query: Wants, plan: Plan, say: Translator) -> str:
        """See `Criterion`; of what is outside, how far it is says all."""
        return "" if part.verdict == "missed" else self.chip(query, plan, say)

    def missing_text(self, part: Part, _query: Wants, _plan: Plan, say: Translator) -> str:
        return missing_amount_text(N_("在圈定范围外 {number} m"), part.shortfall, 0, say)

    def value_text(self, found: float, _plan: Plan, say: Translator) -> str:
        return say("圈外 {metres} m", metres=f"{found:,.0f}") if found > 0 else say("在圈内")

    def write(self, query: Wants) -> dict[str, str]:
        """See `Criterion`: `lon,lat;lon,lat;…` or `lon,lat~radius`, degrees to 0.1 m."""
        ground: Ground | None = query.ground
        if ground is None:
            return {"ground": ""}
        points = ";".join(f"{lon:.6f},{lat:.6f}" for lon, lat in ground.points)
        is_circle = ground.radius_m is not None
        return {"ground": f"{points}~{number_text(ground.radius_m)}" if is_circle else points}

    def read(self, _name: str, text: str, _plan: Plan) -> tuple[Values, list[str]]:
        places, _, radius = text.partition("~")
        points = tuple(_point(place) for place in places.split(";"))
        if radius and len(points) == 1:
            return {"ground": Ground(points, read_number(radius))}, []
        if radius or not 3 <= len(points) <= MOST_POINTS:
            raise PlanningError(text)
        return {"ground": Ground(points)}, []


def _point(text: str) -> tuple[float, float]:
    lon, lat = (float(part) for part in text.split(","))
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        raise PlanningError(text)
    return lon, lat
