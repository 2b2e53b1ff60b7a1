"""The features of a map layer: GeoJSON whose properties say how to draw each of them.

The map client draws what it is told and knows nothing of the plan. Properties of a feature:

- `id`, and `zone` when a click on it selects a zone;
- `style`: Leaflet path options (lines, areas), or `symbol`: shape, radius and glyph (points);
- `label`: text, priority (lower goes first), zoom range, class, its anchor and others it may take;
- `tip`: title and lines of the tooltip; `cards`: what a click opens;
- `subdistricts`: ids of the sub-districts it touches, for the filter.

All text is plain: the client writes it with `textContent` and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import asinh, floor, log2, pi, radians, tan
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import MultiPoint, Point, mapping
from shapely.geometry.base import BaseGeometry

from geo.crs import Datum, convert_datum
from geo.plan import Plan
from geo.plan.profile import KindStyle
from geo.translation import Translator

Style = Mapping[str, Any]


@dataclass(frozen=True)
class Label:
    """A name on the map. Labels that would collide with one of lower `priority` are left out."""

    text: str
    priority: float
    kind: str
    anchor: Point
    min_zoom: float = 0.0
    max_zoom: float = 30.0
    beside: float = 0.0
    """Distance in px from the anchor at which the label stands beside it; 0 stands on it."""
    badge: str = ""
    """A word in a field of this `colour` before the text: the kind of a zone, on its plate."""
    colour: str = ""
    edge: KindStyle = "solid"
    """The outline of the plate."""
    also: Sequence[Point] = ()
    """Further places on its feature where the name may stand, best first."""


@dataclass(frozen=True)
class Card:
    """What a click on a feature opens: a title and labelled lines."""

    title: str
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Drawn:
    """One feature ready to draw; geometries in EPSG:4326."""

    id: str
    geometry: BaseGeometry
    style: Style = field(default_factory=dict)
    symbol: Style | None = None
    label: Label | None = None
    tip: Sequence[str] = ()
    cards: Sequence[Card] = ()
    zone: str | None = None
    subdistricts: Sequence[str] = ()


@dataclass(frozen=True)
class LegendEntry:
    """One line of a legend: a swatch drawn from the same style as the map."""

    text: str
    swatch: Style


@dataclass(frozen=True)
class MapLayer:
    """One switchable layer of the map."""

    key: str
    title: str
    draw: Callable[[Plan, Translator], list[Drawn]]
    legend: Callable[[Plan, Translator], list[LegendEntry]]
    z_index: int
    shown_first: bool = True
    clickable: bool = True


def touched_subdistricts(plan: Plan, geometries: Iterable[BaseGeometry]) -> list[list[str]]:
    """Return for each geometry (EPSG:4326) the ids of the sub-districts it touches."""
    located = np.array(list(geometries), dtype=object)
    touched: list[list[str]] = [[] for _ in located]
    ids = plan.subdistricts["subdistrict_id"].to_list()
    pairs = plan.subdistricts.sindex.query(located, predicate="intersects")
    for position, subdistrict in zip(*pairs, strict=True):
        touched[position].append(ids[subdistrict])
    return touched


def collection(drawn: Sequence[Drawn], datum: Datum = Datum.WGS84) -> dict[str, Any]:
    """Return a FeatureCollection of what is drawn, its coordinates in `datum`."""
    geometries = _shifted([item.geometry for item in drawn], datum)
    anchors = _shifted([_anchors(item.label) for item in drawn], datum)
    features = [
        {
            "type": "Feature",
            "id": item.id,
            "geometry": mapping(_rounded(geometry)),
            "properties": _properties(item, places),
        }
        for item, geometry, places in zip(drawn, geometries, anchors, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def _anchors(label: Label | None) -> MultiPoint:
    return MultiPoint([label.anchor, *label.also] if label else [])


def _rounded(geometry: BaseGeometry) -> BaseGeometry:
    """Return the geometry with coordinates of 6 decimals (0.1 m), enough for any screen."""
    return shapely.transform(geometry, lambda xy: xy.round(6))


def _shifted(geometries: Sequence[BaseGeometry], datum: Datum) -> Sequence[BaseGeometry]:
    series = gpd.GeoSeries(list(geometries), crs="EPSG:4326")
    return list(convert_datum(series, Datum.WGS84, datum))


def _properties(item: Drawn, places: BaseGeometry) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "id": item.id,
        "style": dict(item.style),
        "symbol": dict(item.symbol) if item.symbol else None,
        "tip": list(item.tip),
        "cards": [{"title": card.title, "rows": list(card.rows)} for card in item.cards],
        "zone": item.zone,
        "subdistricts": list(item.subdistricts),
    }
    if item.label:
        first, *also = [
            [round(anchor.y, 6), round(anchor.x, 6)] for anchor in shapely.get_parts(places)
        ]
        properties["label"] = {
            "text": item.label.text,
            "priority": item.label.priority,
            "kind": item.label.kind,
            "at": first,
            "also": also,
            "minZoom": item.label.min_zoom,
            "maxZoom": item.label.max_zoom,
            "beside": item.label.beside,
            "badge": item.label.badge,
            "colour": item.label.colour,
            "edge": item.label.edge,
        }
    return {key: value for key, value in properties.items() if value}


def split_by_ground(
    plan: Plan, line: BaseGeometry
) -> tuple[BaseGeometry | None, BaseGeometry | None]:
    """Return a line's parts on the plan's ground and around it, where context fades."""
    inside, outside = shapely.intersection(line, plan.ground), shapely.difference(line, plan.ground)
    return (None if inside.is_empty else inside, None if outside.is_empty else outside)


def overview_zoom(plan: Plan) -> int:
    """Return the whole zoom at which the plan's ground just fits into 600 px."""
    west, south, east, north = plan.bounds
    north_south = [asinh(tan(radians(lat))) / (2 * pi) for lat in (south, north)]
    share = max((east - west) / 360, north_south[1] - north_south[0])
    return min(max(floor(log2(600 / (256 * share))), 2), 16)


def overview_scale(plan: Plan) -> float:
    """Return how much more ground a px shows in the overview than at zoom 12, about 20 m.

    Distances that look right for a district of the city are multiplied by it.
    """
    return 2.0 ** (12 - overview_zoom(plan))


def ground_of_its_own(plan: Plan, zone_id: str) -> BaseGeometry:
    """Return the ground that is a zone's alone (EPSG:4326); empty if others cover all of it."""
    zones = plan.zones.set_index("zone_id").geometry
    alone: BaseGeometry = zones[zone_id].difference(zones.drop(zone_id).union_all())
    return alone


def middle_of(line: BaseGeometry, *, at: float = 0.5) -> Point:
    """Return the point at a share of a line's longest part."""
    longest = max(getattr(line, "geoms", [line]), key=lambda part: part.length)
    return Point(longest.interpolate(at, normalized=True))


def inner_anchor(geometry: BaseGeometry) -> Point:
    """Return the centre of the largest circle inside an area: where its name stands best."""
    (circle,) = shapely.maximum_inscribed_circle(np.array([geometry]), tolerance=1e-4)
    return Point(circle.coords[0])
