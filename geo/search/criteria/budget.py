"""Budget: a month's rent, 元, of the least area asked for."""

from __future__ import annotations

from typing import Final

from geo.search.candidates import Candidates
from geo.search.criteria.criterion import Parameter, Wants
from geo.search.criteria.limit import Limit
from geo.search.judgement import Numbers
from geo.translation import N_

DAYS_A_MONTH: Final = 365 / 12
"""Days a month when a month's rent is worked out from rent in 元/㎡/天."""


class Budget(Limit):
    """A month's rent of the least area asked for, at the carrier's own rent, within a budget.

    It needs an area: were it that of all that is free, more would fit once a little is asked for
    than while nothing is.
    """

    key, label, unit = "budget", N_("月预算"), N_("元/月")
    sense = -1
    fields = ("budget_max",)
    parameters = (Parameter("budget", "300000", "月租上限 元"),)
    reveals = frozenset({"rent_cny_m2_day", "available_gfa_m2"})
    asked_message = N_("月租 ≤{number} 元")
    found_message = N_("月租 {number} 元")
    missing_message = N_("月租高 {number} 元")
    value_message = N_("{number} 元/月")
    value_form = ",.0f"

    def is_unscored(self, candidates: Candidates, query: Wants) -> bool:
        return super().is_unscored(candidates, query) or not query.area_min_m2

    def numbers(self, candidates: Candidates, query: Wants) -> Numbers:
        rents = candidates.numbers("rent_cny_m2_day")
        return rents * float(query.area_min_m2) * DAYS_A_MONTH
