"""Areas on the WGS-84 ellipsoid (never from a projected plane)."""

from __future__ import annotations

from itertools import combinations
from typing import Final

import geopandas as gpd
import pandas as pd
import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from geo.crs import require_geographic

_GEOD: Final = Geod(ellps="WGS84")


def geodesic_area_m2(geometry: BaseGeometry | None) -> float:
    """Return the area in m² of one lon/lat geometry; nan where there is none."""
    if geometry is None or geometry.is_empty:
        return float("nan")
    area, _ = _GEOD.geometry_area_perimeter(shapely.orient_polygons(geometry))
    return float(abs(area))


def land_area_m2(layer: gpd.GeoDataFrame) -> pd.Series:
    """Return the geodesic ground area (用地面积) of each feature, in m², nan without geometry."""
    require_geographic(layer)
    return pd.Series(
        [geodesic_area_m2(geometry) for geometry in layer.geometry],
        index=layer.index,
        name="land_area_m2",
        dtype=float,
    )


def union_area_m2(layer: gpd.GeoDataFrame) -> float:
    """Return the ground the features cover together in m²: overlaps are counted once."""
    require_geographic(layer)
    return geodesic_area_m2(layer.geometry.union_all())


def shared_land_m2(layer: gpd.GeoDataFrame, ground: BaseGeometry | None) -> pd.Series:
    """Return the area each feature shares with a piece of ground, in m², where it shares any.

    Slivers of lines drawn twice are left out: less than 0.005 km², which would be said as 0.00.
    """
    require_geographic(layer)
    shared = pd.Series(
        [geodesic_area_m2(shapely.intersection(own, ground)) for own in layer.geometry],
        index=layer.index,
        dtype=float,
    )
    return shared[shared >= _LEAST_SHARED_M2]


_LEAST_SHARED_M2: Final = 5_000.0


def overlaps(layer: gpd.GeoDataFrame, *, id_column: str) -> pd.DataFrame:
    """Return the pairs that share ground: columns `first`, `second`, `overlap_m2`.

    Slivers are left out, as in `shared_land_m2`.
    """
    require_geographic(layer)
    rows = [
        (first_id, second_id, geodesic_area_m2(shapely.intersection(first, second)))
        for (first_id, first), (second_id, second) in combinations(
            zip(layer[id_column], layer.geometry, strict=True), 2
        )
    ]
    pairs = pd.DataFrame(rows, columns=["first", "second", "overlap_m2"])
    return pairs[pairs["overlap_m2"] >= _LEAST_SHARED_M2].reset_index(drop=True)
