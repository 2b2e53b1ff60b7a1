"""One plan, read from a directory of data files: zones, parks, places and what surrounds them.

Another plan (another period, another district) is another directory with the same files.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from geo import schema
from geo.accounts import figures
from geo.digitise import CONTROL_POINTS, control_rings, read_control_points
from geo.errors import DataFileError, Fault, FaultsError, PlanningError
from geo.measure import land_area_m2, overlaps, union_area_m2
from geo.reading import read_features, read_json
from geo.schema import Field
from geo.validation import (
    figure_faults,
    geometry_faults,
    park_faults,
    position_faults,
    value_faults,
)

SHIPPED: Final = Path(__file__).resolve().parent.parent / "data"
"""The data directory that ships with the application."""

DATA_VARIABLE: Final = "LIANGJI_DATA"
"""Environment variable that names another data directory (another plan)."""


def data_directory() -> Path:
    """Return the directory of the plan's data files."""
    return Path(os.environ.get(DATA_VARIABLE) or SHIPPED)


AREAS: Final = ("Polygon", "MultiPolygon")
_TYPE_NAMES: Final = {str: "文字", int: "整数年份", list: "列表"}
_PLAN_KEYS: Final[dict[str, type]] = {
    **dict.fromkeys(("plan_id", "name", "name_en", "title", "title_en"), str),
    **dict.fromkeys(("district", "district_en", "chapter", "chapter_en", "spine_line"), str),
    **dict.fromkeys(("period_start", "period_end"), int),
    "discrepancies": list,
}


@dataclass(frozen=True)
class LayerFile:
    """What one layer file must hold."""

    name: str
    fields: tuple[Field, ...]
    id_column: str
    types: tuple[str, ...]
    geometry_required: bool

    @property
    def file_name(self) -> str:
        """The file's name in the data directory."""
        return f"{self.name}.geojson"


LAYER_FILES: Final[dict[str, LayerFile]] = {
    layer.name: layer
    for layer in (
        LayerFile("zones", schema.ZONE_FIELDS, "zone_id", AREAS, True),
        LayerFile("parks", schema.PARK_FIELDS, "park_id", ("Point", *AREAS), False),
        LayerFile("places", schema.PLACE_FIELDS, "place_id", ("Point",), False),
        LayerFile(
            "metro",
            schema.METRO_FIELDS,
            "metro_id",
            ("Point", "LineString", "MultiLineString"),
            True,
        ),
        LayerFile("subdistricts", schema.SUBDISTRICT_FIELDS, "subdistrict_id", AREAS, True),
        LayerFile("district", schema.DISTRICT_FIELDS, "district_id", AREAS, True),
        LayerFile("river", schema.RIVER_FIELDS, "river_id", AREAS, True),
        LayerFile("roads", schema.ROAD_FIELDS, "road_id", ("LineString", "MultiLineString"), True),
    )
}


def read_layer(
    path: Path,
    layer: LayerFile,
    *,
    more_rules: Sequence[Callable[[gpd.GeoDataFrame], list[Fault]]] = (),
) -> gpd.GeoDataFrame:
    """Return one checked layer (EPSG:4326); raise `FaultsError` with all its faults at once.

    Missing texts are None, missing numbers nan.
    """
    features, faults = read_features(
        path,
        fields=layer.fields,
        id_column=layer.id_column,
        may_be_empty=not layer.geometry_required,
    )
    faults += value_faults(features, layer.fields, id_column=layer.id_column, known=faults)
    faults += geometry_faults(
        features,
        id_column=layer.id_column,
        types=layer.types,
        required=layer.geometry_required,
        known=faults,
    )
    for rule in more_rules:
        faults += rule(features)
    if faults:
        raise FaultsError(path.name, faults)
    numbers = [field.name for field in layer.fields if field.type in ("number", "year")]
    features[numbers] = features[numbers].astype(float)
    return features


def read_zones(path: Path, control_points: Path | None = None) -> gpd.GeoDataFrame:
    """Return the zones of the plan, checked also against their control points if there are any."""
    rules: list[Callable[[gpd.GeoDataFrame], list[Fault]]] = [
        lambda zones: figure_faults(zones, id_column="zone_id")
    ]
    if control_points is not None and control_points.exists():
        rings = control_rings(read_control_points(control_points))
        rules.append(lambda zones: position_faults(zones, rings))
    return read_layer(path, LAYER_FILES["zones"], more_rules=rules)


