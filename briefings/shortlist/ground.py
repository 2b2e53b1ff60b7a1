"""The map of a shortlist: the candidates' pins and grounds, and what of the query has a place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

import geopandas as gpd
import shapely
from shapely.geometry import box as rectangle
from shapely.geometry.base import BaseGeometry

from briefings.bilingual import Speaker
from briefings.paper.blocks import Legend
from briefings.pins import Pin
from briefings.scene import MapPart
from briefings.shortlist.content import Entry
from briefings.shortlist.public_copy import PublicCopy
from briefings.shortlist.shortlist import LAYERS
from geo.crs import GEOGRAPHIC
from geo.plan import Plan
from geo.search.criteria.metro import Near
from geo.search.positions import drawn_ground, stations_near
from geo.translation import N_, Translator
from layers import catalogue, palette
from layers.features import Drawn, LegendEntry, MapLayer

_LEAST_M: Final = 3600.0
"""The least ground a map shows across: candidates in one building need surroundings."""
_AROUND: Final = 0.09
"""What is shown around candidates, as a share of what they take."""
_CANDIDATE: Final[dict[str, Any]] = {
    "color": palette.FOCUS,
    "weight": 3.0,
    "opacity": 1.0,
    "fillColor": palette.FOCUS,
    "fillOpacity": 0.16,
}
_DRAWN: Final[dict[str, Any]] = {
    "color": palette.FOCUS,
    "weight": 1.8,
    "opacity": 1.0,
    "dashArray": "7 4",
    "fill": False,
}
_NEAR: Final[dict[str, Any]] = {
    "color": palette.CRITERION_COLOURS["metro"],
    "weight": 1.4,
    "opacity": 0.9,
    "dashArray": "2 3",
    "fillColor": palette.CRITERION_COLOURS["metro"],
    "fillOpacity": 0.05,
}


def map_part(found: PublicCopy, entries: Sequence[Entry]) -> MapPart:
    """Return the map: what is on the list, whole, with some ground around it."""
    pins = tuple(
        Pin(entry.number, entry.point, entry.name.split("\n")[0])
        for entry in entries
        if entry.point is not None
    )
    own = MapLayer("candidates", N_("候选"), partial(_draw, found, entries), _no_legend, _Z)
    return MapPart(
        LAYERS,
        _extent(found, entries),
        without_names=frozenset({"road", "line"}),
        nearer=0.0,
        own=(own,),
        pins=pins,
    )


_Z: Final = catalogue.ALL["parks"].z_index + 5


def _no_legend(_plan: Plan, _say: Translator) -> list[LegendEntry]:
    return []


def _draw(found: PublicCopy, entries: Sequence[Entry], plan: Plan, _say: Translator) -> list[Drawn]:
    """Return what of the query has a place, then the candidates' own grounds."""
    query = found.shortlist.query
    drawn = []
    if query.near is not None and (around := _around_stations(plan, query.near)) is not None:
        drawn.append(Drawn("near", around, _NEAR))
    if query.ground is not None:
        drawn.append(Drawn("ground", _shape_drawn(found), _DRAWN))
    drawn += [
        Drawn(f"ground-{entry.number}", entry.ground, _CANDIDATE)
        for entry in entries
        if entry.ground is not None
    ]
    return drawn


def _around_stations(plan: Plan, near: Near) -> BaseGeometry | None:
    """Return the ground not farther from a station, or from any of a line, than asked for."""
    chosen = stations_near(plan, near.line, near.station_id)
    if chosen.empty:
        return None
    around = chosen.geometry.to_crs(plan.metric_crs).buffer(near.max_m).union_all()
    return _in_degrees(around, plan)


def _shape_drawn(found: PublicCopy) -> BaseGeometry:
    """Return the ring or circle that was drawn on the map."""
    ground = found.shortlist.query.ground
    assert ground is not None  # noqa: S101 - asked by the callers
    shape = drawn_ground(ground, found.plan.metric_crs)
    shape = shape if ground.radius_m is None else shape.buffer(ground.radius_m)
    return _in_degrees(shape, found.plan)


def _in_degrees(shape: BaseGeometry, plan: Plan) -> BaseGeometry:
    moved = gpd.GeoSeries([shape], crs=plan.metric_crs).to_crs(GEOGRAPHIC)
    geometry: BaseGeometry = moved.iloc[0]
    return geometry


def _extent(found: PublicCopy, entries: Sequence[Entry]) -> BaseGeometry:
    """Return the ground to show (EPSG:4326): the whole district where no candidate has a place."""
    shapes = [entry.ground if entry.ground is not None else entry.point for entry in entries]
    shown = [shape for shape in shapes if shape is not None]
    if not shown:
        return rectangle(*found.plan.bounds)
    if found.shortlist.query.ground is not None:
        shown.append(_shape_drawn(found))
    metres = gpd.GeoSeries(shown, crs=GEOGRAPHIC).to_crs(found.plan.metric_crs)
    west, south, east, north = metres.total_bounds
    across, up = (
        max(size * (1 + 2 * _AROUND), _LEAST_M) / 2 for size in (east - west, north - south)
    )
    x, y = (west + east) / 2, (south + north) / 2
    return _in_degrees(shapely.box(x - across, y - up, x + across, y + up), found.plan)


def legend(found: PublicCopy, entries: Sequence[Entry], speak: Speaker) -> Legend:
    """Return what the signs of the map mean, in one list."""
    query, plan = found.shortlist.query, found.plan
    own = [LegendEntry(speak.message("候选（编号同表）"), {"circle": palette.FOCUS, "glyph": "1"})]
    if any(entry.ground is not None for entry in entries):
        own.append(LegendEntry(speak.message("候选的范围"), {"area": _CANDIDATE}))
    if query.near is not None:
        metres = f"{query.near.max_m:,.0f}"
        text = speak(lambda say: say("距站 {metres} m 内（直线）", metres=metres))
        own.append(LegendEntry(text, {"area": _NEAR}))
    if query.ground is not None:
        own.append(LegendEntry(speak.message("圈选范围"), {"line": _DRAWN["color"], "dash": "7 4"}))
    for key in LAYERS:
        own += speak.entries(lambda say, key=key: catalogue.ALL[key].legend(plan, say))  # type: ignore[misc]
    return Legend("", [entry for entry in own if "rings" not in entry.swatch])
