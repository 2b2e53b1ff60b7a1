"""Parks: the named parts of zones, as areas where limits are known and as diamonds where not."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geo.plan import Plan
from geo.plan.schema import CATEGORIES
from geo.translation import N_, Translator
from layers import palette
from layers.features import (
    Card,
    Drawn,
    Label,
    LegendEntry,
    MapLayer,
    inner_anchor,
    touched_subdistricts,
)
from layers.wording import amount_with_unit

PARK_STYLE: dict[str, Any] = {
    "color": palette.PARK,
    "weight": 1.6,
    "opacity": 1.0,
    "dashArray": "3 3",
    "fillColor": palette.PARK,
    "fillOpacity": 0.12,
}


def park_rows(row: dict[str, Any], say: Translator) -> list[tuple[str, str]]:
    """Return a park's figures with the plan's words, its basis and its error, labelled."""
    rows = []
    for category in CATEGORIES.values():
        stem = f"{category.key}_gfa"
        if pd.notna(row[f"{stem}_m2"]):
            amount = amount_with_unit(row[f"{stem}_m2"], [row[f"{stem}_qualifier"]], say)
            nested = say("（已计入片区，合计只计一次）") if row["part_of"] else ""
            rows.append((say(category.label), f"{amount}{nested}"))
            rows.append((say("规划原文"), say.name(row, f"{stem}_quote")))
    rows.append((say("边界依据"), say.name(row, "boundary_basis")))
    if pd.notna(row["error_m"]):
        rows.append((say("位置误差"), f"{row['error_m']:g} m"))
    return rows


def draw(plan: Plan, say: Translator) -> list[Drawn]:
    """Return the parks that have a place on the map; the others are listed in the zone card."""
    parks = plan.parks[plan.parks.geometry.notna()]
    touched = touched_subdistricts(plan, parks.geometry)
    drawn = []
    for row, inside in zip(parks.to_dict("records"), touched, strict=True):
        geometry = row["geometry"]
        is_point = geometry.geom_type == "Point"
        anchor = geometry if is_point else inner_anchor(geometry)
        symbol = {"shape": "diamond", "radius": 6, "fill": palette.PARK} if is_point else None
        name = say.name(row)
        drawn.append(
            Drawn(
                row["park_id"],
                geometry,
                {} if is_point else PARK_STYLE,
                symbol=symbol,
                label=Label(name, 15, "park", anchor, 12.5, beside=8 if is_point else 0),
                tip=[name],
                cards=[Card(name, park_rows(row, say))],
                subdistricts=inside,
            )
        )
    return drawn


def legend(plan: Plan, say: Translator) -> list[LegendEntry]:
    """Return the look of parks with and without known limits, as far as there are any."""
    is_point = plan.parks.geometry.dropna().geom_type == "Point"
    entries = []
    if not is_point.all():
        entries.append(LegendEntry(say("园区（四至示意）"), {"area": PARK_STYLE}))
    if is_point.any():
        entries.append(LegendEntry(say("园区（仅中心点）"), {"diamond": palette.PARK}))
    return entries


LAYER = MapLayer("parks", N_("园区"), draw, legend, z_index=430)