def read_parks(path: Path, zones: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the parks of the plan, checked against its zones."""
    return read_layer(
        path,
        LAYER_FILES["parks"],
        more_rules=[
            lambda parks: figure_faults(parks, id_column="park_id"),
            lambda parks: park_faults(parks, zones),
        ],
    )


def _read_info(path: Path) -> dict[str, Any]:
    info = read_json(path)
    if not isinstance(info, dict):
        raise DataFileError(f"{path.name} 不是 JSON 对象：请参照 data/README.md 改正")
    faults = [
        Fault(path.name, key, f"缺少或类型不对，应为{_TYPE_NAMES[kind]}：请改正")
        for key, kind in _PLAN_KEYS.items()
        if not isinstance(info.get(key), kind)
    ]
    if faults:
        raise FaultsError(path.name, faults)
    return dict(info)


@dataclass(frozen=True, eq=False)
class Plan:
    """A plan and its ground. Layers are GeoDataFrames in EPSG:4326, areas in m²."""

    info: dict[str, Any]
    zones: gpd.GeoDataFrame
    parks: gpd.GeoDataFrame
    places: gpd.GeoDataFrame
    metro: gpd.GeoDataFrame
    subdistricts: gpd.GeoDataFrame
    district: gpd.GeoDataFrame
    river: gpd.GeoDataFrame
    roads: gpd.GeoDataFrame
    version: str = field(default="")
    """A digest of the files' content: it names what is cached and served."""

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Every figure of the plan (`geo.accounts.figures`)."""
        return figures(self.zones, self.parks)

    @cached_property
    def land_area_m2(self) -> pd.Series:
        """Ground area by zone id, geodesic, m²."""
        return land_area_m2(self.zones).set_axis(pd.Index(self.zones["zone_id"]))

    @cached_property
    def union_area_m2(self) -> float:
        """Ground the zones cover together, m²; overlaps once."""
        return union_area_m2(self.zones)

    @cached_property
    def overlaps(self) -> pd.DataFrame:
        """Pairs of zones that share ground (`geo.measure.overlaps`)."""
        return overlaps(self.zones, id_column="zone_id")

    @cached_property
    def stations(self) -> gpd.GeoDataFrame:
        """The metro stations (points)."""
        return self.metro[self.metro["kind"] == "station"]

    @cached_property
    def tracks(self) -> gpd.GeoDataFrame:
        """The metro tracks (lines)."""
        return self.metro[self.metro["kind"] == "track"]

    def inside_zone(self, layer: gpd.GeoDataFrame, zone_id: str) -> gpd.GeoDataFrame:
        """Return the features of a layer that lie in, or touch, one zone's ground."""
        ground = self.zones.loc[self.zones["zone_id"] == zone_id].geometry.iloc[0]
        return layer[layer.intersects(ground)]


def directory_version(directory: Path) -> str:
    """Return a digest of every data file's content, for caches and addresses."""
    digest = hashlib.sha256()
    files = [*directory.glob("*.geojson"), *directory.glob("*.json"), *directory.glob("*.csv")]
    for path in sorted(files):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def read_plan(directory: Path = SHIPPED) -> Plan:
    """Return the plan of a data directory.

    Raises a `PlanningError`; where several files have faults, all are in its message.
    """
    layers: dict[str, gpd.GeoDataFrame] = {}
    problems: list[PlanningError] = []

    def read(name: str, reader: Callable[[Path], gpd.GeoDataFrame]) -> None:
        try:
            layers[name] = reader(directory / LAYER_FILES[name].file_name)
        except PlanningError as problem:
            problems.append(problem)

    read("zones", lambda path: read_zones(path, directory / CONTROL_POINTS))
    if "zones" in layers:
        read("parks", lambda path: read_parks(path, layers["zones"]))
    for name, layer in LAYER_FILES.items():
        if name not in ("zones", "parks"):
            read(name, lambda path, layer=layer: read_layer(path, layer))  # type: ignore[misc]
    try:
        info = _read_info(directory / "plan.json")
    except PlanningError as problem:
        problems.append(problem)
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise PlanningError("\n\n".join(str(problem) for problem in problems))
    return Plan(info=info, version=directory_version(directory), **layers)
