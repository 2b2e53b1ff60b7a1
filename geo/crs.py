"""Coordinate rules: WGS-84 files, metres in CGCS2000, and the shifted datums of Chinese web maps.

Files and layers are EPSG:4326 (lon, lat). Distances in metres are taken in EPSG:4549 (CGCS2000,
central meridian 120°E; 0.05 % off here). GCJ-02 (Gaode, Tencent) and BD-09 (Baidu) are shifted by
some 500 m at Xuhui: what is drawn over such tiles is shifted, what is stored never.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final

import geopandas as gpd
import numpy as np
import prcoords
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from geo.errors import CrsError

GEOGRAPHIC: Final = "EPSG:4326"
METRIC: Final = "EPSG:4549"


class Datum(StrEnum):
    """The datum a map's coordinates refer to."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


_Convert = Callable[[prcoords.Coords], prcoords.Coords]


def _unchanged(point: prcoords.Coords) -> prcoords.Coords:
    return point


def _check_off(convert: Callable[..., prcoords.Coords]) -> _Convert:
    # prcoords leaves points outside its rough outline of China alone; the plan lies inside it.
    return lambda point: convert(point, False)


_FROM_WGS84: Final[dict[Datum, _Convert]] = {
    Datum.WGS84: _unchanged,
    Datum.GCJ02: _check_off(prcoords.wgs_gcj),
    Datum.BD09: _check_off(prcoords.wgs_bd),
}
_TO_WGS84: Final[dict[Datum, _Convert]] = {
    Datum.WGS84: _unchanged,
    Datum.GCJ02: _check_off(prcoords.gcj_wgs_bored),
    Datum.BD09: _check_off(prcoords.bd_wgs_bored),
}


def convert_coordinates(
    lon_lat: NDArray[np.float64], source: Datum, target: Datum
) -> NDArray[np.float64]:
    """Return `(n, 2)` lon/lat degrees of `source` as lon/lat degrees of `target`.

    The inverse directions iterate, so a round trip stays within millimetres.
    """
    if source == target:
        return lon_lat
    to_wgs84, from_wgs84 = _TO_WGS84[source], _FROM_WGS84[target]
    converted = np.empty_like(lon_lat)
    for row, (lon, lat) in enumerate(lon_lat):
        point = from_wgs84(to_wgs84(prcoords.Coords(lat=lat, lon=lon)))
        converted[row] = point.lon, point.lat
    return converted


def convert_datum(geometries: gpd.GeoSeries, source: Datum, target: Datum) -> gpd.GeoSeries:
    """Return the geometries moved from one datum to another; empty and missing ones stay.

    The result keeps the label EPSG:4326 (degrees): no EPSG code exists for the shifted datums.
    """
    require_geographic(geometries)
    if source == target:
        return geometries
    moved = shapely.transform(
        geometries.to_numpy(), lambda xy: convert_coordinates(xy, source, target)
    )
    return gpd.GeoSeries(moved, index=geometries.index, crs=geometries.crs)


def require_geographic(layer: gpd.GeoDataFrame | gpd.GeoSeries) -> None:
    """Raise `CrsError` unless the layer is in EPSG:4326."""
    if layer.crs is None:
        raise CrsError("图层没有坐标系：请在导入时选择坐标系，系统不会猜测")
    if CRS(layer.crs) != CRS(GEOGRAPHIC):
        raise CrsError(
            f"图层的坐标系是 {CRS(layer.crs).name}，应为 WGS-84 经纬度（EPSG:4326）：请先转换"
        )
