"""Floor load of at least a limit, kN/㎡."""

from __future__ import annotations

from geo.search.criteria.criterion import Parameter
from geo.search.criteria.limit import Limit
from geo.translation import N_


class FloorLoad(Limit):
    """Floor load of at least a limit, kN/㎡."""

    key, label, unit, decimals = "floor_load", N_("楼面荷载"), "kN/㎡", 2
    sense = 1
    fields = ("floor_load_min",)
    parameters = (Parameter("load", "5", "楼面荷载下限 kN/㎡"),)
    column = "floor_load_kn_m2"
    asked_message = N_("荷载 ≥{number} kN/㎡")
    found_message = N_("荷载 {number} kN/㎡")
    missing_message = N_("荷载少 {number} kN/㎡")
    value_message = "{number} kN/㎡"
    value_form = "g"
