"""The layer files of a plan: what each must hold, and how it is read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import geopandas as gpd

from geo.errors import Fault
from geo.plan import schema
from geo.plan.geojson import read_features
from geo.plan.schema import Field
from geo.plan.validation import geometry_faults, value_faults

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


def read_layer(path: Path, layer: LayerFile) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """Return a file's features as they stand in it (EPSG:4326), and the faults of each by itself.

    Raises a `PlanningError` where the file is no such layer at all.
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
    return features, faults


def typed_layer(features: gpd.GeoDataFrame, layer: LayerFile) -> gpd.GeoDataFrame:
    """Return faultless features with numbers as such: missing texts are None, numbers nan."""
    numbers = [field.name for field in layer.fields if field.type in ("number", "year")]
    return features.astype(dict.fromkeys(numbers, float))
