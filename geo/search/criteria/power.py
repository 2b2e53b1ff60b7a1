"""Power supply of at least a limit, kVA."""

from __future__ import annotations

from geo.search.criteria.criterion import Parameter
from geo.search.criteria.limit import Limit
from geo.translation import N_


class Power(Limit):
    """Power supply of at least a limit, kVA."""

    key, label, unit = "power", N_("供电容量"), "kVA"
    sense = 1
    fields = ("power_min",)
    parameters = (Parameter("power", "1000", "供电容量下限 kVA"),)
    column = "power_kva"
    asked_message = N_("供电 ≥{number} kVA")
    found_message = N_("供电 {number} kVA")
    missing_message = N_("供电少 {number} kVA")
    value_message = "{number} kVA"
