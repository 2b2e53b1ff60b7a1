"""Positions of carriers: datum, plausibility, and the zone, park and sub-district around them."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.crs import GEOGRAPHIC, Datum, convert_coordinates
from geo.measure import land_area_m2
from geo.plan import Plan
from geo.plan.industries import folded
from geo.quantities import QuantityError

Fault = Callable[[int, str, str], None]
"""Takes a row's index, the field and what is wrong."""


def example_position(plan: Plan) -> tuple[float, float]:
    """Return a position in the plan's first zone (lon, lat, EPSG:4326), for examples and hints."""
    point = plan.zones.geometry.iloc[0].representative_point()
    return round(point.x, 3), round(point.y, 3)


def place_id(text: str, layer: gpd.GeoDataFrame, column: str) -> str:
    """Return the id a text names by id, name or alias; raise a `QuantityError` for none."""
    names: dict[str, str] = {}
    for row in layer.to_dict("records"):
        for key in (column, "name", "name_en", "alias", "alias_en"):
            if isinstance(row.get(key), str):
                names.setdefault(folded(row[key]).replace("—", "-"), row[column])
    asked = folded(text).replace("—", "-")
    if asked in names:
        return names[asked]
    labels = dict(zip(layer["name"].map(folded), layer["name"], strict=True))
    near = difflib.get_close_matches(asked, list(labels), n=1, cutoff=0.4)
    hint = f"是不是“{labels[near[0]]}”？" if near else ""
    raise QuantityError(f"规划中没有这个名称：{hint}可选 {'、'.join(layer['name'])}")


def locate(table: pd.DataFrame, plan: Plan, datum: Datum, fault: Fault) -> pd.DataFrame:
    """Return carriers with WGS-84 positions, and zone, park and sub-district filled in.

    What is given stays; where it contradicts the position by more than the boundary's own error,
    or nothing says where a carrier is, `fault` is told.
    """
    lon_lat = table[["lon", "lat"]].to_numpy(dtype=float)
    known = _checked(lon_lat, plan, fault)
    lon_lat[known] = convert_coordinates(lon_lat[known], datum, Datum.WGS84)
    lon_lat[~known] = np.nan
    points = gpd.GeoSeries(gpd.points_from_xy(*lon_lat.T), crs=GEOGRAPHIC)
    found = {
        "zone_id": smallest_around(plan.zones, "zone_id", points),
        "park_id": smallest_around(plan.parks, "park_id", points),
        "subdistrict_id": smallest_around(plan.subdistricts, "subdistrict_id", points),
    }
    located = table.assign(lon=lon_lat[:, 0], lat=lon_lat[:, 1])
    zones_of_parks = plan.parks.set_index("park_id")["zone_id"]
    for column in ("zone_id", "park_id"):
        given = pd.Series(table[column].to_numpy(dtype=object), dtype=object)
        _require_there(points, given, plan, column, fault)
        located[column] = given.where(given.notna(), found[column]).to_numpy()
    zone = located["zone_id"].reset_index(drop=True)
    by_park = located["park_id"].map(zones_of_parks).reset_index(drop=True)
    located["zone_id"] = zone.where(zone.notna(), by_park).to_numpy()
    located["subdistrict_id"] = found["subdistrict_id"].to_numpy()
    is_silent = table[["lon", "lat", "zone_id", "park_id"]].isna().all(axis=1).to_numpy()
    for index in np.flatnonzero(is_silent):
        fault(int(index), "lon", "不知道在哪里：请填经纬度，或填片区、园区")
    return located


def _checked(lon_lat: NDArray[np.float64], plan: Plan, fault: Fault) -> NDArray[np.bool_]:
    """Return which positions can be used; tell what is wrong with the others that are given."""
    lon, lat = lon_lat.T
    has_lon, has_lat = ~np.isnan(lon), ~np.isnan(lat)
    for index in np.flatnonzero(has_lon != has_lat):
        field = "lat" if has_lon[index] else "lon"
        fault(int(index), field, "只填了经纬度中的一个：请补上，或两个都留空")
    both = has_lon & has_lat
    inside, swapped = both & _plausible(lon, lat, plan), both & _plausible(lat, lon, plan)
    for index in np.flatnonzero(swapped & ~inside):
        fault(int(index), "lon", "经度和纬度填反了：请对调两列")
    for index in np.flatnonzero(both & ~inside & ~swapped):
        where = f"位置 {lon[index]:.6g}，{lat[index]:.6g} 不在{plan.profile.district}一带"
        right = "，".join(map(str, example_position(plan)))
        fault(int(index), "lon", f"{where}：请检查经纬度，如 {right}（度）")
    return np.asarray(inside)


def _plausible(lon: NDArray[np.float64], lat: NDArray[np.float64], plan: Plan) -> NDArray[np.bool_]:
    west, south, east, north = plan.plausible_bounds
    return np.asarray((west <= lon) & (lon <= east) & (south <= lat) & (lat <= north))


def smallest_around(layer: gpd.GeoDataFrame, column: str, points: gpd.GeoSeries) -> pd.Series:
    """Return the id of the smallest area of a layer that each point lies in, None for none."""
    areas = layer[layer.geometry.notna() & (layer.geometry.geom_type != "Point")]
    largest_first = areas.iloc[np.argsort(-land_area_m2(areas).to_numpy())]
    found = pd.Series([None] * len(points), dtype=object)
    xy = shapely.get_coordinates(points.to_numpy()) if len(points) else np.empty((0, 2))
    if len(xy) != len(points):  # empty points have no coordinates
        xy = np.column_stack([points.x, points.y])
    for area_id, ground in zip(largest_first[column], largest_first.geometry, strict=True):
        shapely.prepare(ground)
        found[shapely.intersects_xy(ground, *xy.T)] = area_id
    return found


def _require_there(
    points: gpd.GeoSeries, given: pd.Series, plan: Plan, column: str, fault: Fault
) -> None:
    """Tell of positions that lie farther from the place given than its boundary is uncertain."""
    layer: Any = plan.zones if column == "zone_id" else plan.parks
    there, grounds = points.to_crs(plan.metric_crs), layer.geometry.to_crs(plan.metric_crs)
    for row, ground in zip(layer.to_dict("records"), grounds, strict=True):
        if ground is None or ground.is_empty or ground.geom_type == "Point":
            continue
        mine = np.flatnonzero((given == row[column]).to_numpy() & points.x.notna().to_numpy())
        metres = shapely.distance(there.iloc[mine].to_numpy(), ground)
        for index, distance in zip(mine, metres, strict=True):
            if distance > row["error_m"]:
                message = f"位置在“{row['name']}”之外 {distance:,.0f} m：请核对所填的地点或经纬度"
                fault(int(index), column, message)
