"""Plans made from another one by changing what a test is about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import geopandas as gpd

from geo.plan import Plan


def with_layers(plan: Plan, **layers: gpd.GeoDataFrame) -> Plan:
    """Return the plan with these layers in the place of its own."""
    return replace(plan, layers={**plan.layers, **layers})


def without_layers(plan: Plan, *names: str) -> Plan:
    """Return the plan without some of its layers."""
    kept = {name: layer for name, layer in plan.layers.items() if name not in names}
    return replace(plan, layers=kept)


def with_profile(plan: Plan, **values: Any) -> Plan:
    """Return the plan with these values in its profile."""
    return replace(plan, profile=replace(plan.profile, **values))
