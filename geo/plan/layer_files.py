"""The layer files of a plan: what each must hold, and how it is read and checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import geopandas as gpd

from geo.errors import Fault, FaultsError
from geo.plan import schema
from geo.plan.digitise import control_rings, read_control_points
from geo.plan.geojson import read_features
from geo.plan.schema import Field
from geo.plan.validation import (
    figure_faults,
    geometry_faults,
    park_faults,
    position_faults,
    value_faults,
)

AREAS: Final = ("Polygon", "MultiPolygon")


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
