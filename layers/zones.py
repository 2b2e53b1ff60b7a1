"""The zones: solid, hatched and dashed, or dotted by kind, so that kinds differ without colour."""

from __future__ import annotations

from itertools import cycle
from typing import Any, Final

import pandas as pd
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo.plan import Plan
from geo.plan.accounts import totals
from geo.plan.profile import KindStyle
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
    overview_scale,
    touched_subdistricts,
)
from layers.label_anchors import area_anchors
from layers.wording import amount_with_unit, square_km

_HATCHES: Final = ("hatch-right", "hatch-left")


def zone_style(style: KindStyle, colour: str, *, hatch: str = _HATCHES[0]) -> dict[str, Any]:
    """Return the path options of a zone by the style and colour of its kind.

    A pattern is named as `url(#hatch-right)`, `url(#hatch-left)` or `url(#dots)`; whoever draws it
    takes the colour of the outline.
    """
    path: dict[str, Any] = {"color": colour, "opacity": 1.0, "lineJoin": "round"}
    if style == "solid":
        return {**path, "weight": 2.6, "fillColor": colour, "fillOpacity": 0.30}
    pattern, dash = (hatch, "8 5") if style == "hatched" else ("dots", "2 4")
    return {
        **path,
        "weight": 2.2,
        "dashArray": dash,
        "fillColor": f"url(#{pattern})",
        "fillOpacity": 1.0,
    }


def _anchors(plan: Plan, zone_id: str, ground: BaseGeometry) -> list[Point]:
    """Return where the zone's name may stand: on ground that is its alone, if it has any."""
    alone = ground_of_its_own(plan, zone_id)
    own = ground if alone.is_empty else alone
    return [inner_anchor(own), *area_anchors(own, _APART_DEG * overview_scale(plan))]


_APART_DEG: Final = 0.01
"""About 1 km: so far apart are the places for a zone's name."""


def tip_lines(plan: Plan, zone_id: str, say: Translator) -> list[str]:
    """Return the zone's figures, one category a line, with qualifier and unit."""
    by_zone = totals(plan.figures, by="zone")
    lines = []
    for row in by_zone[by_zone["zone_id"] == zone_id].to_dict("records"):
        nested = pd.isna(row["gfa_m2"])  # only a part of another zone's figure
        gfa_m2 = row["nested_gfa_m2" if nested else "gfa_m2"]
        figure = amount_with_unit(gfa_m2, row["qualifiers"], say)
        note = say("（已计入另一片区）") if nested else ""
        lines.append(f"{say(CATEGORIES[row['category']].label)} {figure}{note}")
    return lines


def draw(plan: Plan, say: Translator) -> list[Drawn]:
    """Return the zones, the plan's first kind last so that it lies on top."""
    colours, kinds = palette.kind_colours(plan.profile), list(plan.profile.kinds)
    touched = touched_subdistricts(plan, plan.zones.geometry)
    rows = zip(plan.zones.to_dict("records"), touched, strict=True)
    hatches = cycle(_HATCHES)
    drawn = []
    for row, inside in sorted(rows, key=lambda item: -kinds.index(item[0]["kind"])):
        kind = plan.profile.kinds[row["kind"]]
        hatch = next(hatches) if kind.style == "hatched" else ""
        zone_id, colour = row["zone_id"], colours[kind.key]
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
                zone_style(kind.style, colour, hatch=hatch),
                label=Label(
                    say.name(row),
                    0,
                    f"zone {kind.key}",
                    anchor,
                    badge=say.name(kind, "label"),
                    colour=colour,
                    edge=kind.style,
                    also=also,
                ),
                tip=[say.name(row, "title"), *tip_lines(plan, zone_id, say), land],
                zone=zone_id,
                subdistricts=inside,
            )
        )
    return drawn


def legend(plan: Plan, say: Translator) -> list[LegendEntry]:
    """Return one entry a kind of zone the plan has."""
    colours = palette.kind_colours(plan.profile)
    kinds = [plan.profile.kinds[key] for key in plan.zones_by_kind]
    return [
        LegendEntry(
            say("{label}：{text}", label=say.name(kind, "label"), text=say.name(kind, "meaning")),
            {"area": zone_style(kind.style, colours[kind.key])},
        )
        for kind in kinds
    ]


LAYER = MapLayer("zones", N_("片区"), draw, legend, z_index=410)
