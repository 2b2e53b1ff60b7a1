"""The inset that says where a map lies: roads and metro, the district, the map's ground."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import shapely
from shapely import affinity
from shapely.geometry import box as rectangle
from shapely.geometry.base import BaseGeometry

from briefings.bilingual import Speaker
from briefings.box import Box
from briefings.ground import fitted, to_metres
from briefings.paper.blocks import SECOND
from briefings.paper.canvas import Canvas, Type
from briefings.paper.marks import draw_shape
from geo.plan import Plan
from layers import palette

_NAME: Final = 7.6
_TRACK = {"color": palette.METRO, "weight": 1.1, "fill": False}
_SPINE = {"color": palette.SPINE, "weight": 1.8, "fill": False}
_ROAD = {"color": palette.ROAD, "weight": 0.9, "fill": False}
_WATER = {"stroke": False, "fillColor": palette.RIVER_FILL, "fillOpacity": 1.0}
_DISTRICT = {
    "color": palette.DISTRICT_LINE,
    "weight": 1.1,
    "fillColor": palette.DISTRICT_FILL,
    "fillOpacity": 1.0,
}
_FRAME = {"color": palette.ACCENT, "weight": 1.8, "fill": False}
_ABOUT = {**_FRAME, "fill": True, "fillColor": palette.ACCENT, "fillOpacity": 0.35}


def draw_locator(canvas: Canvas, box: Box, plan: Plan, about: BaseGeometry, speak: Speaker) -> None:
    """Draw the inset: tracks, river, district, and in red what the map is about."""
    unit = canvas.unit
    district = rectangle(*plan.bounds)
    bounds = shapely.union_all([affinity.scale(district, 1.5, 1.25), about.envelope])
    ground = fitted(bounds, box, crs=plan.metric_crs, margin=7 * unit, round_scale=False)
    canvas.rectangle(box, facecolor=palette.LAND, edgecolor="none", name="locator")
    for metres, style in _surroundings(plan):
        draw_shape(canvas, metres, style, ground, name="locator")
    frame = about.equals(about.envelope)
    own = _turned(ground.metres(about))
    draw_shape(canvas, own, _FRAME if frame else _ABOUT, ground, name="locator")
    middle = plan.ground.representative_point()
    x, y = ground.point(ground.metres(middle).centroid)
    for index, line in enumerate(speak.name(plan.profile, "district").split("\n")):
        size = _NAME * unit * (SECOND if index else 1.0)
        kind = Type(size, align="center", halo=palette.PAPER, colour=palette.MUTED)
        canvas.text(line, (x, y - index * _NAME * 1.15 * unit), kind, name="locator-name")
    canvas.rectangle(box, fill=False, edgecolor=palette.MUTED, linewidth=0.6 * unit)


@lru_cache(maxsize=8)
def _surroundings(plan: Plan) -> tuple[tuple[BaseGeometry, Mapping[str, Any]], ...]:
    """Return what every inset of a plan shows, in metres, with its style."""
    ground = plan.district if len(plan.district) else plan.zones
    shapes = [(geometry, _DISTRICT) for geometry in ground.geometry]
    shapes += [(geometry, _WATER) for geometry in plan.river.geometry]
    shapes += [(geometry, _ROAD) for geometry in plan.roads.geometry]
    spine = plan.profile.spine_line
    shapes += [
        (row["geometry"], _SPINE if spine in row["lines"] else _TRACK)
        for row in plan.tracks.to_dict("records")
    ]
    crs = plan.metric_crs
    return tuple((_turned(to_metres(geometry, crs)), style) for geometry, style in shapes)


def _turned(area: BaseGeometry) -> BaseGeometry:
    """Return an area with its holes running against its outline."""
    return shapely.orient_polygons(area) if area.geom_type.endswith("Polygon") else area
