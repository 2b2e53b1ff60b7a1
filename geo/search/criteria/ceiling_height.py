"""Ceiling height of at least a limit, m."""

from __future__ import annotations

from geo.search.criteria.criterion import Parameter
from geo.search.criteria.limit import Limit
from geo.translation import N_


class CeilingHeight(Limit):
    """Ceiling height of at least a limit, m."""

    key, label, unit, decimals = "ceiling_height", N_("层高"), "m", 2
    sense = 1
    fields = ("ceiling_height_min",)
    parameters = (Parameter("height", "4.5", "层高下限 m"),)
    column = "ceiling_height_m"
    asked_message = N_("层高 ≥{number} m")
    found_message = N_("层高 {number} m")
    missing_message = N_("层高少 {number} m")
    value_message = "{number} m"
    value_form = "g"
