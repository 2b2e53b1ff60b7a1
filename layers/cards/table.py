"""The table of zones: figures as the plan states them, land, error."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandas as pd

from geo.accounts import totals
from geo.plan import Plan
from geo.schema import CATEGORIES, KINDS
from layers.language import Translator
from layers.wording import MISSING, qualified


@lru_cache(maxsize=8)
def zone_table(plan: Plan, say: Translator) -> pd.DataFrame:
    """Return one row a zone in the plan's order; figures are texts with their qualifiers.

    A figure counted in another zone stands in brackets; what the plan does not say is `—`.
    """
    by_zone = totals(plan.figures, by="zone").set_index(["zone_id", "category"])
    rows = []
    for zone in plan.zones.to_dict("records"):
        cells: dict[str, Any] = {say("片区"): say.name(zone), say("类型"): say(KINDS[zone["kind"]])}
        for category in CATEGORIES.values():
            key = (zone["zone_id"], category.key)
            cells[say(category.label)] = (
                _cell(by_zone.loc[key], say) if key in by_zone.index else MISSING
            )
        cells[say("用地 km²")] = plan.land_area_m2[zone["zone_id"]] / 1e6
        cells[say("误差 m")] = zone["error_m"]
        rows.append(cells)
    return pd.DataFrame(rows)


def _cell(total: pd.Series, say: Translator) -> str:
    if pd.notna(total["gfa_m2"]):
        return qualified(total["gfa_m2"], total["qualifiers"], say)
    return say("（{figure}）", figure=qualified(total["nested_gfa_m2"], total["qualifiers"], say))
