"""Coordinate rules: WGS-84 files, metres in CGCS2000, and the shifted datums of Chinese web maps.

Files and layers are EPSG:4326 (lon, lat). Distances in metres are taken in the plan's own projected
CRS (`geo.plan.Plan.metric_crs`): a Gauss-Krüger zone of CGCS2000, some 0.05 % off at its edge.
GCJ-02 (Gaode, Tencent) and BD-09 (Baidu) are shifted by some 500 m in China: what is
drawn over such tiles is shifted, what is stored never.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from geo.errors import CrsError

GEOGRAPHIC: Final = "EPSG:4326"
_FIRST_ZONE: Final = (75, 4534)
"""CGCS2000 / 3-degree Gauss-Kruger CM 75E is EPSG:4534; the next 20 zones follow by threes."""
_ZONES: Final = 21


def metric_crs_at(lon: float, lat: float) -> str:
    """Return a projected CRS in metres for ground around a point (degrees, EPSG:4326).

    In China the 3° zone of CGCS2000 (EPSG:4534 … 4554) with the nearest central meridian; farther
    away the UTM zone.

    Examples
    --------
    >>> metric_crs_at(121.43, 31.17), metric_crs_at(87.6, 43.8)
    ('EPSG:4549', 'EPSG:4538')
    """
    meridian, code = _FIRST_ZONE
    zone = round((lon - meridian) / 3)
    if 0 <= zone < _ZONES and lat > 0:
        return f"EPSG:{code + zone}"
    point = gpd.GeoSeries.from_xy([lon], [lat], crs=GEOGRAPHIC)
    return str(point.estimate_utm_crs())


def central_meridian(crs: str) -> float | None:
    """Return the central meridian of a projected CRS, degrees east; None where it has none."""
    operation = CRS(crs).coordinate_operation
    named = {own.name: own.value for own in operation.params} if operation else {}
    meridian = named.get("Longitude of natural origin")
    return None if meridian is None else float(meridian)


class Datum(StrEnum):
    """The datum a map's coordinates refer to."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


def convert_coordinates(
    lon_lat: NDArray[np.float64], source: Datum, target: Datum
) -> NDArray[np.float64]:
    """Return `(n, 2)` lon/lat degrees of `source` as lon/lat degrees of `target`.

    Points outside China are shifted too, by the same formula. The inverse directions iterate: a
    round trip over China stays within a millimetre. What is not a number stays so.

    Examples
    --------
    >>> point = np.array([[121.43, 31.165]])
    >>> convert_coordinates(point, Datum.WGS84, Datum.GCJ02).round(6).tolist()
    [[121.434625, 31.163116]]
    """
    if source == target:
        return lon_lat
    wgs84 = lon_lat
    if source is not Datum.WGS84:
        for _ in range(_STEPS):  # to the fixed point of the forward formula
            wgs84 = wgs84 - (_FROM_WGS84[source](wgs84) - lon_lat)
    return _FROM_WGS84[target](wgs84)


def _gcj02(lon_lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return WGS-84 degrees in GCJ-02: a shift in metres, made degrees on Krasovsky's ellipsoid."""
    x, y = lon_lat[:, 0] - 105, lon_lat[:, 1] - 35
    common = 2 * np.sin(6 * np.pi * x) + 2 * np.sin(2 * np.pi * x)
    east_m = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x))
    east_m += (common + _waves(x, (2, 1), (4, 3), (15, 12), (30, 30))) * 20 / 3
    north_m = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x))
    north_m += (common + _waves(y, (2, 1), (4, 3), (16, 12), (32, 30))) * 20 / 3
    latitude = np.radians(lon_lat[:, 1])
    flattening = 1 - _KRASOVSKY_E2 * np.sin(latitude) ** 2
    degree_east_m = np.radians(_KRASOVSKY_M * np.cos(latitude) / np.sqrt(flattening))
    degree_north_m = np.radians(_KRASOVSKY_M * (1 - _KRASOVSKY_E2) / flattening**1.5)
    return lon_lat + np.column_stack([east_m / degree_east_m, north_m / degree_north_m])


def _waves(degrees: NDArray[np.float64], *waves: tuple[float, float]) -> NDArray[np.float64]:
    """Return the sum of sines of the given amplitudes and half periods (degrees)."""
    return sum(
        (height * np.sin(np.pi * degrees / half) for height, half in waves),
        start=np.zeros_like(degrees),
    )


def _bd09(lon_lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return WGS-84 degrees in BD-09: Baidu turns and stretches GCJ-02 and moves it once more."""
    x, y = _gcj02(lon_lat).T
    radius = np.hypot(x, y) + 0.00002 * np.sin(np.radians(3000 * y))
    angle = np.arctan2(y, x) + 0.000003 * np.cos(np.radians(3000 * x))
    return np.column_stack([radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006])


_KRASOVSKY_M: Final = 6_378_245.0
_KRASOVSKY_E2: Final = 0.00669342162296594323

_FROM_WGS84: Final[dict[Datum, Callable[[NDArray[np.float64]], NDArray[np.float64]]]] = {
    Datum.WGS84: np.copy,
    Datum.GCJ02: _gcj02,
    Datum.BD09: _bd09,
}

_STEPS: Final = 5
"""Each step of an inverse leaves a hundredth of the error at most, of 1.5 km at the beginning.

Their number is fixed: what becomes of a point does not depend on the points beside it.
"""


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
