"""Daily rent no higher than a limit, 元/㎡/天."""

from __future__ import annotations

from geo.search.criteria.criterion import Parameter
from geo.search.criteria.limit import Limit
from geo.translation import N_


class Rent(Limit):
    """Daily rent no higher than a limit, 元/㎡/天."""

    key, label, unit, decimals = "rent", N_("日租金"), N_("元/㎡/天"), 2
    sense = -1
    fields = ("rent_max",)
    parameters = (Parameter("rent", "5", "日租金上限 元/㎡/天"),)
    column = "rent_cny_m2_day"
    reveals = frozenset({column})
    asked_message = N_("日租金 ≤{number} 元/㎡")
    found_message = N_("日租金 {number} 元/㎡")
    missing_message = N_("日租金高 {number} 元/㎡")
    value_message = N_("{number} 元/㎡")
