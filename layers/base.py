"""The offline base: district, sub-districts, rivers and roads, drawn by us; quiet on purpose."""

from __future__ import annotations

from typing import Final

from shapely.geometry import Point, box
from shapely.geometry.base import BaseGeometry

from geo.plan import Plan
from geo.plan.profile import Bounds
from geo.translation import N_, Translator
from layers import palette
from layers.features import (
    Drawn,
    Label,
    LegendEntry,
    MapLayer,
    inner_anchor,
    middle_of,
    overview_scale,
    split_by_ground,
)
from layers.label_anchors import area_anchors

_GROUND = {"className": "ground"}
"""What online tiles show themselves: hidden while they are beneath."""

_AREA = {**_GROUND, "stroke": False, "fillOpacity": 1.0}
_FADED = 0.45


def draw(plan: Plan, say: Translator) -> list[Drawn]:
    """Return the base from bottom to top: ground, river, roads, limits, names."""
    return [
        *_ground(plan),
        *_river(plan, say),
        *_roads(plan, say),
        *_subdistricts(plan, say),
        *_district(plan, say),
    ]


def _ground(plan: Plan) -> list[Drawn]:
    style = {**_AREA, "fillColor": palette.DISTRICT_FILL}
    return [
        Drawn(f"ground-{row.district_id}", row.geometry, style)
        for row in plan.district.itertuples()
    ]


def _river(plan: Plan, say: Translator) -> list[Drawn]:
    style = {**_AREA, "fillColor": palette.RIVER_FILL}
    apart = _APART_DEG * overview_scale(plan)
    return [
        Drawn(
            row["river_id"],
            row["geometry"],
            style,
            label=Label(
                say.name(row),
                30,
                "river upright" if _runs_north(row["geometry"], plan.bounds) else "river",
                _beside_ground(row["geometry"], plan.bounds),
                11.5,
                also=area_anchors(row["geometry"].intersection(box(*plan.bounds)), apart),
            ),
        )
        for row in plan.river.to_dict("records")
    ]


_APART_DEG: Final = 0.012
"""About 1.2 km: so far apart are the places for a river's name."""


def _runs_north(geometry: BaseGeometry, bounds: Bounds) -> bool:
    """Whether a river runs north and south along the ground: its name then follows it."""
    west, south, east, north = geometry.intersection(box(*bounds)).bounds
    return north - south > east - west


def _beside_ground(geometry: BaseGeometry, bounds: Bounds) -> Point:
    """Return the river's widest place in the southern half of the ground, clear of the zones."""
    west, south, east, north = bounds
    beside = geometry.intersection(box(west, south, east + 0.02, (south + north) / 2))
    return inner_anchor(geometry if beside.is_empty else beside)


def _roads(plan: Plan, say: Translator) -> list[Drawn]:
    drawn = []
    for row in plan.roads.sort_values("kind", ascending=False).to_dict("records"):
        express = row["kind"] == "expressway"
        style = {
            **_GROUND,
            "color": palette.EXPRESSWAY if express else palette.ROAD,
            "weight": 3.2 if express else 1.8,
            "opacity": 1.0,
            "fill": False,
            "lineCap": "round",
        }
        inside, outside = split_by_ground(plan, row["geometry"])
        if outside is not None:
            faded = {**style, "opacity": _FADED}
            drawn.append(Drawn(f"{row['road_id']}-around", outside, faded))
        if inside is not None:
            label = Label(
                say.name(row),
                60 if express else 70,
                "road",
                middle_of(inside),
                13 if express else 14,
            )
            drawn.append(Drawn(row["road_id"], inside, style, label=label))
    return drawn


def _subdistricts(plan: Plan, say: Translator) -> list[Drawn]:
    style = {
        "color": palette.SUBDISTRICT_LINE,
        "weight": 1,
        "opacity": 1.0,
        "dashArray": "1 3",
        "fill": False,
    }
    return [
        Drawn(
            row["subdistrict_id"],
            row["geometry"],
            style,
            label=Label(say.name(row), 50, "subdistrict", inner_anchor(row["geometry"]), 12),
        )
        for row in plan.subdistricts.to_dict("records")
    ]


def _district(plan: Plan, say: Translator) -> list[Drawn]:
    style = {
        "color": palette.DISTRICT_LINE,
        "weight": 1.6,
        "opacity": 1.0,
        "dashArray": "9 3 2 3",
        "fill": False,
    }
    return [
        Drawn(f"limit-{row['district_id']}", row["geometry"], style)
        for row in plan.district.to_dict("records")
    ]


def legend(plan: Plan, say: Translator) -> list[LegendEntry]:
    """Return the limits that the plan has, which also lie on online basemaps."""
    limits = (
        (plan.district, say("区界"), palette.DISTRICT_LINE, "9 3 2 3"),
        (plan.subdistricts, say("街道（镇）界"), palette.SUBDISTRICT_LINE, "1 3"),
    )
    return [
        LegendEntry(text, {"line": colour, "dash": dash})
        for areas, text, colour, dash in limits
        if len(areas)
    ]


LAYER = MapLayer("base", N_("底图"), draw, legend, z_index=210, clickable=False)
