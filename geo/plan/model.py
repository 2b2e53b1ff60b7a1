"""One plan, read from a directory of data files: zones, parks, places and what surrounds them.

Another plan (another period, another district) is another directory with the same files.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from geo.errors import DataFileError, Fault, FaultsError, PlanningError
from geo.folders import SHIPPED
from geo.measure import land_area_m2, overlaps, union_area_m2
from geo.plan.accounts import figures
from geo.plan.digitise import CONTROL_POINTS
from geo.plan.geojson import read_json
from geo.plan.industries import Vocabulary, read_industries
from geo.plan.layer_files import LAYER_FILES, read_layer, read_parks, read_zones
from geo.plan.private import PRIVATE_FIELDS, private_faults

DATA_VARIABLE: Final = "LIANGJI_DATA"
"""Environment variable that names another data directory (another plan)."""


def data_directory() -> Path:
    """Return the directory of the plan's data files."""
    return Path(os.environ.get(DATA_VARIABLE) or SHIPPED)


_TYPE_NAMES: Final = {str: "文字", int: "整数年份", list: "列表"}
_PLAN_KEYS: Final[dict[str, type]] = {
    **dict.fromkeys(("plan_id", "name", "name_en", "title", "title_en"), str),
    **dict.fromkeys(("district", "district_en", "chapter", "chapter_en", "spine_line"), str),
    **dict.fromkeys(("period_start", "period_end"), int),
    "discrepancies": list,
}


def _read_info(path: Path) -> dict[str, Any]:
    info = read_json(path)
    if not isinstance(info, dict):
        raise DataFileError(f"{path.name} 不是 JSON 对象：请参照 data/README.md 改正")
    faults = [
        Fault(path.name, key, f"缺少或类型不对，应为{_TYPE_NAMES[kind]}：请改正")
        for key, kind in _PLAN_KEYS.items()
        if not isinstance(info.get(key), kind)
    ]
    faults += private_faults(path.name, info.get(PRIVATE_FIELDS, {}))
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
    industries: Vocabulary = field(default_factory=Vocabulary)
    version: str = field(default="")
    """A digest of the files' content: it names what is cached and served."""

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Every figure of the plan (`geo.plan.accounts.figures`)."""
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
            read(name, partial(read_layer, layer=layer))
    try:
        info = _read_info(directory / "plan.json")
    except PlanningError as problem:
        problems.append(problem)
    try:
        named = layers["zones"].to_dict("records") if "zones" in layers else []
        industries = read_industries(directory, named)
    except PlanningError as problem:
        problems.append(problem)
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise PlanningError("\n\n".join(str(problem) for problem in problems))
    version = directory_version(directory)
    return Plan(info=info, industries=industries, version=version, **layers)
