"""Positions of candidates: straight-line distances in metres, and the ground they lie on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, Protocol

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo.crs import GEOGRAPHIC
from geo.plan import Plan

Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]
PlaceKind = Literal["zone", "park", "subdistrict"]

_LAYERS: Final[dict[PlaceKind, str]] = {
    "zone": "zones",
    "park": "parks",
    "subdistrict": "subdistricts",
}


@dataclass(frozen=True)
class Ground:
    """Ground drawn on the map: a ring of lon/lat, or a circle (one lon/lat and `radius_m`)."""

    points: tuple[tuple[float, float], ...]
    radius_m: float | None = None


class Positions(Protocol):
    """Where candidates are; without a position a distance is nan and no ground holds them."""

    def metres_to(self, stations: gpd.GeoSeries) -> Numbers:
        """Return the straight-line distance to the nearest of some points (EPSG:4326), m."""
        ...

    def metres_outside(self, ground: Ground) -> Numbers:
        """Return how far outside drawn ground each lies, m; 0 where it lies on it."""
        ...

    def on_ground_of(self, plan: Plan, kind: PlaceKind, place_id: str) -> Flags:
        """Return which lie on the ground of a zone, park or sub-district."""
        ...


@dataclass(frozen=True, eq=False)
class CarrierPositions:
    """Points: `xy` is `(n, 2)` in `metric_crs`, `lon_lat` the same in EPSG:4326."""

    lon_lat: Numbers
    xy: Numbers
    metric_crs: str

    def metres_to(self, stations: gpd.GeoSeries) -> Numbers:
        """See `Positions`. One station after the other, so that memory does not grow with them."""
        nearest = np.full(len(self.xy), np.inf)
        for x, y in shapely.get_coordinates(stations.to_crs(self.metric_crs)):
            np.minimum(nearest, np.hypot(self.xy[:, 0] - x, self.xy[:, 1] - y), out=nearest)
        return np.where(np.isfinite(nearest), nearest, np.nan)

    def metres_outside(self, ground: Ground) -> Numbers:
        """See `Positions`."""
        drawn = drawn_ground(ground, self.metric_crs)
        if ground.radius_m is not None:
            (x, y) = shapely.get_coordinates(drawn)[0]
            metres = np.hypot(self.xy[:, 0] - x, self.xy[:, 1] - y) - ground.radius_m
            return np.asarray(np.maximum(metres, 0.0))
        metres = np.asarray(shapely.distance(drawn, shapely.points(self.xy)), dtype=float)
        return np.where(np.isnan(self.xy[:, 0]), np.nan, metres)

    def on_ground_of(self, plan: Plan, kind: PlaceKind, place_id: str) -> Flags:
        """See `Positions`."""
        ground = _ground_of(plan, kind, place_id)
        if ground is None or ground.geom_type == "Point":
            return np.zeros(len(self.xy), dtype=bool)
        shapely.prepare(ground)
        inside = shapely.intersects_xy(ground, self.lon_lat[:, 0], self.lon_lat[:, 1])
        return np.asarray(inside, dtype=bool)


@dataclass(frozen=True, eq=False)
class GroundPositions:
    """Zones and parks with their ground (in `metric_crs`, None where the plan has none)."""

    grounds: NDArray[np.object_]
    metric_crs: str

    def metres_to(self, stations: gpd.GeoSeries) -> Numbers:
        """See `Positions`; 0 where a station stands on the ground."""
        return self._metres(stations.to_crs(self.metric_crs).union_all())

    def metres_outside(self, ground: Ground) -> Numbers:
        """See `Positions`; 0 where the grounds meet."""
        drawn = drawn_ground(ground, self.metric_crs)
        return np.maximum(self._metres(drawn) - (ground.radius_m or 0.0), 0.0)

    def on_ground_of(self, plan: Plan, kind: PlaceKind, place_id: str) -> Flags:
        """See `Positions`; a ground that reaches into a place lies on it."""
        ground = _ground_of(plan, kind, place_id)
        if ground is None:
            return np.zeros(len(self.grounds), dtype=bool)
        there = gpd.GeoSeries([ground], crs=GEOGRAPHIC).to_crs(self.metric_crs).iloc[0]
        return np.asarray(shapely.intersects(self.grounds, there), dtype=bool)

    def _metres(self, target: BaseGeometry) -> Numbers:
        return np.asarray(shapely.distance(self.grounds, target), dtype=float)


def positions_of_carriers(table: pd.DataFrame, metric_crs: str) -> CarrierPositions:
    """Return the positions of carriers from their `lon` and `lat` (degrees, EPSG:4326)."""
    lon_lat = table[["lon", "lat"]].to_numpy(dtype=float)
    points = gpd.GeoSeries(gpd.points_from_xy(*lon_lat.T, crs=GEOGRAPHIC)).to_crs(metric_crs)
    xy = np.column_stack([points.x.to_numpy(), points.y.to_numpy()])
    return CarrierPositions(lon_lat, np.where(np.isnan(lon_lat), np.nan, xy), metric_crs)


def positions_of_ground(plan: Plan, table: pd.DataFrame) -> GroundPositions:
    """Return the positions of zones and parks, in the order of a table of them."""
    grounds = {
        place_id: ground
        for layer, column in ((plan.zones, "zone_id"), (plan.parks, "park_id"))
        for place_id, ground in zip(
            layer[column], layer.geometry.to_crs(plan.metric_crs), strict=True
        )
    }
    ordered = np.empty(len(table), dtype=object)
    ordered[:] = [grounds[candidate_id] for candidate_id in table.index]
    return GroundPositions(ordered, plan.metric_crs)


def stations_near(plan: Plan, line: str | None, station_id: str | None) -> gpd.GeoDataFrame:
    """Return one station, those of a line, or, where neither is given, all in operation."""
    stations = plan.stations
    if station_id is not None:
        return stations[stations["metro_id"] == station_id]
    if line is None:
        return stations[stations["status"] == "operating"]
    return stations[stations["lines"].map(lambda lines: line in lines).astype(bool)]


def drawn_ground(ground: Ground, metric_crs: str) -> BaseGeometry:
    """Return drawn ground in a metric CRS: the area of a ring, or the centre of a circle."""
    is_circle = ground.radius_m is not None
    shape: BaseGeometry = Point(ground.points[0]) if is_circle else Polygon(ground.points)
    moved: BaseGeometry = gpd.GeoSeries([shape], crs=GEOGRAPHIC).to_crs(metric_crs).iloc[0]
    return moved if moved.is_valid else moved.buffer(0)


def _ground_of(plan: Plan, kind: PlaceKind, place_id: str) -> BaseGeometry | None:
    layer = getattr(plan, _LAYERS[kind])
    found = layer.loc[layer[f"{kind}_id"] == place_id].geometry
    return None if found.empty else found.iloc[0]
