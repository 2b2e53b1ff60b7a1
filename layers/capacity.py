"""New capacity: one proportional circle a figure, by category, with its 万㎡ beside it."""

from __future__ import annotations

from collections.abc import Hashable
from math import floor, log10, pi, sqrt
from typing import Any, Final

import pandas as pd
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
    overview_scale,
    touched_subdistricts,
)
from layers.wording import amount_with_unit, quotation


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
    apart = _APART_DEG * overview_scale(plan)
    for row in (row for row in by_ground if row["figure_id"] not in placed):
        own = zones[row["zone_id"]]
        alone = ground_of_its_own(plan, row["zone_id"])
        circles = [point.buffer(apart) for point in placed.values()]
        free = alone.difference(shapely.union_all(circles))
        ground = next(area for area in (free, alone, own) if not area.is_empty)
        placed[row["figure_id"]] = inner_anchor(ground)
    return [placed[row["figure_id"]] for row in figures]


_APART_DEG: Final = 0.014
"""About 1.4 km in a district at zoom 12: circles stay apart when the whole ground is in view."""


def _shown(plan: Plan) -> pd.DataFrame:
    """Return the figures of what the plan brings about that are not part of another."""
    table = plan.figures
    return table[table["category"].isin(CAPACITY_CATEGORIES) & table["part_of"].isna()]


def circle_radius(plan: Plan, gfa_m2: float) -> float:
    """Return the radius in px of a proportional symbol: its area goes with the floor area.

    The largest of the plan's figures and of its legend's circles has a radius of 34 px; none is
    smaller than can be seen and clicked.
    """
    largest = max([*plan.profile.circle_gfa_m2, *_shown(plan)["gfa_m2"]])
    return max(_LARGEST_PX * sqrt(gfa_m2 / largest), _LEAST_PX)


_LARGEST_PX: Final = 34.0
_LEAST_PX: Final = 5.0
_SMALL_PX: Final = 8.0
"""The amount of a smaller circle is not written in the overview, and only where there is space."""


def circle_gfa_m2(plan: Plan) -> tuple[float, ...]:
    """Return the floor areas of the legend's circles, m²: the plan's, else two round ones.

    Those are no larger than the largest figure, and than a quarter of the first.
    """
    figures = _shown(plan)["gfa_m2"]
    if plan.profile.circle_gfa_m2 or figures.empty:
        return plan.profile.circle_gfa_m2
    large = _round_below(figures.max())
    return large, _round_below(large / 4)


def _round_below(gfa_m2: float) -> float:
    """Return the largest of 1, 2, 5, 10, 20, 50 … that is no larger."""
    decade = 10.0 ** floor(log10(gfa_m2))
    return max(step * decade for step in (1, 2, 5) if step * decade <= gfa_m2)


def draw(plan: Plan, say: Translator) -> list[Drawn]:
    """Return a circle for every counted figure of what the plan brings about.

    A figure that is part of another is not drawn again: its words stand in the other's tooltip.
    """
    rows = _shown(plan).sort_values("gfa_m2", ascending=False).to_dict("records")
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
    radius = circle_radius(plan, figure["gfa_m2"])
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
        label=Label(
            text,
            10 if radius >= _SMALL_PX else 16,
            "capacity",
            anchor,
            min_zoom=0 if radius >= _SMALL_PX else 13,
            beside=radius,
        ),
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

    It stands on the side that is nearer to the ground's edge; other circles stay in place.
    """
    land_m2 = plan.land_area_m2[figure["zone_id"]]
    m_per_px = _M_PER_PX * overview_scale(plan)
    if figure["park_id"] is not None or pi * (radius * m_per_px) ** 2 < land_m2 / 2:
        return {}
    west, _, east, _ = plan.bounds
    away = radius + sqrt(land_m2) / 2 / m_per_px + _RIM_PX
    return {"aside": round(away if anchor.x > (west + east) / 2 else -away, 1)}


_M_PER_PX: Final = 20.0
"""About the scale of a map that shows a whole district on a screen."""
_RIM_PX: Final = 6.0


def _amount(figure: dict[Hashable, Any], say: Translator) -> str:
    return amount_with_unit(figure["gfa_m2"], [figure["qualifier"]], say)


def legend(plan: Plan, say: Translator) -> list[LegendEntry]:
    """Return the categories the plan has, and the scale of the circles."""
    shown = _shown(plan)
    if shown.empty:
        return []
    present = set(plan.figures["category"])
    entries = [
        LegendEntry(
            say(CATEGORIES[key].label),
            {
                "circle": palette.CATEGORY_COLOURS[key],
                "radius": 8,
                "glyph": say(palette.CATEGORY_GLYPHS[key]),
            },
        )
        for key in CAPACITY_CATEGORIES
        if key in present
    ]
    rings = [
        {
            "radius": circle_radius(plan, gfa_m2),
            "text": amount_with_unit(gfa_m2, [], say),
            "line": palette.MUTED,
        }
        for gfa_m2 in circle_gfa_m2(plan)
    ]
    return [*entries, LegendEntry("", {"rings": rings})]


LAYER = MapLayer("capacity", N_("新增载体"), draw, legend, z_index=450)
