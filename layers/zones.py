"""The four zones: poles solid, belts hatched and dashed, so that they differ without colour."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo.plan import Plan
from geo.plan.accounts import totals
from geo.plan.schema import CATEGORIES
from geo.translation import N_, Translator
from layers import palette
from layers.features import (
    Drawn,
    Label,
    LegendEntry,
    MapLayer,
    ground_of_its_own,
    inner_anchor,
    touched_subdistricts,
)
from layers.label_anchors import area_anchors
from layers.wording import qualified, square_km, wan_unit

_HATCHES = ("hatch-right", "hatch-left")


def zone_style(kind: str, *, hatch: str = _HATCHES[0]) -> dict[str, Any]:
    """Return the path options of a zone: a pole is filled and outlined, a belt hatched, dashed."""
    style: dict[str, Any] = {
        "color": palette.KIND_COLOURS[kind],
        "opacity": 1.0,
        "lineJoin": "round",
    }
    if kind == "pole":
        return {**style, "weight": 2.6, "fillColor": style["color"], "fillOpacity": 0.30}
    return {
        **style,
        "weight": 2.2,
        "dashArray": "8 5",
        "fillColor": f"url(#{hatch})",
        "fillOpacity": 1.0,
    }


def _anchors(plan: Plan, zone_id: str, ground: BaseGeometry) -> list[Point]:
    """Return where the zone's name may stand: on ground that is its alone, if it has any."""
    alone = ground_of_its_own(plan, zone_id)
    own = ground if alone.is_empty else alone
    return [inner_anchor(own), *area_anchors(own, _APART_DEG)]


_APART_DEG: Final = 0.01
"""About 1 km: so far apart are the places for a zone's name."""


def tip_lines(plan: Plan, zone_id: str, say: Translator) -> list[str]:
    """Return the zone's figures, one category a line, with qualifier and unit."""
    by_zone = totals(plan.figures, by="zone")
    lines = []
    for row in by_zone[by_zone["zone_id"] == zone_id].to_dict("records"):
        nested = pd.isna(row["gfa_m2"])  # only a part of another zone's figure
        figure = qualified(row["nested_gfa_m2" if nested else "gfa_m2"], row["qualifiers"], say)
        note = say("（已计入另一片区）") if nested else ""
        lines.append(f"{say(CATEGORIES[row['category']].label)} {figure} {wan_unit(say)}{note}")
    return lines


def draw(plan: Plan, say: Translator) -> list[Drawn]:
    """Return the zones, belts first so that poles lie on top."""
    touched = touched_subdistricts(plan, plan.zones.geometry)
    rows = plan.zones.to_dict("records")
    order = sorted(range(len(rows)), key=lambda position: rows[position]["kind"])
    hatches = iter(_HATCHES * len(rows))
    drawn = []
    for position in order:
        row = rows[position]
        zone_id, name = row["zone_id"], say.name(row)
        anchor, *also = _anchors(plan, zone_id, row["geometry"])
        land = say(
            "用地 {area}（示意，误差 {error} m）",
            area=square_km(plan.land_area_m2[zone_id]),
            error=f"{row['error_m']:g}",
        )
        drawn.append(
            Drawn(
                zone_id,
                row["geometry"],
                zone_style(row["kind"], hatch=next(hatches) if row["kind"] == "belt" else ""),
                label=Label(
                    name,
                    0,
                    f"zone {row['kind']}",
                    anchor,
                    badge=say.name(plan.profile.kinds[row["kind"]], "label"),
                    also=also,
                ),
                tip=[say.name(row, "title"), *tip_lines(plan, zone_id, say), land],
                zone=zone_id,
                subdistricts=touched[position],
            )
        )
    return drawn


def legend(plan: Plan, say: Translator) -> list[LegendEntry]:
    """Return one entry a kind of zone the plan has."""
    kinds = [plan.profile.kinds[key] for key in plan.zones_by_kind]
    return [
        LegendEntry(
            say("{label}：{text}", label=say.name(kind, "label"), text=say.name(kind, "meaning")),
            {"area": zone_style(kind.key)},
        )
        for kind in kinds
    ]


LAYER = MapLayer("zones", N_("片区"), draw, legend, z_index=410)
