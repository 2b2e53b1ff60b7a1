"""Price no higher than a limit, 元/㎡."""

from __future__ import annotations

from geo.search.criteria.criterion import Parameter
from geo.search.criteria.limit import Limit
from geo.translation import N_


class Price(Limit):
    """Price no higher than a limit, 元/㎡."""

    key, label, unit = "price", N_("售价"), N_("元/㎡")
    sense = -1
    fields = ("price_max",)
    parameters = (Parameter("price", "60000", "售价上限 元/㎡"),)
    column = "price_cny_m2"
    reveals = frozenset({column})
    asked_message = N_("售价 ≤{number} 元/㎡")
    found_message = N_("售价 {number} 元/㎡")
    missing_message = N_("售价高 {number} 元/㎡")
    value_message = N_("{number} 元/㎡")
    value_form = ",.0f"
