"""The folder of a plan: its files read, checked one by one and against one another."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import geopandas as gpd

from geo.errors import Fault, FaultsError, PlanningError
from geo.folders import SHIPPED
from geo.plan.digitise import CONTROL_POINTS, control_rings, read_control_points
from geo.plan.industries import INDUSTRIES, Vocabulary, read_industries
from geo.plan.layer_files import LAYER_FILES, read_layer, typed_layer
from geo.plan.model import Plan
from geo.plan.profile import PROFILE, Profile, read_profile
from geo.plan.validation import (
    category_faults,
    figure_faults,
    kind_faults,
    park_faults,
    period_faults,
    position_faults,
)

DATA_VARIABLE: Final = "LIANGJI_DATA"
"""Environment variable that names another data directory (another plan)."""


def data_directory() -> Path:
    """Return the directory of the plan's data files."""
    return Path(os.environ.get(DATA_VARIABLE) or SHIPPED)


def directory_version(directory: Path) -> str:
    """Return a digest of every data file's content, for caches and addresses."""
    digest = hashlib.sha256()
    files = [*directory.glob("*.geojson"), *directory.glob("*.json"), *directory.glob("*.csv")]
    for path in sorted(files):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def read_plan(directory: Path = SHIPPED) -> Plan:
    """Return the plan of a data directory, every file checked by itself and against the others.

    `plan.json` and `zones.geojson` must be there; a layer without a file is one the plan has not.
    Raises a `PlanningError` with the faults of all files at once.
    """
    problems: dict[str, PlanningError] = {}
    profile: Profile | None = None
    industries = Vocabulary()
    read, faults = _read_layers(directory, problems)
    try:
        profile = read_profile(directory / PROFILE)
    except PlanningError as problem:
        problems[PROFILE] = problem
    else:
        faults[PROFILE] = reference_faults(profile, read)
    try:
        zones = read["zones"].to_dict("records") if "zones" in read and not faults["zones"] else []
        industries = read_industries(directory, zones)
    except PlanningError as problem:
        problems[INDUSTRIES] = problem
    if "zones" in read:
        faults["zones"] += zone_faults(read["zones"], profile, directory / CONTROL_POINTS)
    if "parks" in read:
        faults["parks"] += _park_faults(read["parks"], read.get("zones"), profile)
    for name, found in faults.items():
        if found:
            file_name = LAYER_FILES[name].file_name if name in LAYER_FILES else name
            problems[name] = FaultsError(file_name, found)
    if problems:
        order = [*LAYER_FILES, PROFILE, INDUSTRIES]
        told = [problems[name] for name in order if name in problems]
        raise told[0] if len(told) == 1 else PlanningError("\n\n".join(map(str, told)))
    assert profile is not None  # noqa: S101 - else there is a problem
    layers = {name: typed_layer(features, LAYER_FILES[name]) for name, features in read.items()}
    return Plan(profile, layers, industries, directory_version(directory))


def read_zones(path: Path, profile: Profile | None = None) -> gpd.GeoDataFrame:
    """Return the zones of a file (EPSG:4326), checked also against a plan's profile if given.

    Control points that lie beside the file are checked too. Raises a `PlanningError` with every
    fault of the file.
    """
    layer = LAYER_FILES["zones"]
    zones, faults = read_layer(path, layer)
    faults += zone_faults(zones, profile, path.parent / CONTROL_POINTS)
    if faults:
        raise FaultsError(path.name, faults)
    return typed_layer(zones, layer)


def _read_layers(
    directory: Path, problems: dict[str, PlanningError]
) -> tuple[dict[str, gpd.GeoDataFrame], dict[str, list[Fault]]]:
    """Return layers as they are in their files, with their faults; note files that are no layer."""
    read: dict[str, gpd.GeoDataFrame] = {}
    faults: dict[str, list[Fault]] = {}
    for name, layer in LAYER_FILES.items():
        path = directory / layer.file_name
        if name != "zones" and not path.exists():
            continue
        try:
            read[name], faults[name] = read_layer(path, layer)
        except PlanningError as problem:
            problems[name] = problem
    return read, faults


def zone_faults(
    zones: gpd.GeoDataFrame, profile: Profile | None, control_points: Path
) -> list[Fault]:
    """Check zones beyond their fields: figures, kinds, period, and where they lie."""
    faults = figure_faults(zones, id_column="zone_id")
    if profile is not None:
        faults += kind_faults(zones, profile.kinds)
        faults += profile_faults(zones, profile, id_column="zone_id")
    if control_points.exists():
        faults += position_faults(zones, control_rings(read_control_points(control_points)))
    return faults


def _park_faults(
    parks: gpd.GeoDataFrame, zones: gpd.GeoDataFrame | None, profile: Profile | None
) -> list[Fault]:
    faults = figure_faults(parks, id_column="park_id")
    if zones is not None:
        faults += park_faults(parks, zones)
    if profile is not None:
        faults += profile_faults(parks, profile, id_column="park_id")
    return faults


def profile_faults(layer: gpd.GeoDataFrame, profile: Profile, *, id_column: str) -> list[Fault]:
    """Check that features keep to the plan's period and to the categories it uses."""
    period = (profile.period_start, profile.period_end)
    return [
        *period_faults(layer, period, id_column=id_column),
        *category_faults(layer, profile.categories, id_column=id_column),
    ]


def reference_faults(profile: Profile, layers: Mapping[str, gpd.GeoDataFrame]) -> list[Fault]:
    """Check that the spine line and the zones that the profile names are in the layers."""
    faults: list[Fault] = []
    lines = {
        line
        for listed in (layers["metro"]["lines"] if "metro" in layers else ())
        if isinstance(listed, list)
        for line in listed
        if isinstance(line, str)
    }
    if profile.spine_line is not None and profile.spine_line not in lines:
        message = f"轨道文件里没有线路“{profile.spine_line}”：请改正，没有纽带线路请写 null"
        faults.append(Fault(PROFILE, "spine_line", message))
    if "zones" not in layers:
        return faults
    known = list(layers["zones"]["zone_id"])
    for number, discrepancy in enumerate(profile.discrepancies, start=1):
        faults += [
            Fault(
                PROFILE,
                f"discrepancies[{number}].zone_ids",
                f"片区“{zone_id}”不在片区文件中：请改为已有的片区编号",
            )
            for zone_id in discrepancy.zone_ids
            if zone_id not in known
        ]
    return faults
