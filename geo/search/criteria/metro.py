"""Metro: a straight-line distance to a station or a line."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Final

from geo.errors import PlanningError
from geo.plan import Plan
from geo.search.candidates import Candidates
from geo.search.criteria.criterion import (
    Criterion,
    Parameter,
    Values,
    Wants,
    number_text,
    read_number,
)
from geo.search.judgement import Judgement, Part, at_most
from geo.search.place_names import place_name
from geo.search.stock import Stock
from geo.translation import CHINESE, N_, Translator

DEFAULT_METRO_M: Final = 800.0
"""What 近 means where no distance to a line or station is given: some ten minutes on foot."""

ANY: Final = "any"
"""The metro line that is named where any will do."""


@dataclass(frozen=True)
class Near:
    """Not farther than `max_m` (m, straight line) from the nearest station of a line, or from one.

    `line` is a line as the plan names it ("15", "Line T1"), `station_id` a station's `metro_id`.
    Where neither is set, it is the nearest station in operation, of whatever line.
    """

    line: str | None = None
    station_id: str | None = None
    max_m: float = DEFAULT_METRO_M


class Metro(Criterion):
    """Near a station or a line."""

    key, label, unit = "metro", N_("轨道距离"), "m"
    fields = ("near",)
    parameters = (Parameter("near", "15:800", "线路号、车站编号或 any，冒号后是直线距离 m"),)

    def judge(self, candidates: Candidates, query: Wants, _stock: Stock) -> Judgement:
        near: Near = query.near
        metres = candidates.metres_to(near.line, near.station_id)
        return at_most(self.key, metres, near.max_m, self.unit)

    def chip(self, query: Wants, plan: Plan, say: Translator) -> str:
        near: Near = query.near
        goal = _goal(near, plan, say)
        return say("距{goal} ≤{metres:,.0f} m（直线）", goal=goal, metres=near.max_m)

    def found_text(self, part: Part, query: Wants, plan: Plan, say: Translator) -> str:
        goal = _goal(query.near, plan, say)
        return say("距{goal} {metres:,.0f} m（直线）", goal=goal, metres=part.found)

    def missing_text(self, part: Part, query: Wants, plan: Plan, say: Translator) -> str:
        goal, metres = _goal(query.near, plan, say), ceil(part.shortfall or 0.0)
        return say("距{goal}远 {metres:,} m（直线）", goal=goal, metres=metres)

    def value_text(self, found: float, _plan: Plan, _say: Translator) -> str:
        return f"{found:,.0f} m"

    def write(self, query: Wants) -> dict[str, str]:
        near: Near | None = query.near
        if near is None:
            return {"near": ""}
        return {"near": f"{near.station_id or near.line or ANY}:{number_text(near.max_m)}"}

    def read(self, _name: str, text: str, plan: Plan) -> tuple[Values, list[str]]:
        name, _, metres = text.rpartition(":") if ":" in text else (text, "", "")
        max_m = read_number(metres) if metres else DEFAULT_METRO_M
        if name == ANY:
            return {"near": Near(max_m=max_m)}, []
        if name in set(plan.stations["metro_id"]):
            return {"near": Near(station_id=name, max_m=max_m)}, []
        if name in lines_of(plan):
            return {"near": Near(line=name, max_m=max_m)}, []
        raise PlanningError(text)


def lines_of(plan: Plan) -> list[str]:
    """Return the plan's lines: by number first, then by name."""
    lines = {line for listed in plan.stations["lines"] for line in listed}
    return sorted(lines, key=lambda line: (line.zfill(3) if line.isdigit() else "~", line))


def _goal(near: Near, plan: Plan, say: Translator) -> str:
    if near.station_id is None:
        return line_text(near.line, say) if near.line else say("最近的轨道站")
    return station_text(place_name(plan, "metro_id", near.station_id, say), say)


def station_text(name: str, say: Translator) -> str:
    """Return a station by name: 桂林公园站, and 上海南站, which needs no second 站."""
    return say("{name}站", name=name.removesuffix("站"))


def line_text(line: str, say: Translator = CHINESE) -> str:
    """Return a metro line's name: 15号线; one without a number is called by its name."""
    return say("{line}号线", line=line) if line.isdigit() else say(line)


N_("机场联络线")  # a line that has a name instead of a number
