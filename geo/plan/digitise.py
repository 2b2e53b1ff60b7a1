"""Digitising: the geometry of the shipped layers, taken from their numbered control points.

`data/control_points.csv` holds the points (columns feature, kind, part, seq, name, lon, lat,
error_m, source; EPSG:4326). Attributes live in the layer files; `python -m geo digitise` writes
the geometry that the points give into them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPoint, Polygon, mapping
from shapely.geometry.base import BaseGeometry

from geo.crs import GEOGRAPHIC
from geo.errors import DataFileError
from geo.files import write_all
from geo.plan.geojson import read_json

CONTROL_POINTS: Final = "control_points.csv"


_COLUMNS: Final = ("feature", "kind", "part", "seq", "lon", "lat")


def read_control_points(path: Path) -> pd.DataFrame:
    """Return the numbered control points, in file order; raises `DataFileError` on any fault."""
    try:
        points = pd.read_csv(path, dtype={"feature": str, "kind": str, "name": str})
    except (OSError, ValueError) as error:
        raise DataFileError(f"读不了控制点文件 {path.name}：{error}") from error
    missing = [column for column in _COLUMNS if column not in points]
    if missing:
        raise DataFileError(f"控制点文件 {path.name} 缺少列 {'、'.join(missing)}：请补上")
    numbers = points[["lon", "lat"]].apply(pd.to_numeric, errors="coerce")
    faulty = numbers.isna().any(axis="columns") | points["feature"].isna()
    if faulty.any():
        line = int(faulty.to_numpy().argmax()) + 2
        raise DataFileError(f"控制点文件 {path.name} 第 {line} 行的名称或经纬度不对：请改正")
    points[["lon", "lat"]] = numbers
    return points


def control_rings(points: pd.DataFrame) -> gpd.GeoSeries:
    """Return the zones' control points as one MultiPoint (EPSG:4326) a zone id."""
    own = points[points["feature"].str.startswith("zone:")]
    rings = {
        str(feature).removeprefix("zone:"): MultiPoint(ring[["lon", "lat"]].to_numpy())
        for feature, ring in own.groupby("feature", sort=False)
    }
    few = [zone_id for zone_id, ring in rings.items() if len(ring.geoms) < _FEWEST_IN_A_RING]
    if few:
        raise DataFileError(
            f"控制点文件 {CONTROL_POINTS} 里 {'、'.join(few)} 的控制点不足 3 个：请补上"
        )
    return gpd.GeoSeries(rings, crs=GEOGRAPHIC)


_FEWEST_IN_A_RING: Final = 3


def _line(points: pd.DataFrame) -> LineString:
    ordered = points.sort_values("seq")
    return LineString(ordered[["lon", "lat"]].to_numpy())


def _polygon(points: pd.DataFrame) -> Polygon:
    return shapely.orient_polygons(Polygon(_line(points).coords))


def river_polygon(west_bank: BaseGeometry, east_bank: BaseGeometry) -> Polygon:
    """Return the water between two banks, both digitised from north to south."""
    return shapely.orient_polygons(Polygon([*west_bank.coords, *reversed(east_bank.coords)]))


def _control_feature(layer: str, properties: dict[str, Any]) -> str | None:
    """Name the control feature that a feature of a layer is digitised from, if any."""
    rules: dict[str, Callable[[], str | None]] = {
        "zones": lambda: f"zone:{properties['zone_id']}",
        "parks": lambda: f"park:{properties['park_id']}",
        "subdistricts": lambda: f"subdistrict:{properties['name']}",
        "district": lambda: "district",
        "metro": lambda: (
            f"metro:{properties['lines'][0]}" if properties["kind"] == "track" else None
        ),
        "roads": lambda: f"{properties['kind']}:{properties['name'].replace('—', '-')}",
        "river": lambda: "river",
    }
    return rules[layer]() if layer in rules else None


def control_geometry(points: pd.DataFrame, feature: str) -> BaseGeometry:
    """Return the geometry that the control points of one feature give.

    Parts numbered `name#1`, `name#2` … are joined to a MultiLineString.
    """
    if feature == "river":
        west, east = (control_geometry(points, f"river:{bank}_bank") for bank in ("west", "east"))
        return river_polygon(west, east)
    own = points[points["feature"].str.split("#").str[0] == feature]
    if own.empty:
        raise DataFileError(f"控制点文件里没有 {feature}：请补上它的控制点")
    if own["kind"].iloc[0] == "polygon":
        return _polygon(own)
    lines = [_line(part) for _, part in own.groupby(["feature", "part"], sort=False)]
    return lines[0] if len(lines) == 1 else MultiLineString(lines)


def digitised(layer: str, collection: dict[str, Any], points: pd.DataFrame) -> dict[str, Any]:
    """Return the collection with the geometry its control points give; others stay as they are."""
    known = set(points["feature"].str.split("#").str[0]) | {"river"}
    features = []
    for feature in collection["features"]:
        control = _control_feature(layer, feature["properties"])
        if control is None or (layer == "parks" and control not in known):
            geometry = feature["geometry"]  # a point, or not located: set in the file
        else:
            geometry = mapping(control_geometry(points, control))
        features.append({**feature, "geometry": geometry})
    return {**collection, "features": features}


def digitise(directory: Path) -> list[Path]:
    """Rewrite the geometry of every layer file of a data directory, or of none; return the files.

    Raises `DataFileError` for faulty control points, `WritingError` where files cannot be written.
    """
    points = read_control_points(directory / CONTROL_POINTS)
    made = {
        path: digitised(path.stem, read_json(path), points)
        for path in sorted(directory.glob("*.geojson"))
    }
    texts = {
        path: json.dumps(collection, ensure_ascii=False, indent=1)
        for path, collection in made.items()
    }
    write_all({path: f"{text}\n".encode() for path, text in texts.items()}, force=True)
    return list(made)
