"""New capacity: one proportional circle a figure, by category, with its 万㎡ beside it."""

from __future__ import annotations

from collections.abc import Hashable
from math import pi, sqrt
from typing import Any, Final

import shapely
from shapely.geometry import Point

from geo.plan import Plan
from geo.plan.schema import CAPACITY_CATEGORIES, CATEGORIES
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
from layers.wording import qualified, quotation, wan_unit


def _anchors(plan: Plan, figures: list[dict[Hashable, Any]]) -> list[Point]:
    """Return where the circles stand: on their parks, else in their zones, apart from each other.

    A zone's circle takes the middle of the largest free ground of the zone: what other zones and
    the circles already placed leave of it.
    """
    parks = plan.parks.set_index("park_id").geometry
    zones = plan.zones.set_index("zone_id").geometry
    fixed = {row["figure_id"]: parks.get(row["park_id"]) for row in figures}
    placed = {figure_id: park.centroid for figure_id, park in fixed.items() if park is not None}
    by_ground = sorted(figures, key=lambda row: zones[row["zone_id"]].area)
    for row in (row for row in by_ground if row["figure_id"] not in placed):
        own = zones[row["zone_id"]]
        alone = ground_of_its_own(plan, row["zone_id"])
        circles = [point.buffer(_APART_DEG) for point in placed.values()]
        free = alone.difference(shapely.union_all(circles))
        ground = next(area for area in (free, alone, own) if not area.is_empty)
        placed[row["figure_id"]] = inner_anchor(ground)
    return [placed[row["figure_id"]] for row in figures]


_APART_DEG: Final = 0.014
"""About 1.4 km: circles of the plan's size stay apart when the whole district is in view."""


def draw(plan: Plan, say: Translator) -> list[Drawn]:
    """Return a circle for every counted figure of what the plan brings about.

    A figure that is part of another is not drawn again: its words stand in the other's tooltip.
    """
    table = plan.figures
    shown = table[table["category"].isin(CAPACITY_CATEGORIES) & table["part_of"].isna()]
    rows = shown.sort_values("gfa_m2", ascending=False).to_dict("records")
    anchors = _anchors(plan, rows)
    touched = touched_subdistricts(plan, anchors)
    return [
        _circle(plan, row, anchor, inside, say)
        for row, anchor, inside in zip(rows, anchors, touched, strict=True)
    ]


def _circle(
    plan: Plan,
    figure: dict[Hashable, Any],
    anchor: Point,
    inside: list[str],
    say: Translator,
) -> Drawn:
    table = plan.figures
    category = CATEGORIES[figure["category"]]
    radius = palette.capacity_radius(figure["gfa_m2"])
    text = f"{say(category.label)} {_amount(figure, say)}"
    nested = table["part_of"].eq(figure["zone_id"]) & table["category"].eq(category.key)
    parts = table[nested & (figure["park_id"] is None)]
    return Drawn(
        figure["figure_id"],
        anchor,
        symbol={
            "shape": "circle",
            "radius": round(radius, 2),
            "fill": palette.CATEGORY_COLOURS[category.key],
            "glyph": say(palette.CATEGORY_GLYPHS[category.key]),
            **_aside(plan, figure, anchor, radius),
        },
        label=Label(text, 10, "capacity", anchor, beside=radius),
        tip=[
            f"{say.name(figure)} · {text}",
            quotation(say.name(figure, "quote"), figure["section"], say),
            *(
                say(
                    "其中 {name} {amount}，只计一次", name=say.name(part), amount=_amount(part, say)
                )
                for part in parts.to_dict("records")
            ),
        ],
        zone=figure["zone_id"],
        subdistricts=inside,
    )


def _aside(
    plan: Plan, figure: dict[Hashable, Any], anchor: Point, radius: float
) -> dict[str, float]:
    """Return how far beside its place, in px, a circle stands that would hide its own zone.

    It stands on the side that is nearer to the district's edge; other circles stay in place.
    """
    land_m2 = plan.land_area_m2[figure["zone_id"]]
    if figure["park_id"] is not None or pi * (radius * _OVERVIEW_M_PER_PX) ** 2 < land_m2 / 2:
        return {}
    west, _, east, _ = plan.district.total_bounds
    away = radius + sqrt(land_m2) / 2 / _OVERVIEW_M_PER_PX + _RIM_PX
    return {"aside": round(away if anchor.x > (west + east) / 2 else -away, 1)}


_OVERVIEW_M_PER_PX: Final = 20.0
"""About the scale of a map that shows the whole district on a screen."""
_RIM_PX: Final = 6.0


def _amount(figure: dict[Hashable, Any], say: Translator) -> str:
    return f"{qualified(figure['gfa_m2'], [figure['qualifier']], say)} {wan_unit(say)}"


def legend(plan: Plan, say: Translator) -> list[LegendEntry]:
    """Return the categories the plan has, and the scale of the circles."""
    present = set(plan.figures["category"])
    entries = [
        LegendEntry(
            f"{say(CATEGORIES[key].label)}",
            {
                "circle": palette.CATEGORY_COLOURS[key],
                "radius": 8,
                "glyph": say(palette.CATEGORY_GLYPHS[key]),
            },
        )
        for key in CAPACITY_CATEGORIES
        if key in present
    ]
    return [*entries, LegendEntry("", {"rings": [_ring(gfa_m2, say) for gfa_m2 in _RING_GFA_M2]})]


_RING_GFA_M2: Final = (4_000_000.0, 1_000_000.0)


def _ring(gfa_m2: float, say: Translator) -> dict[str, object]:
    """Return one circle of the legend's scale, with what it stands for."""
    amount = f"{qualified(gfa_m2, [], say)} {wan_unit(say)}"
    return {"radius": palette.capacity_radius(gfa_m2), "text": amount, "line": palette.MUTED}


LAYER = MapLayer("capacity", N_("新增载体"), draw, legend, z_index=450)
