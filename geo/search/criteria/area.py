"""Free floor area between a least and a most, m²."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from geo.errors import PlanningError
from geo.plan import Plan
from geo.plan.schema import M2_PER_WAN
from geo.search.candidates import Candidates
from geo.search.criteria.criterion import (
    Criterion,
    Parameter,
    Values,
    Wants,
    number_text,
    read_number,
)
from geo.search.judgement import Judgement, Numbers, Part, Shortfall, measured
from geo.search.stock import Stock
from geo.translation import CHINESE, N_, Translator

_LARGE_M2: Final = 10 * M2_PER_WAN
_IN_WAN: Final = N_("{number}万㎡")


class Area(Criterion):
    """Free floor area; best where nothing is left over, of a zone or park where it is enough."""

    key, label, unit = "area", N_("面积"), N_("㎡")
    fields = ("area_min_m2", "area_max_m2")
    parameters = (Parameter("area", "2000-3000", "面积 ㎡：最小-最大，可缺一边"),)
    column, sense = "available_gfa_m2", 1
    reveals = frozenset({column})

    def judge(self, candidates: Candidates, query: Wants, stock: Stock) -> Judgement:
        """See `Criterion`; a zone or park may always have more."""
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
        judgement = measured("area", free, met, np.where(met, share, missed), shortfall, wanted)
        return replace(judgement, is_estimate=is_plan)

    def chip(self, query: Wants, _plan: Plan, say: Translator) -> str:
        least, most = query.area_min_m2, query.area_max_m2
        if least and most:
            named = {"least": area_text(least, say), "most": area_text(most, say)}
            return say("面积 {least}—{most}", **named)
        if least:
            return say("面积 ≥{area}", area=area_text(least, say))
        return say("面积 ≤{area}", area=area_text(most or 0.0, say))

    def found_text(self, part: Part, _query: Wants, _plan: Plan, say: Translator) -> str:
        area = area_text(part.found, say)
        return say("可用 {area}", area=f"≈{area}" if part.is_estimate else area)

    def missing_text(self, part: Part, _query: Wants, _plan: Plan, say: Translator) -> str:
        area = area_text(part.shortfall or 0.0, say)
        least, _ = part.wanted
        is_short = least is not None and part.found < least
        return say("面积少 {area}", area=area) if is_short else say("面积多 {area}", area=area)

    def value_text(self, found: float, _plan: Plan, say: Translator) -> str:
        return area_text(round(found), say)

    def write(self, query: Wants) -> dict[str, str]:
        least, most = number_text(query.area_min_m2), number_text(query.area_max_m2)
        return {"area": f"{least}-{most}" if least or most else ""}

    def read(self, _name: str, text: str, _plan: Plan) -> tuple[Values, list[str]]:
        least_text, _, most_text = text.partition("-")
        least = read_number(least_text) if least_text else None
        most = read_number(most_text) if most_text else None
        if not (least or most) or (least and most and least > most):
            raise PlanningError(text)
        return {"area_min_m2": least, "area_max_m2": most}, []


def area_share(free: Numbers, least: float | None, most: float | None) -> Numbers:
    """Return how well enough area fits: 1 with nothing left over, towards 0.5 the more there is."""
    fits = most or least or 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(0.5 + 0.5 * np.minimum(1.0, fits / free), dtype=float)


def area_text(area_m2: float, say: Translator = CHINESE) -> str:
    """Return a floor area: in ㎡, or in 万㎡ from 100,000 ㎡ on where the language counts so."""
    if area_m2 >= _LARGE_M2 and say(_IN_WAN) == _IN_WAN:
        return _IN_WAN.format(number=f"{area_m2 / M2_PER_WAN:,.6g}")
    return say("{number}㎡", number=f"{area_m2:,.10g}")
